"""The computed message of an error: a text that the heap refers to until it is read.

    keep(memory, text)                     # for an error that is raised now
    text = take(memory)                    # where it is caught; 0 if its message is constant
    forget(memory)                         # once the error has ended
    line = encoded(memory, prefix, 12)     # "ValueError: text", for C; the text is forgotten

What raises puts the text there (`layout.MESSAGE`); every backend reads it where an error
leaves compiled code.  `rt/objects/strings.py` draws a text: its length, the bytes of a
character, and the characters.
"""

from __future__ import annotations

from ..scalars import uint8, uint32
from .bytes import copy_upwards
from .heap import allocate, put_state, state
from .layout import MESSAGE, OUTPUT, RAW
from .primitives import (
    Address,
    Memory,
    address,
    read_u8,
    read_u16,
    read_u32,
    shift_left,
    shift_right,
    write_u8,
)
from .references import drop_leaf, hold
from .utf8_strict import is_surrogate, put_code

CHARACTERS = 8  # where a text's characters begin


def forget(memory: Memory) -> None:
    """Give up the reference to the text of the latest error, if there is one."""
    text = state(memory, MESSAGE)
    put_state(memory, MESSAGE, 0)
    if text != 0:
        drop_leaf(memory, text)


def forget_printed(memory: Memory) -> None:
    """Give up the reference to the text that was printed, if there is one."""
    text = state(memory, OUTPUT)
    put_state(memory, OUTPUT, 0)
    if text != 0:
        drop_leaf(memory, text)


def keep(memory: Memory, text: Address) -> None:
    """Let the heap refer to the text of an error; 0 for none."""
    if text != 0:
        hold(memory, text)
    forget(memory)
    put_state(memory, MESSAGE, text)


def take(memory: Memory) -> Address:
    """The text of the latest error, or 0, with the reference to it that the heap had."""
    text = state(memory, MESSAGE)
    put_state(memory, MESSAGE, 0)
    return text


def described(memory: Memory, constant: Address, computed: Address) -> Address:
    """The text of an error, with a reference: its constant message, or else the computed one."""
    text = constant if constant != 0 else computed
    hold(memory, text)
    return text


def encoded(memory: Memory, prefix: Address, length: Address) -> Address:
    """A new block with `length` bytes from `prefix`, the message in UTF-8, and a 0.

    0 where there is no room.  What UTF-8 or C's strings do not have is written out: halves
    of surrogate pairs as `\\udc80`, and a NUL as `\\0`.
    """
    text = state(memory, MESSAGE)
    characters = address(read_u32(memory, text))
    # The longest is what is written out.
    result = allocate(memory, length + 6 * characters + 1, uint8(RAW))
    if result != 0:
        copy_upwards(memory, result, prefix, length)
        to = result + length
        index: Address = 0
        while index < characters:
            to = put_character(memory, to, character(memory, text, index))
            index += 1
        write_u8(memory, to, 0)
    forget(memory)
    return result


def character(memory: Memory, text: Address, index: Address) -> uint32:
    """A character of a text."""
    width = read_u8(memory, text + 4)
    if width == 1:
        return uint32(read_u8(memory, text + CHARACTERS + index))
    if width == 2:
        return uint32(read_u16(memory, text + CHARACTERS + shift_left(index, 1)))
    return read_u32(memory, text + CHARACTERS + shift_left(index, 2))


def put_character(memory: Memory, to: Address, code: uint32) -> Address:
    """Write a character in UTF-8; the address behind it."""
    if code == 0:
        write_u8(memory, to, 92)  # a backslash
        write_u8(memory, to + 1, 48)
        return to + 2
    if is_surrogate(code):
        return put_escape(memory, to, code)
    return put_code(memory, to, code)


def put_escape(memory: Memory, to: Address, code: uint32) -> Address:
    """Write half of a surrogate pair as a backslash, `u` and four hexadecimal digits."""
    write_u8(memory, to, 92)
    write_u8(memory, to + 1, 117)
    index: Address = 0
    while index < 4:
        digit = shift_right(code, 12 - uint32(4 * index)) & 15
        write_u8(memory, to + 2 + index, uint8(digit + (48 if digit < 10 else 87)))
        index += 1
    return to + 6
