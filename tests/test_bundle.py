"""What goes into a program: run by CPython, it answers as the function does in its script."""

from __future__ import annotations

import importlib
import inspect
import linecache
import os
import pty
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from program_scripts import SCRIPTS

from pyexec.errors import CompileError, SourceError, UnsupportedError
from pyexec.programs.bundle import Bundle, bundle
from pyexec.programs.sources import write_sources
from pyexec.programs.specification import command_line

ROOT = Path(__file__).parents[1]
Script = Callable[[str], dict[str, Any]]
Package = Callable[[dict[str, str]], None]


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Script:
    """Executes a text as a script; gives its namespace."""

    def execute(text: str) -> dict[str, Any]:
        path = tmp_path / "script.py"
        path.write_text(text)
        module = types.ModuleType("__main__")
        module.__file__ = str(path)
        monkeypatch.setitem(sys.modules, "__main__", module)
        exec(compile(text, str(path), "exec", dont_inherit=True), vars(module))
        return vars(module)

    return execute


def run(main: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program's main file with a Python that knows nothing of PyExec."""
    environment = {n: v for n, v in os.environ.items() if n != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, str(main), *words], cwd=main.parent, env=environment,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def program(function: Callable[..., Any], folder: Path) -> Path:
    """The main file of the program of a function."""
    folder.mkdir()
    return write_sources(folder, bundle(function), command_line(function, "program"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str, script: Script, tmp_path: Path) -> None:
    main = script(SCRIPTS[name])["main"]
    done = run(program(main, tmp_path / "program"))
    assert done.stderr in ("", "not there\n")
    assert done.stdout == f"{main()}\n"


def test_statements_stay_on_their_lines(script: Script, tmp_path: Path) -> None:
    """So that a traceback names the lines that the user wrote."""
    main = script(SCRIPTS["helper"].replace("n * 2", "n / 0"))["main"]
    done = run(program(main, tmp_path / "program"))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    place = main.__code__.co_filename
    assert lines[1] == f'  File "{place}", line 3, in main'
    assert f'  File "{place}", line 1, in twice' in lines
    assert "    def twice(n): return n / 0" in lines
    assert lines[-1] == "ZeroDivisionError: division by zero"


def test_what_is_not_needed_is_left_out(script: Script) -> None:
    made = bundle(script(SCRIPTS["helper"])["main"])
    assert "unused" not in made.text
    assert "nowhere" not in made.text
    assert (made.entry, made.modules, made.stem) == ("main", frozenset(), "script")


def test_words_of_the_command_line(script: Script, tmp_path: Path) -> None:
    main = script("MARK = '!'\ndef main(name, times: int = 1): return (name + MARK) * times\n")
    path = program(main["main"], tmp_path / "program")
    assert run(path, "a", "--times=2").stdout == "a!a!\n"
    assert run(path, "a", "--times=x").returncode == 2
    assert "--times TIMES" in run(path, "--help").stdout


def test_what_inside_a_program_writes_files(script: Script, tmp_path: Path) -> None:
    space = script("from pyexec import wasm, memory\ndef main(): wasm(main, 'x.wasm')\n")
    done = run(program(space["main"], tmp_path / "program"))
    assert done.returncode == 1
    assert "ToolError: pyexec.wasm is not there in a program" in done.stderr


def test_what_a_program_has_of_pyexec(script: Script) -> None:
    space = script(
        "def main():\n    from pyexec.memory import MemoryManager\n    return MemoryManager"
    )
    with pytest.raises(UnsupportedError, match=r"'pyexec\.memory' cannot be") as info:
        bundle(space["main"])
    span = info.value.diagnostics[0].span
    assert span is not None
    assert (span.line, span.column) == (2, 4)


def test_numba(script: Script) -> None:
    space = script("from numba import njit\n@njit\ndef f(n): return n\ndef main(): return f(1)")
    with pytest.raises(UnsupportedError, match=r"'numba' cannot be.*\n.*\n.*\nhelp: use `@pyexec"):
        bundle(space["main"])


# Modules, packages


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    """Writes modules that can be imported for the time of a test."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path / "library"))

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / "library" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    yield write
    for name in set(sys.modules) - before:
        del sys.modules[name]


def run_with(library: Path, main: Path) -> str:
    done = subprocess.run(
        [sys.executable, str(main)], env=os.environ | {"PYTHONPATH": str(library)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def test_relative_imports(package: Package, tmp_path: Path) -> None:
    package(
        {
            "shapes_of/__init__.py": "NAME = 'shapes'\n",
            "shapes_of/units.py": "def metre(): return 'm'\n",
            "shapes_of/inner/__init__.py": "",
            "shapes_of/inner/other.py": "VALUE = 3\nWORD = 'w'\n",
            "shapes_of/inner/area.py": (
                "from .. import NAME, units\n"
                "from . import other as more\n"
                "from .other import *\n"
                "from .other import (\n    VALUE as v,\n)\n"
                "from \\\n  ..units import metre\n"
                "print('top level', end='')\n"
                "def main():\n"
                "    from ..units import metre as local\n"
                "    return NAME, units.metre(), more.VALUE, v, metre(), local(), WORD\n"
            ),
        }
    )
    main = importlib.import_module("shapes_of.inner.area").main
    path = program(main, tmp_path / "program")
    assert run_with(tmp_path / "library", path) == f"{main()}\n"


def test_modules_of_the_users(package: Package, tmp_path: Path) -> None:
    """They are imported as a whole; what PyExec compiled in them is plain Python in a program."""
    package(
        {
            "helping.py": (
                "import pyexec\n@pyexec.aot\ndef square(n: int) -> int: return n * n\n"
                "def late(): return square(2)\n"
            ),
            "mainly.py": (
                "from helping import *\nimport helping\ndef main(): return square(3), late()\n"
            ),
        }
    )
    main = importlib.import_module("mainly").main
    path = program(main, tmp_path / "program")
    assert run_with(tmp_path / "library", path) == "(9, 4)\n"


def test_a_name_that_is_a_module_of_pythons(script: Script, tmp_path: Path) -> None:
    """A main file `random.py` would be imported in the place of `random`."""
    main = script("import random\ndef main(): return random.Random(1).random()\n")["main"]
    made = bundle(main)
    path = write_sources(tmp_path, replaced(made, stem="random"), command_line(main, "p"))
    assert path.name == "program.py"
    assert run(path).stdout == f"{main()}\n"


def test_modules_that_hide_pythons_own(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come along, if the function needs them, and so do those that they need."""
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    here = tmp_path / "here"
    (here / "wave").mkdir(parents=True)
    (here / "wave" / "__init__.py").write_text("from .deep import length\n")
    (here / "wave" / "deep.py").write_text("import sndhdr\ndef length(): return sndhdr.LENGTH\n")
    (here / "sndhdr.py").write_text("LENGTH = 3\n")
    (here / "imp.py").write_text("raise ImportError\n")
    monkeypatch.syspath_prepend(str(here))
    main = script("import wave\ndef main(): return wave.length()\n")["main"]
    path = program(main, tmp_path / "program")
    names = {"script.py", "pyexec_program.py", "pyexec", "wave", "sndhdr.py"}
    assert {place.name for place in path.parent.iterdir()} == names
    assert run(path).stdout == "3\n"


def replaced(made: Bundle, stem: str) -> Bundle:
    return Bundle(made.text, made.entry, made.modules, stem, made.path)


# Other sources


def test_linecache(tmp_path: Path) -> None:
    text = "def helper(): return LIMIT\ndef main(): return helper()\n"
    linecache.cache["<made up>"] = (len(text), None, text.splitlines(True), "<made up>")
    space: dict[str, Any] = {"LIMIT": 5}
    exec(compile(text, "<made up>", "exec"), space)
    assert run(program(space["main"], tmp_path / "program")).stdout == "5\n"


def python(*arguments: str, text: str | None = None) -> str:
    """What a Python with PyExec prints."""
    done = subprocess.run(
        [sys.executable, *arguments], input=text, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


SHOW = "from pyexec.programs.bundle import bundle; print(bundle(main).text)"


def test_the_command_of_python() -> None:
    text = f"LIMIT = 3\nprint('top level')\ndef main(): return LIMIT\n{SHOW}"
    assert python("-c", text).split("pass")[0] == (
        "top level\nLIMIT = 3\n\ndef main(): return LIMIT\n"
    )


NOTEBOOK = [
    "from __future__ import annotations\nimport math as m\nLIMIT = 3\nprint('top level')",
    "def helper(): return 1",
    "def helper(): return m.floor(LIMIT + 0.5)",
    "LIMIT = 4",
    "class Box:\n    size = LIMIT",
    "%time x = 5",
    "import asyncio\nfrom pyexec import aot\nasync def wait(): return 6\ny = await wait()",
    "from __future__ import (\n    generators,\n)\nz = None",
    "def main(): return helper(), Box.size, x, y, z",
    "from pyexec.programs.bundle import bundle",
    "made = bundle(main)",
]


def test_a_notebook(tmp_path: Path) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell()  # type: ignore[no-untyped-call]
    for cell in NOTEBOOK:
        assert shell.run_cell(cell, store_history=True).success
    made, main = shell.user_ns["made"], shell.user_ns["main"]
    path = tmp_path / "notebook.py"
    path.write_text(made.text + f"print({made.entry}())\n")
    assert run(path).stdout == f"{main()}\n" == "(4, 4, 5, 6, None)\n"


TYPED = [
    "import readline, math as m",
    "LIMIT = [3]",
    "def helper(n):\n    return n + LIMIT[0] + m.floor(0.5)\n",
    "def main(n: int) -> int:\n    return helper(n)\n",
    "from pyexec.programs.bundle import bundle",
    "made = bundle(main); space = {}; exec(made.text, space)",
    "print('ANSWER', eval(made.entry, space)(4))",
    "exit()",
]


def test_the_prompt() -> None:
    reader, writer = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-q"], stdin=writer, stdout=writer, stderr=writer, env=environment
    )
    os.close(writer)
    os.write(reader, "".join(f"{text}\n" for text in TYPED).encode())
    shown = b""
    while True:
        try:
            shown += os.read(reader, 4096)
        except OSError:  # the other end is closed
            break
    process.wait(timeout=60)
    os.close(reader)
    assert b"\nANSWER 7" in shown


# Refusals


def test_values_that_have_no_text(script: Script) -> None:
    space = script(
        "import threading\ndef main(): return lock\n"
        "if __name__ == '__main__':\n    lock = threading.Lock()\n"
    )
    with pytest.raises(SourceError, match="'lock' cannot be put into the program: a value") as info:
        bundle(space["main"])
    assert info.value.help == "define it at the top level of the file, or within the function"


def test_a_class_of_a_function(script: Script) -> None:
    space = script(
        "def outer():\n class A: pass\n def main(): return A\n return main\nmain = outer()"
    )
    with pytest.raises(SourceError, match="'A' cannot be put into the program: its definition"):
        bundle(space["main"])


def test_two_variables_of_one_name(script: Script) -> None:
    space = script(
        "def make(n):\n def step(): return n\n def again(): return step, n\n return step, again\n"
        "def outer():\n n = 1\n def main():\n  return n, step()\n"
        " def step(): return other()\n other = make(5)[0]\n return main\nmain = outer()"
    )
    with pytest.raises(UnsupportedError, match="'n' stands for two variables"):
        bundle(space["main"])


@pytest.mark.parametrize("target", [len, 3, int, lambda: 1], ids=["len", "3", "int", "lambda"])
def test_what_is_no_function(target: object) -> None:
    with pytest.raises(CompileError):
        bundle(target)


@pytest.mark.parametrize(
    "name",
    ["calendar", "difflib", "hashlib", "inspect", "locale", "random", "shutil",
     "statistics", "subprocess", "textwrap", "tokenize"],
)  # fmt: skip
def test_functions_of_the_standard_library(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of other people's modules is a module that can be imported."""
    module = importlib.import_module(name)
    own = [f for f in vars(module).values() if isinstance(f, types.FunctionType)]
    own = [f for f in own if f.__module__ == name and not inspect.isgeneratorfunction(f)]
    assert own
    for function in own[:8]:
        made = bundle(function)
        part = types.ModuleType("part")
        monkeypatch.setitem(sys.modules, "part", part)
        exec(compile(made.text, name, "exec", dont_inherit=True), vars(part))
        assert eval(made.entry, vars(part)).__code__.co_code == function.__code__.co_code
