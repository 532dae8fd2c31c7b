r"""Texts as Python would write them: `repr` and `ascii`.

    repr_str("it's\n") == "\"it's\\n\""
    ascii_of("ä") == "'\\xe4'"

They are in apostrophes, or in quotes where they have apostrophes and no quotes.  What is not
printable is written by its code.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import Address, adopt, always_inline, shift_right
from .properties import is_printable
from .searching import find_code
from .text_blocks import (
    CHARACTERS,
    characters,
    code_at,
    length_of,
    new_text,
    width_for,
    width_of,
    write_code,
)

QUOTE, APOSTROPHE, BACKSLASH = 34, 39, 92
TAB, LINE_FEED, CARRIAGE_RETURN = 9, 10, 13
LETTER_A, LETTER_N, LETTER_R, LETTER_T = 97, 110, 114, 116
LETTER_U, LETTER_X, CAPITAL_U = 117, 120, 85
ZERO = 48


def repr_str(self: str) -> str:
    """`repr(self)`."""
    mark = mark_for(self)
    size: int64 = 2
    every: uint32 = 0
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        taken = quoted_length(code, mark)
        if taken == 1:
            every = every | code
        size += taken
        at += 1
    width = width_for(every)
    made = new_text(size, width)
    to = made + CHARACTERS
    write_code(to, width, mark)
    to += width
    at = 0
    while at < length_of(self):
        code = code_at(self, at)
        to = write_shown(to, width, code, quoted_length(code, mark) == 1)
        at += 1
    write_code(to, width, mark)
    return adopt(str, made)


def ascii_of(self: str) -> str:
    """`ascii(self)`."""
    return ascii_text(repr_str(self))


def ascii_text(text: str) -> str:
    """What is written already, with the characters that are not ASCII by their codes."""
    size: int64 = 0
    at: int64 = 0
    while at < length_of(text):
        code = code_at(text, at)
        size += int64(1) if code < 128 else escape_length(code)
        at += 1
    if size == length_of(text):
        return text
    made = new_text(size, 1)
    to = made + CHARACTERS
    at = 0
    while at < length_of(text):
        code = code_at(text, at)
        to = write_shown(to, 1, code, code < 128)
        at += 1
    return adopt(str, made)


@always_inline
def write_shown(to: Address, width: Address, code: uint32, plain: bool) -> Address:
    """Write a character as it is, or by its code."""
    if plain:
        write_code(to, width, code)
        return to + width
    return write_escape(to, width, code)


def mark_for(text: str) -> uint32:
    """The mark that a text is put between."""
    start, width, length = characters(text), width_of(text), length_of(text)
    if find_code(start, width, length, APOSTROPHE) < 0:
        return APOSTROPHE
    return QUOTE if find_code(start, width, length, QUOTE) < 0 else APOSTROPHE


@always_inline
def quoted_length(code: uint32, mark: uint32) -> int64:
    """How many characters one takes: 1 where it stands for itself."""
    if code == mark or code == BACKSLASH:
        return 2
    return 1 if is_printable(code) else escape_length(code)


def escape_length(code: uint32) -> int64:
    """How many characters it takes to write one that is not printable."""
    if code == TAB or code == LINE_FEED or code == CARRIAGE_RETURN:
        return 2
    if code < 0x100:
        return 4
    return 6 if code < 0x10000 else 10


def write_escape(to: Address, width: Address, code: uint32) -> Address:
    """Write a character with a backslash before it, or by its code."""
    write_code(to, width, BACKSLASH)
    to += width
    letter = letter_for(code)
    write_code(to, width, letter)
    to += width
    digits: uint32 = 0
    if letter != code:
        if letter == LETTER_X:
            digits = 2
        elif letter == LETTER_U:
            digits = 4
        elif letter == CAPITAL_U:
            digits = 8
    while digits > 0:
        digits -= 1
        digit = shift_right(code, 4 * digits) & 15
        letters: uint32 = ZERO if digit < 10 else LETTER_A - 10
        write_code(to, width, digit + letters)
        to += width
    return to


def letter_for(code: uint32) -> uint32:
    """What stands behind the backslash: the character itself, where it is a mark."""
    if code == QUOTE or code == APOSTROPHE or code == BACKSLASH:
        return code
    if code == LINE_FEED:
        return LETTER_N
    if code == CARRIAGE_RETURN:
        return LETTER_R
    if code == TAB:
        return LETTER_T
    if code < 0x100:
        return LETTER_X
    return LETTER_U if code < 0x10000 else CAPITAL_U
