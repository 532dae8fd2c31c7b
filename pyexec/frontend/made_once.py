"""What a loop needs and the source computes once, ahead of it: `map(maker(3), values)`.

function.1 = maker(3)
for item in values: function.1(item)
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..object_types import CallableType
from .tree import ForRange, Loop, Statement

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def is_ready(node: ast.expr) -> bool:
    """Whether nothing has to be computed for a function, as for `f`, `math.sqrt` and None."""
    return isinstance(node, ast.Lambda | ast.Name | ast.Attribute | ast.Constant)


def once(checker: ExpressionChecker, node: ast.expr) -> tuple[ast.expr, list[Statement]]:
    """What stands for a function in each round, and what computes it before them."""
    if is_ready(node):
        return node, []
    value = checker.operand(node)
    if not isinstance(value.type, CallableType):
        return node, []  # what calls it tells what is wrong
    kept, statement = checker.keep("function", value)
    return ast.copy_location(ast.Name(kept.name, ast.Load()), node), [statement]


def ahead(loops: list[Statement], first: list[Statement]) -> list[Statement]:
    """Statements put between what a loop goes over and the loop itself."""
    at = next(i for i, s in enumerate(loops) if isinstance(s, Loop | ForRange))
    return [*loops[:at], *first, *loops[at:]]
