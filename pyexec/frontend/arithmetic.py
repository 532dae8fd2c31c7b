"""Checks names, constants and the operators of arithmetic.

    checker.check_BinOp(node)     # Operate(INT, ..., "add_checked", (left, right))

Every method returns a typed expression of `tree`, with conversions made explicit
and operators replaced by operations of the machine or functions of the runtime.
"""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NoReturn

from ..errors import CompileError, Diagnostic, Span, TypeCheckError, UnsupportedError
from ..interface import Constant
from ..object_types import RANGE, STR, ListType, cell_of
from ..rt.primitives import Memory
from ..types import BOOL, FLOAT, INT, MEMORY, NONE, Type, machine, promote
from . import caught, unsupported
from .conversions import (
    Conversions,
    DoesNotFit,
    adapt,
    is_weak,
    literal_type,
    natural_type,
    number_text,
)
from .generics import holds_nothing
from .names import MISSING, Names, constant
from .operators import Rule, binary, unary, works_on
from .source import Source
from .tree import (
    TUPLE,
    Evaluate,
    Expression,
    Handler,
    Held,
    Hold,
    Invoke,
    Library,
    Literal,
    Operate,
    Part,
    Read,
    SetPart,
    Statement,
    Text,
    Variable,
)

if TYPE_CHECKING:
    from .expressions import ExpressionChecker
    from .nested import Nested
    from .unit import Options, Unit

BINARY_SYMBOLS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
    ast.Mod: "%", ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>",
    ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.MatMult: "@",
}  # fmt: skip
_UNARY_SYMBOLS: Final[dict[type[ast.unaryop], str]] = {
    ast.USub: "-", ast.UAdd: "+", ast.Invert: "~", ast.Not: "not ",
}  # fmt: skip

# A constant expression beyond this many bits is left to fail at run time.
_LARGEST_CONSTANT: Final = 4096


# Classes whose methods are named beside them: `str.upper`, `dict.fromkeys`.
_WITH_METHODS: Final = (str, list, dict, set, frozenset, tuple)


class Suppressed(CompileError):
    """Stands for an error that another error, already reported, has caused."""

    def __init__(self) -> None:
        super().__init__([Diagnostic("suppressed")])


def _power(expression: Expression) -> Invoke | None:
    """The call that an expression is, if that is `a ** b` of `int`."""
    match expression:
        case Operate(_, _, "move", (Invoke() as inner,)):
            expression = inner
    known = isinstance(expression, Invoke) and expression.function == "integers.power_checked"
    return expression if known and isinstance(expression, Invoke) else None


