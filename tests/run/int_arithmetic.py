"""`int`: exact while a result fits in 64 bits, OverflowError beyond."""

LARGE = 2**62


def add(a: int, b: int) -> int:
    return a + b
# run: add(2, 3) == 5
# run: add(-2, 3) == 1
# run: add(9223372036854775806, 1) == 9223372036854775807
# run: add(9223372036854775807, 1) raises OverflowError  # not Python: int has 64 bits
# run: add(-9223372036854775808, -1) raises OverflowError  # not Python: int has 64 bits
# run: add(9007199254740993, 0) == 9007199254740993


def subtract(a: int, b: int) -> int:
    return a - b
# run: subtract(2, 3) == -1
# run: subtract(-9223372036854775808, 0) == -9223372036854775808
# run: subtract(-9223372036854775808, 1) raises OverflowError  # not Python: int has 64 bits
# run: subtract(0, -9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def multiply(a: int, b: int) -> int:
    return a * b
# run: multiply(6, 7) == 42
# run: multiply(-6, 7) == -42
# run: multiply(4294967296, 2147483647) == 9223372032559808512
# run: multiply(4294967296, 2147483648) raises OverflowError  # not Python: int has 64 bits
# run: multiply(-4294967296, 2147483648) == -9223372036854775808
# run: multiply(-9223372036854775808, -1) raises OverflowError  # not Python: int has 64 bits
# run: multiply(-9223372036854775808, 1) == -9223372036854775808
# run: multiply(3037000500, 3037000500) raises OverflowError  # not Python: int has 64 bits
# run: multiply(3037000499, 3037000499) == 9223372030926249001
# run: multiply(0, -9223372036854775808) == 0


def negate(a: int) -> int:
    return -a
# run: negate(5) == -5
# run: negate(-9223372036854775807) == 9223372036854775807
# run: negate(-9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def plus(a: int) -> int:
    return +a
# run: plus(-5) == -5


def expression(a: int, b: int, c: int) -> int:
    return (a + b) * c - a * (b - c) // 2
# run: expression(3, 4, 5) == 37
# run: expression(-3, 4, -5) == 9
# run: expression(4611686018427387904, 4611686018427387904, 1) raises OverflowError  # not Python: int has 64 bits


def constants(a: int) -> int:
    return a * 3 + 0x10 - 0b101 + 1_000 - LARGE // 2**60
# run: constants(5) == 1022


def augmented(a: int, b: int) -> int:
    a += b
    a -= 1
    a *= 3
    a //= 2
    a %= 100
    a <<= 2
    a >>= 1
    a &= 0xFF
    a |= 1
    a ^= 2
    a **= 2
    return a
# run: augmented(7, 5) == 1225
# run: augmented(-7, -5) == 26569


def of_bools(a: bool, b: bool) -> int:
    return a + b * 2 - (-a) + (+b) + (a << 3) + True
# run: of_bools(True, True) == 14
# run: of_bools(False, False) == 1
# run: of_bools(False, True) == 4
