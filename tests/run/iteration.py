"""Loops over everything: enumerate, zip, reversed, sorted, map, filter; sum, min, max, any, all."""

import math

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def enumerate_(n: int) -> int:
    total = 0
    for i, value in enumerate([n, n + 1, n + 2]):
        total = total * 100 + i * value
    return total
# run: enumerate_(3) == 410


def enumerate_from(start: int) -> int:
    total = 0
    for i, c in enumerate("abc", start):
        total += i * ord(c)
    for i, value in enumerate(range(5, 8), start=start):
        total += i * value
    return total
# run: enumerate_from(1) == 628
# run: enumerate_from(-5) == -1244


def enumerate_pairs(n: int) -> int:
    total = 0
    for i, (a, b) in enumerate([(1, 2), (3, n)]):
        total += i * a * b
    return total
# run: enumerate_pairs(5) == 15


def zip_(n: int) -> int:
    total = 0
    for a, b in zip([1, 2, 3], range(n)):
        total = total * 100 + a * 10 + b
    return total
# run: zip_(2) == 1021
# run: zip_(9) == 102132
# run: zip_(0) == 0


def zip_three(n: int) -> int:
    total = 0
    for a, b, c in zip("ab", [n, n + 1], (0.5, 1.5)):
        total += ord(a) * b + int(c * 2)
    return total
# run: zip_three(2) == 492


def zip_strict(n: int) -> int:
    total = 0
    for a, b in zip([1, 2], range(n), strict=True):
        total += a * b
    return total
# run: zip_strict(2) == 2
# run: zip_strict(1) raises ValueError: zip() argument 2 is shorter than argument 1
# run: zip_strict(3) raises ValueError: zip() argument 2 is longer than argument 1


def reversed_(n: int) -> int:
    total = 0
    for value in reversed([1, 2, n]):
        total = total * 10 + value
    for i in reversed(range(n)):
        total = total * 10 + i
    for c in reversed("ab"):
        total += ord(c) * total % 7
    return total
# run: reversed_(3) == 321216


def list_reversed(n: int) -> int:
    return digits(list(reversed(range(1, n))))
# run: list_reversed(5) == 4321


def sorted_(n: int) -> int:
    return digits(sorted([3, 1, n, 2])) * 100000 + digits(sorted((3, 1, n), reverse=True))
# run: sorted_(2) == 122300321


def sorted_of_set(n: int) -> int:
    return digits(sorted({5, n, 1})) * 1000 + digits(sorted(range(4), reverse=True))
# run: sorted_of_set(3) == 138210


def sorted_leaves(n: int) -> int:
    values = [3, n, 2]
    ordered = sorted(values)
    return digits(values) * 1000 + digits(ordered)
# run: sorted_leaves(1) == 312123


def map_(n: int) -> int:
    return sum(map(abs, [-1, 2, -n])) + digits(list(map(lambda x: x + 1, range(n))))
# run: map_(4) == 1241


def map_two(n: int) -> int:
    return digits(list(map(lambda a, b: a + b, [1, 2, 3], range(n))))
# run: map_two(2) == 13
# run: map_two(5) == 135


def map_int(n: int) -> int:
    return sum(map(int, str(n)))
# run: map_int(12345) == 15


def filter_(n: int) -> int:
    return digits(list(filter(lambda x: x % 2 == 1, range(n))))
# run: filter_(10) == 13579


def filter_none(n: int) -> int:
    return len(list(filter(None, [0, 1, n, 0, 2])))
# run: filter_none(0) == 2
# run: filter_none(7) == 3


