"""The blocks that a list is made of: its own, and its elements' storage.

    list     [length: u32][capacity: u32][elements: u64][element size: u32][0: u32]
    storage  [element][element] ...     a block of its own, none where the capacity is 0

An element takes its natural size, a reference 8 bytes.  The list's own block stays where
it is; the storage moves when it grows.
"""

from __future__ import annotations

from ...scalars import uint32, uint64
from ..bytes import copy, copy_upwards
from ..heap import put as put_word
from ..heap import release, word
from ..layout import LIST
from ..lists import CAPACITY, ELEMENT_SIZE, ELEMENTS, LENGTH, LIST_BYTES, MOST, length_of
from ..primitives import (
    Address,
    T,
    adopt,
    always_inline,
    memory,
    never_inline,
    pointer,
    put,
    read_u32,
    shift_right,
    size_of,
    take,
    unlikely,
    write_u32,
)
from .blocks import bytes_for, new_block, new_storage
from .elements import drop_elements


def new_list(kind: type[T], capacity: uint64) -> list[T]:
    """An empty list with room for so many elements."""
    at = new_block(LIST_BYTES, LIST)
    write_u32(memory, at + LENGTH, 0)
    write_u32(memory, at + CAPACITY, 0)
    put_word(memory, at + ELEMENTS, 0)
    put_word(memory, at + ELEMENT_SIZE, size_of(T))
    made: list[T] = adopt(list[T], at)
    if capacity != 0:
        reserve(at, capacity, size_of(T))
    return made


@always_inline
def empty(kind: type[T], at: Address) -> None:
    """Give up the elements of the list at an address, and their storage."""
    storage = word(memory, at + ELEMENTS)
    if storage != 0:
        drop_elements(T, storage, length_of(memory, at))
        release(memory, storage)


# Room


@never_inline
def reserve(at: Address, capacity: uint64, size: Address) -> None:
    """Move a list's elements to a storage with room for so many."""
    storage = new_storage(bytes_for(capacity, size))
    old = word(memory, at + ELEMENTS)
    if old != 0:
        copy_upwards(memory, storage, old, length_of(memory, at) * size)
        release(memory, old)
    put_word(memory, at + ELEMENTS, storage)
    write_u32(memory, at + CAPACITY, uint32(capacity))


@never_inline
def grow(at: Address, length: uint64, size: Address) -> None:
    """Make room for so many elements, and half as many again."""
    capacity = length + shift_right(length, 1) + 3
    reserve(at, capacity if length > MOST or capacity < MOST else MOST, size)


@always_inline
def room_for(at: Address, more: uint64, size: Address) -> None:
    """Make room for so many elements behind those that there are."""
    length = uint64(read_u32(memory, at + LENGTH)) + more
    if unlikely(length > uint64(read_u32(memory, at + CAPACITY))):
        grow(at, length, size)


# Elements


@always_inline
def place(self: list[T], index: Address) -> Address:
    """The address of an element."""
    return word(memory, pointer(self) + ELEMENTS) + index * size_of(T)


@always_inline
def position(self: list[T], index: int) -> uint64:
    """The place of an index that may be negative; not below the length where it is none."""
    length = uint64(read_u32(memory, pointer(self) + LENGTH))
    found = uint64(index)
    if unlikely(found >= length):
        return found + length  # wraps around to less than it for an index from the end
    return found


@always_inline
def outside(self: list[T], found: uint64) -> bool:
    """Whether there is no element at a position."""
    return found >= uint64(read_u32(memory, pointer(self) + LENGTH))


@always_inline
def remove_at(self: list[T], index: Address) -> T:
    """Take an element out, and close the gap."""
    at = pointer(self)
    last = length_of(memory, at) - 1
    gap = place(self, index)
    value = take(T, gap)
    write_u32(memory, at + LENGTH, uint32(last))
    if index != last:
        copy(memory, gap, gap + size_of(T), (last - index) * size_of(T))
    return value


@always_inline
def push(self: list[T], value: T) -> None:
    """Add an element at the end, where there is known to be room."""
    at = pointer(self)
    length = length_of(memory, at)
    put(T, place(self, length), value)
    write_u32(memory, at + LENGTH, uint32(length + 1))
