"""The decimal digits of floats, exactly rounded, beside CPython's."""

from __future__ import annotations

import random
import struct
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyexec.kernel import MemoryOwner, attach, method
from pyexec.rt import float_digits


class Native(MemoryOwner):
    """The functions of `rt/`, on a memory that ends where theirs may."""

    __slots__ = ()

    def __init__(self, buffer: bytearray) -> None:
        attach(self, buffer)

    @method("float_digits.fixed_digits")
    def fixed_digits(self, place: int, x: float, places: int) -> None: ...

    @method("float_digits.significant_digits")
    def significant_digits(self, place: int, x: float, count: int) -> None: ...


# Nothing begins at address 0.
PLACE = 16


class Digits:
    """The same, with Python's texts."""

    def __init__(self) -> None:
        self.buffer = bytearray(PLACE + float_digits.ROOM_OF_DIGITS)
        self.native = Native(self.buffer)

    def fixed(self, x: float, places: int) -> str:
        """As `f"{x:.{places}f}"`."""
        self.native.fixed_digits(PLACE, x, places)
        digits, point = self._found()
        whole = digits[: max(point, 0)].ljust(point, "0").lstrip("0") or "0"
        behind = (digits[i] if 0 <= i < len(digits) else "0" for i in range(point, point + places))
        return whole + ("." + "".join(behind) if places else "")

    def scientific(self, x: float, places: int) -> str:
        """As `f"{x:.{places}e}"`."""
        self.native.significant_digits(PLACE, x, places + 1)
        digits, point = self._found()
        digits = digits.ljust(places + 1, "0")
        return f"{digits[0]}{'.' if places else ''}{digits[1 : places + 1]}e{point - 1:+03d}"

    def _found(self) -> tuple[str, int]:
        count, point = struct.unpack_from("<qq", self.buffer, PLACE)
        start = PLACE + float_digits.DIGITS
        return self.buffer[start : start + count].decode(), point


@cache
def native() -> Digits:
    return Digits()


def compare(x: float, places: int) -> None:
    assert native().fixed(x, places) == f"{x:.{places}f}"
    assert native().scientific(x, places) == f"{x:.{places}e}"


EDGES = (
    5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.5, 1.5, 2.5, 0.05, 9.5, 99.5,
    999999.5, 0.95, 0.995, 0.0, 1e22, 1e23, 2.0**63, 2.0**64,
)  # fmt: skip


@pytest.mark.parametrize("x", EDGES)
def test_every_precision(x: float) -> None:
    for places in range(1080):
        compare(x, places)


@given(st.floats(0, allow_infinity=False), st.integers(0, 1100) | st.integers(0, 22))
@settings(deadline=None, max_examples=1000)
def test_floats(x: float, places: int) -> None:
    compare(x, places)


def test_short_decimals_and_halves() -> None:
    """Numbers as people write them, and such as lie halfway between two."""
    chance = random.Random(1)
    for _ in range(20_000):
        digits = chance.randrange(10 ** chance.randrange(1, 18))
        compare(digits / 10 ** chance.randrange(0, 12), chance.randrange(0, 8))
        compare(digits / 2 ** chance.randrange(0, 40), chance.randrange(0, 20))
