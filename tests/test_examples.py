"""Every program in examples/ runs, and prints what it should."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from documents import program, run

EXAMPLES = Path(__file__).parent.parent / "examples"
CASES = {"dates", "mandelbrot", "threads", "c_program", "web_module"}
ELSEWHERE = {"programs"}  # test_example_programs.py


def test_every_example_has_a_test() -> None:
    found = {path.stem for path in EXAMPLES.iterdir() if path.name != "__pycache__"}
    assert found == CASES | ELSEWHERE


def python(name: str, folder: Path) -> list[str]:
    return run([sys.executable, str(EXAMPLES / f"{name}.py")], folder)


def copy(name: str, folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / name, folder / name))


def test_dates(tmp_path: Path) -> None:
    assert python("dates", tmp_path) == [
        "2000-01-01 is day 5 of its week",
        "Fridays the 13th in 2001 to 2400: 688",
        "leap years in them: 97",
        "weekday(2000, 13, 1): month must be in 1..12",
    ]


def test_mandelbrot(tmp_path: Path) -> None:
    lines = python("mandelbrot", tmp_path)
    assert lines[1:12] == lines[23:12:-1], "the picture is not symmetrical"
    assert lines[-1].startswith("2560 points inside; ")


def test_threads(tmp_path: Path) -> None:
    assert python("threads", tmp_path) == ["primes below 400000: 33860"]


def test_c_program(tmp_path: Path) -> None:
    program("gcc")
    folder = copy("c_program", tmp_path)
    made = run([sys.executable, "make.py"], folder)
    assert [line.split()[1] for line in made] == [
        "geometry.o,", "geometry.so,", "geometry.h,", "libgeometry.a,",
    ]  # fmt: skip
    run(["gcc", "-Wall", "-Werror", "main.c", "-L.", "-lgeometry", "-o", "main"], folder)
    assert run(["./main"], folder) == [
        "7",
        "0, OverflowError: integer result does not fit in 64 bits",
    ]


def test_web_module(tmp_path: Path) -> None:
    node = program("node")
    folder = copy("web_module", tmp_path)
    assert len(run([sys.executable, "make.py"], folder)) == 6
    assert run([node, "use.mjs"], folder) == [
        "800",
        "12.5",
        "true",
        "TypeError: clamp(): value must be an integer, not 0.5",
    ]


@pytest.mark.parametrize("with_folder", [False, True])
def test_demo(tmp_path: Path, with_folder: bool) -> None:
    """`python -m pyexec.demo`, which is what the README's first command shows."""
    chosen = ["shown"] if with_folder else []
    text = "\n".join(run([sys.executable, "-m", "pyexec.demo", *chosen], tmp_path))
    assert text.count("fibonacci(90) == 2880067194370816120") == (3 if shutil.which("node") else 2)
    assert "fibonacci(93) raises OverflowError" in text
    folder = tmp_path / ("shown" if with_folder else "pyexec-demo")
    for name in ("fibonacci.so", "libfibonacci.a", "fibonacci.wasm", "fibonacci.html"):
        size = (folder / name).stat().st_size
        assert f"{size:>7} bytes  {folder.name}/{name}" in text
