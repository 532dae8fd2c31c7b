"""Replaces operations that a target has no instruction for by functions of the runtime.

WebAssembly has no multiplication of 64 by 64 bits to 128: LLVM would call a function
that is not there (`__multi3`).  The runtime's versions try 32 by 32 bits first.  Multiples of a
constant need neither.

    portable(function, wide_multiply=False)

It runs as soon as a function is built, before the runtime is linked.
"""

from __future__ import annotations

from typing import Final

from ..ir.nodes import Call, Compute, Const, Function, Instruction
from ..types import INT64, UINT64, Type

# (operation, type): the function that takes its place.
_REPLACEMENTS: Final[dict[tuple[str, Type], str]] = {
    ("mul_checked", INT64): "portable.multiply_checked",
    ("mulhi", UINT64): "portable.multiply_high",
}


def portable(function: Function, wide_multiply: bool) -> None:
    """Rewrite the function in place, for a target with or without the wide product."""
    if wide_multiply:
        return
    for block in function.blocks:
        block.instructions = [_rewrite(instruction) for instruction in block.instructions]


def _replacement(instruction: Instruction) -> str | None:
    if not isinstance(instruction, Compute) or _is_multiple(instruction):
        return None
    return _REPLACEMENTS.get((instruction.operation, instruction.result.type))


def _is_multiple(node: Compute) -> bool:
    """Whether a checked product has a constant factor: a range tells then whether it fits."""
    factors = [operand.value for operand in node.operands if isinstance(operand, Const)]
    return node.operation == "mul_checked" and any(
        isinstance(factor, int) and abs(factor) > 1 for factor in factors
    )


def _rewrite(instruction: Instruction) -> Instruction:
    name = _replacement(instruction)
    if name is None:
        return instruction
    return Call(name, instruction.result, instruction.operands, instruction.span)
