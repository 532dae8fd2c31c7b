"""Unpacking: in assignments, loops, displays and calls, with stars, nested, with wrong lengths."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def swap(n: int) -> int:
    a, b, c = n, 2, 3
    a, b, c = c, a, b
    return a * 100 + b * 10 + c
# run: swap(1) == 312


def of_list(n: int) -> int:
    a, b = [n, 5]
    [c, d] = (7, 8)
    return a * 1000 + b * 100 + c * 10 + d
# run: of_list(3) == 3578


def wrong_length(n: int) -> int:
    values = list(range(n))
    a, b, c = values
    return a + b + c
# run: wrong_length(3) == 3
# run: wrong_length(2) raises ValueError: not enough values to unpack (expected 3, got 2)
# run: wrong_length(4) raises ValueError: too many values to unpack (expected 3)
# run: wrong_length(0) raises ValueError: not enough values to unpack (expected 3, got 0)


def star_end(n: int) -> int:
    first, *rest = list(range(1, n + 1))
    return first * 10000 + digits(rest)
# run: star_end(4) == 10234
# run: star_end(1) == 10000
# run: star_end(0) raises ValueError: not enough values to unpack (expected at least 1, got 0)


def star_middle(n: int) -> int:
    first, *middle, last = list(range(1, n + 1))
    return digits(middle) * 100 + first * 10 + last
# run: star_middle(5) == 23415
# run: star_middle(2) == 12
# run: star_middle(1) raises ValueError: not enough values to unpack (expected at least 2, got 1)


def star_front(n: int) -> int:
    *front, last = [1, 2, n]
    return digits(front) * 10 + last
# run: star_front(3) == 123


def star_of_tuple(n: int) -> int:
    first, *rest = (n, 2, 3)
    rest.append(4)
    return first * 1000 + digits(rest)
# run: star_of_tuple(1) == 1234


def star_of_text(n: int) -> int:
    a, *b = "hello"[:n]
    return ord(a) + len(b) * 1000
# run: star_of_text(5) == 4104
# run: star_of_text(0) raises ValueError: not enough values to unpack (expected at least 1, got 0)


def text(n: int) -> int:
    a, b = "xy"
    return ord(a) * 1000 + ord(b) + n
# run: text(0) == 120121


def nested(n: int) -> int:
    (a, b), [c, (d, e)] = (n, 2), (3, (4, 5))
    return a * 10000 + b * 1000 + c * 100 + d * 10 + e
# run: nested(1) == 12345


def of_range(n: int) -> int:
    a, b, c = range(n)
    return a * 100 + b * 10 + c
# run: of_range(3) == 12
# run: of_range(4) raises ValueError: too many values to unpack (expected 3)


def items_and_names(n: int) -> int:
    values = [1, 2, 3]
    values[0], x = n, values[0]
    return digits(values) * 10 + x
# run: items_and_names(7) == 7231


def left_to_right(n: int) -> int:
    values = [0, 0, 0]
    i = 0
    i, values[i] = n, 9
    return digits(values) * 10 + i
# run: left_to_right(2) == 92


def chained(n: int) -> int:
    a = b = [n]
    b.append(2)
    c, d = e = (a[0], a[1])
    return c * 100 + d * 10 + len(e)
# run: chained(1) == 122


def display(n: int) -> int:
    values = [1, *range(2, n), *[8, 9], *()]
    return digits(values)
# run: display(5) == 123489


def tuple_display(n: int) -> int:
    values = (*[1, n], 3)
    return digits(list(values))
# run: tuple_display(2) == 123


def set_display(n: int) -> int:
    return len({1, *range(n), *[1, 2]})
# run: set_display(5) == 5


def dict_display(n: int) -> int:
    base = {1: 2}
    table = {**base, n: 3, **{4: 5}}
    return sum(table.values()) * 10 + len(table)
# run: dict_display(1) == 82
# run: dict_display(9) == 103


def three(a: int, b: int, c: int = 7) -> int:
    return a * 100 + b * 10 + c


def call_with_star(n: int) -> int:
    pair = (n, 2)
    return three(*pair) + three(*(1, 2, 3))
# run: call_with_star(1) == 250


def gather(*values: int) -> int:
    return digits(list(values)) + len(values) * 1000


def calls_gather(n: int) -> int:
    return gather() + gather(n) + gather(1, 2, n)
# run: calls_gather(3) == 4126


def loop_pairs(n: int) -> int:
    total = 0
    for a, b in [(1, 2), (3, n)]:
        total = total * 100 + a * 10 + b
    for [a, b] in [[4, 5], [6, n]]:
        total = total * 100 + a * 10 + b
    return total
# run: loop_pairs(4) == 12344564


def loop_wrong(n: int) -> int:
    total = 0
    for a, b in [[1, 2], [3] * n]:
        total += a * b
    return total
# run: loop_wrong(2) == 11
# run: loop_wrong(1) raises ValueError: not enough values to unpack (expected 2, got 1)
# run: loop_wrong(3) raises ValueError: too many values to unpack (expected 2)


def loop_star(n: int) -> int:
    total = 0
    for first, *rest in [[1, 2, 3], [n]]:
        total = total * 100 + first * 10 + len(rest)
    return total
# run: loop_star(4) == 1240


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
# run: fibonacci(50) == 12586269025


def head_and_tail(values: list[str]) -> tuple[str, list[str]]:
    head, *tail = values
    return head, tail
# run: head_and_tail(["a", "b", "c"]) == ('a', ['b', 'c'])
# run: head_and_tail([]) raises ValueError: not enough values to unpack (expected at least 1, got 0)


def key_value(line: str) -> tuple[str, str]:
    key, value = line.split("=")
    return key, value
# run: key_value("a=b") == ('a', 'b')
# run: key_value("a") raises ValueError: not enough values to unpack (expected 2, got 1)
# run: key_value("a=b=c") raises ValueError: too many values to unpack (expected 2)


def swap_items(values: list[int], i: int, j: int) -> None:
    values[i], values[j] = values[j], values[i]
# run: swap_items([1, 2, 3], 0, 2) == None
# run: swap_items([1, 2, 3], 0, 3) raises IndexError: list index out of range


def all_but_ends(values: list[float]) -> list[float]:
    _, *inner, _ = values
    return inner
# run: all_but_ends([1.0, 2.0, 3.0]) == [2.0]
# run: all_but_ends([1.0]) raises ValueError: not enough values to unpack (expected at least 2, got 1)


def merged(a: list[int], b: tuple[int, ...]) -> list[int]:
    return [*a, 0, *b]
# run: merged([1], (2, 3)) == [1, 0, 2, 3]


def joined(a: dict[str, int], b: dict[str, int]) -> dict[str, int]:
    return {**a, "x": 0, **b}
# run: joined({"x": 1, "y": 2}, {"y": 3}) == {'x': 0, 'y': 3}


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a
# run: gcd(48, 18) == 6
