"""The errors of functions that Numba cannot compile: words of ours, place, caret, cause."""

from __future__ import annotations

import linecache
import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from grids import load_module
from numba.core.errors import NumbaError
from test_jit_worlds import ROOT

import pyexec

FOLDER = Path(__file__).parent / "errors" / "under_numba"


def functions(path: Path) -> dict[str, FunctionType]:
    module = load_module(path)
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and not name.startswith("_")
    }


PATH = FOLDER / "functions.py"
FUNCTIONS = functions(PATH)


def stated(path: Path, function: FunctionType) -> list[tuple[int, str, str]]:
    """Line, message and underlined text of the `# error:` comments of a function."""
    lines = path.read_text(encoding="utf-8").splitlines()
    first = function.__code__.co_firstlineno
    found = []
    for number in range(first, len(lines) + 1):
        if number > first and lines[number - 1].startswith(("def ", "@")):
            break
        if match := re.search(r"  # error: (.*?)(?: \[(.*)\])?$", lines[number - 1]):
            found.append((number, match[1], match[2]))
    return found


@pytest.mark.parametrize("name", FUNCTIONS)
def test_error(name: str) -> None:
    function = FUNCTIONS[name]
    compiled: Any = pyexec.jit(function)
    with pytest.raises(pyexec.CompileError) as refusal:
        compiled(*function.__defaults__ or (1,))
    error = refusal.value
    ((line, message, underlined),) = stated(PATH, function)
    (fault,) = error.diagnostics
    assert fault.message == message
    assert fault.span is not None and (fault.span.path, fault.span.line) == (str(PATH), line)
    assert fault.span.text[fault.span.column : fault.span.end_column] == underlined
    assert fault.help
    assert error.__cause__ is not None
    first = str(error).splitlines()[0]
    assert first == f"{PATH}:{line}:{fault.span.column + 1}: error: {message}"
    assert "nopython" not in str(error) and "Numba Type" not in str(error)


def test_the_cause_is_numbas_own_error() -> None:
    with pytest.raises(pyexec.CompileError) as refusal:
        pyexec.jit(FUNCTIONS["unknown_attribute"])(1)
    assert isinstance(refusal.value.__cause__, NumbaError)
    assert "Unknown attribute 'foo' of type int64" in str(refusal.value.__cause__)


def test_each_call_with_these_types_fails_alike() -> None:
    compiled: Any = pyexec.jit(FUNCTIONS["mixed_operator"])
    texts = set()
    for _ in range(2):
        with pytest.raises(pyexec.CompileError) as refusal:
            compiled(1)
        texts.add(str(refusal.value))
    assert len(texts) == 1


def test_a_fault_in_a_jitted_function_that_is_called() -> None:
    outer: Any = load_module(FOLDER / "nested.py").outer
    with pytest.raises(pyexec.CompileError) as refusal:
        outer(1)
    fault = refusal.value.diagnostics[0]
    assert fault.span is not None
    assert (fault.span.line, fault.span.text.strip()) == (6, 'return n + "a"')


def test_text_without_a_file() -> None:
    text = "def f(n):\n    return n.foo\n"
    space: dict[str, Any] = {}
    exec(compile(text, "<cell 1>", "exec"), space)
    for known in (False, True):
        if known:
            linecache.cache["<cell 1>"] = (len(text), None, text.splitlines(True), "<cell 1>")
        with pytest.raises(pyexec.CompileError) as refusal:
            pyexec.jit(space["f"])(1)
        place = "<cell 1>:2:12" if known else "<cell 1>:2:1"
        message = "error: int64 has no attribute 'foo' that Numba knows"
        assert str(refusal.value).startswith(f"{place}: {message}\n")
        assert ("    return n.foo\n           ^^^^^\n" in str(refusal.value)) == known


def test_what_an_uncaught_error_ends_with(tmp_path: Path) -> None:
    (tmp_path / "demo.py").write_text(
        "import pyexec\n\n\n@pyexec.jit\ndef f(n):\n    return n + len\n\n\nf(1)\n"
    )
    done = subprocess.run(
        [sys.executable, "demo.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYEXEC_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr.endswith(
        "demo.py:6:12: error: '+' does not work on int64 and Function(<built-in function len>) "
        "in code under jit\n    return n + len\n           ^^^^^^^\n"
        "help: convert one of them, or compute it in Python\n"
    )
