"""Containers do at random what CPython's do: every operation, on every backend, without a leak."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import container_scripts
import pytest
from expectations import DataFile, Expectation
from faults import differences
from hypothesis import given, settings
from hypothesis import strategies as st
from machines import MACHINES

import pyexec
from pyexec.backends.callable import process_heap

SCRIPTS: dict[str, FunctionType] = {
    name: function
    for name, function in inspect.getmembers(container_scripts, inspect.isfunction)
    if list(function.__annotations__) == ["seed", "steps", "return"]
}

# What takes many steps is how long the lists that are sorted are.
LONG = ("sorted_ints", "sorted_floats", "sorted_texts")


@cache
def compiled(name: str) -> Any:
    return pyexec.aot(infer=True)(SCRIPTS[name])


@pytest.mark.parametrize("name", SCRIPTS)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**31 - 1), steps=st.integers(1, 300))
def test_as_cpython(name: str, seed: int, steps: int) -> None:
    assert compiled(name)(seed, steps) == SCRIPTS[name](seed, steps)
    assert process_heap.used() == 0


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("count", [2, 16, 17, 63, 64, 65, 1000, 5000])
def test_sorting_lists_of_all_lengths(name: str, count: int) -> None:
    for seed in range(30):
        assert compiled(name)(seed, count) == SCRIPTS[name](seed, count)
    assert process_heap.used() == 0


@pytest.mark.parametrize("machine", ["interpreter", "wasm", "node"])
def test_on_other_machines(machine: str, tmp_path: Path) -> None:
    """Addresses have 32 bits in WebAssembly."""
    steps = 20 if machine == "interpreter" else 200
    expectations = [
        Expectation(0, f"{name}({seed}, {steps})", name, function(seed, steps))
        for name, function in SCRIPTS.items()
        for seed in (1, 2, 3)
    ]
    path = Path(container_scripts.__file__)
    data = DataFile(path, container_scripts, SCRIPTS, expectations, {"infer": True})
    answers = MACHINES[machine](data, expectations, tmp_path)
    assert differences(expectations, answers) == ""
