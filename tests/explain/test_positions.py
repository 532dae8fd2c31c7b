"""Where each instruction of the IR comes from: the user's own lines, the runtime inlined or not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

import pytest

from pyexec.driver import frontend
from pyexec.errors import Span
from pyexec.frontend.unit import Options
from pyexec.ir.nodes import Function
from pyexec.ir.printer import print_instruction


def remainder(x: int, y: int) -> int:
    return x % y if y else -1


def wander(n: int, step: int) -> int:
    total: int = 0
    for i in range(0, n, step):
        if i % 3 == 0 and i > 4:
            total += i // 7
        elif total > 100:
            break
        else:
            total -= remainder(
                i,
                n % 5,
            )
    while total < 0:
        total += 1 << 3
    if total > 10:
        return total**2
    raise ValueError("too small")


def fibonacci(n: int) -> int:
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def places(function: Function) -> Iterator[tuple[str, Span | None]]:
    """Each instruction and terminator of a function, printed, with its place."""
    for block in function.blocks:
        for instruction in block.instructions:
            yield print_instruction(instruction), instruction.span
        assert block.terminator is not None
        yield type(block.terminator).__name__, block.terminator.span


@pytest.mark.parametrize("python", [remainder, wander, fibonacci])
def test_everything_stands_on_a_line_of_its_function(python: Callable[..., int]) -> None:
    lines, first = inspect.getsourcelines(python)
    program = frontend([python], Options()).program
    for text, span in places(program.functions[python.__name__]):
        assert span is not None, text
        assert span.path == __file__
        assert first <= span.line < first + len(lines), text


def lines_of(python: Callable[..., int], word: str) -> set[str]:
    """The source lines of the instructions and terminators in which a word stands."""
    function = frontend([python], Options()).program.functions[python.__name__]
    return {span.text.strip() for text, span in places(function) if span and word in text}


def test_what_the_runtime_was_inlined_for() -> None:
    assert lines_of(wander, ": int64 = rem ") == {
        "if i % 3 == 0 and i > 4:",
        "total += i // 7",
        "n % 5,",
    }
    raised = lines_of(wander, "Raise")
    assert 'raise ValueError("too small")' in raised
    assert "for i in range(0, n, step):" in raised  # a step of zero


def test_control_flow() -> None:
    branches = lines_of(wander, "Branch")
    assert {"elif total > 100:", "while total < 0:", "if total > 10:"} <= branches
    assert lines_of(wander, "Return") == {"return total**2"}
    # The end of a round belongs to the loop, not to the last statement in it.
    assert lines_of(wander, "sub rounds") == {"for i in range(0, n, step):"}


def test_a_function_inlined_into_itself_keeps_its_lines() -> None:
    assert lines_of(fibonacci, " = lt ") == {"if n < 2:"}
    assert lines_of(fibonacci, "sub_checked") == {"return fibonacci(n - 1) + fibonacci(n - 2)"}
