"""Sets and frozen sets: every method and operator; no order is looked at."""

# options: infer=True
# numba: no


def distinct(n: int) -> int:
    seen = set()
    for i in range(n):
        seen.add(i * i % 10)
    return len(seen)
# run: distinct(0) == 0
# run: distinct(100) == 6


def number(values: set[int]) -> int:
    result = 0
    for value in sorted(values):
        result = result * 10 + value
    return result


def operators(n: int) -> int:
    a, b = {1, 2, 3}, {3, 4, n}
    return number(a | b) * 10**9 + number(a & b) * 10**6 + number(a - b) * 1000 + number(a ^ b)
# run: operators(4) == 1234003012124
# run: operators(1) == 1234013002024


def in_place(n: int) -> int:
    a = {1, 2, 3}
    a |= {n}
    a &= {2, 3, 4, 5}
    a -= {3}
    a ^= {2, 9}
    return number(a)
# run: in_place(5) == 59
# run: in_place(3) == 9


def methods(n: int) -> int:
    a = {1, 2, 3}
    return (number(a.union([3, n], (7,))) * 10**9 + number(a.intersection({2, 3}, range(n))) * 10**6
            + number(a.difference([1], [n])) * 1000 + number(a.symmetric_difference([1, n])))
# run: methods(5) == 12357023023235
# run: methods(3) == 1237002002002


def update_methods(n: int) -> int:
    a = {1, 2, 3}
    a.update([n, 5], {6})
    a.intersection_update([1, 2, 5, 6, 8])
    a.difference_update({1})
    a.symmetric_difference_update([2, 7])
    return number(a)
# run: update_methods(8) == 5678


def relations(n: int) -> int:
    a, b = {1, 2}, {1, 2, n}
    return ((a <= b) + 10 * (a < b) + 100 * (b >= a) + 1000 * (b > a) + 10000 * (a == b)
            + 100000 * a.issubset(b) + 1000000 * a.issuperset(b) + 10000000 * a.isdisjoint(b))
# run: relations(2) == 1110101
# run: relations(3) == 101111


def disjoint(n: int) -> bool:
    return {1, 2}.isdisjoint([n, 5])
# run: disjoint(2) == False
# run: disjoint(3) == True


def remove(n: int) -> int:
    values = {1, 2, 3}
    values.remove(n)
    return number(values)
# run: remove(2) == 13
# run: remove(7) raises KeyError: 7


def discard(n: int) -> int:
    values = {1, 2, 3}
    values.discard(n)
    return number(values)
# run: discard(2) == 13
# run: discard(7) == 123


def pop(n: int) -> int:
    values = {n}
    popped = values.pop()
    return popped * 10 + len(values)
# run: pop(5) == 50


def pop_empty(n: int) -> int:
    values = set(range(n))
    total = 0
    for _ in range(3):
        total += values.pop()
    return total
# run: pop_empty(3) == 3
# run: pop_empty(2) raises KeyError: 'pop from an empty set'


def clear_and_copy(n: int) -> int:
    values = {1, n}
    copy = values.copy()
    values.clear()
    copy.add(100)
    return len(values) * 10 + len(copy)
# run: clear_and_copy(2) == 3
# run: clear_and_copy(1) == 2


def contains(n: int) -> bool:
    return n in {1, 3, 5} and n not in set()
# run: contains(3) == True
# run: contains(4) == False


def truth(n: int) -> int:
    return 1 if set(range(n)) else 0
# run: truth(0) == 0
# run: truth(2) == 1


def frozen(n: int) -> int:
    a = frozenset([1, 2, n])
    b = frozenset({2, 3})
    return len(a | b) * 100 + len(a & b) * 10 + (a == {1, 2, n}) + (2 in b)
# run: frozen(3) == 322
# run: frozen(2) == 312


def frozen_key(n: int) -> int:
    table = {frozenset([1, 2]): 5}
    return table.get(frozenset([2, n]), -1)
# run: frozen_key(1) == 5
# run: frozen_key(3) == -1


