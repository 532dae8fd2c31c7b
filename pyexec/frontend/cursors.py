"""How a loop comes by the values of one container.

    cursor = cursor_over(checker, names, loop, node)

A `Cursor` is what is left of an iterator at compile time: statements that set it up, those
that go to the next value or end the loop, and the value.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from ..errors import Span
from ..interface import RaisedError
from ..object_types import (
    RANGE,
    STR,
    DictType,
    IteratorType,
    ListType,
    SequenceType,
    SetType,
    TupleType,
)
from ..record import field, record
from ..types import BOOL, INT, INT64
from .objects import module_of
from .tree import (
    TUPLE,
    Assign,
    Exhaust,
    Expression,
    Group,
    If,
    Literal,
    Loop,
    MoveOut,
    Operate,
    Raise,
    Read,
    Statement,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


@record
class Cursor:
    """How a loop comes by its values."""

    value: Expression  # to be evaluated once in each round, behind `advance`
    setup: list[Statement] = field(factory=list)
    advance: list[Statement] = field(factory=list)
    after: list[Statement] = field(factory=list)  # once the value is taken
    owners: list[Variable] = field(factory=list)  # hold references while the loop runs
    skips: bool = False  # `advance` may go on with the next round


NOT_ITERABLE: Final = "'NoneType' object is not iterable"


def cursor_over(checker: ExpressionChecker, value: Expression, loop: Loop, node: ast.AST) -> Cursor:
    """The cursor over the elements of a container."""
    t = value.type
    if isinstance(t, DictType):
        return entries(checker, value, loop, node, "keys")
    if isinstance(t, SetType):
        return entries(checker, value, loop, node, "keys")
    if isinstance(t, IteratorType):
        return _given(checker, value, loop, node)
    if isinstance(t, TupleType):
        value = tuple_as_list(checker, value, node)
    elif not (isinstance(t, ListType | SequenceType) or t in (STR, RANGE)):
        raise checker.fail(
            f"{t} cannot be iterated over",
            node,
            "iterate over range(...), or over a container",
        )
    if isinstance(t, ListType) and t.form:
        return deque_cursor(checker, value, loop, node)
    return indexed(checker, value, loop, node)


def deque_cursor(
    checker: ExpressionChecker, value: Expression, loop: Loop, node: ast.AST, down: bool = False
) -> Cursor:
    """The elements of a deque, which must not change meanwhile."""
    span = checker.source.span(node)
    whole, first = checker.keep("deque", value)
    owner = Read(value.type, span, whole)
    before, second = checker.keep("changes", checker.call_object("deques.changes", [owner], span))
    now = checker.call_object("deques.changes", [owner], span)
    differs = Operate(BOOL, span, "ne", (now, Read(INT, span, before)))
    error = RaisedError("RuntimeError", "deque mutated during iteration")
    cursor = indexed(checker, owner, loop, node, down)
    cursor.setup = [first, second, *cursor.setup]
    cursor.advance = [If(span, differs, [Raise(span, error)], []), *cursor.advance]
    cursor.owners = [whole, *cursor.owners]
    return cursor


def _given(checker: ExpressionChecker, value: Expression, loop: Loop, node: ast.AST) -> Cursor:
    """What an iterator gives."""
    from .iterators import further, received

    span = checker.source.span(node)
    whole, first = checker.keep("over", value)
    owner = Read(value.type, span, whole)
    ended: Statement = Exhaust(span, loop)
    test = If(span, further(checker, owner), [], [ended])
    return Cursor(received(owner), [first], [test], owners=[whole])


def tuple_as_list(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """A list of the elements of a tuple of fixed length, which are of one type."""
    from .tree import Held, Hold, Part

    t = value.type
    assert isinstance(t, TupleType)
    span = checker.source.span(node)
    held = Held(t, span)
    values = [Part(element, span, held, i) for i, element in enumerate(t.elements)]
    made = checker.list_of_values(values, checker.element_type(values, node), span)
    return Hold(made.type, span, held, value, made)


def indexed(
    checker: ExpressionChecker, value: Expression, loop: Loop, node: ast.AST, down: bool = False
) -> Cursor:
    """By index: a list that changes meanwhile is seen as it is then."""
    span = checker.source.span(node)
    module = module_of(value.type)
    assert module is not None
    whole, first = checker.keep("over", value)
    owner = Read(value.type, span, whole)
    index = checker.hidden("index", INT64)
    place = Read(INT64, span, index)
    start: Expression = Literal(INT64, span, 0)
    if down:
        length = checker.convert(checker.length(owner, span), INT64)
        start = Operate(INT64, span, "sub", (length, Literal(INT64, span, 1)))
    setup = [first, Assign(span, (index,), (start,))]
    length = checker.convert(checker.length(owner, span), INT64)
    ended: Expression = Operate(BOOL, span, "ge", (place, length))
    if down:
        below = Operate(BOOL, span, "lt", (place, Literal(INT64, span, 0)))
        ended = Operate(BOOL, span, "or", (below, ended))
    step = Operate(INT64, span, "sub" if down else "add", (place, Literal(INT64, span, 1)))
    element = checker.call_object(f"{module}.unchecked", [owner, checker.convert(place, INT)], span)
    return Cursor(
        element,
        setup,
        [If(span, ended, [Exhaust(span, loop)], [])],
        [Assign(span, (index,), (step,))],
        [whole] if value.type.is_object else [],
    )


def entries(
    checker: ExpressionChecker,
    value: Expression,
    loop: Loop,
    node: ast.AST,
    what: str,
    down: bool = False,
) -> Cursor:
    """The entries of a dict or set, which must not change its size meanwhile.

    Of a dict there must not come more than there were, either; `down` goes from the last one.
    """
    span = checker.source.span(node)
    module = module_of(value.type)
    whole, first = checker.keep("over", value)
    owner = Read(value.type, span, whole)
    length, second = checker.keep("length", checker.length(owner, span))
    entry = checker.hidden("entry", INT)
    place = Read(INT, span, entry)
    changed = Operate(BOOL, span, "ne", (checker.length(owner, span), Read(INT, span, length)))
    kind = "dictionary" if module == "dicts" else "Set"
    error = RaisedError("RuntimeError", f"{kind} changed size during iteration")
    target = "previous_entry" if down else "next_entry"
    found = checker.call_object(f"{module}.{target}", [owner, place], span)
    none_left = Operate(BOOL, span, "lt", (place, Literal(INT, span, 0)))
    key = checker.call_object(f"{module}.key_at", [owner, place], span)
    result = key
    if what != "keys":
        content = checker.call_object(f"{module}.value_at", [owner, place], span)
        result = content if what == "values" else Group(TUPLE, span, (key, content))
    one = Literal(INT64, span, 1)
    following = Operate(INT64, span, "sub" if down else "add", (checker.convert(place, INT64), one))
    begin = Literal(INT, span, (1 << 63) - 1 if down else 0)
    cursor = Cursor(
        result,
        [first, second, Assign(span, (entry,), (begin,))],
        [
            If(span, changed, [Raise(span, error)], []),
            Assign(span, (entry,), (found,)),
            If(span, none_left, [Exhaust(span, loop)], []),
        ],
        [Assign(span, (entry,), (checker.convert(following, INT),))],
        [whole],
    )
    if module == "dicts":
        _count_down(checker, cursor, length)
    return cursor


def _count_down(checker: ExpressionChecker, cursor: Cursor, length: Variable) -> None:
    """Raise where more entries come than a dict had when the loop began."""
    span = cursor.value.span
    left = checker.hidden("left", INT64)
    read = Read(INT64, span, left)
    start = checker.convert(Read(INT, span, length), INT64)
    cursor.setup.append(Assign(span, (left,), (start,)))
    too_many = Operate(BOOL, span, "eq", (read, Literal(INT64, span, 0)))
    error = RaisedError("RuntimeError", "dictionary keys changed during iteration")
    less = Operate(INT64, span, "sub", (read, Literal(INT64, span, 1)))
    cursor.advance += [If(span, too_many, [Raise(span, error)], []), Assign(span, (left,), (less,))]


def view(
    checker: ExpressionChecker, node: ast.Call, loop: Loop, down: bool = False
) -> Cursor | None:
    """`d.items()`, `d.keys()`, `d.values()`."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr in ("items", "keys", "values")):
        return None
    if node.args or node.keywords or checker.is_module_name(node.func):
        return None
    owner = checker.operand(node.func.value)
    if not isinstance(owner.type, DictType):
        return None
    return entries(checker, owner, loop, node, node.func.attr, down)


def taken(variable: Variable, span: Span | None) -> Expression:
    """A hidden variable's value, which is not needed there any longer."""
    if variable.type.is_object:
        return MoveOut(variable.type, span, variable)
    return Read(variable.type, span, variable)
