"""What every part of the builder is made with: slots, blocks, and instructions at the end.

    builder.start(Block("loop"))
    doubled = builder.compute("add", INT64, slot, slot)
    builder.end(Jump(block))

A block that begins takes the handler of the moment with it.  Where references are live
that nothing else would release, what may raise gets a handler of its own (`risk`): a block
that releases the newest of them and raises the error again, with a handler that releases
the next, until what is left is that of the `try` around, or of the function.
"""

from __future__ import annotations

from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import (
    HEAP,
    Block,
    Branch,
    Call,
    Catch,
    Compute,
    Function,
    Instruction,
    Jump,
    Operand,
    Slot,
    Terminator,
    UniqueNames,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Reraise as ReraiseNode
from ..ir.nodes import Return as ReturnNode
from ..object_types import OptionalType
from ..ops import OPERATIONS
from ..record import record
from ..types import BOOL, INT32, MEMORY, Type, machine
from . import counting
from .assigned import facts
from .tree import (
    CheckedFunction,
    Handler,
    Held,
    Loop,
    Statement,
    Variable,
)

_FAST_OPERATIONS = frozenset({"add", "sub", "mul", "div", "neg"})


@record
class Reference:
    """A reference that the code at hand has to release, or to give away."""

    value: Operand
    type: Type
    home: Block | None  # where it came to be


# The references that are live, the oldest first.
Live = tuple[Reference, ...]


@record
class Finally:
    """A `finally` that has to run on the way out."""

    body: list[Statement]
    handler: Block | None  # what happens in it is handled there
    loops: int  # how many loops it stands in


@record
class Round:
    """A loop around here."""

    continues: Block  # where `continue` goes
    breaks: Block  # where `break` goes
    live: Live  # what its body leaves alone


class BlockBuilder:
    """Builds blocks of one function."""

    def __init__(self, checked: CheckedFunction, messages: bool) -> None:
        self.checked = checked
        self.messages = messages  # errors may come whose messages were computed
        self.slots: dict[Variable, Slot] = {}
        self.names = UniqueNames()
        parameters = [self.variable_slot(v) for v in checked.parameters]
        self.function = Function(
            checked.name,
            parameters,
            self.machine(checked.result),
            inline=checked.inline,
            span=checked.span,
        )
        self.function.slots = [self.variable_slot(v) for v in checked.variables]
        found = facts(checked)
        self.doubtful = found.doubtful
        self.has_sequences = found.has_sequences
        self.flags = {
            v: self.new_slot(v.name + ".bound", BOOL)
            for v in dict.fromkeys(self.doubtful.values())
            if not v.type.is_object or isinstance(v.type, OptionalType)  # else null tells it
        }
        self.retained_parameters = [
            v for v in checked.parameters if v.type.is_object and v in found.assigned
        ]
        # The variables that hold references of their own.
        self.owners = [v for v in checked.variables if v.type.is_object] + self.retained_parameters
        self.rooted = bool(self.owners)  # whether there is something to do where errors leave
        self.held: dict[Held, Operand] = {}
        self.loops: list[Round] = []
        self.exhausted: dict[Loop, Block] = {}  # where a loop without further values goes on
        self.handler: Block | None = None  # of the `try` around what is built now
        self.finals: list[Finally] = []  # from the outermost to the innermost
        self.caught: dict[Handler, Operand] = {}  # the error that a handler has
        self.taken: dict[Handler, Operand] = {}  # its message, or null
        self.live: Live = ()
        self.outside: dict[Block | None, Live] = {None: ()}  # what a handler leaves alone
        self.clean_ups: dict[tuple[Live, Block | None], Block] = {}
        self.temporaries = 0
        self.block: Block | None = None
        self.risky = False  # something in the block may raise
        self.span = checked.span  # of the statement at hand

    # Pieces

    def machine(self, t: Type) -> Type:
        """The type of a slot: a reference is an address."""
        return self.checked.address if t.is_object else machine(t)

    def variable_slot(self, variable: Variable) -> Slot:
        name = variable.name
        if name[0] == "b" and name[1:].isdecimal():  # as blocks are called
            name += ".local"
        slot = Slot(self.names.take(name), self.machine(variable.type))
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
        self.risky = False

    def go_on(self, name: str) -> None:
        """Begin a new block behind this one, where the handler may be another."""
        block = Block(name)
        self.end(Jump(block))
        self.start(block)

    def end(self, terminator: Terminator) -> None:
        if self.block is not None:
            if isinstance(terminator, RaiseNode | ReraiseNode):
                self.risk()
            terminator.span = terminator.span or self.span
            self.block.terminator = terminator
        self.block = None

    def emit(self, instruction: Instruction) -> None:
        assert self.block is not None
        self.block.instructions.append(instruction)

    def compute(
        self, operation: str, t: Type, *operands: Operand, span: Span | None = None
    ) -> Slot:
        if OPERATIONS[operation].raises is not None:
            self.risk()
        result = self.temporary(t)
        fast = self.checked.fast and t.is_float and operation in _FAST_OPERATIONS
        self.emit(Compute(operation, result, operands, span or self.span, fast))
        return result

    def store(self, slot: Slot, value: Operand, span: Span | None = None) -> None:
        self.emit(Compute("move", slot, (value,), span or self.span))

    def keep(self, operand: Operand) -> Operand:
        """The operand's value now, whatever is assigned to its slot later."""
        if isinstance(operand, Slot) and not operand.temporary and operand.type is not MEMORY:
            return self.compute("move", operand.type, operand)
        return operand

    def check(self, condition: Operand, error: RaisedError, span: Span | None) -> None:
        """Raise `error` where `condition` is true."""
        failure, on = Block("error"), Block("on")
        self.end(Branch(condition, failure, on, True, span))
        self.start(failure)
        self.end(RaiseNode(error, span))
        self.start(on)

    # Errors

    def risk(self) -> None:
        """What comes next may raise: see to it that the handler is the right one for it."""
        handler = self.clean_up(self.live)
        assert self.block is not None
        if handler is not self.block.handler:
            # A handler may use only what is there when its block begins.
            if self.risky or (self.live and self.live[-1].home is self.block):
                self.go_on("on")
            self.block.handler = handler
        self.risky = True

    def clean_up(self, live: Live) -> Block | None:
        """The block that releases the references that live here but not in the handler."""
        if len(live) == len(self.outside[self.handler]):
            return self.handler if self.handler is not None or not self.rooted else self.root()
        key = (live, self.handler)
        block = self.clean_ups.get(key)
        if block is None:
            block = self.clean_ups[key] = Block("clean-up")
            block.handler = self.clean_up(live[:-1])
            self.fill_clean_up(block, [(live[-1].value, live[-1].type)])
        return block

    def root(self) -> Block:
        """The block that releases all variables; the error then leaves the function."""
        key: tuple[Live, Block | None] = ((), None)
        block = self.clean_ups.get(key)
        if block is None:
            block = self.clean_ups[key] = Block("clean-up")
            self.fill_root(block)
        return block

    def fill_root(self, block: Block) -> None:
        self.fill_clean_up(block, [(self.slots[v], v.type) for v in self.owners])

    def fill_clean_up(self, block: Block, references: list[tuple[Operand, Type]]) -> None:
        error = self.temporary(INT32)
        block.instructions = [Catch(error)]
        block.instructions += [
            Call(counting.operation("drop", t), None, (HEAP, reference))
            for reference, t in references
        ]
        block.terminator = ReraiseNode(error)


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
