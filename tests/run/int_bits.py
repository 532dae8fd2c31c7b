"""Shifts, bit operators and bit methods of `int` and `bool`."""


def left(a: int, n: int) -> int:
    return a << n
# run: left(1, 10) == 1024
# run: left(-3, 4) == -48
# run: left(1, 62) == 4611686018427387904
# run: left(1, 63) raises OverflowError  # not Python: int has 64 bits
# run: left(-1, 63) == -9223372036854775808
# run: left(0, 1000) == 0
# run: left(1, 64) raises OverflowError  # not Python: int has 64 bits
# run: left(1, -1) raises ValueError: negative shift count
# run: left(0, -9223372036854775808) raises ValueError


def right(a: int, n: int) -> int:
    return a >> n
# run: right(1024, 3) == 128
# run: right(-1, 5) == -1
# run: right(-7, 1) == -4
# run: right(7, 64) == 0
# run: right(-7, 64) == -1
# run: right(-9223372036854775808, 63) == -1
# run: right(5, 9223372036854775807) == 0
# run: right(5, -1) raises ValueError: negative shift count


def both(a: int, b: int) -> int:
    return (a & b) + 10 * (a | b) + 100 * (a ^ b)
# run: both(12, 10) == 748
# run: both(-1, 5) == -605
# run: both(-4, -6) == 572


def invert(a: int) -> int:
    return ~a
# run: invert(0) == -1
# run: invert(-9223372036854775808) == 9223372036854775807
# run: invert(41) == -42


def invert_bool(a: bool) -> int:
    return ~(a + 0)
# run: invert_bool(True) == -2
# run: invert_bool(False) == -1


def bool_and(a: bool, b: bool) -> bool:
    return a & b
# run: bool_and(True, False) == False
# run: bool_and(True, True) == True


def bool_or(a: bool, b: bool) -> bool:
    return a | b
# run: bool_or(True, False) == True
# run: bool_or(False, False) == False


def bool_xor(a: bool, b: bool) -> bool:
    return a ^ b
# run: bool_xor(True, True) == False
# run: bool_xor(True, False) == True


def bool_with_int(a: bool, b: int) -> int:
    return (a & b) + (b | a) * 10 + (a ^ b) * 100
# run: bool_with_int(True, 6) == 770
# run: bool_with_int(True, 7) == 671


def length(a: int) -> int:
    return a.bit_length()
# run: length(0) == 0
# run: length(1) == 1
# run: length(-1) == 1
# run: length(255) == 8
# run: length(-256) == 9
# run: length(9223372036854775807) == 63
# run: length(-9223372036854775808) == 64


def count(a: int) -> int:
    return a.bit_count()
# run: count(0) == 0
# run: count(255) == 8
# run: count(-255) == 8
# run: count(-9223372036854775808) == 1
# run: count(9223372036854775807) == 63


def power_of_two(n: int) -> bool:
    return n > 0 and n & (n - 1) == 0
# run: power_of_two(64) == True
# run: power_of_two(65) == False
# run: power_of_two(0) == False
