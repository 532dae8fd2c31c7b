"""The lists that a loop reads by its indices, and what has to hold for these to be inside.

    for j in range(n):             owner c[i], a row: where its elements stand is read once
        c[i][j] += b[j]            tested ahead: 0 <= i < len(c), n - 1 < len(c[i]), n - 1 < len(b)

Each address is that of the storage and the index times the size of an element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..object_types import ListType
from ..record import record
from ..types import BOOL, INT, MEMORY, UINT64, Type
from .bounds import Magnitudes, below_limit, converted, is_below_limit
from .generics import generic
from .quiet import Survey
from .rounds import Known, RoundBuilder, literal
from .tree import (
    Assign,
    CheckedFunction,
    Expression,
    Fetch,
    Invoke,
    Literal,
    Operate,
    Read,
    Statement,
    Variable,
)


class Maker:
    """Makes variables and calls in a function."""

    def __init__(self, checked: CheckedFunction, address: Type) -> None:
        self.checked = checked
        self.address = address
        self.count = 0

    def hidden(self, name: str, t: Type) -> Variable:
        """A variable that the source does not name."""
        self.count += 1
        variable = Variable(f"{name}.{self.count}", t)
        self.checked.variables.append(variable)
        return variable

    def keep(self, name: str, value: Expression) -> tuple[Read, Statement]:
        """The reading of a variable for a value, and the statement that assigns it."""
        variable = self.hidden(name, value.type)
        return Read(value.type, None, variable), Assign(value.span, (variable,), (value,))

    def call(self, name: str, owner: Expression, *others: Expression) -> Invoke:
        """A call of a function of `rt/objects/lists`."""
        assert isinstance(owner.type, ListType)
        function = generic(f"objects.lists.{name}")
        bindings: dict[Type, Type] = {function.variables[0]: owner.type.element}
        instance = function.instance(bindings, self.address)
        return Invoke(instance.result, None, instance.name, (owner, *others))


@record
class View:
    """A list that stays the same while the loop runs."""

    owner: Expression
    storage: Read  # where its elements stand
    setup: Statement  # which assigns that


class ViewBuilder(RoundBuilder):
    """Tests indices and finds elements."""

    if TYPE_CHECKING:  # the builder of the version has it

        def expression(self, node: Expression, known: Known) -> Expression: ...

    magnitudes: Magnitudes

    def __init__(self, maker: Maker, found: Survey) -> None:
        self.maker = maker
        self.address = maker.address
        self.found = found
        self.tests: dict[object, Expression] = {}  # what has to hold, each test once
        self.views: dict[object, View] = {}
        # Lists that variables are given for a moment, and what is known then.
        self.lent: dict[Variable, tuple[Expression, Known]] = {}

    def test(self, test: Expression) -> None:
        self.tests.setdefault(key_of(test), test)

    def inside(self, index: Expression, length: Expression, known: Known) -> bool:
        """Whether an index can be tested ahead of the loop to be inside; then it is."""
        degree = self.degree(index, known)
        if degree is None or (literal(index) or 0) < 0:
            return False
        bound = self.magnitudes.of(index, known)
        if bound is None or (isinstance(bound, Literal) and not is_below_limit(bound)):
            return False
        if not isinstance(bound, Literal):
            self.test(below_limit(bound))
        ends = (self.rounds.first, self.rounds.last) if degree == 1 else (self.rounds.first,)
        for end in ends:
            place = converted(self.at(index, end, known), UINT64)
            self.test(Operate(BOOL, None, "lt", (place, converted(length, UINT64))))
        return True

    # Lists

    def view(self, owner: Expression, known: Known) -> View | None:
        """A list that is the same in all rounds."""
        if isinstance(owner, Read):
            if owner.variable in self.lent:
                return self.view(*self.lent[owner.variable])
            if owner.variable in self.found.assigned or id(owner) in self.rounds.doubtful:
                return None
        elif self.degree(owner.operands[1], known) != 0:  # type: ignore[attr-defined]
            return None
        key = key_of(owner) if isinstance(owner, Read) else self.row_key(owner, known)
        if key is None:
            return None
        if key not in self.views:
            borrowed = owner if isinstance(owner, Read) else self.row(owner, known)
            if borrowed is None:
                return None
            read, setup = self.maker.keep("storage", self.maker.call("storage", borrowed))
            self.views[key] = View(borrowed, read, setup)
        return self.views[key]

    def row_key(self, owner: Expression, known: Known) -> object:
        outer, index = owner.operands  # type: ignore[attr-defined]
        return key_of(outer), key_of(self.at(index, self.rounds.first, known))

    def row(self, owner: Expression, known: Known) -> Expression | None:
        """A list that is an element of another one, whose reference is not counted."""
        outer, index = owner.operands  # type: ignore[attr-defined]
        if not isinstance(outer, Read) or outer.variable in self.found.assigned:
            return None
        if id(outer) in self.rounds.doubtful:
            return None
        if not self.inside(index, self.maker.call("length", outer), known):
            return None
        place = self.at(index, self.rounds.first, known)
        at = self.element(self.maker.call("storage", outer), place, 64)
        found = Fetch(self.address, None, Literal(MEMORY, None, 0), at)
        return Operate(owner.type, None, "move", (found,))

    def borrowed(self, owner: Expression, known: Known) -> Expression:
        """A list as an operand, whose reference is not counted: nothing is freed meanwhile."""
        if isinstance(owner, Read):
            if owner.variable not in self.lent:
                return owner
            view = self.view(*self.lent[owner.variable])
            assert view is not None
            return view.owner
        outer, index = owner.operands  # type: ignore[attr-defined]
        at = self.proven_place(outer, index, known)
        found: Expression
        if at is not None:
            found = Fetch(self.address, None, Literal(MEMORY, None, 0), at)
        else:
            index = self.expression(index, known)
            found = self.maker.call("lent", self.borrowed(outer, known), index)
        return Operate(owner.type, owner.span, "move", (found,))

    def element(self, storage: Expression, index: Expression, bits: int) -> Expression:
        """The address of an element."""
        t = self.address
        index = Operate(t, None, "convert", (index,))
        distance = Operate(t, None, "mul", (index, Literal(t, None, bits // 8)))
        return Operate(t, None, "add", (storage, distance))

    def proven_place(self, owner: Expression, index: Expression, known: Known) -> Expression | None:
        """The address of an element that is known to be there; None where it is not known."""
        assert isinstance(owner.type, ListType)
        view = self.view(owner, known)
        if view is None:
            return None
        if not self.inside(index, self.maker.call("length", view.owner), known):
            return None
        return self.element(view.storage, self.expression(index, known), owner.type.element.bits)


def less(a: Expression, b: Expression) -> Expression:
    x, y = literal(a), literal(b)
    if x is not None and y is not None:
        return Literal(INT, None, x - y)
    return Operate(INT, None, "sub", (a, b))


def key_of(node: Expression) -> object:
    """Equal for expressions that are the same."""
    match node:
        case Read(_, _, variable):
            return id(variable)
        case Literal(t, _, value):
            return t.name, repr(value)
        case Operate(t, _, operation, operands):
            return t.name, operation, tuple(map(key_of, operands))
        case Invoke(_, _, function, operands):
            return function, tuple(map(key_of, operands))
        case Fetch(_, _, _, at):
            return "fetch", key_of(at)
    return id(node)
