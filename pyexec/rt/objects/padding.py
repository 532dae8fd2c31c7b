"""Making texts longer with blanks, zeroes and the like.

center("ab", 5, "*") == "**ab*"
zfill("-42", 5) == "-0042"
expandtabs("a\\tb", 4) == "a   b"
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import Address, address, adopt, remainder, shift_right
from .searching import code_of
from .spaces import CARRIAGE_RETURN, LINE_FEED, TAB
from .text_blocks import (
    CHARACTERS,
    characters,
    code_at,
    copy_characters,
    length_of,
    new_text,
    read_code,
    wider,
    width_for,
    width_of,
    write_code,
)

BLANK, ZERO, PLUS, MINUS = 32, 48, 43, 45


def center(self: str, width: int, fillchar: str = " ") -> str:
    """The text in the middle of `width` characters.

    Raises:
        TypeError: if `fillchar` is not one character.
    """
    fill = fill_code(fillchar)
    missing = int64(width) - length_of(self) if width > length_of(self) else int64(0)
    # The odd one is at the left where the width is odd too.
    left = shift_right(missing, 1) + (missing & width & 1)
    return padded(self, left, missing - left, fill)


def ljust(self: str, width: int, fillchar: str = " ") -> str:
    """The text at the beginning of `width` characters.

    Raises:
        TypeError: if `fillchar` is not one character.
    """
    fill = fill_code(fillchar)
    return padded(self, 0, int64(width) - length_of(self), fill)


def rjust(self: str, width: int, fillchar: str = " ") -> str:
    """The text at the end of `width` characters.

    Raises:
        TypeError: if `fillchar` is not one character.
    """
    fill = fill_code(fillchar)
    return padded(self, int64(width) - length_of(self), 0, fill)


def zfill(self: str, width: int) -> str:
    """The text with zeroes behind its sign, if it has one, up to `width` characters."""
    size = length_of(self)
    if width <= size:
        return self
    wide = width_of(self)
    start = characters(self)
    signed: int64 = 0
    if size > 0:
        first = code_of(self)
        signed = int64(first == PLUS or first == MINUS)
    made = new_text(width, wide)
    to = copy_characters(made + CHARACTERS, wide, start, wide, signed)
    to = write_run(to, wide, ZERO, int64(width) - size)
    copy_characters(to, wide, start + address(signed) * wide, wide, size - signed)
    return adopt(str, made)


def fill_code(fillchar: str) -> uint32:
    """The character to fill with."""
    if length_of(fillchar) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return code_of(fillchar)


def padded(text: str, left: int64, right: int64, fill: uint32) -> str:
    """A text with so many characters before and behind it, none where that is below 0."""
    left = left if left > 0 else int64(0)
    right = right if right > 0 else int64(0)
    if left + right == 0:
        return text
    width = wider(width_of(text), width_for(fill))
    made = new_text(left + length_of(text) + right, width)
    to = write_run(made + CHARACTERS, width, fill, left)
    to = copy_characters(to, width, characters(text), width_of(text), length_of(text))
    write_run(to, width, fill, right)
    return adopt(str, made)


def write_run(to: Address, width: Address, code: uint32, count: int64) -> Address:
    """Write a character several times; the address behind the last."""
    while count > 0:
        write_code(to, width, code)
        to += width
        count -= 1
    return to


def expandtabs(self: str, tabsize: int = 8) -> str:
    """The text with blanks for each tab, up to the next column that `tabsize` divides.

    Raises:
        OverflowError: if the result is too long.
    """
    total = expanded_length(self, tabsize)
    if total < 0:
        raise OverflowError("new string is too long")
    width = width_of(self)
    made = new_text(total, width)
    at, to = characters(self), made + CHARACTERS
    end = at + address(length_of(self)) * width
    column: int64 = 0
    while at < end:
        code = read_code(at, width)
        at += width
        if code == TAB:
            blanks = to_next_stop(column, tabsize)
            to = write_run(to, width, BLANK, blanks)
            column += blanks
        else:
            write_code(to, width, code)
            to += width
            column = 0 if code == LINE_FEED or code == CARRIAGE_RETURN else column + 1
    return adopt(str, made)


def to_next_stop(column: int64, tabsize: int64) -> int64:
    """How many blanks a tab at a column stands for."""
    return tabsize - remainder(column, tabsize) if tabsize > 0 else int64(0)


def expanded_length(text: str, tabsize: int64) -> int64:
    """The length without tabs; -1 if it is beyond what an index can be."""
    total: int64 = 0
    column: int64 = 0
    at: int64 = 0
    while at < length_of(text):
        code = code_at(text, at)
        more: int64 = 1
        if code == TAB:
            more = to_next_stop(column, tabsize)
        column = 0 if code == LINE_FEED or code == CARRIAGE_RETURN else column + more
        if total + more < total:
            return -1
        total += more
        at += 1
    return total
