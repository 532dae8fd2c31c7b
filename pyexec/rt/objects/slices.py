"""The bounds of slices: what `items[start:stop:step]` covers.

    step = stride(None)             # 1
    first = begin(-3, step, 10)     # 7
    last = end(None, step, 10)      # 10
    covered(first, last, step)      # 3

Positions are counted as CPython does it: below 0 from the end, then moved to where the
sequence begins or ends.
"""

from __future__ import annotations

from ...scalars import int64
from ..primitives import always_inline, unlikely
from .counting import HIGHEST as HIGHEST
from .counting import counted


@always_inline
def bounded(bound: int64, length: int64) -> int64:
    """A bound of a slice without a step: a number from 0 to the length."""
    if bound < 0:
        bound += length
        return max(0, bound)
    return min(length, bound)


@always_inline
def stride(step: int | None) -> int64:
    """The step of a slice."""
    if step is None:
        return 1
    if unlikely(step == 0):
        raise ValueError("slice step cannot be zero")
    return int64(step)


@always_inline
def begin(start: int | None, step: int64, length: int64) -> int64:
    """The first position, if the slice covers any."""
    if start is None:
        return 0 if step > 0 else length - 1
    return placed(int64(start), step, length)


@always_inline
def end(stop: int | None, step: int64, length: int64) -> int64:
    """The position before which the slice ends; -1 where it goes down to the first one."""
    if stop is None:
        return length if step > 0 else -1
    return placed(int64(stop), step, length)


@always_inline
def placed(bound: int64, step: int64, length: int64) -> int64:
    """A bound that was given: from 0 to the length, or one less where the step is negative."""
    if step > 0:
        return bounded(bound, length)
    if bound < 0:
        bound += length
        return bound if bound >= 0 else -1
    return bound if bound < length else length - 1


@always_inline
def covered(first: int64, last: int64, step: int64) -> int64:
    """How many positions a slice covers."""
    return int64(counted(first, last, step))
