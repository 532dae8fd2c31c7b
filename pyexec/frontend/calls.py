"""Checks calls: of builtins, type names, methods, `math`, other functions, primitives.

A builtin is a row of `_BUILTINS`: the object itself, and the function that checks a
call of it.  `mathematics` has the rows for the `math` module.
"""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Callable
from collections.abc import Sequence as SequenceOf
from typing import TYPE_CHECKING, Final

from ..errors import Span, UnsupportedError
from ..interface import Parameter
from ..object_types import STR, CallableType, ListType, OptionalType, SequenceType, TupleType
from ..rt.primitives import Primitive
from ..types import BOOL, FLOAT, INT, NONE, Type, by_name, promote
from . import unsupported
from .annotations import origin, type_of_object
from .builtin_arguments import is_composed
from .conversions import is_weak
from .defaults import default_of
from .formatting import check_format
from .function_values import call_value
from .iteration import as_list, iterable_list
from .methods import check_method
from .names import MISSING
from .object_builtins import builtins
from .operators import works_on
from .primitives import check_primitive, check_runtime_function
from .starred import gathered, has_star, refuse_star, spread
from .tree import (
    TUPLE,
    Conditional,
    Expression,
    Group,
    Held,
    Hold,
    Invoke,
    Literal,
    Operate,
    Sequence,
)
from .unit import LibraryFunction, is_runtime_function

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .unit import UserFunction

Handler = Callable[["ExpressionChecker", ast.Call], Expression]


