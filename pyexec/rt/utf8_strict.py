"""Characters in UTF-8, where nothing stands for what is none.

    end = put_code(memory, to, 228)          # the two bytes of "ä"
    bytes_of(228) == 2
    needed(first) == 3                       # bytes, by the first of them; 0 for none
    sound(memory, at, left, 3)               # how many of them are there, and right

No surrogate is written or sound, no code above U+10FFFF, and no longer way than the
shortest: The Unicode Standard, table 3-7.  `utf8` has
the way of the command line, on which bytes that are no text go through unchanged.
"""

from __future__ import annotations

from ..scalars import uint8, uint32
from .primitives import (
    Address,
    Memory,
    always_inline,
    read_u8,
    shift_left,
    shift_right,
    write_u8,
)


@always_inline
def is_surrogate(code: uint32) -> bool:
    """Whether a character is half of a surrogate pair, from U+D800 to U+DFFF."""
    return shift_right(code, 11) == 27


@always_inline
def bytes_of(code: uint32) -> Address:
    """How many bytes a character takes."""
    if code < 0x80:
        return 1
    if code < 0x800:
        return 2
    return 3 if code < 0x10000 else 4


def put_code(memory: Memory, to: Address, code: uint32) -> Address:
    """Write a character that is no surrogate; the address behind it."""
    if code < 0x80:
        write_u8(memory, to, uint8(code))
        return to + 1
    if code < 0x800:
        write_u8(memory, to, uint8(0xC0 | shift_right(code, 6)))
        return put_tail(memory, to + 1, code, 0)
    if code < 0x10000:
        write_u8(memory, to, uint8(0xE0 | shift_right(code, 12)))
        return put_tail(memory, to + 1, code, 6)
    write_u8(memory, to, uint8(0xF0 | shift_right(code, 18)))
    return put_tail(memory, to + 1, code, 12)


@always_inline
def put_tail(memory: Memory, to: Address, code: uint32, shift: uint32) -> Address:
    """Write the bytes of six bits each, the first of which are `shift` bits from the end."""
    left: uint32 = shift + 6
    while left != 0:
        left -= 6
        write_u8(memory, to, uint8(0x80 | (shift_right(code, left) & 63)))
        to += 1
    return to


@always_inline
def needed(first: uint8) -> Address:
    """How many bytes the character takes that begins with one; 0 where none begins so."""
    if first < 0x80:
        return 1
    if first < 0xC2:
        return 0
    if first < 0xE0:
        return 2
    if first < 0xF0:
        return 3
    return 4 if first < 0xF5 else 0


def sound(memory: Memory, at: Address, left: Address, count: Address) -> Address:
    """How many of the bytes at an address, `left` at most, go on a character of `count` bytes."""
    first = read_u8(memory, at)
    lowest: uint8 = 0x80
    highest: uint8 = 0xBF
    if first == 0xE0:
        lowest = 0xA0
    elif first == 0xED:
        highest = 0x9F  # above are surrogates
    elif first == 0xF0:
        lowest = 0x90
    elif first == 0xF4:
        highest = 0x8F
    found: Address = 1
    while found < count and found < left:
        byte = read_u8(memory, at + found)
        if byte < lowest or byte > highest:
            break
        lowest = 0x80
        highest = 0xBF
        found += 1
    return found


@always_inline
def code_of(memory: Memory, at: Address, count: Address) -> uint32:
    """The character that sound bytes are."""
    code = uint32(read_u8(memory, at))
    if count == 1:
        return code
    code = code & (shift_right(uint32(0x7F), uint32(count)))
    index: Address = 1
    while index < count:
        code = shift_left(code, 6) | uint32(read_u8(memory, at + index) & 63)
        index += 1
    return code
