"""`print` in functions of this process: through Python's own, while the function runs."""

from __future__ import annotations

import contextlib
import ctypes
import io
import sys
import threading
from typing import Any

import pytest

import pyexec
from pyexec.backends.callable import process_heap


@pyexec.aot
def count(n: int) -> int:
    for i in range(n):
        print("at", i, end="; ")
    print("é", "€", "\U0001f600", sep="|", flush=True)
    return n


@pyexec.aot
def inverse(n: int) -> float:
    print("of", n)
    return 1 / n


@pyexec.aot(nogil=True)
def backwards(names: list[str]) -> list[str]:
    for name in names:
        print(name)
    return names[::-1]


@pyexec.aot
def caught(n: int) -> str:
    try:
        print(1 // n)
    except ZeroDivisionError as error:
        print("caught", error)
    finally:
        print("done")
    return "x" * n


@pytest.fixture(autouse=True)
def nothing_is_left() -> object:
    yield
    assert process_heap.used() == 0


def printed(function: Any, *arguments: object) -> tuple[str, object]:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        answer: object = function(*arguments)
    return output.getvalue(), answer


def test_it_goes_where_python_prints() -> None:
    calls: list[tuple[Any, object]] = [
        (count, 3),
        (inverse, 4),
        (backwards, ["a", "", "c"]),
        (caught, 0),
    ]
    for function, argument in calls:
        python = function.__wrapped__
        assert printed(function, argument) == printed(python, argument)


def test_what_was_printed_before_an_error_is_there() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as output, pytest.raises(ZeroDivisionError):
        inverse(0)
    assert output.getvalue() == "of 0\n"


class Gone(io.StringIO):
    """A stream that fails from the second text on."""

    texts = 0

    def write(self, text: str) -> int:
        self.texts += 1
        if self.texts > 1:
            raise BrokenPipeError(32, "gone")
        return super().write(text)


def test_a_failure_is_raised_at_the_end() -> None:
    calls: list[tuple[Any, object]] = [(count, 3), (backwards, ["a", "b", "c"])]
    for function, argument in calls:
        stream = Gone()
        with contextlib.redirect_stdout(stream), pytest.raises(BrokenPipeError, match="gone"):
            function(argument)
        assert stream.texts == 2  # nothing more was tried
        assert printed(function, argument)[1]  # and the next call knows nothing of it


def test_a_failure_came_before_the_error_of_the_function() -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError("closed")

    with contextlib.redirect_stdout(Closed()), pytest.raises(OSError, match="closed"):
        inverse(0)


def test_each_text_is_printed_at_once() -> None:
    class Watching(io.StringIO):
        def write(self, text: str) -> int:
            seen.append((text, running[0]))
            return super().write(text)

    @pyexec.aot
    def twice() -> None:
        print("one")
        print("two")

    seen: list[tuple[str, bool]] = []
    running = [True]
    with contextlib.redirect_stdout(Watching()):
        twice()
        running[0] = False
    assert [text for text, _ in seen if text] == ["one\n", "two\n"]
    assert all(during for _, during in seen)


def test_without_a_stream_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert count(2) == 2


def test_threads_print_their_own() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as output:
        threads = [
            threading.Thread(target=backwards, args=([f"{i}.{j}" for j in range(50)],))
            for i in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    lines = output.getvalue().splitlines()
    for i in range(4):
        assert [x for x in lines if x.startswith(f"{i}.")] == [f"{i}.{j}" for j in range(50)]


def test_called_as_a_c_function() -> None:
    function = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_int64)(count.address)
    assert printed(function, 2) == printed(count.__wrapped__, 2)


def test_a_stream_may_call_compiled_code() -> None:
    class Calling(io.StringIO):
        def write(self, text: str) -> int:
            return super().write(doubled(text))

    @pyexec.aot
    def doubled(text: str) -> str:
        return text + text

    @pyexec.aot
    def lines(n: int) -> list[str]:
        kept: list[str] = []
        for i in range(n):
            kept.append(f"line {i}")
            print(kept[-1])
        return kept

    with contextlib.redirect_stdout(Calling()) as output:
        assert lines(3) == ["line 0", "line 1", "line 2"]
    assert output.getvalue() == "".join(2 * f"line {i}\n" for i in range(3))
