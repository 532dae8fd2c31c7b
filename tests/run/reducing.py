# options: infer=True
# numba: no
import functools
import math
from collections import deque
from collections.abc import Callable
from functools import reduce

# functools.reduce.


def number_of(digits: list[int]) -> int:
    return reduce(lambda a, b: a * 10 + b, digits)
# run: number_of([1, 2, 3]) == 123
# run: number_of([7]) == 7
# run: number_of([]) raises TypeError: reduce() of empty iterable with no initial value
# run: number_of([9223372036854775807, 1]) raises OverflowError  # not Python: int has 64 bits


def product(values: list[float]) -> float:
    return functools.reduce(lambda a, b: a * b, values, 1)
# run: product([1.5, 2.0]) == 3.0
# run: product([]) == 1.0  # not Python: the start is a float


def divisor(values: list[int]) -> int:
    return reduce(math.gcd, values, 0)
# run: divisor([12, 18, 30]) == 6
# run: divisor([]) == 0


def greatest(words: list[str]) -> str:
    return reduce(max, words)
# run: greatest(["b", "c", "a"]) == "c"
# run: greatest([]) raises TypeError: reduce() of empty iterable with no initial value


def joined(words: list[str]) -> str:
    return reduce(lambda a, b: a + "-" + b, words)
# run: joined(["a", "bc", "d"]) == "a-bc-d"


def longer(a: str, b: str) -> str:
    return a if len(a) >= len(b) else b


def longest(words: list[str]) -> str:
    return reduce(longer, (word for word in words if word != "skipped"), "")
# run: longest(["a", "skipped", "bc", "de"]) == "bc"
# run: longest([]) == ""


def flattened(rows: list[list[int]]) -> list[int]:
    return reduce(lambda whole, row: whole + row, rows, [])
# run: flattened([[1], [2, 3], []]) == [1, 2, 3]
# run: flattened([]) == []


def first_row(rows: list[list[int]]) -> list[int]:
    whole = reduce(lambda a, b: a + b, rows)
    whole.append(9)
    return rows[0] + whole
# run: first_row([[1], [2]]) == [1, 1, 2, 9]
# run: first_row([[1]]) == [1, 9, 1, 9]


def counted(text: str) -> dict[str, int]:
    def add(counts: dict[str, int], c: str) -> dict[str, int]:
        counts[c] = counts.get(c, 0) + 1
        return counts

    start: dict[str, int] = {}
    return reduce(add, text, start)
# run: counted("aba") == {"a": 2, "b": 1}


def over_a_range(n: int) -> int:
    return reduce(lambda a, b: a ^ b, range(1, n))
# run: over_a_range(5) == 4
# run: over_a_range(1) raises TypeError: reduce() of empty iterable with no initial value


def of_pairs(values: list[int]) -> int:
    least, most = reduce(
        lambda found, v: (min(found[0], v), max(found[1], v)), values, (values[0], values[0])
    )
    return most * 100 + least
# run: of_pairs([4, 2, 9]) == 902
# run: of_pairs([]) raises IndexError: list index out of range


def of_a_queue(n: int) -> int:
    return reduce(lambda a, b: a - b, deque([n, 1, 2]))
# run: of_a_queue(10) == 7


def nested(rows: list[list[int]]) -> int:
    return reduce(lambda a, row: a + reduce(lambda x, y: x * y, row, 1), rows, 0)
# run: nested([[1, 2], [3, 4]]) == 14


def of_a_value(n: int) -> list[int]:
    made = []

    def make() -> int:
        made.append(n)
        return n

    total = reduce(lambda a, b: a + b, [make(), 2], make() + len(made))
    return [total, len(made)]
# run: of_a_value(1) == [6, 2]


def caught(values: list[int]) -> int:
    try:
        return reduce(lambda a, b: a // b, values)
    except TypeError:
        return -1
    except ZeroDivisionError:
        return -2
# run: caught([]) == -1
# run: caught([1, 0]) == -2
# run: caught([9, 2]) == 4


def function_made_once(values: list[int]) -> list[int]:
    made = []

    def maker(n: int) -> Callable[[int, int], int]:
        made.append(n)
        return lambda a, b: a * n + b

    total = reduce(maker(3), values)
    return [total, len(made)]
# run: function_made_once([1, 2, 3]) == [18, 1]
# run: function_made_once([]) raises TypeError: reduce() of empty iterable with no initial value


def first_that_is_there(values: list[int]) -> int:
    start: int | None = None
    best = reduce(lambda a, b: b if a is None else a, values, start)
    return -1 if best is None else best
# run: first_that_is_there([3, 4]) == 3
# run: first_that_is_there([]) == -1


def rest(values: list[int]) -> int:
    left = iter(values)
    return reduce(lambda a, b: a * b, left) + len(list(left))
# run: rest([2, 3]) == 6
