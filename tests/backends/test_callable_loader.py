"""Object bytes to running code: against a real linker, and against damage."""

from __future__ import annotations

import ctypes
import math
import struct
from pathlib import Path

import pytest
from callable_bodies import ADD, ERRORS, Compiled, add, entry, native

from pyexec.backends import zig
from pyexec.backends.callable import loader
from pyexec.backends.callable.elf import Machine, read_object
from pyexec.backends.callable.image import Plan
from pyexec.backends.callable.loader import load
from pyexec.backends.callable.relocation import form_of, stub
from pyexec.backends.callable.wrapper import vectorcall_text
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.library import Module
from pyexec.errors import ToolError
from pyexec.types import FLOAT, INT

# Something of each kind: calls and tail calls, a slot, tables, constants of every width,
# variables, pointers in data, a jump table.
VARIETY = """
@outside = external global i64
@bytes = internal global [3 x i8] c"abc"
@shorts = internal global [3 x i16] [i16 1, i16 2, i16 3]
@words = internal global [3 x i32] [i32 1, i32 2, i32 3]
@longs = internal global [3 x i64] [i64 1, i64 2, i64 3]
@wide = internal constant <4 x i32> <i32 1, i32 2, i32 3, i32 4>
@blank = internal global [100 x i64] zeroinitializer
@table = internal constant [2 x ptr] [ptr @leaf, ptr @bytes]

define i64 @leaf(i64 %x) noinline {
  %p = getelementptr [3 x i8], ptr @bytes, i64 0, i64 %x
  %b = load volatile i8, ptr getelementptr ([3 x i8], ptr @bytes, i64 0, i64 1)
  %s = load volatile i16, ptr getelementptr ([3 x i16], ptr @shorts, i64 0, i64 1)
  %w = load volatile i32, ptr getelementptr ([3 x i32], ptr @words, i64 0, i64 1)
  %l = load volatile i64, ptr getelementptr ([3 x i64], ptr @longs, i64 0, i64 1)
  %o = load volatile i64, ptr @outside
  %v = load volatile <4 x i32>, ptr @wide
  %e = extractelement <4 x i32> %v, i32 2
  store volatile i64 %l, ptr getelementptr ([100 x i64], ptr @blank, i64 0, i64 50)
  %b.w = zext i8 %b to i64
  %s.w = zext i16 %s to i64
  %w.w = zext i32 %w to i64
  %e.w = zext i32 %e to i64
  %1 = add i64 %b.w, %s.w
  %2 = add i64 %w.w, %l
  %3 = add i64 %o, %e.w
  %4 = add i64 %1, %2
  %5 = add i64 %3, %4
  ret i64 %5
}
define i64 @tail(i64 %x) noinline {
  %y = add i64 %x, 1
  %r = tail call i64 @leaf(i64 %y)
  ret i64 %r
}
define i64 @start(i64 %x, double %d) {
  %r = call i64 @leaf(i64 %x)
  %pointer = load volatile ptr, ptr @table
  %s = call i64 %pointer(i64 %r)
  %t = call i64 @tail(i64 %s)
  %f = fmul double %d, 0x400921FB54442D18
  %i = fptosi double %f to i64
  switch i64 %x, label %other [ i64 0, label %a  i64 1, label %b  i64 2, label %c
                                i64 3, label %e  i64 4, label %g  i64 5, label %a ]
a:
  ret i64 %t
b:
  %b1 = mul i64 %t, %r
  ret i64 %b1
c:
  %c1 = call i64 @tail(i64 %t)
  ret i64 %c1
e:
  %e1 = xor i64 %t, %i
  ret i64 %e1
g:
  %g1 = sub i64 %t, %i
  ret i64 %g1
other:
  %o1 = add i64 %t, %i
  ret i64 %o1
}
"""


def object_for(target: targets.Target, text: str) -> bytes:
    with Module.parse(text) as module:
        module.verify()
        return module.emit_object(target.machine())


