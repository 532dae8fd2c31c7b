"""Lets a module of the tests be one of `pyexec.rt`, in whose language it is written.

as_runtime(Path("method_bodies.py"))
runtime(["method_bodies.get_i8"], options)
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path


def as_runtime(path: Path) -> None:
    """Import a file as a module of `pyexec.rt`."""
    full = f"pyexec.rt.{path.stem}"
    spec = importlib.util.spec_from_file_location(full, path)
    assert spec is not None and spec.loader is not None
    sys.modules[full] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
