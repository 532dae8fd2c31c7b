"""Checks a function: its signature, then its statements, one `check_X` for each kind.

The types of bare locals come from their first values.  With `infer`, a local takes
the common type of all its values: the body is checked again until no type changes.
All faults of a function are reported, not only the first.
"""

from __future__ import annotations

import ast
import builtins
import types as python_types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from ..errors import CompileError, UnsupportedError
from ..interface import Constant, Parameter, RaisedError, Signature
from ..types import BOOL, INT, NONE, Type, promote
from .annotations import resolve_annotation
from .assigned import falls_through
from .conversions import DoesNotFit, adapt, fits_implicitly, is_weak, natural_type
from .expressions import _BINARY_SYMBOLS, ExpressionChecker, Suppressed
from .names import MISSING, Names, constant
from .source import Source
from .tree import (
    TUPLE,
    Assign,
    Break,
    CheckedFunction,
    Continue,
    Evaluate,
    Expression,
    ForRange,
    Group,
    Held,
    Hold,
    If,
    Literal,
    Operate,
    Raise,
    Return,
    Statement,
    Variable,
    While,
)
from .unit import merge_errors

if TYPE_CHECKING:
    from .unit import Options, Unit

# The types of locals can only grow, through int, float and complex.
_MOST_ROUNDS: Final = 100


