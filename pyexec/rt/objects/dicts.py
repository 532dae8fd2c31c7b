"""Dicts: what Python does with a `dict[K, V]`.

    counts = empty(str, int)
    set_item(counts, "a", 1)
    item(counts, "a") == 1

`tables` draws them.  A loop goes by the numbers of entries: `next_entry(counts, 0)` is
the first one, `key_at` and `value_at` what stands there.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint64
from ..dicts import SIZE
from ..primitives import (
    Address,
    K,
    V,
    address,
    adopt,
    always_inline,
    borrow,
    fetch,
    is_object,
    memory,
    pointer,
    put,
    read_u32,
    size_of,
    take,
)
from .counting import HIGHEST
from .list_blocks import new_list, push
from .tables import (
    NOWHERE,
    add,
    aligned,
    discard_storage,
    entry_at,
    entry_bytes,
    lookup,
    new_table,
    reset,
    reuse,
)
from .tables import next_entry as next_in_table
from .tables import previous_entry as previous_in_table
from .tables import remove as remove_entry

# Entries


@always_inline
def stride_of(key: type[K], value: type[V]) -> Address:
    """The bytes of an entry."""
    return entry_bytes(size_of(K), size_of(V), is_object(K))


@always_inline
def value_place(key: type[K], value: type[V], entry: Address) -> Address:
    """Where the value of an entry stands."""
    return entry + aligned(size_of(K), size_of(V))


@always_inline
def find(self: dict[K, V], key: K) -> Address:
    """The address of the entry with a key; 0 where there is none."""
    return lookup(pointer(self), key, stride_of(K, V))


@always_inline
def insert(self: dict[K, V], key: K, value: V) -> None:
    """Add an entry for a key that has none."""
    entry = add(pointer(self), key, stride_of(K, V))
    put(V, value_place(K, V, entry), value)


@always_inline
def delete(self: dict[K, V], entry: Address) -> V:
    """Delete the entry at an address, and take its value."""
    value = take(V, value_place(K, V, entry))
    remove_entry(K, pointer(self), entry, stride_of(K, V))
    return value


# Making them


@always_inline
def empty(key: type[K], value: type[V]) -> dict[K, V]:
    """`{}`."""
    return adopt(dict[K, V], new_table(0, stride_of(K, V)))


def with_room(key: type[K], value: type[V], capacity: int) -> dict[K, V]:
    """An empty dict with room for so many entries, which are none below 0."""
    return adopt(dict[K, V], new_table(address(capacity), stride_of(K, V)))


def drop_entries(key: type[K], value: type[V], at: Address) -> None:
    """Give up what the entries of the dict at an address hold, and their storage."""
    if is_object(K) or is_object(V):
        stride = stride_of(K, V)
        number = next_in_table(at, 0, stride)
        while number != NOWHERE:
            entry = entry_at(at, number, stride)
            take(K, entry)
            take(V, value_place(K, V, entry))
            number = next_in_table(at, number + 1, stride)
    discard_storage(at)


def copied(self: dict[K, V]) -> dict[K, V]:
    """A dict of the same entries."""
    made = with_room(K, V, length(self))
    entry = next_entry(self, 0)
    while entry >= 0:
        insert(made, key_at(self, entry), value_at(self, entry))
        entry = next_entry(self, entry + 1)
    return made


def from_keys(keys: list[K], value: V) -> dict[K, V]:
    """`dict.fromkeys(keys, value)`."""
    made = empty(K, V)
    for key in keys:
        made[key] = value
    return made


def from_pairs(pairs: list[tuple[K, V]]) -> dict[K, V]:
    """`dict(pairs)`."""
    made = empty(K, V)
    update_pairs(made, pairs)
    return made


def of_lists(keys: list[K], values: list[V]) -> dict[K, V]:
    """A dict of as many keys as values: `dict(zip(keys, values))`."""
    made = with_room(K, V, len(keys))
    for index in range(len(keys)):
        made[keys[index]] = values[index]
    return made


# Items


@always_inline
def length(self: dict[K, V]) -> int:
    """`len(self)`."""
    return int(read_u32(memory, pointer(self) + SIZE))


@always_inline
def contains(self: dict[K, V], key: K) -> bool:
    """`key in self`."""
    return find(self, key) != 0


@always_inline
def item(self: dict[K, V], key: K) -> V:
    """`self[key]`."""
    entry = find(self, key)
    if entry == 0:
        raise KeyError(repr(key))
    return fetch(V, value_place(K, V, entry))


@always_inline
def set_item(self: dict[K, V], key: K, value: V) -> None:
    """`self[key] = value`."""
    entry = find(self, key)
    if entry == 0:
        insert(self, key, value)
    else:
        at = value_place(K, V, entry)
        take(V, at)
        put(V, at, value)


@always_inline
def place(self: dict[K, V], key: K) -> Address:
    """Where the value of a key stands; 0 where there is none."""
    entry = find(self, key)
    return value_place(K, V, entry) if entry != 0 else address(0)


def delete_item(self: dict[K, V], key: K) -> None:
    """`del self[key]`."""
    pop(self, key)


@always_inline
def get(self: dict[K, V], key: K, default: V) -> V:
    """The value of a key, or the default."""
    entry = find(self, key)
    if entry == 0:
        return default
    return fetch(V, value_place(K, V, entry))


def get_or_none(self: dict[K, V], key: K) -> V | None:
    """The value of a key, or None."""
    entry = find(self, key)
    if entry == 0:
        return None
    return fetch(V, value_place(K, V, entry))


def set_default(self: dict[K, V], key: K, default: V) -> V:
    """The value of a key, which is the default from now on where there was none."""
    entry = find(self, key)
    if entry == 0:
        insert(self, key, default)
        return default
    return fetch(V, value_place(K, V, entry))


def pop(self: dict[K, V], key: K) -> V:
    """Take a key out; its value."""
    entry = find(self, key)
    if entry == 0:
        raise KeyError(repr(key))
    return delete(self, entry)


def pop_or(self: dict[K, V], key: K, default: V) -> V:
    """Take a key out; its value, or the default."""
    entry = find(self, key)
    if entry == 0:
        return default
    return delete(self, entry)


def pop_item(self: dict[K, V]) -> tuple[K, V]:
    """Take the last key out; it and its value."""
    if length(self) == 0:
        raise KeyError("popitem(): dictionary is empty")
    stride = stride_of(K, V)
    at = pointer(self)
    entry = entry_at(at, address(previous_in_table(at, HIGHEST, stride)), stride)
    value = take(V, value_place(K, V, entry))
    key = remove_entry(K, at, entry, stride)
    reuse(at, stride)
    return key, value


def clear(self: dict[K, V]) -> None:
    """Take all keys out."""
    at = pointer(self)
    drop_entries(K, V, at)
    reset(at)


# Several at once


def update(self: dict[K, V], other: dict[K, V]) -> None:
    """Set the items of another dict: `self |= other`."""
    if pointer(self) == pointer(other):
        return
    entry = next_entry(other, 0)
    while entry >= 0:
        set_item(self, key_at(other, entry), value_at(other, entry))
        entry = next_entry(other, entry + 1)


def update_pairs(self: dict[K, V], pairs: list[tuple[K, V]]) -> None:
    """Set keys to values."""
    for key, value in pairs:
        self[key] = value


def union(a: dict[K, V], b: dict[K, V]) -> dict[K, V]:
    """`a | b`."""
    made = copied(a)
    update(made, b)
    return made


def equal(a: dict[K, V], b: dict[K, V]) -> bool:
    """`a == b`, whatever their order."""
    if pointer(a) == pointer(b):
        return True
    if length(a) != length(b):
        return False
    number = next_entry(a, 0)
    while number >= 0:
        entry = find(b, key_at(a, number))
        if entry == 0 or borrow(V, value_place(K, V, entry)) != value_at(a, number):
            return False
        number = next_entry(a, number + 1)
    return True


def keys_of(self: dict[K, V]) -> list[K]:
    """`list(self)`."""
    made = new_list(K, uint64(length(self)))
    entry = next_entry(self, 0)
    while entry >= 0:
        push(made, key_at(self, entry))
        entry = next_entry(self, entry + 1)
    return made


def values_of(self: dict[K, V]) -> list[V]:
    """`list(self.values())`."""
    made = new_list(V, uint64(length(self)))
    entry = next_entry(self, 0)
    while entry >= 0:
        push(made, value_at(self, entry))
        entry = next_entry(self, entry + 1)
    return made


def items_of(self: dict[K, V]) -> list[tuple[K, V]]:
    """`list(self.items())`."""
    made = new_list(tuple[K, V], uint64(length(self)))
    entry = next_entry(self, 0)
    while entry >= 0:
        push(made, (key_at(self, entry), value_at(self, entry)))
        entry = next_entry(self, entry + 1)
    return made


def repr_of(self: dict[K, V]) -> str:
    """`repr(self)`."""
    return "{" + ", ".join([repr(key) + ": " + repr(value) for key, value in self.items()]) + "}"


# Iterating


@always_inline
def next_entry(self: dict[K, V], entry: int) -> int:
    """The number of the first entry from one on, in the order of insertion; -1 at the end."""
    found = next_in_table(pointer(self), address(entry), stride_of(K, V))
    return -1 if found == NOWHERE else int(found)


@always_inline
def key_at(self: dict[K, V], entry: int) -> K:
    """The key of an entry."""
    return fetch(K, entry_at(pointer(self), address(entry), stride_of(K, V)))


@always_inline
def value_at(self: dict[K, V], entry: int) -> V:
    """The value of an entry."""
    place = entry_at(pointer(self), address(entry), stride_of(K, V))
    return fetch(V, value_place(K, V, place))


def previous_entry(self: dict[K, V], entry: int) -> int:
    """The number of the last entry up to one; -1 where there is none."""
    return int(previous_in_table(pointer(self), int64(entry), stride_of(K, V)))


METHODS: Final = {
    "clear": clear,
    "copy": copied,
    "get": get,  # without a default, `get_or_none`
    "pop": pop,  # with one, `pop_or`
    "popitem": pop_item,
    "setdefault": set_default,
    "update": update,
}
