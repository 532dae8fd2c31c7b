"""The functions of `math` on integers: divisors, roots, and ways to choose.

Each gives CPython's result where it fits in 64 bits, and raises OverflowError elsewhere.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .integers import magnitude
from .primitives import (
    multiply_high,
    quotient,
    remainder,
    square_root,
    truncate_unsigned,
)


def gcd(a: uint64, b: int64) -> uint64:
    """The greatest common divisor of a and the magnitude of b."""
    rest = magnitude(b)
    while rest != 0:
        a, rest = rest, remainder(a, rest)
    return a


def lcm(a: uint64, b: int64) -> uint64:
    """The least common multiple, or 2**64 - 1 for one that does not fit.

    No `int` holds that number either, and the multiple of it and 0 is still 0.
    """
    if a == 0 or b == 0:
        return 0
    factor = quotient(magnitude(b), gcd(a, b))
    if multiply_high(a, factor) != 0:
        return 0xFFFFFFFFFFFFFFFF
    return a * factor


def factorial(n: int) -> int:
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    result: int = 1
    while n > 1:
        result = result * n
        n = n - 1
    return result


def permutations(n: int, k: int) -> int:
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    result: int = 1
    while k > 0:
        result = result * n
        n = n - 1
        k = k - 1
    return result


def combinations(n: int, k: int) -> int:
    """Multiplied and divided in turn; a common factor is taken out first, so that only
    a result too large overflows."""
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    if k > n - k:
        k = n - k
    result: int = 1
    step: int = 1
    while step <= k:
        factor = n - k + step
        common = int(gcd(uint64(result), int64(step)))
        result = quotient(result, common) * quotient(factor, quotient(step, common))
        step = step + 1
    return result


def integer_square_root(n: int64) -> int64:
    """The float's root, put right by at most one: 53 bits are enough for 32."""
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    root = truncate_unsigned(square_root(float(n)))
    value = uint64(n)
    if root > 3037000499:
        root = 3037000499
    while root * root > value:
        root = root - 1
    while root < 3037000499 and (root + 1) * (root + 1) <= value:
        root = root + 1
    return int64(root)
