"""Operands that do not go together."""

# raises: TypeCheckError

from pyexec import float32, int8, int16, int32, int64, uint8, uint16, uint64


def literal_beyond_the_other(n: uint8) -> int:
    return n + 256  # error: 256 does not fit in uint8, the other operand's type @ '256'
    # help: convert the other operand first: `int(...)`


def literal_below_the_other(n: uint8) -> int:
    return n + -1  # error: -1 does not fit in uint8, the other operand's type @ '-1'


def literal_beyond_int(n: int) -> int:
    return n + 10**30  # error: 1000000000000000000000000000000 does not fit in int, the other operand's type @ '10**30'


def enormous_beside_float(x: float) -> float:
    return x + 10**1000  # error: an integer of 3322 bits does not fit in float, the other operand's type @ '10**1000'


def literal_beyond_float32(x: float32) -> float32:
    return x * 1e300  # error: 1e+300 does not fit in float32, the other operand's type @ '1e300'


def unsigned_with_signed(n: uint64, m: int8) -> int:
    return n + m  # error: + mixes uint64 and int8, which have no common integer type @ 'n + m'
    # help: convert one of them: `uint64(...)` or `int8(...)`


def unsigned_with_int64(n: uint64, m: int64) -> int:
    return n * m  # error: * mixes uint64 and int64, which have no common integer type @ 'n * m'


def maximum_of_both(n: uint64, m: int64) -> int:
    return int(max(n, m))  # error: uint64 and int64 have no common type to compare in @ 'max(n, m)'


def float_shift(x: float) -> float:
    return x << 1  # error: << does not work on float and int @ 'x << 1'


def float_and(x: float) -> float:
    return x & 1  # error: & does not work on float and int @ 'x & 1'


def float_invert(x: float) -> float:
    return ~x  # error: ~ does not work on float @ '~x'


def complex_floor(z: complex) -> complex:
    return z // 2  # error: // does not work on complex and int @ 'z // 2'


def complex_modulo(z: complex) -> complex:
    return z % 2  # error: % does not work on complex and int @ 'z % 2'


def complex_order(z: complex) -> bool:
    return z < 1j  # error: '<' does not work on complex numbers @ 'z < 1j'


def complex_maximum(z: complex) -> complex:
    return max(z, 2)  # error: complex numbers have no order @ 'max(z, 2)'


def complex_divmod(z: complex) -> float:
    a, b = divmod(z, 2)  # error: divmod() does not work on complex numbers @ 'divmod(z, 2)'
    return 0.0


def complex_round(z: complex) -> float:
    return round(z)  # error: round() does not work on complex numbers @ 'round(z)'


def matrices(n: int) -> int:
    return n @ n  # error: @ does not work on int and int @ 'n @ n'


def none_operand(n: int) -> int:
    return n + None  # error: + does not work on None @ 'n + None'


def or_of_two_types(n: int, x: float) -> float:
    return n or x  # error: 'or' gives one of its operands, but these are int and float @ 'n or x'
    # help: compare them (`x != 0`) for a truth value, or convert one of them


def and_of_two_types(n: int, x: float) -> float:
    return x and n  # error: 'and' gives one of its operands, but these are float and int @ 'x and n'


def two_branches(n: bool, z: complex, m: uint64, k: int8) -> int:
    return int(m if n else k)  # error: the two values are uint64 and int8 @ 'm if n else k'


def nothing(n: int) -> None:
    return


def nothing_as_operand(n: int) -> int:
    return n + nothing(n)  # error: this function returns None, which is not a number @ 'nothing(n)'


def nothing_kept(n: int) -> int:
    m = nothing(n)  # error: this function returns None, which is not a number @ 'nothing(n)'
    return n
