"""Compiled functions on heaps that end early: MemoryError, nothing left behind, no crash.

Each function is called with room for nothing, then for one grain of 1 KiB more at each call,
until it succeeds.  What is converted for a call, in or out, takes its share of the same heap.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

import pyexec
from pyexec.backends.callable import process_heap
from pyexec.rt.layout import GRAIN, HEAP

# Room for all that the functions here need.
ENOUGH = 1 << 20


class SmallHeap:
    """The heap that calls share, with an end of its own."""

    def __init__(self) -> None:
        prototype = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint64)
        self.prepare = prototype(process_heap.address_of("pyexec_heap_prepare"))
        self.base = process_heap.base()

    def limit(self, size: int) -> None:
        """Let the heap be empty, and have so many bytes, its own state among them."""
        ctypes.memset(self.base + HEAP, 0, ENOUGH)
        self.prepare(self.base, HEAP + size)


@pytest.fixture
def heap() -> Iterator[SmallHeap]:
    pyexec.aot(infer=True)(lines)  # so that there is a heap
    small = SmallHeap()
    yield small
    small.limit(1 << 30)


def lines(texts: list[str]) -> list[str]:
    return [text.upper() + "!" for text in texts]


def table(size: int) -> list[list[int]]:
    return [[row * column for column in range(size)] for row in range(size)]


def counted(texts: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        for word in text.split():
            counts[word] = counts.get(word, 0) + 1
    return counts


def grouped(texts: list[str]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for text in texts:
        groups.setdefault(len(text), []).append(text * 20)
    return groups


def appended(numbers: list[int]) -> int:
    for number in range(300):
        if number != 7:
            numbers.append(number)
            numbers.append(1)
    return len(numbers)


def by_length(texts: list[str]) -> list[str]:
    return sorted(texts, key=lambda text: (len(text), text), reverse=True)


def distinct(texts: list[str]) -> set[str]:
    return {text[:3] for text in texts} | {"x" * len(text) for text in texts}


def pairs(texts: list[str]) -> list[tuple[str, int]]:
    return [(f"{text:>40}", number) for number, text in enumerate(texts)]


def joined(texts: list[str]) -> str:
    result = ""
    for text in texts:
        result = result + text * 30 + ", "
    return "-".join([result, result.replace("a", "bb")])


def refused(texts: list[str]) -> int:
    total = 0
    for text in texts:
        try:
            total += int(text)
        except ValueError as error:
            total += len(str(error))
    return total


def raising(texts: list[str]) -> int:
    kept = [text * 50 for text in texts]
    raise ValueError(f"{len(kept)} texts: {kept[0]}")


def finally_more(texts: list[str]) -> list[str]:
    kept: list[str] = []
    try:
        kept.append(",".join(texts * 20))
        return kept
    finally:
        texts.append("-".join(texts * 20))


def removed(numbers: dict[str, list[int]]) -> dict[str, list[int]]:
    for name in list(numbers):
        if len(name) % 2:
            del numbers[name]
        else:
            numbers[name] = numbers[name] * 40
    return numbers


def optional(texts: list[str]) -> list[str | None]:
    return [text * 100 if len(text) % 2 else None for text in texts]


def nested(numbers: list[int]) -> list[int]:
    def more(by: int) -> list[int]:
        return [number + by for number in numbers * 30]

    return more(1) + more(2)


WORDS = ["some words", "and some more of them", "a", "", "banana bread", "the end of it", "12"]

CALLS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (lines, (WORDS * 5,)),
    (table, (20,)),
    (counted, (WORDS,)),
    (grouped, (WORDS,)),
    (appended, ([1, 2, 3],)),
    (by_length, (WORDS * 3,)),
    (distinct, (WORDS,)),
    (pairs, (WORDS,)),
    (joined, (WORDS,)),
    (refused, (WORDS,)),
    (raising, (WORDS,)),
    (finally_more, (WORDS,)),
    (removed, ({name: [1, 2, 3] for name in WORDS},)),
    (optional, (WORDS,)),
    (nested, ([1, 2, 3],)),
]


def outcome(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """What a call gives or raises, and what it leaves of its arguments."""
    try:
        return function(*arguments), arguments
    except MemoryError:
        return None
    except Exception as error:
        return type(error), str(error), arguments


@pytest.mark.parametrize(("function", "arguments"), CALLS, ids=lambda x: getattr(x, "__name__", ""))
def test_every_size(
    function: Callable[..., Any], arguments: tuple[Any, ...], heap: SmallHeap
) -> None:
    compiled = pyexec.aot(infer=True)(function)
    expected = outcome(function, deepcopy(arguments))
    failures = 0
    for grains in range(3, ENOUGH // GRAIN):
        heap.limit(grains * GRAIN)
        given = deepcopy(arguments)
        counts = [sys.getrefcount(argument) for argument in given]
        found = outcome(compiled, given)
        assert process_heap.used() == 0, grains
        if found is not None:
            assert found == expected
            break
        assert [sys.getrefcount(argument) for argument in given] == counts
        failures += 1
    else:
        pytest.fail("there was never enough room")
    assert failures > 2
