"""Keeps every load and store within its memory: outside of it, an IndexError is raised.

    bounds(function)     # as soon as it is built, before the runtime is linked

What Python code may write into a heap that it sees as an array can thus mislead the
heap's functions, but never let them touch anything else.  An access of `width` bytes

    %1: int32 = load memory[at]

becomes

    b0:                                             once, at the function's entry
      %2: uint64 = extent memory
      %3: bool = ge %2, 4:uint64
      %4: uint64 = convert %3 to uint64
      %5: uint64 = sub %2, 3:uint64                 width - 1
      %6: uint64 = mul %5, %4                       0 where the memory is smaller than that
      ...
      %7: bool = ge at, %6
      branch %7, b2 unlikely, b1
    b1:
      %1: int32 = load memory[at]
      ...
    b2:
      raise IndexError: address outside of the memory

with one comparison for each access, which no address near 2**64 can wrap around.
"""

from __future__ import annotations

from typing import Final

from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Compute,
    Const,
    Function,
    Jump,
    Load,
    Operand,
    Raise,
    Slot,
    Store,
)
from ..types import BOOL, UINT64, Type

OUTSIDE: Final = RaisedError("IndexError", "address outside of the memory")


def bounds(function: Function) -> None:
    """Rewrite the function in place."""
    accesses = [
        instruction
        for block in function.blocks
        for instruction in block.instructions
        if isinstance(instruction, Load | Store)
    ]
    if accesses:
        _Bounds(function).run()


class _Bounds:
    """Rewrites one function."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.entry = Block("entry")
        self.outside: dict[Block | None, Block] = {}  # by the handler that is told
        self.limits: dict[tuple[Operand, int], Slot] = {}
        numbers = [
            int(instruction.result.name[1:])
            for block in function.blocks
            for instruction in block.instructions
            if instruction.result is not None and instruction.result.temporary
        ]
        self.next = max(numbers, default=-1) + 1

    def run(self) -> None:
        function = self.function
        self.entry.terminator = Jump(function.blocks[0])
        blocks = [self.entry]
        for block in function.blocks:
            blocks += self.split(block)
        function.blocks = [*blocks, *self.outside.values()]
        for number, block in enumerate(function.blocks):
            block.name = f"b{number}"

    def split(self, block: Block) -> list[Block]:
        """The blocks that take the place of one block: each access begins a new one."""
        result = [block]
        instructions, terminator = block.instructions, block.terminator
        block.instructions = []
        for instruction in instructions:
            if isinstance(instruction, Load | Store):
                guarded = Block("guarded", handler=block.handler)
                instruction.operands = self.guard(instruction, result[-1], guarded)
                result.append(guarded)
            result[-1].instructions.append(instruction)
        result[-1].terminator = terminator
        return result

    def guard(self, access: Load | Store, block: Block, guarded: Block) -> tuple[Operand, ...]:
        """Let a block go on at `guarded` where the access is within bounds; its operands."""
        memory, address, *written = access.operands
        t = written[0].type if isinstance(access, Store) else access.result.type
        address = self.widened(address, block, access.span)
        limit = self.limit(memory, t.bits // 8)
        beyond = self.compute(block, "ge", BOOL, address, limit, span=access.span)
        outside = self.outside.setdefault(
            block.handler, Block("outside", [], Raise(OUTSIDE), block.handler)
        )
        block.terminator = Branch(beyond, outside, guarded, True, access.span)
        return (memory, address, *written)

    def widened(self, address: Operand, block: Block, span: Span | None) -> Operand:
        """The address in 64 bits, in which extents are."""
        if address.type is UINT64:
            return address
        if isinstance(address, Const):
            return Const(address.value, UINT64)
        return self.compute(block, "convert", UINT64, address, span=span)

    def limit(self, memory: Operand, width: int) -> Slot:
        """The first address at which there is no room for `width` bytes, found at entry."""
        known = self.limits.get((memory, width))
        if known is not None:
            return known
        entry, last = self.entry, Const(width - 1, UINT64)
        extent = self.compute(entry, "extent", UINT64, memory)
        if width > 1:
            is_room = self.compute(entry, "ge", BOOL, extent, Const(width, UINT64))
            factor = self.compute(entry, "convert", UINT64, is_room)
            room = self.compute(entry, "sub", UINT64, extent, last)
            extent = self.compute(entry, "mul", UINT64, room, factor)
        self.limits[memory, width] = extent
        return extent

    def compute(
        self, block: Block, operation: str, t: Type, *operands: Operand, span: Span | None = None
    ) -> Slot:
        result = Slot(f"%{self.next}", t, temporary=True)
        self.next += 1
        block.instructions.append(Compute(operation, result, operands, span))
        return result
