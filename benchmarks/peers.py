"""The same kernels as each peer compiles or runs them; what is not installed is named.

    found, missing = contenders(folder)
    found["Numba"]["dot"](4000)         # the answer
    missing["PyPy"]                     # why there is none

Numba, mypyc, Cython and PyPy are given the very source that PyExec is given.  For Cython its
`int` and `float` are C's, as they would be for whoever writes for it, and checks of indices
are off; its lists, dicts and texts are Python's.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final

import pyexec
from pyexec.driver import write_library
from pyexec.options import CodeOptions

from . import c
from .measure import Server

# A kernel: from the size of the work to a number.
Kernel = Callable[[int], Any]
Kernels = Mapping[str, Kernel]

MODULES: Final = ("programs", "containers")
SERVER: Final = Path(__file__).with_name("server.py")

# Sizes for some 1 to 30 ms of C.
SIZES: Final = {
    "fib": 32,
    "primes": 200_000,
    "sum_of_squares": 4_000_000,
    "gcd": 800,
    "collatz": 100_000,
    "mandelbrot": 300,
    "n_body": 300_000,
    "list_sum": 500,
    "axpy": 3_000,
    "dot": 4_000,
    "matmul": 200,
    "matmul_flat": 200,
    "spectral_norm": 300,
    "sieve": 1_000_000,
    "append_and_sort": 100_000,
    "dict_of_ints": 300_000,
    "word_count": 60_000,
    "building": 60_000,
}

FLOATS: Final = frozenset(("n_body", "list_sum", "axpy", "matmul", "matmul_flat", "spectral_norm"))

_CYTHON: Final = """\
# cython: language_level=3, infer_types=True, boundscheck=False, wraparound=False
import cython
"""
_CYTHON_TYPES: Final = {"int": "cython.longlong", "float": "cython.double"}


def source(module: str) -> Path:
    return Path(__file__).with_name(f"{module}.py")


def functions() -> dict[str, FunctionType]:
    """The kernels as Python functions, from a fresh copy of their modules."""
    found: dict[str, FunctionType] = {}
    for name in MODULES:
        module = loaded(f"kernels_{name}", source(name))
        found |= {n: f for n, f in vars(module).items() if n in SIZES}
    return found


def loaded(name: str, path: Path) -> ModuleType:
    """A module of a file, compiled or not, that stands under no other name."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def contenders(folder: Path) -> tuple[dict[str, Kernels], dict[str, str]]:
    """The kernels of everyone who is there, and why the others are not."""
    found: dict[str, Kernels] = {}
    missing: dict[str, str] = {}
    for name, make in _MAKERS.items():
        (folder / name).mkdir(parents=True)
        try:
            found[name] = make(folder / name)
        except (ImportError, FileNotFoundError) as error:
            missing[name] = f"not installed: {error}"
        except subprocess.CalledProcessError as error:
            text = (error.stderr or b"").decode(errors="replace").strip()
            missing[name] = f"cannot be built: {text.splitlines()[-1] if text else error}"
    return found, missing


def by_pyexec(folder: Path) -> Kernels:
    return {name: pyexec.aot(infer=True)(function) for name, function in functions().items()}


def as_library(folder: Path) -> Kernels:
    """PyExec's shared library, for any processor of the platform, called through ctypes."""
    listed = list(functions().values())
    made = write_library(listed, "kernels", folder, CodeOptions(infer=True))
    library = ctypes.CDLL(str(made["library"]))
    return {name: c.kernel(library, name, name in FLOATS) for name in SIZES}


def by_c(compiler: str) -> Callable[[Path], Kernels]:
    def make(folder: Path) -> Kernels:
        library = c.kernels_library(folder / "kernels.so", compiler)
        return {name: c.kernel(library, name, name in FLOATS) for name in SIZES}

    return make


def by_numba(folder: Path) -> Kernels:
    from numba import njit

    compiled: dict[str, Kernel] = {}
    for name in MODULES:
        space = vars(loaded(f"numba_{name}", source(name)))
        for key, function in list(space.items()):
            if isinstance(function, FunctionType):
                space[key] = compiled[key] = njit(function)
    return {name: compiled[name] for name in SIZES}


def by_mypyc(folder: Path) -> Kernels:
    require("mypyc")
    settings = {**os.environ, "MYPYC_OPT_LEVEL": "3"}
    return extension(folder, "mypyc", lambda text: text, [_tool("mypyc")], settings)


def by_cython(folder: Path) -> Kernels:
    require("Cython")
    flags = "-O3 -march=native -ffp-contract=off -w"
    settings = {**os.environ, "CFLAGS": flags}
    return extension(folder, "cython", typed_for_cython, [_tool("cythonize"), "-i"], settings)


def typed_for_cython(text: str) -> str:
    """A module's source with C's numbers as annotations."""
    typed = re.sub(r"(: |-> )(int|float)\b", lambda match: match[1] + _CYTHON_TYPES[match[2]], text)
    future = "from __future__ import annotations\n"
    return _CYTHON + typed.replace(future, "")


def extension(
    folder: Path,
    prefix: str,
    rewrite: Callable[[str], str],
    command: list[str],
    settings: dict[str, str],
) -> Kernels:
    """The kernels of extension modules that a command makes of the source."""
    found: dict[str, Kernel] = {}
    for name in MODULES:
        path = folder / f"{prefix}_{name}.py"
        path.write_text(rewrite(source(name).read_text()))
        call = [*command, path.name]
        subprocess.run(call, cwd=folder, env=settings, check=True, capture_output=True)
        (built,) = [p for p in folder.glob(f"{path.stem}.*") if p.suffix in (".so", ".pyd")]
        space = vars(loaded(path.stem, built))
        found |= {key: function for key, function in space.items() if key in SIZES}
    return found


def by_pypy(folder: Path) -> Kernels:
    path = shutil.which("pypy3")
    if path is None:
        raise FileNotFoundError("pypy3")
    server = Server([path, str(SERVER), *(str(source(name)) for name in MODULES)])
    return {name: server.kernel(name) for name in SIZES}


def by_cpython(folder: Path) -> Kernels:
    return functions()


def require(module: str) -> None:
    """Raise an ImportError where a module is not installed."""
    if importlib.util.find_spec(module) is None:
        raise ImportError(module)


def _tool(name: str) -> str:
    """A command that stands beside this Python, or on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


_MAKERS: Final[dict[str, Callable[[Path], Kernels]]] = {
    "PyExec": by_pyexec,
    "library": as_library,
    "gcc": by_c("gcc"),
    "zig cc": by_c("zig cc"),
    "Numba": by_numba,
    "mypyc": by_mypyc,
    "Cython": by_cython,
    "PyPy": by_pypy,
    "CPython": by_cpython,
}
