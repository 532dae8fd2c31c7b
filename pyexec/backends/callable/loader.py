"""Bring an object file to life in this process, without LLVM.

    code = load(object_bytes)
    code.address("add.call")        # of the machine code, as an int

LLVM is not needed, so that a program whose functions are in the disk cache
never loads it.  Memory is first written, then made executable; it is never
both at once.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Final

from ...errors import ToolError
from ...garbage import left_alone
from .elf import Machine, read_object
from .image import Plan
from .symbols import address_of

_READ: Final = 1
_WRITE: Final = 2
_EXECUTE: Final = 4
_MAP_PRIVATE: Final = 2
_MAP_ANONYMOUS: Final = 0x20
_MAP_NORESERVE: Final = 0x4000
_MAP_FAILED: Final = ctypes.c_void_p(-1).value

_MACHINES: Final = {
    "x86_64": Machine.X86_64,
    "AMD64": Machine.X86_64,
    "aarch64": Machine.AARCH64,
    "arm64": Machine.AARCH64,
}


class _System:
    """The C library's functions for memory."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        address, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
        self.mmap = library.mmap
        self.mmap.argtypes = (address, size, number, number, number, ctypes.c_long)
        self.mmap.restype = address
        self.mprotect = library.mprotect
        self.mprotect.argtypes = (address, size, number)
        self.munmap = library.munmap
        self.munmap.argtypes = (address, size)
        self.page = os.sysconf("SC_PAGE_SIZE")


@cache
def _system() -> _System:
    if sys.platform != "linux":
        raise ToolError(
            f"in-process functions do not exist for {sys.platform} yet",
            help="compile_llvm makes a library for it, wasm a web module",
        )
    return _System()


@cache
def machine() -> Machine:
    """The processor of this process.

    Raises:
        ToolError: if there is no loader for it.
    """
    name = os.uname().machine
    try:
        return _MACHINES[name]
    except KeyError:
        raise ToolError(
            f"in-process functions do not exist for the processor {name} yet",
            help="compile_llvm makes a library for it, wasm a web module",
        ) from None


def reserve(size: int) -> int:
    """The base of so many zeroed bytes for good, of which only those count that are written.

    0 where the system has no such range.  A fork leaves both processes with their own.

    Raises:
        ToolError: on a platform where this is not known how to do.
    """
    flags = _MAP_PRIVATE | _MAP_ANONYMOUS | _MAP_NORESERVE
    address = _system().mmap(None, size, _READ | _WRITE, flags, -1, 0)
    return 0 if address == _MAP_FAILED else int(address)


class _Mapping:
    """Memory of this process, given back when the last reference goes.

    It must be given back by reference count alone: the collector of cycles runs
    `__del__` of everything in a dead cycle first, in any order, and another
    object's `__del__` may still call a function whose code stands here.  So the
    mapping is hidden from the collector; it refers to nothing.
    """

    __slots__ = ("_munmap", "address", "size")

    def __init__(self, size: int) -> None:
        system = _system()
        self._munmap = system.munmap
        self.size = 0
        flags = _MAP_PRIVATE | _MAP_ANONYMOUS
        address = system.mmap(None, size, _READ | _WRITE, flags, -1, 0)
        if address == _MAP_FAILED:
            raise _refused("allocate", ctypes.get_errno())
        self.address: int = address
        self.size = size
        _hide_from_collector(self)

    def protect(self, start: int, end: int, protection: int) -> None:
        """Set what may be done with the bytes from `start` to `end`."""
        if start == end:
            return
        if _system().mprotect(self.address + start, end - start, protection):
            raise _refused("protect", ctypes.get_errno())

    def __del__(self) -> None:
        if self.size:
            self._munmap(self.address, self.size)


def _refused(deed: str, number: int) -> ToolError:
    return ToolError(
        f"the system refuses to {deed} memory for machine code: {os.strerror(number)}",
        help="a security policy of this system may forbid programs to make code",
    )


class Code:
    """Machine code in this process; it stays while this object lives."""

    __slots__ = ("_addresses", "_mapping")

    def __init__(self, mapping: _Mapping, addresses: dict[str, int]) -> None:
        self._mapping = mapping
        self._addresses = addresses

    def address(self, symbol: str) -> int:
        """Where a symbol that the object defines stands; `KeyError` if it defines no such."""
        return self._addresses[symbol]

    @property
    def size(self) -> int:
        """The bytes of memory that the code takes, whole pages."""
        return self._mapping.size


@left_alone()  # hundreds of tuples, none of which is garbage
def load(content: bytes, resolve: Callable[[str], int] = address_of) -> Code:
    """Load an ELF relocatable object (position independent, small code model).

    `resolve` gives the address of each name that the object leaves undefined.

    Raises:
        ToolError: if the object is damaged, for another processor, or needs
            something that this process does not have.
    """
    elf = read_object(content)
    if elf.machine is not machine():
        raise ToolError(f"the machine code is for {elf.machine.name}, not for this processor")
    plan = Plan(elf, _system().page)
    mapping = _Mapping(plan.size)
    base = mapping.address
    image = plan.relocate(base, resolve)
    ctypes.memmove(base, (ctypes.c_char * len(image)).from_buffer(image), len(image))
    mapping.protect(0, plan.code_end, _READ | _EXECUTE)
    mapping.protect(plan.code_end, plan.constants_end, _READ)
    if elf.machine is Machine.AARCH64:
        _clear_instruction_cache()(base, base + plan.code_end)
    return Code(mapping, {name: base + offset for name, offset in plan.defined().items()})


@cache
def _clear_instruction_cache() -> ctypes._NamedFuncPointer:
    """AArch64 keeps instructions and data in caches that do not know of each other."""
    prototype = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
    return prototype(address_of("__clear_cache"))  # type: ignore[return-value]


def _hide_from_collector(thing: object) -> None:
    untrack = ctypes.pythonapi.PyObject_GC_UnTrack
    untrack(ctypes.py_object(thing))
