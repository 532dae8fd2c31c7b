"""Random numbers, tens of thousands for each row, against CPython: rounding has many corners."""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grids
import oracle
import pytest
from answers import Answer, same
from grids import Case
from hypothesis import given, settings
from hypothesis import strategies as st

from pyexec.types import (
    BOOL,
    COMPLEX,
    FLOAT,
    FLOAT32,
    INT,
    INT32,
    INT64,
    UINT64,
    Type,
)

MANY, SOME = 20_000, 500


def any_bits(source: random.Random) -> float:
    return float(struct.unpack("<d", source.randbytes(8))[0])


def real(source: random.Random) -> float:
    """A float of a kind that finds faults: any bits, near a tie, whole, near another's size."""
    match source.randrange(6):
        case 0:
            return any_bits(source)
        case 1:
            return source.uniform(-200.0, 200.0)
        case 2:
            return source.randint(-(10**6), 10**6) / 2.0
        case 3:
            return math.ldexp(source.uniform(-1.0, 1.0), source.randint(-60, 60))
        case 4:
            return float(f"{source.randint(-(10**6), 10**6)}5e{source.randint(-12, 12)}")
    return float(source.randint(-(2**60), 2**60))


def whole(source: random.Random) -> int:
    """An `int` of any number of bits."""
    value = source.getrandbits(source.randint(0, 63))
    return source.choice((value, -value, 2**63 - 1 - value, value - 2**63))


def small(source: random.Random) -> int:
    return source.randint(-30, 400)


def single(source: random.Random) -> float:
    if source.random() < 0.5:
        return float(struct.unpack("<f", source.randbytes(4))[0])
    return float(struct.unpack("<f", struct.pack("<f", source.uniform(-1e6, 1e6)))[0])


def unit(source: random.Random) -> float:
    """A float in the domain of asin and acos."""
    return source.uniform(-1.0, 1.0)


def moderate(source: random.Random) -> complex:
    def part() -> float:
        return source.choice((0.0, 1.0, float(source.randint(-4, 4)), source.uniform(-9.0, 9.0)))

    return complex(part(), part())


def exponent(source: random.Random) -> complex:
    if source.random() < 0.5:
        return complex(source.randint(-101, 101), 0.0)
    return moderate(source)


@dataclass(frozen=True)
class Row:
    """An expression, the types and the makers of its parameters, and what Python answers."""

    expression: str
    result: Type
    makers: tuple[tuple[Type, Callable[[random.Random], Any]], ...]
    expected: Callable[..., Answer] | None = None
    in_wasm: bool = True

    @property
    def case(self) -> Case:
        return Case(self.expression, tuple(t for t, _ in self.makers), self.result)

    def wanted(self) -> Callable[..., Answer]:
        if self.expected is not None:
            return self.expected
        names = "abc"[: len(self.makers)]
        code = eval(f"lambda {', '.join(names)}: {self.expression}", {"math": math})

        def answer(*arguments: Any) -> Answer:
            value = grids.answer(code, arguments)
            if isinstance(value, int) and not INT.holds(value):
                return oracle.OVERFLOW
            return value

        return answer


def row(expression: str, result: Type, *makers: Any, **more: Any) -> Row:
    types = {real: FLOAT, whole: INT, small: INT, single: FLOAT32, unit: FLOAT}
    return Row(
        expression,
        result,
        tuple((types.get(maker, COMPLEX), maker) for maker in makers),
        **more,
    )


def by_oracle(symbol: str, t: Type) -> Callable[..., Answer]:
    return lambda x, y: oracle.binary(symbol, t, t, x, y)


ROWS = [
    *(row(f"a {s} b", INT, whole, whole, expected=by_oracle(s, INT)) for s in "+-*%&|^"),
    row("a // b", INT, whole, whole, expected=by_oracle("//", INT)),
    row("a << b", INT, whole, small, expected=by_oracle("<<", INT)),
    row("a >> b", INT, whole, small, expected=by_oracle(">>", INT)),
    row("a ** b", INT, small, small, expected=by_oracle("**", INT)),
    row("a / b", FLOAT, whole, whole),
    *(row(f"a {s} b", FLOAT, real, real) for s in ("+", "*", "/", "//", "%")),
    row("a ** b", FLOAT, real, real, expected=by_oracle("**", FLOAT), in_wasm=False),
    *(
        row(f"a {s} b", FLOAT32, single, single, expected=by_oracle(s, FLOAT32))
        for s in ("+", "-", "*", "/", "//", "%")
    ),
    row("a * b", COMPLEX, moderate, moderate),
    row("a / b", COMPLEX, moderate, moderate),
    row("a ** b", COMPLEX, moderate, exponent, in_wasm=False),
    # CPython and native code ask the C library for it, WebAssembly rounds better.
    row("abs(a)", FLOAT, moderate, in_wasm=False),
    *(row(f"a {s} b", BOOL, whole, real) for s in ("<", "<=", "==")),
    row("float(a)", FLOAT, whole),
    row("int(a)", INT, real),
    row("round(a)", INT, real),
    row("round(a, b)", FLOAT, real, small),
    row("round(a, -b)", FLOAT, real, small),
    row("pow(a, b, c)", INT, whole, whole, whole),
    *(
        row(f"math.{name}(a)", FLOAT, real)
        for name in ("sqrt", "fabs", "degrees", "radians", "ulp")
    ),
    *(row(f"math.{name}(a)", INT, real) for name in ("floor", "ceil", "trunc")),
    *(
        row(f"math.{name}(a, b)", FLOAT, real, real)
        for name in ("fmod", "remainder", "copysign", "nextafter")
    ),
    row("math.ldexp(a, b)", FLOAT, real, small),
    row("math.isqrt(a)", INT, whole),
    row("math.gcd(a, b)", INT, whole, whole),
    row("math.lcm(a, b)", INT, whole, small),
    row("math.comb(a, b)", INT, small, small),
    *(
        row(f"math.{name}(a)", FLOAT, real, in_wasm=False)
        for name in (
            "exp", "expm1", "exp2", "log", "log2", "log10", "log1p", "sin", "cos", "tan", "atan",
            "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "erf", "erfc", "cbrt", "gamma",
            "lgamma",
        )
    ),
    *(row(f"math.{name}(a)", FLOAT, unit, in_wasm=False) for name in ("asin", "acos", "atanh")),
    row("math.pow(a, b)", FLOAT, real, real, in_wasm=False),
    row("math.atan2(a, b)", FLOAT, real, real, in_wasm=False),
    row("math.log(a, b)", FLOAT, real, real, in_wasm=False),
]  # fmt: skip


