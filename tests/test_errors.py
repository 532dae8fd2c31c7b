"""Faults in programs: the message, the line, the source that is underlined, the way out.

Each file of `errors/` is a module of functions.  Those that must not compile have the
error beside the line at fault:

    def f(n: int) -> int:
        result = 0  # error: local variable 'result' needs a type annotation @ 'result'
        # help: write `result: int = 0`, or compile with infer=True

What stands behind the last `@` is the source text that is underlined.  A line may have
several errors; the help, on a line of its own, is that of the error before it.  A
function without an error must compile.  At the head of a file stand the class of all its
errors, `# raises:`, and what to compile with, `# entry:` and `# options:`.
"""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import pyexec
from pyexec.errors import CompileError, Diagnostic

FOLDER = Path(__file__).with_name("errors")
FILES = sorted(FOLDER.glob("*.py"))


@dataclass
class Expected:
    """An error as the comments of a file tell it."""

    line: int
    message: str
    underlined: str
    help: str | None = None


@dataclass
class Case:
    """A function of a file, and the errors within its lines."""

    path: Path
    name: str  # with its class, or with the function that it is made by
    errors: list[Expected] = field(default_factory=list)


def expectations(text: str) -> list[Expected]:
    """Every error that the comments of a file tell."""
    found: list[Expected] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if help := re.match(r"\s*# help: (.*)", line):
            found[-1].help = help[1]
            continue
        for part in line.split("# error: ")[1:]:
            matched = re.fullmatch(r"(.*) @ ('.*'|\".*\")", part.strip())
            assert matched, f"line {number} does not tell what is underlined"
            found.append(Expected(number, matched[1], ast.literal_eval(matched[2])))
    return found


def functions(nodes: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    """How to name each function to be compiled; `enclosing` returns the one inside of it."""
    for node in nodes:
        match node:
            case ast.FunctionDef(name="enclosing"):
                yield "enclosing()", node
            case ast.FunctionDef():
                yield prefix + node.name, node
            case ast.ClassDef():
                yield from functions(node.body, f"{node.name}.")


def cases() -> Iterator[Any]:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        errors = expectations(text)
        for name, node in functions(ast.parse(text).body):
            end = node.end_lineno or node.lineno
            own = [error for error in errors if node.lineno <= error.line <= end]
            yield pytest.param(Case(path, name, own), id=f"{path.stem}-{name}")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"errors_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def directive(path: Path, name: str, default: str) -> str:
    found = re.search(rf"^# {name}: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else default


def compiler(path: Path, folder: Path) -> Callable[[Any], object]:
    """What compiles the functions of a file."""
    options = eval(f"dict({directive(path, 'options', '')})")
    entry = directive(path, "entry", "aot")
    if entry == "wasm":
        return lambda function: pyexec.wasm(function, folder / "out.wasm", **options)
    if entry == "compile_llvm":
        return lambda function: pyexec.compile_llvm(function, "out", str(folder), **options)
    return pyexec.aot(**options)


def found_in(case: Case, folder: Path) -> CompileError | None:
    """The error of compiling a case's function, if there is one."""
    module = load(case.path)
    function = eval(case.name, vars(module))
    try:
        compiler(case.path, folder)(function)
    except CompileError as error:
        return error
    return None


def underlined(diagnostic: Diagnostic) -> str:
    """The source text above the carets of the printed error.

    What goes on below the line is underlined to its end; that is here the comment.
    """
    lines = str(diagnostic).splitlines()
    at = next(n for n, line in enumerate(lines) if re.fullmatch(r"\s*\^+", line))
    carets = lines[at]
    return lines[at - 1][carets.index("^") : len(carets)].partition("  # error:")[0]


@pytest.mark.parametrize("case", list(cases()))
def test_error(case: Case, tmp_path: Path) -> None:
    error = found_in(case, tmp_path)
    told = [(e.line, e.message, e.underlined) for e in case.errors]
    if error is None:
        assert told == []
        return
    found = [(d.span.line if d.span else 0, d.message, underlined(d)) for d in error.diagnostics]
    assert sorted(found) == sorted(told)
    expected_class = getattr(pyexec, directive(case.path, "raises", "CompileError"))
    assert isinstance(error, expected_class)
    helps = {(e.line, e.message): e.help for e in case.errors if e.help}
    for diagnostic in error.diagnostics:
        assert diagnostic.span is not None
        assert diagnostic.span.path == str(case.path)
        assert diagnostic.help, "every error has a way out"
        wanted = helps.get((diagnostic.span.line, diagnostic.message), diagnostic.help)
        assert diagnostic.help == wanted
    assert list(tmp_path.iterdir()) == []


def test_every_unsupported_construct_has_a_case() -> None:
    """The files contain every kind of node that has a message of its own."""
    from pyexec.frontend.unsupported import constructs

    seen = {
        type(node)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    }
    # `await` and `yield` make the function itself a coroutine or a generator, and a slice
    # stands within an index: they never come to the checker alone.
    alone = {ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFor, ast.AsyncWith}
    assert constructs() - seen <= alone
