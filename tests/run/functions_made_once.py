# options: infer=True
# numba: no
from collections.abc import Callable
from functools import reduce

# What is computed to be called in each round of a loop is computed once, ahead of it.


def mapped_and_filtered(values: list[int]) -> list[int]:
    made = []

    def times(n: int) -> Callable[[int], int]:
        made.append(n)
        return lambda a: a * n

    tripled = list(map(times(3), values))
    kept = list(filter(times(0), values))
    return [*tripled, len(kept), *made]
# run: mapped_and_filtered([1, 2, 3]) == [3, 6, 9, 0, 3, 0]
# run: mapped_and_filtered([]) == [0, 3, 0]


def as_keys(values: list[int]) -> list[int]:
    made = []

    def times(n: int) -> Callable[[int], int]:
        made.append(n)
        return lambda a: a * n

    values.sort(key=times(-1))
    down = sorted(values, key=times(-2))
    least = max(values, key=times(-3))
    most = min((v for v in values), key=times(-4), default=0)
    return [*down, least, most, *made]
# run: as_keys([1, 3, 2]) == [3, 2, 1, 1, 3, -1, -2, -3, -4]


def chosen(values: list[int], up: bool) -> list[int]:
    def plus(a: int) -> int:
        return a + 1

    def minus(a: int) -> int:
        return a - 1

    return list(map(plus if up else minus, values))
# run: chosen([1, 2], True) == [2, 3]
# run: chosen([1, 2], False) == [0, 1]


def kept_iterator(values: list[int]) -> list[int]:
    made = []

    def times(n: int) -> Callable[[int], int]:
        made.append(n)
        return lambda a: a * n

    results = map(times(2), values)
    before = len(made)
    return [before, *results, len(made)]
# run: kept_iterator([4, 5]) == [1, 8, 10, 1]


def order_of_making(values: list[int]) -> list[int]:
    made = []

    def times(n: int) -> Callable[[int], int]:
        made.append(n)
        return lambda a: a * n

    def noted(n: int) -> int:
        made.append(n)
        return n

    best = max([noted(1), noted(2)], key=times(3))
    doubled = list(map(times(4), [noted(5)]))
    total = reduce(lambda a, b: a + b, [noted(6)], noted(7))
    return [best, *doubled, total, *made]
# run: order_of_making([]) == [2, 20, 13, 1, 2, 3, 4, 5, 6, 7]
