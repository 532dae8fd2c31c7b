"""A heap that Python code can see into: blocks, strings, arrays, lists, dicts, counted.

    mm = MemoryManager(size=1024 * 1024)
    pointer = mm.alloc_string("Hello")
    mm.read_string(pointer)                  # 'Hello'
    write_i64(mm.memory, mm.alloc(8), 42)    # `memory` is a NumPy array of the bytes

It is the heap that compiled programs use: the functions are those of `pyexec/rt/`,
compiled for this process.  A pointer is an int, the position of a block's data in
`memory`; 0 is none.  `pyexec/rt/layout.py` draws what stands where.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .access import (
    read_f32,
    read_f64,
    read_i32,
    read_i64,
    write_f32,
    write_f64,
    write_i32,
    write_i64,
)
from .errors import DamagedHeapError, OptionError
from .kernel import MemoryOwner, attach, method
from .rt import layout

if TYPE_CHECKING:
    import mmap

    import numpy
    from numpy.typing import NDArray

__all__ = [
    "MemoryManager",
    "read_f32",
    "read_f64",
    "read_i32",
    "read_i64",
    "write_f32",
    "write_f64",
    "write_i32",
    "write_i64",
]

# Linux' MAP_NORESERVE: what is never written to counts for nothing.
_NO_RESERVE: Final = 0x4000 if sys.platform == "linux" else 0

# By the numbers of `rt/audit.py`.
_FAULTS: Final = (
    "nothing",
    "the heap's own fields",
    "a run of free grains",
    "the lists of free runs",
    "a large block",
    "a slab or a small block's header",
    "the lists of free blocks",
    "the count of the bytes in use",
    "a string",
    "a list",
    "a dict",
    "the owners of elements",
)


class MemoryManager(MemoryOwner):
    """A heap of a fixed size in this process.

    Pointers are checked: what is no pointer to a live block of this heap is refused with a
    ValueError, and nothing is changed.
    """

    __slots__ = ("_buffer", "_view")

    _buffer: mmap.mmap
    _view: NDArray[numpy.uint8] | None

    def __init__(self, size: int = 1024 * 1024) -> None:
        """Make an empty heap.

        Args:
            size: the bytes for blocks and their headers, 1024 or more; what is not a
                multiple of 1024 is rounded down to one.

        Raises:
            OptionError: if the size is none, or the system does not give that much memory.
        """
        checked_size("size", size, layout.GRAIN)
        self._start(reserve(_memory_for(size)))

    def _start(self, buffer: mmap.mmap) -> None:
        """Make an empty heap of a buffer."""
        self._buffer = buffer
        self._view = None
        attach(self, buffer, self._end())
        self.reset()

    @property
    def memory(self) -> NDArray[numpy.uint8]:
        """The bytes of the heap, header and all, as they are now and will be."""
        if self._view is None:
            import numpy

            self._view = numpy.frombuffer(self._buffer, numpy.uint8)[: self._end()]
        return self._view

    def _end(self) -> int:
        """Where the memory that may be used ends."""
        return len(self._buffer)

    # Blocks

    @method("guarded.alloc")
    def alloc(self, size: int) -> int:
        """Allocate a block; its bytes are whatever stood there before.

        Args:
            size: in bytes, without the header of 8 bytes.

        Returns:
            The pointer; 0 where there is no room.

        Raises:
            ValueError: for a negative size.
        """

    @method("guarded.free")
    def free(self, ptr: int, size: int) -> None:
        """Free a block, whatever its count of references is.

        Args:
            ptr: what `alloc` gave.
            size: what `alloc` was given.

        Raises:
            ValueError: if this is no pointer, or not the size, or the block is free already,
                or it is a list or dict, which `decref` frees.
        """

    @method("guarded.block_size")
    def block_size(self, ptr: int) -> int:
        """The bytes that a block was allocated with."""

    # References

    @method("guarded.incref")
    def incref(self, ptr: int) -> None:
        """Count one reference to a block more.  A fresh block has none.

        Raises:
            ValueError: if this is no pointer to a live block.
        """

    @method("guarded.decref")
    def decref(self, ptr: int) -> None:
        """Count one reference to a block less; free it where that was the last, or none.

        A list or dict of references, when it goes, drops those as well.

        Raises:
            ValueError: if this is no pointer to a live block.
        """

    @method("guarded.decref_list")
    def decref_list_auto(self, ptr: int) -> None:
        """`decref` of a list: ValueError for anything else."""

    @method("guarded.decref_dict")
    def decref_dict(self, ptr: int) -> None:
        """`decref` of a dict: ValueError for anything else."""

    @method("guarded.count")
    def refcount(self, ptr: int) -> int:
        """How many references to a block are counted."""

    # Strings and arrays

    def alloc_string(self, s: str) -> int:
        """Allocate a string: its length in bytes, its UTF-8, and a zero byte.

        Returns:
            The pointer; 0 where there is no room.

        Raises:
            UnicodeEncodeError: for a lone surrogate, which UTF-8 does not have.
        """
        if not isinstance(s, str):
            raise TypeError(f"alloc_string() argument 's' must be str, not {type(s).__name__}")
        encoded = s.encode()
        pointer = self._new_string(len(encoded))
        if pointer:
            start = pointer + 4
            self._buffer[start : start + len(encoded)] = encoded
        return pointer

    def read_string(self, ptr: int) -> str:
        """The text of a string.

        Raises:
            ValueError: if this is no pointer to a string.
            UnicodeDecodeError: if its bytes, written over, are not UTF-8.
        """
        length = self._string_length(ptr)
        start = ptr + 4
        return self._buffer[start : start + length].decode()

    @method("guarded.new_string")
    def _new_string(self, length: int) -> int: ...

    @method("guarded.text_length")
    def _string_length(self, ptr: int) -> int: ...

    @method("guarded.new_array")
    def alloc_array(self, length: int, elem_size: int = 8) -> int:
        """Allocate an array of zeroes; element i stands at `ptr + 8 + i * elem_size`.

        Args:
            length: how many elements.
            elem_size: the bytes of one.

        Returns:
            The pointer; 0 where there is no room.
        """

    # Lists

    @method("guarded.new_list")
    def alloc_list(self, capacity: int = 0, elem_size: int = 8, references: bool = False) -> int:
        """Allocate an empty list, which grows as it needs to.

        Args:
            capacity: how many elements to have room for at once.
            elem_size: the bytes of an element: 1, 2, 4 or 8.
            references: whether elements are pointers, which the list counts.

        Returns:
            The pointer; 0 where there is no room.
        """

    @method("guarded.list_length")
    def list_length(self, ptr: int) -> int:
        """How many elements a list has."""

    @method("guarded.list_get")
    def list_get(self, ptr: int, index: int) -> int:
        """An element, by its index from the start or, below 0, from the end.

        Raises:
            IndexError: if there is no such element.
        """

    @method("guarded.list_set")
    def list_set(self, ptr: int, index: int, value: int) -> None:
        """Change an element.

        Raises:
            IndexError: if there is no such element.
            OverflowError: if the value does not fit in an element.
        """

    @method("guarded.list_append")
    def list_append(self, ptr: int, value: int) -> None:
        """Add an element at the end.

        Raises:
            MemoryError: if there is no room for it.
            OverflowError: if the value does not fit in an element.
        """

    @method("guarded.list_insert")
    def list_insert(self, ptr: int, index: int, value: int) -> None:
        """Add an element before the one at an index, as `list.insert` does.

        Raises:
            MemoryError: if there is no room for it.
            OverflowError: if the value does not fit in an element.
        """

    @method("guarded.list_delete")
    def list_delete(self, ptr: int, index: int) -> None:
        """Take an element out.

        Raises:
            IndexError: if there is no such element.
        """

    def list_items(self, ptr: int) -> Iterator[int]:
        """The elements of a list, one after the other."""
        index = 0
        while index < self.list_length(ptr):
            yield self.list_get(ptr, index)
            index += 1

    # Dicts

    @method("guarded.new_dict")
    def alloc_dict(
        self, capacity: int = 16, string_keys: bool = False, references: bool = False
    ) -> int:
        """Allocate an empty dict, which grows as it needs to and keeps its order.

        Args:
            capacity: how many entries to have room for at once.
            string_keys: whether keys are pointers to strings, compared by their text and
                counted; otherwise they are integers.
            references: whether values are pointers, which the dict counts.

        Returns:
            The pointer; 0 where there is no room.
        """

    @method("guarded.dict_length")
    def dict_length(self, ptr: int) -> int:
        """How many entries a dict has."""

    @method("guarded.dict_contains")
    def dict_contains(self, ptr: int, key: int) -> bool:
        """Whether a dict has an entry for a key."""

    @method("guarded.dict_get")
    def dict_get(self, ptr: int, key: int) -> int:
        """The value of a key.

        Raises:
            KeyError: if there is none.
        """

    @method("guarded.dict_set")
    def dict_set(self, ptr: int, key: int, value: int) -> None:
        """Give a key a value.

        Raises:
            MemoryError: if there is no room for it.
        """

    @method("guarded.dict_delete")
    def dict_delete(self, ptr: int, key: int) -> None:
        """Take the entry of a key out.

        Raises:
            KeyError: if there is none.
        """

    def dict_items(self, ptr: int) -> Iterator[tuple[int, int]]:
        """The keys and values of a dict, in the order in which they were added.

        Raises:
            RuntimeError: if keys were added or deleted since the last one, as in Python.
        """
        length, entry = self.dict_length(ptr), self._dict_next(ptr, 0)
        for _ in range(length):
            if entry < 0:
                return
            yield self._dict_key(ptr, entry), self._dict_value(ptr, entry)
            if self.dict_length(ptr) != length:
                raise RuntimeError("dictionary changed size during iteration")
            entry = self._dict_next(ptr, entry + 1)
        if entry >= 0:
            raise RuntimeError("dictionary keys changed during iteration")

    @method("guarded.dict_next")
    def _dict_next(self, ptr: int, entry: int) -> int: ...

    @method("guarded.dict_key")
    def _dict_key(self, ptr: int, entry: int) -> int: ...

    @method("guarded.dict_value")
    def _dict_value(self, ptr: int, entry: int) -> int: ...

    # The whole

    @method("guarded.initialise")
    def _initialise(self, end: int) -> None: ...

    @method("guarded.grow")
    def _grow(self, end: int) -> None: ...

    @method("audit.audit")
    def _audit(self, end: int) -> int: ...

    @method("guarded.used", "guarded.total")
    def get_usage(self) -> tuple[int, int]:
        """The bytes in live blocks, as asked for and with headers, and those in all."""

    def reset(self) -> None:
        """Make the heap empty, as it was at first; no pointer is valid any more."""
        self._initialise(self._end())

    def check(self) -> None:
        """Walk the heap and verify every invariant.

        Raises:
            DamagedHeapError: with what was written over.
        """
        fault = self._audit(self._end())
        if fault:
            raise DamagedHeapError(
                f"the heap is damaged: {_FAULTS[fault]}",
                help="something was written outside of its block; reset() makes a new heap",
            )


def _memory_for(size: int) -> int:
    """The memory that it takes to have room for blocks of a size in all."""
    grains = size // layout.GRAIN
    first = layout.HEAP + layout.STATE + grains
    return first + -first % layout.GRAIN + grains * layout.GRAIN


def checked_size(name: str, size: object, least: int) -> int:
    """A number of bytes or pages that a user asks for.

    Raises:
        OptionError: if it is no int, or less than `least`.
    """
    if isinstance(size, bool) or not isinstance(size, int) or size < least:
        raise OptionError(f"{name} is {size!r}", help=f"{name} is an int, {least} or more")
    return size


def reserve(size: int) -> mmap.mmap:
    """Memory of zeroes; the system gives it page by page, when it is first written to.

    Raises:
        OptionError: if it does not.
    """
    import mmap

    try:
        if not hasattr(mmap, "MAP_ANONYMOUS"):
            return mmap.mmap(-1, size)
        return mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _NO_RESERVE)
    except (OSError, OverflowError, ValueError) as error:
        raise OptionError(
            f"the system does not give {size} bytes of memory: {error}", help="ask for fewer"
        ) from error
