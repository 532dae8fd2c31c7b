"""Loops and recursion beside the same C at -O3 for this processor."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyexec

from . import c, programs
from .measure import medians, processor_time
from .table import Row

# Sizes for some 20 to 40 ms of C.
SIZES = {
    "fibonacci": 1_000_000,
    "primes": 300_000,
    "gcd": 1_200,
    "collatz": 200_000,
    "mandelbrot": 500,
    "n_body": 1_000_000,
}
RECURSION = 32


def measure(rounds: int) -> list[Row]:
    """Every kernel without and with checks, and recursive Fibonacci."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = c.libraries(folder, checked=False)
        checked = c.libraries(folder, checked=True)
        rows = [loop(name, "wrap", plain, 1.05, rounds) for name in SIZES]
        # n_body has no integers to be checked.
        rows += [loop(name, "raise", checked, 1.0, rounds) for name in SIZES if name != "n_body"]
        return rows + recursion(plain, rounds)


def loop(name: str, overflow: str, libraries: dict[str, Any], goal: float, rounds: int) -> Row:
    """A kernel in PyExec beside the faster of the C compilers."""
    compiled = pyexec.aot(overflow=overflow)(getattr(programs, name))
    contenders = {"pyexec": compiled} | {
        k: c.kernel(v, name, name == "n_body") for k, v in libraries.items()
    }
    kind = "checked int" if overflow == "raise" else "float64" if name == "n_body" else "int64"
    return against_best(f"{name}, {kind}", contenders, SIZES[name], goal, rounds)


def against_best(
    title: str,
    contenders: dict[str, Callable[[int], Any]],
    size: int,
    goal: float | None,
    rounds: int,
) -> Row:
    """PyExec beside the fastest of the others, once all have given the same answer."""
    answers = {name: function(size) for name, function in contenders.items()}
    first = answers["pyexec"]
    for name, answer in answers.items():
        # Compilers may fuse multiplications with additions, so floats differ a little.
        assert abs(answer - first) <= 1e-6 * abs(first), f"{title}: {name} gives {answer}"
    runs = {n: processor_time(functools.partial(f, size)) for n, f in contenders.items()}
    times = medians(runs, rounds)
    best = min((name for name in times if name != "pyexec"), key=times.__getitem__)
    return Row(title, times["pyexec"], "s", times[best], best, goal)


def recursion(libraries: dict[str, Any], rounds: int) -> list[Row]:
    compiled = pyexec.aot(programs.fib)
    contenders = {"pyexec": compiled} | {k: c.kernel(v, "fib") for k, v in libraries.items()}
    title = "recursive fib, checked int, beside plain C"
    return [against_best(title, contenders, RECURSION, 0.15, rounds)]
