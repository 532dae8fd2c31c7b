"""A file of exercises compiled, function by function, and asked what their doctests ask.

    python exercise_answers.py exercises/ciphers.py

prints one line of JSON for each function: its name, and why it is refused, or what it
answers otherwise than Python does.  A process of its own, as compiled code may end it.
"""

from __future__ import annotations

import doctest
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pyexec
from pyexec.errors import CompileError


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def functions(module: ModuleType) -> Iterator[FunctionType]:
    for value in list(vars(module).values()):
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield value


def answers(module: ModuleType, function: FunctionType) -> dict[str, object]:
    """What became of a function."""
    name = function.__name__
    try:
        compiled = pyexec.aot(infer=True)(function)
    except CompileError as error:
        return {"name": name, "refused": sorted({d.message for d in error.diagnostics})}
    except Exception as error:
        return {"name": name, "refused": [f"stumbles: {type(error).__name__}: {error}"]}
    return {"name": name, "wrong": differences(module, function, compiled)}


def differences(module: ModuleType, function: FunctionType, compiled: object) -> str:
    """What the doctests of a function say when it is the compiled one that they call."""
    text: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    namespace = {**vars(module), function.__name__: compiled}
    for test in doctest.DocTestFinder(recurse=False).find(
        function, function.__name__, module, globs=namespace
    ):
        runner.run(test, out=text.append, clear_globs=False)
    return "".join(text)


if __name__ == "__main__":
    exercises = load(Path(sys.argv[1]))
    for each in functions(exercises):
        print(json.dumps(answers(exercises, each)), flush=True)
