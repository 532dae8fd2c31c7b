"""Function bodies in LLVM text, and native functions made of them.

double = native(entry(twice, result=INT), TWICE)
double(4)        # 8
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from pyexec import types
from pyexec.backends.callable.addresses import address_of
from pyexec.backends.callable.entry_point import entry_point_symbol, entry_point_text
from pyexec.backends.callable.function import Function, Native, make_function
from pyexec.backends.callable.loader import load
from pyexec.backends.callable.wrapper import vectorcall_symbol, vectorcall_text
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.library import Module
from pyexec.backends.llvm.text import llvm_type
from pyexec.interface import Entry, Parameter, RaisedError, Signature
from pyexec.types import Type

ERRORS = (
    RaisedError("OverflowError", "integer result does not fit into 64 bits"),
    RaisedError("ZeroDivisionError", "integer division or modulo by zero"),
    RaisedError("RecursionError", "maximum recursion depth exceeded"),
    RaisedError("AssertionError", ""),
    RaisedError("KeyError", "Schlüssel\0\ud800"),
)

# Checked addition: code 1 where the sum does not fit.
ADD = """
declare { i64, i1 } @llvm.sadd.with.overflow.i64(i64, i64)
define internal { i64, i32 } @add(i64 %a, i64 %b) {
  %both = call { i64, i1 } @llvm.sadd.with.overflow.i64(i64 %a, i64 %b)
  %sum = extractvalue { i64, i1 } %both, 0
  %wrong = extractvalue { i64, i1 } %both, 1
  %code = zext i1 %wrong to i32
  %half = insertvalue { i64, i32 } poison, i64 %sum, 0
  %pair = insertvalue { i64, i32 } %half, i32 %code, 1
  ret { i64, i32 } %pair
}
"""

# n + depth(n - 1) down to 0, without a tail call; code 3 below the stack's limit.
DEPTH = """
declare ptr @llvm.frameaddress.p0(i32)
define internal { i64, i32 } @depth(ptr %limit, i64 %n) noinline {
  %frame = call ptr @llvm.frameaddress.p0(i32 0)
  %below = icmp ult ptr %frame, %limit
  br i1 %below, label %deep, label %fine
deep:
  ret { i64, i32 } { i64 0, i32 3 }
fine:
  %end = icmp sle i64 %n, 0
  br i1 %end, label %done, label %more
done:
  ret { i64, i32 } zeroinitializer
more:
  %less = sub i64 %n, 1
  %pair = call { i64, i32 } @depth(ptr %limit, i64 %less)
  %value = extractvalue { i64, i32 } %pair, 0
  %code = extractvalue { i64, i32 } %pair, 1
  %failed = icmp ne i32 %code, 0
  br i1 %failed, label %fail, label %sum
fail:
  ret { i64, i32 } %pair
sum:
  %total = add i64 %value, %n
  %result = insertvalue { i64, i32 } zeroinitializer, i64 %total, 0
  ret { i64, i32 } %result
}
"""

# Counts down from n in memory that LLVM may not look into: takes time, has no loop exit
# that could be computed.
SPIN = """
define internal i64 @spin(i64 %n) {
  %counter = alloca i64
  store volatile i64 %n, ptr %counter
  br label %again
again:
  %old = load volatile i64, ptr %counter
  %new = sub i64 %old, 1
  store volatile i64 %new, ptr %counter
  %end = icmp sle i64 %new, 0
  br i1 %end, label %done, label %again
done:
  ret i64 %n
}
"""


def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


def depth(n: int) -> int:
    return n * (n + 1) // 2


def spin(n: int) -> int:
    return n


def as_function(function: Callable[..., Any]) -> FunctionType:
    """What a `def` statement makes, said to the type checker."""
    assert isinstance(function, FunctionType)
    return function


def entry(
    function: Callable[..., Any],
    parameters: Sequence[Type],
    result: Type,
    raises: bool = False,
    recursive: bool = False,
) -> Entry:
    """What the frontend would make of a function, with these types."""
    rows = []
    for type, parameter in zip(
        parameters, inspect.signature(function).parameters.values(), strict=True
    ):
        given = parameter.default is not inspect.Parameter.empty
        rows.append(
            Parameter(
                parameter.name,
                type,
                parameter.default if given else None,
                given,
                parameter.kind is inspect.Parameter.KEYWORD_ONLY,
                parameter.kind is inspect.Parameter.POSITIONAL_ONLY,
            )
        )
    signature = Signature(function.__name__, tuple(rows), result, function.__doc__)
    return Entry(signature, function.__name__, raises, recursive)


class Compiled:
    """A compilation whose stages are at hand."""

    def __init__(self, entry: Entry, body: str, nogil: bool = False, level: int = 3) -> None:
        self.entry = entry
        self.body = body
        self.nogil = nogil
        self.level = level
        self.times = 0  # compiled

    def object_bytes(self, text: str) -> bytes:
        machine = targets.host().machine()
        with Module.parse(text) as module:
            module.verify()
            module.optimize(machine, self.level)
            module.verify()
            return module.emit_object(machine)

    def compile(self) -> Native:
        self.times += 1
        text = self.body + vectorcall_text([self.entry], ERRORS, nogil=self.nogil)
        code = load(self.object_bytes(text), address_of)
        return Native(code, code.address(vectorcall_symbol(self.entry)))

    def entry_point(self) -> Native:
        text = self.body + entry_point_text([self.entry], ERRORS, targets.platform())
        code = load(self.object_bytes(text), address_of)
        return Native(code, code.address(entry_point_symbol(self.entry)))

    def inspect_ir(self) -> str:
        return "the IR"

    def inspect_llvm(self) -> str:
        return self.body

    def inspect_asm(self) -> str:
        return "the assembly"

    def reduce(self, function: Function) -> str | tuple[Any, ...]:
        return function.__qualname__


def native(
    python_function: Callable[..., Any],
    parameters: Sequence[Type],
    result: Type,
    body: str,
    raises: bool = False,
    recursive: bool = False,
    nogil: bool = False,
) -> Function:
    """A native function with the given body, compiled at its first call."""
    what = entry(python_function, parameters, result, raises, recursive)
    return make_function(as_function(python_function), what.signature, Compiled(what, body, nogil))


def native_add() -> Function:
    return native(add, (types.INT, types.INT), types.INT, ADD, raises=True)


def identity(t: Type) -> Function:
    """`f(x)`, which gives its argument back."""

    def f(x: object) -> object:
        return x

    llvm = llvm_type(t)
    return native(f, (t,), t, f"define internal {llvm} @f({llvm} %x) {{\n  ret {llvm} %x\n}}\n")