def differences(chosen: Row, function: Callable[..., Any], count: int) -> str:
    """One line for each of the first answers that differ."""
    source = random.Random(chosen.expression)
    wanted, found = chosen.wanted(), []
    for _ in range(count):
        arguments = [make(source) for _, make in chosen.makers]
        right, given_answer = wanted(*arguments), grids.answer(function, arguments)
        if not same(right, given_answer):
            found.append(f"{chosen.expression} {arguments}: {given_answer!r}, not {right!r}")
    return "\n".join(found[:20])


def test_native(tmp_path: Path) -> None:
    compiled = grids.native([r.case for r in ROWS], tmp_path)
    texts = [differences(r, f, MANY) for r, f in zip(ROWS, compiled, strict=True)]
    assert "\n".join(filter(None, texts)) == ""


def test_interpreted(tmp_path: Path) -> None:
    machine = grids.interpreted([r.case for r in ROWS], tmp_path)
    texts = [differences(r, f, SOME // 5) for r, f in zip(ROWS, machine, strict=True)]
    assert "\n".join(filter(None, texts)) == ""


def test_in_wasm(tmp_path: Path) -> None:
    rows = [r for r in ROWS if r.in_wasm]
    machine = grids.in_wasm([r.case for r in rows], tmp_path)
    texts = [differences(r, f, SOME) for r, f in zip(rows, machine, strict=True)]
    assert "\n".join(filter(None, texts)) == ""


@pytest.mark.parametrize("dimensions", [2, 3])
def test_hypot_is_within_one_ulp(dimensions: int, tmp_path: Path) -> None:
    """CPython's own result differs between its versions in the last bit, rarely."""
    names = "abc"[:dimensions]
    case = Case(f"math.hypot({', '.join(names)})", (FLOAT,) * dimensions, FLOAT)
    (native,) = grids.native([case], tmp_path)
    (wasm,) = grids.in_wasm([case], tmp_path)
    source, unequal = random.Random(dimensions), 0
    for number in range(MANY):
        shift = source.choice((0, -1074, -1030, 960, -500))
        vector = [
            math.ldexp(source.uniform(-1.0, 1.0), shift + source.randint(0, 40)) for _ in names
        ]
        right, given_length = math.hypot(*vector), native(*vector)
        assert abs(given_length - right) <= math.ulp(right), vector
        unequal += given_length != right
        if number < SOME:
            assert wasm(*vector) == given_length
    assert unequal < MANY // 1000


TYPES = (BOOL, INT, INT32, INT64, UINT64, FLOAT32, FLOAT, COMPLEX)


def strategy(t: Type) -> st.SearchStrategy[Any]:
    """All values of a type."""
    if t is BOOL:
        return st.booleans()
    if t.is_integer:
        return st.integers(t.minimum, t.maximum)
    if t.is_complex:
        return st.builds(complex, st.floats(), st.floats())
    return st.floats(width=32 if t.bits == 32 else 64)


@pytest.mark.parametrize("symbol", oracle.BINARY)
def test_operator_on_any_values(symbol: str, tmp_path: Path) -> None:
    results = {(a, b): oracle.result_type(symbol, a, b) for a in TYPES for b in TYPES}
    cases = [Case(f"a {symbol} b", pair, t) for pair, t in results.items() if t is not None]
    pairs = [case.parameters for case in cases]
    compiled = dict(zip(pairs, grids.native(cases, tmp_path), strict=True))

    @settings(max_examples=500, deadline=None, database=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        a, b = data.draw(st.sampled_from(pairs))
        x, y = data.draw(strategy(a)), data.draw(strategy(b))
        right = oracle.binary(symbol, a, b, x, y)
        found = grids.answer(compiled[a, b], (x, y))
        assert same(right, found), f"{x!r} {symbol} {y!r}: {found!r}, not {right!r}"

    check()
