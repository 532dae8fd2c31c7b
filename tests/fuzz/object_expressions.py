"""Random expressions of lists, tuples, dicts, sets and optionals."""

from __future__ import annotations

from random_expressions import Ways
from random_shapes import BOOL, INT, STR, Shape, dict_of, list_of, row_of, set_of
from text_expressions import TextExpressions


class ObjectExpressions(TextExpressions):
    """Makes those of containers."""

    def list_ways(self, shape: Shape, depth: int) -> Ways:
        (part,) = shape.parts
        ways: Ways = [
            (6, lambda: self.list_display(part, depth)),
            (5, lambda: f"[{self.comprehension(depth, lambda: self.stored(part, depth - 1))}]"),
            (3, lambda: f"{self.operand(shape, depth)}{self.slice(depth)}"),
            (3, lambda: f"({self.expression(shape, depth)} + {self.expression(shape, depth)})"),
            (1, lambda: f"({self.expression(shape, depth)} * ({self.expression(INT, 0)} % 3))"),
            (1, lambda: f"list({self.expression(row_of(part), depth)})"),
            (1, lambda: f"list(reversed({self.expression(shape, depth)}))"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
            (1, lambda: f"list({self.operand(dict_of(INT, part), depth)}.values())"),
            (1, lambda: f"[{part.name[0]}{part.name[0]} for {part.name[0]}{part.name[0]} in {self.expression(shape, depth)}]"),
        ]  # fmt: skip
        if part.name in ("int", "str", "bool"):
            key = self.choices.pick(("", "", ", reverse=True", ", key=lambda z: str(z)"))
            ways += [
                (3, lambda: f"sorted({self.expression(shape, depth)}{key})"),
                (1, lambda: f"sorted({self.expression(set_of(part), depth)}{key})"),
                (1, lambda: f"list({self.expression(dict_of(part, INT), depth)})"),
            ]
        if part == INT:
            ways.append((2, lambda: f"list(range({self.expression(INT, 0)} % 6))"))
            ways.append(
                (1, lambda: f"[*{self.expression(shape, depth)}, *range({self.choices.below(4)})]")
            )
        if part == STR:
            ways.append((4, lambda: self.text_list(depth)))
        return ways

    def list_display(self, part: Shape, depth: int) -> str:
        values = [self.stored(part, depth) for _ in range(self.choices.below(4))]
        if not values:
            return self.choices.literal(list_of(part))
        return f"[{', '.join(values)}]"

    def row_ways(self, shape: Shape, depth: int) -> Ways:
        (part,) = shape.parts
        return [
            (4, lambda: f"tuple({self.expression(list_of(part), depth)})"),
            (2, lambda: f"({self.expression(shape, depth)} + {self.expression(shape, depth)})"),
            (2, lambda: f"{self.operand(shape, depth)}{self.slice(depth)}"),
        ]

    def tuple_ways(self, shape: Shape, depth: int) -> Ways:
        return [(6, lambda: f"({', '.join(self.stored(part, depth) for part in shape.parts)})")]

    def optional_ways(self, shape: Shape, depth: int) -> Ways:
        (part,) = shape.parts
        return [
            (2, lambda: self.perhaps(part, depth)),
            (3, lambda: self.looked_up(part, depth)),
        ]  # fmt: skip

    def perhaps(self, part: Shape, depth: int) -> str:
        condition = self.expression(BOOL, depth)
        return f"({self.expression(part, depth)} if {condition} else None)"

    def looked_up(self, part: Shape, depth: int) -> str:
        key = self.choices.pick((INT, STR))
        holder = self.operand(dict_of(key, part), depth)
        return f"{holder}.get({self.expression(key, depth)})"

    def dict_ways(self, shape: Shape, depth: int) -> Ways:
        key, value = shape.parts
        ways: Ways = [
            (5, lambda: self.dict_display(shape, depth)),
            (3, lambda: f"{{{self.comprehension(depth, lambda: f'{self.stored(key, depth - 1)}: {self.stored(value, depth - 1)}')}}}"),
            (2, lambda: f"({self.expression(shape, depth)} | {self.expression(shape, depth)})"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
            (1, lambda: f"dict(zip({self.expression(list_of(key), depth)}, {self.expression(list_of(value), depth)}))"),
            (1, lambda: f"{{**{self.expression(shape, depth)}, {self.stored(key, depth)}: {self.stored(value, depth)}}}"),
        ]  # fmt: skip
        if key == INT:
            ways.append((1, lambda: f"dict(enumerate({self.expression(list_of(value), depth)}))"))
        return ways

    def dict_display(self, shape: Shape, depth: int) -> str:
        key, value = shape.parts
        count = self.choices.below(4)
        if not count:
            return self.choices.literal(shape)
        pairs = [f"{self.stored(key, depth)}: {self.stored(value, depth)}" for _ in range(count)]
        return f"{{{', '.join(pairs)}}}"

    def set_ways(self, shape: Shape, depth: int) -> Ways:
        (key,) = shape.parts
        symbol = self.choices.pick(("|", "&", "-", "^"))
        return [
            (4, lambda: f"{{{', '.join(self.stored(key, depth) for _ in range(1 + self.choices.below(3)))}}}"),
            (3, lambda: f"{{{self.comprehension(depth, lambda: self.stored(key, depth - 1))}}}"),
            (3, lambda: f"({self.expression(shape, depth)} {symbol} {self.expression(shape, depth)})"),
            (3, lambda: f"set({self.expression(list_of(key), depth)})"),
            (1, lambda: f"{self.operand(shape, depth)}.copy()"),
        ]  # fmt: skip
