"""The backends of the test suite: each answers calls of the functions of a data file.

    answers = MACHINES["c"](data_file, expectations, tmp_path)

One compilation and one process serve a whole file.
"""

from __future__ import annotations

import inspect
import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any

import c_calls
import numpy
import pytest
from answers import Answer, Number, Raised, Seen, Value, outcome
from expectations import NAMES, DataFile, Expectation, load
from valid_modules import validated
from watching import watched

import pyexec
from pyexec.backends.clib import build as library
from pyexec.backends.clib import exports as c_exports
from pyexec.backends.clib.heap import MESSAGES, PRINTING
from pyexec.backends.clib.needs import required as c_needs
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE, WEBASSEMBLY
from pyexec.backends.wasm import build as web
from pyexec.backends.wasm import exports as web_exports
from pyexec.backends.wasm.link import machine as web_machine
from pyexec.cli.javascript_values import SCRIPT, Decoder, Encoder
from pyexec.crossing.hosts import Interpreted, call_with
from pyexec.crossing.instances import Instance
from pyexec.crossing.needs import needs
from pyexec.driver import Extras, assemble, frontend, optimized, web_ends
from pyexec.frontend.boundary import C_LIBRARY
from pyexec.frontend.unit import Options
from pyexec.interface import Entry, RaisedError, Signature
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
    front = frontend(list(data.functions.values()), language(data), needs)
    machine = Interpreter(front.program)
    host = Interpreted(machine, front.callees)

    def function(entry: Entry) -> Callable[..., Answer]:
        run = partial(machine.call, entry.signature.name)
        return lambda *given: call_with(host, entry, run, rounded(entry.signature, given))

    functions = {entry.signature.name: function(entry) for entry in front.entries}
    answers = []
    for e in expected:
        answers.append(watched(data, e, _by_position(data, functions), host.printed))
        if front.program.prepare is not None:
            assert machine.heap.used == 0, e
    return answers


def _by_position(
    data: DataFile, functions: Mapping[str, Callable[..., Answer]]
) -> dict[str, Callable[..., Answer]]:
    """Functions with the parameters of the file's, for those that take all by position."""

    def bound(name: str) -> Callable[..., Answer]:
        signature = inspect.signature(data.functions[name])

        def call(*positional: Value, **keywords: Value) -> Answer:
            given = signature.bind(*positional, **keywords)
            given.apply_defaults()
            return functions[name](*given.arguments.values())

        return call

    return {name: bound(name) for name in functions}


