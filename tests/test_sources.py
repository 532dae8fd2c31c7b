"""Where functions come from: files however written, -c, stdin, prompts, cells, closures."""

from __future__ import annotations

import doctest
import importlib.util
import linecache
import os
import pty
import re
import select
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import pyexec
from pyexec.errors import CompileError, SourceError
from pyexec.frontend import source

ROOT = Path(__file__).parents[1]

SQUARE = "import pyexec\n@pyexec.aot\ndef square(n: int) -> int:\n    return n * n\n"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_namespace_without_a_module_name() -> None:
    text = "def down(n: int) -> int:\n    return 0 if n == 0 else down(n - 1)\n"
    linecache.cache["<bare>"] = (len(text), None, text.splitlines(True), "<bare>")
    space: dict[str, Any] = {}
    exec(compile(text, "<bare>", "exec"), space)
    assert pyexec.aot(space["down"])(10) == 0


def run(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Python with arguments, and with a text as its standard input."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    return subprocess.run(
        [sys.executable, *arguments],
        input=text, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


# Files


def test_a_file_of_many_functions_is_searched_once(tmp_path: Path) -> None:
    path = tmp_path / "many.py"
    path.write_text("".join(f"def f{i}(n: int) -> int:\n    return n + {i}\n" for i in range(50)))
    module = load(path)
    before = source._functions.cache_info().misses
    for i in range(50):
        assert source.find_source(getattr(module, f"f{i}")).node.name == f"f{i}"
    assert source._functions.cache_info().misses == before + 1


def changed(*changes: tuple[str, str]) -> bytes:
    """The file of `square`, with some texts in the places of others."""
    text = SQUARE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def within(head: str) -> bytes:
    """The file with the function in a block."""
    return changed(("@", f"{head}\n  @"), ("\ndef", "\n  def"))


ODD_FILES: dict[str, bytes] = {
    "carriage returns": changed(("\n", "\r\n")),
    "carriage returns alone": changed(("\n", "\r")),
    "byte order mark": b"\xef\xbb\xbf" + SQUARE.encode(),
    "no last line end": SQUARE.rstrip("\n").encode(),
    "form feeds": changed(("@", "\f\n\f@"), ("return", "m: int = n  # \f \v\n    return")),
    "separators that are no line ends": ("# \x1c \x85 \u2028\n" + SQUARE).encode(),
    "tabs": changed(("    ", "\t")),
    "latin-1": ("# coding: latin-1\n# \xe4\xf6\xfc\n" + SQUARE + "# \xdf").encode("latin-1"),
    "japanese": ("# coding: euc-jp\n" + SQUARE.replace("n\n", "n  # 二乗\n")).encode("euc-jp"),
    "continued lines": changed(("n * n", "\\\n    n \\\n  * \\\nn")),
    "semicolons": changed(("return n * n", "m: int = n; m = m * n; return m")),
    "one line": changed(("\n    return", " return")),
    "a decorator of several lines": changed(("aot", "aot(\n    infer=True,\n\n    opt=2,\n)")),
    "a header of several lines": changed(("(n: int)", "(\n    n:\n    int,  # n\n)")),
    "a text of several lines": changed(("return", '"""Squares.\n\nx\n"""\n    return')),
    "in a branch": within("if True:"),
    "in a loop": within("for i in range(2):"),
    "in a try": within("try:\n  pass\nfinally:"),
    "annotations as text": ("from __future__ import annotations\n" + SQUARE).encode(),
    "quoted annotations": changed(("n: int", "n: 'int'")),
    "letters beyond ASCII": changed(("n:", "größe:"), ("n * n", "größe*größe")),
    "letters that are normalised": changed(("n:", "ﬁ:"), ("n * n", "fi * ﬁ")),
}


@pytest.mark.parametrize("kind", ODD_FILES)
def test_files_however_they_are_written(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    path.write_bytes(ODD_FILES[kind])
    assert load(path).square(7) == 49


def test_the_main_program(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text("from __future__ import annotations\n" + SQUARE + "print(square(7))\n")
    assert run(str(path)).stdout == "49\n"


def test_many_functions_of_one_name(tmp_path: Path) -> None:
    """The line decides, not the name."""
    path = tmp_path / "many.py"
    path.write_text(
        "import pyexec\nkept = []\n"
        + "".join(
            f"@pyexec.aot\ndef f(n: int) -> int:\n    return n + {i}\nkept.append(f)\n"
            for i in range(5)
        )
    )
    assert [f(10) for f in load(path).kept] == [10, 11, 12, 13, 14]


EDITS = {
    "the same length": SQUARE.replace("n * n", "n + n"),
    "another constant": SQUARE.replace("n * n", "n * 3"),
    "another type of constant": SQUARE.replace("n * n", "n * 1.0").replace("-> int", "-> float"),
    "lines above": "\n\n" + SQUARE,
    "nothing left": "",
    "no Python": "def square(n: int) -> int:\n",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_that_was_edited_after_the_import(edit: str, tmp_path: Path) -> None:
    path = tmp_path / "edited.py"
    path.write_text(SQUARE.replace("@pyexec.aot\n", ""))
    function = load(path).square
    path.write_text(EDITS[edit].replace("@pyexec.aot\n", ""))
    with pytest.raises(SourceError, match=r"(?s)square.*(not that of the function|not to be had)"):
        pyexec.aot(function)


def test_a_file_that_was_edited_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "edited.py"
    path.write_text(SQUARE.replace("@pyexec.aot\n", ""))
    function = load(path).square
    path.write_text(SQUARE.replace("@pyexec.aot\n", "") + "\ndef other(): ...\n")
    assert pyexec.aot(function)(7) == 49


def test_warnings_of_the_source_come_once(tmp_path: Path) -> None:
    """Python warns of a file as it imports it; PyExec, which reads it again, does not."""
    path = tmp_path / "warned.py"
    path.write_text("import pyexec\ndef f(n: int) -> int:\n    '\\d'\n    return n is 1\n")
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        function = load(path).f
        assert len(found) == 2
        with pytest.raises(CompileError, match="'is' compares objects"):
            pyexec.aot(function)
        assert len(found) == 2


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "gone.py"
    path.write_text(SQUARE.replace("@pyexec.aot\n", ""))
    function = load(path).square
    path.unlink()
    with pytest.raises(SourceError, match=r"not to be had: it was defined in .*gone\.py"):
        pyexec.aot(function)


# Programs without a file


def test_the_command_line() -> None:
    assert run("-c", SQUARE + "print(square(7))").stdout == "49\n"


def test_executed_text_is_not_taken_for_the_command_line() -> None:
    """Both are called `<string>`, and the names, lines and parameters are the same."""
    other = SQUARE.replace("n * n", "n + n").replace("@pyexec.aot\n", "\n")
    program = (
        "import pyexec\n\ndef square(n: int) -> int:\n    return n * n\n"
        f"space = {{}}\nexec({other!r}, space)\n"
        "try:\n    pyexec.aot(space['square'])\nexcept pyexec.SourceError as error:\n"
        "    print(error)\nprint(pyexec.aot(square)(7))\n"
    )
    output = run("-c", program).stdout
    assert "the source of 'square' is not to be had: it was defined in <string>" in output
    assert output.endswith("\n49\n")


def test_standard_input() -> None:
    done = run("-", text=SQUARE)
    assert "the source of 'square' is not to be had: it was defined in <stdin>" in done.stderr
    assert "help: put the function in a file, or register its text" in done.stderr


def test_executed_text() -> None:
    space: dict[str, Any] = {}
    with pytest.raises(SourceError, match="not to be had"):
        exec(SQUARE, space)
    path = "<a text of this test>"
    linecache.cache[path] = (len(SQUARE), None, SQUARE.splitlines(keepends=True), path)
    exec(compile(SQUARE, path, "exec"), space)
    assert space["square"](7) == 49


def prompt(*entries: str) -> str:
    """What Python's own interactive prompt shows for what is typed there."""
    terminal, end = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb", "HOME": "/nonexistent"}
    environment["PYTHON_BASIC_REPL"] = "1"
    child = subprocess.Popen(
        [sys.executable, "-q"], stdin=end, stdout=end, stderr=end, env=environment, close_fds=True
    )
    os.close(end)
    shown = ""
    for entry in (*entries, "exit()"):
        shown += until(terminal, ">>> ")
        os.write(terminal, entry.encode() + b"\n")
    shown += until(terminal, None)
    child.wait(timeout=30)
    os.close(terminal)
    return re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", shown).replace("\r", "")


def until(terminal: int, mark: str | None) -> str:
    """What a terminal shows up to a mark, or up to the end of the program behind it."""
    shown, end = "", time.monotonic() + 30
    while (mark is None or not shown.endswith(mark)) and time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the program has ended
            break
        if not part:
            break
        shown += part.decode("utf-8", "replace")
    return shown


def test_the_prompt() -> None:
    shown = prompt(
        "import math, pyexec",
        "@pyexec.aot\ndef root(x: float) -> float:\n    return math.sqrt(x)\n",
        "root(49.0) * 1000",
        "def plain(n: int) -> int:\n    return n * 3\n",
        "compiled = pyexec.aot(plain)",
        "compiled(1111)",
        "@pyexec.aot\ndef calls(n: int) -> int:\n    return plain(n) + 1\n",
        "calls(2222)",
    )
    assert "7000.0\n" in shown
    assert "3333\n" in shown
    assert "6667\n" in shown


def test_a_function_that_is_defined_again_at_the_prompt() -> None:
    """Its calls of itself are of the new one."""
    first = "@pyexec.aot\ndef fact(n: int) -> int:\n    return 1 if n < 2 else n * fact(n - 1)\n"
    second = first.replace("n * fact(n - 1)", "n + fact(n - 1)")
    shown = prompt(
        "import pyexec", first, "fact(10)", second, "fact(1000)", first.replace("n <", "1 + n <"),
        "fact(11)",
    )  # fmt: skip
    assert "3628800\n" in shown
    assert "500500\n" in shown
    assert "39916800\n" in shown


def test_errors_at_the_prompt() -> None:
    shown = prompt("import pyexec", "@pyexec.aot\ndef f(n: int) -> int:\n    return n + typo\n")
    assert re.search(r"<.*>(-\d+)?:3:16: error: name 'typo' is not defined", shown)


CELLS = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
def cell(text):
    result = shell.run_cell(text)
    result.raise_error()
    return result.result
cell("import pyexec, math\\nSCALE = 10")
cell("@pyexec.aot\\ndef f(n: int) -> int:\\n    return 1 if n < 1 else SCALE * f(n - 1)")
print("=", cell("f(3)"))
cell("@pyexec.aot\\ndef f(n: int) -> int:\\n    return 2 if n < 1 else SCALE * f(n - 1)")
print("=", cell("f(3)"))
print("=", cell("SCALE = 5\\n@pyexec.aot\\ndef g(n: int) -> int:\\n    return SCALE + f(n)\\ng(1)"))
try:
    cell("@pyexec.aot\\ndef h(n: int) -> int:\\n    return typo")
except pyexec.CompileError as error:
    print("=", error.diagnostics[0].span.line, error.diagnostics[0].span.text.strip())
"""


@pytest.mark.skipif(importlib.util.find_spec("IPython") is None, reason="IPython is missing")
def test_cells_of_a_notebook(tmp_path: Path) -> None:
    program = tmp_path / "cells.py"
    program.write_text("import pyexec\n" + CELLS)
    done = run(str(program))
    printed = re.findall("^= (.*)$", done.stdout, re.MULTILINE)
    assert printed == ["1000", "2000", "15", "3 return typo"], done


def test_doctests() -> None:
    text = """
    >>> import pyexec
    >>> @pyexec.aot
    ... def square(n: int) -> int:
    ...     return n * n
    >>> square(7)
    49
    """
    test = doctest.DocTestParser().get_doctest(text, {}, "doctest of a doctest", None, None)
    assert doctest.DocTestRunner().run(test).failed == 0


# Functions inside of others


@pyexec.aot
def at_module_level(n: int) -> int:
    return n + 1


def test_the_body_of_a_test() -> None:
    @pyexec.aot
    def inner(n: int) -> int:
        assert n > 0
        return n * at_module_level(n)

    assert inner(6) == 42
    with pytest.raises(AssertionError):
        inner(0)


def made_with(factor: int, limit: float) -> Callable[[int], float]:
    @pyexec.aot
    def scale(n: int) -> float:
        return n * factor if n < limit else limit

    return scale


def test_constants_of_a_closure() -> None:
    double, triple = made_with(2, 50.0), made_with(3, 60.0)
    assert (double(7), triple(7), double(70), triple(70)) == (14.0, 21.0, 50.0, 60.0)


def test_functions_of_a_closure_that_call_each_other() -> None:
    @pyexec.aot
    def even(n: int) -> bool:
        return n == 0 or odd(n - 1)

    @pyexec.aot
    def odd(n: int) -> bool:
        return n != 0 and even(n - 1)

    assert (even(10), odd(10), even(7), odd(7)) == (True, False, False, True)


def helper_that_comes_later_is_known(n: int) -> int:
    return comes_later(n) + 1


def comes_later(n: int) -> int:
    return n * 2


def test_a_helper_that_is_defined_below() -> None:
    assert pyexec.aot(helper_that_comes_later_is_known)(4) == 9


class Group:
    @staticmethod
    @pyexec.aot
    def at_module_level(n: int) -> int:
        return at_module_level(n) * 2

    @staticmethod
    @pyexec.aot
    def __private(n: int) -> int:
        return n + 5

    @staticmethod
    def private(n: int) -> int:
        return Group.__private(n)


def test_functions_in_a_class() -> None:
    assert Group.at_module_level(4) == 10
    assert Group.private(1) == 6


def test_a_class_does_not_show_its_names() -> None:
    with pytest.raises(CompileError, match="name 'itself' is not defined"):

        class Alone:
            @staticmethod
            @pyexec.aot
            def itself(n: int) -> int:
                return itself(n)  # type: ignore[name-defined, no-any-return]  # noqa: F821
