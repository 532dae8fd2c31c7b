"""The machine operations: one row each, with the meaning that every backend must give.

    OPERATIONS["add"].meaning(INT8, 100, 100) == -56

The interpreter runs `meaning`, the verifier reads `pattern`, and each backend has
a table with one entry for each row (a test holds that it is complete).  What
Python adds to the machine - rounding down, checks of divisors and shifts - is not
here but in `rt/`, written in terms of these.

A pattern names operand and result types.  `T` and `S` stand for one type each of
the row's `kinds`; `bool` and `memory` for themselves.  Integer arithmetic wraps around modulo
2**bits; float arithmetic is IEEE 754, rounding to nearest even.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from functools import cache
from typing import Final

from .interface import RaisedError
from .record import value
from .types import Kind, Type

Value = bool | int | float | complex

INTEGERS: Final = frozenset({Kind.SIGNED, Kind.UNSIGNED})
FLOATS: Final = frozenset({Kind.FLOAT})
BOOLS: Final = frozenset({Kind.BOOL})
COMPLEXES: Final = frozenset({Kind.COMPLEX})
NUMBERS: Final = INTEGERS | FLOATS
ANY: Final = NUMBERS | BOOLS | COMPLEXES

INTEGER_OVERFLOW: Final = RaisedError("OverflowError", "integer result does not fit in 64 bits")
RECURSION: Final = RaisedError("RecursionError", "maximum recursion depth exceeded")


@value
class Operation:
    """A row: what the operation takes and gives, what it means, what it raises."""

    name: str
    pattern: str
    kinds: frozenset[Kind]  # of T
    doc: str
    meaning: Callable[..., Value]  # (result type, operand values) -> value
    raises: RaisedError | None = None


class MeaningError(ArithmeticError):
    """A checked operation's result does not fit."""


def round_float(t: Type, value: float) -> float:
    """`value` rounded to the precision of a float type."""
    if t.bits == 64 or math.isnan(value) or math.isinf(value):
        return value
    try:
        return float(struct.unpack("<f", struct.pack("<f", value))[0])
    except OverflowError:
        return math.copysign(math.inf, value)


def round_integer(t: Type, x: int) -> float:
    """The float of a type that is nearest to an integer."""
    if t.bits == 64:
        return float(x)
    # Through float64 a float32 would be rounded twice: round to odd there first.
    wide = float(x)
    if int(wide) != x and struct.unpack("<q", struct.pack("<d", wide))[0] % 2 == 0:
        wide = math.nextafter(wide, math.inf if int(wide) < x else -math.inf)
    return round_float(t, wide)


def _arithmetic(exact: Callable[..., int], rounded: Callable[..., float]) -> Callable[..., Value]:
    def meaning(t: Type, *values: Value) -> Value:
        if t.is_float:
            return round_float(t, rounded(*values))
        return t.wrap(exact(*values))

    return meaning


def _checked(exact: Callable[[int, int], int]) -> Callable[..., Value]:
    def meaning(t: Type, a: int, b: int) -> int:
        result = exact(a, b)
        if not t.holds(result):
            raise MeaningError
        return result

    return meaning


def _divide(t: Type, a: float, b: float) -> Value:
    if not t.is_float:
        quotient = abs(int(a)) // abs(int(b))
        result = quotient if (a < 0) == (b < 0) else -quotient
        assert t.holds(result), "a quotient that does not fit"
        return result
    if b == 0:
        if a == 0 or math.isnan(a) or math.isnan(b):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1.0, b)
    return round_float(t, a / b)


def _remainder(t: Type, a: int, b: int) -> int:
    rest = abs(a) % abs(b)
    return -rest if a < 0 else rest


def _shift_left(t: Type, a: int, n: int) -> int:
    assert 0 <= n < t.bits, "a shift by more than the width"
    return t.wrap(a << n)


def _shift_right(t: Type, a: int, n: int) -> int:
    assert 0 <= n < t.bits, "a shift by more than the width"
    return a >> n


def _square_root(t: Type, x: float) -> float:
    return round_float(t, math.sqrt(x)) if x >= 0 else (x if math.isnan(x) else math.nan)


def _integral(rounding: Callable[[float], int]) -> Callable[..., Value]:
    def meaning(t: Type, x: float) -> float:
        if math.isinf(x) or math.isnan(x):
            return x
        return math.copysign(float(rounding(x)), x)

    return meaning


