"""A program's own heap: how functions get it, and what they do with it on each backend."""

from __future__ import annotations

from typing import Any

import pytest
from heap_programs import CONTENT, MODULE, program

from pyexec.driver import frontend
from pyexec.frontend.unit import Options
from pyexec.ir.interpreter import Interpreter
from pyexec.ir.printer import print_function, print_program
from pyexec.rt import layout
from pyexec.types import MEMORY

# Calls of the functions in `program_bodies`, and what they give.
CALLS = [
    ("chain", (0,), 0),
    ("chain", (1000,), 500500),
    ("large", (10_000,), 7),
    ("large", (1 << 20,), 7),
    ("nested", (20,), 210),
    ("failing", (7,), 14),
    ("text", (0,), ord("c")),
    ("text", (12,), ord("a")),
    ("counted", (0,), 1 << 30),
    ("apart", (), True),
    ("plain", (1,), 2),
]


# Calls that raise, and the exception.
RAISING: list[tuple[str, tuple[int, ...], Exception]] = [
    ("failing", (0,), ZeroDivisionError("integer division or modulo by zero")),
    ("nested", (-1,), ValueError("too deep")),
    ("complain", (1, 0xE4), ValueError("äåæ")),
    ("complain", (2, 0x20AC), ValueError("€₭₮")),
    ("complain", (2, 0xDBFF), ValueError("\udbff\udc00\udc01")),
    ("complain", (4, 0x1F600), ValueError("😀😁😂")),
    ("complain", (1, 0), ValueError("\0\1\2")),
    ("miss", (ord("7"),), KeyError(789)),
    ("miss", (ord("a"),), KeyError("abc")),
    ("miss", (ord("1"),), KeyError(123)),
    ("either", (True,), ValueError("abc")),
    ("either", (False,), ValueError("constant")),
]

NAMES = ("chain", "keep", "drop", "large", "nested", "failing", "text", "counted", "apart",
         "complain", "miss", "either", "plain")  # fmt: skip


@pytest.fixture(scope="module")
def interpreter() -> Interpreter:
    return Interpreter(program(*NAMES).program)


@pytest.mark.parametrize(("name", "arguments", "expected"), CALLS)
def test_interpreter(
    interpreter: Interpreter, name: str, arguments: tuple[int, ...], expected: Any
) -> None:
    assert interpreter.call(f"{MODULE}.{name}", *arguments) == expected
    assert interpreter.heap.used == 0


def test_interpreter_counts_what_stays(interpreter: Interpreter) -> None:
    pointer = interpreter.call(f"{MODULE}.keep", 100)
    assert isinstance(pointer, int)
    assert interpreter.heap.used == 100 + layout.HEADER
    interpreter.call(f"{MODULE}.drop", pointer)
    assert interpreter.heap.used == 0


@pytest.mark.parametrize(("name", "arguments", "expected"), RAISING)
def test_interpreter_error(
    interpreter: Interpreter, name: str, arguments: tuple[int, ...], expected: Exception
) -> None:
    with pytest.raises(type(expected)) as raised:
        interpreter.call(f"{MODULE}.{name}", *arguments)
    assert raised.value.args == expected.args
    assert interpreter.heap.used == 0


def test_each_interpreter_has_a_heap_of_its_own(interpreter: Interpreter) -> None:
    interpreter.call(f"{MODULE}.counted", 5)
    assert Interpreter(program("counted").program).call(f"{MODULE}.counted", 0) == 1 << 30
    interpreter.call(f"{MODULE}.counted", -5)


# The pass


def test_what_needs_the_heap_takes_it() -> None:
    front = program("chain", "plain")
    taking = {name for name, f in front.program.functions.items() if _takes_memory(f)}
    assert f"{MODULE}.chain" in taking
    assert f"{MODULE}.plain" not in taking
    assert [entry.uses_heap for entry in front.entries] == [True, False]
    assert front.program.prepare in front.program.exported
    printed = print_program(front.program)
    assert "heap[" not in printed and "(heap" not in printed and "static heap" not in printed


def _takes_memory(function: Any) -> bool:
    return any(parameter.type is MEMORY for parameter in function.parameters)


def test_a_program_without_heap_has_none() -> None:
    assert program("plain").program.prepare is None

    def add(a: int, b: int) -> int:
        return a + b

    front = frontend([add], Options())
    assert front.program.prepare is None
    assert not front.entries[0].uses_heap
    assert list(front.program.functions) == ["add"]


def test_programs_share_no_change() -> None:
    """The runtime's functions are kept between programs."""
    first = print_program(program(*NAMES).program)
    assert print_program(program(*NAMES).program) == first


def test_static_is_printed() -> None:
    printed = print_function(program("text").program.functions[f"{MODULE}.text"])
    assert f"static memory, {CONTENT!r}\n" in printed
