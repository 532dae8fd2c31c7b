"""Integers from text, as Python's `int(text)` reads them.

    read_integer(memory, start, end, place, 8, True)   # of " -1_28 ": FINE, and -128 at `place`

The text is ASCII: whitespace around, a sign, digits with single underscores between them.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .characters import (
    MINUS,
    PLUS,
    UNDERSCORE,
    character,
    digit,
    drop_spaces,
    skip_spaces,
)
from .primitives import Address, Memory, quotient, shift_left, write_u64

# What reading a text can come to.
FINE, NO_NUMBER, OUT_OF_RANGE = 0, 1, 2

# Python reads no longer ones, since it would take time by the square of their length.
MOST_DIGITS = 4300


def read_integer(
    memory: Memory, start: Address, end: Address, place: Address, width: int64, signed: bool
) -> int64:
    """Read a text that is an integer of `width` bits, and write it to `place` in 64.

    Returns:
        FINE, or NO_NUMBER or OUT_OF_RANGE, and nothing is written.
    """
    start = skip_spaces(memory, start, end)
    end = drop_spaces(memory, start, end)
    sign = character(memory, start, end)
    if sign == MINUS or sign == PLUS:
        start += 1
    # The largest magnitude: 127 and -128, or 255 and -0.
    limit = shift_left(uint64(1), uint64(width - 1)) - 1
    if not signed:
        limit = 2 * limit + 1
    if sign == MINUS:
        limit = limit + 1 if signed else uint64(0)
    return read_magnitude(memory, start, end, place, limit, sign == MINUS)


def read_magnitude(
    memory: Memory, start: Address, end: Address, place: Address, limit: uint64, negative: bool
) -> int64:
    """Read digits that make a number up to `limit`."""
    magnitude: uint64 = 0
    count: int64 = 0
    fits = True
    while start < end:
        if count > 0 and character(memory, start, end) == UNDERSCORE:
            start += 1
        value = digit(memory, start, end)
        if value > 9:
            return NO_NUMBER
        fits = fits and value <= limit and magnitude <= quotient(limit - value, uint64(10))
        magnitude = magnitude * 10 + value
        count += 1
        start += 1
    if count == 0 or count > MOST_DIGITS:
        return NO_NUMBER
    if not fits:
        return OUT_OF_RANGE
    if negative:
        magnitude = uint64(0) - magnitude
    write_u64(memory, place, magnitude)
    return FINE
