"""Rounding to a decimal place where the power of ten is no float: `round(x, 30)`.

    round_scaled(1.4e-25, 25) == 1e-25

CPython prints the float exactly, to the place asked for, and reads the text again.  The
same two roundings are made here, from a float to a whole number N of units 10**-digits
and from N units to a float, with comparisons in 192 bits.  That is enough: numbers
a * 5**k and b * 2**s with a, b < 2**64 and k < 400 that are not equal differ by more
than one part in 2**130 (Mushtak and Lemire, "Fast number parsing without fallback",
2023), and equal ones have k < 28, where the product is exact.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .primitives import (
    bits,
    clz,
    divide,
    fabs,
    from_bits,
    multiply_high,
    shift_left,
    shift_right,
    truncate_unsigned,
)

LARGEST = 1.7976931348623157e308
POWER_27 = 7450580596923828125  # 5**27, the largest power of 5 below 2**63


def round_scaled(x: float, digits: int64) -> float:
    """The magnitude of `round(x, digits)`, for x neither 0 nor infinite nor NaN.

    Raises:
        OverflowError: where it is beyond the largest float.
    """
    x = fabs(x)
    guess = times_power_of_ten(x, digits)
    if guess > 9.1e15:
        return x  # its own last bit is worth more than a unit
    units = nearest_units(x, digits, guess)
    if units == 0:
        return 0.0
    return float_of_units(units, digits)


def times_power_of_ten(x: float, digits: int64) -> float:
    """x * 10**digits to about 48 bits."""
    while digits >= 22:
        x = x * 1e22
        digits = digits - 22
    while digits <= -22:
        x = divide(x, 1e22)
        digits = digits + 22
    while digits > 0:
        x = x * 10.0
        digits = digits - 1
    while digits < 0:
        x = divide(x, 10.0)
        digits = digits + 1
    return x


def nearest_units(x: float, digits: int64, guess: float) -> uint64:
    """The whole number nearest to x * 10**digits, half to even; upwards from below `guess`."""
    units: uint64 = 0
    low = guess - guess * 4e-15 - 1.0
    if low > 0.0:
        units = truncate_unsigned(low)
    while True:
        order = compare_scaled(mantissa(x), digits, last_place(x) + 1, 2 * units + 1)
        if order < 0 or (order == 0 and units & 1 == 0):
            return units
        units = units + 1


def float_of_units(units: uint64, digits: int64) -> float:
    """The float nearest to units / 10**digits, half to even."""
    guess = times_power_of_ten(float(units), -digits)
    if guess > LARGEST:
        guess = LARGEST
    pattern = bits(guess)
    if pattern > 40:
        pattern = pattern - 40
    else:
        pattern = 0
    while True:
        result = from_bits(pattern)
        if result > LARGEST:
            raise OverflowError("rounded value too large to represent")
        order = compare_scaled(units, -digits, 1 - last_place(result), 2 * mantissa(result) + 1)
        if order < 0 or (order == 0 and pattern & 1 == 0):
            return result
        pattern = pattern + 1


def mantissa(x: float) -> uint64:
    """The whole number m of x = m * 2**last_place(x), for x >= 0."""
    pattern = bits(x)
    if shift_right(pattern, 52) == 0:
        return pattern
    return pattern & 0xFFFFFFFFFFFFF | 0x10000000000000


def last_place(x: float) -> int64:
    """The power of two that the last bit of x >= 0 is worth."""
    raised = int64(shift_right(bits(x), 52))
    if raised == 0:
        return -1074
    return raised - 1075


def compare_scaled(a: uint64, digits: int64, twos: int64, b: uint64) -> int64:
    """-1, 0 or 1, as a * 10**digits * 2**twos is less than, equal to or greater than b."""
    if a == 0:
        return -1
    if digits < 0:
        return -compare_product(b, -digits, -digits - twos, a)
    return compare_product(a, digits, digits + twos, b)


def compare_product(a: uint64, fives: int64, twos: int64, b: uint64) -> int64:
    """The same for a * 5**fives * 2**twos, with a and b above 0.

    The product is kept in three words, of which the top bit is set:

        [high][middle][low] * 2**twos
    """
    shift = int64(clz(a))
    high = shift_left(a, uint64(shift))
    middle: uint64 = 0
    low: uint64 = 0
    twos = twos - shift - 128
    while fives > 0:
        factor: uint64 = POWER_27
        if fives < 27:
            factor = power_of_five(fives)
        fives = fives - 27
        shift = int64(clz(factor))
        factor = shift_left(factor, uint64(shift))
        # high:middle:low * factor = word_3:word_2:word_1:word_0
        word_0 = low * factor
        carried = multiply_high(low, factor)
        word_1 = middle * factor + carried
        carried = multiply_high(middle, factor) + uint64(word_1 < carried)
        word_2 = high * factor + carried
        word_3 = multiply_high(high, factor) + uint64(word_2 < carried)
        twos = twos + 64 - shift
        if word_3 < 0x8000000000000000:
            word_3 = shift_left(word_3, 1) | shift_right(word_2, 63)
            word_2 = shift_left(word_2, 1) | shift_right(word_1, 63)
            word_1 = shift_left(word_1, 1) | shift_right(word_0, 63)
            twos = twos - 1
        high = word_3
        middle = word_2
        low = word_1
    shift = int64(clz(b))
    other = shift_left(b, uint64(shift))
    if twos + 128 + shift != 0:
        return (twos + 128 + shift > 0) * 2 - 1
    if high != other:
        return (high > other) * 2 - 1
    return int64(middle != 0 or low != 0)


def power_of_five(exponent: int64) -> uint64:
    result: uint64 = 1
    while exponent > 0:
        result = result * 5
        exponent = exponent - 1
    return result
