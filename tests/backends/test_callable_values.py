"""What goes into a native function and what comes out: types, ranges, errors, references."""

from __future__ import annotations

import gc
import math
import struct
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest
from callable_bodies import add, as_function, identity, native, native_add

from pyexec import types
from pyexec.backends.callable.conversion import binder
from pyexec.types import BOOL, COMPLEX, COMPLEX64, FLOAT, FLOAT32, INT, INT8, NONE, UINT64, Type

INTEGERS = (types.INT, *types.FIXED)
LARGEST_FLOAT32 = (2 - 2**-23) * 2.0**127


def boundary_ints(t: Type) -> list[int]:
    near = {0, 1, -1, 2, -5, -6, 255, 256, 257}
    for power in (7, 8, 15, 16, 29, 30, 31, 32, 59, 60, 61, 62, 63, 64):
        near |= {s * (1 << power) + d for s in (1, -1) for d in (-1, 0, 1)}
    return sorted(n for n in near if t.holds(n))


@pytest.mark.parametrize("t", INTEGERS, ids=str)
def test_integers_go_in_and_out(t: Type) -> None:
    f = identity(t)
    for number in boundary_ints(t):
        result = f(number)
        assert type(result) is int and result == number


@pytest.mark.parametrize("t", INTEGERS, ids=str)
def test_integers_out_of_range_name_the_parameter_and_the_type(t: Type) -> None:
    f = identity(t)
    outside = [
        t.minimum - 1,
        t.maximum + 1,
        t.minimum - 2**64,
        t.maximum + 2**64,
        2**200,
        -(2**200),
    ]
    for number in outside:
        with pytest.raises(OverflowError) as caught:
            f(number)
        shown = number if number.bit_length() <= 256 else "such a large int"
        assert str(caught.value) == (
            f"f() argument 'x' must fit {t} ({t.minimum} to {t.maximum}), not {shown}"
        )
    with pytest.raises(OverflowError, match="not such a large int"):
        f(10**5000)  # longer than what `str` converts


class Index:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> Any:
        return self.value


class MyInt(int):
    def __index__(self) -> int:
        return 99

    def __int__(self) -> int:
        return 98


class MyFloat(float):
    def __float__(self) -> float:
        return 99.0


def test_int_parameters_take_what_has_an_index() -> None:
    f = identity(INT)
    assert [f(v) for v in (True, False, Index(7), MyInt(5), numpy.int8(-3), numpy.uint64(9))] == [
        1, 0, 7, 5, -3, 9,
    ]  # fmt: skip
    with pytest.warns(DeprecationWarning, match="__index__ returned non-int"):
        assert type(f(Index(True))) is int
    assert f(numpy.array(6)) == 6
    assert type(f(True)) is int


@pytest.mark.parametrize(
    "wrong", [1.0, "1", b"1", None, 1j, [1], Decimal(1), Fraction(1), numpy.float64(1)]
)
def test_int_parameters_refuse_the_rest(wrong: object) -> None:
    for t in INTEGERS:
        with pytest.raises(TypeError) as caught:
            identity(t)(wrong)
        kind = type(wrong).__name__
        assert str(caught.value) == f"f() argument 'x' must be {t}, not {kind}"


def test_errors_of_conversion_methods_pass_through() -> None:
    class Broken:
        def __index__(self) -> int:
            raise LookupError("none")

        def __float__(self) -> float:
            raise LookupError("none")

    for t in (INT, FLOAT):
        with pytest.raises(LookupError):
            identity(t)(Broken())
    with pytest.raises(TypeError, match="__index__ returned non-int"):
        identity(INT)(Index("1"))


def bits(number: float) -> bytes:
    return struct.pack("<d", number)


FLOATS = (
    0.0, -0.0, 1.0, -1.5, 0.1, math.pi, 5e-324, -5e-324, sys.float_info.min, sys.float_info.max,
    -sys.float_info.max, math.inf, -math.inf, math.nan, 2.0**53 + 2, 2.0**-149,
)  # fmt: skip


