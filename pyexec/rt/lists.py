"""Lists that grow, and arrays and strings, which do not.

    items = new_list(memory, 10, 8)     # 0 where there is no room
    append(memory, items, 42)           # False where there is no room
    get(memory, items, 0)

    list    [length: u32][capacity: u32][elements: u64][element size: u32][0: u32]
    array   [length: u32][capacity: u32][elements ...]
    string  [length in bytes: u32][UTF-8 ...][0: u8]

A list's elements stand in a block of their own, so that the list's pointer stays when
they move.  An element has 1, 2, 4 or 8 bytes; as a value it is 64 bits wide, those of a
smaller one with its sign.  Indices are trusted, and no references are counted here.
"""

from __future__ import annotations

from ..scalars import int8, int16, int32, int64, uint32, uint64
from .bytes import copy_downwards, copy_upwards, fill
from .heap import allocate, put, release, word
from .layout import ARRAY, LIST, STORAGE, STRING
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    never_inline,
    read_i8,
    read_i16,
    read_i32,
    read_i64,
    read_u32,
    shift_right,
    write_i8,
    write_i16,
    write_i32,
    write_i64,
    write_u8,
    write_u32,
)

LENGTH = 0
CAPACITY = 4
ELEMENTS = 8
ELEMENT_SIZE = 16
LIST_BYTES = 24

ITEMS = 8  # of an array
CHARACTERS = 4  # of a string

MOST = 0xFFFF_FFFF  # elements, or bytes of a string


def new_string(memory: Memory, length: Address) -> Address:
    """A string of `length` bytes, which are yet to be written; 0 where there is no room."""
    pointer = allocate(memory, CHARACTERS + length + 1, STRING)
    if pointer != 0:
        write_u32(memory, pointer + LENGTH, uint32(length))
        write_u8(memory, pointer + CHARACTERS + length, 0)
    return pointer


def new_array(memory: Memory, length: Address, size: Address) -> Address:
    """An array of zeroes; 0 where there is no room.  The product is trusted to fit."""
    pointer = allocate(memory, ITEMS + length * size, ARRAY)
    if pointer != 0:
        write_u32(memory, pointer + LENGTH, uint32(length))
        write_u32(memory, pointer + CAPACITY, uint32(length))
        fill(memory, pointer + ITEMS, length * size, 0)
    return pointer


def new_list(memory: Memory, capacity: Address, size: Address) -> Address:
    """An empty list with room for `capacity` elements; 0 where there is no room for it."""
    pointer = allocate(memory, LIST_BYTES, LIST)
    if pointer == 0:
        return 0
    write_u32(memory, pointer + LENGTH, 0)
    write_u32(memory, pointer + CAPACITY, 0)
    put(memory, pointer + ELEMENTS, 0)
    put(memory, pointer + ELEMENT_SIZE, size)
    if capacity != 0 and not reserve(memory, pointer, capacity):
        release(memory, pointer)
        return 0
    return pointer


@always_inline
def length_of(memory: Memory, pointer: Address) -> Address:
    """The length of a list, array or string, or the size of a dict."""
    return address(read_u32(memory, pointer + LENGTH))


@always_inline
def place_of(memory: Memory, items: Address, index: Address) -> Address:
    """The address of a list's element."""
    size = address(read_u32(memory, items + ELEMENT_SIZE))
    return word(memory, items + ELEMENTS) + index * size


@never_inline
def reserve(memory: Memory, items: Address, capacity: Address) -> bool:
    """Make room for so many elements in all; False where there is none."""
    size = address(read_u32(memory, items + ELEMENT_SIZE))
    bytes = uint64(capacity) * uint64(size)
    if capacity > MOST or capacity < length_of(memory, items) or uint64(address(bytes)) != bytes:
        return False  # with addresses of 32 bits, one of these has wrapped around
    storage = allocate(memory, address(bytes), STORAGE)
    if storage == 0:
        return False
    old = word(memory, items + ELEMENTS)
    if old != 0:
        copy_upwards(memory, storage, old, length_of(memory, items) * size)
        release(memory, old)
    put(memory, items + ELEMENTS, storage)
    write_u32(memory, items + CAPACITY, uint32(capacity))
    return True


@always_inline
def grown(memory: Memory, items: Address) -> bool:
    """Whether there is room for one more element, made where there was none."""
    length = length_of(memory, items)
    if length < address(read_u32(memory, items + CAPACITY)):
        return True
    return reserve(memory, items, length + shift_right(length, 1) + 4)


def get(memory: Memory, items: Address, index: Address) -> int64:
    """An element's value."""
    place = place_of(memory, items, index)
    size = read_u32(memory, items + ELEMENT_SIZE)
    if size == 8:
        return read_i64(memory, place)
    if size == 4:
        return int64(read_i32(memory, place))
    if size == 2:
        return int64(read_i16(memory, place))
    return int64(read_i8(memory, place))


def set_item(memory: Memory, items: Address, index: Address, value: int64) -> None:
    """Change an element; of the value its low bytes are taken."""
    place = place_of(memory, items, index)
    size = read_u32(memory, items + ELEMENT_SIZE)
    if size == 8:
        write_i64(memory, place, value)
    elif size == 4:
        write_i32(memory, place, int32(value))
    elif size == 2:
        write_i16(memory, place, int16(value))
    else:
        write_i8(memory, place, int8(value))


def append(memory: Memory, items: Address, value: int64) -> bool:
    """Add an element at the end; False where there is no room."""
    if not grown(memory, items):
        return False
    length = length_of(memory, items)
    set_item(memory, items, length, value)
    write_u32(memory, items + LENGTH, uint32(length + 1))
    return True


def insert(memory: Memory, items: Address, index: Address, value: int64) -> bool:
    """Add an element before the one at an index; False where there is no room."""
    if not grown(memory, items):
        return False
    length = length_of(memory, items)
    size = address(read_u32(memory, items + ELEMENT_SIZE))
    place = place_of(memory, items, index)
    copy_downwards(memory, place + size, place, (length - index) * size)
    set_item(memory, items, index, value)
    write_u32(memory, items + LENGTH, uint32(length + 1))
    return True


def delete(memory: Memory, items: Address, index: Address) -> None:
    """Take an element out."""
    length = length_of(memory, items)
    size = address(read_u32(memory, items + ELEMENT_SIZE))
    place = place_of(memory, items, index)
    copy_upwards(memory, place, place + size, (length - index - 1) * size)
    write_u32(memory, items + LENGTH, uint32(length - 1))
