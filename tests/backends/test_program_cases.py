"""The table of programs and their command lines, on native programs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import program_cases
import pytest
from native_programs import Ended, run
from program_cases import CASES, NATIVE, Case

import pyexec
from pyexec.programs.specification import command_line

Function = Callable[..., Any]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[Function, Path]:
    """A program of each function, all of the same name, as in the messages of the table."""
    folder = tmp_path_factory.mktemp("programs")
    return {
        function: pyexec.aot_compile(
            function, folder / function.__name__ / "program", backend="llvm"
        )
        for function in NATIVE
    }


@pytest.mark.parametrize("case", [case for case in CASES if case.native], ids=str)
def test_cases(case: Case, programs: dict[Function, Path]) -> None:
    error = f"{case.raises}\n" if case.raises else ""
    if case.usage:
        usage = command_line(case.function, "program").usage
        error = f"{usage}program: error: {case.usage}\n"
    assert run(programs[case.function], *case.words) == Ended(case.code, case.out, error)


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["1", "-h"], ["-h", "--what"]], ids=str)
def test_help(words: list[str], programs: dict[Function, Path]) -> None:
    text = command_line(program_cases.clamp, "program").help
    assert run(programs[program_cases.clamp], *words) == Ended(0, text, "")


def test_help_comes_no_sooner_than_an_error(programs: dict[Function, Path]) -> None:
    """As in Python, the words are read from left to right."""
    ended = run(programs[program_cases.clamp], "--low=x", "--help")
    assert ended.code == 2
    assert ended.error.endswith("argument --low: 'x' is not an int8\n")
    assert run(programs[program_cases.clamp], "--help=1").code == 2


@pytest.mark.parametrize(
    "word",
    ["-", "--x=1", "---", "-İnf", "-in", "-infinity", "-nano", "-NAN", "-.", "--low", "--LOW=1",
     "--l\N{LATIN SMALL LETTER O WITH DIAERESIS}w=1", "--no-low", "--low-=1", "--lo", "", " "],
)  # fmt: skip
def test_strange_words(word: str, programs: dict[Function, Path]) -> None:
    """What looks like an option, and what does not, as `programs/arguments.py` decides it."""
    from pyexec.programs import arguments

    line = command_line(program_cases.clamp, "program")
    ended = run(programs[program_cases.clamp], word)
    with pytest.raises(arguments.UsageError) as caught:
        arguments.parse(line, [word])
    assert ended == Ended(2, "", f"{line.usage}program: error: {caught.value}\n")


def test_a_name_of_several_words_and_letters_beyond_ascii(tmp_path: Path) -> None:
    def grow(größe: int, *, faktor_zwei: int = 2) -> int:
        """Wächst."""
        return größe * faktor_zwei

    path = pyexec.aot_compile(grow, tmp_path / "größer werden", backend="llvm")
    check = partial(run, path)
    assert check("3") == Ended(0, "6\n", "")
    assert check("3", "--faktor-zwei", "5") == Ended(0, "15\n", "")
    assert check("ä").error.endswith("größer werden: error: argument GRÖSSE: 'ä' is not an int\n")
    assert "Wächst." in check("-h").out


def test_words_that_are_no_text(programs: dict[Function, Path]) -> None:
    ended = run(programs[program_cases.add], "1", b"\xff\xfe")
    assert ended.code == 2
    assert "is not an int" in ended.error
