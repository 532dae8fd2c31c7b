"""`pyexec.jit` in other worlds: without a file, in another process, without Numba."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pyexec

ROOT = Path(__file__).parent.parent

SCALE = 3


@pyexec.jit
def fibonacci(n: int) -> int:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def run(program: str, folder: Path, *arguments: str, **environment: str) -> str:
    """The output of a program of Python, which has to write no warning."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments, "-c", program],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stderr == "", done.stderr
    return done.stdout


@pytest.mark.parametrize("where", ["<string>", "<stdin>", "<ipython-input-1-abc>", "<cell>"])
def test_functions_without_a_file(where: str, tmp_path: Path) -> None:
    program = f"""
text = '''
import pyexec
@pyexec.jit
def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)
'''
for name in ("__main__", "not_imported"):
    space = {{"__name__": name}}
    exec(compile(text, {where!r}, "exec"), space)
    print(space["factorial"](20))
"""
    assert run(program, tmp_path) == "2432902008176640000\n" * 2


def test_functions_of_the_command_line(tmp_path: Path) -> None:
    program = """
import pyexec
@pyexec.jit
def first(n: int) -> int:
    x: pyexec.uint8 = 255
    return x + pyexec.uint8(n)
print(first(2))
"""
    assert run(program, tmp_path) == "1\n"


def test_a_missing_numba_is_told(tmp_path: Path) -> None:
    program = """
import sys
sys.modules["numba"] = None
import pyexec
for entry in (pyexec.jit, pyexec.compile):
    try:
        entry(lambda: 1) if False else entry(exec("def f(n): return n") or f)
    except pyexec.ToolError as error:
        print(error)
"""
    stated = "jit needs Numba, which is not installed\nhelp: pip install 'numba>=0.63'\n"
    assert run(program, tmp_path) == stated * 2


def test_an_old_numba_is_told(tmp_path: Path) -> None:
    program = """
import numba
numba.__version__ = "0.59.1"
import pyexec
def f(n): return n
try:
    pyexec.jit(f)
except pyexec.ToolError as error:
    print(error.message)
"""
    assert run(program, tmp_path) == "jit needs Numba 0.63 or later; 0.59.1 is installed\n"


def test_numba_can_be_switched_off(tmp_path: Path) -> None:
    program = "import pyexec\ndef f(n): return [n, {}]\nprint(pyexec.jit(f)(1))"
    assert run(program, tmp_path, NUMBA_DISABLE_JIT="1") == "[1, {}]\n"


def test_numba_is_imported_when_it_is_needed(tmp_path: Path) -> None:
    program = "import sys, pyexec, pyexec.just_in_time\nprint('numba' in sys.modules)"
    assert run(program, tmp_path) == "False\n"


def test_pickling() -> None:
    again = pickle.loads(pickle.dumps(fibonacci))
    assert again is fibonacci

    def local(n: int) -> int:
        return n + SCALE

    jitted: Any = pyexec.jit(overflow="wrap")(local)
    assert pickle.loads(pickle.dumps(jitted))(4) == 7


def test_pickles_travel_to_workers(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text("""
import pyexec
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

@pyexec.jit
def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)

if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        print(list(pool.map(factorial, range(4))))
""")
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "work.py"],
        cwd=tmp_path,
        env=settings,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout == "[1, 1, 2, 6]\n"
