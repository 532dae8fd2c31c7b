"""Random expressions of deques, defaultdicts and counters, and lists filled over a range."""

from __future__ import annotations

from object_expressions import ObjectExpressions
from random_expressions import Variable, Ways
from random_shapes import INT, STR, Shape, counter_of, deque_of, dict_of, list_of


class CollectionExpressions(ObjectExpressions):
    """Makes those of the classes of `collections`."""

    def deque_ways(self, shape: Shape, depth: int) -> Ways:
        (part,) = shape.parts
        return [
            (4, lambda: f"deque({self.stored(list_of(part), depth)})"),
            (2, lambda: f"deque({self.stored(list_of(part), depth)}, {self.choices.pick((3, 0, 1, 9))})"),
            (2, lambda: f"deque({self.comprehension(depth, lambda: self.stored(part, depth - 1))})"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
        ]  # fmt: skip

    def defaultdict_ways(self, shape: Shape, depth: int) -> Ways:
        plain = Shape("dict", shape.parts)
        return [
            (4, lambda: f"defaultdict({shape.parts[1].name}, {self.expression(plain, depth)})"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
        ]

    def counter_ways(self, shape: Shape, depth: int) -> Ways:
        key, _ = shape.parts
        symbol = self.choices.pick(("+", "-", "&", "|"))
        ways: Ways = [
            (4, lambda: f"Counter({self.stored(list_of(key), depth)})"),
            (2, lambda: f"Counter({self.comprehension(depth, lambda: self.stored(key, depth - 1))})"),
            (2, lambda: f"({self.expression(shape, depth)} {symbol} {self.expression(shape, depth)})"),
            (1, lambda: f"Counter({self.expression(dict_of(key, INT), depth)})"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
        ]  # fmt: skip
        if key == STR:
            ways.append((3, lambda: f"Counter({self.expression(STR, depth)})"))
        return ways

    def list_ways(self, shape: Shape, depth: int) -> Ways:
        (part,) = shape.parts
        ways = super().list_ways(shape, depth)
        ways.append((1, lambda: f"list({self.expression(deque_of(part), depth)})"))
        if part.is_number or (part.name == "list" and part.parts[0].is_number):
            ways.append((6, lambda: self.filled(part, depth)))
        if part == Shape("tuple", (STR, INT)):
            ways.append((6, lambda: f"{self.operand(counter_of(STR), depth)}.most_common()"))
        return ways

    def filled(self, part: Shape, depth: int) -> str:
        """Numbers over a range without a condition, or rows of them."""
        name, start = self.fresh("v"), self.choices.below(3)
        stop = f"{self.expression(INT, depth - 1)} % 6" if self.choices.below(2) else "5"
        step = self.choices.pick(("", "", ", 2", ", -1"))
        with self.within(5, Variable(name, INT)):
            if part.is_number:
                made = self.expression(part, depth)
            else:
                made = self.filled(part.parts[0], depth - 1)
        return f"[{made} for {name} in range({start}, {stop}{step})]"

    def counted(self, depth: int) -> str:
        """A number of a counter."""
        key = self.choices.pick((STR, INT))
        counter = self.operand(counter_of(key), depth)
        return counter + self.choices.pick((
            ".total()", f"[{self.expression(key, depth)}]", ".most_common(1)[0][1]",
        ))  # fmt: skip
