"""Walks a heap and verifies every invariant that the allocator and the objects rely on.

    audit(memory, end) == 0      # else the number of the first fault, see the constants

It trusts nothing that stands in the memory: a list that runs in a circle ends too.
"""

from __future__ import annotations

from ..scalars import int64, uint8
from . import dicts, heap, lists, references
from .layout import (
    BINS,
    CLASSES,
    DICT,
    FIRST,
    FREE,
    GRAIN,
    GRAIN_BITS,
    GRAINS,
    HEADER,
    HEADS,
    HEAP,
    INSIDE,
    LARGE,
    LARGE_DATA,
    LARGE_SIZE,
    LARGEST_SMALL,
    LENGTH,
    LIST,
    MAGIC,
    MARK,
    NEXT,
    OWN,
    PREVIOUS,
    RAW,
    REFERENCES,
    ROOM,
    STATE,
    STORAGE,
    STRING,
    TABLE,
    USED,
)
from .primitives import (
    Address,
    Memory,
    address,
    read_u8,
    read_u16,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
)

FINE = 0
STATE_FAULT = 1
RUN_FAULT = 2
BIN_FAULT = 3
LARGE_FAULT = 4
SLAB_FAULT = 5
CLASS_FAULT = 6
USED_FAULT = 7
STRING_FAULT = 8
LIST_FAULT = 9
DICT_FAULT = 10
STORAGE_FAULT = 11


def audit(memory: Memory, end: int64) -> int64:
    """The first fault in a heap of the memory up to `end`; 0 where there is none."""
    if not is_sound(memory, heap.end_address(end)):
        return STATE_FAULT
    fault = audit_grains(memory)
    if fault == FINE:
        fault = audit_bins(memory)
    if fault == FINE:
        fault = audit_classes(memory)
    if fault == FINE:
        fault = audit_objects(memory)
    return fault


def is_sound(memory: Memory, end: Address) -> bool:
    """Whether the state and the table lie in the memory."""
    grains = heap.state(memory, GRAINS)
    first = heap.state(memory, FIRST)
    table = heap.state(memory, TABLE)
    room = heap.state(memory, ROOM)
    if heap.state(memory, MARK) != MAGIC or first & (GRAIN - 1) != 0:
        return False
    if first < HEAP + STATE or first > end or grains > shift_right(end - first, GRAIN_BITS):
        return False
    return (
        grains != 0
        and table >= HEAP + STATE
        and table <= end
        and room >= grains
        and (room <= end - table)
    )


def audit_grains(memory: Memory) -> int64:
    """Free runs, large blocks and slabs, one after the other; and the bytes in use."""
    grains = heap.state(memory, GRAINS)
    first = heap.state(memory, FIRST)
    table = heap.state(memory, TABLE)
    used: Address = 0
    grain: Address = 0
    while grain < grains:
        run = first + shift_left(grain, GRAIN_BITS)
        kind = heap.entry(memory, grain)
        length: Address = 0
        if kind == FREE:
            length = alike(memory, grain, FREE)
            size = shift_left(length, GRAIN_BITS)
            if heap.word(memory, run + LENGTH) != length:
                return RUN_FAULT
            if heap.word(memory, run + size - 8) != length:
                return RUN_FAULT
        elif kind == OWN and run == table:
            length = shift_right(heap.state(memory, ROOM), GRAIN_BITS)
        elif kind == LARGE:
            length = 1 + alike(memory, grain + 1, INSIDE)
            if not is_large(memory, run, length):
                return LARGE_FAULT
            used += heap.word(memory, run + LARGE_SIZE) + HEADER
        else:
            length = heap.slab_length(memory, grain)
            if length == 0 or shift_right(kind - 1, 3) >= CLASSES:
                return SLAB_FAULT
            live = live_blocks(memory, run, length, address(shift_right(kind - 1, 3)))
            if live < 0:
                return SLAB_FAULT
            used += address(live)
        grain += length
    if grain != grains:
        return RUN_FAULT
    return FINE if used == heap.state(memory, USED) else USED_FAULT


def alike(memory: Memory, grain: Address, kind: uint8) -> Address:
    """How many grains from one on have the same entry."""
    length: Address = 0
    while grain + length < heap.state(memory, GRAINS) and (
        heap.entry(memory, grain + length) == kind
    ):
        length += 1
    return length


def is_large(memory: Memory, run: Address, length: Address) -> bool:
    """Whether a large block has a size and a header that go with its run."""
    size = heap.word(memory, run + LARGE_SIZE)
    header = run + LARGE_DATA - HEADER
    if size <= LARGEST_SMALL or heap.grains_of(size) != length:
        return False
    return read_u16(memory, header + 6) == 0 and is_kind(read_u8(memory, header + 4))


def is_kind(kind: uint8) -> bool:
    """Whether a block can hold what its header says."""
    return kind >= RAW and kind <= STORAGE


