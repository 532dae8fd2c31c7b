"""The shared library: an object, linked by LLD for any platform.

Takes the path of an object, its symbols and the names to export; writes the library
to a path, with nothing in it that a C program can do without.

    link(folder / "multiply.o", table, ["multiply", "multiply_error"], target, output)

ELF     The segments are laid out by a script of ours: read-only data beside the
        code, no unwind index, no comment, a stack that is never executable.
        There is no SONAME: `gcc main.c ./multiply.so` then records the path that was
        given, and the program runs without a library path.
COFF    LLD makes a DLL without a C runtime, and an import library for linkers that
        cannot read DLLs.
Mach-O  The package ziglang has no LLD for it; zig's own linker does it.

Where the code calls mathematical functions, the library names the C library that
has them, so that it can be loaded into a process that does not use them otherwise.
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
from ..reservation import POSIX_FUNCTIONS, WINDOWS_FUNCTIONS
from ..stub import stub
from ..symbols import Symbols

_TASK: Final = "link the shared library"

# What every process has that can load a library: its loader and its C library.
_ALWAYS_THERE: Final = frozenset(
    ["__tls_get_addr", "memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "sched_yield",
     "putchar", *POSIX_FUNCTIONS]
)  # fmt: skip

# Of Windows' own libraries, by what they have; all else is in its C library.
_WINDOWS_LIBRARIES: Final = dict.fromkeys((*WINDOWS_FUNCTIONS, "SwitchToThread"), "kernel32")

# What MSVC's compilers expect of the C runtime, and a DLL without one has itself: the
# mark that floats are used, and the thread storage that the loader sets up by
# _tls_used, from whatever the linker gathers between the two ends of `.tls`.
_WINDOWS_RUNTIME: Final = {
    "_fltused": "@_fltused = constant i32 1\n",
    "_tls_index": """\
@_tls_index = global i32 0
@_tls_start = global i8 0, section ".tls"
@_tls_end = global i8 0, section ".tls$ZZZ"
@_tls_used = constant { ptr, ptr, ptr, ptr, i32, i32 } {
  ptr @_tls_start, ptr @_tls_end, ptr @_tls_index, ptr null, i32 0, i32 0 }, section ".rdata$T"
