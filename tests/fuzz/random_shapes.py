"""The types of random programs, and what is drawn of each: names, literals, arguments.

    str(list_of(INT)) == "list[int]"
    Choices(draw).literal(list_of(INT)) == "[3, -1]"

Everything is drawn through `Choices`, where the first of several is the simplest: that is
where shrinking goes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from pyexec import types

T = TypeVar("T")


@dataclass(frozen=True)
class Shape:
    """A type of the generated programs."""

    name: str
    parts: tuple[Shape, ...] = ()

    def __str__(self) -> str:
        if self.name == "optional":
            return f"{self.parts[0]} | None"
        if self.name == "row":
            return f"tuple[{self.parts[0]}, ...]"
        if self.name == "Counter":
            return f"Counter[{self.parts[0]}]"
        if not self.parts:
            return self.name
        return f"{self.name}[{', '.join(map(str, self.parts))}]"

    @property
    def is_number(self) -> bool:
        return not self.parts and self.name != "str"

    @property
    def is_fixed(self) -> bool:
        """Whether its integers wrap around."""
        return self.name[-1].isdigit() and "int" in self.name

    def holds(self, name: str) -> bool:
        """Whether there is a part of a name in it."""
        return self.name == name or any(part.holds(name) for part in self.parts)


INT, FLOAT, BOOL, STR = (Shape(name) for name in ("int", "float", "bool", "str"))
COMPLEX, FLOAT32, COMPLEX64 = (Shape(name) for name in ("complex", "float32", "complex64"))
FIXED: Final = tuple(Shape(t.name) for t in types.FIXED)
MADE: Final = ("int", "float", "bool", "str", "list", "set", "dict")  # by a defaultdict
NUMBERS: Final = (INT, FLOAT, BOOL, *FIXED, COMPLEX, FLOAT32, COMPLEX64)


def list_of(part: Shape) -> Shape:
    return Shape("list", (part,))


def row_of(part: Shape) -> Shape:
    """A tuple of any length."""
    return Shape("row", (part,))


def set_of(part: Shape) -> Shape:
    return Shape("set", (part,))


def dict_of(key: Shape, value: Shape) -> Shape:
    return Shape("dict", (key, value))


def deque_of(part: Shape) -> Shape:
    return Shape("deque", (part,))


def counter_of(key: Shape) -> Shape:
    """A dict of numbers, in its parts too."""
    return Shape("Counter", (key, INT))


def tuple_of(*parts: Shape) -> Shape:
    return Shape("tuple", parts)


def optional_of(part: Shape) -> Shape:
    return Shape("optional", (part,))


_WORDS: Final = (
    "", "a", "b", "ab", "Ba", "c d", "x-1", "42", " -7 ", "3.5", "\u00e9", "a\u20acb", "\U0001f600",
    "it's", '"', "\\", "\n", "tab\t", "\u0130", "\u00df", "aaa", "0x1f", "1e3", "%d", "{}",
)  # fmt: skip
_REALS: Final = (
    "0.0", "1.0", "-1.5", "0.5", "2.0", "3.25", "0.1", "100.0", "-0.0", "1e-07", "1e+16",
    "123456.789", "-7.5", "1e+100", "5e-324",
)  # fmt: skip
_EDGES: Final = (
    10, 100, 255, 256, 1000, 2**31 - 1, 2**31, -(2**31), 2**32, 2**53 + 1, 2**62, 2**63 - 1,
    -(2**63) + 1,
)  # fmt: skip


@cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


class Choices:
    """What a program is made of, drawn."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self.favoured: list[Shape] = []  # types that come again and again, so that values meet

    def below(self, count: int) -> int:
        """A number from 0 on."""
        return int(self._draw(_below(count))) if count > 1 else 0

    def pick(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]

    def chance(self, percent: int) -> bool:
        """True in so many cases of a hundred; False is the simpler one."""
        return self.below(100) >= 100 - percent

    def weighted(self, rows: Sequence[tuple[int, T]]) -> T:
        """One of several, as often as its weight says."""
        at = self.below(sum(weight for weight, _ in rows))
        for weight, value in rows:
            if at < weight:
                return value
            at -= weight
        raise AssertionError("the weights add up")

    # Shapes

    def key(self) -> Shape:
        """A type that can be hashed, and compared for certain."""
        return self.weighted(
            [
                (6, INT),
                (6, STR),
                (1, BOOL),
                (2, tuple_of(INT, STR)),
                (1, FIXED[2]),
                (1, row_of(INT)),
            ]
        )

    def shape(self, depth: int = 2, fixed: bool = True) -> Shape:
        """Any type; without `fixed`, one that the oracle has by itself."""
        if self.favoured and fixed and self.below(10) < 7:
            return self.pick(self.favoured)
        scalars = [(8, INT), (3, FLOAT), (2, BOOL), (6, STR)]
        if fixed:
            scalars += [(2, self.pick(FIXED)), (1, FLOAT32), (1, COMPLEX)]
        kind = self.weighted([(12, "scalar"), (8 * (depth > 0), "container")])
        if kind == "scalar":
            return self.weighted(scalars)
        return self.container(depth - 1, fixed)

    def container(self, depth: int = 1, fixed: bool = True) -> Shape:
        part = self.shape(depth, fixed)
        kinds = [(8, "list"), (5, "dict"), (4, "tuple"), (3, "set"), (2, "row")]
        if fixed:
            kinds += [(2, "deque"), (2, "defaultdict"), (2, "Counter")]
        kind = self.weighted(kinds)
        if kind in ("list", "row"):
            return list_of(part) if kind == "list" else row_of(part)
        if kind == "deque":
            return deque_of(part)
        key = self.key() if fixed else self.pick((INT, STR))
        if kind == "Counter":
            return counter_of(key)
        if kind == "defaultdict":
            return Shape(kind, (key, part if part.name in MADE else INT))
        if kind == "set":
            return set_of(key)
        if kind == "dict":
            return dict_of(key, part)
        return tuple_of(part, *(self.shape(depth, fixed) for _ in range(1 + self.below(2))))

    # Literals

    def whole(self) -> int:
        if self.chance(12):
            return self.pick(_EDGES)
        return self.below(14) * self.pick((1, 1, -1))

    def text(self) -> str:
        return self.pick(_WORDS)

    def literal(self, shape: Shape) -> str:
        """A value, written so that its type shows."""
        if shape.name in ("list", "row", "set", "dict") and not self.below(6):
            return self.empty(shape)
        if shape.name == "row":
            return f"tuple({self.literal(list_of(shape.parts[0]))})"
        if shape.name in ("deque", "Counter"):
            return f"{shape.name}({self.literal(list_of(shape.parts[0]))})"
        if shape.name == "defaultdict":
            return f"defaultdict({shape.parts[1].name}, {self.literal(dict_of(*shape.parts))})"
        value = self.bare(shape, 1)
        if shape.is_fixed or shape in (FLOAT32, COMPLEX64):
            return f"{shape}({value})"
        return value

    def empty(self, shape: Shape) -> str:
        """An empty container of a type that shows."""
        parts = [self.literal(part) for part in shape.parts]
        match shape.name:
            case "list":
                return f"[{parts[0]}][:0]"
            case "row":
                return f"tuple([{parts[0]}][:0])"
            case "set":
                return f"({{{parts[0]}}} - {{{parts[0]}}})"
        return f"dict(zip([{parts[0]}][:0], [{parts[1]}]))"

    def bare(self, shape: Shape, least: int = 0) -> str:
        """A value as an argument is written, a container with so many elements at least."""
        match shape.name:
            case "int":
                return str(self.whole())
            case "bool":
                return self.pick(("False", "True"))
            case "float" | "float32":
                return self.pick(_REALS[:11] if shape is FLOAT32 else _REALS)
            case "complex" | "complex64":
                return f"complex({self.pick(_REALS[:8])}, {self.pick(_REALS[:8])})"
            case "str":
                return repr(self.text())
            case "optional":
                return self.literal(shape.parts[0]) if self.chance(60) else "None"
        if shape.is_fixed:
            t = types.by_name(shape.name)
            edges = (0, 1, 2, 3, 7, t.maximum, t.minimum, t.maximum - 1, 100)
            return str(self.pick(edges))
        return self._container(shape, least)

    def _container(self, shape: Shape, least: int) -> str:
        if shape.name == "tuple":
            return f"({', '.join(map(self.literal, shape.parts))})"
        count = least + self.below(4 - least)
        if shape.name == "dict":
            key, value = shape.parts
            pairs = [f"{self.literal(key)}: {self.literal(value)}" for _ in range(count)]
            return f"{{{', '.join(pairs)}}}"
        values = [self.literal(shape.parts[0]) for _ in range(count)]
        match shape.name:
            case "list":
                return f"[{', '.join(values)}]"
            case "row":
                return f"({', '.join(values)}{',' if count == 1 else ''})"
        return f"{{{', '.join(values)}}}" if values else "set()"
