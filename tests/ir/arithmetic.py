"""Operators: checked and wrapping operations, functions of the runtime, conversions."""

from pyexec import float32, int8, uint8, uint64


def checked(a: int, b: int) -> int:
    return a + b * 2 - 1
# ir: func checked(a: int64, b: int64) -> int64
# ir: b0:
# ir:   %0: int64 = mul_checked b, 2
# ir:   %1: int64 = add_checked a, %0
# ir:   %2: int64 = sub_checked %1, 1
# ir:   return %2


def wrapping(a: int8, b: int8) -> int8:
    return -a + b
# ir: func wrapping(a: int8, b: int8) -> int8
# ir: b0:
# ir:   %0: int8 = call integers.negate[int8](a)
# ir:   %1: int8 = add %0, b
# ir:   return %1


def floor(a: int, b: int) -> int:
    return a // b
# ir: func floor(a: int64, b: int64) -> int64
# ir: b0:
# ir:   %0: int64 = call integers.floor_divide_checked(a, b)
# ir:   return %0


def true_division(a: int8, b: int8) -> float:
    return a / b
# ir: func true_division(a: int8, b: int8) -> float
# ir: b0:
# ir:   %0: int64 = convert a to int64
# ir:   %1: int64 = convert b to int64
# ir:   %2: float = call integers.true_divide_exact(%0, %1)
# ir:   return %2


def promoted(a: uint8, x: float32, y: float) -> float:
    return a * x + y
# ir: func promoted(a: uint8, x: float32, y: float) -> float
# ir: b0:
# ir:   %0: float32 = convert a to float32
# ir:   %1: float32 = mul %0, x
# ir:   %2: float = convert %1 to float
# ir:   %3: float = add %2, y
# ir:   return %3


def power(a: float, b: float) -> float:
    return a**b
# ir: func power(a: float, b: float) -> float
# ir: b0:
# ir:   %0: float = call floats.power[float](a, b)
# ir:   return %0


def folded(a: int) -> int:
    return a + (2**10 - 4 * 5)
# ir: func folded(a: int64) -> int64
# ir: b0:
# ir:   %0: int64 = add_checked a, 1004
# ir:   return %0


def exact(a: int, x: float) -> bool:
    return a < x
# ir: func exact(a: int64, x: float) -> bool
# ir: b0:
# ir:   %0: int64 = call integers.compare_signed_float(a, x)
# ir:   %1: bool = eq %0, -1
# ir:   return %1


def unsigned(a: uint64, b: int) -> bool:
    return b == a
# ir: func unsigned(a: uint64, b: int64) -> bool
# ir: b0:
# ir:   %0: int64 = call integers.compare_unsigned_signed(a, b)
# ir:   %1: bool = eq %0, 0
# ir:   return %1


def multiplied(a: complex, n: int) -> complex:
    return a * n
# ir: func multiplied(a: complex, n: int64) -> complex
# ir: b0:
# ir:   %0: float = convert n to float
# ir:   %1: complex = complex %0, 0.0
# ir:   %2: complex = call complexes.multiply[complex](a, %1)
# ir:   return %2


def converted(x: float) -> uint8:
    return uint8(x)
# ir: func converted(x: float) -> uint8
# ir: b0:
# ir:   %0: int64 = call floats.to_narrow(x, -1.0, 256.0)
# ir:   %1: uint8 = convert %0 to uint8
# ir:   return %1
