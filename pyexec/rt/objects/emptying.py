"""What is given up with a container: called before its own block is freed.

    empty_list(values)      # its elements' references, and the block that they stand in

The compiler calls these, and never for a container that is used afterwards.
"""

from __future__ import annotations

from ..lists import ITEMS, length_of
from ..primitives import K, T, V, memory, pointer
from . import dicts, sets
from .deques import discard
from .elements import drop_elements
from .list_blocks import empty


def empty_list(self: list[T]) -> None:
    """Give up a list's elements, and their storage."""
    empty(T, pointer(self))


def empty_deque(self: list[T]) -> None:
    """Give up a deque's elements, and their storage."""
    discard(T, pointer(self))


def empty_sequence(self: tuple[T, ...]) -> None:
    """Give up a tuple's elements."""
    at = pointer(self)
    drop_elements(T, at + ITEMS, length_of(memory, at))


def empty_dict(self: dict[K, V]) -> None:
    """Give up a dict's keys and values, and their storage."""
    dicts.drop_entries(K, V, pointer(self))


def empty_set(self: set[T]) -> None:
    """Give up a set's elements, and their storage."""
    sets.drop_entries(T, pointer(self))
