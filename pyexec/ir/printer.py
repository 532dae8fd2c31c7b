"""The printed form of the IR: stable, readable, held by the tests.

    func add_one(n: int64) -> int64, raises
    b0:
      %0: int64 = add_checked n, 1
      return %0

A type stands beside a temporary where it is assigned; slots are listed on top.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, Final

from ..types import Kind, Type
from .nodes import (
    Branch,
    Call,
    CallLibrary,
    Catch,
    Compute,
    Const,
    Describe,
    Function,
    Instruction,
    Jump,
    Load,
    Match,
    Operand,
    Program,
    Raise,
    Reraise,
    Return,
    Slot,
    Static,
    Store,
    Terminator,
)

# Bytes of constant data that are printed.
LONGEST_STATIC: Final = 64


def print_program(program: Program) -> str:
    """Every function, those called from outside first."""
    order = sorted(program.functions, key=lambda name: name not in program.exported)
    return "\n".join(print_function(program.functions[name]) for name in order)


def print_function(function: Function) -> str:
    return "\n".join(text for text, _ in function_lines(function)) + "\n"


def function_lines(function: Function) -> Iterator[tuple[str, Instruction | Terminator | None]]:
    """The lines of a function, each with what it prints: None for heads and slots."""
    parameters = ", ".join(f"{p.name}: {p.type}" for p in function.parameters)
    flags = "".join(
        f", {word}"
        for word, is_set in (("raises", function.raises), ("recursive", function.recursive))
        if is_set
    )
    yield f"func {function.name}({parameters}) -> {function.result}{flags}", None
    for slot in function.slots:
        yield f"  slot {slot.name}: {slot.type}", None
    for block in function.blocks:
        handler = "" if block.handler is None else f" on error {block.handler.name}"
        yield f"{block.name}:{handler}", None
        for instruction in block.instructions:
            yield "  " + print_instruction(instruction), instruction
        if block.terminator is not None:
            yield "  " + _TERMINATORS[type(block.terminator)](block.terminator), block.terminator


def print_instruction(instruction: Instruction) -> str:
    operands = ", ".join(print_operand(operand) for operand in instruction.operands)
    match instruction:
        case Compute(operation="move"):
            text = operands
        case Compute(operation=operation):
            text = f"{operation} {operands}"
            if operation in ("convert", "truncate", "bits", "from_bits"):
                text += f" to {instruction.result.type}"
        case Call(function=function):
            text = f"call {function}({operands})"
        case CallLibrary(name=name):
            text = f"libm {name}({operands})"
        case Load(operands=(memory, address)):
            text = f"load {print_operand(memory)}[{print_operand(address)}]"
        case Static(content=content):
            text = f"static {operands}, {_print_bytes(content)}"
        case Catch():
            text = "catch"
        case Describe(by_class=by_class):
            text = f"{'class of' if by_class else 'describe'} {operands}"
        case Match(classes=classes):
            text = f"match {operands}, {' '.join(classes)}"
        case Store(operands=(memory, address, value)):
            place = f"{print_operand(memory)}[{print_operand(address)}]"
            text = f"store {place}, {print_operand(value)}"
            if isinstance(value, Slot):
                text += f": {value.type}"
    if instruction.result is None:
        return text
    slot = instruction.result
    return f"{slot.name}: {slot.type} = {text}" if slot.temporary else f"{slot.name} = {text}"


def print_operand(operand: Operand) -> str:
    if isinstance(operand, Slot):
        return operand.name
    return print_constant(operand)


def print_constant(constant: Const) -> str:
    """A constant, with its type where the text alone would not tell it."""
    t, value = constant.type, constant.value
    if t.kind is Kind.MEMORY:
        return "heap"
    if t.kind is Kind.BOOL:
        return "true" if value else "false"
    if t.is_complex:
        value = complex(value)
        return f"({_print_float(value.real)}, {_print_float(value.imag)})" + _suffix(t)
    if t.is_float:
        return _print_float(float(value.real)) + _suffix(t)
    return str(value) + _suffix(t)


def _print_bytes(content: bytes) -> str:
    """Bytes as Python writes them; of many, the first and the number."""
    if len(content) <= LONGEST_STATIC:
        return repr(content)
    return f"{content[:LONGEST_STATIC]!r}... ({len(content)} bytes)"


def _print_float(value: float) -> str:
    return "nan" if math.isnan(value) else repr(value)


def _suffix(t: Type) -> str:
    return "" if t.name in ("int64", "float", "complex", "bool") else f":{t}"


def _print_branch(branch: Branch) -> str:
    hint = " unlikely" if branch.unlikely else ""
    condition = print_operand(branch.condition)
    return f"branch {condition}, {branch.then.name}{hint}, {branch.otherwise.name}"


def _print_return(node: Return) -> str:
    return "return" if node.value is None else f"return {print_operand(node.value)}"


_TERMINATORS: dict[type, Callable[[Any], str]] = {
    Jump: lambda node: f"jump {node.target.name}",
    Branch: _print_branch,
    Return: _print_return,
    Raise: lambda node: f"raise {node.error}",
    Reraise: lambda node: f"reraise {print_operand(node.error)}",
}
