"""Sets: what Python does with a `set[T]`; a `frozenset[T]` is the same block, and passed as one.

    names = of_list(["a", "b"])
    contains(names, "a")
    union(names, other)

`tables` draws them.  A loop goes by the numbers of entries, in the order in which the
elements were added: Python leaves it open in which order they come.
"""

from __future__ import annotations

from typing import Final

from ...scalars import uint32, uint64
from ..dicts import SIZE
from ..primitives import (
    Address,
    T,
    address,
    adopt,
    always_inline,
    fetch,
    hash_of,
    is_object,
    memory,
    pointer,
    read_u32,
    size_of,
    take,
)
from .hashing import hash_integer
from .list_blocks import new_list, push
from .tables import NOWHERE, discard_storage, entry_at, entry_bytes, lookup, new_table, reset, reuse
from .tables import add as add_entry
from .tables import next_entry as next_in_table
from .tables import remove as remove_entry


@always_inline
def stride_of(kind: type[T]) -> Address:
    """The bytes of an entry."""
    return entry_bytes(size_of(T), 0, is_object(T))


@always_inline
def find(self: set[T], value: T) -> Address:
    """The address of an element; 0 where it is not there."""
    return lookup(pointer(self), value, stride_of(T))


@always_inline
def delete(self: set[T], entry: Address) -> T:
    """Take the element at an address out."""
    value = remove_entry(T, pointer(self), entry, stride_of(T))
    reuse(pointer(self), stride_of(T))
    return value


# Making them


@always_inline
def empty(kind: type[T]) -> set[T]:
    """`set()`."""
    return adopt(set[T], new_table(0, stride_of(T)))


def with_room(kind: type[T], capacity: int) -> set[T]:
    """An empty set with room for so many elements, which are none below 0."""
    return adopt(set[T], new_table(address(capacity), stride_of(T)))


def drop_entries(kind: type[T], at: Address) -> None:
    """Give up the elements of the set at an address, and their storage."""
    if is_object(T):
        stride = stride_of(T)
        number = next_in_table(at, 0, stride)
        while number != NOWHERE:
            take(T, entry_at(at, number, stride))
            number = next_in_table(at, number + 1, stride)
    discard_storage(at)


def of_list(values: list[T]) -> set[T]:
    """`set(values)`."""
    made = empty(T)
    for value in values:
        add(made, value)
    return made


def copied(self: set[T]) -> set[T]:
    """A set of the same elements."""
    made = with_room(T, length(self))
    for value in self:
        add_entry(pointer(made), value, stride_of(T))
    return made


# Elements


@always_inline
def length(self: set[T]) -> int:
    """`len(self)`."""
    return int(read_u32(memory, pointer(self) + SIZE))


@always_inline
def contains(self: set[T], value: T) -> bool:
    """`value in self`."""
    return find(self, value) != 0


@always_inline
def add(self: set[T], value: T) -> None:
    """Add an element."""
    if find(self, value) == 0:
        add_entry(pointer(self), value, stride_of(T))


def discard(self: set[T], value: T) -> None:
    """Take an element out, if it is there."""
    entry = find(self, value)
    if entry != 0:
        delete(self, entry)


def remove(self: set[T], value: T) -> None:
    """Take an element out."""
    entry = find(self, value)
    if entry == 0:
        raise KeyError(repr(value))
    delete(self, entry)


def pop(self: set[T]) -> T:
    """Take the first element out."""
    at = pointer(self)
    stride = stride_of(T)
    number = next_in_table(at, 0, stride)
    if number == NOWHERE:
        raise KeyError("pop from an empty set")
    return delete(self, entry_at(at, number, stride))


def clear(self: set[T]) -> None:
    """Take all elements out."""
    at = pointer(self)
    drop_entries(T, at)
    reset(at)


# Two sets


def update(self: set[T], other: set[T]) -> None:
    """`self |= other`."""
    if pointer(self) != pointer(other):
        for value in other:
            add(self, value)


def union(a: set[T], b: set[T]) -> set[T]:
    """`a | b`."""
    made = copied(a)
    update(made, b)
    return made


