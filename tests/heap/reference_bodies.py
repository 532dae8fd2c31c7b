"""Objects as the random trees of `test_references` know them: blocks that hold a number.

A test imports this module under the name `pyexec.rt.reference_bodies`.
"""

from __future__ import annotations

from pyexec.rt.heap import allocate
from pyexec.rt.layout import HEADER, STRING
from pyexec.rt.primitives import Address, Memory, address, read_i32, read_i64, write_i32, write_i64
from pyexec.scalars import int64, uint8


def new_block(memory: Memory, size: Address, kind: uint8) -> Address:
    """A block to which there is one reference."""
    at = allocate(memory, size, kind)
    if at == 0:
        raise MemoryError
    write_i32(memory, at - HEADER, 1)
    return at


def fresh(memory: Memory, number: int64) -> Address:
    """An object that holds a number."""
    if number < 0:
        raise ValueError("a negative number")
    at = new_block(memory, address(16), uint8(STRING))
    write_i64(memory, at, number)
    return at


def number_of(memory: Memory, at: Address) -> int64:
    """What an object holds; one that was freed is an error."""
    if at == 0 or read_i32(memory, at - HEADER) < 1:
        raise SystemError("an object is used that was freed")
    held: int64 = read_i64(memory, at)
    return held


def joined(memory: Memory, a: Address, b: Address) -> Address:
    """An object made of two; where the sum is a multiple of 31, an error."""
    total = number_of(memory, a) * 3 + number_of(memory, b)
    if total % 31 == 0:
        raise ZeroDivisionError("a multiple of 31")
    return fresh(memory, total % 1000)
