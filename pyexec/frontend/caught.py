"""What code can see of an exception: `str(e)`, `repr(e)`, `type(e).__name__`, `e.args[0]`.

    try: ...
    except ValueError as error:
        print(error, type(error).__name__)

An exception is its text here, of the type `EXCEPTION`, in a variable of its `except` clause.
The clause has more variables where more is asked for: the name of the class, and the message
as it was computed, which tells `ValueError("")` from `ValueError()`.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..object_types import EXCEPTION, STR, optional_of
from ..types import Type
from .tree import Expression, Handler, Operate, Read, Variable

if TYPE_CHECKING:
    from .arithmetic import ArithmeticChecker
    from .expressions import ExpressionChecker


def text_of_caught(checker: ArithmeticChecker, handler: Handler, node: ast.Name) -> Expression:
    """An exception that has a name: its text."""
    if handler.variable is None:
        handler.variable = _variable(checker, f"{node.id}.text", STR)
    span = checker.source.span(node)
    return Operate(EXCEPTION, span, "move", (Read(STR, span, handler.variable),))


def _variable(checker: ArithmeticChecker, name: str, t: Type) -> Variable:
    variable = Variable(f"{name}.{len(checker.variables)}", t)
    checker.variables[variable.name] = variable
    return variable


def caught_by(checker: ArithmeticChecker, node: ast.expr) -> Handler | None:
    """The `except` clause whose exception a name is; None for anything else."""
    return checker.caught.get(node.id) if isinstance(node, ast.Name) else None


def class_name(checker: ArithmeticChecker, handler: Handler, node: ast.expr) -> Expression:
    """`type(error).__name__`."""
    if handler.class_name is None:
        handler.class_name = _variable(checker, "error.class", STR)
    return Read(STR, checker.source.span(node), handler.class_name)


def repr_of_caught(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """`repr(error)`."""
    handler = next((h for h in checker.caught.values() if _is_text_of(h, value)), None)
    if handler is None:
        raise checker.fail(
            "the repr() of an exception that has left its 'except' cannot be compiled yet",
            node,
            "keep its repr() instead of the exception: `text = repr(error)`",
            UnsupportedError,
        )
    message_type = optional_of(STR)
    if handler.message is None:
        handler.message = _variable(checker, "error.message", message_type)
    checker.unit.shows_arguments = True
    span = checker.source.span(node)
    assert isinstance(node, ast.expr)
    text = Operate(STR, span, "move", (value,))
    message = Read(message_type, span, handler.message)
    name = class_name(checker, handler, node)
    return checker.call_object("errors.repr_of", [name, text, message], node)


def _is_text_of(handler: Handler, value: Expression) -> bool:
    return (
        isinstance(value, Operate)
        and isinstance(value.operands[0], Read)
        and value.operands[0].variable is handler.variable
    )


def attribute(checker: ArithmeticChecker, node: ast.Attribute) -> Expression | None:
    """`type(error).__name__` and `error.__class__.__name__`; None for other attributes."""
    owner = node.value
    if node.attr != "__name__":
        return None
    of_class = isinstance(owner, ast.Attribute) and owner.attr == "__class__"
    handler = caught_by(checker, owner.value) if of_class else None  # type: ignore[attr-defined]
    if isinstance(owner, ast.Call) and len(owner.args) == 1 and not owner.keywords:
        handler = caught_by(checker, owner.args[0])
        if handler is None or checker.resolve(owner.func) is not type:
            return None
    return None if handler is None else class_name(checker, handler, node)


def argument(checker: ArithmeticChecker, node: ast.Subscript) -> Expression | None:
    """`error.args[0]`, the message; None for other subscripts."""
    owner = node.value
    if not (isinstance(owner, ast.Attribute) and owner.attr == "args"):
        return None
    handler = caught_by(checker, owner.value)
    if handler is None:
        return None
    assert isinstance(owner.value, ast.Name)
    keys = any(issubclass(KeyError, getattr(builtins, name)) for name in handler.classes)
    first = isinstance(node.slice, ast.Constant) and node.slice.value == 0
    if keys or not first:
        raise checker.fail(
            "the key of a KeyError has no type here" if keys else "an exception has one argument",
            node,
            "use the key itself, or catch KeyError apart" if keys else "write `error.args[0]`",
            UnsupportedError,
        )
    checker.unit.shows_arguments = True
    text = text_of_caught(checker, handler, owner.value)
    return Operate(STR, checker.source.span(node), "move", (text,))
