"""Searching in texts: one text in another, one character in a run.

    find("abcabc", "c", 3) == 5

The positions that a search is to stay between are taken as slices take them.  A search goes
from one place where the first character stands to the next, eight bytes at a time, and
compares the rest there.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..primitives import (
    Address,
    address,
    always_inline,
    ctz,
    memory,
    quotient,
    read_u64,
    shift_left,
)
from .text_blocks import FAR, characters, clamped, length_of, read_code, width_of


def find(self: str, sub: str, start: int = 0, end: int = FAR) -> int:
    """Where `sub` first begins; -1 where it does not."""
    size = length_of(self)
    # A start behind the text is none, even for an empty `sub`.
    if start > size:
        return -1
    return first_of(self, sub, clamped(start, size), clamped(end, size))


def rfind(self: str, sub: str, start: int = 0, end: int = FAR) -> int:
    """Where `sub` last begins; -1 where it does not."""
    size = length_of(self)
    if start > size:
        return -1
    return last_of(self, sub, clamped(start, size), clamped(end, size))


def index(self: str, sub: str, start: int = 0, end: int = FAR) -> int:
    """Where `sub` first begins.

    Raises:
        ValueError: where it does not.
    """
    found = find(self, sub, start, end)
    if found < 0:
        raise ValueError("substring not found")
    return found


def rindex(self: str, sub: str, start: int = 0, end: int = FAR) -> int:
    """Where `sub` last begins.

    Raises:
        ValueError: where it does not.
    """
    found = rfind(self, sub, start, end)
    if found < 0:
        raise ValueError("substring not found")
    return found


def count(self: str, sub: str, start: int = 0, end: int = FAR) -> int:
    """How often `sub` occurs; what overlaps counts once."""
    size = length_of(self)
    if start > size:
        return 0
    return occurrences(self, sub, clamped(start, size), clamped(end, size), FAR)


def startswith(self: str, prefix: str, start: int = 0, end: int = FAR) -> bool:
    """Whether the text, from `start` to `end`, begins with `prefix`."""
    size = length_of(self)
    first = clamped(start, size)
    if start > size or clamped(end, size) - first < length_of(prefix):
        return False
    return stands_at(self, prefix, first)


def endswith(self: str, suffix: str, start: int = 0, end: int = FAR) -> bool:
    """Whether the text, from `start` to `end`, ends with `suffix`."""
    size = length_of(self)
    place = clamped(end, size) - length_of(suffix)
    if start > size or place < clamped(start, size):
        return False
    return stands_at(self, suffix, place)


def startswith_any(self: str, prefixes: tuple[str, ...], start: int = 0, end: int = FAR) -> bool:
    """`startswith` of a tuple: whether the text begins with one of several."""
    for prefix in prefixes:
        if startswith(self, prefix, start, end):
            return True
    return False


def endswith_any(self: str, suffixes: tuple[str, ...], start: int = 0, end: int = FAR) -> bool:
    """`endswith` of a tuple: whether the text ends with one of several."""
    for suffix in suffixes:
        if endswith(self, suffix, start, end):
            return True
    return False


# What follows trusts its positions.


def first_of(text: str, sought: str, start: int64, stop: int64) -> int64:
    """Where `sought` first stands between two positions; -1 where it does not."""
    length = length_of(sought)
    if length == 0:
        return start if start <= stop else int64(-1)
    width, narrow = width_of(text), width_of(sought)
    if narrow > width:
        return -1
    begin = characters(text)
    code = read_code(characters(sought), narrow)
    last = stop - length  # the last position where there is room for it
    while start <= last:
        at = find_code(begin + address(start) * width, width, last - start + 1, code)
        if at < 0:
            return -1
        start += at
        if length == 1 or stands_at(text, sought, start):
            return start
        start += 1
    return -1


def last_of(text: str, sought: str, start: int64, stop: int64) -> int64:
    """Where `sought` last stands between two positions; -1 where it does not."""
    place = stop - length_of(sought)
    if width_of(sought) > width_of(text):
        return -1
    while place >= start:
        if stands_at(text, sought, place):
            return place
        place -= 1
    return -1


def occurrences(text: str, sought: str, start: int64, stop: int64, most: int64) -> int64:
    """How often `sought` stands between two positions, side by side; `most` at most."""
    length = length_of(sought)
    if length == 0:
        return min(stop - start + 1, most) if start <= stop else int64(0)
    if length == 1 and width_of(text) == 1:
        found = count_byte(characters(text) + address(start), stop - start, code_of(sought))
        return min(found, most)
    found = 0
    while found < most:
        start = first_of(text, sought, start, stop)
        if start < 0:
            break
        found += 1
        start += length
    return found


@always_inline
def code_of(text: str) -> uint32:
    """A text's first character, which there has to be."""
    return read_code(characters(text), width_of(text))


def count_byte(at: Address, left: int64, code: uint32) -> int64:
    """How many of a run of bytes are a character."""
    found: int64 = 0
    end = at + address(left if left > 0 else int64(0))
    while at < end:
        found += int64(read_code(at, 1) == code)
        at += 1
    return found


def stands_at(text: str, sought: str, place: int64) -> bool:
    """Whether `sought` stands at a position, where there has to be room for it."""
    width, narrow = width_of(text), width_of(sought)
    at = characters(text) + address(place) * width
    beside = characters(sought)
    end = beside + address(length_of(sought)) * narrow
    if width == narrow:
        while end - beside >= 8:
            if read_u64(memory, at) != read_u64(memory, beside):
                return False
            at += 8
            beside += 8
    while beside < end:
        if read_code(at, width) != read_code(beside, narrow):
            return False
        at += width
        beside += narrow
    return True


def find_code(at: Address, width: Address, count: int64, code: uint32) -> int64:
    """Where a character first stands in a run; -1 where it does not.

    Eight bytes are compared at once: of a number whose bytes are those of the run less the
    one sought, the lowest that is 0 is found by a subtraction that borrows from the next.
    """
    if width < 4 and code >= shift_left(uint32(1), 8 * uint32(width)):
        return -1
    bits_of = 8 * uint64(width)
    ones: uint64 = 0x0101010101010101
    if width == 2:
        ones = 0x0001000100010001
    elif width == 4:
        ones = 0x0000000100000001
    tops = shift_left(ones, bits_of - 1)
    pattern = uint64(code) * ones
    each = quotient(int64(8), int64(width))
    done: int64 = 0
    while count - done >= each:
        differs = read_u64(memory, at) ^ pattern
        zeros = (differs - ones) & ~differs & tops
        if zeros != 0:
            return done + int64(quotient(ctz(zeros), bits_of))
        at += 8
        done += each
    while done < count:
        if read_code(at, width) == code:
            return done
        at += width
        done += 1
    return -1
