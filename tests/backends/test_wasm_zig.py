"""`pyexec.backends.zig`: the program is found, runs, and fails as an error of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyexec.backends import zig
from pyexec.errors import ToolError


def test_output_of_a_run_is_returned() -> None:
    assert zig.run(["wasm-ld", "--version"], task="ask for the version").startswith("LLD")


def test_ziglang_is_not_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pyexec.backends import zig; zig.find(); print('ziglang' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_failure_puts_the_linkers_words_below_the_message(tmp_path: Path) -> None:
    with pytest.raises(ToolError) as caught:
        zig.run(["wasm-ld", str(tmp_path / "missing.o")], task="link the module")
    assert str(caught.value) == "could not link the module: wasm-ld failed (exit code 1)"
    assert "missing.o" in "\n".join(caught.value.__notes__)


def test_missing_package_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    zig.find.cache_clear()
    try:
        with pytest.raises(ToolError, match="help: pip install ziglang"):
            zig.run(["wasm-ld"], task="link the module")
    finally:
        zig.find.cache_clear()


def test_program_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "zig"
    program.write_text("no program\n")
    monkeypatch.setattr(zig, "find", lambda: program)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    with pytest.raises(ToolError, match=r"could not link the module: .* does not start"):
        zig.run(["wasm-ld"], task="link the module")
    if before:
        assert len(os.listdir("/proc/self/fd")) == before