def map_is_lazy(n: int) -> int:
    for value in map(lambda x: 10 // x, [5, n, 0]):
        if value == 10:
            return value
    return -1
# run: map_is_lazy(1) == 10
# run: map_is_lazy(2) raises ZeroDivisionError


def sum_(n: int) -> int:
    return sum([1, n]) + sum((1, 2), 100) + sum(range(n)) + sum([], n) + sum([True, False, True])
# run: sum_(5) == 126


def sum_floats(x: float) -> float:
    return sum([x, 0.5, 2.0]) + sum([x], 1.5) + sum([])
# run: sum_floats(0.25) == 4.5


def sum_overflows(n: int) -> int:
    return sum([9223372036854775807, n])
# run: sum_overflows(0) == 9223372036854775807
# run: sum_overflows(-1) == 9223372036854775806
# run: sum_overflows(1) raises OverflowError  # not Python: int has 64 bits


def minimum(n: int) -> int:
    return min([3, n, 2]) * 100 + max((3, n, 2)) * 10 + min(n, 2)
# run: minimum(1) == 131
# run: minimum(7) == 272


def minimum_empty(n: int) -> int:
    return min([i for i in range(n)])
# run: minimum_empty(3) == 0
# run: minimum_empty(0) raises ValueError: min() arg is an empty sequence


def maximum_default(n: int) -> int:
    return max([i for i in range(n)], default=-1) * 10 + min(range(n), default=5)
# run: maximum_default(3) == 20
# run: maximum_default(0) == -5


def maximum_key(n: int) -> int:
    return max([-5, 3, n], key=abs) * 10 + min([1, 2, n], key=lambda x: (x - 2) ** 2)
# run: maximum_key(4) == -48
# run: maximum_key(5) == -48


def first_of_equals(n: int) -> int:
    return max([(1, n), (1, 5), (0, 9)], key=lambda p: p[0])[1]
# run: first_of_equals(3) == 3


def any_all(n: int) -> int:
    flags = [i > n for i in range(4)]
    return any(flags) + 10 * all(flags) + 100 * any([]) + 1000 * all([])
# run: any_all(0) == 1001
# run: any_all(-1) == 1011
# run: any_all(9) == 1000


def any_of_numbers(n: int) -> int:
    return any([0, n]) + 10 * all([1, n]) + 100 * any((0.0, float(n))) + 1000 * any(["", "a" * n])
# run: any_of_numbers(0) == 0
# run: any_of_numbers(1) == 1111


def length_of_range(start: int, stop: int, step: int) -> int:
    return len(range(start, stop, step))
# run: length_of_range(0, 10, 3) == 4
# run: length_of_range(10, 0, -3) == 4
# run: length_of_range(5, 5, 1) == 0
# run: length_of_range(0, 1, 0) raises ValueError: range() arg 3 must not be zero


def range_value(n: int) -> int:
    r = range(2, n, 3)
    return r[1] * 1000 + r[-1] * 10 + (8 in r) + len(r) + r.start + r.stop + r.step + r.index(5) + r.count(8)
# run: range_value(12) == 5134
# run: range_value(3) raises IndexError: range object index out of range


def range_slices(n: int) -> int:
    return digits(list(range(10)[2:n])) * 100 + digits(list(range(n)[::-3])) + (range(0, 3) == range(0, 3, 1))
# run: range_slices(6) == 234553


def range_loop_with_lists(n: int) -> int:
    total = 0
    for r in [range(n), range(n, 0, -1)]:
        for i in r:
            total = total * 10 + i
    return total
# run: range_loop_with_lists(3) == 12321


def else_of_loop(n: int) -> int:
    for value in [1, 2, 3]:
        if value == n:
            break
    else:
        return -1
    return value
# run: else_of_loop(2) == 2
# run: else_of_loop(5) == -1


def variable_after_loop(n: int) -> int:
    for value in [4, 5, 6][:n]:
        pass
    return value
# run: variable_after_loop(2) == 5
# run: variable_after_loop(0) raises UnboundLocalError


def rebinding_in_loop(n: int) -> int:
    values = [1, 2, n]
    total = 0
    for value in values:
        values = [100]
        value *= 2
        total += value
    return total + values[0]
# run: rebinding_in_loop(3) == 112


def nested_breaks(n: int) -> int:
    count = 0
    for row in [[1, 2, 3], [4, 5, 6], [7, 8, 9]]:
        for value in row:
            if value % n == 0:
                break
            count += value
        else:
            count += 100
    return count
# run: nested_breaks(2) == 8
# run: nested_breaks(5) == 234


def dict_loops(n: int) -> int:
    total = 0
    table = {"a": n, "b": 2}
    for key in table:
        total += ord(key)
    for value in table.values():
        total = total * 3 + value
    for i, (key, value) in enumerate(table.items()):
        total += i * value * ord(key)
    return total
# run: dict_loops(1) == 1956


def iter_next(n: int) -> int:
    iterator = iter([n, n + 1])
    first = next(iterator)
    second = next(iterator)
    return first * 10 + second + next(iterator, 100)
# run: iter_next(1) == 112


def next_of_generator(values: list[int], limit: int) -> int:
    return next((v for v in values if v > limit), -1)
# run: next_of_generator([1, 5, 7], 3) == 5
# run: next_of_generator([1, 5, 7], 30) == -1


def pairs(values: list[int]) -> list[tuple[int, int]]:
    return list(zip(values, values[1:]))
# run: pairs([1, 2, 3]) == [(1, 2), (2, 3)]
# run: pairs([]) == []


def with_index(words: list[str]) -> list[tuple[int, str]]:
    return list(enumerate(words, 1))
# run: with_index(["a", "b"]) == [(1, 'a'), (2, 'b')]


def columns(rows: list[list[int]]) -> list[tuple[int, ...]]:
    return list(zip(*rows))
# run: columns([[1, 2], [3, 4], [5, 6]]) == [(1, 3, 5), (2, 4, 6)]
# run: columns([]) == []


def longest(words: list[str]) -> str:
    return max(words, key=len, default="none")
# run: longest(["a", "ccc", "bbb"]) == 'ccc'
# run: longest([]) == 'none'


def extremes(words: list[str]) -> tuple[str, str]:
    return min(words), max(words)
# run: extremes(["b", "a", "c"]) == ('a', 'c')
# run: extremes([]) raises ValueError: min() arg is an empty sequence


def is_sorted(values: list[float]) -> bool:
    return all(a <= b for a, b in zip(values, values[1:]))
# run: is_sorted([1.0, 1.0, 2.0]) == True
# run: is_sorted([2.0, 1.0]) == False


def cumulative(values: list[int]) -> list[int]:
    result = []
    total = 0
    for value in values:
        total += value
        result.append(total)
    return result
# run: cumulative([1, 2, 3]) == [1, 3, 6]


def lengths(words: list[str]) -> list[int]:
    return list(map(len, words))
# run: lengths(["a", "bcd", ""]) == [1, 3, 0]


def long_words(words: list[str], n: int) -> list[str]:
    return list(filter(lambda word: len(word) > n, words))
# run: long_words(["a", "bcd", "ef"], 1) == ['bcd', 'ef']


def dict_of_zip(keys: list[str], values: list[int]) -> dict[str, int]:
    return dict(zip(keys, values))
# run: dict_of_zip(["a", "b", "c"], [1, 2]) == {'a': 1, 'b': 2}


def flat(rows: list[list[str]]) -> list[str]:
    return sum(rows, [])
# run: flat([["a"], ["b", "c"], []]) == ['a', 'b', 'c']


def range_list(n: int) -> list[range]:
    return [range(n), range(1, n, 2)]
# run: range_list(3) == [range(0, 3), range(1, 3, 2)]


def zip_three_strict(n: int, m: int) -> list[tuple[int, int, int]]:
    return list(zip(range(3), range(n), [i for i in range(m)], strict=True))
# run: zip_three_strict(3, 3) == [(0, 0, 0), (1, 1, 1), (2, 2, 2)]
# run: zip_three_strict(3, 2) raises ValueError: zip() argument 3 is shorter than arguments 1-2
# run: zip_three_strict(3, 4) raises ValueError: zip() argument 3 is longer than arguments 1-2
# run: zip_three_strict(2, 4) raises ValueError: zip() argument 2 is shorter than argument 1
# run: zip_three_strict(4, 4) raises ValueError: zip() argument 2 is longer than argument 1


def zip_of_filtered(n: int) -> list[tuple[int, str, int]]:
    return [(a, b, c) for a, b, c in zip(range(n), filter(None, ["", "a", "b"]), (x * x for x in range(10) if x % 2))]
# run: zip_of_filtered(1) == [(0, 'a', 1)]
# run: zip_of_filtered(5) == [(0, 'a', 1), (1, 'b', 9)]


def products(values: list[int], f: list[float]) -> float:
    return math.prod(values) + math.prod(f, start=2) + math.prod(i for i in range(1, 4))
# run: products([3, 1, 3, 2], [0.5, 1.5]) == 25.5
# run: products([], [0.5, 1.5]) == 8.5