def _convert(t: Type, x: Value) -> Value:
    if t.is_float:
        return round_integer(t, x) if isinstance(x, int) else round_float(t, float(x.real))
    return t.wrap(int(x.real))


def _truncate(t: Type, x: float) -> int:
    result = int(x)
    assert t.holds(result), "a float outside of the integer type"
    return result


# How `struct` writes the types that memory can hold.
_FORMATS: Final = {
    (Kind.SIGNED, 8): "<b", (Kind.UNSIGNED, 8): "<B",
    (Kind.SIGNED, 16): "<h", (Kind.UNSIGNED, 16): "<H",
    (Kind.SIGNED, 32): "<i", (Kind.UNSIGNED, 32): "<I",
    (Kind.SIGNED, 64): "<q", (Kind.UNSIGNED, 64): "<Q",
    (Kind.FLOAT, 32): "<f", (Kind.FLOAT, 64): "<d",
}  # fmt: skip


def memory_format(t: Type) -> str:
    """How a value of an integer or float type stands in memory, as `struct` says it."""
    return _FORMATS[t.kind, t.bits]


_FLOAT_FORMATS: Final = {32: ("<f", "<I"), 64: ("<d", "<Q")}


def _bits(t: Type, x: float) -> int:
    real, whole = _FLOAT_FORMATS[t.bits]
    return int(struct.unpack(whole, struct.pack(real, x))[0])


def _from_bits(t: Type, x: int) -> float:
    real, whole = _FLOAT_FORMATS[t.bits]
    return float(struct.unpack(real, struct.pack(whole, x))[0])


def _complex(t: Type, re: float, im: float) -> complex:
    return complex(re, im)


def _count_leading_zeros(t: Type, x: int) -> int:
    return t.bits - (x & ((1 << t.bits) - 1)).bit_length()


def _count_trailing_zeros(t: Type, x: int) -> int:
    return (x & -x).bit_length() - 1 if x else t.bits


def _population(t: Type, x: int) -> int:
    return (x & ((1 << t.bits) - 1)).bit_count()


