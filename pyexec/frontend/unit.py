"""A compilation unit: the entry functions and everything that they call.

    unit = Unit(Options(infer=True))
    unit.add(function)
    checked = unit.check()        # raises CompileError with every fault found

Functions of the user's are found by following the names in the code; functions of
`rt/` are only named here, and brought in by `runtime`.
"""

from __future__ import annotations

import ast
import types as python_types
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from .. import rt
from ..errors import CompileError, Diagnostic, Span, UnresolvedNameError
from ..interface import Signature
from ..object_types import CallableType, IteratorType
from ..record import field, record, value
from ..rt.primitives import CLibrary
from ..types import UINT64, Type, by_name, machine
from .changes import Changes, changes
from .defaults import DefaultUse
from .defaults import faults as default_faults
from .function_values import FunctionValue, made_functions
from .generics import runtime_object
from .iterators import made_functions as iterator_functions
from .names import MISSING, Names
from .source import Source, binds_at_module_level, find_source, plain_function

if TYPE_CHECKING:
    from .arithmetic import ArithmeticChecker
    from .check import FunctionChecker
    from .expressions import ExpressionChecker
    from .tree import CheckedFunction, Expression

_C_LIBRARY: Final = CLibrary


@value
class Options:
    """What the meaning of a program depends on, besides its source."""

    infer: bool = False  # locals made of literals take their type from the value
    wrap: bool = False  # `int` wraps around instead of raising OverflowError
    fastmath: bool = False  # float arithmetic may be reassociated
    math_library: bool = True  # the target has the C library's mathematics
    unfold: bool = True  # a function that calls itself is inlined into itself once
    small: bool = False  # size counts more than speed
    wide_multiply: bool = True  # the target multiplies 64 by 64 bits to 128
    address: Type = UINT64  # how the target counts the bytes of its memory
    grows: bool = False  # a memory that is full can become longer
    streams: bool = False  # the program writes what is printed by itself
    guarded: bool = False  # an access outside of the memory raises IndexError


@value
class LibraryFunction:
    """A function of the C library, as `c.name` in `rt/`."""

    name: str


@value
class RuntimeFunction:
    """A function of `rt/`, instantiated: its name in the program, its machine types."""

    name: str
    parameters: tuple[Type, ...]
    result: Type


@record
class UserFunction:
    """A function of the user's that belongs to the unit."""

    name: str  # in the program
    signature: Signature
    checker: FunctionChecker


def is_runtime_function(target: object) -> TypeGuard[python_types.FunctionType]:
    """Whether an object is a function of `rt/`."""
    if not isinstance(target, python_types.FunctionType):
        return False
    # A function that `exec` made in a bare namespace has no module.
    return (target.__module__ or "").startswith(rt.__name__ + ".")


def runtime_signature(
    target: str, operands: Sequence[Type], address: Type
) -> tuple[RuntimeFunction, Type | None]:
    """The instance of a runtime function for operands of machine types, and its `T`."""
    function = runtime_object(target)
    annotations = list(function.__annotations__.items())
    names = [text for name, text in annotations if name != "return"]
    binding = next((t for text, t in zip(names, operands, strict=True) if text == "T"), None)

    def named(text: str) -> Type:
        if text == "T":
            assert binding is not None
            return binding
        return address if text == "Address" else machine(by_name(text))

    name = target if binding is None else f"{target}[{binding}]"
    parameters = tuple(named(text) for text in names)
    return RuntimeFunction(name, parameters, named(function.__annotations__["return"])), binding


