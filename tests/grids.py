"""Boundary values of every type, and functions of one expression compiled by the hundred.

    cases = [Case("a // b", (INT, INT), INT)]
    natives = native(cases, folder)         # one callable for each case
    natives[0](-7, 2) == -4

A grid is all combinations of the values of a case's parameters.
"""

from __future__ import annotations

import importlib.util
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from answers import Answer, Raised
from machines import WasmInstance, build_module

from pyexec.backends.callable.addresses import address_of
from pyexec.backends.callable.function import Function, Native, bind, make_function
from pyexec.backends.callable.loader import load
from pyexec.backends.callable.objects.call import required
from pyexec.backends.callable.wrapper import vectorcall_symbol, vectorcall_text
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.driver import Front, assemble, frontend, optimized
from pyexec.frontend.unit import Options
from pyexec.inprocess import InProcess
from pyexec.ir.interpreter import Interpreter
from pyexec.native_heap import install_heap
from pyexec.ops import round_float
from pyexec.options import CodeOptions
from pyexec.support import install_support
from pyexec.types import BOOL, UINT32, Type

PLAIN = Options()

_WHOLE = (
    0, 1, -1, 2, -2, 3, -7, 10, 63, 64, 100, 2**31 - 1, 2**31, -(2**31), 2**32 - 1, 2**32,
    2**53, 2**53 + 1, -(2**53) - 1, 2**62, 3037000500, 2**63, 2**64 - 2049,
)  # fmt: skip
_REAL = (
    0.0, -0.0, 1.0, -1.0, 0.5, -1.5, 2.0, 3.0, -7.0, 0.1, 1e-7, 123456.789, math.nan,
    math.inf, -math.inf, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
    -1.7976931348623157e308, 2.0**53, 2.0**63, -(2.0**63), 2.0**64, 1e-300,
)  # fmt: skip
_SINGLE = (
    0.0, -0.0, 1.0, -1.0, 0.5, -1.5, 2.0, 3.0, -7.0, 0.1, 1e-7, 123456.789, math.nan,
    math.inf, -math.inf, 1.4e-45, -1.4e-45, 1.1754943508222875e-38, 3.4028234663852886e38,
    -3.4028234663852886e38, 2.0**24, 2.0**63, 1e-30,
)  # fmt: skip
_PARTS = (
    (0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (1.0, 0.0), (0.0, 1.0), (-1.0, -0.0), (2.0, 0.0),
    (1.5, -2.5), (-3.0, 4.0), (0.1, 0.2), (math.inf, 0.0), (0.0, -math.inf),
    (math.nan, 1.0), (1.0, math.nan), (math.inf, math.nan), (1e30, 1e30), (1e-30, 0.0),
)  # fmt: skip


def values(t: Type) -> list[Any]:
    """The boundary values of a type."""
    if t is BOOL:
        return [False, True]
    if t.is_integer:
        edges = (t.minimum, t.minimum + 1, t.maximum, t.maximum - 1, t.maximum // 2 + 1)
        return list(dict.fromkeys(v for v in (*_WHOLE, *edges) if t.holds(v)))
    if t.is_float:
        return list(_REAL) if t.bits == 64 else [round_float(t, v) for v in _SINGLE]
    wide = (1e200, -1e200) if t.bits == 128 else (1e38, -1e38)
    pairs = [*_PARTS, wide]
    return [complex(round_float(t.part, re), round_float(t.part, im)) for re, im in pairs]


def few(t: Type) -> list[Any]:
    """Some of them, for the backends that are slow to call."""
    everything = values(t)
    step = max(1, len(everything) // 7)
    return everything[:: step if step % 2 else step + 1]


@dataclass(frozen=True)
class Case:
    """A function of one expression over parameters a, b, ... of given types."""

    expression: str
    parameters: tuple[Type, ...]
    result: Type

    def source(self, name: str) -> str:
        given = ", ".join(f"{n}: {t.name}" for n, t in zip("abc", self.parameters, strict=False))
        body = self.expression.replace("\n", "\n    ")
        if not body.startswith(("q, ", "m, ", "f, ")):
            body = f"return {body}"
        return f"def {name}({given}) -> {self.result.name}:\n    {body}\n"

    def __str__(self) -> str:
        return f"{self.expression!r} of {', '.join(map(str, self.parameters))}"

    def grid(self, choose: Callable[[Type], list[Any]] = values) -> list[tuple[Any, ...]]:
        """All combinations of its parameters' values."""
        return list(itertools.product(*map(choose, self.parameters)))


_IMPORTS = """\
import math
from pyexec import bool_, complex64, complex128, float32, float64
from pyexec import int8, int16, int32, int64, uint8, uint16, uint32, uint64

"""


def load_module(path: Path) -> ModuleType:
    """A file as a module, executed."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def functions(cases: Sequence[Case], folder: Path) -> list[FunctionType]:
    """The Python functions of cases, in a file of their own."""
    path = folder / "cases.py"
    texts = [case.source(f"case{number}") for number, case in enumerate(cases)]
    path.write_text(_IMPORTS + "\n".join(texts))
    module = load_module(path)
    return [getattr(module, f"case{number}") for number in range(len(cases))]


def native(
    cases: Sequence[Case], folder: Path, options: Options = PLAIN, level: int = 3
) -> list[Function]:
    """A callable of this process for each case, all in one module."""
    return callables(functions(cases, folder), options, level)


def callables(
    python: Sequence[FunctionType], options: Options = PLAIN, level: int = 3
) -> list[Function]:
    """A callable of this process for each function, all in one module."""
    return callables_of(native_front(python, options), python, level)


def native_front(python: Sequence[FunctionType], options: Options = PLAIN) -> Front:
    """What the frontend makes of functions of this process."""
    return frontend(python, options, required)


def callables_of(front: Front, python: Sequence[FunctionType], level: int) -> list[Function]:
    """A callable for each function of what the frontend has made of them."""
    machine = targets.host().machine(level)
    lowered = lower(front.program, NATIVE)
    ends = vectorcall_text(
        front.entries, lowered.errors, callees=front.callees, prints=front.prints
    )
    text = assemble(machine, lowered.text, ends)
    with optimized(text, machine, level, front.straight) as (module, _):
        object_bytes = module.emit_object(machine)
    install_support()
    if any(entry.needs_heap for entry in front.entries):
        install_heap()
    loaded = load(object_bytes, address_of)
    result = []
    for function, entry in zip(python, front.entries, strict=True):
        made = make_function(function, entry.signature, InProcess(function, CodeOptions()))
        bind(made, Native(loaded, loaded.address(vectorcall_symbol(entry))))
        result.append(made)
    return result


def interpreted(
    cases: Sequence[Case], folder: Path, options: Options = PLAIN
) -> list[Callable[..., Any]]:
    """The reference interpreter for each case."""
    front = frontend(functions(cases, folder), options)
    machine = Interpreter(front.program)
    return [
        lambda *arguments, name=name: machine.call(name, *arguments)
        for name in front.program.exported
    ]


def in_wasm(cases: Sequence[Case], folder: Path) -> list[Callable[..., Answer]]:
    """The raw exports of one module under wasmtime."""
    options = Options(math_library=False, wide_multiply=False, address=UINT32)
    entries, errors, files = build_module(functions(cases, folder), options, folder / "cases.wasm")
    instance = WasmInstance(files["wasm"].read_bytes(), entries, errors)
    return [
        lambda *arguments, name=f"case{number}": instance.call(name, *arguments)
        for number in range(len(cases))
    ]


def answer(function: Callable[..., Any], arguments: Sequence[Any]) -> Answer:
    """A call's value, or the class of its exception."""
    try:
        value: Answer = function(*arguments)
    except Exception as error:
        return Raised(type(error).__name__)
    return value
