"""Integers: division that rounds down, true division, powers, shifts, comparison.

`T` is any fixed-width type where a function has it; there arithmetic wraps.  On
`int` it is checked, and a result that does not fit raises OverflowError.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .primitives import (
    T,
    always_inline,
    clz,
    divide,
    multiply_high,
    never_inline,
    popcount,
    quotient,
    remainder,
    shift_left,
    shift_right,
    truncate_signed,
    truncate_unsigned,
    unlikely,
    unsigned,
    width,
)

MINIMUM = -(2**63)


@always_inline
def floor_divide_signed(a: T, b: T) -> T:
    if unlikely(unsigned(b + 1) <= 1):
        if b == 0:
            raise ZeroDivisionError("integer division or modulo by zero")
        return (a ^ a) - a
    result = quotient(a, b)
    if unlikely((a ^ b) < 0) and remainder(a, b) != 0:
        result = result - 1
    return result


@always_inline
def floor_divide_unsigned(a: T, b: T) -> T:
    if b == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    return quotient(a, b)


@always_inline
def modulo_signed(a: T, b: T) -> T:
    # One test for both divisors that the machine's division does not take, 0 and -1.
    if unlikely(unsigned(b + 1) <= 1):
        if b == 0:
            raise ZeroDivisionError("integer modulo by zero")
        return a ^ a
    result = remainder(a, b)
    if unlikely((result ^ b) < 0) and result != 0:
        result = result + b
    return result


@always_inline
def modulo_unsigned(a: T, b: T) -> T:
    if b == 0:
        raise ZeroDivisionError("integer modulo by zero")
    return remainder(a, b)


@always_inline
def divmod_check(a: T, b: T) -> T:
    """Raise what `divmod` raises, before either half is computed."""
    if b == 0:
        raise ZeroDivisionError("integer division or modulo by zero")
    return b


@always_inline
def true_divide_exact(a: int64, b: int64) -> float:
    """Operands of at most 32 bits, which floats hold exactly."""
    if b == 0:
        raise ZeroDivisionError("division by zero")
    return divide(float(a), float(b))


@always_inline
def true_divide_signed(a: int64, b: int64) -> float:
    """The float nearest to the exact quotient."""
    if b == 0:
        raise ZeroDivisionError("division by zero")
    # Up to 2**53 floats hold integers exactly, and one IEEE division rounds once.
    if uint64(a + 0x20000000000000) <= 0x40000000000000:
        if uint64(b + 0x20000000000000) <= 0x40000000000000:
            return divide(float(a), float(b))
    magnitude_a = uint64(a)
    if a < 0:
        magnitude_a = uint64(-a)
    magnitude_b = uint64(b)
    if b < 0:
        magnitude_b = uint64(-b)
    result = divide_large(magnitude_a, magnitude_b)
    if (a ^ b) < 0:
        return -result
    return result


@always_inline
def true_divide_unsigned(a: uint64, b: uint64) -> float:
    if b == 0:
        raise ZeroDivisionError("division by zero")
    return divide_large(a, b)


@never_inline
def divide_large(a: uint64, b: uint64) -> float:
    """The float nearest to a / b, by long division to 55 bits or more.

    The bits below are folded into the last one, so that the conversion to a float,
    which rounds half to even, sees on which side of the middle the quotient lies.
    """
    whole = quotient(a, b)
    rest = remainder(a, b)
    scale = 1.0
    while whole < 0x40000000000000 and rest != 0:
        carry = shift_right(rest, 63)
        rest = shift_left(rest, 1)
        whole = shift_left(whole, 1)
        if carry != 0 or rest >= b:
            rest = rest - b
            whole = whole + 1
        scale = scale * 0.5
    if rest != 0:
        whole = whole | 1
    return float(whole) * scale


@always_inline
def negate_checked(a: int) -> int:
    return 0 - a


@always_inline
def negate(a: T) -> T:
    return (a ^ a) - a


@always_inline
def invert(a: T) -> T:
    return (a ^ a) - a - 1


@always_inline
def absolute_checked(a: int) -> int:
    if a < 0:
        return 0 - a
    return a


@always_inline
def absolute_signed(a: T) -> T:
    if a < 0:
        return -a
    return a


@always_inline
def floor_divide_checked(a: int64, b: int64) -> int64:
    if unlikely(unsigned(b + 1) <= 1):
        if b == 0:
            raise ZeroDivisionError("integer division or modulo by zero")
        if a == MINIMUM:
            raise OverflowError("integer result does not fit in 64 bits")
        return -a
    result = quotient(a, b)
    if unlikely((a ^ b) < 0) and remainder(a, b) != 0:
        result = result - 1
    return result


@always_inline
def shift_left_checked(a: int, n: int) -> int:
    if n < 0:
        raise ValueError("negative shift count")
    if n > 63:
        if a == 0:
            return 0
        raise OverflowError("integer result does not fit in 64 bits")
    result = shift_left(a, n)
    if shift_right(result, n) != a:
        raise OverflowError("integer result does not fit in 64 bits")
    return result


@always_inline
def shift_left_signed(a: T, n: T) -> T:
    if n < 0:
        raise ValueError("negative shift count")
    if n >= width(n):
        return a ^ a
    return shift_left(a, n)


@always_inline
def shift_left_unsigned(a: T, n: T) -> T:
    if n >= width(n):
        return a ^ a
    return shift_left(a, n)


@always_inline
def shift_right_signed(a: T, n: T) -> T:
    if n < 0:
        raise ValueError("negative shift count")
    if n >= width(n):
        # Only the sign is left: -1 or 0.
        if a < 0:
            return (a ^ a) - 1
        return a ^ a
    return shift_right(a, n)


@always_inline
def shift_right_unsigned(a: T, n: T) -> T:
    if n >= width(n):
        return a ^ a
    return shift_right(a, n)


def power_checked(base: int, exponent: int) -> int:
    """By repeated squaring, from the lowest bit of the exponent."""
    if exponent < 0:
        raise ValueError("a negative exponent gives a float: write float(base) ** exponent")
    result: int = 1
    while True:
        if exponent & 1:
            result = result * base
        exponent = shift_right(exponent, 1)
        if exponent == 0:
            return result
        # The square is a factor of the result from here on, so it has to fit.
        base = base * base


def power_signed(base: T, exponent: T) -> T:
    if exponent < 0:
        raise ValueError("a negative exponent gives a float: write float(base) ** exponent")
    result = (base ^ base) + 1
    while exponent != 0:
        if exponent & 1:
            result = result * base
        exponent = shift_right(exponent, (exponent ^ exponent) + 1)
        base = base * base
    return result


def power_unsigned(base: T, exponent: T) -> T:
    result = (base ^ base) + 1
    while exponent != 0:
        if exponent & 1:
            result = result * base
        exponent = shift_right(exponent, (exponent ^ exponent) + 1)
        base = base * base
    return result


def multiply_modulo(a: uint64, b: uint64, m: uint64) -> uint64:
    """a * b % m of the exact product, for a < m <= 2**63."""
    high = multiply_high(a, b)
    low = a * b
    if high == 0:
        return remainder(low, m)
    # Long division of the 128-bit product, one bit of its lower half at a time.
    rest = remainder(high, m)
    count: int64 = 0
    while count < 64:
        rest = shift_left(rest, 1) | shift_right(low, 63)
        low = shift_left(low, 1)
        if rest >= m:
            rest = rest - m
        count = count + 1
    return rest


def inverse_modulo(a: uint64, m: uint64) -> uint64:
    """The inverse of a modulo m, for a < m <= 2**63, by Euclid's extended algorithm.

    The factors alternate in sign and stay below m, so only their sizes are kept.
    """
    rest = m
    factor: uint64 = 1
    next_factor: uint64 = 0
    negative = False
    while rest != 0:
        times = quotient(a, rest)
        a, rest = rest, a - times * rest
        factor, next_factor = next_factor, factor + times * next_factor
        negative = not negative
    if a != 1:
        raise ValueError("base is not invertible for the given modulus")
    if negative:
        return m - factor
    return factor


def power_modulo(base: int64, exponent: int64, modulus: int64) -> int64:
    """`pow(base, exponent, modulus)`: a result with the sign of the modulus."""
    if modulus == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    m = magnitude(modulus)
    if m == 1:
        return 0
    square = modulo_large(base, m)
    times = magnitude(exponent)
    if exponent < 0:
        square = inverse_modulo(square, m)
    result: uint64 = 1
    while times != 0:
        if times & 1:
            result = multiply_modulo(result, square, m)
        times = shift_right(times, 1)
        if times != 0:
            square = multiply_modulo(square, square, m)
    signed = int64(result)
    if modulus < 0 and signed != 0:
        return signed + modulus
    return signed


def power_then_modulo(base: int64, exponent: int64, modulus: int64) -> int64:
    """`base ** exponent % modulus`, where the power may have more than 64 bits."""
    if exponent < 0:
        raise ValueError("a negative exponent gives a float: write float(base) ** exponent")
    if modulus == 0:
        raise ZeroDivisionError("integer modulo by zero")
    return power_modulo(base, exponent, modulus)


def modulo_large(a: int64, m: uint64) -> uint64:
    """a % m for 1 < m <= 2**63."""
    rest = remainder(magnitude(a), m)
    if a >= 0 or rest == 0:
        return rest
    return m - rest


@always_inline
def compare_unsigned_signed(a: uint64, b: int64) -> int64:
    """-1, 0 or 1, as a is less than, equal to or greater than b."""
    if b < 0:
        return 1
    other = uint64(b)
    if a < other:
        return -1
    if a > other:
        return 1
    return 0


@always_inline
def compare_signed_float(a: int64, b: float) -> int64:
    """-1, 0 or 1 by the exact values; 2 where b is NaN."""
    if b != b:
        return 2
    if b >= 9223372036854775808.0:
        return -1
    if b < -9223372036854775808.0:
        return 1
    whole = truncate_signed(b)
    if a < whole:
        return -1
    if a > whole:
        return 1
    rest = b - float(whole)
    if rest > 0.0:
        return -1
    if rest < 0.0:
        return 1
    return 0


@always_inline
def compare_unsigned_float(a: uint64, b: float) -> int64:
    """-1, 0 or 1 by the exact values; 2 where b is NaN."""
    if b != b:
        return 2
    if b >= 18446744073709551616.0:
        return -1
    if b < 0.0:
        return 1
    whole = truncate_unsigned(b)
    if a < whole:
        return -1
    if a > whole:
        return 1
    if b > float(whole):
        return -1
    return 0


@always_inline
def checked_from_unsigned(a: uint64) -> int64:
    """A uint64 as an `int`."""
    if a > 0x7FFFFFFFFFFFFFFF:
        raise OverflowError("integer result does not fit in 64 bits")
    return int64(a)


@always_inline
def bit_length_signed(a: int64) -> int64:
    if a < 0:
        a = -a
    return 64 - clz(a)


@always_inline
def bit_length_unsigned(a: uint64) -> int64:
    return int64(64 - clz(a))


@always_inline
def bit_count_signed(a: int64) -> int64:
    if a < 0:
        a = -a
    return popcount(a)


@always_inline
def bit_count_unsigned(a: uint64) -> int64:
    return int64(popcount(a))


def round_to_power(a: int, digits: int) -> int:
    """`round(a, digits)`: to a multiple of 10**-digits, half to even."""
    if digits >= 0:
        return a
    if digits < -19:
        return 0
    # 10**19 does not fit in 64 signed bits; |a| < 10**19 / 2 only where it rounds to 0.
    if digits == -19:
        if a > 5000000000000000000 or a < -5000000000000000000:
            raise OverflowError("integer result does not fit in 64 bits")
        return 0
    unit: int = 1
    while digits < 0:
        unit = unit * 10
        digits = digits + 1
    rest = modulo_signed(int64(a), int64(unit))
    half = quotient(unit, 2)
    low = quotient(a - 0, unit)
    if a < 0 and rest != 0:
        low = low - 1
    if rest > half or (rest == half and (low & 1) == 1):
        low = low + 1
    return low * unit


@always_inline
def magnitude(a: int64) -> uint64:
    if a < 0:
        return uint64(-a)
    return uint64(a)
