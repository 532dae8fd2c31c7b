"""Tuples of any length: `tuple[T, ...]`.

    tuple    [length: u32][0: u32][element][element] ...

    names = of_list(["a", "b"])
    item(names, -1) == "b"

An element takes its natural size, as in a list.  A tuple of fixed length, such as
`tuple[int, str]`, is no such block, and its operators are made where it is used.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint32, uint64
from ..layout import ARRAY
from ..lists import ITEMS, LENGTH, length_of
from ..primitives import (
    Address,
    T,
    address,
    adopt,
    always_inline,
    fetch,
    hash_of,
    memory,
    pointer,
    put,
    read_u32,
    size_of,
    unlikely,
    write_u32,
    write_u64,
)
from . import elements
from .blocks import bytes_for, new_block
from .elements import copy_elements, count_equal, difference, find
from .hashing import combined, hash_integer
from .list_blocks import new_list
from .list_blocks import place as place_in_list
from .list_slices import total
from .slices import HIGHEST, begin, bounded, covered, end, stride

# Making them


@always_inline
def new_tuple(kind: type[T], count: uint64) -> Address:
    """The block of a tuple whose elements are yet to be written."""
    at = new_block(ITEMS + bytes_for(count, size_of(T)), ARRAY)
    write_u64(memory, at + LENGTH, count)
    return at


def of_list(values: list[T]) -> tuple[T, ...]:
    """`tuple(values)`."""
    count = length_of(memory, pointer(values))
    at = new_tuple(T, uint64(count))
    copy_elements(T, at + ITEMS, place_in_list(values, 0), count)
    return adopt(tuple[T, ...], at)


def list_of(self: tuple[T, ...]) -> list[T]:
    """`list(self)`."""
    count = length_of(memory, pointer(self))
    made = new_list(T, uint64(count))
    copy_elements(T, place_in_list(made, 0), place(self, 0), count)
    write_u32(memory, pointer(made) + LENGTH, uint32(count))
    return made


# Elements


@always_inline
def length(self: tuple[T, ...]) -> int:
    """`len(self)`."""
    return int(read_u32(memory, pointer(self) + LENGTH))


@always_inline
def place(self: tuple[T, ...], index: Address) -> Address:
    """The address of an element."""
    return pointer(self) + ITEMS + index * size_of(T)


@always_inline
def unchecked(self: tuple[T, ...], index: int) -> T:
    """`self[index]`, where that is known to be there, and not negative."""
    return fetch(T, place(self, address(index)))


@always_inline
def item(self: tuple[T, ...], index: int) -> T:
    """`self[index]`."""
    length = uint64(read_u32(memory, pointer(self) + LENGTH))
    found = uint64(index)
    if unlikely(found >= length):
        found += length  # of an index from the end it wraps around
        if found >= length:
            raise IndexError("tuple index out of range")
    return fetch(T, place(self, address(found)))


def between(self: tuple[T, ...], start: int, stop: int) -> tuple[T, ...]:
    """`self[start:stop]`; for an absent start 0, for an absent stop HIGHEST."""
    length = int64(read_u32(memory, pointer(self) + LENGTH))
    first = bounded(int64(start), length)
    last = bounded(int64(stop), length)
    count = address(last - first if last > first else 0)
    at = new_tuple(T, uint64(count))
    copy_elements(T, at + ITEMS, place(self, address(first)), count)
    return adopt(tuple[T, ...], at)


def slice(
    self: tuple[T, ...], start: int | None, stop: int | None, step: int | None
) -> tuple[T, ...]:
    """`self[start:stop:step]`."""
    by = stride(step)
    length = int64(read_u32(memory, pointer(self) + LENGTH))
    index = begin(start, by, length)
    count = covered(index, end(stop, by, length), by)
    made = new_tuple(T, uint64(count))
    at = made + ITEMS
    for _ in range(count):
        put(T, at, fetch(T, place(self, address(index))))
        at += size_of(T)
        index += by
    return adopt(tuple[T, ...], made)


def concatenate(a: tuple[T, ...], b: tuple[T, ...]) -> tuple[T, ...]:
    """`a + b`."""
    left = length_of(memory, pointer(a))
    right = length_of(memory, pointer(b))
    at = new_tuple(T, uint64(left) + uint64(right))
    copy_elements(T, at + ITEMS, place(a, 0), left)
    copy_elements(T, at + ITEMS + left * size_of(T), place(b, 0), right)
    return adopt(tuple[T, ...], at)


def repeat(self: tuple[T, ...], count: int) -> tuple[T, ...]:
    """`self * count`."""
    length = length_of(memory, pointer(self))
    if length == 0 or count < 0:
        count = 0
    at = new_tuple(T, total(length, count))
    to = at + ITEMS
    for _ in range(count):
        copy_elements(T, to, place(self, 0), length)
        to += length * size_of(T)
    return adopt(tuple[T, ...], at)


# Finding


def contains(self: tuple[T, ...], value: T) -> bool:
    """`value in self`."""
    count = length_of(memory, pointer(self))
    return find(T, place(self, 0), 0, count, value) != count


def index(self: tuple[T, ...], value: T, start: int = 0, stop: int = HIGHEST) -> int:
    """The first index in a range at which there is a value."""
    length = int64(len(self))
    last = address(bounded(int64(stop), length))
    found = find(T, place(self, 0), address(bounded(int64(start), length)), last, value)
    if found == last:
        raise ValueError("tuple.index(x): x not in tuple")
    return int(found)


def count(self: tuple[T, ...], value: T) -> int:
    """How many elements are equal to a value."""
    return count_equal(T, place(self, 0), length_of(memory, pointer(self)), value)


# Comparing


def equal(a: tuple[T, ...], b: tuple[T, ...]) -> bool:
    """`a == b`."""
    if pointer(a) == pointer(b):
        return True
    count = length_of(memory, pointer(a))
    return count == length_of(memory, pointer(b)) and (
        difference(T, place(a, 0), place(b, 0), count) == count
    )


def less(a: tuple[T, ...], b: tuple[T, ...]) -> bool:
    """`a < b`."""
    size, other = length_of(memory, pointer(a)), length_of(memory, pointer(b))
    return elements.less(T, place(a, 0), size, place(b, 0), other)


def less_or_equal(a: tuple[T, ...], b: tuple[T, ...]) -> bool:
    """`a <= b`."""
    size, other = length_of(memory, pointer(a)), length_of(memory, pointer(b))
    return elements.less_or_equal(T, place(a, 0), size, place(b, 0), other)


def hash(self: tuple[T, ...]) -> uint32:
    """The hash of a tuple."""
    code = hash_integer(length(self))
    for element in self:
        code = combined(code, hash_of(element))
    return code


def repr_of(self: tuple[T, ...]) -> str:
    """`repr(self)`."""
    inner = ", ".join([repr(element) for element in self])
    return "(" + inner + ",)" if length(self) == 1 else "(" + inner + ")"


METHODS: Final = {"count": count, "index": index}
