"""Objects that cross the boundary between CPython and compiled functions, both ways.

Each test ends with no block left in the heaps, and its values with as many references as
before.
"""

from __future__ import annotations

import collections
import gc
import math
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import pyexec
from pyexec.backends.callable import process_heap


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No block stays behind, whatever happened."""
    yield
    assert process_heap.used() == 0


# Round trips: the object itself, and equal ones

INT = some.integers(-(2**63), 2**63 - 1)
FLOAT = some.floats(allow_nan=False)
COMPLEX = some.complex_numbers(allow_nan=False)
TEXT = some.text(some.characters(codec=None, categories=None), max_size=20)


def same_numbers(x: list[int]) -> list[int]:
    return x


def copied_numbers(x: list[int]) -> list[int]:
    return list(x)


def copied_floats(x: list[float]) -> list[float]:
    return list(x)


def copied_complexes(x: list[complex]) -> list[complex]:
    return list(x)


def copied_flags(x: list[bool]) -> list[bool]:
    return list(x)


def copied_bytes(x: list[pyexec.int8]) -> list[pyexec.int8]:
    return list(x)


def copied_texts(x: list[str]) -> list[str]:
    return [y + "" for y in x]


def copied_rows(x: list[list[int]]) -> list[list[int]]:
    return [list(y) for y in x]


def copied_dict(x: dict[str, list[int]]) -> dict[str, list[int]]:
    return {k: list(v) for k, v in x.items()}


def copied_pairs(x: dict[tuple[int, str], float]) -> dict[tuple[int, str], float]:
    return {(k[0], k[1]): v for k, v in x.items()}


def copied_tuple(x: tuple[int, str, complex, bool]) -> tuple[int, str, complex, bool]:
    return (x[0], x[1], x[2], x[3])


def copied_sequence(x: tuple[int, ...]) -> tuple[int, ...]:
    return (*x, 1)


def copied_set(x: set[str]) -> set[str]:
    return set(x)


def copied_maybe(x: list[int | None]) -> list[int | None]:
    return list(x)


def copied_words(x: list[str | None] | None) -> list[str | None] | None:
    return None if x is None else list(x)


def same_frozenset(x: frozenset[int]) -> frozenset[int]:
    return x


def same_range(x: range) -> range:
    return x


def same_nested(
    x: dict[int, tuple[list[set[int]], str | None]],
) -> dict[int, tuple[list[set[int]], str | None]]:
    return x


LIST_OF_INTS = some.lists(INT)
ROUND_TRIPS: list[tuple[Callable[[Any], Any], some.SearchStrategy[Any]]] = [
    (same_numbers, LIST_OF_INTS),
    (copied_numbers, LIST_OF_INTS),
    (copied_floats, some.lists(FLOAT)),
    (copied_complexes, some.lists(COMPLEX)),
    (copied_flags, some.lists(some.booleans())),
    (copied_bytes, some.lists(some.integers(-128, 127))),
    (copied_texts, some.lists(TEXT)),
    (copied_rows, some.lists(LIST_OF_INTS)),
    (copied_dict, some.dictionaries(TEXT, LIST_OF_INTS)),
    (copied_pairs, some.dictionaries(some.tuples(INT, TEXT), FLOAT)),
    (copied_tuple, some.tuples(INT, TEXT, COMPLEX, some.booleans())),
    (copied_sequence, LIST_OF_INTS.map(tuple)),
    (copied_set, some.sets(TEXT)),
    (copied_maybe, some.lists(some.none() | INT)),
    (copied_words, some.none() | some.lists(some.none() | TEXT)),
    (same_frozenset, some.frozensets(INT)),
    (same_range, some.builds(range, INT, INT, INT.filter(bool))),
    (
        same_nested,
        some.dictionaries(INT, some.tuples(some.lists(some.sets(INT)), some.none() | TEXT)),
    ),
]


@pytest.mark.parametrize("case", ROUND_TRIPS, ids=lambda case: case[0].__name__)
def test_round_trip(case: tuple[Callable[[Any], Any], some.SearchStrategy[Any]]) -> None:
    function, values = case
    compiled = pyexec.aot(function)

    @settings(max_examples=60, deadline=None)
    @given(values)
    def check(value: Any) -> None:
        before = repr(value)
        given, expected = compiled(value), function(value)
        assert given == expected
        assert type(given) is type(expected)
        assert repr(given) == repr(expected) or isinstance(given, set)
        assert (given is value) == (expected is value)
        assert repr(value) == before
        assert process_heap.used() == 0

    check()


@pytest.mark.parametrize("case", ROUND_TRIPS, ids=lambda case: case[0].__name__)
def test_references(case: tuple[Callable[[Any], Any], some.SearchStrategy[Any]]) -> None:
    """A thousand calls leave no object behind."""
    function = case[0]
    compiled = pyexec.aot(function)
    value = EXAMPLES[function]
    keep = [x for x in (value, *_inner(value)) if not _is_everywhere(x)]
    for _ in range(3):  # what other tests left, and what its finalizers let go
        gc.collect()
    counts = [sys.getrefcount(x) for x in keep]
    compiled(value)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(1000):
        compiled(value)
    gc.collect()
    assert abs(sys.getallocatedblocks() - before) < 100
    assert [sys.getrefcount(x) for x in keep] == counts


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value, *value.values()]
    return list(value) if isinstance(value, list | tuple | set) else []


def _is_everywhere(value: object) -> bool:
    """Whether Python shares an object among all that it does."""
    return value is None or (isinstance(value, int) and value != LARGE)


LARGE = 10**15
EXAMPLES: dict[Callable[[Any], Any], Any] = {
    same_numbers: [LARGE, 2, 3],
    copied_numbers: [LARGE, 2],
    copied_floats: [1.5, math.inf],
    copied_complexes: [1j, 2 + 1j],
    copied_flags: [True, False],
    copied_bytes: [1, -1],
    copied_texts: ["word", "wörd", "\u20ac\u20ac", "\U0001f600"],
    copied_rows: [[LARGE], [], [2, 3]],
    copied_dict: {"one": [1], "two": [2, LARGE]},
    copied_pairs: {(LARGE, "a text"): 1.0},
    copied_tuple: (LARGE, "another", 1j, True),
    copied_sequence: (LARGE, 1),
    copied_set: {"some", "words"},
    copied_maybe: [None, LARGE],
    copied_words: ["some", None],
    same_frozenset: frozenset([1, LARGE]),
    same_range: range(1, LARGE, 7),
    same_nested: {LARGE: ([{1, 2}], "text"), 2: ([], None)},
}


def test_widths_of_texts() -> None:
    compiled = pyexec.aot(copied_texts)
    texts = [
        "",
        "a",
        "é",
        "\x80",
        "\xff",
        "\u0100",
        "\ud800",
        "\uffff",
        "\U00010000",
        "a\U0010ffff",
    ]
    texts += [text * 1000 for text in texts] + ["a\x00b", "a" + "é" * 100]
    assert compiled(texts) == texts


# What a function changes


def append(xs: list[int], x: int) -> list[int]:
    xs.append(x)
    return xs


def test_the_list_itself_is_changed_and_given_back() -> None:
    xs = [1, 2]
    alias = xs
    assert pyexec.aot(append)(xs, 3) is xs
    assert alias == [1, 2, 3]


def sort_words(words: list[str]) -> None:
    words.sort()


def test_elements_stay_the_same_objects() -> None:
    words = ["delta!", "alpha!", "charlie", "bravo!"]
    expected = sorted(words)
    pyexec.aot(sort_words)(words)
    assert words == expected
    assert list(map(id, words)) == list(map(id, expected))


def set_first(rows: list[list[int]], x: int) -> None:
    rows[0][0] = x


def test_aliases_within_an_argument() -> None:
    compiled = pyexec.aot(set_first)
    row = [LARGE, 2]
    rows = [row, row, [4]]
    inner = rows[2]
    compiled(rows, 5)
    assert rows == [[5, 2], [5, 2], [4]]
    assert rows[0] is row and rows[1] is row and rows[2] is inner


def extend_both(a: list[int], b: list[int]) -> bool:
    a.append(1)
    b.append(2)
    return a is b


def test_aliases_among_arguments() -> None:
    compiled = pyexec.aot(extend_both)
    xs: list[int] = []
    assert compiled(xs, xs) is True
    assert xs == [1, 2]
    first: list[int] = []
    second: list[int] = []
    assert compiled(first, second) is False
    assert (first, second) == ([1], [2])


def read_and_write(rows: list[list[int]], row: list[int]) -> int:
    row.append(7)
    return len(rows[0])


def test_alias_of_an_inner_list() -> None:
    row = [1]
    assert pyexec.aot(read_and_write)([row], row) == 2
    assert row == [1, 7]


def count(words: list[str], counts: dict[str, int]) -> None:
    for word in words:
        counts[word] = counts.get(word, 0) + 1


@pytest.mark.parametrize("kind", [dict, collections.OrderedDict, collections.Counter])
def test_dicts_are_changed(kind: Callable[..., dict[str, int]]) -> None:
    counts = kind({"b": 1})
    pyexec.aot(count)(["a", "b", "a"], counts)
    assert list(counts.items()) == [("b", 2), ("a", 2)]
    assert type(counts) is kind


def move_to_end(d: dict[str, int], key: str) -> None:
    value = d.pop(key)
    d[key] = value


def test_order_of_a_dict() -> None:
    d = {"a": 1, "b": 2}
    pyexec.aot(move_to_end)(d, "a")
    assert list(d) == ["b", "a"]


def add_all(to: set[int], xs: list[int]) -> None:
    for x in xs:
        to.add(x)


def test_sets_are_changed() -> None:
    numbers = {LARGE, 2}
    pyexec.aot(add_all)(numbers, [2, 3])
    assert numbers == {LARGE, 2, 3}


def clear_then_fail(xs: list[int], index: int) -> int:
    xs[0] = 100
    return xs[index]


def test_changes_stay_where_an_error_leaves() -> None:
    xs = [1, 2]
    with pytest.raises(IndexError, match="list index out of range"):
        pyexec.aot(clear_then_fail)(xs, 9)
    assert xs == [100, 2]


def pop_twice(d: dict[str, int]) -> int:
    d["new"] = 3
    return d["missing"]


def test_key_errors_have_their_key() -> None:
    d: dict[str, int] = {}
    with pytest.raises(KeyError) as caught:
        pyexec.aot(pop_twice)(d)
    assert caught.value.args == ("missing",)
    assert d == {"new": 3}


def by_row(d: dict[tuple[int, ...], int], key: tuple[int, ...]) -> int:
    return d[key]


@pytest.mark.parametrize("key", [(), (1,), (1, 2)])
def test_a_key_that_is_a_tuple_is_one_argument(key: tuple[int, ...]) -> None:
    with pytest.raises(KeyError) as caught:
        pyexec.aot(by_row)({}, key)
    assert caught.value.args == (key,)


def deepen(d: dict[str, list[list[int]]]) -> None:
    d["a"][0].append(1)
    d["b"] = [[2]]


def test_deep_changes() -> None:
    inner = [0]
    rows = [inner]
    d = {"a": rows}
    pyexec.aot(deepen)(d)
    assert d == {"a": [[0, 1]], "b": [[2]]}
    assert d["a"] is rows and rows[0] is inner


def longest(words: list[str]) -> str:
    best = words[0]
    for word in words:
        if len(word) > len(best):
            best = word
    return best


def test_a_part_of_an_argument_is_given_back() -> None:
    words = ["some", "words of a list", "here"]
    assert pyexec.aot(longest)(words) is words[1]


def twice(x: list[int]) -> list[list[int]]:
    fresh: list[int] = [1]
    return [x, fresh, x, fresh]


def test_what_is_shared_in_the_result_stays_shared() -> None:
    xs = [5]
    result = pyexec.aot(twice)(xs)
    assert result == [[5], [1], [5], [1]]
    assert result[0] is xs and result[2] is xs
    assert result[1] is result[3]


@settings(max_examples=100, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 5), some.integers(0, 9))), some.lists(INT))
def test_many_changes(steps: list[tuple[int, int]], start: list[int]) -> None:
    expected, given_list = start[:], start[:]
    change(expected, steps)
    compiled_change(given_list, steps)
    assert given_list == expected
    assert process_heap.used() == 0


def change(xs: list[int], steps: list[tuple[int, int]]) -> None:
    for kind, number in steps:
        if kind == 0:
            xs.append(number)
        elif kind == 1 and xs:
            xs.pop()
        elif kind == 2 and xs:
            xs[number % len(xs)] = number
        elif kind == 3:
            xs.insert(number, -number)
        elif kind == 4:
            xs.reverse()
        elif xs:
            del xs[number % len(xs)]


compiled_change = pyexec.aot(infer=True)(change)


# What is accepted


def total(xs: Iterable[int]) -> int:
    result = 0
    for x in xs:
        result += x
    return result


@pytest.mark.parametrize(
    "values",
    [
        (1, 2, 3), range(1, 4), {1, 2, 3}, {1: "a", 2: "b", 3: "c"}.keys(), (x for x in [1, 2, 3]),
        numpy.array([1, 2, 3]), collections.deque([1, 2, 3]), [True, numpy.int8(2), 3], iter([6]),
        b"\x01\x02\x03", [1, 2, 3],
    ],
    ids=lambda values: type(values).__name__,
)  # fmt: skip
def test_iterables_are_lists(values: Iterable[int]) -> None:
    assert pyexec.aot(infer=True)(total)(values) == 6


class Numbers(list[int]):
    """A list of a class of its own."""


def test_subclasses_are_changed() -> None:
    numbers = Numbers([1])
    assert pyexec.aot(append)(numbers, 2) is numbers
    assert numbers == [1, 2] and type(numbers) is Numbers


class Word(str):
    """A text of a class of its own."""


def test_texts_of_subclasses() -> None:
    word = Word("wörd")
    assert pyexec.aot(longest)([word]) is word


Pair = collections.namedtuple("Pair", "first second")


def swapped(pair: tuple[int, float]) -> tuple[float, int]:
    return (pair[1], pair[0])


def test_named_tuples() -> None:
    assert pyexec.aot(swapped)(Pair(1, 2)) == (2.0, 1)


def mean(xs: Sequence[float]) -> float:
    return sum(xs) / len(xs)


def test_ints_are_floats_and_stay_ints() -> None:
    xs = [1, 2.5, 3]
    assert pyexec.aot(mean)(xs) == 6.5 / 3
    assert list(map(type, xs)) == [int, float, int]


# What is refused

WRONG: list[tuple[Callable[..., Any], tuple[object, ...], str]] = [
    (total, ([1, 2, 3, "4"],), "total() argument 'xs[3]' must be int, not str"),
    (total, (5,), "total() argument 'xs' must be list[int], not int"),
    (total, ([1.5],), "total() argument 'xs[0]' must be int, not float"),
    (longest, (["a", b"b"],), "longest() argument 'words[1]' must be str, not bytes"),
    (
        copied_rows,
        ([[1], [2, None]],),
        "copied_rows() argument 'x[1][1]' must be int, not NoneType",
    ),
    (copied_rows, ([[1], 2],), "copied_rows() argument 'x[1]' must be list[int], not int"),
    (copied_dict, ({"a": [1, "b"]},), "copied_dict() argument \"x['a'][1]\" must be int, not str"),
    (copied_dict, ({"a": [], 1: []},), "copied_dict() argument 'list(x)[1]' must be str, not int"),
    (copied_dict, ([],), "copied_dict() argument 'x' must be dict[str, list[int]], not list"),
    (copied_set, ({1},), "copied_set() argument 'list(x)[0]' must be str, not int"),
    (copied_set, (["a"],), "copied_set() argument 'x' must be set[str], not list"),
    (
        copied_tuple,
        ((1, "a", 1j),),
        "copied_tuple() argument 'x' must be tuple[int, str, complex, bool], not a tuple of 3",
    ),
    (copied_tuple, ((1, "a", 1j, 1),), "copied_tuple() argument 'x[3]' must be bool, not int"),
    (swapped, ([1, 2.0],), "swapped() argument 'pair' must be tuple[int, float], not list"),
    (copied_sequence, ((1, "2"),), "copied_sequence() argument 'x[1]' must be int, not str"),
    (same_range, (5,), "same_range() argument 'x' must be range, not int"),
    (copied_words, ([1],), "copied_words() argument 'x[0]' must be str, not int"),
    (copied_maybe, ([1, "2"],), "copied_maybe() argument 'x[1]' must be int, not str"),
    (append, ([1], "2"), "append() argument 'x' must be int, not str"),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case[2])
def test_wrong_types(case: tuple[Callable[..., Any], tuple[object, ...], str]) -> None:
    function, arguments, message = case
    counts = [sys.getrefcount(argument) for argument in arguments]
    compiled = pyexec.aot(infer=True)(function)
    for _ in range(3):
        with pytest.raises(TypeError) as caught:
            compiled(*arguments)
        assert str(caught.value) == message
        assert process_heap.used() == 0
        del caught
    assert [sys.getrefcount(argument) for argument in arguments] == counts


RANGES: list[tuple[Callable[..., Any], object, str]] = [
    (
        total,
        [1, 2**63],
        "total() argument 'xs[1]' must fit int (-9223372036854775808 to 9223372036854775807), "
        "not 9223372036854775808",
    ),
    (copied_bytes, [128], "copied_bytes() argument 'x[0]' must fit int8 (-128 to 127), not 128"),
    (same_range, range(2**64), "same_range() argument 'x' must have numbers that fit int, not "
     "range(0, 18446744073709551616)"),
    (copied_floats, [1.0, 10**400], "copied_floats() argument 'x[1]' must fit float, not such a "
     "large int"),
]  # fmt: skip


@pytest.mark.parametrize("case", RANGES, ids=lambda case: case[0].__name__)
def test_numbers_out_of_range(case: tuple[Callable[..., Any], object, str]) -> None:
    function, argument, message = case
    with pytest.raises(OverflowError) as caught:
        pyexec.aot(infer=True)(function)(argument)
    assert str(caught.value) == message


def broken() -> Iterator[int]:
    yield 1
    raise LookupError("no more")


def test_errors_of_generators_are_their_own() -> None:
    with pytest.raises(LookupError, match="no more"):
        pyexec.aot(infer=True)(total)(broken())


class Shrinking:
    """A number that takes others from its list when it is asked for its value."""

    def __init__(self, numbers: list[Any]) -> None:
        self.numbers = numbers

    def __index__(self) -> int:
        self.numbers.clear()
        return 5


def test_a_list_that_changes_while_it_is_read() -> None:
    numbers: list[Any] = [1]
    numbers += [Shrinking(numbers), 2, 3]
    assert pyexec.aot(infer=True)(total)(numbers) == 6


class Inner(list[Any]):
    """A list whose elements change the list that it is in."""

    outer: list[Any]

    def __iter__(self) -> Iterator[Any]:
        self.outer.clear()
        return iter([1, 2])


def test_a_list_that_loses_what_is_read() -> None:
    outer: list[Any] = [[1], Inner(), [3]]
    outer[1].outer = outer
    assert pyexec.aot(copied_rows)(outer) == [[1], [1, 2]]


# Calls


def pad(text: str, width: int = 5, *, fill: str = "*", suffix: str | None = None) -> str:
    result = text + fill * (width - len(text))
    return result if suffix is None else result + suffix


def test_keywords_and_defaults() -> None:
    compiled = pyexec.aot(pad)
    assert compiled("ab") == "ab***"
    assert compiled("ab", 3) == "ab*"
    assert compiled("ab", fill="é", width=4, suffix="!") == "abéé!"
    assert compiled(text="abc", suffix=None) == "abc**"
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'text'"):
        compiled()  # type: ignore[call-arg]
    assert repr(compiled) == (
        "<pyexec function pad(text: str, width: int, fill: str, suffix: str | None) -> str>"
    )


def test_pickled_functions() -> None:
    compiled = pickle.loads(pickle.dumps(pyexec.aot(infer=True)(total)))
    assert compiled([1, 2]) == 3


def ignored(xs: list[int]) -> int:
    return 7


def test_arguments_that_are_not_used() -> None:
    compiled = pyexec.aot(ignored)
    assert compiled([1, 2]) == 7
    with pytest.raises(TypeError, match=r"'xs\[1\]' must be int, not str"):
        compiled([1, "2"])  # type: ignore[list-item]


def numbers_to(n: int) -> list[int]:
    return list(range(n))


def test_results_alone() -> None:
    assert pyexec.aot(numbers_to)(1000) == list(range(1000))


def shuffled(xs: list[int], rounds: int) -> list[str]:
    for i in range(rounds):
        xs.append(xs[i % len(xs)] + i)
    return [str(x) for x in xs]


@pytest.mark.parametrize("nogil", [False, True])
def test_threads(nogil: bool) -> None:
    compiled = pyexec.aot(nogil=nogil)(shuffled)
    expected = shuffled(list(range(50)), 200)
    failures: list[object] = []

    def work() -> None:
        for _ in range(50):
            xs = list(range(50))
            if compiled(xs, 200) != expected or len(xs) != 250:
                failures.append(xs)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


@pytest.mark.parametrize("nogil", [False, True])
def test_errors_with_and_without_the_lock(nogil: bool) -> None:
    compiled = pyexec.aot(nogil=nogil)(clear_then_fail)
    for _ in range(3):
        xs = [1]
        with pytest.raises(IndexError):
            compiled(xs, 5)
        assert xs == [100]
        with pytest.raises(TypeError):
            compiled(["1"], 5)  # type: ignore[list-item]


def outer_total(xs: list[int]) -> int:
    return total_of(xs) + 1


def total_of(xs: list[int]) -> int:
    return sum(xs)


class Calling:
    """A number that calls a compiled function while another one reads its argument."""

    def __index__(self) -> int:
        return int(pyexec.aot(total_of)([1, 2, 3]))


def test_calls_within_calls() -> None:
    assert pyexec.aot(outer_total)([1, Calling(), 2]) == 10  # type: ignore[list-item]
