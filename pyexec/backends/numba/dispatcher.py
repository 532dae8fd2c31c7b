"""The function object that `pyexec.jit` gives: Numba's dispatcher with a pipeline of ours.

    function = Jitted(python_function, JitOptions())
    function(3)              # compiled for an int here, by Numba

Calls go through Numba's dispatcher in C, unchanged; only where it has no code yet for the
types of a call does it come to what is here: the pipeline with its pass, the cache, and
errors in plain words.
"""

from __future__ import annotations

import os
from types import FunctionType
from typing import Any

import numpy
from numba.core import types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.dispatcher import OmittedArg
from numba.core.errors import NumbaError, UnsupportedBytecodeError
from numba.core.registry import CPUDispatcher
from numba.core.untyped_passes import InlineClosureLikes

from ... import cache
from ...errors import CompileError, OptionError, PyExecError
from ...frontend.source import plain_function
from ...options import JitOptions
from ...types import UINT64
from . import memory as _memory  # noqa: F401  (its functions are Numba's from then on)
from .annotations import Annotations, read_annotations
from .caching import DiskCache
from .dependencies import Untold, dependencies
from .errors import explain
from .parameters import without_keyword_only
from .rewrite import Rewrite
from .stack import provide_symbols
from .tries import check_tries

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
        check_tries(function)
        provide_symbols()
        self.python_function = function
        self.options = options
        taken = without_keyword_only(function)
        super().__init__(taken, None, options.for_numba(), _pipeline(self))
        self.__wrapped__ = function
        # Functions without a decorator that this one calls, with this one.
        self._along = {} if along is None else along
        self._along[function] = self
        if options.cache is not False and self._may_be_cached():
            self._cache = DiskCache(self._dependencies)

    # Calls

    def _compile_for_args(self, *args: Any, **kws: Any) -> Any:
        """What Numba's dispatcher calls where it has no code for the types of a call."""
        annotations = read_annotations(self.python_function)
        self._check_arguments(annotations, args)
        try:
            unsigned = self._unsigned(annotations, args)
            if unsigned is not None:
                return unsigned
            return super()._compile_for_args(*args, **kws)
        except PyExecError:
            raise
        except _FAILURES as error:
            raise explain(self.python_function, error) from error

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

    def _may_be_cached(self) -> bool:
        """Whether the function has a file, and there is a place for what is made of it.

        Raises:
            OptionError: if it cannot, though it is to be cached.
        """
        path, folder = self.python_function.__code__.co_filename, cache.folder()
        if not os.path.isfile(path):
            reason = f"it was defined in {path}, which is no file"
        elif not cache.is_writable():
            reason = f"the folder {folder} cannot be written to"
        else:
            return True
        if self.options.cache:
            raise _cannot_cache(self.__name__, reason)
        return False

    def _dependencies(self) -> str | None:
        try:
            text = dependencies(self.python_function, lambda f: not self._is_unknown(f))
        except (CompileError, Untold) as error:
            if self.options.cache:
                raise _cannot_cache(self.__name__, str(error)) from error
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
        if not compiled and not (isinstance(found, FunctionType) and self._is_unknown(found)):
            return None
        try:
            function = plain_function(found)
        except CompileError:
            return None
        if function not in self._along:
            Jitted(function, self.options, self._along)
        return self._along[function]

    def _is_unknown(self, found: FunctionType) -> bool:
        """Whether Numba has no meaning of its own for a Python function."""
        try:
            self.typingctx.resolve_value_type(found)
        except ValueError:
            return True
        return False

    def is_running(self, found: object) -> bool:
        return isinstance(found, CPUDispatcher) and bool(found.is_compiling)


def _cannot_cache(name: str, reason: str) -> OptionError:
    return OptionError(
        f"cache is True, but '{name}' cannot be cached: {reason}",
        help="leave cache out: a function is cached wherever that is possible",
    )


def _pipeline(owner: Jitted) -> type[CompilerBase]:
    """Numba's pipeline with the pass of ours, for one function object."""

    class Pipeline(CompilerBase):
        def define_pipelines(self) -> list[Any]:
            self.state.pyexec = owner
            manager = DefaultPassBuilder.define_nopython_pipeline(self.state)
            manager.add_pass_after(Rewrite, InlineClosureLikes)
            manager.finalize()
            return [manager]

    return Pipeline
