"""Brings the functions of `rt/` into a program, compiled on first use and then kept.

    link(program, options)    # adds what the program's functions call, and what that calls
"""

from __future__ import annotations

import threading
from typing import Final

from ..ir.nodes import Function, Program
from ..record import changed
from ..types import Type, by_name
from .build import build
from .check import FunctionChecker
from .source import find_source
from .unit import Options, Unit, runtime_object

_compiled: Final[dict[tuple[str, Options], Function]] = {}
_lock: Final = threading.Lock()


def link(program: Program, options: Options) -> None:
    """Add the runtime functions that the program calls, directly or not."""
    # The runtime is written for inference, and fastmath does not reach into it.
    own = changed(options, infer=True, fastmath=False)
    work = [name for function in program.functions.values() for name in function.callees()]
    while work:
        name = work.pop()
        if name not in program.functions:
            function = _instance(name, own)
            program.functions[name] = function
            work += function.callees()


def _instance(name: str, options: Options) -> Function:
    """A runtime function by its name in the program, such as `integers.power_signed[int8]`."""
    with _lock:
        function = _compiled.get((name, options))
        if function is None:
            function = _compiled[name, options] = _compile(name, options)
        return function


def _compile(name: str, options: Options) -> Function:
    target, _, argument = name.rstrip("]").partition("[")
    binding: Type | None = by_name(argument) if argument else None
    python = runtime_object(target)
    unit = Unit(options)
    checker = FunctionChecker(unit, find_source(python), python, options, binding)
    return build(checker.check(name), options)
