# options: infer=True
# numba: no
# What published functions do that took the compiler more than one look.


def power_then_modulo(base: int, exponent: int, modulus: int) -> int:
    return base**exponent % modulus
# run: power_then_modulo(3, 200, 353) == 88
# run: power_then_modulo(-3, 201, 353) == 89
# run: power_then_modulo(-7, 3, -5) == -3
# run: power_then_modulo(5, 0, 1) == 0
# run: power_then_modulo(2, 3, 0) raises ZeroDivisionError: integer modulo by zero


def pow_then_modulo(base: int, exponent: int) -> int:
    return pow(base, exponent) % 1000
# run: pow_then_modulo(7, 1000) == 1
# run: pow_then_modulo(0, 0) == 1


def slice_of_a_tuple(first: int, last: int) -> tuple[str, ...]:
    names = ("a", "b", "c", "d")
    return names[first:last]
# run: slice_of_a_tuple(1, 3) == ("b", "c")
# run: slice_of_a_tuple(-2, 9) == ("c", "d")
# run: slice_of_a_tuple(3, 1) == ()


def stepped_slice(step: int) -> list[int]:
    return list((1, 2, 3, 4)[::step])
# run: stepped_slice(2) == [1, 3]
# run: stepped_slice(-1) == [4, 3, 2, 1]
# run: stepped_slice(0) raises ValueError: slice step cannot be zero


def negated(n: int | None) -> int:
    if n is None:
        return 0
    return -n + ~n
# run: negated(3) == -7
# run: negated(None) == 0


def negated_none(n: int | None) -> int:
    return -n
# run: negated_none(2) == -2
# run: negated_none(None) raises TypeError: bad operand type for unary -: 'NoneType'


def rounded(x: float | None) -> int:
    return round(x)
# run: rounded(2.6) == 3
# run: rounded(None) raises TypeError: type NoneType doesn't define __round__ method


def absolute(n: int | None) -> int:
    return abs(n)
# run: absolute(-2) == 2
# run: absolute(None) raises TypeError: bad operand type for abs(): 'NoneType'


def never_reached(n: int) -> int:
    if n > 0:
        return 1
    else:
        return 2

    def inner(x: int) -> int:
        return x + n

    return inner(3)
# run: never_reached(5) == 1
# run: never_reached(-5) == 2


def never_reached_twice(n: int) -> int:
    return n + 1

    def inner(x):
        y = x + n
        return y

    return inner(n) + inner(2)
# run: never_reached_twice(5) == 6


def known_by_the_result(values: list[int]) -> list[tuple[int, ...]]:
    found = []
    for v in values:
        if v > 2:
            found.append((v, v))
        else:
            found.append((v,))
    return found
# run: known_by_the_result([1, 3]) == [(1,), (3, 3)]
# run: known_by_the_result([]) == []


def greatest_so_far(values: list[int]) -> list[int]:
    best = None
    found = []
    for v in values:
        if best is None:
            best = v
        else:
            best = max(best, v)
        found.append(best)
    return found
# run: greatest_so_far([3, 1, 5]) == [3, 3, 5]


def table_by_the_result(words: list[str]) -> dict[str, list[int] | None] | None:
    table = {}
    for i, word in enumerate(words):
        table[word] = None if i % 2 else [i]
    if not table:
        return None
    return table
# run: table_by_the_result(["a", "b"]) == {"a": [0], "b": None}
# run: table_by_the_result([]) == None


def turned_round(n: int) -> list[complex]:
    roots = [0] * n
    for i in range(n):
        roots[i] = 1j * i
    return roots
# run: turned_round(2) == [0j, 1j]
