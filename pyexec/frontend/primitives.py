"""Checks calls that only `rt/` makes: of the machine's operations, and of its own functions."""

from __future__ import annotations

import ast
import types as python_types
from typing import TYPE_CHECKING

from ..rt.primitives import Primitive
from ..types import BOOL, FLOAT, INT, NONE, by_name
from .tree import Expression, Fetch, Literal, Operate, Put

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def check_runtime_function(
    checker: ExpressionChecker, target: python_types.FunctionType, node: ast.Call
) -> Expression:
    """A call within `rt/`, of another of its functions."""
    operands = [checker.value(argument) for argument in node.args]
    path = target.__module__.rpartition(".")[2] + "." + target.__name__
    return checker.unit.runtime_call(checker, path, operands, checker.source.span(node))


def check_primitive(checker: ExpressionChecker, primitive: Primitive, node: ast.Call) -> Expression:
    """A machine operation in `rt/`."""
    span = checker.source.span(node)
    operands = [checker.value(argument) for argument in node.args]
    match primitive.operation:
        case "load" | "store":
            return _check_access(checker, primitive, operands, node)
        case "guarded":
            return Literal(BOOL, span, checker.options.guarded)
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
