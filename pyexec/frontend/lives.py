"""A name that is used again for something else: each of its lives becomes a variable.

    def digits(n: int) -> int:
        n = str(n)              # from here on it is another variable, `n:2`
        return len(n)

    split(node)                 # the definition with such names told apart; None without any

An assignment and the reads that it can reach belong together, and so do all assignments
that one read can see.  What is left apart shares nothing but the name.  One walk in the
order of execution finds it: what may have been assigned last flows along the statements.
`Unit` asks for this where a function does not check as it is written.
"""

from __future__ import annotations

import ast
import copy
from typing import Final

from ..record import field, record

# By a variable's name, the assignments that may be its last one; None where control never comes.
Last = dict[str, frozenset[int]]
State = Last | None

_NOTHING: Final[frozenset[int]] = frozenset()

# What stands between a name and the number of its life.
MARK: Final = ":"


def split(node: ast.FunctionDef) -> ast.FunctionDef | None:
    """A definition in which each life of a name has a name of its own, if any name has several."""
    made = copy.deepcopy(node)
    found = [_rename(child) for child in ast.walk(made) if isinstance(child, ast.FunctionDef)]
    return made if any(found) else None


def _rename(function: ast.FunctionDef) -> bool:
    flow = _Flow(_candidates(function))
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        flow.define(argument.arg, argument)
    flow.block(function.body, dict(flow.first))
    several = [_name_apart(name, places, flow) for name, places in flow.places.items()]
    return any(several)


def _name_apart(name: str, places: list[ast.Name | ast.arg], flow: _Flow) -> bool:
    """Give each life but the first one a name; whether there are several."""
    lives: dict[int, int] = {}
    for place in places:
        if isinstance(place, ast.arg) or isinstance(place.ctx, ast.Store):
            lives.setdefault(flow.root(id(place)), len(lives) + 1)
    for place in places:
        number = lives.get(flow.root(id(place)), 1)  # the first one where it has no value
        if number > 1 and isinstance(place, ast.Name):
            place.id = f"{name}{MARK}{number}"
    return len(lives) > 1


def _candidates(function: ast.FunctionDef) -> frozenset[str]:
    """The names that are bound by plain assignments and loops alone, and that no closure has."""
    bound: set[str] = set()
    closed: set[str] = set()
    immediate: set[ast.AST] = set()
    work: list[ast.AST] = [*function.body]
    while work:
        node = work.pop()
        match node:
            case ast.Name(name, ast.Store()):
                bound.add(name)
            case ast.Name(name, ast.Del()):
                closed.add(name)
            case ast.AnnAssign(ast.Name(name)) | ast.NamedExpr(ast.Name(name)):
                closed.add(name)
            case ast.Nonlocal(names) | ast.Global(names):
                closed.update(names)
            case ast.ExceptHandler(_, str() as name) | ast.alias(_, str() as name):
                closed.add(name)
            case ast.alias(name):
                closed.add(name.partition(".")[0])
            case ast.MatchAs(_, str() as name) | ast.MatchStar(str() as name):
                closed.add(name)
            case ast.MatchMapping(_, _, str() as name):
                closed.add(name)
            case ast.comprehension(target):
                closed.update(_named(target))
            case ast.Try():  # it is executed on the way of each `break` and `return`
                closed.update(n for s in node.finalbody for n in _named(s))
            case ast.Call(called, arguments) if _consumes(called):
                # Such generator expressions end before anything else is assigned.
                work += [g for g in arguments if isinstance(g, ast.GeneratorExp)]
                immediate.update(g for g in arguments if isinstance(g, ast.GeneratorExp))
            case ast.FunctionDef(name):
                closed.add(name)
        if isinstance(node, _CLOSING) and node not in immediate:
            closed.update(_named(node))
        else:
            work += ast.iter_child_nodes(node)
    return frozenset(bound - closed)


def _named(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _consumes(function: ast.expr) -> bool:
    """Whether a call goes through all that an iterator gives before it returns."""
    match function:
        case ast.Name(name):
            return name in _CONSUMERS
        case ast.Attribute(_, name):
            return name in ("join", "extend", "update")
    return False


_CONSUMERS: Final = frozenset(
    ("sum", "min", "max", "any", "all", "sorted", "list", "tuple", "set", "frozenset", "dict")
)


# What has names of its own, and may see those around it later than it stands there.
_CLOSING: Final = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.GeneratorExp,
)


