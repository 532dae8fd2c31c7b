"""Checks `defaultdict`, `Counter` and `deque`: dicts and lists of a form of their own.

    counts = Counter(words)         # a dict[str, int] of the form COUNTER
    groups = defaultdict(list)      # a dict of the form "list"; groups[k] is
                                    # dicts.set_default(groups, k, [])
    queue = deque(values)           # a list of the form DEQUE

The form belongs to the type, so that nothing of it is there at run time: what a defaultdict
makes of a missing key follows from its type alone.  Where a dict of a form goes to a place
for plain dicts, the other's missing keys would be found or not, so that it has to be
converted: `dict(groups)`.
"""

from __future__ import annotations

import ast
import collections
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import (
    COUNTER,
    DEQUE,
    STR,
    DictType,
    ListType,
    SetType,
    dict_of,
    list_of,
    set_of,
)
from ..types import BOOL, FLOAT, INT, NONE, NOTHING, Type
from . import iteration
from .builtin_arguments import is_composed
from .tree import (
    Evaluate,
    Expression,
    Literal,
    MoveOut,
    Operate,
    Read,
    Sequence,
    Statement,
    Text,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

# What a defaultdict may call, with the type of what that gives.
_FACTORIES: Final[dict[object, tuple[str, Type]]] = {
    int: ("int", INT),
    float: ("float", FLOAT),
    bool: ("bool", BOOL),
    str: ("str", STR),
    list: ("list", list_of(NOTHING)),
    set: ("set", set_of(NOTHING)),
    dict: ("dict", dict_of(NOTHING, NOTHING)),
    collections.Counter: ("Counter", dict_of(NOTHING, INT, COUNTER)),
}

# Before the body of a lambda without parameters in a form.
_LAMBDA: Final = "lambda: "


def default_form(value: Type) -> str | None:
    """The form of a defaultdict of values of a type, where an annotation names it."""
    match value:
        case ListType(form=""):
            return "list"
        case SetType(frozen=False):
            return "set"
        case DictType(form="" | "Counter" as form):
            return form or "dict"
    names = {t: name for name, t in _FACTORIES.values() if not isinstance(t, ListType | DictType)}
    return names.get(value)


def form_of(checker: ExpressionChecker, node: ast.expr | None) -> str:
    """The form of the dict that an expression makes, if that is `defaultdict` or `Counter`."""
    if not isinstance(node, ast.Call):
        return ""
    made = checker.resolve(node.func)
    if made is collections.Counter:
        return COUNTER
    if made is not collections.defaultdict or not node.args:
        return ""
    factory = node.args[0]
    if isinstance(factory, ast.Lambda):
        return _LAMBDA + ast.unparse(factory.body)
    found = checker.resolve(factory)
    return _FACTORIES[found][0] if _is_factory(found) else ""


def _is_factory(found: object) -> bool:
    return isinstance(found, type) and found in _FACTORIES


# Making them


def make_defaultdict(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`defaultdict(list)`, also with what it holds at first."""
    from .object_builtins import dict_of_arguments

    if not node.args:
        raise checker.fail(
            "a defaultdict without a function is a dict", node, "write `{}`, or what it calls"
        )
    form, value = _factory(checker, node.args[0])
    expected = checker.expected
    key: Type = NOTHING
    if isinstance(expected, DictType) and expected.form == form:
        key, value = expected.key, expected.value
    if len(node.args) == 1 and not node.keywords:
        made = checker.call_object("dicts.empty", [], node, (key, value))
    else:
        rest = ast.copy_location(ast.Call(node.func, node.args[1:], node.keywords), node)
        made = dict_of_arguments(checker, rest, dict_of(key, value))
    assert isinstance(made.type, DictType)
    t = dict_of(made.type.key, made.type.value, form)
    return Operate(t, made.span, "move", (made,))


def _factory(checker: ExpressionChecker, node: ast.expr) -> tuple[str, Type]:
    """The form that a defaultdict's function gives it, and the type of the values."""
    if isinstance(node, ast.Lambda):
        local = [
            n.id
            for n in ast.walk(node.body)
            if isinstance(n, ast.Name) and n.id in checker.local_names | checker.variables.keys()
        ]
        if local:
            raise checker.fail(
                f"a defaultdict's function that uses the local '{local[0]}' cannot be compiled yet",
                node,
                "write `if key not in d: d[key] = ...` where a key is read",
                UnsupportedError,
            )
        if _calls_functions(checker, node.body):
            raise checker.fail(
                "a defaultdict's function that calls others cannot be compiled yet",
                node,
                "write `if key not in d: d[key] = ...` where a key is read",
                UnsupportedError,
            )
        value = checker.kept_type(checker.pack(checker.operand(node.body)))
        return _LAMBDA + ast.unparse(node.body), value
    found = checker.resolve(node)
    if not _is_factory(found):
        raise checker.fail(
            "a defaultdict of this cannot be compiled yet",
            node,
            "give it int, float, bool, str, list, set, dict, Counter, or a lambda",
            UnsupportedError,
        )
    return _FACTORIES[found]


def _calls_functions(checker: ExpressionChecker, node: ast.expr) -> bool:
    """Whether something is called that could do more than make a new object."""
    return any(
        isinstance(child, ast.Call)
        and not (
            isinstance(target := checker.resolve(child.func), type)
            and (target in _FACTORIES or target is collections.defaultdict)
        )
        for child in ast.walk(node)
    )


def make_counter(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`Counter(values)`: of an iterable, of a mapping, of nothing."""
    span = checker.source.span(node)
    expected = checker.expected
    key = expected.key if isinstance(expected, DictType) and expected.form == COUNTER else NOTHING
    if len(node.args) > 1 or node.keywords:
        raise checker.fail(
            "Counter() takes one iterable here", node, "write `Counter(values)`", UnsupportedError
        )
    t = dict_of(key, INT, COUNTER)
    empty = checker.call_object("dicts.empty", [], node, (key, INT))
    made = Operate(t, span, "move", (empty,))
    if not node.args:
        return made
    counter, first = checker.keep("counter", made)
    counted = count_values(checker, Read(t, span, counter), node.args[0], 1, node)
    return Sequence(counter.type, span, [first, *counted], MoveOut(counter.type, span, counter))


def count_values(
    checker: ExpressionChecker, counter: Read, values: ast.expr, sign: int, node: ast.AST
) -> list[Statement]:
    """`counter.update(values)`, or with a sign of -1 `counter.subtract(values)`."""
    span = checker.source.span(node)
    weight = Literal(INT, span, sign)
    if not is_composed(checker, values):
        value = checker.operand(values)
        if isinstance(value.type, DictType):
            operands = [_grown(counter), value, weight]
            return [Evaluate(span, checker.call_object("counters.add_all", operands, node))]

    def count(value: Expression) -> list[Statement]:
        key = checker.pack(checker.settle(value))
        checker.hashable(checker.kept_type(key), node)
        operands = [_grown(counter), key, weight]
        return [Evaluate(span, checker.call_object("counters.add", operands, node))]

    return iteration.consume(checker, values, count, span)


def _grown(counter: Read) -> Read:
    """The counter, of whose type more may be known by now."""
    return Read(counter.variable.type, counter.span, counter.variable)


def make_deque(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`deque(values, maxlen)`."""
    names = ("iterable", "maxlen")
    given = dict(zip(names, node.args, strict=False))
    given.update({k.arg: k.value for k in node.keywords if k.arg in names})
    if len(given) < len(node.args) + len(node.keywords):
        raise checker.fail(
            "deque() takes an iterable and a maxlen", node, "write `deque(values, maxlen=10)`"
        )
    span = checker.source.span(node)
    expected = checker.expected
    known = isinstance(expected, ListType) and expected.form == DEQUE
    wanted = expected.element if known and isinstance(expected, ListType) else None
    most: Expression = Literal(NONE, span, None)
    if "iterable" not in given:
        if "maxlen" in given:
            most = checker.operand(given["maxlen"])
        made = checker.call_object("deques.empty", [most], node, (wanted or NOTHING,))
    else:
        filled = None if wanted is NOTHING else wanted
        values = iteration.iterable_list(checker, given["iterable"], filled)
        if "maxlen" in given:
            most = checker.operand(given["maxlen"])
        made = checker.call_object("deques.of_list", [values, most], node)
    assert isinstance(made.type, ListType)
    return Operate(list_of(made.type.element, DEQUE), span, "move", (made,))


# Keys


def item(
    checker: ExpressionChecker, owner: Expression, place: Expression, node: ast.AST
) -> Expression:
    """`owner[place]` of a dict of a form."""
    t = owner.type
    assert isinstance(t, DictType)
    if t.form == COUNTER:
        zero = Literal(INT, checker.source.span(node), 0)
        return checker.call_object("dicts.get", [owner, place, zero], node)
    default = _default(checker, t, node)
    return checker.call_object("dicts.set_default", [owner, place, default], node)


def _default(checker: ExpressionChecker, t: DictType, node: ast.AST) -> Expression:
    """What a defaultdict makes for a missing key."""
    span, value = checker.source.span(node), t.value
    if t.form.startswith(_LAMBDA):
        body = ast.parse(t.form.removeprefix(_LAMBDA), mode="eval").body
        for child in ast.walk(body):
            ast.copy_location(child, node)
        return checker.operand(body, value)
    match value:
        case ListType():
            return iteration.new_list(checker, value.element, node)
        case SetType():
            return checker.call_object("sets.empty", [], node, (value.element,))
        case DictType():
            empty = checker.call_object("dicts.empty", [], node, (value.key, value.value))
            return Operate(value, span, "move", (empty,))
    return Text(STR, span, "") if value is STR else checker.zero(value)


def repr_of(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """`repr(value)` of a dict of a form."""
    from .texts import joined_text

    t = value.type
    assert isinstance(t, DictType)
    span = checker.source.span(node)
    if t.form == COUNTER:
        return checker.call_object("counters.repr_of", [value], node)
    if t.form.startswith(_LAMBDA):
        raise checker.fail(
            "a defaultdict with a lambda cannot be written as text",
            node,
            "write `dict(...)` around it",
            UnsupportedError,
        )
    inner = checker.call_object("dicts.repr_of", [value], node)
    start = Text(STR, span, f"defaultdict(<class '{t.form}'>, ")
    return joined_text(checker, [start, inner, Text(STR, span, ")")], node)


# Methods of counters


def update(checker: ExpressionChecker, owner: Expression, node: ast.Call, sign: int) -> Expression:
    """`counter.update(values)` and `counter.subtract(values)`."""
    if len(node.args) != 1 or node.keywords:
        raise checker.fail(
            "one iterable or mapping is needed here",
            node,
            "call it for each",
            UnsupportedError,
        )
    span = checker.source.span(node)
    kept, first = checker.keep("counter", owner)
    counted = count_values(checker, Read(kept.type, span, kept), node.args[0], sign, node)
    if kept.type is not owner.type:
        checker.refine(owner, kept.type)
    return Sequence(NONE, span, [first, *counted], Literal(NONE, span, None))
