"""With overflow="wrap" `int` wraps around modulo 2**64 and never raises for its size."""

# options: overflow="wrap"
# oracle: numpy

from pyexec import int64


def add(a: int64, b: int64) -> int64:
    return a + b
# run: add(9223372036854775807, 1) == -9223372036854775808


def mixed(a: int, b: int) -> int:
    return a * b + a - b
# run: mixed(9223372036854775807, 9223372036854775807) == 1  # not numpy: int is Python's
# run: mixed(4294967296, 4294967296) == 0  # not numpy: int is Python's
# run: mixed(3, 4) == 11


def negate(a: int) -> int:
    return -a
# run: negate(-9223372036854775808) == -9223372036854775808  # not numpy: int is Python's


def absolute(a: int) -> int:
    return abs(a)
# run: absolute(-9223372036854775808) == -9223372036854775808  # not numpy: int is Python's


def power(a: int, b: int) -> int:
    return a ** b
# run: power(3, 41) == -420491770248316829  # not numpy: int is Python's
# run: power(2, 64) == 0  # not numpy: int is Python's
# run: power(2, -1) raises ValueError  # not numpy: a float


def left(a: int, n: int) -> int:
    return a << n
# run: left(1, 63) == -9223372036854775808  # not numpy: int is Python's
# run: left(1, 64) == 0  # not numpy: int is Python's
# run: left(1, -1) raises ValueError


def floor(a: int, b: int) -> int:
    return a // b
# run: floor(-9223372036854775808, -1) == -9223372036854775808  # not numpy: int is Python's
# run: floor(-7, 2) == -4
# run: floor(1, 0) raises ZeroDivisionError


def hash_of(n: int) -> int:
    h: int = 1469598103934665603
    for i in range(n):
        h = (h ^ i) * 1099511628211
    return h
# run: hash_of(0) == 1469598103934665603
# run: hash_of(100) == 6676401841899300199  # not numpy: int is Python's
