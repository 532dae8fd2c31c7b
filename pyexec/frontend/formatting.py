"""Checks what makes text of values by a template: f-strings, `str.format`, `%`, `format()`.

A template is taken apart here: each value in it becomes a call of the function of
`rt/objects/formatting.py` for its type, and the texts are joined.
"""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import STR, OptionalType, TupleType
from ..types import BOOL, COMPLEX, FLOAT, INT, INT64, Type
from .object_builtins import joined_text, repr_of, text_of
from .tree import Expression, Held, Hold, Literal, Part, Text

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .object_operators import ObjectOperatorChecker

_NUMBER: Final = {"int": INT, "bool": BOOL, "float": FLOAT, "complex": COMPLEX}


def joined(checker: ExpressionChecker, node: ast.JoinedStr) -> Expression:
    """An f-string."""
    pieces: list[Expression] = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            pieces.append(checker.expression(part))
        else:
            assert isinstance(part, ast.FormattedValue)
            pieces.append(_field(checker, part))
    return joined_text(checker, pieces, node)


def _field(checker: ExpressionChecker, node: ast.FormattedValue) -> Expression:
    value = checker.operand(node.value)
    if node.conversion in (ord("r"), ord("a")):
        value = repr_of(checker, value, node.value)
        if node.conversion == ord("a"):
            value = checker.call_object("quoting.ascii_text", [value], node.value)
    elif node.conversion == ord("s"):
        value = text_of(checker, value, node.value)
    if node.format_spec is None:
        return formatted(checker, value, None, node.value)
    assert isinstance(node.format_spec, ast.JoinedStr)
    return formatted(checker, value, joined(checker, node.format_spec), node.value)


def formatted(
    checker: ObjectOperatorChecker, value: Expression, spec: Expression | None, node: ast.AST
) -> Expression:
    """`format(value, spec)`."""
    value = checker.settle(checker.pack(value))
    empty = spec is None or (isinstance(spec, Text) and not spec.value)
    if empty:
        return text_of(checker, value, node)  # type: ignore[arg-type]
    assert spec is not None
    t = value.type
    if isinstance(t, OptionalType):
        text = "unsupported format string passed to NoneType.__format__"
        return formatted(checker, checker.present(value, text), spec, node)
    if t is STR:
        return checker.call_object("formatting.format_str", [value, spec], node)
    kind = _kind(t)
    if kind is None:
        raise checker.fail(
            f"a {t} takes no format", node, "format its elements, or write `str(...)` around it"
        )
    number = checker.convert(value, _NUMBER[kind])
    module = "complex_formatting" if kind == "complex" else "formatting"
    return checker.call_object(f"{module}.format_{kind}", [number, spec], node)


def _kind(t: Type) -> str | None:
    if t is BOOL:
        return "bool"
    if t.is_integer:
        return "int"
    return "float" if t.is_float else "complex" if t.is_complex else None


