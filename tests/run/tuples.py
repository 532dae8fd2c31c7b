"""Tuples of fixed and of any length: elements, order, methods, as results and keys."""

# options: infer=True
# numba: no


def divided(a: int, b: int) -> tuple[int, int]:
    return a // b, a % b
# run: divided(17, 5) == (3, 2)
# run: divided(-17, 5) == (-4, 3)
# run: divided(1, 0) raises ZeroDivisionError


def inner(a: int, b: int) -> int:
    quotient, rest = divided(a, b)
    return quotient * 100 + rest
# run: inner(17, 5) == 302


def constant_items(n: int) -> float:
    point = (n, 2.5, True)
    return point[0] + point[1] + point[-1] + len(point)
# run: constant_items(1) == 7.5


def variable_item(index: int) -> int:
    return (10, 20, 30)[index]
# run: variable_item(0) == 10
# run: variable_item(-1) == 30
# run: variable_item(3) raises IndexError: tuple index out of range
# run: variable_item(-4) raises IndexError: tuple index out of range


def compared(a: int, b: float) -> int:
    x, y = (1, a, "a"), (1, b, "b")
    return (x == y) + 10 * (x < y) + 100 * (x <= y) + 1000 * (x > y)
# run: compared(1, 1.0) == 110
# run: compared(1, 0.5) == 1000
# run: compared(1, 2.5) == 110


def equal_content(n: int) -> bool:
    return (n, "a") == (3, "a") and (n, "a") != (n, "b")
# run: equal_content(3) == True
# run: equal_content(4) == False


def method_count(n: int) -> int:
    return (1, 2, 1, 3).count(n) * 10 + (3, 2, 1).index(1)
# run: method_count(1) == 22
# run: method_count(9) == 2


def method_index(n: int) -> int:
    return (5, 6, 7).index(n)
# run: method_index(7) == 2
# run: method_index(8) raises ValueError: tuple.index(x): x not in tuple


def contains(n: int) -> bool:
    return n in (2, 3, 5, 7)
# run: contains(5) == True
# run: contains(6) == False


def swapped(a: int, b: int) -> int:
    a, b = b, a
    return a * 10 + b
# run: swapped(1, 2) == 21


def nested(n: int) -> int:
    pair = ((n, 2), (3, (4, 5)))
    (a, b), (c, (d, e)) = pair
    return a * 10000 + b * 1000 + c * 100 + d * 10 + e + pair[1][1][0] * 100000
# run: nested(1) == 412345


def of_list(n: int) -> int:
    numbers = tuple([i * i for i in range(n)])
    return sum(numbers) + len(numbers)
# run: of_list(4) == 18
# run: of_list(0) == 0


def any_length(values: tuple[int, ...]) -> int:
    total = 0
    for value in values:
        total = total * 10 + value
    return total
# run: any_length((1, 2, 3)) == 123
# run: any_length(()) == 0


def calls_any_length(n: int) -> int:
    return any_length((n, 2)) + any_length(()) + any_length((n,) * 3) + any_length(tuple(range(n)))
# run: calls_any_length(3) == 377


def slices(values: tuple[int, ...]) -> tuple[int, ...]:
    return values[1:] + values[:1] + values[::-2]
# run: slices((1, 2, 3)) == (2, 3, 1, 3, 1)
# run: slices(()) == ()


def fixed_slice(n: int) -> int:
    a, b = (n, 2, 3, 4)[1:3]
    return a * 10 + b
# run: fixed_slice(1) == 23


def joined(n: int) -> int:
    a, b, c, d = (n, 2) + (3, 4)
    return a * 1000 + b * 100 + c * 10 + d
# run: joined(1) == 1234


def as_key(a: int, b: int) -> int:
    grid = {(0, 0): 1, (0, 1): 2}
    grid[a, b] = 5
    return grid[0, 0] * 100 + grid[(0, 1)] * 10 + len(grid)
# run: as_key(0, 0) == 522
# run: as_key(1, 1) == 123


def in_set(n: int) -> int:
    seen = set()
    for i in range(n):
        seen.add((i % 2, i % 3))
    return len(seen)
# run: in_set(4) == 4
# run: in_set(100) == 6


def truth(n: int) -> int:
    return (1 if (n,) else 0) + (10 if () else 20)
# run: truth(0) == 21


def lowest_highest(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)
# run: lowest_highest([2.5, -1.0, 7.0]) == (-1.0, 7.0)
# run: lowest_highest([]) raises ValueError: min() arg is an empty sequence


def mixed(name: str, n: int) -> tuple[str, int, list[int], bool]:
    return name * n, n, [n] * n, n > 1
# run: mixed("ab", 2) == ('abab', 2, [2, 2], True)
# run: mixed("", 0) == ('', 0, [], False)


def single(n: int) -> tuple[int]:
    return (n,)
# run: single(1) == (1,)


def nothing() -> tuple[()]:
    return ()
# run: nothing() == ()


def swap(pair: tuple[int, str]) -> tuple[str, int]:
    number, text = pair
    return text, number
# run: swap((1, "one")) == ('one', 1)


# wasm: no
def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
# run: distance((0.0, 0.0), (3.0, 4.0)) == 5.0
# run: distance((0, 1), (1, 1)) == 1.0


def largest(points: list[tuple[int, int]]) -> tuple[int, int]:
    return max(points)
# run: largest([(1, 2), (3, 0), (2, 9)]) == (3, 0)
# run: largest([]) raises ValueError: max() arg is an empty sequence


def order(a: tuple[int, ...], b: tuple[int, ...]) -> list[bool]:
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]
# run: order((1, 2), (1, 2, 3)) == [False, True, True, True, False, False]
# run: order((2,), (1, 2, 3)) == [False, True, False, False, True, True]
# run: order((), ()) == [True, False, False, True, False, True]


def shown(n: int) -> str:
    return f"{(n, 'a', 2.5)} {(n,)} {()} {((n, n), [n])}"
# run: shown(3) == "(3, 'a', 2.5) (3,) () ((3, 3), [3])"


def repeated(values: tuple[str, ...], n: int) -> tuple[str, ...]:
    return values * n
# run: repeated(("a", "b"), 2) == ('a', 'b', 'a', 'b')
# run: repeated(("a",), -1) == ()


def far_item(values: tuple[int, ...], index: int) -> int:
    return values[index]
# run: far_item((1, 2), -1) == 2
# run: far_item((1, 2), 2) raises IndexError: tuple index out of range
