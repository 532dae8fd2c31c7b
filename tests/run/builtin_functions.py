"""abs, min, max, round, divmod and pow on `int`, `float` and `bool`."""


def absolute(n: int) -> int:
    return abs(n)
# run: absolute(-5) == 5
# run: absolute(-9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def absolute_float(x: float) -> float:
    return abs(x)
# run: absolute_float(-0.0) == 0.0
# run: absolute_float(-inf) == inf
# run: absolute_float(nan) == nan


def absolute_bool(b: bool) -> int:
    return abs(b)
# run: absolute_bool(True) == 1


def least(a: int, b: int, c: int) -> int:
    return min(a, b, c)
# run: least(3, 1, 2) == 1
# run: least(-1, -1, 0) == -1


def greatest(a: int, b: int, c: int) -> int:
    return max(a, b, c)
# run: greatest(3, 1, 2) == 3


def least_float(a: float, b: float) -> float:
    return min(a, b)
# run: least_float(0.0, -0.0) == 0.0
# run: least_float(-0.0, 0.0) == -0.0
# run: least_float(nan, 1.0) == nan
# run: least_float(1.0, nan) == 1.0


def greatest_float(a: float, b: float) -> float:
    return max(a, b)
# run: greatest_float(0.0, -0.0) == 0.0
# run: greatest_float(-0.0, 0.0) == -0.0
# run: greatest_float(nan, 1.0) == nan
# run: greatest_float(1.0, nan) == 1.0


def clamp(n: int) -> int:
    return max(0, min(n, 255))
# run: clamp(-3) == 0
# run: clamp(300) == 255
# run: clamp(7) == 7


def least_bool(a: bool, b: bool) -> bool:
    return min(a, b)
# run: least_bool(True, False) == False


def rounded(x: float) -> int:
    return round(x)
# run: rounded(2.5) == 2
# run: rounded(3.5) == 4
# run: rounded(-2.5) == -2
# run: rounded(-0.4) == 0
# run: rounded(0.49999999999999994) == 0
# run: rounded(4503599627370497.5) == 4503599627370498
# run: rounded(1e18) == 1000000000000000000
# run: rounded(1e19) raises OverflowError  # not Python: int has 64 bits
# run: rounded(nan) raises ValueError
# run: rounded(inf) raises OverflowError


def rounded_int(n: int) -> int:
    return round(n)
# run: rounded_int(-7) == -7


def rounded_digits(x: float, n: int) -> float:
    return round(x, n)
# run: rounded_digits(2.675, 2) == 2.67
# run: rounded_digits(2.5, 0) == 2.0
# run: rounded_digits(-2.5, 0) == -2.0
# run: rounded_digits(1234.5678, -2) == 1200.0
# run: rounded_digits(1250.0, -2) == 1200.0
# run: rounded_digits(1350.0, -2) == 1400.0
# run: rounded_digits(-0.04, 1) == -0.0
# run: rounded_digits(0.125, 2) == 0.12
# run: rounded_digits(0.375, 2) == 0.38
# run: rounded_digits(5e22, -22) == 5e+22
# run: rounded_digits(1e308, -308) == 1e+308
# run: rounded_digits(1.7e308, -308) raises OverflowError
# run: rounded_digits(123.456, 400) == 123.456
# run: rounded_digits(123.456, -400) == 0.0
# run: rounded_digits(-123.456, -400) == -0.0
# run: rounded_digits(nan, 2) == nan
# run: rounded_digits(inf, 2) == inf
# run: rounded_digits(1e-25, 25) == 1e-25
# run: rounded_digits(1.4e-25, 25) == 1e-25
# run: rounded_digits(5.960464477539063e-08, 23) == 5.960464477539062e-08
# run: rounded_digits(1.5e-310, 310) == 2e-310
# run: rounded_digits(5e-324, 323) == 0.0
# run: rounded_digits(1.2345e+30, -27) == 1.235e+30
# run: rounded_digits(9.999e+99, -98) == 1e+100
# run: rounded_digits(0.5, 9223372036854775807) == 0.5
# run: rounded_digits(0.5, -9223372036854775808) == 0.0


def rounded_int_digits(a: int, n: int) -> int:
    return round(a, n)
# run: rounded_int_digits(1250, -2) == 1200
# run: rounded_int_digits(1350, -2) == 1400
# run: rounded_int_digits(-1250, -2) == -1200
# run: rounded_int_digits(-1251, -2) == -1300
# run: rounded_int_digits(1251, 2) == 1251
# run: rounded_int_digits(9223372036854775807, -19) raises OverflowError  # not Python: int has 64 bits
# run: rounded_int_digits(4999999999999999999, -19) == 0
# run: rounded_int_digits(9223372036854775807, -18) == 9000000000000000000
# run: rounded_int_digits(9223372036854775807, -1) raises OverflowError  # not Python: int has 64 bits
# run: rounded_int_digits(-9223372036854775808, -3) raises OverflowError  # not Python: int has 64 bits
# run: rounded_int_digits(5, -9223372036854775808) == 0  # not Python: it tries to compute 10 ** 2**63


def members(n: int, b: bool) -> int:
    return n.real + n.imag + n.conjugate() + b.real + b.conjugate()
# run: members(4, True) == 10
