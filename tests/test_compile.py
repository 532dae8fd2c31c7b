"""`pyexec.compile`: PYEXEC_MODE chooses who compiles, and not what a function answers.

That both modes answer alike is tested by `tests/run/`, on the machines "development" and
"production".
"""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from numba.core.dispatcher import Dispatcher

import pyexec

DEVELOPMENT = (None, "", "development")


def in_mode(monkeypatch: pytest.MonkeyPatch, mode: str | None) -> None:
    monkeypatch.delenv("PYEXEC_MODE", raising=False)
    if mode is not None:
        monkeypatch.setenv("PYEXEC_MODE", mode)


def fibonacci(n: int) -> int:
    if n <= 1:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def infers(n: int) -> float:
    result = 0
    for i in range(1, n + 1):
        result += 1 / i  # type: ignore[assignment]
    return result


@pytest.mark.parametrize("mode", ["development", "production"])
def test_texts_and_containers_in_both_modes(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, mode)

    @pyexec.compile
    def grouped(words: list[str], least: float | None = None) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {f"{least}": []}
        for i, word in enumerate(words):
            found.setdefault(word.upper(), []).append(i)
        return found

    assert grouped(["a", "b", "A"]) == {"None": [], "A": [0, 2], "B": [1]}
    assert grouped([], 0.5) == {"0.5": []}


@pytest.mark.parametrize("mode", [*DEVELOPMENT, "production"])
def test_the_mode_chooses(mode: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, mode)
    compiled: Any = pyexec.compile(fibonacci)
    assert isinstance(compiled, Dispatcher) == (mode in DEVELOPMENT)
    assert hasattr(compiled, "inspect_ir") == (mode == "production")
    assert compiled(20) == 6765
    assert compiled.__wrapped__ is fibonacci
    assert round(pyexec.compile(infers)(10), 6) == 2.928968
    wrapping = pyexec.compile(overflow="wrap")(fibonacci)
    assert wrapping(10) == 55


def test_the_mode_is_read_when_a_function_is_decorated(monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, "development")
    compiled = pyexec.compile(fibonacci)
    in_mode(monkeypatch, "production")
    assert isinstance(compiled, Dispatcher)
    assert not isinstance(pyexec.compile(fibonacci), Dispatcher)


@pytest.mark.parametrize("mode", ["Production", "debug", "jit", " "])
def test_another_mode_is_refused(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, mode)
    with pytest.raises(pyexec.OptionError) as refusal:
        pyexec.compile(fibonacci)
    assert str(refusal.value) == (
        f"PYEXEC_MODE is {mode!r}\n"
        "help: PYEXEC_MODE is 'development' (which is the default) or 'production'"
    )


@pytest.mark.parametrize("mode", ["development", "production"])
def test_options_of_one_mode_alone_are_refused(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, mode)
    for option in ("infer", "parallel", "boundscheck", "cpu"):
        with pytest.raises(pyexec.OptionError, match="the options are overflow, fastmath, nogil"):
            pyexec.compile(**{option: True})  # type: ignore[call-overload]


@pytest.mark.parametrize("mode", ["development", "production"])
def test_errors_of_both_modes(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    in_mode(monkeypatch, mode)

    def narrow(n: pyexec.uint8, m: int = 3) -> pyexec.uint8:
        return n // pyexec.uint8(m)

    compiled: Any = pyexec.compile(narrow)
    assert [compiled(200), compiled(m=7, n=21), compiled(True)] == [66, 3, 0]
    with pytest.raises(ZeroDivisionError, match="integer division or modulo by zero"):
        compiled(1, 0)
    for wrong, error in ((256, OverflowError), (0.5, TypeError), ("a", TypeError)):
        with pytest.raises(error, match=r"narrow\(\) argument 'n' must"):
            compiled(wrong)
    with pytest.raises(TypeError):
        compiled()
    with pytest.raises(TypeError):
        compiled(1, 2, 3)
    with pytest.raises(TypeError):
        compiled(1, k=2)
    with pytest.raises(RecursionError):
        pyexec.compile(fall)(10**9)
    assert pyexec.compile(fall)(1000) == 0


def fall(n: int) -> int:
    return 0 if n == 0 else fall(n - 1)


def test_development_takes_what_numba_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    def element(values: numpy.ndarray, i: int) -> float:
        return values[i]  # type: ignore[no-any-return]

    in_mode(monkeypatch, "development")
    compiled: Any = pyexec.compile(element)
    assert compiled(numpy.arange(3.0), 2) == 2.0
    with pytest.raises(IndexError):
        compiled(numpy.arange(3.0), 3)
    in_mode(monkeypatch, "production")
    with pytest.raises(pyexec.CompileError, match="ndarray"):
        pyexec.compile(element)
