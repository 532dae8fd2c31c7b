"""The heap as Python code uses it: every argument is checked, and misuse changes nothing.

    pointer = alloc(memory, 64)
    free(memory, pointer, 64)
    free(memory, pointer, 64)        # ValueError: this block has been freed already

Sizes and indices come as Python's ints, pointers as what these functions gave.
"""

from __future__ import annotations

from ..scalars import int32, int64, uint64
from . import dicts, growth, heap, lists, references
from .layout import (
    DICT,
    FREE,
    GRAIN_BITS,
    GRAINS,
    HEADER,
    LARGE,
    LIST,
    RAW,
    REFERENCES,
    STORAGE,
    STRING,
    USED,
)
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    read_i32,
    read_u16,
    shift_left,
    width,
    write_u8,
)

# Lengths are counted in 32 bits.
_MOST = 0xFFFF_FFFF
# The highest count of references.
_MOST_REFERENCES = 0x7FFF_FFFF
# Sizes from here on no memory has room for, with addresses of 64 bits and of 32; what a
# block takes besides can be added to them.
_ABSURD = 1 << 48
_ABSURD_32 = 0xFFFE_0000


def initialise(memory: Memory, end: int64) -> None:
    """Make an empty heap of the memory up to `end`."""
    heap.initialise(memory, heap.end_address(end))


def grow(memory: Memory, end: int64) -> None:
    """Take memory that has been added, up to `end`, into use."""
    growth.grow(memory, heap.end_address(end))


@always_inline
def is_absurd(size: uint64) -> bool:
    """Whether no memory has room for so many bytes."""
    return size > uint64(_ABSURD_32 if width(address(0)) == 32 else _ABSURD)


def used(memory: Memory) -> int64:
    """The bytes in live blocks, with their headers."""
    return int64(heap.state(memory, USED))


def total(memory: Memory) -> int64:
    """The bytes that there are for blocks, with their headers."""
    return int64(shift_left(heap.state(memory, GRAINS), GRAIN_BITS))


# Blocks


@always_inline
def live(memory: Memory, pointer: int64) -> Address:
    """A pointer that a user gave, once it is sure to be one."""
    at = address(pointer)
    if int64(at) != pointer or not heap.is_block(memory, at):
        raise ValueError("this is not a pointer to a block of this heap")
    kind = references.kind_of(memory, at)
    if kind == FREE:
        raise ValueError("this block has been freed already")
    if kind == STORAGE:
        raise ValueError("this block belongs to a list or dict")
    return at


def size_of(memory: Memory, pointer: Address) -> int64:
    """What was asked for when a block was allocated, in bytes."""
    if heap.entry(memory, heap.grain_of(memory, pointer - HEADER)) == LARGE:
        return int64(heap.word(memory, pointer - HEADER - 8))
    return int64(read_u16(memory, pointer - 2))


def alloc(memory: Memory, size: int64) -> Address:
    """A block of so many bytes; 0 where there is no room."""
    if size < 0:
        raise ValueError("the size of a block cannot be negative")
    if is_absurd(uint64(size)):
        return 0
    return heap.allocate(memory, address(size), RAW)


def free(memory: Memory, pointer: int64, size: int64) -> None:
    """Free a block, of which the size that it was allocated with has to be given."""
    at = live(memory, pointer)
    kind = references.kind_of(memory, at)
    if kind == LIST or kind == DICT:
        raise ValueError("a list or dict goes with its last reference: use decref")
    if size_of(memory, at) != size:
        raise ValueError("this is not the size that the block was allocated with")
    heap.release(memory, at)


def incref(memory: Memory, pointer: int64) -> None:
    """Count one reference more."""
    at = live(memory, pointer)
    if read_i32(memory, at - HEADER) == _MOST_REFERENCES:
        raise OverflowError("the block has as many references as can be counted")
    references.hold(memory, at)


def decref(memory: Memory, pointer: int64) -> None:
    """Count one reference less; the last one frees the block, and what it alone refers to."""
    references.drop(memory, live(memory, pointer))


def decref_list(memory: Memory, pointer: int64) -> None:
    """`decref` of a list."""
    references.drop(memory, items(memory, pointer))


def decref_dict(memory: Memory, pointer: int64) -> None:
    """`decref` of a dict."""
    references.drop(memory, table(memory, pointer))


def count(memory: Memory, pointer: int64) -> int32:
    """How many references a block has."""
    return read_i32(memory, live(memory, pointer) - HEADER)


def block_size(memory: Memory, pointer: int64) -> int64:
    """What was asked for when a block was allocated, in bytes."""
    return size_of(memory, live(memory, pointer))


# Strings and arrays


