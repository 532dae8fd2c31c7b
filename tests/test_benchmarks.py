"""The benchmarks measure the same work everywhere, and report it rightly."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any

import pytest
from documents import program, run

import pyexec
from benchmarks import comparison, fragmentation, kernels, measure, memory, peers, plot, programs
from benchmarks.__main__ import merged
from benchmarks.c import CONTAINERS, KERNELS, kernel
from benchmarks.matrix import Matrix
from benchmarks.table import Row, markdown

ROOT = Path(__file__).parent.parent
SIZES = {
    "fib": 12, "fibonacci": 5, "primes": 300, "sum_of_squares": 3_000, "gcd": 25, "collatz": 60,
    "mandelbrot": 12, "n_body": 40, "list_sum": 3, "axpy": 3, "dot": 3, "matmul": 9,
    "matmul_flat": 9, "spectral_norm": 20, "sieve": 500, "append_and_sort": 300,
    "dict_of_ints": 500, "word_count": 300, "building": 60,
}  # fmt: skip
FUNCTIONS: dict[str, Any] = {**peers.functions(), "fibonacci": programs.fibonacci}


@pytest.mark.parametrize("name", SIZES)
def test_compiled_kernels_agree_with_python(name: str) -> None:
    function = FUNCTIONS[name]
    expected = function(SIZES[name])
    assert expected != 0
    for overflow in ("raise", "wrap"):
        assert pyexec.aot(overflow=overflow, infer=True)(function)(SIZES[name]) == expected


@pytest.mark.parametrize("flags", [[], ["-DCHECKED"]])
def test_kernels_in_c_agree_with_python(tmp_path: Path, flags: list[str]) -> None:
    path = tmp_path / "kernels.so"
    command = [program("gcc"), "-Wall", "-Werror", "-O3", "-ffp-contract=off", *flags]
    sources = [str(KERNELS), str(CONTAINERS)]
    run([*command, "-shared", "-fPIC", *sources, "-o", str(path), "-lm"], tmp_path)
    library = ctypes.CDLL(str(path))
    for name, size in SIZES.items():
        assert kernel(library, name, name in peers.FLOATS)(size) == FUNCTIONS[name](size), name


def test_each_kernel_is_measured() -> None:
    assert {*kernels.SIZES, *peers.SIZES} == SIZES.keys()
    assert peers.functions().keys() == peers.SIZES.keys()


def test_other_processes_run_the_same_kernels() -> None:
    sources = [str(peers.source(name)) for name in peers.MODULES]
    server = measure.Server([sys.executable, str(peers.SERVER), *sources])
    served = server.kernel("dot")
    assert served(3) == FUNCTIONS["dot"](3)
    assert served.seconds > 0
    server.close()


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(folder: Path) -> peers.Kernels:
        raise FileNotFoundError("pypy3")

    monkeypatch.setattr(peers, "_MAKERS", {"PyPy": absent, "CPython": peers.by_cpython})
    found, missing = peers.contenders(tmp_path)
    assert [*found] == ["CPython"]
    assert missing == {"PyPy": "not installed: pypy3"}


def test_a_wrong_answer_is_no_measurement() -> None:
    found = {"gcc": {"dot": lambda size: 1.0}, "other": {"dot": lambda size: 2.0}}
    with pytest.raises(AssertionError, match="other gives 2"):
        comparison.agreeing(found, "dot", 1)


def test_cython_is_given_the_numbers_of_c() -> None:
    text = "def f(n: int, xs: list[float]) -> float:\n    total: float = 0.0\n"
    assert peers.typed_for_cython(text).endswith(
        "def f(n: cython.longlong, xs: list[float]) -> cython.double:\n"
        "    total: cython.double = 0.0\n"
    )


def test_ratios_have_means_and_goals(tmp_path: Path) -> None:
    ratios = {"dot": {"PyExec": 2.0, "Numba": 1.0}, "sieve": {"PyExec": 0.5}}
    matrix = Matrix("", ("PyExec", "Numba"), ratios, {"dot": 1.3, "sieve": 1.2})
    cells = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in matrix.markdown().split("\n")
    ]
    assert cells[0] == ["", "PyExec", "Numba", "goal"]
    assert cells[2:] == [
        ["dot", "2.00", "1.00", "1.30, missed"],
        ["sieve", "0.50", "", "1.20"],
        ["geometric mean", "1.00", "", ""],
    ]
    plot.write(tmp_path / "plot.svg", matrix)
    drawn = (tmp_path / "plot.svg").read_text()
    assert drawn.count("<circle") == 2 + 3 + 1  # the legend, the ratios, the mean


def test_medians_take_turns() -> None:
    turns: list[str] = []
    times = {"a": iter([3.0, 1.0, 2.0]), "b": iter([5.0, 4.0, 6.0])}

    def contender(name: str) -> measure.Run:
        def take() -> float:
            turns.append(name)
            return next(times[name])

        return take

    assert measure.medians({"a": contender("a"), "b": contender("b")}, 3) == {"a": 2.0, "b": 5.0}
    assert "".join(turns) == "abbaab"


def test_rows_tell_what_misses_its_goal() -> None:
    rows = [
        Row("fast", 0.010, "s", 0.020, "gcc", 1.05),
        Row("slow", 0.030, "s", 0.020, "gcc", 1.05),
        Row("small", 41, "bytes", goal=41),
        Row("late", 2.5e-8, "s", goal=1e-8),
    ]
    lines = markdown(rows).splitlines()
    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]] == [
        ["fast", "10 ms", "20 ms gcc", "0.50", "1.05"],
        ["slow", "30 ms", "20 ms gcc", "1.50", "1.05, missed"],
        ["small", "41 bytes", "", "", "41 bytes"],
        ["late", "25 ns", "", "", "10 ns, missed"],
    ]


def test_a_report_keeps_the_tables_that_were_not_measured() -> None:
    sections = {"What it weighs": "sizes\n", "A call from Python": "calls\n"}
    report = merged("Introduction.\n", sections)
    assert (
        report == "Introduction.\n\n## A call from Python\n\ncalls\n\n## What it weighs\n\nsizes\n"
    )
    again = merged(report, {"The heap": "heap\n", "What it weighs": "less\n"})
    assert again == (
        "Introduction.\n\n## A call from Python\n\ncalls\n\n## The heap\n\nheap\n"
        "\n## What it weighs\n\nless\n"
    )
    written = f"{again}\n## Why\n\nProse.\n"
    anew = merged(written, {"The heap": "more\n"}, "Measured anew.\n")
    assert anew == (
        "Measured anew.\n\n## A call from Python\n\ncalls\n\n## The heap\n\nmore\n"
        "\n## What it weighs\n\nless\n\n## Why\n\nProse.\n"
    )


def test_the_heap_is_measured_beside_others(tmp_path: Path) -> None:
    rows = memory.in_compiled_code(tmp_path, 1)
    assert {"glibc malloc", "CPython's objects"} <= {row.other_name for row in rows}
    assert all(row.figure > 0 for row in rows)


@pytest.mark.parametrize("name", fragmentation.PATTERNS)
def test_patterns_free_what_they_allocated(name: str) -> None:
    steps = list(fragmentation.PATTERNS[name]())
    freed = [-1 - step for step in steps if step < 0]
    assert len({*freed}) == len(freed)
    assert not fragmentation.has_room(steps, fragmentation.most_live(steps) // 2)
    assert fragmentation.has_room(steps, 4 * fragmentation.most_live(steps))


def test_the_command_prints_a_report() -> None:
    printed = "\n".join(run([sys.executable, "-m", "benchmarks", "sizes", "--rounds", "1"], ROOT))
    assert "## What it weighs" in printed
    assert "wasm of add, int64" in printed
