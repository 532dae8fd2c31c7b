"""Users' code under mypy and pyright: what is right passes, what is wrong is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

RIGHT = """\
from pathlib import Path

import pyexec
from pyexec import bool_, complex64, float32, int32, uint8


@pyexec.aot
def scale(value: int32, factor: float32 = 1.5) -> float32:
    shifted: int32 = value + 1
    small = uint8(shifted)
    return small * factor


@pyexec.aot(infer=True, overflow="wrap")
def even(n: int) -> bool_:
    rest = n % 2
    return bool_(rest == 0)


def rotated(z: complex64) -> complex64:
    return z * 1j


answer: float = scale(3, factor=0.5)
flag: bool = even(4)
plain: float = scale.__wrapped__(3)
stages: str = scale.inspect_ir() + scale.inspect_llvm() + even.inspect_asm()
pointer: int = scale.address
library: dict[str, Path] = pyexec.compile_llvm(rotated, "rotated", target="x86_64-linux")
module: dict[str, Path] = pyexec.wasm(rotated, "rotated.wasm", optimize="size")
both: dict[str, Path] = pyexec.wasm_multi([rotated, even], Path("both.wasm"), 3)
"""

WRONG = [
    "scale('3')",
    "scale(3, wrong=1.0)",
    "text: str = even(4)",
    "pyexec.wasm(rotated, 'rotated.wasm', optimize=4)",
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
