"""Finds what Numba makes of `try` otherwise than Python.

    faults_of_tries(function)      # [Diagnostic("'except ValueError' cannot be ...", ...)]

Numba knows `except Exception:` and `except:`.  Of a class it says nothing that a user could
read, and an exception that leaves an `except` clause or passes through a `finally` ends in
an AssertionError of Numba's own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import FunctionType
from typing import Final

from ...errors import Diagnostic, SourceError
from ...frontend.names import Names
from ...frontend.source import Source, find_source

_ELSEWHERE: Final = "annotate the parameters and the result with numbers, which need no Numba"

# What raises nothing, as long as its parts do not.
_QUIET: Final = (
    ast.Pass, ast.Break, ast.Continue, ast.Return, ast.Assign, ast.If, ast.Expr, ast.Name,
    ast.Constant, ast.Compare, ast.BoolOp, ast.IfExp, ast.Tuple,
)  # fmt: skip


def faults_of_tries(function: FunctionType) -> list[Diagnostic]:
    """Each piece of a function's `try` statements that Numba cannot compile.

    Of a function without its source nothing is known: the list is empty.
    """
    try:
        source = find_source(function)
    except SourceError:
        return []
    finder = _Finder(source, Names(function))
    parameters = {*function.__code__.co_varnames} - finder.assigned
    finder.block(source.node.body, parameters)
    return finder.faults


class _Finder:
    """Goes through the statements of a function, with the locals that have a value there."""

    def __init__(self, source: Source, names: Names) -> None:
        self.source = source
        self.names = names
        self.faults: list[Diagnostic] = []
        own = [*_within_scope(source.node.body)]
        arguments = {a.arg for a in ast.walk(source.node.args) if isinstance(a, ast.arg)}
        stored = {n.id for n in own if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        deleted = {n.id for n in own if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Del)}
        self.assigned = (stored - arguments) | deleted  # those that may have no value

    def block(self, statements: list[ast.stmt], bound: set[str]) -> None:
        """Statements in a row; `bound` are the locals that certainly have a value."""
        bound = {*bound}
        for statement in statements:
            if isinstance(statement, ast.Try):
                self.attempt(statement, bound)
            inner = bound | _targets(statement) if isinstance(statement, ast.For) else bound
            for name in ("body", "orelse", "finalbody"):
                if not isinstance(statement, ast.FunctionDef | ast.ClassDef):  # its own scope
                    self.block(getattr(statement, name, []), inner)
            if isinstance(statement, ast.Assign | ast.AnnAssign):
                bound |= _targets(statement)

    def attempt(self, node: ast.Try, bound: set[str]) -> None:
        """One `try`, but for the statements in it."""
        for handler in node.handlers:
            self.handler(handler, bound)
            self.block(handler.body, bound)
        if node.finalbody:
            self.fault("'finally'", node.finalbody[0], "write what it does on each way out")

    def handler(self, handler: ast.ExceptHandler, bound: set[str]) -> None:
        kind = handler.type
        if kind is not None and not (
            isinstance(kind, ast.Name) and self.names.lookup(kind.id) is Exception
        ):
            self.fault(f"'except {ast.unparse(kind)}'", kind, "write `except Exception:`")
        elif handler.name is not None:
            self.fault(f"'as {handler.name}'", handler, "leave it out")
        raising = self.raising(handler.body, bound)
        if raising is not None:
            self.fault(
                "what may raise in an 'except' clause",
                raising,
                "set a variable there, and go on behind the `try`",
            )

    def fault(self, what: str, node: ast.AST, advice: str) -> None:
        message = f"{what} cannot be compiled by Numba"
        self.faults.append(
            Diagnostic(message, self.source.span(node), f"{advice}, or {_ELSEWHERE}")
        )

    def raising(self, body: list[ast.stmt], bound: set[str]) -> ast.stmt | ast.expr | None:
        """The first piece of a clause that may raise, and does not catch that itself."""
        doubtful = self.assigned - bound
        for statement in body:
            for node in _uncaught(statement):
                reads = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
                if isinstance(node, ast.stmt | ast.expr) and (
                    not _is_quiet(node) or (reads and getattr(node, "id", "") in doubtful)
                ):
                    return node
            if isinstance(statement, ast.Assign):
                doubtful -= _targets(statement)
        return None


def _is_quiet(node: ast.stmt | ast.expr) -> bool:
    is_sign = isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return isinstance(node, _QUIET) or is_sign or is_not


def _uncaught(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement, without those whose errors a `try` in it catches."""
    work: list[ast.AST] = [statement]
    while work:
        node = work.pop(0)
        if isinstance(node, ast.Try) and node.handlers:
            # Its body is caught; its own clauses are looked at as this one is.
            work += [*node.orelse, *node.finalbody]
            continue
        yield node
        work += ast.iter_child_nodes(node)


def _within_scope(statements: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a function's body, without those of functions and classes in it."""
    work: list[ast.AST] = [*statements]
    while work:
        node = work.pop(0)
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield node
            work += ast.iter_child_nodes(node)


def _targets(statement: ast.stmt) -> set[str]:
    """The names that an assignment or a loop gives a value."""
    match statement:
        case ast.Assign(targets=targets):
            found = targets
        case ast.AnnAssign(target=target, value=ast.expr()) | ast.For(target=target):
            found = [target]
        case _:
            found = []
    return {
        node.id
        for target in found
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
