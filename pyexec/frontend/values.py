"""Builds expressions: short circuits and conditions become blocks and branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Const,
    Jump,
    Operand,
    Slot,
)
from ..types import BOOL, NONE, machine
from .lending import borrowing
from .lives import MARK
from .references import is_borrowed
from .storage import StorageBuilder
from .tree import (
    Conditional,
    Expression,
    Held,
    Hold,
    Invoke,
    Library,
    Literal,
    Logical,
    MoveOut,
    Null,
    Operate,
    Read,
    Sequence,
    Statement,
)


class ValueBuilder(StorageBuilder):
    """Builds what computes a value."""

    if TYPE_CHECKING:  # the builder of statements has it

        def statements(self, statements: list[Statement]) -> None: ...

    def evaluate(self, node: Expression) -> Operand:
        match node:
            case Literal(t, _, value):
                # None is never read: the checker refuses a value of None.
                return Const(False, BOOL) if value is None else Const(value, machine(t))
            case Read():
                return self.read(node)
            case Operate(t, _, "move", (operand,)):
                return self.seen_as(self.evaluate(operand), t)
            case Operate(t, span, operation, operands):
                values = self.evaluate_all(operands)
                return self.compute(operation, machine(t), *values, span=span)
            case Invoke() | Library():
                return self.call(node)
            case Held():
                return self.held[node]
            case Hold():
                return self.hold(node)
            case Logical():
                return self.logical(node)
            case Conditional():
                return self.conditional(node)
            case Null():
                return Const(0, self.checked.address)
        built: Operand = getattr(self, "build_" + type(node).__name__)(node)
        return built

    def read(self, node: Read | MoveOut) -> Slot:
        variable = node.variable
        slot = self.slots[variable]
        if id(node) in self.doubtful:
            if variable in self.flags:
                unbound = self.compute("not", BOOL, self.flags[variable])
            else:
                unbound = self.compute("eq", BOOL, slot, Const(0, slot.type))
            self.check(unbound, _unbound(node), node.span)
        return slot

    def call(self, node: Invoke | Library) -> Operand:
        before = self.live
        if isinstance(node, Invoke):
            node = borrowing(node, self.checked.address)
        operands = tuple(self.evaluate_all(node.operands))
        if isinstance(node, Library):
            result = self.temporary(machine(node.type))
            self.emit(CallLibrary(node.name, result, operands, node.span))
            return result
        self.risk()
        if node.type is NONE:
            self.emit(Call(node.function, None, operands, node.span))
            self.release_to(before)
            return Const(False, BOOL)  # never read: the checker refuses a value of None
        result = self.temporary(self.machine(node.type))
        self.emit(Call(node.function, result, operands, node.span))
        self.release_to(before)
        return self.fresh(result, node.type) if node.type.is_object else result

    def hold(self, node: Hold) -> Operand:
        self.hold_value(node.held, node.value)
        return self.evaluate(node.body)

    def hold_value(self, held: Held, value: Expression) -> None:
        """Let `held` stand for a value as it is now."""
        operand = self.evaluate(value)
        if self.has_sequences:
            operand = self.protect(operand, value.type)
        self.held[held] = operand

    def build_Sequence(self, node: Sequence) -> Operand:
        self.statements(node.statements)
        if self.block is None:
            self.start(Block("unreached"))  # they have raised: the value is never computed
        return self.evaluate(node.value)

    def build_MoveOut(self, node: MoveOut) -> Operand:
        return self.move_out(node.variable, self.read(node))

    # Choices

    def logical(self, node: Logical) -> Operand:
        """The value of `and` or `or`: the left operand's if it decides, else the right one's."""
        result = self.new_slot("choice", self.machine(node.type))
        owned = node.type.is_object and not is_borrowed(node)
        left = self.secure(node.left) if owned else self.evaluate(node.left)
        self.store(result, left, node.span)
        test = left
        if node.held is not None:
            self.held[node.held] = left
            test = self.evaluate(node.test)
        right, end = Block("right"), Block("end")
        self.end(Branch(test, right, end) if node.is_and else Branch(test, end, right))
        if owned:
            self.give(left)
        self.start(right)
        if owned:
            self.count("release", left, node.type)
        self.choose(result, node.right, owned)
        self.end(Jump(end))
        self.start(end)
        return self.fresh(result, node.type) if owned else result

    def conditional(self, node: Conditional) -> Operand:
        result = self.new_slot("choice", self.machine(node.type))
        owned = node.type.is_object and not is_borrowed(node)
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, value in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.choose(result, value, owned)
            self.end(Jump(end))
        self.start(end)
        return self.fresh(result, node.type) if owned else result

    def choose(self, result: Slot, value: Expression, owned: bool) -> None:
        """Let a choice be a value; what else is live then is so on this way only."""
        before = self.live
        operand = self.own(value) if owned else self.evaluate(value)
        self.store(result, operand, value.span)
        self.release_to(before)

    def branch(self, test: Expression, then: Block, otherwise: Block) -> None:
        """Go to `then` or `otherwise`, by short circuit where the test has `and`, `or`, `not`."""
        match test:
            case Literal(_, _, value):
                self.end(Jump(then if value else otherwise))
            case Operate(_, _, "not", (operand,)):
                self.branch(operand, otherwise, then)
            case Operate(_, _, "unlikely", (operand,)):
                self.end(Branch(self.tested(operand), then, otherwise, True, test.span))
            case Logical(_, _, is_and, _, None, left, right):
                middle = Block("right")
                self.branch(left, middle, otherwise) if is_and else self.branch(left, then, middle)
                self.start(middle)
                self.branch(right, then, otherwise)
            case _:
                self.end(Branch(self.tested(test), then, otherwise, False, test.span))

    def tested(self, test: Expression) -> Operand:
        """The value of a condition, with nothing that it has made left behind."""
        before = self.live
        value = self.evaluate(test)
        self.release_to(before)
        return value


def _unbound(node: Read | MoveOut) -> RaisedError:
    """The error of a variable without a value; of a free one where a function within has it."""
    name, place = node.variable.name.partition(MARK)[0], "where it is not associated with a value"
    if isinstance(node, Read) and node.captured:
        text = f"cannot access free variable '{name}' {place} in enclosing scope"
        return RaisedError("NameError", text)
    return RaisedError("UnboundLocalError", f"cannot access local variable '{name}' {place}")
