"""The unsigned fixed widths, and what happens where signs meet."""

# oracle: numpy

from pyexec import int8, int16, int32, int64, uint8, uint16, uint32, uint64


def add8(a: uint8, b: uint8) -> uint8:
    return a + b
# run: add8(200, 55) == 255
# run: add8(200, 56) == 0
# run: add8(255, 255) == 254


def subtract8(a: uint8, b: uint8) -> uint8:
    return a - b
# run: subtract8(0, 1) == 255


def multiply64(a: uint64, b: uint64) -> uint64:
    return a * b
# run: multiply64(18446744073709551615, 18446744073709551615) == 1
# run: multiply64(4294967296, 4294967296) == 0


def negate16(a: uint16) -> uint16:
    return -a
# run: negate16(1) == 65535
# run: negate16(0) == 0


def invert32(a: uint32) -> uint32:
    return ~a
# run: invert32(0) == 4294967295


def floor64(a: uint64, b: uint64) -> uint64:
    return a // b
# run: floor64(18446744073709551615, 2) == 9223372036854775807
# run: floor64(18446744073709551615, 18446744073709551615) == 1
# run: floor64(1, 0) raises ZeroDivisionError  # not numpy: it warns and gives 0


def modulo64(a: uint64, b: uint64) -> uint64:
    return a % b
# run: modulo64(18446744073709551615, 10) == 5
# run: modulo64(1, 0) raises ZeroDivisionError  # not numpy: it warns and gives 0


def divide64(a: uint64, b: uint64) -> float:
    return a / b
# run: divide64(18446744073709551615, 3) == 6.148914691236517e+18
# run: divide64(1, 18446744073709551615) == 5.421010862427522e-20
# run: divide64(18446744073709551615, 1) == 1.8446744073709552e+19


def power32(a: uint32, b: uint32) -> uint32:
    return a ** b
# run: power32(3, 21) == 1870418611
# run: power32(2, 32) == 0
# run: power32(0, 0) == 1


def left16(a: uint16, b: uint16) -> uint16:
    return a << b
# run: left16(3, 15) == 32768
# run: left16(3, 16) == 0
# run: left16(3, 65535) == 0


def right64(a: uint64, b: uint64) -> uint64:
    return a >> b
# run: right64(18446744073709551615, 63) == 1
# run: right64(18446744073709551615, 64) == 0


def signs8(a: uint8, b: int8) -> int16:
    return a * b
# run: signs8(255, -128) == -32640


def signs16(a: int16, b: uint16) -> int32:
    return a - b
# run: signs16(-32768, 65535) == -98303


def signs32(a: uint32, b: int32) -> int64:
    return a + b
# run: signs32(4294967295, -2147483648) == 2147483647


def compare_wide(a: uint64, b: int64) -> int64:
    result: int64 = int64(0)
    if a < b:
        result = result + int64(1)
    if a == b:
        result = result + int64(2)
    if b >= a:
        result = result + int64(4)
    return result
# run: compare_wide(18446744073709551615, -1) == 0
# run: compare_wide(9223372036854775808, -9223372036854775808) == 0
# run: compare_wide(5, 5) == 6
# run: compare_wide(4, 5) == 5


def literals(a: uint8) -> uint8:
    return (a << 1) | 0x80 ^ a
# run: literals(3) == 135
# run: literals(255) == 255


def hash_step(h: uint32, b: uint8) -> uint32:
    return (h ^ b) * uint32(16777619)
# run: hash_step(2166136261, 97) == 3826002220


def next_random(state: uint64) -> uint64:
    state = state ^ (state << 13)
    state = state ^ (state >> 7)
    return state ^ (state << 17)
# run: next_random(88172645463325252) == 8748534153485358512


def multiply_high(a: uint64, b: uint64) -> uint64:
    """LLVM recognises this as one multiplication of 128 bits, whatever the target has."""
    mask = uint64(0xFFFFFFFF)
    low = (a & mask) * (b & mask)
    middle = (a >> 32) * (b & mask) + (low >> 32)
    other = (a & mask) * (b >> 32) + (middle & mask)
    return (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32)
# run: multiply_high(18446744073709551615, 18446744073709551615) == 18446744073709551614
# run: multiply_high(12345678901234567890, 9876543210987654321) == 6609981178781634653
# run: multiply_high(4294967296, 4294967296) == 1
# run: multiply_high(4294967295, 4294967297) == 0


def rounds8(start: int8, stop: int8, step: int8) -> int:
    count: int = 0
    i: int8 = int8(0)
    for i in range(start, stop, step):
        count += 1
    return count * 1000 + int(i)
# run: rounds8(-128, 127, 1) == 255126
# run: rounds8(-128, 127, 100) == 3072
# run: rounds8(127, -128, -127) == 2873
# run: rounds8(127, -128, -128) == 1999


def rounds_up(start: uint64, stop: uint64) -> int:
    count: int = 0
    i: uint64 = uint64(0)
    for i in range(start, stop, uint64(3)):
        count += 1
    return count
# run: rounds_up(18446744073709551600, 18446744073709551615) == 5
