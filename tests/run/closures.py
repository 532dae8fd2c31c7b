"""Nested functions: what they capture, nonlocal, recursion, functions as values and results."""

from typing import Callable

# options: infer=True
# numba: no


def captures(n: int) -> int:
    def add(x: int) -> int:
        return x + n

    return add(1) * 10 + add(2)
# run: captures(5) == 67


def captures_later_value(n: int) -> int:
    def current() -> int:
        return value

    value = n
    first = current()
    value = n + 1
    return first * 10 + current()
# run: captures_later_value(3) == 34


def nonlocal_counter(n: int) -> int:
    count = 0

    def step(by: int) -> None:
        nonlocal count
        count += by

    for i in range(n):
        step(i)
    return count
# run: nonlocal_counter(5) == 10


def two_share(n: int) -> int:
    value = n

    def double() -> None:
        nonlocal value
        value *= 2

    def get() -> int:
        return value

    double()
    double()
    return get() * 10 + value % 10
# run: two_share(3) == 122


def recursive(n: int) -> int:
    def factorial(k: int) -> int:
        return 1 if k < 2 else k * factorial(k - 1)

    return factorial(n)
# run: recursive(10) == 3628800


def recursive_with_memo(n: int) -> int:
    memo: dict[int, int] = {}

    def fibonacci(k: int) -> int:
        if k < 2:
            return k
        if k not in memo:
            memo[k] = fibonacci(k - 1) + fibonacci(k - 2)
        return memo[k]

    return fibonacci(n) * 100 + len(memo)
# run: recursive_with_memo(50) == 1258626902549
# run: recursive_with_memo(1) == 100


def mutual(n: int) -> bool:
    def even(k: int) -> bool:
        return True if k == 0 else odd(k - 1)

    def odd(k: int) -> bool:
        return False if k == 0 else even(k - 1)

    return even(n)
# run: mutual(10) == True
# run: mutual(7) == False


def changes_list(n: int) -> int:
    seen = []

    def note(x: int) -> None:
        seen.append(x)

    for i in range(n):
        note(i * i)
    return sum(seen) * 100 + len(seen)
# run: changes_list(4) == 1404


def two_levels(n: int) -> int:
    total = 0

    def outer(x: int) -> None:
        def inner(y: int) -> None:
            nonlocal total
            total += x * y

        inner(1)
        inner(n)

    outer(2)
    outer(3)
    return total
# run: two_levels(4) == 25


def make_adder(n: int) -> Callable[[int], int]:
    def add(x: int) -> int:
        return x + n

    return add


def uses_adders(n: int) -> int:
    add_one, add_n = make_adder(1), make_adder(n)
    return add_one(10) * 100 + add_n(10)
# run: uses_adders(5) == 1115


def make_counter(start: int) -> Callable[[], int]:
    count = start

    def step() -> int:
        nonlocal count
        count += 1
        return count

    return step


def independent_counters(n: int) -> int:
    a, b = make_counter(n), make_counter(100)
    a()
    a()
    return a() * 1000 + b()
# run: independent_counters(0) == 3101


def apply(f: Callable[[int], int], n: int) -> int:
    return f(f(n))


def double(n: int) -> int:
    return n * 2


def function_as_argument(n: int) -> int:
    return apply(double, n) * 1000 + apply(lambda x: x + n, n) + apply(make_adder(7), 0)
# run: function_as_argument(3) == 12023


def negate(n: int) -> int:
    return -n


def chosen(n: int) -> int:
    f = double if n > 0 else negate
    return f(n)
# run: chosen(4) == 8
# run: chosen(-4) == 4


def in_list(n: int) -> int:
    functions = [double, negate, make_adder(5)]
    total = 0
    for f in functions:
        total = total * 100 + f(n)
    return total
# run: in_list(3) == 59708


def in_dict(name: str, a: float, b: float) -> float:
    operations: dict[str, Callable[[float, float], float]] = {
        "+": lambda x, y: x + y,
        "-": lambda x, y: x - y,
        "*": lambda x, y: x * y,
        "/": lambda x, y: x / y,
    }
    return operations[name](a, b)
# run: in_dict("+", 1.0, 2.0) == 3.0
# run: in_dict("/", 1.0, 2.0) == 0.5
# run: in_dict("/", 1.0, 0.0) raises ZeroDivisionError
# run: in_dict("%", 1.0, 2.0) raises KeyError: '%'


def late_binding(n: int) -> int:
    functions = [lambda: i for i in range(n)]
    return functions[0]() * 10 + functions[-1]()
# run: late_binding(4) == 33


def bound_by_default(n: int) -> int:
    functions = [lambda i=i: i for i in range(n)]
    return functions[0]() * 10 + functions[-1]()
# run: bound_by_default(4) == 3


