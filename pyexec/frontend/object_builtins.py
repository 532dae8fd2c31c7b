"""Checks builtins that take or give objects: `len`, `sum`, `sorted`, `str`, `isinstance`, ...

A builtin is a row of `BUILTINS`.  What runs over an iterable becomes a loop in the place of
the call (`iteration.consume`).
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeGuard

from ..errors import UnsupportedError
from ..interface import RaisedError
from ..object_types import (
    COUNTER,
    EXCEPTION,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    frozenset_of,
    list_of,
    optional_of,
    parts,
)
from ..types import BOOL, COMPLEX64, FLOAT, FLOAT32, INT, NONE, NOTHING, Kind, Type
from . import forms, iteration
from .annotations import type_of_object
from .caught import repr_of_caught
from .iterators import check_composed, check_iter, check_next
from .made_once import ahead, once
from .names import MISSING
from .objects import as_plain, module_of
from .translation import check_maketrans
from .tree import (
    TUPLE,
    Assign,
    Conditional,
    Evaluate,
    Exhaust,
    Expression,
    Group,
    Held,
    Hold,
    If,
    Literal,
    Loop,
    MoveOut,
    Null,
    Operate,
    Pack,
    Part,
    Raise,
    Read,
    Sequence,
    Statement,
    Text,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

Handler = Callable[["ExpressionChecker", ast.Call], Expression]


def is_composed(checker: ExpressionChecker, node: ast.expr) -> bool:
    """Whether an argument exists as a loop alone: a generator expression, `zip(...)`."""
    if isinstance(node, ast.GeneratorExp):
        return True
    found = checker.resolve(node.func) if isinstance(node, ast.Call) else MISSING
    return isinstance(found, type) and found in (range, enumerate, zip, reversed, map, filter)


def _single(checker: ExpressionChecker, node: ast.Call, advice: str) -> ast.expr:
    if len(node.args) != 1 or node.keywords or isinstance(node.args[0], ast.Starred):
        name = ast.unparse(node.func)
        raise checker.fail(f"{name}() takes one argument here", node, f"write `{advice}`")
    return node.args[0]


def _len(checker: ExpressionChecker, node: ast.Call) -> Expression:
    value = checker.operand(_single(checker, node, "len(x)"))
    value = checker.present(value, "object of type 'NoneType' has no len()")
    if not isinstance(value.type, TupleType) and module_of(value.type) is None:
        raise checker.fail(
            f"object of type '{value.type}' has no len()", node, "only containers and texts have"
        )
    return checker.length(value, node)


# Sums and choices


def _sum(checker: ExpressionChecker, node: ast.Call) -> Expression:
    arguments = [*node.args, *(k.value for k in node.keywords if k.arg == "start")]
    if not 1 <= len(arguments) <= 2:
        raise checker.fail("sum() takes an iterable and a start", node, "write `sum(values)`")
    span = checker.source.span(node)
    start: Expression = Literal(INT, span, 0, weak=True)
    if len(arguments) == 2:
        start = checker.operand(arguments[1])
    ints = _list_of_ints(checker, arguments[0])
    if ints is not None and checker.kept_type(start) is INT:
        return checker.call_object("sums.sum_ints", [ints, start], node)
    total = checker.hidden("total", checker.kept_type(start))
    lost = checker.hidden("lost", FLOAT)

    def add(value: Expression) -> list[Statement]:
        t = checker.join(total.type, value.type) or value.type
        total.type = INT if t is BOOL else t
        if total.type is FLOAT and iteration.COMPENSATED:
            kept, first = checker.keep("term", checker.convert(value, FLOAT))
            reads = [Read(FLOAT, span, total), Read(FLOAT, span, kept)]
            error = checker.call_object("sums.lost", reads, node)
            more = Operate(FLOAT, span, "add", (Read(FLOAT, span, lost), error))
            raised = Operate(FLOAT, span, "add", (reads[0], reads[1]))
            return [first, Assign(span, (lost,), (more,)), Assign(span, (total,), (raised,))]
        result = checker.binary("+", Read(total.type, span, total), value, node)
        return [Assign(span, (total,), (checker.widen(result, total.type, "the sum is"),))]

    loops = iteration.consume(checker, arguments[0], add, span)
    first = Assign(span, (total,), (checker.widen(start, total.type, "the sum is"),))
    nothing = Assign(span, (lost,), (Literal(FLOAT, span, 0.0),))
    result = iteration.taken(total, span)
    if total.type is FLOAT and iteration.COMPENSATED:
        result = checker.call_object("sums.total", [result, Read(FLOAT, span, lost)], node)
    return Sequence(total.type, span, [first, nothing, *loops], result)


def product(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`math.prod(values)`, also with a start."""
    starts = [k.value for k in node.keywords if k.arg == "start"]
    if len(node.args) != 1 or len(starts) != len(node.keywords):
        raise checker.fail("math.prod() takes an iterable", node, "write `math.prod(values)`")
    span = checker.source.span(node)
    start = checker.operand(starts[0]) if starts else Literal(INT, span, 1, weak=True)
    result = checker.hidden("product", checker.kept_type(start))

    def multiply(value: Expression) -> list[Statement]:
        t = checker.join(result.type, value.type) or value.type
        result.type = INT if t is BOOL else t
        changed = checker.binary("*", Read(result.type, span, result), value, node)
        return [Assign(span, (result,), (checker.widen(changed, result.type, "the product is"),))]

    loops = iteration.consume(checker, node.args[0], multiply, span)
    first = Assign(span, (result,), (checker.widen(start, result.type, "the product is"),))
    return Sequence(result.type, span, [first, *loops], iteration.taken(result, span))


