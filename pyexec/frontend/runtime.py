"""Brings the functions of `rt/` into a program, compiled on first use and then kept.

    link(program, options, adapt)    # adds what the program's functions call, and what that calls

`adapt` does to a new function what the target asks for, before it is kept.  Where machine code
for some functions is there by itself, they come without blocks (`apart`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from ..interface import RELEASE, Required
from ..ir.nodes import Function, Program
from ..record import changed
from ..types import by_name
from . import counting
from .build import build
from .check import FunctionChecker
from .generics import generic, known_instance, runtime_object
from .source import find_source
from .unit import Options, Unit

# Rewrites a function for the target; what it does depends on the options alone.
Adapt = Callable[[Function], None]

# Gives a function whose machine code stands apart, by its name; None for the others.
Apart = Callable[[str], Function | None]

_compiled: Final[dict[tuple[str, Options], Function]] = {}
_lock: Final = threading.Lock()


def link(program: Program, options: Options, adapt: Adapt, apart: Apart | None = None) -> None:
    """Add the runtime functions that the program exports or calls, directly or not.

    `adapt` rewrites each new function for the target, in place.  What `apart` gives is taken
    as it is, and leads to nothing else.
    """
    # The runtime is written for inference, and fastmath does not reach into it.
    own = changed(options, infer=True, fastmath=False)
    work = [*program.exported]
    work += [name for function in program.functions.values() for name in function.callees()]
    while work:
        name = work.pop()
        if name not in program.functions:
            function = (apart and apart(name)) or _instance(name, own, adapt)
            program.functions[name] = function
            work += function.callees()


def instance_name(required: Required, options: Options) -> str:
    """The name in programs of a function of `rt/` that a backend needs for types."""
    if required.target == RELEASE:
        return counting.operation("release_any", *required.types)
    found = generic(required.target)
    bindings = dict(zip(found.variables, required.types, strict=True))
    return found.instance(bindings, options.address).name


def _instance(name: str, options: Options, adapt: Adapt) -> Function:
    """A runtime function by its name in the program, such as `integers.power_signed[int8]`."""
    with _lock:
        function = _compiled.get((name, options))
        if function is None:
            function = _compile(name, options)
            adapt(function)
            _compiled[name, options] = function
        return function


def _compile(name: str, options: Options) -> Function:
    counted = counting.function(name, options.address)
    if counted is not None:
        return counted
    unit = Unit(options)
    instance = known_instance(name, options.address)
    if instance is not None:
        python = runtime_object(instance.generic.target)
        bindings = {str(variable): t for variable, t in instance.bindings.items()}
    else:
        target, _, argument = name.rstrip("]").partition("[")
        python = runtime_object(target)
        bindings = {"T": by_name(argument)} if argument else {}
    checker = FunctionChecker(unit, find_source(python), python, options, bindings)
    return build(checker.check(name))
