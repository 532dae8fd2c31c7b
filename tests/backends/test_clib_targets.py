"""Other platforms: the ABI as clang has it, and files of the right form, linked from here."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from clib_bodies import ERRORS, Body, build, depth, multiply, sh, signature

from pyexec.backends import zig
from pyexec.backends.c_abi import Convention, convention, receive, returned
from pyexec.backends.clib.exports import entry_points
from pyexec.backends.llvm import targets
from pyexec.backends.symbols import read
from pyexec.errors import OptionError, ToolError
from pyexec.interface import Entry
from pyexec.types import BOOL, COMPLEX, COMPLEX64, FLOAT, INT8, INT16, INT32, NONE, UINT8, UINT32

# What clang 20 declares for f(double x 7, double _Complex, double, float _Complex, double).
LATE = {
    Convention.SYSV: [
        "ptr byval({ double, double }) align 8",
        "double",
        "ptr byval({ float, float }) align 8",
    ],
    Convention.AAPCS: ["[2 x double] alignstack(8)", "double", "[2 x float] alignstack(8)"],
    Convention.DARWIN: ["[2 x double]", "double", "[2 x float]"],
    Convention.RISCV: ["[2 x i64]", "double", "i64"],
    Convention.WINDOWS: ["ptr", "double", "i64"],
}  # fmt: skip

# And for f(double _Complex, float _Complex).
EARLY = {
    Convention.SYSV: ["double", "double", "<2 x float>"],
    Convention.AAPCS: ["[2 x double] alignstack(8)", "[2 x float] alignstack(8)"],
    Convention.DARWIN: ["[2 x double]", "[2 x float]"],
    Convention.RISCV: ["double", "double", "float", "float"],
    Convention.WINDOWS: ["ptr", "i64"],
}

RESULTS = {
    Convention.SYSV: ["{ double, double }", "<2 x float>", "zeroext i1", "signext i8"],
    Convention.AAPCS: ["{ double, double }", "{ float, float }", "zeroext i1", "signext i8"],
    Convention.DARWIN: ["{ double, double }", "{ float, float }", "zeroext i1", "signext i8"],
    Convention.RISCV: ["{ double, double }", "{ float, float }", "zeroext i1", "signext i8"],
    Convention.WINDOWS: ["void", "i64", "zeroext i1", "signext i8"],
}


def carriers(parameters: list[str]) -> list[str]:
    return [parameter.rpartition(" ")[0] for parameter in parameters]


@pytest.mark.parametrize("calling", Convention)
def test_the_abi_is_clangs(calling: Convention) -> None:
    late = receive([FLOAT] * 7 + [COMPLEX, FLOAT, COMPLEX64, FLOAT], calling).parameters
    assert carriers(late) == ["double"] * 7 + LATE[calling] + ["double"]
    assert carriers(receive([COMPLEX, COMPLEX64], calling).parameters) == EARLY[calling]
    results = [returned(t, calling).type for t in (COMPLEX, COMPLEX64, BOOL, INT8)]
    assert results == RESULTS[calling]
    assert returned(UINT8, calling).type == "zeroext i8"
    assert returned(INT16, calling).type == "signext i16"
    extended = "signext i32" if calling is Convention.RISCV else "zeroext i32"
    assert returned(UINT32, calling).type == extended
    assert returned(INT32, calling).type == "signext i32"


def test_a_target_without_c_libraries() -> None:
    with pytest.raises(OptionError, match="wasm"):
        convention(targets.by_name("wasm32"))


NATIVE = [name for name, target in targets.TARGETS.items() if target.object_format != "wasm"]
ELF = [name for name in NATIVE if name.endswith("linux")]


def trigonometric() -> Body:
    """`wave(x)`: the sine of x to the power of x, from the C library."""
    text = """
declare double @sin(double)
declare double @pow(double, double)
define internal double @body.wave(double %x) {
  %s = call double @sin(double %x)
  %p = call double @pow(double %s, double %x)
  ret double %p
}
"""
    own = signature("wave", {"x": FLOAT}, FLOAT)
    return Body(text, Entry(own, "body.wave", raises=False, recursive=False))


def rotate() -> Body:
    """`rotate(z)`: z unless it fails with code 1, which it never does."""
    text = """
