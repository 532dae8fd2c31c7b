"""Functions to explain: loops, calls that are inlined, errors possible and impossible."""

from __future__ import annotations

import math

from pyexec import float32, int32


def digit_sum(n: int) -> int:
    total: int = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def harshad(limit: int) -> int:
    """How many numbers below a limit can be divided
    by the sum of their digits."""
    count: int = 0
    for n in range(1, limit):
        if n % digit_sum(n) == 0:
            count += 1
    return count


def powers(base: int, exp: int) -> int:
    total: int = base**exp + exp**base
    return total


def area(a: float, b: float, c: float) -> float:
    if a + b < c or b + c < a or c + a < b:
        raise ValueError("no such triangle")
    s = (a + b + c) / 2
    return math.sqrt(s * (s - a) * (s - b) * (s - c))


def fibonacci(n: int) -> int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def rotate(z: complex, times: int) -> complex:
    for _ in range(times):
        z *= 1j
    return z


def day_name(day: int32) -> int32:
    if day == 0:
        return int32(77)
    if day == 1:
        return int32(84)
    if day == 2:
        return int32(87)
    if day == 3:
        return int32(70)
    return int32(83)


def blend(a: float32, b: float32, amount: float32) -> float32:
    return a + (b - a) * amount


def sine(x: float) -> float:
    return math.sin(x) / 2


def unannotated_local(n: int) -> int:
    total = 0
    return total + n
