"""The functions of the `math` module: one row each.

A row says how many arguments there are and which function of `rt/`, or which
operation of the machine, computes the result.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ..errors import UnsupportedError
from ..types import BOOL, FLOAT, INT, UINT64, Type
from .calls import arguments, integer_argument, real_argument
from .folds import product
from .operators import works_on
from .tree import TUPLE, Expression, Group, Held, Hold, Literal, Operate

if TYPE_CHECKING:
    from .expressions import ExpressionChecker

Handler = Callable[["ExpressionChecker", ast.Call], Expression]


def _needs_library(checker: ExpressionChecker, node: ast.Call) -> None:
    if not checker.options.math_library:
        raise checker.fail(
            f"{ast.unparse(node.func)} is not available in WebAssembly yet",
            node,
            "the functions of `math` that need no exponential, logarithm or angle are",
            UnsupportedError,
        )


def _real(target: str, count: int = 1, result: Type = FLOAT, library: bool = False) -> Handler:
    """A function of `count` real numbers, computed in `float`."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        if library:
            _needs_library(checker, node)
        found = arguments(checker, node, ("x", "y")[:count], count)
        operands = [real_argument(checker, v, node) for v in found if v is not None]
        span = checker.source.span(node)
        if "." in target:
            return checker.runtime(target, operands, result, span)
        return Operate(result, span, target, tuple(operands))

    return check


def _library(name: str) -> Handler:
    return _real("mathematics." + name, library=True)


def _logarithm(checker: ExpressionChecker, node: ast.Call) -> Expression:
    _needs_library(checker, node)
    x, base = arguments(checker, node, ("x", "base"), 1)
    assert x is not None
    operands = [real_argument(checker, x, node)]
    span = checker.source.span(node)
    if base is None:
        return checker.runtime("mathematics.log", operands, FLOAT, span)
    operands.append(real_argument(checker, base, node))
    return checker.runtime("mathematics.log_base", operands, FLOAT, span)


def _to_integer(target: str) -> Handler:
    """`floor`, `ceil` and `trunc`: an integer stays as it is."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        (x,) = arguments(checker, node, ("x",), 1)
        assert x is not None
        x = checker.settle(x)
        if not x.type.is_float:
            return checker.convert(x, works_on(target, x.type))
        operand = real_argument(checker, x, node)
        return checker.runtime(target, [operand], INT, checker.source.span(node))

    return check


def _integer(target: str, count: int) -> Handler:
    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        found = arguments(checker, node, ("n", "k")[:count], count)
        operands = [integer_argument(checker, v, node) for v in found if v is not None]
        return checker.runtime(target, operands, INT, checker.source.span(node))

    return check


def _permutations(checker: ExpressionChecker, node: ast.Call) -> Expression:
    n, k = arguments(checker, node, ("n", "k"), 1)
    assert n is not None
    span = checker.source.span(node)
    count = integer_argument(checker, n, node)
    if k is None:
        return checker.runtime("combinatorics.factorial", [count], INT, span)
    taken = integer_argument(checker, k, node)
    return checker.runtime("combinatorics.permutations", [count, taken], INT, span)


def _folded(target: str, empty: int) -> Handler:
    """`gcd` and `lcm` of any number of integers, two at a time, without a sign."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        span = checker.source.span(node)
        values = [integer_argument(checker, checker.value(a), node) for a in node.args]
        result: Expression = Literal(UINT64, span, empty)
        for value in values:
            result = checker.runtime(target, [result, value], UINT64, span)
        return checker.convert(result, INT)

    return check


def _isclose(checker: ExpressionChecker, node: ast.Call) -> Expression:
    found = arguments(checker, node, ("a", "b", "rel_tol", "abs_tol"), 2)
    span = checker.source.span(node)
    defaults = (0.0, 0.0, 1e-09, 0.0)
    operands = [
        Literal(FLOAT, span, default) if value is None else real_argument(checker, value, node)
        for value, default in zip(found, defaults, strict=True)
    ]
    return checker.runtime("mathematics.isclose", operands, BOOL, span)


