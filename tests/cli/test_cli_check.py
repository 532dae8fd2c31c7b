"""`pyexec check`: which functions are checked, what is found, and both formats."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from commands import KERNELS, invoke, write

WRONG = """\
import functools
import pyexec


@pyexec.aot
def first(n: int) -> int:
    result = 0
    return result + helper(n)


def second(n: int) -> int:
    return helper(n) + unknown


def helper(n: int) -> int:
    return n + "a"


class Point:
    def norm(self) -> float:
        return 0.0


def outer():
    def inner(n: int) -> int:
        return n
    return inner


def numbers(n: int) -> int:
    yield n


@functools.cache
def cached(n: int) -> int:
    return n


def rebound(n: int) -> int:
    return n


rebound = 3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "kernels.py", KERNELS)
    write(tmp_path, "wrong.py", WRONG)
    return tmp_path


def report(*words: str, folder: Path) -> Any:
    answer = invoke("check", *words, "--format", "json", folder=folder)
    found = json.loads(answer.stdout)
    assert answer.exit_code == (1 if found["errors"] else 0)
    return found


def test_text(folder: Path) -> None:
    answer = invoke("check", "wrong.py", folder=folder)
    assert answer.exit_code == 1
    assert answer.stderr == ""
    assert answer.stdout == (
        """\
wrong.py:7:5: error: local variable 'result' needs a type annotation
    result = 0
    ^^^^^^
help: write `result: int = 0`, or compile with --infer
wrong.py:12:24: error: name 'unknown' is not defined
    return helper(n) + unknown
                       ^^^^^^^
help: define it, or import it, before the function is compiled
wrong.py:16:12: error: + does not work on int and str
    return n + "a"
           ^^^^^^^
help: write `str(...)` around the other operand
wrong.py:30:1: error: 'numbers' is a generator, which cannot be called from outside of \
compiled code yet
    def numbers(n: int) -> int:
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: go through it in another function, and return a result: `return list(...)`
wrong.py:20:9: note: 'Point.norm' is skipped: it is a method
wrong.py:24:5: note: 'outer' is skipped: its parameters and result are not all annotated
wrong.py:25:9: note: 'outer.inner' is skipped: it is a nested function
wrong.py:35:5: note: 'cached' is skipped: another decorator wraps it, or its name stands for \
something else by now
wrong.py:39:5: note: 'rebound' is skipped: another decorator wraps it, or its name stands for \
something else by now
checked 4 functions of 1 file: 4 errors, 5 functions skipped
"""
    )


def test_without_errors(folder: Path) -> None:
    answer = invoke("check", "kernels.py", folder=folder)
    assert answer.exit_code == 0
    assert answer.stdout.endswith("checked 4 functions of 1 file: no errors, 1 function skipped\n")


def test_json(folder: Path) -> None:
    found = report("wrong.py", folder=folder)
    assert {name: found[name] for name in ("version", "files", "functions")} == {
        "version": 1, "files": 1, "functions": 4,
    }  # fmt: skip
    assert found["errors"][0] == {
        "file": "wrong.py",
        "line": 7,
        "column": 5,
        "end": {"line": 7, "column": 11},
        "message": "local variable 'result' needs a type annotation",
        "help": "write `result: int = 0`, or compile with --infer",
        "function": "first",
    }
    assert [error["function"] for error in found["errors"]] == [
        "first", "second", "helper", "numbers",
    ]  # fmt: skip
    assert found["skipped"][0] == {
        "file": "wrong.py",
        "line": 20,
        "column": 9,
        "end": {"line": 20, "column": 13},
        "message": "it is a method",
        "help": None,
        "function": "Point.norm",
    }


def test_a_helper_of_two_functions_is_reported_once_and_in_its_place(folder: Path) -> None:
    text = "from wrong import helper\n\ndef f(n: int) -> int:\n    return helper(n)\n"
    write(folder, "user.py", text)
    found = report("user.py", "wrong.py", "--infer", folder=folder)
    places = [(error["file"], error["line"]) for error in found["errors"]]
    assert places == sorted(places)
    assert places.count(("wrong.py", 16)) == 1


def test_an_error_outside_of_the_file_has_its_own_place(folder: Path) -> None:
    write(folder, "user.py", "import wrong\n\ndef f(n: int) -> int:\n    return wrong.helper(n)\n")
    (error,) = report("user.py", folder=folder)["errors"]
    assert (error["file"], error["line"], error["function"]) == ("wrong.py", 16, "helper")


