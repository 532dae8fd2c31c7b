"""More memory for a heap, where the host adds some behind what there was.

grow(memory, end)      # what lies before `end` may be used from now on
"""

from __future__ import annotations

from .bytes import copy_upwards, fill
from .heap import (
    entry,
    give_run,
    grain_of,
    put_state,
    room_for,
    state,
)
from .layout import FIRST, GRAIN, GRAIN_BITS, GRAINS, OWN, ROOM, TABLE
from .primitives import Address, Memory, shift_left, shift_right


def grow(memory: Memory, end: Address) -> None:
    """Take the memory up to `end`, which the host has added, into use.

    Where not even the table for it has room, it waits for the next growth.
    """
    grains = state(memory, GRAINS)
    first = state(memory, FIRST)
    total = shift_right(end - first, GRAIN_BITS)
    if total <= grains or (total > state(memory, ROOM) and not move_table(memory, total)):
        return
    put_state(memory, GRAINS, total)
    while grains < total and entry(memory, grains) != 0:  # the table itself
        grains += 1
    if grains < total:
        give_run(memory, first + shift_left(grains, GRAIN_BITS), total - grains)


def move_table(memory: Memory, total: Address) -> bool:
    """Make the table long enough for twice `total` grains, if there is room for it.

    It goes to a free run, or else to the beginning of the new memory.
    """
    grains = state(memory, GRAINS)
    first = state(memory, FIRST)
    length = shift_right(total + total + (GRAIN - 1), GRAIN_BITS)
    run = room_for(memory, length)
    if run == 0:
        if total - grains < length:
            return False
        run = first + shift_left(grains, GRAIN_BITS)
    table = state(memory, TABLE)
    room = state(memory, ROOM)
    copy_upwards(memory, run, table, grains)
    fill(memory, run + grains, shift_left(length, GRAIN_BITS) - grains, 0)
    fill(memory, run + grain_of(memory, run), length, OWN)
    put_state(memory, TABLE, run)
    put_state(memory, ROOM, shift_left(length, GRAIN_BITS))
    if table >= first:
        give_run(memory, table, shift_right(room, GRAIN_BITS))
    return True
