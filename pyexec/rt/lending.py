"""Blocks that callers in C own, and what they hand over.

    at = new_given(memory, 12)            # 0 where there is no room
    given_list(memory, items, 8)          # a list's elements, for a caller
    give_back(memory, at)                 # whether it was such a block, which is free now

A block with the type GIVEN belongs to a caller until it is given back.  Nothing else in the
heap can be freed from outside, whatever address comes.
"""

from __future__ import annotations

from ..scalars import uint32, uint64
from .bytes import copy_upwards
from .heap import allocate, is_live, release, word
from .heap import put as put_word
from .layout import ARRAY, GIVEN, HEADER
from .lists import CAPACITY, ELEMENTS, ITEMS, LENGTH, MOST, length_of
from .primitives import (
    Address,
    Memory,
    address,
    never_inline,
    read_i32,
    read_u8,
    read_u64,
    shift_right,
    write_i32,
    write_u8,
    write_u32,
)

KIND = 4  # of the header


@never_inline
def new_given(memory: Memory, size: Address) -> Address:
    """A block for a caller; 0 where there is no room."""
    return allocate(memory, size, GIVEN)


def given_copy(memory: Memory, start: Address, size: Address) -> Address:
    """Bytes for a caller; 0 where there is no room."""
    made = new_given(memory, size)
    if made != 0:
        copy_upwards(memory, made, start, size)
    return made


def given_list(memory: Memory, items: Address, size: Address) -> Address:
    """The elements of a list, of so many bytes each, for a caller; 0 where there is no room.

    What nobody else refers to needs no copy; the list is empty then.
    """
    storage = word(memory, items + ELEMENTS)
    if storage == 0 or read_i32(memory, items - HEADER) != 1:
        return given_copy(memory, storage, length_of(memory, items) * size)
    write_u32(memory, items + LENGTH, 0)
    write_u32(memory, items + CAPACITY, 0)
    put_word(memory, items + ELEMENTS, 0)
    write_u8(memory, storage - HEADER + KIND, GIVEN)
    return storage


def given_size(memory: Memory, at: Address) -> uint64:
    """The bytes of such a block that has any."""
    size = shift_right(read_u64(memory, at - HEADER), 48)
    return size if size != 0 else read_u64(memory, at - HEADER - 8)


def give_back(memory: Memory, at: Address) -> bool:
    """Free a block that a caller owns; False, and nothing is done, for any other address."""
    if not is_live(memory, at) or read_u8(memory, at - HEADER + KIND) != GIVEN:
        return False
    release(memory, at)
    return True


def taken_tuple(memory: Memory, start: Address, count: uint64, size: Address) -> Address:
    """A tuple of elements, of so many bytes each, that a caller has; 0 where there is no room."""
    if count > MOST:
        return 0
    made = allocate(memory, ITEMS + address(count) * size, ARRAY)
    if made != 0:
        write_i32(memory, made - HEADER, 1)
        write_u32(memory, made + LENGTH, uint32(count))
        write_u32(memory, made + CAPACITY, 0)
        copy_upwards(memory, made + ITEMS, start, address(count) * size)
    return made
