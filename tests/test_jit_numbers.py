"""Numbers of annotated functions under Numba: operators on the grids, random programs.

Operators come from PyExec's own code, which `test_properties` tests for every pair of types;
here some pairs of each are enough to see that it is called for the right types.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import grids
import oracle
import pytest
from answers import same
from grids import Case
from programs import Author, checked
from test_programs import CALLS, FUNCTIONS, arguments, written
from test_properties import Checked, conversion_cases, divmod_cases, mismatches, unary_cases

import pyexec
from pyexec.types import SCALARS

SOME = 8  # pairs of types of each operator


def some(found: Sequence[Checked], name: str, count: int = SOME) -> list[Checked]:
    return random.Random(name).sample(found, min(count, len(found)))


def binary_cases(symbol: str) -> list[Checked]:
    found: list[Checked] = []
    for a in SCALARS:
        for b in SCALARS:
            t = oracle.result_type(symbol, a, b)
            if t is not None:
                case = Case(f"a {symbol} b", (a, b), t)
                found.append((case, partial(oracle.binary, symbol, a, b)))
    return found


def compiled(found: Sequence[Checked], folder: Path) -> list[Any]:
    python = grids.functions([case for case, _ in found], folder)
    return [pyexec.jit(cache=False)(function) for function in python]


@pytest.mark.parametrize("symbol", oracle.BINARY)
def test_binary_operator(symbol: str, tmp_path: Path) -> None:
    found = some(binary_cases(symbol), symbol)
    assert mismatches(found, compiled(found, tmp_path), grids.few) == ""


@pytest.mark.parametrize("cases", [unary_cases, conversion_cases, divmod_cases])
def test_family(cases: Any, tmp_path: Path) -> None:
    found = some(list(cases()), cases.__name__, 24)
    assert mismatches(found, compiled(found, tmp_path), grids.few) == ""


class WithoutTry(Author):
    """Writes programs without `try`, which Numba knows but in part."""

    def attempt(self, depth: int) -> None:
        self.assign(depth)


@pytest.mark.parametrize("seed", range(3))
def test_random_program(seed: int, tmp_path: Path) -> None:
    source = random.Random(seed)
    text = "\n".join(WithoutTry(source, n).function(f"f{n}") for n in range(FUNCTIONS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # such as for `1 and x`
        right = checked(text)
        functions = written(text, tmp_path)
    found = []
    for function in functions:
        jitted: Any = pyexec.jit(cache=False)(function)
        function.__globals__[function.__name__] = jitted  # for those that call it
        for _ in range(CALLS):
            given = arguments(source)
            expected, answer = (grids.answer(f, given) for f in (right[function.__name__], jitted))
            if not same(expected, answer):
                call = f"{function.__name__}({', '.join(map(repr, given))})"
                found.append(f"{call} is {answer}, not {expected}")
    assert "\n".join(found[:20]) == "", f"in {tmp_path}"
