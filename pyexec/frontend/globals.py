"""Containers of the module as constants: `VOWELS = {"a", "e"}` beside the function.

They are taken as they are when the function is compiled, made when a call first needs them,
and go with it.  Compiled code cannot change them: the module's own would not change along.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..types import BOOL, Type
from .tree import Assign, Expression, If, Literal, Operate, Pointer, Read, Sequence

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

_CONTAINERS: Final = (list, tuple, dict, set, frozenset)

# A module's table that is larger than this would make functions slow to compile.
_LARGEST: Final = 5000


def container(checker: ExpressionChecker, node: ast.expr, value: object) -> Expression | None:
    """A global container as a constant; None for what is none."""
    if type(value) is range:
        shape = ast.parse(repr(value), mode="eval").body
        return checker.operand(_placed(shape, node))
    if type(value) not in _CONTAINERS:
        return None
    display = _display(checker, value, node, [_LARGEST])
    span = checker.source.span(node)
    name = f"{ast.unparse(node)}.constant"
    made = checker.operand(_placed(display, node))
    variable = checker.constants.get(name)
    if variable is None:
        variable = checker.constants[name] = checker.hidden(name, made.type)
    read = Read(made.type, span, variable)
    first = Assign(span, (variable,), (made,))
    address = checker.options.address
    missing = Operate(BOOL, span, "eq", (Pointer(address, span, read), Literal(address, None, 0)))
    return Sequence(made.type, span, [If(span, missing, [first], [])], read)


def is_container(value: object) -> bool:
    """Whether an object is a container that compiled code can make an equal of."""
    return type(value) in _CONTAINERS


def made(checker: ExpressionChecker, node: ast.AST, value: object, t: Type) -> Expression:
    """A container that is equal to one that is there when the function is compiled."""
    return checker.operand(_placed(_display(checker, value, node, [_LARGEST]), node), t)


def _placed(display: ast.expr, node: ast.AST) -> ast.expr:
    for child in ast.walk(display):
        ast.copy_location(child, node)
    return display


def _display(checker: ExpressionChecker, value: object, node: ast.AST, left: list[int]) -> ast.expr:
    """The display that makes an equal object."""
    left[0] -= 1
    if left[0] < 0:
        raise checker.fail(
            f"'{ast.unparse(node)}' is too large for a constant",
            node,
            "pass it as a parameter",
            UnsupportedError,
        )
    match value:
        case list():
            return ast.List([_display(checker, v, node, left) for v in value], ast.Load())
        case tuple():
            return ast.Tuple([_display(checker, v, node, left) for v in value], ast.Load())
        case set() | frozenset():
            elements = [_display(checker, v, node, left) for v in sorted(value, key=repr)]
            if isinstance(value, frozenset):
                arguments: list[ast.expr] = [ast.List(elements, ast.Load())]
                return ast.Call(ast.Name("frozenset", ast.Load()), arguments, [])
            if not elements:
                return ast.Call(ast.Name("set", ast.Load()), [], [])
            return ast.Set(elements)
        case dict():
            keys: list[ast.expr | None] = [_display(checker, k, node, left) for k in value]
            return ast.Dict(keys, [_display(checker, v, node, left) for v in value.values()])
        case None | bool() | int() | float() | complex() | str():
            return ast.Constant(value)
    raise checker.fail(
        f"'{ast.unparse(node)}' holds a {type(value).__name__}, which compiled code cannot use",
        node,
        "constants are numbers, texts, None, and containers of these",
        UnsupportedError,
    )
