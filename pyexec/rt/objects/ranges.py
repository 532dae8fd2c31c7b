"""Ranges as values: `range`.

    range    [start: i64][stop: i64][step: i64]

    steps = new(0, 10, 3)
    item(steps, -1) == 9

A range may have more elements than an `int` counts; as in Python, it is `len` that raises
then.  Where a slice's bounds do not fit into an `int`, it raises OverflowError.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint32, uint64
from ..layout import RAW
from ..lists import LENGTH
from ..primitives import (
    address,
    adopt,
    always_inline,
    memory,
    pointer,
    quotient,
    read_i64,
    remainder,
    unlikely,
    write_i64,
    write_u32,
)
from .blocks import new_block
from .counting import counted, rounds
from .hashing import combined, hash_integer
from .list_blocks import new_list, place
from .slices import begin, end, stride
from .wording import INDEX_SHOWS_VALUE

START, STOP, STEP = 0, 8, 16
RANGE_BYTES = 24


def new(start: int, stop: int, step: int) -> range:
    """`range(start, stop, step)`."""
    if unlikely(step == 0):
        raise ValueError("range() arg 3 must not be zero")
    at = new_block(RANGE_BYTES, RAW)
    write_i64(memory, at + START, int64(start))
    write_i64(memory, at + STOP, int64(stop))
    write_i64(memory, at + STEP, int64(step))
    return adopt(range, at)


@always_inline
def start_of(self: range) -> int:
    """`self.start`."""
    return int(read_i64(memory, pointer(self) + START))


@always_inline
def stop_of(self: range) -> int:
    """`self.stop`."""
    return int(read_i64(memory, pointer(self) + STOP))


@always_inline
def step_of(self: range) -> int:
    """`self.step`."""
    return int(read_i64(memory, pointer(self) + STEP))


@always_inline
def size(self: range) -> uint64:
    """How many elements there are."""
    return counted(int64(start_of(self)), int64(stop_of(self)), int64(step_of(self)))


def length(self: range) -> int:
    """`len(self)`."""
    return rounds(start_of(self), stop_of(self), step_of(self))


@always_inline
def unchecked(self: range, index: int) -> int:
    """`self[index]`, where that is known to be there, and not negative."""
    first = read_i64(memory, pointer(self) + START)
    return int(first + int64(index) * read_i64(memory, pointer(self) + STEP))


def item(self: range, index: int) -> int:
    """`self[index]`."""
    count = size(self)
    found = uint64(index)
    if index < 0:
        found += count
        if uint64(0) - uint64(index) > count:
            raise IndexError("range object index out of range")
    elif found >= count:
        raise IndexError("range object index out of range")
    return unchecked(self, int(int64(found)))


def slice(self: range, start: int | None, stop: int | None, step: int | None) -> range:
    """`self[start:stop:step]`."""
    by = stride(step)
    count = int64(length(self))
    first = int(begin(start, by, count))
    last = int(end(stop, by, count))
    return new(
        start_of(self) + first * step_of(self),
        start_of(self) + last * step_of(self),
        step_of(self) * int(by),
    )


def offset(self: range, value: int) -> int:
    """The index of a value, as the bits of a uint64; of one that is not there, `size`."""
    start, stop, step = start_of(self), stop_of(self), step_of(self)
    if step > 0:
        within = start <= value and value < stop
        distance, unit = uint64(value) - uint64(start), uint64(step)
    else:
        within = stop < value and value <= start
        distance, unit = uint64(start) - uint64(value), uint64(0) - uint64(step)
    if not within or remainder(distance, unit) != 0:
        return int(int64(size(self)))
    return int(int64(quotient(distance, unit)))


def contains(self: range, value: int) -> bool:
    """`value in self`."""
    return uint64(offset(self, value)) < size(self)


def index(self: range, value: int) -> int:
    """The index of a value."""
    if not contains(self, value):
        if INDEX_SHOWS_VALUE:
            raise ValueError(str(value) + " is not in range")
        raise ValueError("range.index(x): x not in range")
    return offset(self, value)


def count(self: range, value: int) -> int:
    """How often a value is there: once at most."""
    return int(contains(self, value))


def equal(a: range, b: range) -> bool:
    """`a == b`: whether they have the same elements."""
    count = size(a)
    if count != size(b):
        return False
    if count == 0:
        return True
    return start_of(a) == start_of(b) and (count == 1 or step_of(a) == step_of(b))


def hash(self: range) -> uint32:
    """The hash of a range."""
    count = size(self)
    code = hash_integer(count)
    if count != 0:
        code = combined(code, hash_integer(start_of(self)))
    if count > 1:
        code = combined(code, hash_integer(step_of(self)))
    return code


def list_of(self: range) -> list[int]:
    """`list(self)`."""
    count = length(self)
    made = new_list(int, uint64(count))
    value = int64(start_of(self))
    at = place(made, 0)
    last = at + address(count) * 8
    while at != last:
        write_i64(memory, at, value)
        value += int64(step_of(self))
        at += 8
    write_u32(memory, pointer(made) + LENGTH, uint32(count))
    return made


def repr_of(self: range) -> str:
    """`repr(self)`."""
    bounds = "range(" + str(start_of(self)) + ", " + str(stop_of(self))
    return bounds + ")" if step_of(self) == 1 else bounds + ", " + str(step_of(self)) + ")"


METHODS: Final = {"count": count, "index": index}
