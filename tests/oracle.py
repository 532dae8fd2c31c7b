"""What operators and conversions answer, by CPython and NumPy: the other side of the grids.

    binary("//", INT, INT, -7, 2) == -4
    binary("+", UINT8, UINT8, 200, 100) == 44
    binary("/", INT8, INT8, 1, 0) == Raised("ZeroDivisionError")

CPython answers for `int`, `float`, `complex` and `bool`, NumPy for the fixed widths,
`float32` and `complex64`.  The rules that join them are those of the documentation:
`int` has 64 bits; a divisor of zero, a negative shift and a negative exponent raise
whatever the type; comparisons are exact; a float32 power is the float's, rounded.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy
from answers import Answer, Number, Raised

from pyexec.ops import round_float
from pyexec.types import BOOL, COMPLEX, FLOAT, INT, Kind, Type, promote

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "//": operator.floordiv, "%": operator.mod, "**": operator.pow,
}  # fmt: skip
BITWISE: dict[str, Callable[[Any, Any], Any]] = {
    "<<": operator.lshift, ">>": operator.rshift,
    "&": operator.and_, "|": operator.or_, "^": operator.xor,
}  # fmt: skip
UNARY: dict[str, Callable[[Any], Any]] = {
    "-": operator.neg,
    "+": operator.pos,
    "~": lambda x: operator.invert(int(x) if x is True or x is False else x),  # of a bool: warns
    "abs": operator.abs,
}
BINARY = COMPARISONS | ARITHMETIC | BITWISE

OVERFLOW = Raised("OverflowError")
ZERO_DIVISION = Raised("ZeroDivisionError")
VALUE_ERROR = Raised("ValueError")


def operand_type(symbol: str, a: Type, b: Type) -> Type | None:
    """The type in which an operator computes; None where there is none."""
    t = promote(a, b)
    if t is BOOL and symbol not in ("&", "|", "^"):
        return INT
    if t is None or (symbol in BITWISE and not (t.is_integer or t is BOOL)):
        return None
    return None if t.is_complex and symbol in ("//", "%") else t


def result_type(symbol: str, a: Type, b: Type) -> Type | None:
    """The type of an operator's result; None where it does not compile."""
    if symbol in COMPARISONS:
        ordered = symbol not in ("==", "!=")
        return None if ordered and (a.is_complex or b.is_complex) else BOOL
    t = operand_type(symbol, a, b)
    return FLOAT if symbol == "/" and t is not None and t.is_integer else t


def binary(symbol: str, a: Type, b: Type, x: Any, y: Any) -> Answer:
    """What `x symbol y` answers for values of two types."""
    if symbol in COMPARISONS:
        return bool(COMPARISONS[symbol](x, y))
    t = operand_type(symbol, a, b)
    assert t is not None
    if t is INT:
        if not (INT.holds(x) and INT.holds(y)):
            return OVERFLOW
        return _on_integers(symbol, int(x), int(y))
    if t is BOOL:
        return bool(BITWISE[symbol](x, y))
    if symbol in ("/", "//", "%") and y == 0:
        return ZERO_DIVISION
    if symbol == "/" and t.is_integer:
        return float(int(x) / int(y))
    if (symbol in ("<<", ">>") or (symbol == "**" and t.is_integer)) and y < 0:
        return VALUE_ERROR
    if t is FLOAT or t is COMPLEX:
        return _on_wide(symbol, complex if t is COMPLEX else float, x, y)
    if symbol == "**" and not t.is_integer:
        return _narrow_power(t, x, y)
    return _by_numpy(symbol, t, x, y)


def _on_integers(symbol: str, x: int, y: int) -> Answer:
    """Python's integers, as far as they fit in 64 bits."""
    if symbol == "**":
        if y < 0:
            return VALUE_ERROR
        if abs(x) > 1 and y > 64:
            return OVERFLOW
    if symbol == "<<" and y > 64:
        return 0 if x == 0 else OVERFLOW
    try:
        result = BINARY[symbol](x, y)
    except (ArithmeticError, ValueError) as error:
        return Raised(type(error).__name__)
    return result if isinstance(result, float) or INT.holds(result) else OVERFLOW


