"""What cannot be done with `defaultdict` and `Counter`."""

# options: infer=True

from collections import Counter, defaultdict


def without_a_function(n: int) -> int:
    table = defaultdict()  # error: a defaultdict without a function is a dict @ 'defaultdict()'
    return len(table) + n


def of_a_local(n: int) -> int:
    table = defaultdict(lambda: n)  # error: a defaultdict's function that uses the local 'n' cannot be compiled yet @ 'lambda: n'
    return table[1]


def made(n: int = 1) -> int:
    return n


def of_a_function(n: int) -> int:
    table = defaultdict(made)  # error: a defaultdict of this cannot be compiled yet @ 'made'
    return table[n]


def that_calls(n: int) -> int:
    table = defaultdict(lambda: made(2))  # error: a defaultdict's function that calls others cannot be compiled yet @ 'lambda: made(2)'
    return table[n]


def returned(n: int) -> dict[int, int]:
    table = defaultdict(int)
    table[n] += 1
    return table  # error: the function returns dict[int, int], but the value is defaultdict[int, int] @ 'table'
    # help: write `dict(...)` around it


def reader(table: dict[int, int]) -> int:
    return table[1]


def handed_on(n: int) -> int:
    table = defaultdict(int)
    table[n] += 1
    return reader(table)  # error: 'table' is dict[int, int], but the value is defaultdict[int, int] @ 'table'


def of_keywords(n: int) -> int:
    return Counter(a=n)["a"]  # error: Counter() takes one iterable here @ 'Counter(a=n)'


def in_place(n: int) -> int:
    counts = Counter([n])
    counts += Counter([n])  # error: += on a Counter[int] cannot be compiled yet @ 'counts += Counter([n])'
    return counts[n]


def counter_and_dict(n: int) -> int:
    return len(Counter([n]) + {n: 1})  # error: + does not work on Counter[int] and dict[int, int] @ 'Counter([n]) + {n: 1}'


def as_text(n: int) -> str:
    table = defaultdict(lambda: 1)
    table[n] += 1
    return str(table)  # error: a defaultdict with a lambda cannot be written as text @ 'str(table)'


def of_lists(values: list[list[int]]) -> int:
    return len(Counter(values))  # error: unhashable type: 'list' @ 'Counter(values)'


def other_values(n: int) -> float:
    sums = defaultdict(int)
    sums[n] += 0.5  # error: 'value' is int, but the value is float @ 'sums[n] += 0.5'
    return sums[n]
