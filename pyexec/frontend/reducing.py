"""`functools.reduce(function, iterable[, initial])` as the loop that it is.

    reduce(lambda a, b: a * 10 + b, digits, 0)

    total = 0
    for item in digits:
        total = total * 10 + item

Without `initial` the first item is what the loop goes on from, and an iterable without any is
an error.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from ..interface import RaisedError
from ..object_types import parts
from ..types import BOOL, NONE, NOTHING, Type
from . import iteration
from .conversions import is_weak
from .cursors import taken
from .made_once import ahead, once
from .tree import (
    Assign,
    Expression,
    If,
    Literal,
    Raise,
    Read,
    Sequence,
    Statement,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

_EMPTY: Final = RaisedError("TypeError", "reduce() of empty iterable with no initial value")


def reduce(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """A value that a function makes of what there was before and each item."""
    starred = any(isinstance(argument, ast.Starred) for argument in node.args)
    if not 2 <= len(node.args) <= 3 or node.keywords or starred:
        raise checker.fail(
            "reduce() takes a function, an iterable and a start",
            node,
            "write `reduce(f, values)` or `reduce(f, values, start)`",
        )
    span = checker.source.span(node)
    function, first = _function(checker, node.args[0])
    made = checker.hidden("reduced", NOTHING)
    if len(node.args) == 3:
        start = checker.operand(node.args[2])
        if start.type is NONE:
            raise checker.fail(
                "None alone does not say what reduce() goes on from",
                node.args[2],
                "give its type to a variable: `start: int | None = None`",
            )
        made.type = checker.kept_type(start)
        open_type = is_weak(start)

        def step(value: Expression) -> list[Statement]:
            item, taken = checker.keep("item", checker.settle(value))
            return [taken, *_applied(checker, function, made, item, node, open_type)]

        loops = iteration.consume(checker, node.args[1], step, span)
        if _is_empty(start.type):
            start = checker.operand(node.args[2], made.type)
        begin = Assign(span, (made,), (checker.widen(start, made.type, "the start is"),))
        statements = ahead(loops, [begin])
        return Sequence(made.type, span, [*first, *statements], taken(made, span))
    found = checker.hidden("found", BOOL)

    def look(value: Expression) -> list[Statement]:
        item, taken = checker.keep("item", checker.settle(value))
        made.type = item.type
        if item.type is NOTHING:  # of an empty list: there is nothing to go on from
            return [taken]
        mark = Assign(span, (found,), (Literal(BOOL, span, True),))
        begin = Assign(span, (made,), (Read(item.type, span, item),))
        more = _applied(checker, function, made, item, node, False)
        return [taken, If(span, Read(BOOL, span, found), more, [begin, mark])]

    loops = iteration.consume(checker, node.args[1], look, span)
    unmarked = Assign(span, (found,), (Literal(BOOL, span, False),))
    test = If(span, Read(BOOL, span, found), [], [Raise(span, _EMPTY)])
    statements = [*first, unmarked, *loops, test]
    return Sequence(made.type, span, statements, taken(made, span))


def _function(checker: ExpressionChecker, node: ast.expr) -> tuple[ast.expr, list[Statement]]:
    if isinstance(node, ast.Constant):
        raise checker.fail(
            "reduce() calls what it is given first, and this is no function",
            node,
            "write `reduce(f, values)`",
        )
    return once(checker, node)


def _applied(
    checker: ExpressionChecker,
    function: ast.expr,
    made: Variable,
    item: Variable,
    node: ast.Call,
    open_type: bool,
) -> list[Statement]:
    """`made = function(made, item)`.

    A start of literals takes the type that the function gives, as where `infer` finds types.
    """
    count, changed = checker.hidden_count, checker.changed
    result = checker.apply_function(function, [made, item], node)
    common = checker.join(made.type, result.type)
    if common is not None and common is not made.type and (open_type or _is_empty(made.type)):
        checker.hidden_count, checker.changed = count, changed
        made.type = common
        result = checker.apply_function(function, [made, item], node)
    if checker.join(made.type, result.type) is not made.type:
        raise checker.fail(
            f"reduce() goes on from {made.type}, and its function gives {result.type}",
            node.args[0],
            "give a start of the type of the result: `reduce(f, values, start)`",
        )
    span = checker.source.span(node)
    return [Assign(span, (made,), (checker.widen(result, made.type, "the result is"),))]


def _is_empty(t: Type) -> bool:
    """Whether a type is that of an empty container, which says nothing of elements."""
    return NOTHING in parts(t)
