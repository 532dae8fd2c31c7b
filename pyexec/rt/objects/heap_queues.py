"""The module `heapq`: lists whose element at `i` is none greater than those at `2i+1`, `2i+2`.

    heap = []
    push(heap, 3)
    pop(heap) == 3

The order in which elements are compared and moved is CPython's, so a heap looks the same.
"""

from __future__ import annotations

from ..primitives import T
from .lists import append
from .lists import pop as take_last


def push(self: list[T], value: T) -> None:
    """`heappush(self, value)`."""
    append(self, value)
    rise(self, 0, len(self) - 1)


def pop(self: list[T]) -> T:
    """`heappop(self)`."""
    if len(self) == 0:
        raise IndexError("index out of range")
    last = take_last(self, -1)
    if len(self) == 0:
        return last
    least = self[0]
    self[0] = last
    sink(self, 0)
    return least


def replace(self: list[T], value: T) -> T:
    """`heapreplace(self, value)`: the least is taken out first."""
    if len(self) == 0:
        raise IndexError("index out of range")
    least = self[0]
    self[0] = value
    sink(self, 0)
    return least


def push_pop(self: list[T], value: T) -> T:
    """`heappushpop(self, value)`: the value goes in first."""
    if len(self) == 0:
        return value
    least = self[0]
    if not least < value:
        return value
    self[0] = value
    sink(self, 0)
    return least


def order(self: list[T]) -> None:
    """`heapify(self)`."""
    index = len(self) // 2 - 1
    while index >= 0:
        sink(self, index)
        index -= 1


def rise(self: list[T], first: int, index: int) -> None:
    """Move an element up to where none above it, down from `first`, is greater."""
    value = self[index]
    while index > first:
        above = (index - 1) // 2
        other = self[above]
        if not value < other:
            break
        self[index] = other
        index = above
    self[index] = value


def sink(self: list[T], index: int) -> None:
    """Move an element down to the bottom along the lesser ones, and up again to its place."""
    count = len(self)
    first = index
    value = self[index]
    below = 2 * index + 1
    while below < count:
        right = below + 1
        if right < count and not self[below] < self[right]:
            below = right
        self[index] = self[below]
        index = below
        below = 2 * index + 1
    self[index] = value
    rise(self, first, index)
