"""Floats: division and its checks, powers, rounding, conversion to integers.

`T` is `float` or `float32`; a float32 result is rounded once from the exact or the
double value.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .primitives import (
    T,
    always_inline,
    bits,
    c,
    cast,
    ceil,
    copysign,
    divide,
    fabs,
    floor,
    fmod,
    from_bits,
    nearest,
    never_inline,
    shift_left,
    shift_right,
    trunc,
    truncate_signed,
    truncate_unsigned,
)

INFINITY = float("inf")


@always_inline
def true_divide(a: T, b: T) -> T:
    if b == 0.0:
        raise ZeroDivisionError("float division by zero")
    return divide(a, b)


@always_inline
def modulo_nonzero(a: float, b: float) -> float:
    """a - b * floor(a / b) without the rounding of that formula; the sign is b's."""
    rest = fmod(a, b)
    if rest != 0.0:
        if (b < 0.0) != (rest < 0.0):
            rest = rest + b
    else:
        rest = copysign(0.0, b)
    return rest


@always_inline
def modulo(a: T, b: T) -> T:
    if b == 0.0:
        raise ZeroDivisionError("float modulo")
    return cast(a, modulo_nonzero(a, b))


@always_inline
def divmod_check(a: T, b: T) -> T:
    """Raise what `divmod` raises, before either half is computed."""
    if b == 0.0:
        raise ZeroDivisionError("float divmod()")
    return b


@always_inline
def floor_divide(a: T, b: T) -> T:
    if b == 0.0:
        raise ZeroDivisionError("float floor division by zero")
    return cast(a, floor_divide_nonzero(a, b))


@always_inline
def floor_divide_nonzero(a: float, b: float) -> float:
    """The quotient of a less its remainder, which is an integer but for rounding."""
    rest = fmod(a, b)
    whole = divide(a - rest, b)
    if rest != 0.0 and (b < 0.0) != (rest < 0.0):
        whole = whole - 1.0
    if whole == 0.0:
        return copysign(0.0, divide(a, b))
    down = floor(whole)
    if whole - down > 0.5:
        down = down + 1.0
    return down


@never_inline
def exact_fmod(a: float, b: float) -> float:
    """The C library's fmod, by subtraction of b's mantissa shifted into place."""
    sign = bits(a) & 0x8000000000000000
    x = bits(a) & 0x7FFFFFFFFFFFFFFF
    y = bits(b) & 0x7FFFFFFFFFFFFFFF
    if y == 0 or x >= 0x7FF0000000000000 or y > 0x7FF0000000000000:
        return divide(a * b, a * b)
    if x < y:
        return a
    exponent_x = shift_right(x, 52)
    exponent_y = shift_right(y, 52)
    mantissa_x = x & 0xFFFFFFFFFFFFF
    mantissa_y = y & 0xFFFFFFFFFFFFF
    if exponent_x == 0:
        exponent_x = exponent_x + 1
    else:
        mantissa_x = mantissa_x | 0x10000000000000
    if exponent_y == 0:
        exponent_y = exponent_y + 1
    else:
        mantissa_y = mantissa_y | 0x10000000000000
    while exponent_x > exponent_y:
        if mantissa_x >= mantissa_y:
            mantissa_x = mantissa_x - mantissa_y
        if mantissa_x == 0:
            return from_bits(sign)
        mantissa_x = shift_left(mantissa_x, 1)
        exponent_x = exponent_x - 1
    if mantissa_x >= mantissa_y:
        mantissa_x = mantissa_x - mantissa_y
    if mantissa_x == 0:
        return from_bits(sign)
    # Back to normal form, as far as the exponent goes down.
    while mantissa_x < 0x10000000000000 and exponent_x > 1:
        mantissa_x = shift_left(mantissa_x, 1)
        exponent_x = exponent_x - 1
    if mantissa_x < 0x10000000000000:
        return from_bits(sign | mantissa_x)
    return from_bits(sign | (mantissa_x & 0xFFFFFFFFFFFFF) | shift_left(exponent_x, 52))


@always_inline
def power(base: T, exponent: T) -> T:
    result = cast(base, power_double(base, exponent))
    if fabs(result) == INFINITY and fabs(base) < INFINITY and fabs(exponent) < INFINITY:
        raise OverflowError("(34, 'Numerical result out of range')")
    return result


@always_inline
def power_double(base: float, exponent: float) -> float:
    if base == 0.0 and exponent < 0.0 and exponent > -INFINITY:
        raise ZeroDivisionError("0.0 cannot be raised to a negative power")
    if base < 0.0 and fabs(base) < INFINITY and fabs(exponent) < INFINITY:
        if floor(exponent) != exponent:
            raise ValueError(
                "a negative number to a fractional power is complex: write complex(base) ** exponent"
            )
    return c.pow(base, exponent)


