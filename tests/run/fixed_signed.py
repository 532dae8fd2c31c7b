"""The signed fixed widths: arithmetic wraps around, as NumPy's does."""

# oracle: numpy

from pyexec import int8, int16, int32, int64


def add8(a: int8, b: int8) -> int8:
    return a + b
# run: add8(100, 27) == 127
# run: add8(100, 28) == -128
# run: add8(-128, -1) == 127


def subtract8(a: int8, b: int8) -> int8:
    return a - b
# run: subtract8(-128, 1) == 127
# run: subtract8(0, -128) == -128


def multiply16(a: int16, b: int16) -> int16:
    return a * b
# run: multiply16(256, 128) == -32768
# run: multiply16(-32768, -1) == -32768
# run: multiply16(181, 181) == 32761


def multiply64(a: int64, b: int64) -> int64:
    return a * b
# run: multiply64(9223372036854775807, 2) == -2
# run: multiply64(4294967296, 4294967296) == 0
# run: multiply64(-9223372036854775808, -1) == -9223372036854775808


def add64(a: int64, b: int64) -> int64:
    return a + b
# run: add64(9223372036854775807, 1) == -9223372036854775808


def negate32(a: int32) -> int32:
    return -a
# run: negate32(-2147483648) == -2147483648
# run: negate32(5) == -5


def absolute8(a: int8) -> int8:
    return abs(a)
# run: absolute8(-128) == -128
# run: absolute8(-5) == 5


def invert8(a: int8) -> int8:
    return ~a
# run: invert8(0) == -1
# run: invert8(-128) == 127


def floor8(a: int8, b: int8) -> int8:
    return a // b
# run: floor8(-7, 2) == -4
# run: floor8(-128, -1) == -128
# run: floor8(5, 0) raises ZeroDivisionError  # not numpy: it warns and gives 0


def modulo8(a: int8, b: int8) -> int8:
    return a % b
# run: modulo8(-7, 3) == 2
# run: modulo8(7, -3) == -2
# run: modulo8(-128, -1) == 0
# run: modulo8(5, 0) raises ZeroDivisionError  # not numpy: it warns and gives 0


def modulo64(a: int64, b: int64) -> int64:
    return a % b
# run: modulo64(-9223372036854775808, -1) == 0
# run: modulo64(-9223372036854775808, 10) == 2


def floor64(a: int64, b: int64) -> int64:
    return a // b
# run: floor64(-9223372036854775808, -1) == -9223372036854775808
# run: floor64(-9223372036854775808, 10) == -922337203685477581


def divide8(a: int8, b: int8) -> float:
    return a / b
# run: divide8(1, 3) == 0.3333333333333333  # not numpy: a float16
# run: divide8(1, 0) raises ZeroDivisionError  # not numpy: it warns and gives inf


def divide64(a: int64, b: int64) -> float:
    return a / b
# run: divide64(9223372036854775807, 7) == 1.3176245766935393e+18
# run: divide64(-9223372036854775808, -1) == 9.223372036854776e+18


def power8(a: int8, b: int8) -> int8:
    return a ** b
# run: power8(2, 6) == 64
# run: power8(2, 7) == -128
# run: power8(3, 5) == -13
# run: power8(3, 0) == 1
# run: power8(-1, 127) == -1
# run: power8(3, -1) raises ValueError


def power64(a: int64, b: int64) -> int64:
    return a ** b
# run: power64(3, 41) == -420491770248316829
# run: power64(2, 64) == 0


def left8(a: int8, b: int8) -> int8:
    return a << b
# run: left8(3, 6) == -64
# run: left8(1, 8) == 0
# run: left8(1, 127) == 0
# run: left8(1, -1) raises ValueError  # not numpy: it gives 0


def right8(a: int8, b: int8) -> int8:
    return a >> b
# run: right8(-128, 3) == -16
# run: right8(-1, 100) == -1
# run: right8(1, 100) == 0
# run: right8(1, -1) raises ValueError  # not numpy: it gives 0


def bits32(a: int32, b: int32) -> int32:
    return (a & b) ^ (a | b)
# run: bits32(12, 10) == 6
# run: bits32(-2147483648, 2147483647) == -1


def narrow_and_wide(a: int8, b: int32) -> int32:
    return a * b
# run: narrow_and_wide(-128, 16777216) == -2147483648
# run: narrow_and_wide(100, 100) == 10000


def with_literal(a: int8) -> int8:
    return a * 3 + 1
# run: with_literal(50) == -105
# run: with_literal(-43) == -128


def with_bool(a: int8, b: bool) -> int8:
    return a + b
# run: with_bool(127, True) == -128


def compare(a: int8, b: int64) -> bool:
    return a < b
# run: compare(-128, -9223372036854775808) == False
# run: compare(127, 128) == True


def sum_to(n: int32) -> int32:
    total: int32 = int32(0)
    for i in range(n):
        total = total + int32(i * i)
    return total
# run: sum_to(10) == 285
# run: sum_to(3000) == 405565908