def rounded(signature: Signature, values: Sequence[Value]) -> list[Value]:
    """Arguments as values of their types, as far as they are numbers."""
    return [
        value if p.type.is_object else number_of(p.type, value)
        for p, value in zip(signature.parameters, values, strict=True)
    ]


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
    front = frontend(functions, language(data), c_needs, Extras(MESSAGES, PRINTING), C_LIBRARY)
    names = [f"fn_{entry.signature.name}" for entry in front.entries]
    target = targets.with_cpu(targets.platform(), None)
    lowered = lower(front.program, NATIVE)
    ends = c_exports.entry_points(
        front.entries, names, lowered.errors, "run", target, front.callees, front.prints
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
    done = subprocess.run(
        [folder / "main"], capture_output=True, text=True, check=True, timeout=SECONDS
    )
    lines, printed = done.stderr.split("\n")[:-1], done.stdout.split(c_calls.MARK)[:-1]
    return [
        c_calls.answer_of(line, output, entry, given, order)
        for line, output, (entry, _, given), order in zip(
            lines, printed, calls, written, strict=True
        )
    ]


# WebAssembly


def build_module(
    functions: Sequence[FunctionType], options: Options, path: Path
) -> tuple[tuple[Entry, ...], tuple[RaisedError, ...], dict[str, Path]]:
    """A module and its JavaScript, with what they are made of."""
    front = frontend(functions, options, needs)
    planned = web_exports.plan(front.entries, [entry.signature.name for entry in front.entries])
    machine = web_machine(2)
    lowered = lower(front.program, WEBASSEMBLY)
    text = assemble(machine, lowered.text, web_ends(front, planned))
    with optimized(text, machine, 2, front.straight) as (module, _):
        object_bytes = module.emit_object(machine)
    files = web.write_module(object_bytes, planned, lowered.errors, path, False)
    return front.entries, lowered.errors, validated(files)


def web_language(data: DataFile) -> Options:
    return language(data, math_library=False, wide_multiply=False, address=UINT32, grows=True)


class WasmInstance(Instance):
    """A module under wasmtime, whose calls answer an exception in place of raising it."""

    def call(self, name: str, *values: Value) -> Answer:
        return outcome(partial(super().call, name, *values))


def wasm(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The raw exports under wasmtime."""
    functions = list(data.functions.values())
    entries, errors, files = build_module(functions, web_language(data), folder / "run.wasm")
    instance = Instance(files["wasm"].read_bytes(), entries, errors)
    calls = {name: partial(instance.call, name) for name in data.functions}
    answers = []
    for e in expected:
        answers.append(watched(data, e, _by_position(data, calls), instance.printed))
        assert instance.used == 0, e
    return answers


_NODE_PROGRAM = """\
const { loadRun } = require('./run.js');
(async () => {
  const module = await loadRun();
  const { memory } = module.raw;
  const used = () => (memory ? Number(new DataView(memory.buffer).getBigUint64(<used>, true)) : 0);
  const print = console.log;
  const answers = JSON.parse(require('fs').readFileSync('calls.json')).map(([name, written]) => {
    known.length = 0;
    ids.clear();
    const given = written.map(decode);
    const printed = [];
    console.log = (text) => printed.push(text);
    const answer = {};
    try {
      answer.value = encode(module[name](...given));
    } catch (error) {
      answer.error = error.name;
      answer.message = error.message;
    }
    return { ...answer, given: given.map(encode), printed, used: used() };
  });
  print(JSON.stringify(answers));
})();
"""


def node(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
    """The emitted JavaScript under Node."""
    functions = list(data.functions.values())
    entries, _, _ = build_module(functions, web_language(data), folder / "run.wasm")
    signatures = {entry.signature.name: entry.signature for entry in entries}
    calls = []
    for e in expected:
        encoder = Encoder()
        parameters = signatures[e.function].parameters
        given = zip(parameters, data.arguments(e), strict=True)
        calls.append([e.function, [encoder.value(p.type, value) for p, value in given]])
    (folder / "calls.json").write_text(json.dumps(calls))
    used = str(layout.HEAP + layout.USED)
    (folder / "main.js").write_text(SCRIPT + _NODE_PROGRAM.replace("<used>", used))
    output = subprocess.run(
        ["node", "main.js"], cwd=folder, capture_output=True, text=True, check=True,
        timeout=SECONDS,
    ).stdout  # fmt: skip
    answers = zip(expected, json.loads(output), strict=True)
    return [_from_node(data, signatures[e.function], e, answer) for e, answer in answers]


def _from_node(data: DataFile, signature: Signature, e: Expectation, found: Any) -> Answer:
    """What can be seen of a call under Node."""
    assert found["used"] == 0, e
    decoder = Decoder()
    answer = (
        Raised(found["error"], found["message"])
        if "error" in found
        else decoder.value(signature.result, found["value"])
    )
    printed = "\n".join([*found["printed"], ""])
    if e.prints is not None and not e.prints.endswith("\n"):
        printed = printed.removesuffix("\n")  # a console has whole lines
    if not data.takes_objects(e.function):
        return answer if e.prints is None else Seen(answer, None, printed)
    became = {}
    for p, original, value in zip(
        signature.parameters, data.arguments(e), found["given"], strict=True
    ):
        became[p.name] = decoder.value(p.type, value)
        if isinstance(original, tuple):  # for an array, which may stand for a list as well
            became[p.name] = tuple(became[p.name])
    return Seen(answer, tuple(became[name] for name in data.given(e)), printed)


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
