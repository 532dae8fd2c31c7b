"""Users' code under mypy and pyright: what is right passes, what is wrong is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pyexec

ROOT = Path(__file__).parent.parent

RIGHT = """\
from pathlib import Path

import pyexec
from pyexec import (
    aot, bool_, compile_llvm, complex64, complex128, float32, float64, int8, int16, int32,
    int64, uint8, uint16, uint32, uint64, wasm, wasm_multi,
)

a: int8 = 0
b: int16 = 1
c: int32 = -1
d: int64 = 2
e: uint8 = 3
f: uint16 = 4
g: uint32 = 5
h: uint64 = 6
i: float32 = 0.5
j: float64 = 1.5
k: complex64 = 1j
m: complex128 = 2 + 0j
n: bool_ = True


@aot
def scale(value: int32, factor: float32 = 1.5) -> float32:
    shifted: int32 = value + 1
    small = uint8(shifted)
    return small * factor


@pyexec.aot(infer=True, overflow="wrap", cpu="native", opt=2)
def even(n: int) -> bool_:
    rest = n % 2
    return bool_(rest == 0)


@pyexec.jit
def halved(x: float) -> float:
    return x / 2


@pyexec.jit(parallel=True, fastmath=True, nogil=True, cache=False, boundscheck=True)
def summed(n: int, by: int = 1) -> int:
    return n + by


@pyexec.compile
def tripled(n: int) -> int:
    return n * 3


@pyexec.compile(overflow="wrap")
def hashed(n: uint64) -> uint64:
    return n * 31


@aot
def turned(z: complex128, times: int) -> complex128:
    for _ in range(times):
        z = z * 1j
    return complex128(z)


@aot
def nothing(n: int) -> None:
    assert bool_(n)


def rotated(z: complex64) -> complex64:
    return z * complex64(0, 1)


def mixed(n: int64) -> int64:
    return int64(n) + int8(1) + uint64(2) + int16(float64(3))


answer: float = scale(3, factor=0.5)
flag: bool = even(4)
product: complex = turned(complex64(1, 2), times=3)
plain: float = scale.__wrapped__(3)
stages: str = scale.inspect_ir() + scale.inspect_llvm() + even.inspect_asm()
pointer: int = scale.address
half: float = halved(3.0) + halved.py_func(1.0) + halved.__wrapped__(2.0)
number: int = summed(2, by=3) + tripled(4) + hashed(5) + tripled.__wrapped__(6)
compiled_types: list[object] = halved.signatures
library: dict[str, Path] = compile_llvm(rotated, "rotated", "out", target="x86_64-linux")
module: dict[str, Path] = wasm(mixed, "mixed.wasm", optimize="size", generate_html=False)
both: dict[str, Path] = wasm_multi([rotated, even], Path("both.wasm"), 3)

try:
    aot(mixed)
except pyexec.CompileError as error:
    print(error.message, error.help, [d.span for d in error.diagnostics])
except (pyexec.OptionError, pyexec.OutputError, pyexec.ToolError) as other:
    print(other.message, other.help)
"""

WRONG = [
    "scale('3')",
    "scale(3, 1.0, 2)",
    "scale(3, wrong=1.0)",
    "text: str = even(4)",
    "wasm(rotated, 'rotated.wasm', optimize=4)",
    "aot(speed=True)",
    "halved('3')",
    "pyexec.jit(speed=True)",
    "summed(2, wrong=3)",
    "text = str.upper(tripled(4))",
    "pyexec.compile(parallel=True)",
    "x: int32 = 'a'",
    "pyexec.absent",
]


def check(command: list[str], text: str, folder: Path) -> list[int]:
    """The lines in which a type checker finds something."""
    path = folder / "user.py"
    path.write_text(text)
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, path.name],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line for line in done.stdout.splitlines() if "error:" in line]
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return sorted({int(line.split(":")[1]) for line in found})


def pyright() -> list[str]:
    """The command; its package fetches the program itself through npm when first used."""
    command = [sys.executable, "-m", "pyright"]
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        assert "CI" not in os.environ, done.stderr
        pytest.skip("pyright could not be installed through npm")
    return [*command, "--pythonpath", sys.executable]


@pytest.mark.parametrize("name", ["mypy", "pyright"])
def test_users_code(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict"] if name == "mypy" else pyright()
    assert check(command, RIGHT, tmp_path) == []
    first = len(RIGHT.splitlines()) + 1
    wrong = list(range(first, first + len(WRONG)))
    assert check(command, RIGHT + "\n".join(WRONG) + "\n", tmp_path) == wrong


def test_the_types_at_run_time() -> None:
    """What the checkers take for `int` and `float` converts as the machine's types do."""
    for name in pyexec.scalars.NAMES:
        assert repr(getattr(pyexec, name)) == f"pyexec.{name}"
    assert (pyexec.uint8(300), pyexec.int8(200), pyexec.uint64(-1)) == (44, -56, 2**64 - 1)
    assert pyexec.float32(0.1) == 0.10000000149011612
    assert pyexec.complex64(0.1, 1) == complex(0.10000000149011612, 1)
    assert pyexec.bool_(3) is True