def _on_wide(symbol: str, python: Callable[[Any], Any], x: Any, y: Any) -> Answer:
    """Python's own floats and complex numbers."""
    if symbol == "**" and python is float and -math.inf < x < 0 and math.isfinite(y) and y % 1:
        return VALUE_ERROR  # it is complex, and a result of type float is promised
    try:
        answer: Answer = ARITHMETIC[symbol](python(x), python(y))
    except ArithmeticError as error:
        return Raised(type(error).__name__)
    return answer


def _narrow_power(t: Type, x: Any, y: Any) -> Answer:
    """The power of the wide type, rounded; NumPy's own may differ in the last bit."""
    python = complex if t.is_complex else float
    result = _on_wide("**", python, x, y)
    if isinstance(result, complex):
        return narrow(t, result)
    if isinstance(result, float):
        rounded = round_float(t, result)
        finite = math.isfinite(x) and math.isfinite(y)
        return OVERFLOW if math.isinf(rounded) and finite else rounded
    return result


def _by_numpy(symbol: str, t: Type, x: Any, y: Any) -> Answer:
    scalar = numpy_type(t)
    with numpy.errstate(all="ignore"):
        result = BINARY[symbol](scalar(x), scalar(y))
    assert isinstance(result, scalar), f"{symbol} of {t} gives {type(result)}"
    answer: Number = result.item()
    return answer


def numpy_type(t: Type) -> Any:
    """NumPy's scalar class for a type."""
    names = {BOOL: "bool_", INT: "int64", FLOAT: "float64", COMPLEX: "complex128"}
    return getattr(numpy, names.get(t, t.name))


def narrow(t: Type, value: complex) -> complex:
    """A complex number, its parts rounded to those of a type."""
    return complex(round_float(t.part, value.real), round_float(t.part, value.imag))


def convert(source: Type, target: Type, x: Any) -> Answer:
    """What `target(x)` answers for a value of type `source`."""
    if target is BOOL:
        return bool(x)
    if target.is_complex:
        return narrow(target, complex(x))
    if target.is_float:
        if isinstance(x, int) and target.bits == 32:
            return float(numpy.float32(numpy_type(source)(x)))
        return round_float(target, float(x))
    try:
        whole = int(x)
    except (ValueError, OverflowError) as error:
        return Raised(type(error).__name__)
    if target is INT or source.is_float:
        return whole if target.holds(whole) else OVERFLOW
    return int(numpy_type(source)(x).astype(numpy_type(target)))


def unary(symbol: str, t: Type, x: Any) -> Answer:
    """What `-x`, `+x`, `~x`, `not x` and `abs(x)` answer."""
    if symbol == "not ":
        return not x
    operation = UNARY[symbol]
    if t.is_fixed or (t.bits in (32, 64) and (t.is_float or t.is_complex) and t is not FLOAT):
        with numpy.errstate(all="ignore"):
            return operation(numpy_type(t)(x)).item()
    try:
        result = operation(x)
    except OverflowError:
        return OVERFLOW
    if isinstance(result, int) and not INT.holds(result):
        return OVERFLOW
    return result


def unary_type(symbol: str, t: Type) -> Type | None:
    """The type of a unary operator's result; None where it does not compile."""
    if symbol == "not ":
        return BOOL
    if t is BOOL:
        return INT
    if symbol == "~":
        return t if t.is_integer else None
    return t.part if symbol == "abs" and t.kind is Kind.COMPLEX else t


def choose(name: str, a: Type, b: Type, x: Any, y: Any) -> Answer:
    """What `min(x, y)` and `max(x, y)` answer."""
    t = promote(a, b)
    assert t is not None
    chosen = min(x, y) if name == "min" else max(x, y)
    if t.is_float:
        return round_float(t, float(chosen))
    if t is INT and not INT.holds(chosen):
        return OVERFLOW
    return bool(chosen) if t is BOOL else int(chosen)
