"""Some of the expectations of `tests/run/`, answered by a program for each function."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers import Answer, Number, Raised, same
from expectations import Expectation, read
from native_programs import run

import pyexec
from pyexec.types import Kind, Type, by_name

FOLDER = Path(__file__).parents[1] / "run"

# Errors, the C library's mathematics, recursion that ends and recursion that does not.
SAMPLE = ("errors", "exceptions", "int_power", "math_library")


def word(value: Number) -> str:
    """An argument on the command line."""
    return str(value) if isinstance(value, bool | int) else repr(value)


def answer(program: Path, arguments: list[str], result: Type) -> Answer:
    """What a program has answered, as a value or an exception."""
    ended = run(program, "--", *arguments) if arguments else run(program)
    if ended.code == 1:
        name, _, message = ended.error.removesuffix("\n").partition(": ")
        return Raised(name, message)
    assert (ended.code, ended.error) == (0, "")
    text = ended.out.removesuffix("\n")
    match result.kind:
        case Kind.NONE:
            assert text == ""
            return None
        case Kind.BOOL:
            return {"True": True, "False": False}[text]
        case Kind.FLOAT:
            return float(text)
        case Kind.COMPLEX:
            return complex(text)
    return int(text)


@pytest.mark.parametrize("name", SAMPLE)
def test_programs_agree(name: str, tmp_path: Path) -> None:
    data = read(FOLDER / f"{name}.py")
    programs = {
        function: pyexec.aot_compile(
            python, tmp_path / function / "program", backend="llvm", **data.options
        )
        for function, python in data.functions.items()
    }
    wrong: list[tuple[Expectation, Answer]] = []
    for e in data.expectations:
        returned = data.functions[e.function].__annotations__["return"]
        result = by_name("None" if returned is None else returned.__name__)
        found = answer(programs[e.function], list(map(word, data.arguments(e))), result)
        if not same(e.answer, found):
            wrong.append((e, found))
    assert wrong == []
