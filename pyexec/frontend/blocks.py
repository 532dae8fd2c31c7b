"""What every part of the builder is made with: slots, blocks, and instructions at the end.

    builder.start(Block("loop"))
    doubled = builder.compute("add", INT64, slot, slot)
    builder.end(Jump(block))

A block that begins takes the handler of the moment with it.
"""

from __future__ import annotations

from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Compute,
    Function,
    Jump,
    Operand,
    Slot,
    Terminator,
    UniqueNames,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Return as ReturnNode
from ..record import record
from ..types import BOOL, Type, machine
from .assigned import doubtful_reads
from .tree import (
    CheckedFunction,
    Handler,
    Held,
    Statement,
    Variable,
)

_FAST_OPERATIONS = frozenset({"add", "sub", "mul", "div", "neg"})


@record
class Finally:
    """A `finally` that has to run on the way out."""

    body: list[Statement]
    handler: Block | None  # what happens in it is handled there
    loops: int  # how many loops it stands in


class BlockBuilder:
    """Builds blocks of one function."""

    def __init__(self, checked: CheckedFunction) -> None:
        self.checked = checked
        self.slots: dict[Variable, Slot] = {}
        self.names = UniqueNames()
        parameters = [self.variable_slot(v) for v in checked.parameters]
        self.function = Function(
            checked.name,
            parameters,
            machine(checked.result),
            inline=checked.inline,
            span=checked.span,
        )
        self.function.slots = [self.variable_slot(v) for v in checked.variables]
        self.doubtful = doubtful_reads(checked)
        self.flags = {
            v: self.new_slot(v.name + ".bound", BOOL) for v in dict.fromkeys(self.doubtful.values())
        }
        self.held: dict[Held, Operand] = {}
        self.loops: list[tuple[Block, Block]] = []  # (where `continue` goes, where `break` goes)
        self.handler: Block | None = None  # of the blocks that begin now
        self.finals: list[Finally] = []  # from the outermost to the innermost
        self.caught: dict[Handler, Operand] = {}  # the error that a handler has
        self.temporaries = 0
        self.block: Block | None = None
        self.span = checked.span  # of the statement at hand

    # Pieces

    def variable_slot(self, variable: Variable) -> Slot:
        name = variable.name
        if name[0] == "b" and name[1:].isdecimal():  # as blocks are called
            name += ".local"
        slot = Slot(self.names.take(name), machine(variable.type))
        self.slots[variable] = slot
        return slot

    def new_slot(self, name: str, t: Type) -> Slot:
        slot = Slot(self.names.take(name), t)
        self.function.slots.append(slot)
        return slot

    def temporary(self, t: Type) -> Slot:
        self.temporaries += 1
        return Slot(f"%{self.temporaries - 1}", t, temporary=True)

    def start(self, block: Block) -> None:
        block.handler = self.handler
        self.function.blocks.append(block)
        self.block = block

    def go_on(self, name: str) -> None:
        """Begin a new block behind this one, where the handler may be another."""
        block = Block(name)
        self.end(Jump(block))
        self.start(block)

    def end(self, terminator: Terminator) -> None:
        if self.block is not None:
            terminator.span = terminator.span or self.span
            self.block.terminator = terminator
        self.block = None

    def compute(
        self, operation: str, t: Type, *operands: Operand, span: Span | None = None
    ) -> Slot:
        assert self.block is not None
        result = self.temporary(t)
        fast = self.checked.fast and t.is_float and operation in _FAST_OPERATIONS
        self.block.instructions.append(
            Compute(operation, result, operands, span or self.span, fast)
        )
        return result

    def store(self, slot: Slot, value: Operand, span: Span | None = None) -> None:
        assert self.block is not None
        self.block.instructions.append(Compute("move", slot, (value,), span or self.span))

    def keep(self, operand: Operand) -> Operand:
        """The operand's value now, whatever is assigned to its slot later."""
        if isinstance(operand, Slot) and not operand.temporary:
            return self.compute("move", operand.type, operand)
        return operand

    def check(self, condition: Operand, error: RaisedError, span: Span | None) -> None:
        """Raise `error` where `condition` is true."""
        failure, on = Block("error"), Block("on")
        self.end(Branch(condition, failure, on, True, span))
        self.start(failure)
        self.end(RaiseNode(error, span))
        self.start(on)


def tidy(function: Function) -> None:
    """Drop blocks that are never reached, and number the others in order."""
    reached: set[Block] = set()
    work = [function.blocks[0]]
    while work:
        block = work.pop()
        if block not in reached:
            reached.add(block)
            work += block.successors()
    function.blocks = [block for block in function.blocks if block in reached]
    for number, block in enumerate(function.blocks):
        block.name = f"b{number}"
    used: set[Operand | None] = set()
    for block in function.blocks:
        for instruction in block.instructions:
            used.update((instruction.result, *instruction.operands))
        match block.terminator:
            case Branch(condition):
                used.add(condition)
            case ReturnNode(value):
                used.add(value)
    function.slots = [slot for slot in function.slots if slot in used]
