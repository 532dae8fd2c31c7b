"""`**` and pow of `int`: exact, checked, with a modulus or without."""


def power(a: int, b: int) -> int:
    return a ** b
# run: power(2, 10) == 1024
# run: power(-2, 63) == -9223372036854775808
# run: power(2, 63) raises OverflowError  # not Python: int has 64 bits
# run: power(3, 39) == 4052555153018976267
# run: power(3, 40) raises OverflowError  # not Python: int has 64 bits
# run: power(0, 0) == 1
# run: power(7, 0) == 1
# run: power(0, 9) == 0
# run: power(1, 9223372036854775807) == 1
# run: power(-1, 9223372036854775807) == -1
# run: power(-1, 9223372036854775806) == 1
# run: power(0, 9223372036854775807) == 0
# run: power(3037000499, 2) == 9223372030926249001
# run: power(3037000500, 2) raises OverflowError  # not Python: int has 64 bits
# run: power(2, -1) raises ValueError  # not Python: a result of type int is promised
# run: power(-9223372036854775808, 1) == -9223372036854775808


def square_and_cube(a: int) -> int:
    return a ** 2 + a ** 3 + a ** 0 + a ** 1
# run: square_and_cube(5) == 156
# run: square_and_cube(-5) == -104


# wasm: no: a negative exponent gives a float, by the C library's pow
def inverse(a: int) -> float:
    return a ** -2
# run: inverse(4) == 0.0625
# run: inverse(-10) == 0.01
# run: inverse(0) raises ZeroDivisionError


def two(a: int, b: int) -> int:
    return pow(a, b)
# run: two(3, 4) == 81
# run: two(-3, 3) == -27


def modular(a: int, b: int, m: int) -> int:
    return pow(a, b, m)
# run: modular(3, 4, 5) == 1
# run: modular(2, 1000, 1000000007) == 688423210
# run: modular(-3, 3, 7) == 1
# run: modular(3, 4, -5) == -4
# run: modular(3, -1, 7) == 5
# run: modular(2, -3, 7) == 1
# run: modular(2, -1, 4) raises ValueError
# run: modular(5, 3, 0) raises ValueError
# run: modular(5, 0, 1) == 0
# run: modular(5, 0, -1) == 0
# run: modular(9223372036854775807, 9223372036854775807, 9223372036854775783) == 86762353606963200
# run: modular(-9223372036854775808, 3, 9223372036854775807) == 9223372036854775806
# run: modular(7, 3, -9223372036854775808) == -9223372036854775465
# run: modular(12345678901234567, 98765432109876543, 9223372036854775783) == 1675099231495398762
# run: modular(9217976666524214127, -1396199468869, -9223372036854775808) == -7707228187459210289
# run: modular(3, -1, -9223372036854775808) == -6148914691236517205
# run: modular(4, -1, -9223372036854775808) raises ValueError
