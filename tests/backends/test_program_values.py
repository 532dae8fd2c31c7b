"""Every type as a parameter, as a default and as a result of a native program."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from native_programs import Ended, run

import pyexec
from pyexec.scalars import (
    complex64,
    float32,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
)
from pyexec.types import by_name


def of_int(x: int) -> int:
    return x


def of_int8(x: int8) -> int8:
    return x


def of_int16(x: int16) -> int16:
    return x


def of_int32(x: int32) -> int32:
    return x


def of_int64(x: int64) -> int64:
    return x


def of_uint8(x: uint8) -> uint8:
    return x


def of_uint16(x: uint16) -> uint16:
    return x


def of_uint32(x: uint32) -> uint32:
    return x


def of_uint64(x: uint64) -> uint64:
    return x


def of_float(x: float) -> float:
    return x


def of_float32(x: float32) -> float32:
    return x


def of_complex(x: complex) -> complex:
    return x


def of_complex64(x: complex64) -> complex64:
    return x


def of_bool(x: bool) -> bool:
    return x


INTEGERS = [
    of_int, of_int8, of_int16, of_int32, of_int64, of_uint8, of_uint16, of_uint32, of_uint64,
]  # fmt: skip


def built(function: Callable[..., Any], folder: Path) -> Path:
    return pyexec.aot_compile(function, folder / "program", backend="llvm")


@pytest.mark.parametrize("function", INTEGERS)
def test_integers(function: Callable[..., Any], tmp_path: Path) -> None:
    program = built(function, tmp_path)
    name = function.__name__.removeprefix("of_")
    t = by_name(name)
    for value in {t.minimum, t.minimum + 1, 0, 7, t.maximum - 1, t.maximum}:
        assert run(program, value) == Ended(0, f"{value}\n", "")
    for value in (t.minimum - 1, t.maximum + 1, -(10**19), 10**19, 10**30, 2**64, 2**65):
        if not t.holds(value):
            ended = run(program, value)
            expected = (
                f"argument X: {value} is out of range for {name} ({t.minimum} to {t.maximum})\n"
            )
            assert ended.code == 2
            assert ended.error.endswith(expected)
    assert run(program, "-0") == Ended(0, "0\n", "")
    assert run(program, "0" * 4299 + "1") == Ended(0, "1\n", "")
    assert run(program, "0" * 4301).code == 2  # more digits than Python reads


FLOATS = (
    "0", "-0", "1", "0.1", "1e22", "1e23", "-1e-5", "0.0001", "123456789012345678", "1e16",
    "9999999999999998", "2.2250738585072011e-308", "5e-324", "2e-324", "1.7976931348623157e308",
    "1.7976931348623159e308", "inf", "-inf", "nan", "Infinity", "-nan", "3.4028235677973366e38",
    "3.4028235e38", "1e-46", "16777217", "0.1e1_0", ".5", "5.", "+1E+2",
)  # fmt: skip
NO_FLOATS = ("", ".", "e5", "1e", "1e+", "_1", "1_", "1__0", "1._5", "in", "nanx", "0x1", "1 2")


def test_floats(tmp_path: Path) -> None:
    program = built(of_float, tmp_path)
    for text in FLOATS:
        assert run(program, text) == Ended(0, f"{float(text)!r}\n", "")
    for text in (
        "",
        ".",
        "e5",
        "1e",
        "1e+",
        "_1",
        "1_",
        "1__0",
        "1._5",
        "in",
        "nanx",
        "0x1",
        "1 2",
    ):
        assert run(program, text).code == 2


def test_narrow_floats(tmp_path: Path) -> None:
    import numpy

    program = built(of_float32, tmp_path)
    for text in FLOATS:
        with numpy.errstate(over="ignore"):
            expected = float(numpy.float32(float(text)))
        assert run(program, text) == Ended(0, f"{expected!r}\n", "")


COMPLEXES = (
    "0", "-0", "1j", "-1j", "j", "+j", "-J", "1+j", "1-j", "(2-3j)", " ( 1e5+.5J ) ", "1e400-1e-5j",
    "nan+nanj", "-inf-infj", "infj", "0-0j", "-0j", "1_0+2_0j", "1+1j", "0.1-1e16j", "-0-1j",
)  # fmt: skip
NO_COMPLEXES = (
    "",
    "()",
    "(1",
    "1)",
    "1+",
    "1j+1",
    "1+2",
    "1 +2j",
    "j1",
    "1jj",
    "((1))",
    "+-j",
    "1+_j",
)


@pytest.mark.parametrize("text", COMPLEXES)
def test_complexes_in_python(text: str) -> None:
    complex(text)


def test_complexes(tmp_path: Path) -> None:
    program = built(of_complex, tmp_path)
    for text in COMPLEXES:
        assert run(program, "--", text) == Ended(0, f"{complex(text)!r}\n", "")
    for text in NO_COMPLEXES:
        with pytest.raises(ValueError, match="complex"):
            complex(text)
        assert run(program, text).code == 2


def test_narrow_complexes(tmp_path: Path) -> None:
    program = built(of_complex64, tmp_path)
    assert run(program, "0.1+0.1j").out == "(0.10000000149011612+0.10000000149011612j)\n"
    assert run(program, "1e300j").out == "infj\n"


def test_truth(tmp_path: Path) -> None:
    program = built(of_bool, tmp_path)
    for text in ("true", "TRUE", "yes", "Yes", "on", "1", " oN ", "yES"):
        assert run(program, text) == Ended(0, "True\n", "")
    for text in ("false", "False", "no", "off", "0", "OFF\t"):
        assert run(program, text) == Ended(0, "False\n", "")
    for text in ("", "t", "2", "tru", "truee", "of", "noo", "10", "ja", "falsy"):
        assert run(program, text).error.endswith(f"argument X: '{text}' is not a bool\n")


def test_defaults(tmp_path: Path) -> None:
    def mixed(
        a: int = -5,
        b: uint64 = 2**64 - 1,
        c: float = 0.1,
        d: float32 = 0.1,
        e: complex = 1 - 2j,
        f: complex64 = 3,
        g: int8 = -128,
        h: bool = True,
        i: float = 2,
        j: float = math.inf,
    ) -> bool:
        return (
            a == -5
            and b == 18446744073709551615
            and c == 0.1
            and d == float32(0.1)
            and e == 1 - 2j
            and f == 3
            and g == -128
            and h
            and i == 2.0
            and j > 1e308
        )

    program = built(mixed, tmp_path)
    assert run(program) == Ended(0, "True\n", "")
    for word in ("--a=5", "--b=1", "--c=1", "--d=1", "--e=1", "--f=1", "--g=1", "--no-h", "--i=1"):
        assert run(program, word) == Ended(0, "False\n", "")
