"""The allocator: blocks of bytes in one memory, found again by size.

    pointer = allocate(memory, 64, RAW)     # 0 where there is no room
    release(memory, pointer)

Up to 2 KiB a block comes from its class's list of free ones, which takes a few
instructions, inlined where the size is known.  A class without a free block takes a run
of grains and cuts it up; larger blocks are runs of their own.  Runs that come free are
joined with their free neighbours.  Slabs without a live block go back when there is no
room otherwise.  `layout` draws what stands where.

These functions trust their arguments; `guarded` has those that do not.
"""

from __future__ import annotations

from ..scalars import int64, uint8, uint64
from . import growth  # which finds room for its table by what stands here
from .bytes import fill
from .layout import (
    BINS,
    CLASSES,
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
    MAGIC,
    MARK,
    NEXT,
    PREVIOUS,
    ROOM,
    STATE,
    TABLE,
    USED,
)
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    clz,
    guarded,
    never_inline,
    quotient,
    read_u8,
    read_u16,
    read_u32,
    read_u64,
    remainder,
    shift_left,
    shift_right,
    unlikely,
    width,
    write_u8,
    write_u64,
)

# Words of memory


@always_inline
def word(memory: Memory, at: Address) -> Address:
    """The address or number that stands in eight bytes."""
    if width(at) == 32:
        return address(read_u32(memory, at))  # the other half is zero
    return address(read_u64(memory, at))


@always_inline
def put(memory: Memory, at: Address, value: Address) -> None:
    """Write an address or number to eight bytes."""
    write_u64(memory, at, uint64(value))


@always_inline
def state(memory: Memory, field: Address) -> Address:
    """A field of the heap's state."""
    return word(memory, HEAP + field)


@always_inline
def put_state(memory: Memory, field: Address, value: Address) -> None:
    """Change a field of the heap's state."""
    put(memory, HEAP + field, value)


@always_inline
def count_used(memory: Memory, change: Address) -> None:
    """Add to the bytes in live blocks; what is taken away wraps around."""
    put_state(memory, USED, state(memory, USED) + change)


# Classes of small blocks: every 16 bytes up to 128, then four to each doubling.


@always_inline
def class_of(size: Address) -> Address:
    """The class of blocks that hold `size` bytes, which are 2048 at most."""
    if size <= 128:
        return shift_right(size - address(size != 0), 4)
    last = size - 1
    doubling = width(last) - 1 - clz(last)
    return 8 + shift_left(doubling - 7, 2) + (shift_right(last, doubling - 2) & 3)


@always_inline
def room_of(kind: Address) -> Address:
    """The bytes that a block of a class can hold."""
    if kind < 8:
        return shift_left(kind + 1, 4)
    return shift_left(5 + (kind & 3), 5 + shift_right(kind - 8, 2))


@always_inline
def reach_last(memory: Memory) -> None:
    """Raise an IndexError, where accesses are checked, unless the memory has all grains.

    However high a number a user has written over theirs, loops over them end soon then.
    """
    if guarded():
        grains = state(memory, GRAINS)
        read_u8(memory, grains)  # the last address, if not too high itself, does not wrap around
        read_u8(memory, state(memory, FIRST))
        read_u8(memory, state(memory, FIRST) + shift_left(grains, GRAIN_BITS) - 1)


# A heap from nothing


def initialise(memory: Memory, end: Address) -> None:
    """Make an empty heap of the memory from HEAP to `end`, whatever stands there."""
    fill(memory, HEAP, STATE, 0)
    prepare(memory, end)
    table = state(memory, TABLE)
    fill(memory, table, state(memory, FIRST) - table, 0)


def prepare(memory: Memory, end: Address) -> None:
    """Make an empty heap of the memory from HEAP to `end`, which is all zeros.

    It has as many whole grains as fit; the state and one of them have to.
    """
    table: Address = HEAP + STATE
    grains = shift_right(end - table, GRAIN_BITS)
    first = round_up(table + grains)
    while shift_left(grains, GRAIN_BITS) > end - first:
        grains -= 1
        first = round_up(table + grains)
    put_state(memory, MARK, MAGIC)
    put_state(memory, TABLE, table)
    put_state(memory, FIRST, first)
    put_state(memory, GRAINS, grains)
    put_state(memory, ROOM, first - table)
    put_free(memory, first, grains)


