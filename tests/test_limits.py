"""Programs that are long, deep, wide or hold enormous numbers: right, or refused in words."""

from __future__ import annotations

import ctypes
import linecache
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
import wasmtime

import pyexec
from pyexec.errors import CompileError
from pyexec.explain.explanation import STAGES, Explanation
from pyexec.explain.page import page_text
from pyexec.explain.settings import Settings


def function(text: str, name: str = "f") -> FunctionType:
    """A function of a text that stands for a file."""
    path = f"<limits {hash(text)}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space: dict[str, Any] = {"__name__": "limits"}
    exec(compile(text, path, "exec"), space)
    found: FunctionType = space[name]
    return found


def expression(text: str, result: str = "int") -> FunctionType:
    return function(f"def f(n: int) -> {result}:\n    return {text}\n")


def branches(count: int) -> str:
    """As many branches as `elif` makes, each of which is a level of the syntax tree."""
    others = "".join(f"    elif n == {i}:\n        return {i * i}\n" for i in range(1, count))
    return f"def f(n: int) -> int:\n    if n == 0:\n        return 0\n{others}    return -1\n"


def nested(count: int) -> str:
    """Blocks in blocks, nearly as many as Python takes: 100, of which 20 may be loops."""
    heads = [f"for _ in range({i}, n):" if i < 15 else f"if n > {i}:" for i in range(count)]
    lines = ["    " * (i + 1) + head + "\n" for i, head in enumerate(heads)]
    inmost = "    " * (count + 1) + "return n\n"
    return "def f(n: int) -> int:\n" + "".join(lines) + inmost + "    return -1\n"


