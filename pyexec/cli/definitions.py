"""The function definitions of a file, each with what becomes of it when the file is checked.

    found = survey(module, path, names=[], given={})
    found.functions          # [(power, {"infer": False, ...})]: to be checked, with these options
    found.skipped            # [(Definition("Point.norm", ...), "it is a method")]
    function_around(span)    # "power": the definition that a place lies in

The definitions come from the text; which function each of them is now, from the module.
"""

from __future__ import annotations

import ast
import functools
import linecache
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from ..errors import OptionError, SourceError, Span
from ..frontend.depth import deeply
from ..frontend.source import plain_function
from ..record import field, record, value
from .deferred import Deferred
from .functions import for_numba, is_annotated, language_of, value_named


@value
class Definition:
    """A `def` in a file."""

    name: str  # qualified, as in "Point.norm"
    span: Span  # of the name
    last_line: int
    first_line: int  # of the decorators, if there are any, as in `code.co_firstlineno`
    inside: str = ""  # "method" or "nested function", where it is one


@record
class Survey:
    """What becomes of the definitions of a file."""

    functions: list[tuple[FunctionType, dict[str, Any]]] = field(factory=list)
    skipped: list[tuple[Definition, str]] = field(factory=list)


def survey(module: ModuleType, path: Path, names: list[str], given: Mapping[str, Any]) -> Survey:
    """What to check of a module, and what not.

    Args:
        module: the imported file.
        path: its path.
        names: the functions that were asked for; all that can be checked if it is empty.
        given: options, which otherwise the decorators say.

    Raises:
        OptionError: if there is no function of a name.
    """
    found = Survey()
    bound = _bound_functions(module)
    if names:
        for name in names:
            target = value_named(module, name)
            found.functions.append((_named_function(target), language_of(target, given)))
        return found
    for definition in definitions(str(path.resolve())):
        target = bound.get(definition.first_line)
        reason = _reason(definition, target)
        if reason:
            found.skipped.append((definition, reason))
        elif target is not None:
            found.functions.append((_function(target), language_of(target, given)))
    return found


def _reason(definition: Definition, target: object) -> str:
    """Why a definition is not checked; empty if it is."""
    if definition.inside:
        return f"it is a {definition.inside}"
    if target is None:
        return "another decorator wraps it, or its name stands for something else by now"
    if for_numba(target):
        return "it is under @jit, and so Numba's to check"
    if not is_annotated(_function(target)):
        return "its parameters and result are not all annotated"
    return ""


def _function(target: object) -> FunctionType:
    """The plain function, also of a kind that cannot be compiled, such as a generator."""
    while isinstance(target, Deferred):
        target = target.__wrapped__
    return target if isinstance(target, FunctionType) else plain_function(target)


def _named_function(target: object) -> FunctionType:
    """The function of a name that was asked for.

    Raises:
        OptionError: if it stands for something else.
    """
    try:
        return _function(target)
    except SourceError as error:
        raise OptionError(error.message, help=error.help) from error


def _bound_functions(module: ModuleType) -> dict[int, object]:
    """What the names of a module stand for that are functions of its file, by first lines."""
    found: dict[int, object] = {}
    for target in list(vars(module).values()):
        try:
            code = _function(target).__code__
        except SourceError:
            continue
        if code.co_filename == module.__file__:
            found[code.co_firstlineno] = target
    return found


def function_around(span: Span | None) -> str:
    """The name of the innermost definition that a place lies in; empty for none."""
    if span is None:
        return ""
    around = [d for d in definitions(span.path) if d.first_line <= span.line <= d.last_line]
    return around[-1].name if around else ""


def definitions(path: str) -> tuple[Definition, ...]:
    """Every definition of a file, each before those in it; none of a file that is not Python."""
    linecache.checkcache(path)
    return _parsed(path, tuple(linecache.getlines(path)))


@functools.lru_cache(maxsize=8)
@deeply
def _parsed(path: str, lines: tuple[str, ...]) -> tuple[Definition, ...]:
    try:
        tree = ast.parse("".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(_definitions(tree, path, lines, "", ""))


def _definitions(
    parent: ast.AST, path: str, lines: tuple[str, ...], prefix: str, inside: str
) -> Iterator[Definition]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield _definition(node, path, lines[node.lineno - 1].rstrip("\n"), prefix, inside)
            yield from _definitions(node, path, lines, f"{prefix}{node.name}.", "nested function")
        elif isinstance(node, ast.ClassDef):
            yield from _definitions(node, path, lines, f"{prefix}{node.name}.", "method")
        elif not isinstance(node, ast.expr):  # which can be deep, and holds no definition
            yield from _definitions(node, path, lines, prefix, inside)


def _definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef, path: str, text: str, prefix: str, inside: str
) -> Definition:
    column = text.find(node.name, text.find("def") + 3)
    span = Span(path, node.lineno, column, node.lineno, column + len(node.name), text)
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    return Definition(prefix + node.name, span, node.end_lineno or node.lineno, first, inside)
