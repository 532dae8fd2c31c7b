"""A pass over Numba's untyped IR: what names stand for, and what numbers do.

    x = a << b                  x = number(Body("return a << b"), a, b)
    y = helper(x)               y = <helper under Numba>(x)
    r = arg(0)                  r = number(ArgumentBody(...), arg(0))

- A plain Python function, or one that another entry point has compiled, is compiled
  along, as in every backend.
- Values of parameters, results and locals become what their annotations name.
- `@` takes arrays of any types of numbers.
- Where each parameter is annotated with a scalar type, operators and functions of
  numbers are PyExec's own (`code`).
- A local that is read where it may have no value raises UnboundLocalError.
- A function in a circle of calls checks first how much stack is left.

The pass stands behind the inlining of closures, so that comprehensions are seen, and
before everything that looks at operators.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence
from types import FunctionType, ModuleType
from typing import Any, Final, Protocol

from numba.core import ir, ir_utils, postproc
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.extending import register_jitable

from ... import scalars
from ...frontend.conversions import natural_type
from ...frontend.mathematics import FUNCTIONS
from ...frontend.names import MISSING
from ...record import changed
from ...types import BOOL, INT, INT64, NONE, Type
from .annotations import read_annotations
from .body import NAMES, Body
from .boundary import ArgumentBody
from .matrices import matrix_product
from .number_calls import number, only_numbers
from .stack import recursion_check
from .unbound import doubtful_reads

_SYMBOLS: Final[dict[object, str]] = {
    operator.add: "+", operator.sub: "-", operator.mul: "*", operator.truediv: "/",
    operator.floordiv: "//", operator.mod: "%", operator.pow: "**", operator.lshift: "<<",
    operator.rshift: ">>", operator.and_: "&", operator.or_: "|", operator.xor: "^",
    operator.eq: "==", operator.ne: "!=", operator.lt: "<", operator.le: "<=",
    operator.gt: ">", operator.ge: ">=",
}  # fmt: skip
_SIGNS: Final[dict[object, str]] = {
    operator.neg: "-", operator.pos: "+", operator.invert: "~", operator.not_: "not ",
}  # fmt: skip
# Functions of one result, as their calls are written.
_FUNCTIONS: Final[dict[object, str]] = {
    **{f: f.__name__ for f in (abs, min, max, pow, round, int, float, complex)},
    **{getattr(scalars, name): name for name in scalars.NAMES},
    **{f: f"math.{getattr(f, '__name__', '')}" for f in FUNCTIONS},
}
# Functions of two results, which are computed one by one.
_PAIRS: Final[dict[object, str]] = {
    divmod: "divmod",
    math.modf: "math.modf",
    math.frexp: "math.frexp",
}


# Numba counts the rounds of a loop by the difference of its bounds, which has to fit.
_SPAN: Final = """\
if (a < 0 and b > 9223372036854775807 + a) or (a > 0 and b < -9223372036854775808 + a):
    raise OverflowError("the bounds of range() are more than 64 bits apart")
return a"""


@register_jitable
def _real(x: Any) -> Any:
    return x.real


@register_jitable
def _imag(x: Any) -> Any:
    return x.imag


@register_jitable
def _conjugate(x: Any) -> Any:
    return x.conjugate()


# Attributes and methods of numbers, with what Numba calls for other objects.
_PARTS: Final[dict[str, Any]] = {"real": _real, "imag": _imag}
_METHODS: Final[dict[str, Any]] = {
    "conjugate": _conjugate,
    **dict.fromkeys(("bit_length", "bit_count", "is_integer"), only_numbers),
}


class Compilation(Protocol):
    """What the pass asks of the compilation that it is a part of."""

    python_function: FunctionType

    @property
    def fastmath(self) -> bool: ...

    @property
    def wraps(self) -> bool:
        """Whether `int` wraps around."""

    @property
    def numbers(self) -> bool:
        """Whether operators of numbers are to be PyExec's own."""

    def compiled_along(self, found: object) -> object | None:
        """The function under Numba for a function of another kind; None for other objects."""

    def is_running(self, found: object) -> bool:
        """Whether an object is a function whose compilation has begun: calling it is a circle."""