@pytest.mark.parametrize("name", ["x86_64-linux", "aarch64-linux"])
def test_relocation_gives_the_bytes_of_a_real_linker(name: str, tmp_path: Path) -> None:
    content = object_for(targets.by_name(name), VARIETY)
    base, outside = 0x7F12_3450_0000, 0x7F99_8765_4320
    elf = read_object(content)
    plan = Plan(elf)
    image = plan.relocate(base, {"outside": outside}.__getitem__)
    kinds = {kind for _, _, kind, _, _ in elf.relocations}
    assert len(kinds) >= (4 if elf.machine is Machine.X86_64 else 9), kinds

    rows = sorted((offset, elf.sections[n].name) for n, offset in plan._offsets.items())
    rows.append((plan._slots_at, ".got"))
    script = "\n".join(
        f"  {section} {base + offset:#x} : {{ *({section}) }}" for offset, section in sorted(rows)
    )
    (tmp_path / "script.ld").write_text(
        f"SECTIONS {{\n{script}\n  /DISCARD/ : {{ *(.eh_frame) *(.comment) *(.note*) }}\n}}\n"
    )
    (tmp_path / "object.o").write_bytes(content)
    flat, object_file = str(tmp_path / "flat"), str(tmp_path / "object.o")
    options = ["-static", "--no-relax", "--oformat", "binary", "--entry=start"]
    places = [f"--defsym=outside={outside:#x}", "-T", str(tmp_path / "script.ld")]
    zig.run(["ld.lld", *options, *places, "-o", flat, object_file], "link the reference")
    reference = (tmp_path / "flat").read_bytes()
    sizes = {section.name: len(section.content) for section in elf.sections} | {".got": 8}
    for offset, section in rows:
        end = min(offset + sizes[section], len(reference))  # zeros at the end are left out
        assert image[offset:end] == reference[offset:end], section
        assert not any(image[end : offset + sizes[section]]), section


def test_variety_runs() -> None:
    outside = ctypes.c_int64(1000)
    code = load(object_for(targets.host(), VARIETY), lambda name: ctypes.addressof(outside))
    start = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64, ctypes.c_double)(code.address("start"))
    leaf = ord("b") + 2 + 2 + 2 + 1000 + 3
    assert [start(x, 2.0) for x in range(7)] == [
        leaf, leaf * leaf, leaf, leaf ^ 6, leaf - 6, leaf, leaf + 6,
    ]  # fmt: skip


def test_stubs_reach_any_address() -> None:
    assert stub(Machine.X86_64, 0x1122334455667788).hex() == "ff250200000066908877665544332211"
    assert stub(Machine.AARCH64, 0x1122334455667788).hex() == "5000005800021fd68877665544332211"


def test_mathematics_comes_from_the_c_library() -> None:
    def f(x: float, y: float) -> float:
        return math.sin(x) + math.fmod(x, y)

    body = """
declare double @sin(double)
declare double @fmod(double, double)
define internal double @f(double %x, double %y) {
  %s = call double @sin(double %x)
  %m = call double @fmod(double %x, double %y)
  %r = fadd double %s, %m
  ret double %r
}
"""
    function = native(f, (FLOAT, FLOAT), FLOAT, body)
    assert function(7.25, 3.0) == f(7.25, 3.0)


def test_division_of_128_bits_is_found_too() -> None:
    body = """
define internal i64 @f(i64 %x) {
  %wide = sext i64 %x to i128
  %square = mul i128 %wide, %wide
  %back = sdiv i128 %square, %wide
  %result = trunc i128 %back to i64
  ret i64 %result
}
"""

    def f(x: int) -> int:
        return x

    function = native(f, (INT,), INT, body.replace("%square, %wide", "%square, %more").replace(
        "  %back", "  %more = or i128 %wide, 1\n  %back"))  # fmt: skip
    x = -(2**62) + 1
    assert function(x) == x


