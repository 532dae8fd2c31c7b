"""From the object file of the bodies and exports to a WebAssembly module.

    module = link(object_bytes, exports)      # b"\\0asm..."

LLD, which comes with `ziglang`, links that object with the small one that records
errors; what LLD leaves in needlessly, `trim` takes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from .. import zig
from ..llvm.library import Module, TargetMachine, target_machine
from ..llvm.targets import by_name
from .exports import ERROR, EXACT, RAISE, STACK, Export
from .trim import trim

# 64 KiB, the first page: what lies above is the heap's.
STACK_SIZE: Final = 65536

# LLD's name of the stack pointer, which no flag changes.
_STACK_POINTER: Final = "__stack_pointer"

_FLAGS: Final = (
    "--no-entry",
    "--strip-all",
    "--compress-relocations",
    "-z",
    f"stack-size={STACK_SIZE}",
    f"--export={_STACK_POINTER}",
    f"--export={ERROR}",
    f"--export-if-defined={EXACT}",
)


def machine(opt: int = 3) -> TargetMachine:
    """What code for WebAssembly is generated for.

    The ABI is the one that returns a complex number as two values, not in memory.
    """
    target = by_name("wasm32")
    return target_machine(
        target.triple, target.cpu, target.features, opt, reloc="static", abi="experimental-mv"
    )


def link(object_bytes: bytes, exports: Sequence[Export]) -> bytes:
    """The finished module.

    Args:
        object_bytes: the object file of the bodies and of `exports.text(exports)`.
        exports: what the module shall export.

    Raises:
        ToolError: if `ziglang` is missing, or the bodies refer to something that is
            not there.
    """
    with zig.scratch() as folder:
        paths = [folder / "code.o", folder / "raise.o"]
        for path, content in zip(paths, (object_bytes, _raise_object()), strict=True):
            path.write_bytes(content)
        linked = folder / "linked.wasm"
        zig.run(
            ["wasm-ld", *_FLAGS, *map(str, paths), "-o", str(linked)],
            task="link the WebAssembly module",
        )
        module = linked.read_bytes()
    functions = {name for export in exports for name in export.names}
    return trim(module, functions, {_STACK_POINTER: STACK, ERROR: ERROR, EXACT: EXACT})


@cache
def _raise_object() -> bytes:
    """The object file that defines `pyexec_raise` and the error's global."""
    target = machine(opt=0)
    head = f'target triple = "{target.triple}"\ntarget datalayout = "{target.data_layout}"\n'
    with Module.parse(head + RAISE) as module:
        return module.emit_object(target)
