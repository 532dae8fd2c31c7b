"""Blocks of the heap for objects: a fresh one is its maker's, and there is room or an error.

    at = new_block(LIST_BYTES, LIST)      # counts one reference
    storage = new_storage(bytes_for(8, size_of(T)))

Where the heap has no room, these raise MemoryError.
"""

from __future__ import annotations

from ...scalars import uint8, uint64
from ..heap import allocate
from ..layout import HEADER, STORAGE
from ..lists import MOST
from ..primitives import (
    Address,
    address,
    always_inline,
    memory,
    unlikely,
    write_i32,
)


@always_inline
def new_block(size: Address, kind: uint8) -> Address:
    """A block to which there is one reference."""
    at = allocate(memory, size, kind)
    if unlikely(at == 0):
        raise MemoryError
    write_i32(memory, at - HEADER, 1)
    return at


@always_inline
def new_storage(size: Address) -> Address:
    """A block that belongs to one object alone, and is not counted."""
    at = allocate(memory, size, STORAGE)
    if unlikely(at == 0):
        raise MemoryError
    return at


@always_inline
def bytes_for(count: uint64, size: Address) -> Address:
    """The bytes of so many elements."""
    if unlikely(count > MOST):
        raise MemoryError
    bytes = count * uint64(size)
    if unlikely(uint64(address(bytes)) != bytes):
        raise MemoryError  # addresses have 32 bits
    return address(bytes)
