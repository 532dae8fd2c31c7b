"""What native programs print and read as text: when it is written, and its bytes."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from native_programs import SECONDS, Ended, run, shell

import pyexec
from pyexec.errors import CompileError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="speaks to Linux's kernel")


def count(n: int, flush: bool = False) -> None:
    for i in range(n):
        print("line", i, flush=flush)


def busy(seed: int = 1) -> int:
    print("begun")
    while seed != 0:
        seed = seed * 3 % 1_000_003
    return seed


def wide(n: int) -> str:
    print("é\N{SNOWMAN}\N{GRINNING FACE}" * n, end="")
    return "ends"


def fail(n: int) -> int:
    print("before")
    return 1 // n


def printed_text(text: str) -> None:
    try:
        print("1")
        print(text)
    except ValueError:
        print("caught")
    print(chr(0xD800))


def written(texts: list[str]) -> None:
    for text in texts:
        print(ascii(text), len(text))


def echo(text: str) -> str:
    return text


def deep(n: int) -> str:
    return "." if n == 0 else deep(n - 1) + "."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs by the names of their functions."""
    folder = tmp_path_factory.mktemp("programs")
    for function in (count, busy, wide, fail, printed_text, written, echo, deep):
        pyexec.aot_compile(function, folder / function.__name__, backend="llvm")
    return folder


def lines(n: int) -> str:
    return "".join(f"line {i}\n" for i in range(n))


def test_much_output(folder: Path) -> None:
    for n in (0, 1, 700, 100_000):
        assert run(folder / "count", n) == Ended(0, lines(n), "")
    for n in (0, 1, 30_000):
        assert run(folder / "wide", n).out == "é\N{SNOWMAN}\N{GRINNING FACE}" * n + "ends\n"


