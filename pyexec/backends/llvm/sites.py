"""Where in the source an error was raised, and through which calls it came: a number beside it.

    sites = Sites(program)
    sites.raised(function, span)          # what is added to the code of an error raised there
    sites.called(function, call)          # and to that of one that comes out of a call
    facts = sites.facts("share")          # plain data, for a cache
    path(facts, code >> facts[0])         # of callable/traces.py: the way of an error

An error leaves a function as a number in a register, and nothing is written on the way.  Its
lower bits are the code of `LoweredModule.code`; those above are numbered so that they tell the
whole way of the error: a function has as many numbers as there are lines that raise in it,
and for each line that calls another function, as many as that has.  A call adds where its
range begins.

    def half(n):                          #    0: somewhere in it
        return n // (n - 2)               #    1

    def share(n):                         #    0
        a = half(n)                       #    1 to 2: 1 + that of half
        return a % n                      #    3

Functions of `rt/` have no places: what they raise has the number 0 there, and that of the
line in the caller.  Functions that call each other share the numbers of their lines, and a
call adds nothing to one that has a place: where recursion has begun is not told, but where
it failed.  Were the numbers too many, as with hundreds of ways through many layers of
functions, then all functions of the program share theirs like that.

In-process code has such numbers alone: a C library and a WebAssembly module have no use for
them.
"""

from __future__ import annotations

import os
from typing import Any, Final

from ...errors import Span
from ...interface import RaisedError
from ...ir.components import components
from ...ir.nodes import Call, Compute, Function, Program, Raise
from ...ops import OPERATIONS, RECURSION
from ...record import value

# The folder of the runtime's own source.
_RUNTIME: Final = os.path.normpath(os.path.join(os.path.dirname(__file__), "../../rt")) + os.sep

# The bits of a code, which is a number above 0.
_BITS: Final = 31


@value
class Added:
    """What a call adds to the code of an error; only to one without a place, if `bare`."""

    number: int
    bare: bool = False


_NOTHING: Final = Added(0)


class Sites:
    """The numbers of the places where a program raises and calls."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.shift = len(_errors(program)).bit_length()
        self._number(components(program))
        if max(self._sizes) << self.shift >= 1 << _BITS:
            self._number([[*program.functions.values()]])

    @property
    def mask(self) -> int:
        """The bits of a code that tell the error alone."""
        return (1 << self.shift) - 1

    def raised(self, function: Function, span: Span | None) -> int:
        """What is added to the code of an error that is raised in a function."""
        line = _line(function, span)
        return 0 if line is None else self._lines[function.name, line] << self.shift

    def called(self, function: Function, call: Call) -> Added:
        """What is added to the code of an error that comes out of a call in a function."""
        found = self._calls.get((function.name, call.function, _line(function, call.span)))
        return _NOTHING if found is None else Added(found.number << self.shift, found.bare)

    def facts(self, entry: str) -> tuple[Any, ...]:
        """The numbers as plain data, for an entry point of the program.

        The bits of the errors' codes; the number of the entry's group of functions; that of
        the entry; the functions as (name, file, line); for each group its rows, (first number,
        function, line or None, the group that is called there, or -1), where a line is counted
        from that of the function.
        """
        used: dict[str, int] = {}
        groups = [
            tuple(
                (first, used.setdefault(name, len(used)), self._distance(name, line), group)
                for first, name, line, group in rows
            )
            for rows in self._rows
        ]
        used.setdefault(entry, len(used))
        functions = tuple(_described(self._program.functions[name]) for name in used)
        return self.shift, self._groups[entry], used[entry], functions, tuple(groups)

    def _distance(self, name: str, line: int | None) -> int | None:
        span = self._program.functions[name].span
        return None if line is None or span is None else line - span.line

    def _number(self, groups: list[list[Function]]) -> None:
        """Give numbers to all that raises and calls; callees' groups come first."""
        self._groups = {f.name: number for number, group in enumerate(groups) for f in group}
        self._lines: dict[tuple[str, int], int] = {}
        self._calls: dict[tuple[str, str, int | None], Added] = {}
        self._sizes: list[int] = []
        self._rows: list[list[tuple[int, str, int | None, int]]] = []
        for number, group in enumerate(groups):
            self._sizes.append(1)
            self._rows.append([])
            for function in group:
                for block in function.blocks:
                    for node in block.instructions:
                        if isinstance(node, Call):
                            self._number_call(number, function, node)
                        elif isinstance(node, Compute) and OPERATIONS[node.operation].raises:
                            self._number_line(number, function, _line(function, node.span))
                    if isinstance(block.terminator, Raise):
                        span = block.terminator.span
                        self._number_line(number, function, _line(function, span))

    def _number_line(self, group: int, function: Function, line: int | None) -> int:
        """The number of a line, a new one if it has none; 0 in a function without places."""
        if line is None:
            return 0
        key = function.name, line
        if key not in self._lines:
            self._lines[key] = self._take(group, function, line, 1, -1)
        return self._lines[key]

    def _number_call(self, group: int, function: Function, call: Call) -> None:
        callee = self._program.functions[call.function]
        if not callee.raises:
            return
        line = _line(function, call.span)
        key = function.name, callee.name, line
        if key in self._calls:
            return
        inner = self._groups[callee.name]
        if inner == group:
            number = self._number_line(group, function, line)
            self._calls[key] = Added(number, bare=True)
        elif self._sizes[inner] == 1:
            self._calls[key] = Added(self._number_line(group, function, line))
        else:
            # What a long function was cut into is the same function, on no line of it.
            shown = None if callee.span is call.span else line
            first = self._take(group, function, shown, self._sizes[inner], inner)
            self._calls[key] = Added(first)

    def _take(
        self, group: int, function: Function, line: int | None, count: int, inner: int
    ) -> int:
        """The first of so many numbers of a group, which are of a line."""
        first = self._sizes[group]
        self._sizes[group] += count
        self._rows[group].append((first, function.name, line, inner))
        return first


def _line(function: Function, span: Span | None) -> int | None:
    """The line of a place in a function; None if the function has no places."""
    own = function.span
    if own is None or own.path.startswith(_RUNTIME):
        return None
    return own.line if span is None else span.line


def _errors(program: Program) -> set[RaisedError]:
    """All that a program raises, and perhaps what it does not."""
    found = {RECURSION}
    for function in program.functions.values():
        if function.outside is not None:
            found.update(function.outside.errors)
        for block in function.blocks:
            if isinstance(block.terminator, Raise):
                found.add(block.terminator.error)
            for node in block.instructions:
                if isinstance(node, Compute):
                    raises = OPERATIONS[node.operation].raises
                    if raises is not None:
                        found.add(raises)
    return found


def _described(function: Function) -> tuple[str, str, int]:
    """A function's name in its source, its file, and its line there."""
    span = function.span
    if span is None:
        return function.name, "", 0
    name = span.text[span.column : span.end_column]
    return name if name.isidentifier() else "<lambda>", span.path, span.line
