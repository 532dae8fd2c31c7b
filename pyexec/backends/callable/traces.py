"""The traceback of an error that compiled code has raised: its way there, line by line.

    traces = Traces(sites.facts("share"), function.__globals__)
    traces(7)              # a traceback: share, line 9; half, line 3

`llvm/sites.py` tells what the number is.  An entry of a traceback needs a frame: one of a
generator that never runs stands for each function, with its name, file and first line, so
that all that reads tracebacks finds the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import CodeType, FunctionType, TracebackType
from typing import Any, Final

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


class Traces:
    """Makes the tracebacks of one compiled function."""

    def __init__(self, facts: tuple[Any, ...], globals: dict[str, Any]) -> None:
        self._facts = facts
        self._functions = facts[3]
        self._globals = globals
        self._frames: dict[int, FrameType] = {}
        self._ways: dict[int, list[tuple[FrameType, int]]] = {}  # innermost first

    def __call__(self, place: int) -> TracebackType | None:
        """A new traceback for an error from a place."""
        way = self._ways.get(place)
        if way is None:
            found = [(self._frame(function), line) for function, line in path(self._facts, place)]
            way = self._ways[place] = found[::-1]
        trace = None
        for frame, line in way:
            trace = TracebackType(trace, frame, 0, line)
        return trace

    def _frame(self, number: int) -> FrameType:
        frame = self._frames.get(number)
        if frame is None:
            name, file, line = self._functions[number]
            code = _CODE.replace(
                co_name=name, co_qualname=name, co_filename=file, co_firstlineno=line
            )
            # A generator's frame has no caller, whose locals it would keep alive.
            frame = self._frames[number] = FunctionType(code, self._globals)().gi_frame
        return frame


def path(facts: tuple[Any, ...], place: int) -> list[tuple[int, int]]:
    """The functions, by number, and lines on the way to a place, outermost first."""
    _, group, entry, functions, groups = facts
    found = []
    while place:
        first, function, line, inner = max(row for row in groups[group] if row[0] <= place)
        if line is not None:
            found.append((function, functions[function][2] + line))
        place = 0 if inner < 0 else place - first
        group = inner
    return found or [(entry, functions[entry][2])]


def kept(facts: tuple[Any, ...], places: Sequence[tuple[str, int]]) -> tuple[Any, ...]:
    """Facts for a cache, which hold wherever the functions stand.

    Args:
        facts: what `Sites.facts` gives.
        places: the files and lines of the functions that were compiled.

    A function's file gives way to the number of the one that it is, or is defined in, and its
    line to the distance from there.
    """
    shift, group, entry, functions, groups = facts
    return shift, group, entry, tuple(_kept(f, places) for f in functions), groups


def _kept(
    function: tuple[str, str, int], places: Sequence[tuple[str, int]]
) -> tuple[str, str | int, int]:
    name, file, line = function
    before = [(at, n) for n, (path, at) in enumerate(places) if path == file and at <= line]
    if not before:
        return name, file, line
    at, number = max(before)
    return name, number, line - at


def placed(facts: tuple[Any, ...], places: Sequence[tuple[str, int]]) -> tuple[Any, ...]:
    """What was `kept`, for functions that stand elsewhere now."""
    shift, group, entry, functions, groups = facts
    found = tuple(
        (name, places[file][0], places[file][1] + line) if type(file) is int else (name, file, line)
        for name, file, line in functions
    )
    return shift, group, entry, found, groups


def traceback_of(definition: Any, place: int) -> TracebackType | None:
    """What machine code calls: the traceback of an error in the function of a definition."""
    traces: Traces | None = definition.traces
    return None if traces is None else traces(place)


def _never() -> Iterator[None]:
    yield


def _without_lines(code: CodeType) -> CodeType:
    """Code whose instructions stand on no line: readers take that of the traceback's entry.

    Each byte of such a table is for up to eight instructions of two bytes
    (CPython's Objects/locations.md).
    """
    count = len(code.co_code) // 2
    lengths = [min(8, count - first) for first in range(0, count, 8)]
    return code.replace(co_linetable=bytes(0x80 | 15 << 3 | n - 1 for n in lengths))


_CODE: Final = _without_lines(_never.__code__)
