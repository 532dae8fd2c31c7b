"""fastmath=True may change the last digits, but not what NaN, infinities and errors do."""

# options: fastmath=True


def dot(a: float, b: float, c: float) -> float:
    return a * b + b * c + c * a
# run: dot(1.0, 2.0, 4.0) == 14.0
# run: dot(inf, 1.0, 1.0) == inf
# run: dot(nan, 1.0, 1.0) == nan


def unequal(a: float) -> bool:
    return a != a
# run: unequal(nan) == True
# run: unequal(inf) == False


def below(a: float, b: float) -> bool:
    return a - b < inf_of(a)
# run: below(1.0, 2.0) == True
# run: below(inf, 2.0) == False


def inf_of(a: float) -> float:
    return a * 0.0 + 1e308 * 10.0


def divide(a: float, b: float) -> float:
    return a / b
# run: divide(1.0, 4.0) == 0.25
# run: divide(1.0, 0.0) raises ZeroDivisionError


def harmonic(n: int) -> float:
    total: float = 0.0
    for i in range(n):
        total += 0.5
    return total
# run: harmonic(1000) == 500.0


def integers_stay(a: int, b: int) -> int:
    return a * b
# run: integers_stay(4294967296, 2147483648) raises OverflowError  # not Python: int has 64 bits