def _ldexp(checker: ExpressionChecker, node: ast.Call) -> Expression:
    x, exponent = arguments(checker, node, ("x", "i"), 2)
    assert x is not None and exponent is not None
    operands = [real_argument(checker, x, node), integer_argument(checker, exponent, node)]
    return checker.runtime("mathematics.ldexp", operands, FLOAT, checker.source.span(node))


def _pair(first: str, second: str, second_type: Type) -> Handler:
    """`frexp` and `modf`: two results of one number, to be unpacked."""

    def check(checker: ExpressionChecker, node: ast.Call) -> Expression:
        (x,) = arguments(checker, node, ("x",), 1)
        assert x is not None
        span = checker.source.span(node)
        held = Held(FLOAT, span)
        results = (
            checker.runtime("mathematics." + first, [held], FLOAT, span),
            checker.runtime("mathematics." + second, [held], second_type, span),
        )
        return Hold(TUPLE, span, held, real_argument(checker, x, node), Group(TUPLE, span, results))

    return check


def _hypot(checker: ExpressionChecker, node: ast.Call) -> Expression:
    if len(node.args) > 3:
        raise checker.fail(
            "math.hypot takes at most three coordinates in compiled code",
            node,
            "nest the calls: `math.hypot(math.hypot(a, b, c), d)`",
            UnsupportedError,
        )
    span = checker.source.span(node)
    operands = [real_argument(checker, checker.value(a), node) for a in node.args]
    operands += [Literal(FLOAT, span, 0.0)] * (3 - len(operands))
    return checker.runtime("mathematics.hypot", operands, FLOAT, span)


_WITH_LIBRARY: Final = (
    "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "erf", "erfc",
    "exp", "exp2", "expm1", "log1p", "log2", "log10", "sin", "sinh", "tan", "tanh",
)  # fmt: skip

FUNCTIONS: Final[dict[object, Handler]] = {
    **{getattr(math, name): _library(name) for name in _WITH_LIBRARY if hasattr(math, name)},
    math.atan2: _real("mathematics.atan2", 2, library=True),
    math.pow: _real("mathematics.pow", 2, library=True),
    math.gamma: _real("gamma.gamma", library=True),
    math.lgamma: _real("gamma.lgamma", library=True),
    math.log: _logarithm,
    math.sqrt: _real("mathematics.sqrt"),
    math.fabs: _real("fabs"),
    math.copysign: _real("copysign", 2),
    math.fmod: _real("mathematics.math_fmod", 2),
    math.remainder: _real("mathematics.remainder", 2),
    math.degrees: _real("mathematics.degrees"),
    math.radians: _real("mathematics.radians"),
    math.isnan: _real("mathematics.isnan", 1, BOOL),
    math.isinf: _real("mathematics.isinf", 1, BOOL),
    math.isfinite: _real("mathematics.isfinite", 1, BOOL),
    math.nextafter: _real("mathematics.nextafter", 2),
    math.ulp: _real("mathematics.ulp"),
    math.floor: _to_integer("floats.floor_to_int"),
    math.ceil: _to_integer("floats.ceil_to_int"),
    math.trunc: _to_integer("floats.trunc_to_int"),
    math.factorial: _integer("combinatorics.factorial", 1),
    math.isqrt: _integer("combinatorics.integer_square_root", 1),
    math.comb: _integer("combinatorics.combinations", 2),
    math.perm: _permutations,
    math.prod: product,
    math.gcd: _folded("combinatorics.gcd", 0),
    math.lcm: _folded("combinatorics.lcm", 1),
    math.isclose: _isclose,
    math.ldexp: _ldexp,
    math.frexp: _pair("frexp_mantissa", "frexp_exponent", INT),
    math.modf: _pair("modf_fraction", "modf_whole", FLOAT),
    math.hypot: _hypot,
}
