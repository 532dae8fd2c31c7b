"""Builds what raises and what catches: `raise`, `try`, `except`, `finally`.

An error with a constant message is a number.  A message that was computed stands in the heap
(`rt/messages.py`) while its error is on its way.  An `except` clause takes it from there,
so that whatever is raised and caught inside leaves it alone; `raise` puts it back.
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
    Const,
    Describe,
    Jump,
    Match,
    Operand,
    Slot,
)
from ..ir.nodes import Raise as RaiseNode
from ..ir.nodes import Reraise as ReraiseNode
from ..object_types import STR, optional_of
from ..types import BOOL, INT32, Type
from .blocks import Finally
from .loops import LoopBuilder
from .tree import Handler, Raise, RaiseText, Reraise, Try


class ErrorBuilder(LoopBuilder):
    """Builds the statements for errors."""

    def build_Raise(self, node: Raise) -> None:
        self.end(RaiseNode(node.error, node.span))

    def build_RaiseText(self, node: RaiseText) -> None:
        live = self.live
        message = self.evaluate(node.message)
        self.put_message(message)
        self.release_to(live)
        self.end(RaiseNode(RaisedError(node.kind, None), node.span))

    def build_Reraise(self, node: Reraise) -> None:
        message = self.taken.get(node.handler)
        if message is not None:
            self.put_message(message)
        self.end(ReraiseNode(self.caught[node.handler], node.span))

    def build_Try(self, node: Try) -> None:
        if not node.final:
            self.try_except(node)
            return
        failed, outer = Block("failed"), self.handler
        self.finals = [*self.finals, Finally(node.final, outer, len(self.loops))]
        self.guard(failed)
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
        self.finally_after_error(node)
        self.start(after)

    def finally_after_error(self, node: Try) -> None:
        live = self.live
        error = self.catch(node.span)
        message = self.take_message()
        self.statements(node.final)
        if message is not None and self.block is not None:
            self.put_message(message)
        self.release_to(live)
        self.end(ReraiseNode(error))

    def try_except(self, node: Try) -> None:
        """`try` with its `except` clauses and `else`; what is in `else` is not caught."""
        if not node.handlers:
            self.statements(node.body)
            self.statements(node.otherwise)
            return
        failed, after, outer = Block("failed"), Block("after"), self.handler
        self.guard(failed)
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
            if handler.classes == ("BaseException",):  # no other clause comes behind it
                self.handle(handler, error)
                self.end(Jump(after))
                self.start(after)
                return
            unmatched = self.match(handler, error)
            self.handle(handler, error)
            self.end(Jump(after))
            self.start(unmatched)
        self.end(ReraiseNode(error))
        self.start(after)

    def guard(self, failed: Block) -> None:
        """What raises from here on leads to a block, which leaves alone what is live now."""
        self.handler = failed
        self.outside[failed] = self.live

    def handle(self, handler: Handler, error: Operand) -> None:
        """The body of an `except` clause."""
        live = self.live
        message = self.take_message()
        if message is not None:
            self.taken[handler] = message
        if handler.variable is not None:
            self.assign(handler.variable, self.describe(error, message), handler.span)
        if handler.class_name is not None:
            name = self.found_text(error, by_class=True)
            self.count("retain", name, STR)
            self.assign(handler.class_name, name, handler.span)
        if handler.message is not None and message is not None:
            kept = self.give(self.retained(message, optional_of(STR)))
            self.assign(handler.message, kept, handler.span)
        self.statements(handler.body)
        self.release_to(live)

    def catch(self, span: Span | None) -> Slot:
        """The error that led to the handler that begins here."""
        error = self.temporary(INT32)
        self.emit(Catch(error, span))
        return error

    def match(self, handler: Handler, error: Operand) -> Block:
        """Go on in a new block where a handler catches the error; where else, that is given."""
        matched = self.temporary(BOOL)
        self.emit(Match(matched, (error,), handler.classes, handler.span))
        then, unmatched = Block("except"), Block("unmatched")
        self.end(Branch(matched, then, unmatched))
        self.start(then)
        return unmatched

    # Messages

    def put_message(self, message: Operand) -> None:
        self.emit(Call("messages.keep", None, (HEAP, message), self.span))

    def take_message(self) -> Operand | None:
        """The message of what was caught, or null, live from here on.

        None where no message of the program is ever computed.
        """
        if not self.messages:
            return None
        t = optional_of(STR)
        return self.fresh(self.call_runtime("messages.take", t), t)

    def describe(self, error: Operand, message: Operand | None) -> Operand:
        """The text of an error, as a reference that is the caller's."""
        message = message or Const(0, self.checked.address)
        constant = self.found_text(error, by_class=False)
        return self.call_runtime("messages.described", STR, constant, message)

    def found_text(self, error: Operand, by_class: bool) -> Slot:
        """The constant text of an error, or of its class's name, which is not counted."""
        found = self.temporary(self.checked.address)
        self.emit(Describe(found, (HEAP, error), by_class, self.span))
        return found

    def call_runtime(self, name: str, t: Type, *operands: Operand) -> Slot:
        """Call a function of `rt/` on the heap that does not raise."""
        result = self.temporary(self.machine(t))
        self.emit(Call(name, result, (HEAP, *operands), self.span))
        return result
