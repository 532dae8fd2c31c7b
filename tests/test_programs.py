"""Random programs on the backends against CPython: what no list of cases thinks of."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FunctionType
from typing import Any

import grids
import pytest
from answers import same
from machines import WasmInstance, build_module
from programs import PARAMETERS, checked, program

from pyexec.driver import frontend
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import Interpreter
from pyexec.types import UINT32

FUNCTIONS = 12
CALLS = 40


def written(text: str, folder: Path) -> list[FunctionType]:
    """The functions of a program, in a file of their own."""
    path = folder / "program.py"
    path.write_text(text)
    module = grids.load_module(path)
    return [getattr(module, f"f{number}") for number in range(FUNCTIONS)]


def arguments(source: random.Random) -> list[Any]:
    makers: dict[str, Callable[[], Any]] = {
        "int": lambda: source.choice(
            (source.randint(-9, 9), source.randint(-(2**63), 2**63 - 1), 0, 2**31)
        ),
        "float": lambda: source.choice(
            (source.uniform(-9.0, 9.0), float(source.randint(-9, 9)), 0.0, -0.0, 1e300)
        ),
        "bool": lambda: source.random() < 0.5,
    }
    return [makers[t]() for _, t in PARAMETERS]


@pytest.mark.parametrize("seed", range(6))
def test_random_program(seed: int, tmp_path: Path) -> None:
    source = random.Random(seed)
    text = program(source, FUNCTIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # such as for `1 and x`
        right = checked(text)
        functions = written(text, tmp_path)
    compiled: dict[str, Sequence[Callable[..., Any]]] = {
        "native": grids.callables(functions),
        "unoptimised": grids.callables(functions, level=0),
        "interpreter": interpreted(functions),
        "wasm": in_wasm(functions, tmp_path),
    }
    found = []
    for index, function in enumerate(functions):
        for _ in range(CALLS):
            given = arguments(source)
            expected = grids.answer(right[function.__name__], given)
            for backend, callables in compiled.items():
                answer = grids.answer(callables[index], given)
                if not same(expected, answer):
                    call = f"{function.__name__}({', '.join(map(repr, given))})"
                    found.append(f"{backend}: {call} is {answer}, not {expected}")
    assert "\n".join(found[:20]) == "", f"in {tmp_path}"


def interpreted(functions: list[FunctionType]) -> list[Callable[..., Any]]:
    machine = Interpreter(frontend(functions, Options()).program)
    return [lambda *given, name=f.__name__: machine.call(name, *given) for f in functions]


def in_wasm(functions: list[FunctionType], folder: Path) -> list[Callable[..., Any]]:
    options = Options(math_library=False, wide_multiply=False, address=UINT32)
    entries, errors, files = build_module(functions, options, folder / "program.wasm")
    instance = WasmInstance(files["wasm"].read_bytes(), entries, errors)
    return [lambda *given, name=f.__name__: instance.call(name, *given) for f in functions]
