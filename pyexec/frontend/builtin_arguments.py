"""What builtins ask about their arguments before they check them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeGuard

from .names import MISSING
from .tree import Expression

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

Handler = Callable[["ExpressionChecker", ast.Call], Expression]


def is_composed(checker: ExpressionChecker, node: ast.expr) -> bool:
    """Whether an argument exists as a loop alone: a generator expression, `zip(...)`."""
    if isinstance(node, ast.GeneratorExp):
        return True
    found = checker.resolve(node.func) if isinstance(node, ast.Call) else MISSING
    return isinstance(found, type) and found in (range, enumerate, zip, reversed, map, filter)


def single(checker: ExpressionChecker, node: ast.Call, advice: str) -> ast.expr:
    """The only argument; `advice` is how the call is written."""
    if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
        name = ast.unparse(node.func)
        raise checker.fail(f"{name}() takes one argument here", node, f"write `{advice}`")
    return node.args[0]


def is_view(node: ast.expr) -> TypeGuard[ast.Call]:
    """Whether an expression looks like `d.items()` and its like."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("items", "keys", "values")
    )
