"""From the object file of the bodies and exports to a WebAssembly module.

    module = link(object_bytes, exports)      # b"\\0asm..."

LLD, which comes with `ziglang`, links that object with the small one that records
errors and multiplies wide integers; what LLD leaves in needlessly, `trim` takes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from .. import zig
from ..llvm.library import Module, TargetMachine, target_machine
from ..llvm.targets import by_name
from . import heap
from .crossings import export_names
from .exports import ERROR, EXACT, FORGET, MEMORY, PRINTED, RAISE, STACK, Export
from .trim import trim

# 64 KiB, the first page.
STACK_SIZE: Final = 65536

# With a heap, which begins at the second page, constants have the rest of the first.
STACK_SIZE_BELOW_HEAP: Final = 49152

# LLD's name of the stack pointer, which no flag changes.
_STACK_POINTER: Final = "__stack_pointer"

_FLAGS: Final = (
    "--no-entry",
    "--strip-all",
    "--compress-relocations",
    f"--export={_STACK_POINTER}",
    f"--export={ERROR}",
    f"--export-if-defined={EXACT}",
)

# The product of two 128-bit integers, modulo 2**128, in two halves each.  LLVM calls it
# by this name where it recognises a multiplication in pieces, or a test for overflow by
# division, as one of 128 bits, which WebAssembly has no instruction for.
_MULTIPLY: Final = """
define { i64, i64 } @__multi3(i64 %a, i64 %a.upper, i64 %b, i64 %b.upper) nounwind {
  %a.0 = and i64 %a, 4294967295
  %a.1 = lshr i64 %a, 32
  %b.0 = and i64 %b, 4294967295
  %b.1 = lshr i64 %b, 32
  %low = mul i64 %a.0, %b.0
  %low.carry = lshr i64 %low, 32
  %left = mul i64 %a.1, %b.0
  %middle = add i64 %left, %low.carry
  %middle.0 = and i64 %middle, 4294967295
  %middle.1 = lshr i64 %middle, 32
  %right = mul i64 %a.0, %b.1
  %other = add i64 %right, %middle.0
  %other.1 = lshr i64 %other, 32
  %high = mul i64 %a.1, %b.1
  %high.1 = add i64 %high, %middle.1
  %high.2 = add i64 %high.1, %other.1
  %cross.a = mul i64 %a, %b.upper
  %cross.b = mul i64 %a.upper, %b
  %high.3 = add i64 %high.2, %cross.a
  %upper = add i64 %high.3, %cross.b
  %lower = mul i64 %a, %b
  %half = insertvalue { i64, i64 } poison, i64 %lower, 0
  %whole = insertvalue { i64, i64 } %half, i64 %upper, 1
  ret { i64, i64 } %whole
}
"""


def machine(opt: int = 3) -> TargetMachine:
    """What code for WebAssembly is generated for.

    The ABI is the one that returns a complex number as two values, not in memory.
    """
    target = by_name("wasm32")
    return target_machine(
        target.triple, target.cpu, target.features, opt, reloc="static", abi="experimental-mv"
    )


def link(object_bytes: bytes, exports: Sequence[Export], memory: str | None = None) -> bytes:
    """The finished module, with a heap where one of the bodies uses it.

    Args:
        object_bytes: the object file of the bodies and of `exports.text(exports)`.
        exports: what the module shall export.
        memory: the name to export the memory under, of a module whose heap is made from
            outside, from the second page on; None to leave this to the bodies.

    Raises:
        ToolError: if `ziglang` is missing, or the bodies refer to something that is
            not there.
    """
    uses_heap = any(export.entry.needs_heap for export in exports)
    stack = STACK_SIZE if memory is None else STACK_SIZE_BELOW_HEAP
    layout = heap.FLAGS if uses_heap else ("-z", f"stack-size={stack}")
    with zig.scratch() as folder:
        paths = [folder / "code.o", folder / "support.o"]
        for path, content in zip(paths, (object_bytes, _support_object()), strict=True):
            path.write_bytes(content)
        linked = folder / "linked.wasm"
        zig.run(
            ["wasm-ld", *_FLAGS, *layout, *map(str, paths), "-o", str(linked)],
            task="link the WebAssembly module",
        )
        module = linked.read_bytes()
    if uses_heap:
        module, memory = heap.with_heap(module), MEMORY
    functions = {FORGET, PRINTED, *(name for export in exports for name in export.names)}
    functions.update(export_names(export.signature for export in exports))
    return trim(module, functions, {_STACK_POINTER: STACK, ERROR: ERROR, EXACT: EXACT}, memory)


@cache
def _support_object() -> bytes:
    """What the code of every module may call; LLD leaves out what is not called.

    It is not optimised, or LLVM would recognise the multiplication in `__multi3` too.
    """
    with _support() as module:
        return module.emit_object(machine(opt=0))


def support_assembly() -> str:
    """The same as assembly."""
    with _support() as module:
        return module.emit_assembly(machine(opt=0))


def _support() -> Module:
    target = machine(opt=0)
    head = f'target triple = "{target.triple}"\ntarget datalayout = "{target.data_layout}"\n'
    return Module.parse(head + RAISE + _MULTIPLY)