def _list_of_ints(checker: ExpressionChecker, node: ast.expr) -> Expression | None:
    """An argument that is a list of ints; None where it is something else."""
    if is_composed(checker, node) or is_view(node):
        return None
    count, changed = checker.hidden_count, checker.changed
    value = checker.operand(node)
    if isinstance(value.type, ListType) and value.type.element is INT:
        return value
    checker.hidden_count, checker.changed = count, changed
    return None


def _whether(decisive: bool) -> Handler:
    """`any` and `all`: the loop ends with the first value that decides."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        argument = _single(checker, node, f"{ast.unparse(node.func)}(values)")
        span = checker.source.span(node)
        result = checker.hidden("decided", BOOL)
        once = Loop(span)

        def look(value: Expression) -> list[Statement]:
            test = checker.truth(value)
            if not decisive:
                test = Operate(BOOL, span, "not", (test,))
            found = Assign(span, (result,), (Literal(BOOL, span, decisive),))
            return [If(span, test, [found, Exhaust(span, once)], [])]

        first = Assign(span, (result,), (Literal(BOOL, span, not decisive),))
        once.body = [*iteration.consume(checker, argument, look, span), Exhaust(span, once)]
        return Sequence(BOOL, span, [first, once], Read(BOOL, span, result))

    return check


def _extreme(symbol: str, scalars: Handler) -> Handler:
    """`min` and `max` of an iterable, or of several values that are not all numbers."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        keywords = {k.arg: k.value for k in node.keywords}
        if len(node.args) >= 2:
            if not keywords and not _has_objects(checker, node.args):
                return scalars(checker, node)
            elements = ast.copy_location(ast.List(list(node.args), ast.Load()), node)
            return best_of(checker, elements, symbol, keywords, node)
        if not node.args:
            return scalars(checker, node)
        return best_of(checker, node.args[0], symbol, keywords, node)

    return check


def _has_objects(checker: ExpressionChecker, nodes: list[ast.expr]) -> bool:
    count, changed = checker.hidden_count, checker.changed
    found = any(checker.kept_type(checker.operand(n)).is_object for n in nodes)
    checker.hidden_count, checker.changed = count, changed
    return found