def test_floats_go_in_and_out() -> None:
    f = identity(FLOAT)
    for number in FLOATS:
        result = f(number)
        assert type(result) is float and bits(result) == bits(number)


def test_float_parameters_take_numbers() -> None:
    f = identity(FLOAT)
    for number in (
        0,
        1,
        -1,
        2**30,
        2**53 + 1,
        -(2**53) - 1,
        2**59 + 1,
        2**63 - 1,
        -(2**63),
        2**64 + 1,
    ):
        assert f(number) == float(number)
    assert [f(v) for v in (True, Index(3), Decimal("0.5"), Fraction(1, 4), numpy.float32(0.5))] == [
        1.0, 3.0, 0.5, 0.25, 0.5,
    ]  # fmt: skip
    for own in (MyFloat(1.5), numpy.float64(1.5)):
        assert f(own) == 1.5 and type(f(own)) is float
    with pytest.raises(OverflowError, match="argument 'x' must fit float, not such a large int"):
        f(10**400)


@pytest.mark.parametrize("wrong", ["1.0", b"1", None, 1j, [1.0]])
def test_float_parameters_refuse_the_rest(wrong: object) -> None:
    for t in (FLOAT, FLOAT32):
        with pytest.raises(
            TypeError, match=f"argument 'x' must be {t}, not {type(wrong).__name__}"
        ):
            identity(t)(wrong)


def test_float32_rounds_and_has_a_range() -> None:
    f = identity(FLOAT32)
    for number in (
        0.1,
        math.pi,
        1e-50,
        -0.0,
        math.inf,
        -math.inf,
        LARGEST_FLOAT32,
        1e-45,
        16777217,
    ):
        assert bits(f(number)) == bits(float(numpy.float32(number)))
    assert math.isnan(f(math.nan))
    step = 2.0**103  # half of the last place
    assert f(math.nextafter(LARGEST_FLOAT32 + step, 0)) == LARGEST_FLOAT32
    for number in (LARGEST_FLOAT32 + step, -1e39, 10**39):
        with pytest.raises(OverflowError, match="argument 'x' must fit float32, not"):
            f(number)


COMPLEX_NUMBERS = [complex(re, im) for re in FLOATS for im in (0.0, -0.0, 2.5, math.inf, math.nan)]


def test_complex_numbers_go_in_and_out() -> None:
    f = identity(COMPLEX)
    for number in COMPLEX_NUMBERS:
        result = f(number)
        assert type(result) is complex
        assert (bits(result.real), bits(result.imag)) == (bits(number.real), bits(number.imag))


def test_complex64_rounds_and_has_a_range() -> None:
    f = identity(COMPLEX64)
    for number in (0.1 + 0.2j, complex(-0.0, math.inf), complex(math.inf, 1e-50), -1j):
        assert f(number) == complex(numpy.complex64(number))
    for number in (1e39 + 0j, 1e39j, complex(math.nan, -1e39)):
        with pytest.raises(OverflowError, match="argument 'x' must fit complex64, not"):
            f(number)


class HasComplex:
    def __complex__(self) -> complex:
        return 1 + 2j


class MyComplex(complex):
    def __complex__(self) -> complex:
        return 99j


def test_complex_parameters_take_numbers() -> None:
    f = identity(COMPLEX)
    accepted = (3, 0.5, True, Index(2), HasComplex(), MyComplex(1, 1), numpy.complex64(1 - 1j))
    assert [f(v) for v in accepted] == [3, 0.5, 1, 2, 1 + 2j, 1 + 1j, 1 - 1j]
    assert all(type(f(v)) is complex for v in accepted)
    for wrong in ("1j", None, [1]):
        with pytest.raises(TypeError, match="argument 'x' must be complex, not"):
            f(wrong)


def test_bool_parameters() -> None:
    f = identity(BOOL)
    assert f(True) is True and f(False) is False
    assert f(numpy.bool_(True)) is True and f(numpy.False_) is False
    for wrong in (1, 0, 1.0, "True", None, MyInt(1)):
        with pytest.raises(TypeError, match="argument 'x' must be bool, not"):
            f(wrong)


