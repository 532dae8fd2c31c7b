"""Checks calls of the methods of objects: `items.append(x)`, `text.split(",")`.

A method is a function of the type's module in `rt/objects/`, listed in its `METHODS`; the
arguments are matched with that function's parameters.  Where a method takes an iterable, or
gives something that depends on which arguments are there, it has a row of `_SPECIAL`.
"""

from __future__ import annotations

import ast
import importlib
import types as python_types
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .. import rt
from ..errors import UnsupportedError
from ..object_types import COUNTER, STR, DictType, ListType, OptionalType, SetType, TupleType
from ..types import NONE, NOTHING, Type
from . import forms
from .builtin_arguments import is_composed
from .cursors import tuple_as_list
from .generics import (
    Bindings,
    Generic,
    GenericParameter,
    generic,
    holds_nothing,
    target_of,
    transform,
    unify,
)
from .object_operators import any_of
from .objects import module_of
from .translation import check_translate
from .tree import Evaluate, Expression, Forget, Held, Hold, Literal, Read, Sequence

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

Method = Callable[["ExpressionChecker", Expression, ast.Call], Expression]


def check_object_method(
    checker: ExpressionChecker, owner: Expression, node: ast.Call
) -> Expression:
    """The call of a method of an object."""
    assert isinstance(node.func, ast.Attribute)
    name = node.func.attr
    if isinstance(owner.type, OptionalType):
        text = f"'NoneType' object has no attribute '{name}'"
        owner = checker.present(owner, text, "AttributeError")
    if isinstance(owner.type, TupleType) and name in ("index", "count"):
        owner = checker.call_object("tuples.of_list", [tuple_as_list(checker, owner, node)], node)
    module = module_of(owner.type)
    if isinstance(owner.type, DictType) and owner.type.form == COUNTER:
        if name in ("update", "subtract"):
            return forms.update(checker, owner, node, -1 if name == "subtract" else 1)
        if name in methods("counters"):
            return call_method(checker, target_of(methods("counters")[name]), owner, node)
    if isinstance(owner.type, ListType) and owner.type.form:
        module = "deques"
    special = _SPECIAL.get((module or "", name))
    if special is not None:
        return special(checker, owner, node)
    function = methods(module).get(name) if module else None
    if function is None:
        known = ", ".join(sorted(methods(module))) if module else "none"
        raise checker.fail(
            f"{owner.type} has no method '{name}' that can be compiled",
            node,
            f"the methods are {known}",
            UnsupportedError,
        )
    return call_method(checker, target_of(function), owner, node)


def methods(module: str) -> dict[str, python_types.FunctionType]:
    """The methods of a type by their names in Python."""
    loaded = importlib.import_module(f"{rt.__name__}.objects.{module}")
    found: dict[str, python_types.FunctionType] = loaded.METHODS
    return found


# Methods that look for a value, and how their parameters for it are called.
_SEEKING: Final = frozenset(("get", "pop", "index", "count", "remove", "discard"))
_SOUGHT: Final = frozenset(("key", "value"))


def call_method(
    checker: ExpressionChecker, target: str, owner: Expression, node: ast.Call
) -> Expression:
    """A call of a function of the runtime whose first parameter is the method's object."""
    function = generic(target)
    bindings: Bindings = {}
    unify(function.parameters[0].type, owner.type, bindings)
    operands = _operands(checker, function, bindings, node)
    for parameter, operand in zip(function.parameters[1:], operands, strict=True):
        unify(parameter.type, checker.kept_type(operand), bindings)
    return checker.call_instance(function, bindings, [owner, *operands], node)


def _operands(
    checker: ExpressionChecker, function: Generic, bindings: Bindings, node: ast.Call
) -> list[Expression]:
    """The arguments of a call by the parameters behind the first one."""
    assert isinstance(node.func, ast.Attribute)
    name, parameters = node.func.attr, function.parameters[1:]
    if len(node.args) > len(parameters):
        raise checker.fail(
            f"{name}() takes at most {len(parameters)} arguments, not {len(node.args)}",
            node,
            "leave the others out",
        )
    found: dict[str, Expression] = {}
    sought = _SOUGHT if name in _SEEKING else frozenset()
    for parameter, argument in zip(parameters, node.args, strict=False):
        found[parameter.name] = argument_for(checker, parameter, bindings, argument, sought)
    by_name = {p.name: p for p in parameters}
    for keyword in node.keywords:
        known = by_name.get(keyword.arg or "")
        if known is None or known.name in found:
            raise checker.fail(
                f"{name}() has no argument '{keyword.arg}' to take here",
                keyword,
                f"its arguments are {', '.join(p.name for p in parameters)}"
                if parameters
                else "call it without",
            )
        found[known.name] = argument_for(checker, known, bindings, keyword.value)
    for parameter in parameters:
        if parameter.name not in found:
            if not parameter.has_default:
                raise checker.fail(
                    f"{name}() needs an argument for '{parameter.name}'", node, "write it"
                )
            found[parameter.name] = checker.constant_default(parameter.default, parameter.type)
    return [found[p.name] for p in parameters]


