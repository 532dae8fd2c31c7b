"""Texts as blocks of memory: how long and how wide they are, their characters, new ones.

    at = new_text(3, 1)                  # room for three characters up to U+00FF
    write_code(at + CHARACTERS, 1, 97)   # ... and of the others
    adopt(str, at)                       # the text "abc"

A text is as wide as its widest character asks for, never wider, so that equal texts have
equal bytes:

    0                 4           5      8
    ┌─────────────────┬───────────┬──────┬────────────────
    │ length: u32     │ width: u8 │ 0    │ characters ...
    │ in characters   │ 1, 2 or 4 │      │
    └─────────────────┴───────────┴──────┴────────────────

Surrogates are characters like others.  Within `objects/`, a position counts characters and
an address bytes; a character is passed around as its code.  A block may be longer than its
text, and eight bytes can be read wherever a text has one of them at an address that is a
multiple of eight.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..bytes import copy_upwards
from ..heap import release
from ..layout import STRING
from ..primitives import (
    Address,
    address,
    adopt,
    always_inline,
    memory,
    never_inline,
    pointer,
    read_u8,
    read_u16,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    write_u8,
    write_u16,
    write_u32,
    write_u64,
)
from ..primitives import width as width_of_address
from .blocks import new_block

WIDTH, CHARACTERS = 4, 8

# The most characters that a text can have, and a position behind all of them.
MOST = 0xFFFFFFFF
FAR = 0x7FFFFFFFFFFFFFFF


@always_inline
def length_of(text: str) -> int64:
    """How many characters a text has."""
    return int64(read_u32(memory, pointer(text)))


@always_inline
def width_of(text: str) -> Address:
    """How many bytes each character takes: 1, 2 or 4."""
    return address(read_u8(memory, pointer(text) + WIDTH))


@always_inline
def characters(text: str) -> Address:
    """Where a text's first character stands."""
    return pointer(text) + CHARACTERS


@always_inline
def read_code(at: Address, width: Address) -> uint32:
    """The character that stands at an address."""
    if width == 1:
        return uint32(read_u8(memory, at))
    if width == 2:
        return uint32(read_u16(memory, at))
    return uint32(read_u32(memory, at))


@always_inline
def write_code(at: Address, width: Address, code: uint32) -> None:
    """Write a character, which has to fit."""
    if width == 1:
        write_u8(memory, at, code)
    elif width == 2:
        write_u16(memory, at, code)
    else:
        write_u32(memory, at, code)


@always_inline
def code_at(text: str, position: int64) -> uint32:
    """The character at a position, which has to be one of the text's."""
    width = width_of(text)
    return read_code(characters(text) + address(position) * width, width)


@always_inline
def width_for(code: uint32) -> Address:
    """The width of a text whose characters, joined by `|`, are this code."""
    if code < 0x100:
        return 1
    return 2 if code < 0x10000 else 4


@always_inline
def wider(a: Address, b: Address) -> Address:
    """The larger of two widths."""
    return a if a > b else b


@never_inline
def new_text(length: int64, width: Address) -> Address:
    """A block for a text, whose characters are yet to be written.

    Raises:
        MemoryError: if there is no room for it.
    """
    size = uint64(length) * uint64(width) + CHARACTERS
    if length > MOST or uint64(address(size)) != size:
        raise MemoryError
    at = new_block(address(size), STRING)
    write_u64(memory, at, uint64(length) | shift_left(uint64(width), 32))
    return at


def character(code: uint32) -> str:
    """The text of one character."""
    # Of constant size, whatever its width: so much room there is in the smallest block.
    at = new_block(CHARACTERS + 4, STRING)
    write_u64(memory, at, 1 | shift_left(uint64(width_for(code)), 32))
    # All eight bytes, as which they are compared: a processor waits where it loads at once
    # what was stored in parts.
    write_u64(memory, at + CHARACTERS, uint64(code))
    return adopt(str, at)