def test_none_comes_out() -> None:
    def f() -> None:
        return None

    plain = native(f, (), NONE, "define internal void @f() {\n  ret void\n}\n")
    fails = native(f, (), NONE, "define internal i32 @f() {\n  ret i32 2\n}\n", raises=True)
    fine = native(f, (), NONE, "define internal i32 @f() {\n  ret i32 0\n}\n", raises=True)
    assert plain() is None and fine() is None
    with pytest.raises(ZeroDivisionError, match=r"^integer division or modulo by zero$"):
        fails()


@pytest.mark.parametrize(
    ("code", "kind", "arguments"),
    [
        (1, OverflowError, ("integer result does not fit into 64 bits",)),
        (4, AssertionError, ()),
        (5, KeyError, ("Schlüssel\0\ud800",)),
    ],
)
def test_errors_have_class_and_message_and_no_frame_of_ours(
    code: int, kind: type[Exception], arguments: tuple[str, ...]
) -> None:
    def f() -> int:
        return 0

    pair = "{ i64, i32 }"
    body = f"define internal {pair} @f() {{\n  ret {pair} {{ i64 0, i32 {code} }}\n}}\n"
    function = native(f, (), INT, body, raises=True)
    with pytest.raises(TypeError):
        function(1)
    with pytest.raises(kind) as caught:
        function()
    assert type(caught.value) is kind
    assert caught.value.args == arguments
    assert len(caught.traceback) == 1


def test_overflow_of_the_result() -> None:
    f = native_add()
    assert f(2**62, 2**62 - 1) == 2**63 - 1
    with pytest.raises(OverflowError, match=r"^integer result does not fit into 64 bits$"):
        f(2**62, 2**62)


def two(a: int, b: int = 40, /, c: int = 300, *, d: int = -7) -> int:
    return a


def last(a: int, b: int, *, c: int) -> int:
    return a


ENCODE = """
define internal i64 @two(i64 %a, i64 %b, i64 %c, i64 %d) {
  %ab = shl i64 %a, 48
  %b.low = and i64 %b, 65535
  %b.up = shl i64 %b.low, 32
  %c.low = and i64 %c, 65535
  %c.up = shl i64 %c.low, 16
  %d.low = and i64 %d, 65535
  %x = or i64 %ab, %b.up
  %y = or i64 %c.up, %d.low
  %r = or i64 %x, %y
  ret i64 %r
}
"""


def encoded(a: int, b: int = 40, /, c: int = 300, *, d: int = -7) -> int:
    return a << 48 | (b & 65535) << 32 | (c & 65535) << 16 | d & 65535


CALLS: list[tuple[tuple[int, ...], dict[str, Any]]] = [
    ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2), {"c": 5}), ((1,), {"d": 9}),
    ((1, 2, 3), {"d": 2**14}), ((True, 2), {}), ((1, True, 3), {"d": True}), ((1,), {"c": False}),
]  # fmt: skip


@pytest.mark.parametrize(("positional", "named"), CALLS)
def test_defaults_and_keywords(positional: tuple[int, ...], named: dict[str, Any]) -> None:
    f = native(two, (INT,) * 4, INT, ENCODE)
    for _ in range(2):  # the first call with keywords makes the binder
        assert f(*positional, **named) == encoded(*positional, **named)


@pytest.mark.parametrize(
    ("positional", "named"),
    [
        ((), {}), ((1, 2, 3, 4), {}), ((1,), {"b": 2}), ((1,), {"e": 2}), ((1, 2, 3), {"c": 3}),
        ((), {"a": 1}),
    ],
)  # fmt: skip
def test_wrong_arguments_get_the_text_of_python(
    positional: tuple[int, ...], named: dict[str, int]
) -> None:
    f = native(two, (INT,) * 4, INT, ENCODE)
    with pytest.raises(TypeError) as expected:
        two(*positional, **named)
    with pytest.raises(TypeError) as caught:
        f(*positional, **named)
    assert str(caught.value) == str(expected.value)


