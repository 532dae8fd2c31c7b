"""Characters replaced by the entries of a table: `str.translate` and `str.maketrans`.

    translate_codes("abc", make_codes("ab", "xy")) == "xyc"

A table is a dict from codes to codes or to texts; None takes a character out.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import V
from .text_blocks import character, code_at, length_of

LARGEST_CODE = 0x10FFFF


def translate_texts(self: str, table: dict[int, str]) -> str:
    """`self.translate(table)`, of a table of texts."""
    result = ""
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        result += table.get(int(code), character(code))
        at += 1
    return result


def translate_optional_texts(self: str, table: dict[int, str | None]) -> str:
    """`self.translate(table)`, of a table of texts and None."""
    result = ""
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if int(code) not in table:
            result += character(code)
        else:
            found = table[int(code)]
            if found is not None:
                result += found
        at += 1
    return result


def translate_codes(self: str, table: dict[int, int]) -> str:
    """`self.translate(table)`, of a table of codes.

    Raises:
        ValueError: if a code is no character's.
    """
    result = ""
    at: int64 = 0
    while at < length_of(self):
        code = int(code_at(self, at))
        result += character(checked_code(table.get(code, code)))
        at += 1
    return result


def translate_optional_codes(self: str, table: dict[int, int | None]) -> str:
    """`self.translate(table)`, of a table of codes and None.

    Raises:
        ValueError: if a code is no character's.
    """
    result = ""
    at: int64 = 0
    while at < length_of(self):
        code = int(code_at(self, at))
        if code not in table:
            result += character(uint32(code))
        else:
            found = table[code]
            if found is not None:
                result += character(checked_code(found))
        at += 1
    return result


def checked_code(code: int) -> uint32:
    """A code, which has to be a character's."""
    if code < 0 or code > LARGEST_CODE:
        raise ValueError("character mapping must be in range(0x110000)")
    return uint32(code)


def make_codes(x: str, y: str) -> dict[int, int]:
    """`str.maketrans(x, y)`.

    Raises:
        ValueError: if one of them is longer.
    """
    check_lengths(x, y)
    table: dict[int, int] = {}
    at: int64 = 0
    while at < length_of(x):
        table[int(code_at(x, at))] = int(code_at(y, at))
        at += 1
    return table


def make_optional_codes(x: str, y: str, z: str) -> dict[int, int | None]:
    """`str.maketrans(x, y, z)`: what is in z goes.

    Raises:
        ValueError: if x or y is longer.
    """
    check_lengths(x, y)
    table: dict[int, int | None] = {}
    at: int64 = 0
    while at < length_of(x):
        table[int(code_at(x, at))] = int(code_at(y, at))
        at += 1
    at = 0
    while at < length_of(z):
        table[int(code_at(z, at))] = None
        at += 1
    return table


def check_lengths(x: str, y: str) -> None:
    """Refuse two texts that are no pairs of characters."""
    if length_of(x) != length_of(y):
        raise ValueError("the first two maketrans arguments must have equal length")


def make_by_characters(x: dict[str, V]) -> dict[int, V]:
    """`str.maketrans(x)` of a dict by characters.

    Raises:
        ValueError: if a key is not one character.
    """
    table: dict[int, V] = {}
    for key in x:
        if length_of(key) != 1:
            raise ValueError("string keys in translate table must be of length 1")
        table[int(code_at(key, 0))] = x[key]
    return table
