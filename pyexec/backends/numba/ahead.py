"""Compiles ahead of time what Numba would make otherwise than Python.

    faults = faults_with_callees(function)      # of its `try` statements, if it has any
    function = compile_ahead(function, options, faults)

What Numba cannot do, the ahead-of-time compiler can for functions of numbers, where both
give the same answers.  So those under `jit` need not know which of the two compiled them.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from numba.core.dispatcher import Dispatcher

from ...errors import CompileError, Diagnostic, SourceError, UnsupportedError
from ...frontend.fingerprint import names_read
from ...frontend.names import MISSING, Names
from ...frontend.source import find_source, plain_function
from ...options import CodeOptions, JitOptions
from .annotations import read_annotations
from .caching import may_be_cached
from .tries import faults_of_tries

Follows = Callable[[FunctionType], bool]


def faults_with_callees(function: FunctionType, follows: Follows) -> list[Diagnostic]:
    """What Numba cannot compile of the `try` statements of a function.

    Those of the functions that it calls count where it could be compiled ahead of time.
    `follows` says whether a Python function is compiled along, not one that Numba knows.
    """
    faults: list[Diagnostic] = []
    seen = {function}
    work = [function]
    while work:
        at_hand = work.pop(0)
        faults += faults_of_tries(at_hand)
        if not read_annotations(function).numbers_only:
            break
        found = [callee for callee in _callees(at_hand, follows) if callee not in seen]
        seen.update(found)
        work += found
    return faults


def _callees(function: FunctionType, follows: Follows) -> list[FunctionType]:
    """The functions of the user's that a function names, as far as they are defined yet."""
    try:
        source = find_source(function)
    except SourceError:
        return []
    names = Names(function, decorated=bool(source.node.decorator_list))
    found: dict[FunctionType, None] = {}
    for path in sorted(names_read(source)):
        value = names.lookup(path[0])
        for attribute in path[1:]:
            value = getattr(value, attribute, MISSING) if isinstance(value, ModuleType) else MISSING
        compiled = getattr(type(value), "__pyexec_function__", False)
        if isinstance(value, Dispatcher) and not compiled:
            continue  # by Numba's own decorator: it is called as it is
        if compiled or (isinstance(value, FunctionType) and follows(value)):
            found[plain_function(value)] = None
    return [*found]


def compile_ahead(
    function: FunctionType, options: JitOptions, faults: list[Diagnostic]
) -> Callable[..., Any]:
    """What `aot` makes of a function of which Numba cannot compile some pieces.

    Raises:
        UnsupportedError: with those pieces, if it cannot be compiled ahead of time either.
        OptionError: if it is to be cached, and cannot be.
    """
    if options.parallel or not read_annotations(function).numbers_only:
        raise UnsupportedError(faults)
    try:
        return _compiled(function, options)
    except CompileError as error:
        raise UnsupportedError(faults) from error


def compile_instead(function: FunctionType, options: JitOptions) -> Callable[..., Any] | None:
    """What `aot` makes of a function that Numba has refused; None if that cannot be either.

    Raises:
        OptionError: if it is to be cached, and cannot be.
    """
    if options.parallel:
        return None
    try:
        return _compiled(function, options)
    except CompileError:
        return None


def _compiled(function: FunctionType, options: JitOptions) -> Callable[..., Any]:
    from ...inprocess import compile_function

    cached = options.cache is not False and (may_be_cached(function, options) or not options.cache)
    code = CodeOptions(
        infer=True, overflow=options.overflow, fastmath=options.fastmath, nogil=options.nogil
    )
    return compile_function(function, code, cached)
