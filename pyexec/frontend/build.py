"""Builds the IR of a checked function.  Nothing can fail here: `check` has decided all.

    build(checked) -> ir.nodes.Function

`while`, `for`, `try`, `and`, `or`, conditional expressions and tuples end here: they become
blocks, handlers, branches and slots.  `blocks`, `references`, `storage`, `values`, `loops` and
`raising` have the other parts.
"""

from __future__ import annotations

from typing import Final

from ..interface import RaisedError
from ..ir.nodes import Block, Call, Const, Function, Jump, Operand, Slot, Terminator
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Return as ReturnNode
from ..record import changed
from ..types import BOOL, NONE
from .blocks import Live, tidy
from .raising import ErrorBuilder
from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Continue,
    Evaluate,
    Forget,
    Group,
    Held,
    Hold,
    If,
    Invoke,
    Read,
    Return,
    Statement,
    Store,
    Variable,
)

# What gives the next character of a text in a loop, and what does so in an old one's block.
_CHARACTER: Final = "objects.strings.unchecked"
_RENEWED: Final = "objects.strings.renewed"


def build(checked: CheckedFunction, messages: bool = False) -> Function:
    """The function in the IR.

    Args:
        checked: the function.
        messages: whether errors whose messages are computed can come to its handlers.
    """
    return Builder(checked, messages).run()


class Builder(ErrorBuilder):
    """Builds the statements of one function."""

    exit: Block | None = None  # where all returns lead, if there are variables to release
    result: Slot | None = None  # what is returned there

    def run(self) -> Function:
        self.start(Block("entry"))
        for variable, flag in self.flags.items():
            self.store(flag, Const(variable in self.checked.parameters, BOOL))
        self.own_parameters()
        self.statements(self.checked.body)
        if self.block is not None:
            if self.function.result is NONE:
                self.give_back(None)
            else:
                self.end(_unreachable())
        self.build_exit()
        self.clear_variables()
        self.function.blocks += self.clean_ups.values()
        tidy(self.function)
        return self.function

    # Statements

    def statements(self, statements: list[Statement]) -> None:
        outer = self.span
        for statement in statements:
            if self.block is None:
                break  # what follows is never reached
            self.span = statement.span
            live = self.live
            getattr(self, "build_" + type(statement).__name__)(statement)
            self.release_to(live)
        self.span = outer

    def build_Assign(self, node: Assign) -> None:
        match node:
            case Assign(_, (variable,), (Invoke(function=name) as character,), ()):
                if name == _CHARACTER and variable in self.owners:
                    self.renew(variable, character)
                    return
        for held, value in node.held:
            operand = self.evaluate(value)
            if self.has_sequences:
                operand = self.protect(operand, value.type)
            self.held[held] = self.keep(operand)
        operands = [self.secure(value) for value in node.values]
        if len(operands) > 1:
            operands = [o if self.is_live(o) else self.keep(o) for o in operands]
        for target, operand in zip(node.targets, operands, strict=True):
            self.assign(target, self.give(operand), node.span)

    def renew(self, variable: Variable, character: Invoke) -> None:
        """Give a loop's variable the next character of a text, in the same block if need be."""
        operands = self.evaluate_all(character.operands)
        self.risk()
        slot = self.slots[variable]
        result = self.temporary(slot.type)
        self.emit(Call(_RENEWED, result, (slot, *operands), character.span))
        self.assign(variable, result, character.span)

    def build_Evaluate(self, node: Evaluate) -> None:
        value = node.value
        while isinstance(value, Hold):
            self.held[value.held] = self.evaluate(value.value)
            value = value.body
        for element in value.elements if isinstance(value, Group) else (value,):
            self.evaluate(element)

    def build_Store(self, node: Store) -> None:
        call = node.value
        assert isinstance(call, Invoke)
        *others, value = call.operands
        held = Held(value.type, value.span)
        self.hold_value(held, value)
        self.evaluate(changed(call, operands=(*others, held)))

    def build_Forget(self, node: Forget) -> None:
        for variable in node.variables:
            self.forget(variable)

    def build_If(self, node: If) -> None:
        then, otherwise, end = Block("then"), Block("else"), Block("end")
        self.branch(node.test, then, otherwise)
        for block, statements in ((then, node.then), (otherwise, node.otherwise)):
            self.start(block)
            self.statements(statements)
            self.end(Jump(end))
        self.start(end)

    # Leaving

    def build_Break(self, node: Break) -> None:
        self.leave_round(self.loops[-1].breaks)

    def build_Continue(self, node: Continue) -> None:
        self.leave_round(self.loops[-1].continues)

    def leave_round(self, target: Block) -> None:
        live = self.live
        self.leave(len(self.loops), self.loops[-1].live)
        self.end(Jump(target))
        self.live = live

    def build_Return(self, node: Return) -> None:
        """A result is the caller's; a variable of this call gives its reference away."""
        live = self.live
        value: Operand | None = None
        if isinstance(node.value, Read) and self.is_last_use(node.value):
            value = self.move_out(node.value.variable, self.read(node.value))
        elif node.value is not None:
            value = self.secure(node.value)
            if self.finals and not self.is_live(value):
                value = self.keep(value)
        self.leave(0, (), value)
        self.give_back(value)
        self.live = live

    def is_last_use(self, node: Read) -> bool:
        """Whether nothing reads a variable's value once it is returned."""
        return node.variable in self.owners and not self.finals

    def leave(self, loops: int, live: Live, value: Operand | None = None) -> None:
        """Carry out every `finally` within so many loops, innermost first; release the rest.

        What is returned stays alive; should something raise, it is released as well.
        """
        handler, finals, held = self.handler, self.finals, self.loops
        pending = tuple(reference for reference in self.live if reference.value is value)
        while self.finals and self.finals[-1].loops >= loops:
            final = self.finals[-1]
            self.finals = self.finals[:-1]
            self.handler, self.loops = final.handler, held[: final.loops]
            self.go_on("finally")
            self.statements(final.body)
            if self.block is None:
                break  # it has gone elsewhere
        self.unwind(live, pending)
        self.handler, self.finals, self.loops = handler, finals, held

    def give_back(self, value: Operand | None) -> None:
        """Return; where variables have to be released, all returns do so in one place."""
        if not self.owners:
            self.end(ReturnNode(value))
            return
        if self.exit is None:
            self.exit = Block("exit")
            if value is not None:
                self.result = self.new_slot("result", value.type)
        if self.result is not None and value is not None and self.block is not None:
            self.store(self.result, value)
        self.end(Jump(self.exit))

    def build_exit(self) -> None:
        if self.exit is not None:
            self.start(self.exit)
            self.release_variables()
            self.end(ReturnNode(self.result))


def _unreachable() -> Terminator:
    """The end of a function of a value: the checker has shown that control never comes."""
    return RaiseNode(RaisedError("SystemError", "control reached the end of a function"))
