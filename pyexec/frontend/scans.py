"""The magnitudes of the elements that a loop reads, found ahead of it or within.

    for i in range(n):                 mask |= a[i] ^ (a[i] >> 63), and b's likewise
        total += a[i] * b[i]           total += a[i] * b[i], which may wrap around

Where all that a loop does is to add to variables, it runs first and is judged afterwards: so
each element is read once.  If the numbers were too large, the variables get their old values
again, and the loop with all checks runs.
"""

from __future__ import annotations

from ..object_types import ListType
from ..record import changed, record
from ..types import BOOL, FLOAT, INT, INT64, MEMORY, UINT64
from .assigned import walk
from .bounds import below_limit, converted, is_below_limit
from .generics import generic
from .quiet import Survey
from .rounds import CHECKED, Known, literal, read_in
from .tree import (
    Assign,
    Conditional,
    Expression,
    Fetch,
    ForRange,
    Held,
    Hold,
    If,
    Invoke,
    Literal,
    Logical,
    Operate,
    Read,
    Statement,
    Variable,
)
from .views import Maker, ViewBuilder, key_of, less


@record
class Scan:
    """How the magnitude of elements is found: ahead of the loop, or within it."""

    magnitude: Variable
    ahead: Statement
    start: Statement  # of the same within it
    within: Statement
    after: Statement


class ScanBuilder(ViewBuilder):
    """Finds how large elements are."""

    node: ForRange

    def __init__(self, maker: Maker, found: Survey) -> None:
        super().__init__(maker, found)
        self.scans: list[Scan] = []
        self.masks: dict[object, Expression] = {}  # the magnitudes of lists and indices
        self.later: dict[object, Expression] = {}  # tests that need them

    def element_bound(self, node: Invoke, known: Known) -> Expression | None:
        """The magnitude of all the elements that a loop reads by an index."""
        owner, index = node.operands
        assert isinstance(owner.type, ListType)
        if self.found.breaks or owner.type.element in self.found.written:
            return None
        step = literal(self.node.step)
        if owner.type.element not in (INT, INT64) or step != 1:
            return None
        if self.degree(index, known) != 1 or self.factor(index, known) != 1:
            return None
        view = self.view(owner, known)
        if view is None or not self.inside(index, self.maker.call("length", view.owner), known):
            return None
        key = (view.storage.variable, key_of(self.at(index, self.rounds.first, known)))
        if key not in self.masks:
            read, scan = self.scan(view.storage, index, known)
            self.masks[key] = read
            self.scans.append(scan)
        return self.masks[key]

    def scan(self, storage: Read, index: Expression, known: Known) -> tuple[Expression, Scan]:
        """The magnitude of the elements from the first round's to the last round's."""
        start = self.element(storage, self.at(index, self.rounds.first, known), 64)
        count = less(self.rounds.last, self.rounds.first)
        function = generic("objects.lists.magnitude").instance({}, self.address)
        operands = (start, Operate(self.address, None, "convert", (count,)))
        call = Invoke(function.result, None, function.name, operands)
        magnitude, ahead = self.maker.keep("magnitude", call)
        mask, begin = self.maker.keep("mask", Literal(UINT64, None, 0))
        counter = Read(INT, None, self.node.variable)
        place = self.element(storage, self.at(index, counter, known), 64)
        value = Fetch(INT, None, Literal(MEMORY, None, 0), place)
        sign = Operate(INT, None, "shr", (value, Literal(INT, None, 63)))
        bits = converted(Operate(INT, None, "xor", (value, sign)), UINT64)
        within = Assign(None, (mask.variable,), (Operate(UINT64, None, "or", (mask, bits)),))
        size = Operate(FLOAT, None, "convert", (mask,))
        more = Operate(FLOAT, None, "add", (size, Literal(FLOAT, None, 1.0)))
        after = Assign(None, (magnitude.variable,), (more,))
        return magnitude, Scan(magnitude.variable, ahead, begin, within, after)

    def settle(self, bound: Expression) -> bool:
        """Have a magnitude tested; False where it is known to be too large."""
        if isinstance(bound, Literal):
            return is_below_limit(bound)
        scanned = {scan.magnitude for scan in self.scans} & read_in(bound)
        tests = self.later if scanned else self.tests
        tests.setdefault(key_of(bound), below_limit(bound))
        return True

    def drop_scans(self) -> None:
        """Leave out the magnitudes that no test asks for in the end."""
        asked = {variable for test in self.later.values() for variable in read_in(test)}
        self.scans = [scan for scan in self.scans if scan.magnitude in asked]

    def may_be_repeated(self, body: list[Statement]) -> bool:
        """Whether a body only adds to variables that can be given their old values again."""
        return self.found.assigned <= self.found.read_first and all(map(_only_assigns, body))

    def tried(self, fast: ForRange, verdict: Assign) -> list[Statement]:
        """The loop without checks, which finds the magnitudes itself, and is undone if need be.

        So the elements are read once.
        """
        proven = verdict.targets[0]
        old: dict[Variable, Read] = {}
        before: list[Statement] = []
        for variable in sorted(self.found.assigned, key=lambda v: v.name):
            old[variable], saved = self.maker.keep("old", Read(variable.type, None, variable))
            before.append(saved)
        (test,) = verdict.values
        fast.body[:0] = [scan.within for scan in self.scans]
        undo: list[Statement] = [Assign(None, (v,), (value,)) for v, value in old.items()]
        unproven = Operate(BOOL, None, "not", (Read(BOOL, None, proven),))
        return [
            *before,
            *(scan.start for scan in self.scans),
            fast,
            *(scan.after for scan in self.scans),
            Assign(None, (proven,), (_with_values(test, old),)),
            If(None, unproven, undo, []),
        ]


def _only_assigns(statement: Statement) -> bool:
    """Whether a statement assigns what machine operations give, and can raise nothing."""
    match statement:
        case Assign(_, _, values, ()):
            return all(_is_plain(node) for value in values for node in walk(value))
        case If(_, test, then, otherwise):
            return all(map(_is_plain, walk(test))) and all(map(_only_assigns, [*then, *otherwise]))
    return False


def _is_plain(node: Expression) -> bool:
    if isinstance(node, Operate):
        return node.operation not in CHECKED
    return isinstance(node, Literal | Read | Fetch | Logical | Conditional | Held | Hold)


def _with_values(node: Expression, values: dict[Variable, Read]) -> Expression:
    """A test with other variables in the place of some."""
    match node:
        case Read(_, _, variable):
            return values.get(variable, node)
        case Operate(_, _, _, operands):
            return changed(node, operands=tuple(_with_values(o, values) for o in operands))
        case Logical(_, _, _, _, _, left, right):
            left, right = _with_values(left, values), _with_values(right, values)
            return changed(node, test=left, left=left, right=right)
    return node
