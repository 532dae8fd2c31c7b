"""Hash tables that keep the order of insertion: what dicts and sets have in common.

    table    [size: u32][capacity: u32][entries: u64][filled: u32][shift: u32]

    storage  [slot: u32] ...            the index, its first slot the nearest to the entries
             [key][value][hash: u32] ...    `capacity` entries, by order of insertion
             [first: u32][gone: bit] ...    which entries were deleted: all before `first`

`entries` is the address of the first entry, 0 where there is no storage.  A slot holds
an entry's number, counted from 1, or 0.  There are twice to four times as many slots as
entries, 2**(32 - shift); a key's own is the upper bits of its hash, and it stands there
or in one of the following, without a gap.  `filled` entries were made since the storage
was, `size` of them were not deleted.  When all are filled, those that are left move to
a new storage, which has room for as many as CPython's then: so a loop over a dict that
changes finds what it finds there.

Keys and values take their natural sizes, a value at a multiple of its own.  A hash is
stored, in the entry's last four bytes, where keys are references: those of numbers are
computed faster than read.  `stride`, the bytes of an entry, is always a constant.
"""

from __future__ import annotations

from ...scalars import int64, uint8, uint32, uint64
from ..bytes import copy_upwards, fill
from ..dicts import CAPACITY, DICT_BYTES, ENTRIES, FILLED, LARGEST, SIZE
from ..heap import allocate, release, word
from ..heap import put as put_word
from ..layout import DICT, STORAGE
from ..primitives import (
    Address,
    K,
    address,
    always_inline,
    borrow,
    clz,
    fetch,
    hash_of,
    is_object,
    memory,
    never_inline,
    put,
    quotient,
    read_u8,
    read_u32,
    shift_left,
    shift_right,
    take,
    unlikely,
    width,
    write_u8,
    write_u32,
)
from .blocks import new_block

SHIFT = 20  # behind FILLED

NUMBER = 4  # bytes of a slot
HASH = 4
FIRST = 4

NOWHERE = 0xFFFF_FFFF

# Layout


@always_inline
def aligned(at: Address, size: Address) -> Address:
    """The first multiple of a size, up to 8, that is not below `at`."""
    unit: Address = min(8, size)
    return (at + unit - 1) & ~(unit - 1)


@always_inline
def entry_bytes(key: Address, value: Address, hashed: bool) -> Address:
    """The bytes of an entry whose key and value take so many; a set's have no value."""
    bytes = key if value == 0 else aligned(key, value) + value
    if hashed:
        bytes = aligned(bytes, HASH) + HASH
    return aligned(bytes, max(value, key))


@always_inline
def new_table(capacity: Address, stride: Address) -> Address:
    """The block of an empty table with room for so many entries."""
    at = new_block(DICT_BYTES, DICT)
    fill(memory, at, DICT_BYTES, 0)
    if capacity != 0 and not attach(at, capacity, stride):
        release(memory, at)
        raise MemoryError
    return at


@never_inline
def attach(table: Address, capacity: Address, stride: Address) -> bool:
    """Give a table a new, empty storage in the place of the one that it has, if any.

    False, with nothing changed, where there is no room.
    """
    last = shift_left(capacity, 1) - 1
    bits = width(last) - clz(last)
    slots = shift_left(address(1), bits)
    map = FIRST + shift_right(capacity + 7, 3)
    bytes = uint64(slots) * NUMBER + uint64(capacity) * uint64(stride) + uint64(map)
    if capacity > LARGEST or uint64(address(bytes)) != bytes:
        return False
    storage = allocate(memory, address(bytes), STORAGE)
    if unlikely(storage == 0):
        return False
    entries = storage + slots * NUMBER
    fill(memory, storage, slots * NUMBER, 0)
    fill(memory, entries + capacity * stride, map, 0)
    put_word(memory, table + ENTRIES, entries)
    write_u32(memory, table + CAPACITY, uint32(capacity))
    write_u32(memory, table + FILLED, 0)
    write_u32(memory, table + SHIFT, uint32(32 - bits))
    return True


@always_inline
def storage_of(entries: Address, shift: uint32) -> Address:
    """The block in which entries stand."""
    return entries - shift_left(address(NUMBER), 32 - address(shift))


@always_inline
def slot_at(entries: Address, slot: uint32) -> Address:
    """The address of a slot."""
    return entries - NUMBER - address(slot) * NUMBER


@always_inline
def following(slot: uint32, shift: uint32) -> uint32:
    """The slot behind another one; behind the last one comes the first."""
    return (slot + 1) & shift_right(uint32(NOWHERE), shift)


@always_inline
def map_of(table: Address, stride: Address) -> Address:
    """The address of `first`, and behind it the bits of what was deleted."""
    return word(memory, table + ENTRIES) + address(read_u32(memory, table + CAPACITY)) * stride


