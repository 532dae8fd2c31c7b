"""Python's values of what stands in memory; the blocks are borrowed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..object_types import DictType, ListType, SequenceType, SetType, TupleType
from ..rt.dicts import CAPACITY, DICT_BYTES, ENTRIES, FILLED
from ..rt.lists import ELEMENTS, ITEMS, LENGTH, LIST_BYTES
from ..types import INT64, UINT32, UINT64, Type
from .places import bytes_of, entry_of, number, pack_places

if TYPE_CHECKING:
    from .call import Call

# By the bytes of a character, how `struct` reads it.
_CHARACTERS = {1: "B", 2: "H", 4: "I"}


def text(call: Call, at: int) -> str:
    """A `str`; surrogates are characters like others."""
    length, width = struct.unpack("<IB", call.host.read(at, 5))
    content = call.host.read(at + 8, length * width)
    return "".join(map(chr, struct.unpack(f"<{length}{_CHARACTERS[width]}", content)))


def range_of(call: Call, at: int) -> range:
    """A `range`."""
    content = call.host.read(at, 24)
    return range(*(number(INT64, content[place:]) for place in (0, 8, 16)))


def elements(call: Call, start: int, element: Type, count: int) -> Iterator[Any]:
    """The numbers and references that stand side by side."""
    size = bytes_of(element)
    content = call.host.read(start, count * size)
    return (number(element, content[at : at + size]) for at in range(0, len(content), size))


def elements_of_list(call: Call, t: ListType, at: int) -> Iterator[Any]:
    """What a list's elements are in memory."""
    head = call.host.read(at, LIST_BYTES)
    start = number(UINT64, head[ELEMENTS:])
    return elements(call, start, t.element, number(UINT32, head[LENGTH:]))


def row(call: Call, t: ListType, at: int) -> list[Any]:
    """A list."""
    return [call.leave(t.element, raw) for raw in elements_of_list(call, t, at)]


def sequence(call: Call, t: SequenceType, at: int) -> tuple[Any, ...]:
    """A `tuple[T, ...]`."""
    count = number(UINT32, call.host.read(at, 4))
    found = elements(call, at + ITEMS, t.element, count)
    return tuple([call.leave(t.element, raw) for raw in found])


def tuple_of(call: Call, t: TupleType, at: int) -> tuple[Any, ...]:
    """A `tuple[A, B]`."""
    places = zip(t.elements, pack_places(t.elements), strict=False)
    return tuple([call.value(part, at + place) for part, place in places])


def entries(call: Call, t: DictType | SetType, at: int) -> Iterator[int]:
    """The addresses of a table's entries, by the order of insertion."""
    head = call.host.read(at, DICT_BYTES)
    first, stride = number(UINT64, head[ENTRIES:]), entry_of(t).stride
    gone = first + number(UINT32, head[CAPACITY:]) * stride + 4  # a bit for each entry
    for index in range(number(UINT32, head[FILLED:])):
        if not call.host.read(gone + index // 8, 1)[0] >> index % 8 & 1:
            yield first + index * stride


def dict_of(call: Call, t: DictType, at: int) -> dict[Any, Any]:
    """A dict."""
    place = entry_of(t).value
    return {
        call.value(t.key, entry): call.value(t.value, entry + place)
        for entry in entries(call, t, at)
    }


def set_of(call: Call, t: SetType, at: int) -> Any:
    """A set or frozenset."""
    found = [call.value(t.element, entry) for entry in entries(call, t, at)]
    return frozenset(found) if t.frozen else set(found)