DEEP: dict[str, FunctionType] = {
    "sum": expression(" + ".join(["n"] * 1000)),
    "sum of literals": expression(" + ".join(["1"] * 1000)),
    "minuses": expression("-" * 1000 + "n"),
    "nots": expression("not " * 1001 + "n", "bool"),
    "attributes": expression("n" + ".real" * 900),
    "parentheses": expression("(" * 190 + "n" + ")" * 190),
    "calls": expression("abs(" * 90 + "n" + ")" * 90),
    "conditions": expression("".join(f"{i} if n == {i} else " for i in range(300)) + "-1"),
    "chain of comparisons": expression(" <= ".join(["n"] * 300), "bool"),
    "and": expression(" and ".join(f"n != {i}" for i in range(300)), "bool"),
    "or": expression(" or ".join(f"n == {i}" for i in range(300)), "bool"),
    "smallest of many": expression(f"min({', '.join(f'n + {i}' for i in range(200))})"),
    "elif": function(branches(500)),
    "blocks": function(nested(90)),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_programs(name: str) -> None:
    python = DEEP[name]
    limit = sys.getrecursionlimit()
    compiled = pyexec.aot(python)
    assert [compiled(n) for n in (0, 7, -3)] == [python(n) for n in (0, 7, -3)]
    assert sys.getrecursionlimit() == limit


def test_deep_programs_in_many_threads() -> None:
    results: list[object] = []

    def compile_one(name: str) -> None:
        results.append(pyexec.aot(opt=1)(DEEP[name])(1) == DEEP[name](1))

    threads = [threading.Thread(target=compile_one, args=(name,)) for name in DEEP]
    limit = sys.getrecursionlimit()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * len(DEEP)
    assert sys.getrecursionlimit() == limit


def test_deeper_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyexec.frontend.depth._LIMIT", 0)
    with pytest.raises(CompileError, match="nests too deeply to be compiled\nhelp: split its"):
        pyexec.aot(overflow="wrap")(DEEP["sum"])


@pytest.mark.parametrize("name", ["sum", "elif"])
def test_stages_of_deep_programs(name: str) -> None:
    explanation = Explanation([DEEP[name]], Settings())
    for stage in STAGES:
        assert explanation.stage(stage).parts, stage
    assert page_text(Explanation([DEEP[name]], Settings())).endswith("</html>\n")


def test_a_long_chain_of_helpers() -> None:
    helper = "def f{0}(n: int) -> int:\n    return f{1}(n) + {0}\n"
    text = "def f0(n: int) -> int:\n    return n\n"
    text += "".join(helper.format(i, i - 1) for i in range(1, 401))
    assert pyexec.aot(function(text, "f400"))(1) == 1 + 400 * 401 // 2


def test_a_compilation_deep_in_a_recursion() -> None:
    def at(depth: int) -> object:
        if depth:
            return at(depth - 1)
        result: int = pyexec.aot(overflow="wrap", opt=2)(DEEP["calls"])(-5)
        return result

    assert at(sys.getrecursionlimit() - 150) == 5


def test_a_fault_in_a_long_line_is_shown_with_what_is_beside_it() -> None:
    with pytest.raises(CompileError) as caught:
        pyexec.aot(expression(" + ".join(["n"] * 300 + ["typo"] + ["n"] * 300)))
    shown = str(caught.value).splitlines()
    assert len(shown[1]) < 120
    assert shown[1][shown[2].index("^") : len(shown[2])] == "typo"


SIMPLE = "    x = x * 3 + n\n"
LONG = "def f(n: int) -> int:\n    x: int = n\n"
LONG += ("    x = x % 1000003\n" + SIMPLE * 9) * 1000 + "    return x\n"


def test_a_function_of_ten_thousand_lines() -> None:
    python = function(LONG)
    compiled = pyexec.aot(overflow="wrap")(python)
    assert compiled(12345) == python(12345)


def test_a_function_of_ten_thousand_lines_with_faults() -> None:
    with pytest.raises(CompileError) as caught:
        pyexec.aot(function(LONG.replace("* 3", "* m")))
    assert len(caught.value.diagnostics) == 9000


WIDE = "def f(" + ", ".join(f"p{i}: int" for i in range(500)) + ") -> int:\n    return p0 - p499\n"


def c_function(path: Path) -> Callable[..., Any]:
    found = ctypes.CDLL(str(path)).f
    found.restype = ctypes.c_int64
    found.argtypes = [ctypes.c_int64] * 500
    return found


def web_function(path: Path) -> Callable[..., Any]:
    store = wasmtime.Store()
    module = wasmtime.Module.from_file(store.engine, str(path))
    found = wasmtime.Instance(store, module, []).exports(store)["f"]
    assert isinstance(found, wasmtime.Func)
    return lambda *arguments: found(store, *arguments)


def test_five_hundred_parameters(tmp_path: Path) -> None:
    python = function(WIDE)
    compiled = pyexec.aot(python)
    library = pyexec.compile_llvm(python, "wide", tmp_path, export_name="f")["library"]
    module = pyexec.wasm(python, tmp_path / "wide.wasm")["wasm"]
    for call in (compiled, c_function(library), web_function(module)):
        assert call(*range(500)) == -499
    assert compiled(*range(499), p499=1) == -1
    with pytest.raises(TypeError, match="p499"):
        compiled(*range(499))


ENORMOUS = """
number = 10**1000
hexadecimal = 0x{f}
def add(n: int) -> int:
    return n + number
def compare(n: int) -> bool:
    return n < number
def default(n: int = number) -> int:
    return n
def local(n: int) -> int:
    m: int = 10**1000
    return m
def bare(n: int) -> int:
    m = 0x{f}
    return n
def digits(n: int) -> int:
    return n + hexadecimal
def of_float(x: float) -> float:
    return x * number
"""


@pytest.mark.parametrize(
    "name", ["add", "compare", "default", "local", "bare", "digits", "of_float"]
)
def test_enormous_numbers_are_refused(name: str) -> None:
    """They are named by their size: CPython prints no more than 4,300 digits."""
    with pytest.raises(CompileError, match=r"an integer of \d+ bits does not fit in ") as caught:
        pyexec.aot(function(ENORMOUS.format(f="f" * 5000), name))
    assert all(len(line) < 200 for line in str(caught.value).splitlines())


@pytest.mark.parametrize("text", ["1 << 100_000", "10 ** 10 ** 10", "3 ** 100_000 // 7"])
def test_expressions_that_grow_without_bound(text: str) -> None:
    """Nobody waits for such a number to be computed."""
    with pytest.raises(OverflowError):
        pyexec.aot(expression(text))(0)


@pytest.mark.parametrize("text", ["1 // 0", "1 % 0", "1 << -1", "0.0 ** -1", "pow(2, 3, 0)"])
def test_expressions_that_always_fail(text: str) -> None:
    python = expression(f"int({text})")
    compiled = pyexec.aot(python)
    with pytest.raises((ArithmeticError, ValueError)) as expected:
        python(0)
    with pytest.raises(expected.type, match=re.escape(str(expected.value))):
        compiled(0)


def test_the_fault_of_a_helper_is_shown_where_it_stands() -> None:
    text = "def g(n):\n    return n\n\ndef f(n: int) -> int:\n    return g(n)\n"
    with pytest.raises(CompileError, match="parameter 'n' needs a type annotation") as caught:
        pyexec.aot(function(text))
    assert [d.span.line for d in caught.value.diagnostics if d.span] == [1, 1]


def test_the_fault_of_another_file_is_shown_at_the_call() -> None:
    python = function("def f(n: int) -> int:\n    return g(n)\n")
    python.__globals__["g"] = function("def g(n: int, **more: int) -> int:\n    return n\n", "g")
    with pytest.raises(CompileError) as caught:
        pyexec.aot(python)
    (fault,) = caught.value.diagnostics
    assert fault.message.startswith("'g' cannot be called here: the parameter '**more' cannot")
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (2, 11)


def test_every_fault_of_every_function_is_told_at_once() -> None:
    text = (
        "def g(n: int) -> int:\n    return n + one\n\n"
        "def f(n: int) -> int:\n    x = [n, 2.5]\n    return g(n) + two\n"
    )
    with pytest.raises(CompileError) as caught:
        pyexec.aot(function(text))
    assert sorted(d.span.line for d in caught.value.diagnostics if d.span) == [2, 5, 6]


def test_a_fault_that_shows_at_the_first_call_only() -> None:
    """The file defines the name, so it may come; at the first call it has to be there."""
    python = function("def f(n: int) -> int:\n    return later(n)\n\nlater = abs\ndel later\n")
    compiled = pyexec.aot(python)
    with pytest.raises(CompileError, match="name 'later' is not defined"):
        compiled(-3)
    python.__globals__["later"] = abs
    assert compiled(-3) == 3
