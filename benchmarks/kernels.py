"""Loops and recursion beside the same C at -O3 for this processor."""

from __future__ import annotations

import functools
import math
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
        rows += recursion(plain, rounds)
        return rows + in_wasmtime(folder, plain, rounds)


def loop(name: str, overflow: str, libraries: dict[str, Any], goal: float, rounds: int) -> Row:
    """A kernel in PyExec beside the faster of the C compilers."""
    compiled = pyexec.aot(overflow=overflow)(getattr(programs, name))
    contenders = {"pyexec": compiled} | {k: c.kernel(v, name) for k, v in libraries.items()}
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


def in_wasmtime(folder: Path, libraries: dict[str, Any], rounds: int) -> list[Row]:
    """The kernels as WebAssembly beside the native C; nothing where wasmtime is missing."""
    try:
        import wasmtime
    except ImportError:
        return []
    functions = [programs.fib, *(getattr(programs, name) for name in SIZES)]
    path = pyexec.wasm_multi(functions, folder / "all.wasm", optimize=3)["wasm"]
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, path.read_bytes()), [])
    own: Any = instance.exports(store)
    rows = []
    for name, size in {"fib": RECURSION, **SIZES}.items():
        contenders: dict[str, Callable[[int], Any]] = {
            "pyexec": functools.partial(own[name], store),
            **{k: c.kernel(v, name) for k, v in libraries.items()},
        }
        title = f"{name}, checked int in wasmtime, beside native C"
        rows.append(against_best(title, contenders, size, 0.5 if name == "fib" else None, rounds))
    return [*rows, geometric_mean("all of them, geometric mean", rows, 1.3)]


def geometric_mean(title: str, rows: list[Row], goal: float) -> Row:
    """A row of the mean of other rows' ratios."""
    ratios = [row.ratio for row in rows if row.ratio is not None]
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    return Row(title, mean, "", 1.0, "", goal)
