"""Numba's own arithmetic, which functions without annotations have: where it is not Python's.

Every operator for every pair of Python's types of numbers, on boundary values.  Each
answer that is not CPython's has to be of one of the kinds in `KINDS`.  These are the rows
of a table in docs/guide/differences-numba.md, and each row's example answers as it says.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grids
import pytest
from answers import Answer, Raised, same

import pyexec
from pyexec.types import BOOL, COMPLEX, FLOAT, INT

TYPES = {"int": INT, "float": FLOAT, "bool": BOOL, "complex": COMPLEX}
BINARY = (
    "a + b", "a - b", "a * b", "a / b", "a // b", "a % b", "a ** b", "a << b", "a >> b",
    "a & b", "a | b", "a ^ b", "a == b", "a != b", "a < b", "a <= b", "min(a, b)",
    "max(a, b)", "divmod(a, b)[0]", "divmod(a, b)[1]", "round(a, b)", "complex(a, b)",
)  # fmt: skip
UNARY = (
    "-a", "+a", "~a", "not a", "abs(a)", "int(a)", "float(a)", "bool(a)", "complex(a)",
    "round(a)", "a.real", "a.conjugate()", "math.sqrt(a)", "math.exp(a)", "math.log(a)",
    "math.sin(a)", "math.atanh(a)", "math.floor(a)", "math.trunc(a)", "math.gamma(a)",
)  # fmt: skip

COMPILE_ERROR = "CompileError"
TOO_BIG = "an int beyond 64 bits"


@dataclass(frozen=True)
class Case:
    """One call, what CPython answers and what Numba's code does."""

    expression: str
    arguments: tuple[Any, ...]
    python: Answer | str
    numba: Answer | str

    def __str__(self) -> str:
        shown = ", ".join(map(repr, self.arguments))
        return f"{self.expression!r} of {shown}: {self.numba}, not {self.python}"

    def raised(self, *names: str) -> bool:
        return isinstance(self.python, Raised) and self.python.exception in names

    def is_of(self, *kinds: type) -> bool:
        return all(type(argument) in kinds for argument in self.arguments)

    def uses(self, *words: str) -> bool:
        return any(word in self.expression for word in words)


def _is_wrapped(case: Case) -> bool:
    """The result is the true one modulo 2**64; of // it is 0."""
    symbols = case.uses("+", "- b", "-a", "*", "//", "abs", "divmod", "<<") and case.is_of(
        int, bool
    )
    return case.python == TOO_BIG and symbols and type(case.numba) is int


def _is_shift(case: Case) -> bool:
    return case.uses("<<", ">>") and type(case.numba) is int and not 0 <= case.arguments[1] < 64


def _is_int_power(case: Case) -> bool:
    base, exponent = (*case.arguments, 0)[:2]
    return (
        case.uses("**")
        and case.is_of(int, bool)
        and (exponent < 0 or (abs(base) == 1 and exponent > 2**53))
    )


def _is_too_large_for_int(case: Case) -> bool:
    rounding = case.uses("int(", "round(a)", "floor", "trunc") and case.is_of(float)
    error = case.python == TOO_BIG or case.raised("ValueError", "OverflowError")
    return rounding and error and type(case.numba) is int


def _is_rounded_first(case: Case) -> bool:
    """An int of more than 53 bits became a float before the operation."""
    ints = [a for a in case.arguments if type(a) is int and abs(a) > 2**53]
    mixed = not case.is_of(int) or case.uses("/", "round(a)", "math.")
    return (
        bool(ints)
        and mixed
        and case.uses(" / ", "==", "!=", "<", ">", "round(a)", "floor", "trunc")
    )


def _is_inverted_bool(case: Case) -> bool:
    return case.uses("~") and case.is_of(bool)


def _is_power(case: Case) -> bool:
    return case.uses("**") and isinstance(case.numba, float | complex)


def _is_int_exponent(case: Case) -> bool:
    """Of a float, by repeated multiplication, of which an inverse is taken."""
    return case.uses("**") and type(case.arguments[0]) is float and type(case.arguments[1]) is int


def _is_common_type(case: Case) -> bool:
    """`min` and `max` give the common type of their arguments, and treat NaN in another way."""
    return case.uses("min", "max") and not case.is_of(complex)


def _is_round(case: Case) -> bool:
    return case.uses("round(a, b)")


def _is_refused(case: Case) -> bool:
    """What raises TypeError in Python, and a few conversions of bool."""
    kinds = [type(argument) for argument in case.arguments]
    refused = bool in kinds or (complex in kinds and case.uses("complex("))
    return case.numba == COMPILE_ERROR and (case.raised("TypeError") or refused)


