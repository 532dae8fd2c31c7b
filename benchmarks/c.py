"""The same kernels in C, built by gcc and by clang (as `zig cc`)."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from pyexec.backends.zig import find

KERNELS = Path(__file__).with_name("kernels.c")
CONTAINERS = Path(__file__).with_name("containers.c")

# Fused multiply-add is off, since it changes results: Python's are those without it.
FLAGS = ["-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC"]


def compilers() -> dict[str, list[str]]:
    """The C compilers by name, as the start of a command."""
    found = {"zig cc": [str(find()), "cc", "-fno-sanitize=all"]}
    if shutil.which("gcc"):
        found["gcc"] = ["gcc"]
    return found


def libraries(folder: Path, checked: bool) -> dict[str, ctypes.CDLL]:
    """`kernels.c` as a shared library of each compiler, at -O3 for this processor."""
    built = {}
    for name, command in compilers().items():
        path = folder / f"{name.replace(' ', '')}-{checked}.so"
        flags = [*FLAGS, *(["-DCHECKED"] if checked else [])]
        build([*command, *flags, str(KERNELS), "-o", str(path), "-lm"])
        built[name] = ctypes.CDLL(str(path))
    return built


def kernels_library(path: Path, compiler: str) -> ctypes.CDLL:
    """All kernels, without checks, by one compiler.

    Raises:
        FileNotFoundError: if it is not there.
    """
    command = compilers().get(compiler)
    if command is None:
        raise FileNotFoundError(compiler)
    build([*command, *FLAGS, str(KERNELS), str(CONTAINERS), "-o", str(path), "-lm"])
    return ctypes.CDLL(str(path))


def kernel(library: ctypes.CDLL, name: str, gives_float: bool = False) -> Callable[[int], float]:
    function = library[name]
    function.argtypes = [ctypes.c_int64]
    function.restype = ctypes.c_double if gives_float else ctypes.c_int64
    return function


def web_module(path: Path, names: Iterable[str]) -> Path:
    """All kernels without checks as a WebAssembly module, by clang."""
    command = [*compilers()["zig cc"], "--target=wasm32-wasi", "-O3", "-mexec-model=reactor"]
    exports = [f"-Wl,--export={name}" for name in names]
    build([*command, *exports, str(KERNELS), str(CONTAINERS), "-o", str(path)])
    return path


def gcc_library(folder: Path) -> tuple[list[str], Path] | None:
    """How gcc makes a library of an unchecked `multiply`, and the library; None without gcc."""
    if "gcc" not in compilers():
        return None
    source, path = folder / "multiply.c", folder / "gcc.so"
    source.write_text("long multiply(long x, long y) { return x * y; }\n")
    command = ["gcc", "-O3", "-s", "-shared", "-fPIC", str(source), "-o", str(path)]
    build(command)
    return command, path


def build(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
