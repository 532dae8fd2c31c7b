"""Checks comparisons, choices and calls, on top of `arithmetic`.

checker.expression(node)     # the checked form of any expression
checker.condition(node)      # as a truth value
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..errors import Span
from ..object_types import DictType, ListType, OptionalType, SetType
from ..types import BOOL, FLOAT, INT, NONE, UINT64, Type, promote
from . import function_values, globals, iteration
from .arithmetic import Suppressed
from .conversions import (
    DoesNotFit,
    adapt,
    fits_implicitly,
    is_weak,
    literal_type,
)
from .names import MISSING
from .object_operators import ObjectOperatorChecker
from .operators import COMPARISONS, works_on
from .tree import (
    TUPLE,
    Conditional,
    Expression,
    Held,
    Hold,
    Literal,
    Logical,
    Operate,
    Read,
    Sequence,
    Statement,
    Variable,
)

if TYPE_CHECKING:
    from .nested import Nested

_COMPARE_SYMBOLS: Final[dict[type[ast.cmpop], str]] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


class ExpressionChecker(ObjectOperatorChecker):
    """Checks the expressions of one function."""

    if TYPE_CHECKING:  # the checkers of statements have these

        def range_bounds(self, call: ast.Call) -> list[Expression]: ...

        def bind(self, target: ast.expr, value: Expression, node: ast.AST) -> list[Statement]: ...

        def defined_function(self, key: ast.AST, node: ast.FunctionDef | ast.Lambda) -> Nested: ...

        def assign_name(
            self, name: ast.Name, value: Expression, written: ast.expr, node: ast.AST
        ) -> Statement: ...

    def condition(self, node: ast.expr) -> Expression:
        """A checked expression as a truth value."""
        if isinstance(node, ast.BoolOp):
            return self._logical_condition(node)
        return self.truth(self.operand(node))

    # Comparisons

    def check_Compare(self, node: ast.Compare) -> Expression:
        first = self.operand(node.left)
        return self._chain(first, list(node.ops), list(node.comparators), node)

    def _compared(self, operator: ast.cmpop, node: ast.expr, left: Expression) -> Expression:
        """The right operand of a comparison; what is looked for in a display tells its type."""
        sought = isinstance(operator, ast.In | ast.NotIn)
        if sought and isinstance(node, ast.List | ast.Set) and _is_constant(node):
            node = ast.copy_location(ast.Tuple(node.elts, ast.Load()), node)
        wanted = (
            left.type
            if left.type.is_object and not isinstance(operator, ast.In | ast.NotIn)
            else None
        )
        return self.operand(node, wanted)

    def _chain(
        self, left: Expression, operators: list[ast.cmpop], nodes: list[ast.expr], node: ast.Compare
    ) -> Expression:
        """`left op nodes[0] op nodes[1] ...`, each operand computed at most once."""
        symbol = _COMPARE_SYMBOLS[type(operators[0])]
        right = self._compared(operators[0], nodes[0], left)
        if len(nodes) == 1:
            return self.compare(symbol, left, right, node)
        span = self.source.span(node)
        a = left if isinstance(left, Literal | Held) else Held(left.type, span)
        b = right if isinstance(right, Literal) else Held(right.type, span)
        first = self.compare(symbol, a, b, node)
        rest = self._chain(b, operators[1:], nodes[1:], node)
        body: Expression = Logical(BOOL, span, True, first, None, first, rest)
        if isinstance(b, Held):
            body = Hold(BOOL, span, b, right, body)
        if isinstance(a, Held) and a is not left:
            body = Hold(BOOL, span, a, left, body)
        return body

    def compare(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression:
        """A comparison by the exact values, whatever the two types."""
        if symbol not in COMPARISONS or _is_object(left.type) or _is_object(right.type):
            return self.compare_objects(symbol, left, right, node)
        span = self.source.span(node)
        left, right = self.meet(left, right), self.meet(right, left)
        a, b = works_on("==", left.type), works_on("==", right.type)
        left, right = self.convert(left, a), self.convert(right, b)
        if a.is_complex or b.is_complex:
            return self._compare_complex(symbol, left, right, node)
        mixed = self._compare_mixed(symbol, left, right, span)
        if mixed is not None:
            return mixed
        t = promote(a, b)
        assert t is not None
        operands = (self.convert(left, t), self.convert(right, t))
        return Operate(BOOL, span, COMPARISONS[symbol], operands)

    def meet(self, expression: Expression, other: Expression) -> Expression:
        """A weak literal in the other operand's type if it fits there, else in its own."""
        if not (isinstance(expression, Literal) and expression.weak):
            return expression
        value, t = expression.value, literal_type(expression.value, other.type)
        if isinstance(value, int) and t.is_float and abs(value) > 2 ** _mantissa(t):
            return self.settle(expression)
        try:
            return adapt(expression, t)
        except DoesNotFit:
            return self.settle(expression)

    def _compare_mixed(
        self, symbol: str, left: Expression, right: Expression, span: Span | None
    ) -> Expression | None:
        """An integer beside a float or a wider sign, where no type holds both exactly."""
        a, b = left.type, right.type
        if a.is_float and b.is_integer and b.bits == 64:
            mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(symbol, symbol)
            return self.in_order(
                span, left, right, lambda x, y: self._three_way(mirrored, y, x, span)
            )
        if a.is_integer and a.bits == 64 and b.is_float:
            return self._three_way(symbol, left, right, span)
        if a is UINT64 and b.is_integer and b.signed:
            return self._three_way(symbol, left, right, span)
        if b is UINT64 and a.is_integer and a.signed:
            mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(symbol, symbol)
            return self.in_order(
                span, left, right, lambda x, y: self._three_way(mirrored, y, x, span)
            )
        return None

    def _three_way(
        self, symbol: str, left: Expression, right: Expression, span: Span | None
    ) -> Expression:
        """A comparison through a runtime function that gives -1, 0, 1, or 2 for NaN."""
        if right.type.is_float:
            right = self.convert(right, FLOAT)
            name = "compare_unsigned_float" if left.type is UINT64 else "compare_signed_float"
        else:
            name = "compare_unsigned_signed"
        order = self.runtime("integers." + name, [left, right], INT, span)
        if symbol == ">=":
            # 0 and 1 but not 2: as unsigned numbers, those below 2.
            unsigned = Operate(UINT64, span, "convert", (order,))
            return Operate(BOOL, span, "lt", (unsigned, Literal(UINT64, span, 2)))
        operation, bound = {
            "==": ("eq", 0), "!=": ("ne", 0), "<": ("eq", -1), "<=": ("le", 0), ">": ("eq", 1),
        }[symbol]  # fmt: skip
        return Operate(BOOL, span, operation, (order, Literal(INT, span, bound)))

    def _compare_complex(
        self, symbol: str, left: Expression, right: Expression, node: ast.AST
    ) -> Expression:
        span = self.source.span(node)
        if symbol not in ("==", "!="):
            raise self.fail(
                f"'{symbol}' does not work on complex numbers",
                node,
                "compare abs(z), z.real or z.imag",
            )
        if left.type.is_complex and right.type.is_complex:
            t = promote(left.type, right.type)
            assert t is not None
            operands = [self.convert(left, t), self.convert(right, t)]
            equal = self.runtime("complexes.equal", operands, BOOL, span)
        else:
            equal = self.in_order(span, left, right, lambda a, b: self._equal_parts(a, b, node))
        return equal if symbol == "==" else Operate(BOOL, span, "not", (equal,))

    def _equal_parts(self, a: Expression, b: Expression, node: ast.AST) -> Expression:
        """A complex number beside a real one: equal where the imaginary part is 0."""
        span = self.source.span(node)
        number, other = (a, b) if a.type.is_complex else (b, a)
        part = number.type.part
        real = Operate(part, span, "real", (number,))
        imag = Operate(part, span, "imag", (number,))
        flat = Operate(BOOL, span, "eq", (imag, Literal(part, span, 0.0)))
        return Logical(BOOL, span, True, flat, None, flat, self.compare("==", real, other, node))

    # Choices

    def check_BoolOp(self, node: ast.BoolOp) -> Expression:
        wanted = self.expected
        result = self.operand(node.values[0], wanted)
        for right_node in node.values[1:]:
            right = self.operand(
                right_node, wanted or (result.type if result.type.is_object else None)
            )
            result = self._logical(isinstance(node.op, ast.And), result, right, node)
        return result

    def _logical(
        self, is_and: bool, left: Expression, right: Expression, node: ast.BoolOp
    ) -> Expression:
        span = self.source.span(node)
        if _is_object(left.type) or _is_object(right.type):
            return self._logical_objects(is_and, left, right, node)
        left, right = self.meet(left, right), self.meet(right, left)
        if left.type is not right.type:
            word = "and" if is_and else "or"
            raise self.fail(
                f"'{word}' gives one of its operands, but these are {left.type} and {right.type}",
                node,
                "compare them (`x != 0`) for a truth value, or convert one of them",
            )
        if left.type is BOOL:
            return Logical(BOOL, span, is_and, left, None, left, right)
        held = Held(left.type, span)
        return Logical(left.type, span, is_and, self.truth(held), held, left, right)

    def _logical_objects(
        self, is_and: bool, left: Expression, right: Expression, node: ast.BoolOp
    ) -> Expression:
        """`a or b` where these are objects: of what is left of an optional one, None is gone."""
        span = self.source.span(node)
        a, b = self.kept_type(left), self.kept_type(right)
        held = Held(a, span)
        chosen: Expression = held
        if isinstance(a, OptionalType) and not is_and:
            chosen = self.content(held)
        t = self.join(chosen.type, b)
        if t is None:
            word = "and" if is_and else "or"
            raise self.fail(
                f"'{word}' gives one of its operands, but these are {a} and {b}",
                node,
                "compare them for a truth value, or convert one of them",
            )
        one, other = self.widen(chosen, t, "the value is"), self.widen(right, t, "the value is")
        then, otherwise = (other, one) if is_and else (one, other)
        choice = Conditional(t, span, self.truth(held), then, otherwise)
        return Hold(t, span, held, self.settle(left), choice)

    def _logical_condition(self, node: ast.BoolOp) -> Expression:
        """`and` and `or` where only the truth of the result matters."""
        span = self.source.span(node)
        result = self.condition(node.values[0])
        for right in node.values[1:]:
            is_and = isinstance(node.op, ast.And)
            result = Logical(BOOL, span, is_and, result, None, result, self.condition(right))
        return result

    def check_IfExp(self, node: ast.IfExp) -> Expression:
        test = self.condition(node.test)
        wanted = self.expected
        then, otherwise = self.operand(node.body, wanted), self.operand(node.orelse, wanted)
        if _is_object(then.type) or _is_object(otherwise.type):
            return self._choose_objects(test, then, otherwise, wanted, node)
        both_weak = is_weak(then) and is_weak(otherwise)
        if not both_weak:
            then, otherwise = self.meet(then, otherwise), self.meet(otherwise, then)
        then, otherwise = self.settle(then), self.settle(otherwise)
        t = then.type
        if otherwise.type is not t:
            if fits_implicitly(then.type, otherwise.type):
                t = otherwise.type
            elif not fits_implicitly(otherwise.type, then.type):
                raise self.fail(
                    f"the two values are {then.type} and {otherwise.type}",
                    node,
                    "convert one of them, so that both have one type",
                )
        span = self.source.span(node)
        then, otherwise = self.convert(then, t), self.convert(otherwise, t)
        if both_weak and isinstance(then, Literal) and isinstance(otherwise, Literal):
            # What it is stored in may be narrower: `x: uint8 = 1 if n else 0`.
            then = Literal(t, then.span, then.value, weak=True)
            otherwise = Literal(t, otherwise.span, otherwise.value, weak=True)
        return Conditional(t, span, test, then, otherwise)

    def _choose_objects(
        self,
        test: Expression,
        then: Expression,
        otherwise: Expression,
        wanted: Type | None,
        node: ast.IfExp,
    ) -> Expression:
        t = self.join(self.kept_type(then), self.kept_type(otherwise))
        if wanted is not None and wanted.is_object:
            t = wanted
        if t is None:
            raise self.fail(
                f"the two values are {then.type} and {otherwise.type}",
                node,
                "convert one of them, so that both have one type",
            )
        then, otherwise = (self.widen(value, t, "the value is") for value in (then, otherwise))
        return Conditional(t, self.source.span(node), test, then, otherwise)

    # Comprehensions

    def check_ListComp(self, node: ast.ListComp) -> Expression:
        wanted = self.expected.element if isinstance(self.expected, ListType) else None
        return iteration.list_comprehension(self, node, wanted)

    def check_SetComp(self, node: ast.SetComp) -> Expression:
        wanted = self.expected.element if isinstance(self.expected, SetType) else None
        return iteration.set_comprehension(self, node, wanted)

    def check_DictComp(self, node: ast.DictComp) -> Expression:
        wanted = self.expected if isinstance(self.expected, DictType) else None
        return iteration.dict_comprehension(self, node, wanted)

    def check_GeneratorExp(self, node: ast.GeneratorExp) -> Expression:
        from .iterators import check_generator

        return check_generator(self, node)

    @contextmanager
    def scope(self, target: ast.expr) -> Iterator[None]:
        """The names of a target are those of a comprehension within; then they are not."""
        names = {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}
        outer, outer_names, outer_scoped = dict(self.variables), self.local_names, self.scoped
        for name in names:
            self.variables.pop(name, None)
        self.local_names, self.scoped = outer_names | names, outer_scoped | names
        try:
            yield
        finally:
            for name in names:
                self.variables.pop(name, None)
                if name in outer:
                    self.variables[name] = outer[name]
            self.local_names, self.scoped = outer_names, outer_scoped

    def apply_function(
        self, function: ast.expr, variables: list[Variable], node: ast.AST
    ) -> Expression:
        """A function of the source, called with hidden variables: `key(item)`."""
        if isinstance(function, ast.Lambda):
            return self._apply_lambda(function, variables)
        names: list[ast.expr] = [
            ast.copy_location(ast.Name(v.name, ast.Load()), function) for v in variables
        ]
        call = ast.copy_location(ast.Call(function, names, []), function)
        return self.pack(self.operand(call))

    def _apply_lambda(self, function: ast.Lambda, variables: list[Variable]) -> Expression:
        """The body of a lambda, in the place of its call."""
        arguments = function.args
        plain = not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs)
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)]
        if not plain or len(names) != len(variables):
            raise self.fail(
                f"this lambda takes {len(names)} arguments, and gets {len(variables)}",
                function,
                f"write one with {len(variables)}",
            )
        target = ast.Tuple([ast.Name(name, ast.Store()) for name in names], ast.Store())
        with self.scope(target):
            self.variables.update(zip(names, variables, strict=True))
            return self.pack(self.operand(function.body))

    def global_container(self, node: ast.expr, value: object) -> Expression | None:
        """A global container as a constant; None for what is none."""
        return globals.container(self, node, value)

    def captured_value(self, name: str, node: ast.AST) -> Expression:
        """A captured variable, or its cell, as it is passed to a nested function."""
        variable = self.variables.get(name)
        if variable is None:
            self.unknown.add(name)
            raise Suppressed
        if name in self.shared:
            variable = self.cell(name)
        return Read(variable.type, self.source.span(node), variable, captured=True)

    def function_value(self, node: ast.expr, target: object) -> Expression:
        """A function that has a name as a value."""
        from .nested import Nested

        if isinstance(target, Nested):
            return function_values.of_nested(self, target, node, self.expected)
        return function_values.of_user_function(self, target, node)

    def check_Lambda(self, node: ast.Lambda) -> Expression:
        return function_values.of_nested(
            self, self.defined_function(node, node), node, self.expected
        )

    def is_module_name(self, node: ast.expr) -> bool:
        """Whether a dotted name stands for something outside of the function."""
        return self.resolve(node) is not MISSING

    def check_NamedExpr(self, node: ast.NamedExpr) -> Expression:
        span = self.source.span(node)
        statement = self.assign_name(node.target, self.operand(node.value), node.value, node)
        variable = self.variables[node.target.id]
        return Sequence(variable.type, span, [statement], Read(variable.type, span, variable))

    def check_JoinedStr(self, node: ast.JoinedStr) -> Expression:
        from .formatting import joined

        return joined(self, node)

    def check_Call(self, node: ast.Call) -> Expression:
        from .calls import check_call

        return check_call(self, node)


def _is_constant(node: ast.List | ast.Set) -> bool:
    return all(isinstance(element, ast.Constant) for element in node.elts)


def _is_object(t: Type) -> bool:
    return t.is_object or t is NONE or t is TUPLE


def _mantissa(t: Type) -> int:
    """The number of bits up to which a float type holds every integer."""
    return 24 if t.bits == 32 else 53
