"""Counts references, so that every object is freed once and in time.

A value of an object type is *borrowed* or *fresh*.  Whoever evaluates an expression borrows
the result: it stays alive to the end of the statement, and who keeps it longer has to `own`
it.  A fresh reference, such as a call's result, is on the list of live ones until it is
released at the end of its statement, or given to its owner:

    names = shout(names[0])      # names: borrowed; names[0] and shout(...): fresh

    %0 = call lists.item(names, 0)           live: %0
    %1 = call shout(%0)                      live: %0, %1
    release %0                               live: %1
    ...                                      names owns %1, what it held before is released

A parameter is the caller's, and borrowed; one that the body assigns to is retained first.
Results are owned by the caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Span
from ..ir.nodes import HEAP, Call, Compute, Const, Operand, Slot
from ..object_types import CellType, ListType, OptionalType
from ..types import BOOL, Type
from . import counting
from .assigned import walk
from .blocks import BlockBuilder, Live, Reference
from .tree import (
    Conditional,
    Expression,
    Held,
    Hold,
    Logical,
    MoveOut,
    Null,
    Operate,
    Part,
    Read,
    Sequence,
    Text,
    Variable,
)


class ReferenceBuilder(BlockBuilder):
    """Builds what counts references."""

    if TYPE_CHECKING:  # the builder of values has it

        def evaluate(self, node: Expression) -> Operand: ...

    # Single references

    def count(self, verb: str, value: Operand, t: Type, may_be_null: bool = False) -> None:
        """Call one of `counting`'s functions, none of which raises."""
        if isinstance(value, Const):
            return  # null
        if may_be_null or isinstance(t, OptionalType):
            verb += "_any"
        self.emit(Call(counting.operation(verb, t), None, (HEAP, value), self.span))

    def is_live(self, value: Operand, since: int = 0) -> bool:
        return any(reference.value is value for reference in self.live[since:])

    def fresh(self, value: Operand, t: Type) -> Operand:
        """A reference that came to be here is live until it is released or given away."""
        self.live = (*self.live, Reference(value, t, self.block))
        return value

    def seen_as(self, value: Operand, t: Type) -> Operand:
        """A value under another type; what the runtime gave as a list is freed as a deque."""
        if isinstance(t, ListType) and t.form:
            self.live = tuple(
                Reference(value, t, reference.home) if reference.value is value else reference
                for reference in self.live
            )
        return value

    def retained(self, value: Operand, t: Type) -> Operand:
        """A reference of its own to a borrowed object."""
        if isinstance(value, Const):
            return value
        kept = self.compute("move", value.type, value)
        self.count("retain", kept, t)
        return self.fresh(kept, t)

    def give(self, value: Operand) -> Operand:
        """Take a reference off the live ones: it is its owner's now."""
        self.live = tuple(reference for reference in self.live if reference.value is not value)
        return value

    def release_to(self, live: Live) -> None:
        """Release what became live since; where control has gone, only forget it."""
        self.unwind(live, ())

    def unwind(self, live: Live, pending: Live) -> None:
        """`release_to` of all but what has to live on."""
        if self.block is not None:
            for reference in reversed(self.live[len(live) :]):
                if reference not in pending:
                    self.count("release", reference.value, reference.type)
        self.live = (*live, *pending)

    # Values

    def secure(self, node: Expression) -> Operand:
        """A value whose reference, for an object, is live and nobody else's."""
        before = len(self.live)
        value = self.evaluate(node)
        if not node.type.is_object:
            return self.keep(value) if self.has_sequences else value
        if self.is_live(value, before):
            return value
        return self.retained(value, node.type)

    def own(self, node: Expression) -> Operand:
        """A value whose reference, for an object, is the caller's."""
        return self.give(self.secure(node))

    def evaluate_all(self, nodes: tuple[Expression, ...]) -> list[Operand]:
        """Values side by side, whatever the later expressions assign."""
        values: list[Operand] = []
        for index, node in enumerate(nodes):
            value = self.evaluate(node)
            if self.has_sequences and any(map(assigns, nodes[index + 1 :])):
                value = self.protect(value, node.type)
            values.append(value)
        return values

    def protect(self, value: Operand, t: Type) -> Operand:
        """The value now, alive whatever is assigned to its variable later."""
        if t.is_object:
            return value if self.is_live(value) else self.retained(value, t)
        return self.keep(value)

    # Variables

    def assign(self, variable: Variable, value: Operand, span: Span | None) -> None:
        """Give a variable a value, which it owns; what it held before is released."""
        slot = self.slots[variable]
        if variable.type.is_object:
            before = self.compute("move", slot.type, slot)
            self.store(slot, value, span)
            self.count("release", before, variable.type, may_be_null=True)
        else:
            self.store(slot, value, span)
        if variable in self.flags:
            self.store(self.flags[variable], Const(True, BOOL))

    def forget(self, variable: Variable) -> None:
        """Take a variable's value from it, and its reference."""
        if variable.type.is_object:
            slot = self.slots[variable]
            before = self.compute("move", slot.type, slot)
            self.store(slot, Const(0, slot.type))
            self.count("release", before, variable.type, may_be_null=True)
        if variable in self.flags:
            self.store(self.flags[variable], Const(False, BOOL))

    def move_out(self, variable: Variable, slot: Slot) -> Operand:
        """A variable's value with its reference; the variable has none any more."""
        value = self.compute("move", slot.type, slot)
        if variable.type.is_object:
            self.store(slot, Const(0, slot.type))
        if variable in self.flags:
            self.store(self.flags[variable], Const(False, BOOL))
        return self.fresh(value, variable.type) if variable.type.is_object else value

    def own_parameters(self) -> None:
        """At the entry: what the body assigns to is the caller's, until it is retained."""
        for variable in self.retained_parameters:
            self.count("retain", self.slots[variable], variable.type)

    def clear_variables(self) -> None:
        """At the very beginning variables own nothing."""
        null = Const(0, self.checked.address)
        owners = [v for v in self.owners if v not in self.retained_parameters]
        moves = [Compute("move", self.slots[v], (null,)) for v in owners]
        self.function.blocks[0].instructions[:0] = moves

    def release_variables(self) -> None:
        for variable in self.owners:
            self.count("release", self.slots[variable], variable.type, may_be_null=True)


def assigns(node: Expression) -> bool:
    """Whether an expression assigns to variables."""
    return any(isinstance(part, Sequence | MoveOut) for part in walk(node))


def is_borrowed(node: Expression) -> bool:
    """Whether evaluating an expression certainly gives a reference that others own."""
    match node:
        case Read() | Text() | Null() | Held():
            return True
        case Operate(_, _, "move", (operand,)):
            return is_borrowed(operand)
        case Part(_, _, owner):
            return is_borrowed(owner) and not isinstance(owner.type, CellType)
        case Conditional(_, _, _, then, otherwise):
            return is_borrowed(then) and is_borrowed(otherwise)
        case Logical(_, _, _, _, _, left, right):
            return is_borrowed(left) and is_borrowed(right)
        case Hold(_, _, _, value, body):
            return is_borrowed(value) and is_borrowed(body)
    return False
