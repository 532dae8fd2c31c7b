"""Copies of functions and of their blocks, for the passes that change a function.

    mine = copied(function)      # blocks and slots of its own

The runtime's functions are compiled once and shared between programs: who changes one
changes a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..errors import Span
from ..ir.nodes import (
    Block,
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
    Raise,
    Reraise,
    Return,
    Slot,
    Static,
    Store,
    Terminator,
)


def copied(function: Function) -> Function:
    """A function with blocks and slots of its own, so that either can be changed."""
    parameters = [Slot(p.name, p.type) for p in function.parameters]
    copy = Function(
        function.name, parameters, function.result, inline=function.inline, span=function.span
    )
    if function.outside is not None:
        copy.outside = function.outside
        copy.raises, copy.needs_stack = function.raises, function.needs_stack
        copy.reads, copy.writes = function.reads, function.writes
    slots: dict[Slot, Operand] = dict(zip(function.parameters, parameters, strict=True))
    for slot in function.slots:
        slots[slot] = fresh = Slot(slot.name, slot.type)
        copy.slots.append(fresh)
    blocks = {block: Block(block.name) for block in function.blocks}
    copier = Copier(slots, blocks, lambda slot: Slot(slot.name, slot.type, temporary=True))
    copy.blocks = [copier.block(block) for block in function.blocks]
    return copy


class Copier:
    """Copies blocks, with slots, temporaries and targets replaced.

    All of a copy stands where `place` is, if that is given.  What leaves the original with an
    error goes to `handler` in the copy, if that is given.
    """

    def __init__(
        self,
        slots: dict[Slot, Operand],
        blocks: dict[Block, Block],
        fresh: Callable[[Slot], Slot],
        place: Span | None = None,
        handler: Block | None = None,
    ) -> None:
        self.slots = slots
        self.blocks = blocks
        self.fresh = fresh
        self.place = place
        self.handler = handler

    def operand(self, operand: Operand) -> Operand:
        return operand if isinstance(operand, Const) else self.slots[operand]

    def operands(self, operands: Sequence[Operand]) -> tuple[Operand, ...]:
        return tuple(self.operand(operand) for operand in operands)

    def result(self, slot: Slot) -> Slot:
        if slot.temporary:
            self.slots[slot] = self.fresh(slot)
        found = self.slots[slot]
        assert isinstance(found, Slot), "a parameter that is assigned is copied to a slot"
        return found

    def block(self, block: Block) -> Block:
        copy = self.blocks[block]
        copy.instructions = [self.instruction(instruction) for instruction in block.instructions]
        assert block.terminator is not None
        copy.terminator = self.terminator(block.terminator)
        copy.handler = self.handler if block.handler is None else self.blocks[block.handler]
        return copy

    def instruction(self, node: Instruction) -> Instruction:
        operands = self.operands(node.operands)
        place = self.place or node.span
        match node:
            case Compute(operation, result, _, _, fast):
                return Compute(operation, self.result(result), operands, place, fast)
            case CallLibrary(name, result):
                return CallLibrary(name, self.result(result), operands, place)
            case Load(result):
                return Load(self.result(result), operands, place)
            case Store():
                return Store(operands, place)
            case Static(result, _, content):
                return Static(self.result(result), operands, content, place)
            case Catch(result):
                return Catch(self.result(result), place)
            case Describe(result, _, by_class):
                return Describe(self.result(result), operands, by_class, place)
            case Match(result, _, classes):
                return Match(self.result(result), operands, classes, place)
            case Call(name, found):
                return Call(name, None if found is None else self.result(found), operands, place)

    def terminator(self, node: Terminator) -> Terminator:
        place = self.place or node.span
        match node:
            case Jump(target):
                return Jump(self.blocks[target], place)
            case Branch(condition, then, otherwise, unlikely):
                test = self.operand(condition)
                return Branch(test, self.blocks[then], self.blocks[otherwise], unlikely, place)
            case Return(value):
                return Return(None if value is None else self.operand(value), place)
            case Raise(error):
                return Raise(error, place)
            case Reraise(caught):
                return Reraise(self.operand(caught), place)
