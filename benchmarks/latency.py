"""How long it takes until code is there: imports, compilations, cold processes."""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyexec

from . import programs
from .c import gcc_library
from .measure import Run, medians, printed_seconds, process, total_time
from .table import Row

# How often a warm process does the same in a row.
_WARM = 10

_FIRST = """
import time
import pyexec
from benchmarks.programs import add
start = time.process_time()
pyexec.aot(add)
print(time.process_time() - start)
"""
_LIBRARY = """
import sys
import pyexec
from benchmarks.programs import multiply
pyexec.compile_llvm(multiply, "multiply", sys.argv[1])
"""


def measure(rounds: int) -> list[Row]:
    """Rows of start, compilation in process, libraries and modules."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*starts(rounds), *in_process(folder, rounds), *files(folder, rounds)]


def starts(rounds: int) -> list[Row]:
    bare = [sys.executable, "-c", "pass"]
    with_pyexec = [sys.executable, "-c", "import pyexec"]
    command = [sys.executable, "-m", "pyexec"]
    contenders = {
        "bare": process(bare),
        "pyexec": process(with_pyexec),
        "help": process([*command, "--help"]),
        "check": process([*command, "check", "--format", "json", programs.__file__]),
    }
    times = medians(contenders, 2 * rounds)
    return [
        Row("import pyexec", times["pyexec"], "s", times["bare"], "bare Python", 1.3),
        Row("pyexec --help, the whole process", times["help"], "s", goal=0.1),
        Row("pyexec check of a file, the whole process", times["check"], "s"),
    ]


def in_process(folder: Path, rounds: int) -> list[Row]:
    """`aot` of `add`: first in a process, warm, and from the disk cache."""
    command = [sys.executable, "-c", _FIRST]
    filled = {"PYEXEC_CACHE_DIR": str(folder / "filled")}
    printed_seconds(command, filled)()
    numbers = itertools.count()

    def compile_anew() -> None:
        with cache_at(folder / f"cache{next(numbers)}"):
            pyexec.aot(programs.add)

    def load() -> None:
        with cache_at(folder / "filled"):
            pyexec.aot(programs.add)

    contenders = {
        "first": in_new_cache(command, folder),
        "cached first": printed_seconds(command, filled),
        "warm": total_time(compile_anew, _WARM),
        "cached": total_time(load, _WARM),
    }
    times = medians(contenders, rounds)
    return [
        Row("aot of add, first in a process", times["first"], "s", goal=0.015),
        Row("aot of add, warm", times["warm"], "s", goal=0.008),
        Row("aot of add from the cache, first in a process", times["cached first"], "s"),
        Row("aot of add from the cache, warm", times["cached"], "s", goal=0.002),
    ]


def in_new_cache(command: list[str], folder: Path) -> Run:
    numbers = itertools.count()

    def run() -> float:
        cache = folder / f"first{next(numbers)}"
        return printed_seconds(command, {"PYEXEC_CACHE_DIR": str(cache)})()

    return run


def files(folder: Path, rounds: int) -> list[Row]:
    """Libraries and modules, warm, and a library from a cold start."""
    cold = [sys.executable, "-c", _LIBRARY, str(folder / "cold")]
    contenders: dict[str, Run] = {
        "library": total_time(library(folder), _WARM),
        "module": total_time(module(folder), _WARM),
        "native": total_time(program(folder), 1),
        "start": process([str(program(folder)()), "1.5"]),
        "cold": process(cold),
    }
    by_gcc = gcc_library(folder)
    if by_gcc is not None:
        contenders["gcc"] = process(by_gcc[0])
    times = medians(contenders, rounds)
    gcc = times.get("gcc")
    name = "gcc -O3 -shared" if gcc is not None else ""
    return [
        Row("compile_llvm of multiply, warm", times["library"], "s", goal=0.025),
        Row("wasm of add, warm", times["module"], "s", goal=0.025),
        Row("native program of scale, warm", times["native"], "s", goal=0.5),
        Row("native program of scale, one run", times["start"], "s"),
        Row("a cold process, start to library", times["cold"], "s", goal=0.2),
        Row("a cold process, start to library", times["cold"], "s", gcc, name),
    ]


def library(folder: Path) -> Callable[[], object]:
    return lambda: pyexec.compile_llvm(programs.multiply, "multiply", folder / "warm")


def module(folder: Path) -> Callable[[], object]:
    return lambda: pyexec.wasm(programs.add, folder / "add.wasm")


def program(folder: Path) -> Callable[[], Path]:
    return lambda: pyexec.aot_compile(programs.scale, folder / "scale", backend="llvm")


@contextmanager
def cache_at(folder: Path) -> Iterator[None]:
    """Let PyExec use a cache folder for a while."""
    before = os.environ.get("PYEXEC_CACHE_DIR")
    os.environ["PYEXEC_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYEXEC_CACHE_DIR"]
        else:
            os.environ["PYEXEC_CACHE_DIR"] = before
