"""How often a loop over a range goes round.

rounds(0, 10, 3) == 4
last(0, 3, 4) == 9
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint64
from ..primitives import always_inline, quotient, unlikely

# An absent stop, where a bound has to be a number; the most that can be counted.
HIGHEST: Final = 0x7FFF_FFFF_FFFF_FFFF


def rounds(start: int, stop: int, step: int) -> int:
    """The length of `range(start, stop, step)`."""
    if unlikely(step == 0):
        raise ValueError("range() arg 3 must not be zero")
    count = counted(int64(start), int64(stop), int64(step))
    if unlikely(count > HIGHEST):
        raise OverflowError("Python int too large to convert to C ssize_t")
    return int(count)


@always_inline
def counted(start: int64, stop: int64, step: int64) -> uint64:
    """The same as it is, which an `int` may not hold."""
    if step > 0:
        if start >= stop:
            return 0
        return quotient(uint64(stop) - uint64(start) - 1, uint64(step)) + 1
    if start <= stop:
        return 0
    return quotient(uint64(start) - uint64(stop) - 1, uint64(0) - uint64(step)) + 1


@always_inline
def last(start: int, step: int, rounds: int) -> int:
    """The last number of a range that has so many."""
    return int(int64(start) + (int64(rounds) - 1) * int64(step))
