"""Texts from UTF-8 and to UTF-8, as Python's codec with "surrogateescape" (PEP 383).

    text = decoded(memory, start, end)     # the text of some bytes
    end = encode(memory, to, text)         # the bytes of a text, up to `end`

A byte that belongs to no character becomes half of a surrogate pair, U+DC80 to U+DCFF, and
that half is written as the byte again.  So what is no text goes through unchanged.
"""

from __future__ import annotations

from ..scalars import uint8, uint16, uint32, uint64
from .arrivals import TEXT, new_text
from .messages import character
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    read_u8,
    read_u32,
    shift_left,
    shift_right,
    write_u8,
    write_u16,
    write_u32,
)
from .utf8_strict import put_code as strict_code

# What a byte that belongs to no character is added to.
ESCAPE = 0xDC00


def decoded(memory: Memory, start: Address, end: Address) -> Address:
    """The text of the bytes up to an end, with one reference; 0 where there is no room."""
    count: uint64 = 0
    every: uint32 = 0
    at = start
    while at < end:
        code = code_at(memory, at, end)
        every = every | code
        count += 1
        at += length_of(code)
    width = width_for(every)
    text = new_text(memory, count, width)
    if text != 0:
        fill_text(memory, text + TEXT, width, start, end)
    return text


@always_inline
def width_for(code: uint32) -> Address:
    """The bytes that each character takes where none has a bit more than this code."""
    if code < 0x100:
        return 1
    return 2 if code < 0x10000 else 4


def fill_text(memory: Memory, to: Address, width: Address, start: Address, end: Address) -> None:
    """Write the characters of bytes, each in `width` bytes."""
    while start < end:
        code = code_at(memory, start, end)
        start += length_of(code)
        if width == 1:
            write_u8(memory, to, uint8(code))
        elif width == 2:
            write_u16(memory, to, uint16(code))
        else:
            write_u32(memory, to, code)
        to += width


def code_at(memory: Memory, at: Address, end: Address) -> uint32:
    """The character that begins at an address, or what stands for a byte that begins none."""
    first = uint32(read_u8(memory, at))
    if first < 0x80:
        return first
    escaped: uint32 = ESCAPE + first
    if first < 0xC2 or first > 0xF4:
        return escaped
    more: Address = 3
    if first < 0xF0:
        more = 1 if first < 0xE0 else 2
    if end - at <= more:
        return escaped
    code = first & shift_right(uint32(0x3F), uint32(more))
    while more > 0:
        at += 1
        byte = uint32(read_u8(memory, at))
        if byte & 0xC0 != 0x80:
            return escaped
        code = shift_left(code, 6) | (byte & 0x3F)
        more -= 1
    # What has a shorter form, half of a surrogate pair, or no character's number.
    if (first == 0xE0 and code < 0x800) or (first == 0xF0 and code < 0x10000):
        return escaped
    if shift_right(code, 11) == 27 or code > 0x10FFFF:
        return escaped
    return code


@always_inline
def length_of(code: uint32) -> Address:
    """The bytes that a character of `code_at` stands for."""
    if code < 0x80 or shift_right(code, 7) == ESCAPE // 128 + 1:
        return 1
    if code < 0x800:
        return 2
    return 3 if code < 0x10000 else 4


def encode(memory: Memory, to: Address, text: Address, returns: bool) -> Address:
    """Write a text's bytes, four for a character at most; the address behind them.

    With `returns`, a line's end is two characters, as on Windows.
    """
    count = address(read_u32(memory, text))
    index: Address = 0
    while index < count:
        code = character(memory, text, index)
        if returns and code == 10:
            write_u8(memory, to, 13)
            to += 1
        to = put_code(memory, to, code)
        index += 1
    return to


def put_code(memory: Memory, to: Address, code: uint32) -> Address:
    """Write a character, or the byte that it stands for; the address behind it."""
    if shift_right(code, 7) == ESCAPE // 128 + 1:
        write_u8(memory, to, uint8(code))
        return to + 1
    return strict_code(memory, to, code)
