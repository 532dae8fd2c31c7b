"""Random programs as Hypothesis strategies.

    @given(programs())
    def test(program: RandomProgram) -> None: ...

A program is a function `main_` with calls of it, and what functions it needs.  The mark `_`
behind each name of a function becomes a number where programs stand in one file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st
from random_expressions import Routine, Variable
from random_shapes import FLOAT, INT, NUMBERS, STR, Choices, Shape
from random_statements import Body, digested

HEAD: Final = """\
import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from pyexec import complex64, float32, int8, int16, int32, int64, uint8, uint16, uint32, uint64


def digest(seed: int, text: str) -> int:
    for character in text:
        seed = (seed * 31 + ord(character)) % 1000003
    return seed
"""


@dataclass(frozen=True)
class RandomProgram:
    """Functions in source, and calls of the last one."""

    source: str
    arguments: tuple[str, ...]  # of each call

    def numbered(self, number: int) -> str:
        """The source with names of its own."""
        return re.sub(r"\b(main|helper\d|routine\d)_\b", rf"\g<1>_{number}", self.source)

    def calls(self, number: int) -> list[str]:
        return [f"main_{number}({given})" for given in self.arguments]


@st.composite
def programs(draw: Callable[[st.SearchStrategy[Any]], Any], prints: bool = False) -> RandomProgram:
    """Programs of any kind, of which about half take and give numbers alone."""
    choices = Choices(draw)
    choices.favoured = [INT, *(choices.shape(2) for _ in range(3))]
    routines: list[Routine] = []
    texts = []
    for number in range(choices.below(3)):
        text, routine = helper(choices, routines, number)
        texts.append(text)
        routines.append(routine)
    text, given = main(choices, routines, prints)
    texts.append(text)
    source = "\n\n".join(ast.unparse(ast.parse(text)) for text in texts)
    return RandomProgram(source, given)


def parameters_of(choices: Choices, shapes: list[Shape]) -> list[Variable]:
    return [Variable(name, shape) for name, shape in zip("abcd", shapes, strict=False)]


def head(name: str, parameters: list[Variable], result: Shape) -> str:
    return f"def {name}({', '.join(f'{v.name}: {v.shape}' for v in parameters)}) -> {result}:"


def helper(choices: Choices, routines: list[Routine], number: int) -> tuple[str, Routine]:
    """A function that others call."""
    shapes = [choices.shape(1) for _ in range(1 + choices.below(2))]
    result = choices.shape(1)
    parameters = parameters_of(choices, shapes)
    name = f"helper{number}_"
    if choices.chance(15):
        return recursive(choices, routines, name)
    body = Body(choices, routines, parameters, result, 2)
    body.statements(2)
    body.line(f"return {body.make.stored(result, 2)}")
    lines = [head(name, parameters, result), *body.lines]
    return "\n".join(lines), Routine(name, tuple(shapes), result, body.make.cost + 5)


def recursive(choices: Choices, routines: list[Routine], name: str) -> tuple[str, Routine]:
    """A function that calls itself, with a depth that the first parameter bounds."""
    shape = choices.pick((INT, STR, FLOAT))
    parameters = [Variable("depth", INT, True, False), Variable("a", shape)]
    body = Body(choices, routines, parameters, shape, 3)
    body.line("if depth <= 0 or depth > 5:")
    body.line(f"    return {body.make.stored(shape, 1)}")
    body.statements(1)
    again = f"{name}(depth - 1, {body.make.stored(shape, 2)})"
    if shape is STR:
        body.line(f"return ({again} + {body.make.expression(shape, 1)})[:20]")
    else:
        body.line(f"return {again} {choices.pick(('+', '-'))} {body.make.expression(shape, 1)}")
    lines = [head(name, parameters, shape), *body.lines]
    return "\n".join(lines), Routine(name, (INT, shape), shape, 6 * body.make.cost + 5)


def closure(choices: Choices, body: Body, number: int) -> None:
    """A function within the function, which may change a variable around it."""
    name = f"inner{number}"
    shapes = [choices.shape(1) for _ in range(choices.below(3))]
    result = choices.shape(1)
    parameters = [Variable(f"{name}{letter}", s) for letter, s in zip("ab", shapes, strict=False)]
    around = [v for v in body.make.variables if v.sure and v.name not in body.again]
    readable = [Variable(v.name, v.shape, True, False) for v in around]
    body.fixed |= {v.name for v in around}
    inside = Body(choices, body.make.functions, [*parameters, *readable], result, 2)
    inside.make.names = 100 * (number + 1)
    inside.indent = 2
    changed = [v for v in around if v.assignable and v.shape in (INT, STR, FLOAT)]
    if changed and choices.chance(50):
        chosen = choices.pick(changed)
        inside.line(f"nonlocal {chosen.name}")
        inside.line(f"{chosen.name} = {inside.make.stored(chosen.shape, 2)}")
    inside.statements(1)
    inside.line(f"return {inside.make.stored(result, 2)}")
    body.line(head(name, parameters, result))
    body.lines += inside.lines
    body.make.functions.append(Routine(name, tuple(shapes), result, inside.make.cost + 5))


def main(choices: Choices, routines: list[Routine], prints: bool) -> tuple[str, tuple[str, ...]]:
    """The function that is called from outside, and what it is given."""
    numbers = choices.chance(55)
    if numbers:
        result = choices.pick((INT, INT, INT, FLOAT, *NUMBERS))
        shapes = [choices.pick((INT, INT, FLOAT, *NUMBERS)) for _ in range(1 + choices.below(3))]
    else:
        result = choices.shape(2, fixed=False)
        shapes = [choices.shape(2, fixed=False) for _ in range(1 + choices.below(3))]
    parameters = parameters_of(choices, shapes)
    body = Body(choices, routines, parameters, result, 8, prints)
    for number in range(choices.below(2)):
        body.statements(1)
        closure(choices, body, number)
    body.statements(2)
    body.statements(2)
    finish(body, result)
    given = tuple(", ".join(map(choices.bare, shapes)) for _ in range(3))
    return "\n".join([head("main_", parameters, result), *body.lines]), given


def finish(body: Body, result: Shape) -> None:
    """The result, which shows all variables where it is an `int`."""
    if result is not INT or body.choices.chance(15):
        body.line(f"return {body.make.stored(result, 2)}")
        return
    body.line("seen = 7")
    for v in {v.name: v for v in body.make.variables if v.sure}.values():
        text = digested(v)
        if text is not None:
            body.line(f"seen = digest(seen, {text})")
    body.line("return seen")
