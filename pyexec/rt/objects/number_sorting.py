"""Sorting numbers: by digits where there are many, by merging where there are few.

    sort_numbers(float, start, count)

Both are stable, which matters to 0.0 and -0.0 alone.  Sorting by digits goes through the
numbers once for each eight bits in which they differ at all, from the lowest ones on.
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..bytes import copy_upwards, fill
from ..heap import release
from ..primitives import (
    Address,
    T,
    address,
    always_inline,
    bits,
    clz,
    ctz,
    fetch,
    is_float,
    is_signed,
    memory,
    put,
    read_u32,
    shift_left,
    shift_right,
    size_of,
    width,
    write_u32,
)
from .blocks import bytes_for, new_storage
from .elements import move

RUN = 16  # numbers that are sorted by insertion

_DIGIT = 8
_COUNTS = 4 << _DIGIT  # bytes

_SIGN = 0x8000_0000_0000_0000


def sort_numbers(kind: type[T], start: Address, count: Address) -> None:
    """Sort numbers of which none is a NaN."""
    if count <= RUN:
        insert_all(T, start, start + count * size_of(T))
        return
    differing = differences(T, start, count)
    if differing == 0:
        return
    passes = shift_right(64 - clz(differing) - ctz(differing) + (_DIGIT - 1), 3)
    # A pass costs what moving 256 numbers more would, and merging twice as much each time.
    doubling = uint64(width(count) - 1 - clz(count))
    if passes * (uint64(count) + 256) < uint64(count) * (4 * doubling - 2):
        sort_by_digits(T, start, count, differing)
    else:
        sort_by_merging(T, start, count)


@always_inline
def code_of(value: T) -> uint64:
    """A number as an unsigned one that is in the same order; equal numbers have equal codes."""
    if is_float(T):
        code = bits(float(value) + 0.0)  # -0.0 + 0.0 is 0.0
        return code ^ (uint64(shift_right(int64(code), 63)) | uint64(_SIGN))
    if is_signed(T):
        return uint64(int64(value)) ^ uint64(_SIGN)
    return uint64(value)


def differences(kind: type[T], start: Address, count: Address) -> uint64:
    """The bits in which any two of the numbers' codes differ."""
    first = code_of(fetch(T, start))
    differing: uint64 = 0
    end = start + count * size_of(T)
    while start != end:
        differing |= first ^ code_of(fetch(T, start))
        start += size_of(T)
    return differing


# By digits


def sort_by_digits(kind: type[T], start: Address, count: Address, differing: uint64) -> None:
    """Sort by eight bits at a time, from the lowest ones on that differ."""
    bytes = bytes_for(uint64(count), size_of(T))
    scratch = new_storage(bytes + _COUNTS)
    source, target = start, scratch
    shift = ctz(differing)
    while shift < 64 and shift_right(differing, shift) != 0:
        if shift_right(differing, shift) & ((1 << _DIGIT) - 1) != 0:
            count_digits(T, source, count, shift, scratch + bytes)
            distribute(T, source, target, count, shift, scratch + bytes)
            source, target = target, source
        shift += _DIGIT
    if source != start:
        copy_upwards(memory, start, source, bytes)
    release(memory, scratch)


@always_inline
def digit_of(kind: type[T], at: Address, shift: uint64) -> Address:
    """The digit of a number, as the distance of what belongs to it in an array of counts."""
    digit = shift_right(code_of(fetch(T, at)), shift) & ((1 << _DIGIT) - 1)
    return shift_left(address(digit), 2)


def count_digits(
    kind: type[T], source: Address, count: Address, shift: uint64, counts: Address
) -> None:
    """Write, for each digit, how many numbers have a lower one."""
    fill(memory, counts, _COUNTS, 0)
    at = source
    end = source + count * size_of(T)
    while at != end:
        place = counts + digit_of(T, at, shift)
        write_u32(memory, place, read_u32(memory, place) + 1)
        at += size_of(T)
    lower: uint32 = 0
    place = counts
    while place != counts + _COUNTS:
        here = read_u32(memory, place)
        write_u32(memory, place, lower)
        lower += here
        place += 4


def distribute(
    kind: type[T],
    source: Address,
    target: Address,
    count: Address,
    shift: uint64,
    counts: Address,
) -> None:
    """Copy the numbers, ordered by one digit."""
    at = source
    end = source + count * size_of(T)
    while at != end:
        place = counts + digit_of(T, at, shift)
        index = read_u32(memory, place)
        write_u32(memory, place, index + 1)
        move(T, target + address(index) * size_of(T), at)
        at += size_of(T)


# By merging


def sort_by_merging(kind: type[T], start: Address, count: Address) -> None:
    """Sort short runs by insertion, and merge them two by two."""
    bytes = bytes_for(uint64(count), size_of(T))
    scratch = new_storage(bytes)
    end = start + bytes
    run: Address = RUN * size_of(T)
    at = start
    while end - at > run:
        insert_all(T, at, at + run)
        at += run
    insert_all(T, at, end)
    source, target = start, scratch
    while run < bytes:
        merge_pairs(T, source, target, bytes, run)
        source, target = target, source
        run += run
    if source != start:
        copy_upwards(memory, start, source, bytes)
    release(memory, scratch)


def insert_all(kind: type[T], start: Address, end: Address) -> None:
    """Sort a few numbers."""
    at = start + size_of(T)
    while at < end:
        value = fetch(T, at)
        gap = at
        while gap != start and value < fetch(T, gap - size_of(T)):
            put(T, gap, fetch(T, gap - size_of(T)))
            gap -= size_of(T)
        put(T, gap, value)
        at += size_of(T)


def merge_pairs(
    kind: type[T], source: Address, target: Address, bytes: Address, run: Address
) -> None:
    """Merge sorted runs of so many bytes, each with the one behind it."""
    done: Address = 0
    while done < bytes:
        middle = min(bytes - done, run)
        rest = bytes - done - middle
        length = middle + (min(rest, run))
        merge(T, source + done, source + done + middle, source + done + length, target + done)
        done += length


@always_inline
def merge(kind: type[T], left: Address, middle: Address, end: Address, to: Address) -> None:
    """Merge two sorted runs that lie side by side; of equal numbers the left one comes first."""
    right = middle
    while left != middle and right != end:
        a, b = fetch(T, left), fetch(T, right)
        later = b < a
        put(T, to, b if later else a)
        right += size_of(T) if later else 0
        left += 0 if later else size_of(T)
        to += size_of(T)
    copy_upwards(memory, to, left, middle - left)
    copy_upwards(memory, to + (middle - left), right, end - right)
