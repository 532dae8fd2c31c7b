"""Checks operators and comparisons on objects: `a + b`, `a == b`, `x in y`, `x is None`.

An operator is a row of `_OPERATORS`.  Equality of tuples and of optional values is made of
that of their parts; everything else is a function of `rt/objects/`.
"""

from __future__ import annotations

import ast
from functools import partial
from typing import Final

from ..errors import Span, UnsupportedError
from ..interface import RaisedError
from ..object_types import (
    COUNTER,
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    parts,
)
from ..types import BOOL, INT, NONE, NOTHING, Type
from .arithmetic import BINARY_SYMBOLS
from .displays import DisplayChecker
from .generics import holds_nothing
from .objects import as_plain, module_of
from .tree import (
    TUPLE,
    Conditional,
    Expression,
    Group,
    Held,
    Hold,
    If,
    Literal,
    Logical,
    Operate,
    Pack,
    Part,
    Pointer,
    Raise,
    Sequence,
    Statement,
    Text,
)

_OPERATORS: Final[dict[tuple[str, str], str]] = {
    ("+", "lists"): "lists.concatenate",
    ("+", "tuples"): "tuples.concatenate",
    ("+", "strings"): "strings.concatenate",
    ("|", "dicts"): "dicts.union",
    ("|", "sets"): "sets.union",
    ("&", "sets"): "sets.intersection",
    ("-", "sets"): "sets.difference",
    ("^", "sets"): "sets.symmetric_difference",
}

_IN_PLACE: Final[dict[tuple[str, str], str]] = {
    ("+", "lists"): "lists.extend",
    ("*", "lists"): "lists.repeat_in_place",
    ("|", "dicts"): "dicts.update",
    ("|", "sets"): "sets.update",
    ("&", "sets"): "sets.intersection_update",
    ("-", "sets"): "sets.difference_update",
    ("^", "sets"): "sets.symmetric_difference_update",
}

_OF_COUNTERS: Final = {
    "+": "counters.plus", "-": "counters.minus", "&": "counters.common", "|": "counters.either"
}  # fmt: skip

_SET_ORDER: Final = {
    "<=": "sets.is_subset", "<": "sets.is_proper_subset",
    ">=": "sets.is_subset", ">": "sets.is_proper_subset",
}  # fmt: skip


