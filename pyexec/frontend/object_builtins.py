"""Checks builtins that take or give objects: `len`, `list`, `sorted`, `str`, `isinstance`, ...

A builtin is a row of `builtins`; those that make one value of many are in `folds`, what writes
values as text is in `texts`.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from ..errors import UnsupportedError
from ..interface import RaisedError
from ..object_types import (
    COUNTER,
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
)
from ..types import BOOL, INT, NONE, NOTHING, Type
from . import iteration
from .annotations import type_of_object
from .builtin_arguments import Handler, is_composed, is_view, single
from .cursors import cursor_over
from .folds import check_sum, extreme, whether
from .iterators import check_composed, check_iter, check_next
from .made_once import once
from .objects import as_plain, module_of
from .texts import check_print, repr_of, text_of
from .translation import check_maketrans
from .tree import (
    TUPLE,
    Assign,
    Evaluate,
    Expression,
    Group,
    Held,
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


def _len(checker: ExpressionChecker, node: ast.Call) -> Expression:
    value = checker.operand(single(checker, node, "len(x)"))
    value = checker.present(value, "object of type 'NoneType' has no len()")
    if not isinstance(value.type, TupleType) and module_of(value.type) is None:
        raise checker.fail(
            f"object of type '{value.type}' has no len()", node, "only containers and texts have"
        )
    return checker.length(value, node)


# Containers from iterables


def _list(checker: ExpressionChecker, node: ast.Call) -> Expression:
    wanted = checker.expected.element if isinstance(checker.expected, ListType) else None
    if not node.args:
        return iteration.new_list(checker, wanted or NOTHING, node)
    argument = single(checker, node, "list(values)")
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


def _tuple(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if not node.args:
        return Pack(checker.pack(Group(TUPLE, None, ())).type, checker.source.span(node), ())
    argument = single(checker, node, "tuple(values)")
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
            argument = single(checker, node, "set(values)")
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
    argument = single(checker, node, "dict(pairs)")
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
    cursor = cursor_over(checker, pairs, loop, node)
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
    cursor = cursor_over(checker, Read(owner.type, span, copied), loop, node)
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


def _str(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if not node.args:
        return Text(STR, checker.source.span(node), "")
    return text_of(checker, checker.operand(single(checker, node, "str(x)")), node)


def _repr(checker: ExpressionChecker, node: ast.Call) -> Expression:
    return repr_of(checker, checker.operand(single(checker, node, "repr(x)")), node)


def _text_function(target: str, t: Type) -> Handler:
    """A builtin that is one function of the runtime."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        value = checker.operand(single(checker, node, f"{ast.unparse(node.func)}(x)"))
        value = checker.present(value, f"'{t}' is needed, not None")
        if not t.is_object:
            value = checker.widen(value, t, "the argument is")
        return checker.call_object(target, [value], node)

    return check


def _hash(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`hash(x)`: of an integer Python's number; what it is of a text differs in each process."""
    value = checker.settle(checker.operand(single(checker, node, "hash(x)")))
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
        sum: check_sum,
        any: whether(True),
        all: whether(False),
        min: extreme("<", scalar_min),
        max: extreme(">", scalar_max),
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
        print: check_print,
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
