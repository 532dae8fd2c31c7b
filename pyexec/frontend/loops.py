"""Builds loops: `while`, `for` over a range, and over whatever else there is."""

from __future__ import annotations

from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Const,
    Jump,
    Operand,
    Slot,
)
from ..types import BOOL, Kind, Type, by_name, machine
from .blocks import Round
from .tree import Exhaust, ForRange, Loop, Statement, While
from .values import ValueBuilder

_ZERO_STEP = RaisedError("ValueError", "range() arg 3 must not be zero")


class LoopBuilder(ValueBuilder):
    """Builds what runs a body again and again."""

    def build_While(self, node: While) -> None:
        header, body = Block("loop"), Block("body")
        exhausted, end = Block("exhausted"), Block("end")
        self.end(Jump(header))
        self.start(header)
        self.branch(node.test, body, exhausted)
        self.start(body)
        self.repeat(node.body, header, end)
        self.end(Jump(header))
        self.start(exhausted)
        self.statements(node.otherwise)
        self.end(Jump(end))
        self.start(end)

    def build_Loop(self, node: Loop) -> None:
        header, exhausted, end = Block("loop"), Block("exhausted"), Block("end")
        self.exhausted[node] = exhausted
        self.end(Jump(header))
        self.start(header)
        self.repeat([*node.advance, *node.body], header, end)
        self.end(Jump(header))
        self.start(exhausted)
        self.statements(node.otherwise)
        self.end(Jump(end))
        self.start(end)

    def build_Exhaust(self, node: Exhaust) -> None:
        self.end(Jump(self.exhausted[node.loop]))

    def repeat(self, statements: list[Statement], continues: Block, breaks: Block) -> None:
        """The body of a loop, with where `continue` and `break` go."""
        self.loops.append(Round(continues, breaks, self.live))
        self.statements(statements)
        self.loops.pop()

    def build_ForRange(self, node: ForRange) -> None:
        bounds = (node.start, node.stop, node.step)
        before = self.live
        start, stop, step = (self.keep(self.evaluate(bound)) for bound in bounds)
        self.release_to(before)
        if node.simple or (isinstance(step, Const) and step.value in (1, -1)):
            self.simple_steps(node, start, stop, step)
        else:
            self.counted_steps(node, start, stop, step)

    def simple_steps(self, node: ForRange, start: Operand, stop: Operand, step: Operand) -> None:
        """`i < stop; i += 1`: cannot overflow, since i is below a number of its type."""
        header, body, latch = Block("loop"), Block("body"), Block("next")
        exhausted, end = Block("exhausted"), Block("end")
        index = self.new_slot("index", start.type)
        self.store(index, start)
        self.end(Jump(header))
        self.start(header)
        compare = "gt" if isinstance(step, Const) and step.value == -1 else "lt"
        self.end(Branch(self.compute(compare, BOOL, index, stop, span=node.span), body, exhausted))
        self.iterate(node, index, body, latch, end)
        self.start(latch)
        self.store(index, self.compute("add", index.type, index, step, span=node.span))
        self.end(Jump(header))
        self.finish_loop(node, exhausted, end)

    def counted_steps(self, node: ForRange, start: Operand, stop: Operand, step: Operand) -> None:
        """The number of rounds is computed first, unsigned: the index may wrap after the last."""
        t = start.type
        index = self.new_slot("index", t)
        rounds = self.new_slot("rounds", _unsigned(t))
        setup, body, latch = Block("setup"), Block("body"), Block("next")
        exhausted, end = Block("exhausted"), Block("end")
        self.store(index, start)
        if not isinstance(step, Const):
            zero = self.compute("eq", BOOL, step, Const(0, t))
            self.check(zero, _ZERO_STEP, node.step.span)
        for ascending in self.directions(step, exhausted, setup):
            self.count_rounds(rounds, start, stop, step, ascending, setup, exhausted)
        self.start(setup)
        self.end(Jump(body))
        self.iterate(node, index, body, latch, end)
        self.start(latch)
        self.store(index, self.compute("add", t, index, step, span=node.span))
        left = self.compute("sub", rounds.type, rounds, Const(1, rounds.type))
        self.store(rounds, left)
        more = self.compute("ne", BOOL, left, Const(0, rounds.type))
        self.end(Branch(more, body, exhausted))
        self.finish_loop(node, exhausted, end)

    def directions(self, step: Operand, exhausted: Block, setup: Block) -> list[bool]:
        """Open a block for each direction that the step can have, the first one last."""
        if isinstance(step, Const):
            assert isinstance(step.value, int)
            return [step.value > 0]
        if not step.type.signed:
            return [True]
        self.pending = (Block("up"), Block("down"))
        positive = self.compute("gt", BOOL, step, Const(0, step.type))
        self.end(Branch(positive, *self.pending))
        return [True, False]

    def count_rounds(
        self,
        rounds: Slot,
        start: Operand,
        stop: Operand,
        step: Operand,
        ascending: bool,
        setup: Block,
        exhausted: Block,
    ) -> None:
        """rounds = (distance - 1) // |step| + 1, where there is a distance."""
        if self.block is None:
            self.start(self.pending[0] if ascending else self.pending[1])
        some = Block("some")
        low, high = (start, stop) if ascending else (stop, start)
        self.end(Branch(self.compute("lt", BOOL, low, high), some, exhausted))
        self.start(some)
        u = rounds.type
        low, high = self.unsigned(low, u), self.unsigned(high, u)
        size: Operand = step
        if not ascending:
            size = self.compute("sub", step.type, Const(0, step.type), step)
        distance = self.compute("sub", u, self.compute("sub", u, high, low), Const(1, u))
        whole = self.compute("div", u, distance, self.unsigned(size, u))
        self.store(rounds, self.compute("add", u, whole, Const(1, u)))
        self.end(Jump(setup))

    def unsigned(self, operand: Operand, t: Type) -> Operand:
        return operand if operand.type is t else self.compute("convert", t, operand)

    def iterate(self, node: ForRange, index: Slot, body: Block, latch: Block, end: Block) -> None:
        """The body, with the loop variable set; assigning to it leaves the index alone."""
        self.start(body)
        value: Operand = self.keep(index)
        t = machine(node.variable.type)
        if t is not index.type:
            value = self.compute("convert", t, value)
        self.assign(node.variable, value, node.span)
        self.repeat(node.body, latch, end)
        self.end(Jump(latch))

    def finish_loop(self, node: ForRange, exhausted: Block, end: Block) -> None:
        self.start(exhausted)
        self.statements(node.otherwise)
        self.end(Jump(end))
        self.start(end)


def _unsigned(t: Type) -> Type:
    return t if t.kind is Kind.UNSIGNED else by_name(f"uint{t.bits}")
