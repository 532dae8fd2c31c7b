"""Which reads may find a local that has no value yet, and where control can end.

Python decides the first at run time (UnboundLocalError).  One walk over the checked
tree decides it here: a set of variables that are certainly assigned flows along the
statements, and meets (intersects) where paths join.  Only the reads that are left in
doubt are compiled with a test.

    facts(checked).doubtful      # by the identity of the reading node, its variable
"""

from __future__ import annotations

from collections.abc import Iterator

from ..record import field, record
from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Conditional,
    Continue,
    Evaluate,
    Exhaust,
    Expression,
    Forget,
    ForRange,
    If,
    Invoke,
    Literal,
    Logical,
    Loop,
    MoveOut,
    Raise,
    RaiseText,
    Read,
    Reraise,
    Return,
    Sequence,
    Statement,
    Store,
    Try,
    Variable,
    While,
    Yield,
)

# What is certainly assigned at a place; None where control never comes.
State = frozenset[Variable] | None


def falls_through(statements: list[Statement]) -> bool:
    """Whether control can reach the end of the statements."""
    for statement in statements:
        match statement:
            case Return() | Raise() | RaiseText() | Reraise() | Break() | Continue() | Exhaust():
                return False
            case Try():
                if not _try_falls_through(statement):
                    return False
            case If(_, _, then, otherwise):
                if not falls_through(then) and not falls_through(otherwise):
                    return False
            case While(_, Literal(value=True), body) if not _breaks(body):
                return False
            case (
                While(_, _, body, otherwise)
                | ForRange(_, _, _, _, _, body, otherwise)
                | Loop(_, _, body, otherwise)
            ):
                if otherwise and not falls_through(otherwise) and not _breaks(body):
                    return False
    return True


def _try_falls_through(statement: Try) -> bool:
    if not falls_through(statement.final):
        return False
    if falls_through(statement.body) and falls_through(statement.otherwise):
        return True
    return any(falls_through(handler.body) for handler in statement.handlers)


def _breaks(statements: list[Statement]) -> bool:
    """Whether a `break` leaves the loop whose body this is."""
    for statement in statements:
        match statement:
            case Break():
                return True
            case If(_, _, then, otherwise):
                if _breaks(then) or _breaks(otherwise):
                    return True
            case Try(_, body, handlers, otherwise, final):
                parts = [body, *(handler.body for handler in handlers), otherwise, final]
                if any(_breaks(part) for part in parts):
                    return True
            case (
                While(_, _, _, otherwise)
                | ForRange(_, _, _, _, _, _, otherwise)
                | Loop(_, _, _, otherwise)
            ):
                if _breaks(otherwise):
                    return True
    return False


@record
class Facts:
    """What one walk over a function finds."""

    doubtful: dict[int, Variable] = field(factory=dict)  # what a node's variable may lack
    assigned: set[Variable] = field(factory=set)  # or moved, or forgotten
    has_sequences: bool = False


def facts(function: CheckedFunction) -> Facts:
    """The reads that may find their variable unassigned, by the identity of their node; more."""
    flow = _Flow()
    flow.statements(function.body, frozenset(function.parameters))
    return flow.facts