def new_string(memory: Memory, length: int64) -> Address:
    """A string of so many bytes, which are yet to be written."""
    if length < 0 or length > _MOST:
        raise ValueError("a string has 0 to 4294967295 bytes")
    if is_absurd(uint64(length)):
        return 0
    return lists.new_string(memory, address(length))


def new_array(memory: Memory, length: int64, size: int64) -> Address:
    """An array of elements that are zero."""
    if length < 0 or length > _MOST:
        raise ValueError("an array has 0 to 4294967295 elements")
    if size < 1 or size > _MOST:
        raise ValueError("an element has 1 to 4294967295 bytes")
    if is_absurd(uint64(length) * uint64(size)):
        return 0
    return lists.new_array(memory, address(length), address(size))


def text(memory: Memory, pointer: int64) -> Address:
    """A string's pointer, once it is sure to be one."""
    at = live(memory, pointer)
    if references.kind_of(memory, at) != STRING:
        raise ValueError("this block is not a string")
    if int64(lists.length_of(memory, at)) + 5 > size_of(memory, at):
        raise ValueError("the string's length has been written over")
    return at


def text_length(memory: Memory, pointer: int64) -> int64:
    """The length of a string in bytes."""
    return int64(lists.length_of(memory, text(memory, pointer)))


# Lists


def new_list(memory: Memory, capacity: int64, size: int64, of_references: bool) -> Address:
    """An empty list with room for so many elements."""
    if capacity < 0 or capacity > _MOST:
        raise ValueError("a list has room for 0 to 4294967295 elements")
    if size != 1 and size != 2 and size != 4 and size != 8:
        raise ValueError("an element of a list has 1, 2, 4 or 8 bytes")
    if of_references and size != 8:
        raise ValueError("a reference has 8 bytes")
    pointer = lists.new_list(memory, address(capacity), address(size))
    if pointer != 0 and of_references:
        write_u8(memory, pointer - HEADER + 5, REFERENCES)
    return pointer


def items(memory: Memory, pointer: int64) -> Address:
    """A list's pointer, once it is sure to be one."""
    at = live(memory, pointer)
    if references.kind_of(memory, at) != LIST:
        raise ValueError("this block is not a list")
    return at


def place(memory: Memory, at: Address, index: int64) -> Address:
    """An index into a list, counted from its end where it is negative."""
    length = int64(lists.length_of(memory, at))
    from_start = index + length if index < 0 else index
    if from_start < 0 or from_start >= length:
        raise IndexError("list index out of range")
    return address(from_start)


@always_inline
def counts(memory: Memory, at: Address) -> bool:
    """Whether a container counts what it holds as references."""
    return references.flags_of(memory, at) & REFERENCES != 0


def fitting(memory: Memory, at: Address, value: int64) -> None:
    """Refuse what the elements of a list cannot hold."""
    if counts(memory, at):
        if value != 0:
            live(memory, value)
        return
    bits = shift_left(int64(heap.word(memory, at + lists.ELEMENT_SIZE)), 3)
    if bits < 64:
        half = shift_left(int64(1), bits - 1)
        if value < -half or value >= half:
            raise OverflowError("the value does not fit in an element")


def taken(memory: Memory, value: int64) -> None:
    """Count a reference that a container now has."""
    if value != 0:
        references.hold(memory, address(value))


def given(memory: Memory, value: int64) -> None:
    """Drop a reference that a container had."""
    if value != 0 and heap.is_live(memory, address(value)):
        references.drop(memory, address(value))


def list_length(memory: Memory, pointer: int64) -> int64:
    """How many elements a list has."""
    return int64(lists.length_of(memory, items(memory, pointer)))


def list_get(memory: Memory, pointer: int64, index: int64) -> int64:
    """An element of a list."""
    at = items(memory, pointer)
    return lists.get(memory, at, place(memory, at, index))


def list_set(memory: Memory, pointer: int64, index: int64, value: int64) -> None:
    """Change an element of a list."""
    at = items(memory, pointer)
    where = place(memory, at, index)
    fitting(memory, at, value)
    old = lists.get(memory, at, where)
    lists.set_item(memory, at, where, value)
    if counts(memory, at):
        taken(memory, value)
        given(memory, old)


def list_append(memory: Memory, pointer: int64, value: int64) -> None:
    """Add an element at the end of a list."""
    at = items(memory, pointer)
    fitting(memory, at, value)
    if not lists.append(memory, at, value):
        raise MemoryError("the heap has no room for a longer list")
    if counts(memory, at):
        taken(memory, value)


