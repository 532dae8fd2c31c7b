"""Random expressions of a given type, over the variables and functions that are in scope.

    Expressions(choices, [Variable("n", INT)], []).expression(INT, 2) == "n // len([n, 3])"

They are well typed and may raise.  What is kept somewhere (`stored`) is cut to a length, so
that nothing grows without end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from random_shapes import (
    BOOL,
    FLOAT,
    INT,
    STR,
    Choices,
    Shape,
    deque_of,
    dict_of,
    list_of,
    optional_of,
    row_of,
    set_of,
    tuple_of,
)


@dataclass(frozen=True)
class Variable:
    """A name that may be read."""

    name: str
    shape: Shape
    sure: bool = True  # it has a value for certain
    assignable: bool = True


@dataclass(frozen=True)
class Routine:
    """A function that may be called."""

    name: str
    parameters: tuple[Shape, ...]
    result: Shape
    cost: int  # of a call, in statements or so


Ways = list[tuple[int, Callable[[], str]]]  # with how often each is to be taken

_MOST_STEPS: Final = 4000  # of a call from outside
_LENGTH: Final = {"str": 24, "list": 7, "row": 5}
ORDERED: Final = ("int", "str", "bool", "float")


class Expressions:
    """Makes expressions."""

    def __init__(
        self, choices: Choices, variables: list[Variable], functions: list[Routine]
    ) -> None:
        self.choices = choices
        self.variables = variables
        self.functions = functions
        self.may_bind = True  # `:=` is allowed
        self.cost = 0
        self.rounds = 1  # of the loops around
        self.names = 0

    # What is in scope

    def fresh(self, stem: str) -> str:
        self.names += 1
        return f"{stem}{self.names}"

    def readable(self, fits: Callable[[Shape], bool]) -> list[Variable]:
        unsure = self.choices.chance(4)
        found = {v.name: v for v in self.variables}
        return [v for v in found.values() if fits(v.shape) and (v.sure or unsure)]

    @contextmanager
    def within(self, rounds: int, *variables: Variable) -> Iterator[None]:
        """The inside of a comprehension or a lambda."""
        kept, may_bind = list(self.variables), self.may_bind
        self.variables += variables
        self.rounds *= rounds
        self.may_bind = False
        yield
        self.variables[:] = kept
        self.rounds //= rounds
        self.may_bind = may_bind

    # Any type

    def expression(self, shape: Shape, depth: int) -> str:
        """An expression of a type."""
        self.cost += self.rounds
        if depth <= 0:
            return self.leaf(shape)
        ways = getattr(self, f"{'fixed' if shape.is_fixed else shape.name.lower()}_ways")
        own: Ways = ways(shape, depth - 1)
        leaf: Ways = [(8, lambda: self.leaf(shape))]
        return self.choices.weighted([*leaf, *self.general_ways(shape, depth - 1), *own])()

    def leaf(self, shape: Shape) -> str:
        known = self.readable(lambda s: s == shape)
        if known and self.choices.below(6):
            return self.choices.pick(known).name
        return self.choices.literal(shape)

    def stored(self, shape: Shape, depth: int) -> str:
        """An expression whose value is kept, and has no more than some length."""
        text = self.expression(shape, depth)
        length = _LENGTH.get(shape.name)
        if length is None or text.isidentifier() or text.startswith(("[", "'", '"')):
            return text
        return f"({text})[:{length}]"

    def general_ways(self, shape: Shape, depth: int) -> Ways:
        """Ways to a value that are the same for all types."""
        ways: Ways = [(2, lambda: self.conditional(shape, depth))]
        if shape.name in ("int", "str", "list", "bool", "dict"):
            ways.append((1, lambda: self.either(shape, depth)))
        if self.may_bind and shape.name != "optional":
            ways.append((1, lambda: self.bound(shape, depth)))
        left = _MOST_STEPS - self.cost
        fitting = [f for f in self.functions if f.result == shape and f.cost * self.rounds < left]
        if fitting:
            ways.append((5, lambda: self.call(fitting, depth)))
        holders = self.readable(lambda s: shape in s.parts and s.name != "set")
        if holders:
            ways.append((8, lambda: self.part(shape, holders, depth)))
        return ways

    def conditional(self, shape: Shape, depth: int) -> str:
        condition = self.expression(BOOL, depth)  # first, as it is evaluated
        first, second = self.expression(shape, depth), self.expression(shape, depth)
        return f"({first} if {condition} else {second})"

    def either(self, shape: Shape, depth: int) -> str:
        word = self.choices.pick(("or", "and"))
        return f"({self.expression(shape, depth)} {word} {self.expression(shape, depth)})"

    def bound(self, shape: Shape, depth: int) -> str:
        name = self.fresh("w")
        text = f"({name} := {self.stored(shape, depth)})"
        self.variables.append(Variable(name, shape, sure=False))
        return text

    def call(self, functions: list[Routine], depth: int) -> str:
        called = self.choices.pick(functions)
        self.cost += called.cost * self.rounds
        given = [self.stored(parameter, depth) for parameter in called.parameters]
        return f"{called.name}({', '.join(given)})"

    def index(self, holder: str, depth: int) -> str:
        """A place in a sequence, mostly within it."""
        way = self.choices.below(6)
        if way < 3:
            return str(self.choices.pick((0, -1, 1, 2, -2)))
        if way < 5:
            return f"({self.expression(INT, depth)} % len({holder}))"
        return self.expression(INT, depth)

    def part(self, shape: Shape, holders: list[Variable], depth: int) -> str:
        """What is in a container that a variable holds."""
        holder = self.choices.pick(holders)
        name = holder.name
        match holder.shape.name:
            case "list":
                if self.choices.chance(20):
                    return (
                        f"{name}.pop({self.index(name, depth) if self.choices.chance(50) else ''})"
                    )
                return f"{name}[{self.index(name, depth)}]"
            case "deque" if self.choices.chance(30):
                return f"{name}.{self.choices.pick(('popleft', 'pop'))}()"
            case "row" | "deque":
                return f"{name}[{self.index(name, depth)}]"
            case "tuple":
                places = [i for i, part in enumerate(holder.shape.parts) if part == shape]
                return f"{name}[{self.choices.pick(places)}]"
            case "optional":
                return f"({name} if {name} is not None else {self.expression(shape, depth)})"
        return self.entry(shape, holder, depth)

    def entry(self, shape: Shape, holder: Variable, depth: int) -> str:
        key_shape, value_shape = holder.shape.parts
        if shape != value_shape:
            return f"min({holder.name})" if shape.name in ("int", "str") else self.leaf(shape)
        key = self.expression(key_shape, depth)
        way = self.choices.below(6)
        if way < 2:
            return f"{holder.name}.get({key}, {self.expression(shape, depth)})"
        if way == 2:
            return f"{holder.name}.pop({key}, {self.expression(shape, depth)})"
        if way == 3:
            return f"{holder.name}.setdefault({key}, {self.stored(shape, depth)})"
        return f"{holder.name}[{key}]"

    # Parts of expressions

    def sequence(self, part: Shape, depth: int) -> str:
        return self.expression(self.choices.pick((list_of, list_of, row_of, deque_of))(part), depth)

    def elements(self, depth: int) -> tuple[str, list[Variable], str]:
        """Something to loop over: targets, their variables, and the iterable."""
        way = self.choices.below(8)
        first = self.fresh("v")
        if way < 3:
            count = self.choices.pick((2, 3, 5))
            stop = f"{self.expression(INT, depth)} % {count + 1}" if way else str(count)
            return first, [Variable(first, INT)], f"range({stop})"
        part = self.choices.shape(1)
        if way == 3:
            return first, [Variable(first, STR)], self.expression(STR, depth)
        if way == 4:
            second = self.fresh("v")
            found = f"enumerate({self.sequence(part, depth)})"
            return f"{first}, {second}", [Variable(first, INT), Variable(second, part)], found
        if way == 5:
            key, second = self.choices.key(), self.fresh("v")
            found = f"{self.expression(dict_of(key, part), depth)}.items()"
            return f"{first}, {second}", [Variable(first, key), Variable(second, part)], found
        if way == 6:
            key = self.choices.pick((INT, STR))
            return first, [Variable(first, key)], f"sorted({self.expression(set_of(key), depth)})"
        wrapped = self.choices.pick(("{}", "{}", "reversed({})"))
        return first, [Variable(first, part)], wrapped.format(self.sequence(part, depth))

    def comprehension(self, depth: int, element: Callable[[], str]) -> str:
        """What stands within the brackets."""
        targets, variables, iterable = self.elements_within(depth)
        with self.within(5, *variables):
            made = element()
            condition = f" if {self.expression(BOOL, depth)}" if self.choices.chance(40) else ""
            second = ""
            if self.choices.chance(10) and self.rounds < 100:
                more, _, inner = self.elements(depth - 1)
                second = f" for {more} in {inner}"
        return f"{made} for {targets} in {iterable}{condition}{second}"

    def elements_within(self, depth: int) -> tuple[str, list[Variable], str]:
        kept, self.may_bind = self.may_bind, False
        found = self.elements(depth)
        self.may_bind = kept
        return found

    def comparison(self, depth: int) -> str:
        shape = self.choices.weighted(
            [
                (8, INT),
                (4, STR),
                (2, FLOAT),
                (2, self.choices.key()),
                (1, list_of(INT)),
                (1, list_of(STR)),
            ]
        )
        symbols = ["<", "==", "!=", "<=", ">", ">="]
        symbol = self.choices.pick(symbols)
        text = f"{self.expression(shape, depth)} {symbol} {self.expression(shape, depth)}"
        if shape is INT and self.choices.chance(20):
            text += f" {self.choices.pick(symbols)} {self.expression(shape, depth)}"
        return f"({text})"

    def membership(self, depth: int) -> str:
        key = self.choices.pick((INT, STR))
        container = self.choices.pick((list_of(key), set_of(key), row_of(key), dict_of(key, INT)))
        if key is STR and self.choices.chance(30):
            container = STR
        word = self.choices.pick(("in", "not in"))
        return f"({self.expression(key, depth)} {word} {self.expression(container, depth)})"

    def absence(self, depth: int) -> str:
        known = self.readable(lambda s: s.name == "optional")
        if not known:
            return self.comparison(depth)
        return f"({self.choices.pick(known).name} is {self.choices.pick(('', 'not '))}None)"

    def part_of(self, shape: Shape, depth: int) -> Shape:
        return self.choices.pick(
            (INT, STR, BOOL, FLOAT, list_of(INT), tuple_of(INT, STR), optional_of(INT))
        )

    def slice(self, depth: int) -> str:
        def bound() -> str:
            return self.expression(INT, min(depth, 1)) if self.choices.chance(60) else ""

        step = self.choices.pick(("", "", "", ":-1", ":2", ":-2"))
        known = self.readable(lambda s: s == INT)
        if known and self.choices.chance(5):
            step = f":{self.choices.pick(known).name}"
        return f"[{bound()}:{bound()}{step}]"