class _Flow:
    def __init__(self) -> None:
        self.facts = Facts()
        self.at_break: list[State] = []
        self.at_exhaust: dict[Loop, State] = {}
        self.gone: frozenset[Variable] = frozenset()  # variables that lost their value so far

    def statements(self, statements: list[Statement], state: State) -> State:
        for statement in statements:
            if state is None:
                break
            state = self.statement(statement, state)
        return state

    def statement(self, statement: Statement, state: frozenset[Variable]) -> State:
        match statement:
            case Assign(_, targets, values, held):
                state = self.read([*(value for _, value in held), *values], state)
                self.facts.assigned.update(targets)
                return state | set(targets)
            case Store(_, Invoke(_, _, _, (*others, value))):
                return self.read([value, *others], state)
            case Evaluate(_, value) | Yield(_, value):
                return self.read([value], state)
            case If(_, test, then, otherwise):
                state = self.read([test], state)
                return _meet(self.statements(then, state), self.statements(otherwise, state))
            case While() | ForRange() | Loop():
                return self.loop(statement, state)
            case Forget(_, variables):
                return self.lose(variables, state)
            case Try():
                return self.try_statement(statement, state)
            case Break():
                self.at_break[-1] = _meet(self.at_break[-1], state)
                return None
            case Exhaust(_, loop):
                self.at_exhaust[loop] = _meet(self.at_exhaust[loop], state)
                return None
            case Return(_, value):
                self.read([value] if value is not None else [], state)
                return None
            case RaiseText(_, _, message):
                self.read([message], state)
                return None
            case _:
                return None

    def lose(
        self, variables: tuple[Variable, ...], state: frozenset[Variable]
    ) -> frozenset[Variable]:
        self.facts.assigned.update(variables)
        self.gone |= set(variables)
        return state - set(variables)

    def try_statement(self, node: Try, state: frozenset[Variable]) -> State:
        """A handler, or `finally`, knows only what was certain before and not lost since."""
        outer, self.gone = self.gone, frozenset()
        end = self.statements(node.body, state)
        if end is not None:
            end = self.statements(node.otherwise, end)
        caught = state - self.gone
        for handler in node.handlers:
            known = (handler.variable, handler.class_name, handler.message)
            bound = {variable for variable in known if variable is not None}
            self.facts.assigned.update(bound)
            end = _meet(end, self.statements(handler.body, caught | bound))
        failed = state - self.gone
        self.gone |= outer
        if not node.final:
            return end
        self.statements(node.final, failed)
        return None if end is None else self.statements(node.final, end)

    def loop(self, node: While | ForRange | Loop, state: frozenset[Variable]) -> State:
        """Later rounds know what the first knows, but for what a round loses.

        So one walk is enough, or a second one without that.
        """
        outer, self.gone = self.gone, frozenset()
        end = self.rounds(node, state)
        if self.gone & state:
            end = self.rounds(node, state - self.gone)
        self.gone |= outer
        return end

    def rounds(self, node: While | ForRange | Loop, state: frozenset[Variable]) -> State:
        self.at_break.append(None)
        exhausted: State = state
        match node:
            case While(_, test, body, otherwise):
                exhausted = state = self.read([test], state)
                self.statements(body, state)
                if isinstance(test, Literal) and test.value is True:
                    exhausted = None
            case ForRange(_, variable, start, stop, step, body, otherwise):
                exhausted = state = self.read([start, stop, step], state)
                self.facts.assigned.add(variable)
                self.statements(body, state | {variable})
            case Loop(_, advance, body, otherwise):
                self.at_exhaust[node] = None
                self.statements(body, self.statements(advance, state))
                exhausted = self.at_exhaust.pop(node)
        broken = self.at_break.pop()
        end = None if exhausted is None else self.statements(otherwise, exhausted)
        return _meet(end, broken)

    def read(
        self, expressions: list[Expression], state: frozenset[Variable]
    ) -> frozenset[Variable]:
        """What is certain behind the expressions, which assign only where they have statements."""
        for expression in expressions:
            nodes = list(walk(expression))
            if any(isinstance(node, Sequence | MoveOut) for node in nodes):
                self.facts.has_sequences = True
                state = self.evaluate(expression, state, set())
            else:
                for node in nodes:
                    self.note(node, state)
        return state

    def note(self, node: Expression, state: frozenset[Variable]) -> None:
        if isinstance(node, Read | MoveOut) and node.variable not in state:
            self.facts.doubtful[id(node)] = node.variable

    def evaluate(
        self, node: Expression, state: frozenset[Variable], seen: set[int]
    ) -> frozenset[Variable]:
        """`read` of an expression that assigns, in the order of evaluation."""
        if id(node) in seen:
            return state
        seen.add(id(node))
        self.note(node, state)
        match node:
            case Sequence(_, _, statements, value):
                end = self.statements(statements, state)
                return state if end is None else self.evaluate(value, end, seen)
            case MoveOut(_, _, variable):
                return self.lose((variable,), state)
            case Logical(_, _, _, test, _, left, right):
                for part in (left, test):
                    state = self.evaluate(part, state, seen)
                return state & self.evaluate(right, state, seen)
            case Conditional(_, _, test, then, otherwise):
                state = self.evaluate(test, state, seen)
                return self.evaluate(then, state, seen) & self.evaluate(otherwise, state, seen)
        for child in children(node):
            state = self.evaluate(child, state, seen)
        return state


def children(node: Expression) -> Iterator[Expression]:
    """The expressions right below one."""
    for value in vars(node).values():
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Expression):
                yield child


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and every expression in it, each once: a tree may share its parts."""
    work, seen = [expression], {id(expression)}
    while work:
        node = work.pop()
        yield node
        below: list[Expression] = []
        for child in children(node):
            if id(child) not in seen:
                seen.add(id(child))
                below.append(child)
        work += reversed(below)


def _meet(a: State, b: State) -> State:
    if a is None or b is None:
        return b if a is None else a
    return a & b