def _is_math(case: Case) -> bool:
    """NaN or an infinity instead of an error, or other last digits."""
    if not case.uses("math.") or not isinstance(case.numba, float):
        return False
    if isinstance(case.python, Raised):
        return not math.isfinite(case.numba)
    return math.isclose(case.numba, case.python, rel_tol=1e-14)  # type: ignore[arg-type]


def _is_complex_overflow(case: Case) -> bool:
    return case.uses("abs") and case.raised("OverflowError") and case.numba == math.inf


KINDS: dict[str, Callable[[Case], bool]] = {
    "int wraps around": _is_wrapped,
    "shifts have no check": _is_shift,
    "int ** int stays an int": _is_int_power,
    "float to int has no check": _is_too_large_for_int,
    "ints of more than 53 bits are rounded": _is_rounded_first,
    "~ inverts a bool": _is_inverted_bool,
    "** gives nan and inf": _is_power,
    "float ** int multiplies": _is_int_exponent,
    "min and max give a common type": _is_common_type,
    "round to digits": _is_round,
    "refused when compiled": _is_refused,
    "math gives nan and inf": _is_math,
    "abs of complex gives inf": _is_complex_overflow,
}


def python_answer(function: Callable[..., Any], arguments: Sequence[Any]) -> Answer | str:
    """CPython's answer; what would take all memory is known without asking."""
    base, exponent = (*arguments, 0)[:2]
    if function.__doc__ in ("a ** b", "a << b") and all(type(a) in (int, bool) for a in arguments):
        if exponent > 200 and abs(base) > (function.__doc__ == "a ** b"):
            return TOO_BIG
        if exponent < -200:
            return Raised("ZeroDivisionError" if base == 0 else "ValueError")
    if function.__doc__ == "round(a, b)" and type(exponent) is int and abs(exponent) > 400:
        rounded: Answer = base if exponent > 0 else type(base)(0)
        return rounded
    answer = grids.answer(function, arguments)
    if isinstance(answer, int) and not -(2**63) <= answer < 2**63:
        return TOO_BIG
    return answer


def cases(expression: str, folder: Path) -> list[Case]:
    """The calls that are answered in another way."""
    count = 2 if "b" in expression.replace("abs", "").replace("bool", "") else 1
    path = folder / "cases.py"
    parameters = ", ".join("ab"[:count])
    text = f"import math\ndef f({parameters}):\n    {expression!r}\n    return {expression}\n"
    path.write_text(text)
    python = grids.load_module(path).f
    found = []
    for kinds in itertools.product(TYPES.values(), repeat=count):
        compiled: Any = pyexec.jit(cache=False)(python)
        for arguments in itertools.product(*map(grids.few, kinds)):
            wanted = python_answer(python, arguments)
            given = grids.answer(compiled, arguments)
            if given in (Raised("TypeCheckError"), Raised("UnsupportedError")):
                found.append(Case(expression, arguments, wanted, COMPILE_ERROR))
                break  # so are all others of these types
            if isinstance(wanted, str) or not same(wanted, given):
                found.append(Case(expression, arguments, wanted, given))
    return found


@pytest.mark.parametrize("expression", [*BINARY, *UNARY])
def test_differences_are_of_the_kinds_that_are_listed(expression: str, tmp_path: Path) -> None:
    unlisted = [
        str(case)
        for case in cases(expression, tmp_path)
        if not any(is_of(case) for is_of in KINDS.values())
    ]
    assert "\n".join(unlisted[:40]) == ""


PAGE = Path(__file__).parents[1] / "docs" / "guide" / "differences-numba.md"
ROW = re.compile(r"\| (.+?) \| `(.+?)` of `(.+?)` \| `(.+?)` \| `?(.+?)`? \|")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
NAMESPACE = {"nan": math.nan, "inf": math.inf}


def test_the_page_lists_the_kinds() -> None:
    assert [row[0] for row in ROWS] == list(KINDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_example_of_a_row(row: tuple[str, ...], tmp_path: Path) -> None:
    kind, expression, values, python, numba = row
    arguments = eval(f"({values},)", dict(NAMESPACE))
    path = tmp_path / "example.py"
    parameters = ", ".join("ab"[: len(arguments)])
    path.write_text(f"import math\ndef f({parameters}):\n    return {expression}\n")
    function = grids.load_module(path).f
    assert _shown(grids.answer(function, arguments)) == python
    answer = grids.answer(pyexec.jit(cache=False)(function), arguments)
    if numba == "any int":
        assert type(answer) is int
    else:
        assert _shown(answer) == numba
    big = isinstance(answer, int) and python.lstrip("-").isdigit() and int(python) >= 2**63
    wanted = TOO_BIG if big else grids.answer(function, arguments)
    given = COMPILE_ERROR if numba in ("TypeCheckError", "UnsupportedError") else answer
    assert KINDS[kind](Case(expression, arguments, wanted, given))


def _shown(answer: Answer) -> str:
    return answer.exception if isinstance(answer, Raised) else repr(answer)