def loop_variable(n: int) -> int:
    functions = []
    for i in range(n):
        def multiply(x: int) -> int:
            return x * i

        functions.append(multiply)
    return functions[0](10) + functions[1](100)
# run: loop_variable(3) == 220


def defaults(n: int) -> int:
    def scaled(x: int, factor: int = n, *, offset: int = 1) -> int:
        return x * factor + offset

    return scaled(2) * 10000 + scaled(2, 5) * 100 + scaled(2, offset=7)
# run: defaults(3) == 71113


def raises_inside(n: int) -> int:
    def check(x: int) -> int:
        if x < 0:
            raise ValueError(f"negative: {x}")
        return 100 // x

    try:
        return check(n)
    except ZeroDivisionError:
        return -1
# run: raises_inside(5) == 20
# run: raises_inside(0) == -1
# run: raises_inside(-2) raises ValueError: negative: -2


def unbound_capture(n: int) -> int:
    def get() -> int:
        return value

    if n > 0:
        value = n
    return get()
# run: unbound_capture(1) == 1
# run: unbound_capture(0) raises NameError


def compose(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:
    return lambda x: f(g(x))


def composed(n: int) -> int:
    return compose(double, lambda x: x + 1)(n) * 100 + compose(negate, compose(double, double))(n)
# run: composed(3) == 788


def permutations(values: list[int]) -> list[list[int]]:
    result: list[list[int]] = []

    def extend(prefix: list[int], rest: list[int]) -> None:
        if not rest:
            result.append(prefix)
        for i, value in enumerate(rest):
            extend(prefix + [value], rest[:i] + rest[i + 1:])

    extend([], values)
    return result
# run: permutations([1, 2, 3]) == [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
# run: permutations([]) == [[]]


def subsets(values: list[str]) -> list[list[str]]:
    found: list[list[str]] = []
    chosen: list[str] = []

    def visit(i: int) -> None:
        if i == len(values):
            found.append(chosen[:])
            return
        visit(i + 1)
        chosen.append(values[i])
        visit(i + 1)
        chosen.pop()

    visit(0)
    return found
# run: subsets(["a", "b"]) == [[], ['b'], ['a'], ['a', 'b']]


def flood(grid: list[list[int]], row: int, column: int) -> int:
    def fill(r: int, c: int) -> int:
        if r < 0 or c < 0 or r >= len(grid) or c >= len(grid[0]) or grid[r][c] != 1:
            return 0
        grid[r][c] = 2
        return 1 + fill(r + 1, c) + fill(r - 1, c) + fill(r, c + 1) + fill(r, c - 1)

    return fill(row, column)
# run: flood([[1, 1, 0], [0, 1, 0], [1, 0, 1]], 0, 0) == 3


def table_of(names: list[str]) -> dict[str, int]:
    table: dict[str, int] = {}

    def number(name: str) -> int:
        if name not in table:
            table[name] = len(table)
        return table[name]

    for name in names:
        number(name)
    return table
# run: table_of(["b", "a", "b"]) == {'b': 0, 'a': 1}


def permutations(numbers: list[int]) -> list[list[int]]:
    found = []

    def extend(path, left):
        if not left:
            found.append(path[:])
            return
        for i in range(len(left)):
            extend(path + [left[i]], left[:i] + left[i + 1 :])

    extend([], numbers)
    return found
# run: permutations([1, 2]) == [[1, 2], [2, 1]]
# run: permutations([]) == [[]]


def product(n: int) -> int:
    def down(k):
        if k > 1:
            return k * down(k - 1)
        return 1

    return down(n)
# run: product(5) == 120


def halved(n: int) -> float:
    def half(k):
        if k > 0:
            return half(k - 1) / 2
        return 1

    return half(n)
# run: halved(3) == 0.125


def turned(text: str) -> str:
    def turn(rest):
        return turn(rest[1:]) + rest[0] if rest else ""

    return turn(text)
# run: turned("abc") == 'cba'


def parity(n: int) -> bool:
    def even(k):
        return k == 0 or odd(k - 1)

    def odd(k):
        return k != 0 and even(k - 1)

    return even(n)
# run: parity(10) == True
# run: parity(7) == False


def countdown(n: int) -> list[int]:
    seen = []

    def down(k):
        seen.append(k)
        if k > 0:
            up(k - 1)

    def up(k):
        seen.append(-k)
        down(k)

    down(n)
    return seen
# run: countdown(1) == [1, 0, 0]


def set_after_capture(n: int) -> int:
    x = 1
    def mid():
        return lambda: x
    f = mid()
    x = n
    return f()
# run: set_after_capture(2) == 2


def two_counters(n: int) -> int:
    def make(start: int) -> Callable[[], int]:
        count = start
        def step() -> int:
            nonlocal count
            count += 1
            return count
        return step
    a, b = make(0), make(n)
    a(); a()
    return a() * 100 + b()
# run: two_counters(5) == 306
