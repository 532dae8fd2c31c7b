"""Where the parts of a value stand in memory, by its type.

packed(INT, -1) == b"\\xff" * 8
number(INT, b"\\xff" * 8) == -1
pack_places((INT, COMPLEX, STR)) == [0, 8, 24]      # of a tuple's parts
entry_of(dict_of(INT8, INT)) == Row(16, 8)          # bytes of an entry, and its value's place
"""

from __future__ import annotations

import struct
from typing import Any

from ..object_types import PLACE, DictType, SetType, places_of
from ..ops import memory_format
from ..record import value
from ..types import Kind, Type

# Bytes of the hash that stands behind a key that is a reference.
_HASH = 4


@value
class Row:
    """An entry of a hash table, as `rt/objects/tables.py` lays it out."""

    stride: int
    value: int  # where the value begins; of a set's, where it would


def bytes_of(t: Type) -> int:
    """The bytes that a value takes in a container."""
    return t.bits // 8


def _format(t: Type) -> str:
    if t.kind is Kind.BOOL:
        return "?"
    return "Q" if t.is_object else memory_format(t).lstrip("<")


def format_of(t: Type) -> str:
    """How `struct` reads a value."""
    return "<" + (_format(t.part) * 2 if t.is_complex else _format(t))


def packed(t: Type, value: Any) -> bytes:
    """A number, or the address of an object, as it stands in memory."""
    parts = (value.real, value.imag) if t.is_complex else (value,)
    return struct.pack(format_of(t), *parts)


def number(t: Type, content: bytes) -> Any:
    """The number, or address, that some bytes are."""
    found = struct.unpack_from(format_of(t), content)
    return complex(*found) if t.is_complex else found[0]


def pack_places(types: tuple[Type, ...]) -> list[int]:
    """Where values side by side begin, and where the last one ends."""
    places = [0]
    for t in types:
        places.append(places[-1] + PLACE * places_of(t))
    return places


def entry_of(t: DictType | SetType) -> Row:
    """The layout of a dict's or set's entries."""
    key = t.key if isinstance(t, DictType) else t.element
    first = bytes_of(key)
    second = bytes_of(t.value) if isinstance(t, DictType) else 0
    place = _aligned(first, second) if second else first
    end = place + second
    if key.is_object:
        end = _aligned(end, _HASH) + _HASH
    return Row(_aligned(end, max(first, second)), place)


def _aligned(at: int, size: int) -> int:
    unit = min(8, size)
    return -(-at // unit) * unit
