"""Functions for the tests of the WebAssembly backend: bodies in LLVM's text, by hand.

They keep the conventions of `pyexec.interface.Entry`, as the lowering does:

    ADD = Function("add(a: int, b: int) -> int", ADD_BODY, raises=True)
    module = compile_module([ADD])                     # the module's bytes
    write([ADD], tmp_path / "sample.wasm")             # all files
"""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyexec import types
from pyexec.backends.llvm.library import Module
from pyexec.backends.wasm import build, exports, link
from pyexec.interface import Entry, Parameter, RaisedError, Signature

OVERFLOW, ZERO_DIVISION, NOT_POSITIVE = 1, 2, 3
ERRORS = (
    RaisedError("OverflowError", "integer overflow"),
    RaisedError("ZeroDivisionError", "integer division or modulo by zero"),
    RaisedError("TypeError", 'it\'s \\ "odd"\n'),  # a class that JavaScript has as well
)


@dataclass(frozen=True)
class Function:
    """A signature as Python writes it, and its body with `@` for the body's own name."""

    header: str
    body: str
    raises: bool = False
    recursive: bool = False
    doc: str | None = None

    @property
    def entry(self) -> Entry:
        return Entry(self.signature, f"{self.name}.body", self.raises, self.recursive)

    @property
    def name(self) -> str:
        return self.header.partition("(")[0]

    @property
    def text(self) -> str:
        return self.body.replace("@SELF", f'@"{self.name}.body"')

    @property
    def signature(self) -> Signature:
        # The name may be one of Python's own words; a stand-in parses.
        written = ast.parse("def f" + self.header[len(self.name) :] + ": ...").body[0]
        assert isinstance(written, ast.FunctionDef)
        arguments = written.args.args
        without = len(arguments) - len(written.args.defaults)
        defaults: list[ast.expr | None] = [*[None] * without, *written.args.defaults]
        parameters = []
        for argument, default in zip(arguments, defaults, strict=True):
            assert argument.annotation is not None
            value = None if default is None else eval(ast.unparse(default), {"inf": float("inf")})
            kind = types.by_name(ast.unparse(argument.annotation))
            parameters.append(Parameter(argument.arg, kind, value, default is not None))
        assert written.returns is not None
        result = types.by_name(ast.unparse(written.returns))
        return Signature(self.name, tuple(parameters), result, self.doc)


def object_file(planned: Sequence[exports.Export], bodies: str) -> bytes:
    """The object file of bodies and exports, as the driver makes it."""
    machine = link.machine()
    head = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    with Module.parse(head + bodies + exports.text(planned)) as module:
        module.verify()
        module.optimize(machine, level=3)
        return module.emit_object(machine)


def prepare(
    functions: Sequence[Function], number_shims: bool = True
) -> tuple[tuple[exports.Export, ...], bytes]:
    """What is exported, and the object file."""
    entries = [function.entry for function in functions]
    names = [function.name for function in functions]
    planned = exports.plan(entries, names, number_shims)
    return planned, object_file(planned, "\n".join(function.text for function in functions))


def compile_module(functions: Sequence[Function], number_shims: bool = True) -> bytes:
    """The finished module."""
    planned, content = prepare(functions, number_shims)
    return link.link(content, planned)


def write(
    functions: Sequence[Function],
    output: Path,
    with_page: bool = False,
    number_shims: bool = True,
) -> dict[str, Path]:
    """All the files of a module."""
    planned, content = prepare(functions, number_shims)
    return build.write_module(content, planned, ERRORS, output, with_page)


