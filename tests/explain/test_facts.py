"""What each source line became: instructions, errors that can happen, calls that are left."""

from __future__ import annotations

from collections.abc import Callable

import explained as functions
from test_stages import FILE, LINUX, number

from pyexec.explain.explanation import Explanation
from pyexec.explain.facts import Facts, line_facts
from pyexec.explain.lines import Place
from pyexec.explain.settings import Settings


def facts(function: Callable[..., object], text: str, settings: Settings = LINUX) -> Facts:
    """The facts of the source line with a text."""
    return line_facts(Explanation([function], settings)).get(Place(FILE, number(text)), Facts())


def test_errors_that_can_happen() -> None:
    assert facts(functions.harshad, "if n % digit_sum(n) == 0:").errors == [
        "ZeroDivisionError: integer modulo by zero"
    ]
    assert facts(functions.harshad, "count += 1").errors == [
        "OverflowError: integer result does not fit in 64 bits"
    ]
    assert facts(functions.area, 'raise ValueError("no such triangle")').errors == [
        "ValueError: no such triangle"
    ]
    assert facts(functions.area, "return math.sqrt(s * (s - a) * (s - b) * (s - c))").errors == [
        "ValueError: math domain error"
    ]


def test_errors_that_cannot() -> None:
    """LLVM knows that 10 is not 0, and that a quotient by 10 does not overflow."""
    assert facts(functions.harshad, "n //= 10").errors == []
    found = facts(functions.harshad, "total += n % 10").errors
    assert found == ["OverflowError: integer result does not fit in 64 bits"]
    wrapped = Settings(target="x86_64-linux", overflow="wrap")
    assert facts(functions.harshad, "count += 1", wrapped).errors == []


def test_errors_of_the_runtime_stand_where_it_is_called() -> None:
    assert facts(functions.powers, "total: int = base**exp + exp**base").errors == [
        "OverflowError: integer result does not fit in 64 bits",
        "ValueError: a negative exponent gives a float: write float(base) ** exponent",
    ]


def test_recursion_stands_at_the_start() -> None:
    assert facts(functions.fibonacci, "def fibonacci(n: int) -> int:").errors == [
        "RecursionError: maximum recursion depth exceeded"
    ]


def test_runtime_and_calls() -> None:
    found = facts(functions.harshad, "if n % digit_sum(n) == 0:")
    assert found.runtime == ["integers.modulo_signed[int64]"]
    assert found.calls == []
    assert facts(functions.sine, "return math.sin(x) / 2").calls == ["sin"]
    found = facts(functions.fibonacci, "return fibonacci(n - 1) + fibonacci(n - 2)")
    assert found.calls == ["fibonacci"]


def test_instructions_add_up() -> None:
    explanation = Explanation([functions.harshad], LINUX)
    counted = sum(each.instructions for each in line_facts(explanation).values())
    lines = [line for part in explanation.stage("asm").parts for line in part.lines]
    assert counted == sum(line.is_instruction for line in lines)
