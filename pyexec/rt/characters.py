"""ASCII characters: which are digits, which are space, and the ends of a text without space.

A text reaches from a start up to an end, which lies behind its last character.
"""

from __future__ import annotations

from ..scalars import uint64
from .primitives import Address, Memory, always_inline, read_u8, shift_right

ZERO, PLUS, MINUS, POINT, UNDERSCORE = 48, 43, 45, 46, 95
OPENING, CLOSING = 40, 41
LETTER_A, LETTER_E, LETTER_J = 97, 101, 106

# Set in a small letter, and not in a capital one.
SMALL = 32


@always_inline
def character(memory: Memory, at: Address, end: Address) -> uint64:
    """The character at an address; 0 at the end."""
    if at >= end:
        return 0
    return uint64(read_u8(memory, at))


@always_inline
def digit(memory: Memory, at: Address, end: Address) -> uint64:
    """What the digit at an address is worth; 10 or more where there is none."""
    return character(memory, at, end) - ZERO


@always_inline
def is_space(character: uint64) -> bool:
    """Whether C's `isspace` holds: a blank, or one of the characters from tab to return."""
    return character == 32 or character - 9 < 5


def skip_spaces(memory: Memory, at: Address, end: Address) -> Address:
    """Where the text begins without the space before it."""
    while is_space(character(memory, at, end)):
        at += 1
    return at


def drop_spaces(memory: Memory, start: Address, end: Address) -> Address:
    """Where the text ends without the space behind it."""
    while end > start and is_space(uint64(read_u8(memory, end - 1))):
        end -= 1
    return end


def spells(memory: Memory, at: Address, end: Address, letters: uint64) -> bool:
    """Whether small letters, the first of them lowest, stand there, capitals or not."""
    while letters != 0:
        if character(memory, at, end) | SMALL != letters & 0xFF:
            return False
        letters = shift_right(letters, 8)
        at += 1
    return True
