"""A function as a WebAssembly module that runs at once: under wasmtime, else under Node.

    call = instance(divide, CodeOptions())
    call(1, 0)                     # ZeroDivisionError: integer division or modulo by zero

Under wasmtime the module's raw exports are called; under Node, its JavaScript.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType
from typing import Any, Final

from ..driver import WebObject, web_object
from ..errors import ToolError
from ..interface import RaisedError
from ..options import CodeOptions
from .calls import called, exception
from .javascript_values import SCRIPT, Decoder, Encoder

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
    """An instance under wasmtime."""

    def __init__(self, made: WebObject) -> None:
        from ..backends.wasm.link import link
        from ..crossing.instances import Instance

        self.name = made.exports[0].name
        module = link(made.content, made.exports)
        self.instance = Instance(module, [export.entry for export in made.exports], made.errors)

    def call(self, *values: Any) -> Any:
        try:
            return self.instance.call(self.name, *values)
        finally:
            sys.stdout.write(self.instance.printed())


# Calls one function of a module; what it prints goes where the program's own output goes.
_SCRIPT: Final = """\
const [folder, name, given, output] = process.argv.slice(1);
const write = (answer) => require('fs').writeFileSync(output, JSON.stringify(answer));
require(folder + '/run.js').loadRun().then((module) => {
  try {
    write({ value: encode(module[name](...JSON.parse(given).map(decode))) });
  } catch (error) {
    write({ error: error.name, message: error.message });
  }
});
"""


class _Node:
    """A module and its JavaScript, in a folder that lasts as long as a call."""

    def __init__(self, made: WebObject, node: str) -> None:
        self.made = made
        self.node = node

    def call(self, *values: Any) -> Any:
        from ..backends.wasm.build import write_module

        export = self.made.exports[0]
        encoder = Encoder()
        pairs = zip(export.signature.parameters, values, strict=True)
        given = json.dumps([encoder.value(p.type, value) for p, value in pairs])
        with TemporaryDirectory() as folder:
            made, output = self.made, Path(folder) / "run.wasm"
            write_module(made.content, made.exports, made.errors, output, with_page=False)
            answer_file = Path(folder) / "answer.json"
            script = SCRIPT + _SCRIPT
            command = [self.node, "-e", script, folder, export.name, given, str(answer_file)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                failure = ToolError(
                    f"node failed (exit code {done.returncode})", help="try wasmtime"
                )
                failure.add_note(done.stderr.rstrip())
                raise failure
            answer = json.loads(answer_file.read_text())
        sys.stdout.write(done.stdout)
        if "error" in answer:
            error = RaisedError(answer["error"], answer["message"])
            raise exception(error)
        return Decoder().value(export.signature.result, answer["value"])
