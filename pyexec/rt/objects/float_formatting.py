"""Floats as format specs and `%` write them, before sign and fill: `"1.50e+10"`.

    float_body(1.5e10, LETTER_E, 2, 0) == "1.50e+10"

`float_digits` rounds; here the digits are set, with a point and an exponent.
"""

from __future__ import annotations

from ...scalars import int64, uint8, uint32, uint64
from ..float_digits import (
    COUNT,
    POINT,
    ROOM_OF_DIGITS,
    digit_at,
    drop_zeroes,
    fixed_digits,
    shortest_digits,
    significant_digits,
)
from ..heap import release
from ..integer_text import write_digits
from ..layout import RAW
from ..primitives import (
    Address,
    address,
    adopt,
    fabs,
    memory,
    read_i64,
    read_u32,
    write_u8,
)
from .blocks import new_block
from .properties import is_ascii_digit
from .text_blocks import CHARACTERS, code_at, length_of, new_text

LETTER_E, LETTER_F, LETTER_G = 101, 102, 103
# As few digits as read back as the same float; what `repr` shows.
LETTER_R = 114

# Flags: a point even where no digits follow; ".0" where none would; capital letters.
KEEP_POINT, DOT_ZERO, CAPITALS = 1, 2, 4

INFINITY = float("inf")
MOST_PRECISION = 0x7FFFFFFF

POINT_SIGN, PLUS, MINUS, ZERO, SMALL = 46, 43, 45, 48, 32


def float_body(x: float, letter: uint32, precision: int64, flags: int64) -> str:
    """The magnitude of a float.

    Args:
        x: the float.
        letter: LETTER_E, LETTER_F, LETTER_G or LETTER_R.
        precision: digits behind the point, of LETTER_G digits in all; of LETTER_R nothing.
        flags: those above, added.

    Raises:
        ValueError: if the precision is beyond what CPython takes.
    """
    if precision > MOST_PRECISION:
        raise ValueError("precision too big")
    if x != x:
        return "NAN" if flags & CAPITALS else "nan"
    x = fabs(x)
    if x == INFINITY:
        return "INF" if flags & CAPITALS else "inf"
    place = new_block(ROOM_OF_DIGITS, RAW)
    if letter == LETTER_E:
        significant_digits(memory, place, x, precision + 1)
    elif letter == LETTER_F:
        fixed_digits(memory, place, x, precision)
    elif letter == LETTER_G:
        precision = precision if precision > 0 else int64(1)
        significant_digits(memory, place, x, precision)
        if flags & KEEP_POINT == 0:
            drop_zeroes(memory, place)
    else:
        shortest_digits(memory, place, x)
    text = set_digits(place, letter, precision, flags)
    release(memory, place)
    return text


def set_digits(place: Address, letter: uint32, precision: int64, flags: int64) -> str:
    """The text of digits in memory."""
    point = read_i64(memory, place + POINT)
    scientific = letter == LETTER_E
    # The position behind the last digit that is shown.
    end = read_i64(memory, place + COUNT)
    if letter == LETTER_E:
        end = precision + 1
    elif letter == LETTER_F:
        end = point + precision
    else:
        most: int64 = 16
        if letter == LETTER_G:
            most = precision - int64(flags & DOT_ZERO != 0)
        scientific = point <= -4 or point > most
        if letter == LETTER_G and flags & KEEP_POINT != 0:
            end = precision
    if scientific:
        exponent = point - 1
        point = 1
        flags = flags & ~DOT_ZERO
        text = mantissa_text(place, point, end, flags, exponent_length(exponent))
        capital: uint8 = SMALL if flags & CAPITALS else 0
        return with_exponent(text, exponent, LETTER_E - capital)
    return adopt(str, mantissa_text(place, point, end, flags, 0))


def mantissa_text(place: Address, point: int64, end: int64, flags: int64, behind: int64) -> Address:
    """A block for a text with the digits up to `end`, and room for some characters more."""
    start = point - 1 if point <= 0 else int64(0)
    if flags & DOT_ZERO and end <= point:
        end = point + 1
    end = end if end > point else point
    shows_point = end > point or flags & KEEP_POINT != 0
    made = new_text(end - start + int64(shows_point) + behind, 1)
    to = write_shown(made + CHARACTERS, place, start, point)
    if shows_point:
        write_u8(memory, to, POINT_SIGN)
        write_shown(to + 1, place, point, end)
    return made


def write_shown(to: Address, place: Address, start: int64, stop: int64) -> Address:
    """Write the digits from one position up to another; the address behind them."""
    while start < stop:
        write_u8(memory, to, digit_at(memory, place, start))
        to += 1
        start += 1
    return to


def exponent_length(exponent: int64) -> int64:
    """How many characters "e+07" takes."""
    return 4 if exponent > -100 and exponent < 100 else 5


def with_exponent(made: Address, exponent: int64, letter: uint8) -> str:
    """The text of a block, with an exponent written to its end."""
    size = exponent_length(exponent)
    at = made + CHARACTERS + address(int64(read_u32(memory, made)) - size)
    write_u8(memory, at, letter)
    write_u8(memory, at + 1, MINUS if exponent < 0 else PLUS)
    write_digits(memory, at + address(size), uint64(abs(exponent)), size - 2)
    return adopt(str, made)


def is_zero_text(body: str) -> bool:
    """Whether what `float_body` gave is 0, as far as it is written."""
    at: int64 = 0
    while at < length_of(body):
        code = code_at(body, at)
        if code | SMALL == LETTER_E:
            break
        if code != ZERO and (is_ascii_digit(code) or at == 0):
            return False  # another digit, or a word
        at += 1
    return True


def whole_digits(body: str) -> int64:
    """How many digits a text begins with."""
    at: int64 = 0
    while at < length_of(body) and is_ascii_digit(code_at(body, at)):
        at += 1
    return at