_ROWS: Final = (
    Operation("move", "T -> T", ANY, "the operand", lambda t, a: a),
    Operation("add", "T, T -> T", NUMBERS, "a + b",
              _arithmetic(lambda a, b: a + b, lambda a, b: a + b)),
    Operation("sub", "T, T -> T", NUMBERS, "a - b",
              _arithmetic(lambda a, b: a - b, lambda a, b: a - b)),
    Operation("mul", "T, T -> T", NUMBERS, "a * b",
              _arithmetic(lambda a, b: a * b, lambda a, b: a * b)),
    Operation("add_checked", "T, T -> T", INTEGERS, "a + b, which must fit",
              _checked(lambda a, b: a + b), INTEGER_OVERFLOW),
    Operation("sub_checked", "T, T -> T", INTEGERS, "a - b, which must fit",
              _checked(lambda a, b: a - b), INTEGER_OVERFLOW),
    Operation("mul_checked", "T, T -> T", INTEGERS, "a * b, which must fit",
              _checked(lambda a, b: a * b), INTEGER_OVERFLOW),
    Operation("div", "T, T -> T", NUMBERS,
              "a / b; of integers rounded toward zero, b not 0 and the quotient in range",
              _divide),
    Operation("rem", "T, T -> T", INTEGERS,
              "what `div` leaves, with the sign of a; b not 0, and not -1 beside the minimum",
              _remainder),
    Operation("neg", "T -> T", FLOATS, "a with its sign flipped", lambda t, a: -a),
    Operation("and", "T, T -> T", INTEGERS | BOOLS, "bits set in both", lambda t, a, b: a & b),
    Operation("or", "T, T -> T", INTEGERS | BOOLS, "bits set in either", lambda t, a, b: a | b),
    Operation("xor", "T, T -> T", INTEGERS | BOOLS, "bits set in one", lambda t, a, b: a ^ b),
    Operation("not", "T -> T", BOOLS, "the other truth value", lambda t, a: not a),
    Operation("shl", "T, T -> T", INTEGERS, "a * 2**n, wrapped; 0 <= n < bits", _shift_left),
    Operation("shr", "T, T -> T", INTEGERS, "a // 2**n; 0 <= n < bits", _shift_right),
    Operation("eq", "T, T -> bool", NUMBERS | BOOLS, "a == b", lambda t, a, b: a == b),
    Operation("ne", "T, T -> bool", NUMBERS | BOOLS, "a != b", lambda t, a, b: a != b),
    Operation("lt", "T, T -> bool", NUMBERS, "a < b", lambda t, a, b: a < b),
    Operation("le", "T, T -> bool", NUMBERS, "a <= b", lambda t, a, b: a <= b),
    Operation("gt", "T, T -> bool", NUMBERS, "a > b", lambda t, a, b: a > b),
    Operation("ge", "T, T -> bool", NUMBERS, "a >= b", lambda t, a, b: a >= b),
    Operation("sqrt", "T -> T", FLOATS, "the square root, NaN below 0", _square_root),
    Operation("floor", "T -> T", FLOATS, "rounded down", _integral(math.floor)),
    Operation("ceil", "T -> T", FLOATS, "rounded up", _integral(math.ceil)),
    Operation("trunc", "T -> T", FLOATS, "rounded toward zero", _integral(math.trunc)),
    Operation("nearest", "T -> T", FLOATS, "rounded to the nearest, half to even",
              _integral(round)),
    Operation("fabs", "T -> T", FLOATS, "without its sign", lambda t, a: math.fabs(a)),
    Operation("copysign", "T, T -> T", FLOATS, "a with the sign of b",
              lambda t, a, b: math.copysign(a, b)),
    Operation("convert", "S -> T", NUMBERS,
              "an integer or bool wrapped, or rounded to a float; a float rounded to a float",
              _convert),
    Operation("truncate", "S -> T", INTEGERS, "a float rounded toward zero, which must fit",
              _truncate),
    Operation("bits", "S -> T", INTEGERS, "the bits of a float as an unsigned integer", _bits),
    Operation("from_bits", "S -> T", FLOATS, "the float that has these bits", _from_bits),
    Operation("clz", "T -> T", INTEGERS, "leading zero bits", _count_leading_zeros),
    Operation("ctz", "T -> T", INTEGERS, "trailing zero bits", _count_trailing_zeros),
    Operation("popcount", "T -> T", INTEGERS, "bits set", _population),
    Operation("mulhi", "T, T -> T", INTEGERS, "the upper half of the exact product",
              lambda t, a, b: t.wrap((a * b) >> t.bits)),
    Operation("extent", "memory -> T", frozenset({Kind.UNSIGNED}), "the bytes of a memory",
              lambda t, memory: len(memory)),
    Operation("grow", "memory, T -> T", frozenset({Kind.UNSIGNED}),
              "the pages that a memory had, which has so many more now; the maximum if it cannot",
              lambda t, memory, pages: t.maximum),
    Operation("drain", "memory, T -> T", frozenset({Kind.UNSIGNED}),
              "the host takes what is printed, if that is much or T is not 0; T",
              lambda t, memory, now: now),
    Operation("complex", "P, P -> T", COMPLEXES, "the complex number of two parts", _complex),
    Operation("real", "C -> T", FLOATS, "the real part", lambda t, a: a.real),
    Operation("imag", "C -> T", FLOATS, "the imaginary part", lambda t, a: a.imag),
)  # fmt: skip

OPERATIONS: Final = {row.name: row for row in _ROWS}


@cache
def fits_pattern(name: str, operands: tuple[Type, ...], result: Type) -> bool:
    """Whether operand and result types agree with the pattern of the row of a name."""
    row = OPERATIONS[name]
    left, _, right = row.pattern.partition(" -> ")
    letters = left.split(", ")
    if len(letters) != len(operands):
        return False
    bound: dict[str, Type] = {}
    for letter, t in [*zip(letters, operands, strict=True), (right, result)]:
        if letter in ("bool", "memory"):
            if t.kind is not Kind(letter):
                return False
        elif bound.setdefault(letter, t) is not t:
            return False
    return _binding_allowed(row, bound)


def _binding_allowed(row: Operation, bound: dict[str, Type]) -> bool:
    t = bound["T"]
    if t.kind not in row.kinds:
        return False
    if row.name == "extent":
        return t.bits == 64
    if row.name == "truncate":
        return bound["S"].is_float
    if row.name in ("bits", "from_bits"):
        pair = (bound["S"], t) if row.name == "bits" else (t, bound["S"])
        return pair[0].is_float and pair[1].kind is Kind.UNSIGNED and pair[0].bits == pair[1].bits
    if row.name == "convert":
        source = bound["S"]
        return source.kind in NUMBERS | BOOLS and not (source.is_float and t.is_integer)
    if "P" in bound:
        return bound["P"] is t.part
    if "C" in bound:
        return bound["C"].is_complex and bound["C"].part is t
    return True
