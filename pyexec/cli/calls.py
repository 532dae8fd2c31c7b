"""How a function's compiled form is called as the function is, and how it raises.

call = called(function, signature, machine_code)    # call(2, exponent=10)
exception(RaisedError("KeyError", "3"))             # KeyError("3")
"""

from __future__ import annotations

import builtins
import functools
from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..interface import RaisedError, Signature, key_of


def exception(error: RaisedError) -> Exception:
    """The Python exception that JavaScript's error stands for."""
    kind: type[Exception] = getattr(builtins, error.exception)
    if not error.message:
        return kind()
    return kind(key_of(error.message) if issubclass(kind, KeyError) else error.message)


def called(
    function: FunctionType, signature: Signature, call: Callable[..., Any]
) -> Callable[..., Any]:
    """A callable with a function's parameters for one that takes exact values in order.

    The errors of wrong arguments are those of `pyexec.aot`.
    """
    from ..backends.callable.conversion import binder, exact_values

    bind, exact = binder(function, signature), exact_values(signature)

    @functools.wraps(function)
    def convert_and_call(*args: Any, **kwargs: Any) -> Any:
        return call(*exact(*bind(*args, **kwargs)))

    return convert_and_call
