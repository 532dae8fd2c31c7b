"""docs/coverage.md, what is covered and refused, is what the compiler's tables say now."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from test_limits import function

import pyexec
from pyexec.errors import CompileError
from pyexec.frontend import object_methods, unsupported

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "coverage_page", ROOT / "docs" / "coverage_page.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(made: ModuleType) -> None:
    if sys.version_info[:2] != made.VERSION:
        pytest.skip("another version of Python has other builtins")
    assert made.page() == made.PAGE.read_text(), "write it anew: python docs/coverage_page.py"


def test_every_kind_of_node_is_covered_or_refused_in_words(made: ModuleType) -> None:
    for base in (ast.stmt, ast.expr):
        for kind in made.kinds(base):
            if kind in made.SPELT and not made.is_checked(kind):
                message, help = unsupported.describe(kind())
                assert message and help


# What a kind may have to stand in, to be Python.
_AROUND = (
    "{}",
    "async def f():\n while x:\n  {}",
    "def f():\n def g():\n  {}\n x = 1",
    "{}\nx: ...",
)


def parsed(text: str) -> ast.AST:
    for around in _AROUND:
        try:
            return ast.parse(around.format(text))
        except SyntaxError:
            continue
    raise AssertionError(text)


def test_what_is_spelt_is_of_its_kind(made: ModuleType) -> None:
    """How each kind is written has a node of the kind in it, but for those of several clauses."""
    for kind, text in made.SPELT.items():
        if kind not in (ast.Try, ast.TryStar, ast.Match):
            assert any(isinstance(node, kind) for node in ast.walk(parsed(text))), text


@pytest.mark.parametrize("name", ["callable", "getattr", "id", "input", "open", "type", "vars"])
def test_what_the_page_refuses_is_refused(name: str) -> None:
    message, help = unsupported.describe_call(name, getattr(builtins, name))
    with pytest.raises(CompileError) as caught:
        pyexec.aot(infer=True)(function(f"def f(n: int) -> int:\n    return {name}(n)\n"))
    (fault,) = caught.value.diagnostics
    assert (fault.message, fault.help) == (message, help)


@pytest.mark.parametrize(("module", "kind"), [("lists", list), ("dicts", dict), ("strings", str)])
def test_methods_that_are_covered_are_python_s(module: str, kind: type) -> None:
    names = {
        *object_methods.methods(module),
        *(n for m, n in object_methods.special() if m == module),
    }
    assert all(hasattr(kind, name) for name in names)