@always_inline
def end_address(end: int64) -> Address:
    """Where the part of a memory ends that a heap can use.

    Of one that ends at 4 GiB the last 64 KiB stay out: no address of 32 bits is behind it,
    and what is a block or two behind the heap's last is compared with its end.
    """
    return address(end - HEAP if end == 1 << 32 else end)


@always_inline
def round_up(at: Address) -> Address:
    """The next address that is a multiple of a grain."""
    return (at + (GRAIN - 1)) & ~address(GRAIN - 1)


def needed(bytes: Address) -> Address:
    """The memory behind HEAP that a heap with room for so many bytes needs."""
    grains = shift_right(bytes + (GRAIN - 1), GRAIN_BITS)
    return round_up(HEAP + STATE + grains) + shift_left(grains, GRAIN_BITS) - HEAP


# Runs of grains


@always_inline
def grain_of(memory: Memory, at: Address) -> Address:
    """The number of the grain at an address."""
    return shift_right(at - state(memory, FIRST), GRAIN_BITS)


@always_inline
def entry(memory: Memory, grain: Address) -> uint8:
    """What the table says of a grain."""
    return read_u8(memory, state(memory, TABLE) + grain)


@always_inline
def bin_of(grains: Address) -> Address:
    """Where the list of free runs of a length begins."""
    doubling = width(grains) - 1 - clz(grains)
    return HEAP + BINS + shift_left(doubling, 3)


@never_inline
def put_free(memory: Memory, run: Address, grains: Address) -> None:
    """Add a run, free in the table already, to the free ones of its length."""
    head = bin_of(grains)
    following = word(memory, head)
    put(memory, run + NEXT, following)
    put(memory, run + PREVIOUS, 0)
    put(memory, run + LENGTH, grains)
    put(memory, run + shift_left(grains, GRAIN_BITS) - 8, grains)
    if following != 0:
        put(memory, following + PREVIOUS, run)
    put(memory, head, run)


@never_inline
def take_free(memory: Memory, run: Address) -> None:
    """Take a run out of the list that it is in."""
    following = word(memory, run + NEXT)
    previous = word(memory, run + PREVIOUS)
    if following != 0:
        put(memory, following + PREVIOUS, previous)
    if previous != 0:
        put(memory, previous + NEXT, following)
    else:
        put(memory, bin_of(word(memory, run + LENGTH)), following)


def find_run(memory: Memory, grains: Address) -> Address:
    """The address of a free run of at least so many grains: the first that fits; or 0."""
    reach_last(memory)
    head = bin_of(grains)
    while head < HEAP + HEADS:
        run = word(memory, head)
        left = state(memory, GRAINS)  # whatever was written over the links, this ends
        while run != 0 and left != 0:
            if word(memory, run + LENGTH) >= grains:
                return run
            run = word(memory, run + NEXT)
            left -= 1
        head += 8
    return 0


@never_inline
def take_run(memory: Memory, grains: Address) -> Address:
    """The address of a run of so many grains, no longer free; 0 where there is none."""
    run = find_run(memory, grains)
    if run != 0:
        length = word(memory, run + LENGTH)
        take_free(memory, run)
        if length > grains:
            put_free(memory, run + shift_left(grains, GRAIN_BITS), length - grains)
    return run


@never_inline
def give_run(memory: Memory, run: Address, grains: Address) -> None:
    """Free a run, and join it with the free runs on both sides."""
    number = grain_of(memory, run)
    fill(memory, state(memory, TABLE) + number, grains, 0)
    behind = number + grains
    if behind < state(memory, GRAINS) and entry(memory, behind) == 0:
        neighbour = run + shift_left(grains, GRAIN_BITS)
        grains += word(memory, neighbour + LENGTH)
        take_free(memory, neighbour)
    if number != 0 and entry(memory, number - 1) == 0:
        before = word(memory, run - 8)
        run -= shift_left(before, GRAIN_BITS)
        grains += before
        take_free(memory, run)
    put_free(memory, run, grains)


