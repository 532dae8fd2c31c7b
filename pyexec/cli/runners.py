"""The ways in which `pyexec run` calls a function.

    call = RUNNERS["wasm"](power, CodeOptions())
    call(2, 10)                    # 1024; raises what the function raises

Each gives a callable with the function's own parameters.  What a backend takes to start
is imported when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FunctionType
from typing import Any, Final

from ..options import CodeOptions
from ..types import Type
from .calls import called

Runner = Callable[[FunctionType, CodeOptions], Callable[..., Any]]


def aot(function: FunctionType, options: CodeOptions) -> Callable[..., Any]:
    """Machine code in this process, from the disk cache where it is there."""
    from ..inprocess import compile_function

    return compile_function(function, options)


def jit(function: FunctionType, options: CodeOptions) -> Callable[..., Any]:
    """Numba's machine code, made at the call."""
    from ..just_in_time import jit as entry_point

    return entry_point(overflow=options.overflow, fastmath=options.fastmath)(function)


def interpreter(function: FunctionType, options: CodeOptions) -> Callable[..., Any]:
    """The interpreter of the IR, which is what the IR means."""
    from ..crossing.hosts import Interpreted, call_with
    from ..crossing.needs import needs
    from ..driver import frontend
    from ..frontend.boundary import INTERPRETER
    from ..frontend.unit import Options
    from ..ir.interpreter import Interpreter

    language = Options(options.infer, options.overflow == "wrap", options.fastmath)
    front = frontend([function], language, needs, surface=INTERPRETER)
    (entry,), (name,) = front.entries, front.names
    machine, signature = Interpreter(front.program), entry.signature
    host = Interpreted(machine, front.callees)

    def call(*values: Any) -> Any:
        rounded = [_rounded(p.type, v) for p, v in zip(signature.parameters, values, strict=True)]
        try:
            return call_with(host, entry, partial(machine.call, name), rounded)
        finally:
            sys.stdout.write(host.printed())

    return called(function, signature, call)


def _rounded(t: Type, value: Any) -> Any:
    """A number as its type has it, where that has fewer digits than Python."""
    from ..ops import round_float

    if t.is_complex:
        return complex(round_float(t.part, value.real), round_float(t.part, value.imag))
    return round_float(t, value) if t.is_float else value


def wasm(function: FunctionType, options: CodeOptions) -> Callable[..., Any]:
    """A WebAssembly module, under wasmtime or Node."""
    from .webassembly import instance

    return instance(function, options)


RUNNERS: Final[dict[str, Runner]] = {
    "aot": aot,
    "jit": jit,
    "interpreter": interpreter,
    "wasm": wasm,
}
