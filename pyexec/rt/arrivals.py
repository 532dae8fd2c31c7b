"""Fresh blocks for objects that come from a host, each with one reference to it.

    new_list(memory, 1000, 8)      # an empty list with room for 1000 elements of 8 bytes
    new_array(memory, 1000, 8)     # a tuple of 1000 elements
    new_pack(memory, 16)           # values side by side, all zeros
    new_text(memory, 5, 1)         # a text of 5 characters

The host fills them: what is drawn in `rt/objects/` is what it has to know.  All of these
give 0 where there is no room.
"""

from __future__ import annotations

from ..scalars import uint8, uint32, uint64
from .bytes import fill
from .heap import allocate, release
from .heap import put as put_word
from .layout import ARRAY, HEADER, LIST, STORAGE, STRING, TUPLE
from .lists import CAPACITY, ELEMENT_SIZE, ELEMENTS, ITEMS, LENGTH, LIST_BYTES, MOST
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    shift_left,
    unlikely,
    write_i32,
    write_u32,
    write_u64,
)

TEXT = 8  # where a text's characters begin


@always_inline
def new_block(memory: Memory, size: Address, kind: uint8) -> Address:
    """A block to which there is one reference."""
    at = allocate(memory, size, kind)
    if at != 0:
        write_i32(memory, at - HEADER, 1)
    return at


def block(memory: Memory, size: Address, kind: uint8) -> Address:
    """The same out of line, for a host that writes the rest itself (`pyexec/crossing`)."""
    return new_block(memory, size, kind)


@always_inline
def too_much(count: uint64, size: Address) -> bool:
    """Whether so many elements are more than any memory holds."""
    bytes = count * uint64(size)
    return count > MOST or uint64(address(bytes)) != bytes


def new_list(memory: Memory, count: uint64, size: Address) -> Address:
    """The block of an empty list with room for so many elements."""
    storage: Address = 0
    if count != 0:
        if unlikely(too_much(count, size)):
            return 0
        storage = allocate(memory, address(count) * size, STORAGE)
        if unlikely(storage == 0):
            return 0
    at = new_block(memory, LIST_BYTES, LIST)
    if unlikely(at == 0):
        if storage != 0:
            release(memory, storage)
        return 0
    write_u32(memory, at + LENGTH, 0)
    write_u32(memory, at + CAPACITY, uint32(count))
    put_word(memory, at + ELEMENTS, storage)
    put_word(memory, at + ELEMENT_SIZE, size)
    return at


def new_array(memory: Memory, count: uint64, size: Address) -> Address:
    """The block of a tuple, to whose length of 0 the host adds each element that it writes."""
    if unlikely(too_much(count, size)):
        return 0
    at = new_block(memory, ITEMS + address(count) * size, ARRAY)
    if at != 0:
        write_u64(memory, at + LENGTH, 0)
    return at


def new_pack(memory: Memory, size: Address) -> Address:
    """A block of so many bytes, all zeros."""
    at = new_block(memory, size, TUPLE)
    if at != 0:
        fill(memory, at, size, 0)
    return at


def new_text(memory: Memory, length: uint64, width: Address) -> Address:
    """The block of a text whose characters are yet to be written."""
    if unlikely(too_much(length, width)):
        return 0
    at = new_block(memory, TEXT + address(length) * width, STRING)
    if at != 0:
        write_u64(memory, at, length | shift_left(uint64(width), 32))
    return at