""",
}

# One segment that is read and executed, one that is read and written.  A page lies
# between them in memory, none in the file.
_LAYOUT: Final = """\
PHDRS {
  text PT_LOAD FILEHDR PHDRS; data PT_LOAD; tls PT_TLS; dynamic PT_DYNAMIC;
  stack PT_GNU_STACK FLAGS(6);
}
SECTIONS {
  . = SIZEOF_HEADERS;
  .dynsym : { *(.dynsym) } :text
  .gnu.hash : { *(.gnu.hash) } :text
  .dynstr : { *(.dynstr) } :text
  .rela.dyn : { *(.rela.dyn) } :text
  .rela.plt : { *(.rela.plt) } :text
  .eh_frame : { *(.eh_frame) } :text
  .text : { *(.text .text.* .rodata .rodata.*) } :text
  .plt : { *(.plt) } :text
  . = . + CONSTANT(MAXPAGESIZE);
  .tdata : { *(.tdata .tdata.*) } :data :tls
  .tbss : { *(.tbss .tbss.*) } :data :tls
  .dynamic : { *(.dynamic) } :data :dynamic
  .got : { *(.got .got.plt) } :data
  .data : { *(.data .data.*) } :data
  .bss : { *(.bss .bss.*) } :data
  /DISCARD/ : { *(.comment) *(.note.GNU-stack) }
}
"""


def mathematics(symbols: Symbols) -> list[str]:
    """The functions that an object asks of the mathematical part of the C library."""
    return [name for name in symbols.undefined if name in MATHEMATICS]


def link(
    source: Path, symbols: Symbols, exports: Sequence[str], target: Target, output: Path
) -> None:
    """Link an object into a shared library; a DLL's import library comes with it.

    Args:
        source: the object file; what the linker needs besides is written beside it.
        symbols: its symbols.
        exports: the names that the library shall give to others.
        target: the platform.
        output: the library to be written, the import library beside it as `.lib`.

    Raises:
        ToolError: if the linker is missing or fails, or if the object asks for a
            symbol that no system library has.
    """
    known = _ALWAYS_THERE | _WINDOWS_RUNTIME.keys() | _WINDOWS_LIBRARIES.keys()
    stranger = next((n for n in symbols.undefined if n not in MATHEMATICS and n not in known), None)
    if stranger and target.object_format != "macho":
        raise ToolError(
            f"could not {_TASK}: the compiled code calls {stranger!r}, which no library of "
            f"{target.name} is known to have",
            help="this is a fault in PyExec; please report it with the function's source",
        )
    _LINKERS[target.object_format](source, symbols, exports, target, output)


def _link_elf(
    source: Path, symbols: Symbols, exports: Sequence[str], target: Target, output: Path
) -> None:
    layout = source.with_name("layout.ld")
    layout.write_text(_LAYOUT)
    inputs = [str(source)]
    if mathematics(symbols):
        library = source.with_name("libm.so.6")
        library.write_bytes(stub(source.read_bytes(), library.name))
        inputs += ["--no-as-needed", str(library)]
    zig.run(
        [
            *("ld.lld", "-shared", "-s", "-O2", "--gc-sections", "--hash-style=gnu"),
            *("--build-id=none", "-z", "norelro", "-T", str(layout), "-o", str(output)),
            *inputs,
        ],
        task=_TASK,
    )


def _link_coff(
    source: Path, symbols: Symbols, exports: Sequence[str], target: Target, output: Path
) -> None:
    inputs = [str(source)]
    runtime = [text for name, text in _WINDOWS_RUNTIME.items() if name in symbols.undefined]
    if runtime:
        inputs.append(str(_windows_runtime(source.parent, runtime, target)))
    imported: dict[str, list[str]] = {}
    for name in symbols.undefined:
        if name not in _WINDOWS_RUNTIME:
            imported.setdefault(_WINDOWS_LIBRARIES.get(name, "ucrtbase"), []).append(name)
    inputs += [str(_import_library(source.parent, *item)) for item in imported.items()]
    zig.run(
        [
            *("lld-link", "/dll", "/noentry", "/nodefaultlib", "/opt:ref", "/Brepro"),
            *(f"/export:{name}" for name in exports),
            f"/out:{output}",
            f"/implib:{output.with_suffix('.lib')}",
            *inputs,
        ],
        task=_TASK,
    )


def _windows_runtime(folder: Path, parts: Sequence[str], target: Target) -> Path:
    """An object with what the object to be linked expects of a C runtime."""
    machine = target.machine()
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    place = folder / "runtime.obj"
    with Module.parse(head + "".join(parts)) as module:
        place.write_bytes(module.emit_object(machine))
    return place


def _import_library(folder: Path, system: str, names: Sequence[str]) -> Path:
    """An import library of a library that every Windows since 10 has."""
    definition = folder / f"{system}.def"
    definition.write_text("\n".join([f"LIBRARY {system}.dll", "EXPORTS", *names, ""]))
    library = folder / f"{system}.lib"
    zig.run(
        ["lld-link", "/lib", f"/def:{definition}", f"/out:{library}", "/machine:x64"],
        task=_TASK,
    )
    return library


def _link_macho(
    source: Path, symbols: Symbols, exports: Sequence[str], target: Target, output: Path
) -> None:
    """Link with zig's own linker, which signs what must be signed.

    The name by which a program looks for the library is one beside the program, so
    that it is found without a library path, as on Linux.
    """
    version = target.triple.rpartition("macosx")[2] or "11.0"
    cache = str(source.parent)
    machine = "aarch64" if target.triple.startswith("arm64") else "x86_64"
    zig.run(
        [
            *("build-lib", str(source), "-dynamic", "-target", f"{machine}-macos.{version}"),
            *("-fstrip", "-fno-compiler-rt", "-fno-ubsan-rt", "--name", "library"),
            *(f"-femit-bin={output}", "-install_name", f"@loader_path/{output.name}"),
            *("--cache-dir", cache, "--global-cache-dir", cache),
        ],
        task=_TASK,
    )


_Linker = Callable[[Path, Symbols, Sequence[str], Target, Path], None]

_LINKERS: Final[dict[str, _Linker]] = {
    "elf": _link_elf,
    "coff": _link_coff,
    "macho": _link_macho,
}
