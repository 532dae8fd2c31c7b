"""The backends of the test suite: each answers calls of the functions of a data file.

    answers = MACHINES["c"](data_file, expectations, tmp_path)

One compilation and one process serve a whole file.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

import c_calls
import numpy
import pytest
import wasmtime
from answers import Answer, Number, Raised, outcome
from expectations import NAMES, DataFile, Expectation, load
from watching import watched

import pyexec
from pyexec.backends.clib import build as library
from pyexec.backends.clib import crossing
from pyexec.backends.clib import exports as c_exports
from pyexec.backends.clib.heap import MESSAGES
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE, WEBASSEMBLY
from pyexec.backends.wasm import build as web
from pyexec.backends.wasm import exports as web_exports
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.driver import Extras, assemble, frontend, optimized
from pyexec.frontend.boundary import C_LIBRARY
from pyexec.frontend.unit import Options
from pyexec.interface import Entry, RaisedError
from pyexec.ir.heap import text_at
from pyexec.ir.interpreter import Interpreter
from pyexec.ops import round_float
from pyexec.rt import layout
from pyexec.types import UINT32, Kind, Type

Machine = Callable[[DataFile, Sequence[Expectation], Path], list[Answer]]

SECONDS = 120  # after which a process is taken to hang

NUMPY_TYPES = {name: getattr(numpy, name) for name in pyexec.scalars.NAMES if name != "bool_"} | {
    "bool_": bool
}


def language(data: DataFile, **more: Any) -> Options:
    """The frontend's options for a data file."""
    known = data.options
    return Options(
        infer=known.get("infer", False),
        wrap=known.get("overflow") == "wrap",
        fastmath=known.get("fastmath", False),
        **more,
    )


