"""Whether errors of a program can have computed messages.

    computes_messages(checked)     # by `raise ValueError(text)`, or in `rt/objects/`

Where that cannot be, handlers have nothing to do with the heap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .assigned import walk
from .tree import CheckedFunction, Expression, Handler, Invoke, RaiseText, Sequence, Statement, Try

# What the names of the functions begin with that raise errors about objects.
_OBJECTS = "objects."


def computes_messages(functions: Iterable[CheckedFunction]) -> bool:
    """Whether something is caught in the functions, and may have a computed message."""
    bodies = [list(_within(function.body)) for function in functions]
    if not any(isinstance(statement, Try) for body in bodies for statement in body):
        return False
    return any(_computes(statement) for body in bodies for statement in body)


def _within(statements: list[Statement]) -> Iterator[Statement]:
    """Statements, and those in them, but for those within expressions."""
    work: list[Statement | Handler] = list(statements)
    while work:
        node = work.pop()
        if isinstance(node, Statement):
            yield node
        for value in vars(node).values():
            if isinstance(value, list):
                work += value


def _computes(statement: Statement) -> bool:
    if isinstance(statement, RaiseText):
        return True
    return any(
        isinstance(node, Sequence)  # whose statements are not looked at
        or (isinstance(node, Invoke) and node.function.startswith(_OBJECTS))
        for expression in _expressions(vars(statement).values())
        for node in walk(expression)
    )


def _expressions(values: Iterable[object]) -> Iterator[Expression]:
    for value in values:
        if isinstance(value, Expression):
            yield value
        elif isinstance(value, tuple):
            yield from _expressions(value)
