"""Python's operators: one row each for each class of types.

    binary("//", INT, wrap=False) == Rule("integers.floor_divide_checked")

A row names what computes the operator once both operands have type `t`: an
operation of the machine (`ops.OPERATIONS`), or, where the name has a dot, a
function of `rt/`.  To add an operator is to add its rows.
"""

from __future__ import annotations

from typing import Final

from ..record import value
from ..types import BOOL, COMPLEX64, FLOAT, INT, Kind, Type


@value
class Rule:
    """What computes an operator, and the type of its result where it is not `t`."""

    target: str
    result: Type | None = None
    math_library: bool = False  # needs a transcendental function of the C library

    @property
    def is_function(self) -> bool:
        return "." in self.target


def type_class(t: Type, wrap: bool) -> str:
    """The column of the table: 'int' is checked, 'signed' and 'unsigned' wrap around."""
    if t.checked and not wrap:
        return "int"
    return t.kind.value


_BINARY: Final[dict[tuple[str, str], Rule]] = {
    ("+", "int"): Rule("add_checked"),
    ("+", "signed"): Rule("add"),
    ("+", "unsigned"): Rule("add"),
    ("+", "float"): Rule("add"),
    ("+", "complex"): Rule("complexes.add"),
    ("-", "int"): Rule("sub_checked"),
    ("-", "signed"): Rule("sub"),
    ("-", "unsigned"): Rule("sub"),
    ("-", "float"): Rule("sub"),
    ("-", "complex"): Rule("complexes.subtract"),
    ("*", "int"): Rule("mul_checked"),
    ("*", "signed"): Rule("mul"),
    ("*", "unsigned"): Rule("mul"),
    ("*", "float"): Rule("mul"),
    ("*", "complex"): Rule("complexes.multiply"),
    ("/", "float"): Rule("floats.true_divide"),
    ("/", "complex"): Rule("complexes.true_divide"),
    ("//", "int"): Rule("integers.floor_divide_checked"),
    ("//", "signed"): Rule("integers.floor_divide_signed"),
    ("//", "unsigned"): Rule("integers.floor_divide_unsigned"),
    ("//", "float"): Rule("floats.floor_divide"),
    ("%", "int"): Rule("integers.modulo_signed"),
    ("%", "signed"): Rule("integers.modulo_signed"),
    ("%", "unsigned"): Rule("integers.modulo_unsigned"),
    ("%", "float"): Rule("floats.modulo"),
    ("**", "int"): Rule("integers.power_checked"),
    ("**", "signed"): Rule("integers.power_signed"),
    ("**", "unsigned"): Rule("integers.power_unsigned"),
    ("**", "float"): Rule("floats.power", math_library=True),
    ("**", "complex"): Rule("complexes.power", math_library=True),
    ("<<", "int"): Rule("integers.shift_left_checked"),
    ("<<", "signed"): Rule("integers.shift_left_signed"),
    ("<<", "unsigned"): Rule("integers.shift_left_unsigned"),
    (">>", "int"): Rule("integers.shift_right_signed"),
    (">>", "signed"): Rule("integers.shift_right_signed"),
    (">>", "unsigned"): Rule("integers.shift_right_unsigned"),
}
for _symbol, _operation in {"&": "and", "|": "or", "^": "xor"}.items():
    for _column in ("int", "signed", "unsigned", "bool"):
        _BINARY[_symbol, _column] = Rule(_operation)

_UNARY: Final[dict[tuple[str, str], Rule]] = {
    ("-", "int"): Rule("integers.negate_checked"),
    ("-", "signed"): Rule("integers.negate"),
    ("-", "unsigned"): Rule("integers.negate"),
    ("-", "float"): Rule("neg"),
    ("-", "complex"): Rule("complexes.negate"),
    ("+", "int"): Rule("move"),
    ("+", "signed"): Rule("move"),
    ("+", "unsigned"): Rule("move"),
    ("+", "float"): Rule("move"),
    ("+", "complex"): Rule("move"),
    ("~", "int"): Rule("integers.invert"),
    ("~", "signed"): Rule("integers.invert"),
    ("~", "unsigned"): Rule("integers.invert"),
    ("abs", "int"): Rule("integers.absolute_checked"),
    ("abs", "signed"): Rule("integers.absolute_signed"),
    ("abs", "unsigned"): Rule("move"),
    ("abs", "float"): Rule("fabs"),
    ("abs", "complex"): Rule("complexes.absolute", FLOAT),
}

COMPARISONS: Final = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}


def binary(symbol: str, t: Type, wrap: bool) -> Rule | None:
    """The row for two operands of type `t`, or None if Python has no such operation."""
    if symbol == "/" and t.is_integer:
        return _true_division(t)
    if symbol == "/" and t is COMPLEX64:
        return Rule("complexes.true_divide_single")
    return _BINARY.get((symbol, type_class(t, wrap)))


def unary(symbol: str, t: Type, wrap: bool) -> Rule | None:
    """The row for an operand of type `t`, or None if Python has no such operation."""
    return _UNARY.get((symbol, type_class(t, wrap)))


def _true_division(t: Type) -> Rule:
    if t.bits <= 32:
        return Rule("integers.true_divide_exact", FLOAT)
    if t.signed:
        return Rule("integers.true_divide_signed", FLOAT)
    return Rule("integers.true_divide_unsigned", FLOAT)


def float_to_integer(t: Type) -> Rule:
    """The row for `int(x)` and its like: a float rounded toward zero, if it fits."""
    if t.bits <= 32:
        return Rule("floats.to_narrow", t)
    if t.kind is Kind.UNSIGNED:
        return Rule("floats.to_uint64", t)
    return Rule("floats.to_int", t)


def works_on(symbol: str, t: Type) -> Type:
    """The type that an operand takes first: arithmetic on `bool` is arithmetic on `int`."""
    if t is BOOL and symbol not in ("&", "|", "^"):
        return INT
    return t
