"""Programs from functions: what stands behind `pyexec.aot_compile`.

    write_with_nuitka(greet, Path("greeter"), show_progress=False)

The backend "nuitka" takes any Python, and puts Python into the program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import cache
from .backends.nuitka.build import build, program_path
from .programs.bundle import bundle
from .programs.search_path import standard_first
from .programs.sources import uncompiled, write_sources
from .programs.specification import command_line


def write_with_nuitka(target: object, output: Path, show_progress: bool) -> Path:
    """A program of one function, by Nuitka; its path.

    Raises:
        CompileError: if a parameter cannot be given on a command line, or the function
            uses what cannot be put into a program.
        OutputError: if the program cannot be written.
        ToolError: if Nuitka or what it needs is missing, or if it fails.
    """
    path = program_path(output)
    line = command_line(target, os.path.basename(path))
    made = bundle(target)
    return build(
        lambda folder: write_sources(folder, made, line),
        path,
        made.modules,
        uncompiled(),
        standard_first(sys.path),
        cache.folder(),
        show_progress,
    )
