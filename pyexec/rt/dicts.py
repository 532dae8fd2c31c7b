"""Dicts: hash tables that keep the order of insertion.

    table = new_dict(memory, 16, False)          # 0 where there is no room
    put_item(memory, table, 7, 49)               # False where there is no room
    entry = find(memory, table, 7)               # NOWHERE where there is none

    dict     [size: u32][capacity: u32][entries: u64][filled: u32][0: u32]

    entries  [key: u64][value: u64] ... by order of insertion, `capacity` of them
             [hash: u32] ...            GONE for an entry that was deleted
             [entry + 1: u32] ...       the index: slots, by hash, 0 for an empty one

Entries, hashes and index share one block.  The index has twice to four times as many
slots as there is room for entries, a power of two, and is probed one by one.  A deleted
entry stays in the index until the dict is built anew, when the entries are full.
A key is an integer of 64 bits, or a string's pointer.  No references are counted here.
"""

from __future__ import annotations

from ..scalars import int64, uint32, uint64
from .bytes import compare, fill
from .heap import allocate, put, release, word
from .layout import DICT, HEADER, STORAGE, TEXT_KEYS
from .lists import CHARACTERS, length_of
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    clz,
    guarded,
    never_inline,
    read_i64,
    read_u8,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    width,
    write_i64,
    write_u8,
    write_u32,
)

SIZE = 0
CAPACITY = 4
ENTRIES = 8
FILLED = 16
DICT_BYTES = 24

ENTRY = 16
VALUE = 8
HASH = 4
SLOT = 4

GONE = 0xFFFF_FFFF
NOWHERE = 0xFFFF_FFFF
LARGEST = 0x0800_0000  # entries: their slots are counted in 32 bits

# The golden ratio's fraction of 2**64, odd: multiplying by it mixes the bits upwards.
_MIX = 0x9E37_79B9_7F4A_7C15


def new_dict(memory: Memory, capacity: Address, text: bool) -> Address:
    """An empty dict with room for `capacity` entries; 0 where there is no room for it."""
    pointer = allocate(memory, DICT_BYTES, DICT)
    if pointer == 0:
        return 0
    fill(memory, pointer, DICT_BYTES, 0)
    if text:
        write_u8(memory, pointer - HEADER + 5, TEXT_KEYS)
    if not rebuild(memory, pointer, capacity):
        release(memory, pointer)
        return 0
    return pointer


@always_inline
def has_text_keys(memory: Memory, table: Address) -> bool:
    """Whether keys are strings."""
    return read_u8(memory, table - HEADER + 5) & TEXT_KEYS != 0


@always_inline
def capacity_of(memory: Memory, table: Address) -> Address:
    """How many entries there is room for."""
    return address(read_u32(memory, table + CAPACITY))


@always_inline
def filled(memory: Memory, table: Address) -> Address:
    """How many entries there are, those that were deleted included."""
    return address(read_u32(memory, table + FILLED))


@always_inline
def entry_at(memory: Memory, table: Address, entry: Address) -> Address:
    """The address of an entry: its key, and behind that its value."""
    return word(memory, table + ENTRIES) + shift_left(entry, 4)


@always_inline
def hash_at(memory: Memory, table: Address, entry: Address) -> Address:
    """The address of an entry's hash."""
    storage = word(memory, table + ENTRIES)
    return storage + shift_left(capacity_of(memory, table), 4) + shift_left(entry, 2)


@always_inline
def slots_for(capacity: Address) -> Address:
    """The slots of the index for so many entries."""
    last = shift_left(capacity, 1) | 1
    return shift_left(address(1), width(last) - clz(last))


@always_inline
def slot_at(memory: Memory, table: Address, slot: Address) -> Address:
    """The address of a slot of the index."""
    capacity = capacity_of(memory, table)
    storage = word(memory, table + ENTRIES)
    return storage + capacity * (ENTRY + HASH) + shift_left(slot, 2)


@always_inline
def is_gone(memory: Memory, table: Address, entry: Address) -> bool:
    """Whether an entry was deleted."""
    return read_u32(memory, hash_at(memory, table, entry)) == GONE


# Hashes


@always_inline
def mixed(value: uint64) -> uint64:
    """The bits of a number, mixed."""
    product = value * uint64(_MIX)
    return product ^ shift_right(product, 32)


def hash_of(memory: Memory, table: Address, key: int64) -> uint32:
    """The hash of a key; never GONE."""
    value = mixed(uint64(key))
    if has_text_keys(memory, table):
        value = hash_of_text(memory, address(key))
    short = uint32(value)
    return short - uint32(short == GONE)


def hash_of_text(memory: Memory, text: Address) -> uint64:
    """The hash of a string's bytes, eight at a time."""
    length = length_of(memory, text)
    at = text + CHARACTERS
    end = at + length
    value = uint64(length)
    while end - at >= 8:
        value = mixed(value ^ read_u64(memory, at))
        at += 8
    while at != end:
        value = mixed(value ^ uint64(read_u8(memory, at)))
        at += 1
    return value


