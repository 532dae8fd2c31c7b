"""Arithmetic of `float`: IEEE 754, with Python's errors where a divisor is zero."""


def add(a: float, b: float) -> float:
    return a + b
# run: add(0.1, 0.2) == 0.30000000000000004
# run: add(1e308, 1e308) == inf
# run: add(inf, -inf) == nan
# run: add(-0.0, -0.0) == -0.0
# run: add(-0.0, 0.0) == 0.0
# run: add(5e-324, 5e-324) == 1e-323


def subtract(a: float, b: float) -> float:
    return a - b
# run: subtract(0.3, 0.1) == 0.19999999999999998
# run: subtract(-0.0, 0.0) == -0.0
# run: subtract(1.0, 1.0) == 0.0


def multiply(a: float, b: float) -> float:
    return a * b
# run: multiply(0.1, 3.0) == 0.30000000000000004
# run: multiply(-0.0, 5.0) == -0.0
# run: multiply(inf, 0.0) == nan
# run: multiply(5e-324, 0.5) == 0.0
# run: multiply(1e200, 1e200) == inf


def negate(a: float) -> float:
    return -a
# run: negate(0.0) == -0.0
# run: negate(-0.0) == 0.0
# run: negate(inf) == -inf
# run: negate(nan) == nan


def divide(a: float, b: float) -> float:
    return a / b
# run: divide(1.0, 3.0) == 0.3333333333333333
# run: divide(-1.0, inf) == -0.0
# run: divide(1.0, 0.0) raises ZeroDivisionError
# run: divide(nan, 0.0) raises ZeroDivisionError
# run: divide(0.0, -0.0) raises ZeroDivisionError
# run: divide(1e308, 1e-10) == inf


def floor_divide(a: float, b: float) -> float:
    return a // b
# run: floor_divide(7.5, 2.0) == 3.0
# run: floor_divide(-7.5, 2.0) == -4.0
# run: floor_divide(7.5, -2.0) == -4.0
# run: floor_divide(1.0, 0.1) == 9.0
# run: floor_divide(-0.0, 3.0) == -0.0
# run: floor_divide(0.5, 2.0) == 0.0
# run: floor_divide(-0.5, 2.0) == -1.0
# run: floor_divide(inf, 2.0) == nan
# run: floor_divide(2.0, inf) == 0.0
# run: floor_divide(-2.0, inf) == -1.0
# run: floor_divide(1e308, 1e-308) == inf
# run: floor_divide(1.0, 0.0) raises ZeroDivisionError
# run: floor_divide(1e16, 3.0) == 3333333333333333.0


def modulo(a: float, b: float) -> float:
    return a % b
# run: modulo(7.5, 2.0) == 1.5
# run: modulo(-7.5, 2.0) == 0.5
# run: modulo(7.5, -2.0) == -0.5
# run: modulo(-7.5, -2.0) == -1.5
# run: modulo(6.0, 3.0) == 0.0
# run: modulo(-6.0, 3.0) == 0.0
# run: modulo(6.0, -3.0) == -0.0
# run: modulo(1.0, 0.1) == 0.09999999999999995
# run: modulo(-1e-20, 3.0) == 3.0
# run: modulo(5.0, inf) == 5.0
# run: modulo(-5.0, inf) == inf
# run: modulo(inf, 5.0) == nan
# run: modulo(5.0, nan) == nan
# run: modulo(5.0, 0.0) raises ZeroDivisionError
# run: modulo(1e308, 3.0) == 2.0
# run: modulo(5e-324, 1e-323) == 5e-324
# run: modulo(-5e-324, 1e-323) == 5e-324


def both(a: float, b: float) -> float:
    q, r = divmod(a, b)
    return q * 100.0 + r
# run: both(7.5, 2.0) == 301.5
# run: both(-7.5, 2.0) == -399.5
# run: both(1.0, 0.0) raises ZeroDivisionError


def mixed(n: int, x: float) -> float:
    return n + x * n - n / x + n % x
# run: mixed(7, 2.0) == 18.5
# run: mixed(9007199254740993, 0.5) == -4503599627370496.0
# run: mixed(7, 0.0) raises ZeroDivisionError


def with_bool(b: bool, x: float) -> float:
    return b * x + b
# run: with_bool(True, 2.5) == 3.5
# run: with_bool(False, -2.5) == 0.0


def literals(x: float) -> float:
    return 2 * x + 1 - x / 3 + 1e3 * x - 0.1
# run: literals(1.5) == 1503.4
# run: literals(-0.0) == 0.9


def truth(x: float) -> int:
    if x:
        return 1
    return 0
# run: truth(0.0) == 0
# run: truth(-0.0) == 0
# run: truth(nan) == 1
# run: truth(5e-324) == 1


def parts(x: float) -> float:
    return x.real * 2.0 + x.imag + x.conjugate()
# run: parts(1.5) == 4.5


def whole(x: float) -> bool:
    return x.is_integer()
# run: whole(2.0) == True
# run: whole(2.5) == False
# run: whole(inf) == False
# run: whole(nan) == False
# run: whole(-0.0) == True
# run: whole(1e300) == True