define internal { { double, double }, i32 } @body.rotate({ double, double } %z, i1 %b) noinline {
  %pair = insertvalue { { double, double }, i32 } zeroinitializer, { double, double } %z, 0
  ret { { double, double }, i32 } %pair
}
"""
    own = signature("rotate", {"z": COMPLEX, "b": BOOL}, COMPLEX)
    return Body(text, Entry(own, "body.rotate", raises=True, recursive=False))


@pytest.mark.parametrize("name", NATIVE)
def test_every_target_gets_all_files(tmp_path: Path, name: str) -> None:
    target = targets.by_name(name)
    bodies = (multiply(), depth(), trigonometric(), rotate())
    files = build(tmp_path, *bodies, base="all", target=target)
    content = files["library"].read_bytes()
    assert files["library"].name == f"all{target.library_suffix}"
    exported = {"multiply", "depth", "wave", "rotate", "all_error"}
    table = read(files["object"].read_bytes(), target.object_format)
    assert exported <= set(table.defined)
    assert {"sin", "pow"} <= set(table.undefined)
    for symbol in exported:
        prefix = b"_" if target.object_format == "macho" else b""
        assert b"\0" + prefix + symbol.encode() + b"\0" in content + b"\0"
    assert sh(tmp_path, "file", "-b", files["library"].name).startswith(
        {"elf": "ELF 64-bit LSB shared object", "coff": "PE32+", "macho": "Mach-O 64-bit"}[
            target.object_format
        ]
    )
    assert zig.run(["ar", "t", str(files["static"])], task="list").split() == ["all.o"]


@pytest.mark.parametrize("name", ELF)
def test_elf_libraries_name_the_mathematical_library_only_if_needed(
    tmp_path: Path, name: str
) -> None:
    target = targets.by_name(name)
    with_it = build(tmp_path, trigonometric(), base="wave", target=target)
    assert "NEEDED)             Shared library: [libm.so.6]" in sh(
        tmp_path, "readelf", "-dW", with_it["library"].name
    )
    assert "-lm" in with_it["header"].read_text()
    without = build(tmp_path, multiply(), base="multiply", target=target)
    assert "NEEDED" not in sh(tmp_path, "readelf", "-dW", without["library"].name)
    header = sh(tmp_path, "readelf", "-hW", with_it["library"].name)
    assert {"aarch64": "AArch64", "riscv64": "RISC-V", "x86_64": "X86-64"}[
        name.partition("-")[0]
    ] in header
    if name.startswith("riscv64"):
        assert "double-float ABI" in header


def test_the_mathematical_library_is_found_by_a_process_without_it(tmp_path: Path) -> None:
    build(tmp_path, trigonometric(), base="wave")
    loader = """
#include <dlfcn.h>
#include <stdio.h>
int main(void) {
    void *library = dlopen("./wave.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) { puts(dlerror()); return 1; }
    double (*wave)(double) = (double (*)(double)) dlsym(library, "wave");
    printf("%.15f\\n", wave(2.0));
    return 0;
}
"""
    (tmp_path / "load.c").write_text(loader)
    sh(tmp_path, "gcc", "load.c", "-o", "load", "-ldl")
    assert "libm" not in sh(tmp_path, "readelf", "-d", "load")
    assert sh(tmp_path, "./load") == "0.826821810431806\n"
    source = '#include "wave.h"\n#include <stdio.h>\nint main(void) { printf("%.15f", wave(2)); }\n'
    for link_with in (("-L.", "-lwave", "-lm"), ("./wave.so",)):
        (tmp_path / "main.c").write_text(source)
        sh(tmp_path, "gcc", "main.c", *link_with, "-o", "main")
        assert sh(tmp_path, "./main") == "0.826821810431806"


def test_what_no_library_has_is_an_error_of_ours(tmp_path: Path) -> None:
    text = "declare void @nobody()\ndefine internal void @body.f() {\n"
    text += "  call void @nobody()\n  ret void\n}\n"
    body = Body(text, Entry(signature("f", {}, NONE), "body.f", False, False))
    with pytest.raises(ToolError, match="'nobody'"):
        build(tmp_path, body, base="strange")
    assert list(tmp_path.iterdir()) == []


def test_windows_needs_no_c_runtime(tmp_path: Path) -> None:
    target = targets.by_name("x86_64-windows")
    files = build(tmp_path, multiply(), rotate(), base="multiply", target=target)
    assert files["import"] == tmp_path / "multiply.lib"
    printed = sh(tmp_path, "objdump", "-p", "multiply.dll")
    assert "multiply_error" in printed and "DLL Name" not in printed
    tls = struct.unpack_from("<2I", files["library"].read_bytes(), _tls_directory(files["library"]))
    assert tls[0] and tls[1] == 40
    build(tmp_path, trigonometric(), base="wave", target=target)
    assert "DLL Name: ucrtbase.dll" in sh(tmp_path, "objdump", "-p", "wave.dll")


def _tls_directory(library: Path) -> int:
    """Where a PE file has the entry of its thread storage: number 9 of its directories."""
    content = library.read_bytes()
    header = int.from_bytes(content[60:64], "little")
    return header + 24 + 112 + 9 * 8


def test_apples_archive_is_aligned(tmp_path: Path) -> None:
    target = targets.by_name("aarch64-macos")
    files = build(tmp_path, multiply(), base="multiply", target=target)
    content = files["static"].read_bytes()
    start = content.index(b"\xcf\xfa\xed\xfe")
    assert start % 8 == 0
    assert content[68:80] == b"__.SYMDEF\0\0\0"
    size, name, member = struct.unpack_from("<3I", content, 80)
    assert size % 8 == 0 and name == 0
    assert member % 8 == 0 and content[member : member + 3] == b"#1/"


def test_symbols_of_something_else() -> None:
    for object_format in ("elf", "macho"):
        with pytest.raises(ValueError, match="not a"):
            read(b"this is no object file at all, whatever its length may be", object_format)
    with pytest.raises(ValueError, match="not a whole"):
        read(b"short", "coff")


def test_the_text_of_an_entry_point() -> None:
    target = targets.by_name("x86_64-linux")
    text = entry_points([multiply().entry], ["multiply"], ERRORS[:1], "multiply", target)
    assert "define i64 @multiply(i64 %p0, i64 %p1) nounwind {" in text
    assert "define ptr @multiply_error()" in text
