"""Deques: lists with room in front, that tell when they change.

    list     [length][capacity][elements][element size][gap: u32]       as list_blocks draws it
             [changes: u32][0: u32][most: i64]                           what a list does not have
    storage  [free places, as many as the gap] [element][element] ... [free places]

So what only reads a list reads a deque: the elements' address is that of the first one, the
capacity counts from there.  `changes` goes up with each element that comes or goes, by which
a loop notices it; `most` is `maxlen`, or -1.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint32, uint64
from ..bytes import copy
from ..heap import put as put_word
from ..heap import release, word
from ..layout import LIST
from ..lists import CAPACITY, ELEMENT_SIZE, ELEMENTS, LENGTH, LIST_BYTES, length_of
from ..primitives import (
    Address,
    T,
    address,
    adopt,
    always_inline,
    fetch,
    memory,
    never_inline,
    pointer,
    put,
    read_i64,
    read_u32,
    shift_right,
    size_of,
    take,
    unlikely,
    write_i64,
    write_u32,
)
from .blocks import bytes_for, new_block, new_storage
from .elements import drop_elements, reverse_elements
from .list_blocks import outside, place, position, push, remove_at
from .lists import count, find
from .slices import HIGHEST, bounded

GAP: Final = 20
CHANGES: Final = LIST_BYTES
MAXIMUM: Final = LIST_BYTES + 8
DEQUE_BYTES: Final = LIST_BYTES + 16


def empty(kind: type[T], most: int | None) -> list[T]:
    """`deque([], most)`."""
    if most is not None and most < 0:
        raise ValueError("maxlen must be non-negative")
    at = new_block(DEQUE_BYTES, LIST)
    put_word(memory, at + ELEMENT_SIZE, size_of(T))
    reset(at)
    write_u32(memory, at + CHANGES, 0)
    write_i64(memory, at + MAXIMUM, int64(-1) if most is None else int64(most))
    made: list[T] = adopt(list[T], at)
    return made


def reset(at: Address) -> None:
    """Let the deque at an address have no elements, and no storage."""
    write_u32(memory, at + LENGTH, 0)
    write_u32(memory, at + CAPACITY, 0)
    put_word(memory, at + ELEMENTS, 0)
    write_u32(memory, at + GAP, 0)


def discard(kind: type[T], at: Address) -> None:
    """Give up the elements of the deque at an address, and their storage."""
    start = word(memory, at + ELEMENTS)
    if start != 0:
        drop_elements(T, start, length_of(memory, at))
        # All numbers share one function here, whatever their size.
        release(memory, start - gap_of(at) * address(read_u32(memory, at + ELEMENT_SIZE)))


@always_inline
def gap_of(at: Address) -> Address:
    """How many places before the first element are free."""
    return address(read_u32(memory, at + GAP))


@always_inline
def changes(self: list[T]) -> int:
    """A number that is another one after each change."""
    return int(read_u32(memory, pointer(self) + CHANGES))


@always_inline
def changed(self: list[T]) -> None:
    """Count a change."""
    at = pointer(self) + CHANGES
    write_u32(memory, at, read_u32(memory, at) + 1)


# Room


@never_inline
def room_right(at: Address, size: Address) -> None:
    """Make room behind the last element: before the first one there may be enough."""
    length, gap = length_of(memory, at), gap_of(at)
    old = word(memory, at + ELEMENTS)
    if gap > shift_right(length, 1):
        start = old - gap * size
        copy(memory, start, old, length * size)
        settle(at, start, 0, length + gap)
        return
    capacity = uint64(length) + uint64(shift_right(length, 1)) + 3
    start = new_storage(bytes_for(capacity, size))
    replace(at, start, 0, address(capacity), size)


@never_inline
def room_left(at: Address, size: Address) -> None:
    """Make room before the first element: behind the last one there may be enough."""
    length = length_of(memory, at)
    spare = address(read_u32(memory, at + CAPACITY)) - length
    old = word(memory, at + ELEMENTS)
    if spare > shift_right(length, 1):
        copy(memory, old + spare * size, old, length * size)
        settle(at, old + spare * size, spare, length)
        return
    gap = shift_right(length, 1) + 3
    start = new_storage(bytes_for(uint64(gap) + uint64(length) + uint64(spare), size))
    replace(at, start + gap * size, gap, length + spare, size)


def replace(at: Address, start: Address, gap: Address, capacity: Address, size: Address) -> None:
    """Move the elements to a new storage, in which they begin at an address."""
    old = word(memory, at + ELEMENTS)
    if old != 0:
        copy(memory, start, old, length_of(memory, at) * size)
        release(memory, old - gap_of(at) * size)
    settle(at, start, gap, capacity)


def settle(at: Address, start: Address, gap: Address, capacity: Address) -> None:
    """Let the elements begin at an address."""
    put_word(memory, at + ELEMENTS, start)
    write_u32(memory, at + GAP, uint32(gap))
    write_u32(memory, at + CAPACITY, uint32(capacity))


# Both ends


@always_inline
def append(self: list[T], value: T) -> None:
    """Add an element at the right end."""
    at = pointer(self)
    if unlikely(is_full(at)):
        if length_of(memory, at) == 0:
            return
        pop_left(self)
    if unlikely(read_u32(memory, at + LENGTH) == read_u32(memory, at + CAPACITY)):
        room_right(at, size_of(T))
    push(self, value)
    changed(self)


@always_inline
def append_left(self: list[T], value: T) -> None:
    """Add an element at the left end."""
    at = pointer(self)
    if unlikely(is_full(at)):
        if length_of(memory, at) == 0:
            return
        pop(self)
    if unlikely(gap_of(at) == 0):
        room_left(at, size_of(T))
    start = word(memory, at + ELEMENTS) - size_of(T)
    put(T, start, value)
    settle(at, start, gap_of(at) - 1, address(read_u32(memory, at + CAPACITY)) + 1)
    write_u32(memory, at + LENGTH, read_u32(memory, at + LENGTH) + 1)
    changed(self)


@always_inline
def is_full(at: Address) -> bool:
    """Whether another element would be more than `maxlen`."""
    return int64(read_u32(memory, at + LENGTH)) == read_i64(memory, at + MAXIMUM)


@always_inline
def pop(self: list[T]) -> T:
    """Take out the element at the right end."""
    at = pointer(self)
    length = length_of(memory, at)
    if unlikely(length == 0):
        raise IndexError("pop from an empty deque")
    write_u32(memory, at + LENGTH, uint32(length - 1))
    changed(self)
    return take(T, place(self, length - 1))


@always_inline
def pop_left(self: list[T]) -> T:
    """Take out the element at the left end."""
    at = pointer(self)
    length = length_of(memory, at)
    if unlikely(length == 0):
        raise IndexError("pop from an empty deque")
    start = word(memory, at + ELEMENTS)
    settle(at, start + size_of(T), gap_of(at) + 1, address(read_u32(memory, at + CAPACITY)) - 1)
    write_u32(memory, at + LENGTH, uint32(length - 1))
    changed(self)
    return take(T, start)


def extend(self: list[T], values: list[T]) -> None:
    """Add elements at the right end, one by one."""
    for value in list(values):
        append(self, value)


def extend_left(self: list[T], values: list[T]) -> None:
    """Add elements at the left end, one by one."""
    for value in list(values):
        append_left(self, value)


def clear(self: list[T]) -> None:
    """Take all elements out."""
    at = pointer(self)
    discard(T, at)
    reset(at)
    changed(self)


def rotate(self: list[T], n: int = 1) -> None:
    """Move elements from the right end to the left one; with less than 0 the other way."""
    length = len(self)
    if length < 2:
        return
    steps = n % length
    if steps * 2 <= length:
        for _ in range(steps):
            append_left(self, pop(self))
    else:
        for _ in range(length - steps):
            append(self, pop_left(self))


# Elements


@always_inline
def item(self: list[T], index: int) -> T:
    """`self[index]`."""
    found = position(self, index)
    if unlikely(outside(self, found)):
        raise IndexError("deque index out of range")
    return fetch(T, place(self, address(found)))


def set_item(self: list[T], index: int, value: T) -> None:
    """`self[index] = value`."""
    found = position(self, index)
    if unlikely(outside(self, found)):
        raise IndexError("deque index out of range")
    at = place(self, address(found))
    take(T, at)
    put(T, at, value)


def delete_item(self: list[T], index: int) -> None:
    """`del self[index]`."""
    found = position(self, index)
    if unlikely(outside(self, found)):
        raise IndexError("deque index out of range")
    remove_at(self, address(found))
    changed(self)


def insert(self: list[T], index: int, value: T) -> None:
    """Add an element before the one at an index."""
    if is_full(pointer(self)):
        raise IndexError("deque already at its maximum size")
    length = int64(len(self))
    behind = int(length - bounded(int64(index), length))
    rotate(self, behind)
    append(self, value)
    rotate(self, -behind)


def remove(self: list[T], value: T) -> None:
    """Take out the first element that is equal to a value."""
    found = find(self, value, 0, HIGHEST)
    if found < 0:
        raise ValueError(repr(value) + " is not in deque")
    remove_at(self, address(found))
    changed(self)


def index(self: list[T], value: T, start: int = 0, stop: int = HIGHEST) -> int:
    """The first index in a range at which there is a value."""
    found = find(self, value, start, stop)
    if found < 0:
        raise ValueError(repr(value) + " is not in deque")
    return found


def reverse(self: list[T]) -> None:
    """Put the elements in the opposite order."""
    reverse_elements(T, place(self, 0), length_of(memory, pointer(self)))


# Whole deques


def of_list(values: list[T], most: int | None) -> list[T]:
    """`deque(values, most)`."""
    made = empty(T, most)
    extend(made, values)
    return made


def most_of(self: list[T]) -> int | None:
    """`self.maxlen`."""
    most = read_i64(memory, pointer(self) + MAXIMUM)
    return None if most < 0 else int(most)


def copied(self: list[T]) -> list[T]:
    """`self.copy()`."""
    return of_list(self, most_of(self))


def repr_of(self: list[T]) -> str:
    """`repr(self)`."""
    most = most_of(self)
    end = ")" if most is None else ", maxlen=" + repr(most) + ")"
    return "deque([" + ", ".join([repr(element) for element in self]) + "]" + end


METHODS: Final = {
    "append": append,
    "appendleft": append_left,
    "clear": clear,
    "copy": copied,
    "count": count,
    "extend": extend,
    "extendleft": extend_left,
    "index": index,
    "insert": insert,
    "pop": pop,
    "popleft": pop_left,
    "remove": remove,
    "reverse": reverse,
    "rotate": rotate,
}
