"""Loops over containers, and what is made of such loops: comprehensions, sums, lists.

    for name, count in zip(names, counts): ...

A `Cursor` is what is left of an iterator at compile time: statements that set it up, those
that go to the next value or end the loop, and the value.  `enumerate`, `zip`, `reversed`,
`map`, `filter` and generator expressions are made of the cursors of what they run over, so
none of them exists at run time.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import Span, UnsupportedError
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
from ..types import BOOL, INT, INT64, NOTHING, Type
from .made_once import once
from .objects import as_plain, module_of
from .tree import (
    TUPLE,
    Assign,
    Break,
    Continue,
    Evaluate,
    Exhaust,
    Expression,
    Forget,
    ForRange,
    Group,
    If,
    Literal,
    Loop,
    MoveOut,
    Operate,
    Raise,
    Read,
    Sequence,
    Statement,
    Try,
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


Body = Callable[[Expression], list[Statement]]

# What differs between versions of Python: 3.12 adds up floats with what was rounded away.
COMPENSATED: Final = sys.version_info >= (3, 12)
EMPTY_EXTREME: Final = (
    "{}() iterable argument is empty"
    if sys.version_info >= (3, 12)
    else "{}() arg is an empty sequence"
)


# Loops


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
        view = _view(checker, node, loop)
        if view is not None:
            return view
    if isinstance(node, ast.Tuple | ast.List) and not any(
        isinstance(element, ast.Starred) for element in node.elts
    ):
        node = ast.copy_location(ast.List(node.elts, ast.Load()), node)
    value = checker.operand(node)
    return cursor_over(checker, checker.present(value, _NOT_ITERABLE), loop, node)


def _hashable(value: object) -> object:
    return value if isinstance(value, type) or callable(value) else None


_NOT_ITERABLE: Final = "'NoneType' object is not iterable"


def cursor_over(checker: ExpressionChecker, value: Expression, loop: Loop, node: ast.AST) -> Cursor:
    """The cursor over the elements of a container."""
    t = value.type
    if isinstance(t, DictType):
        return _entries(checker, value, loop, node, "keys")
    if isinstance(t, SetType):
        return _entries(checker, value, loop, node, "keys")
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
        return _deque(checker, value, loop, node)
    return _indexed(checker, value, loop, node)


def _deque(
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
    cursor = _indexed(checker, owner, loop, node, down)
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


def _indexed(
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


def _entries(
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


def _view(
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
    return _entries(checker, owner, loop, node, node.func.attr, down)


# Cursors of cursors


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


def taken(variable: Variable, span: Span | None) -> Expression:
    """A hidden variable's value, which is not needed there any longer."""
    if variable.type.is_object:
        return MoveOut(variable.type, span, variable)
    return Read(variable.type, span, variable)


def _reversed(checker: ExpressionChecker, node: ast.Call, loop: Loop) -> Cursor:
    if len(node.args) != 1 or node.keywords:
        raise checker.fail("reversed() takes one sequence", node, "write `reversed(values)`")
    inner = node.args[0]
    if isinstance(inner, ast.Call) and is_range(checker, inner):
        return _range(checker, inner, loop, down=True)
    if isinstance(inner, ast.Call):
        view = _view(checker, inner, loop, down=True)
        if view is not None:
            return view
    value = checker.present(checker.operand(inner), "'NoneType' object is not reversible")
    if isinstance(value.type, TupleType):
        value = tuple_as_list(checker, value, node)
    if isinstance(value.type, DictType):
        return _entries(checker, value, loop, node, "keys", down=True)
    if module_of(value.type) in (None, "sets"):
        raise checker.fail(
            f"{value.type} cannot be reversed",
            node,
            "reverse a list of it",
            UnsupportedError,
        )
    if isinstance(value.type, ListType) and value.type.form:
        return _deque(checker, value, loop, node, down=True)
    return _indexed(checker, value, loop, node, down=True)


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


# What is made of loops


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
    cursor = cursor_over(checker, checker.present(value, _NOT_ITERABLE), loop, node)

    def fill(put: Body) -> list[Statement]:
        loop.advance = [*cursor.advance, *put(cursor.value), *cursor.after]
        return [*cursor.setup, loop, Forget(span, tuple(cursor.owners))]

    return filled(checker, node, wanted, fill, lambda t: new_list(checker, t, node), "lists.append")


def iterable_list(
    checker: ExpressionChecker, node: ast.expr, wanted: Type | None = None
) -> Expression:
    """What an argument gives, as a list, which is not a new one where it is a list already."""
    composed = isinstance(node, ast.GeneratorExp) or (
        isinstance(node, ast.Call) and _COMPOSED.get(_hashable(checker.resolve(node.func)))
    )
    if composed:
        return list_of(checker, node, node, wanted)
    if isinstance(node, ast.Tuple):
        node = ast.copy_location(ast.List(node.elts, ast.Load()), node)
    from ..object_types import list_of as list_type

    expected = None if wanted is None else list_type(wanted)
    value = checker.operand(node, expected)
    return as_list(checker, checker.present(value, _NOT_ITERABLE), node, wanted)
