"""Random expressions of numbers and truth values."""

from __future__ import annotations

from collection_expressions import CollectionExpressions
from random_expressions import Ways
from random_shapes import (
    BOOL,
    COMPLEX,
    FIXED,
    FLOAT,
    FLOAT32,
    INT,
    STR,
    Shape,
    dict_of,
    list_of,
    set_of,
)

from pyexec.types import by_name, promote


class AllExpressions(CollectionExpressions):
    """Makes expressions of every type."""

    def int_ways(self, shape: Shape, depth: int) -> Ways:
        return [
            (9, lambda: self.arithmetic(depth)),
            (2, lambda: f"{self.choices.pick(('-', '~', 'abs'))}({self.expression(INT, depth)})"),
            (3, lambda: f"len({self.expression(self.sized(), depth)})"),
            (3, lambda: self.text_number(depth)),
            (3, lambda: self.total(depth)),
            (2, lambda: self.extreme(INT, depth)),
            (2, lambda: f"int({self.expression(self.convertible(), depth)})"),
            (1, lambda: f"round({self.expression(FLOAT, depth)})"),
            (1, lambda: f"math.{self.choices.pick(('floor', 'ceil', 'trunc'))}({self.expression(FLOAT, depth)})"),
            (1, lambda: f"math.gcd({self.expression(INT, depth)}, {self.expression(INT, depth)})"),
            (1, lambda: f"divmod({self.expression(INT, depth)}, {self.expression(INT, depth)})[{self.choices.below(2)}]"),
            (1, lambda: f"({self.expression(INT, depth)}).{self.choices.pick(('bit_length', 'bit_count'))}()"),
            (2, lambda: f"({self.expression(BOOL, depth)} + {self.expression(BOOL, depth)})"),
            (2, lambda: self.searched(depth)),
            (1, lambda: self.counted(depth)),
            (1, lambda: f"pow({self.expression(INT, depth)}, {self.choices.below(4)}, {self.expression(INT, depth)})"),
        ]  # fmt: skip

    def arithmetic(self, depth: int) -> str:
        left = self.expression(INT, depth)
        symbol = self.choices.pick(
            ("+", "-", "+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "**")
        )
        if symbol in ("<<", ">>"):
            return f"({left} {symbol} ({self.expression(INT, depth)} % 9))"
        if symbol == "**":
            return f"({left} ** {self.choices.pick((2, 0, 1, 3, 5))})"
        right = self.expression(INT, depth)
        if symbol in ("//", "%") and self.choices.chance(60):
            right = str(self.choices.pick((2, 3, 7, -3, 10, 1000)))
        return f"({left} {symbol} {right})"

    def sized(self) -> Shape:
        return self.choices.container(1)

    def convertible(self) -> Shape:
        return self.choices.pick((BOOL, FLOAT, self.choices.pick(FIXED), FLOAT32))

    def total(self, depth: int) -> str:
        if self.choices.chance(40):
            return f"sum({self.expression(list_of(self.choices.pick((INT, BOOL))), depth)})"
        return f"sum({self.comprehension(depth, lambda: self.expression(INT, depth - 1))})"

    def extreme(self, shape: Shape, depth: int) -> str:
        name = self.choices.pick(("min", "max"))
        if self.choices.chance(40):
            return f"{name}({self.sequence(shape, depth)})"
        if self.choices.chance(20):
            return f"{name}({self.sequence(shape, depth)}, default={self.expression(shape, 0)})"
        return f"{name}({self.expression(shape, depth)}, {self.expression(shape, depth)})"

    def searched(self, depth: int) -> str:
        key = self.choices.pick((INT, STR))
        word = self.choices.pick(("count", "index"))
        return f"{self.operand(list_of(key), depth)}.{word}({self.expression(key, depth)})"

    def float_ways(self, shape: Shape, depth: int) -> Ways:
        return [
            (6, lambda: self.real_arithmetic(depth)),
            (3, lambda: f"float({self.expression(self.choices.pick((INT, BOOL, FLOAT32)), depth)})"),
            (1, lambda: f"round({self.expression(FLOAT, depth)}, {self.choices.below(4)})"),
            (1, lambda: f"abs({self.expression(FLOAT, depth)})"),
            (1, lambda: f"-({self.expression(FLOAT, depth)})"),
            (1, lambda: f"math.sqrt({self.expression(FLOAT, depth)})"),
            (1, lambda: f"sum({self.expression(list_of(FLOAT), depth)}, 0.0)"),
            (1, lambda: self.extreme(FLOAT, depth)),
            (1, lambda: f"({self.expression(COMPLEX, depth)}).{self.choices.pick(('real', 'imag'))}"),
            (1, lambda: f"float({self.expression(STR, depth)})"),
        ]  # fmt: skip

    def real_arithmetic(self, depth: int) -> str:
        symbol = self.choices.pick(("+", "-", "*", "/", "//", "%"))
        left, right = self.choices.pick(((FLOAT, FLOAT), (FLOAT, INT), (INT, FLOAT), (INT, INT)))
        if (left, right) == (INT, INT):
            symbol = "/"
        return f"({self.expression(left, depth)} {symbol} {self.expression(right, depth)})"

    def fixed_ways(self, shape: Shape, depth: int) -> Ways:
        return [
            (8, lambda: self.fixed_arithmetic(shape, depth)),
            (2, lambda: f"{shape}({self.expression(self.choices.pick((INT, *FIXED)), depth)})"),
            (1, lambda: f"{self.choices.pick(('-', '~', 'abs'))}({self.expression(shape, depth)})"),
        ]

    def fixed_arithmetic(self, shape: Shape, depth: int) -> str:
        t = by_name(shape.name)
        pairs = [
            (a, b) for a in FIXED for b in FIXED if promote(by_name(a.name), by_name(b.name)) is t
        ]
        left, right = (shape, shape) if self.choices.chance(60) else self.choices.pick(pairs)
        symbol = self.choices.pick(("+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>", "**"))
        first = self.expression(left, depth)
        if symbol in ("<<", ">>"):
            return f"{shape}({first} {symbol} {self.choices.below(left_bits(left))})"
        if symbol == "**":
            return f"{shape}({first} ** {self.choices.below(4)})"
        if self.choices.chance(25):
            return f"{shape}({first} {symbol} {self.choices.pick((1, 2, 3, 7, 100))})"
        return f"({first} {symbol} {self.expression(right, depth)})"

    def float32_ways(self, shape: Shape, depth: int) -> Ways:
        symbol = self.choices.pick(("+", "-", "*", "/"))
        return [
            (5, lambda: f"({self.expression(shape, depth)} {symbol} {self.expression(shape, depth)})"),
            (2, lambda: f"float32({self.expression(self.choices.pick((FLOAT, INT)), depth)})"),
        ]  # fmt: skip

    def complex_ways(self, shape: Shape, depth: int) -> Ways:
        symbol = self.choices.pick(("+", "-", "*", "/"))
        return [
            (5, lambda: f"({self.expression(shape, depth)} {symbol} {self.expression(shape, depth)})"),
            (2, lambda: f"complex({self.expression(FLOAT, depth)}, {self.expression(FLOAT, depth)})"),
            (1, lambda: f"({self.expression(shape, depth)}).conjugate()"),
        ]  # fmt: skip

    def complex64_ways(self, shape: Shape, depth: int) -> Ways:
        symbol = self.choices.pick(("+", "-", "*"))
        return [
            (5, lambda: f"({self.expression(shape, depth)} {symbol} {self.expression(shape, depth)})"),
            (2, lambda: f"complex64({self.expression(COMPLEX, depth)})"),
        ]  # fmt: skip

    def bool_ways(self, shape: Shape, depth: int) -> Ways:
        return [
            (8, lambda: self.comparison(depth)),
            (3, lambda: self.membership(depth)),
            (2, lambda: f"(not {self.expression(BOOL, depth)})"),
            (2, lambda: f"({self.expression(BOOL, depth)} {self.choices.pick(('and', 'or', '&', '|', '^'))} {self.expression(BOOL, depth)})"),
            (2, lambda: f"bool({self.expression(self.choices.shape(1), depth)})"),
            (2, lambda: self.text_truth(depth)),
            (2, lambda: self.absence(depth)),
            (2, lambda: f"{self.choices.pick(('any', 'all'))}({self.comprehension(depth, lambda: self.expression(BOOL, depth - 1))})"),
            (1, lambda: f"({self.expression(set_of(INT), depth)} {self.choices.pick(('<=', '==', '<', '>='))} {self.expression(set_of(INT), depth)})"),
            (1, lambda: f"({self.expression(dict_of(STR, INT), depth)} == {self.expression(dict_of(STR, INT), depth)})"),
        ]  # fmt: skip


def left_bits(shape: Shape) -> int:
    return by_name(shape.name).bits
