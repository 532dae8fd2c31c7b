"""Every expectation of `tests/run/` on its oracle and on every backend."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from expectations import Answer, DataFile, Expectation, Raised, read, same
from machines import MACHINES, ORACLES, build_module, web_language

from pyexec.errors import UnsupportedError

FOLDER = Path(__file__).parent / "run"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))

# Where functions under Numba answer otherwise; each is listed in docs/guide/differences-numba.md.
_UNTYPED = Raised("TypeCheckError")
_TOO_FAR = Raised("OverflowError", "the bounds of range() are more than 64 bits apart")
UNDER_NUMBA: dict[str, dict[str, Answer]] = {
    "calls": dict.fromkeys(("endless(0)", "endless_pair(0)", "endless_tail(0)"), _UNTYPED),
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


def differences(expected: list[Expectation], answers: list[Answer]) -> str:
    """One line for each answer that is not the expected one."""
    lines = [
        f"{e}: {_shown(answer)}, not {_shown(e.answer)}"
        for e, answer in zip(expected, answers, strict=True)
        if not same(e.answer, answer)
    ]
    return "\n".join(lines)


def _shown(answer: Answer) -> str:
    if isinstance(answer, Raised):
        return f"{answer.exception}: {answer.message}"
    return repr(answer)


@pytest.mark.parametrize("name", NAMES)
def test_oracle_agrees(name: str, tmp_path: Path) -> None:
    data: DataFile = data_file(name)
    expected = [e for e in data.expectations if not e.not_oracle]
    assert differences(expected, ORACLES[data.oracle](data, expected, tmp_path)) == ""


def expected_of(data: DataFile, backend: str) -> list[Expectation]:
    """What a backend is asked: all but what is refused in WebAssembly."""
    refused = data.not_in_wasm if backend in ("wasm", "node") else ()
    expected = [e for e in data.expectations if e.function not in refused]
    if backend != "development":
        return expected
    differing = UNDER_NUMBA.get(data.path.stem, {})
    return [replace(e, answer=differing.get(e.call, e.answer)) for e in expected]


def test_what_differs_under_numba_is_a_call_of_a_file() -> None:
    for name, calls in UNDER_NUMBA.items():
        assert calls.keys() <= {e.call for e in data_file(name).expectations}


PAIRS = [(n, b) for n in NAMES for b in MACHINES if expected_of(data_file(n), b)]


@pytest.mark.parametrize(("name", "backend"), PAIRS)
def test_backend_agrees(name: str, backend: str, tmp_path: Path) -> None:
    data: DataFile = data_file(name)
    expected = expected_of(data, backend)
    assert differences(expected, MACHINES[backend](data, expected, tmp_path)) == ""


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
    assert sum(len(data_file(name).expectations) for name in NAMES) >= 300
