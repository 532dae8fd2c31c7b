"""Tracebacks of errors in compiled code: the files, functions and lines that CPython names."""

from __future__ import annotations

import gc
import subprocess
import sys
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
import traceback_bodies as bodies

import pyexec
from pyexec.backends.callable import process_heap
from pyexec.backends.llvm import sites
from pyexec.inprocess import compile_function
from pyexec.options import CodeOptions

Call = tuple[Callable[..., Any], tuple[Any, ...]]

CALLS: list[Call] = [
    (bodies.called, ([1, 2],)),
    (bodies.called_twice, ([1, 2],)),
    (bodies.called_twice, ([1],)),
    (bodies.called_twice, ([],)),
    (bodies.of_the_runtime, ({"a": 1},)),
    (bodies.converted, ("zz",)),
    (bodies.divided, (0,)),
    (bodies.divided, (-1,)),
    (bodies.asserted, (3,)),
    (bodies.asserted, (4,)),
    (bodies.of_an_inner_function, (2,)),
    (bodies.raised_again, ([1],)),
    (bodies.passed_by_finally, ([1],)),
    (bodies.not_caught, ([1],)),
    (bodies.caught_before, ([1],)),
    (bodies.in_a_loop, ([1, 0],)),
    (bodies.nothing, (2,)),
]


def compiled(function: Callable[..., Any]) -> Any:
    return pyexec.aot(infer=True)(function)