def list_insert(memory: Memory, pointer: int64, index: int64, value: int64) -> None:
    """Add an element before the one at an index, which Python's way is moved into range."""
    at = items(memory, pointer)
    fitting(memory, at, value)
    length = int64(lists.length_of(memory, at))
    where = index + length if index < 0 else index
    where = 0 if where < 0 else min(where, length)
    if not lists.insert(memory, at, address(where), value):
        raise MemoryError("the heap has no room for a longer list")
    if counts(memory, at):
        taken(memory, value)


def list_delete(memory: Memory, pointer: int64, index: int64) -> None:
    """Take an element out of a list."""
    at = items(memory, pointer)
    where = place(memory, at, index)
    old = lists.get(memory, at, where)
    lists.delete(memory, at, where)
    if counts(memory, at):
        given(memory, old)


# Dicts


def new_dict(memory: Memory, capacity: int64, text_keys: bool, of_references: bool) -> Address:
    """An empty dict with room for so many entries."""
    if capacity < 0 or capacity > dicts.LARGEST:
        raise ValueError("a dict has room for 0 to 134217728 entries")
    pointer = dicts.new_dict(memory, address(capacity), text_keys)
    if pointer != 0 and of_references:
        flags = references.flags_of(memory, pointer)
        write_u8(memory, pointer - HEADER + 5, flags | REFERENCES)
    return pointer


def table(memory: Memory, pointer: int64) -> Address:
    """A dict's pointer, once it is sure to be one."""
    at = live(memory, pointer)
    if references.kind_of(memory, at) != DICT:
        raise ValueError("this block is not a dict")
    return at


def lookup(memory: Memory, at: Address, key: int64) -> Address:
    """The entry of a key, or `dicts.NOWHERE`."""
    if dicts.has_text_keys(memory, at):
        text(memory, key)
    return dicts.find(memory, at, key)


def dict_length(memory: Memory, pointer: int64) -> int64:
    """How many entries a dict has."""
    return int64(lists.length_of(memory, table(memory, pointer)))


def dict_contains(memory: Memory, pointer: int64, key: int64) -> bool:
    """Whether a dict has an entry for a key."""
    return lookup(memory, table(memory, pointer), key) != dicts.NOWHERE


def dict_get(memory: Memory, pointer: int64, key: int64) -> int64:
    """The value of a key."""
    at = table(memory, pointer)
    entry = lookup(memory, at, key)
    if entry == dicts.NOWHERE:
        raise KeyError("the dict has no such key")
    return dicts.value_of(memory, at, entry)


def dict_set(memory: Memory, pointer: int64, key: int64, value: int64) -> None:
    """Give a key a value."""
    at = table(memory, pointer)
    entry = lookup(memory, at, key)
    if counts(memory, at) and value != 0:
        live(memory, value)
    if entry == dicts.NOWHERE:
        if not dicts.add(memory, at, key, value):
            raise MemoryError("the heap has no room for a larger dict")
        if dicts.has_text_keys(memory, at):
            taken(memory, key)
        if counts(memory, at):
            taken(memory, value)
        return
    old = dicts.value_of(memory, at, entry)
    dicts.set_value(memory, at, entry, value)
    if counts(memory, at):
        taken(memory, value)
        given(memory, old)


def dict_delete(memory: Memory, pointer: int64, key: int64) -> None:
    """Take the entry of a key out of a dict."""
    at = table(memory, pointer)
    entry = lookup(memory, at, key)
    if entry == dicts.NOWHERE:
        raise KeyError("the dict has no such key")
    own = dicts.key_of(memory, at, entry)
    old = dicts.value_of(memory, at, entry)
    dicts.remove(memory, at, entry)
    if dicts.has_text_keys(memory, at):
        given(memory, own)
    if counts(memory, at):
        given(memory, old)


def dict_next(memory: Memory, pointer: int64, entry: int64) -> int64:
    """The number of the first entry from a number on; -1 behind the last."""
    if entry < 0 or entry > _MOST:
        raise IndexError("a dict has no such entry")
    found = dicts.next_entry(memory, table(memory, pointer), address(entry))
    return -1 if found == dicts.NOWHERE else int64(found)


def dict_key(memory: Memory, pointer: int64, entry: int64) -> int64:
    """The key of an entry."""
    at = table(memory, pointer)
    return dicts.key_of(memory, at, entered(memory, at, entry))


def dict_value(memory: Memory, pointer: int64, entry: int64) -> int64:
    """The value of an entry."""
    at = table(memory, pointer)
    return dicts.value_of(memory, at, entered(memory, at, entry))


def entered(memory: Memory, at: Address, entry: int64) -> Address:
    """The number of an entry, once it is sure that there is one."""
    if entry < 0 or entry >= int64(dicts.filled(memory, at)):
        raise IndexError("a dict has no such entry")
    if dicts.is_gone(memory, at, address(entry)):
        raise IndexError("a dict has no such entry")
    return address(entry)
