"""Functions under Numba from the disk cache: found where nothing has changed, and only there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

import pyexec

ROOT = Path(__file__).parent.parent

# Tells whether a function came from the cache: it was compiled unless there was a hit.
PROGRAM = """
import pyexec, constants, helpers, numpy, enum
from constants import SHIFT

LOCAL = {local}
ARRAY = numpy.array([1, {element}])

@pyexec.jit
def inner(n):
    return n + {inner}

@pyexec.jit{options}
def compute(n):
    return inner(n) * 1000 + constants.SCALE + SHIFT + LOCAL + ARRAY[1] + helpers.twice(n)

def closure(by):
    @pyexec.jit
    def add(n):
        return n + by
    return add

@pyexec.jit
def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)

add = closure({by})
print(compute(1), add(1), factorial(5), sum(compute.stats.cache_hits.values()),
      sum(add.stats.cache_hits.values()), sum(factorial.stats.cache_hits.values()))
"""
PLAIN = {"local": "1", "element": "2", "inner": "3", "options": "", "by": "4"}
CONSTANTS = {"scale": 10, "shift": 20}


class Run:
    """Runs the program in its folder, with what is given changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, twice: int = 2, **changed: str | int) -> list[int]:
        constants = {name: changed.get(name, number) for name, number in CONSTANTS.items()}
        text = "SCALE = {scale}\nSHIFT = {shift}\n".format(**constants)
        (self.folder / "constants.py").write_text(text)
        (self.folder / "helpers.py").write_text(f"def twice(n):\n    return n * {twice}\n")
        program = PROGRAM.format(**{name: changed.get(name, text) for name, text in PLAIN.items()})
        (self.folder / "program.py").write_text(program)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYEXEC_CACHE_DIR": str(self.folder / "cache"),
        }
        done = subprocess.run(
            [sys.executable, "-W", "error", "program.py"],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.stderr == ""
        return [int(word) for word in done.stdout.split()]


def test_what_has_not_changed_is_found_and_nothing_else(tmp_path: Path) -> None:
    run = Run(tmp_path)
    assert run() == [4000 + 10 + 20 + 1 + 2 + 2, 5, 120, 0, 0, 0]
    assert run() == [4035, 5, 120, 1, 1, 1]
    assert not list(tmp_path.glob("__pycache__"))
    # Another constant, in this file or another; another captured value, array or helper.
    assert run(scale=11)[0::3] == [4036, 0]
    assert run(shift=22)[0::3] == [4037, 0]
    assert run(element="3")[0::3] == [4036, 0]
    assert run(inner="4")[0::3] == [5035, 0]
    assert run(twice=3)[0::3] == [4036, 0]
    assert run(by="5") == [4035, 6, 120, 1, 0, 1]
    assert run(options="(overflow='wrap')")[0::3] == [4035, 0]
    assert run() == [4035, 5, 120, 1, 1, 1]


def test_a_damaged_entry_is_compiled_anew(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run()
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-5] + b"xxxxx")
    assert run() == [4035, 5, 120, 0, 0, 0]
    assert run() == [4035, 5, 120, 1, 1, 1]


def test_an_unwritable_cache_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert Run(tmp_path)() == [4035, 5, 120, 0, 0, 0]


def test_what_cannot_be_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    space: dict[str, object] = {"pyexec": pyexec}
    text = "@pyexec.jit(cache=True)\ndef f(n): return n"
    with pytest.raises(pyexec.OptionError, match="'f' cannot be cached: it was defined in <cell>"):
        exec(compile(text, "<cell>", "exec"), space)

    def described(n: int) -> int:
        raise NotImplementedError

    @numba.extending.overload(described)
    def meaning(n):  # type: ignore[no-untyped-def]
        return lambda n: n + 1

    def calls(n):  # type: ignore[no-untyped-def]
        return described(n)

    assert pyexec.jit(calls)(1) == 2
    with pytest.raises(pyexec.OptionError, match="'described' has a meaning that was given"):
        pyexec.jit(cache=True)(calls)(1)

    monkeypatch.setenv("PYEXEC_CACHE_DIR", "/proc/nowhere")
    with pytest.raises(pyexec.OptionError, match="/proc/nowhere cannot be written to"):
        pyexec.jit(cache=True)(calls)
