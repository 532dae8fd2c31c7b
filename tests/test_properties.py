"""Every operator for every pair of types on boundary values, against CPython and NumPy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import grids
import oracle
import pytest
from answers import Answer, Raised, same
from grids import Case

from pyexec.driver import frontend
from pyexec.errors import CompileError
from pyexec.frontend.unit import Options
from pyexec.types import FIXED, INT, INT64, SCALARS, Type, promote

Expected = Callable[..., Answer]
Checked = tuple[Case, Expected]


def mismatches(
    checked: Sequence[Checked],
    compiled: Sequence[Callable[..., Any]],
    choose: Callable[[Type], list[Any]] = grids.values,
) -> str:
    """One line for each of the first calls that are not answered as expected."""
    found = []
    for (case, expected), function in zip(checked, compiled, strict=True):
        for arguments in case.grid(choose):
            wanted, given = expected(*arguments), grids.answer(function, arguments)
            if not same(wanted, given):
                found.append(f"{case} {arguments}: {given}, not {wanted}")
    return "\n".join(found[:50])


def binary_cases(symbol: str) -> list[Checked]:
    """An operator for every pair of types that it takes."""
    result: list[Checked] = []
    for a in SCALARS:
        for b in SCALARS:
            t = oracle.result_type(symbol, a, b)
            if t is not None:
                case = Case(f"a {symbol} b", (a, b), t)
                result.append((case, partial(oracle.binary, symbol, a, b)))
    return result


def needs_library(symbol: str, case: Case) -> bool:
    return symbol == "**" and not case.result.is_integer


@pytest.mark.parametrize("symbol", oracle.BINARY)
def test_binary_operator(symbol: str, tmp_path: Path) -> None:
    checked = binary_cases(symbol)
    assert mismatches(checked, grids.native([c for c, _ in checked], tmp_path)) == ""


@pytest.mark.parametrize("symbol", oracle.BINARY)
def test_binary_operator_interpreted(symbol: str, tmp_path: Path) -> None:
    checked = binary_cases(symbol)
    machine = grids.interpreted([c for c, _ in checked], tmp_path)
    assert mismatches(checked, machine, grids.few) == ""


@pytest.mark.parametrize("symbol", oracle.BINARY)
def test_binary_operator_in_wasm(symbol: str, tmp_path: Path) -> None:
    checked = [c for c in binary_cases(symbol) if not needs_library(symbol, c[0])]
    machine = grids.in_wasm([c for c, _ in checked], tmp_path)
    assert mismatches(checked, machine, grids.few) == ""


def wrapping_cases() -> Iterator[Checked]:
    """With overflow="wrap" `int` is `int64`."""
    for symbol in oracle.ARITHMETIC | oracle.BITWISE:
        t = oracle.result_type(symbol, INT, INT)
        assert t is not None
        yield Case(f"a {symbol} b", (INT, INT), t), partial(oracle.binary, symbol, INT64, INT64)
    for symbol in ("-", "~", "abs"):
        yield Case(f"{symbol}(a)", (INT,), INT), partial(oracle.unary, symbol, INT64)
    for t in FIXED:
        yield Case("int(a)", (t,), INT), partial(oracle.convert, t, INT64)


def test_int_wraps_where_asked_to(tmp_path: Path) -> None:
    checked = list(wrapping_cases())
    cases, options = [c for c, _ in checked], Options(wrap=True)
    assert mismatches(checked, grids.native(cases, tmp_path, options)) == ""
    assert mismatches(checked, grids.interpreted(cases, tmp_path, options)) == ""


@pytest.mark.parametrize("symbol", oracle.ARITHMETIC | oracle.BITWISE)
def test_without_optimisation(symbol: str, tmp_path: Path) -> None:
    """What is right only after LLVM has optimised it is right by luck."""
    checked = binary_cases(symbol)
    compiled = grids.native([c for c, _ in checked], tmp_path, level=0)
    assert mismatches(checked, compiled, grids.few) == ""


def unary_cases() -> Iterator[Checked]:
    for symbol in ("-", "+", "~", "not ", "abs"):
        for t in SCALARS:
            result = oracle.unary_type(symbol, t)
            if result is not None:
                yield Case(f"{symbol}(a)", (t,), result), partial(oracle.unary, symbol, t)


def conversion_cases() -> Iterator[Checked]:
    for a in SCALARS:
        for b in SCALARS:
            if not a.is_complex or b.is_complex or b.name == "bool":
                yield Case(f"{b.name}(a)", (a,), b), partial(oracle.convert, a, b)


def choice_cases() -> Iterator[Checked]:
    for name in ("min", "max"):
        for a in SCALARS:
            for b in SCALARS:
                t = promote(a, b)
                if t is not None and not t.is_complex:
                    yield Case(f"{name}(a, b)", (a, b), t), partial(oracle.choose, name, a, b)


def divmod_cases() -> Iterator[Checked]:
    quotients, rests = binary_cases("//"), binary_cases("%")
    for (case, quotient), (_, rest) in zip(quotients, rests, strict=True):
        yield replace(case, expression="q, r = divmod(a, b)\nreturn q"), quotient

        def expected(x: Any, y: Any, q: Expected = quotient, r: Expected = rest) -> Answer:
            first = q(x, y)  # where it does not fit there is no pair at all
            return first if isinstance(first, Raised) else r(x, y)

        yield replace(case, expression="q, r = divmod(a, b)\nreturn r"), expected


FAMILIES: dict[str, Callable[[], Iterator[Checked]]] = {
    "unary": unary_cases,
    "conversions": conversion_cases,
    "choices": choice_cases,
    "divmod": divmod_cases,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_family(family: str, tmp_path: Path) -> None:
    checked = list(FAMILIES[family]())
    assert mismatches(checked, grids.native([c for c, _ in checked], tmp_path)) == ""


@pytest.mark.parametrize("family", FAMILIES)
def test_family_interpreted(family: str, tmp_path: Path) -> None:
    checked = list(FAMILIES[family]())
    machine = grids.interpreted([c for c, _ in checked], tmp_path)
    assert mismatches(checked, machine, grids.few) == ""


@pytest.mark.parametrize("family", FAMILIES)
def test_family_in_wasm(family: str, tmp_path: Path) -> None:
    checked = list(FAMILIES[family]())
    machine = grids.in_wasm([c for c, _ in checked], tmp_path)
    assert mismatches(checked, machine, grids.few) == ""


def refused_pairs() -> Iterator[tuple[str, Type, Type]]:
    for symbol in oracle.BINARY:
        for a in SCALARS:
            for b in SCALARS:
                if oracle.result_type(symbol, a, b) is None:
                    yield symbol, a, b


def test_what_has_no_answer_does_not_compile(tmp_path: Path) -> None:
    pairs = list(refused_pairs())
    assert pairs
    cases = [Case(f"a {symbol} b", (a, b), INT) for symbol, a, b in pairs]
    python = grids.functions(cases, tmp_path)
    for (symbol, a, b), function in zip(pairs, python, strict=True):
        with pytest.raises(CompileError) as refusal:
            frontend([function], Options())
        fault = refusal.value.diagnostics[0]
        assert fault.span is not None and symbol in fault.span.text
        if promote(a, b) is None and not (a.is_float or b.is_float):
            assert "no common integer type" in fault.message
            assert fault.help is not None and "convert" in fault.help
        else:
            assert "does not work on" in fault.message