def best_of(
    checker: ExpressionChecker,
    argument: ast.expr,
    symbol: str,
    keywords: dict[str | None, ast.expr],
    node: ast.Call,
) -> Expression:
    """The first of the least (`<`) or greatest (`>`) values."""
    unknown = [name for name in keywords if name not in ("key", "default")]
    if unknown:
        raise checker.fail(f"no argument '{unknown[0]}' can be taken here", node, "leave it out")
    span = checker.source.span(node)
    best, best_key = checker.hidden("best", NOTHING), checker.hidden("key", NOTHING)
    found = checker.hidden("found", BOOL)
    key_node = keywords.get("key")
    if isinstance(key_node, ast.Constant) and key_node.value is None:
        key_node = None
    function, made = once(checker, key_node) if key_node is not None else (argument, [])

    def look(value: Expression) -> list[Statement]:
        best.type = checker.kept_type(value)
        kept, first = checker.keep("candidate", checker.settle(value))
        if kept.type is NOTHING:  # of an empty list: there is nothing to compare
            return [first]
        candidate: Expression = Read(kept.type, span, kept)
        statements: list[Statement] = [first]
        new = [Assign(span, (best,), (candidate,))]
        against: Expression = Read(best.type, span, best)
        if key_node is not None:
            key = checker.pack(checker.apply_function(function, [kept], node))
            kept_key, second = checker.keep("candidate_key", checker.settle(key))
            best_key.type = kept_key.type
            candidate = Read(kept_key.type, span, kept_key)
            against = Read(best_key.type, span, best_key)
            statements.append(second)
            new.append(Assign(span, (best_key,), (candidate,)))
        better = checker.compare(symbol, candidate, against, node)
        mark = Assign(span, (found,), (Literal(BOOL, span, True),))
        choose: list[Statement] = [If(span, better, list(new), [])]
        return [*statements, If(span, Read(BOOL, span, found), choose, [*new, mark])]

    first = Assign(span, (found,), (Literal(BOOL, span, False),))
    loops = ahead(iteration.consume(checker, argument, look, span), made)
    name = ast.unparse(node.func)
    t: Type = best.type
    missing: list[Statement]
    if "default" in keywords:
        default = checker.operand(keywords["default"], best.type)
        joined = checker.join(best.type, checker.kept_type(default))
        if joined is None:
            raise checker.fail("the default is of another type than the values", node, "convert it")
        t = joined
        result = checker.hidden("result", t)
        taken = Assign(span, (result,), (checker.widen(Read(best.type, span, best), t, "it is"),))
        missing = [Assign(span, (result,), (checker.widen(default, t, "the default is"),))]
        test = If(span, Read(BOOL, span, found), [taken], missing)
        return Sequence(t, span, [first, *loops, test], iteration.taken(result, span))
    error = RaisedError("ValueError", iteration.EMPTY_EXTREME.format(name))
    test = If(span, Read(BOOL, span, found), [], [Raise(span, error)])
    return Sequence(t, span, [first, *loops, test], iteration.taken(best, span))


# Containers from iterables


def _list(checker: ExpressionChecker, node: ast.Call) -> Expression:
    wanted = checker.expected.element if isinstance(checker.expected, ListType) else None
    if not node.args:
        return iteration.new_list(checker, wanted or NOTHING, node)
    argument = _single(checker, node, "list(values)")
    return _copied(checker, argument, node, wanted)


def _copied(
    checker: ExpressionChecker, argument: ast.expr, node: ast.Call, wanted: Type | None
) -> Expression:
    """A new list of what an argument gives; a list is copied as a whole."""
    if is_composed(checker, argument) or is_view(argument):
        return iteration.list_of(checker, argument, node, wanted)
    value = checker.operand(argument)
    value = checker.present(value, "'NoneType' object is not iterable")
    if isinstance(value.type, ListType):
        return checker.call_object("lists.copied", [as_plain(value)], node)
    return iteration.as_list(checker, value, node, wanted)


