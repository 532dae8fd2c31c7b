"""Refuses what Numba makes of `try` otherwise than Python.

    check_tries(function)      # UnsupportedError at `except ValueError:`

Numba knows `except Exception:` and `except:`.  Of a class it says nothing that a user could
read, and an exception that leaves an `except` clause or passes through a `finally` ends in
an AssertionError of Numba's own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import FunctionType
from typing import Final

from ...errors import Diagnostic, SourceError, UnsupportedError
from ...frontend.names import Names
from ...frontend.source import Source, find_source

_ELSEWHERE = "pyexec.aot compiles it"

# What raises nothing, as long as its parts do not.
_QUIET: Final = (
    ast.Pass, ast.Break, ast.Continue, ast.Return, ast.Assign, ast.If, ast.Expr, ast.Name,
    ast.Constant, ast.Compare, ast.BoolOp, ast.IfExp, ast.Tuple,
)  # fmt: skip


def check_tries(function: FunctionType) -> None:
    """Look at every `try` of a function, as far as its source is known.

    Raises:
        UnsupportedError: with each piece that Numba cannot compile.
    """
    try:
        source = find_source(function)
    except SourceError:
        return
    found = list(_faults(source, Names(function)))
    if found:
        raise UnsupportedError(found)


def _faults(source: Source, names: Names) -> Iterator[Diagnostic]:
    work: list[ast.AST] = [*source.node.body]
    while work:
        node = work.pop(0)
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue  # a scope of its own
        if isinstance(node, ast.Try):
            for handler in node.handlers:
                yield from _faults_of(handler, source, names)
            if node.finalbody:
                yield Diagnostic(
                    "'finally' cannot be compiled by Numba",
                    source.span(node.finalbody[0]),
                    f"write what it does on each way out; {_ELSEWHERE}",
                )
        work += ast.iter_child_nodes(node)


def _faults_of(handler: ast.ExceptHandler, source: Source, names: Names) -> Iterator[Diagnostic]:
    kind = handler.type
    if kind is not None and not (isinstance(kind, ast.Name) and names.lookup(kind.id) is Exception):
        yield Diagnostic(
            f"'except {ast.unparse(kind)}' cannot be compiled by Numba",
            source.span(kind),
            f"write `except Exception:`; {_ELSEWHERE}",
        )
    elif handler.name is not None:
        yield Diagnostic(
            f"'as {handler.name}' cannot be compiled by Numba",
            source.span(handler),
            f"leave it out; {_ELSEWHERE}",
        )
    raising = _raising(handler.body)
    if raising is not None:
        yield Diagnostic(
            "what may raise in an 'except' clause cannot be compiled by Numba",
            source.span(raising),
            f"set a variable there, and go on behind the `try`; {_ELSEWHERE}",
        )


def _raising(nodes: list[ast.stmt]) -> ast.stmt | ast.expr | None:
    """The first piece of some statements that may raise, and does not catch that itself."""
    work: list[ast.AST] = [*nodes]
    while work:
        node = work.pop(0)
        if isinstance(node, ast.Try) and node.handlers:
            # Its body is caught; its own clauses are looked at as this one is.
            work += [*node.orelse, *node.finalbody]
            continue
        is_sign = isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)
        is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        if isinstance(node, ast.stmt | ast.expr) and not (
            isinstance(node, _QUIET) or is_sign or is_not
        ):
            return node
        work += ast.iter_child_nodes(node)
    return None
