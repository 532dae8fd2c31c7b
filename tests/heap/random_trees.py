"""Random functions on objects as typed trees, and what they mean, in Python.

    tree = RandomTree(seed).function()        # a CheckedFunction of two objects
    Meaning(tree).call(Thing(1), Thing(2))    # what it returns, or the error that it raises

An object of the type `str` is a block that holds a number (`reference_bodies`).  Everything
that moves references around occurs: choices, loops, `try` with all its parts, statements in
the midst of expressions, variables that are moved out, forgotten or read too early.
"""

from __future__ import annotations

from random import Random
from typing import Any, Final

from pyexec.frontend.tree import (
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
    Handler,
    Held,
    Hold,
    If,
    Invoke,
    Literal,
    Logical,
    Loop,
    MoveOut,
    Null,
    Operate,
    Pack,
    Part,
    Raise,
    Read,
    Reraise,
    Return,
    Sequence,
    SetPart,
    Statement,
    Text,
    Try,
    Variable,
)
from pyexec.interface import RaisedError
from pyexec.object_types import STR, cell_of, optional_of, tuple_of
from pyexec.types import BOOL, INT64, MEMORY, NONE, Type

PAIR: Final = tuple_of(STR, INT64, STR)
MAYBE: Final = optional_of(STR)
CELL: Final = cell_of(STR)
MEMORY_OPERAND: Final = Literal(MEMORY, None, 0)


def invoke(t: Type, name: str, *operands: Expression) -> Invoke:
    return Invoke(t, None, f"reference_bodies.{name}", (MEMORY_OPERAND, *operands))


def number(value: int) -> Literal:
    return Literal(INT64, None, value)


