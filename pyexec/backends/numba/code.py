"""Machine code for one expression of numbers, made by PyExec itself.

    code = number_code("return a << b", (INT, UINT8))
    code.result                 # INT
    code.text                   # LLVM IR that defines code.symbol

Numba's own arithmetic differs from Python's in many places: it lets `int` wrap around,
shifts by any count, makes NaN of a wrong argument.  In annotated functions `rewrite`
therefore replaces operators and functions of numbers by calls of what is made here, and
Numba does what is left: loops, locals, calls, arrays.  So a number has one meaning in
PyExec, whoever compiles the code around it.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import math
from functools import cache
from hashlib import blake2b
from types import FunctionType
from typing import Final

from ... import scalars
from ...driver import frontend
from ...frontend.check import FunctionChecker
from ...frontend.source import find_source
from ...frontend.tree import Statement
from ...frontend.unit import Options, Unit
from ...interface import Entry, RaisedError
from ...record import value
from ...types import NONE, Type
from ..llvm.lower import lower
from ..llvm.module import NATIVE
from ..llvm.text import llvm_type
from .body import NAMES

_SPACE: Final = {name: getattr(scalars, name) for name in scalars.NAMES} | {
    "math": math,
    "__builtins__": builtins,
    "__name__": "pyexec.number",
}


@value
class NumberCode:
    """An expression as LLVM IR, with what is needed to call it.

    The function `symbol` takes `operands` as LLVM's plain types.  It returns its result,
    or if there are `errors` the result and an error code: 0, or 1 for `errors[0]`, ...
    """

    operands: tuple[Type, ...]
    result: Type
    symbol: str
    text: str
    raises: bool
    errors: tuple[RaisedError, ...]


class _ResultFinder(FunctionChecker):
    """Checks a body whose result has no annotation, and keeps its type."""

    found = NONE

    def check_Return(self, node: ast.Return) -> list[Statement]:
        assert node.value is not None
        self.found = self.settle(self.value(node.value)).type
        return []


@cache
def number_code(
    body: str,
    operands: tuple[Type, ...],
    result: Type | None = None,
    fastmath: bool = False,
    wraps: bool = False,
) -> NumberCode:
    """The code of a function body over `a`, `b`, ... of the types `operands`.

    Args:
        result: the type that the value is stored as; its own by default.
        wraps: whether `int` wraps around.

    Raises:
        CompileError: if the language has no such operation.
    """
    options = Options(fastmath=fastmath, wrap=wraps)
    if result is None:
        function = _function(body, operands, NONE)
        finder = _ResultFinder(Unit(options), find_source(function), function, options)
        finder.check("number")
        result = finder.found
    front = frontend([_function(body, operands, result)], options)
    lowered = lower(front.program, NATIVE)
    (entry,) = front.entries
    digest = blake2b(lowered.text.encode(), digest_size=16).hexdigest()
    symbol = f"pyexec.number.{digest}"
    text = f"{lowered.text}\n{_exported(entry, symbol)}"
    return NumberCode(operands, result, symbol, text, entry.raises, lowered.errors)


def _function(body: str, operands: tuple[Type, ...], result: Type) -> FunctionType:
    """A Python function with this body, whose source can be found."""
    given = ", ".join(f"{name}: {t}" for name, t in zip(NAMES, operands, strict=False))
    indented = body.replace("\n", "\n    ")
    text = f"def number({given}) -> {result}:\n    {indented}\n"
    path = f"<number {blake2b(text.encode(), digest_size=16).hexdigest()}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space = dict(_SPACE)
    exec(compile(text, path, "exec"), space)
    function = space["number"]
    assert isinstance(function, FunctionType)
    return function


def _exported(entry: Entry, symbol: str) -> str:
    """A function of LLVM that other modules can call, around the body."""
    types = [llvm_type(parameter.type) for parameter in entry.signature.parameters]
    given = [f"{t} %{name}" for t, name in zip(types, NAMES, strict=False)]
    passed = ["ptr null", *given] if entry.recursive else given  # no part of rt/ recurses deeply
    t = llvm_type(entry.signature.result)
    returned = f"{{ {t}, i32 }}" if entry.raises else t
    return (
        f'define {returned} @"{symbol}"({", ".join(given)}) alwaysinline {{\n'
        f'  %result = call {returned} @"{entry.symbol}"({", ".join(passed)})\n'
        f"  ret {returned} %result\n}}\n"
    )
