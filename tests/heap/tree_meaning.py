"""What a typed tree means: it is carried out in Python, whose own objects need no counting.

Meaning(checked).call(7, 8)
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pyexec.frontend.tree import (
    CheckedFunction,
    Expression,
    Handler,
    Held,
    Loop,
    Statement,
    Variable,
)


class _Left(Exception):
    """Control leaves a statement in another way than by an error."""


class _Break(_Left):
    pass


class _Continue(_Left):
    pass


class _Exhausted(_Left):
    def __init__(self, loop: Loop) -> None:
        self.loop = loop


class _Returned(_Left):
    def __init__(self, value: Any) -> None:
        self.value = value


def joined(a: int, b: int) -> int:
    total = a * 3 + b
    if total % 31 == 0:
        raise ZeroDivisionError("a multiple of 31")
    return total % 1000


def fresh(value: int) -> int:
    if value < 0:
        raise ValueError("a negative number")
    return value


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "joined": joined,
    "fresh": fresh,
    "number_of": lambda value: value,
}

OPERATIONS = {
    "move": lambda a: a,
    "add_checked": lambda a, b: a + b,
    "add": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "and": lambda a, b: a & b,
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
    "not": lambda a: not a,
}


class Meaning:
    """Carries out one call of a function whose objects are the numbers that they hold."""

    def __init__(self, function: CheckedFunction) -> None:
        self.function = function
        self.values: dict[Variable, Any] = {}
        self.held: dict[Held, Any] = {}
        self.caught: dict[Handler, BaseException] = {}

    def call(self, *arguments: int) -> Any:
        self.values = dict(zip(self.function.parameters, arguments, strict=True))
        try:
            self.run(self.function.body)
        except _Returned as returned:
            return returned.value

    def run(self, statements: list[Statement]) -> None:
        for statement in statements:
            getattr(self, "run_" + type(statement).__name__)(statement)

    def value(self, node: Expression) -> Any:
        return getattr(self, "value_" + type(node).__name__)(node)

    # Expressions

    def value_Literal(self, node: Any) -> Any:
        return node.value

    def value_Null(self, node: Any) -> Any:
        return None

    def value_Text(self, node: Any) -> Any:
        return len(node.value) | 1 << 32  # the length and the width

    def value_Read(self, node: Any) -> Any:
        if node.variable not in self.values:
            name = node.variable.name
            raise UnboundLocalError(
                f"cannot access local variable '{name}' where it is not associated with a value"
            )
        return self.values[node.variable]

    def value_MoveOut(self, node: Any) -> Any:
        value = self.value_Read(node)
        del self.values[node.variable]
        return value

    def value_Held(self, node: Any) -> Any:
        return self.held[node]

    def value_Hold(self, node: Any) -> Any:
        self.held[node.held] = self.value(node.value)
        return self.value(node.body)

    def value_Sequence(self, node: Any) -> Any:
        self.run(node.statements)
        return self.value(node.value)

    def value_Operate(self, node: Any) -> Any:
        return OPERATIONS[node.operation](*map(self.value, node.operands))  # type: ignore[operator]

    def value_Invoke(self, node: Any) -> Any:
        _, *operands = map(self.value, node.operands)
        return FUNCTIONS[node.function.partition(".")[2]](*operands)

    def value_Conditional(self, node: Any) -> Any:
        return self.value(node.then if self.value(node.test) else node.otherwise)

    def value_Logical(self, node: Any) -> Any:
        left = test = self.value(node.left)
        if node.held is not None:
            self.held[node.held] = left
            test = self.value(node.test)
        return self.value(node.right) if bool(test) == node.is_and else left

    def value_Pack(self, node: Any) -> Any:
        return [self.value(element) for element in node.elements]

    def value_Part(self, node: Any) -> Any:
        return self.value(node.owner)[node.index]

    def value_SetPart(self, node: Any) -> Any:
        owner = self.value(node.owner)
        owner[node.index] = self.value(node.value)

    # Statements

    def run_Assign(self, node: Any) -> None:
        for held, value in node.held:
            self.held[held] = self.value(value)
        values = [self.value(value) for value in node.values]
        self.values.update(zip(node.targets, values, strict=True))

    def run_Evaluate(self, node: Any) -> None:
        self.value(node.value)

    def run_Forget(self, node: Any) -> None:
        for variable in node.variables:
            self.values.pop(variable, None)

    def run_If(self, node: Any) -> None:
        self.run(node.then if self.value(node.test) else node.otherwise)

    def run_ForRange(self, node: Any) -> None:
        try:
            for index in range(*map(self.value, (node.start, node.stop, node.step))):
                self.values[node.variable] = index
                self.round(node.body)
        except _Break:
            return
        self.run(node.otherwise)

    def run_Loop(self, node: Any) -> None:
        try:
            while True:
                self.run(node.advance)
                self.round(node.body)
        except _Break:
            return
        except _Exhausted as exhausted:
            if exhausted.loop is not node:
                raise
        self.run(node.otherwise)

    def round(self, body: list[Statement]) -> None:
        with suppress(_Continue):
            self.run(body)

    def run_Exhaust(self, node: Any) -> None:
        raise _Exhausted(node.loop)

    def run_Break(self, node: Any) -> None:
        raise _Break

    def run_Continue(self, node: Any) -> None:
        raise _Continue

    def run_Return(self, node: Any) -> None:
        raise _Returned(self.value(node.value))

    def run_Raise(self, node: Any) -> None:
        raise getattr(builtins, node.error.exception)(node.error.message)

    def run_Reraise(self, node: Any) -> None:
        raise self.caught[node.handler]

    def run_Try(self, node: Any) -> None:
        try:
            self.try_except(node)
        finally:
            self.run(node.final)

    def try_except(self, node: Any) -> None:
        try:
            self.run(node.body)
        except _Left:
            raise
        except Exception as error:
            for handler in node.handlers:
                if isinstance(error, tuple(getattr(builtins, name) for name in handler.classes)):
                    self.caught[handler] = error
                    self.run(handler.body)
                    return
            raise
        self.run(node.otherwise)
