"""Checks `template % values`, whose template is constant.

The template is taken apart: each conversion becomes a call of a function of
`rt/objects/percent.py`, and the texts are joined.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import STR, DictType, TupleType
from ..types import FLOAT, INT, INT64, UINT64
from .texts import joined_text, repr_of, text_of
from .tree import Expression, Held, Hold, Literal, Part, Text

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

_CONVERSION: Final = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?"
    r"[hlL]?(?P<kind>.)",
    re.DOTALL,
)

# As `rt/objects/percent.py` counts them.
# What CPython says where None is to be shown as a number.
_NO_INTEGER: Final = "%{} format: an integer is required, not NoneType"
_NO_VALUE: Final = {
    **dict.fromkeys("diu", "%{} format: a real number is required, not NoneType"),
    **dict.fromkeys("eEfFgG", "must be real number, not NoneType"),
    "c": "%c requires int or char",
}

_FLAGS: Final = {"-": 1, "+": 2, " ": 4, "#": 8, "0": 16}


def percent(
    checker: ExpressionChecker, template: Expression, right: Expression, node: ast.AST
) -> Expression:
    """`template % values`."""
    if not isinstance(template, Text):
        raise checker.fail(
            "a template that is not constant cannot be compiled yet",
            node,
            "write the template itself before %",
            UnsupportedError,
        )
    right = checker.settle(right)
    whole = Held(right.type, checker.source.span(node))
    pieces = _Conversions(checker, whole, node).pieces(template.value)
    return Hold(STR, whole.span, whole, right, joined_text(checker, pieces, node))


class _Conversions:
    """The values for a template, as its conversions take them one by one."""

    def __init__(self, checker: ExpressionChecker, whole: Expression, node: ast.AST) -> None:
        self.checker, self.whole, self.node = checker, whole, node
        self.span = whole.span
        t = whole.type
        self.values: list[Expression] = [whole]
        if isinstance(t, TupleType):
            elements = enumerate(t.elements)
            self.values = [Part(element, self.span, whole, i) for i, element in elements]
        self.taken = 0

    def pieces(self, template: str) -> list[Expression]:
        """The texts that the result is made of."""
        pieces: list[Expression] = []
        end = 0
        by_key = False
        for match in _CONVERSION.finditer(template):
            pieces.append(Text(STR, self.span, template[end : match.start()]))
            end = match.end()
            by_key = by_key or match["key"] is not None
            if match["kind"] == "%":
                pieces.append(Text(STR, self.span, "%"))
            else:
                pieces.append(self._piece(match))
        if "%" in template[end:]:
            raise self.checker.fail("incomplete format", self.node, "write %% for a percent sign")
        if not by_key and self.taken != len(self.values):
            raise self.checker.fail(
                "not all arguments converted during string formatting", self.node, "leave one out"
            )
        pieces.append(Text(STR, self.span, template[end:]))
        return [p for p in pieces if not (isinstance(p, Text) and not p.value)]

    def _piece(self, match: re.Match[str]) -> Expression:
        """One conversion of its value."""
        checker = self.checker
        flags = sum(bit for letter, bit in _FLAGS.items() if letter in match["flags"])
        width = self._number(match["width"] or "0")
        precision = self._number("-1" if match["precision"] is None else match["precision"] or "0")
        if match["precision"] == "*":
            precision = checker.call_object("percent.star_precision", [precision], self.node)
        kind = match["kind"]
        key = match["key"]
        value = self._next() if key is None else self._entry(key)
        if kind not in "sra":
            value = checker.present(value, _NO_VALUE.get(kind, _NO_INTEGER).format(kind))
        more = [Literal(INT64, self.span, flags), width, precision]
        if kind in "srac":
            return self._of_text(kind, value, more)
        return self._of_number(kind, value, more)

    def _next(self) -> Expression:
        if self.taken == len(self.values):
            raise self.checker.fail("not enough arguments for format string", self.node, "add one")
        self.taken += 1
        return self.values[self.taken - 1]

    def _entry(self, key: str) -> Expression:
        t = self.whole.type
        if not isinstance(t, DictType) or t.key is not STR:
            raise self.checker.fail(
                "format requires a mapping", self.node, "write a dict behind the template"
            )
        return self.checker.call_object(
            "dicts.item", [self.whole, Text(STR, self.span, key)], self.node
        )

    def _number(self, text: str) -> Expression:
        """A width or precision: itself, or the next value."""
        if text != "*":
            return Literal(INT64, self.span, int(text))
        value = self._next()
        if not value.type.is_integer:
            raise self.checker.fail("* wants int", self.node, "give it an int")
        return self.checker.convert(value, INT)

    def _of_text(self, kind: str, value: Expression, more: list[Expression]) -> Expression:
        """%s, %r, %a or %c."""
        checker, node = self.checker, self.node
        if kind == "c" and value.type is STR:
            return checker.call_object("percent.percent_character", [value, *more[:2]], node)
        if kind == "c":
            if not value.type.is_integer:
                raise checker.fail("%c requires int or char", node, "give it one of them")
            code = checker.convert(value, INT)
            return checker.call_object("percent.percent_code", [code, *more[:2]], node)
        text = text_of(checker, value, node) if kind == "s" else repr_of(checker, value, node)
        if kind == "a":
            text = checker.call_object("quoting.ascii_text", [text], node)
        return checker.call_object("percent.percent_text", [text, *more], node)

    def _of_number(self, kind: str, value: Expression, more: list[Expression]) -> Expression:
        """%d and the like of a number."""
        checker, node, t = self.checker, self.node, value.type
        if kind not in "diuoxXeEfFgG":
            raise checker.fail(f"unsupported format character '{kind}'", node, "write %d, %s or %f")
        if t.is_object or t.is_complex:
            raise checker.fail(f"%{kind} format: a number is required, not {t}", node, "write %s")
        letter = Literal(INT64, self.span, ord(kind))
        if kind in "eEfFgG":
            number = checker.convert(value, FLOAT)
            return checker.call_object("percent.percent_float", [number, letter, *more], node)
        if kind in "oxX" and t.is_float:
            raise checker.fail(
                f"%{kind} format: an integer is required, not float", node, "write `int(...)`"
            )
        if t is UINT64:
            return checker.call_object("percent.percent_unsigned", [value, letter, *more], node)
        whole = checker.convert(value, INT)
        return checker.call_object("percent.percent_int", [whole, letter, *more], node)
