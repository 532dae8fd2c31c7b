"""`//`, `%`, `/` and divmod of `int`: rounding down, and correctly rounded quotients."""


def floor(a: int, b: int) -> int:
    return a // b
# run: floor(7, 2) == 3
# run: floor(-7, 2) == -4
# run: floor(7, -2) == -4
# run: floor(-7, -2) == 3
# run: floor(6, -3) == -2
# run: floor(0, -5) == 0
# run: floor(1, 0) raises ZeroDivisionError
# run: floor(-9223372036854775808, -1) raises OverflowError  # not Python: int has 64 bits
# run: floor(-9223372036854775808, 1) == -9223372036854775808
# run: floor(9223372036854775807, -9223372036854775808) == -1


def modulo(a: int, b: int) -> int:
    return a % b
# run: modulo(7, 3) == 1
# run: modulo(-7, 3) == 2
# run: modulo(7, -3) == -2
# run: modulo(-7, -3) == -1
# run: modulo(-6, 3) == 0
# run: modulo(5, 0) raises ZeroDivisionError
# run: modulo(-9223372036854775808, -1) == 0
# run: modulo(9223372036854775807, -9223372036854775808) == -1
# run: modulo(-1, -9223372036854775808) == -1
# run: modulo(1, -9223372036854775808) == -9223372036854775807


def by_constants(a: int) -> int:
    return a // 10 * 1000 + a % 10 * 100 + a // -3 * 10 + a % -3
# run: by_constants(47) == 4539
# run: by_constants(-47) == -4552


def true(a: int, b: int) -> float:
    return a / b
# run: true(1, 2) == 0.5
# run: true(-1, 3) == -0.3333333333333333
# run: true(0, -3) == -0.0
# run: true(1, 0) raises ZeroDivisionError
# run: true(9007199254740993, 1) == 9007199254740992.0
# run: true(9007199254740993, 3) == 3002399751580331.0
# run: true(9223372036854775807, 9223372036854775806) == 1.0
# run: true(-9223372036854775808, 9223372036854775807) == -1.0
# run: true(9223372036854775807, 7) == 1.3176245766935393e+18
# run: true(-9223372036854775808, 10) == -9.223372036854776e+17
# run: true(1, 9223372036854775807) == 1.0842021724855044e-19
# run: true(-9223372036854775808, -1) == 9.223372036854776e+18
# run: true(9007199254740995, 2) == 4503599627370497.5
# run: true(18014398509481989, 2) == 9007199254740994.0


def divmod_first(a: int, b: int) -> int:
    q, r = divmod(a, b)
    return q * 1000 + r
# run: divmod_first(7, 3) == 2001
# run: divmod_first(-7, 3) == -2998
# run: divmod_first(7, -3) == -3002
# run: divmod_first(7, 0) raises ZeroDivisionError


def of_bools(a: bool, b: bool) -> float:
    return a / b + a // b + a % b
# run: of_bools(True, True) == 2.0
# run: of_bools(True, False) raises ZeroDivisionError
