"""The entry points `jit` and `compile`: functions that Numba compiles when they are called.

    @pyexec.jit
    def total(values): ...

    @pyexec.compile          # by Numba; ahead of time where PYEXEC_MODE=production
    def fibonacci(n: int) -> int: ...

Nothing of Numba is imported before one of them is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from .errors import CompileError, OptionError
from .options import check_names, code_options, jit_options

# What type checkers take for True, without the time to import `typing`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, ParamSpec, Protocol, TypeVar, overload

    from .options import CodeOptions, JitOptions

    Parameters = ParamSpec("Parameters")
    Result = TypeVar("Result", covariant=True)

    class Jitted(Protocol[Parameters, Result]):
        """What `jit` gives, to a type checker: the function, as Numba's dispatcher has it."""

        __name__: str
        __qualname__: str

        def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result: ...

        @property
        def __wrapped__(self) -> Callable[Parameters, Result]: ...

        @property
        def py_func(self) -> Callable[Parameters, Result]: ...

        @property
        def signatures(self) -> list[Any]: ...

        def inspect_types(self, file: Any = ...) -> None: ...

        def inspect_llvm(self, signature: Any = ...) -> Any: ...

        def inspect_asm(self, signature: Any = ...) -> Any: ...

    class EitherWay(Protocol[Parameters, Result]):
        """What `compile` gives in both modes."""

        __name__: str
        __qualname__: str

        def __call__(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result: ...

        @property
        def __wrapped__(self) -> Callable[Parameters, Result]: ...

else:

    def overload(function):
        return function


# The function of `@jit(...)`, which comes with a second call.
_OMITTED = object()

MODES: Final = ("development", "production")

# What means the same in both modes.
_COMMON: Final = ("overflow", "fastmath", "nogil")


@overload
def jit(func: Callable[Parameters, Result], /) -> Jitted[Parameters, Result]: ...


@overload
def jit(
    *,
    parallel: bool = ...,
    fastmath: bool = ...,
    nogil: bool = ...,
    cache: bool = ...,
    boundscheck: bool = ...,
    overflow: str = ...,
) -> Callable[[Callable[Parameters, Result]], Jitted[Parameters, Result]]: ...


def jit(func: Any = _OMITTED, /, **options: Any) -> Any:
    """Compile a function with Numba, for the types that each call brings.

    Used as `@jit`, or with options as `@jit(fastmath=True)`.  Annotations are not needed;
    where they name numbers they count, and a function whose parameters are all annotated
    with numbers computes as PyExec's other backends do.

    Args:
        func: a Python function.
        parallel: run `numba.prange` loops and array expressions on all processors; the
            arithmetic is Numba's own then.
        fastmath: let float arithmetic be reassociated, at the price of the last digits.
        nogil: release the global interpreter lock while the function runs.
        cache: False keeps the compiled code out of the disk cache, True makes it an error
            if it cannot be kept there.  By default it is kept where that is possible: the
            function has a file, and depends on nothing that could change unnoticed.
        boundscheck: raise IndexError for an index outside of an array, which otherwise
            reads or destroys what lies there.
        overflow: "raise" (an `int` result beyond 64 bits is an OverflowError) or "wrap",
            in functions whose parameters are all annotated with numbers.

    Returns:
        Numba's dispatcher, a callable that takes and gives what the Python function does.
        `__wrapped__` is the Python function.  A function of numbers with a `try` that Numba
        would make otherwise than Python, or that calls one, is compiled as by `aot`; so is
        a function that Numba refuses, where `aot` takes it.

    Raises:
        CompileError: if it is no function that can be compiled; at the first call with new
            types, if Numba cannot compile it for them.
        OptionError: if an option has a value that it cannot have.
        ToolError: if Numba is missing or too old.
    """
    return _decorated(func, _jit, jit_options(options))


def _decorated(func: Any, build: Callable[[Any, Any], Any], options: Any) -> Any:
    """The function that `build` makes, or where there is none yet, what takes one."""
    return (lambda function: build(function, options)) if func is _OMITTED else build(func, options)


def _jit(target: object, options: JitOptions) -> Any:
    from .backends.numba.library import is_disabled, require_numba
    from .frontend.source import plain_function

    function = plain_function(target)
    require_numba()
    if is_disabled():
        return function
    from .backends.numba.dispatcher import jitted

    return jitted(function, options)


@overload
def compile(func: Callable[Parameters, Result], /) -> EitherWay[Parameters, Result]: ...


@overload
def compile(
    *, overflow: str = ..., fastmath: bool = ..., nogil: bool = ...
) -> Callable[[Callable[Parameters, Result]], EitherWay[Parameters, Result]]: ...


def compile(func: Any = _OMITTED, /, **options: Any) -> Any:
    """Compile a function with Numba while it is developed, ahead of time in production.

    The environment variable PYEXEC_MODE decides, when a function is decorated:
    "development" (or nothing) is `jit(boundscheck=True)`, "production" `aot(infer=True)`.
    What takes or gives texts and containers is compiled as by `aot` in both.

    Args:
        func: a Python function.  In production its parameters and result must be annotated.
        overflow: "raise" or "wrap", as for `aot` and `jit`.
        fastmath: let float arithmetic be reassociated, at the price of the last digits.
        nogil: release the global interpreter lock while the function runs.

    Returns:
        A callable that takes and gives what the Python function does.

    Raises:
        CompileError: if the function cannot be compiled, as from `jit` or `aot`.
        OptionError: if PYEXEC_MODE or an option has a value that it cannot have.
        ToolError: if Numba is needed, and missing or too old.
    """
    mode = os.environ.get("PYEXEC_MODE") or MODES[0]
    if mode not in MODES:
        raise OptionError(
            f"PYEXEC_MODE is {mode!r}",
            help="PYEXEC_MODE is 'development' (which is the default) or 'production'",
        )
    check_names(options, _COMMON)
    if mode == "development":
        jit = jit_options({"boundscheck": True, **options})
        ahead = code_options({"infer": True, **options})
        return _decorated(func, lambda function, jit: _develop(function, jit, ahead), jit)
    from .inprocess import compile_function

    return _decorated(func, compile_function, code_options({"infer": True, **options}))


def _develop(target: object, options: JitOptions, ahead: CodeOptions) -> Any:
    """A function for development: Numba knows numbers and arrays, `aot` texts and containers."""
    from .frontend.unit import Options, Unit
    from .inprocess import compile_function

    try:
        if Unit(Options(infer=True)).add(target).signature.has_objects:
            return compile_function(target, ahead)
    except CompileError:
        pass  # Numba may know it
    return _jit(target, options)
