"""Source files to one program file, by Nuitka.

    build(lambda folder: write_sources(folder, ...), Path("greeter"), modules=(), ...)

Nuitka works in a folder for temporary files, which is gone afterwards however the build
ends; the program is moved to its place when it is complete.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ...errors import OutputError, ToolError
from ..output import staged
from .process import run, stoppable
from .progress import progress
from .tools import find_tools, provide

_PROGRAM: Final = "program.exe" if sys.platform == "win32" else "program"

_OPTIONS: Final = (
    "--mode=onefile",
    # Optimising across modules doubles the time of a build and gains a few percent.
    "--lto=no",
    # Words such as -c belong to the program, not to Nuitka's guard against forking.
    "--deployment",
    "--assume-yes-for-downloads",
    "--update-check=never",
    "--progress-bar=none",
    "--output-dir=build",
    f"--output-filename={_PROGRAM}",
)


def build(
    write_sources: Callable[[Path], Path],
    output: Path,
    modules: Iterable[str],
    uncompiled: Iterable[str],
    paths: Iterable[str],
    cache: str,
    show_progress: bool,
) -> Path:
    """Build a program.

    Args:
        write_sources: writes the source files into a folder, and gives the main one.
        output: the program's path; ".exe" is added on Windows if it is not there.
        modules: modules to include that no import names.
        uncompiled: modules and packages to include as bytecode, which takes no time.
        paths: where modules are looked for, also those that Nuitka itself needs.
        cache: the folder where Nuitka keeps what makes the next build faster.
        show_progress: whether to show the stages on standard error.

    Returns:
        The program's path.

    Raises:
        ToolError: if Nuitka or what it needs is missing, or if it fails.
        OutputError: if the program cannot be written.
    """
    path = program_path(output)
    tools = find_tools()
    with (
        stoppable(),
        staged([path]) as staging,
        TemporaryDirectory(prefix="pyexec-", ignore_cleanup_errors=True) as name,
        progress(path.name, show_progress) as on_stage,
    ):
        folder = Path(name)
        main = write_sources(folder)
        arguments = [
            *_OPTIONS,
            *tools.arguments,
            *(f"--include-module={module}" for module in sorted(modules)),
            *(f"--noinclude-custom-mode={module}:bytecode" for module in uncompiled),
            main.name,
        ]
        folders = (*tools.folders, provide(folder / "tools"))
        run(arguments, folder, _environment(folders, paths, cache), on_stage)
        made = folder / "build" / _PROGRAM
        if not made.is_file():
            raise ToolError(
                "Nuitka ended without an error, but there is no program",
                help="reinstall it: pip install --force-reinstall nuitka",
            )
        shutil.move(made, staging / path.name)
    return path


def program_path(output: Path) -> Path:
    """Where the program will be.

    Raises:
        OutputError: if it cannot be there, since a folder is.
    """
    path = output
    if sys.platform == "win32" and path.suffix.lower() != ".exe":
        path = path.with_name(path.name + ".exe")
    if not path.name or path.is_dir():
        raise OutputError(
            f"{path} cannot be written: there is a folder of this name",
            help="choose another name, or another folder",
        )
    return path


def _environment(folders: Iterable[str], paths: Iterable[str], cache: str) -> dict[str, str]:
    """The environment of Nuitka.

    Args:
        folders: where programs are found before they are looked for elsewhere.
        paths: where modules are found.
        cache: the folder for Nuitka's own cache.
    """
    places = [os.path.abspath(place) for place in paths]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([*folders, os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(p for p in places if os.path.exists(p))),
    }
    environment.setdefault("NUITKA_CACHE_DIR", os.path.join(cache, "nuitka"))
    return environment
