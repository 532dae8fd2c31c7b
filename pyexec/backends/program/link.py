"""The executable file: an object, linked by LLD.

    link(folder / "fib.o", read(object_bytes, "elf"), target, folder / "fib")

Without mathematics of the C library the program is static, at fixed addresses, and needs no
loader: kilobytes that are there as soon as they are mapped.  With it, the platform's loader
brings in that library, and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ...errors import ToolError
from .. import zig
from ..c_names import MATHEMATICS
from ..llvm.library import Module
from ..llvm.targets import Target
from ..stub import stub
from ..symbols import Symbols
from .support import SUPPORT, support

_TASK: Final = "link the program"

# Where the C library's own ABI documents place the loader.
_LOADERS: Final = {
    "x86_64-linux": "/lib64/ld-linux-x86-64.so.2",
    "aarch64-linux": "/lib/ld-linux-aarch64.so.1",
    "riscv64-linux": "/lib/ld-linux-riscv64-lp64d.so.1",
}

# Constants and code share a segment, since the one sequence of machine code that is ours
# is a constant to LLVM.  Nothing is ever written to there.
_FLAGS: Final = (
    "-s", "-O2", "--gc-sections", "--no-rosegment", "--build-id=none", "--hash-style=gnu",
    "-z", "norelro", "--no-eh-frame-hdr",
)  # fmt: skip


def link(source: Path, symbols: Symbols, target: Target, output: Path) -> None:
    """Link an object that has `_start` into a program.

    Args:
        source: the object file; what the linker needs besides is written beside it.
        symbols: its symbols.
        target: the platform.
        output: the file to be written.

    Raises:
        ToolError: if the linker is missing or fails, or if the object asks for a symbol
            that no system library has.
    """
    known = MATHEMATICS | SUPPORT.keys()
    stranger = next((name for name in symbols.undefined if name not in known), None)
    if stranger:
        raise ToolError(
            f"could not {_TASK}: the compiled code calls {stranger!r}, which no library of "
            f"{target.name} is known to have",
            help="this is a fault in PyExec; please report it with the function's source",
        )
    inputs = [str(source)]
    needed = [name for name in symbols.undefined if name in SUPPORT]
    if needed:
        inputs.append(str(_supporting(source, needed, target)))
    if any(name in MATHEMATICS for name in symbols.undefined):
        library = source.with_name("libm.so.6")
        library.write_bytes(stub(source.read_bytes(), library.name))
        kind = ["-pie", "-dynamic-linker", _LOADERS[target.name]]
        # The stub has no symbols: what the object lacks is left to the loader.
        inputs += ["--unresolved-symbols=ignore-all", "--no-as-needed", str(library)]
    else:
        kind = ["-static"]
    zig.run(["ld.lld", *kind, *_FLAGS, "-o", str(output), *inputs], task=_TASK)


def _supporting(source: Path, names: list[str], target: Target) -> Path:
    """An object with what the object to be linked expects of a C library."""
    machine = target.machine(2)
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    place = source.with_name("support.o")
    with Module.parse(head + support(names)) as module:
        module.optimize(machine, 2)
        place.write_bytes(module.emit_object(machine))
    return place
