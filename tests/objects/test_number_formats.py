"""Numbers as texts and texts as numbers, as `rt/objects` has them, beside CPython's."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from native_texts import Native, outcome

from pyexec.rt.objects import percent

integers = st.one_of(
    st.integers(-1000, 1000),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([-(2**63), 2**63 - 1, 0, 10**18, 0x10FFFF, 0x110000, 0xE4, 0x4E00]),
)
floats = st.one_of(
    st.floats(),
    st.floats(-1000, 1000),
    st.integers(-10_000, 10_000).map(lambda n: n / 1000),
    st.sampled_from([0.0, -0.0, 0.5, 2.5, 1e16, 1e15, 1e-5, 1e-4, 9.5, 99.95, 1e100, 5e-324]),
)
complexes = st.builds(complex, floats, floats)

# Specs as the language has them, and some as it does not.
fills = st.sampled_from(["", "", "", "*", "0", "ä", "中", "<", "\U0001f600", "{"])
numbers = st.sampled_from(["", "", "0", "3", "8", "12", "\u06612", "030"])
specs = st.one_of(
    st.tuples(
        fills,
        st.sampled_from(["", "<", ">", "^", "="]),
        st.sampled_from(["", "", "+", "-", " "]),
        st.sampled_from(["", "", "", "z"]),
        st.sampled_from(["", "", "#"]),
        st.sampled_from(["", "", "0"]),
        numbers,
        st.sampled_from(["", "", "", ",", "_"]),
        st.sampled_from(["", "", ".0", ".1", ".3", ".17", ".30"]),
        st.sampled_from(list("bcdoxXneEfFgG%s") + [""] * 4),
    ).map("".join),
    st.text(alphabet="<>=^+- #z0,_.1229bcdeEfFgGnosxX%q中\x01\x7f", max_size=6),
)


@cache
def native() -> Native:
    return Native([
        "complex_formatting.format_complex", "formatting.format_bool", "formatting.format_float",
        "formatting.format_int", "formatting.format_str", "formatting.format_unsigned",
        "number_reading.parse_complex", "number_reading.parse_float", "number_reading.parse_int",
        "percent.percent_character", "percent.percent_code", "percent.percent_float",
        "percent.percent_int", "percent.percent_text", "properties.decimal_value",
        "quoting.ascii_of", "quoting.repr_str", "texts.bin_of", "texts.chr_of", "texts.hex_of",
        "texts.oct_of", "texts.ord_of", "texts.str_of_complex", "texts.str_of_float",
        "texts.str_of_int", "texts.str_of_unsigned",
    ])  # fmt: skip


def call(name: str, *arguments: Any) -> Any:
    return native().call(name, *arguments)


def formatted(value: Any, spec: str) -> Any:
    """What CPython gives, but for what is too long here and there."""
    return outcome(format, value, spec)


@given(integers, specs)
@settings(deadline=None, max_examples=1500)
def test_integers(value: int, spec: str) -> None:
    assert outcome(call, "formatting.format_int", value, spec) == formatted(value, spec)
    if value >= 0:
        assert outcome(call, "formatting.format_unsigned", value, spec) == formatted(value, spec)


@given(st.booleans(), specs)
@settings(deadline=None, max_examples=1000)
def test_booleans(value: bool, spec: str) -> None:
    assert outcome(call, "formatting.format_bool", value, spec) == formatted(value, spec)


@given(floats, specs)
@settings(deadline=None, max_examples=1500)
def test_floats(value: float, spec: str) -> None:
    assert outcome(call, "formatting.format_float", value, spec) == formatted(value, spec)


@given(floats, st.integers(0, 1100), st.sampled_from("efgEG%"), st.sampled_from(["", "#"]))
@settings(deadline=None, max_examples=1000)
def test_precisions(value: float, precision: int, letter: str, flag: str) -> None:
    spec = f"{flag}.{precision}{letter}"
    assert call("formatting.format_float", value, spec) == format(value, spec)


@given(complexes, specs)
@settings(deadline=None, max_examples=1500)
def test_complex_numbers(value: complex, spec: str) -> None:
    assert outcome(call, "complex_formatting.format_complex", value, spec) == formatted(value, spec)


@given(st.text(max_size=8), specs)
@settings(deadline=None, max_examples=1000)
def test_texts(value: str, spec: str) -> None:
    assert outcome(call, "formatting.format_str", value, spec) == formatted(value, spec)


FLAGS = {
    "-": percent.LEFT_SIDE, "+": percent.WITH_PLUS, " ": percent.WITH_BLANK,
    "#": percent.ALTERNATE_FORM, "0": percent.WITH_ZEROES,
}  # fmt: skip
flags = st.text(alphabet="-+ #0", max_size=4)
widths = st.integers(-12, 12)
precisions = st.none() | st.integers(0, 20)


def written(flags: str, width: int, precision: int | None, letter: str) -> tuple[str, list[int]]:
    """The template, and the arguments to give before the value."""
    return f"%{flags}*{'' if precision is None else f'.{precision}'}{letter}", [width]


@given(integers, flags, widths, precisions, st.sampled_from("diuoxX"))
@settings(deadline=None, max_examples=1000)
def test_percent_of_integers(
    value: int, flag: str, width: int, precision: int | None, letter: str
) -> None:
    template, before = written(flag, width, precision, letter)
    bits = sum(FLAGS[c] for c in set(flag))
    places = -1 if precision is None else precision
    found = call("percent.percent_int", value, ord(letter), bits, width, places)
    assert found == template % (*before, value)


@given(floats, flags, widths, precisions, st.sampled_from("eEfFgG"))
@settings(deadline=None, max_examples=1000)
def test_percent_of_floats(
    value: float, flag: str, width: int, precision: int | None, letter: str
) -> None:
    template, before = written(flag, width, precision, letter)
    bits = sum(FLAGS[c] for c in set(flag))
    places = -1 if precision is None else precision
    found = call("percent.percent_float", value, ord(letter), bits, width, places)
    assert found == template % (*before, value)


@given(st.text(max_size=6), integers, flags, widths, precisions)
@settings(deadline=None, max_examples=2000)
def test_percent_of_texts(
    value: str, code: int, flag: str, width: int, precision: int | None
) -> None:
    bits = sum(FLAGS[c] for c in set(flag))
    places = -1 if precision is None else precision
    template, before = written(flag, width, precision, "s")
    assert call("percent.percent_text", value, bits, width, places) == template % (*before, value)
    template, before = written(flag, width, None, "c")
    for name, argument in (("percent_code", code), ("percent_character", value)):
        expected = outcome(lambda: template % (*before, argument))  # noqa: B023
        assert outcome(call, f"percent.{name}", argument, bits, width) == expected


@given(integers, floats, complexes)
@settings(deadline=None, max_examples=1000)
def test_numbers_as_texts(n: int, x: float, z: complex) -> None:
    assert call("texts.str_of_int", n) == str(n)
    assert call("texts.str_of_unsigned", n % 2**64) == str(n % 2**64)
    assert call("texts.str_of_float", x) == str(x)
    assert call("texts.str_of_complex", z) == str(z)
    assert call("texts.hex_of", n) == hex(n)
    assert call("texts.oct_of", n) == oct(n)
    assert call("texts.bin_of", n) == bin(n)
    assert outcome(call, "texts.chr_of", n) == outcome(chr, n)


@given(st.text(max_size=3))
@settings(deadline=None)
def test_ord(text: str) -> None:
    assert outcome(call, "texts.ord_of", text) == outcome(ord, text)


@given(st.one_of(st.text(), st.text(alphabet="a'\"\\\n\x7f\xe4\xad\u200b\ud800\U000e0001中")))
@settings(deadline=None, max_examples=1000)
def test_quoting(text: str) -> None:
    assert call("quoting.repr_str", text) == repr(text)
    assert call("quoting.ascii_of", text) == ascii(text)


def test_decimal_values() -> None:
    """Of every digit there is."""
    for code in range(0x110000):
        value = unicodedata.decimal(chr(code), None)
        if value is not None:
            assert call("properties.decimal_value", code) == value


literals = st.one_of(
    st.from_regex(r"[ \t]?[+-]?(0[xXoObB]_?)?\w{0,3}(_[0-9a-f]{1,3}){0,3}\n?", fullmatch=True),
    st.text(alphabet="0129abxXoO_+- \n\x1c\x85\u3000\u0661\u0967\U0001d7ce中", max_size=8),
    integers.map(str),
)


@given(literals, st.sampled_from([10, 10, 0, 2, 3, 8, 16, 36, 1, 37, -1]))
@settings(deadline=None, max_examples=1500)
def test_reading_integers(text: str, base: int) -> None:
    for arguments in ((text, base), (text,)):
        expected = outcome(int, *arguments)
        if isinstance(expected, int) and not -(2**63) <= expected < 2**63:
            expected = OverflowError, "integer result does not fit in 64 bits"
        assert outcome(call, "number_reading.parse_int", *arguments) == expected


def test_reading_long_integers() -> None:
    limits = ("9223372036854775807", "-9223372036854775808")
    for digits in (*limits, "0" * 4300, "0" * 4301, "x" * 300):
        assert outcome(call, "number_reading.parse_int", digits) == outcome(int, digits)
    for base, digits in ((16, "0" * 5000), (36, "z" * 5000)):
        found = outcome(call, "number_reading.parse_int", digits, base)
        assert found == outcome(int, digits, base)
    too_long = (OverflowError, "integer result does not fit in 64 bits")
    for text in ("9223372036854775808", "-9223372036854775809", "1" * 4300):
        assert outcome(call, "number_reading.parse_int", text) == too_long


@given(
    st.one_of(
        floats.map(repr),
        complexes.map(str),
        st.text(alphabet="0129.eEjJnaif+-_ \x85\u3000\u0661()", max_size=10),
        st.sampled_from(["inf", "-Infinity", "nan", "1e5", "1_0.5", "٣.١٤", "", " "]),
    )
)
@settings(deadline=None, max_examples=1000)
def test_reading_floats(text: str) -> None:
    found, expected = outcome(call, "number_reading.parse_float", text), outcome(float, text)
    assert repr(found) == repr(expected)
    found, expected = outcome(call, "number_reading.parse_complex", text), outcome(complex, text)
    assert repr(found) == repr(expected)
