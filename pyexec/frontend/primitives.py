"""Checks calls that only `rt/` makes: of the machine's operations, and of its own functions."""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .. import rt
from ..object_types import STR, OptionalType, SetType, TupleType
from ..rt.primitives import Primitive
from ..types import BOOL, FLOAT, INT, MEMORY, NONE, Type, by_name
from .annotations import resolve_annotation
from .conversions import is_weak
from .generics import Bindings, generic, target_of, unify
from .object_methods import argument_for
from .objects import module_of
from .tree import (
    Adopt,
    Conditional,
    Expression,
    Fetch,
    Held,
    Hold,
    Literal,
    Operate,
    Part,
    Pointer,
    Put,
    Take,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def check_runtime_function(
    checker: ExpressionChecker, target: python_types.FunctionType, node: ast.Call
) -> Expression:
    """A call within `rt/`, of another of its functions."""
    if target.__module__.startswith(OBJECTS):
        return _check_object_function(checker, target, node)
    operands = [checker.value(argument) for argument in node.args]
    path = target.__module__.rpartition(".")[2] + "." + target.__name__
    return checker.unit.runtime_call(checker, path, operands, checker.source.span(node))


OBJECTS: Final = rt.__name__ + ".objects."


def _check_object_function(
    checker: ExpressionChecker, target: python_types.FunctionType, node: ast.Call
) -> Expression:
    """A call of a function of `rt/objects/`, whose type variables follow from the arguments."""
    function = generic(target_of(target))
    bindings: Bindings = {}
    operands: list[Expression] = []
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    nodes = iter(node.args)
    for parameter in function.parameters:
        argument = next(nodes, None) or keywords.get(parameter.name)
        if parameter.erased:
            assert argument is not None
            unify(parameter.type, resolve_annotation(checker, argument), bindings)
        elif argument is None:
            operands.append(checker.constant_default(parameter.default, parameter.type))
        else:
            operand = argument_for(checker, parameter, bindings, argument)
            if not is_weak(operand):
                unify(parameter.type, checker.kept_type(operand), bindings)
            operands.append(operand)
    present = [p for p in function.parameters if not p.erased]
    for parameter, operand in zip(present, operands, strict=True):
        unify(parameter.type, checker.kept_type(operand), bindings)
    return checker.call_instance(function, bindings, operands, node)


def check_primitive(checker: ExpressionChecker, primitive: Primitive, node: ast.Call) -> Expression:
    """A machine operation in `rt/`."""
    span = checker.source.span(node)
    if primitive.operation in _ON_OBJECTS:
        return _ON_OBJECTS[primitive.operation](checker, node)
    operands = [checker.value(argument) for argument in node.args]
    match primitive.operation:
        case "load" | "store":
            return _check_access(checker, primitive, operands, node)
        case "guarded":
            return Literal(BOOL, span, checker.options.guarded)
        case "grows":
            return Literal(BOOL, span, checker.options.grows)
        case "streams":
            return Literal(BOOL, span, checker.options.streams)
        case "grow" | "drain":
            memory, number = operands
            address = checker.options.address
            converted = checker.convert(number, address)
            return Operate(address, span, primitive.operation, (memory, converted))
        case "address":
            return checker.convert(operands[0], checker.options.address)
        case "width":
            return Literal(INT, span, operands[0].type.bits, weak=True)
        case "unlikely":
            return Operate(BOOL, span, "unlikely", (checker.truth(operands[0]),))
        case "unsigned":
            return checker.convert(operands[0], by_name(f"uint{operands[0].type.bits}"))
        case "cast":
            return checker.convert(operands[1], operands[0].type)
        case "make_like":
            t = operands[0].type
            parts = tuple(checker.convert(part, t.part) for part in operands[1:])
            return Operate(t, span, "complex", parts)
        case "fmod":
            if not checker.options.math_library:
                return checker.unit.runtime_call(checker, "floats.exact_fmod", operands, span)
            return checker.library_call("fmod", node)
        case "hypot":
            if not checker.options.math_library:
                operands.append(Literal(FLOAT, span, 0.0))
                return checker.unit.runtime_call(checker, "mathematics.hypot", operands, span)
            return checker.library_call("hypot", node)
    if len(operands) == 2:
        t = checker.common_type(primitive.operation, operands[0], operands[1], node)
        operands = [checker.convert(operand, t) for operand in operands]
    operands = [checker.settle(operand) for operand in operands]
    result = by_name(primitive.result) if primitive.result else operands[0].type
    return Operate(result, span, primitive.operation, tuple(operands))


def _check_access(
    checker: ExpressionChecker, primitive: Primitive, operands: list[Expression], node: ast.Call
) -> Expression:
    """`read_i32(memory, address)` or `write_i32(memory, address, value)`."""
    span = checker.source.span(node)
    memory, address, *value = operands
    address = checker.convert(address, checker.options.address)
    assert primitive.result is not None
    t = by_name(primitive.result)
    if primitive.operation == "load":
        return Fetch(t, span, memory, address)
    return Put(NONE, span, memory, address, checker.convert(value[0], t))


# What works on objects


def _pointer(checker: ExpressionChecker, node: ast.Call) -> Expression:
    address, span = checker.options.address, checker.source.span(node)
    return Pointer(address, span, checker.operand(node.args[0]))


def _adopt(checker: ExpressionChecker, node: ast.Call) -> Expression:
    t = resolve_annotation(checker, node.args[0])
    place = checker.convert(checker.value(node.args[1]), checker.options.address)
    return Adopt(t, checker.source.span(node), place)


def _at(take: bool) -> Callable[[ExpressionChecker, ast.Call], Expression]:
    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        t = resolve_annotation(checker, node.args[0])
        place = checker.convert(checker.value(node.args[1]), checker.options.address)
        kind = Take if take else Fetch
        return kind(t, checker.source.span(node), Literal(MEMORY, None, 0), place)

    return check


def _borrow(checker: ExpressionChecker, node: ast.Call) -> Expression:
    t, span = resolve_annotation(checker, node.args[0]), checker.source.span(node)
    place = checker.convert(checker.value(node.args[1]), checker.options.address)
    kind = checker.options.address if t.is_object else t
    found = Fetch(kind, span, Literal(MEMORY, None, 0), place)
    return Operate(t, span, "move", (found,)) if t.is_object else found


def _put(checker: ExpressionChecker, node: ast.Call) -> Expression:
    t = resolve_annotation(checker, node.args[0])
    place = checker.convert(checker.value(node.args[1]), checker.options.address)
    value = checker.widen(checker.operand(node.args[2], t), t, "the element is")
    return Put(NONE, checker.source.span(node), Literal(MEMORY, None, 0), place, value)


def _size_of(checker: ExpressionChecker, node: ast.Call) -> Expression:
    t = resolve_annotation(checker, node.args[0])
    return Literal(checker.options.address, checker.source.span(node), t.bits // 8)


def _hash_of(checker: ExpressionChecker, node: ast.Call) -> Expression:
    return hash_of(checker, checker.operand(node.args[0]), node)


def hash_of(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """The hash of a value, by its type; a tuple's is made of those of its parts."""
    span = checker.source.span(node)
    t = value.type
    if isinstance(t, OptionalType):
        held = Held(t, span)
        inside = hash_of(checker, checker.content(held), node)
        nothing = Literal(inside.type, span, 0)
        chosen = Conditional(inside.type, span, checker.is_none(held), nothing, inside)
        return Hold(inside.type, span, held, value, chosen)
    if isinstance(t, TupleType):
        held = Held(t, span)
        result: Expression | None = None
        for i, element in enumerate(t.elements):
            one = hash_of(checker, Part(element, span, held, i), node)
            result = (
                one
                if result is None
                else checker.call_object("hashing.combined", [result, one], node)
            )
        if result is None:
            result = checker.call_object("hashing.hash_integer", [Literal(INT, span, 0)], node)
        return Hold(result.type, span, held, value, result)
    module = module_of(t)
    if isinstance(t, SetType):
        return checker.call_object("sets.hash_frozen", [value], node)
    if module is not None and t is not STR:
        return checker.call_object(f"{module}.hash", [value], node)
    kind = (
        "str" if t is STR else "float" if t.is_float else "complex" if t.is_complex else "integer"
    )
    return checker.call_object(f"hashing.hash_{kind}", [value], node)


def _known(test: Callable[[Type], bool]) -> Callable[[ExpressionChecker, ast.Call], Expression]:
    """A constant that depends on a type."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        t = resolve_annotation(checker, node.args[0])
        return Literal(BOOL, checker.source.span(node), test(t))

    return check


_ON_OBJECTS: Final[dict[str, Callable[[ExpressionChecker, ast.Call], Expression]]] = {
    "pointer": _pointer,
    "adopt": _adopt,
    "fetch": _at(False),
    "borrow": _borrow,
    "take": _at(True),
    "put": _put,
    "size_of": _size_of,
    "is_object": _known(lambda t: t.is_object),
    "is_float": _known(lambda t: t.is_float),
    "is_signed": _known(lambda t: t.signed),
    "hash_of": _hash_of,
}
