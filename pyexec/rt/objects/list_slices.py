"""Runs of a list's elements: slices, on both sides of `=`, concatenation and repetition.

between(values, 1, 3)                 # values[1:3]
slice(values, None, None, -1)         # values[::-1]
set_slice(values, 0, 2, None, [7])    # values[0:2] = [7]
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..bytes import copy
from ..lists import LENGTH, MOST, length_of
from ..primitives import (
    Address,
    T,
    address,
    fetch,
    memory,
    pointer,
    put,
    read_u32,
    size_of,
    take,
    write_u32,
)
from .elements import copy_elements, drop_elements, move
from .list_blocks import new_list, place, room_for
from .slices import begin, bounded, covered, end, stride


def copied(self: list[T]) -> list[T]:
    """A list of the same elements."""
    return part(self, 0, int64(len(self)))


def part(self: list[T], first: int64, count: int64) -> list[T]:
    """A list of so many elements that stand side by side."""
    made = new_list(T, uint64(count))
    copy_elements(T, place(made, 0), place(self, address(first)), address(count))
    write_u32(memory, pointer(made) + LENGTH, uint32(count))
    return made


def between(self: list[T], start: int, stop: int) -> list[T]:
    """`self[start:stop]`; for an absent start 0, for an absent stop HIGHEST."""
    length = int64(len(self))
    first = bounded(int64(start), length)
    last = bounded(int64(stop), length)
    return part(self, first, last - first if last > first else 0)


def slice(self: list[T], start: int | None, stop: int | None, step: int | None) -> list[T]:
    """`self[start:stop:step]`."""
    by = stride(step)
    length = int64(len(self))
    first = begin(start, by, length)
    count = covered(first, end(stop, by, length), by)
    if by == 1:
        return part(self, first, count)
    made = new_list(T, uint64(count))
    at = place(made, 0)
    index = first
    for _ in range(count):
        put(T, at, fetch(T, place(self, address(index))))
        at += size_of(T)
        index += by
    write_u32(memory, pointer(made) + LENGTH, uint32(count))
    return made


def set_slice(
    self: list[T], start: int | None, stop: int | None, step: int | None, values: list[T]
) -> None:
    """`self[start:stop:step] = values`."""
    by = stride(step)
    length = int64(len(self))
    first = begin(start, by, length)
    last = end(stop, by, length)
    if pointer(values) == pointer(self):
        values = copied(values)
    if by == 1:
        replace(self, first, max(first, last), values)
        return
    count = covered(first, last, by)
    if count != int64(len(values)):
        raise ValueError(
            "attempt to assign sequence of size "
            + str(len(values))
            + " to extended slice of size "
            + str(int(count))
        )
    for index in range(len(values)):
        at = place(self, address(first))
        take(T, at)
        put(T, at, values[index])
        first += by


def replace(self: list[T], first: int64, last: int64, values: list[T]) -> None:
    """Put the elements of another list in the place of those from `first` up to `last`."""
    at = pointer(self)
    length = length_of(memory, at)
    start = address(first)
    gone = address(last) - start
    count = length_of(memory, pointer(values))
    if count > gone:
        room_for(at, uint64(count - gone), size_of(T))
    drop_elements(T, place(self, start), gone)
    behind = start + gone
    copy(memory, place(self, start + count), place(self, behind), (length - behind) * size_of(T))
    copy_elements(T, place(self, start), place(values, 0), count)
    write_u32(memory, at + LENGTH, uint32(length - gone + count))


def delete_slice(self: list[T], start: int | None, stop: int | None, step: int | None) -> None:
    """`del self[start:stop:step]`."""
    by = stride(step)
    length = int64(len(self))
    first = begin(start, by, length)
    count = covered(first, end(stop, by, length), by)
    if count == 0:
        return
    if by < 0:  # from the lowest one on
        first += (count - 1) * by
        by = -by
    to = address(first)
    following = to  # the next one to go
    index = to
    while index < address(length):
        at = place(self, index)
        if index == following and count > 0:
            take(T, at)
            count -= 1
            following += address(by)
        else:
            move(T, place(self, to), at)
            to += 1
        index += 1
    write_u32(memory, pointer(self) + LENGTH, uint32(to))


def concatenate(a: list[T], b: list[T]) -> list[T]:
    """`a + b`."""
    made = new_list(T, uint64(len(a)) + uint64(len(b)))
    extend(made, a)
    extend(made, b)
    return made


def extend(self: list[T], values: list[T]) -> None:
    """Add elements at the end."""
    at = pointer(self)
    count = length_of(memory, pointer(values))
    room_for(at, uint64(count), size_of(T))
    length = length_of(memory, at)
    # What `values` refers to is read now: it may be this very list, and have moved.
    copy_elements(T, place(self, length), place(values, 0), count)
    write_u32(memory, at + LENGTH, uint32(length + count))


def repeat(self: list[T], count: int) -> list[T]:
    """`self * count`."""
    if count <= 0:
        return new_list(T, 0)
    length = length_of(memory, pointer(self))
    made = new_list(T, total(length, count))
    fill(made, place(self, 0), length, address(count))
    return made


def repeat_in_place(self: list[T], count: int) -> None:
    """`self *= count`."""
    length = length_of(memory, pointer(self))
    if count <= 0:
        delete_slice(self, None, None, None)
    elif count > 1:
        room_for(pointer(self), total(length, count) - uint64(length), size_of(T))
        fill(self, place(self, 0), length, address(count - 1))


def total(length: Address, count: int) -> uint64:
    """The length of `count` times as many elements."""
    if length != 0 and count > MOST:
        raise MemoryError
    return uint64(length) * uint64(count)


def fill(self: list[T], start: Address, length: Address, count: Address) -> None:
    """Add the elements that stand at an address, again and again; there is room for them."""
    at = pointer(self)
    to = place(self, length_of(memory, at))
    if length == 1:
        value = fetch(T, start)
        end = to + count * size_of(T)
        while to != end:
            put(T, to, value)
            to += size_of(T)
    elif length != 0:
        for _ in range(count):
            copy_elements(T, to, start, length)
            to += length * size_of(T)
    write_u32(memory, at + LENGTH, read_u32(memory, at + LENGTH) + uint32(length * count))
