"""Multiplication of 64 by 64 bits in pieces of 32, for targets without a wide product."""

from __future__ import annotations

from ..scalars import int32, int64, uint64
from .primitives import always_inline, never_inline, shift_left, shift_right


@always_inline
def multiply_checked(a: int64, b: int64) -> int64:
    """a * b, which must fit: where both have 32 bits it does."""
    if int64(int32(a)) == a and int64(int32(b)) == b:
        return a * b
    return multiply_large(a, b)


@never_inline
def multiply_large(a: int64, b: int64) -> int64:
    x = uint64(a)
    if a < 0:
        x = uint64(-a)
    y = uint64(b)
    if b < 0:
        y = uint64(-b)
    high_x = shift_right(x, 32)
    high_y = shift_right(y, 32)
    low_x = x & 0xFFFFFFFF
    low_y = y & 0xFFFFFFFF
    # Two upper halves, or a cross product of more than 32 bits, do not fit.
    if high_x != 0 and high_y != 0:
        raise OverflowError("integer result does not fit in 64 bits")
    cross = high_x * low_y + low_x * high_y
    if cross > 0xFFFFFFFF:
        raise OverflowError("integer result does not fit in 64 bits")
    low = low_x * low_y
    magnitude = shift_left(cross, 32) + low
    limit: uint64 = 0x7FFFFFFFFFFFFFFF
    if (a ^ b) < 0:
        limit = 0x8000000000000000
    if magnitude < low or magnitude > limit:
        raise OverflowError("integer result does not fit in 64 bits")
    if (a ^ b) < 0:
        return -int64(magnitude)
    return int64(magnitude)


def multiply_high(a: uint64, b: uint64) -> uint64:
    """The upper half of the 128-bit product."""
    high_a = shift_right(a, 32)
    high_b = shift_right(b, 32)
    low_a = a & 0xFFFFFFFF
    low_b = b & 0xFFFFFFFF
    low = low_a * low_b
    middle = high_a * low_b + shift_right(low, 32)
    other = low_a * high_b + (middle & 0xFFFFFFFF)
    return high_a * high_b + shift_right(middle, 32) + shift_right(other, 32)
