"""How many bytes the files of one-line functions take."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pyexec

from . import programs
from .c import gcc_library
from .table import Row


def measure() -> list[Row]:
    """Rows of the library and of modules; sizes do not vary, so one run is enough."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = pyexec.compile_llvm(programs.multiply, "multiply", folder)
        rows = [
            Row("object file of multiply", size(library["object"]), "bytes", goal=700),
            Row("library of multiply", size(library["library"]), "bytes", goal=1536),
            Row("static library of multiply", size(library["static"]), "bytes"),
        ]
        by_gcc = gcc_library(folder)
        if by_gcc is not None:
            rows.append(
                Row("library of multiply", rows[1].figure, "bytes", size(by_gcc[1]), "gcc -O3 -s")
            )
        return [
            *rows,
            Row("native program of multiply", native(folder, programs.multiply), "bytes", goal=1e4),
            Row("native program of scale", native(folder, programs.scale), "bytes", goal=1e4),
            Row("wasm of add, int64", web(folder, "wrap", "size"), "bytes", goal=41),
            Row("wasm of add, checked int", web(folder, "raise", "size"), "bytes", goal=120),
            Row("the same, for plain Numbers too", web(folder, "raise", 2), "bytes"),
        ]


def web(folder: Path, overflow: str, optimize: Literal["size", 2]) -> float:
    files = pyexec.wasm(programs.add, folder / "add.wasm", optimize, overflow=overflow)
    return size(files["wasm"])


def native(folder: Path, function: Callable[..., object]) -> float:
    return size(pyexec.aot_compile(function, folder / function.__name__, backend="llvm"))


def size(path: Path) -> float:
    return float(path.stat().st_size)
