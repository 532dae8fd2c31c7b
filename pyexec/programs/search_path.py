"""The user's own modules, also those that are named like one of Python's.

    standard_first(["/home/me", "/usr/lib/python3.11"])    # Python's own folders come first
    own_modules(text, ["/home/me"])                        # {"json": Path("/home/me/json.py")}

`python main.py` looks beside main.py first: a json.py there is what `import json` means,
to everybody.  A tool that imports modules of Python's itself while it works on main.py, as
PyExec and Nuitka do, must not find that one.  It looks there later, and takes what hides
something along by its path.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ..frontend.source import parse

# The folders that packages are installed to.
INSTALLED: Final = ("site-packages", "dist-packages")


def standard_first(paths: Iterable[str]) -> list[str]:
    """The folders of `sys.path`, those of the standard library before all others."""
    return sorted(paths, key=lambda path: not _is_standard(path))


def _is_standard(path: str) -> bool:
    """Whether a folder or an archive on `sys.path` is one of the standard library."""
    home = os.path.dirname(os.__file__)
    archive = f"python{sys.version_info.major}{sys.version_info.minor}.zip"
    return (
        path in (home, os.path.join(home, "lib-dynload"), os.path.join(sys.base_prefix, "DLLs"))
        or os.path.basename(path) == archive
    )


def own_modules(text: str, paths: Iterable[str]) -> dict[str, Path]:
    """The user's modules that a text imports, and those that they import in turn.

    Args:
        text: the source text.
        paths: the folders in which Python looks, in its order.

    Returns:
        The file of each, for a package its folder.  What is installed is nobody's own.
    """
    folders = [Path(path) for path in paths if not (_is_standard(path) or _is_installed(path))]
    found: dict[str, Path | None] = {"pyexec": None}
    texts = [text]
    while texts:
        for name in _imported(texts.pop()):
            if name not in found:
                found[name] = place = _place(name, folders)
                texts += [] if place is None else _texts(place)
    return {name: place for name, place in found.items() if place is not None}


def _is_installed(path: str) -> bool:
    place = Path(path)
    return place.name in INSTALLED or next(place.glob("*.dist-info"), None) is not None


def _imported(text: str) -> Iterator[str]:
    """The top-level names of the modules that a text imports, wherever in it."""
    module = parse(tuple(text.splitlines(keepends=True)))
    for node in ast.walk(module) if module is not None else ():
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def _place(name: str, folders: list[Path]) -> Path | None:
    """The first package or file of a name in some folders."""
    for folder in folders:
        if (folder / name / "__init__.py").is_file():
            return folder / name
        if (folder / f"{name}.py").is_file():
            return folder / f"{name}.py"
    return None


def _texts(place: Path) -> Iterator[str]:
    for file in files_of(place):
        yield file.read_text(encoding="utf-8", errors="replace")


def files_of(place: Path) -> list[Path]:
    """The source files of a module or a package."""
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]
