"""Comprehensions of lists, dicts and sets, and generator expressions; nested, with conditions."""

# options: infer=True
# numba: no


def squares(n: int) -> int:
    return sum([i * i for i in range(n)])
# run: squares(0) == 0
# run: squares(5) == 30


def filtered(n: int) -> int:
    return sum([i for i in range(n) if i % 3 == 0 if i % 2 == 1])
# run: filtered(30) == 75


def conditional(n: int) -> int:
    return sum([i if i % 2 else -i for i in range(n)])
# run: conditional(5) == -2


def two_loops(n: int) -> int:
    return sum([i * j for i in range(n) for j in range(i)])
# run: two_loops(5) == 35


def nested(n: int) -> int:
    table = [[i * j for j in range(n)] for i in range(n)]
    return sum(sum(row) for row in table)
# run: nested(4) == 36


def flattened(n: int) -> int:
    rows = [[1, 2], [n], []]
    return sum([value * 10 for row in rows for value in row])
# run: flattened(3) == 60


def generator(n: int) -> int:
    return sum(i * i for i in range(n)) + max(i % 4 for i in range(n))
# run: generator(6) == 58
# run: generator(0) raises ValueError: max() arg is an empty sequence


def generator_stops(n: int) -> bool:
    return any(10 // (n - i) > 4 for i in range(10))
# run: generator_stops(2) == True
# run: generator_stops(9) == True
# run: generator_stops(-1) == False


# wasm: no
def all_of(n: int) -> bool:
    return n > 1 and all(n % i for i in range(2, int(n**0.5) + 1))
# run: all_of(97) == True
# run: all_of(91) == False
# run: all_of(1) == False


# wasm: no
def count_primes(n: int) -> int:
    return len([p for p in range(n) if all_of(p)])
# run: count_primes(100) == 25


def own_variable(n: int) -> int:
    i = 100
    values = [i for i in range(n)]
    return i + len(values)
# run: own_variable(3) == 103


def uses_outer(n: int) -> int:
    factor = 3
    values = [factor * i + n for i in range(3)]
    factor = 100
    return sum(values)
# run: uses_outer(1) == 12


def dict_of_squares(n: int) -> int:
    table = {i: i * i for i in range(n) if i != 2}
    return sum(table) * 1000 + sum(table.values())
# run: dict_of_squares(5) == 8026


def dict_overwrites(n: int) -> int:
    table = {i % 3: i for i in range(n)}
    return table[0] * 100 + table[1] * 10 + table[2]
# run: dict_overwrites(9) == 678


def set_of_remainders(n: int) -> int:
    return len({i * i % n for i in range(n)})
# run: set_of_remainders(10) == 6


def unpacking(n: int) -> int:
    pairs = [(i, i + 1) for i in range(n)]
    return sum(a * b for a, b in pairs)
# run: unpacking(4) == 20


def enumerated(n: int) -> int:
    return sum(i * c for i, c in enumerate([n, n + 1, n + 2], 1))
# run: enumerated(1) == 14


def zipped(n: int) -> int:
    return sum(a * b for a, b in zip([1, 2, 3], range(n)))
# run: zipped(3) == 8
# run: zipped(1) == 0


def of_characters(n: int) -> int:
    return sum([ord(c) for c in "abc" * n if c != "b"])
# run: of_characters(2) == 392


def walrus_inside(n: int) -> int:
    return sum([y for i in range(n) if (y := i * i % 7) > 2])
# run: walrus_inside(10) == 12


def nested_generators(n: int) -> int:
    return sum(sum(j for j in range(i)) for i in range(n))
# run: nested_generators(6) == 20


def raises_inside(n: int) -> int:
    return sum([10 // (i - 3) for i in range(n)])
# run: raises_inside(3) == -19
# run: raises_inside(4) raises ZeroDivisionError


def pythagorean(n: int) -> list[tuple[int, int, int]]:
    return [(a, b, c) for c in range(n) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c]
# run: pythagorean(14) == [(3, 4, 5), (6, 8, 10), (5, 12, 13)]


def transposed(rows: list[list[int]]) -> list[list[int]]:
    return [[row[i] for row in rows] for i in range(len(rows[0]))]
# run: transposed([[1, 2, 3], [4, 5, 6]]) == [[1, 4], [2, 5], [3, 6]]
# run: transposed([]) raises IndexError: list index out of range


def words_lengths(words: list[str]) -> dict[str, int]:
    return {word: len(word) for word in words}
# run: words_lengths(["a", "bcd", "a"]) == {'a': 1, 'bcd': 3}


def initials(names: list[str]) -> set[str]:
    return {name[0].upper() for name in names if name}
# run: initials(["ann", "Bob", "", "abe"]) == {'A', 'B'}


def evens(values: list[int]) -> list[int]:
    return [v for v in values if v % 2 == 0]
# run: evens([1, 2, 4, 7]) == [2, 4]
# run: evens([]) == []


def halves(values: list[int]) -> list[float]:
    return [v / 2 for v in values]
# run: halves([1, 2]) == [0.5, 1.0]


def texts(values: list[float]) -> list[str]:
    return [f"{v:.1f}" for v in values]
# run: texts([1.25, 2.0]) == ['1.2', '2.0']


def list_of_generator(n: int) -> list[int]:
    return list(i * 2 for i in range(n))
# run: list_of_generator(3) == [0, 2, 4]


def tuple_of_generator(n: int) -> tuple[int, ...]:
    return tuple(i for i in range(n))
# run: tuple_of_generator(3) == (0, 1, 2)


def set_and_dict_of_generator(n: int) -> tuple[set[int], dict[int, str]]:
    return set(i // 2 for i in range(n)), dict((i, str(i)) for i in range(n))
# run: set_and_dict_of_generator(4) == ({0, 1}, {0: '0', 1: '1', 2: '2', 3: '3'})


def joined(words: list[str]) -> str:
    return " ".join(word.capitalize() for word in words)
# run: joined(["ab", "cd"]) == 'Ab Cd'


def matrix_product(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
# run: matrix_product([[1.0, 2.0], [3.0, 4.0]], [[0.5, 0.0], [0.0, 2.0]]) == [[0.5, 4.0], [1.5, 8.0]]


def nested_dict(n: int) -> dict[int, dict[int, int]]:
    return {i: {j: i * j for j in range(i)} for i in range(n)}
# run: nested_dict(3) == {0: {}, 1: {0: 0}, 2: {0: 0, 1: 2}}


def sorted_generator(values: list[int]) -> list[int]:
    return sorted(v * v for v in values)
# run: sorted_generator([-3, 1, 2]) == [1, 4, 9]
