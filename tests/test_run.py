"""Every expectation of `tests/run/` on its oracle and on every backend."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import FunctionType

import not_yet
import pytest
from answers import Answer, Raised
from expectations import DataFile, Expectation, read
from faults import differences
from machines import MACHINES, ORACLES, build_module, language, web_language

from pyexec.driver import frontend
from pyexec.errors import UnsupportedError
from pyexec.frontend.unit import Options

FOLDER = Path(__file__).parent / "run"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))

# Where functions under Numba answer otherwise; each is listed in docs/guide/differences-numba.md.
_TOO_FAR = Raised("OverflowError", "the bounds of range() are more than 64 bits apart")
UNDER_NUMBA: dict[str, dict[str, Answer]] = {
    "fixed_unsigned": {
        "rounds_up(18446744073709551600, 18446744073709551615)": Raised("OverflowError")
    },
    "loops": dict.fromkeys(
        (
            "extremes(-9223372036854775808, 9223372036854775807, 9223372036854775807)",
            "extremes(9223372036854775807, -9223372036854775808, -9223372036854775808)",
            "extremes(-9223372036854775808, 9223372036854775807, 4611686018427387904)",
        ),
        _TOO_FAR,
    ),
}

data_file = cache(lambda name: read(FOLDER / f"{name}.py"))


@pytest.mark.parametrize("name", NAMES)
def test_oracle_agrees(name: str, tmp_path: Path) -> None:
    data: DataFile = data_file(name)
    expected = [e for e in data.expectations if not e.not_oracle]
    assert differences(expected, ORACLES[data.oracle](data, expected, tmp_path)) == ""


def asked(data: DataFile, backend: str) -> tuple[DataFile, list[Expectation]]:
    """What a backend is asked of a file: what it can do, and answers as Python does."""
    left_out = not_yet.beyond(data, backend)
    functions = {name: f for name, f in data.functions.items() if name not in left_out}
    expected = [e for e in data.expectations if e.function in functions]
    if backend == "c":  # texts are UTF-8 there
        expected = [e for e in expected if not has_surrogate(data.arguments(e))]
        expected = [replace(e, answer=in_utf8(e.answer)) for e in expected]
    if backend == "development":
        differing = UNDER_NUMBA.get(data.path.stem, {})
        expected = [replace(e, answer=differing.get(e.call, e.answer)) for e in expected]
    return replace(data, functions=functions), expected


def has_surrogate(value: Answer) -> bool:
    """Whether there is half of a surrogate pair in a value, which UTF-8 does not have."""
    if isinstance(value, str):
        return any("\ud800" <= character <= "\udfff" for character in value)
    return isinstance(value, tuple | list) and any(map(has_surrogate, value))


def in_utf8(answer: Answer) -> Answer:
    """What a caller sees that takes texts in UTF-8."""
    return Raised("UnicodeEncodeError") if has_surrogate(answer) else answer


def wrong_answers(backend: str, data: DataFile, expected: list[Expectation], folder: Path) -> str:
    """What a backend has answered wrongly."""
    python: list[Answer] | None = None
    if data.oracle == "cpython":  # which may not come to an end where it is not asked
        asked_too = [e for e in expected if not e.not_oracle]
        known = iter(ORACLES["cpython"](data, asked_too, folder))
        python = [None if e.not_oracle else next(known) for e in expected]
    return differences(expected, MACHINES[backend](data, expected, folder), python)


def test_what_differs_under_numba_is_a_call_of_a_file() -> None:
    for name, calls in UNDER_NUMBA.items():
        assert calls.keys() <= {e.call for e in data_file(name).expectations}


PAIRS = [(n, b) for n in NAMES for b in MACHINES if asked(data_file(n), b)[1]]


@pytest.mark.parametrize(("name", "backend"), PAIRS)
def test_backend_agrees(name: str, backend: str, tmp_path: Path) -> None:
    data, expected = asked(data_file(name), backend)
    assert wrong_answers(backend, data, expected, tmp_path) == ""


@pytest.mark.parametrize("name", not_yet.REFUSED)
def test_what_does_not_compile_yet_is_refused(name: str) -> None:
    """A function that compiles leaves the table: from then on its answers are compared."""
    data: DataFile = data_file(name)
    options = language(data)
    refused = sorted(not_yet.refused(data))
    assert [f for f in refused if compiles(data.functions[f], options)] == []


def compiles(function: FunctionType, options: Options) -> bool:
    """Whether the frontend takes a function; one that it stumbles over counts as refused."""
    try:
        frontend([function], options)
    except Exception:
        return False
    return True


WRONG = [
    (file, backend, function)
    for backend, files in not_yet.WRONG.items()
    for file in files
    for function in not_yet.wrong(data_file(file), backend)
]


@pytest.mark.parametrize(("name", "backend", "function"), WRONG)
def test_what_is_answered_wrongly_is_no_better_yet(
    name: str, backend: str, function: str, tmp_path: Path
) -> None:
    """A function that is answered as Python does leaves the table."""
    whole: DataFile = data_file(name)
    data = replace(whole, functions={function: whole.functions[function]})
    expected = [e for e in data.expectations if e.function == function]
    assert wrong_answers(backend, data, expected, tmp_path) != ""


REFUSED = [(name, function) for name in NAMES for function in sorted(data_file(name).not_in_wasm)]


@pytest.mark.parametrize(("name", "function"), REFUSED)
def test_wasm_refuses_clearly(name: str, function: str, tmp_path: Path) -> None:
    data: DataFile = data_file(name)
    with pytest.raises(UnsupportedError) as refusal:
        build_module([data.functions[function]], web_language(data), tmp_path / "run.wasm")
    first = refusal.value.diagnostics[0]
    assert "WebAssembly" in first.message
    assert first.help
    assert first.span is not None and first.span.path == str(data.path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("backend", ["aot", "unoptimised", "c", "wasm", "node"])
def test_a_million_rounds_need_no_more_stack(backend: str, tmp_path: Path) -> None:
    data: DataFile = data_file("loops")
    expected = [Expectation(0, "million(1_000_000)", "million", 2999997)]
    assert differences(expected, MACHINES[backend](data, expected, tmp_path)) == ""


def test_there_are_enough_expectations() -> None:
    assert sum(len(data_file(name).expectations) for name in NAMES) >= 2000
