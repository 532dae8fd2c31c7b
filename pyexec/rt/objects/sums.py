"""Sums: of ints without a check for each, of floats as CPython adds them from 3.12 on.

sum_ints([1, 2, 3], 0) == 6

error += lost(result, x)
result += x
...
total(result, error)
"""

from __future__ import annotations

from ...scalars import int64, uint64
from ..lists import LENGTH
from ..primitives import (
    address,
    always_inline,
    fabs,
    memory,
    pointer,
    read_u32,
    read_u64,
    shift_right,
)
from .list_blocks import place

_SIGN = 0x8000_0000_0000_0000
_LOW = 0xFFFF_FFFF


def sum_ints(self: list[int], start: int) -> int:
    """`sum(self, start)` of ints.

    Both halves of the numbers, moved up by 2**63, are added up for themselves: neither sum
    can leave 64 bits, so that there is nothing to check for each number.
    """
    count = uint64(read_u32(memory, pointer(self) + LENGTH))
    at = place(self, 0)
    end = at + address(count) * 8
    moved = uint64(start) ^ uint64(_SIGN)
    high, low = shift_right(moved, 32), moved & _LOW
    while at != end:
        moved = read_u64(memory, at) ^ uint64(_SIGN)
        high += shift_right(moved, 32)
        low += moved & _LOW
        at += 8
    high += shift_right(low, 32)
    upper = int(int64(high) - int64(count + 1) * 0x8000_0000)
    return upper * 0x1_0000_0000 + int(low & _LOW)


@always_inline
def lost(total: float, value: float) -> float:
    """What rounding loses of `total + value` (Neumaier, ZAMM 54, 1974)."""
    rounded = total + value
    if fabs(total) >= fabs(value):
        return (total - rounded) + value
    return (value - rounded) + total


@always_inline
def total(rounded: float, lost: float) -> float:
    """A sum with all that rounding has lost of it on the way."""
    # What is lost of an infinite sum is a NaN.
    return rounded + lost if lost - lost == 0.0 else rounded
