"""Checks builtins that make one value of many: `sum`, `math.prod`, `any`, `all`, `min`, `max`.

Each becomes a loop in the place of the call (`iteration.consume`).
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, Final

from ..interface import RaisedError
from ..object_types import ListType
from ..types import BOOL, FLOAT, INT, NOTHING, Type
from . import iteration
from .builtin_arguments import Handler, is_composed, is_view, single
from .cursors import taken
from .made_once import ahead, once
from .tree import (
    Assign,
    Exhaust,
    Expression,
    If,
    Literal,
    Loop,
    Operate,
    Raise,
    Read,
    Sequence,
    Statement,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

# What differs between versions of Python: 3.12 adds up floats with what was rounded away.
_COMPENSATED: Final = sys.version_info >= (3, 12)
_EMPTY_EXTREME: Final = (
    "{}() iterable argument is empty"
    if sys.version_info >= (3, 12)
    else "{}() arg is an empty sequence"
)


def check_sum(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`sum(values)`, also with a start."""
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
        if total.type is FLOAT and _COMPENSATED:
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
    result = taken(total, span)
    if total.type is FLOAT and _COMPENSATED:
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
    return Sequence(result.type, span, [first, *loops], taken(result, span))


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


def whether(decisive: bool) -> Handler:
    """`any` and `all`: the loop ends with the first value that decides."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        argument = single(checker, node, f"{ast.unparse(node.func)}(values)")
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


def extreme(symbol: str, scalars: Handler) -> Handler:
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
        value = checker.widen(Read(best.type, span, best), t, "it is")
        chosen = Assign(span, (result,), (value,))
        missing = [Assign(span, (result,), (checker.widen(default, t, "the default is"),))]
        test = If(span, Read(BOOL, span, found), [chosen], missing)
        return Sequence(t, span, [first, *loops, test], taken(result, span))
    error = RaisedError("ValueError", _EMPTY_EXTREME.format(name))
    test = If(span, Read(BOOL, span, found), [], [Raise(span, error)])
    return Sequence(t, span, [first, *loops, test], taken(best, span))
