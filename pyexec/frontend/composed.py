"""Cursors of what an expression gives: `enumerate`, `zip`, `reversed`, `map`, generators.

    for name, count in zip(names, counts): ...

They are made of the cursors of what they run over, so none of them exists at run time.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import Span, UnsupportedError
from ..interface import RaisedError
from ..object_types import (
    DictType,
    ListType,
    TupleType,
)
from ..types import BOOL, INT, INT64
from .cursors import (
    NOT_ITERABLE,
    Cursor,
    cursor_over,
    deque_cursor,
    entries,
    indexed,
    taken,
    tuple_as_list,
    view,
)
from .made_once import once
from .objects import module_of
from .tree import (
    TUPLE,
    Assign,
    Break,
    Continue,
    Exhaust,
    Expression,
    Forget,
    Group,
    If,
    Literal,
    Loop,
    Operate,
    Raise,
    Read,
    Statement,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


def is_range(checker: ExpressionChecker, node: ast.expr) -> bool:
    """Whether an expression is a call of `range`."""
    return isinstance(node, ast.Call) and checker.resolve(node.func) is range


def cursor_of(checker: ExpressionChecker, node: ast.expr, loop: Loop) -> Cursor:
    """The cursor over what an expression gives."""
    if isinstance(node, ast.GeneratorExp) and len(node.generators) == 1:
        return _generator(checker, node, loop)
    if isinstance(node, ast.Call):
        made = _COMPOSED.get(_hashable(checker.resolve(node.func)))
        if made is not None:
            return made(checker, node, loop)
        seen = view(checker, node, loop)
        if seen is not None:
            return seen
    if isinstance(node, ast.Tuple | ast.List) and not any(
        isinstance(element, ast.Starred) for element in node.elts
    ):
        node = ast.copy_location(ast.List(node.elts, ast.Load()), node)
    value = checker.operand(node)
    return cursor_over(checker, checker.present(value, NOT_ITERABLE), loop, node)


def _hashable(value: object) -> object:
    return value if isinstance(value, type) or callable(value) else None


def _range(checker: ExpressionChecker, node: ast.Call, loop: Loop, down: bool = False) -> Cursor:
    span = checker.source.span(node)
    start, stop, step = (checker.widen(b, INT, "a bound is") for b in checker.range_bounds(node))
    setup: list[Statement] = []
    reads: list[Expression] = []
    for name, bound in (("start", start), ("stop", stop), ("step", step)):
        variable, statement = checker.keep(name, bound)
        setup.append(statement)
        reads.append(Read(INT, span, variable))
    rounds, counted = checker.keep("rounds", checker.call_object("counting.rounds", reads, node))
    left = Read(INT, span, rounds)
    index, begun = checker.keep("index", checker.convert(reads[0], INT64))
    place = Read(INT64, span, index)
    stride = checker.convert(reads[2], INT64)
    setup += [counted, begun]
    if down:
        last = checker.call_object("counting.last", [reads[0], reads[2], left], node)
        setup.append(Assign(span, (index,), (checker.convert(last, INT64),)))
    less = Operate(INT64, span, "sub", (checker.convert(left, INT64), Literal(INT64, span, 1)))
    moved = Operate(INT64, span, "sub" if down else "add", (place, stride))
    ended = Operate(BOOL, span, "le", (left, Literal(INT, span, 0)))
    return Cursor(
        checker.convert(place, INT),
        setup,
        [If(span, ended, [Exhaust(span, loop)], [])],
        [
            Assign(span, (rounds,), (checker.convert(less, INT),)),
            Assign(span, (index,), (moved,)),
        ],
    )


def _enumerate(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    span = checker.source.span(node)
    arguments = [*node.args, *(k.value for k in node.keywords if k.arg == "start")]
    if not 1 <= len(arguments) <= 2 or any(k.arg != "start" for k in node.keywords):
        raise checker.fail(
            "enumerate() takes an iterable and a start", node, "write `enumerate(values, 1)`"
        )
    inner = cursor_of(checker, arguments[0], loop)
    start: Expression = Literal(INT, span, 0)
    if len(arguments) == 2:
        start = checker.widen(checker.value(arguments[1]), INT, "'start' is")
    count, begun = checker.keep("count", start)
    place = Read(INT, span, count)
    following = Operate(INT, span, "add_checked", (place, Literal(INT, span, 1)))
    inner.setup.append(begun)
    inner.value = Group(TUPLE, span, (place, inner.value))
    inner.after = [*inner.after, Assign(span, (count,), (following,))]
    return inner


def _zip(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    span = checker.source.span(node)
    strict = _is_strict(checker, node)
    if len(node.args) == 1 and isinstance(node.args[0], ast.Starred):
        return _columns(checker, node.args[0].value, loop, node)
    whole = Cursor(Group(TUPLE, span, ()))
    short = checker.hidden("short", BOOL)
    if strict:
        whole.setup.append(Assign(span, (short,), (Literal(BOOL, span, False),)))
    values: list[Expression] = []
    for number, argument in enumerate(node.args):
        # It runs once, and has a beginning for what leaves values out to go back to.
        step = Loop(span)
        inner = cursor_of(checker, argument, step)
        kept, statement = checker.keep("item", checker.pack(inner.value))
        step.advance = [*inner.advance, statement, *inner.after]
        step.body = [*_longer(number, short, span), Break(span)] if strict else [Break(span)]
        step.otherwise = _shorter(number, short, span) if strict else [Exhaust(span, loop)]
        whole.setup += inner.setup
        whole.advance.append(step)
        whole.owners += inner.owners
        values.append(taken(kept, span))
    if strict:
        whole.advance.append(If(span, Read(BOOL, span, short), [Exhaust(span, loop)], []))
    whole.value = Group(TUPLE, span, tuple(values))
    return whole


def _is_strict(checker: ExpressionChecker, node: ast.Call) -> bool:
    """Whether a call of `zip` says `strict=True`."""
    strict = False
    for keyword in node.keywords:
        known = isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, bool)
        if keyword.arg != "strict" or not known:
            raise checker.fail(
                "zip() takes iterables, and strict=True or strict=False", keyword,
                "write `zip(a, b)`", UnsupportedError,
            )  # fmt: skip
        assert isinstance(keyword.value, ast.Constant)
        strict = bool(keyword.value.value)
    if not node.args:
        raise checker.fail("zip() takes iterables", node, "write `zip(a, b)`")
    return strict


def _shorter(number: int, short: Variable, span: Span | None) -> list[Statement]:
    """What `zip(strict=True)` does where one argument has no further value."""
    mark = Assign(span, (short,), (Literal(BOOL, span, True),))
    if number == 0:
        return [mark]
    text = f"zip() argument {number + 1} is shorter than argument{_earlier(number)}"
    error: Statement = Raise(span, RaisedError("ValueError", text))
    return [If(span, Read(BOOL, span, short), [], [error])]


def _longer(number: int, short: Variable, span: Span | None) -> list[Statement]:
    """What it does where one has a further value."""
    if number == 0:
        return []
    text = f"zip() argument {number + 1} is longer than argument{_earlier(number)}"
    error: Statement = Raise(span, RaisedError("ValueError", text))
    return [If(span, Read(BOOL, span, short), [error], [])]


def _earlier(number: int) -> str:
    return " 1" if number == 1 else f"s 1-{number}"


def _columns(checker: ExpressionChecker, rows: ast.expr, loop: Loop, node: ast.Call) -> Cursor:
    """`zip(*rows)`: the columns of rows of one type."""
    span = checker.source.span(node)
    from .iteration import Body, as_list, filled, iterable_list, new_list

    values = iterable_list(checker, rows)
    assert isinstance(values.type, ListType)
    if not isinstance(values.type.element, ListType):
        inner = Loop(span)
        cursor = cursor_over(checker, values, inner, node)

        def fill(put: Body) -> list[Statement]:
            row = as_list(checker, cursor.value, node)
            inner.advance = [*cursor.advance, *put(row), *cursor.after]
            return [*cursor.setup, inner, Forget(span, tuple(cursor.owners))]

        values = filled(
            checker, node, None, fill, lambda t: new_list(checker, t, node), "lists.append"
        )
    whole, first = checker.keep("rows", values)
    owner = Read(values.type, span, whole)
    count, counted = checker.keep("count", checker.call_object("columns.shortest", [owner], node))
    index, begun = checker.keep("index", Literal(INT, span, 0))
    place = Read(INT, span, index)
    ended = Operate(BOOL, span, "ge", (place, Read(INT, span, count)))
    following = Operate(INT, span, "add_checked", (place, Literal(INT, span, 1)))
    return Cursor(
        checker.call_object("columns.column", [owner, place], node),
        [first, counted, begun],
        [If(span, ended, [Exhaust(span, loop)], [])],
        [Assign(span, (index,), (following,))],
        [whole],
    )


def _reversed(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    if len(node.args) != 1 or node.keywords:
        raise checker.fail("reversed() takes one sequence", node, "write `reversed(values)`")
    inner = node.args[0]
    if isinstance(inner, ast.Call) and is_range(checker, inner):
        return _range(checker, inner, loop, down=True)
    if isinstance(inner, ast.Call):
        seen = view(checker, inner, loop, down=True)
        if seen is not None:
            return seen
    value = checker.present(checker.operand(inner), "'NoneType' object is not reversible")
    if isinstance(value.type, TupleType):
        value = tuple_as_list(checker, value, node)
    if isinstance(value.type, DictType):
        return entries(checker, value, loop, node, "keys", down=True)
    if module_of(value.type) in (None, "sets"):
        raise checker.fail(
            f"{value.type} cannot be reversed",
            node,
            "reverse a list of it",
            UnsupportedError,
        )
    if isinstance(value.type, ListType) and value.type.form:
        return deque_cursor(checker, value, loop, node, down=True)
    return indexed(checker, value, loop, node, down=True)


def _map(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    span = checker.source.span(node)
    if len(node.args) < 2 or node.keywords:
        raise checker.fail("map() takes a function and iterables", node, "write `map(f, values)`")
    whole = Cursor(Group(TUPLE, span, ()))
    function, whole.setup = once(checker, node.args[0])
    variables: list[Variable] = []
    for argument in node.args[1:]:
        inner = cursor_of(checker, argument, loop)
        kept, statement = checker.keep("item", checker.pack(inner.value))
        whole.skips = whole.skips or inner.skips
        whole.setup += inner.setup
        whole.advance += [*inner.advance, statement, *inner.after]
        whole.owners += inner.owners
        variables.append(kept)
    whole.value = checker.apply_function(function, variables, node)
    return whole


def _filter(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    span = checker.source.span(node)
    if len(node.args) != 2 or node.keywords:
        raise checker.fail(
            "filter() takes a function and an iterable", node, "write `filter(f, values)`"
        )
    function, first = once(checker, node.args[0])
    inner = cursor_of(checker, node.args[1], loop)
    inner.setup = [*first, *inner.setup]
    kept, statement = checker.keep("item", checker.pack(inner.value))
    if isinstance(function, ast.Constant) and function.value is None:
        test = checker.truth(Read(kept.type, span, kept))
    else:
        test = checker.truth(checker.apply_function(function, [kept], node))
    inner.advance += [statement, *inner.after, If(span, test, [], [Continue(span)])]
    inner.after = []
    inner.value = taken(kept, span)
    inner.skips = True
    return inner


def _generator(checker: ExpressionChecker, node: ast.GeneratorExp, loop: Loop) -> Cursor:
    """A generator expression with one `for`, whose variables are its own."""
    (part,) = node.generators
    inner = cursor_of(checker, part.iter, loop)
    span = checker.source.span(node)
    with checker.scope(part.target):
        bound = checker.bind(part.target, inner.value, part.target)
        inner.advance += [*bound, *inner.after]
        for condition in part.ifs:
            test = checker.condition(condition)
            inner.advance.append(If(span, test, [], [Continue(span)]))
            inner.skips = True
        inner.value = checker.pack(checker.operand(node.elt))
    inner.after = []
    return inner


_COMPOSED: Final[dict[object, Callable[[ExpressionChecker, ast.Call, Loop], Cursor]]] = {
    range: _range,
    enumerate: _enumerate,
    zip: _zip,
    reversed: _reversed,
    map: _map,
    filter: _filter,
}
