"""The methods and operators of `str`, as `rt/objects` has them, beside CPython's."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from native_texts import Native, outcome

from pyexec.rt.objects import strings
from pyexec.rt.objects.unicode_tables import VERSION

# Characters at which something changes: widths, cases that expand, blanks, ends of lines.
SPECIAL = (
    "aAbBzZ019_ \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x7f\x80\x85\xa0\xb5\xdf\xe9\xff\u0100\u0130\u0131"
    "\u0149\u01c5\u0345\u0390\u03a3\u03c2\u03c3\u05d0\u0660\u0966\u10d0\u13a0\u1c90\u1680\u2000"
    "\u2028\u2029\u202f\u205f\u2160\u24b6\u3000\u4e00\uab70\ud800\udfff\ufb00\ufffd\uffff"
    "\U00010000\U00010400\U00010428\U0001d400\U0001d7ce\U0001e922\U0001f600\U000e0001\U0010ffff"
    "'\"\\.:-+"
)
few = st.text(alphabet="ab", max_size=12)
blanks = st.text(alphabet="ab \t\n\r\x0b\x1c\x85\u2028\u3000", max_size=14)
special = st.text(alphabet=SPECIAL, max_size=24)
texts = st.one_of(few, blanks, special, st.text(max_size=40))
pieces = st.one_of(
    st.text(alphabet="ab", max_size=2), st.text(alphabet=SPECIAL, max_size=2), st.text(max_size=3)
)
positions = st.one_of(
    st.integers(-8, 16), st.sampled_from([-sys.maxsize - 1, -sys.maxsize, sys.maxsize, 1 << 32])
)
counts = st.integers(-2, 5)


METHODS = {
    name: f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
    for name, function in strings.METHODS.items()
}
OPERATORS = (
    "searching.startswith_any", "searching.endswith_any", "strings.append_in_place",
    "strings.between", "strings.compare", "strings.concatenate", "strings.contains",
    "strings.equal", "strings.hash", "strings.item", "strings.length", "strings.less",
    "strings.repeat", "strings.slice", "strings.unchecked",
)  # fmt: skip


@cache
def native() -> Native:
    return Native([*METHODS.values(), *OPERATORS])


def call(name: str, *arguments: Any) -> Any:
    return native().call(name, *arguments)


def same(name: str, self: str, *arguments: Any) -> None:
    """A method does what CPython's does."""
    expected = outcome(getattr(str, name), self, *arguments)
    assert outcome(call, METHODS[name], self, *arguments) == expected, name


PLAIN = [
    "capitalize", "casefold", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit",
    "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper",
    "lower", "lstrip", "rstrip", "split", "rsplit", "splitlines", "strip", "swapcase", "title",
    "upper", "expandtabs",
]  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_without_arguments(name: str) -> None:
    @given(texts)
    @settings(deadline=None, max_examples=300)
    def compare(text: str) -> None:
        same(name, text)

    compare()


def current() -> bool:
    import unicodedata

    return unicodedata.unidata_version == VERSION


def test_the_tables_are_what_is_written() -> None:
    script = Path(__file__).parents[2] / "docs" / "unicode_tables.py"
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the tables are written by Python 3.11")
    subprocess.run([sys.executable, script, "--check"], check=True, timeout=60)


@pytest.mark.skipif(not current(), reason="the tables are those of another Unicode")
@pytest.mark.parametrize("name", [name for name in PLAIN if name != "expandtabs"])
def test_every_character(name: str) -> None:
    """Of each character that any method treats in its own way, and of every 13th other."""
    codes = [
        code
        for code in range(sys.maxunicode + 1)
        if code % 13 == 0 or code < 0x3000 or chr(code).lower() != chr(code).title()
    ]
    # In one text of many, where the method works by characters.
    for start in range(0, len(codes), 500):
        some = "".join(map(chr, codes[start : start + 500]))
        if name.startswith("is"):
            for c in some[::7]:
                same(name, c)
        else:
            same(name, some)


