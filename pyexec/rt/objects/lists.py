"""Lists: what Python does with a `list[T]`, element by element.

    values = with_room(int, 2)
    append(values, 7)
    item(values, -1) == 7

`list_blocks` draws them, `list_slices` has slices and what else copies elements, `sorting`
their order, `reductions` sums and the like.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint32, uint64
from ..bytes import copy
from ..heap import allocate, word
from ..heap import put as put_word
from ..layout import STORAGE
from ..lists import CAPACITY, ELEMENTS, LENGTH, length_of
from ..primitives import (
    Address,
    T,
    address,
    always_inline,
    fetch,
    memory,
    pointer,
    put,
    quotient,
    read_i64,
    read_u32,
    shift_right,
    size_of,
    take,
    unlikely,
    write_u32,
)
from . import elements
from .elements import count_equal, difference, reverse_elements
from .elements import find as find_element
from .list_blocks import empty, new_list, outside, place, position, push, remove_at, room_for
from .list_slices import between as between
from .list_slices import concatenate as concatenate
from .list_slices import copied, extend
from .list_slices import delete_slice as delete_slice
from .list_slices import repeat as repeat
from .list_slices import repeat_in_place as repeat_in_place
from .list_slices import set_slice as set_slice
from .list_slices import slice as slice
from .slices import HIGHEST, bounded
from .sorting import sort
from .wording import INDEX_SHOWS_VALUE

# The most bytes of elements for which room is made before they are there.
MOST_PREPARED = 1 << 26

# Making them


def with_room(kind: type[T], capacity: int) -> list[T]:
    """An empty list with room for so many elements, which are none below 0."""
    return new_list(T, uint64(capacity))


def prepared(self: list[T], start: int, stop: int) -> Address:
    """Where a new list has room for as many elements as there are from one number to another.

    0 where there are none, or so many that the list had better grow as they come.
    """
    count = uint64(stop) - uint64(start)
    if start >= stop or count > quotient(uint64(MOST_PREPARED), uint64(size_of(T))):
        return 0
    found = allocate(memory, address(count) * size_of(T), STORAGE)
    if found != 0:
        put_word(memory, pointer(self) + ELEMENTS, found)
        write_u32(memory, pointer(self) + CAPACITY, uint32(count))
    return found


@always_inline
def completed(self: list[T], start: int, stop: int) -> None:
    """Have all elements in the list that `prepared` made room for."""
    write_u32(memory, pointer(self) + LENGTH, uint32(uint64(stop) - uint64(start)))


# Elements


@always_inline
def length(self: list[T]) -> int:
    """`len(self)`."""
    return int(read_u32(memory, pointer(self) + LENGTH))


@always_inline
def unchecked(self: list[T], index: int) -> T:
    """`self[index]`, where that is known to be there, and not negative."""
    return fetch(T, place(self, address(index)))


@always_inline
def storage(self: list[T]) -> Address:
    """Where the elements stand, as long as none is added or taken out."""
    return place(self, 0)


def magnitude(start: Address, more: Address) -> float:
    """No less than the absolute values of an `int` and of so many more behind it."""
    found: uint64 = 0
    index: Address = 0
    while index < more + 1:
        value = read_i64(memory, start + index * 8)
        found |= uint64(value ^ shift_right(value, 63))
        index += 1
    return float(found) + 1.0


@always_inline
def item(self: list[T], index: int) -> T:
    """`self[index]`."""
    length = uint64(read_u32(memory, pointer(self) + LENGTH))
    found = uint64(index)
    if unlikely(found >= length):
        found += length  # of an index from the end it wraps around
        if found >= length:
            raise IndexError("list index out of range")
    return fetch(T, place(self, address(found)))


@always_inline
def lent(self: list[T], index: int) -> Address:
    """The address of `self[index]`, an object, to which no reference is counted."""
    length = uint64(read_u32(memory, pointer(self) + LENGTH))
    found = uint64(index)
    if unlikely(found >= length):
        found += length
        if found >= length:
            raise IndexError("list index out of range")
    return word(memory, place(self, address(found)))


@always_inline
def set_item(self: list[T], index: int, value: T) -> None:
    """`self[index] = value`."""
    length = uint64(read_u32(memory, pointer(self) + LENGTH))
    found = uint64(index)
    if unlikely(found >= length):
        found += length
        if found >= length:
            raise IndexError("list assignment index out of range")
    at = place(self, address(found))
    take(T, at)
    put(T, at, value)


def delete_item(self: list[T], index: int) -> None:
    """`del self[index]`."""
    found = position(self, index)
    if unlikely(outside(self, found)):
        raise IndexError("list assignment index out of range")
    remove_at(self, address(found))


@always_inline
def append(self: list[T], value: T) -> None:
    """Add an element at the end."""
    room_for(pointer(self), 1, size_of(T))
    push(self, value)


def insert(self: list[T], index: int, value: T) -> None:
    """Add an element before the one at an index; at the end where there is none."""
    at = pointer(self)
    room_for(at, 1, size_of(T))
    length = length_of(memory, at)
    index = int(bounded(int64(index), int64(length)))
    gap = place(self, address(index))
    copy(memory, gap + size_of(T), gap, (length - address(index)) * size_of(T))
    put(T, gap, value)
    write_u32(memory, at + LENGTH, uint32(length + 1))


@always_inline
def pop(self: list[T], index: int = -1) -> T:
    """Take an element out."""
    found = position(self, index)
    if unlikely(outside(self, found)):
        if length(self) == 0:
            raise IndexError("pop from empty list")
        raise IndexError("pop index out of range")
    return remove_at(self, address(found))


def clear(self: list[T]) -> None:
    """Take all elements out."""
    at = pointer(self)
    empty(T, at)
    put_word(memory, at + ELEMENTS, 0)
    write_u32(memory, at + CAPACITY, 0)
    write_u32(memory, at + LENGTH, 0)


def reverse(self: list[T]) -> None:
    """Put the elements in the opposite order."""
    reverse_elements(T, place(self, 0), length_of(memory, pointer(self)))


# Finding


def find(self: list[T], value: T, start: int, stop: int) -> int:
    """The first index in a range at which there is a value; -1 where there is none."""
    length = int64(len(self))
    last = address(bounded(int64(stop), length))
    found = find_element(T, place(self, 0), address(bounded(int64(start), length)), last, value)
    return int(found) if found != last else -1


def contains(self: list[T], value: T) -> bool:
    """`value in self`."""
    return find(self, value, 0, HIGHEST) >= 0


def index(self: list[T], value: T, start: int = 0, stop: int = HIGHEST) -> int:
    """The first index in a range at which there is a value."""
    found = find(self, value, start, stop)
    if found < 0:
        if INDEX_SHOWS_VALUE:
            raise ValueError(repr(value) + " is not in list")
        raise ValueError("list.index(x): x not in list")
    return found


def count(self: list[T], value: T) -> int:
    """How many elements are equal to a value."""
    return count_equal(T, place(self, 0), length_of(memory, pointer(self)), value)


def remove(self: list[T], value: T) -> None:
    """Take out the first element that is equal to a value."""
    found = find(self, value, 0, HIGHEST)
    if found < 0:
        raise ValueError("list.remove(x): x not in list")
    remove_at(self, address(found))


# Comparing


def equal(a: list[T], b: list[T]) -> bool:
    """`a == b`."""
    if pointer(a) == pointer(b):
        return True
    count = length_of(memory, pointer(a))
    return count == length_of(memory, pointer(b)) and (
        difference(T, place(a, 0), place(b, 0), count) == count
    )


def less(a: list[T], b: list[T]) -> bool:
    """`a < b`."""
    size, other = length_of(memory, pointer(a)), length_of(memory, pointer(b))
    return elements.less(T, place(a, 0), size, place(b, 0), other)


def less_or_equal(a: list[T], b: list[T]) -> bool:
    """`a <= b`."""
    size, other = length_of(memory, pointer(a)), length_of(memory, pointer(b))
    return elements.less_or_equal(T, place(a, 0), size, place(b, 0), other)


def repr_of(self: list[T]) -> str:
    """`repr(self)`."""
    return "[" + ", ".join([repr(element) for element in self]) + "]"


METHODS: Final = {
    "append": append,
    "clear": clear,
    "copy": copied,
    "count": count,
    "extend": extend,
    "index": index,
    "insert": insert,
    "pop": pop,
    "remove": remove,
    "reverse": reverse,
    "sort": sort,  # with keys, `sorting.sort_by_keys`
}
