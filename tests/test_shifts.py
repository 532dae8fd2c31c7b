"""Division by a power of two: no division is left, and every sign rounds as Python does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import pyexec
from pyexec import int8, uint16
from pyexec.driver import frontend
from pyexec.frontend.unit import Options
from pyexec.ir.nodes import Compute
from pyexec.ir.printer import print_program

DIVIDENDS = [0, 1, -1, 2, -2, 7, -7, 8, -8, 63, -64, 2**62, -(2**62), 2**63 - 1, -(2**63)]


def eighth(n: int) -> int:
    return n // 8


def last_bits(n: int) -> int:
    return n % 8


def same(n: int) -> int:
    return n // 1


def nothing(n: int) -> int:
    return n % 1


def widest(n: int) -> int:
    return n // 4611686018427387904


@pytest.mark.parametrize("function", [eighth, last_bits, same, nothing, widest])
def test_every_sign(function: Callable[[int], int]) -> None:
    compiled = pyexec.aot(function)
    assert [compiled(n) for n in DIVIDENDS] == [function(n) for n in DIVIDENDS]


def test_narrow_types() -> None:
    def quarter(n: int8) -> int8:
        return n // int8(4)

    def rest(n: uint16) -> uint16:
        return n % uint16(256)

    for function, values in ((quarter, range(-128, 128)), (rest, range(0, 65536, 251))):
        compiled = pyexec.aot(function)
        assert all(compiled(n) == function(n) for n in values)


@pytest.mark.parametrize("function", [eighth, last_bits])
def test_no_division_is_left(function: Callable[[int], int]) -> None:
    program = frontend([function], Options()).program
    assert "raise" not in print_program(program)
    (block,) = program.functions[function.__name__].blocks
    (instruction,) = block.instructions
    assert isinstance(instruction, Compute)
    assert instruction.operation in ("shr", "and")


def test_other_divisors_stay() -> None:
    def third(n: int) -> int:
        return n // 3

    def negative(n: int) -> int:
        return n // -4

    assert [pyexec.aot(third)(n) for n in DIVIDENDS] == [third(n) for n in DIVIDENDS]
    assert [pyexec.aot(negative)(n) for n in DIVIDENDS] == [negative(n) for n in DIVIDENDS]