def cpython(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """Python itself, on the functions as they stand."""
    return [watched(data, e, data.functions) for e in expected]


def with_numpy(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """NumPy, with the type names imported from there and arguments of its types."""
    module = load(data.path, NUMPY_TYPES)
    namespace: dict[str, Any] = {**vars(module), **NAMES}
    for name in data.functions:
        namespace[name] = _on_numpy(vars(module)[name])
    with numpy.errstate(all="ignore"):
        return [outcome(partial(eval, e.call, namespace)) for e in expected]


def _on_numpy(function: FunctionType) -> Callable[..., Answer]:
    """A function that is given NumPy's numbers, as its annotations have it."""
    given = function.__annotations__
    wide: dict[object, Any] = {float: numpy.float64, complex: numpy.complex128}
    types: dict[str, Any] = {name: wide.get(t, t) for name, t in given.items()}
    names = list(types)

    def call(*arguments: Number, **keywords: Number) -> Answer:
        positional = [types[name](value) for name, value in zip(names, arguments, strict=False)]
        named = {name: types[name](value) for name, value in keywords.items()}
        result: Any = function(*positional, **named)
        expected = given["return"]
        plain: Answer = result.item() if isinstance(result, numpy.generic) else result
        if not isinstance(plain if expected is bool else result, expected):
            return Raised("TypeError", f"NumPy gives {type(result).__name__}")
        return plain

    return call


def interpreter(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The reference interpreter of the IR."""
    front = frontend(list(data.functions.values()), language(data))
    machine = Interpreter(front.program)
    signatures = {entry.signature.name: entry.signature for entry in front.entries}

    def call(e: Expectation) -> Answer:
        parameters = signatures[e.function].parameters
        arguments = [
            number_of(p.type, value) for p, value in zip(parameters, data.arguments(e), strict=True)
        ]
        return machine.call(e.function, *arguments)

    return [outcome(partial(call, e)) for e in expected]


def number_of(t: Type, value: Number) -> Number:
    """A number as a value of a type."""
    if t.is_complex:
        number = complex(value)
        return complex(round_float(t.part, number.real), round_float(t.part, number.imag))
    if t.is_float:
        return round_float(t, float(value.real))
    return bool(value) if t.kind is Kind.BOOL else int(value.real)


def aot(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """Native functions of this process, called as Python calls them."""
    compiled = {name: pyexec.aot(**data.options)(f) for name, f in data.functions.items()}
    return [watched(data, e, compiled) for e in expected]


def in_mode(
    mode: str, data: DataFile, expected: Sequence[Expectation], folder: Path
) -> list[Answer]:
    """What `compile` gives: functions under Numba, or compiled ahead of time."""
    options = {name: v for name, v in data.options.items() if name != "infer"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYEXEC_MODE", mode)
        compiled = {name: pyexec.compile(**options)(f) for name, f in data.functions.items()}
    return [watched(data, e, compiled) for e in expected]


def unoptimised(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The same without optimisation: what only luck makes right there is undefined."""
    compiled = {name: pyexec.aot(opt=0, **data.options)(f) for name, f in data.functions.items()}
    return [watched(data, e, compiled) for e in expected]


def c_program(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """A library with its header, called from a program that gcc has compiled."""
    functions = list(data.functions.values())
    front = frontend(functions, language(data), crossing.required, Extras(MESSAGES), C_LIBRARY)
    names = [f"run_{entry.signature.name}" for entry in front.entries]
    target = targets.with_cpu(targets.platform(), None)
    lowered = lower(front.program, NATIVE)
    ends = c_exports.entry_points(
        front.entries, names, lowered.errors, "run", target, front.callees
    )
    machine = target.machine(3)
    used = c_calls.USED_FUNCTION if "@clib.heap" in ends else c_calls.NO_HEAP
    text = assemble(machine, lowered.text, ends, used)
    with optimized(text, machine, 3, front.straight) as (module, _):
        object_bytes = module.emit_object(machine)
    library.write_library(object_bytes, front.entries, names, "run", folder, target)
    called = dict(zip((e.signature.name for e in front.entries), front.entries, strict=True))
    named = dict(zip(called, names, strict=True))
    calls = [(called[e.function], named[e.function], data.arguments(e)) for e in expected]
    written = [data.written(e) for e in expected]
    (folder / "main.c").write_text(c_calls.program(calls))
    compile_line = "gcc -std=c11 -O1 -ffp-contract=off main.c -o main -L. -lrun -lm"
    subprocess.run(compile_line.split(), cwd=folder, check=True, timeout=SECONDS)
    output = subprocess.run(
        [folder / "main"], capture_output=True, text=True, check=True, timeout=SECONDS
    ).stdout
    lines = output.split("\n")[:-1]
    return [
        c_calls.answer_of(line, entry, given, order)
        for line, (entry, _, given), order in zip(lines, calls, written, strict=True)
    ]


# WebAssembly


def build_module(
    functions: Sequence[FunctionType], options: Options, path: Path
) -> tuple[tuple[Entry, ...], tuple[RaisedError, ...], dict[str, Path]]:
    """A module and its JavaScript, with what they are made of."""
    front = frontend(functions, options)
    planned = web_exports.plan(front.entries, [entry.signature.name for entry in front.entries])
    machine = web_machine(2)
    lowered = lower(front.program, WEBASSEMBLY)
    ends = web_exports.text(planned, front.program.forget)
    text = assemble(machine, lowered.text, ends)
    with optimized(text, machine, 2, front.straight) as (module, _):
        object_bytes = module.emit_object(machine)
    files = web.write_module(object_bytes, planned, lowered.errors, path, False)
    return front.entries, lowered.errors, files


def web_language(data: DataFile) -> Options:
    return language(data, math_library=False, wide_multiply=False, address=UINT32, grows=True)


class WasmInstance:
    """A module under wasmtime: raw exports, and the error that a trap has recorded."""

    def __init__(
        self, module: bytes, entries: Sequence[Entry], errors: Sequence[RaisedError]
    ) -> None:
        engine = wasmtime.Engine()
        self.store = wasmtime.Store(engine)
        instance = wasmtime.Instance(self.store, wasmtime.Module(engine, module), [])
        self.exports = instance.exports(self.store)
        self.errors = errors
        self.signatures = {entry.signature.name: entry.signature for entry in entries}

    def call(self, name: str, *arguments: Number) -> Answer:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        signature = self.signatures[name]
        raw = [
            number
            for parameter, value in zip(signature.parameters, arguments, strict=True)
            for number in _to_raw(parameter.type, value)
        ]
        try:
            result = function(self.store, *raw)
        except wasmtime.Trap as trap:
            return self._error(trap)
        return _from_raw(signature.result, result)

    def _error(self, trap: wasmtime.Trap) -> Raised:
        if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
            return Raised("RecursionError")
        found = self.exports["$error"]
        assert isinstance(found, wasmtime.Global)
        code = found.value(self.store)
        assert code > 0, f"a trap without an error: {trap}"
        found.set_value(self.store, wasmtime.Val.i32(0))
        error = self.errors[code - 1]
        message = error.message if error.message is not None else self._computed_message()
        return Raised(error.exception, message)

    def _computed_message(self) -> str:
        """The text that the latest error has left in the heap, which is freed."""
        memory, forget = self.exports["memory"], self.exports["$forget"]
        assert isinstance(memory, wasmtime.Memory) and isinstance(forget, wasmtime.Func)
        content = memory.read(self.store)
        place = layout.HEAP + layout.MESSAGE
        text = text_at(content, int.from_bytes(content[place : place + 8], "little"))
        forget(self.store)
        return text


def _to_raw(t: Type, value: Number) -> list[Number]:
    """A number as WebAssembly takes it: with a sign, a complex one in two parts."""
    if t.is_complex:
        number = complex(value)
        return [number.real, number.imag]
    if t.is_float:
        return [float(value.real)]
    whole = int(value.real)
    bits = max(t.bits, 32)
    return [whole - (1 << bits) if whole >> (bits - 1) == 1 else whole]


def _from_raw(t: Type, value: Any) -> Answer:
    match t.kind:
        case Kind.NONE:
            return None
        case Kind.BOOL:
            assert value in (0, 1)
            return bool(value)
        case Kind.COMPLEX:
            return complex(*value)
        case Kind.FLOAT:
            return float(value)
        case Kind.UNSIGNED:
            return int(value) % (1 << max(t.bits, 32))
    return int(value)


def wasm(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The raw exports under wasmtime."""
    functions = list(data.functions.values())
    entries, errors, files = build_module(functions, web_language(data), folder / "run.wasm")
    instance = WasmInstance(files["wasm"].read_bytes(), entries, errors)
    return [instance.call(e.function, *data.arguments(e)) for e in expected]


_NODE_PROGRAM = """\
const { loadRun } = require('./run.js');
const decode = (v) => Array.isArray(v) ? v.map(decode)
  : typeof v === 'object' && 'big' in v ? BigInt(v.big)
  : typeof v === 'object' && 'float' in v ? Number(v.float) : v;
const bits = (v) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, v);
  return view.getBigUint64(0).toString();
};
const encode = (v) => v === undefined ? null
  : typeof v === 'bigint' ? { big: v.toString() }
  : typeof v === 'number' ? { bits: bits(v) }
  : Array.isArray(v) ? v.map(encode) : v;
(async () => {
  const module = await loadRun();
  const answers = JSON.parse(require('fs').readFileSync('calls.json')).map(([name, given]) => {
    try {
      return { value: encode(module[name](...given.map(decode))) };
    } catch (error) {
      return { error: error.name, message: error.message };
    }
  });
  console.log(JSON.stringify(answers));
})();
"""


def node(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The emitted JavaScript under Node."""
    functions = list(data.functions.values())
    entries, _, _ = build_module(functions, web_language(data), folder / "run.wasm")
    signatures = {entry.signature.name: entry.signature for entry in entries}
    calls = []
    for e in expected:
        parameters = signatures[e.function].parameters
        given = zip(parameters, data.arguments(e), strict=True)
        calls.append([e.function, [_to_json(p.type, value) for p, value in given]])
    (folder / "calls.json").write_text(json.dumps(calls))
    (folder / "main.js").write_text(_NODE_PROGRAM)
    output = subprocess.run(
        ["node", "main.js"], cwd=folder, capture_output=True, text=True, check=True,
        timeout=SECONDS,
    ).stdout  # fmt: skip
    return [
        Raised(answer["error"], answer["message"])
        if "error" in answer
        else _from_json(signatures[e.function].result, answer["value"])
        for e, answer in zip(expected, json.loads(output), strict=True)
    ]


def _to_json(t: Type, value: Number) -> object:
    """A number for JavaScript: a Number where it is exact, else a BigInt; complex as a pair."""
    if t.is_complex:
        number = complex(value)
        return [_to_json(t.part, number.real), _to_json(t.part, number.imag)]
    if t.kind is Kind.BOOL:
        return bool(value)
    if t.is_float:
        real = float(value.real)
        # JSON has no infinities; Number() reads these words, and every digit of the rest.
        return {"float": {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(
            str(real), repr(real))}  # fmt: skip
    whole = int(value.real)
    return whole if abs(whole) < 2**53 else {"big": str(whole)}


def _from_json(t: Type, value: Any) -> Answer:
    if t.kind is Kind.NONE or t.kind is Kind.BOOL:
        assert value is None or isinstance(value, bool)
        return value
    if t.is_complex:
        re, im = (_from_json(t.part, part) for part in value)
        assert isinstance(re, float)
        assert isinstance(im, float)
        return complex(re, im)
    if "big" in value:
        assert t.is_integer
        return int(value["big"])
    number = float(numpy.uint64(int(value["bits"])).view(numpy.float64))
    return number if t.is_float else int(number)


MACHINES: dict[str, Machine] = {
    "interpreter": interpreter,
    "aot": aot,
    "development": partial(in_mode, "development"),
    "production": partial(in_mode, "production"),
    "unoptimised": unoptimised,
    "c": c_program,
    "wasm": wasm,
    "node": node,
}
ORACLES: dict[str, Machine] = {"cpython": cpython, "numpy": with_numpy}
