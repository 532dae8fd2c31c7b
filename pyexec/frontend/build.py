"""Builds the IR of a checked function.  Nothing can fail here: `check` has decided all.

    build(checked) -> ir.nodes.Function

`while`, `for`, `try`, `and`, `or`, conditional expressions and tuples end here: they become
blocks, handlers, branches and slots.  `blocks`, `values` and `loops` have the other parts.
"""

from __future__ import annotations

from ..errors import Span
from ..interface import RaisedError
from ..ir.nodes import (
    Block,
    Branch,
    Catch,
    Const,
    Function,
    Jump,
    Match,
    Operand,
    Slot,
    Terminator,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Reraise as ReraiseNode
from ..ir.nodes import Return as ReturnNode
from ..types import BOOL, INT32, NONE
from .blocks import Finally, tidy
from .loops import LoopBuilder
from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Continue,
    Evaluate,
    Group,
    Handler,
    Hold,
    If,
    Raise,
    Reraise,
    Return,
    Statement,
    Try,
    Variable,
)


def build(checked: CheckedFunction) -> Function:
    """The function in the IR."""
    return _Builder(checked).run()


class _Builder(LoopBuilder):
    """Builds the statements of one function."""

    def run(self) -> Function:
        self.start(Block("entry"))
        for flag in self.flags.values():
            self.store(flag, Const(False, BOOL))
        self.statements(self.checked.body)
        if self.block is not None:
            self.end(ReturnNode(None) if self.function.result is NONE else _unreachable())
        tidy(self.function)
        return self.function

    # Statements

    def statements(self, statements: list[Statement]) -> None:
        outer = self.span
        for statement in statements:
            if self.block is None:
                break  # what follows is never reached
            self.span = statement.span
            getattr(self, "build_" + type(statement).__name__)(statement)
        self.span = outer

    def build_Assign(self, node: Assign) -> None:
        for held, value in node.held:
            self.held[held] = self.keep(self.evaluate(value))
        operands = [self.evaluate(value) for value in node.values]
        if len(operands) > 1:
            operands = [self.keep(operand) for operand in operands]
        for target, operand in zip(node.targets, operands, strict=True):
            self.assign(target, operand, node.span)

    def assign(self, variable: Variable, value: Operand, span: Span | None) -> None:
        self.store(self.slots[variable], value, span)
        if variable in self.flags:
            self.store(self.flags[variable], Const(True, BOOL))

    def build_Evaluate(self, node: Evaluate) -> None:
        value = node.value
        while isinstance(value, Hold):
            self.held[value.held] = self.evaluate(value.value)
            value = value.body
        for element in value.elements if isinstance(value, Group) else (value,):
            self.evaluate(element)

    def build_If(self, node: If) -> None:
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, statements in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.statements(statements)
            self.end(Jump(end))
        self.start(end)

    def build_Break(self, node: Break) -> None:
        self.leave(len(self.loops), Jump(self.loops[-1][1]))

    def build_Continue(self, node: Continue) -> None:
        self.leave(len(self.loops), Jump(self.loops[-1][0]))

    def build_Return(self, node: Return) -> None:
        value = None if node.value is None else self.evaluate(node.value)
        if value is not None and self.finals:
            value = self.keep(value)
        self.leave(0, ReturnNode(value))

    def leave(self, loops: int, terminator: Terminator) -> None:
        """End here, after every `finally` that stands within so many loops, innermost first."""
        handler, finals, held = self.handler, self.finals, self.loops
        while self.finals and self.finals[-1].loops >= loops:
            final = self.finals[-1]
            self.finals = self.finals[:-1]
            self.handler, self.loops = final.handler, held[: final.loops]
            self.go_on("finally")
            self.statements(final.body)
            if self.block is None:
                break  # it has gone elsewhere
        self.end(terminator)
        self.handler, self.finals, self.loops = handler, finals, held

    # Errors

    def build_Raise(self, node: Raise) -> None:
        self.end(RaiseNode(node.error, node.span))

    def build_Reraise(self, node: Reraise) -> None:
        self.end(ReraiseNode(self.caught[node.handler], node.span))

    def build_Try(self, node: Try) -> None:
        if not node.final:
            self.try_except(node)
            return
        failed, outer = Block("failed"), self.handler
        self.finals = [*self.finals, Finally(node.final, outer, len(self.loops))]
        self.handler = failed
        self.go_on("try")
        self.try_except(node)
        self.finals = self.finals[:-1]
        self.handler = outer
        after = Block("after")
        if self.block is not None:
            self.go_on("finally")
            self.statements(node.final)
            self.end(Jump(after))
        self.start(failed)
        error = self.catch(node.span)
        self.statements(node.final)
        self.end(ReraiseNode(error))
        self.start(after)

    def try_except(self, node: Try) -> None:
        """`try` with its `except` clauses and `else`; what is in `else` is not caught."""
        if not node.handlers:
            self.statements(node.body)
            self.statements(node.otherwise)
            return
        failed, after, outer = Block("failed"), Block("after"), self.handler
        self.handler = failed
        self.go_on("try")
        self.statements(node.body)
        self.handler = outer
        if self.block is not None:
            self.go_on("else")
            self.statements(node.otherwise)
            self.end(Jump(after))
        self.start(failed)
        error = self.catch(node.span)
        for handler in node.handlers:
            self.caught[handler] = error
            unmatched = self.match(handler, error)
            self.statements(handler.body)
            self.end(Jump(after))
            self.start(unmatched)
        self.end(ReraiseNode(error))
        self.start(after)

    def catch(self, span: Span | None) -> Slot:
        """The error that led to the handler that begins here."""
        assert self.block is not None
        error = self.temporary(INT32)
        self.block.instructions.append(Catch(error, span))
        return error

    def match(self, handler: Handler, error: Operand) -> Block:
        """Go on in a new block where a handler catches the error; where else, that is given."""
        assert self.block is not None
        matched = self.temporary(BOOL)
        self.block.instructions.append(Match(matched, (error,), handler.classes, handler.span))
        then, unmatched = Block("except"), Block("unmatched")
        self.end(Branch(matched, then, unmatched))
        self.start(then)
        return unmatched


def _unreachable() -> Terminator:
    """The end of a function of a value: the checker has shown that control never comes."""
    return RaiseNode(RaisedError("SystemError", "control reached the end of a function"))
