"""Compiled functions that travel to other processes, with all that they refer to."""

from __future__ import annotations

import concurrent.futures
import linecache
import multiprocessing
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from endless import fact

import pyexec


def apply(function: Callable[[int], int], n: int) -> int:
    return function(n)


SCALE = 3


def scaled(n: int) -> int:
    return n * SCALE


@pyexec.aot
def travels(n: int, offset: int = SCALE) -> int:
    """Travels with what it calls and refers to."""
    return scaled(n) + fact(4) + offset


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_functions_travel_to_other_processes(method: str) -> None:
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(apply, [travels, fact] * 2, range(1, 5), timeout=120)) == [
            30, 2, 36, 24,
        ]  # fmt: skip


def test_a_pickled_function_is_the_function() -> None:
    copy = pickle.loads(pickle.dumps(travels))
    assert copy(1) == travels(1) == 30
    assert copy(1, offset=0) == 27
    assert copy.__name__ == "travels"
    assert copy.__doc__ == "Travels with what it calls and refers to."
    with pytest.raises(OverflowError):
        copy(2**62)


def test_decorators_do_not_travel() -> None:
    from pyexec import aot

    @aot
    def bare(n: int) -> int:
        return n + 1

    @aot(infer=True)
    def with_options(n: int) -> int:
        total = 1
        return n + total

    assert pickle.loads(pickle.dumps(bare))(2) == 3
    assert pickle.loads(pickle.dumps(with_options))(2) == 3


def test_what_a_closure_holds_travels_along() -> None:
    factor = 7

    def inner(n: int) -> int:
        return n * factor

    @pyexec.aot
    def outer(n: int) -> int:
        return inner(n) + factor

    assert pickle.loads(pickle.dumps(outer))(3) == 28


def helper_with(scale: int) -> Callable[[int], int]:
    """A helper that has the name of others, and a constant of a name that others use."""
    space: dict[str, Any] = {"SCALE": scale, "__name__": f"module{scale}"}
    text = "def scaled(n: int) -> int:\n    return n * SCALE\n"
    path = f"<helper {scale}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    exec(compile(text, path, "exec"), space)
    scaled: Callable[[int], int] = space["scaled"]
    return scaled


fivefold, sevenfold = helper_with(5), helper_with(7)


def test_names_travel_apart() -> None:
    """Each function keeps its own meaning of a name, and its name for another function."""

    @pyexec.aot
    def all_of_them(n: int) -> int:
        return scaled(n) + 100 * fivefold(n) + 10_000 * sevenfold(n) + 1_000_000 * SCALE

    assert pickle.loads(pickle.dumps(all_of_them))(1) == all_of_them(1) == 3_070_503


def test_defaults_travel_as_they_were() -> None:
    limit = 10

    @pyexec.aot
    def clipped(n: int, high: int = limit, *, low: int = -limit) -> int:
        return max(low, min(n, high))

    limit = 20
    copy = pickle.loads(pickle.dumps(clipped))
    assert (copy(99), copy(-99), copy(99, 50), copy(-99, low=-50)) == (10, -10, 50, -50)


def test_a_function_that_was_pickled_twice() -> None:
    once = pickle.loads(pickle.dumps(travels))
    assert pickle.loads(pickle.dumps(once))(1) == 30
