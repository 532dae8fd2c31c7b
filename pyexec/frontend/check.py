"""Checks a function: its signature, then its statements, one `check_X` for each kind.

The types of bare locals come from their first values.  With `infer`, a local takes
the common type of all its values: the body is checked again until no type changes.
All faults of a function are reported, not only the first.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeGuard

from ..errors import CompileError, Span, UnsupportedError
from ..interface import RaisedError, Signature
from ..object_types import (
    STR,
    DictType,
    IteratorType,
    ListType,
    OptionalType,
    SequenceType,
    TupleType,
    dict_of,
    iterator_of,
    optional_of,
)
from ..record import changed
from ..types import BOOL, INT, NONE, NOTHING, Type
from . import defaults, lives
from .annotations import resolve_annotation
from .arithmetic import Suppressed
from .assigned import falls_through
from .assignment import AssignmentChecker
from .composed import is_range
from .conversions import fits_implicitly
from .forms import form_of
from .generics import holds_nothing, transform
from .imports import fault
from .iteration import as_list, loop_over
from .iterators import is_generator, number_of
from .matching import check_match
from .results import returned_containers
from .texts import repr_of, text_of
from .tree import (
    Assign,
    Break,
    CheckedFunction,
    Continue,
    Evaluate,
    Expression,
    ForRange,
    Handler,
    If,
    Literal,
    Null,
    Operate,
    Pack,
    Raise,
    RaiseText,
    Read,
    Reraise,
    Return,
    Statement,
    Text,
    Try,
    Variable,
    While,
    Yield,
)
from .unit import merge_errors

# The types of locals can only grow, through int, float and complex.
_MOST_ROUNDS: Final = 100


class FunctionChecker(AssignmentChecker):
    """Checks one function: the signature, then the body."""

    result: Type = NONE
    result_inferred: bool = False
    generates: bool = False  # it has a `yield`
    yielded: Type = NONE  # what that gives

    def check(self, name: str) -> CheckedFunction:
        """The checked function, under its name in the program.

        Raises:
            CompileError: with every fault of the body.
        """
        signature = self.signature()
        self.result = signature.result
        self.generates = is_generator(self.source.node)
        if self.generates:
            assert isinstance(signature.result, IteratorType)
            self.yielded, self.result = signature.result.element, NONE
        parameters = self.parameter_variables(signature)
        self._collect_names({p.name for p in parameters})
        for _ in range(_MOST_ROUNDS):
            self._begin_round()
            self.variables = {v.name: v for v in parameters} | self.captured_variables()
            self.variables |= {n: Variable(n, t) for n, t in self.annotated.items()}
            self.variables |= self.inferred
            body = self.block(self.source.node.body)
            grown = self.changed or self.unknown & self.inferred.keys()
            if not grown and (self.errors or not self._settle_empty()):
                break
        self._report_unknown()
        if isinstance(self.result, OptionalType) and falls_through(body):
            body.append(Return(None, Null(self.result, None)))
        body = [*self._new_cells(), *self._absent_constants(), *body]
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
        result = self.result
        if self.generates:
            result = iterator_of(self.yielded)
        return CheckedFunction(
            name,
            parameters,
            result,
            body,
            self.source.header_span(),
            [v for v in self.variables.values() if v not in inside],
            getattr(self.function, "__pyexec_inline__", "auto"),
            self.options.fastmath,
            self.options.address,
            tuple(self.constants.values()),
            number_of(self, name, result)
            if isinstance(result, IteratorType) and self.generates
            else None,
        )

    def second_reading(self) -> FunctionChecker | None:
        """A checker that knows more: the lives of names apart, and what a result has to be."""
        node = lives.split(self.source.node)
        hints = returned_containers(self.source.node, self.signature().result)
        if (node is None and not hints) or self.unit.in_runtime(self):
            return None
        source = self.source if node is None else changed(self.source, node=node)
        checker = FunctionChecker(self.unit, source, self.function, self.options)
        checker.annotated |= hints
        return checker

    def parameter_variables(self, signature: Signature) -> list[Variable]:
        """The parameters as the program has them."""
        return [Variable(p.name, p.type) for p in signature.parameters]

    def captured_variables(self) -> dict[str, Variable]:
        """What belongs to a function around this one."""
        return {}

    def _begin_round(self) -> None:
        self.changed, self.errors = False, []
        self.unknown, self.hidden_count, self.cells = set(), 0, dict(self.outer_cells)
        self.nested, self.constants = dict(self.outer_nested), {}
        for nested in self.defined.values():
            nested.forget()

    def _new_cells(self) -> list[Statement]:
        """The cells of the variables that nested functions change, made at the beginning."""
        statements: list[Statement] = []
        for name, cell in self.cells.items():
            if name in self.outer_cells:
                continue
            variable = self.variables[name]
            first: Expression = Read(variable.type, None, variable)
            if name not in self.source_parameters():
                first = self.zero(variable.type)
            made = Pack(cell.type, None, (first,))
            statements.append(Assign(None, (cell,), (made,)))
        return statements

    def _absent_constants(self) -> list[Statement]:
        """The containers of the module are not made before they are needed."""
        variables = self.constants.values()
        return [Assign(None, (v,), (Null(v.type, None),)) for v in variables]

    def source_parameters(self) -> set[str]:
        """The names of the parameters in the source."""
        arguments = self.source.node.args
        listed = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        return {a.arg for a in listed}

    def check_FunctionDef(self, node: ast.FunctionDef) -> list[Statement]:
        nested = self.nested[node.name] = self.defined_function(node, node)
        return defaults.statements(self, nested)

    def check_Import(self, node: ast.Import | ast.ImportFrom) -> list[Statement]:
        """What it binds is known to `names` already."""
        found = fault(node, self.source.node, self.function)
        if found is not None:
            raise self.fail(found[0], node, found[1], UnsupportedError)
        return []

    def check_ImportFrom(self, node: ast.ImportFrom) -> list[Statement]:
        return self.check_Import(node)

    def check_Nonlocal(self, node: ast.Nonlocal) -> list[Statement]:
        if not self.captured_variables().keys() >= set(node.names):
            raise self.fail(
                "a function cannot change variables of an enclosing function",
                node,
                "compile the enclosing function, or return the new value",
                UnsupportedError,
            )
        return []

    def _settle_empty(self) -> bool:
        """Let containers that nothing was ever put into hold numbers; whether there are any."""
        if self.unit.in_runtime(self):
            return False  # what is empty there is so for its type variables
        empty = [v for v in self.inferred.values() if holds_nothing(v.type)]
        for variable in empty:
            variable.type = transform(variable.type, {NOTHING: INT})
        return bool(empty)

    def _collect_names(self, parameters: set[str]) -> None:
        """Every local name, and the types of those that are annotated anywhere."""
        code = self.function.__code__
        names = {*parameters, *code.co_varnames, *code.co_cellvars, *self.captured_variables()}
        own = list(own_nodes(self.source.node))
        for node in own:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                names.add(node.id)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
        self.local_names = frozenset(names - self.names.imported.keys())
        self.shared = self.shared | frozenset(_shared(self.source.node))
        for node in own:
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                name = node.target.id
                if name in parameters:
                    continue  # reported where it stands
                try:
                    t = resolve_annotation(self, node.annotation)
                except CompileError:
                    continue  # reported where it stands
                form = form_of(self, node.value)
                if isinstance(t, DictType) and form:  # a defaultdict is a dict, too
                    t = dict_of(t.key, t.value, form)
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

    # Control flow

    def check_If(self, node: ast.If) -> list[Statement]:
        test = self._test(node.test)
        if isinstance(test, Literal) and self.unit.in_runtime(self):
            # `if is_object(T):` the other branch may not even make sense for this type.
            return self.block(node.body if test.value else node.orelse)
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
        body = self.block(node.body)
        otherwise = self.block(node.orelse)
        return [] if test is None else [While(self.source.span(node), test, body, otherwise)]

    def check_Match(self, node: ast.Match) -> list[Statement]:
        return check_match(self, node)

    def check_For(self, node: ast.For) -> list[Statement]:
        try:
            if is_range(self, node.iter) and isinstance(node.target, ast.Name):
                return self._check_range_loop(node)
            return self._check_loop(node)
        except CompileError as error:
            if not isinstance(error, Suppressed):
                self.errors.append(error)
            self.block(node.body)
            return []

    def _check_loop(self, node: ast.For) -> list[Statement]:
        """A loop over a container, or over `zip` and its like."""
        return loop_over(
            self,
            node.iter,
            lambda value: self.bind(node.target, value, node),
            lambda: self.block(node.body),
            lambda: self.block(node.orelse),
            self.source.span(node),
        )

    def _check_range_loop(self, node: ast.For) -> list[Statement]:
        assert isinstance(node.iter, ast.Call)
        bounds = self.range_bounds(node.iter)
        variable = self._loop_variable(node, bounds)
        t = variable.type if variable.type.is_integer else INT
        start, stop, step = (self.widen(b, t, "the loop variable is") for b in bounds)
        body = [*self.share(variable.name), *self.block(node.body)]
        otherwise = self.block(node.orelse)
        return [ForRange(self.source.span(node), variable, start, stop, step, body, otherwise)]

    def range_bounds(self, call: ast.Call) -> list[Expression]:
        """Start, stop and step of a call of `range`."""
        if call.keywords or not 1 <= len(call.args) <= 3:
            raise self.fail(
                "range() takes one to three arguments, and no keywords",
                call,
                "write `range(stop)`, `range(start, stop)` or `range(start, stop, step)`",
            )
        bounds = [self._range_bound(argument) for argument in call.args]
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

    def _range_bound(self, node: ast.expr) -> Expression:
        message = "'NoneType' object cannot be interpreted as an integer"
        return self.present(self.operand(node), message)

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
        if self.result_inferred and not self.generates:
            self.infer_result(node)
        if node.value is None or (
            isinstance(node.value, ast.Constant) and node.value.value is None
        ):
            if isinstance(self.result, OptionalType):
                return [Return(span, Null(self.result, span))]
            if self.result is not NONE:
                raise self.fail(
                    f"'{self.source.node.name}' has to return a value of type {self.result}",
                    node,
                    "return a value, or annotate the function to return None",
                )
            return [Return(span, None)]
        if self.generates:
            raise self.fail(
                "a 'return' with a value in a generator cannot be compiled yet",
                node,
                "return without a value: it ends the generator",
                UnsupportedError,
            )
        if self.result is NONE:
            raise self.fail(
                f"'{self.source.node.name}' is annotated to return None",
                node.value,
                "change the annotation, or return without a value",
            )
        value = self.operand(node.value, self.result)
        if isinstance(self.result, ListType) and isinstance(value.type, TupleType | SequenceType):
            value = as_list(self, value, node, self.result.element)
        value = self.widen(value, self.result, "the function returns")
        return [Return(span, value)]

    def infer_result(self, node: ast.Return) -> None:
        """Let the result of a nested function without an annotation hold one more value."""
        t: Type = NONE if node.value is None else self.kept_type(self.operand(node.value))
        joined = self.join(self.result, t)
        if joined is None:
            raise self.fail(
                f"the results are {self.result} and {t}", node, "give all of them one type"
            )
        if joined is not self.result:
            self.result = joined
            self.changed = True

    def check_Expr(self, node: ast.Expr) -> list[Statement]:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str | type(...)):
            return []
        if isinstance(node.value, ast.Yield):
            return self.check_yield(node.value)
        if isinstance(node.value, ast.YieldFrom):
            return self._check_yield_from(node.value)
        value = self.expression(node.value)
        if isinstance(value, Literal):
            return []
        return [Evaluate(self.source.span(node), value)]

    # Generators

    def check_yield(self, node: ast.Yield) -> list[Statement]:
        if node.value is None:
            return self._give(Literal(NONE, self.source.span(node), None), node)
        expected = None if self.result_inferred else self.yielded
        return self._give(self.settle(self.pack(self.operand(node.value, expected))), node)

    def _give(self, value: Expression, node: ast.expr) -> list[Statement]:
        """`yield value`."""
        if self.result_inferred:
            t = self.kept_type(value)
            joined = self.join(self.yielded, optional_of(NOTHING) if t is NONE else t)
            if joined is None:
                raise self.fail(
                    f"the values are {self.yielded} and {t}", node, "give all of them one type"
                )
            if joined is not self.yielded:
                self.yielded, self.changed = joined, True
                self.yielded_grew()
        return [Yield(self.source.span(node), self.widen(value, self.yielded, "'yield' gives"))]

    def yielded_grew(self) -> None:
        """What a generator gives, which is inferred, is more than before."""

    def _check_yield_from(self, node: ast.YieldFrom) -> list[Statement]:
        """`yield from values`: what a loop over them gives."""

        def give(value: Expression) -> list[Statement]:
            return self._give(self.settle(self.pack(value)), node)

        return loop_over(self, node.value, give, list, list, self.source.span(node))

    # Errors

    def check_Assert(self, node: ast.Assert) -> list[Statement]:
        test = self.condition(node.test)
        span = self.source.span(node)
        failure: Statement = Raise(span, RaisedError("AssertionError", ""))
        if node.msg is not None:
            failure = self._raised("AssertionError", node.msg, span)
        return [If(span, Operate(BOOL, span, "not", (test,)), [failure], [])]

    def check_Raise(self, node: ast.Raise) -> list[Statement]:
        if node.exc is None:
            if not self.handling:
                raise self.fail(
                    "a bare 'raise' needs an 'except' around it",
                    node,
                    "name the exception: `raise ValueError(...)`",
                    UnsupportedError,
                )
            return [Reraise(self.source.span(node), self.handling[-1])]
        if node.cause is not None:
            self._check_cause(node.cause)
        if isinstance(node.exc, ast.Name) and node.exc.id in self.caught:
            return [Reraise(self.source.span(node), self.caught[node.exc.id])]
        return [self._error(node.exc)]

    def _check_cause(self, node: ast.expr) -> None:
        """The cause of an exception, which only its traceback would show, has to be one."""
        if isinstance(node, ast.Constant) and node.value is None:
            return
        if not (isinstance(node, ast.Name) and node.id in self.caught):
            self._error(node)

    def _error(self, node: ast.expr) -> Statement:
        """Raising the exception that an expression makes."""
        call = node
        arguments: list[ast.expr] = []
        target = call
        if isinstance(call, ast.Call):
            target, arguments = call.func, call.args
            if call.keywords or len(arguments) > 1:
                raise self.fail(
                    "an exception takes one message",
                    call,
                    "put all of it into one string",
                    UnsupportedError,
                )
        kind = self.resolve(target)
        if not is_raisable(kind, self.unit.in_runtime(self)):
            raise self.fail(
                f"'{ast.unparse(target)}' is not a built-in exception that can be raised",
                target,
                "raise ValueError, TypeError, ... with a message",
                UnsupportedError,
            )
        span = self.source.span(node)
        if not arguments:
            return Raise(span, RaisedError(kind.__name__, ""))
        return self._raised(kind.__name__, arguments[0], span)

    def _raised(self, kind: str, node: ast.expr, span: Span | None) -> Statement:
        """Raising an exception with a message, which is constant or is made when it happens."""
        message = self.operand(node)
        if isinstance(message, Text) and (message.value or self.unit.in_runtime(self)):
            return Raise(span, RaisedError(kind, message.value))
        if message.type is NONE:
            return Raise(span, RaisedError(kind, "None"))
        key = kind == "KeyError" and not self.unit.in_runtime(self)
        if not key and message.type is not STR:
            self.unit.other_arguments.append(self._no_text(node))
        text = repr_of(self, message, node) if key else text_of(self, message, node)
        return RaiseText(span, kind, text)

    def _no_text(self, node: ast.expr) -> CompileError:
        return self.fail(
            "an exception's argument has to be a text where the program looks at arguments",
            node,
            "write `str(...)` around it",
            UnsupportedError,
        )

    def check_Try(self, node: ast.Try) -> list[Statement]:
        body = self.block(node.body)
        handlers = [self._handler(handler) for handler in node.handlers]
        otherwise, final = self.block(node.orelse), self.block(node.finalbody)
        return [Try(self.source.span(node), body, handlers, otherwise, final)]

    def _handler(self, node: ast.ExceptHandler) -> Handler:
        """An `except` clause; a fault in its head does not keep the body from being checked."""
        handler = Handler(self.source.span(node), ())
        try:
            handler.classes = self._classes(node.type)
        except CompileError as error:
            self.errors.append(error)
        outer = self.caught
        if node.name is not None:
            self.caught = {**outer, node.name: handler}
        self.handling.append(handler)
        handler.body = self.block(node.body)
        self.handling.pop()
        self.caught = outer
        return handler

    def _classes(self, node: ast.expr | None) -> tuple[str, ...]:
        """The names of the exceptions that an `except` clause catches."""
        if node is None:
            return ("BaseException",)
        if isinstance(node, ast.Tuple):
            return tuple(name for part in node.elts for name in self._classes(part))
        kind = self.resolve(node)
        if kind is not BaseException and not is_raisable(kind):
            raise self.fail(
                f"'{ast.unparse(node)}' is not a built-in exception that can be caught",
                node,
                "catch ValueError, ArithmeticError, Exception, ...",
                UnsupportedError,
            )
        return (kind.__name__,)


def own_nodes(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """The nodes of a function, but for those of functions in it."""
    work: list[ast.AST] = [function]
    while work:
        node = work.pop()
        yield node
        if node is function or not isinstance(node, ast.FunctionDef | ast.Lambda):
            work += reversed(list(ast.iter_child_nodes(node)))


def _shared(function: ast.FunctionDef) -> set[str]:
    """The variables that a function within changes."""
    return {
        name for node in ast.walk(function) if isinstance(node, ast.Nonlocal) for name in node.names
    }


# Built-in exceptions that a single message does not make; the runtime gives one all the same.
_NOT_RAISABLE: Final = (
    UnicodeDecodeError,
    UnicodeEncodeError,
    UnicodeTranslateError,
    BaseExceptionGroup,
)


def is_raisable(kind: object, any: bool = False) -> TypeGuard[type[Exception]]:
    """Whether a class is built in, and a single message makes one; or, for `any`, built in."""
    if not isinstance(kind, type) or not issubclass(kind, Exception):
        return False
    builtin: object = getattr(builtins, kind.__name__, None)
    return builtin is kind and (any or not issubclass(kind, _NOT_RAISABLE))
