"""Random expressions of texts, and of what is asked of texts."""

from __future__ import annotations

from random_expressions import Expressions, Ways
from random_shapes import BOOL, FLOAT, INT, STR, Shape, list_of


class TextExpressions(Expressions):
    """Makes those of type `str`, and those that ask a text something."""

    def str_ways(self, shape: Shape, depth: int) -> Ways:
        return [
            (4, lambda: f"({self.expression(STR, depth)} + {self.expression(STR, depth)})"),
            (4, lambda: f"{self.operand(STR, depth)}{self.slice(depth)}"),
            (2, lambda: self.character(depth)),
            (4, lambda: f"str({self.expression(self.shown(), depth)})"),
            (2, lambda: f"repr({self.expression(self.shown(), depth)})"),
            (4, self.f_string),
            (2, lambda: self.formatted(depth)),
            (4, lambda: self.text_method(depth)),
            (3, lambda: self.joined(depth)),
            (2, lambda: f"({self.expression(STR, depth)} * ({self.expression(INT, depth)} % 4))"),
            (1, lambda: f"{self.choices.pick(('hex', 'bin', 'oct'))}({self.expression(INT, depth)})"),
            (1, lambda: f"chr({self.expression(INT, depth)} % 1000)"),
            (1, lambda: f"{self.choices.pick(('max', 'min'))}({self.expression(STR, depth)}, {self.expression(STR, depth)})"),
        ]  # fmt: skip

    def shown(self) -> Shape:
        """A type whose values are written in one way alone."""
        shape = self.choices.shape(2)
        return INT if any(map(shape.holds, ("set", "float32", "complex64"))) else shape

    def operand(self, shape: Shape, depth: int) -> str:
        text = self.expression(shape, depth)
        return text if text.isidentifier() else f"({text})"

    def character(self, depth: int) -> str:
        known = self.readable(lambda s: s == STR)
        if not known:
            return self.leaf(STR)
        name = self.choices.pick(known).name
        return f"{name}[{self.index(name, depth)}]"

    def f_string(self) -> str:
        """Some fields; each a name or a number, since Python 3.11 takes no quotes in them."""
        pieces = []
        for _ in range(1 + self.choices.below(3)):
            pieces.append(self.choices.pick(("", "-", "n=", "{{")))
            pieces.append(f"{{{self.field()}}}")
        return f"f{''.join(pieces)!r}"

    def field(self) -> str:
        known = self.readable(lambda s: s in (INT, STR, FLOAT, BOOL) or s.name in ("list", "tuple"))
        known = [v for v in known if not any(map(v.shape.holds, ("set", "float32", "complex64")))]
        if not known:
            return str(self.choices.whole())
        chosen = self.choices.pick(known)
        if self.choices.chance(15):
            return f"{chosen.name}!r"
        formats = {
            "int": ("", ":>5", ":05d", ":x", ":+d", ":,", ":<4", ":^7", ":#b", ":.2f"),
            "float": ("", ":.3f", ":e", ":g", ":8.2f", ":+.1f", ":%", ":,.2f"),
            "str": ("", ":>5", ":<4", ":^6", ":.2", ":*^7"),
        }
        return f"{chosen.name}{self.choices.pick(formats.get(chosen.shape.name, ('',)))}"

    def formatted(self, depth: int) -> str:
        way = self.choices.below(4)
        if way == 0:
            return (
                f"'<{{}}>{{}}'.format({self.expression(INT, depth)}, {self.expression(STR, depth)})"
            )
        if way == 1:
            return f"('%s=%d' % ({self.expression(STR, depth)}, {self.expression(INT, depth)}))"
        if way == 2:
            return f"format({self.expression(INT, depth)}, {self.choices.pick(('d', '5', 'x', '<6', '+'))!r})"
        return f"'{{0!r}}{{1:>4}}'.format({self.expression(STR, depth)}, {self.expression(INT, depth)})"

    def text_method(self, depth: int) -> str:
        self_text = self.operand(STR, depth)
        one = self.choices.pick(
            (
                "upper",
                "lower",
                "strip",
                "lstrip",
                "rstrip",
                "title",
                "capitalize",
                "swapcase",
                "casefold",
            )
        )
        width = f"{self.expression(INT, 0)} % 9"
        other = self.expression(STR, 0)
        return self_text + self.choices.pick((
            f".{one}()",
            f".{one}()",
            f".replace({other}, {self.expression(STR, 0)})",
            f".replace({other}, {self.expression(STR, 0)}, {self.choices.below(3)})",
            f".strip({other})",
            f".zfill({width})",
            f".center({width}, {self.choices.pick(('*', ' ', 'é'))!r})",
            f".ljust({width})",
            f".rjust({width})",
            f".removeprefix({other})",
            f".removesuffix({other})",
            f".partition({other})[{self.choices.below(3)}]",
            f".rpartition({other})[{self.choices.below(3)}]",
            f".expandtabs({self.choices.below(5)})",
        ))  # fmt: skip

    def joined(self, depth: int) -> str:
        glue = self.choices.pick(("", ",", "-", " ", "ab"))
        way = self.choices.below(3)
        if way == 0:
            return f"{glue!r}.join({self.expression(list_of(STR), depth)})"
        inner = self.comprehension(depth, lambda: self.expression(STR, depth - 1))
        return f"{glue!r}.join({inner if way == 1 else f'[{inner}]'})"

    # What is asked of texts

    def text_number(self, depth: int) -> str:
        text, other = self.operand(STR, depth), self.expression(STR, 0)
        return self.choices.pick((
            f"len({text})",
            f"ord({text}[{self.choices.pick((0, -1, 1))}])",
            f"{text}.count({other})",
            f"{text}.find({other})",
            f"{text}.rfind({other}, {self.expression(INT, 0)})",
            f"{text}.index({other})",
            f"int({text})",
            f"int({text}, {self.choices.pick((16, 2, 36, 0))})",
        ))  # fmt: skip

    def text_truth(self, depth: int) -> str:
        text, other = self.operand(STR, depth), self.expression(STR, 0)
        return self.choices.pick((
            f"{text}.startswith({other})",
            f"{text}.endswith({other})",
            f"{text}.{self.choices.pick(('isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'isalnum', 'isidentifier', 'istitle'))}()",
            f"{text}.startswith(({other}, {self.expression(STR, 0)}))",
        ))  # fmt: skip

    def text_list(self, depth: int) -> str:
        text, other = self.operand(STR, depth), self.expression(STR, 0)
        return self.choices.pick((
            f"{text}.split()",
            f"{text}.split({other})",
            f"{text}.split({other}, {self.choices.below(3)})",
            f"{text}.rsplit({other}, {self.choices.below(3)})",
            f"{text}.splitlines()",
            f"list({text})",
            f"sorted({text})",
        ))  # fmt: skip
