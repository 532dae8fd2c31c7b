"""The heaps of this process, from which compiled functions allocate.

    process_heap.install(object_bytes)     # heap_ways, with what it calls of `rt/`
    process_heap.used()                    # bytes in live blocks: 0 between calls

Calls that hold Python's lock share one heap, whose base the loader writes into their code
(`pyexec_heap`).  A call that lets other threads run, with `nogil=True` or from C, takes a
heap of its own for as long as it lasts: nothing in a heap outlives a call.  There are as many
of these as there ever were such calls at once.

A heap is a range of addresses as large as the machine's memory, which the system fills with
pages where something is written.  After a fork, parent and child each have their own pages.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from functools import cache
from typing import Final

from ...errors import ToolError
from ...interface import key_of
from ...rt.layout import HEAP, USED
from . import printing, support, symbols
from .loader import Code, load, reserve
from .objects import exact

# The least that is worth having, where the system allows a process no more.
_LEAST: Final = 16 << 20

_installed: Final[list[Code]] = []  # at most one
_bases: Final[list[int]] = []  # of all heaps


def is_installed() -> bool:
    """Whether this process has the code."""
    return bool(_installed)


def install(content: bytes) -> None:
    """Load the code that heaps need.

    Raises:
        ToolError: if it cannot be loaded, or there is no memory for a heap.
    """
    if not _installed:
        _installed.append(load(content, _resolve))


def used() -> int:
    """The bytes in live blocks of all heaps, with their headers."""
    return sum(ctypes.c_uint64.from_address(base + HEAP + USED).value for base in _bases)


def address_of(name: str) -> int:
    """The address of a name that code refers to; `KeyError` for one that is not of heaps."""
    return _OWN[name]() if name in _OWN else _installed[0].address(name)


def _resolve(name: str) -> int:
    """The address of what the code of heaps refers to itself."""
    if name in _OWN:
        return _OWN[name]()
    ours = name.startswith("pyexec_") and not symbols.has(name)
    return support.address_of(name) if ours else symbols.address_of(name)


@cache
def base() -> int:
    """The base of the heap that calls share which hold Python's lock."""
    return _new()


@cache
def maker() -> int:
    """The address of a C function that gives the base of a new heap, or null without room."""

    def make() -> int:
        try:
            return _new()
        except ToolError:
            return 0

    function = ctypes.CFUNCTYPE(ctypes.c_void_p)(make)
    _kept.append(function)
    return ctypes.cast(function, ctypes.c_void_p).value or 0


_OWN: Final[dict[str, Callable[[], int]]] = {
    "pyexec_heap": base,
    "pyexec_heap_make": maker,
    "pyexec_heap_key": lambda: id(key_of),
    "pyexec_heap_say": lambda: id(printing.say),
    "pyexec_heap_said_all": lambda: id(printing.said),
    "pyexec_object_exact_value": lambda: id(exact.exact_value),
    "pyexec_object_refill_object": lambda: id(exact.refill),
    "pyexec_object_place_error": lambda: id(exact.place_error),
}

_kept: Final[list[object]] = []  # machine code calls these as long as the process lives


def _new() -> int:
    """The base of a new, empty heap."""
    size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    while size >= _LEAST:
        found = reserve(size)
        if found:
            prototype = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint64)
            prototype(_installed[0].address("pyexec_heap_prepare"))(found, size)
            _bases.append(found)
            return found
        size //= 2
    raise ToolError(
        "the system refuses memory for the objects of compiled functions",
        help="let the process have more (ulimit -v)",
    )