class ObjectOperatorChecker(DisplayChecker):
    """Checks operators where an operand is an object."""

    def operand(self, node: ast.expr, expected: Type | None = None) -> Expression:
        """A checked expression as one value, which may be None or an object."""
        checked = self.expression(node, expected)
        if checked.type is TUPLE:
            if isinstance(checked, Group) and isinstance(expected, TupleType | SequenceType):
                return self.fit(checked, expected, "a tuple is")
            return self.pack(checked)
        if checked.type is NONE and not isinstance(checked, Literal):
            raise self.no_value(checked, node)
        return checked

    # Arithmetic

    def check_BinOp(self, node: ast.BinOp) -> Expression:
        wanted = self.expected if self.expected is not None and self.expected.is_object else None
        left = self.operand(node.left, wanted)
        right = self.operand(node.right, wanted)
        symbol = BINARY_SYMBOLS[type(node.op)]
        left, right = self._both_present(symbol, left, right, node)
        if left.type.is_object or right.type.is_object:
            return self.object_binary(symbol, left, right, node)
        return self.operation(left, right, node)

    def binary(
        self, symbol: str, left: Expression, right: Expression, node: ast.expr | ast.stmt
    ) -> Expression:
        """A binary operator on checked operands."""
        if left.type.is_object or right.type.is_object:
            left, right = self._both_present(symbol, left, right, node)
        if left.type.is_object or right.type.is_object:
            return self.object_binary(symbol, left, right, node)
        return super().binary(symbol, left, right, node)

    def _both_present(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> tuple[Expression, Expression]:
        if symbol == "%" and left.type is STR:
            return left, right  # None is a value like any other in a text
        for operand in (left, right):
            if operand.type is NONE:
                raise self.fail(
                    f"{symbol} does not work on None", node, "make sure that both have a value"
                )
        a, b = _python_name(left.type), _python_name(right.type)
        text = f"unsupported operand type(s) for {symbol}: "
        return (
            self.present(left, f"{text}'NoneType' and '{b}'"),
            self.present(right, f"{text}'{a}' and 'NoneType'"),
        )

    def object_binary(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression:
        """A binary operator one of whose operands is an object."""
        a, b = left.type, right.type
        for t in (a, b):
            if isinstance(t, ListType) and t.form:
                raise self.fail(
                    f"{symbol} on a {t} cannot be compiled yet",
                    node,
                    "call its methods, such as `extend`",
                    UnsupportedError,
                )
        if symbol == "%" and a is STR:
            from .percent import percent

            return percent(self, left, right, node)  # type: ignore[arg-type]
        if symbol == "*" and (a.is_integer or a is BOOL):
            return self.in_order(
                self.source.span(node), left, right, lambda n, x: self.repeat(x, n, node)
            )
        if symbol == "*" and (b.is_integer or b is BOOL):
            return self.repeat(left, right, node)
        if symbol == "+" and isinstance(a, TupleType) and isinstance(b, TupleType):
            return self._join_tuples(left, right, node)
        target = _OPERATORS.get((symbol, module_of(a) or ""))
        if isinstance(a, DictType) and a.form == COUNTER:
            target = _OF_COUNTERS.get(symbol) if a.form == getattr(b, "form", "") else None
        if target is None or not self._alike(a, b):
            raise self.fail(
                f"{symbol} does not work on {a} and {b}",
                node,
                _advice(a, b),
            )
        if holds_nothing(a) and not holds_nothing(b):
            left = self.fit(left, b, "the left operand is")
        return self.call_object(target, [left, right], node)

    def _alike(self, a: Type, b: Type) -> bool:
        if isinstance(a, SetType) and isinstance(b, SetType):
            return a.element is b.element or holds_nothing(a) or holds_nothing(b)
        return self.fits(a, b) or self.fits(b, a)

    def repeat(self, value: Expression, times: Expression, node: ast.AST) -> Expression:
        """`value * times`."""
        module = module_of(value.type)
        count = self.convert(self.settle(times), INT)
        if isinstance(value.type, TupleType):
            from .cursors import tuple_as_list

            made = self.call_object(
                "lists.repeat", [tuple_as_list(self.whole().whole(), value, node), count], node
            )
            return self.call_object("tuples.of_list", [made], node)
        if module not in ("lists", "tuples", "strings"):
            raise self.fail(
                f"* does not work on {value.type} and {times.type}", node, "repeat a list or a str"
            )
        return self.call_object(f"{module}.repeat", [value, count], node)

    def _join_tuples(self, left: Expression, right: Expression, node: ast.AST) -> Expression:
        span = self.source.span(node)
        a, b = Held(left.type, span), Held(right.type, span)
        values = tuple(p for whole in (a, b) for p in _parts(whole, span))
        joined = self.pack(Group(TUPLE, span, values))
        inner = Hold(joined.type, span, b, right, joined)
        return Hold(joined.type, span, a, left, inner)

    def in_place(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression | None:
        """What changes the left operand itself, as `list += list` does; None for the others."""
        from .iteration import as_list

        if isinstance(left.type, DictType) and left.type.form:
            raise self.fail(
                f"{symbol}= on a {left.type} cannot be compiled yet",
                node,
                "call its method `update`",
                UnsupportedError,
            )
        target = _IN_PLACE.get((symbol, module_of(left.type) or ""))
        if isinstance(left.type, ListType) and left.type.form:
            if target != "lists.extend":
                return None
            return self.call_object(
                "deques.extend", [left, as_list(self.whole(), right, node)], node
            )
        if target is None or (isinstance(left.type, SetType) and left.type.frozen):
            return None
        if target == "lists.extend":
            assert isinstance(left.type, ListType)
            right = as_list(self.whole(), right, node)
        if symbol == "*":
            if not (right.type.is_integer or right.type is BOOL):
                return None
            right = self.convert(self.settle(right), INT)
        return self.call_object(target, [left, right], node)

    # Comparisons

    def compare_objects(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression:
        """`left symbol right` where one of the two is an object or None."""
        left, right = self.pack(left), self.pack(right)
        if symbol in ("in", "not in"):
            return self._negated(symbol == "not in", self.contains(left, right, node))
        if symbol in ("is", "is not"):
            return self._negated(symbol == "is not", self.identical(left, right, node))
        if symbol in ("==", "!="):
            return self._negated(symbol == "!=", self.equal(left, right, node))
        return self._order(symbol, left, right, node)

    def _negated(self, negated: bool, test: Expression) -> Expression:
        if isinstance(test, Literal):
            return Literal(BOOL, test.span, bool(test.value) != negated)
        return Operate(BOOL, test.span, "not", (test,)) if negated else test

    def identical(self, left: Expression, right: Expression, node: ast.AST) -> Expression:
        """`left is right`."""
        span = self.source.span(node)
        for one, other in ((left, right), (right, left)):
            if other.type is NONE:
                if one.type is NONE or not isinstance(one.type, OptionalType):
                    known = Literal(BOOL, span, one.type is NONE)
                    return (
                        Hold(BOOL, span, Held(one.type, span), one, known)
                        if one.type.is_object
                        else known
                    )
                return self.is_none(one)
        if left.type is BOOL and right.type is BOOL:
            return Operate(BOOL, span, "eq", (left, right))
        if left.type.is_object and right.type.is_object and left.type is right.type:
            address = self.options.address
            pointers = tuple(Pointer(address, span, side) for side in (left, right))
            return Operate(BOOL, span, "eq", pointers)
        raise self.fail(
            "'is' compares objects, and numbers have no identity here", node, "write =="
        )

    def equal(self, left: Expression, right: Expression, node: ast.AST) -> Expression:
        """`left == right`."""
        span = self.source.span(node)
        a, b = left.type, right.type
        if isinstance(a, OptionalType) or isinstance(b, OptionalType) or NONE in (a, b):
            return self._equal_optional(left, right, node)
        if isinstance(a, TupleType) and isinstance(b, TupleType):
            return self._equal_tuples(left, right, node)
        if not (a.is_object or b.is_object):
            return self.compare("==", left, right, node)
        module = module_of(a)
        if isinstance(a, DictType) and isinstance(b, DictType) and (a.form or b.form):
            kind = "counters" if a.form == b.form == COUNTER else "dicts"
            left, right = as_plain(left), as_plain(right)
            if not self._comparable(left.type, right.type):
                return self.equal(left, right, node)
            return self.call_object(f"{kind}.equal", [left, right], node)
        alike = module is not None and module == module_of(b) and self._comparable(a, b)
        if not alike:
            first, second = Held(a, span), Held(b, span)
            never = Hold(BOOL, span, second, right, Literal(BOOL, span, False))
            return Hold(BOOL, span, first, left, never)
        if holds_nothing(a):
            left = self.fit(left, b, "the left operand is")
        return self.call_object(f"{module}.equal", [left, right], node)

    def _comparable(self, a: Type, b: Type) -> bool:
        if isinstance(a, SetType) and isinstance(b, SetType):
            return a.element is b.element or holds_nothing(a) or holds_nothing(b)
        return a is b or self.fits(a, b) or self.fits(b, a)

    def _equal_optional(self, left: Expression, right: Expression, node: ast.AST) -> Expression:
        if NONE in (left.type, right.type):
            return self.identical(left, right, node)
        span = self.source.span(node)
        a, b = Held(left.type, span), Held(right.type, span)
        nulls = [
            self.is_none(h) if isinstance(h.type, OptionalType) else Literal(BOOL, span, False)
            for h in (a, b)
        ]
        contents = [self.content(h) if isinstance(h.type, OptionalType) else h for h in (a, b)]
        same = Operate(BOOL, span, "eq", tuple(nulls))
        no_value = nulls[0] if not isinstance(nulls[0], Literal) else nulls[1]
        values = self.equal(contents[0], contents[1], node)
        both = Logical(BOOL, span, False, no_value, None, no_value, values)
        test = Logical(BOOL, span, True, same, None, same, both)
        return Hold(BOOL, span, a, left, Hold(BOOL, span, b, right, test))

    def _equal_tuples(self, left: Expression, right: Expression, node: ast.AST) -> Expression:
        span = self.source.span(node)
        a, b = Held(left.type, span), Held(right.type, span)
        pairs = list(zip(_parts(a, span), _parts(b, span), strict=False))
        result: Expression = Literal(BOOL, span, len(_parts(a, span)) == len(_parts(b, span)))
        if result.value:  # type: ignore[attr-defined]
            for x, y in reversed(pairs):
                test = self.equal(x, y, node)
                if isinstance(result, Literal):
                    result = test
                else:
                    result = Logical(BOOL, span, True, test, None, test, result)
        return Hold(BOOL, span, a, left, Hold(BOOL, span, b, right, result))

    def _order(self, symbol: str, left: Expression, right: Expression, node: ast.AST) -> Expression:
        text = f"'{symbol}' not supported between instances of "
        a, b = _python_name(left.type), _python_name(right.type)
        if NONE in (left.type, right.type):
            raise self.fail(f"{text}'{a}' and '{b}'", node, "make sure that both have a value")
        if isinstance(left.type, OptionalType) or isinstance(right.type, OptionalType):
            return self._order_optional(symbol, left, right, node)
        if not (left.type.is_object or right.type.is_object):
            return self.compare(symbol, left, right, node)
        if isinstance(left.type, SetType) and isinstance(right.type, SetType):
            target = _SET_ORDER[symbol]
            if symbol[0] == "<":
                return self.call_object(target, [left, right], node)
            span = self.source.span(node)
            return self.in_order(
                span, left, right, lambda x, y: self.call_object(target, [y, x], node)
            )
        or_equal = symbol in ("<=", ">=")
        negated = or_equal and not (_may_be_nan(left.type) or _may_be_nan(right.type))
        less = partial(self.less, node=node, or_equal=or_equal and not negated)
        if (symbol[0] == "<") is not negated:
            return self._negated(negated, less(left, right))
        span = self.source.span(node)
        swapped = self.in_order(span, left, right, lambda x, y: less(y, x))
        return self._negated(negated, swapped)

    def _order_optional(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression:
        """An order of what may be None, which raises TypeError where one is."""
        span = self.source.span(node)
        text = f"'{symbol}' not supported between instances of "
        sides = [Held(left.type, span), Held(right.type, span)]
        nulls = [
            self.is_none(h) if isinstance(h.type, OptionalType) else Literal(BOOL, span, False)
            for h in sides
        ]
        first, second = (_python_name(h.type) for h in sides)
        faults = [
            (Logical(BOOL, span, True, nulls[0], None, nulls[0], nulls[1]), "NoneType", "NoneType"),
            (nulls[0], "NoneType", second),
            (nulls[1], first, "NoneType"),
        ]
        tests: list[Statement] = [
            If(span, test, [Raise(span, RaisedError("TypeError", f"{text}'{a}' and '{b}'"))], [])
            for test, a, b in faults
        ]
        contents = [self.content(h) if isinstance(h.type, OptionalType) else h for h in sides]
        compared = self.compare(symbol, contents[0], contents[1], node)
        body = Sequence(BOOL, span, tests, compared)
        inner = Hold(BOOL, span, sides[1], right, body)
        return Hold(BOOL, span, sides[0], left, inner)

    def less(
        self, left: Expression, right: Expression, node: ast.AST, or_equal: bool = False
    ) -> Expression:
        """`left < right` of two texts, lists or tuples, or `left <= right`."""
        a, b = left.type, right.type
        if isinstance(a, OptionalType) or isinstance(b, OptionalType):
            return self._order_optional("<=" if or_equal else "<", left, right, node)
        if isinstance(a, TupleType) and isinstance(b, TupleType):
            return self._less_tuples(left, right, node, or_equal)
        if not (a.is_object or b.is_object):
            return self.compare("<=" if or_equal else "<", left, right, node)
        if or_equal and not (_may_be_nan(a) or _may_be_nan(b)):
            return self._order("<=", left, right, node)
        module = module_of(a)
        if module not in ("strings", "lists", "tuples") or not (self.fits(a, b) or self.fits(b, a)):
            raise self.fail(
                f"{a} and {b} have no order",
                node,
                "compare what has one: numbers, texts, lists and tuples of the same types",
            )
        name = "less_or_equal" if or_equal else "less"
        return self.call_object(f"{module}.{name}", [left, right], node)

    def _less_tuples(
        self, left: Expression, right: Expression, node: ast.AST, or_equal: bool
    ) -> Expression:
        span = self.source.span(node)
        a, b = Held(left.type, span), Held(right.type, span)
        xs, ys = _parts(a, span), _parts(b, span)
        shorter = len(xs) < len(ys) or (or_equal and len(xs) == len(ys))
        result: Expression = Literal(BOOL, span, shorter)
        for x, y in reversed(list(zip(xs, ys, strict=False))):
            same, smaller = self.equal(x, y, node), self.less(x, y, node, or_equal)
            result = Conditional(BOOL, span, same, result, smaller)
        return Hold(BOOL, span, a, left, Hold(BOOL, span, b, right, result))

    def contains(self, value: Expression, whole: Expression, node: ast.AST) -> Expression:
        """`value in whole`."""
        span = self.source.span(node)
        whole = self.present(whole, "argument of type 'NoneType' is not iterable")
        t = whole.type
        if isinstance(t, TupleType):
            return self._in_tuple(value, whole, node)
        module = module_of(t)
        if module is None:
            raise self.fail(f"'in' does not work on {t}", node, "use a container")
        element = _element(t)
        if not self._may_be(self.kept_type(value), element, t):
            first, second = Held(value.type, span), Held(t, span)
            never = Hold(BOOL, span, second, whole, Literal(BOOL, span, False))
            return Hold(BOOL, span, first, self.settle(value), never)
        if isinstance(value.type, OptionalType) and not isinstance(element, OptionalType):
            held = Held(value.type, span)
            inside = self.contains(self.content(held), whole, node)
            there = Operate(BOOL, span, "not", (self.is_none(held),))
            both = Logical(BOOL, span, True, there, None, there, inside)
            return Hold(BOOL, span, held, value, both)
        return self.in_order(
            span,
            self.settle(value) if element is None else self.fit_number(value, element),
            whole,
            lambda x, y: self.call_object(f"{module}.contains", [y, x], node),
        )

    def _may_be(self, sought: Type, element: Type | None, t: Type) -> bool:
        """Whether a value can be equal to an element, going by their types."""
        if element is None or t in (STR, RANGE):
            return True
        if element is NOTHING:
            return False
        return self.fits(sought, element) or self.fits(element, sought)

    def fit_number(self, value: Expression, t: Type) -> Expression:
        """A value to be looked for among others of a type."""
        return self.widen(self.sought(value, t), t, "the elements are")

    def _in_tuple(self, value: Expression, whole: Expression, node: ast.AST) -> Expression:
        span = self.source.span(node)
        known = list(whole.elements) if isinstance(whole, Pack) else None
        held = Held(self.kept_type(value), span)
        if known is None or not all(isinstance(p, Literal | Text) for p in known):
            owner = Held(whole.type, span)
            tests = [self.equal(held, part, node) for part in _parts(owner, span)]
            chain = any_of(tests, span)
            chain = Hold(BOOL, span, owner, whole, chain)
        else:
            chain = any_of([self.equal(held, part, node) for part in known], span)
        return Hold(BOOL, span, held, self.settle(value), chain)


def any_of(tests: list[Expression], span: Span | None) -> Expression:
    if not tests:
        return Literal(BOOL, span, False)
    result = tests[-1]
    for test in reversed(tests[:-1]):
        result = Logical(BOOL, span, False, test, None, test, result)
    return result


def _may_be_nan(t: Type) -> bool:
    """Whether neither `a < b` nor `b <= a` may hold for two values of a type."""
    return t.is_float or any(_may_be_nan(part) for part in parts(t))


def _parts(whole: Expression, span: Span | None) -> list[Expression]:
    t = whole.type
    assert isinstance(t, TupleType)
    return [Part(element, span, whole, i) for i, element in enumerate(t.elements)]


def _element(t: Type) -> Type | None:
    """What a container holds, as far as `in` looks for it."""
    match t:
        case ListType() | SequenceType() | SetType():
            return t.element
        case DictType():
            return t.key
    if t is STR:
        return STR
    return INT if t is RANGE else None


def _python_name(t: Type) -> str:
    """What CPython calls the type of a value in its messages."""
    if t is NONE:
        return "NoneType"
    base = t.base if isinstance(t, OptionalType) else t
    return str(base).partition("[")[0]


def _advice(a: Type, b: Type) -> str:
    """What to do with operands that an operator does not take."""
    if a is b is STR:
        return "texts have +, % and *, which takes an integer"
    if STR in (a, b):
        return "write `str(...)` around the other operand"
    return "convert one of them"