@register_pass(mutates_CFG=False, analysis_only=False)
class Rewrite(FunctionPass):
    """The pass; the pipeline leaves the compilation that it is part of in `state.pyexec`."""

    _name = "pyexec_rewrite"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        # Numba takes the one for the code of a function, the other for calls from within it.
        state.func_id.modname = state.func_id.func.__module__ or "<dynamic>"
        _Rewriter(state.func_ir, state.pyexec).run()
        state.func_ir._definitions = ir_utils.build_definitions(state.func_ir.blocks)
        postproc.PostProcessor(state.func_ir).run()
        return True


class _Rewriter:
    """Rewrites the blocks of one function."""

    def __init__(self, func_ir: Any, owner: Compilation) -> None:
        function = owner.python_function
        self.blocks = func_ir.blocks
        self.name = function.__name__
        self.owner = owner
        self.annotations = read_annotations(function)
        self.numbers = self.annotations.numbers_only and owner.numbers
        self.values = _assigned_once(func_ir.blocks)
        code = function.__code__
        locals = set(code.co_varnames) - set(func_ir.arg_names)
        self.doubtful = doubtful_reads(self.blocks, locals) if owner.numbers else {}
        self.doubted = {name for names in self.doubtful.values() for name in names}
        self.statements: list[Any] = []  # of the block at hand
        self.scope: Any = None
        self.loc: Any = None
        self.recurses = False

    def run(self) -> None:
        for block in self.blocks.values():
            self.statements, self.scope = [], block.scope
            for statement in block.body:
                self.loc = statement.loc
                for name in self.doubtful.get(id(statement), ()):
                    self.check_bound(name)
                if isinstance(statement, ir.Assign):
                    self.assign(statement)
                else:
                    self.statements.append(statement)
            block.body = self.statements
        first = self.blocks[min(self.blocks)]
        self.statements, self.scope, self.loc = [], first.scope, first.loc
        for name in sorted(self.doubted):
            self.note_bound(name, False)
        if self.recurses:
            self.variable(self.call(recursion_check, []))
        first.body = self.statements + first.body

    def assign(self, statement: Any) -> None:
        """One assignment: what is assigned, and the conversion to what is declared."""
        kind = type(statement.value).__name__.lower()
        if isinstance(statement.value, ir.Expr):
            kind = statement.value.op
        method: Callable[[Any], Any] | None = getattr(self, f"rewrite_{kind}", None)
        value = statement.value if method is None else method(statement.value)
        name = statement.target.unversioned_name
        declared = self.annotations.locals.get(name)
        if declared is not None:
            value = self.declared(value, name, declared)
        self.statements.append(ir.Assign(value, statement.target, statement.loc))
        if name in self.doubted:
            self.note_bound(name, True)

    def note_bound(self, name: str, bound: bool) -> None:
        """Keep whether a local has a value, in a variable of its own."""
        variable = self.scope.get_or_define(f"$bound.{name}", self.loc)
        self.statements.append(ir.Assign(ir.Const(bound, self.loc), variable, self.loc))

    def check_bound(self, name: str) -> None:
        message = f"cannot access local variable '{name}' where it is not associated with a value"
        text = f"if not a:\n    raise UnboundLocalError({message!r})\nreturn a"
        self.variable(self.number(Body(text, BOOL), [self.scope.get(f"$bound.{name}")]))

    # Values, by what they are in Numba's IR

    def rewrite_global(self, value: Any) -> Any:
        return self.named(value, value.value)

    rewrite_freevar = rewrite_global

    def rewrite_getattr(self, value: Any) -> Any:
        if self.numbers and value.attr in _PARTS:
            return self.computed(f"return ({{}}).{value.attr}", [value.value], _PARTS[value.attr])
        owner = self.object_of(value.value)
        found = getattr(owner, value.attr, MISSING) if isinstance(owner, ModuleType) else MISSING
        if self.numbers and (value.attr in _METHODS if found is MISSING else _is_function(found)):
            # Numba may not know it, and nobody reads it: its call becomes an expression.
            return ir.Const(None, self.loc)
        return self.named(value, found)

    def named(self, value: Any, found: object) -> Any:
        """What a name stands for, as Numba can call it."""
        along = self.owner.compiled_along(found)
        self.recurses = self.recurses or self.owner.is_running(found if along is None else along)
        return value if along is None else ir.Global("function", along, self.loc)

    def rewrite_arg(self, value: Any) -> Any:
        t = self.annotations.parameters.get(value.name)
        if t is None:
            return value
        body = ArgumentBody("", self.exact(t), function=self.name, parameter=value.name)
        return self.number(body, [self.variable(value)])

    def rewrite_cast(self, value: Any) -> Any:
        """The conversion of what a function returns."""
        t = self.annotations.result
        if t is None or t is NONE:
            return value
        return ir.Expr.cast(self.variable(self.stored("return {}", value.value, t)), self.loc)

    def rewrite_binop(self, value: Any) -> Any:
        return self.binary(value, value.fn)

    def rewrite_inplace_binop(self, value: Any) -> Any:
        return self.binary(value, value.immutable_fn)

    def binary(self, value: Any, function: Any) -> Any:
        symbol = _SYMBOLS.get(function)
        if function is operator.matmul:
            return self.call(matrix_product, [value.lhs, value.rhs])
        if symbol is None or not self.numbers:
            return value
        return self.computed(f"return {{}} {symbol} {{}}", [value.lhs, value.rhs], value.fn)

    def rewrite_unary(self, value: Any) -> Any:
        symbol = _SIGNS.get(value.fn)
        if symbol is None or not self.numbers:
            return value
        return self.computed(f"return {symbol}{{}}", [value.value], value.fn)

    def rewrite_call(self, value: Any) -> Any:
        if not self.numbers or value.vararg is not None:
            return value
        method = self.value_of(value.func)
        if isinstance(method, ir.Expr) and method.op == "getattr" and method.attr in _METHODS:
            call = f"return ({{}}).{method.attr}()"
            return self.computed(call, [method.value], _METHODS[method.attr])
        function = self.object_of(value.func)
        if function is bool and not value.args:
            return ir.Const(False, self.loc)
        holes = ["{}" for _ in value.args] + [f"{key}={{}}" for key, _ in value.kws]
        given = [*value.args, *(variable for _, variable in value.kws)]
        if function is range:
            return self.range(value)
        if not _is_function(function) or len(given) > len(NAMES):
            return value
        if function in _PAIRS:
            return self.pair(f"{_PAIRS[function]}({', '.join(holes)})", given)
        name = _FUNCTIONS[function]
        call = f"return {name}({', '.join(holes)})"
        return self.computed(call, given, only_numbers if value.kws else function)

    def pair(self, call: str, given: Sequence[Any]) -> Any:
        halves = []
        for index in range(2):
            half = f"q, r = {call}\nreturn {'qr'[index]}"
            halves.append(self.variable(self.computed(half, given, only_numbers)))
        return ir.Expr.build_tuple(halves, self.loc)

    def range(self, value: Any) -> Any:
        """A call of `range`, with the check of what Numba takes for granted."""
        bounds = [self.bound(argument) for argument in value.args]
        if len(bounds) > 1:
            self.variable(self.number(Body(_SPAN, INT), [bounds[0], bounds[1]]))
        return ir.Expr.call(value.func, bounds, (), self.loc)

    def bound(self, given: Any) -> Any:
        """An argument of `range`, whose numbers are `int` whatever its arguments are."""
        return self.variable(self.stored("return {}", given, INT, "a bound of range() is"))

    def declared(self, value: Any, name: str, t: Type) -> Any:
        """A value as the type that a local's annotation names."""
        fixed = isinstance(value, ir.Const | ir.Global | ir.FreeVar) and _is_number(value.value)
        if fixed and natural_type(value.value) is t and (t is not INT or t.holds(value.value)):
            return value
        # A loop variable takes the type that is declared for it, whatever range() counts in.
        text = f"return {t}({{}})" if self.is_of_loop(value) else "return {}"
        variable = value if isinstance(value, ir.Var) else self.variable(value)
        self.values.setdefault(variable.name, value)
        return self.stored(text, variable, t, f"'{name}' is")

    def exact(self, t: Type) -> Type:
        """A type as values of it are computed with: Numba's arithmetic knows one of 64 bits."""
        return INT if t is INT64 and not self.numbers else t

    def is_of_loop(self, value: Any) -> bool:
        """Whether a value is what a loop has got from its iterator."""
        found = self.value_of(value)
        return isinstance(found, ir.Expr) and found.op == "pair_first"

    # Calls of `number`

    def expression(self, text: str, given: Sequence[Any]) -> tuple[str, tuple[bool, ...]]:
        """A text with its holes filled, by literals and names, and which of them are literals."""
        words: list[str] = []
        literals: list[bool] = []
        for variable in given:
            literal = self.literal(variable)
            words.append(NAMES[literals.count(False)] if literal is None else literal)
            literals.append(literal is not None)
        return text.format(*words), tuple(literals)

    def literal(self, variable: Any) -> str | None:
        """The text of a number that stands in the source, or of a constant of the module."""
        value = self.values.get(variable.name) if variable.name.startswith("$") else None
        if not (isinstance(value, ir.Const | ir.Global | ir.FreeVar) and _is_number(value.value)):
            return None
        text = repr(value.value)
        if not re.fullmatch(r"[-+\w.]+j?|\(.*\)", text) or "nan" in text or "inf" in text:
            return None
        return text if text[0].isalnum() else f"({text})"

    def computed(self, text: str, given: Sequence[Any], otherwise: Any) -> Any:
        """An expression of numbers, with what Numba calls where they are none."""
        text, literals = self.expression(text, given)
        return self.number(Body(text, None, otherwise, literals=literals), given)

    def stored(self, text: str, given: Any, t: Type, purpose: str = "") -> Any:
        """A value as it is stored in a type."""
        text, literals = self.expression(text, [given])
        return self.number(Body(text, self.exact(t), literals=literals, purpose=purpose), [given])

    def number(self, body: Body, operands: Sequence[Any]) -> Any:
        body = changed(body, fastmath=self.owner.fastmath, wraps=self.owner.wraps)
        constant = self.variable(ir.Global("expression", body, self.loc))
        return self.call(number, [constant, *operands])

    def call(self, function: object, arguments: list[Any]) -> Any:
        callee = self.variable(ir.Global("number", function, self.loc))
        return ir.Expr.call(callee, arguments, (), self.loc)

    def variable(self, value: Any) -> Any:
        """A new variable that holds a value."""
        name = ir_utils.mk_unique_var("$number")
        variable = self.scope.define(name, self.loc)
        self.statements.append(ir.Assign(value, variable, self.loc))
        return variable

    def value_of(self, value: Any) -> Any:
        """What a variable is assigned at its one place, through others that it is a copy of."""
        passed: set[str] = set()  # two variables of a loop may be copies of each other
        while isinstance(value, ir.Var) and value.name not in passed:
            passed.add(value.name)
            value = self.values.get(value.name)
        return value

    def object_of(self, variable: Any) -> object:
        """The object that a variable holds whenever it is read, or `MISSING`."""
        value = self.value_of(variable)
        if isinstance(value, ir.Global | ir.FreeVar):
            return value.value
        if isinstance(value, ir.Expr) and value.op == "getattr":
            owner = self.object_of(value.value)
            if isinstance(owner, ModuleType):
                return getattr(owner, value.attr, MISSING)
        return MISSING


def _assigned_once(blocks: dict[int, Any]) -> dict[str, Any]:
    """The values of variables that are assigned at one place, or the same at each place."""
    values: dict[str, Any] = {}
    again: set[str] = set()
    for block in blocks.values():
        for statement in block.find_insts(ir.Assign):
            name, value = statement.target.name, statement.value
            before = values.setdefault(name, value)
            copies = isinstance(before, ir.Var) and isinstance(value, ir.Var)
            if before is not value and not (copies and before.name == value.name):
                again.add(name)
    return {name: value for name, value in values.items() if name not in again}


def _is_function(found: object) -> bool:
    """Whether an object is a function of numbers, whose calls become expressions."""
    try:
        return found in _FUNCTIONS or found in _PAIRS
    except TypeError:  # not hashable
        return False


def _is_number(value: object) -> bool:
    return type(value) in (bool, int, float, complex)
