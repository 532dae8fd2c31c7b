"""What compiled code depends on in the user's program, as text to be hashed.

    text, places = fingerprint(function)    # the same text, the same machine code

It holds the source of the function and of every function that it calls, and what
each of their names stands for: constants by value, everything else by name.  Nothing
is checked here, so that a program in the cache is found without being compiled.  Where the
functions stand is no part of it, but told beside it: code does not change when it moves.
"""

from __future__ import annotations

import ast
import itertools
import types as python_types

from ..errors import CompileError
from .depth import deeply
from .imports import imported
from .names import MISSING, Names, constant
from .source import Source, find_source, plain_function


@deeply
def fingerprint(
    function: python_types.FunctionType,
) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The text that stands for a function and all that it refers to, and their places.

    These are the file and line of each function, in the order in which the text has them.

    Raises:
        SourceError: if the function's own source is not to be had.
    """
    collector = _Collector()
    collector.function(function)
    return "\n".join(collector.lines), tuple(collector.places)


class _Collector:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[tuple[str, int]] = []
        self.seen: set[python_types.FunctionType] = set()

    def function(self, function: python_types.FunctionType) -> None:
        self.seen.add(function)
        source = find_source(function)
        within = imported(source.node, function)
        names = Names(function, bool(source.node.decorator_list), within)
        self.lines.append(f"def {function.__qualname__}")
        self.lines.append(source.text())
        self.places.append((source.path, source.node.lineno))
        keyword = function.__kwdefaults__ or {}
        for default in (*(function.__defaults__ or ()), *keyword, *keyword.values()):
            self.lines.append(_text(default))
        for path in sorted(names_read(source)):
            self.name(names, path)

    def name(self, names: Names, path: tuple[str, ...]) -> None:
        value = names.lookup(path[0])
        if value is names.function:
            return
        for attribute in path[1:]:
            if not isinstance(value, python_types.ModuleType):
                break
            value = getattr(value, attribute, MISSING)
        if value is MISSING:
            return
        self.lines.append(f"{'.'.join(path)} = {_text(value)}")
        self.callee(value)

    def callee(self, value: object) -> None:
        """Go on with a function of the user's."""
        try:
            function = plain_function(value, inside=True)
            if function not in self.seen:
                self.function(function)
        except CompileError:
            return  # no function, or none that can be compiled: the checker will say so


def _text(value: object) -> str:
    """A constant by its value, everything else by its name."""
    if type(value) is int:
        return hex(value)  # in decimal, CPython refuses more than some thousand digits
    known, _ = constant(value)
    return repr(value) if known or isinstance(value, str) else _identity(value)


def _identity(value: object) -> str:
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", "")
    return f"{type(value).__name__} {getattr(value, '__module__', '')}.{name}"


def names_read(source: Source) -> set[tuple[str, ...]]:
    """The names that a definition reads, with the attributes behind them; not its decorators."""
    found: set[tuple[str, ...]] = set()
    definition = source.node
    for node in itertools.chain(
        ast.walk(definition.args),
        ast.walk(definition.returns) if definition.returns is not None else (),
        *(ast.walk(statement) for statement in definition.body),
    ):
        if isinstance(node, ast.Name):
            found.add((node.id,))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            quoted = node.value.strip().split(".")  # it may be an annotation
            if all(name.isidentifier() for name in quoted):
                found.add((*quoted,))
        elif isinstance(node, ast.Attribute):
            path = [node.attr]
            inner: ast.expr = node.value
            while isinstance(inner, ast.Attribute):
                path.insert(0, inner.attr)
                inner = inner.value
            if isinstance(inner, ast.Name):
                found.add((inner.id, *path))
    return found
