"""Calls of other functions: keywords, defaults, recursion, constants of the module."""

import math

SCALE = 3
OFFSET: float = 0.5
FLAG = True
ROTATION = 1j


def scaled(n: int, by: int = SCALE, *, plus: int = 1) -> int:
    return n * by + plus
# run: scaled(5) == 16
# run: scaled(5, 2) == 11
# run: scaled(5, by=4) == 21
# run: scaled(5, plus=0) == 15
# run: scaled(n=2, plus=-1, by=10) == 19


def positional(a: int, b: int = 7, /, c: float = 0.25) -> float:
    return a * b + c
# run: positional(2) == 14.25
# run: positional(2, 3) == 6.25
# run: positional(2, c=1.5) == 15.5


def uses_keywords(n: int) -> int:
    return scaled(n, plus=5) + scaled(by=n, n=2) + scaled(1, 1)
# run: uses_keywords(4) == 28


def digit(n: int) -> int:
    if n < 0:
        raise ValueError("no digit")
    return n


def argument_order(a: int, b: int) -> int:
    return scaled(plus=digit(a), n=digit(b) // 0)
# run: argument_order(-1, 1) raises ValueError: no digit
# run: argument_order(1, 1) raises ZeroDivisionError


def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)
# run: factorial(20) == 2432902008176640000
# run: factorial(21) raises OverflowError  # not Python: int has 64 bits


def fibonacci(n: int) -> int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)
# run: fibonacci(20) == 6765


def is_even(n: int) -> bool:
    if n == 0:
        return True
    return is_odd(n - 1)
# run: is_even(10) == True
# run: is_even(11) == False


def is_odd(n: int) -> bool:
    if n == 0:
        return False
    return is_even(n - 1)
# run: is_odd(7) == True


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))
# run: ackermann(2, 3) == 9


def endless(n: int) -> int:
    return endless(n + 1) + 1
# run: endless(0) raises RecursionError


def endless_pair(n: int) -> int:
    return 1 + endless_other(n)
# run: endless_pair(0) raises RecursionError


def endless_other(n: int) -> int:
    return endless_pair(n) - 1


def endless_tail(n: int) -> int:
    return endless_tail(n)
# run: endless_tail(0) raises RecursionError


def constants(x: float) -> float:
    return x * SCALE + OFFSET + math.pi + math.e * 0 + FLAG
# run: constants(2.0) == 10.641592653589793


def infinities(x: float) -> bool:
    return x < math.inf and x > -math.inf and math.nan != math.nan and math.tau > 6
# run: infinities(1e308) == True
# run: infinities(inf) == False


def rotated(z: complex) -> complex:
    return z * ROTATION
# run: rotated(2 + 3j) == -3 + 2j


def nothing(n: int) -> None:
    if n < 0:
        raise ValueError("negative")
# run: nothing(1) == None
# run: nothing(-1) raises ValueError: negative


def early(n: int) -> None:
    while True:
        if n > 10:
            return
        n += 1
        if n == 5:
            return None
# run: early(3) == None


def calls_nothing(n: int) -> int:
    nothing(n)
    early(n)
    return n
# run: calls_nothing(2) == 2
# run: calls_nothing(-2) raises ValueError


def _helper(x: float, y: float = 2.0) -> float:
    return x * y


def helped(x: float) -> float:
    return _helper(x) + _helper(y=x, x=1.0) + _helper(_helper(x))
# run: helped(1.5) == 10.5


def widened(n: int) -> float:
    return _helper(n)
# run: widened(3) == 6.0


def make_power(exponent: int, shift: float):  # type: ignore[no-untyped-def]
    def square_twice(n: int) -> float:
        return n**2 * exponent + shift

    return square_twice


square_twice = make_power(2, 0.5)
# run: square_twice(3) == 18.5


def no_parameters() -> int:
    return 42
# run: no_parameters() == 42


def many(a: int, b: float, c: bool, d: int, e: float, f: int, g: int, h: int, i: int) -> float:
    return a + b * 2 + c * 4 + d * 8 + e * 16 + f * 32 + g * 64 + h * 128 + i * 256
# run: many(1, 0.5, True, 1, 0.25, 1, 1, 1, 1) == 498.0