def live_blocks(memory: Memory, slab: Address, length: Address, of: Address) -> int64:
    """The bytes in live blocks of a slab, with headers; -1 where a header is impossible."""
    stride = heap.room_of(of) + HEADER
    end = slab + shift_left(length, GRAIN_BITS)
    header = slab
    used: int64 = 0
    while header + stride <= end:
        if read_u64(memory, header) != 0:
            size = address(read_u16(memory, header + 6))
            if not is_kind(read_u8(memory, header + 4)) or size > LARGEST_SMALL:
                return -1
            if heap.class_of(size) != of:
                return -1
            used += int64(size) + HEADER
        header += stride
    return used


def audit_bins(memory: Memory) -> int64:
    """Every free run is on the list of its length, once, between its neighbours there."""
    grains = heap.state(memory, GRAINS)
    found: Address = 0
    head: Address = HEAP + BINS
    while head < HEAP + HEADS:
        previous: Address = 0
        run = heap.word(memory, head)
        while run != 0:
            if not is_free_run(memory, run) or heap.word(memory, run + PREVIOUS) != previous:
                return BIN_FAULT
            if heap.bin_of(heap.word(memory, run + LENGTH)) != head or found == grains:
                return BIN_FAULT
            found += 1
            previous = run
            run = heap.word(memory, run + NEXT)
        head += 8
    return FINE if found == free_runs(memory) else BIN_FAULT


def is_free_run(memory: Memory, run: Address) -> bool:
    """Whether a free run begins at an address."""
    first = heap.state(memory, FIRST)
    if run < first or run & (GRAIN - 1) != 0:
        return False
    grain = heap.grain_of(memory, run)
    if grain >= heap.state(memory, GRAINS) or heap.entry(memory, grain) != FREE:
        return False
    return grain == 0 or heap.entry(memory, grain - 1) != FREE


def free_runs(memory: Memory) -> Address:
    """How many free runs there are."""
    count: Address = 0
    grain: Address = 0
    while grain < heap.state(memory, GRAINS):
        if is_free_run(memory, heap.state(memory, FIRST) + shift_left(grain, GRAIN_BITS)):
            count += 1
        grain += 1
    return count


def audit_classes(memory: Memory) -> int64:
    """Every free block is on its class's list, once."""
    of: Address = 0
    while of < CLASSES:
        most = free_blocks(memory, of)
        found: Address = 0
        block = heap.word(memory, HEAP + HEADS + shift_left(of, 3))
        while block != 0:
            if found == most or not heap.is_block(memory, block):
                return CLASS_FAULT
            if read_u64(memory, block - HEADER) != 0:
                return CLASS_FAULT
            kind = heap.entry(memory, heap.grain_of(memory, block - HEADER))
            if kind == LARGE or address(shift_right(kind - 1, 3)) != of:
                return CLASS_FAULT
            found += 1
            block = heap.word(memory, block)
        if found != most:
            return CLASS_FAULT
        of += 1
    return FINE


def free_blocks(memory: Memory, of: Address) -> Address:
    """How many blocks of a class's slabs are free."""
    count: Address = 0
    grain: Address = 0
    while grain < heap.state(memory, GRAINS):
        length = heap.slab_length(memory, grain)
        kind = heap.entry(memory, grain)
        if length != 0 and address(shift_right(kind - 1, 3)) == of:
            header = heap.state(memory, FIRST) + shift_left(grain, GRAIN_BITS)
            end = header + shift_left(length, GRAIN_BITS)
            stride = heap.room_of(of) + HEADER
            while header + stride <= end:
                if read_u64(memory, header) == 0:
                    count += 1
                header += stride
        grain += length if length != 0 else 1
    return count


# Objects


def audit_objects(memory: Memory) -> int64:
    """Every object's own fields, and that each block of elements has one owner."""
    owners: int64 = 0
    pointer = first_block(memory, 0)
    while pointer != 0:
        if references.kind_of(memory, pointer) != FREE:
            fault = audit_object(memory, pointer)
            if fault != FINE:
                return fault
            owners += ownership(memory, pointer)
        pointer = block_behind(memory, pointer)
    return FINE if owners == 0 else STORAGE_FAULT


def audit_object(memory: Memory, pointer: Address) -> int64:
    """The fault in what a block holds."""
    kind = references.kind_of(memory, pointer)
    if kind == STRING and not is_string(memory, pointer):
        return STRING_FAULT
    if kind == LIST and not is_list(memory, pointer):
        return LIST_FAULT
    if kind == DICT and not is_dict(memory, pointer):
        return DICT_FAULT
    return FINE


def ownership(memory: Memory, pointer: Address) -> int64:
    """1 for a container that has a block of elements, -1 for such a block."""
    kind = references.kind_of(memory, pointer)
    if kind == STORAGE:
        return -1
    if kind == DICT:
        return 1
    return int64(kind == LIST and heap.word(memory, pointer + lists.ELEMENTS) != 0)


