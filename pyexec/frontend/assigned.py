"""Which reads may find a local that has no value yet, and where control can end.

Python decides the first at run time (UnboundLocalError).  One walk over the checked
tree decides it here: a set of variables that are certainly assigned flows along the
statements, and meets (intersects) where paths join.  Only the reads that are left in
doubt are compiled with a test.
"""

from __future__ import annotations

from collections.abc import Iterator

from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Continue,
    Evaluate,
    Expression,
    ForRange,
    If,
    Literal,
    Raise,
    Read,
    Reraise,
    Return,
    Statement,
    Try,
    Variable,
    While,
)

# What is certainly assigned at a place; None where control never comes.
State = frozenset[Variable] | None


def falls_through(statements: list[Statement]) -> bool:
    """Whether control can reach the end of the statements."""
    for statement in statements:
        match statement:
            case Return() | Raise() | Reraise() | Break() | Continue():
                return False
            case Try():
                if not _try_falls_through(statement):
                    return False
            case If(_, _, then, otherwise):
                if not falls_through(then) and not falls_through(otherwise):
                    return False
            case While(_, Literal(value=True), body) if not _breaks(body):
                return False
            case While(_, _, body, otherwise) | ForRange(_, _, _, _, _, body, otherwise):
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
            case While(_, _, _, otherwise) | ForRange(_, _, _, _, _, _, otherwise):
                if _breaks(otherwise):
                    return True
    return False


def doubtful_reads(function: CheckedFunction) -> dict[int, Variable]:
    """The reads, by the identity of their node, that may find their variable unassigned."""
    flow = _Flow()
    flow.statements(function.body, frozenset(function.parameters))
    return flow.doubtful


class _Flow:
    def __init__(self) -> None:
        self.doubtful: dict[int, Variable] = {}
        self.at_break: list[State] = []

    def statements(self, statements: list[Statement], state: State) -> State:
        for statement in statements:
            if state is None:
                break
            state = self.statement(statement, state)
        return state

    def statement(self, statement: Statement, state: frozenset[Variable]) -> State:
        match statement:
            case Assign(_, targets, values, held):
                self.read([*(value for _, value in held), *values], state)
                return state | set(targets)
            case Evaluate(_, value):
                self.read([value], state)
                return state
            case If(_, test, then, otherwise):
                self.read([test], state)
                return _meet(self.statements(then, state), self.statements(otherwise, state))
            case While(_, test, body, otherwise):
                self.read([test], state)
                endless = isinstance(test, Literal) and test.value is True
                return self.loop(body, otherwise, state, state, None if endless else state)
            case ForRange(_, variable, start, stop, step, body, otherwise):
                self.read([start, stop, step], state)
                return self.loop(body, otherwise, state, state | {variable}, state)
            case Try():
                return self.try_statement(statement, state)
            case Break():
                self.at_break[-1] = _meet(self.at_break[-1], state)
                return None
            case Return(_, value):
                self.read([value] if value is not None else [], state)
                return None
            case _:
                return None

    def try_statement(self, node: Try, state: frozenset[Variable]) -> State:
        """A handler, or `finally`, knows only what was certain before."""
        end = self.statements(node.body, state)
        if end is not None:
            end = self.statements(node.otherwise, end)
        for handler in node.handlers:
            end = _meet(end, self.statements(handler.body, state))
        if not node.final:
            return end
        self.statements(node.final, state)
        return None if end is None else self.statements(node.final, end)

    def loop(
        self,
        body: list[Statement],
        otherwise: list[Statement],
        state: frozenset[Variable],
        inside: frozenset[Variable],
        exhausted: State,
    ) -> State:
        """Later rounds know at least what the first knows, so one walk is enough."""
        self.at_break.append(None)
        self.statements(body, inside)
        broken = self.at_break.pop()
        end = None if exhausted is None else self.statements(otherwise, exhausted)
        return _meet(end, broken)

    def read(self, expressions: list[Expression], state: frozenset[Variable]) -> None:
        for expression in expressions:
            for node in walk(expression):
                if isinstance(node, Read) and node.variable not in state:
                    self.doubtful[id(node)] = node.variable


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and every expression in it, each once: a tree may share its parts."""
    work, seen = [expression], {id(expression)}
    while work:
        node = work.pop()
        yield node
        children: list[Expression] = []
        for value in vars(node).values():
            for child in value if isinstance(value, tuple) else (value,):
                if isinstance(child, Expression) and id(child) not in seen:
                    seen.add(id(child))
                    children.append(child)
        work += reversed(children)


def _meet(a: State, b: State) -> State:
    if a is None or b is None:
        return b if a is None else a
    return a & b
