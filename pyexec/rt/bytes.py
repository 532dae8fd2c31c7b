"""Runs of bytes in memory: copying, filling, comparing.

    copy(memory, to, start, length)      # as C's memmove
    fill(memory, start, length, 0)
    compare(memory, a, b, length)        # < 0, 0 or > 0, as C's memcmp

Eight bytes at a time where there are eight; LLVM makes wider moves of these loops.
"""

from __future__ import annotations

from ..scalars import int32, uint8, uint64
from .primitives import Address, Memory, read_u8, read_u64, write_u8, write_u64


def copy(memory: Memory, to: Address, start: Address, length: Address) -> None:
    """Copy bytes; the two runs may overlap."""
    if to <= start or to - start >= length:
        copy_upwards(memory, to, start, length)
    else:
        copy_downwards(memory, to, start, length)


def copy_upwards(memory: Memory, to: Address, start: Address, length: Address) -> None:
    """Copy from the lowest address on: right unless `to` lies within the source."""
    done: Address = 0
    while length - done >= 8:
        write_u64(memory, to + done, read_u64(memory, start + done))
        done += 8
    while done < length:
        write_u8(memory, to + done, read_u8(memory, start + done))
        done += 1


def copy_downwards(memory: Memory, to: Address, start: Address, length: Address) -> None:
    """Copy from the highest address on: right where `to` lies within the source."""
    left: Address = length
    while left >= 8:
        left -= 8
        write_u64(memory, to + left, read_u64(memory, start + left))
    while left > 0:
        left -= 1
        write_u8(memory, to + left, read_u8(memory, start + left))


def fill(memory: Memory, start: Address, length: Address, byte: uint8) -> None:
    """Set bytes to a value."""
    eight = uint64(byte) * uint64(0x0101010101010101)
    done: Address = 0
    while length - done >= 8:
        write_u64(memory, start + done, eight)
        done += 8
    while done < length:
        write_u8(memory, start + done, byte)
        done += 1


def compare(memory: Memory, a: Address, b: Address, length: Address) -> int32:
    """Which of two runs comes first, byte by byte: -1, 0 or 1."""
    done: Address = 0
    while length - done >= 8 and read_u64(memory, a + done) == read_u64(memory, b + done):
        done += 8
    while done < length:
        left, right = read_u8(memory, a + done), read_u8(memory, b + done)
        if left != right:
            return -1 if left < right else 1
        done += 1
    return 0
