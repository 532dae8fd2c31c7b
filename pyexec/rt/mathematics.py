"""The functions of Python's `math`: the C library's values with Python's errors.

Where CPython computes a function itself (gamma, lgamma, hypot, remainder), so does
this module, by the published algorithm that is named there.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .floats import product_error
from .primitives import (
    always_inline,
    bits,
    c,
    copysign,
    divide,
    fabs,
    fmod,
    from_bits,
    shift_left,
    shift_right,
    square_root,
    trunc,
)

INFINITY = float("inf")
NAN = float("nan")
PI = 3.141592653589793


@always_inline
def in_domain(x: float, result: float) -> float:
    """The rule for a function that cannot overflow: NaN or infinity out of thin air is an error."""
    if result != result and x == x:
        raise ValueError("math domain error")
    if fabs(result) == INFINITY and fabs(x) < INFINITY:
        raise ValueError("math domain error")
    return result


@always_inline
def in_range(x: float, result: float) -> float:
    """The rule for a function that can overflow."""
    if result != result and x == x:
        raise ValueError("math domain error")
    if fabs(result) == INFINITY and fabs(x) < INFINITY:
        raise OverflowError("math range error")
    return result


def acos(x: float) -> float:
    return in_domain(x, c.acos(x))


def acosh(x: float) -> float:
    return in_domain(x, c.acosh(x))


def asin(x: float) -> float:
    return in_domain(x, c.asin(x))


def asinh(x: float) -> float:
    return in_domain(x, c.asinh(x))


def atan(x: float) -> float:
    return in_domain(x, c.atan(x))


def atanh(x: float) -> float:
    return in_domain(x, c.atanh(x))


def cbrt(x: float) -> float:
    return in_domain(x, c.cbrt(x))


def cos(x: float) -> float:
    return in_domain(x, c.cos(x))


def cosh(x: float) -> float:
    return in_range(x, c.cosh(x))


def erf(x: float) -> float:
    return in_domain(x, c.erf(x))


def erfc(x: float) -> float:
    return in_domain(x, c.erfc(x))


def exp(x: float) -> float:
    return in_range(x, c.exp(x))


def exp2(x: float) -> float:
    return in_range(x, c.exp2(x))


def expm1(x: float) -> float:
    return in_range(x, c.expm1(x))


def log1p(x: float) -> float:
    return in_domain(x, c.log1p(x))


def sin(x: float) -> float:
    return in_domain(x, c.sin(x))


def sinh(x: float) -> float:
    return in_range(x, c.sinh(x))


def tan(x: float) -> float:
    return in_domain(x, c.tan(x))


def tanh(x: float) -> float:
    return in_domain(x, c.tanh(x))


@always_inline
def sqrt(x: float) -> float:
    if x < 0.0:
        raise ValueError("math domain error")
    return square_root(x)


def log(x: float) -> float:
    if x <= 0.0:
        raise ValueError("math domain error")
    return c.log(x)


def log2(x: float) -> float:
    if x <= 0.0:
        raise ValueError("math domain error")
    return c.log2(x)


def log10(x: float) -> float:
    if x <= 0.0:
        raise ValueError("math domain error")
    return c.log10(x)


def log_base(x: float, base: float) -> float:
    numerator = log(x)
    denominator = log(base)
    if denominator == 0.0:
        raise ZeroDivisionError("float division by zero")
    return divide(numerator, denominator)


def atan2(y: float, x: float) -> float:
    return c.atan2(y, x)


def pow(x: float, y: float) -> float:
    result = c.pow(x, y)
    if fabs(x) < INFINITY and fabs(y) < INFINITY:
        if result != result:
            raise ValueError("math domain error")
        if fabs(result) == INFINITY:
            if x == 0.0:
                raise ValueError("math domain error")
            raise OverflowError("math range error")
    return result


def math_fmod(x: float, y: float) -> float:
    if fabs(y) == INFINITY and fabs(x) < INFINITY:
        return x
    result = fmod(x, y)
    if result != result and x == x and y == y:
        raise ValueError("math domain error")
    return result


def hypot(x: float, y: float, z: float) -> float:
    """The length of a vector, rounded correctly but in the rarest cases.

    The vector is scaled by a power of two so that no square overflows or vanishes; the
    squares and their sum are kept as a float and an error term each (Dekker 1971,
    Knuth's TwoSum), and one step of Newton's puts the square root right.
    """
    if fabs(x) == INFINITY or fabs(y) == INFINITY or fabs(z) == INFINITY:
        return INFINITY
    if x != x or y != y or z != z:
        return NAN
    largest = fabs(x)
    if fabs(y) > largest:
        largest = fabs(y)
    if fabs(z) > largest:
        largest = fabs(z)
    if largest == fabs(x) + fabs(y) + fabs(z):
        return largest  # at most one coordinate counts
    exponent = frexp_exponent(largest)
    # Two factors, each a normal number, reach a subnormal vector too.
    half = exponent >> 1
    near = power_of_two(-half)
    far = power_of_two(half - exponent)
    scaled = norm(x * near * far, y * near * far, z * near * far)
    return divide(divide(scaled, near), far)


def norm(x: float, y: float, z: float) -> float:
    """The length of a vector whose largest coordinate is between 0.5 and 1."""
    square_x = x * x
    square_y = y * y
    square_z = z * z
    pair = square_x + square_y
    total = pair + square_z
    error = sum_error(square_x, square_y, pair) + sum_error(pair, square_z, total)
    error = error + product_error(x, x, square_x)
    error = error + product_error(y, y, square_y)
    error = error + product_error(z, z, square_z)
    root = square_root(total + error)
    square = root * root
    rest = ((total - square) - product_error(root, root, square)) + error
    return root + divide(rest, 2.0 * root)


@always_inline
def sum_error(a: float, b: float, total: float) -> float:
    """a + b - total, exactly, where `total` is a + b rounded."""
    shadow = total - a
    return (a - (total - shadow)) + (b - shadow)


def remainder(x: float, y: float) -> float:
    """IEEE 754's remainder: x less the nearest multiple of y, half to even, exactly."""
    if fabs(x) < INFINITY and fabs(y) < INFINITY:
        if y == 0.0:
            raise ValueError("math domain error")
        size = fabs(y)
        rest = fmod(fabs(x), size)
        other = size - rest
        result = rest
        if rest > other:
            result = -other
        elif rest == other:
            # Half way: the even multiple, which 2 * size tells from the odd one.
            result = rest - 2.0 * fmod(0.5 * (fabs(x) - rest), size)
        return copysign(1.0, x) * result
    if x != x:
        return x
    if y != y:
        return y
    if fabs(x) == INFINITY:
        raise ValueError("math domain error")
    return x


@always_inline
def degrees(x: float) -> float:
    return x * 57.29577951308232


@always_inline
def radians(x: float) -> float:
    return x * 0.017453292519943295


@always_inline
def isnan(x: float) -> bool:
    return x != x


@always_inline
def isinf(x: float) -> bool:
    return fabs(x) == INFINITY


@always_inline
def isfinite(x: float) -> bool:
    return fabs(x) < INFINITY


@always_inline
def isclose(a: float, b: float, rel_tol: float, abs_tol: float) -> bool:
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if fabs(a) == INFINITY or fabs(b) == INFINITY:
        return False
    apart = fabs(b - a)
    return apart <= fabs(rel_tol * b) or apart <= fabs(rel_tol * a) or apart <= abs_tol


def frexp_exponent(x: float) -> int64:
    """The power of two beside a mantissa of 0.5 to 1; 0 for 0, infinities and NaN."""
    if x == 0.0 or not fabs(x) < INFINITY:
        return 0
    exponent = int64(shift_right(bits(fabs(x)), 52))
    if exponent == 0:
        # Subnormal: 2**54 times as large it is not.
        return int64(shift_right(bits(fabs(x) * 18014398509481984.0), 52)) - 1076
    return exponent - 1022


def frexp_mantissa(x: float) -> float:
    if x == 0.0 or not fabs(x) < INFINITY:
        return x
    if shift_right(bits(fabs(x)), 52) == 0:
        x = x * 18014398509481984.0
    return from_bits((bits(x) & 0x800FFFFFFFFFFFFF) | 0x3FE0000000000000)


def ldexp(x: float, exponent: int64) -> float:
    if x == 0.0 or not fabs(x) < INFINITY:
        return x
    if exponent > 2200:
        raise OverflowError("math range error")
    if exponent < -2200:
        return copysign(0.0, x)
    # The mantissa is scaled by powers of two that are normal; only the last
    # multiplication can round, and so rounds once.
    total = exponent + frexp_exponent(x)
    mantissa = frexp_mantissa(x)
    if total > 1024:
        raise OverflowError("math range error")
    if total > 0:
        return mantissa * 2.0 * power_of_two(total - 1)
    if total > -1021:
        return mantissa * power_of_two(total)
    if total < -1080:
        return copysign(0.0, x)
    return mantissa * power_of_two(total + 1000) * power_of_two(-1000)


@always_inline
def power_of_two(exponent: int64) -> float:
    """2**exponent for an exponent of a normal number."""
    return from_bits(shift_left(uint64(exponent + 1023), 52))


@always_inline
def modf_fraction(x: float) -> float:
    if fabs(x) == INFINITY:
        return copysign(0.0, x)
    return copysign(x - trunc(x), x)


@always_inline
def modf_whole(x: float) -> float:
    return trunc(x)


def nextafter(x: float, y: float) -> float:
    if x != x or y != y:
        return x + y
    if x == y:
        return y
    if x == 0.0:
        return copysign(5e-324, y)
    if (x < y) == (x > 0.0):
        return from_bits(bits(x) + 1)
    return from_bits(bits(x) - 1)


def ulp(x: float) -> float:
    x = fabs(x)
    if not x < INFINITY:
        return x
    above = nextafter(x, INFINITY)
    if above == INFINITY:
        return x - nextafter(x, 0.0)
    return above - x