def set_of_frozen(n: int) -> int:
    groups = set()
    for i in range(n):
        groups.add(frozenset([i % 3, (i + 1) % 3]))
    return len(groups)
# run: set_of_frozen(10) == 3


def many(n: int) -> int:
    values = set()
    for i in range(n):
        values.add(i * 7919 % 10007)
    for i in range(0, n, 3):
        values.discard(i)
    return len(values) + sum(values)
# run: many(100) == 502080
# run: many(20000) == 33383352


def float_members(x: float) -> int:
    return len({0.0, -0.0, x, 1.5})
# run: float_members(1.5) == 2
# run: float_members(2.5) == 3


def duplicates(values: list[int]) -> bool:
    return len(values) != len(set(values))
# run: duplicates([1, 2, 1]) == True
# run: duplicates([]) == False


def unique(words: list[str]) -> set[str]:
    return set(words)
# run: unique(["a", "b", "a", "→"]) == {'b', 'a', '→'}
# run: unique([]) == set()


def common(a: list[int], b: list[int]) -> list[int]:
    return sorted(set(a) & set(b))
# run: common([1, 2, 3], [3, 1, 9]) == [1, 3]


def letters(text: str) -> frozenset[str]:
    return frozenset(text)
# run: letters("hello") == frozenset({'o', 'l', 'e', 'h'})


def add_to(values: set[str], value: str) -> int:
    values.add(value)
    return len(values)
# run: add_to({"a"}, "b") == 2
# run: add_to({"a"}, "a") == 1
# run: add_to(set(), "x") == 1


def take_from(values: set[str], value: str) -> None:
    values.remove(value)
# run: take_from({"a", "b"}, "a") == None
# run: take_from({"a"}, "b") raises KeyError: 'b'


def take_pair(values: set[tuple[int, int]], x: int, y: int) -> None:
    values.remove((x, y))
# run: take_pair({(1, 2)}, 1, 2) == None
# run: take_pair({(1, 2)}, 2, 1) raises KeyError: (2, 1)


def combined(a: set[int], b: set[int]) -> list[set[int]]:
    return [a | b, a & b, a - b, a ^ b]
# run: combined({1, 2}, {2, 3}) == [{1, 2, 3}, {2}, {1}, {1, 3}]
# run: combined(set(), {1}) == [{1}, set(), set(), {1}]


def relation(a: set[int], b: set[int]) -> list[bool]:
    return [a <= b, a < b, a >= b, a > b, a == b, a != b, a.isdisjoint(b)]
# run: relation({1}, {1, 2}) == [True, True, False, False, False, True, False]
# run: relation({1}, {1}) == [True, False, True, False, True, False, False]
# run: relation(set(), set()) == [True, False, True, False, True, False, True]
# run: relation({3}, {4}) == [False, False, False, False, False, True, True]


def first_repeated(values: list[int]) -> int | None:
    seen = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
# run: first_repeated([1, 2, 3, 2, 1]) == 2
# run: first_repeated([1]) == None


def shown(value: str) -> str:
    return str({value}) + repr(frozenset([value])) + str(set(value[:0])) + str(frozenset(value[:0]))
# run: shown("a") == "{'a'}frozenset({'a'})set()frozenset()"


def keep_small(values: set[int], limit: int) -> None:
    for value in list(values):
        if value > limit:
            values.discard(value)
# run: keep_small({1, 5, 9}, 5) == None


def vowels(text: str) -> int:
    return sum(1 for c in text.lower() if c in {"a", "e", "i", "o", "u"})
# run: vowels("Education") == 5


def subset_of_letters(text: str) -> bool:
    return set(text) <= set("abcdefghijklmnopqrstuvwxyz")
# run: subset_of_letters("abc") == True
# run: subset_of_letters("aBc") == False


def pangram(text: str) -> bool:
    return len({c for c in text.lower() if c.isalpha()}) == 26
# run: pangram("The quick brown fox jumps over the lazy dog") == True
# run: pangram("abc") == False
