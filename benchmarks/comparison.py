"""Every kernel by everyone, in turn, as ratios to the faster C compiler in the same rounds."""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyexec

from . import c, peers, plot
from .matrix import Matrix
from .measure import Run, Server, run_of, side_by_side
from .peers import SIZES, Kernels

PLOT: Final = Path(__file__).parent.parent / "docs" / "benchmarks.svg"

_C: Final = ("gcc", "zig cc")
_GOALS: Final = {
    "fib": 0.15,
    "collatz": 1.5,
    "dot": 1.3,
    "append_and_sort": 0.7,
    "word_count": 0.8,
    "geometric mean": 0.93,
}
_GOAL: Final = 1.2

_SERVER: Final = Path(__file__).with_name("server.mjs")


def measure(rounds: int) -> str:
    """The table of what runs in this process and natively, and the plot beside it."""
    with tempfile.TemporaryDirectory() as name:
        found, missing = peers.contenders(Path(name))
        columns = tuple(name for name in found if name not in _C)
        ratios, notes = compared(found, columns, rounds)
    goals = {name: _GOALS.get(name, _GOAL) for name in [*SIZES, "geometric mean"]}
    matrix = Matrix("", columns, ratios, goals, notes)
    plot.write(PLOT, matrix)
    lines = [f"{name}: {reason}." for name, reason in missing.items()]
    picture = f"![The ratios on a logarithmic axis]({PLOT.name})"
    return "\n".join([matrix.markdown(), "", picture, *(["", *lines] if lines else [])])


def measure_web(rounds: int) -> str:
    """The same for WebAssembly: PyExec's modules, and C's by clang, beside native C."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found: dict[str, Kernels] = {}
        for compiler in _C:
            with contextlib.suppress(FileNotFoundError):
                (folder / compiler).mkdir()
                found[compiler] = peers.by_c(compiler)(folder / compiler)
        listed = list(peers.functions().values())
        made = pyexec.wasm_multi(listed, folder / "own.wasm", optimize=3, infer=True)["wasm"]
        modules = {"PyExec": made, "C": c.web_module(folder / "c.wasm", SIZES)}
        for title, path in modules.items():
            with contextlib.suppress(ImportError):
                found[f"{title}, wasmtime"] = in_wasmtime(path)
        if shutil.which("node") is not None:
            found |= {f"{title}, Node": in_node(path) for title, path in modules.items()}
        columns = tuple(name for name in found if name not in _C)
        ratios, _ = compared(found, columns, rounds)
    return Matrix("", columns, ratios, {"geometric mean": 1.3}).markdown()


def compared(
    found: Mapping[str, Kernels], columns: tuple[str, ...], rounds: int
) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """The ratios by kernel, and what the faster C took."""
    ratios: dict[str, dict[str, float]] = {}
    notes: dict[str, str] = {}
    for kernel, size in SIZES.items():
        runs = agreeing(found, kernel, size)
        times = side_by_side(runs, rounds)
        best = min((name for name in _C if name in times), key=times.__getitem__)
        ratios[kernel] = {n: times[n] / times[best] for n in columns if n in times}
        notes[kernel] = f"{1e3 * times[best]:.3g} ms {best}"
    return ratios, notes


def agreeing(found: Mapping[str, Kernels], kernel: str, size: int) -> dict[str, Run]:
    """Runs of a kernel by everyone who can, once all give the same answer."""
    answers: dict[str, float] = {}
    for name, kernels in found.items():
        try:
            answers[name] = float(kernels[kernel](size))
        except Exception as error:  # noqa: BLE001 - a peer refuses a kernel in its own way
            print(f"{name} has no {kernel}: {str(error).splitlines()[:1]}")
    first = next(iter(answers.values()))
    for name, answer in answers.items():
        assert abs(answer - first) <= 1e-6 * abs(first), f"{kernel}: {name} gives {answer}"
    return {name: run_of(found[name][kernel], size) for name in answers}


def in_wasmtime(path: Path) -> Kernels:
    import wasmtime

    engine = wasmtime.Engine()
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    store = wasmtime.Store(engine)
    store.set_wasi(wasmtime.WasiConfig())
    instance = linker.instantiate(store, wasmtime.Module(engine, path.read_bytes()))
    own: Any = instance.exports(store)
    if "_initialize" in own:
        own["_initialize"](store)
    return {name: functools.partial(own[name], store) for name in SIZES}


def in_node(path: Path) -> Kernels:
    server = Server(["node", "--no-warnings", str(_SERVER), str(path)])
    return {name: server.kernel(name) for name in SIZES}
