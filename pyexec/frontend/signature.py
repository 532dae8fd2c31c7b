"""Checks a function's signature: the annotations and the defaults of its parameters.

checker.signature()     # Signature("f", (Parameter("n", INT),), INT)
"""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ..errors import CompileError, UnsupportedError
from ..interface import Constant, Parameter, Signature
from ..object_types import STR, IteratorType, OptionalType, iterator_of, optional_of, sequence_of
from ..types import NONE, Type
from . import globals
from .annotations import origin, resolve_annotation
from .conversions import natural_type
from .expressions import ExpressionChecker
from .imports import imported
from .iterators import is_generator
from .names import Names, constant
from .source import Source
from .tree import (
    Literal,
)
from .unit import merge_errors

if TYPE_CHECKING:
    from .unit import Options, Unit


class SignatureChecker(ExpressionChecker):
    """Checks one function of the user's, or of `rt/` with its type variables bound."""

    def __init__(
        self,
        unit: Unit,
        source: Source,
        function: python_types.FunctionType,
        options: Options,
        bindings: dict[str, Type] | None = None,
    ) -> None:
        names = Names(
            function,
            bool(source.node.decorator_list),
            {**self.outer_imports(), **imported(source.node, function)},
        )
        super().__init__(unit, source, names, options)
        self.function = function
        self.bindings = bindings or {}

    def outer_imports(self) -> Mapping[str, object]:
        """What functions around this one import."""
        return {}

    def signature(self) -> Signature:
        """Parameters and result.

        Raises:
            CompileError: with every annotation that is missing or unknown.
        """
        node, errors = self.source.node, []
        parameters: list[Parameter] = []
        for argument, kind in self._arguments():
            if self._is_erased(argument):
                continue
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

    def _is_erased(self, argument: ast.arg) -> bool:
        """Whether a parameter of the runtime takes a type, and is not there at run time."""
        node = argument.annotation
        return (
            self.unit.in_runtime(self)
            and isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and node.value.id == "type"
        )

    def _arguments(self) -> Iterator[tuple[ast.arg, str]]:
        arguments = self.source.node.args
        if arguments.kwarg is not None:
            raise self.fail(
                f"the parameter '**{arguments.kwarg.arg}' cannot be compiled yet",
                arguments.kwarg,
                "name each parameter",
                UnsupportedError,
            )
        yield from ((a, "positional") for a in arguments.posonlyargs)
        yield from ((a, "either") for a in arguments.args)
        if arguments.vararg is not None:
            yield arguments.vararg, "variadic"
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
        if kind == "variadic":
            return Parameter(name, sequence_of(t), variadic=True)
        known, default = self.default(name)
        value: Constant | str = None
        if known:
            value = self._default_value(argument, t, default)
        return Parameter(name, t, value, known, kind == "keyword", kind == "positional")

    def default(self, name: str) -> tuple[bool, object]:
        """Whether a parameter has a default, and the object that it is."""
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

    def _default_value(self, argument: ast.arg, t: Type, default: object) -> Constant | str:
        where = self._default_node(argument)
        if isinstance(default, str) and (t is STR or t is optional_of(STR)):
            return default
        if default is None and isinstance(t, OptionalType):
            return None
        if isinstance(t, OptionalType) and not t.base.is_object:
            t = t.base
        known, number = constant(default)
        if known and number is not None:
            literal = Literal(natural_type(number), self.source.span(where), number, weak=True)
            widened = self.widen(literal, t, f"'{argument.arg}' is")
            if isinstance(widened, Literal):
                return widened.value
        if t.is_object and globals.is_container(default):
            self.widen(globals.made(self, where, default, t), t, f"'{argument.arg}' is")
            return repr(default)
        raise self.fail(
            f"the default of '{argument.arg}' is {f'no {t}' if t.is_object else 'not a number'}",
            where,
            "defaults of compiled functions are numbers, texts, None and containers of these",
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
        if is_generator(node):
            return generator_result(self, node.returns)
        return resolve_annotation(self, node.returns)


def generator_result(checker: ExpressionChecker, node: ast.expr) -> Type:
    """What the annotation of a generator's result, such as `Iterable[int]`, names."""
    if isinstance(node, ast.Subscript) and origin(checker, node.value) in _GIVING:
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return iterator_of(resolve_annotation(checker, inner[0]))
    t = resolve_annotation(checker, node)
    if not isinstance(t, IteratorType):
        raise checker.fail(
            f"a function with 'yield' gives an iterator, not {t}",
            node,
            "annotate what it yields: `Iterator[int]`",
        )
    return t


_GIVING: Final = ("Iterator", "Iterable", "Generator")