def test_keyword_only_parameters_cannot_be_given_by_position() -> None:
    body = "define internal i64 @last(i64 %a, i64 %b, i64 %c) {\n  ret i64 %c\n}\n"
    f = native(last, (INT,) * 3, INT, body)
    assert f(1, 2, c=3) == 3 and f(b=1, a=2, c=2**61) == 2**61 and f(1, True, c=Index(4)) == 4
    with pytest.raises(TypeError, match=r"last\(\) takes 2 positional arguments but 3 were given"):
        f(1, 2, 3)
    with pytest.raises(TypeError, match="argument 'c' must be int, not str"):
        f(1, 2, c="3")


def test_the_count_of_arguments_is_no_way_past_the_checks() -> None:
    f = native(
        last,
        (INT,) * 3,
        INT,
        "define internal i64 @last(i64 %a, i64 %b, i64 %c) {\n  ret i64 %c\n}\n",
    )
    for count in (0, 1, 2, 3, 4, 7, 100):
        with pytest.raises(TypeError):
            f(*range(count))


def test_defaults_that_need_a_conversion() -> None:
    def f(a: Any = 300, b: Any = 1, c: Any = 2, d: Any = True) -> Any:
        return a

    head = "define internal double @f(i8 %a, double %b, { double, double } %c, i64 %d)"
    body = head + " {\n  ret double %b\n}\n"
    function = native(f, (INT8, FLOAT, COMPLEX, INT), FLOAT, body)
    assert function(1) == 1.0 and function(1, 2.5) == 2.5
    with pytest.raises(OverflowError, match="argument 'a' must fit int8"):
        function()


def test_float_and_complex_defaults_are_exact() -> None:
    def f(a: float = 0.1, b: complex = -0.0 + 0.1j, c: float = 0.1) -> float:
        return a

    for result in ("%a", "%c.wide", "%re", "%im"):
        body = f"""define internal double @f(double %a, {{ double, double }} %b, float %c) {{
  %re = extractvalue {{ double, double }} %b, 0
  %im = extractvalue {{ double, double }} %b, 1
  %c.wide = fpext float %c to double
  ret double {result}
}}
"""
        function = native(f, (FLOAT, COMPLEX, FLOAT32), FLOAT, body)
        expected = {"%c.wide": float(numpy.float32(0.1)), "%re": (-0.0 + 0.1j).real}.get(
            result, 0.1
        )
        assert bits(function()) == bits(expected)


def test_binders_keep_defaults() -> None:
    f = native_add()
    assert binder(as_function(add), f.signature)(1, b=2) == (1, 2)


def test_references_are_exact() -> None:
    f, fl, flag = native_add(), identity(FLOAT), identity(BOOL)

    def none() -> None:
        return None

    nothing = native(none, (), NONE, "define internal void @none() {\n  ret void\n}\n")
    large, number, text, keywords = 10**12, 1.5, "no number", {"b": 3}
    odd = Index(3)
    watched: list[object] = [
        0,
        5,
        256,
        -5,
        True,
        None,
        large,
        number,
        text,
        odd,
        int,
        float,
        f,
        add,
    ]

    def counts() -> list[int]:
        gc.collect()
        return [sys.getrefcount(x) for x in watched]

    def calls() -> None:
        f(2, 3)
        f(large, large)
        f(-5, 0)
        f(256, 0)
        f(0, 0)
        f(odd, 2)
        f(2, **keywords)
        fl(number)
        flag(True)
        nothing()
        for wrong in ((text, 1), (2**64, 1), (2**62, 2**62), (1,)):
            with pytest.raises((TypeError, OverflowError)):
                f(*wrong)

    calls()
    before = counts()
    for _ in range(2000):
        calls()
    # Python's own machinery may keep a few; a leak would show thousands.
    assert max(abs(new - old) for new, old in zip(counts(), before, strict=True)) < 50


def test_uint64_all_bits() -> None:
    f = identity(UINT64)
    assert f(2**64 - 1) == 2**64 - 1 and f(True) == 1 and f(numpy.uint64(2**64 - 1)) == 2**64 - 1
    with pytest.raises(OverflowError):
        f(-1)
    assert f(2**63) == 2**63  # no error is left behind