# Finding


@always_inline
def lookup(table: Address, key: K, stride: Address) -> Address:
    """The address of the entry with a key; 0 where there is none."""
    if read_u32(memory, table + SIZE) == 0:
        return 0
    if is_object(K):
        return probe_hashed(table, key, hash_of(key), stride)
    return probe(table, key, hash_of(key), stride)


@always_inline
def probe(table: Address, key: K, code: uint32, stride: Address) -> Address:
    """`lookup` where comparing keys is cheap."""
    entries = word(memory, table + ENTRIES)
    shift = read_u32(memory, table + SHIFT)
    slot = shift_right(code, shift)
    number = read_u32(memory, slot_at(entries, slot))
    while number != 0:
        entry = entries + (address(number) - 1) * stride
        if fetch(K, entry) == key:
            return entry
        slot = following(slot, shift)
        number = read_u32(memory, slot_at(entries, slot))
    return 0


def probe_hashed(table: Address, key: K, code: uint32, stride: Address) -> Address:
    """`lookup` where the hashes of keys are stored."""
    entries = word(memory, table + ENTRIES)
    shift = read_u32(memory, table + SHIFT)
    slot = shift_right(code, shift)
    number = read_u32(memory, slot_at(entries, slot))
    while number != 0:
        entry = entries + (address(number) - 1) * stride
        if read_u32(memory, entry + stride - HASH) == code and borrow(K, entry) == key:
            return entry
        slot = following(slot, shift)
        number = read_u32(memory, slot_at(entries, slot))
    return 0


@always_inline
def code_at(kind: type[K], entry: Address, stride: Address) -> uint32:
    """The hash of the key of an entry."""
    if is_object(K):
        return read_u32(memory, entry + stride - HASH)
    return hash_of(fetch(K, entry))


# Adding


@always_inline
def add(table: Address, key: K, stride: Address) -> Address:
    """The address of a new entry for a key that has none; its value is yet to be written."""
    return add_hashed(table, key, hash_of(key), stride)


@always_inline
def add_hashed(table: Address, key: K, code: uint32, stride: Address) -> Address:
    """`add` with the key's hash."""
    if unlikely(read_u32(memory, table + FILLED) == read_u32(memory, table + CAPACITY)):
        rebuild(K, table, stride)
    filled = read_u32(memory, table + FILLED)
    entries = word(memory, table + ENTRIES)
    entry = entries + address(filled) * stride
    put(K, entry, key)
    if is_object(K):
        write_u32(memory, entry + stride - HASH, code)
    enter(entries, read_u32(memory, table + SHIFT), code, filled + 1)
    write_u32(memory, table + FILLED, filled + 1)
    write_u32(memory, table + SIZE, read_u32(memory, table + SIZE) + 1)
    return entry


@always_inline
def enter(entries: Address, shift: uint32, code: uint32, number: uint32) -> None:
    """Write an entry's number to the first empty slot for its hash."""
    slot = shift_right(code, shift)
    while read_u32(memory, slot_at(entries, slot)) != 0:
        slot = following(slot, shift)
    write_u32(memory, slot_at(entries, slot), number)


@always_inline
def room_beyond(size: Address) -> Address:
    """The capacity of a storage that is to hold more entries than so many.

    Two thirds of a power of two that is not below three times as many, which is 8 where
    there are none and 16 where there are few.
    """
    last = ((size * 3) | 8) - 1 | 7
    return quotient(shift_left(address(2), width(last) - clz(last)), 3)


@never_inline
def rebuild(kind: type[K], table: Address, stride: Address) -> None:
    """Move the entries to a new storage, with room for more."""
    size = address(read_u32(memory, table + SIZE))
    old = word(memory, table + ENTRIES)
    shift = read_u32(memory, table + SHIFT)
    filled = address(read_u32(memory, table + FILLED))
    deleted = map_of(table, stride)
    if unlikely(not attach(table, room_beyond(size), stride)):
        raise MemoryError
    if old == 0:
        return
    to = word(memory, table + ENTRIES)
    if size == filled:
        copy_upwards(memory, to, old, size * stride)
    else:
        number: Address = 0
        while number < filled:
            if not has_gone(deleted, number):
                copy_upwards(memory, to, old + number * stride, stride)
                to += stride
            number += 1
    release(memory, storage_of(old, shift))
    write_u32(memory, table + FILLED, uint32(size))
    index_all(K, table, stride)


@always_inline
def index_all(kind: type[K], table: Address, stride: Address) -> None:
    """Enter all entries in an index that is empty."""
    entries = word(memory, table + ENTRIES)
    shift = read_u32(memory, table + SHIFT)
    filled = read_u32(memory, table + FILLED)
    entry = entries
    number: uint32 = 0
    while number < filled:
        number += 1
        enter(entries, shift, code_at(K, entry, stride), number)
        entry += stride


