"""Turns an expression of one type into an expression of another.

    widen(x: int8, INT)        implicit: no value is lost without an error
    convert(x: float, UINT8)   explicit: what `uint8(x)` does
    adapt(weak literal 3, UINT8)

A literal is weak: it takes the type that it meets, if its value fits.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..interface import Constant
from ..ops import round_float
from ..types import (
    BOOL,
    COMPLEX,
    COMPLEX64,
    FLOAT,
    FLOAT32,
    INT,
    INT64,
    NONE,
    UINT64,
    Type,
    machine,
    promote,
)
from .operators import float_to_integer
from .tree import Conditional, Expression, Group, Held, Hold, Literal, Operate

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from ..errors import CompileError, Span
    from .unit import Options


class DoesNotFit(Exception):
    """A literal's value is outside of the type it should take."""


def natural_type(value: object) -> Type:
    """The type of a literal that meets no other."""
    for python, t in ((bool, BOOL), (int, INT), (float, FLOAT), (complex, COMPLEX)):
        if type(value) is python:
            return t
    return NONE


def number_text(value: Constant) -> str:
    """A number as a message shows it: an enormous one by its size alone."""
    if isinstance(value, int) and value.bit_length() > 256:
        return f"an integer of {value.bit_length()} bits"
    return str(value)


def is_weak(expression: Expression) -> bool:
    return isinstance(expression, Literal) and expression.weak and expression.value is not None


def literal_type(value: object, other: Type) -> Type:
    """The type that a weak literal takes beside an operand of type `other`."""
    natural = natural_type(value)
    if natural is BOOL:
        return BOOL
    if other is BOOL or other is NONE:
        return natural
    if natural is INT:
        return other
    if natural is FLOAT:
        return other if other.is_float or other.is_complex else FLOAT
    if other is FLOAT32:
        return COMPLEX64
    return other if other.is_complex else COMPLEX


def adapt(literal: Literal, t: Type) -> Literal:
    """The literal as a constant of type `t`.

    Raises:
        DoesNotFit: where `t` cannot hold the value.
    """
    value = literal.value
    if t.is_integer:
        if isinstance(value, float | complex) or value is None or not t.holds(int(value)):
            raise DoesNotFit
        return Literal(t, literal.span, int(value))
    if t is BOOL:
        if not isinstance(value, bool):
            raise DoesNotFit
        return Literal(t, literal.span, value)
    if t.is_float:
        if isinstance(value, complex) or value is None:
            raise DoesNotFit
        return Literal(t, literal.span, _float(value, t))
    if t.is_complex and value is not None:
        number = complex(_float(value.real, t.part), _float(value.imag, t.part))
        return Literal(t, literal.span, number)
    raise DoesNotFit


def _float(value: int | float, t: Type) -> float:
    try:
        wide = float(value)
    except OverflowError:
        raise DoesNotFit from None
    rounded = round_float(t, wide)
    if math.isinf(rounded) and not math.isinf(wide):
        raise DoesNotFit
    return rounded


def fits_implicitly(source: Type, target: Type) -> bool:
    """Whether a value of `source` may be stored in a `target` without a cast."""
    if source is target or (source is INT and target is INT64):
        return True
    return NONE not in (source, target) and promote(source, target) is target


def retype(expression: Expression, t: Type) -> Expression:
    """The same bits under another type of the language (`int` and `int64`)."""
    if isinstance(expression, Literal):
        return Literal(t, expression.span, expression.value)
    return Operate(t, expression.span, "move", (expression,))