def intersection(a: set[T], b: set[T]) -> set[T]:
    """`a & b`."""
    made = empty(T)
    for value in a:
        if contains(b, value):
            add_entry(pointer(made), value, stride_of(T))
    return made


def difference(a: set[T], b: set[T]) -> set[T]:
    """`a - b`."""
    made = empty(T)
    for value in a:
        if not contains(b, value):
            add_entry(pointer(made), value, stride_of(T))
    return made


def symmetric_difference(a: set[T], b: set[T]) -> set[T]:
    """`a ^ b`."""
    made = difference(a, b)
    for value in b:
        if not contains(a, value):
            add_entry(pointer(made), value, stride_of(T))
    return made


def intersection_update(self: set[T], other: set[T]) -> None:
    """`self &= other`."""
    for value in keys_of(self):
        if not contains(other, value):
            discard(self, value)


def difference_update(self: set[T], other: set[T]) -> None:
    """`self -= other`."""
    if pointer(self) == pointer(other):
        clear(self)
        return
    for value in other:
        discard(self, value)


def symmetric_difference_update(self: set[T], other: set[T]) -> None:
    """`self ^= other`."""
    if pointer(self) == pointer(other):
        clear(self)
        return
    for value in other:
        if contains(self, value):
            discard(self, value)
        else:
            add(self, value)


# Comparing


def is_subset(a: set[T], b: set[T]) -> bool:
    """`a <= b`."""
    if length(a) > length(b):
        return False
    for value in a:
        if not contains(b, value):
            return False
    return True


def is_superset(a: set[T], b: set[T]) -> bool:
    """`a >= b`."""
    return is_subset(b, a)


def is_proper_subset(a: set[T], b: set[T]) -> bool:
    """`a < b`."""
    return length(a) < length(b) and is_subset(a, b)


def is_disjoint(a: set[T], b: set[T]) -> bool:
    """Whether no element is in both."""
    for value in a:
        if contains(b, value):
            return False
    return True


def equal(a: set[T], b: set[T]) -> bool:
    """`a == b`."""
    return length(a) == length(b) and is_subset(a, b)


def hash_frozen(self: set[T]) -> uint32:
    """The hash of a frozenset, which does not depend on the elements' order."""
    mixed = uint32(length(self))
    for value in self:
        mixed += hash_integer(uint64(hash_of(value)))
    return hash_integer(uint64(mixed))


def keys_of(self: set[T]) -> list[T]:
    """`list(self)`."""
    made = new_list(T, uint64(length(self)))
    entry = next_entry(self, 0)
    while entry >= 0:
        push(made, key_at(self, entry))
        entry = next_entry(self, entry + 1)
    return made


def repr_of(self: set[T]) -> str:
    """`repr(self)` of a set."""
    if length(self) == 0:
        return "set()"
    return "{" + ", ".join([repr(value) for value in self]) + "}"


def repr_of_frozen(self: set[T]) -> str:
    """`repr(self)` of a frozenset."""
    if length(self) == 0:
        return "frozenset()"
    return "frozenset(" + repr_of(self) + ")"


# Iterating


@always_inline
def next_entry(self: set[T], entry: int) -> int:
    """The number of the first entry from one on, in the order of insertion; -1 at the end."""
    found = next_in_table(pointer(self), address(entry), stride_of(T))
    return -1 if found == NOWHERE else int(found)


@always_inline
def key_at(self: set[T], entry: int) -> T:
    """The element that an entry is."""
    return fetch(T, entry_at(pointer(self), address(entry), stride_of(T)))


# Of a frozenset, and of a set.  Another iterable than a set becomes one first.
FROZEN_METHODS: Final = {
    "copy": copied,
    "difference": difference,
    "intersection": intersection,
    "isdisjoint": is_disjoint,
    "issubset": is_subset,
    "issuperset": is_superset,
    "symmetric_difference": symmetric_difference,
    "union": union,
}
METHODS: Final = {
    **FROZEN_METHODS,
    "add": add,
    "clear": clear,
    "difference_update": difference_update,
    "discard": discard,
    "intersection_update": intersection_update,
    "pop": pop,
    "remove": remove,
    "symmetric_difference_update": symmetric_difference_update,
    "update": update,
}