@given(texts, pieces, positions, positions)
@settings(deadline=None, max_examples=2000)
def test_searching(text: str, sub: str, start: int, end: int) -> None:
    for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
        same(name, text, sub)
        same(name, text, sub, start)
        same(name, text, sub, start, end)
    assert call("strings.contains", text, sub) == (sub in text)
    either = ("a", sub)
    assert call("searching.startswith_any", text, either) == text.startswith(either)
    assert call("searching.endswith_any", text, either, start) == text.endswith(either, start)


@given(st.text(alphabet="ab\u0100\U00010000", min_size=20, max_size=70), st.integers(0, 60))
@settings(deadline=None, max_examples=500)
def test_searching_for_longer_texts(text: str, start: int) -> None:
    for sub in (text[start : start + 9], text[start:], text[-9:] + "a", text[:8] * 2):
        for name in ("find", "rfind", "count", "startswith", "endswith"):
            same(name, text, sub)
            same(name, text, sub, start)


@given(texts, pieces, pieces, counts)
@settings(deadline=None, max_examples=2000)
def test_replacing(text: str, old: str, new: str, count: int) -> None:
    same("replace", text, old, new)
    same("replace", text, old, new, count)
    same("removeprefix", text, old)
    same("removesuffix", text, old)


@given(texts, pieces, counts, st.booleans())
@settings(deadline=None, max_examples=2000)
def test_splitting(text: str, sep: str, count: int, keep: bool) -> None:
    for name in ("split", "rsplit"):
        same(name, text, sep)
        same(name, text, sep, count)
        same(name, text, None, count)
    same("partition", text, sep)
    same("rpartition", text, sep)
    same("splitlines", text, keep)


@given(pieces, st.lists(texts, max_size=5))
@settings(deadline=None)
def test_joining(sep: str, parts: list[str]) -> None:
    same("join", sep, parts)


@given(texts, pieces)
@settings(deadline=None, max_examples=1000)
def test_stripping(text: str, chars: str) -> None:
    for name in ("strip", "lstrip", "rstrip"):
        same(name, text, chars)
        same(name, text, None)


@given(texts, st.integers(-2, 40), pieces)
@settings(deadline=None, max_examples=1000)
def test_padding(text: str, width: int, fill: str) -> None:
    for name in ("center", "ljust", "rjust"):
        same(name, text, width)
        same(name, text, width, fill)
    same("zfill", text, width)
    same("expandtabs", text, width)


steps = st.one_of(st.none(), st.integers(-4, 4), st.sampled_from([-(2**63), 2**63 - 1]))


@given(texts, st.none() | positions, st.none() | positions, steps)
@settings(deadline=None, max_examples=3000)
def test_slices(text: str, start: int | None, stop: int | None, step: int | None) -> None:
    expected = outcome(lambda: text[start:stop:step])
    assert outcome(call, "strings.slice", text, start, stop, step) == expected
    if start is not None and stop is not None:
        assert call("strings.between", text, start, stop) == text[start:stop]


@given(texts, positions)
@settings(deadline=None)
def test_items(text: str, index: int) -> None:
    assert outcome(call, "strings.item", text, index) == outcome(lambda: text[index])
    length = call("strings.length", text)
    assert [call("strings.unchecked", text, at) for at in range(length)] == list(text)


@given(texts, texts)
@settings(deadline=None, max_examples=1000)
def test_operators(a: str, b: str) -> None:
    assert call("strings.concatenate", a, b) == a + b
    assert call("strings.append_in_place", a, b) == a + b
    for left, right in ((a, b), (a + b, a), (a + "\uffff" + b, a + "\U00010000"), (a, a)):
        assert call("strings.equal", left, right) == (left == right)
        assert call("strings.less", left, right) == (left < right)
        assert call("strings.less", right, left) == (right < left)


@given(texts, st.integers(-1, 9))
@settings(deadline=None)
def test_repetition(text: str, times: int) -> None:
    assert call("strings.repeat", text, times) == text * times


def test_repetition_that_is_too_long() -> None:
    for text, times in (("ab", 2**62), ("ab", 2**40), ("a", 2**62), ("", 2**62)):
        assert outcome(call, "strings.repeat", text, times) == outcome(lambda: text * times)  # noqa: B023
