"""Complex numbers, as CPython computes them; `T` is `complex` or `complex64`."""

from __future__ import annotations

from ..scalars import float64, int64
from .primitives import (
    T,
    always_inline,
    c,
    cast,
    divide,
    fabs,
    hypot,
    make_like,
    shift_right,
    truncate_signed,
)

INFINITY = float("inf")


@always_inline
def add(a: T, b: T) -> T:
    return make_like(a, a.real + b.real, a.imag + b.imag)


@always_inline
def subtract(a: T, b: T) -> T:
    return make_like(a, a.real - b.real, a.imag - b.imag)


@always_inline
def negate(a: T) -> T:
    return make_like(a, -a.real, -a.imag)


@always_inline
def conjugate(a: T) -> T:
    return make_like(a, a.real, -a.imag)


@always_inline
def multiply(a: T, b: T) -> T:
    return make_like(a, a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real)


def true_divide(a: T, b: T) -> T:
    """Smith's method: scaled by the larger part of the divisor, so that nothing overflows."""
    if b.real == 0.0 and b.imag == 0.0:
        raise ZeroDivisionError("complex division by zero")
    if fabs(b.real) >= fabs(b.imag):
        ratio = divide(b.imag, b.real)
        scale = b.real + b.imag * ratio
        return make_like(
            a,
            divide(a.real + a.imag * ratio, scale),
            divide(a.imag - a.real * ratio, scale),
        )
    if fabs(b.imag) >= fabs(b.real):
        ratio = divide(b.real, b.imag)
        scale = b.real * ratio + b.imag
        return make_like(
            a,
            divide(a.real * ratio + a.imag, scale),
            divide(a.imag * ratio - a.real, scale),
        )
    # A part of the divisor is NaN.
    nothing = b.real + b.imag
    return make_like(a, nothing, nothing)


def true_divide_single(a: T, b: T) -> T:
    """The same for `complex64`, as NumPy does it: one division, and products with its result."""
    if b.real == 0.0 and b.imag == 0.0:
        raise ZeroDivisionError("complex division by zero")
    if fabs(b.real) >= fabs(b.imag):
        ratio = divide(b.imag, b.real)
        scale = divide(cast(ratio, 1.0), b.real + b.imag * ratio)
        return make_like(a, (a.real + a.imag * ratio) * scale, (a.imag - a.real * ratio) * scale)
    ratio = divide(b.real, b.imag)
    scale = divide(cast(ratio, 1.0), b.imag + b.real * ratio)
    return make_like(a, (a.real * ratio + a.imag) * scale, (a.imag * ratio - a.real) * scale)


def absolute(a: complex) -> float64:
    """The modulus; an infinite part outweighs a NaN."""
    result = hypot(a.real, a.imag)
    if result == INFINITY and fabs(a.real) < INFINITY and fabs(a.imag) < INFINITY:
        raise OverflowError("absolute value too large")
    return result


@always_inline
def truth(a: T) -> bool:
    return a.real != 0.0 or a.imag != 0.0


@always_inline
def equal(a: T, b: T) -> bool:
    return a.real == b.real and a.imag == b.imag


def power(base: complex, exponent: complex) -> complex:
    """Small whole exponents by multiplication, all others through polar coordinates."""
    result = power_any(base, exponent)
    if fabs(result.real) == INFINITY or fabs(result.imag) == INFINITY:
        raise OverflowError("complex exponentiation")
    return result


def power_any(base: complex, exponent: complex) -> complex:
    if exponent.imag == 0.0 and fabs(exponent.real) <= 100.0:
        whole = truncate_signed(exponent.real)
        if float(whole) == exponent.real:
            if whole > 0:
                return power_whole(base, whole)
            if base.real == 0.0 and base.imag == 0.0 and whole < 0:
                raise ZeroDivisionError("0.0 to a negative or complex power")
            return true_divide(complex(1.0, 0.0), power_whole(base, -whole))
    return power_polar(base, exponent)


def power_whole(base: complex, exponent: int64) -> complex:
    result = complex(1.0, 0.0)
    while exponent > 0:
        if exponent & 1:
            result = result * base
        exponent = shift_right(exponent, 1)
        base = base * base
    return result


def power_polar(base: complex, exponent: complex) -> complex:
    if exponent.real == 0.0 and exponent.imag == 0.0:
        return complex(1.0, 0.0)
    if base.real == 0.0 and base.imag == 0.0:
        if exponent.imag != 0.0 or exponent.real < 0.0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return complex(0.0, 0.0)
    modulus = c.hypot(base.real, base.imag)
    length = c.pow(modulus, exponent.real)
    angle = c.atan2(base.imag, base.real)
    phase = angle * exponent.real
    if exponent.imag != 0.0:
        length = divide(length, c.exp(angle * exponent.imag))
        phase = phase + exponent.imag * c.log(modulus)
    if fabs(phase) == INFINITY:
        # The C library's cosine refuses, and CPython takes that for a power of zero.
        raise ZeroDivisionError("0.0 to a negative or complex power")
    return complex(length * c.cos(phase), length * c.sin(phase))
