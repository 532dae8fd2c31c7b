"""Completion: the scripts, and what bash, zsh and fish are answered."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import KERNELS, SECONDS, environment, invoke, process, write

from pyexec.cli.group import COMMANDS

# What bash does at Tab, without a terminal.
BASH = """
eval "$(pyexec completion bash)"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_pyexec_completion pyexec
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "kernels.py", "print('imported')\n" + KERNELS)
    script = write(tmp_path, "bin/pyexec", f'#!/bin/sh\nexec {sys.executable} -m pyexec "$@"\n')
    script.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "words"),
    [
        ("bash", "complete -o nosort -F"),
        ("zsh", "#compdef pyexec"),
        ("fish", "complete --no-files"),
    ],
)
def test_scripts(shell: str, words: str, tmp_path: Path) -> None:
    answer = invoke("completion", shell, folder=tmp_path)
    assert answer.exit_code == 0
    assert words in answer.stdout
    assert f"_PYEXEC_COMPLETE={shell}_complete" in answer.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["che"], ["check"]),
        (["c"], ["check", "cache", "completion"]),
        (["check", "kernels.py", ":", "po"], ["power"]),
        (["check", "kernels.py", ":"], ["power", "gcd", "total", "_helper", "plain"]),
        (["build", "kernels.py", ":", "power,g"], ["power,gcd"]),
        (["build", "nothing.py", ":", "a"], [""]),
        (["run", "kernels.py", "g"], ["gcd"]),
        (["run", "kernels.py", "gcd", ""], [""]),
        (["build", "--to", ""], ["lib", "wasm", "exe", "obj"]),
        (["run", "--back"], ["--backend"]),
        (["cache", ""], ["clear", "info"]),
    ],
)
def test_in_bash(words: list[str], expected: list[str], folder: Path) -> None:
    variables = environment(PATH=f"{folder / 'bin'}:{environment()['PATH']}")
    done = subprocess.run(
        ["bash", "-c", BASH, "bash", "pyexec", *words], cwd=folder, env=variables,
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == expected
    assert "imported" not in done.stderr


def test_in_zsh_and_fish_a_name_keeps_its_file(folder: Path) -> None:
    line = "pyexec check kernels.py:po"
    asked = {"_PYEXEC_COMPLETE": "zsh_complete", "COMP_WORDS": line, "COMP_CWORD": "2"}
    assert process(folder=folder, **asked).stdout.split("\n")[:2] == ["plain", "kernels.py:power"]
    asked = {
        "_PYEXEC_COMPLETE": "fish_complete", "COMP_WORDS": line, "COMP_CWORD": "kernels.py:po",
    }  # fmt: skip
    assert "kernels.py:power" in process(folder=folder, **asked).stdout


def test_commands_come_with_their_lines(folder: Path) -> None:
    asked = {"_PYEXEC_COMPLETE": "zsh_complete", "COMP_WORDS": "pyexec doc", "COMP_CWORD": "1"}
    lines = process(folder=folder, **asked).stdout.splitlines()
    assert lines == ["plain", "doctor", COMMANDS["doctor"]]