def same_key(memory: Memory, table: Address, a: int64, b: int64) -> bool:
    """Whether two keys are equal."""
    if a == b:
        return True
    if not has_text_keys(memory, table):
        return False
    left, right = address(a), address(b)
    length = length_of(memory, left)
    if length != length_of(memory, right):
        return False
    return compare(memory, left + CHARACTERS, right + CHARACTERS, length) == 0


# Entries


def find(memory: Memory, table: Address, key: int64) -> Address:
    """The number of the entry with a key, or NOWHERE."""
    code = hash_of(memory, table, key)
    mask = slots_for(capacity_of(memory, table)) - 1
    slot = address(code) & mask
    probes: Address = 0
    while not guarded() or probes <= mask:  # no slot is empty where a user has written
        probes += 1
        number = address(read_u32(memory, slot_at(memory, table, slot)))
        if number == 0:
            return NOWHERE
        entry = number - 1
        if read_u32(memory, hash_at(memory, table, entry)) == code and same_key(
            memory, table, key_of(memory, table, entry), key
        ):
            return entry
        slot = (slot + 1) & mask
    return NOWHERE


@always_inline
def key_of(memory: Memory, table: Address, entry: Address) -> int64:
    """The key of an entry."""
    return read_i64(memory, entry_at(memory, table, entry))


@always_inline
def value_of(memory: Memory, table: Address, entry: Address) -> int64:
    """The value of an entry."""
    return read_i64(memory, entry_at(memory, table, entry) + VALUE)


@always_inline
def set_value(memory: Memory, table: Address, entry: Address, value: int64) -> None:
    """Change the value of an entry."""
    write_i64(memory, entry_at(memory, table, entry) + VALUE, value)


def add(memory: Memory, table: Address, key: int64, value: int64) -> bool:
    """Add an entry for a key that has none; False where there is no room."""
    if filled(memory, table) == capacity_of(memory, table):
        size = length_of(memory, table)
        # As many again, unless deleted ones are half of it.
        if not rebuild(memory, table, size + size if size > 4 else address(8)):
            return False
    link(memory, table, key, value, hash_of(memory, table, key))
    write_u32(memory, table + SIZE, read_u32(memory, table + SIZE) + 1)
    return True


def link(memory: Memory, table: Address, key: int64, value: int64, code: uint32) -> None:
    """Write the next entry, and enter it in the index."""
    entry = filled(memory, table)
    write_i64(memory, entry_at(memory, table, entry), key)
    set_value(memory, table, entry, value)
    write_u32(memory, hash_at(memory, table, entry), code)
    mask = slots_for(capacity_of(memory, table)) - 1
    slot = address(code) & mask
    probes: Address = 0
    while read_u32(memory, slot_at(memory, table, slot)) != 0 and (not guarded() or probes <= mask):
        probes += 1
        slot = (slot + 1) & mask
    write_u32(memory, slot_at(memory, table, slot), uint32(entry + 1))
    write_u32(memory, table + FILLED, uint32(entry + 1))


def remove(memory: Memory, table: Address, entry: Address) -> None:
    """Delete an entry; the others keep their numbers."""
    write_u32(memory, hash_at(memory, table, entry), GONE)
    write_u32(memory, table + SIZE, read_u32(memory, table + SIZE) - 1)


def next_entry(memory: Memory, table: Address, entry: Address) -> Address:
    """The first entry from a number on that was not deleted; NOWHERE behind the last."""
    while entry < filled(memory, table):
        if not is_gone(memory, table, entry):
            return entry
        entry += 1
    return NOWHERE


@never_inline
def rebuild(memory: Memory, table: Address, capacity: Address) -> bool:
    """Move what is there to a new block with room for `capacity` entries; False if none."""
    if capacity > LARGEST:
        return False
    slots = slots_for(capacity)
    bytes = uint64(capacity) * (ENTRY + HASH) + uint64(slots) * SLOT
    if uint64(address(bytes)) != bytes:
        return False
    storage = allocate(memory, address(bytes), STORAGE)
    if storage == 0:
        return False
    old = word(memory, table + ENTRIES)
    room = capacity_of(memory, table)
    count = filled(memory, table)
    put(memory, table + ENTRIES, storage)
    write_u32(memory, table + CAPACITY, uint32(capacity))
    write_u32(memory, table + FILLED, 0)
    fill(memory, slot_at(memory, table, 0), slots * SLOT, 0)
    if old != 0:
        entry: Address = 0
        while entry < count:
            at = old + shift_left(entry, 4)
            code = read_u32(memory, old + shift_left(room, 4) + shift_left(entry, 2))
            if code != GONE:
                link(memory, table, read_i64(memory, at), read_i64(memory, at + VALUE), code)
            entry += 1
        release(memory, old)
    return True
