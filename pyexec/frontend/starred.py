"""Arguments with a star: `f(*pair)`, and `f(1, *rest)` where a function takes any number.

    def largest(first: int, *others: int) -> int: ...
    largest(*pair)      # largest(pair[0], pair[1]): how long a tuple is, is known
    largest(1, *values)

What a tuple of fixed length holds becomes arguments of its own (`spread`).  What goes to the
`*others` of a function is gathered in a tuple there (`gathered`).
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..object_types import SequenceType, TupleType, list_of
from .iteration import extend_list
from .tree import Expression, Statement

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def has_star(node: ast.Call) -> bool:
    """Whether a call has an argument with a star."""
    return any(isinstance(argument, ast.Starred) for argument in node.args)


def spread(checker: ExpressionChecker, node: ast.Call) -> tuple[list[Statement], ast.Call]:
    """The call with each element of a tuple of fixed length as an argument of its own.

    The statements come first: they compute the arguments up to the last such tuple.
    """
    statements: list[Statement] = []
    arguments: list[ast.expr] = []
    last = max(i for i, argument in enumerate(node.args) if isinstance(argument, ast.Starred))
    for index, argument in enumerate(node.args):
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        if index > last or isinstance(inner, ast.Constant | ast.Lambda):
            arguments.append(argument)
            continue
        value = checker.settle(checker.operand(inner))
        variable, statement = checker.keep("argument", value)
        statements.append(statement)
        name: ast.expr = ast.copy_location(ast.Name(variable.name, ast.Load()), argument)
        if not isinstance(argument, ast.Starred):
            arguments.append(name)
        elif isinstance(value.type, TupleType):
            for place in range(len(value.type.elements)):
                item = ast.Subscript(name, ast.Constant(place), ast.Load())
                arguments.append(_placed(item, argument))
        else:
            arguments.append(ast.copy_location(ast.Starred(name, ast.Load()), argument))
    return statements, ast.copy_location(ast.Call(node.func, arguments, node.keywords), node)


def _placed(made: ast.expr, node: ast.expr) -> ast.expr:
    for child in ast.walk(made):
        ast.copy_location(child, node)
    return made


def refuse_star(checker: ExpressionChecker, node: ast.Call) -> None:
    """Refuse an argument of which nothing tells how many values it has."""
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            raise checker.fail(
                "'*' before what may have any number of values cannot be compiled here",
                argument,
                "unpack it first, `a, b = values`, and name each argument",
                UnsupportedError,
            )


def gathered(
    checker: ExpressionChecker, arguments: list[ast.expr], t: SequenceType, node: ast.Call
) -> Expression:
    """The arguments for a parameter with a star, as a tuple."""
    span = checker.source.span(node)
    made = extend_list(checker, arguments, t.element, node, span)
    values = checker.fit(made, list_of(t.element), "the arguments are")
    return checker.call_object("tuples.of_list", [values], node)
