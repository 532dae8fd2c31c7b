"""`float32` and `complex64`: every result rounded to single precision, as NumPy's."""

# oracle: numpy

from pyexec import complex64, float32, int8, int32, uint16


def add(a: float32, b: float32) -> float32:
    return a + b
# run: add(0.1, 0.2) == 0.30000001192092896
# run: add(16777216.0, 1.0) == 16777216.0
# run: add(3.4e38, 3.4e38) == inf


def subtract(a: float32, b: float32) -> float32:
    return a - b
# run: subtract(0.3, 0.1) == 0.20000001788139343


def multiply(a: float32, b: float32) -> float32:
    return a * b
# run: multiply(0.1, 0.1) == 0.010000000707805157
# run: multiply(1e-30, 1e-30) == 0.0
# run: multiply(-1e-30, 1e-30) == -0.0


def divide(a: float32, b: float32) -> float32:
    return a / b
# run: divide(1.0, 3.0) == 0.3333333432674408
# run: divide(1.0, 0.0) raises ZeroDivisionError  # not numpy: it warns and gives inf


def floor_divide(a: float32, b: float32) -> float32:
    return a // b
# run: floor_divide(7.5, -2.0) == -4.0
# run: floor_divide(1.0, 0.1) == 9.0
# run: floor_divide(1e+30, 3.0) == 3.333333383491554e+29
# run: floor_divide(1.0, 0.0) raises ZeroDivisionError  # not numpy: it warns and gives inf


def modulo(a: float32, b: float32) -> float32:
    return a % b
# run: modulo(1.0, 0.1) == 0.09999998658895493
# run: modulo(-1.0, 0.3) == 0.20000004768371582
# run: modulo(6.0, -3.0) == -0.0
# run: modulo(-1e-20, 3.0) == 3.0


def negate(a: float32) -> float32:
    return -a + abs(a)
# run: negate(-1.5) == 3.0


def with_small_int(a: float32, n: int8) -> float32:
    return a * n
# run: with_small_int(0.1, 3) == 0.30000001192092896


def with_wide_int(a: float32, n: int32) -> float:
    return a * n
# run: with_wide_int(0.1, 3) == 0.30000000447034836


def with_float(a: float32, b: float) -> float:
    return a + b
# run: with_float(0.1, 0.2) == 0.30000000149011613


def with_literal(a: float32) -> float32:
    return a * 2 + 0.1
# run: with_literal(0.1) == 0.30000001192092896


def compare(a: float32, b: float) -> bool:
    return a == b
# run: compare(0.1, 0.1) == False
# run: compare(0.5, 0.5) == True


def narrow(a: float) -> float32:
    return float32(a)
# run: narrow(0.1) == 0.10000000149011612
# run: narrow(1e40) == inf
# run: narrow(1e-46) == 0.0
# run: narrow(16777217.0) == 16777216.0
# run: narrow(nan) == nan


def from_int(n: int32) -> float32:
    return float32(n)
# run: from_int(16777217) == 16777216.0
# run: from_int(2147483647) == 2147483648.0


def from_unsigned(n: uint16) -> float32:
    return float32(n) / float32(3)
# run: from_unsigned(65535) == 21845.0


def sum_of_tenths(n: int32) -> float32:
    total: float32 = float32(0.0)
    for _ in range(n):
        total = total + float32(0.1)
    return total
# run: sum_of_tenths(10) == 1.0000001192092896
# run: sum_of_tenths(1000) == 99.9990463256836


def multiply_complex(a: complex64, b: complex64) -> complex64:
    return a * b
# run: multiply_complex(1 + 2j, 3 - 5j) == 13 + 1j
# run: multiply_complex(complex(0.1, 0.2), complex(0.3, 0.4)) == complex(-0.05000000447034836, 0.10000000894069672)


def divide_complex(a: complex64, b: complex64) -> complex64:
    return a / b
# run: divide_complex(1 + 2j, 3 - 4j) == complex(-0.19999998807907104, 0.3999999761581421)
# run: divide_complex(1 + 2j, 4 - 3j) == complex(-0.07999999821186066, 0.4399999976158142)
# run: divide_complex(1 + 2j, 0j) raises ZeroDivisionError  # not numpy: it warns and gives nan


def modulus(a: complex64) -> float32:
    return abs(a)
# run: modulus(3 + 4j) == 5.0
# run: modulus(1 + 1j) == 1.4142135381698608


def real_part(a: complex64) -> float32:
    return a.real - a.imag
# run: real_part(complex(0.1, 0.2)) == -0.10000000149011612


def scaled(a: complex64, x: float32) -> complex64:
    return a * x + x
# run: scaled(1 + 2j, 0.1) == complex(0.20000000298023224, 0.20000000298023224)
