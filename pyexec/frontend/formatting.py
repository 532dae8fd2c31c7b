"""Checks what makes text of values by a template: f-strings, `str.format`, `format()`.

A template is taken apart here: each value in it becomes a call of the function of
`rt/objects/formatting.py` for its type, and the texts are joined.
"""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import STR, OptionalType
from ..rt.objects import format_specs
from ..types import BOOL, COMPLEX, FLOAT, INT, INT64, UINT64, Type
from .texts import joined_text, repr_of, text_of
from .tree import Expression, Literal, Text

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .object_operators import ObjectOperatorChecker

# By what a function of the runtime is called: the type that it takes, the name of that for
# errors, and what an empty spec stands for.
_KINDS: Final = {
    "str": (STR, "str", format_specs.LEFT, ord("s")),
    "int": (INT, "int", format_specs.RIGHT, ord("d")),
    "unsigned": (UINT64, "int", format_specs.RIGHT, ord("d")),
    "bool": (BOOL, "bool", format_specs.RIGHT, ord("d")),
    "float": (FLOAT, "float", format_specs.RIGHT, 0),
    "complex": (COMPLEX, "complex", format_specs.RIGHT, 0),
}


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
    kind = _kind(t)
    if kind is None:
        raise checker.fail(
            f"a {t} takes no format", node, "format its elements, or write `str(...)` around it"
        )
    value = value if kind == "str" else checker.convert(value, _KINDS[kind][0])
    module = "complex_formatting" if kind == "complex" else "formatting"
    numbers = _parsed(spec, kind)
    if numbers is None:
        return checker.call_object(f"{module}.format_{kind}", [value, spec], node)
    parts = [Literal(INT64, value.span, number) for number in numbers]
    return checker.call_object(f"{module}.formatted_{kind}", [value, *parts], node)


def _parsed(spec: Expression, kind: str) -> tuple[int, int, int] | None:
    """What a constant spec asks for; None where it is not constant, or wrong."""
    if not isinstance(spec, Text):
        return None
    filled = spec.value[1:2] in ("<", ">", "=", "^")
    if not spec.value[filled:].isascii():
        return None  # what CPython takes for digits beyond ASCII, only the runtime knows
    _, owner, align, letter = _KINDS[kind]
    try:
        return format_specs.parse(spec.value, owner, align, letter)
    except ValueError:
        return None  # the error of the running program


def _kind(t: Type) -> str | None:
    if t is STR:
        return "str"
    if t is BOOL:
        return "bool"
    if t.is_integer:
        return "unsigned" if t is UINT64 else "int"
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
            if conversion == "a":
                value = checker.call_object("quoting.ascii_text", [value], argument)
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
        raise self.checker.fail(
            f"the template's field '{name}' has no argument", self.node, "give it one"
        )
