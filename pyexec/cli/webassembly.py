"""A function as a WebAssembly module that runs at once: under wasmtime, else under Node.

    call = instance(divide, CodeOptions())
    call(1, 0)                     # ZeroDivisionError: integer division or modulo by zero

Under wasmtime the module's raw exports are called; under Node, its JavaScript.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import struct
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final

from ..driver import WebObject, web_object
from ..errors import ToolError
from ..interface import RaisedError, Signature
from ..options import CodeOptions
from ..types import Kind, Type
from .calls import called, exception

if TYPE_CHECKING:
    import wasmtime

_OPTIMIZE: Final = 2


def instance(function: FunctionType, options: CodeOptions) -> Callable[..., Any]:
    """A callable that runs a function's WebAssembly.

    Raises:
        CompileError: if the function cannot be compiled.
        ToolError: if there is nothing that runs WebAssembly.
    """
    node = shutil.which("node")
    under_wasmtime = importlib.util.find_spec("wasmtime") is not None
    if not under_wasmtime and node is None:
        raise ToolError(
            "running WebAssembly needs wasmtime or Node, and neither is there",
            help="pip install wasmtime, or install Node.js so that `node` is on PATH",
        )
    made = web_object([function], _OPTIMIZE, options)
    signature = made.exports[0].signature
    if under_wasmtime:
        return called(function, signature, _Wasmtime(made).call)
    assert node is not None
    return called(function, signature, _Node(made, node).call)


class _Wasmtime:
    """An instance under wasmtime: raw exports, and the error that a trap has recorded."""

    def __init__(self, made: WebObject) -> None:
        import wasmtime

        from ..backends.wasm.link import link

        engine = wasmtime.Engine()
        self.made = made
        self.store = wasmtime.Store(engine)
        module = wasmtime.Module(engine, link(made.content, made.exports))
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)

    def call(self, *values: Any) -> Any:
        import wasmtime

        export = self.made.exports[0]
        function = self.exports[export.name]
        assert isinstance(function, wasmtime.Func)
        types = [parameter.type for parameter in export.signature.parameters]
        raw = [n for t, value in zip(types, values, strict=True) for n in _to_raw(t, value)]
        try:
            result = function(self.store, *raw)
        except wasmtime.Trap as trap:
            raise self._error(trap) from None
        return _from_raw(export.signature.result, result)

    def _error(self, trap: wasmtime.Trap) -> Exception:
        import wasmtime

        from ..backends.wasm.exports import ERROR

        if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
            return RecursionError("maximum recursion depth exceeded")
        recorded = self.exports[ERROR]
        assert isinstance(recorded, wasmtime.Global)
        return exception(self.made.errors[recorded.value(self.store) - 1])


def _to_raw(t: Type, value: Any) -> list[int | float]:
    """A number as WebAssembly takes it: with a sign, a complex one in two parts."""
    if t.is_complex:
        return [value.real, value.imag]
    if t.is_float:
        return [value]
    bits = max(t.bits, 32)
    return [int(value) - (1 << bits) if int(value) >> (bits - 1) == 1 else int(value)]


def _from_raw(t: Type, value: Any) -> Any:
    match t.kind:
        case Kind.NONE:
            return None
        case Kind.BOOL:
            return bool(value)
        case Kind.COMPLEX:
            return complex(*value)
        case Kind.UNSIGNED:
            return value % (1 << max(t.bits, 32))
    return value


# Calls one function of a module.  What JSON lacks goes as text: a float as its bits, an
# integer as its digits.
_SCRIPT: Final = """\
const [folder, name, given] = [process.argv[1], process.argv[2], process.argv[3]];
const view = new DataView(new ArrayBuffer(8));
const decode = (v) => Array.isArray(v) ? v.map(decode)
  : typeof v !== 'object' ? v
  : 'int' in v ? BigInt(v.int)
  : (view.setBigUint64(0, BigInt(v.float)), view.getFloat64(0));
const encode = (v) => v === undefined ? null
  : typeof v === 'bigint' ? { int: v.toString() }
  : typeof v === 'number' ? (view.setFloat64(0, v), { float: view.getBigUint64(0).toString() })
  : Array.isArray(v) ? v.map(encode) : v;
require(folder + '/run.js').loadRun().then((module) => {
  try {
    return { value: encode(module[name](...JSON.parse(given).map(decode))) };
  } catch (error) {
    return { error: error.name, message: error.message };
  }
}).then((answer) => console.log(JSON.stringify(answer)));
"""


class _Node:
    """A module and its JavaScript, in a folder that lasts as long as a call."""

    def __init__(self, made: WebObject, node: str) -> None:
        self.made = made
        self.node = node

    def call(self, *values: Any) -> Any:
        from ..backends.wasm.build import write_module

        export = self.made.exports[0]
        given = json.dumps(_encoded(export.signature, values))
        with TemporaryDirectory() as folder:
            made, output = self.made, Path(folder) / "run.wasm"
            write_module(made.content, made.exports, made.errors, output, with_page=False)
            command = [self.node, "-e", _SCRIPT, folder, export.name, given]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            failure = ToolError(f"node failed (exit code {done.returncode})", help="try wasmtime")
            failure.add_note(done.stderr.rstrip())
            raise failure
        answer = json.loads(done.stdout)
        if "error" in answer:
            raise exception(RaisedError(answer["error"], answer["message"]))
        return _decoded(export.signature.result, answer["value"])


def _encoded(signature: Signature, values: Sequence[Any]) -> list[Any]:
    return [_to_json(p.type, v) for p, v in zip(signature.parameters, values, strict=True)]


def _to_json(t: Type, value: Any) -> Any:
    if t.is_complex:
        return [_to_json(t.part, value.real), _to_json(t.part, value.imag)]
    if t.is_float:
        return {"float": str(int.from_bytes(struct.pack(">d", value), "big"))}
    # JavaScript takes a BigInt for the wide integers only.
    return {"int": str(value)} if t.is_integer and t.bits == 64 else value


def _decoded(t: Type, value: Any) -> Any:
    if t.kind is Kind.NONE or t.kind is Kind.BOOL:
        return value
    if t.is_complex:
        real, imaginary = (_decoded(t.part, part) for part in value)
        return complex(real, imaginary)
    if "int" in value:
        return int(value["int"])
    (number,) = struct.unpack(">d", int(value["float"]).to_bytes(8, "big"))
    return number if t.is_float else int(number)
