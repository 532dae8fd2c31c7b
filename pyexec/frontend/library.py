"""The functions and classes of the standard library that are compiled by name, a row each.

heapq.heappush(heap, (distance, node))      # objects.heap_queues.push(heap, ...)
"""

from __future__ import annotations

import ast
import bisect
import collections
import copy
import functools
import heapq
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..object_types import ListType, SequenceType, TupleType
from ..types import BOOL, INT
from .copying import shallow_copy
from .cursors import taken
from .forms import make_counter, make_defaultdict, make_deque
from .iteration import as_list
from .object_builtins import check_order, sorted_list
from .reducing import reduce
from .tree import Conditional, Expression, Literal, Operate, Read, Sequence

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

Handler = Callable[["ExpressionChecker", ast.Call], Expression]


def _on_list(target: str, *names: str, optional: tuple[str, ...] = ()) -> Handler:
    """A function of `rt/objects/` whose first argument is a list, kept in order."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        given = _by_name(checker, node, names, optional)
        owner = checker.present(
            checker.operand(given[names[0]]), "'NoneType' object is not subscriptable"
        )
        if target.startswith("bisecting.") and isinstance(owner.type, SequenceType | TupleType):
            owner = as_list(checker, owner, node)
        if not isinstance(owner.type, ListType) or owner.type.form:
            raise checker.fail(
                f"{ast.unparse(node.func)}() takes a list, not {owner.type}",
                given[names[0]],
                "make a list of it first",
            )
        element = owner.type.element
        operands = [owner]
        for name in (*names[1:], *optional):
            if name not in given:
                break  # the others are left out too
            wanted = element if name in names and element.is_object else None
            operands.append(checker.operand(given[name], wanted))
        check_order(checker, element, node)
        return checker.call_object(target, operands, node)

    return check


def _by_name(
    checker: ExpressionChecker, node: ast.Call, names: tuple[str, ...], optional: tuple[str, ...]
) -> dict[str, ast.expr]:
    """The arguments of a call by their names."""
    every = (*names, *optional)
    given = dict(zip(every, node.args, strict=False))
    function = ast.unparse(node.func)
    advice = f"write `{function}({', '.join(names)})`"
    if len(node.args) > len(every):
        raise checker.fail(f"{function}() takes {len(every)} arguments at most", node, advice)
    for keyword in node.keywords:
        if keyword.arg not in optional or keyword.arg in given:
            raise checker.fail(
                f"{function}() cannot take '{keyword.arg}' here", keyword, advice, UnsupportedError
            )
        given[keyword.arg] = keyword.value
    if any(name not in given for name in names) or ("hi" in given and "lo" not in given):
        raise checker.fail(f"{function}() needs more arguments", node, advice)
    return given


def _greatest(reverse: bool) -> Handler:
    """`nlargest` and `nsmallest`: the first of the sorted values."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        keys = [k for k in node.keywords if k.arg == "key"]
        if len(node.args) != 2 or len(keys) != len(node.keywords):
            name = ast.unparse(node.func)
            raise checker.fail(f"{name}() takes a number and values", node, f"write `{name}(n, x)`")
        span = checker.source.span(node)
        count = checker.widen(checker.operand(node.args[0]), INT, "the number is")
        kept, first = checker.keep("count", count)
        flag = ast.copy_location(ast.Constant(reverse), node)
        keywords = [*keys, ast.copy_location(ast.keyword("reverse", flag), node)]
        call = ast.copy_location(ast.Call(node.func, [node.args[1]], keywords), node)
        made, second = checker.keep("sorted", sorted_list(checker, call))
        read, zero = Read(INT, span, kept), Literal(INT, span, 0)
        some = Operate(BOOL, span, "gt", (read, zero))
        end = Conditional(INT, span, some, read, zero)
        operands = [taken(made, span), zero, end]
        cut = checker.call_object("lists.between", operands, node)
        return Sequence(cut.type, span, [first, second], cut)

    return check


_BOUNDS = ("lo", "hi")

FUNCTIONS: Final[dict[object, Handler]] = {
    heapq.heappush: _on_list("heap_queues.push", "heap", "item"),
    heapq.heappop: _on_list("heap_queues.pop", "heap"),
    heapq.heapify: _on_list("heap_queues.order", "heap"),
    heapq.heapreplace: _on_list("heap_queues.replace", "heap", "item"),
    heapq.heappushpop: _on_list("heap_queues.push_pop", "heap", "item"),
    heapq.nlargest: _greatest(True),
    heapq.nsmallest: _greatest(False),
    bisect.bisect_left: _on_list("bisecting.left", "a", "x", optional=_BOUNDS),
    bisect.bisect_right: _on_list("bisecting.right", "a", "x", optional=_BOUNDS),
    bisect.insort_left: _on_list("bisecting.insert_left", "a", "x", optional=_BOUNDS),
    collections.defaultdict: make_defaultdict,
    collections.Counter: make_counter,
    collections.deque: make_deque,
    functools.reduce: reduce,
    copy.copy: shallow_copy,
    bisect.insort_right: _on_list("bisecting.insert_right", "a", "x", optional=_BOUNDS),
}
