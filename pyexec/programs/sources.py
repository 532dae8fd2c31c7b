"""The files that a program is built from, with the reader of its command line.

    main = write_sources(folder, bundle(greet), command_line(greet, "greet"))

    folder/greet.py              the function and what it uses, and the call of it
    folder/pyexec_program.py     `arguments.py`, and the program's own command line
    folder/pyexec/               what `import pyexec` gives in the program
    folder/json.py               a module of the user's that is named like one of Python's

Other modules are found where they are.  The program knows which files of the user's its
own come from, so that a traceback names those.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from .arguments import CommandLine
from .bundle import Bundle
from .search_path import INSTALLED, files_of, own_modules

_READER: Final = "pyexec_program"
_PACKAGE: Final = Path(__file__).parents[1]
# What `inside.py` imports, and what that imports in turn.
_INSIDE: Final = ("errors", "ops", "record", "scalars", "types")

_CALL: Final = """
if __name__ == "__main__":
    __import__({reader!r}).run({entry})
"""
_RUN: Final = """

def run(function: Callable[..., Any]) -> None:
    main(function, {line!r}, sys.argv[1:], {files!r})
"""


def write_sources(folder: Path, made: Bundle, line: CommandLine) -> Path:
    """Write the files into an empty folder; the main one.

    Args:
        folder: where to.
        made: the function, and what it uses of its module.
        line: its command line.
    """
    main = folder / f"{_main_name(made.stem)}.py"
    call = _CALL.format(reader=_READER, entry=made.entry)
    main.write_text(made.text + call, encoding="utf-8")
    modules = own_modules(made.text, sys.path)
    for name in modules.keys() & sys.stdlib_module_names:
        _copy(modules[name], folder)
    files = {main.name: made.path} | _files(modules)
    reader = (_PACKAGE / "programs" / "arguments.py").read_text(encoding="utf-8")
    run = _RUN.format(line=line, files=files)
    (folder / f"{_READER}.py").write_text(reader + run, encoding="utf-8")
    inside = folder / "pyexec"
    inside.mkdir()
    for name in _INSIDE:
        (inside / f"{name}.py").write_bytes((_PACKAGE / f"{name}.py").read_bytes())
    (inside / "__init__.py").write_bytes((_PACKAGE / "programs" / "inside.py").read_bytes())
    return main


def _copy(place: Path, folder: Path) -> None:
    """Copy a module or a package."""
    if place.is_dir():
        shutil.copytree(place, folder / place.name, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(place, folder)


def _files(modules: dict[str, Path]) -> dict[str, str]:
    """The source files of modules by their places in the program."""
    return {
        str(file.relative_to(place.parent)): os.path.abspath(file)
        for place in modules.values()
        for file in files_of(place)
    }


def uncompiled() -> tuple[str, ...]:
    """The modules and packages that are not worth compiling to C, which is what takes long.

    These are the installed ones, for what they compute with is compiled already, and what is
    run once: the reader of the command line.
    """
    names = {"pyexec", _READER}
    for place in sys.path:
        if os.path.basename(place) in INSTALLED and os.path.isdir(place):
            names.update(entry.partition(".")[0] for entry in os.listdir(place))
    return tuple(sorted(name for name in names if name.isidentifier()))


def _main_name(stem: str) -> str:
    """The name of the user's file, unless something is imported by that name."""
    if not stem.isidentifier() or stem in sys.stdlib_module_names or stem in ("pyexec", _READER):
        return "program"
    spec = importlib.util.find_spec(stem)
    is_file = spec is not None and spec.submodule_search_locations is None
    return stem if spec is None or is_file else "program"
