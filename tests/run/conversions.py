"""`int(x)`, `uint8(x)`, ... between all sorts of numbers."""

from pyexec import bool_, complex64, float32, float64, int8, int16, int32, int64
from pyexec import uint8, uint16, uint32, uint64


def int_of_float(x: float) -> int:
    return int(x)
# run: int_of_float(2.9) == 2
# run: int_of_float(-2.9) == -2
# run: int_of_float(-0.0) == 0
# run: int_of_float(9223372036854774784.0) == 9223372036854774784
# run: int_of_float(-9223372036854775808.0) == -9223372036854775808
# run: int_of_float(9223372036854775808.0) raises OverflowError  # not Python: int has 64 bits
# run: int_of_float(nan) raises ValueError: cannot convert float NaN to integer
# run: int_of_float(inf) raises OverflowError: cannot convert float infinity to integer


def int_of_bool(b: bool) -> int:
    return int(b)
# run: int_of_bool(True) == 1


def float_of_int(n: int) -> float:
    return float(n)
# run: float_of_int(9007199254740993) == 9007199254740992.0
# run: float_of_int(-9223372036854775808) == -9.223372036854776e+18
# run: float_of_int(9223372036854775807) == 9.223372036854776e+18


def bool_of_int(n: int) -> bool:
    return bool(n)
# run: bool_of_int(0) == False
# run: bool_of_int(-1) == True


def bool_of_float(x: float) -> bool:
    return bool_(x)
# run: bool_of_float(0.0) == False
# run: bool_of_float(nan) == True


def nothing() -> float:
    return int() + float() + bool() + uint8() + complex().real
# run: nothing() == 0.0


def int8_of_int(n: int) -> int8:
    return int8(n)
# run: int8_of_int(127) == 127
# run: int8_of_int(128) == -128
# run: int8_of_int(-129) == 127
# run: int8_of_int(9223372036854775807) == -1


def uint8_of_int(n: int) -> uint8:
    return uint8(n)
# run: uint8_of_int(300) == 44
# run: uint8_of_int(-1) == 255


def uint64_of_int(n: int) -> uint64:
    return uint64(n)
# run: uint64_of_int(-1) == 18446744073709551615


def int_of_uint64(n: uint64) -> int:
    return int(n)
# run: int_of_uint64(9223372036854775807) == 9223372036854775807
# run: int_of_uint64(9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def int64_of_uint64(n: uint64) -> int64:
    return int64(n)
# run: int64_of_uint64(18446744073709551615) == -1


def int16_of_int32(n: int32) -> int16:
    return int16(n)
# run: int16_of_int32(-2147483648) == 0
# run: int16_of_int32(98304) == -32768


def int32_of_int8(n: int8) -> int32:
    return int32(n)
# run: int32_of_int8(-128) == -128


def uint32_of_int8(n: int8) -> uint32:
    return uint32(n)
# run: uint32_of_int8(-1) == 4294967295


def uint16_of_bool(b: bool) -> uint16:
    return uint16(b)
# run: uint16_of_bool(True) == 1


def uint8_of_float(x: float) -> uint8:
    return uint8(x)
# run: uint8_of_float(255.9) == 255
# run: uint8_of_float(-0.9) == 0
# run: uint8_of_float(256.0) raises OverflowError
# run: uint8_of_float(-1.0) raises OverflowError
# run: uint8_of_float(nan) raises ValueError


def int32_of_float(x: float) -> int32:
    return int32(x)
# run: int32_of_float(2147483647.9) == 2147483647
# run: int32_of_float(-2147483648.9) == -2147483648
# run: int32_of_float(2147483648.0) raises OverflowError


def uint64_of_float(x: float) -> uint64:
    return uint64(x)
# run: uint64_of_float(18446744073709549568.0) == 18446744073709549568
# run: uint64_of_float(18446744073709551616.0) raises OverflowError
# run: uint64_of_float(-0.5) == 0


def float32_of_int(n: int) -> float32:
    return float32(n)
# run: float32_of_int(16777217) == 16777216.0
# run: float32_of_int(9007199791611905) == 9007200328482816.0
# run: float32_of_int(-9223372036854775808) == -9.223372036854776e+18


def float_of_uint64(n: uint64) -> float64:
    return float64(n)
# run: float_of_uint64(18446744073709551615) == 1.8446744073709552e+19


def complex_of_int(n: int) -> complex:
    return complex(n)
# run: complex_of_int(5) == 5 + 0j


def complex64_of_complex(z: complex) -> complex64:
    return complex64(z)
# run: complex64_of_complex(complex(0.1, 1e40)) == complex(0.10000000149011612, inf)


def implicit(a: int8, b: uint16, x: float32) -> float:
    n: int = a
    n = n + b
    y: float = x
    y = y + n
    return y
# run: implicit(-1, 65535, 0.5) == 65534.5


def clamp(value: int32) -> uint8:
    if value < 0:
        return uint8(0)
    if value > 255:
        return uint8(255)
    return uint8(value)
# run: clamp(-5) == 0
# run: clamp(256) == 255
# run: clamp(77) == 77