class FunctionChecker(ExpressionChecker):
    """Checks one function of the user's, or of `rt/` with `T` bound to a type."""

    def __init__(
        self,
        unit: Unit,
        source: Source,
        function: python_types.FunctionType,
        options: Options,
        binding: Type | None = None,
    ) -> None:
        names = Names(function, decorated=bool(source.node.decorator_list))
        super().__init__(unit, source, names, options)
        self.function = function
        self.binding = binding
        self.result = NONE
        self.loops = 0
        self.annotated: dict[str, Type] = {}
        self.inferred: dict[str, Variable] = {}  # locals without an annotation
        self.changed = False
        self.errors: list[CompileError] = []

    # The signature

    def signature(self) -> Signature:
        """Parameters and result.

        Raises:
            CompileError: with every annotation that is missing or unknown.
        """
        node, errors = self.source.node, []
        parameters: list[Parameter] = []
        for argument, kind in self._arguments():
            try:
                parameters.append(self._parameter(argument, kind))
            except CompileError as error:
                errors.append(error)
        try:
            result = self._result()
        except CompileError as error:
            errors.append(error)
        if errors:
            raise merge_errors(errors)
        doc = ast.get_docstring(node)
        return Signature(self.function.__name__, tuple(parameters), result, doc)

    def _arguments(self) -> Iterator[tuple[ast.arg, str]]:
        arguments = self.source.node.args
        for star, starred in (("*", arguments.vararg), ("**", arguments.kwarg)):
            if starred is not None:
                raise self.fail(
                    f"the parameter '{star}{starred.arg}' cannot be compiled yet",
                    starred,
                    "name each parameter",
                    UnsupportedError,
                )
        yield from ((a, "positional") for a in arguments.posonlyargs)
        yield from ((a, "either") for a in arguments.args)
        yield from ((a, "keyword") for a in arguments.kwonlyargs)

    def _parameter(self, argument: ast.arg, kind: str) -> Parameter:
        name = argument.arg
        if argument.annotation is None:
            if self.names.in_class and name in ("self", "cls"):
                raise self.fail(
                    "a method cannot be compiled yet",
                    argument,
                    "move it out of the class, or make it a staticmethod below @staticmethod",
                    UnsupportedError,
                )
            raise self.fail(
                f"parameter '{name}' needs a type annotation", argument, f"write `{name}: int`"
            )
        t = resolve_annotation(self, argument.annotation)
        if t is NONE:
            raise self.fail(
                f"parameter '{name}' cannot be None",
                argument.annotation,
                "leave the parameter out, or give it the type of a number",
            )
        known, default = self._default(name)
        value: Constant = None
        if known:
            value = self._default_value(argument, t, default)
        return Parameter(name, t, value, known, kind == "keyword", kind == "positional")

    def _default(self, name: str) -> tuple[bool, object]:
        code, function = self.function.__code__, self.function
        keyword = function.__kwdefaults__ or {}
        if name in keyword:
            return True, keyword[name]
        defaults = function.__defaults__ or ()
        names = code.co_varnames[: code.co_argcount]
        with_default = names[len(names) - len(defaults) :]
        if name in with_default:
            return True, defaults[with_default.index(name)]
        return False, None

    def _default_value(self, argument: ast.arg, t: Type, default: object) -> Constant:
        where = self._default_node(argument)
        known, number = constant(default)
        if known and number is not None:
            literal = Literal(natural_type(number), self.source.span(where), number, weak=True)
            widened = self.widen(literal, t, f"'{argument.arg}' is")
            if isinstance(widened, Literal):
                return widened.value
        raise self.fail(
            f"the default of '{argument.arg}' is not a number",
            where,
            "defaults of compiled functions are numbers",
        )

    def _default_node(self, argument: ast.arg) -> ast.AST:
        """The default of a parameter in the source; the parameter where it has none there."""
        arguments = self.source.node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        named = [
            *zip(reversed(positional), reversed(arguments.defaults), strict=False),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
        return next((d for a, d in named if a is argument and d is not None), argument)

    def _result(self) -> Type:
        node = self.source.node
        if node.returns is None:
            raise self.fail(
                f"'{node.name}' needs a return type annotation",
                self.source.header_span(),
                f"write `def {node.name}(...) -> int:`, or `-> None`",
            )
        return resolve_annotation(self, node.returns)

    # The body

    def check(self, name: str) -> CheckedFunction:
        """The checked function, under its name in the program.

        Raises:
            CompileError: with every fault of the body.
        """
        signature = self.signature()
        self.result = signature.result
        parameters = [Variable(p.name, p.type) for p in signature.parameters]
        self._collect_names({p.name for p in parameters})
        for _ in range(_MOST_ROUNDS):
            self.changed, self.errors = False, []
            self.unknown = set()
            self.variables = {v.name: v for v in parameters}
            self.variables |= {n: Variable(n, t) for n, t in self.annotated.items()}
            self.variables |= self.inferred
            body = self.block(self.source.node.body)
            if not (self.changed or (self.unknown & self.inferred.keys())):
                break
        self._report_unknown()
        if not self.errors and self.result is not NONE and falls_through(body):
            self.errors.append(
                self.fail(
                    f"'{self.source.node.name}' can end without a return",
                    self.source.header_span(),
                    f"return a value of type {self.result} on every path",
                )
            )
        if self.errors:
            raise merge_errors(self.errors)
        inside = set(parameters)
        return CheckedFunction(
            name,
            parameters,
            self.result,
            body,
            self.source.header_span(),
            [v for v in self.variables.values() if v not in inside],
            getattr(self.function, "__pyexec_inline__", "auto"),
            self.options.fastmath,
        )

    def _collect_names(self, parameters: set[str]) -> None:
        """Every local name, and the types of those that are annotated anywhere."""
        code = self.function.__code__
        names = {*parameters, *code.co_varnames, *code.co_cellvars}
        for node in ast.walk(self.source.node):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                names.add(node.id)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
        self.local_names = frozenset(names)
        for node in ast.walk(self.source.node):
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                name = node.target.id
                if name in parameters:
                    continue  # reported where it stands
                try:
                    t = resolve_annotation(self, node.annotation)
                except CompileError:
                    continue  # reported where it stands
                self.annotated.setdefault(name, t)

    def _report_unknown(self) -> None:
        """Locals that are read, but whose type no assignment tells."""
        if self.errors:
            return
        for node in ast.walk(self.source.node):
            if isinstance(node, ast.Name) and node.id in self.unknown - self.inferred.keys():
                self.errors.append(
                    self.fail(
                        f"'{node.id}' is read, but nothing before tells its type",
                        node,
                        f"assign it first, or annotate it: `{node.id}: int`",
                    )
                )
                return

    def block(self, nodes: list[ast.stmt]) -> list[Statement]:
        """Checked statements; faults are collected, and the next statement goes on."""
        statements: list[Statement] = []
        for node in nodes:
            method: Callable[[Any], list[Statement]] | None = getattr(
                self, "check_" + type(node).__name__, None
            )
            try:
                if method is None:
                    self.refuse(node)
                statements += method(node)
            except Suppressed:
                continue
            except CompileError as error:
                self.errors.append(error)
        return statements

    # Assignment

    def check_Assign(self, node: ast.Assign) -> list[Statement]:
        value = self._assigned_value(node.value)
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            if value.type is TUPLE:
                raise self._tuple_kept(node.value)
            return [self._assign_names([node.targets[0]], [value], node.value, node)]
        return self._assign_targets(node.targets, value, node)

    def _assigned_value(self, node: ast.expr) -> Expression:
        checked = self.expression(node)
        return checked if checked.type is TUPLE else self._number(checked, node)

    def _tuple_kept(self, node: ast.expr) -> CompileError:
        return self.fail(
            "a tuple can only be unpacked",
            node,
            "give each of its values a name: `a, b = ...`",
            UnsupportedError,
        )

    def _number(self, checked: Expression, node: ast.expr) -> Expression:
        if checked.type is NONE:
            raise self.no_value(checked, node)
        return checked

    def _assign_targets(
        self, targets: list[ast.expr], value: Expression, node: ast.Assign
    ) -> list[Statement]:
        """`a = b = value` and `a, b = x, y`: values first, then targets left to right."""
        holds, elements = _open_group(value)
        names: list[ast.Name] = []
        values: list[Expression] = []
        held: list[tuple[Held, Expression]] = list(holds)
        kept: list[Expression] = []
        for element in elements:
            if isinstance(element, Literal) or len(targets) == 1:
                kept.append(element)
            else:
                name = Held(element.type, element.span)
                held.append((name, element))
                kept.append(name)
        for target in targets:
            if isinstance(target, ast.Name):
                if value.type is TUPLE:
                    raise self._tuple_kept(node.value)
                names.append(target)
                values.append(kept[0])
            else:
                found = self._unpack(target, kept, value, node)
                names += found
                values += kept
        return [self._assign_names(names, values, node.value, node, held)]

    def _unpack(
        self, target: ast.expr, values: list[Expression], value: Expression, node: ast.Assign
    ) -> list[ast.Name]:
        if not isinstance(target, ast.Tuple | ast.List):
            raise self._bad_target(target)
        if value.type is not TUPLE:
            raise self.fail(
                f"one {value.type} cannot be unpacked to {len(target.elts)} names",
                node.value,
                "write as many values as names: `a, b = x, y`",
            )
        names: list[ast.Name] = []
        for element in target.elts:
            if not isinstance(element, ast.Name):
                raise self._bad_target(element)
            names.append(element)
        if len(names) != len(values):
            raise self.fail(
                f"{len(values)} values cannot be unpacked to {len(names)} names",
                target,
                "write as many names as there are values",
            )
        return names

    def _bad_target(self, target: ast.expr) -> CompileError:
        if isinstance(target, ast.Attribute):
            message, help = "attributes cannot be assigned in compiled code", "use a variable"
        elif isinstance(target, ast.Subscript):
            message, help = "assignment to an index cannot be compiled yet", "use variables"
        elif isinstance(target, ast.Tuple | ast.List):
            message, help = "nested unpacking cannot be compiled yet", "unpack in two statements"
        else:
            message, help = "'*' unpacking cannot be compiled yet", "name each value"
        return self.fail(message, target, help, UnsupportedError)

    def _assign_names(
        self,
        names: list[ast.Name],
        values: list[Expression],
        source: ast.expr,
        node: ast.stmt,
        held: list[tuple[Held, Expression]] | None = None,
    ) -> Statement:
        literal_elements = source.elts if isinstance(source, ast.Tuple) else None
        targets: list[Variable] = []
        converted: list[Expression] = []
        for index, (name, value) in enumerate(zip(names, values, strict=True)):
            written = source
            if literal_elements is not None and len(literal_elements) == len(values):
                written = literal_elements[index]
            variable = self._variable(name, value, written)
            targets.append(variable)
            converted.append(self.widen(value, variable.type, f"'{name.id}' is"))
        span = self.source.span(node)
        return Assign(span, tuple(targets), tuple(converted), tuple(held or ()))

    def _variable(self, name: ast.Name, value: Expression, written: ast.expr) -> Variable:
        """The variable that a value is assigned to, made or widened as the rules have it."""
        variable = self.variables.get(name.id)
        if variable is None:
            if not self.options.infer and _made_of_literals(written):
                self.variables[name.id] = self.inferred[name.id] = Variable(
                    name.id, self.settle(value).type
                )
                text = self.settle(value).type
                self.errors.append(
                    self.fail(
                        f"local variable '{name.id}' needs a type annotation",
                        name,
                        f"write `{name.id}: {text} = {self.source.segment(written)}`, "
                        "or compile with infer=True",
                    )
                )
                return self.variables[name.id]
            variable = Variable(name.id, self.settle(value).type)
            self.variables[name.id] = self.inferred[name.id] = variable
            return variable
        if name.id in self.inferred and self.options.infer:
            self._grow(variable, value)
        return variable

    def _grow(self, variable: Variable, value: Expression) -> None:
        """Widen an inferred variable to hold one more value, and have the body checked again."""
        if fits_implicitly(value.type, variable.type):
            return
        if is_weak(value) and isinstance(value, Literal):
            try:
                adapt(value, variable.type)
                return
            except DoesNotFit:
                pass
        joined = promote(value.type, variable.type)
        if joined is not None and joined is not variable.type:
            variable.type = joined
            self.changed = True

    def check_AnnAssign(self, node: ast.AnnAssign) -> list[Statement]:
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        t = resolve_annotation(self, node.annotation)
        name = node.target.id
        if t is NONE:
            raise self.fail(
                "a variable cannot be None", node.annotation, "give it the type of a number"
            )
        variable = self.variables[name]
        if variable.type is not t:
            raise self.fail(
                f"'{name}' is {variable.type} already, and cannot be {t} too",
                node.annotation,
                "use another name",
            )
        if node.value is None:
            return []
        return [self._assign_names([node.target], [self.value(node.value)], node.value, node)]

    def check_AugAssign(self, node: ast.AugAssign) -> list[Statement]:
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        current = self._read(node.target)
        right = self.value(node.value)
        result = self.binary(_BINARY_SYMBOLS[type(node.op)], current, right, node)
        return [self._assign_names([node.target], [result], node.target, node)]

    # Control flow

    def check_If(self, node: ast.If) -> list[Statement]:
        test = self._test(node.test)
        then, otherwise = self.block(node.body), self.block(node.orelse)
        return [] if test is None else [If(self.source.span(node), test, then, otherwise)]

    def _test(self, node: ast.expr) -> Expression | None:
        """A condition; a fault in it does not keep the body from being checked."""
        try:
            return self.condition(node)
        except Suppressed:
            return None
        except CompileError as error:
            self.errors.append(error)
            return None

    def check_While(self, node: ast.While) -> list[Statement]:
        test = self._test(node.test)
        body = self._loop_body(node.body)
        otherwise = self.block(node.orelse)
        return [] if test is None else [While(self.source.span(node), test, body, otherwise)]

    def _loop_body(self, nodes: list[ast.stmt]) -> list[Statement]:
        self.loops += 1
        body = self.block(nodes)
        self.loops -= 1
        return body

    def check_For(self, node: ast.For) -> list[Statement]:
        try:
            bounds = self._range(node)
            variable = self._loop_variable(node, bounds)
        except CompileError as error:
            if not isinstance(error, Suppressed):
                self.errors.append(error)
            self._loop_body(node.body)
            return []
        t = variable.type if variable.type.is_integer else INT
        start, stop, step = (self.widen(b, t, "the loop variable is") for b in bounds)
        body = self._loop_body(node.body)
        otherwise = self.block(node.orelse)
        return [ForRange(self.source.span(node), variable, start, stop, step, body, otherwise)]

    def _range(self, node: ast.For) -> list[Expression]:
        call = node.iter
        if not (isinstance(call, ast.Call) and self.resolve(call.func) is range):
            raise self.fail(
                "a for loop runs over range(...) only, for now",
                call,
                "write `for i in range(n):`",
                UnsupportedError,
            )
        if call.keywords or not 1 <= len(call.args) <= 3:
            raise self.fail(
                "range() takes one to three arguments, and no keywords",
                call,
                "write `range(stop)`, `range(start, stop)` or `range(start, stop, step)`",
            )
        bounds = [self.value(argument) for argument in call.args]
        for bound, argument in zip(bounds, call.args, strict=True):
            if not (bound.type.is_integer or bound.type is BOOL):
                raise self.fail(
                    f"range() takes integers, not {bound.type}",
                    argument,
                    "take its .real part, or abs() of it, as an integer"
                    if bound.type.is_complex
                    else "write `int(...)` around it to convert it",
                )
        span = self.source.span(call)
        if len(bounds) == 1:
            bounds.insert(0, Literal(INT, span, 0, weak=True))
        if len(bounds) == 2:
            bounds.append(Literal(INT, span, 1, weak=True))
        step = bounds[2]
        if isinstance(step, Literal) and step.value == 0:
            raise self.fail(
                "range() arg 3 must not be zero", call.args[2], "count by 1, or by -1 downwards"
            )
        return bounds

    def _loop_variable(self, node: ast.For, bounds: list[Expression]) -> Variable:
        if isinstance(node.target, ast.Tuple | ast.List):
            raise self.fail(
                "range() gives one number at a time, not several",
                node.target,
                "write `for i in range(...):`, with one name",
            )
        if not isinstance(node.target, ast.Name):
            raise self._bad_target(node.target)
        name = node.target.id
        variable = self.variables.get(name)
        if variable is None:
            variable = Variable(name, INT)
            self.variables[name] = self.inferred[name] = variable
        elif name in self.inferred and self.options.infer:
            self._grow(variable, Literal(INT, None, 0))
        if not (variable.type.is_integer or fits_implicitly(INT, variable.type)):
            raise self.fail(
                f"'{name}' is {variable.type}, and range() gives int",
                node.target,
                "use another name for the loop variable",
            )
        return variable

    def check_Break(self, node: ast.Break) -> list[Statement]:
        return [Break(self.source.span(node))]

    def check_Continue(self, node: ast.Continue) -> list[Statement]:
        return [Continue(self.source.span(node))]

    def check_Pass(self, node: ast.Pass) -> list[Statement]:
        return []

    def check_Return(self, node: ast.Return) -> list[Statement]:
        span = self.source.span(node)
        if node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None):
            if self.result is not NONE:
                raise self.fail(
                    f"'{self.source.node.name}' has to return a value of type {self.result}",
                    node,
                    f"return a value, or annotate the function to return None",
                )
            return [Return(span, None)]
        if self.result is NONE:
            raise self.fail(
                f"'{self.source.node.name}' is annotated to return None",
                node.value,
                "change the annotation, or return without a value",
            )
        value = self.widen(self.value(node.value), self.result, "the function returns")
        return [Return(span, value)]

    def check_Expr(self, node: ast.Expr) -> list[Statement]:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str | type(...)):
            return []
        value = self.expression(node.value)
        if isinstance(value, Literal):
            return []
        return [Evaluate(self.source.span(node), value)]

    # Errors

    def check_Assert(self, node: ast.Assert) -> list[Statement]:
        test = self.condition(node.test)
        message = self._message(node.msg) if node.msg is not None else ""
        span = self.source.span(node)
        failure = Raise(span, RaisedError("AssertionError", message))
        return [If(span, Operate(BOOL, span, "not", (test,)), [failure], [])]

    def check_Raise(self, node: ast.Raise) -> list[Statement]:
        if node.exc is None:
            raise self.fail(
                "a bare 'raise' needs an 'except' around it, which cannot be compiled yet",
                node,
                "name the exception: `raise ValueError(...)`",
                UnsupportedError,
            )
        if node.cause is not None:
            raise self.fail(
                "'raise ... from' cannot be compiled yet", node.cause, "leave the cause out",
                UnsupportedError,
            )  # fmt: skip
        call = node.exc
        arguments: list[ast.expr] = []
        target = call
        if isinstance(call, ast.Call):
            target, arguments = call.func, call.args
            if call.keywords or len(arguments) > 1:
                raise self.fail(
                    "an exception takes one constant message",
                    call,
                    "put all of it into one string",
                    UnsupportedError,
                )
        kind = self.resolve(target)
        if not _is_builtin_exception(kind):
            raise self.fail(
                f"'{ast.unparse(target)}' is not a built-in exception that can be raised",
                target,
                "raise ValueError, TypeError, ... with a constant message",
                UnsupportedError,
            )
        message = self._message(arguments[0]) if arguments else ""
        return [Raise(self.source.span(node), RaisedError(kind.__name__, message))]

    def _message(self, node: ast.expr) -> str:
        value: object = node.value if isinstance(node, ast.Constant) else self.resolve(node)
        if value is MISSING or not isinstance(value, str):
            raise self.fail(
                "the message of an exception has to be a constant string",
                node,
                "write the text itself, without values in it",
                UnsupportedError,
            )
        return value


# Built-in exceptions that a single message does not make.
_NOT_RAISABLE: Final = (
    UnicodeDecodeError,
    UnicodeEncodeError,
    UnicodeTranslateError,
    BaseExceptionGroup,
)


def _is_builtin_exception(kind: object) -> TypeGuard[type[Exception]]:
    if not isinstance(kind, type) or not issubclass(kind, Exception):
        return False
    builtin: object = getattr(builtins, kind.__name__, None)
    return builtin is kind and not issubclass(kind, _NOT_RAISABLE)


def _open_group(
    value: Expression,
) -> tuple[list[tuple[Held, Expression]], tuple[Expression, ...]]:
    """The elements of a tuple, and what is to be held while they are computed."""
    holds: list[tuple[Held, Expression]] = []
    while isinstance(value, Hold) and value.type is TUPLE:
        holds.append((value.held, value.value))
        value = value.body
    if isinstance(value, Group):
        return holds, value.elements
    return holds, (value,)


def _made_of_literals(node: ast.expr) -> bool:
    """Whether a value has nothing in it that has a type of its own."""
    return not any(
        isinstance(child, ast.Name | ast.Call | ast.Attribute) for child in ast.walk(node)
    )