def is_view(node: ast.expr) -> TypeGuard[ast.Call]:
    """Whether an expression looks like `d.items()` and its like."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("items", "keys", "values")
    )


def _tuple(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if not node.args:
        return Pack(checker.pack(Group(TUPLE, None, ())).type, checker.source.span(node), ())
    argument = _single(checker, node, "tuple(values)")
    expected = checker.expected
    if not is_composed(checker, argument):
        value = checker.operand(argument)
        if isinstance(value.type, TupleType | SequenceType):
            return value
        made = iteration.as_list(checker, value, node)
    else:
        made = iteration.list_of(checker, argument, node)
    assert isinstance(made.type, ListType)
    if isinstance(expected, TupleType) and len(set(expected.elements)) == 1:
        return _fixed_tuple(checker, made, expected, node)
    return checker.call_object("tuples.of_list", [made], node)


def _fixed_tuple(
    checker: ExpressionChecker, made: Expression, t: TupleType, node: ast.Call
) -> Expression:
    """A tuple of as many elements as its type says, which a list has to have."""
    span = checker.source.span(node)
    variable, first = checker.keep("values", made)
    owner = Read(made.type, span, variable)
    count = Literal(INT, span, len(t.elements))
    differs = Operate(BOOL, span, "ne", (checker.length(owner, node), count))
    text = f"a tuple of {len(t.elements)} elements is needed here"
    fault: list[Statement] = [Raise(span, RaisedError("ValueError", text))]
    parts = tuple(
        checker.call_object("lists.item", [owner, Literal(INT, span, i)], node)
        for i in range(len(t.elements))
    )
    return Sequence(t, span, [first, If(span, differs, fault, [])], Pack(t, span, parts))


def _set(frozen: bool) -> Handler:
    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        expected = checker.expected
        wanted = expected.element if isinstance(expected, SetType) else None
        if not node.args:
            made = checker.call_object("sets.empty", [], node, (wanted or NOTHING,))
        else:
            argument = _single(checker, node, "set(values)")
            if isinstance(argument, ast.GeneratorExp):
                made = iteration.set_comprehension(checker, argument, wanted)
            else:
                values = iteration.iterable_list(checker, argument, wanted)
                assert isinstance(values.type, ListType)
                checker.hashable(values.type.element, node)
                made = checker.call_object("sets.of_list", [values], node)
        if not frozen:
            return made
        assert isinstance(made.type, SetType)
        # The same block under another type: nobody else has it.
        return Operate(frozenset_of(made.type.element), made.span, "move", (made,))

    return check


def _dict(checker: ExpressionChecker, node: ast.Call) -> Expression:
    return dict_of_arguments(checker, node, checker.expected)


def dict_of_arguments(
    checker: ExpressionChecker, node: ast.Call, wanted: Type | None
) -> Expression:
    """A new dict of what a call of `dict`, or of a dict's `update`, is given."""
    expected = wanted if isinstance(wanted, DictType) else None
    span = checker.source.span(node)
    if not node.args:
        keys: list[ast.expr | None] = [
            ast.copy_location(ast.Constant(k.arg), k.value) for k in node.keywords
        ]
        display = ast.Dict(keys, [k.value for k in node.keywords])
        return checker.expression(ast.copy_location(display, node), expected)
    argument = _single(checker, node, "dict(pairs)")
    if not is_composed(checker, argument):
        value = checker.operand(argument, expected)
        if isinstance(value.type, DictType):
            return checker.call_object("dicts.copied", [as_plain(value)], node)
        pairs = iteration.as_list(checker, value, node)
    else:
        pairs = iteration.list_of(checker, argument, node)
    t = pairs.type
    if not (
        isinstance(t, ListType)
        and isinstance(t.element, TupleType)
        and len(t.element.elements) == 2
    ):
        raise checker.fail("dict() takes pairs here", node, "write `{key: value for ...}`")
    key, content = t.element.elements
    made = checker.call_object("dicts.empty", [], node, (checker.hashable(key, node), content))
    variable, first = checker.keep("dict", made)
    loop = Loop(span)
    cursor = iteration.cursor_over(checker, pairs, loop, node)
    kept, statement = checker.keep("pair", cursor.value)
    owner, pair = Read(made.type, span, variable), Read(t.element, span, kept)
    operands = [owner, Part(key, span, pair, 0), Part(content, span, pair, 1)]
    put = Evaluate(span, checker.call_object("dicts.set_item", operands, node))
    loop.advance = [*cursor.advance, statement, *cursor.after]
    loop.body = [put]
    return Sequence(
        made.type, span, [first, *cursor.setup, loop], MoveOut(made.type, span, variable)
    )


