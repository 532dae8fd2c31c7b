"""Functions as in `pyexec/rt/`, for the tests of native methods to call.

A test imports this module under the name `pyexec.rt.method_bodies`, which makes them so.
"""

from __future__ import annotations

from pyexec.rt.primitives import (
    Address,
    Memory,
    never_inline,
    read_f32,
    read_f64,
    read_i8,
    read_i16,
    read_i32,
    read_i64,
    read_u8,
    read_u64,
    write_f64,
    write_i16,
    write_i32,
    write_u8,
    write_u64,
)
from pyexec.scalars import int8, int16, int32, int64, uint8, uint64


def get_i8(memory: Memory, at: Address) -> int8:
    return read_i8(memory, at)


def get_i16(memory: Memory, at: Address) -> int16:
    return read_i16(memory, at)


def get_i32(memory: Memory, at: Address) -> int32:
    return read_i32(memory, at)


def get_i64(memory: Memory, at: Address) -> int64:
    return read_i64(memory, at)


def get_f32(memory: Memory, at: Address) -> float:
    return float(read_f32(memory, at))


def get_f64(memory: Memory, at: Address) -> float:
    return read_f64(memory, at)


def get_address(memory: Memory, at: Address) -> Address:
    return read_u64(memory, at)


def get_last(memory: Memory) -> uint8:
    """The byte at the last address of all."""
    last: Address = 0
    return read_u8(memory, last - 1)


def set_u8(memory: Memory, at: Address, value: uint8) -> None:
    write_u8(memory, at, value)


def set_i16(memory: Memory, at: Address, value: int16) -> None:
    write_i16(memory, at, value)


def set_i32(memory: Memory, at: Address, value: int32) -> None:
    write_i32(memory, at, value)


def set_u64(memory: Memory, at: Address, value: uint64) -> None:
    write_u64(memory, at, value)


def set_f64(memory: Memory, at: Address, value: float) -> None:
    write_f64(memory, at, value)


def set_both(memory: Memory, first: Address, second: Address, value: int32) -> bool:
    """The second may be outside of the memory when the first is not."""
    write_i32(memory, first, value)
    write_i32(memory, second, value)
    return read_i32(memory, first) == value


def total(memory: Memory, count: Address) -> int64:
    """The sum of so many bytes."""
    result: int64 = 0
    at: Address = 0
    while at < count:
        result += read_u8(memory, at)
        at += 1
    return result


def depth(memory: Memory, at: Address, left: int64) -> int64:
    """Follows a chain of addresses, by recursion."""
    if left == 0:
        return 0
    return 1 + depth(memory, read_u64(memory, at), left - 1)


def share(memory: Memory, at: Address, parts: int64) -> int64:
    """What stands there, divided."""
    if parts < 0:
        raise ValueError("no such number of parts")
    return divided(memory, at, parts)


@never_inline
def divided(memory: Memory, at: Address, parts: int64) -> int64:
    return read_i64(memory, at) // parts


def first_word(memory: Memory) -> int64:
    return read_i64(memory, 0)


def second_word(memory: Memory) -> int64:
    return read_i64(memory, 8)


def third_byte_is_set(memory: Memory) -> bool:
    return read_u8(memory, 2) != 0
