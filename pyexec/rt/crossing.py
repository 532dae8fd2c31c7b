"""Which objects of a host's stand for which blocks while arguments and results cross over.

    note(memory, crossing, object, block, kind, changed)    # False where there is no room
    find(memory, crossing, block)                           # the record's address, or 0

A record, in the order in which they were noted, refers to both sides and keeps the block:

    record    [object: u64][block: u64][kind: u64][changed: u64]

`object` and `kind` are the host's own.  Records are found by one field of theirs, first by
the object, so that a list that stands in two places becomes one block; once `turn` was
called, by the block, so that what came in goes out as the same object.  The state, eight
bytes each, is the caller's, and all zeros at first:

    RECORDS   COUNT   ROOM   TABLE    SLOTS     INDEXED            FIELD
    ┌─────────┬──────┬──────┬────────┬─────────┬──────────────────┬────────────────┐
    │ their   │      │ for  │ a slot │ of the  │ records that the │ by which the   │
    │ address │      │ more │ is u32 │ table   │ table has        │ table has them │
    └─────────┴──────┴──────┴────────┴─────────┴──────────────────┴────────────────┘

A slot of the hash table is the number of a record, counted from 1, or 0.
"""

from __future__ import annotations

from ..scalars import uint32, uint64
from .bytes import copy_upwards, fill
from .heap import allocate, release, word
from .heap import put as put_word
from .layout import HEADER, RAW
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    clz,
    never_inline,
    read_i32,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    unlikely,
    write_i32,
    write_u32,
    write_u64,
)

OBJECT, BLOCK, KIND, CHANGED = 0, 8, 16, 24
RECORD = 32

RECORDS, COUNT, ROOM, TABLE, SLOTS, INDEXED, FIELD = 0, 8, 16, 24, 32, 40, 48
STATE = 56

SLOT = 4
FEWEST = 8

# 2**64 divided by the golden ratio: Knuth's multiplicative hashing.
SPREAD: uint64 = 0x9E37_79B9_7F4A_7C15


def note(
    memory: Memory, crossing: Address, object: uint64, block: Address, kind: uint64, changed: uint64
) -> bool:
    """Add a record, which counts a reference to the block."""
    count = word(memory, crossing + COUNT)
    if unlikely(count == word(memory, crossing + ROOM)) and not make_room(memory, crossing):
        return False
    at = word(memory, crossing + RECORDS) + count * RECORD
    write_u64(memory, at + OBJECT, object)
    write_u64(memory, at + BLOCK, uint64(block))
    write_u64(memory, at + KIND, kind)
    write_u64(memory, at + CHANGED, changed)
    write_i32(memory, block - HEADER, read_i32(memory, block - HEADER) + 1)
    put_word(memory, crossing + COUNT, count + 1)
    return True


@never_inline
def make_room(memory: Memory, crossing: Address) -> bool:
    """Move the records to where there is room for twice as many; False without memory."""
    count = word(memory, crossing + COUNT)
    room = count + count
    if room < FEWEST:
        room = FEWEST
    made = allocate(memory, room * RECORD, RAW)
    if made == 0:
        return False
    old = word(memory, crossing + RECORDS)
    if old != 0:
        copy_upwards(memory, made, old, count * RECORD)
        release(memory, old)
    put_word(memory, crossing + RECORDS, made)
    put_word(memory, crossing + ROOM, room)
    return True


def find(memory: Memory, crossing: Address, key: uint64) -> Address:
    """The record whose object, or block, this is.

    0 where there is none, and also where there is no room for the table.
    """
    count = word(memory, crossing + COUNT)
    if count == 0:
        return 0
    if word(memory, crossing + INDEXED) != count and not index(memory, crossing):
        return 0
    slots = word(memory, crossing + SLOTS)
    table = word(memory, crossing + TABLE)
    slot = slot_of(key, slots)
    number = read_u32(memory, table + slot * SLOT)
    while number != 0:
        record = word(memory, crossing + RECORDS) + (address(number) - 1) * RECORD
        if read_u64(memory, record + word(memory, crossing + FIELD)) == key:
            return record
        slot = (slot + 1) & (slots - 1)
        number = read_u32(memory, table + slot * SLOT)
    return 0


@always_inline
def slot_of(key: uint64, slots: Address) -> Address:
    """Where a key belongs in a table of 2**n slots: the upper n bits of its hash."""
    return address(shift_right(key * SPREAD, clz(uint64(slots)) + 1))


@never_inline
def index(memory: Memory, crossing: Address) -> bool:
    """Enter into the table the records that it does not have; False without memory."""
    count = word(memory, crossing + COUNT)
    slots = word(memory, crossing + SLOTS)
    if count + count > slots and not widen(memory, crossing, count):
        return False
    number = word(memory, crossing + INDEXED)
    while number < count:
        enter(memory, crossing, number)
        number += 1
    put_word(memory, crossing + INDEXED, count)
    return True


def widen(memory: Memory, crossing: Address, count: Address) -> bool:
    """An empty table for up to twice as many records as there are; False without memory."""
    slots: Address = 4 * FEWEST
    while slots < 4 * count:
        slots = shift_left(slots, 1)
    table = allocate(memory, slots * SLOT, RAW)
    if table == 0:
        return False
    fill(memory, table, slots * SLOT, 0)
    old = word(memory, crossing + TABLE)
    if old != 0:
        release(memory, old)
    put_word(memory, crossing + TABLE, table)
    put_word(memory, crossing + SLOTS, slots)
    put_word(memory, crossing + INDEXED, 0)
    return True


@always_inline
def enter(memory: Memory, crossing: Address, number: Address) -> None:
    """Write a record's number to the first slot that is free for it."""
    record = word(memory, crossing + RECORDS) + number * RECORD
    key = read_u64(memory, record + word(memory, crossing + FIELD))
    slots = word(memory, crossing + SLOTS)
    table = word(memory, crossing + TABLE)
    slot = slot_of(key, slots)
    while read_u32(memory, table + slot * SLOT) != 0:
        slot = (slot + 1) & (slots - 1)
    write_u32(memory, table + slot * SLOT, uint32(number + 1))


def turn(memory: Memory, crossing: Address) -> None:
    """From here on, find records by their blocks."""
    drop_table(memory, crossing)
    put_word(memory, crossing + FIELD, BLOCK)


def close(memory: Memory, crossing: Address) -> None:
    """Free what the records stand in; what they refer to was given up before."""
    drop_table(memory, crossing)
    records = word(memory, crossing + RECORDS)
    if records != 0:
        release(memory, records)


def drop_table(memory: Memory, crossing: Address) -> None:
    """Free the table."""
    table = word(memory, crossing + TABLE)
    if table != 0:
        release(memory, table)
    put_word(memory, crossing + TABLE, 0)
    put_word(memory, crossing + SLOTS, 0)
    put_word(memory, crossing + INDEXED, 0)
