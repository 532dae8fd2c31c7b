"""Replacing one text by another within a text.

    replace("one one", "one", "two", 1) == "two one"

The occurrences are counted first, so that the result is made once, as long as it gets.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import Address, address, adopt
from .searching import code_of, first_of, occurrences
from .text_blocks import (
    CHARACTERS,
    FAR,
    characters,
    copy_characters,
    length_of,
    narrowed,
    new_text,
    read_code,
    wider,
    width_of,
    write_code,
)


def replace(self: str, old: str, new: str, count: int = -1) -> str:
    """The text with `new` in the place of each `old`, of the first `count` if that is not < 0.

    Raises:
        MemoryError: if the result is too long.
    """
    most: int64 = count if count >= 0 else FAR
    size = length_of(self)
    found = occurrences(self, old, 0, size, most)
    if found == 0:
        return self
    width = wider(width_of(self), width_of(new))
    made = new_text(size + found * (length_of(new) - length_of(old)), width)
    if length_of(old) == 0:
        put_between(made + CHARACTERS, width, self, new, found)
    elif length_of(old) == 1 and length_of(new) == 1:
        put_singles(made + CHARACTERS, width, self, code_of(old), code_of(new), found)
    else:
        put_replaced(made + CHARACTERS, width, self, old, new, found)
    if width_of(old) == width and width > width_of(new):
        return narrowed(made)  # its widest characters may all be gone
    return adopt(str, made)


def put_replaced(to: Address, width: Address, text: str, old: str, new: str, found: int64) -> None:
    """Write a text with its first `found` occurrences replaced."""
    begin, narrow = characters(text), width_of(text)
    start: int64 = 0
    while found > 0:
        stop = first_of(text, old, start, length_of(text))
        at = begin + address(start) * narrow
        to = copy_characters(to, width, at, narrow, stop - start)
        to = copy_characters(to, width, characters(new), width_of(new), length_of(new))
        start = stop + length_of(old)
        found -= 1
    at = begin + address(start) * narrow
    copy_characters(to, width, at, narrow, length_of(text) - start)


def put_singles(
    to: Address, width: Address, text: str, old: uint32, new: uint32, found: int64
) -> None:
    """Write a text with the first `found` of a character replaced."""
    at, narrow = characters(text), width_of(text)
    end = at + address(length_of(text)) * narrow
    while at < end:
        code = read_code(at, narrow)
        if code == old and found > 0:
            code = new
            found -= 1
        write_code(to, width, code)
        to += width
        at += narrow


def put_between(to: Address, width: Address, text: str, new: str, found: int64) -> None:
    """Write a text with `new` before so many of its characters, and then at its end."""
    at, narrow = characters(text), width_of(text)
    left = length_of(text)
    while found > 0:
        to = copy_characters(to, width, characters(new), width_of(new), length_of(new))
        found -= 1
        if left > 0:
            write_code(to, width, read_code(at, narrow))
            to += width
            at += narrow
            left -= 1
    copy_characters(to, width, at, narrow, left)
