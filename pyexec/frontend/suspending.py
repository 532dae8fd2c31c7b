"""Builds generators: functions that stop at each `yield`, and go on from there.

    def evens(n: int) -> Iterator[int]:        iterator = evens(5)
        for i in range(n):                     evens.resume(iterator, False)   # whether there is
            yield 2 * i                                                        # a further value

A generator becomes two functions.  One makes the iterator, a block with room for all that
has to last from one value to the next:

    [number][state][value, two places][parameters ...][slots ...]

`resume` takes what it needs from there and goes on where the state says; at a `yield` it puts
back what is still needed (`_live`), and the value.  With `closing` it raises GeneratorExit at
the `yield` where it stands, as Python does when an iterator goes: so every `finally` runs, and
all references are given up.
"""

from __future__ import annotations

from typing import Final

from ..interface import RaisedError
from ..ir.nodes import (
    HEAP,
    Block,
    Branch,
    Call,
    Catch,
    Const,
    Function,
    Jump,
    Match,
    Operand,
    Slot,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Reraise as ReraiseNode
from ..ir.nodes import Return as ReturnNode
from ..object_types import PLACE, IteratorType, places_of
from ..record import changed, record
from ..types import BOOL, INT, INT64
from .blocks import tidy
from .build import Builder, build
from .tree import CheckedFunction, Literal, Pack, Read, Return, Variable, Yield

# The places of an iterator's block.
NUMBER, STATE, VALUE, FRAME = 0, 1, 2, 4

# States below 0: it is running, it has ended.  0 is before the beginning.
RUNNING, ENDED = -1, -2

_RUNNING_ALREADY: Final = RaisedError("ValueError", "generator already executing")
_STOPPED: Final = RaisedError("RuntimeError", "generator raised StopIteration")
_CLOSED: Final = RaisedError("GeneratorExit", "")


def resuming(name: str) -> str:
    """The name of the function that goes on with a generator."""
    return f"{name}.resume"


def built_functions(checked: CheckedFunction, messages: bool = False) -> list[Function]:
    """What a function is in the IR: one function, or the two of a generator."""
    if checked.generator is None:
        return [build(checked, messages)]
    return build_generator(checked, messages)


def build_generator(checked: CheckedFunction, messages: bool = False) -> list[Function]:
    """The two functions of a generator in the IR."""
    iterator, closing = Variable("iterator", checked.result), Variable("closing", BOOL)
    body = changed(
        checked,
        name=resuming(checked.name),
        parameters=[iterator, closing],
        result=BOOL,
        variables=[*checked.parameters, *checked.variables],
        inline="auto",
    )
    builder = _GeneratorBuilder(body, messages, checked.parameters)
    resume = builder.run()
    return [_maker(checked, builder.places - FRAME, messages), resume]


def _maker(checked: CheckedFunction, places: int, messages: bool) -> Function:
    """The function that makes the iterator, which has its parameters and has not begun."""
    assert isinstance(checked.result, IteratorType) and checked.generator is not None
    first = [Literal(INT, None, n) for n in (checked.generator, 0, 0, 0)]
    parameters = [Read(p.type, None, p) for p in checked.parameters]
    taken = sum(places_of(p.type) for p in checked.parameters)
    room = [Literal(INT, None, 0) for _ in range(places - taken)]
    made = Pack(checked.result, checked.span, (*first, *parameters, *room))
    body = changed(checked, variables=[], body=[Return(checked.span, made)], constants=())
    return Builder(body, messages).run()


@record
class _Stop:
    """A `yield`: what leads to it, and where the function goes on."""

    before: Block
    after: Block


class _GeneratorBuilder(Builder):
    """Builds the function that goes on with a generator."""

    def __init__(
        self, checked: CheckedFunction, messages: bool, parameters: list[Variable]
    ) -> None:
        super().__init__(checked, messages)
        self.own_parameters_of_generator = parameters
        self.iterator, self.closing = (self.slots[v] for v in checked.parameters)
        self.rooted = True  # what leaves it ends it
        self.stops: list[_Stop] = []
        self.places = FRAME
        self.last_blocks: list[Block] = []

    def run(self) -> Function:
        dispatch = Block("entry")
        begin = Block("begin")
        self.start(begin)
        for flag in self.flags.values():
            self.store(flag, Const(False, BOOL))
        for variable in self.own_parameters_of_generator:
            value = self.load(self.at(self.places), variable.type, None)
            self.store(self.slots[variable], value)
            if variable in self.flags:
                self.store(self.flags[variable], Const(True, BOOL))
            self.places += places_of(variable.type)
        self.leave_if_closing()
        self.statements(self.checked.body)
        if self.block is not None:
            self.give_back(None)
        self.build_exit()
        self.function.blocks += [*self.clean_ups.values(), *self.last_blocks]
        self.save_and_restore()
        self.dispatch(dispatch, begin)
        self.function.blocks.remove(dispatch)
        self.function.blocks.insert(0, dispatch)
        self.clear_variables()
        tidy(self.function)
        return self.function

    # The iterator's block

    def at(self, place: int) -> tuple[Operand, Operand]:
        return self.beyond((HEAP, self.iterator), PLACE * place)

    def set_state(self, state: int) -> None:
        self.write(self.at(STATE), Const(state, INT64), INT64, None)

    def dispatch(self, dispatch: Block, begin: Block) -> None:
        """Go to where the function goes on."""
        self.handler, self.live = None, ()
        self.start(dispatch)
        state = self.load(self.at(STATE), INT64, None)
        self.set_state(RUNNING)
        for number, block in enumerate([begin, *(stop.after for stop in self.stops)]):
            other = Block("other")
            here = self.compute("eq", BOOL, state, Const(number, INT64))
            self.end(Branch(here, block, other))
            self.start(other)
        running, ended = Block("running"), Block("ended")
        again = self.compute("eq", BOOL, state, Const(RUNNING, INT64))
        self.end(Branch(again, running, ended))
        self.start(running)
        self.end(RaiseNode(_RUNNING_ALREADY))
        self.start(ended)
        self.set_state(ENDED)
        self.end(ReturnNode(Const(False, BOOL)))

    # Statements

    def build_Yield(self, node: Yield) -> None:
        live = self.live
        value = self.own(node.value)
        self.write(self.at(VALUE), value, node.value.type, node.span)
        self.release_to(live)
        self.set_state(len(self.stops) + 1)
        after = Block("after")
        assert self.block is not None
        self.stops.append(_Stop(self.block, after))
        self.end(ReturnNode(Const(True, BOOL)))
        self.start(after)
        self.leave_if_closing()

    def leave_if_closing(self) -> None:
        closed, on = Block("closed"), Block("on")
        self.end(Branch(self.closing, closed, on))
        self.start(closed)
        self.risk()
        self.end(RaiseNode(_CLOSED))
        self.start(on)

    def give_back(self, value: Operand | None) -> None:
        if self.exit is None:
            self.exit = Block("exit")
        self.end(Jump(self.exit))

    def build_exit(self) -> None:
        if self.exit is not None:
            self.start(self.exit)
            self.release_variables()
            self.set_state(ENDED)
            self.end(ReturnNode(Const(False, BOOL)))

    def fill_root(self, block: Block) -> None:
        """An error ends the generator; one that came as it was closed has done its duty."""
        outer = self.block
        super().fill_root(block)
        catch = block.instructions[0]
        assert isinstance(catch, Catch)
        error = catch.result
        self.block = block
        self.set_state(ENDED)
        closed, left, stopped, other = (Block(n) for n in ("closed", "left", "stopped", "other"))
        matched = self.temporary(BOOL)
        block.instructions.append(Match(matched, (error,), ("StopIteration",)))
        block.terminator = Branch(self.closing, closed, left)
        closed.terminator = ReturnNode(Const(False, BOOL))
        if self.messages:
            closed.instructions.append(Call("messages.forget", None, (HEAP,)))
        left.terminator = Branch(matched, stopped, other)
        stopped.terminator = RaiseNode(_STOPPED)
        other.terminator = ReraiseNode(error)
        self.last_blocks = [closed, left, stopped, other]
        self.block = outer

    # What lasts

    def save_and_restore(self) -> None:
        """Put what is needed behind each `yield` into the block before it, and take it back."""
        live = _live(self.function.blocks, {stop.before: stop.after for stop in self.stops})
        fixed = {self.iterator, self.closing}
        place: dict[Slot, int] = {}
        for stop in self.stops:
            for slot in sorted(live[stop.after] - fixed, key=lambda slot: slot.name):
                if slot not in place:
                    place[slot] = self.places
                    self.places += places_of(slot.type)
                    self.make_lasting(slot)
        for stop in self.stops:
            needed = sorted(live[stop.after] - fixed, key=lambda slot: slot.name)
            self.block = stop.before
            for slot in needed:
                self.write(self.at(place[slot]), slot, slot.type, None)
            self.block = stop.after
            behind, stop.after.instructions = stop.after.instructions, []
            for slot in needed:
                self.store(slot, self.load(self.at(place[slot]), slot.type, None))
            stop.after.instructions += behind
        self.block = None

    def make_lasting(self, slot: Slot) -> None:
        """A temporary that is needed behind a `yield` is a variable."""
        if slot.temporary:
            slot.temporary = False
            slot.name = self.names.take("kept")
            self.function.slots.append(slot)


def _live(blocks: list[Block], on: dict[Block, Block]) -> dict[Block, frozenset[Slot]]:
    """The slots of each block whose values from before it may be read in it or later.

    `on` tells behind which blocks the function stops, and where it goes on.
    """
    used: dict[Block, set[Slot]] = {}
    given: dict[Block, set[Slot]] = {}
    for block in blocks:
        reads: set[Slot] = set()
        writes: set[Slot] = set()
        for instruction in block.instructions:
            reads.update(o for o in instruction.operands if isinstance(o, Slot) and o not in writes)
            if instruction.result is not None:
                writes.add(instruction.result)
        for operand in _operands(block):
            if isinstance(operand, Slot) and operand not in writes:
                reads.add(operand)
        used[block], given[block] = reads, writes
    live = {block: frozenset(used[block]) for block in blocks}
    changes = True
    while changes:
        changes = False
        for block in reversed(blocks):
            after: set[Slot] = set()
            for target in (*block.targets(), *([on[block]] if block in on else [])):
                after |= live[target]
            after -= given[block]
            if block.handler is not None:  # from before any of what the block gives
                after |= live[block.handler]
            found = live[block] | after
            if found != live[block]:
                live[block], changes = found, True
    return live


def _operands(block: Block) -> tuple[Operand | None, ...]:
    match block.terminator:
        case Branch(condition):
            return (condition,)
        case ReturnNode(value):
            return (value,)
        case ReraiseNode(error):
            return (error,)
    return ()