# Deleting


def remove(kind: type[K], table: Address, entry: Address, stride: Address) -> K:
    """Delete an entry whose value is gone, and take its key."""
    entries = word(memory, table + ENTRIES)
    number = uint32(quotient(entry - entries, stride)) + 1
    unlink(K, table, number, stride)
    key = take(K, entry)
    size = read_u32(memory, table + SIZE) - 1
    write_u32(memory, table + SIZE, size)
    map = map_of(table, stride)
    set_gone(map, address(number - 1), True)
    if size == 0:
        write_u32(memory, map, read_u32(memory, table + FILLED))
    elif number - 1 == read_u32(memory, map):
        write_u32(memory, map, uint32(next_live(map, address(number))))
    return key


def reuse(table: Address, stride: Address) -> None:
    """Let the last entries be filled again, as far as they were deleted."""
    map = map_of(table, stride)
    filled = address(read_u32(memory, table + FILLED))
    if read_u32(memory, table + SIZE) == 0:
        fill(memory, map, FIRST + shift_right(filled + 7, 3), 0)
        filled = 0
    else:
        while has_gone(map, filled - 1):
            filled -= 1
            set_gone(map, filled, False)
    write_u32(memory, table + FILLED, uint32(filled))


def unlink(kind: type[K], table: Address, number: uint32, stride: Address) -> None:
    """Take an entry out of the index, and close the gap that it leaves there."""
    entries = word(memory, table + ENTRIES)
    shift = read_u32(memory, table + SHIFT)
    mask = shift_right(uint32(NOWHERE), shift)
    code = code_at(K, entries + address(number - 1) * stride, stride)
    gap = shift_right(code, shift)
    while read_u32(memory, slot_at(entries, gap)) != number:
        gap = following(gap, shift)
    slot = following(gap, shift)
    other = read_u32(memory, slot_at(entries, slot))
    while other != 0:
        code = code_at(K, entries + address(other - 1) * stride, stride)
        # It can go back to the gap if that is not before its own slot.
        if (slot - shift_right(code, shift)) & mask >= (slot - gap) & mask:
            write_u32(memory, slot_at(entries, gap), other)
            gap = slot
        slot = following(slot, shift)
        other = read_u32(memory, slot_at(entries, slot))
    write_u32(memory, slot_at(entries, gap), 0)


@always_inline
def has_gone(map: Address, entry: Address) -> bool:
    """Whether an entry was deleted."""
    byte = read_u8(memory, map + FIRST + shift_right(entry, 3))
    return shift_right(address(byte), entry & 7) & 1 != 0


@always_inline
def set_gone(map: Address, entry: Address, gone: bool) -> None:
    """Note whether an entry was deleted."""
    at = map + FIRST + shift_right(entry, 3)
    bit = uint8(shift_left(address(1), entry & 7))
    byte = read_u8(memory, at)
    write_u8(memory, at, byte | bit if gone else byte & ~bit)


def next_live(map: Address, entry: Address) -> Address:
    """The first entry from one on that was not deleted; there is one."""
    while has_gone(map, entry):
        entry += 1
    return entry


# Iterating, in the order of insertion


@always_inline
def next_entry(table: Address, entry: Address, stride: Address) -> Address:
    """The number of the first entry from one on that is there, or NOWHERE."""
    filled = address(read_u32(memory, table + FILLED))
    if unlikely(filled != address(read_u32(memory, table + SIZE))):
        entry = skip_gone(map_of(table, stride), entry, filled)
    return entry if entry < filled else NOWHERE


@never_inline
def skip_gone(map: Address, entry: Address, filled: Address) -> Address:
    """The first entry from one on that was not deleted, or `filled`."""
    first = address(read_u32(memory, map))
    if entry < first:
        entry = first
    while entry < filled and has_gone(map, entry):
        entry += 1
    return entry


def previous_entry(table: Address, entry: int64, stride: Address) -> int64:
    """The number of the last entry up to one that is there; -1 where there is none."""
    filled = int64(read_u32(memory, table + FILLED))
    if entry >= filled:
        entry = filled - 1
    map = map_of(table, stride)
    while entry >= 0 and has_gone(map, address(entry)):
        entry -= 1
    return entry


@always_inline
def entry_at(table: Address, entry: Address, stride: Address) -> Address:
    """The address of an entry by its number."""
    return word(memory, table + ENTRIES) + entry * stride


# The whole


@always_inline
def discard_storage(table: Address) -> None:
    """Free the storage of a table, in which nothing stands any more."""
    entries = word(memory, table + ENTRIES)
    if entries != 0:
        release(memory, storage_of(entries, read_u32(memory, table + SHIFT)))


@always_inline
def reset(table: Address) -> None:
    """Make a table whose storage is freed an empty one."""
    fill(memory, table, DICT_BYTES, 0)
