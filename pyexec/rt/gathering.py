"""Lists whose elements come one after the other from outside of the program.

items = arrivals.new_list(memory, 0, 8)     # 0 where there is no room
add(memory, items, place)                   # what stands at a place; False without room
"""

from __future__ import annotations

from ..scalars import uint32
from .bytes import copy_upwards
from .lists import ELEMENT_SIZE, LENGTH, grown, length_of, place_of
from .primitives import Address, Memory, address, read_u32, write_u32


def add(memory: Memory, items: Address, place: Address) -> bool:
    """Add the element that stands somewhere, with the reference that it is."""
    if not grown(memory, items):
        return False
    length = length_of(memory, items)
    size = address(read_u32(memory, items + ELEMENT_SIZE))
    copy_upwards(memory, place_of(memory, items, length), place, size)
    write_u32(memory, items + LENGTH, uint32(length + 1))
    return True
