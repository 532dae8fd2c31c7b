"""Checks displays, subscripts and slices: `[a, b]`, `{k: v}`, `x[i]`, `x[i:j]`, `del x[i]`.

What a display holds follows from its elements, or from what it is made for
(`x: list[float] = [1, 2]`).  Elements of two types that do not meet are an error.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence as SequenceOf
from typing import Final

from ..errors import Span, UnsupportedError
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
    optional_of,
    parts,
)
from ..types import BOOL, INT, NONE, NOTHING, Type
from . import caught
from .conversions import is_weak
from .objects import ObjectChecker, module_of
from .tree import (
    TUPLE,
    Conditional,
    Evaluate,
    Expression,
    Group,
    Held,
    Hold,
    Literal,
    MoveOut,
    Operate,
    Part,
    Raise,
    Read,
    Sequence,
    Statement,
    Store,
)

_LAST: Final = (1 << 63) - 1


class DisplayChecker(ObjectChecker):
    """Checks what makes containers and what looks into them."""

    # Displays

    def check_List(self, node: ast.List) -> Expression:
        expected = _unwrapped(self.expected)
        wanted = expected.element if isinstance(expected, ListType) else None
        if any(isinstance(element, ast.Starred) for element in node.elts):
            return self._starred(node, node.elts, wanted)
        values = [self.operand(element, wanted) for element in node.elts]
        element = wanted or self.element_type(values, node)
        return self.list_of_values(values, element, self.source.span(node))

    def check_Tuple(self, node: ast.Tuple) -> Expression:
        expected = _unwrapped(self.expected)
        if any(isinstance(element, ast.Starred) for element in node.elts):
            wanted = expected.element if isinstance(expected, SequenceType) else None
            made = self._starred(node, node.elts, wanted)
            return self.call_object("tuples.of_list", [made], node)
        wanted_parts: SequenceOf[Type | None] = [None] * len(node.elts)
        if isinstance(expected, TupleType) and len(expected.elements) == len(node.elts):
            wanted_parts = expected.elements
        elif isinstance(expected, SequenceType):
            wanted_parts = [expected.element] * len(node.elts)
        pairs = zip(node.elts, wanted_parts, strict=True)
        elements = tuple(self.operand(element, wanted) for element, wanted in pairs)
        return Group(TUPLE, self.source.span(node), elements)

    def check_Set(self, node: ast.Set) -> Expression:
        expected = _unwrapped(self.expected)
        wanted = expected.element if isinstance(expected, SetType) else None
        if any(isinstance(element, ast.Starred) for element in node.elts):
            made = self._starred(node, node.elts, wanted)
            return self.call_object("sets.of_list", [made], node)
        values = [self.operand(element, wanted) for element in node.elts]
        element = self.hashable(wanted or self.element_type(values, node), node)
        span = self.source.span(node)
        made = self.call_object("sets.empty", [], node, (element,))
        variable, first = self.keep("set", made)
        statements = [first]
        for value in values:
            owner = Read(made.type, span, variable)
            statements.append(Evaluate(span, self.call_object("sets.add", [owner, value], node)))
        return Sequence(made.type, span, statements, MoveOut(made.type, span, variable))

    def check_Dict(self, node: ast.Dict) -> Expression:
        expected = _unwrapped(self.expected)
        wanted = (expected.key, expected.value) if isinstance(expected, DictType) else (None, None)
        span = self.source.span(node)
        pairs = [
            (None if key is None else self.operand(key, wanted[0]),
             self.operand(value, wanted[1] if key is not None else expected))
            for key, value in zip(node.keys, node.values, strict=True)
        ]  # fmt: skip
        keys = [key for key, _ in pairs if key is not None]
        values = [value for key, value in pairs if key is not None]
        merged = [value.type for key, value in pairs if key is None]
        for t in merged:
            if not isinstance(t, DictType):
                raise self.fail(f"'**' here takes a dict, not {t}", node, "write `key: value`")
        known = [t for t in merged if isinstance(t, DictType)]
        key_type = wanted[0] or self.element_type(keys, node, [t.key for t in known])
        value_type = wanted[1] or self.element_type(values, node, [t.value for t in known])
        self.hashable(key_type, node)
        made = self.call_object("dicts.empty", [], node, (key_type, value_type))
        if not pairs:
            return made
        variable, first = self.keep("dict", made)
        statements = [first]
        for key, value in pairs:
            owner = Read(made.type, span, variable)
            operands = [owner, value] if key is None else [owner, key, value]
            target = "dicts.update" if key is None else "dicts.set_item"
            statements.append(Evaluate(span, self.call_object(target, operands, node)))
        return Sequence(made.type, span, statements, MoveOut(made.type, span, variable))

    def _starred(self, node: ast.expr, elements: list[ast.expr], wanted: Type | None) -> Expression:
        """`[a, *b, c]`: a list, filled from left to right."""
        from .iteration import extend_list

        span = self.source.span(node)
        return extend_list(self.whole(), elements, wanted, node, span)

    def element_type(
        self, values: SequenceOf[Expression], node: ast.AST, known: SequenceOf[Type] = ()
    ) -> Type:
        """The common type of what a display holds."""
        result: Type = NOTHING
        for t in known:
            result = self.joined(result, t, node)
        typed = [value for value in values if not is_weak(value)]
        for value in typed:
            result = self.joined(result, self.kept_type(value), node)
        for value in values:
            if not is_weak(value):
                continue
            assert isinstance(value, Literal)
            whole = type(value.value) is int
            if not (whole and result.is_integer and result is not NOTHING):  # `[n, 0]` of an int32
                result = self.joined(result, self.kept_type(value), node)
        return optional_of(NOTHING) if result is NONE else result

    def joined(self, a: Type, b: Type, node: ast.AST) -> Type:
        numbers = not (a.is_object or b.is_object or NONE in (a, b) or NOTHING in (a, b))
        joined = self.join(a, b)
        if joined is None or (numbers and a is not b):
            raise self.fail(
                f"elements of types {a} and {b} cannot be in one container",
                node,
                f"convert one of them: `{b}(...)` or `{a}(...)`"
                if numbers
                else "make all elements of one type",
            )
        return joined

    def hashable(self, t: Type, node: ast.AST) -> Type:
        """A type that can be a key."""
        if isinstance(t, ListType | DictType) or (isinstance(t, SetType) and not t.frozen):
            kind = str(t).partition("[")[0]
            raise self.fail(f"unhashable type: '{kind}'", node, "use a tuple, or a frozenset")
        if isinstance(t, TupleType | SequenceType | OptionalType):
            for part in parts(t):
                self.hashable(part, node)
        return t

    # Subscripts

    def check_Subscript(self, node: ast.Subscript) -> Expression:
        message = caught.argument(self, node)
        if message is not None:
            return message
        owner = self.present(self.operand(node.value), "'NoneType' object is not subscriptable")
        return self.subscript(owner, node.slice, node)

    def subscript(self, owner: Expression, index: ast.expr, node: ast.AST) -> Expression:
        """`owner[index]`."""
        t = owner.type
        if isinstance(t, TupleType):
            return self._tuple_part(owner, t, index, node)
        module = self._indexed(owner, node)
        if isinstance(index, ast.Slice):
            self._refuse_slice(owner, index)
            return self._slice(owner, module, index, node)
        place = self.index(owner, index)
        if isinstance(t, DictType):
            place = self.sought(place, t.key)
        return self.item_of(owner, place, module, node)

    def item_of(
        self, owner: Expression, place: Expression, module: str, node: ast.AST
    ) -> Expression:
        """`owner[place]` of a place that is checked."""
        if isinstance(owner.type, DictType) and owner.type.form:
            from .forms import item

            return item(self.whole(), owner, place, node)
        if isinstance(owner.type, ListType) and owner.type.form:
            module = "deques"
        return self.call_object(f"{module}.item", [owner, place], node)

    def _indexed(self, owner: Expression, node: ast.AST) -> str:
        module = module_of(owner.type)
        if module is None or module == "sets":
            raise self.fail(
                f"{owner.type} cannot be indexed",
                node,
                "a set has no order: iterate over it, or make a list of it"
                if module
                else "only str, list, tuple, dict and range can",
            )
        return module

    def index(self, owner: Expression, node: ast.expr) -> Expression:
        """What stands between the brackets: a key, or an integer."""
        t = owner.type
        if isinstance(t, DictType):
            return self.operand(node, None if t.key is NOTHING else t.key)
        value = self.present(
            self.settle(self.operand(node)),
            f"{_kind(t)} indices must be integers or slices, not NoneType",
        )
        if not (value.type.is_integer or value.type is BOOL):
            raise self.fail(
                f"an index of a {_kind(t)} is an integer, not {value.type}",
                node,
                "write `int(...)` around it to convert it",
            )
        return self.convert(value, INT)

    def bounds(self, node: ast.Slice) -> list[Expression]:
        """Start, stop and step of a slice; None for those left out."""
        step = self._bound(node.step)
        if isinstance(step, Literal) and step.value == 0:
            raise self.fail("slice step cannot be zero", node, "count by 1, or by -1 backwards")
        found = [self._bound(node.lower), self._bound(node.upper), step]
        return [Literal(NONE, None, None) if bound is None else bound for bound in found]

    def _slice(self, owner: Expression, module: str, index: ast.Slice, node: ast.AST) -> Expression:
        """`owner[i:j:k]`; without a step by a function that takes numbers alone."""
        start, stop, step = self.bounds(index)
        plain = not any(isinstance(bound.type, OptionalType) for bound in (start, stop))
        if step.type is NONE and module != "ranges" and plain:
            zero = Literal(INT, None, 0) if start.type is NONE else start
            end = Literal(INT, None, _LAST) if stop.type is NONE else stop
            return self.call_object(f"{module}.between", [owner, zero, end], node)
        whole = start.type is NONE and stop.type is NONE
        if module == "strings" and whole and isinstance(step, Literal) and step.value == -1:
            return self.call_object("strings.turned", [owner], node)
        return self.call_object(f"{module}.slice", [owner, start, stop, step], node)

    def _bound(self, node: ast.expr | None) -> Expression | None:
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return None
        value = self.settle(self.value(node))
        if value.type is optional_of(INT):
            return value
        if not (value.type.is_integer or value.type is BOOL):
            raise self.fail(
                f"a bound of a slice is an integer, not {value.type}", node, "write `int(...)`"
            )
        return self.convert(value, INT)

    def _tuple_part(
        self, owner: Expression, t: TupleType, index: ast.expr, node: ast.AST
    ) -> Expression:
        span = self.source.span(node)
        if isinstance(index, ast.Slice):
            return self._tuple_slice(owner, t, index, node)
        value = self.value(index)
        count = len(t.elements)
        if isinstance(value, Literal) and isinstance(value.value, int):
            place = int(value.value)
            if not -count <= place < count:
                raise self.fail(
                    "tuple index out of range", index, f"this tuple has {count} elements"
                )
            return Part(t.elements[place], span, owner, place % count)
        if len(set(t.elements)) != 1:
            raise self.fail(
                "an index of a tuple of several types has to be a constant",
                index,
                "unpack the tuple: `a, b = t`",
            )
        return self._tuple_search(owner, t, self.convert(self.settle(value), INT), span)

    def _tuple_search(
        self, owner: Expression, t: TupleType, index: Expression, span: Span | None
    ) -> Expression:
        """The element at a computed index of a tuple whose elements are of one type."""
        element, count = t.elements[0], len(t.elements)
        whole, place = Held(t, span), Held(INT, span)
        error = RaisedError("IndexError", "tuple index out of range")
        fault: Statement = Raise(span, error)
        result: Expression = Sequence(element, span, [fault], Part(element, span, whole, 0))
        for number in reversed(range(count)):
            tests = [
                Operate(BOOL, span, "eq", (place, Literal(INT, span, n)))
                for n in (number, number - count)
            ]
            either = Operate(BOOL, span, "or", tuple(tests))
            result = Conditional(element, span, either, Part(element, span, whole, number), result)
        return Hold(element, span, whole, owner, Hold(element, span, place, index, result))

    def _tuple_slice(
        self, owner: Expression, t: TupleType, node: ast.Slice, where: ast.AST
    ) -> Expression:
        bounds = [self._bound(part) for part in (node.lower, node.upper, node.step)]
        numbers: list[int | None] = []
        for bound in bounds:
            if bound is None:
                numbers.append(None)
            elif isinstance(bound, Literal) and isinstance(bound.value, int):
                numbers.append(int(bound.value))
            elif len(set(t.elements)) == 1:
                return self._slice_of_alike(owner, node, where)
            else:
                raise self.fail(
                    "the bounds of a slice have to be constants for a tuple of several types",
                    where,
                    "unpack the tuple: `a, b = t`",
                    UnsupportedError,
                )
        span = self.source.span(where)
        held = Held(t, span)
        chosen = range(len(t.elements))[slice(*numbers)]
        parts = tuple(Part(t.elements[i], span, held, i) for i in chosen)
        return self.pack(Hold(TUPLE, span, held, owner, Group(TUPLE, span, parts)))

    def _slice_of_alike(self, owner: Expression, node: ast.Slice, where: ast.AST) -> Expression:
        """A slice of a tuple whose elements are of one type: a tuple of any length."""
        from .cursors import tuple_as_list

        values = tuple_as_list(self.whole(), owner, where)
        whole = self.call_object("tuples.of_list", [values], where)
        return self._slice(whole, "tuples", node, where)

    def store_item(
        self, owner: Expression, index: ast.expr, value: Expression, node: ast.AST
    ) -> list[Statement]:
        """`owner[index] = value`."""
        from .iteration import as_list

        owner = self.present(owner, "'NoneType' object does not support item assignment")
        module = self._assignable(owner, node)
        span = self.source.span(node)
        if isinstance(index, ast.Slice):
            self._refuse_slice(owner, index)
            assert isinstance(owner.type, ListType)
            wanted = None if owner.type.element is NOTHING else owner.type.element
            values = as_list(self.whole(), value, node, wanted)
            operands = [owner, *self.bounds(index), values]
            call = self.call_object("lists.set_slice", operands, node)
        else:
            operands = [owner, self.index(owner, index), value]
            call = self.call_object(f"{module}.set_item", operands, node)
        return [Store(span, call)]

    def _refuse_slice(self, owner: Expression, node: ast.Slice) -> None:
        """Refuse `d[i:j]` of a dict or a deque."""
        if isinstance(owner.type, ListType) and owner.type.form:
            raise self.fail(
                "sequence index must be integer, not 'slice'",
                node,
                "make a list of the deque: `list(d)[i:j]`",
            )
        if isinstance(owner.type, DictType):
            raise self.fail("unhashable type: 'slice'", node, "a dict has keys: `d[key]`")

    def _assignable(self, owner: Expression, node: ast.AST, change: str = "assignment") -> str:
        if isinstance(owner.type, DictType):
            return "dicts"
        if isinstance(owner.type, ListType):
            return "deques" if owner.type.form else "lists"
        raise self.fail(
            f"'{_kind(owner.type)}' object does not support item {change}",
            node,
            "make a new one: `s[:i] + c + s[i + 1:]`"
            if owner.type is STR
            else "only a list and a dict have elements that can change",
        )

    def delete_item(self, node: ast.Subscript) -> list[Statement]:
        """`del owner[index]`."""
        owner = self.operand(node.value)
        module = self._assignable(owner, node, "deletion")
        span = self.source.span(node)
        if isinstance(node.slice, ast.Slice):
            self._refuse_slice(owner, node.slice)
            operands = [owner, *self.bounds(node.slice)]
            return [Evaluate(span, self.call_object("lists.delete_slice", operands, node))]
        operands = [owner, self.index(owner, node.slice)]
        if isinstance(owner.type, DictType) and owner.type.form == COUNTER:
            operands.append(Literal(INT, span, 0))
            return [Evaluate(span, self.call_object("dicts.pop_or", operands, node))]
        return [Evaluate(span, self.call_object(f"{module}.delete_item", operands, node))]


def _unwrapped(t: Type | None) -> Type | None:
    return t.base if isinstance(t, OptionalType) else t


def _kind(t: Type) -> str:
    return "str" if t is STR else str(t).partition("[")[0]
