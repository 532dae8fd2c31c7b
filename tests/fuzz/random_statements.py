"""Random statements: the bodies of functions, in lines.

    Body(choices, routines, parameters, INT).lines   # "n = n + 1", "return n"

Loops go a few rounds, and what they do in all is counted, so that a program ends soon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from collection_changes import CHANGES
from idioms import IDIOMS
from number_expressions import AllExpressions
from random_expressions import Routine, Variable
from random_shapes import BOOL, FLOAT, INT, STR, Choices, Shape, list_of, optional_of

CHANGED: Final = ("list", "dict", "set", *CHANGES)
ERRORS: Final = (
    "ValueError", "KeyError", "IndexError", "ZeroDivisionError", "RuntimeError", "OverflowError",
)  # fmt: skip
CAUGHT: Final = (
    "Exception", "ValueError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError",
    "ArithmeticError", "(ValueError, KeyError)", "(LookupError, ArithmeticError)", "OverflowError",
)  # fmt: skip
_EMPTY: Final = {  # of a type that an annotation says
    "list": "[]", "dict": "{}", "set": "set()", "deque": "deque()", "Counter": "Counter()",
}  # fmt: skip
ADDED: Final = ("str", "list", "set", "deque", "Counter")
GROWN: Final = 12  # elements that a container may have and still grow


class Body:
    """The body of one function."""

    def __init__(
        self,
        choices: Choices,
        routines: list[Routine],
        parameters: list[Variable],
        result: Shape,
        size: int,
        prints: bool = False,
    ) -> None:
        self.choices = choices
        self.result = result
        self.left = size  # statements that may still be made
        self.prints = prints
        self.make = AllExpressions(choices, list(parameters), list(routines))
        self.loops = 0  # around, that `break` may leave
        self.inside_final = False
        self.fixed = set[str]()  # names that keep their type
        self.again = set[str]()  # names that had another one before, so that no closure has them
        self.lines: list[str] = []
        self.indent = 1
        self.catching = False  # within an `except`, so that `raise` alone may stand

    # Lines and blocks

    def line(self, text: str) -> None:
        self.lines.append("    " * self.indent + text)

    @contextmanager
    def block(self, head: str, rounds: int = 1, *variables: Variable) -> Iterator[None]:
        """What is indented; variables of it may be without a value afterwards."""
        self.line(head)
        known = {v.name for v in self.make.variables}
        kept = list(self.make.variables)
        self.indent += 1
        self.make.rounds *= rounds
        self.make.variables += variables
        yield
        self.make.rounds //= rounds
        self.indent -= 1
        new = {v.name: v for v in self.make.variables if v.name not in known}
        maybe = [Variable(v.name, v.shape, False, v.assignable) for v in new.values()]
        self.make.variables[:] = kept + maybe

    def statements(self, depth: int) -> None:
        for _ in range(1 + self.choices.below(3)):
            self.statement(depth)

    def statement(self, depth: int) -> None:
        self.left -= 1
        self.make.cost += self.make.rounds
        simple: list[tuple[int, Callable[[int], None]]] = [
            (8, self.assign), (4, self.assign_again), (5, self.augment), (8, self.change),
            (2, self.unpack), (2, self.leave), (1, self.check), (1, self.swap), (1, self.evaluate),
            (5, self.idiom),
        ]  # fmt: skip
        if self.prints:
            simple.append((4, self.print))
        nested: list[tuple[int, Callable[[int], None]]] = [
            (6, self.branch), (6, self.loop), (2, self.while_loop), (5, self.try_statement),
            (2, self.narrow),
        ]  # fmt: skip
        deep = depth > 0 and self.left > 0
        self.choices.weighted([*simple, *nested] if deep else simple)(depth)

    # Simple statements

    def assign(self, depth: int) -> None:
        shape = self.choices.shape(2)
        if self.choices.chance(6) and shape.name != "optional":
            shape = optional_of(shape)
        name = self.make.fresh("x")
        annotated = shape.name == "optional" or self.choices.chance(30)
        if shape.name in _EMPTY and self.choices.chance(20):
            text, annotated = _EMPTY[shape.name], True
        elif shape.name == "defaultdict" and self.choices.chance(20):
            text, annotated = f"defaultdict({shape.parts[1].name})", True
        else:
            text = self.make.stored(shape, 2)
        if annotated:
            self.fixed.add(name)
        self.line(f"{name}: {shape} = {text}" if annotated else f"{name} = {text}")
        self.make.variables.append(Variable(name, shape))

    def idiom(self, depth: int) -> None:
        self.choices.weighted(IDIOMS)(self, depth)

    def assignable(self, fits: Callable[[Shape], bool]) -> list[Variable]:
        found = {v.name: v for v in self.make.variables}
        return [v for v in found.values() if v.assignable and fits(v.shape)]

    def assign_again(self, depth: int) -> None:
        known = self.assignable(lambda s: True)
        if not known:
            return self.assign(depth)
        chosen = self.choices.pick(known)
        self.line(f"{chosen.name} = {self.make.stored(chosen.shape, 2)}")
        return None

    def augment(self, depth: int) -> None:
        known = [v for v in self.assignable(lambda s: s.is_number or s.name in ADDED) if v.sure]
        if not known:
            return self.assign(depth)
        chosen = self.choices.pick(known)
        name, shape = chosen.name, chosen.shape
        self.make.may_bind = False
        value = self.make.expression(shape, 2)
        match shape.name:
            case "str" | "list":
                self.line(f"if len({name}) < {GROWN}:")
                self.line(f"    {name} += {value}")
            case "deque":
                self.line(f"if len({name}) < {GROWN}:")
                self.line(f"    {name} += {self.make.stored(list_of(shape.parts[0]), 1)}")
            case "Counter":
                self.line(f"{name} = {name} {self.choices.pick('+-|&')} {value}")
            case "set":
                self.line(f"{name} {self.choices.pick(('|=', '&=', '-=', '^='))} {value}")
            case "bool":
                self.line(f"{name} {self.choices.pick(('&=', '|=', '^='))} {value}")
            case "float" | "complex" | "float32" | "complex64":
                self.line(f"{name} {self.choices.pick(('+=', '-=', '*='))} {value}")
            case _:
                symbol = self.choices.pick(("+=", "-=", "*=", "//=", "%=", "&=", "|=", "^="))
                self.line(f"{name} {symbol} {value}")
        self.make.may_bind = True
        return None

    def unpack(self, depth: int) -> None:
        way = self.choices.below(3)
        shapes = [self.choices.shape(1) for _ in range(2)]
        names = [self.make.fresh("x") for _ in range(2)]
        if way == 0:
            values = [self.make.stored(shape, 1) for shape in shapes]
            self.line(f"{', '.join(names)} = {', '.join(values)}")
        elif way == 1:
            shape = Shape("tuple", tuple(shapes))
            self.line(f"{', '.join(names)} = {self.make.expression(shape, 2)}")
        else:
            shapes[1] = list_of(shapes[0])
            star = self.choices.pick((f"{names[0]}, *{names[1]}", f"*{names[1]}, {names[0]}"))
            self.line(f"{star} = {self.make.sequence(shapes[0], 2)}")
        self.make.variables += [Variable(n, s) for n, s in zip(names, shapes, strict=True)]

    def swap(self, depth: int) -> None:
        known = self.assignable(lambda s: True)
        pairs = [(a, b) for a in known for b in known if a.name < b.name and a.shape == b.shape]
        if not pairs:
            return self.assign(depth)
        a, b = self.choices.pick(pairs)
        self.line(f"{a.name}, {b.name} = {b.name}, {a.name}")
        return None

    def evaluate(self, depth: int) -> None:
        self.line(self.make.expression(self.choices.shape(1), 2))

    def print(self, depth: int) -> None:
        values = [
            self.make.expression(self.make.shown(), 1) for _ in range(1 + self.choices.below(2))
        ]
        more = self.choices.pick(("", "", ", sep='-'", ", end='|'"))
        self.line(f"print({', '.join(values)}{more})")

    def check(self, depth: int) -> None:
        message = f", {self.make.expression(STR, 1)}" if self.choices.chance(40) else ""
        self.line(f"assert {self.make.expression(BOOL, 2)}{message}")

    def leave(self, depth: int) -> None:
        """A way out, under a condition."""
        ways: list[Callable[[], str]] = [self.raised]
        if self.loops:
            ways = [lambda: "break", lambda: "continue", *ways]
        if not self.inside_final:
            ways.append(lambda: f"return {self.make.stored(self.result, 2)}")
        with self.block(f"if {self.make.expression(BOOL, 2)}:"):
            self.line(self.choices.pick(ways)())

    def raised(self) -> str:
        if self.catching and self.choices.chance(40):
            return "raise"
        error = self.choices.pick(ERRORS)
        if error == "KeyError":
            return f"raise KeyError({self.make.expression(self.choices.pick((STR, INT)), 1)})"
        if self.choices.chance(50):
            return f"raise {error}({self.choices.text()!r})"
        return f"raise {error}({self.make.expression(STR, 1)})"

    # Changes of containers

    def change(self, depth: int) -> None:
        known = [v for v in self.make.readable(lambda s: s.name in CHANGED) if v.sure]
        if not known:
            return self.assign(depth)
        chosen = self.choices.pick(known)
        self.make.may_bind = False
        if chosen.shape.name in CHANGES:
            CHANGES[chosen.shape.name](self, chosen.name, chosen.shape)
        else:
            getattr(self, f"change_{chosen.shape.name}")(chosen.name, chosen.shape)
        self.make.may_bind = True
        return None

    def grow(self, name: str, text: str) -> None:
        self.line(f"if len({name}) < {GROWN}:")
        self.line(f"    {text}")

    def change_list(self, name: str, shape: Shape) -> None:
        (part,) = shape.parts
        value = self.make.stored(part, 2)
        place = self.make.index(name, 1)
        way = self.choices.below(16)
        bounds = self.make.slice(1)
        match way:
            case 0 | 1 | 2:
                self.grow(name, f"{name}.append({value})")
            case 3:
                self.grow(name, f"{name}.insert({place}, {value})")
            case 4:
                self.grow(name, f"{name}.extend({self.make.expression(shape, 1)})")
            case 5 | 6 | 7:
                self.line(f"{name}[{place}] = {value}")
            case 8:
                self.line(f"del {name}[{place}]")
            case 9:
                self.line(f"del {name}{bounds}")
            case 10:
                self.grow(name, f"{name}{bounds} = {self.make.expression(shape, 1)}")
            case 11:
                self.line(f"{name}.reverse()")
            case 12 if part.name in ("int", "str", "bool"):
                more = self.choices.pick(("", "reverse=True", "key=lambda z: str(z)"))
                self.line(f"{name}.sort({more})")
            case 13 if part.name in ("int", "str", "bool"):
                self.line(f"{name}.remove({value})")
            case 14 if part.is_number and part is not BOOL:
                self.line(f"{name}[{place}] {self.choices.pick(('+=', '-=', '*='))} {value}")
            case _:
                self.line(
                    self.choices.pick((f"{name}.clear()", f"{name} = {name}[:3]", f"{name}.pop()"))
                )

    def change_dict(self, name: str, shape: Shape) -> None:
        key_shape, value_shape = shape.parts
        key, value = self.make.stored(key_shape, 1), self.make.stored(value_shape, 2)
        match self.choices.below(9):
            case 0 | 1 | 2 | 3:
                self.grow(name, f"{name}[{key}] = {value}")
            case 4:
                self.line(f"del {name}[{key}]")
            case 5:
                self.line(f"{name}.pop({key}, {value})")
            case 6:
                self.grow(name, f"{name}.update({self.make.expression(shape, 1)})")
            case 7 if value_shape in (INT, FLOAT):
                self.line(f"{name}[{key}] += {value}")
            case 8 if value_shape.name == "list":
                item = self.make.stored(value_shape.parts[0], 1)
                self.grow(name, f"{name}.setdefault({key}, []).append({item})")
            case _:
                self.line(self.choices.pick((f"{name}.clear()", f"{name}.popitem()")))

    def change_set(self, name: str, shape: Shape) -> None:
        key = self.make.stored(shape.parts[0], 2)
        match self.choices.below(6):
            case 0 | 1 | 2:
                self.grow(name, f"{name}.add({key})")
            case 3:
                self.line(f"{name}.discard({key})")
            case 4:
                self.line(f"{name}.remove({key})")
            case _:
                self.line(self.choices.pick((f"{name}.clear()", f"{name} = {name}.copy()")))

    # Compound statements

    def branch(self, depth: int) -> None:
        with self.block(f"if {self.make.expression(BOOL, 2)}:"):
            self.statements(depth - 1)
        if self.choices.chance(20):
            with self.block(f"elif {self.make.expression(BOOL, 2)}:"):
                self.statements(depth - 1)
        if self.choices.chance(40):
            with self.block("else:"):
                self.statements(depth - 1)

    def loop(self, depth: int) -> None:
        if self.make.rounds > 60:
            return self.branch(depth)
        targets, variables, iterable = self.make.elements(2)
        with self.block(f"for {targets} in {iterable}:", 5, *variables):
            self.loop_body(depth)
        self.loop_else(depth)
        return None

    def loop_body(self, depth: int) -> None:
        self.loops += 1
        inside, self.inside_final = self.inside_final, False
        self.statements(depth - 1)
        self.inside_final = inside
        self.loops -= 1

    def loop_else(self, depth: int) -> None:
        if self.choices.chance(15):
            with self.block("else:"):
                self.statements(depth - 1)

    def while_loop(self, depth: int) -> None:
        if self.make.rounds > 60:
            return self.branch(depth)
        fuel = self.make.fresh("fuel")
        self.line(f"{fuel} = {2 + self.choices.below(4)}")
        self.make.may_bind = False
        condition = self.make.expression(BOOL, 1)
        self.make.may_bind = True
        with self.block(f"while {fuel} > 0 and {condition}:", 5, Variable(fuel, INT, True, False)):
            self.line(f"{fuel} -= 1")
            self.loop_body(depth)
        self.loop_else(depth)
        return None

    def narrow(self, depth: int) -> None:
        known = [v for v in self.make.readable(lambda s: s.name == "optional") if v.sure]
        if not known:
            return self.branch(depth)
        chosen = self.choices.pick(known)
        inside = Variable(chosen.name, chosen.shape.parts[0], True, False)
        with self.block(f"if {chosen.name} is not None:", 1, inside):
            self.statements(depth - 1)
        return None

    def try_statement(self, depth: int) -> None:
        with self.block("try:"):
            self.statements(depth - 1)
        finally_too = self.choices.chance(30)
        handlers = self.choices.below(3) if finally_too else 1 + self.choices.below(2)
        for caught in dict.fromkeys(self.choices.pick(CAUGHT) for _ in range(handlers)):
            self.handler(caught, depth)
        if handlers and self.choices.chance(20):
            with self.block("else:"):
                self.statements(depth - 1)
        if finally_too:
            inside, self.inside_final = self.inside_final, not self.choices.chance(15)
            loops, self.loops = self.loops, 0 if self.inside_final else self.loops
            with self.block("finally:"):
                self.statements(depth - 1)
            self.inside_final, self.loops = inside, loops

    def handler(self, caught: str, depth: int) -> None:
        name = self.choices.pick(("", "", " as error"))
        catching, self.catching = self.catching, True
        with self.block(f"except {caught}{name}:"):
            if self.choices.chance(70):
                self.statements(depth - 1)
            elif name and self.choices.chance(30):
                self.line("raise error")
            else:
                self.line("pass")
        self.catching = catching


def digested(v: Variable) -> str | None:
    """An expression of a variable that is a text, whatever order sets have."""
    name, shape = v.name, v.shape
    if shape.name == "set":
        return f"repr(sorted({name}))"
    if any(map(shape.holds, ("set", "float32", "complex64"))):
        return None
    return f"repr({name})"
