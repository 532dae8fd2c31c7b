"""Builds expressions: short circuits and conditions become blocks and branches."""

from __future__ import annotations

from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Call,
    CallLibrary,
    Const,
    Jump,
    Load,
    Operand,
    Store,
)
from ..types import BOOL, NONE, machine
from .blocks import BlockBuilder
from .tree import (
    Conditional,
    Expression,
    Fetch,
    Held,
    Hold,
    Invoke,
    Library,
    Literal,
    Logical,
    Operate,
    Put,
    Read,
)


class ValueBuilder(BlockBuilder):
    """Builds what computes a value."""

    def evaluate(self, node: Expression) -> Operand:
        match node:
            case Literal(t, _, value):
                assert value is not None
                return Const(value, machine(t))
            case Read():
                return self.read(node)
            case Operate(_, _, "move", (operand,)):
                return self.evaluate(operand)
            case Operate(t, span, operation, operands):
                values = [self.evaluate(operand) for operand in operands]
                return self.compute(operation, machine(t), *values, span=span)
            case Invoke() | Library():
                return self.call(node)
            case Fetch() | Put():
                return self.access(node)
            case Held():
                return self.held[node]
            case Hold(_, _, held, value, body):
                self.held[held] = self.evaluate(value)
                return self.evaluate(body)
            case Logical():
                return self.logical(node)
            case Conditional():
                return self.conditional(node)
        raise AssertionError(f"no value in {node}")

    def read(self, node: Read) -> Operand:
        slot = self.slots[node.variable]
        if id(node) in self.doubtful:
            unbound = self.compute("not", BOOL, self.flags[node.variable])
            text = f"cannot access local variable '{node.variable.name}' where it is not associated with a value"  # noqa: E501
            self.check(unbound, RaisedError("UnboundLocalError", text), node.span)
        return slot

    def call(self, node: Invoke | Library) -> Operand:
        operands = tuple(self.evaluate(operand) for operand in node.operands)
        assert self.block is not None
        if isinstance(node, Library):
            result = self.temporary(machine(node.type))
            self.block.instructions.append(CallLibrary(node.name, result, operands, node.span))
            return result
        if node.type is NONE:
            self.block.instructions.append(Call(node.function, None, operands, node.span))
            return Const(False, BOOL)  # never read: the checker refuses a value of None
        result = self.temporary(machine(node.type))
        self.block.instructions.append(Call(node.function, result, operands, node.span))
        return result

    def access(self, node: Fetch | Put) -> Operand:
        memory, address = self.evaluate(node.memory), self.evaluate(node.address)
        if isinstance(node, Put):
            value = self.evaluate(node.value)
            assert self.block is not None
            self.block.instructions.append(Store((memory, address, value), node.span))
            return Const(False, BOOL)  # never read: the checker refuses a value of None
        assert self.block is not None
        result = self.temporary(machine(node.type))
        self.block.instructions.append(Load(result, (memory, address), node.span))
        return result

    def logical(self, node: Logical) -> Operand:
        """The value of `and` or `or`: the left operand's if it decides, else the right one's."""
        result = self.new_slot("choice", machine(node.type))
        left = self.evaluate(node.left)
        self.store(result, left, node.span)
        test = left
        if node.held is not None:
            self.held[node.held] = left
            test = self.evaluate(node.test)
        right, end = Block("right"), Block("end")
        self.end(Branch(test, right, end) if node.is_and else Branch(test, end, right))
        self.start(right)
        self.store(result, self.evaluate(node.right), node.span)
        self.end(Jump(end))
        self.start(end)
        return result

    def conditional(self, node: Conditional) -> Operand:
        result = self.new_slot("choice", machine(node.type))
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, value in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.store(result, self.evaluate(value), node.span)
            self.end(Jump(end))
        self.start(end)
        return result

    def branch(self, test: Expression, then: Block, otherwise: Block) -> None:
        """Go to `then` or `otherwise`, by short circuit where the test has `and`, `or`, `not`."""
        match test:
            case Literal(_, _, value):
                self.end(Jump(then if value else otherwise))
            case Operate(_, _, "not", (operand,)):
                self.branch(operand, otherwise, then)
            case Operate(_, _, "unlikely", (operand,)):
                self.end(Branch(self.evaluate(operand), then, otherwise, True, test.span))
            case Logical(_, _, is_and, _, None, left, right):
                middle = Block("right")
                self.branch(left, middle, otherwise) if is_and else self.branch(left, then, middle)
                self.start(middle)
                self.branch(right, then, otherwise)
            case _:
                self.end(Branch(self.evaluate(test), then, otherwise, False, test.span))
