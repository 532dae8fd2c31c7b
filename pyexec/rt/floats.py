"""Floats: division and its checks, powers, rounding, conversion to integers.

`T` is `float` or `float32`; a float32 result is rounded once from the exact or the
double value.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .decimals import last_place, mantissa, round_scaled
from .primitives import (
    T,
    always_inline,
    bits,
    c,
    cast,
    ceil,
    clz,
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
NAN = float("nan")


@always_inline
def true_divide(a: T, b: T) -> T:
    if b == 0.0:
        raise ZeroDivisionError("float division by zero")
    return divide(a, b)


@always_inline
def modulo(a: T, b: T) -> T:
    """a - b * floor(a / b) without the rounding of that formula; the sign is b's."""
    if b == 0.0:
        raise ZeroDivisionError("float modulo")
    rest = cast(a, fmod(a, b))
    if rest != 0.0:
        if (b < 0.0) != (rest < 0.0):
            rest = rest + b
    else:
        rest = copysign(rest, b)
    return rest


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
    return floor_divide_nonzero(a, b)


@always_inline
def floor_divide_nonzero(a: T, b: T) -> T:
    """The quotient of a less its remainder, which is an integer but for rounding."""
    rest = cast(a, fmod(a, b))
    whole = divide(a - rest, b)
    if rest != 0.0 and (b < 0.0) != (rest < 0.0):
        whole = whole - 1.0
    if whole == 0.0:
        return copysign(whole, divide(a, b))
    down = floor(whole)
    if whole - down > 0.5:
        down = down + 1.0
    return down


@never_inline
def exact_fmod(a: float, b: float) -> float:
    """The C library's fmod: b's mantissa is subtracted from a's at every place it reaches."""
    sign = bits(a) & 0x8000000000000000
    if b == 0.0 or not fabs(a) < INFINITY or b != b:
        return divide(a * b, a * b)
    if fabs(a) < fabs(b):
        return a
    place = last_place(fabs(a))
    last = last_place(fabs(b))
    # A subnormal mantissa is moved up, so that both have their top bit at 52.
    rest = mantissa(fabs(a))
    shift = int64(clz(rest)) - 11
    rest = shift_left(rest, uint64(shift))
    place = place - shift
    divisor = mantissa(fabs(b))
    shift = int64(clz(divisor)) - 11
    divisor = shift_left(divisor, uint64(shift))
    last = last - shift
    while place > last:
        if rest >= divisor:
            rest = rest - divisor
        rest = shift_left(rest, 1)
        place = place - 1
    if rest >= divisor:
        rest = rest - divisor
    if rest == 0:
        return from_bits(sign)
    shift = int64(clz(rest)) - 11
    rest = shift_left(rest, uint64(shift))
    place = place - shift
    if place < -1074:
        return from_bits(sign | shift_right(rest, uint64(-1074 - place)))
    return from_bits(sign | (rest & 0xFFFFFFFFFFFFF) | shift_left(uint64(place + 1075), 52))


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
                "a negative number to a fractional power is complex: "
                "write complex(base) ** exponent"
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
        refuse_narrow(x)
    return truncate_signed(x)


@always_inline
def to_uint64(x: float) -> uint64:
    if not (x > -1.0 and x < 18446744073709551616.0):
        refuse_narrow(x)
    return truncate_unsigned(x)


@never_inline
def refuse_conversion(x: float) -> None:
    if x != x:
        raise ValueError("cannot convert float NaN to integer")
    if fabs(x) == INFINITY:
        raise OverflowError("cannot convert float infinity to integer")
    raise OverflowError("integer result does not fit in 64 bits")


@never_inline
def refuse_narrow(x: float) -> None:
    if x != x:
        raise ValueError("cannot convert float NaN to integer")
    if fabs(x) == INFINITY:
        raise OverflowError("cannot convert float infinity to integer")
    raise OverflowError("float value does not fit in the integer type")


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

    Where 10**digits is exact as a float (up to 22), the scaled value is known exactly as
    a float and an error term, so that ties are seen as such; one exact division then
    rounds as a decimal conversion would.
    """
    if not fabs(x) < INFINITY or x == 0.0 or digits > 323:
        return x
    if digits < -308:
        return x * 0.0
    if digits < 0 or digits > 22:
        return copysign(round_scaled(x, digits), x)
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


def whole_or_nan(x: int64) -> float:
    """`x` where a float has that value, else NaN, which is equal to no other value."""
    size = uint64(-x if x < 0 else x)
    lowest = size & (~size + 1)  # its lowest bit that is set
    if lowest >= 2048 or size <= shift_left(lowest, 53):
        return float(x)
    return NAN
