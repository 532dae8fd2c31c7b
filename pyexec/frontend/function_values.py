"""Functions as values: `key = lambda x: -x`, `apply(double, 3)`, `return add`.

A function value is a block with a number and what the function captured.  All functions of a
program whose values have one type are known when it is compiled: a call goes through a
function of the program that looks at the number, and calls the function itself.

    call Callable[[int], int](f, x):
        if f.number == 0: return double(x)
        return make_adder.add(f.captured, x)
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..interface import RaisedError
from ..object_types import PLACE, CallableType, callable_of, places_of
from ..record import record
from ..types import BOOL, INT, MEMORY, NONE, Type
from .arithmetic import Suppressed
from .tree import (
    CheckedFunction,
    Evaluate,
    Expression,
    If,
    Invoke,
    Literal,
    Operate,
    Pack,
    Part,
    Pointer,
    Raise,
    Read,
    Return,
    Statement,
    Take,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .nested import Nested


@record
class FunctionValue:
    """A function of the program that is used as a value somewhere."""

    name: str  # in the program
    captured: tuple[Type, ...]


def calling(t: CallableType) -> str:
    """The name of the function through which values of a type are called."""
    return f"call {t}"


def discarding(t: Type) -> str:
    """The name of the function that gives up what a function value or an iterator refers to."""
    return f"discard {t}"


def of_nested(
    checker: ExpressionChecker, nested: Nested, node: ast.AST, expected: Type | None
) -> Expression:
    """A nested function, or a lambda, as a value."""
    from .nested import captured, check_body

    if isinstance(expected, CallableType):
        if len(expected.parameters) != len(nested.parameters):
            raise checker.fail(
                f"a function of {len(expected.parameters)} parameters is needed here, "
                f"and this one has {len(nested.parameters)}",
                node,
                "change its parameters",
            )
        for name, t in zip(nested.parameters, expected.parameters, strict=True):
            if nested.parameters[name] is None:
                nested.parameters[name] = t
    unknown = [name for name, t in nested.parameters.items() if t is None]
    if unknown:
        raise checker.fail(
            f"the type of the parameter '{unknown[0]}' is not known here",
            node,
            "give the place that it goes to a type: `f: Callable[[int], int] = ...`",
        )
    check_body(checker, nested)
    result = nested.result
    assert result is not None
    names = captured(nested)
    for name in names:
        check_capture(checker, name, node)
    outer = [checker.captured_value(name, node) for name in names]
    taken = tuple(t for t in nested.parameters.values() if t is not None)
    return _value(checker, nested.name, outer, callable_of(taken, result), node)


def check_capture(checker: ExpressionChecker, name: str, node: ast.AST) -> None:
    """Let a variable that may change while the function value is around stand in a cell."""
    from .nested import NestedChecker

    owner = checker
    while isinstance(owner, NestedChecker) and name in owner.captured_variables():
        owner = owner.this.owner
    if name in owner.shared:
        return
    if name in checker.scoped:
        raise checker.fail(
            f"a function that is kept cannot use '{name}', a variable of a comprehension, yet",
            node,
            "make the function in one that takes it as a parameter",
            UnsupportedError,
        )
    if _may_change(owner, name):
        owner.shared = owner.shared | {name}
        owner.changed = True
        raise Suppressed  # the function is checked again, with the variable in a cell


def _may_change(owner: ExpressionChecker, name: str) -> bool:
    """Whether a variable is assigned more than once, if only by a loop around."""
    node = owner.source.node
    stores = [n for n in ast.walk(node) if _stores(n, name)]
    arguments = node.args
    listed = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    times = len(stores) + any(a.arg == name for a in listed)
    in_loop = any(
        store in list(ast.walk(loop))
        for loop in ast.walk(node)
        if isinstance(loop, ast.For | ast.While | ast.comprehension)
        for store in stores
    )
    return times > 1 or in_loop


def _stores(node: ast.AST, name: str) -> bool:
    """Whether a node gives a variable a value, or takes it away."""
    match node:
        case ast.Name(found, ast.Store() | ast.Del()) | ast.MatchAs(_, str() as found):
            return found == name
    return False


def of_user_function(checker: ExpressionChecker, target: object, node: ast.expr) -> Expression:
    """A function of the module as a value."""
    call = ast.copy_location(ast.Call(node, [], []), node)
    callee = checker.unit.user_function(target, checker, call)
    signature = callee.signature
    t = callable_of(tuple(p.type for p in signature.parameters), signature.result)
    return _value(checker, callee.name, [], t, node)


def _value(
    checker: ExpressionChecker,
    name: str,
    captured: list[Expression],
    t: CallableType,
    node: ast.AST,
) -> Expression:
    known = checker.unit.function_values.setdefault(t, [])
    types = tuple(expression.type for expression in captured)
    number = next((i for i, value in enumerate(known) if value.name == name), len(known))
    if number == len(known):
        known.append(FunctionValue(name, types))
    known[number].captured = types
    span = checker.source.span(node)
    return Pack(t, span, (Literal(INT, span, number), *captured))


def call_value(checker: ExpressionChecker, function: Expression, node: ast.Call) -> Expression:
    """A call of a function value."""
    t = function.type
    assert isinstance(t, CallableType)
    if node.keywords or len(node.args) != len(t.parameters):
        raise checker.fail(
            f"this function takes {len(t.parameters)} arguments, by their places",
            node,
            f"its type is {t}",
        )
    checker.unit.function_values.setdefault(t, [])
    arguments = [
        checker.widen(checker.operand(argument, parameter), parameter, "the argument is")
        for argument, parameter in zip(node.args, t.parameters, strict=True)
    ]
    span = checker.source.span(node)
    return Invoke(t.result, span, calling(t), (function, *arguments))


def made_functions(
    values: dict[CallableType, list[FunctionValue]], address: Type
) -> list[CheckedFunction]:
    """The functions that call and discard the function values of a program."""
    return [
        make(t, known, address) for t, known in values.items() for make in (_calling, _discarding)
    ]


def _calling(t: CallableType, known: list[FunctionValue], address: Type) -> CheckedFunction:
    function = Variable("function", t)
    parameters = [Variable(f"argument{i}", p) for i, p in enumerate(t.parameters)]
    arguments = tuple(Read(p.type, None, p) for p in parameters)
    body: list[Statement] = []
    owner = Read(t, None, function)
    for number, value in enumerate(known):
        captured = tuple(Part(t, None, owner, place) for t, place in _places(value))
        call = Invoke(t.result, None, value.name, (*captured, *arguments))
        done: list[Statement] = [Return(None, call)]
        if t.result is NONE:
            done = [Evaluate(None, call), Return(None, None)]
        body.append(If(None, _is_number(owner, number), done, []))
    body.append(Raise(None, RaisedError("SystemError", "a function value of no function")))
    return CheckedFunction(
        calling(t), [function, *parameters], t.result, body, None, address=address
    )


def _discarding(t: CallableType, known: list[FunctionValue], address: Type) -> CheckedFunction:
    function = Variable("function", t)
    owner = Read(t, None, function)
    body: list[Statement] = []
    for number, value in enumerate(known):
        gone: list[Statement] = []
        for captured, number_of_place in _places(value):
            if captured.is_object:
                distance = Literal(address, None, PLACE * number_of_place)
                operands = (Pointer(address, None, owner), distance)
                place = Operate(address, None, "add", operands)
                gone.append(Evaluate(None, Take(captured, None, Literal(MEMORY, None, 0), place)))
        if gone:
            body.append(If(None, _is_number(owner, number), gone, []))
    return CheckedFunction(discarding(t), [function], NONE, body, None, address=address)


def _places(value: FunctionValue) -> Iterator[tuple[Type, int]]:
    """The types of what is captured, and at which places it stands behind the number."""
    place = 1
    for captured in value.captured:
        yield captured, place
        place += places_of(captured)


def _is_number(owner: Expression, number: int) -> Expression:
    place = Part(INT, None, owner, 0)
    return Operate(BOOL, None, "eq", (place, Literal(INT, None, number)))
