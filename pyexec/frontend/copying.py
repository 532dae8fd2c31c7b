"""`copy.copy(x)`: what the `.copy()` of a list, a dict or a set gives, and all else itself."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..object_types import STR, DictType, ListType, SequenceType, SetType, TupleType
from .builtin_arguments import single
from .object_methods import check_object_method
from .tree import Expression

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def shallow_copy(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """A container of the same elements; what cannot be changed is its own copy."""
    argument = single(checker, node, "copy.copy(x)")
    value = checker.settle(checker.operand(argument))
    t = value.type
    if t is STR or isinstance(t, TupleType | SequenceType) or not t.is_object:
        return value
    if isinstance(t, SetType) and t.frozen:
        return value
    if not isinstance(t, ListType | DictType | SetType):
        raise checker.fail(
            f"copy.copy() of a {t} cannot be compiled yet",
            node,
            "copy a list, a dict or a set",
            UnsupportedError,
        )
    method = ast.copy_location(ast.Attribute(argument, "copy", ast.Load()), node.func)
    return check_object_method(checker, value, ast.copy_location(ast.Call(method, [], []), node))