# Large blocks


@always_inline
def grains_of(size: Address) -> Address:
    """The grains of a large block of a size, whatever it is."""
    rest = (size & (GRAIN - 1)) + (LARGE_DATA + GRAIN - 1)
    return shift_right(size, GRAIN_BITS) + shift_right(rest, GRAIN_BITS)


@never_inline
def allocate_large(memory: Memory, size: Address, kind: uint8) -> Address:
    """A block of more than 2048 bytes; 0 where there is no room."""
    grains = grains_of(size)
    run = room_for(memory, grains)
    if run == 0:
        return 0
    number = grain_of(memory, run)
    table = state(memory, TABLE)
    write_u8(memory, table + number, LARGE)
    fill(memory, table + number + 1, grains - 1, INSIDE)
    put(memory, run + LARGE_SIZE, size)
    write_u64(memory, run + LARGE_DATA - HEADER, shift_left(uint64(kind), 32))
    count_used(memory, size + HEADER)
    return run + LARGE_DATA


@never_inline
def release_large(memory: Memory, pointer: Address) -> None:
    """Free a large block."""
    run = pointer - LARGE_DATA
    size = word(memory, run + LARGE_SIZE)
    write_u64(memory, pointer - HEADER, 0)
    count_used(memory, 0 - (size + HEADER))
    give_run(memory, run, grains_of(size))


@never_inline
def room_for(memory: Memory, grains: Address) -> Address:
    """A run of so many grains, for which the memory is made longer if that can be; or 0."""
    run = room_inside(memory, grains)
    while run == 0 and growth.extend(memory, grains):
        run = take_run(memory, grains)
    return run


def room_inside(memory: Memory, grains: Address) -> Address:
    """A run of so many grains; slabs without a live block are given up for it."""
    run = take_run(memory, grains)
    if run == 0 and reclaim(memory):
        run = take_run(memory, grains)
    return run


# Slabs


@always_inline
def slab_grains(kind: Address) -> Address:
    """The length of a class's slabs, in grains; at most a seventh of it stays over."""
    if kind < 10:
        return 4
    return 7 if kind == CLASSES - 1 else 8


@never_inline
def refill(memory: Memory, kind: Address) -> bool:
    """Give a class that has no free block a slab of them; whether there is room for one."""
    stride = room_of(kind) + HEADER
    grains = slab_grains(kind)
    slab = take_run(memory, grains)
    if slab == 0:
        # Slabs of its own class cannot be given up: all of their blocks are live.
        grains = shift_right(stride + (GRAIN - 1), GRAIN_BITS)
        slab = room_for(memory, grains)
    if slab == 0:
        return False
    table = state(memory, TABLE) + grain_of(memory, slab)
    place: Address = 0
    while place < grains:
        write_u8(memory, table + place, uint8(1 + shift_left(kind, 3) + place))
        place += 1
    fill(memory, slab, shift_left(grains, GRAIN_BITS), 0)
    thread(memory, slab, grains, kind)
    return True


@never_inline
def thread(memory: Memory, slab: Address, grains: Address, kind: Address) -> bool:
    """Put a slab's free blocks on their class's list, the lowest in front; whether all are."""
    head = HEAP + HEADS + shift_left(kind, 3)
    stride = room_of(kind) + HEADER
    all_free = True
    following = word(memory, head)
    block = slab + HEADER + stride * (quotient(shift_left(grains, GRAIN_BITS), stride) - 1)
    while block > slab:
        if read_u64(memory, block - HEADER) == 0:
            put(memory, block, following)
            following = block
        else:
            all_free = False
        block -= stride
    put(memory, head, following)
    return all_free


