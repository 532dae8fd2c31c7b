"""Checks what objects need of an expression: calls of `rt/objects/`, None, implicit conversions.

    checker.call_object("lists.append", [items, value], node)
    checker.fit(value, optional_of(INT), "'x' is")
    checker.present(expression, "'NoneType' object is not iterable")

What an empty list holds is told by what is put into it later: `fit` then refines the type of
the variable that the list stands in, and the body is checked again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from collections.abc import Sequence as SequenceOf
from typing import TYPE_CHECKING, Final

from ..errors import CompileError, Span
from ..interface import RaisedError
from ..object_types import (
    RANGE,
    STR,
    CallableType,
    DictType,
    IteratorType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    formed,
    frozenset_of,
    optional_of,
    parts,
    plain,
    set_of,
    tuple_of,
)
from ..types import BOOL, FLOAT, INT, INT64, NONE, NOTHING, Type, promote
from .arithmetic import ArithmeticChecker
from .conversions import fits_implicitly, is_weak, natural_type
from .generics import Bindings, generic, holds_nothing, rebuild, same_shape, unify
from .tree import (
    TUPLE,
    Assign,
    Conditional,
    Expression,
    Group,
    Held,
    Hold,
    If,
    Invoke,
    Literal,
    Logical,
    MoveOut,
    Null,
    Operate,
    Pack,
    Part,
    Pointer,
    Raise,
    Read,
    Sequence,
    Statement,
    Text,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .generics import Generic


def module_of(t: Type) -> str | None:
    """The module of `rt/objects/` that has the methods of a type."""
    match t:
        case ListType():
            return "lists"
        case SequenceType():
            return "tuples"
        case DictType():
            return "dicts"
        case SetType():
            return "sets"
    if t is STR:
        return "strings"
    return "ranges" if t is RANGE else None


class ObjectChecker(ArithmeticChecker):
    """The checker's part that knows of references."""

    if TYPE_CHECKING:  # the checkers of expressions have these

        def operand(self, node: ast.expr, expected: Type | None = None) -> Expression: ...

        def compare(
            self, symbol: str, left: Expression, right: Expression, node: ast.AST
        ) -> Expression: ...

    changed: bool
    hidden_count: int = 0
    constants: dict[str, Variable]  # global containers, made when they are first needed

    def whole(self) -> ExpressionChecker:
        """The checker with all its parts, which this is one of."""
        from .expressions import ExpressionChecker

        assert isinstance(self, ExpressionChecker)
        return self

    # Calls of the runtime

    def call_object(
        self,
        target: str,
        operands: SequenceOf[Expression],
        where: ast.AST | Span | None,
        types: tuple[Type, ...] = (),
    ) -> Expression:
        """A call of a function of `rt/objects/`, whose type variables follow from the operands.

        `types` are those that its `type[T]` parameters stand for.
        """
        function = generic("objects." + target)
        bindings: Bindings = {}
        erased = iter(types)
        for parameter in function.parameters:
            if parameter.erased:
                unify(parameter.type, next(erased), bindings)
        present = [p for p in function.parameters if not p.erased]
        operands = self._defaults(function, operands)
        by_weakness = sorted(zip(present, operands, strict=True), key=lambda pair: is_weak(pair[1]))
        for parameter, operand in by_weakness:
            unify(parameter.type, self.kept_type(operand), bindings)
        return self.call_instance(function, bindings, operands, where)

    def call_instance(
        self,
        function: Generic,
        bindings: Bindings,
        operands: SequenceOf[Expression],
        where: ast.AST | Span | None,
    ) -> Expression:
        """The same with bound variables."""
        span = self.source.span(where) if isinstance(where, ast.AST) else where
        instance = function.instance(bindings, self.options.address)
        if isinstance(where, ast.AST):
            for t in instance.parameters:
                if isinstance(t, SetType | DictType):  # which inference may have made
                    self.whole().hashable(parts(t)[0], where)
        names = [p.name for p in function.parameters if not p.erased]
        fitted = tuple(
            self.fit(self._as_taken(operand, t), t, f"'{name}' is")
            for operand, t, name in zip(operands, instance.parameters, names, strict=True)
        )
        call = Invoke(instance.result, span, instance.name, fitted)
        first = operands[0].type if operands else None
        if first is not None and plain(first) is not first and function.target in _SAME_FORM:
            return Operate(formed(call.type, first), span, "move", (call,))
        if isinstance(first, SetType) and first.frozen and isinstance(call.type, SetType):
            # The runtime knows sets alone; what comes of a frozen one is frozen too.
            return Operate(frozenset_of(call.type.element), span, "move", (call,))
        return call

    def _as_taken(self, operand: Expression, t: Type) -> Expression:
        """An operand as the runtime takes it, which itself mixes integers freely."""
        if operand.type.is_integer and t.is_integer and self.unit.in_runtime(self):
            return self.convert(operand, t)
        if isinstance(t, SetType) and not t.frozen:
            return _thawed(operand)
        return as_plain(operand) if plain(t) is t else operand

    def _defaults(
        self, function: Generic, operands: SequenceOf[Expression]
    ) -> SequenceOf[Expression]:
        present = [p for p in function.parameters if not p.erased]
        missing = present[len(operands) :]
        return [*operands, *(self.constant_default(p.default, p.type) for p in missing)]

    def constant_default(self, value: object, t: Type) -> Expression:
        """A parameter's default, where it is a number, a text, or None."""
        if isinstance(value, str):
            return Text(STR, None, value)
        if value is None and isinstance(t, OptionalType):
            return Literal(NONE, None, None)
        assert value is None or isinstance(value, bool | int | float | complex)
        return Literal(natural_type(value), None, value, weak=True)

    def zero(self, t: Type) -> Expression:
        """A value of a type that is never looked at."""
        if t.is_object:
            return Null(t, None)
        zero = False if t is BOOL else 0.0 if t.is_float else 0j if t.is_complex else 0
        return Literal(t, None, zero)

    # Hidden variables

    def hidden(self, name: str, t: Type) -> Variable:
        """A variable that the source does not name."""
        self.hidden_count += 1
        variable = Variable(f"{name}.{self.hidden_count}", t)
        self.variables[variable.name] = variable
        return variable

    def keep(self, name: str, value: Expression) -> tuple[Variable, Statement]:
        """A hidden variable for a value, and the statement that assigns it."""
        variable = self.hidden(name, value.type)
        return variable, Assign(value.span, (variable,), (value,))

    def in_order(
        self,
        span: Span | None,
        left: Expression,
        right: Expression,
        combine: Callable[[Expression, Expression], Expression],
    ) -> Expression:
        """`combine(left, right)` with both computed first, from left to right."""
        held_left, held_right = Held(left.type, span), Held(right.type, span)
        body = combine(held_left, held_right)
        inner = Hold(body.type, span, held_right, right, body)
        return Hold(body.type, span, held_left, left, inner)

    # Types that meet

    def kept_type(self, expression: Expression) -> Type:
        """The type that an expression has once it is stored."""
        if isinstance(expression, Group):
            return tuple_of(*(self.kept_type(element) for element in expression.elements))
        if is_weak(expression):
            return self.settle(expression).type
        return expression.type

    def join(self, a: Type, b: Type) -> Type | None:
        """The type of a place where values of two types are put; None where there is none."""
        if a is b or b is NOTHING:
            return a
        if a is NOTHING:
            return b
        if NONE in (a, b):
            return optional_of(a if b is NONE else b)
        if isinstance(a, OptionalType) or isinstance(b, OptionalType):
            base = self.join(_base(a), _base(b))
            return None if base is None else optional_of(base)
        if parts(a) and same_shape(a, b):
            pairs = zip(parts(a), parts(b), strict=True)
            inner = [_join_inside(self, x, y) for x, y in pairs]
            known = [t for t in inner if t is not None]
            return rebuild(a, tuple(known)) if len(known) == len(inner) else None
        if a.is_object or b.is_object:
            return None
        return promote(a, b)

    def fits(self, source: Type, target: Type) -> bool:
        """Whether a value may be stored as another type without a cast."""
        if source is target or source is NOTHING:
            return True
        if isinstance(target, OptionalType):
            return source is NONE or self.fits(_base(source), target.base)
        if holds_nothing(source) and same_shape(source, target):
            pairs = zip(parts(source), parts(target), strict=True)
            return all(a is b or (holds_nothing(a) and self.fits(a, b)) for a, b in pairs)
        if isinstance(source, OptionalType):
            return self.fits(source.base, target)
        return not (source.is_object or target.is_object) and fits_implicitly(source, target)

    # Implicit conversions

    def sought(self, value: Expression, t: Type) -> Expression:
        """A value to be looked for among those of a type: no int is taken for a float near it."""
        if t is not FLOAT or value.type not in (INT, INT64):
            return value
        return self.runtime("floats.whole_or_nan", [self.settle(value)], FLOAT, value.span)

    def widen(self, expression: Expression, t: Type, purpose: str) -> Expression:
        """`expression` stored as a `t`, without a cast in the source."""
        source = expression.type
        if t.is_object or source.is_object or TUPLE in (t, source) or NOTHING in (t, source):
            return self.fit(expression, t, purpose)
        return super().widen(expression, t, purpose)

    def fit(self, expression: Expression, t: Type, purpose: str) -> Expression:
        """`widen` where objects take part."""
        source, span = expression.type, expression.span
        if source is t:
            return expression
        if isinstance(expression, Group) and not isinstance(t, OptionalType):
            return self._fit_group(expression, t, purpose)
        if isinstance(t, OptionalType):
            return self._fit_optional(expression, t, purpose)
        if isinstance(expression, Conditional) and t.is_object:
            then = self.fit(expression.then, t, purpose)
            otherwise = self.fit(expression.otherwise, t, purpose)
            return Conditional(t, span, expression.test, then, otherwise)
        if isinstance(source, OptionalType):
            message = f"{purpose} {t}, not None".replace("the function returns", "a result is")
            return self.fit(self.present(expression, message), t, purpose)
        if holds_nothing(source) and self.fits(source, t):
            self.refine(expression, t)
            if source is NOTHING:  # which never is, as what it comes from is empty
                return Hold(t, span, Held(source, span), expression, self.zero(t))
            return Operate(t, span, "move", (expression,))
        if t.is_object or source.is_object or NONE in (t, source):
            raise self.mismatch(expression, t, purpose)
        return super().widen(expression, t, purpose)

    def mismatch(self, expression: Expression, t: Type, purpose: str) -> CompileError:
        """The error of a value that is of another type."""
        if holds_nothing(t) and t is not NOTHING and _is_inside(t, expression.type):
            return self.fail(
                "a container cannot come to hold itself",
                expression.span,
                "its type would have no end: refer to elements by their index or key",
            )
        source = "None" if expression.type is NONE else str(expression.type)
        return self.fail(
            f"{purpose} {t}, but the value is {source}",
            expression.span,
            _conversion_advice(expression.type, t),
        )

    def _fit_group(self, group: Group, t: Type, purpose: str) -> Expression:
        """Values side by side as a tuple."""
        if isinstance(t, SequenceType):
            values = [self.fit(e, t.element, "an element is") for e in group.elements]
            return self.sequence_display(values, t, group.span)
        if not isinstance(t, TupleType) or len(t.elements) != len(group.elements):
            kept = self.pack(group)
            if t is kept.type:
                return kept
            raise self.mismatch(kept, t, purpose)
        fitted = tuple(
            self.widen(element, part, "an element is")
            for element, part in zip(group.elements, t.elements, strict=True)
        )
        return Pack(t, group.span, fitted)

    def sequence_display(
        self, values: SequenceOf[Expression], t: SequenceType, span: Span | None
    ) -> Expression:
        """A tuple of any length from values."""
        made = self.list_of_values(values, t.element, span)
        return self.call_object("tuples.of_list", [made], span)

    def list_of_values(
        self, values: SequenceOf[Expression], element: Type, span: Span | None
    ) -> Expression:
        """A list display, its elements fitted to their type."""
        count = Literal(INT, span, len(values))
        made = self.call_object("lists.with_room", [count], span, (element,))
        if not values:
            return made
        variable = self.hidden("list", made.type)
        statements: list[Statement] = [Assign(span, (variable,), (made,))]
        for value in values:
            appended = self.call_object(
                "list_blocks.push", [Read(made.type, span, variable), value], span
            )
            statements.append(_evaluate(appended))
        return Sequence(made.type, span, statements, MoveOut(made.type, span, variable))

    def pack(self, expression: Expression) -> Expression:
        """A single value: several side by side become a tuple."""
        holds: list[tuple[Held, Expression]] = []
        while isinstance(expression, Hold) and expression.type is TUPLE:
            holds.append((expression.held, expression.value))
            expression = expression.body
        if not isinstance(expression, Group):
            return expression
        elements = tuple(self.pack(self.settle(element)) for element in expression.elements)
        t = tuple_of(*(element.type for element in elements))
        result: Expression = Pack(t, expression.span, elements)
        for held, value in reversed(holds):
            result = Hold(t, result.span, held, value, result)
        return result

    def _fit_optional(self, expression: Expression, t: OptionalType, purpose: str) -> Expression:
        span = expression.span
        if expression.type is NONE and isinstance(expression, Literal):
            return Null(t, span)
        if isinstance(expression, Conditional):
            then = self.fit(expression.then, t, purpose)
            otherwise = self.fit(expression.otherwise, t, purpose)
            return Conditional(t, span, expression.test, then, otherwise)
        if isinstance(expression.type, OptionalType):
            if holds_nothing(expression.type):
                self.refine(expression, t)
                return Operate(t, span, "move", (expression,))
            held = Held(expression.type, span)
            present = self.fit(self.content(held), t, purpose)
            chosen = Conditional(t, span, self.is_none(held), Null(t, span), present)
            return Hold(t, span, held, expression, chosen)
        value = self.widen(expression, t.base, purpose)
        if t.base.is_object:
            return Operate(t, span, "move", (value,))
        return Pack(t, span, (value,))

    def refine(self, expression: Expression, t: Type) -> None:
        """Let the variable from which an expression comes hold what was found out now."""
        t = formed(t, expression.type)
        match expression:
            case Operate(_, _, "move", (operand,)):
                self.refine(operand, t)
            case Read(_, _, variable):
                joined = self.join(variable.type, t)
                if joined is not None and joined is not variable.type:
                    variable.type = joined
                    self.changed = True
            case Sequence(_, _, _, value) | Hold(_, _, _, _, value):
                self.refine(value, t)
            case Invoke(_, _, name, operands) if operands:
                owner = operands[0].type
                if name.startswith(_ELEMENTS) and isinstance(owner, ListType):
                    self.refine(operands[0], rebuild(owner, (t,)))
                elif name.startswith(_COPYING):
                    self.refine(operands[0], t)
                elif "objects.dicts." in name and isinstance(owner, DictType):
                    self.refine(operands[0], rebuild(owner, (owner.key, t)))

    # None

    def is_none(self, expression: Expression) -> Expression:
        """Whether an optional value is None."""
        address = self.options.address
        pointer = Pointer(address, expression.span, expression)
        return Operate(BOOL, expression.span, "eq", (pointer, Literal(address, None, 0)))

    def content(self, expression: Expression) -> Expression:
        """The value of an optional one that is not None."""
        t = expression.type
        assert isinstance(t, OptionalType)
        if t.base.is_object:
            return Operate(t.base, expression.span, "move", (expression,))
        return Part(t.base, expression.span, expression, 0)

    def present(self, expression: Expression, message: str, kind: str = "TypeError") -> Expression:
        """The value of an optional expression, which raises an error where that is None."""
        t, span = expression.type, expression.span
        if not isinstance(t, OptionalType):
            return expression
        held = Held(t, span)
        failure: list[Statement] = [Raise(span, RaisedError(kind, message))]
        test = If(span, self.is_none(held), failure, [])
        body = Sequence(t.base, span, [test], self.content(held))
        return Hold(t.base, span, held, expression, body)

    def truth(self, expression: Expression) -> Expression:
        """`bool(expression)`, of objects too: whether there is anything in them."""
        t, span = expression.type, expression.span
        if isinstance(expression, Text):
            return Literal(BOOL, span, bool(expression.value))
        if isinstance(expression, Group):
            return Literal(BOOL, span, bool(expression.elements))
        if t is NONE:
            return Literal(BOOL, span, False)
        if not t.is_object:
            return super().truth(expression)
        if isinstance(t, OptionalType):
            held = Held(t, span)
            there = Operate(BOOL, span, "not", (self.is_none(held),))
            both = Logical(BOOL, span, True, there, None, there, self.truth(self.content(held)))
            return Hold(BOOL, span, held, expression, both)
        if isinstance(t, TupleType | CallableType | IteratorType):
            constant = Literal(BOOL, span, not isinstance(t, TupleType) or bool(t.elements))
            return Hold(BOOL, span, Held(t, span), expression, constant)
        return super().truth(self.length(expression, span))

    def length(self, expression: Expression, where: ast.AST | Span | None) -> Expression:
        """`len(expression)` of a type that has one."""
        t = expression.type
        span = self.source.span(where) if isinstance(where, ast.AST) else where
        if isinstance(t, TupleType):
            return Hold(INT, span, Held(t, span), expression, Literal(INT, span, len(t.elements)))
        module = module_of(t)
        assert module is not None
        return self.call_object(f"{module}.length", [expression], where)


