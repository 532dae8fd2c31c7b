"""Whether a WebAssembly module is valid, by the tools of the specification's authors.

    validated({"wasm": Path("run.wasm"), ...})     # the same files, or AssertionError

`wasm-validate` is in Debian's package `wabt`; without it nothing is looked at, and a test
that is skipped says so.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

VALIDATOR = shutil.which("wasm-validate")


def validated(files: Mapping[str, Path]) -> dict[str, Path]:
    """The files of a module that is valid."""
    if VALIDATOR is not None:
        done = subprocess.run(
            [VALIDATOR, "--enable-memory64", files["wasm"]],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return dict(files)
