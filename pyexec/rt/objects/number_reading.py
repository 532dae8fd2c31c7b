"""Numbers from texts: `int(text, base)`, `float(text)` and `complex(text)`.

    parse_int(" -0x_1F ", 0) == -31
    parse_float("١.5") == 1.5

Blanks and digits of all scripts count.  A text that is not ASCII is copied first, with the
ASCII ones in their place, and a question mark for what is in no number.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..bytes import copy_upwards
from ..characters import MINUS, PLUS, UNDERSCORE, ZERO, character, drop_spaces, skip_spaces
from ..float_reading import ROOM_OF_COMPLEX, ROOM_OF_FLOAT, read_complex, read_float
from ..heap import release
from ..layout import RAW
from ..primitives import (
    Address,
    address,
    always_inline,
    memory,
    quotient,
    read_f64,
    read_i64,
    write_i64,
    write_u8,
    write_u64,
)
from .blocks import new_block
from .properties import decimal_value, is_ascii_digit, is_decimal
from .quoting import repr_str
from .spaces import is_space
from .text_blocks import (
    characters,
    code_at,
    is_ascii,
    length_of,
    part,
    read_code,
    width_of,
)
from .texts import chr_of, str_of_int

LETTER_A, LETTER_B, LETTER_O, LETTER_X = 97, 98, 111, 120
SMALL, BLANK, QUESTION_MARK = 32, 32, 63

# No number of 18 digits.
NOT_SHORT = -0x7FFFFFFFFFFFFFFF

# What reading digits can come to.
FINE, NO_NUMBER, OUT_OF_RANGE, TOO_MANY_DIGITS = 0, 1, 2, 3

# CPython reads no longer decimal numbers, since it would take time by the square of their length.
MOST_DIGITS = 4300

# An error shows so many characters of a text that is no integer.
MOST_SHOWN = 200


def parse_int(text: str, base: int = 10) -> int:
    """`int(text, base)`.

    Raises:
        ValueError: if the text is no integer in that base.
        OverflowError: if it takes more than 64 bits.
    """
    if base == 10:
        short = short_decimal(text)
        if short != NOT_SHORT:
            return short
    if base != 0 and (base < 2 or base > 36):
        raise ValueError("int() base must be >= 2 and <= 36, or 0")
    place = new_block(8 + address(length_of(text)), RAW)
    status = scan_int(place + 8, write_plain(place + 8, text), base, place)
    value = read_i64(memory, place)
    release(memory, place)
    if status == NO_NUMBER:
        shown = repr_str(text)
        shown = part(shown, 0, min(length_of(shown), MOST_SHOWN))
        raise ValueError("invalid literal for int() with base " + str_of_int(base) + ": " + shown)
    if status == TOO_MANY_DIGITS:
        raise ValueError(
            "Exceeds the limit (4300 digits) for integer string conversion: value has "
            + str_of_int(value)
            + " digits; use sys.set_int_max_str_digits() to increase the limit"
        )
    if status == OUT_OF_RANGE:
        raise OverflowError("integer result does not fit in 64 bits")
    return value


@always_inline
def parse_character(code: uint32) -> int:
    """`int(chr(code))`; the same errors."""
    if is_ascii_digit(code):
        return int(code - ZERO)
    return parse_int(chr_of(int(code)))


def short_decimal(text: str) -> int64:
    """The integer of a text with a few digits and perhaps a minus sign; else NOT_SHORT."""
    size = length_of(text)
    if size == 0 or size > 18:
        return NOT_SHORT
    at: int64 = int64(code_at(text, 0) == MINUS)
    if at == size:
        return NOT_SHORT
    value: int64 = 0
    while at < size:
        digit = code_at(text, at) - ZERO
        if not is_ascii_digit(code_at(text, at)):
            return NOT_SHORT
        value = value * 10 + int64(digit)
        at += 1
    return -value if code_at(text, 0) == MINUS else value


def parse_float(text: str) -> float:
    """`float(text)`.

    Raises:
        ValueError: if the text is no float.
    """
    place = new_block(ROOM_OF_FLOAT + address(length_of(text)), RAW)
    start = place + ROOM_OF_FLOAT
    found = read_float(memory, start, write_plain(start, text), place)
    value = read_f64(memory, place) if found else 0.0
    release(memory, place)
    if not found:
        raise ValueError("could not convert string to float: " + repr_str(text))
    return value


def parse_complex(text: str) -> complex:
    """`complex(text)`.

    Raises:
        ValueError: if the text is no complex number.
    """
    place = new_block(ROOM_OF_COMPLEX + address(length_of(text)), RAW)
    start = place + ROOM_OF_COMPLEX
    end = write_plain(start, text)
    found = read_complex(memory, start, end, place)
    real = read_f64(memory, place) if found else 0.0
    imag = read_f64(memory, place + 8) if found else 0.0
    joined = found or underscores_join(start, end)
    release(memory, place)
    if not joined:
        raise ValueError("could not convert string to complex: " + repr_str(text))
    if not found:
        raise ValueError("complex() arg is a malformed string")
    return complex(real, imag)


def underscores_join(at: Address, end: Address) -> bool:
    """Whether each underscore has a digit before it and another behind, if there is any."""
    any_underscore = False
    complete = True
    before: uint64 = 0
    while at < end:
        code = character(memory, at, end)
        if code == 0:
            complete = False  # CPython sees the text's end there, if it looks for underscores
        if code == UNDERSCORE:
            any_underscore = True
        if (code == UNDERSCORE and digit_value(before) > 9) or (
            before == UNDERSCORE and digit_value(code) > 9
        ):
            return False
        before = code
        at += 1
    return before != UNDERSCORE and (complete or not any_underscore)


def write_plain(to: Address, text: str) -> Address:
    """Write a text in ASCII; the address behind it."""
    width = width_of(text)
    at = characters(text)
    if width == 1 and is_ascii(at, length_of(text)):
        copy_upwards(memory, to, at, address(length_of(text)))
        return to + address(length_of(text))
    end = at + address(length_of(text)) * width
    while at < end:
        write_u8(memory, to, plain(read_code(at, width)))
        to += 1
        at += width
    return to


def plain(code: uint32) -> uint32:
    """The ASCII character that a character stands for in numbers."""
    if code < 127:
        return code
    if is_space(code):
        return BLANK
    if is_decimal(code):
        return uint32(ZERO + decimal_value(code))
    return QUESTION_MARK


def scan_int(at: Address, end: Address, base: int64, place: Address) -> int64:
    """Read an integer, and write it to a place, or how many digits there are if too many.

    Returns:
        FINE, NO_NUMBER, OUT_OF_RANGE or TOO_MANY_DIGITS.
    """
    at = skip_spaces(memory, at, end)
    end = drop_spaces(memory, at, end)
    sign = character(memory, at, end)
    if sign == MINUS or sign == PLUS:
        at += 1
    zero_alone = False
    prefix = prefix_base(at, end)
    if base == 0:
        base = prefix if prefix != 0 else int64(10)
        zero_alone = prefix == 0 and character(memory, at, end) == ZERO
    if base == prefix:
        at += 2
        if character(memory, at, end) == UNDERSCORE:
            at += 1
    return scan_digits(at, end, base, sign == MINUS, zero_alone, place)


def prefix_base(at: Address, end: Address) -> int64:
    """The base that a zero and a letter stand for; 0 where there are none."""
    if character(memory, at, end) != ZERO:
        return 0
    letter = character(memory, at + 1, end) | SMALL
    if letter == LETTER_X:
        return 16
    if letter == LETTER_O:
        return 8
    return 2 if letter == LETTER_B else 0


def scan_digits(
    at: Address, end: Address, base: int64, negative: bool, zero_alone: bool, place: Address
) -> int64:
    """Read digits with single underscores between them; where `zero_alone`, all must be 0."""
    limit: uint64 = 0x8000000000000000 - uint64(not negative)
    factor = uint64(base)
    magnitude: uint64 = 0
    count: int64 = 0
    fits = True
    while at < end:
        if count > 0 and character(memory, at, end) == UNDERSCORE:
            at += 1
        value = digit_value(character(memory, at, end))
        if value >= factor:
            return NO_NUMBER
        fits = fits and magnitude <= quotient(limit - value, factor)
        magnitude = magnitude * factor + value
        count += 1
        at += 1
    if count == 0 or (zero_alone and (magnitude != 0 or not fits)):
        return NO_NUMBER
    if count > MOST_DIGITS and base & (base - 1) != 0:
        write_i64(memory, place, count)
        return TOO_MANY_DIGITS
    if not fits:
        return OUT_OF_RANGE
    if negative:
        magnitude = uint64(-int64(magnitude))
    write_u64(memory, place, magnitude)
    return FINE


def digit_value(code: uint64) -> uint64:
    """What a digit or letter is worth; 36 or more if it is neither."""
    if code - ZERO < 10 and code >= ZERO:
        return code - ZERO
    letter = code | SMALL
    if letter >= LETTER_A and letter < LETTER_A + 26:
        return letter - LETTER_A + 10
    return 99
