"""How many bytes the files of one-line functions take."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Literal

import pyexec

from . import programs
from .c import build, compilers
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
                Row("library of multiply", rows[1].figure, "bytes", by_gcc, "gcc -O3, stripped")
            )
        return [
            *rows,
            Row("wasm of add, int64", web(folder, "wrap", "size"), "bytes", goal=41),
            Row("wasm of add, checked int", web(folder, "raise", "size"), "bytes", goal=120),
            Row("the same, for plain Numbers too", web(folder, "raise", 2), "bytes"),
        ]


def web(folder: Path, overflow: str, optimize: Literal["size", 2]) -> float:
    files = pyexec.wasm(programs.add, folder / "add.wasm", optimize, overflow=overflow)
    return size(files["wasm"])


def gcc_library(folder: Path) -> float | None:
    """The same function, unchecked, by gcc; None where there is no gcc."""
    if "gcc" not in compilers():
        return None
    source, path = folder / "multiply.c", folder / "gcc.so"
    source.write_text("long multiply(long x, long y) { return x * y; }\n")
    try:
        build(["gcc", "-O3", "-s", "-shared", "-fPIC", str(source), "-o", str(path)])
    except subprocess.CalledProcessError:
        return None
    return size(path)


def size(path: Path) -> float:
    return float(path.stat().st_size)
