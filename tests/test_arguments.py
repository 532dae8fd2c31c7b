"""The command line of programs: what words become, usage errors, help."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, Optional, TypeVar

import numpy
import program_cases
import pytest
from program_cases import CASES, Case

import pyexec
from pyexec.errors import TypeCheckError
from pyexec.programs import arguments
from pyexec.programs.arguments import CommandLine
from pyexec.programs.specification import command_line

ROOT = Path(__file__).parents[1]


def answered(case: Case, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code and what is printed, by CPython in this process."""
    line = command_line(case.function, "program")
    code = arguments.answer(case.function, line, case.words)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("case", CASES, ids=str)
def test_cases(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["program", *case.words])
    if case.raises:
        with pytest.raises(Exception, match=case.raises.partition(": ")[2]) as caught:
            answered(case, capsys)
        assert type(caught.value).__name__ == case.raises.partition(": ")[0]
        return
    usage = command_line(case.function, "program").usage
    error = f"{usage}program: error: {case.usage}\n" if case.usage else ""
    assert answered(case, capsys) == (case.code, case.out, error)


def test_leave(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        answered(Case(program_cases.leave, ["5"]), capsys)
    assert caught.value.code == 5


HELP = """\
usage: clamp [-h] [--low LOW] [--high HIGH] [--high-limit HIGH_LIMIT] VALUE

arguments:
  VALUE  uint8

options:
  --low LOW             int8, default: -128
  --high HIGH           int64, default: 100
  --high-limit HIGH_LIMIT
                        uint64, default: 7
  -h, --help            show this text and exit
"""


@pytest.mark.parametrize("words", [["-h"], ["--help"], ["1", "-h"], ["-h", "--what"]], ids=str)
def test_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    line = command_line(program_cases.clamp, "clamp")
    assert arguments.answer(program_cases.clamp, line, words) == 0
    assert capsys.readouterr().out == HELP


def test_help_of_everything() -> None:
    def function(
        name: str, *files: str, level: float = -0.5, tag: list[int] = [1], verbose: bool  # noqa: B006
    ) -> None: ...  # fmt: skip

    line = command_line(function, "a-program-with-a-name-that-is-rather-long-for-a-usage-line")
    assert all(len(text) <= 80 for text in line.help.splitlines())
    assert "--tag TAG" in line.help
    assert "int, may be repeated, default: [1]" in line.help
    assert "(--verbose | --no-verbose)" in line.usage
    assert "[FILES ...]" in line.usage
    assert line.help.startswith(line.usage)


def test_docstring_in_the_help() -> None:
    def function(n: int) -> None:
        """Explain.

        This paragraph has lines that are longer than what fits in the eighty columns of a screen.
            And an indented one, which is too long for the eighty columns of a terminal screen.
        """

    text = command_line(function, "p").help
    assert "\nExplain.\n\nThis paragraph" in text
    assert "\n    And an indented" in text
    assert "\n    screen.\n" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_defaults_in_the_help() -> None:
    marker = object()

    def function(a: int = 3, b: Optional[int] = None, c: "int" = marker, d: str = "x y") -> None:  # type: ignore[assignment]  # noqa: UP037, UP045
        pass

    text = command_line(function, "p").help
    assert "int, default: 3" in text
    assert "int, default: None" in text
    assert "str, default: 'x y'" in text
    assert "object" not in text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_repr_makes_it_again(case: Case) -> None:
    """What goes into a program is the `repr`."""
    line = command_line(case.function, "program")
    again = eval(repr(line), vars(arguments))
    assert isinstance(again, CommandLine)
    assert repr(again) == repr(line)


# Annotations

Alias = int
Number = TypeVar("Number", int, float)


def accepted() -> list[tuple[Callable[..., Any], str, bool]]:
    def plain(a): ...  # type: ignore[no-untyped-def]
    def alias(a: Alias) -> None: ...
    def quoted(a: "int") -> None: ...  # noqa: UP037
    def of_numpy(a: numpy.int32) -> None: ...
    def of_pyexec(a: pyexec.complex128) -> None: ...
    def optional(a: Optional[float]) -> None: ...  # noqa: UP045
    def union(a: bool | None) -> None: ...
    def many(a: list[pyexec.uint16]) -> None: ...
    def maybe_many(a: list[str] | None = None) -> None: ...
    def starred(*a: complex) -> None: ...

    return [
        (plain, "str", False),
        (alias, "int", False),
        (quoted, "int", False),
        (of_numpy, "int32", False),
        (of_pyexec, "complex", False),
        (optional, "float", False),
        (union, "bool", False),
        (many, "uint16", True),
        (maybe_many, "str", True),
        (starred, "complex", True),
    ]


@pytest.mark.parametrize(
    ("function", "name", "repeated"), accepted(), ids=lambda x: getattr(x, "__name__", "")
)
def test_accepted(function: Callable[..., Any], name: str, repeated: bool) -> None:
    (argument,) = command_line(function, "program").arguments
    assert (argument.type, argument.repeated) == (name, repeated)


def refused() -> list[tuple[Callable[..., Any], str, str]]:
    def of_bytes(a: bytes) -> None: ...
    def of_dict(a: dict[str, int]) -> None: ...
    def bare_list(a: list) -> None: ...  # type: ignore[type-arg]
    def nested(a: list[list[int]]) -> None: ...
    def list_of_optional(a: list[int | None]) -> None: ...
    def either(a: int | str) -> None: ...
    def none(a: None) -> None: ...
    def literal(a: Literal["x"]) -> None: ...
    def variable(a: Number) -> None: ...
    def unknown(a: "Nowhere") -> None: ...  # type: ignore[name-defined]  # noqa: F821, UP037
    def keywords(**options: int) -> None: ...
    def starred_list(*a: list[int]) -> None: ...
    def two_lists(a: list[int], *b: int) -> None: ...
    def helping(help: bool = False) -> None: ...
    def negated(x: bool = False, no_x: int = 1) -> None: ...
    def same(x_: int = 1, _x: int = 2) -> None: ...

    other = "cannot be read from a command line"
    return [
        (of_bytes, f"'bytes' {other}", "bytes"),
        (of_dict, f"'dict[str, int]' {other}", "dict[str, int]"),
        (bare_list, f"'list' {other}", "list"),
        (nested, f"'list[list[int]]' {other}", "list[list[int]]"),
        (list_of_optional, f"'list[int | None]' {other}", "list[int | None]"),
        (either, f"'int | str' {other}", "int | str"),
        (none, f"'None' {other}", "None"),
        (literal, f"Literal['x']' {other}", 'Literal["x"]'),
        (variable, f"'Number' {other}", "Number"),
        (unknown, "the annotation 'Nowhere' does not stand for a type here", '"Nowhere"'),
        (keywords, "'**options' cannot be given on a command line", "options: int"),
        (starred_list, f"'list[int]' {other}", "list[int]"),
        (two_lists, "only one parameter can take any number of values", "b: int"),
        (helping, "the option --help would have two meanings", "help: bool"),
        (negated, "the option --no-x would have two meanings", "no_x: int"),
        (same, "the option --x would have two meanings", "_x: int"),
    ]


@pytest.mark.parametrize(
    ("function", "message", "marked"), refused(), ids=lambda x: getattr(x, "__name__", "")
)
def test_refused(function: Callable[..., Any], message: str, marked: str) -> None:
    with pytest.raises(TypeCheckError) as caught:
        command_line(function, "program")
    (diagnostic,) = caught.value.diagnostics
    assert message in diagnostic.message
    assert diagnostic.help
    span = diagnostic.span
    assert span is not None
    assert span.text[span.column : span.end_column] == marked


def test_every_fault_is_told() -> None:
    def function(a: bytes, b: int, c: set[int]) -> None: ...

    with pytest.raises(TypeCheckError) as caught:
        command_line(function, "program")
    assert len(caught.value.diagnostics) == 2


def test_methods_are_refused() -> None:
    class Shape:
        def area(self, n: int) -> int:
            return n

    with pytest.raises(TypeCheckError, match="a method cannot be a program"):
        command_line(Shape.area, "program")


def test_functions_that_are_wrapped_already() -> None:
    line = command_line(pyexec.aot(program_cases.add), "add")
    values = arguments.parse(line, ["2", "3"])
    wrapper = functools.cache(program_cases.scale)
    assert arguments.bind(wrapper, line, values) == ([2, 3], {})


# A whole program

PROGRAM = """
from program_cases import {name}
from pyexec.programs import arguments
from pyexec.programs.specification import command_line
import sys
arguments.main({name}, command_line({name}, "program"), sys.argv[1:], {{}})
"""


def run(name: str, *words: str, shell: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program under CPython; `shell` is what its output is redirected to."""
    command = [sys.executable, "-c", PROGRAM.format(name=name), *words]
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def test_exit_codes() -> None:
    assert run("add", "1", "2").returncode == 0
    assert run("add", "1").returncode == 2
    assert run("leave", "7").returncode == 7


def test_a_traceback_begins_with_the_function() -> None:
    done = run("complain", "because")
    assert done.returncode == 1
    first, second, *_, last = done.stderr.splitlines()
    assert first == "Traceback (most recent call last):"
    assert second.endswith("in complain")
    assert last == "ValueError: because"


def test_nobody_reads_the_output() -> None:
    """Quietly: no traceback, and no complaint of the interpreter's at its end."""
    done = run("add", "1", "2", shell="| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) in ((1, ""), (0, ""))
    done = run("add", "1", "2", shell=">&-")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_reader_is_light() -> None:
    """It travels into the programs: it may take nothing of PyExec's along."""
    code = (
        "import sys; before = set(sys.modules); import arguments; "
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "pyexec" / "programs", capture_output=True,
        text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["__future__", "arguments"]
