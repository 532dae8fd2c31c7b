"""Which loops are quiet: nothing in them changes the length of a list, or frees anything.

    found = survey(loop.body, doubtful)       # None where the body may do more

In such a body there are numbers, and elements of lists of numbers, which are read and
written.  So what holds of a list before the loop, its length and where its elements stand,
holds in every round.  `versions` builds on that.
"""

from __future__ import annotations

from typing import Final

from ..object_types import ListType
from ..record import field, record
from ..types import NONE, Type
from .tree import (
    Assign,
    Break,
    Conditional,
    Continue,
    Evaluate,
    Expression,
    Forget,
    Held,
    Hold,
    If,
    Invoke,
    Library,
    Literal,
    Logical,
    Operate,
    Put,
    Raise,
    Read,
    Return,
    Statement,
    Variable,
)

ITEM: Final = "objects.lists.item"
SET_ITEM: Final = "objects.lists.set_item"
LENGTH: Final = "objects.lists.length"
UNCHECKED: Final = "objects.lists.unchecked"


@record
class Survey:
    """What a quiet body does."""

    assigned: set[Variable] = field(factory=set)
    read_first: set[Variable] = field(factory=set)  # before the body assigns: they have values
    written: set[Type] = field(factory=set)  # the types of elements
    forgotten: set[Variable] = field(factory=set)
    breaks: bool = False  # there is a `break`


def target(node: Expression) -> str:
    """The function that an expression calls, without its types; nothing where it calls none."""
    return node.function.partition("[")[0] if isinstance(node, Invoke) else ""


def survey(body: list[Statement], doubtful: dict[int, Variable]) -> Survey | None:
    """What a body does; None where it is not quiet.

    `doubtful` are the reads that may find no value, by their nodes' identities.
    """
    found = _Surveyor(doubtful)
    return found.result if found.statements(body) else None


def is_quiet(node: Expression) -> bool:
    """Whether computing a number frees nothing and changes no list."""
    return _Surveyor({}).quiet(node)


class _Surveyor:
    def __init__(self, doubtful: dict[int, Variable]) -> None:
        self.doubtful = doubtful
        self.result = Survey()
        self.seen: set[int] = set()

    def statements(self, statements: list[Statement]) -> bool:
        return all(self.statement(statement) for statement in statements)

    def statement(self, statement: Statement) -> bool:
        match statement:
            case Assign(_, targets, values, held):
                whole = all(self.quiet(value) for _, value in held)
                whole = whole and all(
                    self.quiet_list(value) if variable.type.is_object else self.quiet(value)
                    for variable, value in zip(targets, values, strict=True)
                )
                self.result.assigned.update(targets)
                return whole
            case Evaluate(_, Invoke() as call):
                return self.writes(call)
            case Evaluate(_, Put(_, _, Literal(), address, value)):  # of a list being filled
                return self.quiet(address) and self.quiet(value)
            case If(_, test, then, otherwise):
                return self.quiet(test) and self.statements(then) and self.statements(otherwise)
            case Forget(_, variables):
                self.result.forgotten.update(variables)
                return all(isinstance(variable.type, ListType) for variable in variables)
            case Continue() | Raise():
                return True
            case Break():
                self.result.breaks = True
                return True
            case Return(_, value):
                return value is None or self.quiet(value)
        return False

    def writes(self, call: Invoke) -> bool:
        """Whether a call writes a number to a list."""
        if target(call) != SET_ITEM:
            return False
        owner, index, value = call.operands
        owner_type = owner.type
        if not isinstance(owner_type, ListType):
            return False
        self.result.written.add(owner_type.element)
        return self.quiet_list(owner) and self.quiet(index) and self.quiet(value)

    def quiet(self, node: Expression) -> bool:
        """Whether an expression is a number, and what it is made of is quiet."""
        if node.type.is_object or node.type is NONE:
            return False
        if id(node) in self.seen:
            return True
        self.seen.add(id(node))
        match node:
            case Literal() | Held():
                return True
            case Read(_, _, variable):
                if variable not in self.result.assigned and id(node) not in self.doubtful:
                    self.result.read_first.add(variable)
                return True
            case Operate(_, _, _, operands) | Library(_, _, _, operands):
                return all(map(self.quiet, operands))
            case Invoke(_, _, _, operands):
                if target(node) in (ITEM, LENGTH, UNCHECKED):
                    return self.quiet_list(operands[0]) and all(map(self.quiet, operands[1:]))
                return all(map(self.quiet, operands))
            case Logical(_, _, _, test, _, left, right):
                return all(map(self.quiet, (left, test, right)))
            case Conditional(_, _, test, then, otherwise):
                return all(map(self.quiet, (test, then, otherwise)))
            case Hold(_, _, _, value, body):
                return self.quiet(value) and self.quiet(body)
        return False

    def quiet_list(self, node: Expression) -> bool:
        """Whether an expression is a list that a variable has, or an element of such a list."""
        if not isinstance(node.type, ListType):
            return False
        if isinstance(node, Read):
            return True
        if target(node) != ITEM:
            return False
        owner, index = node.operands  # type: ignore[attr-defined]
        return self.quiet_list(owner) and self.quiet(index)