def writes(program: Path, *words: object) -> list[bytes]:
    """What a program writes at once each time; a socket of this sort keeps it apart."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, subprocess.Popen([program, *map(str, words)], stdout=its.fileno()) as process:
        its.close()
        found: list[bytes] = []
        while text := ours.recv(1 << 20):
            found.append(text)
        assert process.wait(SECONDS) == 0
    return found


def test_output_is_gathered_unless_flushed(folder: Path) -> None:
    """8192 characters at a time, as by Python."""
    assert writes(folder / "count", 3) == [lines(3).encode()]
    assert writes(folder / "count", 3, "--flush") == [b"line 0\n", b"line 1\n", b"line 2\n"]
    found = writes(folder / "count", 2000)
    assert b"".join(found) == lines(2000).encode()
    assert {len(text) // 8192 for text in found[:-1]} == {1}


def test_a_terminal_shows_each_line(folder: Path) -> None:
    """While the program goes on, which is ended here."""
    master, slave = os.openpty()
    with subprocess.Popen([folder / "busy"], stdout=slave) as process:
        found = os.read(master, 1000)
        process.kill()
    os.close(master)
    os.close(slave)
    assert found == b"begun\r\n"


def test_what_is_printed_before_an_error(folder: Path) -> None:
    assert run(folder / "fail", 1) == Ended(0, "before\n1\n", "")
    assert run(folder / "fail", 0) == Ended(
        1, "before\n", "ZeroDivisionError: integer division or modulo by zero\n"
    )


def test_readers_that_go_and_files_that_are_full(folder: Path) -> None:
    program = folder / "count"
    assert shell(f"{program} 1000000000 | head -n 2") == Ended(0, lines(2), "")
    assert shell(f"set -o pipefail; {program} 1000000000 | head -n 2").code == 1
    full = "OSError: [Errno 28] No space left on device\n"
    assert shell(f"{program} 1000000000 >/dev/full") == Ended(1, "", full)
    assert shell(f"{program} 2 >/dev/full") == Ended(1, "", full)
    assert shell(f"{program} 9000 >&-") == Ended(0, "", "")


def test_halves_of_surrogate_pairs(folder: Path) -> None:
    """Those that stand for a byte are that byte; the others are refused as Python does."""
    done = subprocess.run(
        [folder / "printed_text", b"a\xff\xc3"], capture_output=True, timeout=SECONDS, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"1\na\xff\xc3\n")
    with pytest.raises(UnicodeEncodeError) as caught:
        "\ud800\n".encode()
    assert done.stderr.decode() == f"UnicodeEncodeError: {caught.value}\n"


def test_bytes_of_words(folder: Path) -> None:
    """Words become texts as `sys.argv` has them, whatever their bytes."""
    chosen = random.Random(5)
    pieces = [
        b"a", b"\x7f", b"\x80", b"\xbf", b"\xc0", b"\xc1", b"\xc2", b"\xdf", b"\xe0", b"\xed",
        b"\xef", b"\xf0", b"\xf4", b"\xf5", b"\xff", b"\x9f", b"\xa0", b"\x8f", b"\x90",
        "é".encode(), "\N{SNOWMAN}".encode(), "\N{GRINNING FACE}".encode(), b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80", b"\xf0\x8f\xbf\xbf", b"\xe0\x9f\xbf", b"\xf4\x8f\xbf\xbf",
    ]  # fmt: skip
    words = [b"".join(chosen.choices(pieces, k=chosen.randrange(8))) for _ in range(3000)]
    texts = [word.decode("utf-8", "surrogateescape") for word in words]
    expected = "".join(f"{text!a} {len(text)}\n" for text in texts)
    assert run(folder / "written", "--", *words) == Ended(0, expected, "")


def test_every_character_goes_through(folder: Path) -> None:
    """In words of a hundred thousand bytes, since a word is no longer than the system allows."""
    codes = [c for c in range(1, 0x110000) if not 0xD800 <= c < 0xE000]
    for start in range(0, len(codes), 25_000):
        text = "".join(map(chr, codes[start : start + 25_000]))
        assert run(folder / "echo", "--", text) == Ended(0, text + "\n", "")


def test_recursion_that_makes_texts(folder: Path) -> None:
    assert run(folder / "deep", 1000) == Ended(0, "." * 1001 + "\n", "")
    assert run(folder / "deep", 10**9).error == (
        "RecursionError: maximum recursion depth exceeded\n"
    )


def test_a_result_that_cannot_be_printed(tmp_path: Path) -> None:
    def parts(number: pyexec.float32) -> list[pyexec.float32]:
        return [number]

    with pytest.raises(CompileError) as caught:
        pyexec.aot_compile(parts, tmp_path / "parts", backend="llvm")
    (found,) = caught.value.diagnostics
    assert found.message.startswith("a native program cannot print the result: ")
    assert found.span is not None and found.span.path == __file__
    assert found.span.text[found.span.column :].startswith("list[pyexec.float32]")


def test_a_result_that_is_no_data(tmp_path: Path) -> None:
    def made(number: int) -> list[Callable[[int], int]]:
        return [lambda x: x + number]

    with pytest.raises(CompileError, match="cannot give list") as caught:
        pyexec.aot_compile(made, tmp_path / "made", backend="llvm")
    (found,) = caught.value.diagnostics
    assert found.span is not None
    assert found.span.text[found.span.column :].startswith("list[Callable")


def test_defaults_of_any_text(tmp_path: Path) -> None:
    def default(text: str = "'\"\\\n\0\ud800\udcff{x}\N{SNOWMAN}", *, other: str = "") -> str:
        return ascii(text) + other

    path = pyexec.aot_compile(default, tmp_path / "default", backend="llvm")
    assert run(path) == Ended(0, default() + "\n", "")
    assert run(path, "--text=", "--other=!") == Ended(0, "''!\n", "")


def test_sizes(tmp_path: Path) -> None:
    """What does not use texts does not carry them."""

    def sizes(path: Path) -> int:
        return path.stat().st_size

    def add(a: int, b: int) -> int:
        return a + b

    def length(text: str) -> int:
        return len(text)

    assert sizes(pyexec.aot_compile(add, tmp_path / "add", backend="llvm")) < 4700
    assert sizes(pyexec.aot_compile(length, tmp_path / "length", backend="llvm")) < 8000
