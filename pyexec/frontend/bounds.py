"""How large the numbers of a loop can become, as expressions to be computed before it.

    for i in range(n):
        total += i * k         |i * k| <= max|i| * |k|,  |total| <= |total| before + n * that

A magnitude is a float: the few roundings in it are nothing beside the limit, which is a
quarter of what an `int` holds.  Where the limit is kept, no operation overflows.  What the
magnitude of a variable is follows from all that is assigned to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Final

from ..types import BOOL, FLOAT, INT, INT64, Kind, Type
from .quiet import ITEM, UNCHECKED, target
from .rounds import Known, Rounds, literal
from .tree import (
    Conditional,
    Expression,
    Held,
    Hold,
    Invoke,
    Literal,
    Operate,
    Read,
    Variable,
)

# Of what is below that neither a sum nor a rounded magnitude is beyond 63 bits.
LIMIT: Final = 2.0**61

_LARGEST: Final = 40  # nodes of a magnitude

_LIKE_ADD: Final = frozenset({"add_checked", "sub_checked", "add", "sub"})
_LIKE_MUL: Final = frozenset({"mul_checked", "mul"})

MODULO: Final = "integers.modulo_signed"
FLOOR_DIVIDE: Final = "integers.floor_divide_checked"
_SHIFT: Final = "integers.shift_right_signed"
_NEGATE: Final = "integers.negate_checked"


class Magnitudes:
    """Makes the magnitudes of expressions of a loop.

    `scan` gives the magnitude of an element of a list, if that can be had.
    """

    def __init__(self, rounds: Rounds, scan: Callable[[Invoke, Known], Expression | None]) -> None:
        self.rounds = rounds
        self.scan = scan
        self.totals: dict[Variable, Expression | None] = {}

    def of(self, node: Expression, known: Known) -> Expression | None:
        """The most that a number's absolute value can be; None where that is not known."""
        if node.type not in (INT, INT64, BOOL):
            return _literal(2.0**node.type.bits) if _is_narrow(node.type) else None
        match node:
            case _ if node.type is BOOL:
                return _literal(1.0)
            case Literal(_, _, value):
                return _literal(abs(float(value)))  # type: ignore[arg-type]
            case Read():
                return self.of_variable(node, known)
            case Held():
                value = self.rounds.held.get(node)
                return None if value is None else self.of(value, known)
            case Hold(_, _, held, value, body):
                self.rounds.held[held] = value
                return self.of(body, known)
            case Conditional(_, _, _, then, otherwise):
                return total([self.of(then, known), self.of(otherwise, known)])
            case Operate():
                return self.of_operation(node, known)
            case Invoke():
                return self.of_call(node, known)
        return None

    def of_variable(self, node: Read, known: Known) -> Expression | None:
        variable = node.variable
        if self.rounds.is_counter(node):
            return total([absolute(self.rounds.first), absolute(self.rounds.last)])
        if self.rounds.is_fixed(node):
            return absolute(node)
        if variable in known:
            return self.of(known[variable], known)
        if variable not in self.totals:
            self.totals[variable] = None  # while it is being found
            self.totals[variable] = self.accumulated(variable)
        return self.totals[variable]

    def accumulated(self, variable: Variable) -> Expression | None:
        """The magnitude of a variable that is added to, round by round."""
        if variable not in self.rounds.initial:
            return None
        parts: list[Expression | None] = [absolute(Read(variable.type, None, variable))]
        for assigned in self.rounds.assigned.get(variable, ()):
            increment = _increment(assigned.value, variable)
            if increment is None:
                parts.append(self.of(assigned.value, assigned.known))
            else:
                parts.append(product([self.count(), self.of(increment, assigned.known)]))
        return total(parts)

    def count(self) -> Expression | None:
        """No less than the number of rounds."""
        bounds = [absolute(self.rounds.first), absolute(self.rounds.last), _literal(1.0)]
        return total(bounds)

    def of_operation(self, node: Operate, known: Known) -> Expression | None:
        operands = node.operands
        if node.operation in _LIKE_ADD:
            return total([self.of(operand, known) for operand in operands])
        if node.operation in _LIKE_MUL:
            return product([self.of(operand, known) for operand in operands])
        if node.operation in ("move", "convert"):
            return self.of(operands[0], known)
        if node.operation == "and":
            return min(
                (_literal(float(c)) for c in map(literal, operands) if c is not None and c >= 0),
                key=lambda bound: bound.value,  # type: ignore[arg-type, return-value]
                default=None,
            )
        return None

    def of_call(self, node: Invoke, known: Known) -> Expression | None:
        name = target(node)
        if name in (ITEM, UNCHECKED):
            return self.scan(node, known)
        if name == MODULO:
            return self.of(node.operands[1], known)
        if name in (FLOOR_DIVIDE, _SHIFT, _NEGATE):
            return self.of(node.operands[0], known)
        return None