def test_an_unknown_name_is_an_error_that_names_it() -> None:
    text = "define void @f() {\n  call void @no_such_function()\n  ret void\n}\n"
    content = object_for(targets.host(), f"declare void @no_such_function()\n{text}")
    with pytest.raises(ToolError, match="needs 'no_such_function'"):
        load(content)


def test_code_for_another_processor_is_refused() -> None:
    other = "aarch64-linux" if loader.machine() is Machine.X86_64 else "x86_64-linux"
    with pytest.raises(ToolError, match="not for this processor"):
        load(object_for(targets.by_name(other), "define void @f() {\n  ret void\n}\n"))
    with pytest.raises(ToolError, match="ELF machine 243"):
        load(object_for(targets.by_name("riscv64-linux"), "define void @f() {\n  ret void\n}\n"))
    with pytest.raises(ToolError, match="not a 64-bit little-endian ELF file"):
        load(object_for(targets.by_name("aarch64-macos"), "define void @f() {\n  ret void\n}\n"))


def test_thread_local_data_and_constructors_are_refused() -> None:
    local = "@v = thread_local global i32 1\ndefine ptr @f() {\n  ret ptr @v\n}\n"
    constructor = (
        "@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] "
        "[{ i32, ptr, ptr } { i32 1, ptr @f, ptr null }]\ndefine void @f() {\n  ret void\n}\n"
    )
    with pytest.raises(ToolError, match="thread-local"):
        load(object_for(targets.host(), local))
    with pytest.raises(ToolError, match="functions to run when it is loaded"):
        load(object_for(targets.host(), constructor))


def test_unknown_relocations_are_refused() -> None:
    for machine in Machine:
        with pytest.raises(ToolError, match="relocation of the unsupported type 9999"):
            form_of(machine, 9999)


def test_references_out_of_reach_are_refused() -> None:
    for kind in (2, 4, 9):
        with pytest.raises(ToolError, match="too far"):
            form_of(Machine.X86_64, kind).write(bytearray(8), 0, 0x1000, 0x1000 + 2**31)
    for kind, distance in ((275, 2**33), (274, 2**20), (279, 2**16), (280, 2**21), (282, 2**28)):
        with pytest.raises(ToolError, match="too far"):
            form_of(Machine.AARCH64, kind).write(bytearray(8), 0, 0x1000, 0x1000 + distance)
    with pytest.raises(ToolError, match="unaligned"):
        form_of(Machine.AARCH64, 286).write(bytearray(8), 0, 0x1000, 0x2004)


def test_damaged_objects_are_refused_or_the_same() -> None:
    """Every truncation, and a wrong value in every word of the header and the tables."""
    what = entry(add, (INT, INT), INT, raises=True)
    content = Compiled(what, ADD).object_bytes(ADD + vectorcall_text([what], ERRORS))
    for size in range(0, len(content), 7):
        with pytest.raises(ToolError):
            Plan(read_object(content[:size]))
    (table,) = struct.unpack_from("<Q", content, 40)
    refused = 0
    for at in [*range(16, 64, 2), *range(table, len(content) - 4, 4)]:
        damaged = bytearray(content)
        damaged[at : at + 4] = b"\xf3\xff\xff\xff"[: len(content) - at]
        try:
            plan = Plan(read_object(bytes(damaged)))
            if plan.size < 1 << 20:
                plan.relocate(0x7F00_0000_0000, lambda name: 0x7F00_1000_0000)
        except ToolError:
            refused += 1
    assert refused > 50


def test_memory_goes_with_the_code() -> None:
    content = object_for(targets.host(), "define i64 @f() {\n  ret i64 5\n}\n")
    code = load(content)
    address = code.address("f")
    assert ctypes.CFUNCTYPE(ctypes.c_int64)(address)() == 5
    assert code.size == 4096
    del code
    bounds = [
        line.split()[0].split("-") for line in Path("/proc/self/maps").read_text().splitlines()
    ]
    assert not any(int(low, 16) <= address < int(high, 16) for low, high in bounds)
