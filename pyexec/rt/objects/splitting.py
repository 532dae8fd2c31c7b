"""Splitting texts into lists of texts, and joining them again.

split(" a  b ") == ["a", "b"]
split("a,,b", ",") == ["a", "", "b"]
rpartition("a.b.c", ".") == ("a.b", ".", "c")
join(", ", ["a", "b"]) == "a, b"
"""

from __future__ import annotations

from ...scalars import int64
from ..primitives import address, adopt
from .searching import first_of, last_of
from .spaces import CARRIAGE_RETURN, LINE_FEED, ends_line, is_space
from .text_blocks import (
    CHARACTERS,
    FAR,
    characters,
    copy_characters,
    count_between,
    length_of,
    new_text,
    part,
    read_code,
    text_of,
    wider,
    width_of,
)


def split(self: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    """The parts between separators, or between runs of whitespace; `maxsplit` cuts at most.

    Raises:
        ValueError: if the separator is empty.
    """
    most: int64 = maxsplit if maxsplit >= 0 else FAR
    if sep is None:
        return split_words(self, most)
    if length_of(sep) == 0:
        raise ValueError("empty separator")
    parts: list[str] = []
    size = length_of(self)
    start: int64 = 0
    while most > 0:
        stop = first_of(self, sep, start, size)
        if stop < 0:
            break
        parts.append(part(self, start, stop))
        start = stop + length_of(sep)
        most -= 1
    parts.append(part(self, start, size))
    return parts


def split_words(text: str, most: int64) -> list[str]:
    """The words of a text; behind so many cuts, what is left without the space before it."""
    words: list[str] = []
    width = width_of(text)
    at = characters(text)
    end = at + address(length_of(text)) * width
    while True:
        while at < end and is_space(read_code(at, width)):
            at += width
        if at == end:
            return words
        start = at
        if most <= 0:
            at = end
        while at < end and not is_space(read_code(at, width)):
            at += width
        words.append(text_of(start, width, count_between(start, at, width)))
        most -= 1


def rsplit(self: str, sep: str | None = None, maxsplit: int = -1) -> list[str]:
    """As `split`; what `maxsplit` leaves together is at the beginning.

    Raises:
        ValueError: if the separator is empty.
    """
    most: int64 = maxsplit if maxsplit >= 0 else FAR
    if sep is None:
        return split_last_words(self, most)
    if length_of(sep) == 0:
        raise ValueError("empty separator")
    parts: list[str] = []
    stop = length_of(self)
    while most > 0:
        start = last_of(self, sep, 0, stop)
        if start < 0:
            break
        parts.append(part(self, start + length_of(sep), stop))
        stop = start
        most -= 1
    parts.append(part(self, 0, stop))
    parts.reverse()
    return parts


def split_last_words(text: str, most: int64) -> list[str]:
    """The words of a text, from the end on cut so often; without the space behind the rest."""
    words: list[str] = []
    width = width_of(text)
    begin = characters(text)
    at = begin + address(length_of(text)) * width
    while True:
        while at > begin and is_space(read_code(at - width, width)):
            at -= width
        if at == begin:
            words.reverse()
            return words
        stop = at
        if most <= 0:
            at = begin
        while at > begin and not is_space(read_code(at - width, width)):
            at -= width
        words.append(text_of(at, width, count_between(at, stop, width)))
        most -= 1


def splitlines(self: str, keepends: bool = False) -> list[str]:
    """The lines, with what ends them where `keepends` is set."""
    lines: list[str] = []
    width = width_of(self)
    at = characters(self)
    end = at + address(length_of(self)) * width
    while at < end:
        start = at
        while at < end and not ends_line(read_code(at, width)):
            at += width
        stop = at
        if at < end:
            at += width
            if read_code(stop, width) == CARRIAGE_RETURN and at < end:
                if read_code(at, width) == LINE_FEED:
                    at += width
        stop = at if keepends else stop
        lines.append(text_of(start, width, count_between(start, stop, width)))
    return lines


def partition(self: str, sep: str) -> tuple[str, str, str]:
    """What is before the first separator, the separator, and what is behind.

    Raises:
        ValueError: if the separator is empty.
    """
    if length_of(sep) == 0:
        raise ValueError("empty separator")
    size = length_of(self)
    at = first_of(self, sep, 0, size)
    if at < 0:
        return self, "", ""
    return part(self, 0, at), sep, part(self, at + length_of(sep), size)


def rpartition(self: str, sep: str) -> tuple[str, str, str]:
    """What is before the last separator, the separator, and what is behind.

    Raises:
        ValueError: if the separator is empty.
    """
    if length_of(sep) == 0:
        raise ValueError("empty separator")
    size = length_of(self)
    at = last_of(self, sep, 0, size)
    if at < 0:
        return "", "", self
    return part(self, 0, at), sep, part(self, at + length_of(sep), size)


def join(self: str, iterable: list[str]) -> str:
    """The texts of a list, with this one between them."""
    count: int64 = len(iterable)
    if count == 1:
        return iterable[0]
    if count == 0:
        return ""
    total = (count - 1) * length_of(self)
    width = width_of(self)
    for text in iterable:
        total += length_of(text)
        width = wider(width, width_of(text))
    made = new_text(total, width)
    to = made + CHARACTERS
    first = True
    for text in iterable:
        if not first:
            to = copy_characters(to, width, characters(self), width_of(self), length_of(self))
        first = False
        to = copy_characters(to, width, characters(text), width_of(text), length_of(text))
    return adopt(str, made)
