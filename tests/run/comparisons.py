"""Comparisons: by exact values whatever the types, chained, each operand evaluated once."""


def six(a: int, b: int) -> int:
    result: int = 0
    if a == b:
        result += 1
    if a != b:
        result += 2
    if a < b:
        result += 4
    if a <= b:
        result += 8
    if a > b:
        result += 16
    if a >= b:
        result += 32
    return result
# run: six(1, 2) == 14
# run: six(2, 2) == 41
# run: six(3, 2) == 50
# run: six(-9223372036854775808, 9223372036854775807) == 14


def six_floats(a: float, b: float) -> int:
    return (a == b) + 2 * (a != b) + 4 * (a < b) + 8 * (a <= b) + 16 * (a > b) + 32 * (a >= b)
# run: six_floats(1.0, 2.0) == 14
# run: six_floats(0.0, -0.0) == 41
# run: six_floats(nan, nan) == 2
# run: six_floats(nan, 1.0) == 2
# run: six_floats(inf, 1e308) == 50
# run: six_floats(-inf, -inf) == 41


def six_mixed(a: int, b: float) -> int:
    return (a == b) + 2 * (a != b) + 4 * (a < b) + 8 * (a <= b) + 16 * (a > b) + 32 * (a >= b)
# run: six_mixed(9007199254740993, 9007199254740992.0) == 50
# run: six_mixed(9007199254740992, 9007199254740992.0) == 41
# run: six_mixed(9223372036854775807, 9223372036854775808.0) == 14
# run: six_mixed(-9223372036854775808, -9223372036854775808.0) == 41
# run: six_mixed(-9223372036854775808, -1e19) == 50
# run: six_mixed(0, nan) == 2
# run: six_mixed(5, inf) == 14
# run: six_mixed(5, -inf) == 50
# run: six_mixed(5, 5.5) == 14
# run: six_mixed(-5, -5.5) == 50
# run: six_mixed(0, -0.0) == 41


def six_turned(a: float, b: int) -> int:
    return (a == b) + 2 * (a != b) + 4 * (a < b) + 8 * (a <= b) + 16 * (a > b) + 32 * (a >= b)
# run: six_turned(9007199254740992.0, 9007199254740993) == 14
# run: six_turned(nan, 3) == 2
# run: six_turned(3.5, 3) == 50
# run: six_turned(-3.5, -3) == 14


def chained(a: int, b: int, c: int) -> bool:
    return a < b <= c
# run: chained(1, 2, 2) == True
# run: chained(1, 1, 2) == False
# run: chained(1, 3, 2) == False


def long_chain(a: int, b: float, c: int) -> bool:
    return 0 <= a < b <= c != 7 > 1
# run: long_chain(1, 1.5, 2) == True
# run: long_chain(1, 1.5, 7) == False
# run: long_chain(-1, 1.5, 2) == False


def counted(n: int) -> int:
    if n > 100:
        raise ValueError("counted too often")
    return n + 50


def once(n: int) -> bool:
    return n < counted(n) < counted(n + 1)
# run: once(3) == True
# run: once(200) raises ValueError: counted too often


def short(n: int) -> bool:
    return n < 10 < counted(n)
# run: short(200) == False
# run: short(5) == True


def of_bools(a: bool, b: bool) -> bool:
    return a < b or a == b
# run: of_bools(False, True) == True
# run: of_bools(True, False) == False
# run: of_bools(True, True) == True


def bool_with_number(a: bool, b: float) -> bool:
    return a == b
# run: bool_with_number(True, 1.0) == True
# run: bool_with_number(False, -0.0) == True
# run: bool_with_number(True, 2.0) == False


def literals(x: float) -> int:
    return (x < 3) + 2 * (3 < x) + 4 * (x == 9007199254740993) + 8 * (x > 1e400)
# run: literals(2.5) == 1
# run: literals(9007199254740992.0) == 2
# run: literals(inf) == 2


def equal_complex(a: complex, b: complex) -> bool:
    return a == b
# run: equal_complex(1 + 2j, 1 + 2j) == True
# run: equal_complex(1 + 2j, 1 - 2j) == False
# run: equal_complex(complex(nan, 0), complex(nan, 0)) == False


def complex_with_int(a: complex, b: int) -> bool:
    return a == b or b != a and b == 77
# run: complex_with_int(9007199254740992 + 0j, 9007199254740993) == False
# run: complex_with_int(5 + 0j, 5) == True
# run: complex_with_int(5 + 1j, 5) == False
# run: complex_with_int(5 + 1j, 77) == True