_ELEMENTS: Final = ("objects.lists.item[", "objects.deques.item[")
_COPYING: Final = ("objects.dicts.copied[", "objects.dicts.union[")

# What gives an object of the form of the one that it is given.
_SAME_FORM: Final = (
    "objects.dicts.copied", "objects.dicts.union", "objects.deques.copied",
    "objects.counters.plus", "objects.counters.minus", "objects.counters.common",
    "objects.counters.either",
)  # fmt: skip


def as_plain(operand: Expression) -> Expression:
    """A `defaultdict` or its like as the dict that it is."""
    t = plain(operand.type)
    return operand if t is operand.type else Operate(t, operand.span, "move", (operand,))


def _thawed(operand: Expression) -> Expression:
    """A frozen set as the set that the runtime takes."""
    t = operand.type
    if isinstance(t, SetType) and t.frozen:
        return Operate(set_of(t.element), operand.span, "move", (operand,))
    return operand


def _base(t: Type) -> Type:
    return t.base if isinstance(t, OptionalType) else t


def _join_inside(checker: ObjectChecker, a: Type, b: Type) -> Type | None:
    """What holds elements of two types: numbers of different types stay apart in there."""
    if a is b or NOTHING in (a, b) or a.is_object or b.is_object or NONE in (a, b):
        return checker.join(a, b)
    return None


def _is_inside(t: Type, whole: Type) -> bool:
    """Whether a type is a part of another, or a part of a part."""
    return any(part is t or _is_inside(t, part) for part in parts(whole))


def _evaluate(expression: Expression) -> Statement:
    from .tree import Evaluate

    return Evaluate(expression.span, expression)


def _conversion_advice(source: Type, t: Type) -> str:
    if source is NONE and not isinstance(t, OptionalType):
        return f"annotate what it goes to with `{t} | None`"
    if plain(source) is t:
        return f"write `{'list' if isinstance(t, ListType) else 'dict'}(...)` around it"
    if t is STR:
        return "write `str(...)` around it to convert it"
    if source is STR and not t.is_object:
        return f"write `{t}(...)` around it to convert it"
    if isinstance(source, ListType) and isinstance(t, ListType):
        return "give its elements the type that is needed where the list is made"
    return "convert it, or change the annotation"