class Conversions:
    """The part of the checker that makes conversions explicit."""

    options: Options

    if TYPE_CHECKING:  # the checker of expressions has them

        def fail(
            self, message: str, where: ast.AST | Span | None, help: str | None = None
        ) -> CompileError: ...

        def runtime(
            self, target: str, operands: Sequence[Expression], result: Type, span: Span | None
        ) -> Expression: ...

    def convert(self, expression: Expression, t: Type) -> Expression:
        """What `t(expression)` computes: a number of any type to any type that Python allows."""
        source, span = expression.type, expression.span
        if source is t:
            return expression
        if is_weak(expression):
            assert isinstance(expression, Literal)
            try:
                return adapt(expression, t)
            except DoesNotFit:
                expression = self.settle(expression)
                source = expression.type
        if machine(source) is machine(t):
            return retype(expression, t)
        if t is BOOL:
            return self.truth(expression)
        if t.is_complex:
            return self._to_complex(expression, t)
        if t.is_integer:
            return self._to_integer(expression, t)
        return Operate(t, span, "convert", (expression,))

    def _to_integer(self, expression: Expression, t: Type) -> Expression:
        source, span = expression.type, expression.span
        if source.is_float:
            rule = float_to_integer(t)
            operands = [self.convert(expression, FLOAT)]
            if rule.target == "floats.to_narrow":
                limits = (float(t.minimum - 1), float(t.maximum + 1))
                operands += [Literal(FLOAT, span, limit) for limit in limits]
            whole = UINT64 if rule.target == "floats.to_uint64" else INT64
            return self.convert(self.runtime(rule.target, operands, whole, span), t)
        if t is INT and source is UINT64 and not self.options.wrap:
            return self.runtime("integers.checked_from_unsigned", [expression], INT, span)
        return Operate(t, span, "convert", (expression,))

    def _to_complex(self, expression: Expression, t: Type) -> Expression:
        span = expression.span
        if not expression.type.is_complex:
            part = self.convert(expression, t.part)
            return Operate(t, span, "complex", (part, Literal(t.part, span, 0.0)))
        held = Held(expression.type, span)
        parts = tuple(
            self.convert(Operate(expression.type.part, span, name, (held,)), t.part)
            for name in ("real", "imag")
        )
        return Hold(t, span, held, expression, Operate(t, span, "complex", parts))

    def truth(self, expression: Expression) -> Expression:
        """`bool(expression)`."""
        t, span = expression.type, expression.span
        if isinstance(expression, Literal):
            return Literal(BOOL, span, bool(expression.value))
        if t is BOOL:
            return expression
        if t.is_complex:
            return self.runtime("complexes.truth", [expression], BOOL, span)
        zero: int | float = 0.0 if t.is_float else 0
        return Operate(BOOL, span, "ne", (expression, Literal(t, span, zero)))

    def settle(self, expression: Expression) -> Expression:
        """A weak literal in its natural type; every other expression as it is."""
        if isinstance(expression, Literal) and expression.weak and expression.value is not None:
            t = natural_type(expression.value)
            try:
                return adapt(expression, t)
            except DoesNotFit:
                raise self.fail(
                    f"{number_text(expression.value)} does not fit in {t}",
                    expression.span,
                    "an `int` has 64 bits; use a float if it need not be exact",
                ) from None
        if isinstance(expression, Group):
            elements = tuple(self.settle(element) for element in expression.elements)
            return Group(expression.type, expression.span, elements)
        return expression

    def widen(self, expression: Expression, t: Type, purpose: str) -> Expression:
        """`expression` stored as a `t`, without a cast in the source.

        `purpose` says in an error what the value is for, such as "'x' is".
        """
        if isinstance(expression, Literal) and expression.weak:
            if fits_implicitly(expression.type, t) or expression.type is INT or t is FLOAT32:
                try:
                    return adapt(expression, t)
                except DoesNotFit:
                    raise self.fail(
                        f"{number_text(expression.value)} does not fit in {t}",
                        expression.span,
                        f"{purpose} {t}, from {t.minimum} to {t.maximum}"
                        if t.is_integer
                        else f"{purpose} {t}",
                    ) from None
            expression = self.settle(expression)
        if isinstance(expression, Conditional):
            # A choice between literals is still made of literals.
            return Conditional(
                t,
                expression.span,
                expression.test,
                self.widen(expression.then, t, purpose),
                self.widen(expression.otherwise, t, purpose),
            )
        if not fits_implicitly(expression.type, t):
            raise self.fail(
                f"{purpose} {t}, but the value is {expression.type}",
                expression.span,
                "take its .real part, or abs() of it"
                if expression.type.is_complex
                else f"write `{t}(...)` around it to convert it",
            )
        return self.convert(expression, t)
