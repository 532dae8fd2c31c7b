"""What one call from Python costs: `f(3, 4)`, a result beyond CPython's small ints, containers."""

from __future__ import annotations

import ctypes
import importlib.machinery
import importlib.util
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from itertools import repeat
from pathlib import Path
from types import ModuleType
from typing import Any

import pyexec

from . import programs
from .c import build
from .measure import Run, medians
from .table import Row

_CALLS = 200_000
_CALLS_WITH_CONTAINERS = 2_000

FLOOR = "METH_FASTCALL in C that does nothing"


def measure(rounds: int) -> list[Row]:
    """Rows of PyExec beside each other way to call native code that is there."""
    native: Any = pyexec.aot(programs.add)
    small = {"pyexec": native, "Python": programs.add, "ctypes": by_ctypes(native.address)}
    large = {"pyexec": native, "Python": programs.add}
    with tempfile.TemporaryDirectory() as folder:
        floor = c_floor(Path(folder))
        if floor is not None:
            small["METH_FASTCALL in C"] = large["METH_FASTCALL in C"] = floor.add
            small[FLOOR] = large[FLOOR] = floor.same
        numba = by_numba()
        if numba is not None:
            small["Numba"] = numba
        rows = beside(small, 3, 4, "add(3, 4)", 1.2, rounds)
        rows += beside(large, 1 << 40, 4, "add(2**40, 4)", 2.0, rounds)
        if numba is not None:
            by_name: dict[str, Callable[[int, int], Any]]
            by_name = {"pyexec": pyexec.jit(programs.add), "Numba's": numba}
            rows += beside(by_name, 3, 4, "dispatcher of jit, add(3, 4)", 1.2, rounds)
        return rows + containers(rounds)


def containers(rounds: int) -> list[Row]:
    """Rows of texts and lists that cross the boundary, arguments and results."""
    ints, floats = list(range(1000, 2000)), [k + 0.5 for k in range(1000)]
    cases: list[tuple[str, Callable[[Any], Any], Any, float | None]] = [
        ("sum of a list of 1,000 ints", programs.total_of_ints, ints, 10e-6),
        ("sum of a list of 1,000 floats", programs.total_of_floats, floats, 10e-6),
        ("length of a text of 1 KB", programs.length_of, "x" * 1024, 1e-6),
        ("a text of 1 KB, there and back", programs.same_text, "x" * 1024, 1e-6),
        ("a list of 1,000 ints, there and back", programs.same_list, ints, None),
    ]
    rows = []
    for title, function, given, goal in cases:
        by_name = {
            "pyexec": time_with(pyexec.aot(function), given),
            "Python": time_with(function, given),
        }
        times = medians(by_name, rounds)
        rows.append(Row(title, times["pyexec"], "s", goal=goal))
        rows.append(Row(f"{title}, beside Python", times["pyexec"], "s", times["Python"]))
    return rows


def time_with(function: Callable[[Any], Any], given: object) -> Run:
    """A run that gives the seconds of a call with one argument."""

    def run() -> float:
        start = time.process_time()
        for _ in repeat(None, _CALLS_WITH_CONTAINERS):
            function(given)
        return (time.process_time() - start) / _CALLS_WITH_CONTAINERS

    return run


def beside(
    contenders: Mapping[str, Callable[[int, int], Any]],
    a: int,
    b: int,
    title: str,
    goal: float,
    rounds: int,
) -> list[Row]:
    times = medians({n: time_of_call(f, a, b) for n, f in contenders.items()}, rounds)
    return [
        Row(
            f"{title}, beside {name}",
            times["pyexec"],
            "s",
            figure,
            goal=goal if name == FLOOR else None,
        )
        for name, figure in times.items()
        if name != "pyexec"
    ]


def time_of_call(function: Callable[[int, int], Any], a: int, b: int) -> Run:
    """A run that gives the seconds of one call, less those of the loop around it."""

    def run() -> float:
        start = time.process_time()
        for _ in repeat(None, _CALLS):
            function(a, b)
        middle = time.process_time()
        for _ in repeat(None, _CALLS):
            pass
        return (2 * middle - start - time.process_time()) / _CALLS

    return run


def by_ctypes(address: int) -> Callable[[int, int], int]:
    prototype = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64, ctypes.c_int64)
    return prototype(address)


def by_numba() -> Callable[[int, int], int] | None:
    """The function compiled by Numba, where that is installed."""
    if importlib.util.find_spec("numba") is None:
        return None
    compile_now: Any = importlib.import_module("numba").njit("int64(int64, int64)")
    compiled: Callable[[int, int], int] = compile_now(programs.add)
    return compiled


def c_floor(folder: Path) -> ModuleType | None:
    """`floor.c` as a module, where gcc and Python's headers are there."""
    path = folder / "floor.so"
    include = sysconfig.get_path("include")
    source = Path(__file__).with_name("floor.c")
    command = ["gcc", "-O3", "-shared", "-fPIC", f"-I{include}", str(source), "-o", str(path)]
    if shutil.which("gcc") is None:
        return None
    try:
        build(command)
    except subprocess.CalledProcessError:  # no Python.h
        return None
    loader = importlib.machinery.ExtensionFileLoader("floor", str(path))
    spec = importlib.machinery.ModuleSpec("floor", loader, origin=str(path))
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