def test_named_functions_only_and_then_unannotated_ones_too(folder: Path) -> None:
    assert report("wrong.py:helper", folder=folder)["functions"] == 1
    found = report("kernels.py:plain,gcd", folder=folder)
    assert found["functions"] == 2
    assert [error["message"] for error in found["errors"]] == [
        "'plain' needs a return type annotation",
        "parameter 'x' needs a type annotation",
    ]
    assert found["skipped"] == []


def test_options_of_decorators_count_unless_given(folder: Path) -> None:
    assert report("kernels.py", folder=folder)["errors"] == []
    (error,) = report("kernels.py", "--no-infer", folder=folder)["errors"]
    assert error["function"] == "total"
    found = report("wrong.py:first", "--infer", folder=folder)
    assert [error["line"] for error in found["errors"]] == [16]


def test_folders(folder: Path) -> None:
    write(folder, "inner/deep/a.py", "def f(n: int) -> int:\n    return x\n")
    write(folder, "inner/.hidden/b.py", "def f(:\n")
    write(folder, "inner/environment/pyvenv.cfg", "")
    write(folder, "inner/environment/c.py", "def f(:\n")
    write(folder, "inner/node_modules/d.py", "def f(:\n")
    write(folder, "inner/readme.txt", "def f(:\n")
    found = report("inner", "inner/deep/a.py", folder=folder)
    assert found["files"] == 1
    assert [error["file"] for error in found["errors"]] == ["inner/deep/a.py"]
    write(folder, "empty/readme.txt", "")
    answer = invoke("check", "empty", folder=folder)
    assert answer.exit_code == 2
    assert "the folder empty has no Python files" in answer.stderr


def test_a_file_that_cannot_be_imported_does_not_keep_others_from_being_checked(
    folder: Path,
) -> None:
    write(folder, "a.py", "import no_such_module\n")
    found = report("a.py", "wrong.py", folder=folder)
    assert found["errors"][0]["message"].startswith("importing a.py raised ModuleNotFoundError")
    assert found["errors"][0]["line"] == 1
    assert len(found["errors"]) == 5
    answer = invoke("check", "a.py", folder=folder)
    assert "Traceback (most recent call last):\n" in answer.stdout
    assert answer.stdout.endswith("checked no functions of 1 file: 1 error\n")


def test_an_error_without_a_place(folder: Path) -> None:
    text = (
        "exec('def made(n: int) -> int: return n')\n\ndef f(n: int) -> int:\n    return made(n)\n"
    )
    write(folder, "made.py", text)
    (error,) = report("made.py", folder=folder)["errors"]
    assert "source of 'made' is not to be had" in error["message"]


def test_functions_of_numba_are_left_to_it(folder: Path) -> None:
    text = "import pyexec\n\n@pyexec.jit\ndef f(a: list) -> float:\n    return sum(a)\n"
    write(folder, "fast.py", text)
    found = report("fast.py", folder=folder)
    assert (found["functions"], found["errors"]) == (0, [])
    assert found["skipped"][0]["message"] == "it is under @jit, and so Numba's to check"


def test_a_text_in_another_encoding_is_an_error(folder: Path) -> None:
    (folder / "latin.py").write_bytes(b"# caf\xe9\ndef f(n: int) -> int:\n    return n\n")
    answer = invoke("check", "latin.py", folder=folder)
    assert answer.exit_code == 1
    assert "latin.py is not Python text: " in answer.stdout
    assert "checked no functions of 1 file: 1 error\n" in answer.stdout


def test_a_deep_expression(folder: Path) -> None:
    deep = f"def f(n: int) -> int:\n    return {' + '.join(['n'] * 2000)}\n"
    write(folder, "deep.py", deep)
    answer = invoke("check", "deep.py", folder=folder)
    assert answer.stdout == "checked 1 function of 1 file: no errors\n"


def test_a_folder_that_cannot_be_looked_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = Path.stat

    def refusing(path: Path, **options: bool) -> os.stat_result:
        if path.name == "pyvenv.cfg":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    write(folder, "outer/locked/a.py", "")
    monkeypatch.setattr(Path, "stat", refusing)
    assert report("outer", folder=folder)["files"] == 1
