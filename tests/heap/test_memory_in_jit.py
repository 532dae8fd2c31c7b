"""`read_i32 ... write_f64` inside of functions of `jit`: as they are in Python."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import numpy
import pytest

import pyexec
from pyexec.memory import (
    MemoryManager,
    read_f32,
    read_f64,
    read_i32,
    read_i64,
    write_f32,
    write_f64,
    write_i32,
    write_i64,
)


def reads_i32(memory, at):  # type: ignore[no-untyped-def]
    return read_i32(memory, at)


def reads_i64(memory, at):  # type: ignore[no-untyped-def]
    return read_i64(memory, at)


def reads_f32(memory, at):  # type: ignore[no-untyped-def]
    return read_f32(memory, at)


def reads_f64(memory, at):  # type: ignore[no-untyped-def]
    return read_f64(memory, at)


def writes_i32(memory, at, value):  # type: ignore[no-untyped-def]
    write_i32(memory, at, value)


def writes_i64(memory, at, value):  # type: ignore[no-untyped-def]
    write_i64(memory, at, value)


def writes_f32(memory, at, value):  # type: ignore[no-untyped-def]
    write_f32(memory, at, value)


def writes_f64(memory, at, value):  # type: ignore[no-untyped-def]
    write_f64(memory, at, value)


READERS = {"i32": reads_i32, "i64": reads_i64, "f32": reads_f32, "f64": reads_f64}
WRITERS = {"i32": writes_i32, "i64": writes_i64, "f32": writes_f32, "f64": writes_f64}

VALUES: dict[str, list[Any]] = {
    "i32": [0, -1, 2**31 - 1, -(2**31), 2**31, -(2**31) - 1, 2**63 - 1],
    "i64": [0, -1, 2**63 - 1, -(2**63)],
    "f32": [0.0, -0.0, 0.1, float("inf"), float("nan"), 1e39, -3.5e38, 7],
    "f64": [0.0, -0.0, 0.1, float("-inf"), float("nan"), 7],
}
PLACES = [0, 1, 2, 3, 5, 7, 8, 23, 24, 25, 28, 29, 31, 32, 33, 1000, 2**62, 2**63 - 1, -1, -8,
          -(2**63)]  # fmt: skip


def answer(call: Callable[..., Any], *arguments: Any) -> Any:
    """What a call gives, a float by its bits, or the class of what it raises."""
    try:
        value = call(*arguments)
    except (IndexError, OverflowError) as error:
        return type(error)
    return struct.pack("<d", value) if isinstance(value, float) else value


@pytest.mark.parametrize("kind", VALUES)
def test_as_in_python(kind: str) -> None:
    read, write = READERS[kind], WRITERS[kind]
    native_read, native_write = pyexec.jit(read), pyexec.jit(write)
    ours = numpy.arange(32, dtype=numpy.uint8) * 7
    theirs = ours.copy()
    for at in PLACES:
        for value in VALUES[kind]:
            expected = answer(write, theirs, at, value)
            assert answer(native_write, ours, at, value) == expected
            assert ours.tobytes() == theirs.tobytes()
        assert answer(native_read, ours, at) == answer(read, theirs, at)


def test_positions_and_values_without_a_sign() -> None:
    native_read, native_write = pyexec.jit(reads_i64), pyexec.jit(writes_i64)
    memory = numpy.zeros(16, numpy.uint8)
    native_write(memory, numpy.uint64(8), numpy.uint64(5))
    assert native_read(memory, numpy.uint8(8)) == 5
    with pytest.raises(IndexError):
        native_read(memory, numpy.uint64(2**63))
    with pytest.raises(OverflowError):
        native_write(memory, 8, numpy.uint64(2**63))
    assert native_read(memory, numpy.int16(8)) == 5


def test_a_heap() -> None:
    """A loop over an array of the heap, as the documentation lays it out."""

    @pyexec.jit
    def fill_squares(memory, ptr, count):  # type: ignore[no-untyped-def]
        for i in range(count):
            write_i64(memory, ptr + 8 + i * 8, i * i)

    @pyexec.jit
    def total(memory, ptr):  # type: ignore[no-untyped-def]
        result = 0
        for i in range(read_i32(memory, ptr)):
            result += read_i64(memory, ptr + 8 + i * 8)
        return result

    mm = MemoryManager()
    pointer = mm.alloc_array(1000)
    fill_squares(mm.memory, pointer, 1000)
    assert total(mm.memory, pointer) == sum(i * i for i in range(1000))
    mm.check()
    with pytest.raises(IndexError):
        fill_squares(mm.memory, len(mm.memory) - 4008, 501)


def test_other_memories() -> None:
    native_read, native_write = pyexec.jit(reads_i32), pyexec.jit(writes_i32)
    numbers = numpy.zeros(4, numpy.int64)
    native_write(numbers, 12, -1)
    assert numbers[1] == -(2**32)
    assert native_read(numbers, 12) == -1
    with pytest.raises(IndexError):
        native_read(numbers, 29)
    assert native_read(b"\1\2\3\4\5", 1) == 0x05040302
    with pytest.raises((TypeError, pyexec.CompileError)):
        native_read(numpy.zeros(8, numpy.uint8)[::2], 0)
    with pytest.raises((TypeError, pyexec.CompileError)):
        native_write(b"\1\2\3\4\5", 1, 7)
