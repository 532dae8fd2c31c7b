"""How much of its stack a thread may use, for code that recurses.

A recursive body compares its stack address with a limit, and answers with
RecursionError below it.  The limit belongs to the thread, so it is kept in a
thread-specific variable that machine code reads through `PyThread_tss_get`; a
new thread finds null there and calls `measure` once.

    low                                          high
    ├─ guard ─┬─ margin ─┬─ for recursion ─ ... ──┤
                         ^ limit

A table by thread identity would be wrong: the system gives the identity and the
place of a dead thread's stack to a new thread, whose stack may be smaller.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Final

from ...errors import ToolError

# What a leaf function, a signal handler and the raising of the error may need.
_MARGIN: Final = 128 * 1024
_LEAST_MARGIN: Final = 16 * 1024

# Recursion without end shall not eat all memory where the stack has no bound.
_MOST: Final = 64 << 20

# The kernel keeps this much between a growing stack and what lies below it.
_KERNEL_GAP: Final = 1024 * 1024

# Linux' RLIMIT_STACK and RLIM_INFINITY.
_STACK_LIMIT: Final = 3
_NO_LIMIT: Final = (1 << 64) - 1
_ATTRIBUTES_SIZE: Final = 128  # pthread_attr_t is 56 bytes on x86-64, 64 on AArch64

# Below this limit is every address: the code then always raises RecursionError.
NO_STACK: Final = 2**64 - 1


@cache
def key() -> int:
    """The address of the `Py_tss_t` that names the thread-specific limit."""
    allocate = ctypes.PyDLL(None).PyThread_tss_alloc
    allocate.restype = ctypes.c_void_p
    address = allocate()
    create = ctypes.PyDLL(None).PyThread_tss_create
    create.argtypes = (ctypes.c_void_p,)
    if not address or create(address):
        raise ToolError("the system has no thread-specific variable left")
    return int(address)


@cache
def measurer() -> int:
    """The address of a C function without parameters that sets and returns the limit."""
    assign = ctypes.PyDLL(None).PyThread_tss_set
    assign.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    where = key()
    # What is needed is loaded now: the call may come with little stack left.  To ask for the
    # stack itself takes a millisecond, which is left to those that recur.
    _threads()

    def measure() -> int:
        address = limit()
        assign(where, address)
        return address

    function = ctypes.CFUNCTYPE(ctypes.c_void_p)(measure)
    _kept.append(function)
    return ctypes.cast(function, ctypes.c_void_p).value or 0


_kept: Final[list[object]] = []  # machine code calls these as long as the process lives


def limit() -> int:
    """The lowest stack address that the calling thread may use."""
    bounds = _bounds()
    if bounds is None:
        return NO_STACK
    low, size = bounds
    margin = max(_LEAST_MARGIN, min(_MARGIN, size // 4))
    return low + max(margin, size - _MOST)


def _bounds() -> tuple[int, int] | None:
    """The lowest usable address of the calling thread's stack, and the bytes from there on."""
    system = _threads()
    attributes = ctypes.create_string_buffer(_ATTRIBUTES_SIZE)
    if system.pthread_getattr_np(system.pthread_self(), attributes):
        return None
    low, size, guard = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_size_t()
    system.pthread_attr_getstack(attributes, ctypes.byref(low), ctypes.byref(size))
    system.pthread_attr_getguardsize(attributes, ctypes.byref(guard))
    system.pthread_attr_destroy(attributes)
    if not low.value:
        return None
    # Some systems count the guard pages as a part of the stack.
    reserved = guard.value
    if _grows(low.value, size.value):
        reserved += _KERNEL_GAP
    return low.value + reserved, max(0, size.value - reserved)


def _grows(low: int, size: int) -> bool:
    """Whether this is the initial stack, ended by what lies below it, not by the limit."""
    try:
        end = ctypes.c_void_p.in_dll(_threads(), "__libc_stack_end").value or 0
    except ValueError:  # other C libraries report only what the stack has grown to
        return False
    allowed = (ctypes.c_uint64 * 2)()
    _threads().getrlimit(_STACK_LIMIT, allowed)
    bounded = allowed[0] != _NO_LIMIT and size >= allowed[0] - _KERNEL_GAP
    return low <= end < low + size and not bounded


@cache
def _threads() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise ToolError(f"the stack's size cannot be found out on {sys.platform}")
    library = ctypes.CDLL(None)
    library.pthread_self.restype = ctypes.c_void_p
    library.pthread_getattr_np.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    pointer = ctypes.c_void_p
    library.pthread_attr_getstack.argtypes = (pointer, pointer, pointer)
    library.pthread_attr_getguardsize.argtypes = (pointer, pointer)
    library.pthread_attr_destroy.argtypes = (pointer,)
    library.getrlimit.argtypes = (ctypes.c_int, pointer)
    return library
