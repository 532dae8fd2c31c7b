"""The items of a module's sections, as they stand there: one encoding each.

    parts = sections(module)
    read_exports(parts)[0].name                   # 'add'
    read_bodies(Reader(code_section.payload))     # [(locals, instructions), ...]

What `trim` keeps or drops, and what `wat` writes out, are these items.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from ...record import value
from .binary import Reader, Section, SectionId, Space, Undecodable, instruction, sized, unsigned

NOTHING: Final = b"\0"  # the payload of a section without items

_FUNCTION_TYPE: Final = 0x60
_END: Final = 0x0B


class ExportKind(IntEnum):
    """What an export is."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3


@value
class ExportItem:
    """A name of the module's, and the item that it stands for."""

    name: str
    kind: int
    index: int

    def encode(self) -> bytes:
        return sized(self.name.encode()) + bytes([self.kind]) + unsigned(self.index)


def read_exports(parts: Iterable[Section]) -> list[ExportItem]:
    """What a module exports."""
    payload = next((p.payload for p in parts if p.identity == SectionId.EXPORT), NOTHING)
    reader = Reader(payload)
    return [
        ExportItem(reader.run().decode(), reader.byte(), reader.unsigned())
        for _ in range(reader.unsigned())
    ]


def read_types(reader: Reader) -> list[bytes]:
    """Each function type as its encoding."""
    types = []
    for _ in range(reader.unsigned()):
        start = reader.at
        if reader.byte() != _FUNCTION_TYPE:
            raise Undecodable("a type that is not a function's")
        reader.run()  # parameters, one byte each
        reader.run()  # results
        types.append(reader.data[start : reader.at])
    return types


def read_type_indexes(reader: Reader) -> list[int]:
    """Each function's type."""
    return [reader.unsigned() for _ in range(reader.unsigned())]


def read_globals(reader: Reader) -> list[bytes]:
    """Each global as its encoding: type, mutability, initial value.

    Without imports an initial value cannot refer to a function or a global.
    """
    found = []
    for _ in range(reader.unsigned()):
        start = reader.at
        reader.take(2)
        while instruction(reader, bytearray(), _no_index) != _END:
            pass
        found.append(reader.data[start : reader.at])
    return found


def _no_index(space: Space, index: int) -> int:
    raise Undecodable(f"an initial value that refers to a {space.value}")


def read_bodies(reader: Reader) -> list[tuple[bytes, bytes]]:
    """Each function's declaration of locals, and its instructions."""
    bodies = []
    for _ in range(reader.unsigned()):
        body = Reader(reader.run())
        for _ in range(body.unsigned()):
            body.unsigned()  # how many locals
            body.byte()  # of which type
        bodies.append((body.data[: body.at], body.data[body.at :]))
    return bodies
