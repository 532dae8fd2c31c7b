"""Elements side by side in memory, as lists and tuples have them.

    copy_elements(T, to, start, 3)
    find(T, start, 0, 3, value)         # an index, or 3

`kind` is the type of an element, which takes `size_of(T)` bytes.
"""

from __future__ import annotations

from ..bytes import copy_upwards
from ..primitives import (
    Address,
    T,
    always_inline,
    borrow,
    fetch,
    is_object,
    memory,
    put,
    read_u64,
    size_of,
    take,
    write_u64,
)


@always_inline
def move(kind: type[T], to: Address, start: Address) -> None:
    """Copy an element; no references are counted, so that only one of the two counts."""
    if is_object(T):
        write_u64(memory, to, read_u64(memory, start))
    else:
        put(T, to, fetch(T, start))


@always_inline
def copy_elements(kind: type[T], to: Address, start: Address, count: Address) -> None:
    """Copy elements to room that nothing stands in; the two runs do not overlap."""
    if is_object(T):
        end = to + count * size_of(T)
        while to != end:
            put(T, to, fetch(T, start))
            to += size_of(T)
            start += size_of(T)
    else:
        copy_upwards(memory, to, start, count * size_of(T))


@always_inline
def drop_elements(kind: type[T], start: Address, count: Address) -> None:
    """Give up the references that elements are."""
    if is_object(T):
        end = start + count * size_of(T)
        while start != end:
            take(T, start)
            start += size_of(T)


@always_inline
def reverse_elements(kind: type[T], start: Address, count: Address) -> None:
    """Put elements in the opposite order."""
    if count < 2:
        return
    last = start + (count - 1) * size_of(T)
    while start < last:
        if is_object(T):
            reference = read_u64(memory, start)
            write_u64(memory, start, read_u64(memory, last))
            write_u64(memory, last, reference)
        else:
            value = fetch(T, start)
            put(T, start, fetch(T, last))
            put(T, last, value)
        start += size_of(T)
        last -= size_of(T)


def find(kind: type[T], start: Address, first: Address, last: Address, value: T) -> Address:
    """The first index from `first` up to `last` at which there is a value; or `last`."""
    while first < last and not borrow(T, start + first * size_of(T)) == value:  # noqa: SIM201
        first += 1
    return min(last, first)


def count_equal(kind: type[T], start: Address, count: Address, value: T) -> int:
    """How many elements are equal to a value."""
    found: Address = 0
    end = start + count * size_of(T)
    while start != end:
        if borrow(T, start) == value:
            found += 1
        start += size_of(T)
    return int(found)


def difference(kind: type[T], a: Address, b: Address, count: Address) -> Address:
    """The first index at which two runs of elements differ; `count` where none is."""
    index: Address = 0
    while index < count and borrow(T, a) == borrow(T, b):
        index += 1
        a += size_of(T)
        b += size_of(T)
    return index


def less(kind: type[T], a: Address, size: Address, b: Address, other: Address) -> bool:
    """Whether the first of two runs, with their sizes, comes before the second."""
    shorter = min(other, size)
    index = difference(T, a, b, shorter)
    if index == shorter:
        return size < other
    place = index * size_of(T)
    return borrow(T, a + place) < borrow(T, b + place)


def less_or_equal(kind: type[T], a: Address, size: Address, b: Address, other: Address) -> bool:
    """Whether the first of two runs, with their sizes, comes before the second or is equal."""
    shorter = min(other, size)
    index = difference(T, a, b, shorter)
    if index == shorter:
        return size <= other
    place = index * size_of(T)
    return borrow(T, a + place) <= borrow(T, b + place)