@always_inline
def copy_bytes(to: Address, start: Address, size: Address) -> None:
    """Copy bytes between two runs that do not overlap."""
    if width_of_address(to) == 32:
        copy_upwards(memory, to, start, size)  # an instruction of WebAssembly's
    else:
        copy_apart(to, start, size)


def copy_apart(to: Address, start: Address, size: Address) -> None:
    """The same, eight bytes at a time; those at the end are copied twice, if need be."""
    if size >= 8:
        end = to + size - 8
        last = read_u64(memory, start + size - 8)
        while to < end:
            write_u64(memory, to, read_u64(memory, start))
            to += 8
            start += 8
        write_u64(memory, end, last)
    elif size >= 4:
        last_half = read_u32(memory, start + size - 4)
        write_u32(memory, to, read_u32(memory, start))
        write_u32(memory, to + size - 4, last_half)
    elif size > 0:
        # The first, the middle and the last of one to three bytes.
        middle = size >> 1
        byte, last_byte = read_u8(memory, start + middle), read_u8(memory, start + size - 1)
        write_u8(memory, to, read_u8(memory, start))
        write_u8(memory, to + middle, byte)
        write_u8(memory, to + size - 1, last_byte)


def copy_characters(
    to: Address, to_width: Address, start: Address, width: Address, count: int64
) -> Address:
    """Copy characters to where each has the same room, or more; the address behind them.

    The two runs must not overlap.
    """
    end = to + address(count) * to_width
    if to_width == width:
        copy_bytes(to, start, address(count) * width)
        return end
    while to < end:
        write_code(to, to_width, read_code(start, width))
        to += to_width
        start += width
    return end


def narrowest(at: Address, width: Address, count: int64, step: int64) -> Address:
    """The width that characters ask for which stand `step` characters of `width` apart."""
    if width == 1:
        return 1
    every: uint32 = 0
    stride = address(step) * width
    while count > 0:
        every = every | read_code(at, width)
        at += stride
        count -= 1
    return width_for(every)


def part(text: str, start: int64, stop: int64) -> str:
    """The characters from a position up to another; both are positions of the text."""
    count = stop - start
    if count <= 0:
        return ""
    if count == length_of(text):
        return text
    width = width_of(text)
    return text_of(characters(text) + address(start) * width, width, count)


def text_of(at: Address, width: Address, count: int64) -> str:
    """A text of characters that stand somewhere; it may be narrower than they are there."""
    narrow = narrowest(at, width, count, 1)
    made = new_text(count, narrow)
    if narrow == width:
        copy_bytes(made + CHARACTERS, at, address(count) * width)
        return adopt(str, made)
    to = made + CHARACTERS
    while count > 0:
        write_code(to, narrow, read_code(at, width))
        to += narrow
        at += width
        count -= 1
    return adopt(str, made)


def narrowed(at: Address) -> str:
    """The text of a block that may have become wider than it should be."""
    width = address(read_u8(memory, at + WIDTH))
    count = int64(read_u32(memory, at))
    if narrowest(at + CHARACTERS, width, count, 1) == width:
        return adopt(str, at)
    text = text_of(at + CHARACTERS, width, count)
    release(memory, at)
    return text


@always_inline
def count_between(start: Address, end: Address, width: Address) -> int64:
    """How many characters stand between two addresses."""
    return int64(shift_right(end - start, width >> 1))


@always_inline
def clamped(position: int64, length: int64) -> int64:
    """A position as slices take it: below 0 it counts from the end, and it stays within."""
    if position < 0:
        position += length
        return position if position > 0 else int64(0)
    return position if position < length else length


@always_inline
def is_ascii(at: Address, count: int64) -> bool:
    """Whether bytes are ASCII characters, all of them."""
    left = address(count)
    every: uint64 = 0
    while left >= 8:
        every = every | read_u64(memory, at)
        at += 8
        left -= 8
    while left > 0:
        every = every | uint64(read_u8(memory, at))
        at += 1
        left -= 1
    return every & 0x8080808080808080 == 0
