"""`format(value, spec)` for numbers and texts, of specs known at run time or before.

    format_int(1234567, ">12,") == "   1,234,567"
    format_float(2.675, ".2f") == "2.67"
    format_str("ab", "*^6") == "**ab**"

Of a spec that is constant the compiler has the three numbers that `format_specs.parse`
gives, and calls the function below which takes them: `formatted_int` and its like.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..primitives import always_inline, copysign
from .float_formatting import (
    CAPITALS,
    DOT_ZERO,
    KEEP_POINT,
    LETTER_F,
    LETTER_G,
    LETTER_R,
    float_body,
    is_zero_text,
    whole_digits,
)
from .format_specs import (
    BLANK_SIGN,
    INSIDE,
    LEFT,
    LETTER_D,
    LETTER_S,
    RIGHT,
    align_of,
    is_alternate,
    is_binary_kind,
    is_float_kind,
    is_zero_positive,
    kind_of,
    parse,
    shown,
    sign_of,
)
from .layouts import aligned, laid_out, sign_for
from .text_blocks import character, length_of, part
from .texts import bits_of_digit, digits_of, str_of_bool, str_of_float, str_of_int, str_of_unsigned

PERCENT, LETTER_C, LETTER_N, LETTER_O = 37, 99, 110, 111
CAPITAL_X = 88
SMALL = 32

LARGEST_CODE = 0x10FFFF


def format_int(value: int, spec: str) -> str:
    """`format(value, spec)`.

    Raises:
        ValueError: if the spec is none for integers.
        OverflowError: if the value is no character, and the spec wants one.
    """
    if spec == "":
        return str_of_int(value)
    fields, width, precision = parse(spec, "int", RIGHT, LETTER_D)
    return formatted_int(value, fields, width, precision)


def format_unsigned(value: uint64, spec: str) -> str:
    """`format(value, spec)` of an integer without a sign.

    Raises:
        ValueError, OverflowError: as of an integer.
    """
    if spec == "":
        return str_of_unsigned(value)
    fields, width, precision = parse(spec, "int", RIGHT, LETTER_D)
    return formatted_unsigned(value, fields, width, precision)


def format_bool(value: bool, spec: str) -> str:
    """`format(value, spec)`: as of an integer, unless the spec is empty.

    Raises:
        ValueError: if the spec is none for integers.
    """
    if spec == "":
        return str_of_bool(value)
    fields, width, precision = parse(spec, "bool", RIGHT, LETTER_D)
    return formatted_bool(value, fields, width, precision)


def format_float(value: float, spec: str) -> str:
    """`format(value, spec)`.

    Raises:
        ValueError: if the spec is none for floats.
    """
    if spec == "":
        return str_of_float(value)
    fields, width, precision = parse(spec, "float", RIGHT, 0)
    return formatted_float(value, fields, width, precision)


def format_str(value: str, spec: str) -> str:
    """`format(value, spec)`.

    Raises:
        ValueError: if the spec is none for texts.
    """
    if spec == "":
        return value
    fields, width, precision = parse(spec, "str", LEFT, LETTER_S)
    return formatted_str(value, fields, width, precision)


# Of what a spec was parsed to


def formatted_int(value: int, fields: int64, width: int64, precision: int64) -> str:
    """An integer as three numbers of a spec want it."""
    if is_float_kind(kind_of(fields)):
        return formatted_float(float(value), fields, width, precision)
    return formatted_magnitude(magnitude(value), value < 0, "int", fields, width, precision)


def formatted_unsigned(value: uint64, fields: int64, width: int64, precision: int64) -> str:
    """An integer without a sign as three numbers of a spec want it."""
    if is_float_kind(kind_of(fields)):
        return formatted_float(float(value), fields, width, precision)
    return formatted_magnitude(value, False, "int", fields, width, precision)


def formatted_bool(value: bool, fields: int64, width: int64, precision: int64) -> str:
    """0 or 1 as three numbers of a spec want it."""
    if is_float_kind(kind_of(fields)):
        return formatted_float(float(value), fields, width, precision)
    return formatted_magnitude(uint64(value), False, "bool", fields, width, precision)


@always_inline
def magnitude(value: int64) -> uint64:
    """The absolute value, of the least of all integers too."""
    return uint64(-value) if value < 0 else uint64(value)


def formatted_magnitude(
    value: uint64, negative: bool, owner: str, fields: int64, width: int64, precision: int64
) -> str:
    """An integer with a sign of its own as three numbers of a spec want it."""
    kind = kind_of(fields)
    if kind != LETTER_C and kind != LETTER_D and kind != LETTER_N and not is_binary_kind(kind):
        raise ValueError(unknown_kind(kind, owner))
    if precision >= 0:
        raise ValueError("Precision not allowed in integer format specifier")
    if is_zero_positive(fields):
        raise ValueError("Negative zero coercion (z) not allowed in integer format specifier")
    if kind == LETTER_C:
        return formatted_code(value, negative, fields, width)
    sign = sign_for(negative, fields)
    if kind == LETTER_D or kind == LETTER_N:
        body = str_of_unsigned(value)
        return laid_out(body, length_of(body), sign, 0, fields, width, 3)
    body = digits_of(value, bits_of_digit(kind), kind == CAPITAL_X)
    prefix = kind if is_alternate(fields) else uint32(0)
    return laid_out(body, length_of(body), sign, prefix, fields, width, 4)


def formatted_code(value: uint64, negative: bool, fields: int64, width: int64) -> str:
    """The character that an integer is the code of."""
    if sign_of(fields) != 0:
        raise ValueError("Sign not allowed with integer format specifier 'c'")
    if is_alternate(fields):
        raise ValueError("Alternate form (#) not allowed with integer format specifier 'c'")
    if negative or value > LARGEST_CODE:
        raise OverflowError("%c arg not in range(0x110000)")
    return laid_out(character(uint32(value)), 0, 0, 0, fields, width, 0)


def formatted_float(value: float, fields: int64, width: int64, precision: int64) -> str:
    """A float as three numbers of a spec want it."""
    kind = kind_of(fields)
    if kind == PERCENT:
        body = float_body(value * 100.0, LETTER_F, precision_or(precision, 6), flags_of(fields))
        return laid_out_float(body + "%", value, fields, width)
    if kind != 0 and kind != LETTER_N and not is_float_kind(kind):
        raise ValueError(unknown_kind(kind, "float"))
    return laid_out_float(body_of(value, fields, precision), value, fields, width)


def body_of(value: float, fields: int64, precision: int64) -> str:
    """The magnitude of a float, of any kind but a percentage."""
    kind = kind_of(fields)
    flags = flags_of(fields)
    if kind == 0:
        letter: uint32 = LETTER_R if precision < 0 else LETTER_G
        return float_body(value, letter, precision_or(precision, 0), flags | DOT_ZERO)
    if kind == LETTER_N:
        return float_body(value, LETTER_G, precision_or(precision, 6), flags)
    return float_body(value, kind | SMALL, precision_or(precision, 6), flags)


@always_inline
def precision_or(precision: int64, natural: int64) -> int64:
    """A precision, or what there is where none is given."""
    return precision if precision >= 0 else natural


def flags_of(fields: int64) -> int64:
    """The flags of `float_body`."""
    kind = kind_of(fields)
    capital = kind >= 69 and kind <= 71
    return int64(is_alternate(fields)) * KEEP_POINT | int64(capital) * CAPITALS


def laid_out_float(body: str, value: float, fields: int64, width: int64) -> str:
    """The magnitude of a float with its sign, in its room."""
    negative = copysign(1.0, value) < 0.0 and value == value
    if negative and is_zero_positive(fields) and is_zero_text(body):
        negative = False
    sign = sign_for(negative, fields)
    return laid_out(body, whole_digits(body), sign, 0, fields, width, 3)


def formatted_str(value: str, fields: int64, width: int64, precision: int64) -> str:
    """A text as three numbers of a spec want it."""
    if kind_of(fields) != LETTER_S:
        raise ValueError(unknown_kind(kind_of(fields), "str"))
    if sign_of(fields) == BLANK_SIGN:
        raise ValueError("Space not allowed in string format specifier")
    if sign_of(fields) != 0:
        raise ValueError("Sign not allowed in string format specifier")
    if is_zero_positive(fields):
        raise ValueError("Negative zero coercion (z) not allowed in string format specifier")
    if is_alternate(fields):
        raise ValueError("Alternate form (#) not allowed in string format specifier")
    if align_of(fields) == INSIDE:
        raise ValueError("'=' alignment not allowed in string format specifier")
    if precision >= 0 and precision < length_of(value):
        value = part(value, 0, precision)
    return aligned(value, fields, width)


def unknown_kind(kind: uint32, owner: str) -> str:
    """What is said of a letter that is none for a value."""
    return "Unknown format code " + shown(kind) + " for object of type '" + owner + "'"
