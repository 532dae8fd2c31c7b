"""`format(value, spec)` for complex numbers.

    format_complex(1.5 - 2j, ".2f") == "1.50-2.00j"
    format_complex(2j, ">8") == "      2j"

Both parts are written as floats, the imaginary one with its sign; fill and width are for the
whole.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import bits
from .float_formatting import LETTER_G, LETTER_R, float_body
from .format_specs import (
    INSIDE,
    PLUS_SIGN,
    RIGHT,
    SIGN,
    ZERO,
    align_of,
    fill_of,
    is_float_kind,
    kind_of,
    parse,
)
from .formatting import (
    LETTER_N,
    PERCENT,
    SMALL,
    flags_of,
    laid_out_float,
    precision_or,
    unknown_kind,
)
from .layouts import aligned
from .texts import str_of_complex


def format_complex(value: complex, spec: str) -> str:
    """`format(value, spec)`.

    Raises:
        ValueError: if the spec is none for complex numbers.
    """
    if spec == "":
        return str_of_complex(value)
    fields, width, precision = parse(spec, "complex", RIGHT, 0)
    return formatted_complex(value, fields, width, precision)


def formatted_complex(value: complex, fields: int64, width: int64, precision: int64) -> str:
    """A complex number as three numbers of a spec want it."""
    kind = kind_of(fields)
    if kind == PERCENT or (kind != 0 and kind != LETTER_N and not is_float_kind(kind)):
        raise ValueError(unknown_kind(kind, "complex"))
    if fill_of(fields) == ZERO:
        raise ValueError("Zero padding is not allowed in complex format specifier")
    if align_of(fields) == INSIDE:
        raise ValueError("'=' alignment flag is not allowed in complex format specifier")
    # As `repr`, a spec without a letter shows no real part that is 0, and brackets otherwise.
    if kind == 0 and bits(value.real) == 0:
        return aligned(part_text(value.imag, fields, precision) + "j", fields, width)
    signed = fields & ~(3 << SIGN) | PLUS_SIGN << SIGN
    text = part_text(value.real, fields, precision) + part_text(value.imag, signed, precision)
    text = "(" + text + "j)" if kind == 0 else text + "j"
    return aligned(text, fields, width)


def part_text(x: float, fields: int64, precision: int64) -> str:
    """A part of a complex number, as long as it is."""
    kind = kind_of(fields)
    flags = flags_of(fields)
    if kind == 0:
        letter: uint32 = LETTER_R if precision < 0 else LETTER_G
        body = float_body(x, letter, precision_or(precision, 0), flags)
    elif kind == LETTER_N:
        body = float_body(x, LETTER_G, precision_or(precision, 6), flags)
    else:
        body = float_body(x, kind | SMALL, precision_or(precision, 6), flags)
    return laid_out_float(body, x, fields, 0)
