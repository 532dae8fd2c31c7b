"""None or a value: results, parameters, defaults, narrowing, in containers."""

from typing import Optional

# options: infer=True
# numba: no


def half(n: int) -> Optional[int]:
    return n // 2 if n % 2 == 0 else None
# run: half(4) == 2
# run: half(3) == None


def uses_half(n: int) -> int:
    found = half(n)
    if found is None:
        return -1
    return found * 10
# run: uses_half(8) == 40
# run: uses_half(7) == -1


def is_not_none(n: int) -> int:
    found = half(n)
    return found + 1 if found is not None else 0
# run: is_not_none(2) == 2
# run: is_not_none(1) == 0


def equals_none(n: int) -> bool:
    return half(n) == None  # noqa: E711
# run: equals_none(2) == False
# run: equals_none(1) == True


def compared(n: int) -> int:
    found = half(n)
    return (found == 0) + 10 * (found != 1) + 100 * (found is None)
# run: compared(0) == 11
# run: compared(2) == 0
# run: compared(3) == 110


def truth_of_zero(n: int) -> int:
    found = half(n)
    if found:
        return 1
    return 2 if not found else 3
# run: truth_of_zero(0) == 2
# run: truth_of_zero(1) == 2
# run: truth_of_zero(2) == 1


def or_default(n: int) -> int:
    return half(n) or 77
# run: or_default(0) == 77
# run: or_default(1) == 77
# run: or_default(4) == 2


def early_exit(n: int) -> int:
    found = half(n)
    if found is None or found > 10:
        return -1
    while found is not None and found > 0:
        found = half(found)
    return 5 if found is None else found
# run: early_exit(3) == -1
# run: early_exit(30) == -1
# run: early_exit(12) == 5


def best_so_far(n: int) -> int:
    best = None
    for i in range(n):
        value = i * 7 % 5
        if best is None or value > best:
            best = value
    return -1 if best is None else best
# run: best_so_far(0) == -1
# run: best_so_far(1) == 0
# run: best_so_far(9) == 4


def default(n: int, step: Optional[int] = None) -> int:
    if step is None:
        step = 10
    return n + step
# run: default(1) == 11
# run: default(1, 2) == 3
# run: default(1, step=None) == 11


def float_or_none(x: float | None = None) -> float:
    return 0.5 if x is None else x * 2
# run: float_or_none() == 0.5
# run: float_or_none(2.5) == 5.0
# run: float_or_none(None) == 0.5


def bool_or_none(n: int) -> int:
    flag = None if n == 0 else n > 1
    return 0 if flag is None else 1 if flag else 2
# run: bool_or_none(0) == 0
# run: bool_or_none(1) == 2
# run: bool_or_none(2) == 1


def list_default(values: list[int] | None = None) -> list[int]:
    if values is None:
        values = []
    values.append(1)
    return values
# run: list_default() == [1]
# run: list_default([5]) == [5, 1]
# run: list_default(None) == [1]


def calls_list_default(n: int) -> int:
    return len(list_default()) + len(list_default()) * 10 + len(list_default([n, n])) * 100
# run: calls_list_default(0) == 311


def find(words: list[str], start: str) -> str | None:
    for word in words:
        if word.startswith(start):
            return word
    return None
# run: find(["apple", "bean"], "b") == 'bean'
# run: find(["apple"], "x") == None


def length_of_found(words: list[str], start: str) -> int:
    found = find(words, start)
    return len(found) if found else -1
# run: length_of_found(["apple", "bean"], "b") == 4
# run: length_of_found([], "b") == -1


def greeting(name: Optional[str] = None) -> str:
    return "Hello, " + (name or "World") + "!"
# run: greeting() == 'Hello, World!'
# run: greeting("") == 'Hello, World!'
# run: greeting("Ann") == 'Hello, Ann!'


def last(values: list[float]) -> Optional[float]:
    return values[-1] if values else None
# run: last([1.0, 2.5]) == 2.5
# run: last([]) == None


def falls_off(n: int) -> Optional[int]:
    if n > 0:
        return n
# run: falls_off(1) == 1
# run: falls_off(0) == None


