"""Integers as decimal text.

    write_signed(memory, place, -42)     # "-42" from `place` on; gives place + 3

Each function writes ASCII from an address on and gives the address behind it.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .primitives import Address, Memory, address, quotient, write_u8

MOST_CHARACTERS = 20  # of any 64-bit integer

MINUS, ZERO = 45, 48


def write_signed(memory: Memory, place: Address, n: int64) -> Address:
    """Write an integer as `str` does; at most 20 characters."""
    if n < 0:
        write_u8(memory, place, MINUS)
        return write_unsigned(memory, place + 1, uint64(-n))
    return write_unsigned(memory, place, uint64(n))


def write_unsigned(memory: Memory, place: Address, n: uint64) -> Address:
    """Write an integer without a sign; at most 20 characters."""
    end = place + address(count_digits(n))
    write_digits(memory, end, n, count_digits(n))
    return end


def count_digits(n: uint64) -> int64:
    """How many decimal digits a number has; 0 has one."""
    count: int64 = 1
    while n >= 10:
        n = quotient(n, uint64(10))
        count += 1
    return count


def write_digits(memory: Memory, end: Address, n: uint64, count: int64) -> uint64:
    """Write the last `count` digits of a number, the last one before `end`; the rest of it."""
    while count > 0:
        end -= 1
        rest = quotient(n, uint64(10))
        write_u8(memory, end, ZERO + (n - rest * 10))
        n = rest
        count -= 1
    return n
