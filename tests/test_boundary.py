"""What is called from outside of Python takes and gives some objects; inside it uses all."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import pyexec


def total(values: set[int], name: frozenset[str]) -> int:
    return len(values)


def pair(n: int) -> dict[int, str]:
    return {n: "a"}


def words(n: int) -> int:
    return len(" ".join([str(i) for i in range(n)]).split())


Maker = Callable[[Callable[..., object], Path], object]

MAKERS: dict[str, Maker] = {
    "a C library": lambda f, folder: pyexec.compile_llvm(f, "made", output_dir=str(folder)),
    "a WebAssembly module": lambda f, folder: pyexec.wasm(f, folder / "made.wasm"),
    "a native program": lambda f, folder: pyexec.aot_compile(
        f, str(folder / "made"), backend="llvm"
    ),
}


@pytest.mark.parametrize("surface", ["a C library"])
def test_objects_are_refused_at_the_boundary(surface: str, tmp_path: Path) -> None:
    with pytest.raises(pyexec.UnsupportedError) as of_parameters:
        MAKERS[surface](total, tmp_path)
    assert [d.message for d in of_parameters.value.diagnostics] == [
        f"{surface} cannot take set[int] as a parameter yet",
        f"{surface} cannot take frozenset[str] as a parameter yet",
    ]
    with pytest.raises(pyexec.UnsupportedError) as of_result:
        MAKERS[surface](pair, tmp_path)
    (diagnostic,) = of_result.value.diagnostics
    assert diagnostic.message == f"{surface} cannot give dict[int, str] as a result yet"
    assert diagnostic.span is not None
    assert diagnostic.help
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("surface", MAKERS)
def test_objects_are_used_inside(surface: str, tmp_path: Path) -> None:
    MAKERS[surface](words, tmp_path)
    if surface == "a native program":
        done = subprocess.run([tmp_path / "made", "12"], capture_output=True, check=True)
        assert done.stdout == b"12\n"
