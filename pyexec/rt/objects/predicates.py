"""What the characters of a text are: `isdigit`, `isupper` and the like.

    isalpha("Äffin") == True
    isnumeric("½") == True

Each goes by the Unicode database of `unicode_tables`; for ASCII no table is looked at.
"""

from __future__ import annotations

from ...scalars import int64
from .properties import (
    is_cased,
    is_decimal,
    is_digit,
    is_letter,
    is_lower,
    is_numeric,
    is_printable,
    is_upper,
    may_begin_name,
    may_continue_name,
)
from .spaces import is_space
from .text_blocks import characters, code_at, is_ascii, length_of, width_of


def isascii(self: str) -> bool:
    """Whether all characters are below U+0080."""
    return width_of(self) == 1 and is_ascii(characters(self), length_of(self))


def isalpha(self: str) -> bool:
    """Whether there are characters, and all are letters."""
    at: int64 = 0
    while at < length_of(self):
        if not is_letter(code_at(self, at)):
            return False
        at += 1
    return at > 0


def isalnum(self: str) -> bool:
    """Whether there are characters, and all are letters or numbers."""
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if not is_letter(code) and not is_numeric(code):
            return False
        at += 1
    return at > 0


def isdecimal(self: str) -> bool:
    """Whether there are characters, and all are decimal digits of some script."""
    at: int64 = 0
    while at < length_of(self):
        if not is_decimal(code_at(self, at)):
            return False
        at += 1
    return at > 0


def isdigit(self: str) -> bool:
    """Whether there are characters, and all are digits, superscripts and the like included."""
    at: int64 = 0
    while at < length_of(self):
        if not is_digit(code_at(self, at)):
            return False
        at += 1
    return at > 0


def isnumeric(self: str) -> bool:
    """Whether there are characters, and all have the value of a number."""
    at: int64 = 0
    while at < length_of(self):
        if not is_numeric(code_at(self, at)):
            return False
        at += 1
    return at > 0


def isspace(self: str) -> bool:
    """Whether there are characters, and all are whitespace."""
    at: int64 = 0
    while at < length_of(self):
        if not is_space(code_at(self, at)):
            return False
        at += 1
    return at > 0


def isprintable(self: str) -> bool:
    """Whether `repr` would show all characters as they are."""
    at: int64 = 0
    while at < length_of(self):
        if not is_printable(code_at(self, at)):
            return False
        at += 1
    return True


def isidentifier(self: str) -> bool:
    """Whether the text could be a name in Python."""
    if length_of(self) == 0 or not may_begin_name(code_at(self, 0)):
        return False
    at: int64 = 1
    while at < length_of(self):
        if not may_continue_name(code_at(self, at)):
            return False
        at += 1
    return True


def isupper(self: str) -> bool:
    """Whether there are capital letters, and none that has a case is anything else."""
    found = False
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if is_upper(code):
            found = True
        elif is_cased(code):
            return False
        at += 1
    return found


def islower(self: str) -> bool:
    """Whether there are small letters, and none that has a case is anything else."""
    found = False
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if is_lower(code):
            found = True
        elif is_cased(code):
            return False
        at += 1
    return found


def istitle(self: str) -> bool:
    """Whether each run of letters with case begins with a capital one, and there are some."""
    found = False
    inside = False
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if is_lower(code):
            if not inside:
                return False
        elif is_cased(code):  # upper or title
            if inside:
                return False
            inside = True
            found = True
        else:
            inside = False
        at += 1
    return found
