"""Refuses what Numba makes of `try` otherwise than Python.

    check_tries(function)      # UnsupportedError at `except ValueError:`

Numba knows `except Exception:` and `except:`.  Of a class it says nothing that a user could
read, and a `finally` through which an exception passes ends in an error of Numba's own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import FunctionType

from ...errors import Diagnostic, SourceError, UnsupportedError
from ...frontend.names import Names
from ...frontend.source import Source, find_source

_ELSEWHERE = "pyexec.aot compiles it"


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
                kind = handler.type
                is_exception = isinstance(kind, ast.Name) and names.lookup(kind.id) is Exception
                if kind is not None and not is_exception:
                    yield Diagnostic(
                        f"'except {ast.unparse(kind)}' cannot be compiled by Numba",
                        source.span(kind),
                        f"write `except Exception:`; {_ELSEWHERE}",
                    )
            if node.finalbody:
                yield Diagnostic(
                    "'finally' cannot be compiled by Numba",
                    source.span(node.finalbody[0]),
                    f"write what it does on each way out; {_ELSEWHERE}",
                )
        work += ast.iter_child_nodes(node)