@always_inline
def to_int(x: float) -> int64:
    # The negation lets NaN through to the slow half.
    if not (x >= -9223372036854775808.0 and x < 9223372036854775808.0):
        refuse_conversion(x)
    return truncate_signed(x)


@always_inline
def to_narrow(x: float, low: float, high: float) -> int64:
    """For an integer type of at most 32 bits, with `low` and `high` just outside of it."""
    if not (x > low and x < high):
        refuse_conversion(x)
    return truncate_signed(x)


@always_inline
def to_uint64(x: float) -> uint64:
    if not (x > -1.0 and x < 18446744073709551616.0):
        refuse_conversion(x)
    return truncate_unsigned(x)


@never_inline
def refuse_conversion(x: float) -> None:
    if x != x:
        raise ValueError("cannot convert float NaN to integer")
    if fabs(x) == INFINITY:
        raise OverflowError("cannot convert float infinity to integer")
    raise OverflowError("integer result does not fit in 64 bits")


@always_inline
def is_integer(x: float) -> bool:
    return fabs(x) < INFINITY and floor(x) == x


@always_inline
def round_to_int(x: float) -> int64:
    return to_int(nearest(x))


@always_inline
def floor_to_int(x: float) -> int64:
    return to_int(floor(x))


@always_inline
def ceil_to_int(x: float) -> int64:
    return to_int(ceil(x))


@always_inline
def trunc_to_int(x: float) -> int64:
    return to_int(trunc(x))


def round_digits(x: float, digits: int64) -> float:
    """`round(x, digits)`: the float nearest to the decimal nearest to x, half to even.

    Where 10**|digits| is exact as a float (up to 22), the scaled value is known
    exactly as a float and an error term, so that ties are seen as such; one exact
    division or multiplication then rounds as a decimal conversion would.
    """
    if not fabs(x) < INFINITY or x == 0.0 or digits > 323:
        return x
    if digits < -308:
        return x * 0.0
    if digits < 0:
        return round_tens(x, 0 - digits)
    if digits > 22:
        if fabs(x) * 1e22 >= 9007199254740992.0:
            return x
        raise ValueError("round() of so small a number takes at most 22 digits")
    unit = power_of_ten(digits)
    scaled = x * unit
    if fabs(scaled) >= 9007199254740992.0:
        return x
    return divide(nearest_product(x, unit, scaled), unit)


def nearest_product(x: float, unit: float, scaled: float) -> float:
    """The integer nearest to x * unit, half to even, where `scaled` is that product rounded."""
    error = product_error(x, unit, scaled)
    whole = nearest(scaled)
    rest = scaled - whole
    # The exact product is whole + rest + error.
    if (rest == 0.5 or rest == -0.5) and error != 0.0:
        # Not a tie after all: the error term tells the side.
        whole = floor(scaled)
        if error > 0.0:
            whole = whole + 1.0
    elif rest == 0.0 and fabs(error) == 0.5 and fmod(whole, 2.0) != 0.0:
        whole = whole + copysign(1.0, error)
    return copysign(whole, x)


@always_inline
def product_error(a: float, b: float, product: float) -> float:
    """a * b - product, exactly, by Dekker's splitting in halves of 26 bits."""
    split_a = a * 134217729.0
    high_a = split_a - (split_a - a)
    low_a = a - high_a
    split_b = b * 134217729.0
    high_b = split_b - (split_b - b)
    low_b = b - high_b
    return ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b


def power_of_ten(digits: int64) -> float:
    """10**digits for 0 <= digits <= 22, exactly."""
    result = 1.0
    while digits > 0:
        result = result * 10.0
        digits = digits - 1
    return result


def round_tens(x: float, digits: int64) -> float:
    """To a multiple of 10**digits, digits > 0."""
    magnitude = fabs(x)
    if digits > 22:
        if magnitude < 5e22:
            return copysign(0.0, x)
        raise ValueError("round() of so large a number takes at least -22 digits")
    unit = power_of_ten(digits)
    half = unit * 0.5
    rest = fmod(magnitude, unit)
    # magnitude - rest is high + low exactly; its quotient by unit is an integer.
    high = magnitude - rest
    low = (magnitude - high) - rest
    whole = nearest(divide(high, unit))
    if whole >= 9007199254740992.0:
        return x
    product = whole * unit
    off = (high - product) + (low - product_error(whole, unit, product))
    if off > half:
        whole = whole + 1.0
    elif off < -half:
        whole = whole - 1.0
    if rest > half or (rest == half and fmod(whole, 2.0) == 1.0):
        whole = whole + 1.0
    result = whole * unit
    if result == INFINITY:
        raise OverflowError("rounded value too large to represent")
    return copysign(result, x)