class Signs:
    """Finds integers that expressions of a loop are not below.

    `supposed` is then what has to be no less than a number before the loop.
    """

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds
        self.supposed: list[tuple[Expression, int]] = []
        self.passing: set[Variable] = set()  # what is 0 or more by induction

    def least(self, node: Expression, known: Known) -> int | None:
        """An integer that the value is not below, if all that is supposed holds."""
        match node:
            case Literal(_, _, value):
                return int(value.real) if isinstance(value, int) else None
            case Read():
                return self.of_variable(node, known)
            case Held():
                held = self.rounds.held.get(node)
                return None if held is None else self.least(held, known)
            case Operate(_, _, operation, operands):
                return self.of_operation(operation, operands, known)
            case Invoke(_, _, _, (_, _) as operands):
                if target(node) == MODULO:
                    return 0 if self.is_at_least(operands[1], 1, known) else None
                if target(node) in (FLOOR_DIVIDE, _SHIFT) and (literal(operands[1]) or 0) >= 1:
                    return 0 if self.is_at_least(operands[0], 0, known) else None
        return None

    def is_at_least(self, node: Expression, limit: int, known: Known) -> bool:
        """Whether a value is not below a limit, 0 or 1; a fixed variable is supposed not to be."""
        if isinstance(node, Read) and self.rounds.is_fixed(node) and limit == 1:
            self.supposed.append((node, 1))
            return True
        least = self.least(node, known)
        return least is not None and least >= limit

    def of_variable(self, node: Read, known: Known) -> int | None:
        variable = node.variable
        if variable.type not in (INT, INT64):
            return None
        if self.rounds.is_counter(node):
            start = literal(self.rounds.first)
            if start is None or start < 0:
                self.supposed.append((self.rounds.first, 0))
                return 0
            return start
        if self.rounds.is_fixed(node):
            self.supposed.append((node, 0))
            return 0
        if variable in known:
            return self.least(known[variable], known)
        if variable in self.passing:
            return 0
        if variable not in self.rounds.initial:
            return None
        self.passing.add(variable)
        values = self.rounds.assigned.get(variable, ())
        if all(self.is_at_least(a.value, 0, a.known) for a in values):
            self.supposed.append((Read(variable.type, None, variable), 0))
            return 0
        self.passing.discard(variable)
        return None

    def of_operation(
        self, operation: str, operands: tuple[Expression, ...], known: Known
    ) -> int | None:
        if operation == "move":
            return self.least(operands[0], known)
        if operation == "convert":
            return 0 if operands[0].type.kind in (Kind.BOOL, Kind.UNSIGNED) else None
        if operation == "and":
            masks = [literal(operand) for operand in operands]
            return 0 if any(mask is not None and mask >= 0 for mask in masks) else None
        if operation not in ("add", "add_checked", "mul", "mul_checked", "sub", "sub_checked"):
            return None
        a, b = (self.least(operand, known) for operand in operands)
        if a is None:
            return None
        if operation in ("sub", "sub_checked"):
            taken = literal(operands[1])
            return None if taken is None else a - taken
        if b is None:
            return None
        if operation in ("add", "add_checked"):
            return a + b
        return a * b if a >= 0 and b >= 0 else None


def _is_narrow(t: Type) -> bool:
    return t.is_integer and t.bits <= 32


def _increment(value: Expression, variable: Variable) -> Expression | None:
    """What a value adds to a variable, if that is how it comes about."""
    if not isinstance(value, Operate) or value.operation not in _LIKE_ADD:
        return None
    left, right = value.operands
    if isinstance(left, Read) and left.variable is variable:
        return right
    plus = value.operation.startswith("add")
    if plus and isinstance(right, Read) and right.variable is variable:
        return left
    return None


# Floats


def _literal(value: float) -> Literal:
    return Literal(FLOAT, None, value)


def absolute(node: Expression) -> Expression:
    """The absolute value of an integer."""
    value = literal(node)
    if value is not None:
        return _literal(abs(float(value)))
    return Operate(FLOAT, None, "fabs", (Operate(FLOAT, None, "convert", (node,)),))


def _combined(
    operation: str, parts: Iterable[Expression | None], constant: Callable[[float, float], float]
) -> Expression | None:
    """The sum or product of magnitudes; None where one is missing, or where it is too long."""
    known: list[Expression] = []
    for part in parts:
        if part is None:
            return None
        known.append(part)

    def combine(a: Expression, b: Expression) -> Expression:
        if isinstance(a, Literal) and isinstance(b, Literal):
            return _literal(constant(a.value, b.value))  # type: ignore[arg-type]
        return Operate(FLOAT, None, operation, (a, b))

    whole = reduce(combine, known)
    return whole if _size(whole) <= _LARGEST else None


def total(parts: Iterable[Expression | None]) -> Expression | None:
    return _combined("add", parts, lambda a, b: a + b)


def product(parts: Iterable[Expression | None]) -> Expression | None:
    return _combined("mul", parts, lambda a, b: a * b)


def _size(node: Expression) -> int:
    if isinstance(node, Operate):
        return 1 + sum(map(_size, node.operands))
    return 1


def below_limit(magnitude: Expression) -> Expression:
    """Whether a magnitude keeps the limit."""
    return Operate(BOOL, None, "lt", (magnitude, _literal(LIMIT)))


def is_below_limit(magnitude: Literal) -> bool:
    """Whether a constant magnitude keeps the limit."""
    return float(magnitude.value.real) < LIMIT  # type: ignore[union-attr]


def converted(node: Expression, t: Type) -> Expression:
    """An integer as another type of integer."""
    if node.type is t or (node.type in (INT, INT64) and t in (INT, INT64)):
        return node
    return Operate(t, None, "convert", (node,))