def error_of(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Exception:
    try:
        function(*arguments)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def entries(error: BaseException) -> list[tuple[str, str, int | None, str | None]]:
    """The traceback behind the frames of this module: file, function, line, source."""
    found = traceback.extract_tb(error.__traceback__)
    return [(e.filename, e.name, e.lineno, e.line) for e in found if e.filename != __file__]


@pytest.mark.parametrize(("function", "arguments"), CALLS, ids=lambda x: getattr(x, "__name__", ""))
def test_the_lines_are_those_of_cpython(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    ours = error_of(compiled(function), arguments)
    theirs = error_of(function, arguments)
    assert entries(ours) == entries(theirs)
    assert entries(ours)
    assert (type(ours), str(ours)) == (type(theirs), str(theirs))
    assert process_heap.used() == 0


def test_a_line_within_an_expression() -> None:
    (entry,) = entries(error_of(compiled(bodies.checked), (7,)))
    assert entry[1::2] == ("checked", "larger")


def test_what_is_raised_by_name_has_its_first_line() -> None:
    ours = entries(error_of(compiled(bodies.raised_again_by_name), ([1],)))
    theirs = entries(error_of(bodies.raised_again_by_name, ([1],)))
    # CPython shows the line of `raise error` above that of the call.
    assert ours == theirs[1:]


def test_a_comprehension_is_a_part_of_its_function() -> None:
    ours = entries(error_of(compiled(bodies.in_a_comprehension), ([1, 2],)))
    theirs = entries(error_of(bodies.in_a_comprehension, ([1, 2],)))
    # CPython has an entry for it before 3.12.
    assert ours == [entry for entry in theirs if entry[1] != "<listcomp>"]


@pytest.mark.parametrize(
    ("function", "arguments", "names"),
    [
        (bodies.counts, (5,), ["counts", "countdown"]),
        (bodies.counts_for_ever, (), ["counts_for_ever", "endless"]),
        (bodies.countdown, (5,), ["countdown"]),
        (bodies.endless, (0,), ["endless"]),
        (bodies.alternates, (5,), ["alternates", "odd"]),
        (bodies.alternates, (6,), ["alternates", "even"]),
    ],
)
def test_recursion_has_its_last_line(
    function: Callable[..., Any], arguments: tuple[Any, ...], names: list[str]
) -> None:
    ours = entries(error_of(compiled(function), arguments))
    theirs = entries(error_of(function, arguments))
    assert [name for _, name, _, _ in ours] == names
    assert ours[-1] == theirs[-1]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_many_ways_through_many_functions(n: int) -> None:
    ours = entries(error_of(compiled(bodies.layer21), (n,)))
    theirs = entries(error_of(bodies.layer21, (n,)))
    assert ours[-1] == theirs[-1]


def test_too_many_ways_share_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sites, "_BITS", 8)
    function = compile_function(bodies.layer21, CodeOptions(), cached=False)
    ours = entries(error_of(function, (1,)))
    assert ours == entries(error_of(bodies.layer21, (1,)))[-1:]


def test_an_error_is_caught_whatever_its_place() -> None:
    assert compiled(handled)(["7", "x", ""]) == 7


def handled(texts: list[str]) -> int:
    total = 0
    for text in texts:
        try:
            total += int(text[0])
        except ValueError:
            total += 1
        except IndexError as error:
            total -= len(str(error)) == 25
    return total


def test_it_is_printed_as_by_cpython(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import pyexec\n\n\n"
        "def half(n: int) -> int:\n    return n // 0\n\n\n"
        "@pyexec.aot\n"
        "def share(n: int) -> int:\n    return half(n) + 1\n\n\n"
        "share(3)\n"
    )
    command = [sys.executable, str(script)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stderr == (
        "Traceback (most recent call last):\n"
        f'  File "{script}", line 13, in <module>\n    share(3)\n'
        f'  File "{script}", line 10, in share\n    return half(n) + 1\n'
        f'  File "{script}", line 5, in half\n    return n // 0\n'
        "ZeroDivisionError: integer division or modulo by zero\n"
    )


def test_from_the_cache() -> None:
    first, second = compiled(bodies.called_twice), compiled(bodies.called_twice)
    assert entries(error_of(first, ([1],))) == entries(error_of(second, ([1],)))


def test_from_the_cache_for_functions_that_have_moved(tmp_path: Path) -> None:
    text = (
        "def half(n: int) -> int:\n    return n // 0\n\n\n"
        "def share(n: int) -> int:\n"
        "    def inner(m: int) -> int:\n        return half(m)\n\n"
        "    return inner(n) + 1\n"
    )
    for name, moved in {"one": text, "two": "# A line\n" * 3 + text}.items():
        path = tmp_path / f"{name}.py"
        path.write_text(moved)
        space: dict[str, Any] = {}
        exec(compile(moved, str(path), "exec"), space)
        ours = error_of(compiled(space["share"]), (1,))
        assert entries(ours) == entries(error_of(space["share"], (1,)))
        assert len(entries(ours)) == 3


def test_without_the_lock() -> None:
    function: Any = pyexec.aot(infer=True, nogil=True)(bodies.called_twice)
    assert entries(error_of(function, ([1],))) == entries(error_of(bodies.called_twice, ([1],)))


def test_an_argument_that_does_not_fit_has_no_line_of_the_function() -> None:
    error = error_of(compiled(bodies.called), (["a"],))
    assert "called" not in [name for _, name, _, _ in entries(error)]


def test_the_context_is_what_is_being_handled() -> None:
    outer = LookupError()
    try:
        raise outer
    except LookupError:
        inner = error_of(compiled(bodies.divided), (0,))
    assert inner.__context__ is outer
    assert error_of(compiled(bodies.divided), (0,)).__context__ is None


def test_a_traceback_keeps_nothing_of_its_caller_alive() -> None:
    class Thing:
        pass

    def call() -> weakref.ref[Thing]:
        thing = Thing()
        assert entries(error_of(compiled(bodies.divided), (0,)))
        return weakref.ref(thing)

    reference = call()
    gc.collect()
    assert reference() is None


def test_each_error_has_a_traceback_of_its_own() -> None:
    function = compiled(bodies.called)
    first, second = error_of(function, ([],)), error_of(function, ([],))
    trace: TracebackType | None = first.__traceback__
    assert trace is not None
    trace.tb_next = None
    assert entries(first) == []
    assert len(entries(second)) == 2
    traceback.clear_frames(second.__traceback__)
    assert len(entries(error_of(function, ([],)))) == 2


def test_without_room_for_python_frames() -> None:
    """Where Python's own stack has ended, the error is still the one that was raised."""
    function = compiled(bodies.divided)
    raised: list[BaseException] = []

    def at_the_end() -> None:
        try:
            at_the_end()
        except RecursionError:
            return
        finally:
            raised.append(error_of(function, (0,)))

    at_the_end()
    assert len(raised) > 100
    assert {type(error) for error in raised} <= {ZeroDivisionError, RecursionError}
    assert [type(error) for error in raised].count(RecursionError) < 10
    assert isinstance(raised[-1], ZeroDivisionError)
