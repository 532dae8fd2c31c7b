"""Native programs as processes: errors, recursion, small stacks, what their files are."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from native_programs import SECONDS, Ended, run, shell

import pyexec

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="speaks to Linux's kernel")


def depth(n: int) -> int:
    return 0 if n == 0 else 1 + depth(n - 1)


def even(n: int) -> bool:
    return True if n == 0 else odd(n - 1)


def odd(n: int) -> bool:
    return False if n == 0 else even(n - 1)


def wave(x: float) -> float:
    return math.sin(x) + math.pow(x, 0.3)


def failing(n: int) -> None:
    if n == 1:
        raise ValueError("because \N{SNOWMAN}")
    if n == 2:
        raise KeyError("it's")
    if n == 3:
        raise RuntimeError
    assert n != 4, "four"


def seven() -> int:
    return 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs by the names of their functions."""
    folder = tmp_path_factory.mktemp("programs")
    for function in (depth, even, wave, failing, seven):
        pyexec.aot_compile(function, folder / function.__name__, backend="llvm")
    return folder


def test_uncaught_exceptions(folder: Path) -> None:
    messages = {
        "1": "ValueError: because \N{SNOWMAN}\n",
        "2": 'KeyError: "it\'s"\n',
        "3": "RuntimeError\n",
        "4": "AssertionError: four\n",
    }
    for word, message in messages.items():
        assert run(folder / "failing", word) == Ended(1, "", message)
    assert run(folder / "failing", "5") == Ended(0, "", "")


DEEP = Ended(1, "", "RecursionError: maximum recursion depth exceeded\n")


@pytest.mark.parametrize("name", ["depth", "even"])
def test_recursion(name: str, folder: Path) -> None:
    assert run(folder / name, 1000).code == 0
    assert run(folder / name, 10**9) == DEEP
    assert run(folder / name, -1) == DEEP


@pytest.mark.parametrize("limit", ["64", "100", "256", "1024", "20000", "unlimited"])
def test_recursion_on_a_stack_of(limit: str, folder: Path) -> None:
    """Kilobytes, of which the words and the environment take their part."""
    ended = shell(f"export X=$(printf %8000d 0); ulimit -s {limit}; {folder}/depth {10**9}")
    assert ended == DEEP


def test_a_stack_that_is_used_up(folder: Path) -> None:
    """The deepest call that is allowed leaves room to print, whatever else is on the stack."""
    for padding in range(0, 40000, 3333):
        ended = shell(f"X=$(printf %{padding + 1}d 0) {folder}/depth {10**9}")
        assert ended == DEEP


def test_mathematics_of_the_c_library(folder: Path) -> None:
    for text in ("2.5", "1e22", "0.7", "-inf", "1e-300"):
        try:
            expected = Ended(0, f"{wave(float(text))!r}\n", "")
        except ValueError as error:
            expected = Ended(1, "", f"ValueError: {error}\n")
        assert run(folder / "wave", text) == expected


def test_without_standard_files(folder: Path) -> None:
    """As in Python: no standard output is no error, a full disk is one."""
    program = folder / "wave"
    value = f"{wave(2.0)!r}\n"
    assert shell(f"{program} 2 <&-") == Ended(0, value, "")
    assert shell(f"{program} 2 2>&-") == Ended(0, value, "")
    assert shell(f"{program} 2 >&-") == Ended(0, "", "")
    assert shell(f"{program} x >&- 2>&-") == Ended(2, "", "")
    assert shell(f"{program} -h >&-") == Ended(0, "", "")
    full = "OSError: [Errno 28] No space left on device\n"
    assert shell(f"{program} 2 >/dev/full") == Ended(1, "", full)
    assert shell(f"{program} -h >/dev/full") == Ended(1, "", full)
    assert shell(f"{program} 2 1</dev/null") == Ended(
        1, "", "OSError: [Errno 9] Bad file descriptor\n"
    )
    assert shell(f"{program} x 2>/dev/full") == Ended(2, "", "")


def test_a_reader_that_has_gone(folder: Path) -> None:
    """Quietly, and not by the signal that would end a program that does not care."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [folder / "wave", "2"], stdout=writer, stderr=subprocess.PIPE, timeout=SECONDS, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_output_that_takes_a_little_at_a_time(folder: Path) -> None:
    """A pipe that is full takes the rest of the text later."""
    reader, writer = os.pipe()
    filling = b"x" * 65536
    os.set_blocking(writer, False)
    filled = os.write(writer, filling)
    os.set_blocking(writer, True)
    with subprocess.Popen([folder / "wave", "-h"], stdout=writer) as process:
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            content = stream.read()
        assert process.wait(SECONDS) == 0
    assert content[filled:].startswith(b"usage: wave [-h] X\n")


def test_an_output_that_would_block(folder: Path) -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    while True:
        try:
            os.write(writer, b"x" * 4096)
        except BlockingIOError:
            break
    done = subprocess.run(
        [folder / "seven"], stdout=writer, stderr=subprocess.PIPE, timeout=SECONDS, check=False
    )
    os.close(writer)
    os.close(reader)
    expected = b"BlockingIOError: [Errno 11] write could not complete without blocking\n"
    assert (done.returncode, done.stderr) == (1, expected)


def test_an_environment_that_is_empty(folder: Path) -> None:
    assert shell(f"env -i {folder}/depth 5") == Ended(0, "5\n", "")


def test_words_that_are_many_and_long(folder: Path) -> None:
    ended = run(folder / "depth", *range(20000))
    assert ended.code == 2
    assert ended.error.endswith("unrecognized argument: 1\n")
    long = "7" * 100_000
    assert run(folder / "wave", "1" + "0" * 308) == Ended(0, f"{wave(1e308)!r}\n", "")
    assert run(folder / "wave", "0." + long).out == f"{wave(float('0.' + long))!r}\n"
    assert run(folder / "depth", long).error.endswith("7' is not an int\n")
