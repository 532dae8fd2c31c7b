"""The executable file: an object, linked by LLD or by zig's own linker.

    link(folder / "fib.o", read(object_bytes, "elf"), target, folder / "fib")

ELF     Without mathematics of the C library the program is static, at fixed addresses, and
        needs no loader.  With it, the platform's loader brings in that library.
COFF    Without a C runtime; an import library is made for each of the system's that is used.
Mach-O  The package ziglang has no LLD for it; zig's own linker does it, and knows libSystem.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ...errors import ToolError
from .. import zig
from ..c_names import MATHEMATICS
from ..llvm.library import Module
from ..llvm.targets import Target
from ..stub import stub
from ..symbols import Symbols
from . import macos, windows
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


# The libraries of Windows by their functions; the mathematics come from its C library.
_WINDOWS: Final = {name: library for library, names in windows.LIBRARIES.items() for name in names}


def link(source: Path, symbols: Symbols, target: Target, output: Path) -> None:
    """Link an object into a program.

    Args:
        source: the object file; what the linker needs besides is written beside it.
        symbols: its symbols.
        target: the platform.
        output: the file to be written.

    Raises:
        ToolError: if the linker is missing or fails, or if the object asks for a symbol
            that no system library has.
    """
    known = MATHEMATICS | SUPPORT.keys() | _WINDOWS.keys() | {*macos.FUNCTIONS}
    stranger = next((name for name in symbols.undefined if name not in known), None)
    if stranger:
        raise ToolError(
            f"could not {_TASK}: the compiled code calls {stranger!r}, which no library of "
            f"{target.name} is known to have",
            help="this is a fault in PyExec; please report it with the function's source",
        )
    _LINKERS[target.object_format](source, symbols, target, output)


def _link_elf(source: Path, symbols: Symbols, target: Target, output: Path) -> None:
    inputs = [str(source), *_supporting(source, symbols, target)]
    if any(name in MATHEMATICS for name in symbols.undefined):
        library = source.with_name("libm.so.6")
        library.write_bytes(stub(source.read_bytes(), library.name))
        kind = ["-pie", "-dynamic-linker", _LOADERS[target.name]]
        # The stub has no symbols: what the object lacks is left to the loader.
        inputs += ["--unresolved-symbols=ignore-all", "--no-as-needed", str(library)]
    else:
        kind = ["-static"]
    zig.run(["ld.lld", *kind, *_FLAGS, "-o", str(output), *inputs], task=_TASK)


def _link_coff(source: Path, symbols: Symbols, target: Target, output: Path) -> None:
    inputs = [str(source), *_supporting(source, symbols, target)]
    libraries: dict[str, list[str]] = {}
    for name in symbols.undefined:
        if name not in SUPPORT:
            libraries.setdefault(_WINDOWS.get(name, "ucrtbase"), []).append(name)
    for library, names in libraries.items():
        inputs.append(_import_library(source, library, names))
    zig.run(
        [
            *("lld-link", "/entry:start", "/subsystem:console", "/nodefaultlib", "/opt:ref"),
            *("/Brepro", f"/out:{output}", *inputs),
        ],
        task=_TASK,
    )


def _link_macho(source: Path, symbols: Symbols, target: Target, output: Path) -> None:
    version = target.triple.rpartition("macosx")[2] or "11.0"
    cache = str(source.parent)
    machine = "aarch64" if target.triple.startswith("arm64") else "x86_64"
    zig.run(
        [
            *("build-exe", str(source), "-lc", "-target", f"{machine}-macos.{version}"),
            *("-fstrip", "-fno-compiler-rt", "-fno-ubsan-rt", "-dead_strip", "--name", "program"),
            *(f"-femit-bin={output}", "--cache-dir", cache, "--global-cache-dir", cache),
        ],
        task=_TASK,
    )


def _supporting(source: Path, symbols: Symbols, target: Target) -> Sequence[str]:
    """An object with what the object to be linked expects of a C library, if it does."""
    names = [name for name in symbols.undefined if name in SUPPORT]
    if not names:
        return ()
    machine = target.machine(2)
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    place = source.with_name("support.o")
    with Module.parse(head + support(names)) as module:
        module.optimize(machine, 2)
        place.write_bytes(module.emit_object(machine))
    return (str(place),)


def _import_library(source: Path, name: str, functions: Sequence[str]) -> str:
    """An import library of a system library, of those of its functions that are used."""
    definition = source.with_name(f"{name}.def")
    definition.write_text("\n".join([f"LIBRARY {name}.dll", "EXPORTS", *functions, ""]))
    library = source.with_name(f"{name}.lib")
    zig.run(
        ["lld-link", "/lib", f"/def:{definition}", f"/out:{library}", "/machine:x64"],
        task=_TASK,
    )
    return str(library)


_LINKERS: Final[dict[str, Callable[[Path, Symbols, Target, Path], None]]] = {
    "elf": _link_elf,
    "coff": _link_coff,
    "macho": _link_macho,
}