def check_call(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """The checked form of a call."""
    if has_star(node) and not _takes_stars(checker, node):
        statements, plain = spread(checker, node)
        call = _call(checker, plain)
        return Sequence(call.type, checker.source.span(node), statements, call)
    return _call(checker, node)


def _takes_stars(checker: ExpressionChecker, node: ast.Call) -> bool:
    """Whether a call of a builtin has a way of its own with `*values`."""
    return not isinstance(node.func, ast.Lambda) and checker.resolve(node.func) in (print, zip)


def _call(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if isinstance(node.func, ast.Lambda):
        from .nested import call

        return call(checker, checker.defined_function(node.func, node.func), node)
    if isinstance(node.func, ast.Name) and node.func.id in checker.nested:
        from .nested import call

        return call(checker, checker.nested[node.func.id], node)
    function = _function_value(checker, node.func)
    if function is not None:
        return call_value(checker, function, node)
    target = checker.resolve(node.func)
    if target is MISSING:
        return check_method(checker, node)
    if isinstance(target, python_types.MethodDescriptorType) and node.args:
        return _unbound_method(checker, target, node)
    if isinstance(target, Primitive):
        return check_primitive(checker, target, node)
    if isinstance(target, LibraryFunction):
        return checker.library_call(target.name, node)
    for keyword in node.keywords:
        if keyword.arg is None:
            raise checker.fail(
                "'**' in a call cannot be compiled yet",
                keyword.value,
                "name each argument",
                UnsupportedError,
            )
    if is_runtime_function(target) and checker.unit.in_runtime(checker):
        return check_runtime_function(checker, target, node)
    handler = _handler(target)
    if handler is not None:
        if target is not print:
            refuse_star(checker, node)
        return handler(checker, node)
    t = type_of_object(target)
    if t is not None and t is not NONE and not t.is_object:
        refuse_star(checker, node)
        return _conversion(checker, t, node)
    return _user_function(checker, target, node)


def _function_value(checker: ExpressionChecker, node: ast.expr) -> Expression | None:
    """What is called, where that is a value: a variable, an element, a result."""
    if isinstance(node, ast.Name):
        variable = checker.variables.get(node.id)
        if variable is None or not isinstance(variable.type, CallableType | OptionalType):
            return None
    elif not isinstance(node, ast.Subscript | ast.Call):
        return None
    function = checker.present(checker.operand(node), "'NoneType' object is not callable")
    return function if isinstance(function.type, CallableType) else None


def _unbound_method(
    checker: ExpressionChecker, target: python_types.MethodDescriptorType, node: ast.Call
) -> Expression:
    """`str.upper(text)`."""
    from .object_methods import check_object_method

    owner, *arguments = node.args
    function = ast.copy_location(ast.Attribute(owner, target.__name__, ast.Load()), node.func)
    call = ast.copy_location(ast.Call(function, arguments, node.keywords), node)
    return check_object_method(checker, checker.operand(owner), call)


def _handler(target: object) -> Handler | None:
    from . import library, mathematics

    try:
        return (
            _BUILTINS.get(target)
            or mathematics.FUNCTIONS.get(target)
            or library.FUNCTIONS.get(target)
        )
    except TypeError:  # not hashable
        return None


def arguments(
    checker: ExpressionChecker, node: ast.Call, names: SequenceOf[str], required: int
) -> list[Expression | None]:
    """A builtin's arguments by its parameters' names; None for those left out."""
    text = ast.unparse(node.func)
    optional = [f"[, {name}]" for name in names[required:]]
    advice = f"write `{text}({', '.join(names[:required])}{''.join(optional)})`"
    if len(node.args) > len(names):
        raise checker.fail(
            f"{text}() takes at most {_count(len(names), 'argument')}, not {len(node.args)}",
            node,
            advice,
        )
    found: list[Expression | None] = [checker.value(argument) for argument in node.args]
    found += [None] * (len(names) - len(found))
    for keyword in node.keywords:
        if keyword.arg not in names or found[names.index(keyword.arg)] is not None:
            raise checker.fail(
                f"{text}() has no argument '{keyword.arg}' to take here",
                keyword,
                advice,
            )
        found[names.index(keyword.arg)] = checker.value(keyword.value)
    if any(value is None for value in found[:required]):
        raise checker.fail(
            f"{text}() needs {_count(required, 'argument')}",
            node,
            advice,
        )
    return found


def _count(number: int, noun: str) -> str:
    """A number with its noun, such as "1 argument" and "2 arguments"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def integer_argument(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """An argument that has to be an integer, as an `int`."""
    message = "'NoneType' object cannot be interpreted as an integer"
    value = checker.settle(checker.present(value, message))
    if not (value.type.is_integer or value.type is BOOL):
        raise checker.fail(
            f"an integer is needed, not {value.type}",
            value.span or node,
            "take its .real part, or abs() of it, as an integer"
            if value.type.is_complex
            else "write `int(...)` around it to convert it",
        )
    return checker.convert(value, INT)


def real_argument(checker: ExpressionChecker, value: Expression, node: ast.AST) -> Expression:
    """An argument that has to be a real number, as a `float`."""
    value = checker.settle(checker.present(value, "must be real number, not NoneType"))
    if value.type.is_complex:
        raise checker.fail(
            "a real number is needed, not a complex one",
            value.span or node,
            "take its .real part, or abs() of it",
        )
    return checker.convert(value, FLOAT)


def _conversion(checker: ExpressionChecker, t: Type, node: ast.Call) -> Expression:
    """`int(x)`, `uint8(x)`, `complex(re, im)`, ..."""
    if t.is_complex:
        return _make_complex(checker, t, node)
    if t is INT and (len(node.args) == 2 or any(k.arg == "base" for k in node.keywords)):
        return _read_integer(checker, node)
    if t is BOOL and len(node.args) == 1 and not node.keywords:
        return checker.truth(checker.operand(node.args[0]))
    if len(node.args) == 1 and not node.keywords:
        return _converted(checker, t, checker.operand(node.args[0]), node)
    (value,) = arguments(checker, node, ("x",), 0)
    return _converted(checker, t, value, node)


def _read_integer(checker: ExpressionChecker, node: ast.Call) -> Expression:
    """`int(text, base)`."""
    text, base = node.args[0], [*node.args[1:], *(k.value for k in node.keywords)][0]
    operands = [checker.operand(text), checker.widen(checker.value(base), INT, "'base' is")]
    return checker.call_object("number_reading.parse_int", operands, node)


def _converted(
    checker: ExpressionChecker, t: Type, value: Expression | None, node: ast.Call
) -> Expression:
    """`t(value)` of a checked value."""
    if value is not None and value.type.is_object:
        message = f"{t}() argument must be a string or a real number, not 'NoneType'"
        value = checker.present(value, message)
    if value is not None and value.type is STR:
        if t is INT:
            base = Literal(INT, value.span, 10)
            return checker.call_object("number_reading.parse_int", [value, base], node)
        number = checker.call_object("number_reading.parse_float", [value], node)
        if t.is_float:
            return checker.convert(number, t)
    if value is not None and (value.type.is_object or value.type is NONE):
        raise checker.fail(f"{value.type} cannot become {t}", node, "convert a number, or a str")
    span = checker.source.span(node)
    if value is None:
        zero = False if t is BOOL else 0.0 if t.is_float else 0
        return Literal(t, span, zero)
    if isinstance(value, Literal) and value.weak and isinstance(value.value, int) and t.is_fixed:
        return Literal(t, span, t.wrap(value.value))
    if value.type.is_complex and t is not BOOL:
        raise checker.fail(
            f"a complex number cannot become {t}", node, "take its .real part, or abs() of it"
        )
    value = checker.convert(value, t)
    return Literal(t, span, value.value) if isinstance(value, Literal) else value


def _make_complex(checker: ExpressionChecker, t: Type, node: ast.Call) -> Expression:
    real, imag = arguments(checker, node, ("real", "imag"), 0)
    span = checker.source.span(node)
    if real is None:
        real = Literal(t.part, span, 0.0)
    if imag is None:
        return checker.convert(checker.settle(real), t)
    parts = [checker.settle(real), checker.settle(imag)]
    if any(part.type.is_complex for part in parts):
        raise checker.fail(
            "the two parts of a complex number have to be real", node, "write `a + b * 1j`"
        )
    converted = tuple(checker.convert(part, t.part) for part in parts)
    return Operate(t, span, "complex", converted)


def _abs(checker: ExpressionChecker, node: ast.Call) -> Expression:
    (value,) = arguments(checker, node, ("x",), 1)
    assert value is not None
    value = checker.present(value, "bad operand type for abs(): 'NoneType'")
    result = checker.unary("abs", value, node)
    complex64 = by_name("complex64")
    return checker.convert(result, complex64.part) if value.type is complex64 else result


def _least(symbol: str) -> Handler:
    """`min` and `max`: the first of the least (greatest), as a chain of comparisons."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        if node.keywords:
            raise checker.fail(
                f"'{node.keywords[0].arg}=' cannot be compiled yet", node.keywords[0],
                "compare in a loop", UnsupportedError,
            )  # fmt: skip
        values = [checker.value(argument) for argument in node.args]
        if len(values) < 2:
            raise checker.fail(
                f"{ast.unparse(node.func)}() needs two or more numbers",
                node,
                "a list cannot be compiled yet: name each number",
            )
        t = _common(checker, values, node)
        first = checker.settle(values[0])
        best = Held(first.type, checker.source.span(node))
        rest = _better(checker, symbol, t, best, values[1:], node)
        return Hold(t, best.span, best, first, rest)

    return check


def _better(
    checker: ExpressionChecker,
    symbol: str,
    t: Type,
    best: Held,
    values: list[Expression],
    node: ast.Call,
) -> Expression:
    """The best of `best` and `values`; a later one has to be truly better."""
    if not values:
        return checker.convert(best, t)
    span = best.span
    value = checker.settle(values[0])
    candidate, winner = Held(value.type, span), Held(t, span)
    better = checker.compare(symbol, candidate, best, node)
    chosen = Conditional(t, span, better, checker.convert(candidate, t), checker.convert(best, t))
    rest = _better(checker, symbol, t, winner, values[1:], node)
    return Hold(t, span, candidate, value, Hold(t, span, winner, chosen, rest))


def _common(checker: ExpressionChecker, values: list[Expression], node: ast.AST) -> Type:
    typed = [value for value in values if not is_weak(value)] or [checker.settle(values[0])]
    t = typed[0].type
    for value in values:
        other = checker.meet(value, typed[0]) if is_weak(value) else value
        common = promote(t, other.type)
        if common is not None and common.is_complex:
            raise checker.fail(
                "complex numbers have no order", node, "compare abs(z), z.real or z.imag"
            )
        if common is None:
            raise checker.fail(
                f"{t} and {other.type} have no common type to compare in",
                node,
                f"convert one of them: `{t}(...)` or `{other.type}(...)`",
            )
        t = common
    return t


def _pow(checker: ExpressionChecker, node: ast.Call) -> Expression:
    base, exponent, modulus = arguments(checker, node, ("base", "exp", "mod"), 2)
    assert base is not None and exponent is not None
    if modulus is None:
        return checker.binary("**", base, exponent, node)
    operands = [integer_argument(checker, value, node) for value in (base, exponent, modulus)]
    return checker.runtime("integers.power_modulo", operands, INT, checker.source.span(node))


def _divmod(checker: ExpressionChecker, node: ast.Call) -> Expression:
    a, b = arguments(checker, node, ("x", "y"), 2)
    assert a is not None and b is not None
    t = works_on("//", checker.common_type("divmod()", a, b, node))
    if t.is_complex:
        raise checker.fail(
            "divmod() does not work on complex numbers", node, "use `/`, or the .real part"
        )
    span = checker.source.span(node)
    held_a, held_b = Held(t, span), Held(t, span)
    module = "floats" if t.is_float else "integers"
    divisor = checker.runtime(f"{module}.divmod_check", [held_a, checker.convert(b, t)], t, span)
    halves = tuple(checker.binary(symbol, held_a, held_b, node) for symbol in ("//", "%"))
    both = Hold(TUPLE, span, held_b, divisor, Group(TUPLE, span, halves))
    return Hold(TUPLE, span, held_a, checker.convert(a, t), both)


def _round(checker: ExpressionChecker, node: ast.Call) -> Expression:
    number, digits = arguments(checker, node, ("number", "ndigits"), 1)
    assert number is not None
    message = "type NoneType doesn't define __round__ method"
    number = checker.settle(checker.present(number, message))
    span = checker.source.span(node)
    if number.type.is_complex:
        raise checker.fail(
            "round() does not work on complex numbers", node, "round its .real and .imag part"
        )
    if digits is None:
        if number.type.is_float:
            operand = checker.convert(number, FLOAT)
            return checker.runtime("floats.round_to_int", [operand], INT, span)
        return checker.convert(number, works_on("round", number.type))
    places = integer_argument(checker, digits, node)
    if number.type.is_float:
        operand = checker.convert(number, FLOAT)
        rounded = checker.runtime("floats.round_digits", [operand, places], FLOAT, span)
        return checker.convert(rounded, number.type)
    number = checker.convert(number, works_on("round", number.type))
    whole = checker.convert(number, INT)
    rounded = checker.runtime("integers.round_to_power", [whole, places], INT, span)
    return checker.convert(rounded, number.type)


_BUILTINS: Final[dict[object, Handler]] = {
    **builtins(_least("<"), _least(">")),
    format: check_format,
    abs: _abs,
    pow: _pow,
    divmod: _divmod,
    round: _round,
}


def handled() -> frozenset[object]:
    """The builtins that have a row."""
    return frozenset(_BUILTINS)


def _user_function(checker: ExpressionChecker, target: object, node: ast.Call) -> Expression:
    """A call of another function of the user's, which is compiled along."""
    if isinstance(target, python_types.BuiltinFunctionType | type) or _is_of_library(target):
        message, help = unsupported.describe_call(ast.unparse(node.func), target)
        raise checker.fail(message, node.func, help, UnsupportedError)
    callee = checker.unit.user_function(target, checker, node)
    parameters = callee.signature.parameters
    slots: dict[str, Expression] = {}
    order: list[str] = []
    variadic = next((p for p in parameters if p.variadic), None)
    positional = [p for p in parameters if not (p.keyword_only or p.variadic)]
    given, rest = node.args[: len(positional)], node.args[len(positional) :]
    refuse_star(checker, ast.copy_location(ast.Call(node.func, given, []), node))
    name = callee.signature.name
    if rest and variadic is None:
        raise checker.fail(
            f"{name}() takes {_count(len(positional), 'positional argument')}, "
            f"not {len(node.args)}",
            node,
            f"its parameters are {_listed(parameters)}",
        )
    for parameter, argument in zip(positional, given, strict=False):
        slots[parameter.name] = _argument(checker, argument, parameter, callee)
        order.append(parameter.name)
    if variadic is not None:
        assert isinstance(variadic.type, SequenceType)
        slots[variadic.name] = gathered(checker, rest, variadic.type, node)
        order.append(variadic.name)
    by_keyword = {p.name: p for p in parameters if not (p.positional_only or p.variadic)}
    for keyword in node.keywords:
        assert keyword.arg is not None
        if keyword.arg not in by_keyword:
            raise checker.fail(
                f"{name}() has no parameter '{keyword.arg}' that can be named",
                keyword,
                f"its parameters are {_listed(parameters)}",
            )
        if keyword.arg in slots:
            raise checker.fail(
                f"{name}() gets '{keyword.arg}' twice", keyword, "leave one of the two out"
            )
        parameter = by_keyword[keyword.arg]
        slots[keyword.arg] = _argument(checker, keyword.value, parameter, callee)
        order.append(keyword.arg)
    span = checker.source.span(node)
    for parameter in parameters:
        if parameter.name not in slots:
            if not parameter.has_default:
                raise checker.fail(
                    f"{name}() needs an argument for '{parameter.name}'",
                    node,
                    f"its parameters are {_listed(parameters)}",
                )
            slots[parameter.name] = default_of(checker, callee, parameter, node)
    names = [p.name for p in parameters]
    return _invoke(callee.name, callee.signature.result, names, slots, order, span)


def _is_of_library(target: object) -> bool:
    """Whether something is a library's own that has another way out, as `random.randint` has."""
    kinds = python_types.MethodType | python_types.FunctionType
    return isinstance(target, kinds) and unsupported.is_known(target)


def _listed(parameters: SequenceOf[Parameter]) -> str:
    return ", ".join(f"{p.name}: {p.type}" for p in parameters) or "none"


def _argument(
    checker: ExpressionChecker, node: ast.expr, parameter: Parameter, callee: UserFunction
) -> Expression:
    t, name = parameter.type, parameter.name
    listed = t if isinstance(t, ListType) and not t.form else None
    if listed and (is_composed(checker, node) or isinstance(node, ast.Tuple)):
        return iterable_list(checker, node, listed.element)
    value = checker.operand(node, t)
    if listed and (
        isinstance(value.type, SequenceType | TupleType)
        or (value.type.is_object and _takes_any(callee, name))
    ):
        value = as_list(checker, value, node, listed.element)
    return checker.widen(value, t, f"'{name}' is")


# What the annotation of a parameter can say that is only gone through.
_ABSTRACT: Final = ("Iterable", "Sequence", "Collection", "Reversible", "Container")


def _takes_any(callee: UserFunction, name: str) -> bool:
    """Whether a parameter takes whatever can be gone through, which becomes a list."""
    arguments = callee.checker.source.node.args
    listed = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    node = next(a.annotation for a in listed if a.arg == name)
    return isinstance(node, ast.Subscript) and origin(callee.checker, node.value) in _ABSTRACT


def _invoke(
    name: str,
    result: Type,
    parameters: list[str],
    slots: dict[str, Expression],
    order: list[str],
    span: Span | None,
) -> Expression:
    """The call, its arguments computed in the order in which they are written."""
    if order == [p for p in parameters if p in order]:
        return Invoke(result, span, name, tuple(slots[p] for p in parameters))
    held = {p: Held(slots[p].type, span) for p in order}
    operands = tuple(held.get(p, slots[p]) for p in parameters)
    body: Expression = Invoke(result, span, name, operands)
    for p in reversed(order):
        body = Hold(result, span, held[p], slots[p], body)
    return body
