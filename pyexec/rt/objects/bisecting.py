"""The module `bisect`: where a value belongs in a sorted list, found by halves.

    left([1, 3, 3, 5], 3, 0, -1) == 1
    right([1, 3, 3, 5], 3, 0, -1) == 3

An end of -1 stands for the list's, as in CPython.
"""

from __future__ import annotations

from ..primitives import T
from .lists import insert


def left(self: list[T], value: T, low: int = 0, high: int = -1) -> int:
    """`bisect_left(self, value, low, high)`: before those that are equal."""
    if low < 0:
        raise ValueError("lo must be non-negative")
    if high == -1:
        high = len(self)
    while low < high:
        middle = (low + high) // 2
        if self[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


def right(self: list[T], value: T, low: int = 0, high: int = -1) -> int:
    """`bisect_right(self, value, low, high)`: behind those that are equal."""
    if low < 0:
        raise ValueError("lo must be non-negative")
    if high == -1:
        high = len(self)
    while low < high:
        middle = (low + high) // 2
        if value < self[middle]:
            high = middle
        else:
            low = middle + 1
    return low


def insert_left(self: list[T], value: T, low: int = 0, high: int = -1) -> None:
    """`insort_left(self, value, low, high)`."""
    insert(self, left(self, value, low, high), value)


def insert_right(self: list[T], value: T, low: int = 0, high: int = -1) -> None:
    """`insort(self, value, low, high)`."""
    insert(self, right(self, value, low, high), value)
