"""The spellings of types: typing's, abstract ones, aliases; constants of a module."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Dict, FrozenSet, List, Optional, Set, Tuple, TypeAlias, Union
import typing as t

# options: infer=True
# numba: no

Vector = List[float]
Matrix: TypeAlias = "List[Vector]"
Pair = tuple[int, int]
Graph = Dict[int, List[Pair]]
PRIMES = [2, 3, 5, 7]
NAMES = ("zero", "one", "two")
VALUES = {"I": 1, "V": 5, "X": 10}
VOWELS = frozenset("aeiou")
TITLE = "PyExec"
LIMIT = 3
TABLE: Dict[str, Tuple[int, float]] = {"a": (1, 0.5)}


def constant_list(index: int) -> int:
    return PRIMES[index] * 100 + sum(PRIMES) + len(PRIMES)
# run: constant_list(0) == 221
# run: constant_list(4) raises IndexError: list index out of range


def constant_tuple(index: int) -> int:
    return len(NAMES[index])
# run: constant_tuple(0) == 4
# run: constant_tuple(3) raises IndexError: tuple index out of range


def constant_dict(n: int) -> int:
    total = 0
    for letter in "XVI"[:n]:
        total += VALUES[letter]
    return total
# run: constant_dict(3) == 16
# run: constant_dict(0) == 0


def constant_text(n: int) -> int:
    return len(TITLE * n) + LIMIT + ord(TITLE[0])
# run: constant_text(2) == 95


def constant_set(n: int) -> bool:
    return chr(n) in VOWELS
# run: constant_set(101) == True
# run: constant_set(102) == False


def constant_nested(n: int) -> float:
    whole, part = TABLE["a"]
    return whole * n + part
# run: constant_nested(3) == 3.5


def loop_over_constants(n: int) -> int:
    return sum(p for p in PRIMES if n % p == 0) + sum(1 for name in NAMES if "o" in name)
# run: loop_over_constants(30) == 13


def local_types(n: int) -> int:
    values: List[int] = []
    table: Dict[int, List[int]] = {}
    seen: Set[int] = set()
    pair: Tuple[int, str] = (n, "a")
    for i in range(n):
        values.append(i)
        table[i] = [i]
        seen.add(i % 2)
    return len(values) + len(table) * 10 + len(seen) * 100 + pair[0] * 1000
# run: local_types(4) == 4244


def norm(v: Vector) -> float:
    return sum(x * x for x in v)
# run: norm([1.0, 2.0]) == 5.0


def trace(m: Matrix) -> float:
    return sum(m[i][i] for i in range(len(m)))
# run: trace([[1.0, 2.0], [3.0, 4.0]]) == 5.0


def degree(graph: Graph, node: int) -> int:
    return len(graph.get(node, []))
# run: degree({1: [(2, 5), (3, 1)]}, 1) == 2
# run: degree({}, 1) == 0


def add(a: Pair, b: Pair) -> Pair:
    return a[0] + b[0], a[1] + b[1]
# run: add((1, 2), (3, 4)) == (4, 6)


def old_style(words: List[str], counts: Dict[str, int]) -> Tuple[Set[str], Optional[int]]:
    known = set(word for word in words if word in counts)
    return known, counts.get(words[0])
# run: old_style(["a", "b"], {"a": 3}) == ({'a'}, 3)
# run: old_style(["x"], {}) == (set(), None)


def any_length(values: Tuple[int, ...]) -> List[int]:
    return list(values)
# run: any_length((1, 2)) == [1, 2]


def union(n: Union[int, None], s: Union[None, str] = None) -> str:
    return f"{n} {s}"
# run: union(3) == '3 None'
# run: union(None, "x") == 'None x'


def qualified(values: t.List[int]) -> t.Optional[t.Dict[int, int]]:
    return {v: v for v in values} or None
# run: qualified([1]) == {1: 1}
# run: qualified([]) == None


def frozen(values: FrozenSet[str]) -> int:
    return len(values)
# run: frozen(frozenset({"a", "b"})) == 2


def sequence(values: Sequence[int]) -> int:
    return values[0] + len(values) + sum(values)
# run: sequence([1, 2]) == 6


def sequence_of_tuple(values: Sequence[float]) -> float:
    return values[-1] * len(values)
# run: sequence_of_tuple((1.0, 2.5)) == 5.0


def iterable(values: Iterable[int]) -> int:
    total = 0
    for value in values:
        total += value * value
    return total
# run: iterable([1, 2, 3]) == 14


def mapping(table: Mapping[str, int], key: str) -> int:
    return table[key] if key in table else -1
# run: mapping({"a": 1}, "a") == 1
# run: mapping({"a": 1}, "b") == -1


def typing_iterable(words: t.Iterable[str]) -> str:
    return ",".join(word for word in words)
# run: typing_iterable(["a", "b"]) == 'a,b'


def quoted(values: "list[int]") -> "dict[int, str]":
    return {value: str(value) for value in values}
# run: quoted([1, 2]) == {1: '1', 2: '2'}


def calls_abstract(n: int) -> int:
    return sequence([n, 2]) * 1000 + iterable({n: 1, 5: 2}) + sequence((n, 1)) + iterable(range(n)) + iterable({n})
# run: calls_abstract(3) == 10057


def float_for_int(values: list[float], x: float) -> list[float]:
    values.append(1)
    return [x, 2, *values]
# run: float_for_int([0.5], 3.0) == [3.0, 2.0, 0.5, 1.0]  # not Python: an int among floats is one