def first_block(memory: Memory, grain: Address) -> Address:
    """The first pointer from a grain on that is a slab's or large block's; 0 behind the last."""
    while grain < heap.state(memory, GRAINS):
        kind = heap.entry(memory, grain)
        if kind != FREE and kind <= LARGE:
            run = heap.state(memory, FIRST) + shift_left(grain, GRAIN_BITS)
            return run + (LARGE_DATA if kind == LARGE else address(HEADER))
        grain += 1
    return 0


def block_behind(memory: Memory, pointer: Address) -> Address:
    """The pointer of the block behind another one, live or not; 0 behind the last."""
    grain = heap.grain_of(memory, pointer - HEADER)
    kind = heap.entry(memory, grain)
    if kind == LARGE:
        return first_block(memory, grain + 1)
    slab = grain - address((kind - 1) & 7)
    behind = slab + heap.slab_length(memory, slab)
    end = heap.state(memory, FIRST) + shift_left(behind, GRAIN_BITS)
    stride = heap.room_of(address(shift_right(kind - 1, 3))) + HEADER
    if pointer - HEADER + stride + stride <= end:
        return pointer + stride
    return first_block(memory, behind)


def room_in(memory: Memory, pointer: Address) -> Address:
    """What was asked for when a block was allocated."""
    if heap.entry(memory, heap.grain_of(memory, pointer - HEADER)) == LARGE:
        return heap.word(memory, pointer - HEADER - 8)
    return address(read_u16(memory, pointer - 2))


def is_string(memory: Memory, pointer: Address) -> bool:
    """Whether a string's length goes with its block, and a zero stands behind it."""
    length = lists.length_of(memory, pointer)
    if lists.CHARACTERS + length + 1 != room_in(memory, pointer):
        return False
    return read_u8(memory, pointer + lists.CHARACTERS + length) == 0


def is_storage(memory: Memory, pointer: Address, size: Address) -> bool:
    """Whether a block of elements is there, with at least so many bytes."""
    if not heap.is_live(memory, pointer):
        return False
    return references.kind_of(memory, pointer) == STORAGE and room_in(memory, pointer) >= size


def is_list(memory: Memory, items: Address) -> bool:
    """Whether a list's elements are there, and what they refer to."""
    length = lists.length_of(memory, items)
    capacity = address(read_u32(memory, items + lists.CAPACITY))
    size = address(read_u32(memory, items + lists.ELEMENT_SIZE))
    elements = heap.word(memory, items + lists.ELEMENTS)
    if length > capacity or size > 8:
        return False
    if capacity != 0 and not is_storage(memory, elements, capacity * size):
        return False
    if references.flags_of(memory, items) & REFERENCES != 0:
        index: Address = 0
        while index < length:
            if not is_reference(memory, heap.word(memory, elements + shift_left(index, 3))):
                return False
            index += 1
    return True


def is_reference(memory: Memory, pointer: Address) -> bool:
    """Whether what a container refers to is a live block, or none."""
    return pointer == 0 or heap.is_live(memory, pointer)


def is_dict(memory: Memory, table: Address) -> bool:
    """Whether a dict's entries are there, and every one is found by its key."""
    capacity = dicts.capacity_of(memory, table)
    filled = dicts.filled(memory, table)
    size = capacity * (dicts.ENTRY + dicts.HASH) + dicts.slots_for(capacity) * dicts.SLOT
    if filled > capacity or not is_storage(memory, heap.word(memory, table + dicts.ENTRIES), size):
        return False
    if used_slots(memory, table) != filled:
        return False
    live: Address = 0
    entry: Address = 0
    while entry < filled:
        if not dicts.is_gone(memory, table, entry):
            if not is_entry(memory, table, entry):
                return False
            live += 1
        entry += 1
    return live == lists.length_of(memory, table)


def used_slots(memory: Memory, table: Address) -> Address:
    """How many slots of a dict's index are not empty."""
    slots = dicts.slots_for(dicts.capacity_of(memory, table))
    used: Address = 0
    slot: Address = 0
    while slot < slots:
        if read_u32(memory, dicts.slot_at(memory, table, slot)) != 0:
            used += 1
        slot += 1
    return used


def is_entry(memory: Memory, table: Address, entry: Address) -> bool:
    """Whether an entry is found by its key, and what it refers to is there."""
    key = dicts.key_of(memory, table, entry)
    if dicts.has_text_keys(memory, table) and not heap.is_live(memory, address(key)):
        return False
    if dicts.find(memory, table, key) != entry:
        return False
    if references.flags_of(memory, table) & REFERENCES != 0:
        return is_reference(memory, address(dicts.value_of(memory, table, entry)))
    return True
