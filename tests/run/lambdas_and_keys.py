"""Lambdas, key functions of sorted, sort, min and max; builtin functions as values."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def square(n: int) -> int:
    f = lambda x: x * x
    return f(n) + f(2)
# run: square(3) == 13


def two_parameters(n: int) -> int:
    f = lambda a, b=2: a * 10 + b
    return f(n) * 1000 + f(n, 3)
# run: two_parameters(1) == 12013


def called_at_once(n: int) -> int:
    return (lambda x: x + 1)(n)
# run: called_at_once(4) == 5


def conditional(n: int) -> int:
    f = (lambda x: -x) if n < 0 else (lambda x: x * 2)
    return f(n)
# run: conditional(-3) == 3
# run: conditional(3) == 6


def captures(n: int) -> int:
    values = [5, 1, 4, 2]
    return digits(sorted(values, key=lambda v: abs(v - n)))
# run: captures(4) == 4521
# run: captures(1) == 1245


def key_descending(n: int) -> int:
    return digits(sorted([3, n, 2], key=lambda v: -v))
# run: key_descending(9) == 932


def key_of_tuple(n: int) -> int:
    pairs = [(1, 9), (2, 3), (n, 3)]
    return digits([a for a, _ in sorted(pairs, key=lambda p: (p[1], p[0]))])
# run: key_of_tuple(1) == 121
# run: key_of_tuple(5) == 251


def key_of_index(n: int) -> int:
    weights = [3, 1, n]
    return digits(sorted(range(3), key=lambda i: weights[i]))
# run: key_of_index(2) == 120


def key_calls(n: int) -> int:
    calls = [0]

    def key(x: int) -> int:
        calls[0] += 1
        return -x

    ordered = sorted([1, n, 3], key=key)
    return digits(ordered) * 10 + calls[0]
# run: key_calls(2) == 3213


def key_raises(n: int) -> int:
    return digits(sorted([1, n, 2], key=lambda x: 6 // x))
# run: key_raises(3) == 321
# run: key_raises(0) raises ZeroDivisionError


def stable(n: int) -> int:
    pairs = [(i % n, i) for i in range(9)]
    up = sorted(pairs, key=lambda p: p[0])
    down = sorted(pairs, key=lambda p: p[0], reverse=True)
    return digits([b for _, b in up]) * 1_000_000_000 + digits([b for _, b in down])
# run: stable(2) == 24681357135702468
# run: stable(3) == 36147258258147036


def by_length(words: list[str]) -> list[str]:
    return sorted(words, key=len)
# run: by_length(["ccc", "a", "bb", "d"]) == ['a', 'd', 'bb', 'ccc']


def by_lower(words: list[str]) -> list[str]:
    return sorted(words, key=str.lower)
# run: by_lower(["b", "A", "C", "a"]) == ['A', 'a', 'b', 'C']


def by_last(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: word[-1])
# run: by_last(["ab", "ba", "cc"]) == ['ba', 'ab', 'cc']
# run: by_last(["ab", ""]) raises IndexError: string index out of range


def by_several(people: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(people, key=lambda person: (-person[1], person[0]))
# run: by_several([("Bo", 3), ("Al", 3), ("Cy", 9)]) == [('Cy', 9), ('Al', 3), ('Bo', 3)]


def by_float(values: list[float]) -> list[float]:
    return sorted(values, key=lambda x: x % 1.0, reverse=True)
# run: by_float([1.5, 2.25, 3.75]) == [3.75, 1.5, 2.25]


def by_list(rows: list[list[int]]) -> list[list[int]]:
    return sorted(rows, key=sum)
# run: by_list([[3, 4], [1], [2, 2, 2]]) == [[1], [2, 2, 2], [3, 4]]


def by_dict(words: list[str], rank: dict[str, int]) -> list[str]:
    return sorted(words, key=lambda word: rank.get(word, 99))
# run: by_dict(["x", "b", "a"], {"a": 1, "b": 0}) == ['b', 'a', 'x']


def by_bool(values: list[int]) -> list[int]:
    return sorted(values, key=lambda v: v % 2 == 0)
# run: by_bool([1, 2, 3, 4]) == [1, 3, 2, 4]


def sort_in_place(points: list[tuple[int, int]]) -> None:
    points.sort(key=lambda p: p[1], reverse=True)
# run: sort_in_place([(1, 2), (2, 9), (3, 2)]) == None


def nearest(values: list[float], target: float) -> float:
    return min(values, key=lambda v: abs(v - target))
# run: nearest([1.0, 4.0, 9.0], 5.0) == 4.0
# run: nearest([], 5.0) raises ValueError: min() arg is an empty sequence


def argmax(values: list[int]) -> int:
    return max(range(len(values)), key=lambda i: values[i])
# run: argmax([3, 9, 2, 9]) == 1
# run: argmax([]) raises ValueError: max() arg is an empty sequence


def most_common(words: list[str]) -> str:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return max(counts, key=lambda word: counts[word])
# run: most_common(["a", "b", "b", "c"]) == 'b'


def oldest(ages: dict[str, int]) -> tuple[str, int]:
    return max(ages.items(), key=lambda item: item[1])
# run: oldest({"Al": 30, "Bo": 41}) == ('Bo', 41)


def mapped(values: list[int]) -> list[str]:
    return list(map(str, values)) + list(map(lambda v: f"<{v}>", values))
# run: mapped([1, 2]) == ['1', '2', '<1>', '<2>']


def mapped_floats(line: str) -> list[float]:
    return list(map(float, line.split(",")))
# run: mapped_floats("1.5,2") == [1.5, 2.0]
# run: mapped_floats("1.5,x") raises ValueError: could not convert string to float: 'x'


def kept(values: list[int | None]) -> list[int]:
    return [v for v in values if v is not None]
# run: kept([1, None, 0]) == [1, 0]


def nested_lambdas(n: int) -> int:
    add = lambda a: lambda b: a + b + n
    return add(1)(2)
# run: nested_lambdas(10) == 13


def sort_of_sorts(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: "".join(sorted(word)))
# run: sort_of_sorts(["cba", "abb", "aab"]) == ['aab', 'abb', 'cba']
