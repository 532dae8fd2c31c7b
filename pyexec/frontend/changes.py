"""Which objects a function may change: those of its parameters, and the module's containers.

    def first(rows: list[list[int]], total: list[int]) -> None:
        row = rows[0]
        row.append(1)           # changes what `rows` leads to; not `total`

    changes([checked])["first"] == (Change(True, ...), None)

What is changed in compiled code has to be changed for the caller, which costs time and is
left out where nothing is; where the caller's memory is of fixed length, no length may change
(`Change.length`); a container of the module, of which compiled code has a copy, must not be
changed at all.

Variables that may be one object form a class.  A class leads to others: what was put into
its objects.  What an element of an object is nobody follows: it belongs to the object's
class, and to those that it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .. import record
from ..errors import Diagnostic, Span, UnsupportedError
from ..object_types import has_mutable, parts
from .assigned import walk
from .tree import (
    Assign,
    CheckedFunction,
    Conditional,
    Exhaust,
    Expression,
    Group,
    Held,
    Hold,
    Invoke,
    Logical,
    MoveOut,
    Operate,
    Pack,
    Part,
    Read,
    Reraise,
    Sequence,
    SetPart,
    Statement,
    Variable,
)

# What gives a container of its own, which may hold what an operand held.
_MAKING: Final = {
    "columns": "column",
    "counters": "common either elements minus most_common plus",
    "deques": "copied empty of_list",
    "dicts": "copied empty from_keys from_pairs items_of keys_of union values_of",
    "lists": "between concatenate copied repeat slice with_room",
    "sets": "copied difference empty intersection keys_of of_list symmetric_difference union",
    "tuples": "between concatenate list_of of_list repeat slice",
}

# What changes none of its operands either, and may give an element, or an operand itself.  All
# other functions of `rt/objects/` count as changing the first.
_READING: Final = {
    "bisecting": "left right",
    "columns": "shortest",
    "counters": "equal repr_of total",
    "deques": "changes index item most_of repr_of",
    "dicts": "contains equal get get_or_none item key_at length next_entry previous_entry "
    "repr_of value_at",
    "lists": "contains count equal index item length less less_or_equal repr_of unchecked",
    "sets": "contains equal hash_frozen is_disjoint is_proper_subset is_subset is_superset "
    "key_at length next_entry repr_of repr_of_frozen",
    "splitting": "join",
    "sums": "sum_ints",
    "translating": "make_by_characters translate_codes translate_optional_codes "
    "translate_optional_texts translate_texts",
    "tuples": "contains count equal index item length less less_or_equal repr_of unchecked",
}

# What changes the first operand and leaves its length as it is.
_KEEPING_LENGTH: Final = {"lists": "reverse set_item", "sorting": "sort sort_by_keys"}


def _names(table: dict[str, str]) -> frozenset[str]:
    return frozenset(
        f"objects.{module}.{name}" for module, names in table.items() for name in names.split()
    )


MAKING: Final = _names(_MAKING)
READING: Final = _names(_READING)
KEEPING_LENGTH: Final = _names(_KEEPING_LENGTH)

# A variable, or a value that is held within an expression.
Place = Variable | Held
Classes = frozenset[Place]


@record.value
class Change:
    """That something may be changed."""

    length: bool  # a container may become longer or shorter, too
    span: Span | None


# Of each function, what may happen to what its parameters lead to.
Changes = dict[str, tuple[Change | None, ...]]


def changes(functions: Iterable[CheckedFunction]) -> Changes:
    """Of each parameter of each function, how the function may change what it leads to.

    Raises:
        CompileError: where a container of the module is changed.
    """
    found: Changes = {f.name: tuple(None for _ in f.parameters) for f in functions}
    while True:
        analyses = [_Analysis(f, found) for f in functions]
        again = {a.function.name: a.parameters() for a in analyses}
        if again == found:
            break
        found = again
    faults = dict.fromkeys(fault for a in analyses for fault in a.faults())
    if faults:
        raise UnsupportedError(tuple(faults))
    return found


class _Analysis:
    """What one function may change, as far as is known of those that it calls."""

    def __init__(self, function: CheckedFunction, known: Changes) -> None:
        self.function = function
        self.known = known
        self.classes: dict[Place, Place] = {}  # to another of the class, or itself
        self.inside: dict[Place, set[Place]] = {}  # what a class leads to
        self.changed: dict[Place, Change] = {}
        self.grown = True
        while self.grown:  # a later statement may tell of an earlier one
            self.grown = False
            self.statements(function.body)

    def parameters(self) -> tuple[Change | None, ...]:
        changed = self.changes_of_classes()
        return tuple(
            changed.get(self.leader(p)) if has_mutable(p.type) else None
            for p in self.function.parameters
        )

    def changes_of_classes(self) -> dict[Place, Change]:
        found: dict[Place, Change] = {}
        for place, change in self.changed.items():
            leader = self.leader(place)
            if leader not in found or (change.length and not found[leader].length):
                found[leader] = change
        return found

    def faults(self) -> Iterator[Diagnostic]:
        """The containers of the module that are changed."""
        changed = self.changes_of_classes()
        for variable in self.function.constants:
            leader = self.leader(variable)
            if leader in changed:
                name = variable.name.partition(".constant")[0]
                yield Diagnostic(
                    f"'{name}' is global, and compiled code cannot change it",
                    changed[leader].span,
                    "pass it as a parameter, or make a copy of it first",
                )

    # Classes

    def leader(self, place: Place) -> Place:
        while self.classes.setdefault(place, place) is not place:
            place = self.classes[place]
        return place

    def join(self, place: Place, others: Classes) -> None:
        """A place may be what the others are."""
        for other in others:
            one, two = self.leader(place), self.leader(other)
            if one is not two:
                self.classes[two] = one
                self.inside.setdefault(one, set()).update(self.inside.pop(two, set()))
                self.grown = True

    def put(self, owners: Classes, contents: Classes) -> None:
        """The owners lead to the contents from now on."""
        for owner in owners:
            inside = self.inside.setdefault(self.leader(owner), set())
            self.grown |= not contents <= inside
            inside.update(contents)

    def reached(self, places: Classes) -> Classes:
        """These classes, and all that they lead to."""
        found = {self.leader(place) for place in places}
        work = list(found)
        while work:
            for place in self.inside.get(work.pop(), ()):
                leader = self.leader(place)
                if leader not in found:
                    found.add(leader)
                    work.append(leader)
        return frozenset(found)

    def change(self, places: Classes, change: Change) -> None:
        for place in places:
            leader = self.leader(place)
            known = self.changed.get(leader)
            if known is None or (change.length and not known.length):
                self.changed[leader] = change
                self.grown = True

    # Statements

    def statements(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            if isinstance(statement, Exhaust | Reraise):  # they name what stands around them
                continue
            if isinstance(statement, Assign) and statement.targets[0] in self.function.constants:
                continue  # it makes the constant, of nothing that was there before
            for held, value in statement.held if isinstance(statement, Assign) else ():
                self.join(held, self.of(value))
            for value in vars(statement).values():
                self.part(value)
            if isinstance(statement, Assign):
                for target, value in zip(statement.targets, statement.values, strict=True):
                    self.join(target, self.of(value))

    def part(self, value: object) -> None:
        """What a statement is made of: expressions, statements, clauses."""
        match value:
            case Expression():
                self.expression(value)
            case Statement():
                self.statements([value])
            case list() | tuple():
                for inner in value:
                    self.part(inner)
            case _ if hasattr(value, "body"):  # an `except` clause
                self.part(value.body)

    def expression(self, expression: Expression) -> None:
        for node in walk(expression):
            match node:
                case Hold(_, _, held, value):
                    self.join(held, self.of(value))
                case Sequence(_, _, statements):
                    self.statements(statements)
                case SetPart(_, _, owner, _, value):
                    self.change(self.of(owner), Change(False, node.span))
                    self.put(self.of(owner), self.of(value))
                case Invoke():
                    self.call(node)

    def call(self, node: Invoke) -> None:
        operands = [self.of(operand) for operand in node.operands]
        target = node.function.partition("[")[0]
        own = target.startswith("objects.")
        if own and operands and target not in MAKING | READING:
            self.change(operands[0], Change(target not in KEEPING_LENGTH, node.span))
            for places in operands[1:]:
                self.put(operands[0], places)  # or what it leads to, which is reached from there
        for index, change in enumerate(self.known.get(node.function, ())):
            if change is not None:
                own_change = Change(change.length, node.span)
                self.change(self.reached(operands[index]), own_change)
                for others in operands:
                    self.put(operands[index], others)

    # What an expression may be

    def of(self, node: Expression) -> Classes:
        """The classes of what an expression gives; none for what cannot be changed."""
        if not has_mutable(node.type):
            return frozenset()
        match node:
            case Read(_, _, variable) | MoveOut(_, _, variable):
                return frozenset([self.leader(variable)])
            case Held():
                return frozenset([self.leader(node)])
            case Operate(_, _, _, operands) | Group(_, _, operands):
                return self.union(operands)
            case Hold(_, _, _, _, body):
                return self.of(body)
            case Sequence(_, _, _, value):
                return self.of(value)
            case Conditional(_, _, _, then, otherwise):
                return self.of(then) | self.of(otherwise)
            case Logical(_, _, _, _, _, left, right):
                return self.of(left) | self.of(right)
            case Pack(_, _, elements):
                return self.reached(self.union(elements))
            case Part(_, _, owner):
                return self.reached(self.of(owner))
            case Invoke(t, _, function, operands):
                if function.partition("[")[0] in MAKING and not any(map(has_mutable, parts(t))):
                    return frozenset()
                return self.reached(self.union(operands))
        return frozenset()

    def union(self, nodes: Iterable[Expression]) -> Classes:
        return frozenset(place for node in nodes for place in self.of(node))
