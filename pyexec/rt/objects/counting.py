"""How a loop over a range counts, where it is not the only one that the loop runs over.

rounds(0, 10, 3) == 4
last(0, 3, 4) == 9
"""

from __future__ import annotations

from ...scalars import int64
from ..primitives import always_inline
from .ranges import length, new


@always_inline
def rounds(start: int, stop: int, step: int) -> int:
    """How many numbers a range has; ValueError where the step is 0."""
    return length(new(start, stop, step))


@always_inline
def last(start: int, step: int, count: int) -> int:
    """The last of so many numbers, which are there."""
    return int(int64(start) + int64(step) * int64(count - 1)) if count > 0 else start