class ArithmeticChecker(Conversions):
    """Checks the expressions of one function, as far as they compute."""

    if TYPE_CHECKING:  # the checkers of expressions have these

        def condition(self, node: ast.expr) -> Expression: ...

        def whole(self) -> ExpressionChecker: ...

        def global_container(self, node: ast.expr, value: object) -> Expression | None: ...

        def function_value(self, node: ast.expr, target: object) -> Expression: ...

    def __init__(self, unit: Unit, source: Source, names: Names, options: Options) -> None:
        self.unit = unit
        self.source = source
        self.names = names
        self.options = options
        self.variables: dict[str, Variable] = {}
        self.local_names: frozenset[str] = frozenset()
        self.unknown: set[str] = set()  # locals read before their type is known
        self.handling: list[Handler] = []  # the `except` clauses around the statement at hand
        self.caught: dict[str, Handler] = {}  # those whose exception has a name there
        self.shared: frozenset[str] = frozenset()  # variables that stand in cells
        self.cells: dict[str, Variable] = {}
        self.outer_cells: dict[str, Variable] = {}  # those of the functions around
        self.nested: dict[str, Nested] = {}  # the functions within, by their names
        self.outer_nested: dict[str, Nested] = {}
        self.defined: dict[ast.AST, Nested] = {}  # those that are defined here
        self.scoped: frozenset[str] = frozenset()  # names of comprehensions around here
        self.bindings: dict[str, Type] = {}  # what `T` and its like stand for, in the runtime
        self.expected: Type | None = None  # of the expression at hand, where it is known

    def fail(
        self,
        message: str,
        where: ast.AST | Span | None,
        help: str | None = None,
        kind: type[CompileError] = TypeCheckError,
    ) -> CompileError:
        """An error at a node or place, to be raised."""
        span = self.source.span(where) if isinstance(where, ast.AST) else where
        return kind([Diagnostic(message, span, help)])

    def refuse(self, node: ast.AST) -> NoReturn:
        """Raise the error that names a construct outside of the language."""
        message, help = unsupported.describe(node)
        raise self.fail(message, node, help, UnsupportedError)

    def expression(self, node: ast.expr, expected: Type | None = None) -> Expression:
        """The checked expression of a node; `expected` is the type of where it goes, if known."""
        method: Callable[[Any], Expression] | None = getattr(
            self, "check_" + type(node).__name__, None
        )
        if method is None:
            self.refuse(node)
        if expected is not None and holds_nothing(expected):
            expected = None
        outer, self.expected = self.expected, expected
        try:
            return method(node)
        finally:
            self.expected = outer

    def value(self, node: ast.expr) -> Expression:
        """A checked expression that is a single number or truth value."""
        checked = self.expression(node)
        if checked.type is TUPLE:
            raise self.fail(
                "a tuple can only be unpacked",
                node,
                "give each of its values a name: `a, b = ...`",
                UnsupportedError,
            )
        if checked.type is NONE:
            raise self.no_value(checked, node)
        return checked

    def no_value(self, checked: Expression, node: ast.expr) -> CompileError:
        """The error of None where a number is needed."""
        if isinstance(checked, Literal):
            return self.fail("None is not a number", node, "write a number, such as 0")
        return self.fail(
            "this function returns None, which is not a number",
            node,
            "call it in a statement of its own",
        )

    # Names and constants

    def check_Constant(self, node: ast.Constant) -> Expression:
        if isinstance(node.value, str):
            return Text(STR, self.source.span(node), node.value)
        known, value = constant(node.value)
        if not known:
            self.refuse(node)
        return Literal(natural_type(value), self.source.span(node), value, weak=True)

    def check_Name(self, node: ast.Name) -> Expression:
        if node.id in self.nested:
            return self.function_value(node, self.nested[node.id])
        if node.id in self.local_names or node.id in self.variables:
            return self._read(node)
        return self._global_value(node, self.lookup(node))

    def _read(self, node: ast.Name) -> Expression:
        if node.id in self.caught:
            return caught.text_of_caught(self, self.caught[node.id], node)
        variable = self.variables.get(node.id)
        if variable is None:
            self.unknown.add(node.id)
            raise Suppressed
        if node.id in self.shared:
            span = self.source.span(node)
            cell = self.cell(node.id)
            return Part(variable.type, span, Read(cell.type, span, cell), 0)
        return Read(variable.type, self.source.span(node), variable)

    def cell(self, name: str) -> Variable:
        """The cell in which a variable stands that several functions have."""
        found = self.cells.get(name)
        if found is None:
            found = Variable(f"{name}.cell", cell_of(self.variables[name].type))
            self.cells[name] = self.variables[found.name] = found
        return found

    def captured_cell(self, variable: Variable) -> Variable:
        """The cell of a variable of the function around this one, as a parameter."""
        cell = Variable(f"{variable.name}.cell", cell_of(variable.type))
        self.outer_cells[variable.name] = cell
        return cell

    def share(self, name: str) -> list[Statement]:
        """Put a variable's new value into its cell, if it has one."""
        if name not in self.shared:
            return []
        variable, cell = self.variables[name], self.cell(name)
        value = Read(variable.type, None, variable)
        return [Evaluate(None, SetPart(NONE, None, Read(cell.type, None, cell), 0, value))]

    def _global_value(self, node: ast.expr, value: object) -> Expression:
        known, number = constant(value)
        if known:
            return Literal(natural_type(number), self.source.span(node), number, weak=True)
        if isinstance(value, str):
            return Text(STR, self.source.span(node), value)
        if isinstance(value, Memory):
            return Literal(MEMORY, self.source.span(node), 0)
        made = self.global_container(node, value)
        if made is not None:
            return made
        text = ast.unparse(node)
        if isinstance(value, python_types.ModuleType):
            raise self.fail(f"'{text}' is a module", node, "use one of its functions")
        if isinstance(value, type):
            raise self.fail(
                f"'{text}' is a class, which compiled code cannot use yet",
                node,
                "constants of compiled code are int, float, bool and complex",
                UnsupportedError,
            )
        if isinstance(value, python_types.FunctionType) or hasattr(value, "__wrapped__"):
            return self.function_value(node, value)
        if callable(value):
            raise self.fail(
                f"'{text}' is a function, which cannot be used as a value yet",
                node,
                f"call it: `{text}(...)`",
                UnsupportedError,
            )
        raise self.fail(
            f"'{text}' is a {type(value).__name__}, which compiled code cannot use yet",
            node,
            "constants of compiled code are int, float, bool and complex",
            UnsupportedError,
        )

    def lookup(self, node: ast.Name) -> object:
        """The object that a name outside of the function stands for."""
        value = self.names.lookup(node.id)
        if value is MISSING:
            raise self.unit.unresolved(self.source, self.names, node)
        return value

    def resolve(self, node: ast.expr) -> object:
        """The object that a dotted name stands for, or MISSING if it is no such name."""
        if isinstance(node, ast.Name):
            own = node.id in self.local_names or node.id in self.nested
            return MISSING if own else self.lookup(node)
        if isinstance(node, ast.Attribute):
            owner = self.resolve(node.value)
            if isinstance(owner, type) and owner in _WITH_METHODS:
                return getattr(owner, node.attr, MISSING)
            if self.unit.is_namespace(owner):
                found = self.unit.member(owner, node.attr)
                if found is MISSING:
                    name = getattr(owner, "__name__", "this")
                    raise self.fail(
                        f"module '{name}' has no '{node.attr}'", node, _alike(owner, node.attr)
                    )
                return found
        return MISSING

    def check_Attribute(self, node: ast.Attribute) -> Expression:
        found = self.resolve(node)
        if found is not MISSING:
            return self._global_value(node, found)
        name = caught.attribute(self, node)
        if name is not None:
            return name
        owner = self.value(node.value)
        if owner.type is RANGE and node.attr in ("start", "stop", "step"):
            return self.whole().call_object(f"ranges.{node.attr}_of", [owner], node)
        if node.attr == "maxlen" and isinstance(owner.type, ListType) and owner.type.form:
            return self.whole().call_object("deques.most_of", [owner], node)
        if node.attr not in ("real", "imag"):
            raise self.fail(
                f"{owner.type} has no attribute '{node.attr}'",
                node,
                "call its methods: `x.method(...)`"
                if owner.type.is_object
                else "numbers have .real and .imag",
            )
        owner = self.settle(owner)
        span = self.source.span(node)
        if owner.type.is_complex:
            return Operate(owner.type.part, span, node.attr, (owner,))
        t = works_on(node.attr, owner.type)
        if node.attr == "real":
            return self.convert(owner, t)
        held = Held(owner.type, span)
        zero = Literal(t, span, 0.0 if t.is_float else 0)
        return Hold(t, span, held, owner, zero)

    # Operators

    def check_UnaryOp(self, node: ast.UnaryOp) -> Expression:
        span = self.source.span(node)
        if isinstance(node.op, ast.Not):
            test = self.condition(node.operand)
            if isinstance(test, Literal):
                return Literal(BOOL, span, not test.value, weak=True)
            return Operate(BOOL, span, "not", (test,))
        symbol = _UNARY_SYMBOLS[type(node.op)]
        message = f"bad operand type for unary {symbol}: 'NoneType'"
        operand = self.whole().present(self.value(node.operand), message)
        if is_weak(operand):
            folded = self._fold(node, operand)
            if folded is not None:
                return folded
        return self.unary(symbol, operand, node)

    def unary(self, symbol: str, operand: Expression, node: ast.expr) -> Expression:
        """A unary operator or `abs` on a checked operand."""
        operand = self.settle(operand)
        operand = self.convert(operand, works_on(symbol, operand.type))
        rule = unary(symbol, operand.type, self.options.wrap)
        if rule is None:
            raise self.fail(
                f"{symbol} does not work on {operand.type}", node, _operator_advice(operand.type)
            )
        return self.apply(rule, [operand], operand.type, node)

    def check_BinOp(self, node: ast.BinOp) -> Expression:
        return self.operation(self.value(node.left), self.value(node.right), node)

    def operation(self, left: Expression, right: Expression, node: ast.BinOp) -> Expression:
        """A binary operator of the source on checked operands; constants are computed now."""
        if is_weak(left) and is_weak(right):
            folded = self._fold(node, left, right)
            if folded is not None:
                return folded
        return self.binary(BINARY_SYMBOLS[type(node.op)], left, right, node)

    def binary(
        self, symbol: str, left: Expression, right: Expression, node: ast.expr | ast.stmt
    ) -> Expression:
        """A binary operator on checked operands."""
        if symbol == "**":
            special = self._literal_power(left, right, node)
            if special is not None:
                return special
        t = self.common_type(symbol, left, right, node)
        t = works_on(symbol, t)
        power = _power(left) if symbol == "%" and t is INT else None
        if power is not None:  # which may have more than 64 bits
            operands = [*power.operands, self.convert(right, t)]
            target = "integers.power_then_modulo"
            return self.runtime(target, operands, INT, self.source.span(node))
        rule = binary(symbol, t, self.options.wrap)
        if rule is None:
            raise self.fail(
                f"{symbol} does not work on {left.type} and {right.type}",
                node,
                "multiply the elements one by one: there are no arrays yet"
                if symbol == "@"
                else _operator_advice(t),
            )
        return self.apply(rule, [self.convert(left, t), self.convert(right, t)], t, node)

    def _literal_power(
        self, left: Expression, right: Expression, node: ast.AST
    ) -> Expression | None:
        """`n ** -1` is a float in Python, where the exponent is known to be negative."""
        if isinstance(right, Literal) and type(right.value) is int and right.value < 0:
            if not (left.type.is_integer or left.type is BOOL):
                return None
            base = self.convert(self.settle(left), FLOAT)
            exponent = Literal(FLOAT, right.span, float(right.value))
            rule = binary("**", FLOAT, self.options.wrap)
            assert rule is not None
            return self.apply(rule, [base, exponent], FLOAT, node)
        return None

    def apply(self, rule: Rule, operands: list[Expression], t: Type, node: ast.AST) -> Expression:
        """What a row of the operator table computes."""
        span = self.source.span(node)
        if rule.math_library and not self.options.math_library:
            raise self.fail(
                "this power needs a mathematics library, which WebAssembly does not have yet",
                node,
                "multiply instead: `x * x` for `x ** 2`; use math.sqrt(x) for `x ** 0.5`",
                UnsupportedError,
            )
        result = rule.result or t
        if rule.is_function:
            return self.runtime(rule.target, operands, result, span)
        return Operate(result, span, rule.target, tuple(operands))

    def runtime(
        self, target: str, operands: Sequence[Expression], result: Type, span: Span | None
    ) -> Expression:
        """A call of a function of `rt/`, its operands converted to its parameters."""
        function = self.unit.runtime(target, [machine(o.type) for o in operands], self.options)
        converted = tuple(
            self.convert(operand, parameter) if machine(operand.type) is not parameter else operand
            for operand, parameter in zip(operands, function.parameters, strict=True)
        )
        call = Invoke(function.result, span, function.name, converted)
        if function.result is result:
            return call
        if machine(function.result) is machine(result):
            return Operate(result, span, "move", (call,))
        return self.convert(call, result)

    def common_type(self, symbol: str, left: Expression, right: Expression, node: ast.AST) -> Type:
        """The type in which a binary operator computes."""
        a, b = left.type, right.type
        if isinstance(left, Literal) and left.weak and not is_weak(right):
            a = literal_type(left.value, b)
        elif isinstance(right, Literal) and right.weak and not is_weak(left):
            b = literal_type(right.value, a)
        for operand, t in ((left, a), (right, b)):
            if isinstance(operand, Literal) and operand.weak:
                try:
                    adapt(operand, t)
                except DoesNotFit:
                    raise self.fail(
                        f"{number_text(operand.value)} does not fit in {t}, "
                        "the other operand's type",
                        operand.span,
                        f"convert the other operand first: `{_wider(operand.value)}(...)`",
                    ) from None
        common = promote(a, b)
        if common is None:
            raise self.fail(
                f"{symbol} mixes {a} and {b}, which have no common integer type",
                node,
                f"convert one of them: `{a}(...)` or `{b}(...)`",
            )
        return common

    def _fold(self, node: ast.BinOp | ast.UnaryOp, *operands: Expression) -> Literal | None:
        """A constant expression computed now, as CPython computes it.

        None where CPython would raise, or the result would be enormous: then it is
        compiled as it stands.
        """
        values = [o.value for o in operands if isinstance(o, Literal)]
        if any(isinstance(v, bool) for v in values) or None in values:
            return None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.LShift):
            base, exponent = values
            if isinstance(base, int) and isinstance(exponent, int):
                grows = (
                    exponent if isinstance(node.op, ast.LShift) else base.bit_length() * exponent
                )
                if grows > _LARGEST_CONSTANT:
                    return None
        shape = (
            ast.BinOp(ast.Constant(values[0]), node.op, ast.Constant(values[1]))
            if isinstance(node, ast.BinOp)
            else ast.UnaryOp(node.op, ast.Constant(values[0]))
        )
        code = compile(ast.fix_missing_locations(ast.Expression(shape)), "<constant>", "eval")
        try:
            value: Constant = eval(code, {"__builtins__": {}})
        except (ArithmeticError, ValueError, TypeError):
            return None
        return Literal(natural_type(value), self.source.span(node), value, weak=True)

    def library_call(self, name: str, node: ast.Call) -> Expression:
        """`c.name(...)` in the runtime: the C library's function on doubles."""
        operands = tuple(self.convert(self.value(argument), FLOAT) for argument in node.args)
        return Library(FLOAT, self.source.span(node), name, operands)


def _alike(module: object, name: str) -> str:
    """Advice for a name that a module does not have: what is spelt alike in it."""
    import difflib

    close = difflib.get_close_matches(name, dir(module), 1)
    return f"did you mean '{close[0]}'?" if close else "dir() of the module tells what it has"


def _wider(value: Constant) -> Type:
    """A type that holds a literal, for advice: `int` for an integer that fits there."""
    t = natural_type(value)
    return FLOAT if isinstance(value, int) and not t.holds(value) else t


def _operator_advice(t: Type) -> str:
    """What to do with operands of a type that an operator does not take."""
    if t.is_complex:
        return "use the .real part, or abs() of it"
    if t.is_float:
        return "convert to an integer first: `int(...)`"
    return "use numbers"