def _from_keys(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`dict.fromkeys(keys, value)`."""
    if not 1 <= len(node.args) <= 2 or node.keywords:
        raise checker.fail(
            "dict.fromkeys() takes keys and a value", node, "write `dict.fromkeys(keys, 0)`"
        )
    keys = iteration.iterable_list(checker, node.args[0])
    value: Expression = Literal(NONE, None, None)
    if len(node.args) == 2:
        value = checker.settle(checker.operand(node.args[1]))
    if value.type is NONE:
        value = Null(optional_of(NOTHING), checker.source.span(node))
    assert isinstance(keys.type, ListType)
    checker.hashable(keys.type.element, node)
    return checker.call_object("dicts.from_keys", [keys, value], node)


# Sorting


def sorted_list(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`sorted(values, key=..., reverse=...)`."""
    if len(node.args) != 1:
        raise checker.fail("sorted() takes one iterable", node, "write `sorted(values)`")
    made = _copied(checker, node.args[0], node, None)
    variable, first = checker.keep("sorted", made)
    span = checker.source.span(node)
    owner = Read(made.type, span, variable)
    done = Evaluate(span, sort_in_place(checker, owner, node.keywords, node))
    return Sequence(made.type, span, [first, done], MoveOut(made.type, span, variable))


def sort_in_place(
    checker: ExpressionChecker, owner: Expression, keywords: list[ast.keyword], node: ast.Call
) -> Expression:
    """`owner.sort(key=..., reverse=...)`: the keys are computed first, each once."""
    span = checker.source.span(node)
    reverse: Expression = Literal(BOOL, span, False)
    key_node: ast.expr | None = None
    for keyword in keywords:
        if keyword.arg == "reverse":
            reverse = checker.truth(checker.operand(keyword.value))
        elif keyword.arg == "key":
            none = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
            key_node = None if none else keyword.value
        else:
            raise checker.fail(f"sort takes no argument '{keyword.arg}'", keyword, "leave it out")
    assert isinstance(owner.type, ListType)
    if key_node is None:
        check_order(checker, owner.type.element, node)
        return checker.call_object("sorting.sort", [owner, reverse], node)
    whole, first = checker.keep("values", owner)
    place = Read(owner.type, span, whole)
    # A key function that appends to the list would never come to its end.
    copied, second = checker.keep("copied", checker.call_object("lists.copied", [place], node))
    function, making = once(checker, key_node)
    loop = Loop(span)
    cursor = iteration.cursor_over(checker, Read(owner.type, span, copied), loop, node)
    kept, statement = checker.keep("item", cursor.value)
    key = checker.pack(checker.settle(checker.apply_function(function, [kept], node)))
    check_order(checker, key.type, key_node)
    keys = checker.hidden("keys", list_of(key.type))
    empty = iteration.new_list(checker, key.type, node)
    list_read = Read(keys.type, span, keys)
    put = Evaluate(span, checker.call_object("lists.append", [list_read, key], node))
    loop.advance = [*cursor.advance, statement, *cursor.after]
    loop.body = [put]
    sort = checker.call_object("sorting.sort_by_keys", [place, list_read, reverse], node)
    made = Assign(span, (keys,), (empty,))
    statements: list[Statement] = [first, *making, second, made, *cursor.setup, loop]
    return Sequence(NONE, span, statements, sort)


def check_order(checker: ExpressionChecker, t: Type, node: ast.AST) -> None:
    """Refuse what has no order, at the place where it is sorted."""
    if t is not NOTHING:
        checker.less(Held(t, None), Held(t, None), node)


# Texts and types


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


def _str(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if not node.args:
        return Text(STR, checker.source.span(node), "")
    return text_of(checker, checker.operand(_single(checker, node, "str(x)")), node)


def _repr(checker: ExpressionChecker, node: ast.Call) -> Expression:
    return repr_of(checker, checker.operand(_single(checker, node, "repr(x)")), node)


def _print(checker: ExpressionChecker, node: ast.Call) -> Expression:
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


def _text_function(target: str, t: Type) -> Handler:
    """A builtin that is one function of the runtime."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        value = checker.operand(_single(checker, node, f"{ast.unparse(node.func)}(x)"))
        value = checker.present(value, f"'{t}' is needed, not None")
        if not t.is_object:
            value = checker.widen(value, t, "the argument is")
        return checker.call_object(target, [value], node)

    return check


def _hash(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`hash(x)`: of an integer Python's number; what it is of a text differs in each process."""
    value = checker.settle(checker.operand(_single(checker, node, "hash(x)")))
    if value.type is STR:
        made = checker.call_object("hashing.hash_str", [value], node)
        return checker.convert(made, INT)
    if value.type.is_integer or value.type is BOOL:
        operands = [checker.convert(value, INT)]
        return checker.call_object("hashing.hash_of_int", operands, node)
    raise checker.fail(
        f"the hash of {value.type} cannot be compiled yet",
        node,
        "use the value itself as a key",
        UnsupportedError,
    )


def _isinstance(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if len(node.args) != 2 or node.keywords:
        raise checker.fail(
            "isinstance() takes a value and a type", node, "write `isinstance(x, int)`"
        )
    value = checker.settle(checker.operand(node.args[0]))
    span = checker.source.span(node)
    classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    objects = [checker.resolve(c) for c in classes]
    t = value.type
    base = t.base if isinstance(t, OptionalType) else t
    matched = any(_is_of(base, found) for found in objects)
    if isinstance(t, OptionalType):
        if type(None) in objects:
            return Literal(BOOL, span, True) if matched else checker.is_none(value)
        if matched:
            return Operate(BOOL, span, "not", (checker.is_none(value),))
        return Literal(BOOL, span, False)
    return Literal(BOOL, span, matched or (t is NONE and type(None) in objects))


def _is_of(t: Type, found: object) -> bool:
    name = getattr(found, "__name__", "")
    if found is object:
        return True
    if t is BOOL:
        return found in (bool, int)
    if isinstance(t, DictType) and t.form:
        return found is dict or found is (Counter if t.form == COUNTER else defaultdict)
    if isinstance(t, ListType) and t.form:
        return found is deque
    kinds = {
        "lists": "list",
        "tuples": "tuple",
        "dicts": "dict",
        "strings": "str",
        "ranges": "range",
    }
    if isinstance(t, TupleType):
        return name == "tuple"
    if isinstance(t, SetType):
        return name == ("frozenset" if t.frozen else "set")
    module = module_of(t)
    if module is not None:
        return kinds.get(module) == name or (module != "dicts" and name in ("Sequence", "Iterable"))
    return type_of_object(found) is t


def _range(checker: ExpressionChecker, node: ast.Call) -> Expression:
    bounds = [checker.widen(b, INT, "a bound is") for b in checker.range_bounds(node)]
    return checker.call_object("ranges.new", bounds, node)


def builtins(scalar_min: Handler, scalar_max: Handler) -> dict[object, Handler]:
    """The rows; those of numbers alone are given."""
    return {
        len: _len,
        sum: _sum,
        any: _whether(True),
        all: _whether(False),
        min: _extreme("<", scalar_min),
        max: _extreme(">", scalar_max),
        list: _list,
        tuple: _tuple,
        set: _set(False),
        frozenset: _set(True),
        dict: _dict,
        dict.fromkeys: _from_keys,
        sorted: sorted_list,
        str: _str,
        str.maketrans: check_maketrans,
        repr: _repr,
        ord: _text_function("texts.ord_of", STR),
        chr: _text_function("texts.chr_of", INT),
        hex: _text_function("texts.hex_of", INT),
        oct: _text_function("texts.oct_of", INT),
        bin: _text_function("texts.bin_of", INT),
        ascii: _text_function("quoting.ascii_of", STR),
        print: _print,
        hash: _hash,
        isinstance: _isinstance,
        range: _range,
        enumerate: check_composed,
        zip: check_composed,
        map: check_composed,
        filter: check_composed,
        reversed: check_composed,
        iter: check_iter,
        next: check_next,
    }
