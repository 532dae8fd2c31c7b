"""Divisions by constant powers of two become shifts and masks.

The machine's shift to the right rounds down, as Python's `//` does, and its `and` gives
Python's `%`, whatever the sign of the dividend.  From the runtime's general functions
LLVM does not find that: they divide toward zero and put right what is negative.

    shifts(function)     # as soon as it is built, before the runtime is linked
"""

from __future__ import annotations

from typing import Final

from ..ir.nodes import Call, Compute, Const, Function, Instruction

_QUOTIENTS: Final = frozenset(
    {
        "integers.floor_divide_checked",
        "integers.floor_divide_signed",
        "integers.floor_divide_unsigned",
    }
)
_REMAINDERS: Final = frozenset({"integers.modulo_signed", "integers.modulo_unsigned"})


def shifts(function: Function) -> None:
    """Rewrite the function in place."""
    for block in function.blocks:
        block.instructions = [_rewrite(instruction) for instruction in block.instructions]


def _rewrite(instruction: Instruction) -> Instruction:
    if not isinstance(instruction, Call) or instruction.result is None:
        return instruction
    name = instruction.function.partition("[")[0]
    if name not in _QUOTIENTS and name not in _REMAINDERS:
        return instruction
    dividend, divisor = instruction.operands
    if not isinstance(divisor, Const) or not _is_power_of_two(divisor.value):
        return instruction
    value, t = int(divisor.value.real), divisor.type
    if name in _QUOTIENTS:
        operation, other = "shr", Const(value.bit_length() - 1, t)
    else:
        operation, other = "and", Const(value - 1, t)
    return Compute(operation, instruction.result, (dividend, other), instruction.span)


def _is_power_of_two(value: object) -> bool:
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0
