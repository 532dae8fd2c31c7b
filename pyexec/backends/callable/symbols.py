"""The addresses of what is in this process before any code of ours is loaded.

    address_of("PyFloat_FromDouble")    # CPython's
    address_of("fmod")                  # the C mathematics library's
    address_of("pyexec_stack_key")      # one of our own, which stands in this process

Code names what it needs, so that it can be loaded again in another process,
where everything stands elsewhere.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Final

from ...errors import ToolError
from . import layout, stack, traces

# Searched in this order, behind what Python itself has loaded: mathematics, and
# LLVM's helpers for operations that the processor lacks (128-bit division).
_LIBRARIES: Final = (None, "libm.so.6", "libgcc_s.so.1")

_OWN: Final[dict[str, Callable[[], int]]] = {
    "pyexec_small_ints": layout.small_ints,
    "pyexec_stack_key": stack.key,
    "pyexec_measure_stack": stack.measurer,
    "pyexec_traceback_of": lambda: id(traces.traceback_of),
}


def has(name: str) -> bool:
    """Whether a name is one of our own that stands here."""
    return name in _OWN


@cache
def address_of(name: str) -> int:
    """The address of a function or variable in this process.

    Raises:
        ToolError: if nothing that is loaded has this name.
    """
    if name in _OWN:
        return _OWN[name]()
    for library in _LIBRARIES:
        address = _address_in(library, name)
        if address is not None:
            return address
    raise ToolError(
        f"the machine code needs {name!r}, which this system does not have",
        help="empty PyExec's cache if it was made on another system",
    )


def _address_in(library: str | None, name: str) -> int | None:
    handle = _library(library)
    if handle is None:
        return None
    try:
        return ctypes.addressof(ctypes.c_char.in_dll(handle, name))
    except ValueError:
        return None


@cache
def _library(name: str | None) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None
