"""The rounds of a loop over a range: its variables, and the indices that grow with them.

for i in range(n):
    place = 2 * i + k      place: assigned once a round, so known below; k is fixed
    x[place] = 0           an index of degree 1, which grows by 2
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..record import field, record
from ..types import INT, INT64
from .assigned import walk
from .tree import Assign, Expression, Held, If, Literal, Operate, Read, Statement, Variable

CHECKED: Final = {"add_checked": "add", "sub_checked": "sub", "mul_checked": "mul"}

# What a variable that a round assigns once stands for from there on to the round's end.
Known = dict[Variable, Expression]


@record
class Assigned:
    """A value that the loop assigns to a variable, and what is known where it does."""

    value: Expression
    known: Known


@record
class Rounds:
    """A loop over a range, and what is known of its variables."""

    variable: Variable
    first: Expression  # the least value of the variable, and the greatest or one above that
    last: Expression
    assigned: dict[Variable, list[Assigned]]  # all that is assigned in a round
    initial: set[Variable]  # of these, what has a value before the loop
    doubtful: dict[int, Variable]  # the reads that may find no value
    held: dict[Held, Expression] = field(factory=dict)

    def is_counter(self, node: Read) -> bool:
        return node.variable is self.variable and self.variable not in self.assigned

    def is_fixed(self, node: Read) -> bool:
        """Whether a variable has one value all through the loop."""
        variable = node.variable
        free = variable is not self.variable and variable not in self.assigned
        return free and id(node) not in self.doubtful


def literal(node: Expression) -> int | None:
    """The value of an integer literal."""
    while isinstance(node, Operate) and node.operation == "move":
        (node,) = node.operands
    if isinstance(node, Literal) and isinstance(node.value, int):
        return int(node.value)
    return None


class RoundBuilder:
    """Knows what the variables of a loop stand for, and follows its indices."""

    rounds: Rounds
    single: set[Variable]  # assigned once in a round

    # What is known where something is assigned

    def note(self, statements: list[Statement], known: Known) -> None:
        """Note all that a body assigns; `known` is what holds at its beginning."""
        count: dict[Variable, int] = {}
        for variable in assigned_in(statements):
            count[variable] = count.get(variable, 0) + 1
        self.single = {variable for variable, times in count.items() if times == 1}
        self.note_all(statements, known)

    def note_all(self, statements: list[Statement], known: Known) -> None:
        for statement in statements:
            match statement:
                case Assign(_, targets, values, held):
                    self.rounds.held.update(held)
                    before = dict(known)
                    for variable, value in zip(targets, values, strict=True):
                        self.rounds.assigned.setdefault(variable, []).append(
                            Assigned(value, before)
                        )
                    self.learn(statement, known)
                case If(_, _, then, otherwise):
                    for branch in (then, otherwise):
                        self.note_all(branch, dict(known))
                    self.forget(known, [*then, *otherwise])

    def learn(self, statement: Assign, known: Known) -> None:
        pairs = zip(statement.targets, statement.values, strict=True)
        known.update({v: e for v, e in pairs if v in self.single and v not in read_in(e)})

    def forget(self, known: Known, statements: list[Statement]) -> None:
        for variable in assigned_in(statements):
            known.pop(variable, None)

    # Indices

    def degree(self, node: Expression, known: Known) -> int | None:
        """0 for what is the same in all rounds, 1 for what grows evenly; None for the rest."""
        if node.type not in (INT, INT64):
            return None
        match node:
            case Literal():
                return 0
            case Read():
                if self.rounds.is_counter(node):
                    return 1
                if self.rounds.is_fixed(node):
                    return 0
                return self.degree(known[node.variable], known) if node.variable in known else None
            case Operate(_, _, operation, operands):
                operation = CHECKED.get(operation, operation)
                degrees = [self.degree(operand, known) for operand in operands]
                if None in degrees or operation not in ("add", "sub", "mul", "move"):
                    return None
                whole = [d for d in degrees if d is not None]
                degree = sum(whole) if operation == "mul" else max(whole)
                return degree if degree <= 1 else None
        return None

    def factor(self, node: Expression, known: Known) -> int | None:
        """By how much an index grows from round to round, where that is a constant."""
        if isinstance(node, Read) and node.variable in known and not self.rounds.is_counter(node):
            return self.factor(known[node.variable], known)
        if isinstance(node, Operate):
            operation = CHECKED.get(node.operation, node.operation)
            parts = [self.factor(operand, known) for operand in node.operands]
            if None in parts or operation == "mul":
                return 0 if parts == [0, 0] else None
            whole = [p for p in parts if p is not None]
            return whole[0] - whole[1] if operation == "sub" else sum(whole)
        return 1 if isinstance(node, Read) and self.rounds.is_counter(node) else 0

    def at(self, node: Expression, counter: Expression, known: Known) -> Expression:
        """An index in the round in which the loop's variable has a value; it wraps around."""
        match node:
            case Read():
                if self.rounds.is_counter(node):
                    return counter
                if self.rounds.is_fixed(node):
                    return node
                return self.at(known[node.variable], counter, known)
            case Operate(t, span, operation, operands):
                parts = tuple(self.at(operand, counter, known) for operand in operands)
                return Operate(t, span, CHECKED.get(operation, operation), parts)
        return node


def assigned_in(statements: list[Statement]) -> Iterator[Variable]:
    """The variables that statements assign to, each as often as they do."""
    for statement in statements:
        match statement:
            case Assign(_, targets):
                yield from targets
            case If(_, _, then, otherwise):
                yield from assigned_in(then)
                yield from assigned_in(otherwise)


def read_in(expression: Expression) -> set[Variable]:
    """The variables that an expression reads."""
    return {node.variable for node in walk(expression) if isinstance(node, Read)}
