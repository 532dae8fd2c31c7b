"""What Unicode says of a character: in which of its sets it is, and what its other cases are.

    is_letter(0xE4)                     # "ä"
    upper_of(0xE4) == 0xC4

A set is a table of sixteen-bit numbers, in a constant text: for each plane of 65536
characters, where in the table its own numbers begin, then, in order, where in the plane
members begin and end by turns:

    [begin of plane 0] ... [begin of plane 16] [length] [first member] [first other] ...

In an alternating set, every second character between such a beginning and end is a member.
A map has three numbers for each range: its first and last character, and what to add; where
that is 1 or -1, only every second character of the range is changed.
"""

from __future__ import annotations

from ...scalars import int64, uint16, uint32
from ..primitives import (
    address,
    always_inline,
    memory,
    never_inline,
    quotient,
    read_u16,
    remainder,
    shift_right,
)
from .text_blocks import characters
from .unicode_tables import (
    ALTERNATING_LOWER,
    ALTERNATING_UPPER,
    CASE_IGNORABLE,
    CASED,
    CONTINUE,
    DECIMAL,
    DIGIT,
    FOLD_CHANGES,
    LETTER,
    LOWER,
    LOWER_CHANGES,
    NUMERIC,
    PRINTABLE,
    START,
    TITLE_CHANGES,
    UPPER,
    UPPER_CHANGES,
)

UNDERSCORE = 95


@always_inline
def is_capital(code: uint32) -> bool:
    """Whether a character is one from A to Z."""
    return uint32(code - 65) < 26


@always_inline
def is_small(code: uint32) -> bool:
    """Whether a character is one from a to z."""
    return uint32(code - 97) < 26


@always_inline
def is_ascii_digit(code: uint32) -> bool:
    """Whether a character is one from 0 to 9."""
    return uint32(code - 48) < 10


@always_inline
def is_letter(code: uint32) -> bool:
    """Whether `str.isalpha` holds."""
    return is_small(code | 32) if code < 128 else belongs(LETTER, code)


@always_inline
def is_decimal(code: uint32) -> bool:
    """Whether `str.isdecimal` holds."""
    return is_ascii_digit(code) if code < 128 else belongs(DECIMAL, code)


def decimal_value(code: uint32) -> int64:
    """What a decimal digit of some script is worth; they stand in tens, from zero to nine."""
    if code < 128:
        return int64(code) - 48
    place = last_up_to(DECIMAL, code, 1)
    return remainder(int64(code & 0xFFFF) - int64(entry(DECIMAL, place)), int64(10))


@always_inline
def is_digit(code: uint32) -> bool:
    """Whether `str.isdigit` holds."""
    return is_ascii_digit(code) if code < 128 else belongs(DIGIT, code)


@always_inline
def is_numeric(code: uint32) -> bool:
    """Whether `str.isnumeric` holds."""
    return is_ascii_digit(code) if code < 128 else belongs(NUMERIC, code)


@always_inline
def is_printable(code: uint32) -> bool:
    """Whether `str.isprintable` holds."""
    return uint32(code - 32) < 95 if code < 128 else belongs(PRINTABLE, code)


@always_inline
def may_begin_name(code: uint32) -> bool:
    """Whether a name can begin with a character."""
    if code < 128:
        return is_small(code | 32) or code == UNDERSCORE
    return belongs(START, code)


@always_inline
def may_continue_name(code: uint32) -> bool:
    """Whether a name can have a character that is not its first."""
    if code < 128:
        return is_small(code | 32) or code == UNDERSCORE or is_ascii_digit(code)
    return belongs(START, code) or belongs(CONTINUE, code)


@always_inline
def is_upper(code: uint32) -> bool:
    """Whether a character is a capital letter."""
    if code < 128:
        return is_capital(code)
    return belongs(UPPER, code) or alternates(ALTERNATING_UPPER, code)


@always_inline
def is_lower(code: uint32) -> bool:
    """Whether a character is a small letter."""
    if code < 128:
        return is_small(code)
    return belongs(LOWER, code) or alternates(ALTERNATING_LOWER, code)


@always_inline
def is_cased(code: uint32) -> bool:
    """Whether a character is a capital or small letter, or one for titles."""
    return is_small(code | 32) if code < 128 else belongs(CASED, code)


def is_ignored(code: uint32) -> bool:
    """Whether a character does not end a word where a final sigma is looked for."""
    return belongs(CASE_IGNORABLE, code)


@always_inline
def upper_of(code: uint32) -> uint32:
    """The capital letter of a character that has one which is one character; else itself."""
    return mapped(UPPER_CHANGES, code)


@always_inline
def lower_of(code: uint32) -> uint32:
    """The small letter of a character that has one; else itself."""
    return mapped(LOWER_CHANGES, code)


def title_of(code: uint32) -> uint32:
    """What a character is at the beginning of a title's word."""
    if range_of(TITLE_CHANGES, code, 3) >= 0:
        return mapped(TITLE_CHANGES, code)
    return upper_of(code)


def fold_of(code: uint32) -> uint32:
    """What a character is where texts are compared without regard to case."""
    if range_of(FOLD_CHANGES, code, 3) >= 0:
        return mapped(FOLD_CHANGES, code)
    return lower_of(code)


# Tables


@always_inline
def entry(table: str, place: int64) -> uint16:
    """A number of a table, which is a text of width 2."""
    return read_u16(memory, characters(table) + address(2 * place))


@never_inline
def last_up_to(table: str, code: uint32, step: int64) -> int64:
    """The place of the last number of the code's plane that is not above it; -1 if none is.

    Of each `step` numbers the first one is looked at.
    """
    plane = int64(shift_right(code, 16))
    within = code & 0xFFFF
    low, high = int64(entry(table, plane)), int64(entry(table, plane + 1))
    first = low
    while low < high:
        middle = low + quotient(shift_right(high - low, 1), step) * step
        if entry(table, middle) <= within:
            low = middle + step
        else:
            high = middle
    return low - step if low > first else int64(-1)


def belongs(table: str, code: uint32) -> bool:
    """Whether a character is in a set."""
    place = last_up_to(table, code, 1)
    if place < 0:
        return False
    return (place - int64(entry(table, int64(shift_right(code, 16))))) & 1 == 0


def alternates(table: str, code: uint32) -> bool:
    """Whether a character is in an alternating set."""
    place = last_up_to(table, code, 1)
    if place < 0 or (place - int64(entry(table, int64(shift_right(code, 16))))) & 1 != 0:
        return False
    return (code - entry(table, place)) & 1 == 0


def range_of(table: str, code: uint32, step: int64) -> int64:
    """The place of the range that a character is in; -1 if it is in none."""
    place = last_up_to(table, code, step)
    return place if place >= 0 and code & 0xFFFF <= entry(table, place + 1) else int64(-1)


@never_inline
def mapped(table: str, code: uint32) -> uint32:
    """What a map makes of a character."""
    place = range_of(table, code, 3)
    if place < 0:
        return code
    change = uint32(entry(table, place + 2))
    if (change == 1 or change == 0xFFFF) and (code - entry(table, place)) & 1 != 0:
        return code
    return code & 0xFFFF0000 | (code + change) & 0xFFFF