def argument_for(
    checker: ExpressionChecker,
    parameter: GenericParameter,
    bindings: Bindings,
    node: ast.expr,
    sought: frozenset[str] = frozenset(),
) -> Expression:
    """An argument, checked with what its parameter's type is known to be.

    Of the parameters in `sought` the method looks for an equal value, and keeps none.
    """
    from .iteration import iterable_list

    t = transform(parameter.type, bindings)
    if isinstance(t, ListType) and not t.form:
        wanted = None if _open(t) else t.element
        return iterable_list(checker, node, wanted)
    value = checker.operand(node, None if _open(t) else t)
    return checker.sought(value, t) if parameter.name in sought else value


def _open(t: Type) -> bool:
    """Whether type variables, or what nothing tells, are left in a type."""
    from ..object_types import parts
    from .generics import TypeVariable

    return t is NOTHING or isinstance(t, TypeVariable) or any(_open(part) for part in parts(t))


# Methods with ways of their own


def _get(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    """`d.get(key)` and `d.get(key, default)`."""
    none = (
        len(node.args) == 2
        and isinstance(node.args[1], ast.Constant)
        and node.args[1].value is None
    )
    if len(node.args) == 1 or none:
        shorter = ast.copy_location(ast.Call(node.func, node.args[:1], node.keywords), node)
        return call_method(checker, "objects.dicts.get_or_none", owner, shorter)
    return call_method(checker, "objects.dicts.get", owner, node)


def _dict_pop(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    target = "pop_or" if len(node.args) == 2 else "pop"
    return call_method(checker, f"objects.dicts.{target}", owner, node)


def _dict_update(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    """`d.update(other)`, of a dict, of pairs, of keywords, or of both."""
    from .object_builtins import dict_of_arguments

    t = owner.type
    span = checker.source.span(node)
    if len(node.args) > 1:
        raise checker.fail("update() takes one argument at most", node, "call it for each")
    expected = None if holds_nothing(t) else t
    whole, first = checker.keep("updated", owner)
    place = Read(whole.type, span, whole)
    others: list[Expression] = []
    if node.args and not is_composed(checker, node.args[0]):
        value = checker.operand(node.args[0], expected)
        if isinstance(value.type, DictType):
            others.append(value)
    if node.args and not others:
        pairs = ast.copy_location(ast.Call(node.func, node.args, []), node)
        others.append(dict_of_arguments(checker, pairs, expected))
    if node.keywords:
        named = ast.copy_location(ast.Call(node.func, [], node.keywords), node)
        others.append(dict_of_arguments(checker, named, expected))
    kept = [checker.keep("other", other) for other in others]
    reads = [Read(variable.type, span, variable) for variable, _ in kept]
    calls = [checker.call_object("dicts.update", [place, read], node) for read in reads]
    if whole.type is not owner.type:
        checker.refine(owner, whole.type)
    statements = [first, *(statement for _, statement in kept)]
    statements += [Evaluate(span, call) for call in calls[:-1]]
    none = Forget(span, (whole,))
    if not calls:
        return Sequence(NONE, span, [*statements, none], Literal(NONE, span, None))
    return Sequence(NONE, span, statements, calls[-1])


def _view(target: str) -> Method:
    """A dict's view, which is a list here: it lives no longer than its expression."""

    def check(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
        return call_method(checker, f"objects.dicts.{target}", owner, node)

    return check


def _sort(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    from .object_builtins import sort_in_place

    if node.args:
        raise checker.fail("sort() takes no positional arguments", node, "write `key=...`")
    return sort_in_place(checker, owner, node.keywords, node)


def _set_operation(target: str) -> Method:
    """A method of sets that takes any number of iterables."""

    def check(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
        t = owner.type
        assert isinstance(t, SetType)
        if not node.args and not target.endswith("update"):
            return checker.call_object("sets.copied", [owner], node)
        if target.endswith("update") and len(node.args) != 1:
            return _several_updates(checker, target, owner, node)
        result = owner
        for argument in node.args:
            other = set_argument(checker, argument, t, node)
            result = checker.call_object(target, [result, other], node)
        return result

    return check


def _several_updates(
    checker: ExpressionChecker, target: str, owner: Expression, node: ast.Call
) -> Expression:
    """`s.update(a, b)`: all arguments first, then one behind the other."""
    span = checker.source.span(node)
    if target == "sets.symmetric_difference_update":
        raise checker.fail("one argument is needed", node, "call it for each")
    whole, first = checker.keep("updated", owner)
    statements = [first]
    others: list[Read] = []
    for argument in node.args:
        t = whole.type
        assert isinstance(t, SetType)
        kept, statement = checker.keep("other", set_argument(checker, argument, t, node))
        statements.append(statement)
        others.append(Read(kept.type, span, kept))
    for other in others:
        operands = [Read(whole.type, span, whole), other]
        statements.append(Evaluate(span, checker.call_object(target, operands, node)))
    if whole.type is not owner.type:
        checker.refine(owner, whole.type)
    return Sequence(NONE, span, [*statements, Forget(span, (whole,))], Literal(NONE, span, None))


def set_argument(
    checker: ExpressionChecker, argument: ast.expr, t: SetType, node: ast.AST
) -> Expression:
    """What a method of sets takes: a set, or one made of an iterable."""
    from .iteration import iterable_list

    wanted = None if holds_nothing(t) else t.element
    if not is_composed(checker, argument):
        value = checker.operand(argument, t if isinstance(argument, ast.Set) else None)
        if isinstance(value.type, SetType):
            return value
    made = iterable_list(checker, argument, wanted)
    return checker.call_object("sets.of_list", [made], node)


def _set_test(target: str) -> Method:
    def check(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
        t = owner.type
        assert isinstance(t, SetType)
        if len(node.args) != 1:
            raise checker.fail("one argument is needed", node, "write a set")
        other = set_argument(checker, node.args[0], t, node)
        if target == "sets.is_superset":
            span = checker.source.span(node)
            return checker.in_order(
                span, owner, other, lambda x, y: checker.call_object("sets.is_subset", [y, x], node)
            )
        return checker.call_object(target, [owner, other], node)

    return check


def _format(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
    from .formatting import format_method

    return format_method(checker, owner, node)


def _affix(target: str) -> Method:
    """`startswith` and `endswith`, of one text or of a tuple of them."""

    def check(checker: ExpressionChecker, owner: Expression, node: ast.Call) -> Expression:
        if not (node.args and isinstance(node.args[0], ast.Tuple)):
            return call_method(checker, target_of(methods("strings")[target]), owner, node)
        span = checker.source.span(node)
        held = Held(STR, span)
        tests = []
        for element in node.args[0].elts:
            call = ast.copy_location(ast.Call(node.func, [element, *node.args[1:]], []), node)
            tests.append(call_method(checker, target_of(methods("strings")[target]), held, call))
        return Hold(tests[0].type, span, held, owner, any_of(tests, span))

    return check


_SPECIAL: Final[dict[tuple[str, str], Method]] = {
    ("dicts", "get"): _get,
    ("dicts", "pop"): _dict_pop,
    ("dicts", "update"): _dict_update,
    ("dicts", "keys"): _view("keys_of"),
    ("dicts", "values"): _view("values_of"),
    ("dicts", "items"): _view("items_of"),
    ("lists", "sort"): _sort,
    ("strings", "format"): _format,
    ("strings", "translate"): check_translate,
    ("strings", "startswith"): _affix("startswith"),
    ("strings", "endswith"): _affix("endswith"),
    ("sets", "union"): _set_operation("sets.union"),
    ("sets", "intersection"): _set_operation("sets.intersection"),
    ("sets", "difference"): _set_operation("sets.difference"),
    ("sets", "symmetric_difference"): _set_operation("sets.symmetric_difference"),
    ("sets", "update"): _set_operation("sets.update"),
    ("sets", "intersection_update"): _set_operation("sets.intersection_update"),
    ("sets", "difference_update"): _set_operation("sets.difference_update"),
    ("sets", "symmetric_difference_update"): _set_operation("sets.symmetric_difference_update"),
    ("sets", "issubset"): _set_test("sets.is_subset"),
    ("sets", "issuperset"): _set_test("sets.is_superset"),
    ("sets", "isdisjoint"): _set_test("sets.is_disjoint"),
}


def special() -> frozenset[tuple[str, str]]:
    """The methods that have ways of their own, with the modules of their types."""
    return frozenset(_SPECIAL)
