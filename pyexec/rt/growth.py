"""More memory for a heap, where the host adds some behind what there was.

extend(memory, grains)    # ask the host for it
grow(memory, end)         # what lies before `end` may be used from now on
"""

from __future__ import annotations

from . import heap  # which asks for memory here where it has none
from .bytes import copy_upwards, fill
from .layout import FIRST, GRAIN, GRAIN_BITS, GRAINS, OWN, ROOM, TABLE
from .primitives import (
    Address,
    Memory,
    always_inline,
    grow_memory,
    grows,
    shift_left,
    shift_right,
)

# A page of WebAssembly's memory, 64 KiB, has so many grains, as a power of two.
PAGE_GRAINS = 6
PAGE_BITS = 16


@always_inline
def extend(memory: Memory, grains: Address) -> bool:
    """Make the memory longer by a run of so many grains at least, if it can be.

    The new memory joins the last free run, but a longer table may take some of it: then the
    run is still not there.
    """
    if not grows():
        return False
    return add_pages(memory, shift_right(grains, PAGE_GRAINS) + 1)


def add_pages(memory: Memory, pages: Address) -> bool:
    """Add pages, and an eighth of what there was, or else just these; whether that was done."""
    there = grow_memory(memory, 0)
    added = pages + shift_right(there, 3)
    if grow_memory(memory, added) != there:
        added = pages
        if grow_memory(memory, added) != there:
            return False
    end = shift_left(there + added, PAGE_BITS)
    if end == 0:  # of 4 GiB; see `heap.end_address`
        end -= 1 << PAGE_BITS
    grow(memory, end)
    return True


def grow(memory: Memory, end: Address) -> None:
    """Take the memory up to `end`, which the host has added, into use.

    Where not even the table for it has room, it waits for the next growth.  A memory that grows
    by itself has room in its table for all that it can have.
    """
    grains = heap.state(memory, GRAINS)
    first = heap.state(memory, FIRST)
    total = shift_right(end - first, GRAIN_BITS)
    if total <= grains:
        return
    if not grows() and total > heap.state(memory, ROOM) and not move_table(memory, total):
        return
    heap.put_state(memory, GRAINS, total)
    if not grows():
        while grains < total and heap.entry(memory, grains) != 0:  # the table itself
            grains += 1
    if grains < total:
        heap.give_run(memory, first + shift_left(grains, GRAIN_BITS), total - grains)


def move_table(memory: Memory, total: Address) -> bool:
    """Make the table long enough for twice `total` grains, if there is room for it.

    It goes to a free run, or else to the beginning of the new memory.
    """
    grains = heap.state(memory, GRAINS)
    first = heap.state(memory, FIRST)
    length = shift_right(total + total + (GRAIN - 1), GRAIN_BITS)
    run = heap.room_inside(memory, length)
    if run == 0:
        if total - grains < length:
            return False
        run = first + shift_left(grains, GRAIN_BITS)
    table = heap.state(memory, TABLE)
    room = heap.state(memory, ROOM)
    copy_upwards(memory, run, table, grains)
    fill(memory, run + grains, shift_left(length, GRAIN_BITS) - grains, 0)
    fill(memory, run + heap.grain_of(memory, run), length, OWN)
    heap.put_state(memory, TABLE, run)
    heap.put_state(memory, ROOM, shift_left(length, GRAIN_BITS))
    if table >= first:
        heap.give_run(memory, table, shift_right(room, GRAIN_BITS))
    return True
