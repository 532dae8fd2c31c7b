"""The programs of examples/programs/: compiled as they stand, they print what they print in Python.

Each has a `main()` that prints.  It is called in a process of its own, which ends badly
where compiled code does.
"""

from __future__ import annotations

import doctest
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parent.parent / "examples" / "programs"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
SECONDS = 120

IN_PROCESS = "import pyexec, {0}; pyexec.aot(infer=True)({0}.main)()"
IN_WEBASSEMBLY = "import pyexec, {0}; pyexec.wasm({0}.main, 'main.wasm', infer=True)"
AS_A_PROGRAM = (
    "import pyexec, {0}; pyexec.aot_compile({0}.main, 'main', backend='llvm', infer=True)"
)
UNDER_NODE = "require('./main.js').loadMain().then((module) => module.main());"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(command: list[str], folder: Path) -> str:
    """What a process prints, run with the programs on Python's path."""
    path = f"{FOLDER}:{FOLDER.parent.parent}"
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8",
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_there_are_twelve() -> None:
    assert len(NAMES) == 12
    for name in NAMES:
        assert 100 <= len((FOLDER / f"{name}.py").read_text().splitlines()) <= 300


@pytest.mark.parametrize("name", NAMES)
def test_its_doctests_are_true(name: str) -> None:
    failed, tried = doctest.testmod(load(name))
    assert failed == 0 and tried >= 4


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("backend", ["aot", "node", "program"])
def test_it_prints_the_same(name: str, backend: str, tmp_path: Path) -> None:
    expected = printed([sys.executable, str(FOLDER / f"{name}.py")], tmp_path)
    if backend == "aot":
        answer = printed([sys.executable, "-c", IN_PROCESS.format(name)], tmp_path)
    elif backend == "program":
        printed([sys.executable, "-c", AS_A_PROGRAM.format(name)], tmp_path)
        answer = printed([str(tmp_path / "main")], tmp_path)
    else:
        printed([sys.executable, "-c", IN_WEBASSEMBLY.format(name)], tmp_path)
        answer = printed(["node", "-e", UNDER_NODE], tmp_path)
    assert answer == expected
