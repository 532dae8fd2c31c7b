"""Loops over containers, and what is made of such loops: comprehensions, lists.

    [name.upper() for name in names if name]

`composed` gives the `Cursor` of what a loop runs over.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import Span
from ..object_types import (
    DictType,
    IteratorType,
    ListType,
)
from ..types import INT, NOTHING, Type
from .builtin_arguments import is_composed
from .composed import cursor_of, is_range
from .cursors import NOT_ITERABLE, cursor_over, taken
from .objects import as_plain
from .tree import (
    Assign,
    Evaluate,
    Expression,
    Forget,
    ForRange,
    If,
    Literal,
    Loop,
    MoveOut,
    Read,
    Sequence,
    Statement,
    Try,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


Body = Callable[[Expression], list[Statement]]


def loop_over(
    checker: ExpressionChecker,
    node: ast.expr,
    bind: Body,
    body: Callable[[], list[Statement]],
    otherwise: Callable[[], list[Statement]],
    span: Span | None,
) -> list[Statement]:
    """A loop over an expression: `bind` takes each value, `body` is what is done then."""
    loop = Loop(span)
    cursor = cursor_of(checker, node, loop)
    bound = bind(cursor.value)
    loop.advance = [*cursor.advance, *bound, *cursor.after]
    loop.body = body()
    loop.otherwise = otherwise()
    forget: list[Statement] = [Forget(span, tuple(cursor.owners))] if cursor.owners else []
    if any(isinstance(owner.type, IteratorType) for owner in cursor.owners):
        # An error that leaves the loop closes the generator before anyone catches it.
        return [*cursor.setup, Try(span, [loop], [], [], forget)]
    return [*cursor.setup, loop, *forget]


def generate(
    checker: ExpressionChecker,
    generators: list[ast.comprehension],
    body: Callable[[], list[Statement]],
    span: Span | None,
) -> list[Statement]:
    """The loops of a comprehension around what is done for each of its values."""
    if not generators:
        return body()
    part, rest = generators[0], generators[1:]
    if part.is_async:
        raise checker.fail("'async for' cannot be compiled yet", part.target, "use a plain loop")

    def inner() -> list[Statement]:
        statements: list[Statement] = []
        tests = [checker.condition(condition) for condition in part.ifs]
        statements = generate(checker, rest, body, span)
        for test in reversed(tests):
            statements = [If(span, test, statements, [])]
        return statements

    if (
        isinstance(part.iter, ast.Call)
        and is_range(checker, part.iter)
        and isinstance(part.target, ast.Name)
    ):
        # The bounds are not of the scope within.
        bounds = checker.range_bounds(part.iter)
        with checker.scope(part.target):
            variable = checker.hidden(part.target.id, INT)
            checker.variables[part.target.id] = variable
            start, stop, step = (checker.widen(b, INT, "a bound is") for b in bounds)
            return [ForRange(span, variable, start, stop, step, inner(), [])]
    loop = Loop(span)
    cursor = cursor_of(checker, part.iter, loop)
    with checker.scope(part.target):
        bound = checker.bind(part.target, cursor.value, part.target)
        loop.advance = [*cursor.advance, *bound, *cursor.after]
        loop.body = inner()
    forget: list[Statement] = [Forget(span, tuple(cursor.owners))] if cursor.owners else []
    return [*cursor.setup, loop, *forget]


def consume(
    checker: ExpressionChecker, node: ast.expr, body: Body, span: Span | None
) -> list[Statement]:
    """A loop over an argument such as that of `sum`: what `body` does with each value."""
    if isinstance(node, ast.GeneratorExp):
        element = node.elt
        return generate(
            checker, node.generators, lambda: body(checker.pack(checker.operand(element))), span
        )
    loop = Loop(span)
    cursor = cursor_of(checker, node, loop)
    kept, statement = checker.keep("item", checker.pack(cursor.value))
    loop.advance = [*cursor.advance, statement, *cursor.after]
    loop.body = body(taken(kept, span))
    forget: list[Statement] = [Forget(span, tuple(cursor.owners))] if cursor.owners else []
    return [*cursor.setup, loop, *forget]


def filled(
    checker: ExpressionChecker,
    node: ast.AST,
    wanted: Type | None,
    fill: Callable[[Callable[[Expression], list[Statement]]], list[Statement]],
    make: Callable[[Type], Expression],
    add: str,
) -> Expression:
    """A container into which loops put elements, whose type the first of them tells."""
    span = checker.source.span(node)
    found: list[Type] = [] if wanted is None else [wanted]
    variable = checker.hidden("filled", NOTHING)

    def put(value: Expression) -> list[Statement]:
        if not found:
            found.append(checker.kept_type(value))
        elif wanted is None:
            found[0] = checker.joined(found[0], checker.kept_type(value), node)
        variable.type = make(found[0]).type
        owner = Read(variable.type, span, variable)
        return [Evaluate(span, checker.call_object(add, [owner, value], node))]

    statements = fill(put)
    made = make(found[0] if found else NOTHING)
    variable.type = made.type
    return Sequence(
        made.type,
        span,
        [Assign(span, (variable,), (made,)), *statements],
        MoveOut(made.type, span, variable),
    )


def new_list(checker: ExpressionChecker, element: Type, node: ast.AST) -> Expression:
    """An empty list."""
    span = checker.source.span(node)
    return checker.call_object("lists.with_room", [Literal(INT, span, 0)], span, (element,))


def list_comprehension(
    checker: ExpressionChecker, node: ast.ListComp | ast.GeneratorExp, wanted: Type | None
) -> Expression:
    """`[value for ...]`."""
    span = checker.source.span(node)

    def fill(put: Body) -> list[Statement]:
        return generate(
            checker,
            node.generators,
            lambda: put(checker.pack(checker.operand(node.elt, wanted))),
            span,
        )

    return filled(checker, node, wanted, fill, lambda t: new_list(checker, t, node), "lists.append")


def set_comprehension(
    checker: ExpressionChecker, node: ast.SetComp | ast.GeneratorExp, wanted: Type | None
) -> Expression:
    """`{value for ...}`."""
    span = checker.source.span(node)

    def fill(put: Body) -> list[Statement]:
        return generate(
            checker,
            node.generators,
            lambda: put(checker.pack(checker.operand(node.elt, wanted))),
            span,
        )

    def make(t: Type) -> Expression:
        return checker.call_object("sets.empty", [], node, (checker.hashable(t, node),))

    return filled(checker, node, wanted, fill, make, "sets.add")


def dict_comprehension(
    checker: ExpressionChecker, node: ast.DictComp, wanted: DictType | None
) -> Expression:
    """`{key: value for ...}`."""
    span = checker.source.span(node)
    types: list[tuple[Type, Type]] = []
    variable = checker.hidden("filled", NOTHING)

    def make(key: Type, value: Type) -> Expression:
        return checker.call_object("dicts.empty", [], node, (checker.hashable(key, node), value))

    def body() -> list[Statement]:
        key = checker.pack(checker.operand(node.key, wanted and wanted.key))
        value = checker.pack(checker.operand(node.value, wanted and wanted.value))
        pair = (
            (wanted.key, wanted.value)
            if wanted
            else (checker.kept_type(key), checker.kept_type(value))
        )
        types.append(pair)
        variable.type = make(*pair).type
        owner = Read(variable.type, span, variable)
        return [Evaluate(span, checker.call_object("dicts.set_item", [owner, key, value], node))]

    statements = generate(checker, node.generators, body, span)
    made = make(*types[0])
    first = Assign(span, (variable,), (made,))
    return Sequence(made.type, span, [first, *statements], MoveOut(made.type, span, variable))


def list_of(
    checker: ExpressionChecker, node: ast.expr, where: ast.AST, wanted: Type | None = None
) -> Expression:
    """A new list of what an expression gives: `list(values)`."""
    if isinstance(node, ast.GeneratorExp):
        return list_comprehension(checker, node, wanted)
    span = checker.source.span(where)
    return filled(
        checker,
        where,
        wanted,
        lambda put: consume(checker, node, put, span),
        lambda t: new_list(checker, t, where),
        "lists.append",
    )


def extend_list(
    checker: ExpressionChecker,
    elements: list[ast.expr],
    wanted: Type | None,
    node: ast.AST,
    span: Span | None,
) -> Expression:
    """`[a, *b, c]`."""

    def fill(put: Body) -> list[Statement]:
        statements: list[Statement] = []
        for element in elements:
            if isinstance(element, ast.Starred):
                statements += consume(checker, element.value, put, span)
            else:
                statements += put(checker.pack(checker.operand(element, wanted)))
        return statements

    return filled(checker, node, wanted, fill, lambda t: new_list(checker, t, node), "lists.append")


def as_list(
    checker: ExpressionChecker, value: Expression, node: ast.AST, wanted: Type | None = None
) -> Expression:
    """A checked container as a list: itself where it is one."""
    value = checker.pack(value)
    if isinstance(value.type, ListType):
        if value.type.form and not isinstance(value, Read):
            # A deque that nobody else holds has to be freed as one.
            return checker.call_object("lists.copied", [as_plain(value)], node)
        return as_plain(value)
    span = checker.source.span(node)
    loop = Loop(span)
    cursor = cursor_over(checker, checker.present(value, NOT_ITERABLE), loop, node)

    def fill(put: Body) -> list[Statement]:
        loop.advance = [*cursor.advance, *put(cursor.value), *cursor.after]
        return [*cursor.setup, loop, Forget(span, tuple(cursor.owners))]

    return filled(checker, node, wanted, fill, lambda t: new_list(checker, t, node), "lists.append")


def iterable_list(
    checker: ExpressionChecker, node: ast.expr, wanted: Type | None = None
) -> Expression:
    """What an argument gives, as a list, which is not a new one where it is a list already."""
    if is_composed(checker, node):
        return list_of(checker, node, node, wanted)
    if isinstance(node, ast.Tuple):
        node = ast.copy_location(ast.List(node.elts, ast.Load()), node)
    from ..object_types import list_of as list_type

    expected = None if wanted is None else list_type(wanted)
    value = checker.operand(node, expected)
    return as_list(checker, checker.present(value, NOT_ITERABLE), node, wanted)