@always_inline
def allocate(memory: Memory, size: Address, kind: uint8) -> Address:
    """A block with room for `size` bytes, owned by none; 0 where there is no room."""
    if size > LARGEST_SMALL:
        return allocate_large(memory, size, kind)
    of = class_of(size)
    head = HEAP + HEADS + shift_left(of, 3)
    block = word(memory, head)
    if unlikely(block == 0):
        if not refill(memory, of):
            return 0
        block = word(memory, head)
    put(memory, head, word(memory, block))
    write_u64(memory, block - HEADER, shift_left(uint64(size), 48) | shift_left(uint64(kind), 32))
    count_used(memory, size + HEADER)
    return block


@always_inline
def release(memory: Memory, pointer: Address) -> None:
    """Free a block that is a live one."""
    # Not as a part of the whole header, half of which was stored just now, with the count.
    size = address(read_u16(memory, pointer - 2))
    if size == 0 and entry(memory, grain_of(memory, pointer)) == LARGE:
        release_large(memory, pointer)
    else:
        release_small(memory, pointer, size)


@always_inline
def release_small(memory: Memory, pointer: Address, size: Address) -> None:
    """Free a live block of a known size, which is 2048 at most."""
    head = HEAP + HEADS + shift_left(class_of(size), 3)
    write_u64(memory, pointer - HEADER, 0)
    put(memory, pointer, word(memory, head))
    put(memory, head, pointer)
    count_used(memory, 0 - (size + HEADER))


# Pointers


def is_live(memory: Memory, pointer: Address) -> bool:
    """Whether an address is the pointer of a live block, whatever it is."""
    return is_block(memory, pointer) and read_u8(memory, pointer - HEADER + 4) != FREE


def is_block(memory: Memory, pointer: Address) -> bool:
    """Whether a block, live or not, begins at an address, whatever it is."""
    first = state(memory, FIRST)
    if pointer & 7 != 0 or pointer <= first:
        return False
    at = pointer - HEADER
    grain = grain_of(memory, at)
    if grain >= state(memory, GRAINS):
        return False
    first_of = entry(memory, grain)
    if first_of == 0 or first_of >= INSIDE:
        return False
    start = first + shift_left(grain, GRAIN_BITS)
    if first_of == LARGE:
        return pointer == start + LARGE_DATA
    slab = start - shift_left(address((first_of - 1) & 7), GRAIN_BITS)
    stride = room_of(address(shift_right(first_of - 1, 3))) + HEADER
    within = remainder(at - slab, stride) == 0
    # What stays over at a slab's end begins no block.
    return within and at + stride <= slab + shift_left(span(memory, slab), GRAIN_BITS)


def span(memory: Memory, slab: Address) -> Address:
    """The length of the slab at an address, in grains."""
    return slab_length(memory, grain_of(memory, slab))


# Slabs without a live block


@never_inline
def reclaim(memory: Memory) -> bool:
    """Give up every slab without a live block; whether there was any.

    The lists of free blocks are made anew from what the other slabs have.
    """
    reach_last(memory)
    fill(memory, HEAP + HEADS, 8 * CLASSES, 0)
    found = False
    grain: Address = 0
    while grain < state(memory, GRAINS):
        length = slab_length(memory, grain)
        if length == 0:
            grain += 1
            continue
        kind = address(shift_right(entry(memory, grain) - 1, 3))
        head = HEAP + HEADS + shift_left(kind, 3)
        before = word(memory, head)
        slab = state(memory, FIRST) + shift_left(grain, GRAIN_BITS)
        if thread(memory, slab, length, kind):
            put(memory, head, before)
            give_run(memory, slab, length)
            found = True
        grain += length
    return found


def slab_length(memory: Memory, grain: Address) -> Address:
    """The grains of the slab that begins at a grain; 0 where none begins."""
    before = entry(memory, grain) - 1
    length: Address = 0
    while grain + length < state(memory, GRAINS):
        place = entry(memory, grain + length) - 1
        if place - before != length or place & 7 != length:
            break  # the first grain's place is 0, so is that of no other sort of grain
        length += 1
    return length
