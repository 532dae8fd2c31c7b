"""The heap of an interpreted program: its blocks, and its constant data far above them.

heap = Heap()
place = heap.static(content)       # STATICS + 8, behind the header
heap.at(place)                     # (heap.statics, 8)
heap.used                          # bytes in live blocks
"""

from __future__ import annotations

from mmap import mmap
from struct import unpack_from
from typing import Final

from ..rt.layout import HEAP, MESSAGE, OUTPUT, USED

# Bytes up to which a heap reaches.
HEAP_END: Final = 64 << 20

# Where constant data begins, an address of both widths that is no block's.
STATICS: Final = 1 << 31

# By the bytes of a character, how `struct` reads it.
_FORMATS: Final = {1: "B", 2: "H", 4: "I"}


def text_at(memory: bytearray | mmap, at: int) -> str:
    """The characters of a string in a memory; `rt/objects/strings.py` draws it."""
    length, width = unpack_from("<IB", memory, at)
    return "".join(map(chr, unpack_from(f"<{length}{_FORMATS[width]}", memory, at + 8)))


class Heap:
    """The memory of a program: what it allocates, and from STATICS on its constant data."""

    def __init__(self) -> None:
        self.blocks = mmap(-1, HEAP_END)
        self.statics = bytearray()
        self._places: dict[bytes, int] = {}

    def static(self, content: bytes) -> int:
        """The address behind the header of constant data."""
        place = self._places.get(content)
        if place is None:
            place = self._places[content] = STATICS + len(self.statics) + 8
            self.statics += content + bytes(-len(content) % 8)
        return place

    def at(self, address: int) -> tuple[bytearray | mmap, int]:
        """What an address is in, and where."""
        if address >= STATICS:
            return self.statics, address - STATICS
        return self.blocks, address

    @property
    def used(self) -> int:
        """The bytes in live blocks, with their headers."""
        return self._word(HEAP + USED)

    def message(self) -> str:
        """The text of the error that is on its way."""
        return self.text(self._word(HEAP + MESSAGE))

    def printed(self) -> str:
        """The text that was printed."""
        pointer = self._word(HEAP + OUTPUT)
        return self.text(pointer) if pointer else ""

    def text(self, pointer: int) -> str:
        """The characters of a string."""
        return text_at(*self.at(pointer))

    def _word(self, at: int) -> int:
        word: int = unpack_from("<Q", self.blocks, at)[0]
        return word