class RandomTree:
    """Makes one function."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.parameters = [Variable(name, STR) for name in "ab"]
        self.objects = [*self.parameters, *(Variable(f"s{n}", STR) for n in range(3))]
        self.pairs = [Variable(f"p{n}", PAIR) for n in range(2)]
        self.maybes = [Variable(f"m{n}", MAYBE) for n in range(2)]
        self.cells = [Variable("c", CELL)]
        self.trace = Variable("trace", INT64)  # what the values on the way amount to
        self.counters: list[Variable] = []
        self.loops = 0
        self.handlers: list[Handler] = []
        self.held: list[tuple[Held, Type]] = []
        self.size = 60  # statements and calls that may still be made
        self.returns = True

    def function(self) -> CheckedFunction:
        first = [Assign(None, (self.trace,), (number(1),)), *self.first_values()]
        middle = [*self.statements(3), *self.statements(3), self.evaluate(2)]
        if self.random.random() < 0.7:
            middle = [Try(None, middle, [Handler(None, ("Exception",))], [], [])]
        result = invoke(STR, "fresh", Read(INT64, None, self.trace))
        body = [*first, *middle, Return(None, result)]
        variables = [*self.objects[2:], *self.pairs, *self.maybes, *self.cells, *self.counters]
        variables.append(self.trace)
        return CheckedFunction("main", self.parameters, STR, body, None, variables)

    def first_values(self) -> list[Statement]:
        """Most variables get a value."""
        first: list[tuple[Variable, Expression]] = [
            (self.cells[0], Pack(CELL, None, (self.new(),))),
            *((variable, self.new()) for variable in self.objects[2:]),
            *((v, Pack(PAIR, None, (self.new(), number(3), self.new()))) for v in self.pairs),
            *((variable, Null(MAYBE, None)) for variable in self.maybes),
        ]
        return [Assign(None, (v,), (e,)) for v, e in first if self.random.random() < 0.99]

    def new(self) -> Expression:
        return invoke(STR, "fresh", number(self.random.randrange(20)))

    def pick(self, *makers: Any) -> Any:
        return self.random.choice(makers)

    # Expressions

    def thing(self, depth: int) -> Expression:
        """An object that holds a number."""
        self.size -= 1
        held = [held for held, t in self.held if t is STR]
        if held and self.random.random() < 0.3:
            return self.random.choice(held)
        if depth <= 0 or self.size < 0:
            leaf: Expression = self.pick(
                lambda: Read(STR, None, self.random.choice(self.objects)),
                lambda: invoke(
                    STR, "fresh", number(self.random.randrange(20) - (self.random.random() < 0.05))
                ),
                lambda: Text(STR, None, "x" * self.random.randrange(4)),
            )()
            return leaf
        made: Expression = self.pick(
            lambda: Read(STR, None, self.random.choice(self.objects)),
            lambda: self.joined_later(depth),
            lambda: invoke(STR, "fresh", self.count(depth - 1)),
            lambda: invoke(STR, "joined", self.thing(depth - 1), self.thing(depth - 1)),
            lambda: invoke(STR, "joined", self.thing(depth - 1), self.thing(depth - 1)),
            lambda: Conditional(
                STR, None, self.truth(depth - 1), self.thing(depth - 1), self.thing(depth - 1)
            ),
            lambda: self.logical(STR, self.thing(depth - 1), depth),
            lambda: self.hold(STR, depth),
            lambda: Part(STR, None, self.pair(depth - 1), self.random.choice((0, 2))),
            lambda: Part(STR, None, Read(CELL, None, self.cells[0]), 0),
            lambda: self.moved(depth),
            lambda: self.sequence(STR, depth),
        )()
        return made

    def moved(self, depth: int) -> Expression:
        """A variable that is moved out, and mostly has another value soon."""
        variable = self.random.choice(self.objects)
        value = MoveOut(STR, None, variable)
        if self.random.random() < 0.1:
            return value
        renewed = invoke(STR, "joined", value, self.thing(depth - 1))
        again: list[Statement] = [Assign(None, (variable,), (renewed,))]
        return Sequence(STR, None, again, Read(STR, None, variable))

    def joined_later(self, depth: int) -> Expression:
        """A variable read before what may assign to it."""
        variable = Read(STR, None, self.random.choice(self.objects))
        later = self.random.choice((self.sequence, self.sequence, self.hold))(STR, depth)
        if self.random.random() < 0.3:
            held = Held(STR, None)
            return Hold(STR, None, held, variable, invoke(STR, "joined", later, held))
        return invoke(STR, "joined", variable, later)

    def logical(self, t: Type, left: Expression, depth: int) -> Expression:
        held = Held(t, None)
        test = self.odd(invoke(INT64, "number_of", held))
        is_and = self.random.random() < 0.5
        return Logical(t, None, is_and, test, held, left, self.thing(depth - 1))

    def hold(self, t: Type, depth: int) -> Expression:
        held = Held(STR, None)
        value = self.thing(depth - 1)
        self.held.append((held, STR))
        body = self.thing(depth - 1) if t is STR else self.count(depth - 1)
        self.held.pop()
        return Hold(t, None, held, value, body)

    def sequence(self, t: Type, depth: int) -> Expression:
        loops, self.loops = self.loops, 0
        returns, self.returns = self.returns, False
        handlers, self.handlers = self.handlers, []
        statements = self.statements(min(depth - 1, 2))
        self.loops, self.returns, self.handlers = loops, returns, handlers
        value = self.thing(depth - 1) if t is STR else self.count(depth - 1)
        return Sequence(t, None, statements, value)

    def pair(self, depth: int) -> Expression:
        if depth <= 0 or self.random.random() < 0.4:
            return Read(PAIR, None, self.random.choice(self.pairs))
        made: Expression = self.pick(
            lambda: Pack(
                PAIR, None, (self.thing(depth - 1), self.count(depth - 1), self.thing(depth - 1))
            ),
            lambda: Conditional(
                PAIR, None, self.truth(depth - 1), self.pair(depth - 1), self.pair(depth - 1)
            ),
        )()
        return made

    def maybe(self, depth: int) -> Expression:
        made: Expression = self.pick(
            lambda: Null(MAYBE, None),
            lambda: Read(MAYBE, None, self.random.choice(self.maybes)),
            lambda: Operate(MAYBE, None, "move", (self.thing(depth - 1),)),
            lambda: Conditional(
                MAYBE, None, self.truth(depth - 1), Null(MAYBE, None), self.wrapped(depth)
            ),
        )()
        return made

    def wrapped(self, depth: int) -> Expression:
        return Operate(MAYBE, None, "move", (self.thing(depth - 1),))

    def count(self, depth: int) -> Expression:
        """A number."""
        if depth <= 0:
            return number(self.random.randrange(20))
        made: Expression = self.pick(
            lambda: number(self.random.randrange(20)),
            lambda: invoke(INT64, "number_of", self.thing(depth - 1)),
            lambda: Part(INT64, None, self.pair(depth - 1), 1),
            lambda: Operate(
                INT64, None, "add_checked", (self.count(depth - 1), self.count(depth - 1))
            ),
            lambda: Conditional(
                INT64, None, self.truth(depth - 1), self.count(depth - 1), self.count(depth - 1)
            ),
            lambda: self.hold(INT64, depth),
            lambda: self.sequence(INT64, depth),
        )()
        return made

    def odd(self, value: Expression) -> Expression:
        bit = Operate(INT64, None, "and", (value, number(1)))
        return Operate(BOOL, None, "eq", (bit, number(1)))

    def truth(self, depth: int) -> Expression:
        if depth <= 0:
            return self.odd(self.count(1))
        made: Expression = self.pick(
            lambda: self.odd(self.count(depth)),
            lambda: Operate(BOOL, None, "not", (self.truth(depth - 1),)),
            lambda: self.both(depth),
            lambda: Operate(
                BOOL,
                None,
                self.random.choice(("lt", "eq")),
                (self.count(depth - 1), self.count(depth - 1)),
            ),
        )()
        return made

    def both(self, depth: int) -> Expression:
        left, is_and = self.truth(depth - 1), self.random.random() < 0.5
        return Logical(BOOL, None, is_and, left, None, left, self.truth(depth - 1))

    # Statements

    def statements(self, depth: int) -> list[Statement]:
        return [self.statement(depth) for _ in range(self.random.randrange(1, 4))]

    def statement(self, depth: int) -> Statement:
        self.size -= 1
        simple = [self.assign, self.assign, self.assign_several, self.evaluate, self.set_cell]
        simple += [self.forget, self.leave, self.assign_held, self.leave]
        nested = [self.branch, self.loop, self.for_range, self.try_except, self.try_except]
        makers = simple if depth <= 0 or self.size < 0 else [*simple, *nested, *nested]
        return self.random.choice(makers)(depth)

    def assign(self, depth: int) -> Statement:
        kind = self.random.randrange(6)
        if kind == 0:
            return Assign(None, (self.random.choice(self.pairs),), (self.pair(depth),))
        if kind == 1:
            return Assign(None, (self.random.choice(self.maybes),), (self.maybe(depth),))
        if kind == 2:
            cell = Pack(CELL, None, (self.thing(depth),))
            return Assign(None, (self.cells[0],), (cell,))
        return Assign(None, (self.random.choice(self.objects),), (self.thing(depth + 1),))

    def assign_several(self, depth: int) -> Statement:
        targets = tuple(self.random.choices(self.objects, k=2))
        return Assign(None, targets, (self.thing(depth), self.thing(depth)))

    def assign_held(self, depth: int) -> Statement:
        held = Held(PAIR, None)
        targets = tuple(self.random.choices(self.objects, k=2))
        parts = tuple(Part(STR, None, held, index) for index in (0, 2))
        return Assign(None, targets, parts, ((held, self.pair(depth)),))

    def evaluate(self, depth: int) -> Statement:
        value = invoke(INT64, "number_of", self.thing(depth + 1))
        scaled = Operate(INT64, None, "mul", (Read(INT64, None, self.trace), number(31)))
        total = Operate(INT64, None, "add", (scaled, value))
        kept = Operate(INT64, None, "and", (total, number(0xFFFFFFFF)))
        return Assign(None, (self.trace,), (kept,))

    def set_cell(self, depth: int) -> Statement:
        cell = Read(CELL, None, self.cells[0])
        return Evaluate(None, SetPart(NONE, None, cell, 0, self.thing(depth)))

    def forget(self, depth: int) -> Statement:
        chosen = self.random.choice([*self.objects, *self.maybes, *self.pairs])
        return Forget(None, (chosen,)) if self.random.random() < 0.1 else self.assign(depth)

    def leave(self, depth: int) -> Statement:
        ways: list[Any] = [lambda: Raise(None, RaisedError("KeyError", "raised"))]
        if self.returns:
            ways.append(lambda: Return(None, self.thing(depth)))
        if self.loops:
            ways += [lambda: Break(None), lambda: Continue(None)]
        if self.handlers:
            ways.append(lambda: Reraise(None, self.random.choice(self.handlers)))
        made: Statement = self.random.choice(ways)()
        return If(None, self.seldom(), [made], [])

    def seldom(self) -> Expression:
        """A condition that is true for one object in four."""
        value = invoke(INT64, "number_of", Read(STR, None, self.random.choice(self.objects)))
        bits = Operate(INT64, None, "and", (value, number(3)))
        return Operate(BOOL, None, "eq", (bits, number(self.random.randrange(4))))

    def branch(self, depth: int) -> Statement:
        otherwise = self.statements(depth - 1) if self.random.random() < 0.5 else []
        return If(None, self.truth(depth), self.statements(depth - 1), otherwise)

    def body(self, depth: int) -> list[Statement]:
        self.loops += 1
        statements = self.statements(depth - 1)
        self.loops -= 1
        return statements

    def for_range(self, depth: int) -> Statement:
        counter = Variable(f"i{len(self.counters)}", INT64)
        self.counters.append(counter)
        stop = self.random.randrange(4)
        otherwise = self.statements(depth - 1) if self.random.random() < 0.3 else []
        body = self.body(depth)
        return ForRange(None, counter, number(0), number(stop), number(1), body, otherwise)

    def loop(self, depth: int) -> Statement:
        """Counts to three in a variable of its own; what it assigns is an object each round."""
        counter = Variable(f"i{len(self.counters)}", INT64)
        self.counters.append(counter)
        made = Loop(None)
        value = Read(INT64, None, counter)
        done = Operate(BOOL, None, "lt", (number(2), value))
        more = Operate(INT64, None, "add_checked", (value, number(1)))
        made.advance = [
            If(None, done, [Exhaust(None, made)], []),
            Assign(None, (counter,), (more,)),
            self.assign(1),
        ]
        made.body = self.body(depth)
        made.otherwise = self.statements(depth - 1) if self.random.random() < 0.3 else []
        start = Assign(None, (counter,), (number(0),))
        return If(None, Literal(BOOL, None, True), [start, made], [])

    def try_except(self, depth: int) -> Statement:
        body = self.statements(depth - 1)
        handlers: list[Handler] = []
        for classes in (("KeyError",), ("ValueError", "ArithmeticError"), ("Exception",)):
            if self.random.random() < 0.4:
                handler = Handler(None, classes)
                self.handlers.append(handler)
                handler.body = self.statements(depth - 1)
                self.handlers.pop()
                handlers.append(handler)
        otherwise = self.statements(depth - 1) if handlers and self.random.random() < 0.3 else []
        final = self.statements(depth - 1) if self.random.random() < 0.5 or not handlers else []
        return Try(None, body, handlers, otherwise, final)
