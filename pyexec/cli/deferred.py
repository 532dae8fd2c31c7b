"""Decorators of the user's file that compile nothing while a command imports it.

    with deferred_decorators():
        exec(code, namespace)            # `@pyexec.aot` gives a `Deferred`

`@aot`, `@jit` and `@compile` compile where they stand: an import would then stop at the
first function that is wrong, and compile what the command does not ask for.  Here each
notes its function and options, and compiles when the function is used after all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pyexec

# The entry points that are decorators.
DECORATORS: Final = ("aot", "compile", "jit")

# Options that say what a program means, with their values where nobody says anything.
LANGUAGE: Final = {"infer": False, "overflow": "raise", "fastmath": False}

_MISSING: Final = object()


class Deferred:
    """A function that an entry point has decorated, and does not compile before it is used."""

    # What `plain_function` knows the functions of entry points by.
    __pyexec_function__ = True

    __wrapped__: object

    def __init__(
        self, function: object, decorator: str, real: Callable[..., Any], options: dict[str, Any]
    ) -> None:
        functools.update_wrapper(self, function)  # type: ignore[arg-type]
        self.decorator = decorator
        self.options: Mapping[str, Any] = options
        self._real = real

    @property
    def py_func(self) -> object:
        """The Python function, as Numba's functions have it too; asking compiles nothing."""
        return self.__wrapped__

    @functools.cached_property
    def _compiled(self) -> Any:
        if self.options:
            return self._real(**self.options)(self.__wrapped__)
        return self._real(self.__wrapped__)

    @property
    def language(self) -> dict[str, Any]:
        """What its decorator says of the program's meaning: `infer`, `overflow`, `fastmath`."""
        # What `compile` takes in development, it has to take in production.
        implied = {"infer": True} if self.decorator == "compile" else {}
        own = {name: self.options[name] for name in LANGUAGE if name in self.options}
        return {**implied, **own}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._compiled(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._compiled, name)


def _decorator(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """What stands in for an entry point: bare or with options, as the entry point itself."""

    def decorate(func: Any = _MISSING, /, **options: Any) -> Any:
        if func is _MISSING:
            return lambda function: Deferred(function, name, real, options)
        return Deferred(func, name, real, options)

    return functools.wraps(real)(decorate)


@contextmanager
def deferred_decorators() -> Iterator[None]:
    """Let the decorators of `pyexec` defer their work while a file is imported."""
    namespace = vars(pyexec)
    real = {name: getattr(pyexec, name) for name in DECORATORS if hasattr(pyexec, name)}
    namespace.update({name: _decorator(name, function) for name, function in real.items()})
    try:
        yield
    finally:
        namespace.update(real)
