"""The command as a whole: help, start-up, wrong words, and how it ends."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from commands import COMMAND, KERNELS, SECONDS, environment, invoke, process, write

import pyexec
from pyexec.cli.group import COMMANDS


def test_help_names_every_command_and_exit_code(tmp_path: Path) -> None:
    answer = invoke("--help", folder=tmp_path)
    assert answer.exit_code == 0
    for name, text in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text[:40])}", answer.stdout, re.MULTILINE), name
    assert [int(code) for code in re.findall(r"^    (\d)  ", answer.stdout, re.MULTILINE)] == [
        0, 1, 2, 3, 4,
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_a_module_with_examples_in_its_help(name: str, tmp_path: Path) -> None:
    command = import_module(f"pyexec.cli.{name}").command
    assert isinstance(command, click.Command)
    answer = invoke(name, "--help", folder=tmp_path)
    assert answer.exit_code == 0
    assert re.search(rf"Examples?:\n.*pyexec {name}", answer.stdout)
    assert max(map(len, answer.stdout.splitlines())) <= 100


def test_version_is_also_that_of_the_module(tmp_path: Path) -> None:
    expected = f"pyexec {pyexec.__version__}\n"
    assert invoke("--version", folder=tmp_path).stdout == expected
    assert process("--version", folder=tmp_path).stdout == expected


def test_help_imports_no_compiler_and_no_subcommand(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pyexec", "--help"],
        env=environment(), cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in loaded
    heavy = ("numpy", "numba", "llvmlite", "rich", "nuitka", "wasmtime", "ctypes")
    assert not [name for name in loaded if name.partition(".")[0] in heavy]
    ours = {name for name in loaded if name.startswith("pyexec.")}
    assert ours <= {
        "pyexec.cli", "pyexec.cli.group", "pyexec.cli.failures",
        "pyexec.errors", "pyexec.record", "pyexec.scalars",
    }  # fmt: skip


def test_nothing_asked_for_shows_help(tmp_path: Path) -> None:
    answer = invoke(folder=tmp_path)
    assert answer.exit_code == 2
    assert "Commands:" in answer.output


def test_unknown_command_with_what_is_close(tmp_path: Path) -> None:
    answer = invoke("biuld", folder=tmp_path)
    assert answer.exit_code == 2
    assert answer.stderr.startswith(
        "error: there is no command 'biuld'\nhelp: did you mean 'build'?"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--bogus"], "no such option"),
        (["build"], "missing argument 'FILE.py[:FUNC,...]'"),
        (["build", "f.py", "--to", "dll"], "invalid value for '--to': 'dll' is not one of"),
        (["check", "f.py", "--format", "xml"], "invalid value for '--format': 'xml'"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
        (["cache", "clear", "all"], "got unexpected extra argument"),
    ],
)
def test_wrong_words(words: list[str], message: str, tmp_path: Path) -> None:
    answer = invoke(*words, folder=tmp_path)
    assert answer.exit_code == 2
    assert message in answer.stderr
    assert "\nerror: " in answer.stderr
    assert answer.stderr.startswith("Usage: pyexec")
    assert re.search(r"\nhelp: `pyexec.* --help` shows all of it\n$", answer.stderr)
    assert answer.stdout == ""


def test_interrupted(tmp_path: Path) -> None:
    write(tmp_path, "slow.py", "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = process("check", "slow.py", folder=tmp_path)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["--help"], ["check", "kernels.py"], ["doctor", "--help"]])
def test_closed_output(words: list[str], tmp_path: Path) -> None:
    write(tmp_path, "kernels.py", KERNELS)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, *words], cwd=tmp_path, env=environment(), stdout=writer,
            stderr=subprocess.PIPE, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    finally:
        os.close(writer)
    assert done.returncode == 141
    assert done.stderr == ""


def test_colour_only_where_it_is_wanted(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    write(tmp_path, "wrong.py", "def f(n: int) -> int:\n    return x\n")

    def on_terminal(**variables: str) -> str:
        master, slave = pty.openpty()
        subprocess.run(
            [*COMMAND, "check", "wrong.py"], cwd=tmp_path, env=environment(**variables),
            stdout=slave, stderr=slave, timeout=SECONDS, check=False,
        )  # fmt: skip
        os.close(slave)
        shown = b""
        try:
            while block := os.read(master, 65536):
                shown += block
        except OSError:  # how Linux tells the end
            pass
        os.close(master)
        return shown.decode()

    assert "\x1b[31m\x1b[1merror:" in on_terminal()
    assert "\x1b" not in on_terminal(NO_COLOR="1")
    assert "\x1b" not in process("check", "wrong.py", folder=tmp_path).stdout


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `pyexec` as `"$@"` of a shell, which redirects its output."""
    return subprocess.run(
        ["sh", "-c", command, "sh", *COMMAND],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["check kernels.py", "run kernels.py gcd 12 18", "run kernels.py gcd -h"]
)
def test_an_output_that_takes_nothing_more_is_a_message(words: str, tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("the system has no /dev/full")
    write(tmp_path, "kernels.py", KERNELS)
    answer = shell(f'"$@" {words} >/dev/full', tmp_path)
    assert answer.stderr == "error: the output cannot be written: No space left on device\n"
    assert answer.returncode == 4


@pytest.mark.parametrize("words", ["check kernels.py", "run kernels.py gcd 12 18", "--help"])
def test_no_output_at_all_is_no_error(words: str, tmp_path: Path) -> None:
    write(tmp_path, "kernels.py", KERNELS)
    answer = shell(f'"$@" {words} >&-', tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
