"""Writes values as text, for `str`, `repr`, formatting and `print`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import (
    EXCEPTION,
    STR,
    DictType,
    ListType,
    OptionalType,
    SetType,
    TupleType,
    parts,
)
from ..types import COMPLEX64, FLOAT32, INT, NONE, Kind, Type
from . import forms, iteration
from .caught import repr_of_caught
from .objects import module_of
from .tree import (
    Conditional,
    Evaluate,
    Expression,
    Held,
    Hold,
    Operate,
    Part,
    Sequence,
    Statement,
    Text,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def text_of(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """`str(value)`."""
    value = checker.settle(checker.pack(value))
    if value.type is EXCEPTION:
        return Operate(STR, value.span, "move", (value,))
    if isinstance(value.type, OptionalType):
        return _optional_text(checker, value, node, text_of)
    return value if value.type is STR else repr_of(checker, value, node)


def repr_of(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """`repr(value)`."""
    span = checker.source.span(node)
    value = checker.settle(checker.pack(value))
    t = value.type
    if t is NONE:
        return Text(STR, span, "None")
    if t is EXCEPTION:
        return repr_of_caught(checker, value, node)
    if isinstance(t, OptionalType):
        return _optional_text(checker, value, node, repr_of)
    if isinstance(t, TupleType):
        return _tuple_text(checker, value, node)
    _check_written(checker, t, node)
    if isinstance(t, DictType) and t.form:
        return forms.repr_of(checker, value, node)
    if isinstance(t, ListType) and t.form:
        return checker.call_object("deques.repr_of", [value], node)
    module = module_of(t)
    if module is not None:
        target = "quoting.repr_str" if t is STR else f"{module}.repr_of"
        if isinstance(t, SetType) and t.frozen:
            target = "sets.repr_of_frozen"
        return checker.call_object(target, [value], node)
    if t.is_object:
        raise checker.fail(f"a {t} cannot be written as text", node, "write what is in it")
    if t.is_integer and t.signed:
        return checker.call_object("texts.str_of_int", [checker.convert(value, INT)], node)
    return checker.call_object(f"texts.str_of_{_TEXT_NAMES[t.kind]}", [value], node)


def _check_written(checker: ExpressionChecker, t: Type, node: ast.AST) -> None:
    """Refuse what has no text, in a container too."""
    if t in (FLOAT32, COMPLEX64):
        raise checker.fail(
            f"how a {t} is written differs between versions of NumPy",
            node,
            f"write `{'complex' if t.is_complex else 'float'}(...)` around it",
            UnsupportedError,
        )
    for part in parts(t):
        _check_written(checker, part, node)


def _optional_text(
    checker: ExpressionChecker,
    value: Expression,
    node: ast.AST,
    written: Callable[[ExpressionChecker, Expression, ast.AST], Expression],
) -> Expression:
    """What may be None as text, by a function for what is there."""
    span = checker.source.span(node)
    held = Held(value.type, span)
    inside = written(checker, checker.content(held), node)
    chosen = Conditional(STR, span, checker.is_none(held), Text(STR, span, "None"), inside)
    return Hold(STR, span, held, value, chosen)


_TEXT_NAMES: Final = {
    Kind.BOOL: "bool", Kind.UNSIGNED: "unsigned", Kind.FLOAT: "float", Kind.COMPLEX: "complex"
}  # fmt: skip


def _tuple_text(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    span = checker.source.span(node)
    t = value.type
    assert isinstance(t, TupleType)
    held = Held(t, span)
    pieces: list[Expression] = [Text(STR, span, "(")]
    for i, element in enumerate(t.elements):
        if i:
            pieces.append(Text(STR, span, ", "))
        pieces.append(repr_of(checker, Part(element, span, held, i), node))
    pieces.append(Text(STR, span, ",)" if len(t.elements) == 1 else ")"))
    joined = joined_text(checker, pieces, node)
    return Hold(STR, span, held, value, joined)


def joined_text(checker: ExpressionChecker, pieces: list[Expression], node: ast.AST) -> Expression:
    """Texts one behind the other."""
    span = checker.source.span(node)
    pieces = _merged(pieces)
    if not pieces:
        return Text(STR, span, "")
    if len(pieces) == 1:
        return pieces[0]
    if len(pieces) == 2:
        return checker.call_object("strings.concatenate", pieces, node)
    whole = checker.list_of_values(pieces, STR, span)
    return checker.call_object("splitting.join", [Text(STR, span, ""), whole], node)


def check_print(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`print(...)`: the whole line is one text."""
    printed = _printed(checker, node)
    flush = next((k.value for k in node.keywords if k.arg == "flush"), None)
    if flush is None or not checker.options.streams:
        return printed
    span = checker.source.span(node)
    flushed = checker.call_object("output.flush", [checker.truth(checker.value(flush))], node)
    return Sequence(NONE, span, [Evaluate(span, printed)], flushed)


def _printed(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`print(...)` without flushing."""
    span = checker.source.span(node)
    keywords = {k.arg: k.value for k in node.keywords}
    for name in keywords:
        if name not in ("sep", "end", "flush"):
            raise checker.fail(
                f"print() cannot take '{name}' here", keywords[name], "print to standard output",
                UnsupportedError,
            )  # fmt: skip
    separator = _text_argument(checker, keywords.get("sep"), " ")
    end = _text_argument(checker, keywords.get("end"), "\n")
    starred = [a for a in node.args if isinstance(a, ast.Starred)]
    if starred:
        texts = _texts_of(checker, node)
        line = checker.call_object("splitting.join", [separator, texts], node)
        whole = checker.call_object("strings.concatenate", [line, end], node)
        return checker.call_object("output.write", [whole], node)
    pieces: list[Expression] = []
    for i, argument in enumerate(node.args):
        if i:
            pieces.append(separator)
        pieces.append(text_of(checker, checker.operand(argument), argument))
    joined = _merged([*pieces, end])
    if len(node.args) > 1 and not isinstance(separator, Text):
        held = Held(STR, span)
        replaced = [held if piece is separator else piece for piece in joined]
        line = joined_text(checker, replaced, node)
        body = checker.call_object("output.write", [line], node)
        return Hold(NONE, span, held, separator, body)
    return checker.call_object("output.write", [joined_text(checker, joined, node)], node)


def _text_argument(checker: ExpressionChecker, node: ast.expr | None, default: str) -> Expression:
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return Text(STR, None, default)
    return checker.widen(checker.operand(node), STR, "the argument is")


def _merged(pieces: list[Expression]) -> list[Expression]:
    """Constant texts that follow each other as one."""
    merged: list[Expression] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if isinstance(piece, Text) and isinstance(last, Text):
            merged[-1] = Text(STR, last.span, last.value + piece.value)
        else:
            merged.append(piece)
    return merged


def _texts_of(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """The texts of all arguments, some of which are several."""
    span = checker.source.span(node)

    def fill(put: iteration.Body) -> list[Statement]:
        statements: list[Statement] = []
        for argument in node.args:
            if isinstance(argument, ast.Starred):
                statements += iteration.consume(
                    checker, argument.value, lambda v: put(text_of(checker, v, node)), span
                )
            else:
                statements += put(text_of(checker, checker.operand(argument), argument))
        return statements

    return iteration.filled(
        checker, node, STR, fill, lambda t: iteration.new_list(checker, t, node), "lists.append"
    )
