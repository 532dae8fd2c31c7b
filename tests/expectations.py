"""Expectations beside the code: functions, and in comments below them what they answer.

    # options: infer=True

    def f(a: int, b: int) -> int:
        return a // b
    # run: f(-7, 2) == -4
    # run: f(1, 0) raises ZeroDivisionError

`read(path)` gives the file's functions and expectations.  Comments that say more:

    # options: overflow="wrap"     options of the entry points, for the whole file
    # oracle: numpy                the oracle is NumPy, with its types and arguments
    # wasm: no                     the function below is refused in WebAssembly for now
    # numba: no                    the file is not for Numba
    # run: f(0.5) as Python        what Python answers: the last digit is the C library's
    # run: f(2) prints "1\n2\n"    what the call prints; also after `== value`, `raises X`
    # run: f([]) raises IndexError: list index out of range
    # run: f(1, 2) == 0.5  # not numpy: a float16
                                   PyExec differs from its oracle by design
"""

from __future__ import annotations

import ast
import importlib.util
import inspect
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, get_type_hints

from answers import Answer, Raised, Value

import pyexec

NAMES = {"nan": math.nan, "inf": math.inf}


@dataclass(frozen=True)
class Expectation:
    """One `# run:` comment."""

    line: int
    call: str  # the source text of the call
    function: str
    answer: Answer
    not_oracle: bool = False  # where PyExec differs from its oracle by design
    prints: str | None = None  # None: it is not looked at

    def __str__(self) -> str:
        return f"line {self.line}: {self.call}"


@dataclass
class DataFile:
    """A file of functions with their expectations."""

    path: Path
    module: ModuleType
    functions: dict[str, FunctionType]
    expectations: list[Expectation]
    options: dict[str, Any] = field(default_factory=dict)
    oracle: str = "cpython"
    not_in_wasm: frozenset[str] = frozenset()
    for_numba: bool = True

    def arguments(self, expectation: Expectation) -> tuple[Value, ...]:
        """All arguments of a call by position, defaults filled in."""
        return self._bound(expectation)[0]

    def written(self, expectation: Expectation) -> tuple[int, ...]:
        """The positions of the arguments that a call has, in the order in which it has them."""
        return self._bound(expectation)[1]

    def _bound(self, expectation: Expectation) -> tuple[tuple[Value, ...], tuple[int, ...]]:
        found: list[tuple[tuple[Value, ...], tuple[int, ...]]] = []
        function = self.functions[expectation.function]

        def note(*positional: Value, **keywords: Value) -> None:
            bound = inspect.signature(function).bind(*positional, **keywords)
            bound.apply_defaults()
            names = list(bound.arguments)
            written = (*range(len(positional)), *map(names.index, keywords))
            found.append((tuple(bound.arguments.values()), written))

        self.evaluate(expectation, {expectation.function: note})
        return found[0]

    def given(self, expectation: Expectation) -> list[str]:
        """The parameters that a call gives arguments to, by position and then by name."""
        found: list[str] = []
        names = list(inspect.signature(self.functions[expectation.function]).parameters)

        def note(*positional: Value, **keywords: Value) -> None:
            found.extend([*names[: len(positional)], *keywords])

        self.evaluate(expectation, {expectation.function: note})
        return found

    def evaluate(
        self, expectation: Expectation, functions: Mapping[str, Callable[..., Value]]
    ) -> Value:
        """The value of a call, with these functions in the place of the file's own."""
        return eval(expectation.call, {**vars(self.module), **NAMES, **functions})

    def takes_objects(self, name: str) -> bool:
        """Whether a function has anything but numbers for its parameters and its result."""
        hints = get_type_hints(self.functions[name]).values()
        return not all(t in NUMBERS or t is type(None) for t in hints)


NUMBERS = {bool, int, float, complex} | {
    getattr(pyexec, name) for name in pyexec.scalars.NAMES if name != "bool_"
}


def load(path: Path, replaced: Mapping[str, object] | None = None) -> ModuleType:
    """The module of a file, executed; names in `replaced` are imported as those objects."""
    spec = importlib.util.spec_from_file_location(f"run_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    if replaced is None:
        spec.loader.exec_module(module)
        return module
    tree = ast.parse(path.read_text(), str(path))
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and node.module == "pyexec")
    ]
    vars(module).update(replaced)
    exec(compile(tree, str(path), "exec", dont_inherit=True), vars(module))
    return module


def read(path: Path) -> DataFile:
    """A file's functions and expectations.

    Raises:
        ValueError: for a comment that cannot be understood, or a file that expects nothing.
    """
    module = load(path)
    functions = {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__code__.co_filename == str(path)
    }
    lines = path.read_text().splitlines()
    options: dict[str, Any] = {}
    oracle = "cpython"
    for line in lines:
        if match := re.match(r"# options: (.*)", line):
            options = eval(f"dict({match[1]})")
        if match := re.match(r"# oracle: (.*)", line):
            oracle = match[1]
    expectations = list(_expectations(lines, vars(module)))
    if not expectations:
        raise ValueError(f"{path} expects nothing")
    tested = {name: functions[name] for name in dict.fromkeys(e.function for e in expectations)}
    not_in_wasm = frozenset(_marked(lines))
    for_numba = "# numba: no" not in lines
    return DataFile(path, module, tested, expectations, options, oracle, not_in_wasm, for_numba)


def _expectations(lines: list[str], namespace: Mapping[str, object]) -> Iterator[Expectation]:
    for number, line in enumerate(lines, 1):
        match = re.match(r"# run: (.*)", line)
        if match is None:
            continue
        text, _, remark = match[1].partition("  # ")
        yield _expectation(number, text, {**namespace, **NAMES}, remark.startswith("not "))


def _expectation(
    number: int, text: str, namespace: dict[str, object], not_oracle: bool
) -> Expectation:
    answer: Answer
    printed = None
    if match := re.fullmatch(r"(.*\S) prints (['\"].*)", text):
        text, printed = match[1], ast.literal_eval(match[2])
    if match := re.fullmatch(r"(.*\)) raises (\w+)(?:: (.*))?", text):
        call, answer = match[1], Raised(match[2], match[3])
    elif printed is not None and re.fullmatch(r"\w+\(.*\)", text):
        call, answer = text, None
    elif text.endswith(" as Python"):
        call = text.removesuffix(" as Python")
        answer = eval(call, namespace)
    else:
        node = ast.parse(text, mode="eval").body
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1):
            raise ValueError(f"line {number}: not `call == value` or `call raises X`: {text}")
        call = ast.unparse(node.left)
        answer = eval(ast.unparse(node.comparators[0]), namespace)
    called = ast.parse(call, mode="eval").body
    if not (isinstance(called, ast.Call) and isinstance(called.func, ast.Name)):
        raise ValueError(f"line {number}: {call} is not a call of a function")
    return Expectation(number, call, called.func.id, answer, not_oracle, printed)


def _marked(lines: list[str]) -> Iterator[str]:
    """The functions that stand below a `# wasm: no`."""
    waiting = False
    for line in lines:
        if line.startswith("# wasm: no"):
            waiting = True
        elif waiting and (match := re.match(r"def (\w+)", line)):
            waiting = False
            yield match[1]
