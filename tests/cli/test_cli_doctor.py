"""`pyexec doctor`: what works, what is missing, and what it says of a broken machine."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from commands import invoke

import pyexec
from pyexec.backends import zig
from pyexec.cli import examination
from pyexec.errors import ToolError


def findings(tmp_path: Path) -> dict[str, dict[str, Any]]:
    answer = invoke("doctor", "--format", "json", folder=tmp_path)
    found = json.loads(answer.stdout)
    assert found["version"] == 1
    assert answer.exit_code == (0 if found["healthy"] else 3)
    return {finding["name"]: finding for finding in found["findings"]}


def test_on_this_machine(tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert found["pyexec"]["detail"].startswith(pyexec.__version__)
    assert found["click"]["detail"] == metadata.version("click")
    for name in ("LLVM", "ziglang", "linker", "linker, web", "cache"):
        assert found[name]["state"] == "ok", found[name]
        assert found[name]["remedy"] is None
    assert found["linker"]["detail"].endswith("that runs")
    assert found["linker"]["required"] is True
    assert list(tmp_path.iterdir()) == []


def test_text(tmp_path: Path) -> None:
    answer = invoke("doctor", folder=tmp_path)
    assert answer.exit_code == 0
    assert answer.stdout.endswith("all that is required works\n")
    assert f"ok       pyexec           {pyexec.__version__}, in " in answer.stdout


def test_a_missing_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = metadata.version

    def version(name: str) -> str:
        if name == "wasmtime":
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    row = findings(tmp_path)["wasmtime"]
    assert (row["state"], row["required"]) == ("missing", False)
    assert row["remedy"].endswith("-m pip install wasmtime")
    lines = invoke("doctor", folder=tmp_path).stdout.splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("missing  wasmtime"))
    assert lines[at + 1].strip().startswith("needed to run WebAssembly")
    assert lines[at + 2].strip() == row["remedy"]
    assert lines[-1] == "all that is required works"


def test_no_linker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Path:
        raise ToolError("linking needs the package ziglang, which is not installed")

    monkeypatch.setattr(zig, "find", refuse)
    found = findings(tmp_path)
    for name in ("linker", "linker, Windows", "linker, web"):
        assert found[name]["state"] == "broken"
        assert found[name]["detail"].startswith("linking needs the package ziglang")
        assert "ziglang" in found[name]["remedy"]
    answer = invoke("doctor", folder=tmp_path)
    assert answer.exit_code == 3
    assert answer.stdout.endswith("broken: linker\n")


def test_programs_that_are_missing_or_do_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(broken) if name == "node" else None)
    found = {f.name: f for f in map(examination.program_finding, examination.PROGRAMS)}
    assert found["node"].state == "broken"
    assert "exit status 3" in found["node"].detail
    assert found["C compiler"].state == "missing"
    assert found["C compiler"].detail == "none of cc, gcc, clang, cl is on PATH"


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(tmp_path / "file"))
    row = findings(tmp_path)["cache"]
    assert (row["state"], row["required"]) == ("broken", False)
    assert "PYEXEC_CACHE_DIR" in row["remedy"]
