"""Gives loops over ranges a version without the checks that a test ahead of them settles.

    for i in range(n):             if 0 <= 0 and n - 1 < len(x) and n - 1 < len(y) and ...:
        y[i] += a * x[i]     ->        the loop, with the elements read and written as they are
                                   else:
                                       the loop as it stands

The test asks whether each index is inside of its list in the first round and in the last,
and whether the numbers that are computed can become too large (`bounds`).  It raises
nothing; where it says no, the loop with all checks raises what there is to be raised, in its
round.  Only innermost loops that are quiet are rewritten, so that lists stay as they are
while they run.  Without exits in between, LLVM makes vector loops of them.

    versions(checked, UINT64)       # in place, before the IR is built
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..record import changed
from ..types import BOOL, FLOAT, INT, MEMORY, NONE, UINT64, Type
from . import bounds
from .assigned import facts, walk
from .bounds import FLOOR_DIVIDE, MODULO, Magnitudes, Signs, below_limit
from .filling import filled
from .lookups import looked_up
from .quiet import ITEM, LENGTH, UNCHECKED, Survey, survey, target
from .rounds import CHECKED, Known, Rounds, literal
from .scans import ScanBuilder
from .tree import (
    Assign,
    CheckedFunction,
    Conditional,
    Evaluate,
    Expression,
    Fetch,
    Forget,
    ForRange,
    Handler,
    Held,
    Hold,
    If,
    Invoke,
    Literal,
    Logical,
    Operate,
    Put,
    Read,
    Reraise,
    Sequence,
    Statement,
    Variable,
)
from .views import Maker, less

_DIVIDE: Final = "floats.true_divide"

# Rounds that are tested together where the test reads what they read.
_BLOCK: Final = 1024


def versions(checked: CheckedFunction, address: Type) -> None:
    """Rewrite the loops of a function."""
    rewriter = _Rewriter(checked, address)
    rewriter.statements(checked.body)


class _Rewriter(Maker):
    """Finds the loops of a function, the innermost first."""

    def __init__(self, checked: CheckedFunction, address: Type) -> None:
        super().__init__(checked, address)
        self.doubtful = facts(checked).doubtful
        self.looked_up: set[Statement] = set()

    def statements(self, statements: list[Statement]) -> None:
        made: list[Statement] = []
        for statement in looked_up(self, filled(self, statements), self.looked_up):
            for inner in _lists(statement):
                self.statements(inner)
            made += self.loop(statement) if isinstance(statement, ForRange) else [statement]
        statements[:] = made

    def loop(self, node: ForRange) -> list[Statement]:
        found = survey(node.body, self.doubtful)
        step = literal(node.step)
        if found is None or node.otherwise or node.start.type is not INT or step == 0:
            return [node]
        if node.variable.type is not INT or node.variable in found.assigned:
            return [node]
        version = _Version(self, node, found)
        made = version.run()
        return self.in_blocks(node, found) if version.scans else made

    def in_blocks(self, node: ForRange, found: Survey) -> list[Statement]:
        """A loop whose test reads the elements: block by block, while they are at hand."""
        start, first = self.keep("start", node.start)
        stop, second = self.keep("stop", node.stop)
        block = self.hidden("block", INT)
        begin, size = Read(INT, None, block), Literal(INT, None, _BLOCK)
        left = Operate(BOOL, None, "gt", (Operate(INT, None, "sub", (stop, begin)), size))
        behind = Operate(INT, None, "add", (begin, size))
        end, third = self.keep("end", Conditional(INT, None, left, behind, stop))
        part = _Version(self, changed(node, start=begin, stop=end), found)
        third.span = node.span
        blocks = ForRange(node.span, block, start, stop, size, [third, *part.run()], [])
        return [first, second, blocks]


def _lists(statement: Statement) -> Iterator[list[Statement]]:
    """The lists of statements right inside of one; of a clause, inside of its `try` alone."""
    if isinstance(statement, Reraise):
        return
    for value in vars(statement).values():
        parts = value if isinstance(value, list | tuple) else (value,)
        if isinstance(value, list) and value and isinstance(value[0], Statement):
            yield value
            continue
        for part in parts:
            if isinstance(part, Handler):
                yield part.body
            for expression in part if isinstance(part, tuple) else (part,):
                if isinstance(expression, Expression):
                    for node in walk(expression):
                        if isinstance(node, Sequence):
                            yield node.statements


class _Version(ScanBuilder):
    """Makes the two versions of one loop."""

    def __init__(self, rewriter: _Rewriter, node: ForRange, found: Survey) -> None:
        super().__init__(rewriter, found)
        self.node = node
        self.kept: list[Statement] = []
        start, stop, step = (self.kept_bound(b) for b in (node.start, node.stop, node.step))
        self.whole = changed(node, start=start, stop=stop, step=step)
        one = Literal(INT, None, 1)
        up = (literal(step) or 1) > 0
        least, most = (start, stop) if up else (stop, start)
        if literal(step) is None:
            self.test(Operate(BOOL, None, "gt", (step, Literal(INT, None, 0))))
        self.test(Operate(BOOL, None, "lt", (least, most)))
        if up:
            most = less(most, one)
        else:
            least = Operate(INT, None, "add", (least, one))
        found.assigned.update(v for v in found.forgotten)
        self.rounds = Rounds(node.variable, least, most, {}, found.read_first, rewriter.doubtful)
        self.note(node.body, {})
        self.magnitudes = Magnitudes(self.rounds, self.element_bound)
        self.gain = 0

    def kept_bound(self, bound: Expression) -> Expression:
        """A bound, computed once, ahead of both versions."""
        if literal(bound) is not None:
            return bound
        read, statement = self.maker.keep("bound", bound)
        self.kept.append(statement)
        return read

    def run(self) -> list[Statement]:
        body = self.statements(self.node.body, {})
        self.drop_scans()
        if self.gain == 0:
            return [self.node]
        fast = changed(self.whole, body=body)
        if literal(self.whole.step) is None:
            stop, step = (bounds.absolute(b) for b in (self.whole.stop, self.whole.step))
            reached = bounds.total([stop, step])
            assert reached is not None
            self.test(below_limit(reached))
            fast.simple = True
        setup = [view.setup for view in self.views.values()]
        nowhere = Literal(self.address, None, 0)  # until the test has told that there is a list
        unset = [Assign(None, (v.storage.variable,), (nowhere,)) for v in self.views.values()]
        proven, first = self.maker.keep("proven", Literal(BOOL, None, False))
        last = Assign(None, (proven.variable,), (_all([*self.later.values()]),))
        inner: list[Statement] = [*setup, *(scan.ahead for scan in self.scans), last]
        choice = If(None, proven, [fast], [self.whole])
        if self.scans and self.may_be_repeated(body):
            inner = [*setup, *self.tried(fast, last)]
            choice = If(None, proven, [], [self.whole])
        span = self.node.span
        statements: list[Statement] = [
            *self.kept,
            *unset,
            first,
            If(span, _all([*self.tests.values()]), inner, []),
            choice,
        ]
        for statement in [*statements, *inner]:
            statement.span = statement.span or span
        return statements

    # The loop without checks

    def statements(self, statements: list[Statement], known: Known) -> list[Statement]:
        result: list[Statement] = []
        for statement in statements:
            result += self.statement(statement, known)
        return result

    def statement(self, statement: Statement, known: Known) -> list[Statement]:
        match statement:
            case Assign(_, (variable,), (value,), ()) if self.lends(variable, value, known):
                self.lent[variable] = value, dict(known)
                return []
            case Assign(_, _, values, held):
                made = changed(
                    statement,
                    values=tuple(self.expression(value, known) for value in values),
                    held=tuple((h, self.expression(value, known)) for h, value in held),
                )
                self.learn(statement, known)
                return [made]
            case Evaluate(_, Put(memory=Literal(), value=value) as put):  # of a list being filled
                return [changed(statement, value=changed(put, value=self.expression(value, known)))]
            case Evaluate(span, Invoke(_, where, _, (owner, index, value)) as call):
                place = self.proven_place(owner, index, known)
                value = self.expression(value, known)
                if place is not None:
                    self.gain += 1
                    memory = Literal(MEMORY, None, 0)
                    return [Evaluate(span, Put(NONE, where, memory, place, value))]
                index = self.expression(index, known)
                operands = (self.borrowed(owner, known), index, value)
                return [changed(statement, value=changed(call, operands=operands))]
            case If(_, test, then, otherwise):
                choice = changed(
                    statement,
                    test=self.expression(test, known),
                    then=self.statements(then, dict(known)),
                    otherwise=self.statements(otherwise, dict(known)),
                )
                self.forget(known, [*then, *otherwise])
                return [choice]
            case Forget(span, variables):
                left = tuple(v for v in variables if v not in self.lent)
                return [Forget(span, left)] if left else []
        return [statement]

    def lends(self, variable: Variable, value: Expression, known: Known) -> bool:
        """Whether a variable is given a list for a moment only, which needs no reference then."""
        return (
            variable in self.found.forgotten
            and variable in self.single
            and self.view(value, known) is not None
        )

    def expression(self, node: Expression, known: Known) -> Expression:
        """An expression without the checks that the test settles."""
        match node:
            case Invoke(t, span, _, (owner, index)) if target(node) in (ITEM, UNCHECKED):
                if not t.is_object:
                    place = self.proven_place(owner, index, known)
                    if place is not None:
                        self.gain += target(node) == ITEM
                        return Fetch(t, span, Literal(MEMORY, None, 0), place)
                index = self.expression(index, known)
                return changed(node, operands=(self.borrowed(owner, known), index))
            case Invoke(_, _, _, (owner,)) if target(node) == LENGTH:
                return changed(node, operands=(self.borrowed(owner, known),))
            case Operate(_, _, operation) if operation in CHECKED:
                return self.arithmetic(node, known)
            case Invoke(_, _, _, (_, _)) if target(node) in (_DIVIDE, FLOOR_DIVIDE, MODULO):
                return self.division(node, known)
            case Hold(_, _, held, value):
                self.rounds.held[held] = value
        return self.rebuilt(node, known)

    def rebuilt(self, node: Expression, known: Known) -> Expression:
        """The same expression with its parts rewritten."""
        if isinstance(node, Held | Read | Literal):
            return node
        fields: dict[str, object] = {}
        for name, value in vars(node).items():
            if isinstance(value, Held):
                continue
            if isinstance(value, Expression):
                fields[name] = self.expression(value, known)
            elif isinstance(value, tuple):
                fields[name] = tuple(self.expression(part, known) for part in value)
        return changed(node, **fields)

    def arithmetic(self, node: Operate, known: Known) -> Expression:
        """An operation that cannot overflow, if the test says so."""
        bound = self.magnitudes.of(node, known)
        made = self.rebuilt(node, known)
        if bound is None or not self.settle(bound):
            return made
        self.gain += 1
        return changed(made, operation=CHECKED[node.operation])

    def division(self, node: Invoke, known: Known) -> Expression:
        """A division without the tests for a divisor of 0 and for signs."""
        left, right = node.operands
        signs = Signs(self.rounds)
        made = self.rebuilt(node, known)
        divisor = right
        if target(node) == _DIVIDE:
            if not (isinstance(right, Operate) and right.operation == "convert"):
                return made
            (divisor,) = right.operands
            operation = "div"
        else:
            operation = "div" if target(node) == FLOOR_DIVIDE else "rem"
            if not signs.is_at_least(left, 0, known):
                return made
        power = literal(divisor)
        if power is not None and power & (power - 1) == 0:
            return made  # which becomes a shift
        if not signs.is_at_least(divisor, 1, known):
            return made
        for value, limit in signs.supposed:
            least = Literal(value.type, None, limit)
            self.test(Operate(BOOL, None, "ge", (value, least)))
        self.gain += 1
        operands = made.operands  # type: ignore[attr-defined]
        if node.type is FLOAT:
            return Operate(node.type, node.span, operation, operands)
        unsigned = tuple(Operate(UINT64, None, "convert", (o,)) for o in operands)
        result = Operate(UINT64, node.span, operation, unsigned)
        return Operate(node.type, node.span, "convert", (result,))


def _all(tests: list[Expression]) -> Expression:
    """Whether all tests hold, made in their order."""
    if not tests:
        return Literal(BOOL, None, True)
    whole = tests[-1]
    for test in reversed(tests[:-1]):
        whole = Logical(BOOL, None, True, test, None, test, whole)
    return whole
