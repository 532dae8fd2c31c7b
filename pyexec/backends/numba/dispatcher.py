"""The function object that `pyexec.jit` gives: Numba's dispatcher with a pipeline of ours.

    function = Jitted(python_function, JitOptions())
    function(3)              # compiled for an int here, by Numba

Calls go through Numba's dispatcher in C, unchanged; only where it has no code yet for the
types of a call does it come to what is here: the pipeline with its pass, the cache, and
errors in plain words.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy
from numba.core import types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.dispatcher import OmittedArg
from numba.core.errors import NumbaError, UnsupportedBytecodeError
from numba.core.registry import CPUDispatcher, cpu_target
from numba.core.typed_passes import NopythonTypeInference
from numba.core.untyped_passes import InlineClosureLikes

from ...errors import CompileError, PyExecError, UnsupportedError
from ...frontend.source import plain_function
from ...options import JitOptions
from ...types import UINT64
from . import memory as _memory  # noqa: F401  (its functions are Numba's from then on)
from .ahead import compile_ahead, compile_instead, faults_with_callees
from .annotations import Annotations, read_annotations
from .caching import DiskCache, cannot_cache, may_be_cached
from .dependencies import Untold, dependencies
from .errors import explain
from .parameters import without_keyword_only
from .rewrite import Rewrite
from .stack import provide_symbols
from .texts import CheckTexts
from .tries import faults_of_tries

# What Numba's compiler lets through: its own errors, and those of faults in its passes.
_FAILURES = (
    NumbaError,
    UnsupportedBytecodeError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)


def jitted(function: FunctionType, options: JitOptions) -> Callable[..., Any]:
    """A function under Numba; one that Numba would make otherwise, compiled ahead of time.

    Raises:
        UnsupportedError: if neither of them can compile it.
    """
    faults = faults_with_callees(function, is_unknown)
    if faults:
        return compile_ahead(function, options, faults)
    return Jitted(function, options)


def is_unknown(found: FunctionType) -> bool:
    """Whether Numba has no meaning of its own for a Python function."""
    try:
        cpu_target.typing_context.resolve_value_type(found)
    except ValueError:
        return True
    return False


class Jitted(CPUDispatcher):
    """A function that Numba compiles at its first call with values of some types."""

    # Other entry points find the Python function in `__wrapped__`.
    __pyexec_function__ = True

    def __init__(
        self,
        function: FunctionType,
        options: JitOptions,
        along: dict[FunctionType, Jitted] | None = None,
    ) -> None:
        faults = faults_of_tries(function)
        if faults:
            raise UnsupportedError(faults)
        provide_symbols()
        self.python_function = function
        self.options = options
        taken = without_keyword_only(function)
        super().__init__(taken, None, options.for_numba(), _pipeline(self))
        self.__wrapped__ = function
        # What is called instead of code of Numba's, once it is known that Numba cannot make it.
        self._ahead: Callable[..., Any] | None = None
        # Functions without a decorator that this one calls, with this one.
        self._along = {} if along is None else along
        self._along[function] = self
        if options.cache is not False and may_be_cached(function, options):
            self._cache = DiskCache(self._dependencies)

    # Calls

    def _compile_for_args(self, *args: Any, **kws: Any) -> Any:
        """What Numba's dispatcher calls where it has no code for the types of a call."""
        if self._ahead is not None:
            return self._ahead  # which Numba's dispatcher calls
        annotations = read_annotations(self.python_function)
        self._check_arguments(annotations, args)
        try:
            unsigned = self._unsigned(annotations, args)
            if unsigned is not None:
                return unsigned
            return super()._compile_for_args(*args, **kws)
        except UnsupportedError:
            # A function that was not defined yet when this one was decorated.
            faults = faults_with_callees(self.python_function, is_unknown)
            if not faults:
                raise
            self._ahead = compile_ahead(self.python_function, self.options, faults)
            return self._ahead
        except PyExecError:
            raise
        except _FAILURES as error:
            explained = explain(self.python_function, error)
            self._ahead = compile_instead(self.python_function, self.options)
            if self._ahead is None:
                raise explained from error
            return self._ahead

    def _check_arguments(self, annotations: Annotations, args: tuple[Any, ...]) -> None:
        """Refuse what is no number where numbers are taken, and an `int` of more than 64 bits.

        Raises:
            TypeError, OverflowError: as every backend raises them.
        """
        code = self.py_func.__code__
        for name, value in zip(code.co_varnames[: code.co_argcount], args, strict=False):
            given = value.value if isinstance(value, OmittedArg) else value
            t = annotations.parameters.get(name)
            where = f"{self.__name__}() argument {name!r}"
            number = isinstance(given, bool | int | float | complex | numpy.generic)
            if annotations.numbers_only and not number:
                raise TypeError(f"{where} must be {t}, not {type(given).__name__}")
            if type(given) is int and not -(2**63) <= given < 2**64:
                raise OverflowError(f"{where} must fit {t or 'in 64 bits'}")

    def _unsigned(self, annotations: Annotations, args: tuple[Any, ...]) -> Any:
        """Code for an `int` given for a uint64, which Numba's C code takes for an int64.

        Its wrapper converts from a Python int in the whole range of uint64.
        """
        given = tuple(self.typeof_pyval(a) for a in args if not isinstance(a, OmittedArg))
        names = list(annotations.parameters.items()) if annotations.numbers_only else []
        wanted = tuple(
            types.uint64 if t is UINT64 and type(value) is int else found
            for (_, t), value, found in zip(names, args, given, strict=False)
        )
        if wanted == given or len(wanted) < len(args) or types.uint64 not in wanted:
            return None
        entry = self.compile(wanted)
        signed = [
            types.int64 if type(value) is int else found
            for value, found in zip(args, wanted, strict=True)
        ]
        self._insert([t._code for t in signed], entry, False)
        return entry

    # Pickling: by the Python function and the options, as Numba pickles its own

    def _reduce_states(self) -> dict[str, Any]:
        return {
            "uuid": str(self._uuid),
            "function": self.python_function,
            "options": vars(self.options),
        }

    @classmethod
    def _rebuild(cls, uuid: str, function: FunctionType, options: dict[str, Any]) -> Jitted:
        known = cls._memo.get(uuid)
        if known is None:
            known = cls(function, JitOptions(**options))
            known._set_uuid(uuid)
        return known

    # The cache

    def _dependencies(self) -> str | None:
        try:
            text = dependencies(self.python_function, lambda f: not is_unknown(f))
        except (CompileError, Untold) as error:
            if self.options.cache:
                raise cannot_cache(self.python_function, str(error)) from error
            return None
        return f"{self.options}\n{text}"

    # What the pass asks

    @property
    def fastmath(self) -> bool:
        return self.options.fastmath

    @property
    def wraps(self) -> bool:
        return self.options.overflow == "wrap"

    @property
    def numbers(self) -> bool:
        # Numba finds out what a parallel loop sums up by its operators.
        return not self.options.parallel

    def compiled_along(self, found: object) -> Jitted | None:
        if isinstance(found, CPUDispatcher):
            return None
        compiled = getattr(type(found), "__pyexec_function__", False)
        if not compiled and not (isinstance(found, FunctionType) and is_unknown(found)):
            return None
        try:
            function = plain_function(found)
        except CompileError:
            return None
        if function not in self._along:
            Jitted(function, self.options, self._along)
        return self._along[function]

    def is_running(self, found: object) -> bool:
        return isinstance(found, CPUDispatcher) and bool(found.is_compiling)


def _pipeline(owner: Jitted) -> type[CompilerBase]:
    """Numba's pipeline with the pass of ours, for one function object."""

    class Pipeline(CompilerBase):
        def define_pipelines(self) -> list[Any]:
            self.state.pyexec = owner
            manager = DefaultPassBuilder.define_nopython_pipeline(self.state)
            manager.add_pass_after(Rewrite, InlineClosureLikes)
            manager.add_pass_after(CheckTexts, NopythonTypeInference)
            manager.finalize()
            return [manager]

    return Pipeline