def holes(values: list[Optional[int]]) -> int:
    total = 0
    for value in values:
        if value is not None:
            total += value
    return total
# run: holes([1, None, 3]) == 4
# run: holes([]) == 0


def count_holes(values: list[int | None]) -> int:
    return values.count(None) + sum(1 for v in values if v is None) * 10
# run: count_holes([None, 1, None]) == 22


def positions(words: list[str], wanted: list[str]) -> list[int | None]:
    table = {word: i for i, word in enumerate(words)}
    return [table.get(word) for word in wanted]
# run: positions(["a", "b"], ["b", "c", "a"]) == [1, None, 0]


def pair_or_none(n: int) -> tuple[int, int] | None:
    for i in range(2, n):
        if n % i == 0:
            return i, n // i
    return None
# run: pair_or_none(91) == (7, 13)
# run: pair_or_none(7) == None


def unpacked(n: int) -> int:
    pair = pair_or_none(n)
    if pair is None:
        return 0
    a, b = pair
    return a * 100 + b
# run: unpacked(91) == 713
# run: unpacked(7) == 0


# wasm: no
def solve(a: float, b: float, c: float) -> Optional[tuple[float, float]]:
    square = b * b - 4 * a * c
    if square < 0:
        return None
    root = square**0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
# run: solve(1.0, -3.0, 2.0) == (1.0, 2.0)
# run: solve(1.0, 0.0, 1.0) == None
# run: solve(0.0, 1.0, 1.0) raises ZeroDivisionError


def optional_list(n: int) -> list[int] | None:
    return None if n < 0 else [n] * n
# run: optional_list(-1) == None
# run: optional_list(0) == []
# run: optional_list(2) == [2, 2]


def add_of_none(n: int) -> int:
    value = half(n)
    return value + 1
# run: add_of_none(4) == 3
# run: add_of_none(3) raises TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'


def length_of_none(name: str | None) -> int:
    return len(name)
# run: length_of_none("ab") == 2
# run: length_of_none(None) raises TypeError: object of type 'NoneType' has no len()


def item_of_none(values: list[int] | None) -> int:
    return values[0]
# run: item_of_none([4]) == 4
# run: item_of_none(None) raises TypeError: 'NoneType' object is not subscriptable


def attribute_of_none(name: str | None) -> str:
    return name.upper()
# run: attribute_of_none("a") == 'A'
# run: attribute_of_none(None) raises AttributeError: 'NoneType' object has no attribute 'upper'


def iterate_none(values: list[int] | None) -> int:
    total = 0
    for value in values:
        total += value
    return total
# run: iterate_none([1, 2]) == 3
# run: iterate_none(None) raises TypeError: 'NoneType' object is not iterable


def walrus(values: list[int]) -> int:
    if (found := half(values[0])) is not None:
        return found
    return -1
# run: walrus([6]) == 3
# run: walrus([5]) == -1


def nested_optional(table: dict[str, Optional[int]], key: str) -> int:
    value = table.get(key)
    return -1 if value is None else value
# run: nested_optional({"a": 1, "b": None}, "a") == 1
# run: nested_optional({"a": 1, "b": None}, "b") == -1
# run: nested_optional({}, "b") == -1


def by_optional_key(d: dict[str, float]) -> list[str]:
    return sorted(d, key=d.get, reverse=True)
# run: by_optional_key({"a": 1.5, "b": 2.5, "c": 0.5}) == ['b', 'a', 'c']


def optional_less(a: Optional[int], b: Optional[int]) -> bool:
    return a < b
# run: optional_less(1, 2) == True
# run: optional_less(None, 2) raises TypeError: '<' not supported between instances of 'NoneType' and 'int'
# run: optional_less(1, None) raises TypeError: '<' not supported between instances of 'int' and 'NoneType'
# run: optional_less(None, None) raises TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'


def greatest_optional(a: list[Optional[int]]) -> Optional[int]:
    return max(a)
# run: greatest_optional([1, 2]) == 2
# run: greatest_optional([1, None]) raises TypeError: '>' not supported between instances of 'NoneType' and 'int'
# run: greatest_optional([None]) == None
