"""Checks calls of the methods of numbers: `z.conjugate()`, `n.bit_length()`, ...

A method is a row of `NUMBER_METHODS`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..types import BOOL, FLOAT, INT, INT64, UINT64
from .object_methods import check_object_method
from .operators import works_on
from .tree import Expression

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def check_method(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`x.conjugate()` and the other methods of numbers."""
    if not isinstance(node.func, ast.Attribute):
        if isinstance(node.func, ast.Name):
            checker.value(node.func)
            raise checker.fail(
                f"'{node.func.id}' is a variable, not a function",
                node.func,
                "call a function by the name that it was defined with",
            )
        raise checker.fail(
            "only a function that has a name can be called",
            node.func,
            "define it with `def`, and call it by its name",
        )
    owner = checker.settle(checker.operand(node.func.value))
    if owner.type.is_object:
        return check_object_method(checker, owner, node)
    method = node.func.attr
    row = NUMBER_METHODS.get(method)
    result = row(checker, owner, node) if row is not None else None
    if result is None:
        raise checker.fail(
            f"{owner.type} has no method '{method}' that can be compiled",
            node,
            f"the methods are {', '.join(NUMBER_METHODS)}",
            UnsupportedError,
        )
    if node.args or node.keywords:
        raise checker.fail(
            f"{method}() takes no arguments", node, f"write `{method}()`, with nothing in it"
        )
    return result


def _conjugate(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression | None:
    if owner.type.is_complex:
        span = checker.source.span(node)
        return checker.runtime("complexes.conjugate", [owner], owner.type, span)
    return checker.convert(owner, works_on("conjugate", owner.type))


def _count_bits(
    name: str,
) -> Callable[[ExpressionChecker, Expression, ast.Call], Expression | None]:
    def check(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression | None:
        t = works_on(name, owner.type)
        if not t.is_integer:
            return None
        wide = UINT64 if t.kind.value == "unsigned" else INT64
        operand = checker.convert(checker.convert(owner, t), wide)
        target = f"integers.{name}_{t.kind.value}"
        return checker.runtime(target, [operand], INT, checker.source.span(node))

    return check


def _is_integer(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression | None:
    if not owner.type.is_float:
        return None
    operand = checker.convert(owner, FLOAT)
    return checker.runtime("floats.is_integer", [operand], BOOL, checker.source.span(node))


NUMBER_METHODS: Final[
    dict[str, Callable[[ExpressionChecker, Expression, ast.Call], Expression | None]]
] = {
    "conjugate": _conjugate,
    "bit_length": _count_bits("bit_length"),
    "bit_count": _count_bits("bit_count"),
    "is_integer": _is_integer,
}