@record
class _Flow:
    """The walk over one function."""

    names: frozenset[str]
    places: dict[str, list[ast.Name | ast.arg]] = field(factory=dict)  # by name, as they come
    first: Last = field(factory=dict)  # what the parameters are
    joined: dict[int, int] = field(factory=dict)  # a place and another one of its life
    breaks: list[State] = field(factory=list)
    rounds: list[State] = field(factory=list)
    made: list[Last] = field(factory=list)  # all assignments in a `try`

    def root(self, place: int) -> int:
        while (above := self.joined.get(place, place)) != place:
            place = above
        return place

    def join(self, a: int, b: int) -> None:
        self.joined[self.root(b)] = self.root(a)

    def note(self, name: str, place: ast.Name | ast.arg) -> None:
        known = self.places.setdefault(name, [])
        if not any(place is other for other in known):
            known.append(place)

    def define(self, name: str, place: ast.arg) -> None:
        if name in self.names:
            self.note(name, place)
            self.first[name] = frozenset((id(place),))

    # Statements

    def block(self, nodes: list[ast.stmt], state: State) -> State:
        for node in nodes:
            if state is None:
                return None  # what is never executed keeps its names
            state = self.statement(node, state)
        return state

    def statement(self, node: ast.stmt, state: Last) -> State:
        match node:
            case ast.Assign(targets, value):
                self.read(value, state)
                for target in targets:
                    state = self.store(target, state)
                return state
            case ast.AugAssign(ast.Name() as target, _, value):
                self.read(value, state)
                self.use(target, state)
                return self.store(target, state)
            case ast.If(test, body, orelse):
                self.read(test, state)
                return _meet(self.block(body, state), self.block(orelse, state))
            case ast.While() | ast.For():
                return self.loop(node, state)
            case ast.Try():
                return self.try_statement(node, state)
            case ast.With(items, body):
                for item in items:
                    self.read(item.context_expr, state)
                    if item.optional_vars is not None:
                        state = self.store(item.optional_vars, state)
                return self.block(body, state)
            case ast.Match(subject, cases):
                self.read(subject, state)
                end: State = state
                for case in cases:
                    self.read(case.pattern, state)
                    if case.guard is not None:
                        self.read(case.guard, state)
                    end = _meet(end, self.block(case.body, state))
                return end
            case ast.Break():
                self.breaks[-1] = _meet(self.breaks[-1], state)
                return None
            case ast.Continue():
                self.rounds[-1] = _meet(self.rounds[-1], state)
                return None
        self.read(node, state)
        return None if isinstance(node, ast.Return | ast.Raise) else state

    def loop(self, node: ast.While | ast.For, state: Last) -> State:
        """Rounds until a further one brings nothing that is new at the loop's head."""
        if isinstance(node, ast.For):
            self.read(node.iter, state)
        while True:
            self.breaks.append(None)
            self.rounds.append(None)
            inside = state
            if isinstance(node, ast.For):
                inside = self.store(node.target, state)
            else:
                self.read(node.test, state)
            end = _meet(self.block(node.body, inside), self.rounds.pop())
            broken = self.breaks.pop()
            further = _meet(state, end)
            assert further is not None
            if further == state:
                break
            state = further
        endless = isinstance(node, ast.While) and _is_true(node.test)
        return _meet(None if endless else self.block(node.orelse, state), broken)

    def try_statement(self, node: ast.Try, state: Last) -> State:
        """A handler, or `finally`, may see every assignment of what it belongs to."""
        self.made.append({})
        end = self.block(node.body, state)
        seen = _meet(state, self.made[-1])
        if end is not None:
            end = self.block(node.orelse, end)
        assert seen is not None
        for handler in node.handlers:
            if handler.type is not None:
                self.read(handler.type, seen)
            end = _meet(end, self.block(handler.body, dict(seen)))
        anywhere = _meet(state, self.made.pop())
        if not node.finalbody:
            return end
        assert anywhere is not None
        self.block(node.finalbody, anywhere)
        return None if end is None else self.block(node.finalbody, end)

    # Names

    def store(self, target: ast.expr, state: Last) -> Last:
        match target:
            case ast.Name(name) if name in self.names:
                self.note(name, target)
                own = frozenset((id(target),))
                for made in self.made:
                    made[name] = made.get(name, _NOTHING) | own
                return {**state, name: own}
            case ast.Tuple(elements) | ast.List(elements):
                for element in elements:
                    state = self.store(element, state)
            case ast.Starred(inner):
                return self.store(inner, state)
            case _:
                self.read(target, state)
        return state

    def read(self, node: ast.AST, state: Last) -> None:
        """Every name in an expression, which binds none that are looked at here."""
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
                self.use(child, state)

    def use(self, name: ast.Name, state: Last) -> None:
        if name.id not in self.names:
            return
        self.note(name.id, name)
        for assigned in state.get(name.id, _NOTHING):
            self.join(assigned, id(name))


def _meet(a: State, b: State) -> State:
    if a is None or b is None:
        return b if a is None else a
    return {n: a.get(n, _NOTHING) | b.get(n, _NOTHING) for n in a.keys() | b.keys()}


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and bool(test.value)
