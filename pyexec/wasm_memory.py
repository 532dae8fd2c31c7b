"""The heap of a WebAssembly module, in Python: the same bytes at the same addresses.

    wmm = WasmMemoryManager(initial_pages=256)      # 16 MiB
    pointer = wmm.alloc_string("Hello")
    wmm.grow_memory(128)                            # True
    bytes(wmm.memory[HEAP_START:])                  # what a module starts with, or leaves

Below `HEAP_START` a module has its stack and its constants; there the heap keeps out.
"""

from __future__ import annotations

from typing import Final

from .errors import OptionError
from .kernel import attach
from .memory import MemoryManager, checked_size, reserve
from .rt import layout

__all__ = ["HEAP_START", "MAX_MEMORY", "PAGE_SIZE", "WasmMemoryManager"]

HEAP_START: Final = layout.HEAP
PAGE_SIZE: Final = 65536
MAX_MEMORY: Final = 10 * 1024**3  # bytes, with memory64
_MAX_MEMORY_32: Final = 4 * 1024**3


class WasmMemoryManager(MemoryManager):
    """A heap in a linear memory of WebAssembly, which grows by pages of 64 KiB.

    Attributes:
        pages: how many pages the memory has now.
        max_pages: how many it can have: 4 GiB, or 10 GiB with `memory64`.
    """

    __slots__ = ("max_pages", "pages")

    max_pages: int
    pages: int

    def __init__(self, initial_pages: int = 256, memory64: bool = False) -> None:
        """Make an empty heap.

        Args:
            initial_pages: the memory's size in pages; 2 or more, as the first is not the
                heap's.
            memory64: whether addresses have 64 bits, for more than 4 GiB.

        Raises:
            OptionError: if an argument has a value that it cannot have.
        """
        if not isinstance(memory64, bool):
            raise OptionError(f"memory64 is {memory64!r}", help="memory64 is True or False")
        self.max_pages = (MAX_MEMORY if memory64 else _MAX_MEMORY_32) // PAGE_SIZE
        self.pages = checked_size("initial_pages", initial_pages, 2)
        if initial_pages > self.max_pages:
            raise OptionError(
                f"initial_pages is {initial_pages}, and {self.max_pages} are the most",
                help="ask for fewer" if memory64 else "ask for fewer, or set memory64=True",
            )
        # All that it may ever have is reserved, so that the bytes need not move.
        self._start(reserve(self.max_pages * PAGE_SIZE))

    def _end(self) -> int:
        return self.pages * PAGE_SIZE

    def get_usage(self) -> tuple[int, int]:
        """The bytes in live blocks, and those from `HEAP_START` on in all."""
        used, _ = super().get_usage()
        return used, self._end() - HEAP_START

    def grow_memory(self, pages: int) -> bool:
        """Make the memory longer; pointers stay as they are.

        `memory` is to be asked for anew: an array that was taken before keeps its length.

        Args:
            pages: how many pages to add.

        Returns:
            Whether there are that many to be had.

        Raises:
            OptionError: if the number is negative, or none.
        """
        checked_size("pages", pages, 0)
        if self.pages + pages > self.max_pages:
            return False
        self.pages += pages
        self._view = None
        attach(self, self._buffer, self._end())
        self._grow(self._end())
        return True