@record
class Unit:
    """Collects functions, checks them, and reports every fault at once."""

    options: Options = Options()
    users: dict[python_types.FunctionType, UserFunction] = field(factory=dict)
    queue: list[UserFunction] = field(factory=list)
    names: set[str] = field(factory=set)
    nested: dict[str, CheckedFunction] = field(factory=dict)
    function_values: dict[CallableType, list[FunctionValue]] = field(factory=dict)
    shows_arguments: bool = False  # whether a program looks at the arguments of exceptions
    other_arguments: list[CompileError] = field(factory=list)  # those that are no texts
    iterators: dict[IteratorType, list[str]] = field(factory=dict)  # of generators, by number
    default_uses: list[DefaultUse] = field(factory=list)
    changes: Changes = field(factory=dict)  # of checked functions

    def add(
        self, target: object, source: Source | None = None, inside: bool = False
    ) -> UserFunction:
        """Bring a function into the unit, whose source is found unless it is given.

        One that is called from `inside` alone may be a generator.

        Raises:
            CompileError: if it has no source, or its signature is at fault.
        """
        from .check import FunctionChecker

        function = plain_function(target, inside)
        known = self.users.get(function)
        if known is not None:
            return known
        found = find_source(function) if source is None else source
        checker = FunctionChecker(self, found, function, self.options)
        user = UserFunction(self.unique(function.__name__), checker.signature(), checker)
        self.users[function] = user
        self.queue.append(user)
        return user

    def unique(self, name: str) -> str:
        """A name for a function of the program that no other has."""
        count, candidate = 1, name
        while candidate in self.names:
            count += 1
            candidate = f"{name}.{count}"
        self.names.add(candidate)
        return candidate

    def check(self) -> list[CheckedFunction]:
        """Check every function that the added ones reach.

        Raises:
            CompileError: with all faults of all functions.
        """
        errors: list[CompileError] = []
        checked: list[CheckedFunction] = []
        while self.queue:
            user = self.queue.pop(0)
            try:
                checked.append(self._checked(user))
            except CompileError as error:
                errors.append(error)
        if self.shows_arguments:
            errors += self.other_arguments
        if errors:
            raise merge_errors(errors)
        made = made_functions(self.function_values, self.options.address)
        going_on = iterator_functions(self.iterators, self.options.address)
        functions = [*checked, *self.nested.values(), *made, *going_on]
        self.changes = changes(functions)
        if faults := default_faults(self.default_uses, self.changes):
            raise merge_errors(faults)
        return functions

    def _checked(self, user: UserFunction) -> CheckedFunction:
        """A checked function; one that has faults is read again with more knowledge.

        Raises:
            CompileError: with the faults of the function as it is written.
        """
        before = {name: _copied(collected) for name, collected in vars(self).items()}
        try:
            return user.checker.check(user.name)
        except CompileError:
            again = user.checker.second_reading() if self.options.infer else None
            if again is None:
                raise
            written = dict(vars(self))
            vars(self).update(before)
            with suppress(CompileError):
                found = again.check(user.name)
                user.checker = again
                return found
            vars(self).update(written)
            raise

    # What the checker asks

    def is_namespace(self, value: object) -> bool:
        return isinstance(value, python_types.ModuleType | _C_LIBRARY)

    def member(self, owner: object, name: str) -> object:
        if isinstance(owner, _C_LIBRARY):
            return LibraryFunction(name)
        return getattr(owner, name, MISSING)

    def unresolved(self, source: Source, names: Names, node: ast.Name) -> CompileError:
        """The error of a name that stands for nothing, or for nothing yet."""
        may_come = names.may_come(node.id) or binds_at_module_level(source.module, node.id)
        help = "define it, or import it, before the function is compiled"
        if not may_come:
            import difflib

            known = [*names.function.__code__.co_varnames, *names.known()]
            close = difflib.get_close_matches(node.id, known, 1)
            help = f"did you mean '{close[0]}'?" if close else help
        message = f"name '{node.id}' is not defined"
        error = UnresolvedNameError([Diagnostic(message, source.span(node), help)])
        error.may_come = may_come
        return error

    def user_function(
        self, target: object, checker: ExpressionChecker, node: ast.Call
    ) -> UserFunction:
        """The callee of a call, brought into the unit."""
        try:
            return self.add(target, inside=True)
        except CompileError as error:
            first = error.diagnostics[0]
            if type(target).__module__.startswith("numpy"):
                raise checker.fail(
                    f"'{ast.unparse(node.func)}' is NumPy's, which compiled code cannot call yet",
                    node.func,
                    "use the function of `math` that does the same for one number",
                    type(error),
                ) from error
            if first.span is not None and first.span.path == checker.source.path:
                raise
            raise checker.fail(
                f"'{ast.unparse(node.func)}' cannot be called here: {first.message}",
                node.func,
                first.help,
                type(error),
            ) from error

    def in_runtime(self, checker: ArithmeticChecker) -> bool:
        return is_runtime_function(checker.names.function)

    def runtime(self, target: str, operands: Sequence[Type], options: Options) -> RuntimeFunction:
        """An instance of a runtime function, for machine types of operands."""
        return runtime_signature(target, operands, options.address)[0]

    def runtime_call(
        self,
        checker: ExpressionChecker,
        target: str,
        operands: list[Expression],
        span: Span | None,
    ) -> Expression:
        """A call from `rt/` to `rt/`, whose result has the annotated type."""
        settled = [checker.settle(operand) for operand in operands]
        address = checker.options.address
        types = [machine(o.type) for o in settled]
        _, binding = runtime_signature(target, types, address)
        text = runtime_object(target).__annotations__["return"]
        result = binding if text == "T" else address if text == "Address" else by_name(text)
        assert result is not None
        return checker.runtime(target, settled, result, span)


def _copied(collected: Any) -> Any:
    """A copy of what a unit collects, down to the lists in a dict."""
    match collected:
        case dict():
            return {k: list(v) if isinstance(v, list) else v for k, v in collected.items()}
        case list() | set():
            return collected.copy()
    return collected


def merge_errors(errors: Sequence[CompileError]) -> CompileError:
    """One error with the faults of several, each fault once."""
    diagnostics = dict.fromkeys(d for error in errors for d in error.diagnostics)
    kind = type(errors[0])
    if any(type(error) is not kind for error in errors):
        kind = next((type(e) for e in errors if not isinstance(e, UnresolvedNameError)), kind)
    merged = kind(tuple(diagnostics))
    if isinstance(merged, UnresolvedNameError):
        merged.may_come = all(getattr(error, "may_come", False) for error in errors)
    return merged
