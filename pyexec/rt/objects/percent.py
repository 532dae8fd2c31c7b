"""`template % values`, a conversion at a time: what "%5.2f" does to a number.

    percent_float(2.675, ord("f"), 0, 5, 2) == " 2.67"
    percent_int(255, ord("x"), ALTERNATE_FORM, 0, -1) == "0xff"
    percent_text("abc", LEFT_SIDE, 5, 2) == "ab   "

The compiler takes a constant template apart and joins what these give.  Flags are added; a
width that is not given is 0, a precision -1.  A width below 0, which a `*` can bring, is one
with a minus sign.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from .float_formatting import CAPITALS, KEEP_POINT, float_body
from .format_specs import (
    ALIGN,
    BLANK,
    BLANK_SIGN,
    INSIDE,
    LEFT,
    LETTER_D,
    PLUS_SIGN,
    RIGHT,
    SIGN,
    ZERO,
)
from .formatting import CAPITAL_X, LARGEST_CODE, SMALL, laid_out_float, magnitude
from .layouts import aligned, laid_out, sign_for
from .padding import padded
from .text_blocks import character, length_of, part
from .texts import bits_of_digit, digits_of, str_of_unsigned

# Flags: those of "%-+ #0d", in this order.
LEFT_SIDE, WITH_PLUS, WITH_BLANK, ALTERNATE_FORM, WITH_ZEROES = 1, 2, 4, 8, 16

LETTER_I, LETTER_U = 105, 117


def percent_int(value: int, letter: int64, flags: int64, width: int64, precision: int64) -> str:
    """%d, %i, %u, %o, %x or %X of an integer."""
    return percent_magnitude(magnitude(value), value < 0, letter, flags, width, precision)


def percent_unsigned(
    value: uint64, letter: int64, flags: int64, width: int64, precision: int64
) -> str:
    """The same of an integer without a sign."""
    return percent_magnitude(value, False, letter, flags, width, precision)


def percent_magnitude(
    value: uint64, negative: bool, letter: int64, flags: int64, width: int64, precision: int64
) -> str:
    """An integer with a sign of its own, of `precision` digits at least."""
    prefix: uint32 = 0
    if letter == LETTER_D or letter == LETTER_I or letter == LETTER_U:
        body = str_of_unsigned(value)
    else:
        body = digits_of(value, bits_of_digit(uint32(letter)), letter == CAPITAL_X)
        if flags & ALTERNATE_FORM != 0:
            prefix = uint32(letter)
    body = padded(body, precision - length_of(body), 0, ZERO)
    fields = fields_for(flags, width)
    sign = sign_for(negative, fields)
    return laid_out(body, length_of(body), sign, prefix, fields, abs(width), 0)


def percent_float(value: float, letter: int64, flags: int64, width: int64, precision: int64) -> str:
    """%e, %E, %f, %F, %g or %G of a float.

    Raises:
        ValueError: if the precision is beyond what CPython takes.
    """
    shape: int64 = CAPITALS if letter & SMALL == 0 else 0
    if flags & ALTERNATE_FORM != 0:
        shape = shape | KEEP_POINT
    places = precision if precision >= 0 else int64(6)
    body = float_body(value, uint32(letter | SMALL), places, shape)
    return laid_out_float(body, value, fields_for(flags, width), abs(width))


def percent_text(text: str, flags: int64, width: int64, precision: int64) -> str:
    """%s, %r or %a of what is a text by now, of `precision` characters at most."""
    if precision >= 0 and precision < length_of(text):
        text = part(text, 0, precision)
    return aligned(text, fields_for(flags & LEFT_SIDE, width), abs(width))


def percent_code(value: int, flags: int64, width: int64) -> str:
    """%c of an integer.

    Raises:
        OverflowError: if no character has that code.
    """
    if value < 0 or value > LARGEST_CODE:
        raise OverflowError("%c arg not in range(0x110000)")
    return percent_text(character(uint32(value)), flags, width, -1)


def percent_character(text: str, flags: int64, width: int64) -> str:
    """%c of a text.

    Raises:
        TypeError: if it is not one character.
    """
    if length_of(text) != 1:
        raise TypeError("%c requires int or char")
    return percent_text(text, flags, width, -1)


def star_precision(precision: int) -> int:
    """The precision that a `*` brings: 0 where it is below."""
    return precision if precision > 0 else 0


def fields_for(flags: int64, width: int64) -> int64:
    """The fields of the spec that does what flags ask for."""
    align: int64 = RIGHT
    fill: int64 = BLANK
    if flags & LEFT_SIDE != 0 or width < 0:
        align = LEFT
    elif flags & WITH_ZEROES != 0:
        align = INSIDE
        fill = ZERO
    sign: int64 = 0
    if flags & WITH_PLUS != 0:
        sign = PLUS_SIGN
    elif flags & WITH_BLANK != 0:
        sign = BLANK_SIGN
    return fill | align << ALIGN | sign << SIGN