def check_format(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`format(value, spec)`."""
    if not 1 <= len(node.args) <= 2 or node.keywords:
        raise checker.fail("format() takes a value and a format", node, 'write `format(x, ".2f")`')
    spec = checker.operand(node.args[1]) if len(node.args) == 2 else None
    return formatted(checker, checker.operand(node.args[0]), spec, node)


def format_method(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    """`template.format(...)` of a constant template."""
    if not isinstance(owner, Text):
        raise checker.fail(
            "a template that is not constant cannot be compiled yet",
            node,
            "write the template itself before .format, or an f-string",
            UnsupportedError,
        )
    named = {k.arg: k.value for k in node.keywords}
    return _Template(checker, node, list(node.args), named).text(owner.value)


class _Template:
    """The fields of a template, which are replaced by arguments."""

    def __init__(
        self,
        checker: ExpressionChecker,
        node: ast.Call,
        positional: list[ast.expr],
        named: dict[str | None, ast.expr],
    ) -> None:
        self.checker, self.node = checker, node
        self.positional, self.named = positional, named
        self.next = 0

    def text(self, template: str) -> Expression:
        pieces: list[Expression] = []
        span = self.checker.source.span(self.node)
        try:
            fields = list(string.Formatter().parse(template))
        except ValueError as error:
            raise self.checker.fail(str(error), self.node, "correct the template") from error
        for literal, name, spec, conversion in fields:
            if literal:
                pieces.append(Text(STR, span, literal))
            if name is not None:
                pieces.append(self.field(name, spec or "", conversion))
        return joined_text(self.checker, pieces, self.node)

    def field(self, name: str, spec: str, conversion: str | None) -> Expression:
        checker, argument = self.checker, self.argument(name)
        value = checker.operand(argument)
        if conversion in ("r", "a"):
            value = repr_of(checker, value, argument)
        elif conversion == "s":
            value = text_of(checker, value, argument)
        return formatted(checker, value, self.text(spec) if spec else None, argument)

    def argument(self, name: str) -> ast.expr:
        if not name:
            name = str(self.next)
            self.next += 1
        if name.isdecimal() and int(name) < len(self.positional):
            return self.positional[int(name)]
        if name in self.named:
            return self.named[name]
        head = re.match(r"\w*", name)
        if head is not None and head.group() and head.group() != name:
            expression = self.argument(head.group())
            text = f"{ast.unparse(expression)}{name[head.end() :]}"
            made = ast.parse(text, mode="eval").body
            for child in ast.walk(made):
                ast.copy_location(child, expression)
            return made
        raise self.checker.fail(f"the template's field '{name}' has no argument", self.node)


_CONVERSION: Final = re.compile(
    r"%(?:\((?P<key>[^)]*)\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d*)(?:\.(?P<precision>\*|\d*))?"
    r"[hlL]?(?P<type>.)",
    re.DOTALL,
)


def percent(
    checker: ObjectOperatorChecker, template: Expression, right: Expression, node: ast.AST
) -> Expression:
    """`template % values`, of a constant template."""
    if not isinstance(template, Text):
        raise checker.fail(
            "a template that is not constant cannot be compiled yet",
            node,
            "write the template itself before %",
            UnsupportedError,
        )
    span = checker.source.span(node)
    whole = Held(right.type, span)
    t = right.type
    values: list[Expression] = [whole]
    if isinstance(t, TupleType):
        values = [Part(element, span, whole, i) for i, element in enumerate(t.elements)]
    pieces: list[Expression] = []
    taken = end = 0
    for match in _CONVERSION.finditer(template.value):
        if match.start() > end:
            pieces.append(Text(STR, span, template.value[end : match.start()]))
        end = match.end()
        if match["type"] == "%":
            pieces.append(Text(STR, span, "%"))
            continue
        if match["key"] is not None or "*" in (match["width"], match["precision"]):
            raise checker.fail(
                f"'{match.group()}' cannot be compiled yet", node, "write an f-string",
                UnsupportedError,
            )  # fmt: skip
        if taken == len(values):
            raise checker.fail("not enough arguments for format string", node, "add one")
        pieces.append(_converted(checker, match, values[taken], node))
        taken += 1
    if taken != len(values):
        raise checker.fail(
            "not all arguments converted during string formatting", node, "leave one out"
        )
    pieces.append(Text(STR, span, template.value[end:]))
    pieces = [p for p in pieces if not (isinstance(p, Text) and not p.value)]
    return Hold(STR, span, whole, checker.settle(right), joined_text(checker, pieces, node))  # type: ignore[arg-type]


def _converted(
    checker: ObjectOperatorChecker, match: re.Match[str], value: Expression, node: ast.AST
) -> Expression:
    """One value by its conversion: the same as a format, but for the order of some flags."""
    kind = match["type"]
    span = checker.source.span(node)
    value = checker.present(value, f"%{kind} format: a real number is required, not NoneType")
    flags = sum(bit for letter, bit in _FLAGS.items() if letter in match["flags"])
    places = match["precision"]
    numbers = (flags, int(match["width"] or 0), -1 if places is None else int(places or 0))
    more: list[Expression] = [Literal(INT64, span, number) for number in numbers]
    if kind == "c" and value.type is not STR:
        code = checker.convert(value, INT)
        return checker.call_object("percent.percent_code", [code, *more[:2]], node)
    if kind == "c":
        return checker.call_object("percent.percent_character", [value, *more[:2]], node)
    if kind in "sra":
        text = (repr_of if kind != "s" else text_of)(checker, value, node)  # type: ignore[arg-type]
        if kind == "a":
            text = checker.call_object("quoting.ascii_text", [text], node)
        return checker.call_object("percent.percent_text", [text, *more], node)
    if value.type.is_object or value.type.is_complex:
        raise checker.fail(
            f"%{kind} format: a number is required, not {value.type}", node, "write %s"
        )
    letter = Literal(INT64, span, ord(kind))
    if kind in "oxX" and value.type.is_float:
        raise checker.fail(
            f"%{kind} format: an integer is required, not float", node, "write `int(...)`"
        )
    if kind in "diuoxX":
        whole = checker.convert(value, INT)
        return checker.call_object("percent.percent_int", [whole, letter, *more], node)
    if kind in "eEfFgG":
        number = checker.convert(value, FLOAT)
        return checker.call_object("percent.percent_float", [number, letter, *more], node)
    raise checker.fail(f"unsupported format character '{kind}'", node, "write %d, %s or %f")


# As `rt/objects/percent.py` counts them.
_FLAGS: Final = {"-": 1, "+": 2, " ": 4, "#": 8, "0": 16}
