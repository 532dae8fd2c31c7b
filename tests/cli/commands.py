"""The command `pyexec` in tests: in this process where that is enough, else in one of its own.

answer = invoke("check", "kernels.py", folder=tmp_path)
answer.exit_code, answer.stdout, answer.stderr
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from pyexec.cli.group import group

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "pyexec"]
SECONDS = 120

KERNELS = '''\
import pyexec


@pyexec.aot
def power(base: int, exp: int = 2) -> int:
    """base to the power of exp."""
    result: int = 1
    for _ in range(exp):
        result *= base
    return result


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


@pyexec.aot(infer=True)
def total(n: int) -> int:
    result = 0
    for i in range(n):
        result += i
    return result


def _helper(n: int) -> int:
    return n


def plain(x):
    return x


if __name__ == "__main__":
    raise SystemExit("the main block ran")
'''


def invoke(*words: str, folder: Path) -> Result:
    """Run the command in this process; an exception that is none of its own is raised."""
    with contextlib.chdir(folder):
        return CliRunner().invoke(group, words, prog_name="pyexec", catch_exceptions=False)


def process(*words: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return finished(words, folder, environment(**variables), SECONDS)


def finished(
    words: Sequence[str], folder: Path, variables: dict[str, str], seconds: int
) -> subprocess.CompletedProcess[str]:
    """Run the command, which is taken to hang after some seconds.

    It has a session of its own, so that what it has started ends with it then.
    """
    with subprocess.Popen(
        [*COMMAND, *words], cwd=folder, env=variables, text=True, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        try:
            out, err = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise
    return subprocess.CompletedProcess(running.args, running.returncode, out, err)


def environment(**variables: str) -> dict[str, str]:
    """This process's variables, and others; PyExec is that of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **variables}


def write(folder: Path, name: str, text: str) -> Path:
    """A file in a folder, which is made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