def run_node(script: str, folder: Path, module: bool = False) -> str:
    """What a script prints under Node, which runs in `folder`."""
    node = shutil.which("node")
    assert node is not None, "these tests need Node"
    kind = "module" if module else "commonjs"
    done = subprocess.run(
        [node, f"--input-type={kind}", "-e", script],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def identity(name: str, kind: str, llvm: str) -> Function:
    """A function that gives back what it gets."""
    body = f"define internal {llvm} @SELF({llvm} %x) {{\n  ret {llvm} %x\n}}\n"
    return Function(f"{name}(x: {kind}) -> {kind}", body)


def arithmetic(name: str, kind: str, llvm: str, operation: str) -> Function:
    """A function of two operands, one instruction."""
    body = (
        f"define internal {llvm} @SELF({llvm} %a, {llvm} %b) {{\n"
        f"  %r = {operation} {llvm} %a, %b\n  ret {llvm} %r\n}}\n"
    )
    return Function(f"{name}(a: {kind}, b: {kind}) -> {kind}", body)


ADD = Function(
    "add(a: int, b: int) -> int",
    """
declare {i64, i1} @llvm.sadd.with.overflow.i64(i64, i64)
define internal i64 @SELF(i64 %a, i64 %b) {
  %pair = call {i64, i1} @llvm.sadd.with.overflow.i64(i64 %a, i64 %b)
  %sum = extractvalue {i64, i1} %pair, 0
  %overflows = extractvalue {i64, i1} %pair, 1
  br i1 %overflows, label %bad, label %good
good:
  ret i64 %sum
bad:
  call void @pyexec_raise(i32 1)
  unreachable
}
""",
    raises=True,
    doc="The sum.\n\nIt is <checked> */ & exact.",
)

MODULO = Function(
    "modulo(a: uint64, b: uint64 = 18446744073709551615) -> uint64",
    """
define internal i64 @SELF(i64 %a, i64 %b) {
  %zero = icmp eq i64 %b, 0
  br i1 %zero, label %bad, label %good
good:
  %r = urem i64 %a, %b
  ret i64 %r
bad:
  call void @pyexec_raise(i32 2)
  unreachable
}
""",
    raises=True,
)

ODD_ERROR = Function(
    "odd_error(fail: bool) -> None",
    """
define internal void @SELF(i1 %fail) {
  br i1 %fail, label %bad, label %good
good:
  ret void
bad:
  call void @pyexec_raise(i32 3)
  unreachable
}
""",
    raises=True,
)

CONJUGATE = Function(
    "conjugate(z: complex = 1+2j) -> complex",
    """
define internal { double, double } @SELF({ double, double } %z) {
  %i = extractvalue { double, double } %z, 1
  %n = fneg double %i
  %r = insertvalue { double, double } %z, double %n, 1
  ret { double, double } %r
}
""",
)

SWAP = Function(
    "swap(z: complex64) -> complex64",
    """
define internal { float, float } @SELF({ float, float } %z) {
  %a = extractvalue { float, float } %z, 0
  %b = extractvalue { float, float } %z, 1
  %h = insertvalue { float, float } poison, float %b, 0
  %r = insertvalue { float, float } %h, float %a, 1
  ret { float, float } %r
}
""",
)

SCALE = Function(
    "scale(n: int, by: float = 1.5, small: int8 = -1, flag: bool = True) -> float",
    """
define internal double @SELF(i64 %n, double %by, i8 %small, i1 %flag) {
  %f = sitofp i64 %n to double
  %p = fmul double %f, %by
  %s = sitofp i8 %small to double
  %t = fadd double %p, %s
  %r = select i1 %flag, double %t, double 0.0
  ret double %r
}
""",
)

BIG_DEFAULT = Function(
    "big_default(a: int64, b: int64 = 4611686018427387904) -> int64",
    "define internal i64 @SELF(i64 %a, i64 %b) {\n  %r = xor i64 %a, %b\n  ret i64 %r\n}\n",
)

IS_EVEN = Function(
    "is_even(n: int) -> bool",
    """
define internal i1 @SELF(i64 %n) {
  %b = trunc i64 %n to i1
  %r = xor i1 %b, true
  ret i1 %r
}
""",
)

WIDEN = Function(
    "widen(x: int32) -> int64",
    "define internal i64 @SELF(i32 %x) {\n  %r = sext i32 %x to i64\n  ret i64 %r\n}\n",
)

ANSWER = Function(
    "answer() -> int",
    "define internal i64 @SELF() {\n  ret i64 9007199254740993\n}\n",
)

FOREVER = Function(
    "forever(n: int64) -> int64",
    """
define internal i64 @SELF(i64 %n) "disable-tail-calls"="true" {
  %m = add i64 %n, 1
  %r = call i64 @SELF(i64 %m)
  %s = mul i64 %r, %m
  ret i64 %s
}
""",
    recursive=True,
)

# Keeps its values in memory, where a call may see them: needs the stack pointer.
SPILL = Function(
    "spill(n: int) -> int",
    """
define internal i64 @SELF(i64 %n) "disable-tail-calls"="true" {
  %place = alloca [4 x i64]
  %index = and i64 %n, 3
  %slot = getelementptr i64, ptr %place, i64 %index
  store volatile i64 %n, ptr %slot
  %end = icmp eq i64 %n, 0
  br i1 %end, label %stop, label %on
on:
  %negative = icmp slt i64 %n, 0
  br i1 %negative, label %bad, label %deeper
deeper:
  %less = sub i64 %n, 1
  %sum = call i64 @SELF(i64 %less)
  %kept = load volatile i64, ptr %slot
  %r = add i64 %sum, %kept
  ret i64 %r
stop:
  ret i64 0
bad:
  call void @pyexec_raise(i32 1)
  unreachable
}
""",
    raises=True,
    recursive=True,
)

# Refers to a table of constants: has a data segment.
LOOKUP = Function(
    "lookup(n: uint8) -> int32",
    """
@table = internal constant [4 x i32] [i32 70000, i32 -1, i32 31, i32 12]
define internal i32 @SELF(i8 %n) {
  %small = and i8 %n, 3
  %index = zext i8 %small to i32
  %slot = getelementptr [4 x i32], ptr @table, i32 0, i32 %index
  %r = load i32, ptr %slot
  ret i32 %r
}
""",
)

INTEGERS = [
    arithmetic("sum_int8", "int8", "i8", "add"),
    arithmetic("sum_int16", "int16", "i16", "add"),
    arithmetic("sum_int32", "int32", "i32", "add"),
    arithmetic("sum_int64", "int64", "i64", "add"),
    arithmetic("sum_uint8", "uint8", "i8", "add"),
    arithmetic("sum_uint16", "uint16", "i16", "add"),
    arithmetic("sum_uint32", "uint32", "i32", "add"),
    arithmetic("sum_uint64", "uint64", "i64", "add"),
]
INVERT = Function(
    "invert(flag: bool) -> bool",
    "define internal i1 @SELF(i1 %f) {\n  %r = xor i1 %f, true\n  ret i1 %r\n}\n",
)
HALF = Function(
    "half(x: float = inf) -> float",
    "define internal double @SELF(double %x) {\n  %r = fmul double %x, 0.5\n  ret double %r\n}\n",
)
ROUND_TRIP = identity("single", "float32", "float")

EVERYTHING = [
    ADD, MODULO, ODD_ERROR, CONJUGATE, SWAP, SCALE, BIG_DEFAULT, IS_EVEN, WIDEN, ANSWER,
    FOREVER, SPILL, LOOKUP, INVERT, HALF, ROUND_TRIP, *INTEGERS,
]  # fmt: skip
