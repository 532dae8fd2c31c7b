"""Functions as in `pyexec/rt/`, which `programs` makes functions of a program with a heap.

A test imports this module under the name `pyexec.rt.program_bodies`.
"""

from __future__ import annotations

from pyexec.rt.bytes import fill
from pyexec.rt.heap import allocate, put_state, release
from pyexec.rt.layout import HEADER, MESSAGE, RAW, STRING
from pyexec.rt.primitives import (
    Address,
    Memory,
    address,
    read_i64,
    read_u8,
    read_u32,
    write_i32,
    write_i64,
    write_u8,
    write_u16,
    write_u32,
)
from pyexec.scalars import int64, uint8, uint16, uint32, uint64


def constant(memory: Memory) -> Address:
    """Stands for the program's constant data."""
    return 0


def other_constant(memory: Memory) -> Address:
    """The same, with another content."""
    return 0


def same_constant(memory: Memory) -> Address:
    """Data of the same content as `constant`."""
    return 0


def chain(memory: Memory, count: int64) -> int64:
    """The sum of 1 to `count`, by way of as many blocks, which are all freed again."""
    last: Address = 0
    index: int64 = 0
    while index < count:
        index += 1
        block = allocate(memory, 24, uint8(RAW))
        write_i64(memory, block, int64(last))
        write_i64(memory, block + 8, index)
        last = block
    total: int64 = 0
    while last != 0:
        total += read_i64(memory, last + 8)
        following = address(read_i64(memory, last))
        release(memory, last)
        last = following
    return total


def keep(memory: Memory, size: int64) -> int64:
    """The address of a block that stays; 0 where there is no room."""
    return int64(allocate(memory, address(size), uint8(RAW)))


def drop(memory: Memory, pointer: int64) -> None:
    """Free such a block."""
    release(memory, address(pointer))


def large(memory: Memory, size: int64) -> int64:
    """What the last byte of a large block holds, written just before; -1 without room."""
    block = allocate(memory, address(size), uint8(RAW))
    if block == 0:
        return -1
    fill(memory, block, address(size), 7)
    last = int64(read_u8(memory, block + address(size) - 1))
    release(memory, block)
    return last


def nested(memory: Memory, depth: int64) -> int64:
    """Recursion that holds a block at each level, and drops it where an error passes."""
    block = allocate(memory, 16, uint8(RAW))
    write_i64(memory, block, depth)
    below: int64 = 0
    try:
        if depth > 0:
            below = nested(memory, depth - 1)
        elif depth < 0:
            raise ValueError("too deep")
    except Exception:
        release(memory, block)
        raise
    below += read_i64(memory, block)
    release(memory, block)
    return below


def failing(memory: Memory, divisor: int64) -> int64:
    """100 // divisor, with a block in hand that is dropped on each way out."""
    block = allocate(memory, 16, uint8(RAW))
    try:
        quotient = int64(100) // divisor
    except Exception:
        release(memory, block)
        raise
    release(memory, block)
    return quotient


def deep(memory: Memory, depth: int64) -> int64:
    """Recursion without an end, with a block at each level."""
    block = allocate(memory, 16, uint8(RAW))
    write_i64(memory, block, depth)
    below = deep(memory, depth + 1) + deep(memory, depth + 2)
    release(memory, block)
    return below + 1


def fill_up(memory: Memory, size: int64) -> int64:
    """The blocks of a size for which there is room in all; they are freed again."""
    count: int64 = 0
    last: Address = 0
    block = allocate(memory, address(size), uint8(RAW))
    while block != 0:
        write_i64(memory, block, int64(last))
        last = block
        count += 1
        block = allocate(memory, address(size), uint8(RAW))
    while last != 0:
        block = address(read_i64(memory, last))
        release(memory, last)
        last = block
    return count


def text(memory: Memory, index: int64) -> int64:
    """A byte of the constant data; negative indexes reach the header."""
    return int64(read_u8(memory, constant(memory) + address(index)))


def counted(memory: Memory, change: int64) -> int64:
    """The count of constant data after a change of it, which the next call sees."""
    at = constant(memory) - HEADER
    write_i64(memory, at, read_i64(memory, at) + change)
    return int64(read_u32(memory, same_constant(memory) - HEADER))


def apart(memory: Memory) -> bool:
    """Whether constants are shared where they are equal, and else not; and aligned."""
    first, second = constant(memory), other_constant(memory)
    aligned = (uint64(first) | uint64(second)) & 7 == 0
    return aligned and first == same_constant(memory) and first != second


def message(memory: Memory, width: int64, first: int64) -> None:
    """Let the message be three characters from `first` on, of a width of 1, 2 or 4 bytes."""
    pointer = allocate(memory, address(8 + 3 * width), uint8(STRING))
    write_i32(memory, pointer - HEADER, 1)
    write_i64(memory, pointer, 3 | width << 32)
    index: int64 = 0
    while index < 3:
        at = pointer + 8 + address(index * width)
        if width == 1:
            write_u8(memory, at, uint8(first + index))
        elif width == 2:
            write_u16(memory, at, uint16(first + index))
        else:
            write_u32(memory, at, uint32(first + index))
        index += 1
    put_state(memory, MESSAGE, pointer)


def complain(memory: Memory, width: int64, first: int64) -> int64:
    """Raise a ValueError with such a message."""
    message(memory, width, first)
    raise ValueError("computed")


def miss(memory: Memory, first: int64) -> int64:
    """Raise a KeyError with such a message."""
    message(memory, 1, first)
    raise KeyError("computed")


def either(memory: Memory, computed: bool) -> int64:
    """Raise a ValueError with one message or the other."""
    if computed:
        message(memory, 1, 97)
        raise ValueError("computed")
    raise ValueError("constant")


def plain(number: int64) -> int64:
    """A function that needs no heap."""
    return number + 1
