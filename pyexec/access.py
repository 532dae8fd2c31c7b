"""Numbers in the bytes of an array: what `pyexec.memory` offers as `read_i32` and its kin.

    write_i64(memory, 104, 42)
    read_i64(memory, 104)                # 42
    write_i64(memory, len(memory), 1)    # IndexError

Numbers are little-endian, at any alignment.  Inside of a function of `pyexec.jit` each is
one machine instruction behind its check, see `backends/numba/memory.py`.
"""

from __future__ import annotations

import struct
from operator import index
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from typing import Any, SupportsIndex

    from _typeshed import ReadableBuffer, WriteableBuffer
    from numpy.typing import NDArray

    # NumPy's arrays say so themselves from Python 3.12 on.
    Readable = ReadableBuffer | NDArray[Any]
    Writable = WriteableBuffer | NDArray[Any]

_I32: Final = struct.Struct("<i")
_I64: Final = struct.Struct("<q")
_F32: Final = struct.Struct("<f")
_F64: Final = struct.Struct("<d")


def _read(form: struct.Struct, memory: Any, ptr: SupportsIndex) -> int | float:
    at = index(ptr)
    if at < 0:  # `struct` would count from the end
        _refuse(at)
    try:
        value: int | float = form.unpack_from(memory, at)[0]
    except (struct.error, OverflowError):
        _refuse(at)
    return value


def _write(form: struct.Struct, memory: Any, ptr: SupportsIndex, value: float) -> None:
    at = index(ptr)
    content = memoryview(memory).cast("B")
    if at < 0 or at + form.size > len(content):
        _refuse(at)
    try:
        packed = form.pack(value)  # `pack_into` would write zeroes before it fails
    except (struct.error, OverflowError) as error:
        if not hasattr(value, "__index__" if form in (_I32, _I64) else "__float__"):
            raise TypeError(f"{value!r} is no such number") from error
        raise OverflowError(f"{value!r} does not fit in {form.size} bytes") from error
    content[at : at + form.size] = packed


def _refuse(at: int) -> NoReturn:
    raise IndexError(f"a number at {at} would not be inside of the memory")


def read_i32(memory: Readable, ptr: SupportsIndex) -> int:
    """The signed integer in four bytes.

    Args:
        memory: the bytes, such as `MemoryManager.memory`.
        ptr: where it begins, counted from the first byte.

    Raises:
        IndexError: if that is not all inside of the memory.
    """
    return int(_read(_I32, memory, ptr))


def read_i64(memory: Readable, ptr: SupportsIndex) -> int:
    """The signed integer in eight bytes; arguments and errors as for `read_i32`."""
    return int(_read(_I64, memory, ptr))


def read_f32(memory: Readable, ptr: SupportsIndex) -> float:
    """The float in four bytes; arguments and errors as for `read_i32`."""
    return _read(_F32, memory, ptr)


def read_f64(memory: Readable, ptr: SupportsIndex) -> float:
    """The float in eight bytes; arguments and errors as for `read_i32`."""
    return _read(_F64, memory, ptr)


def write_i32(memory: Writable, ptr: SupportsIndex, value: int) -> None:
    """Write a signed integer to four bytes.

    Args:
        memory: the bytes, such as `MemoryManager.memory`.
        ptr: where it is to begin, counted from the first byte.
        value: the number.

    Raises:
        IndexError: if that is not all inside of the memory.
        OverflowError: if the number needs more bytes.
        TypeError: if it is none of the kind that is written.
    """
    _write(_I32, memory, ptr, value)


def write_i64(memory: Writable, ptr: SupportsIndex, value: int) -> None:
    """Write a signed integer to eight bytes; arguments and errors as for `write_i32`."""
    _write(_I64, memory, ptr, value)


def write_f32(memory: Writable, ptr: SupportsIndex, value: float) -> None:
    """Write a float, rounded, to four bytes; arguments and errors as for `write_i32`."""
    _write(_F32, memory, ptr, value)


def write_f64(memory: Writable, ptr: SupportsIndex, value: float) -> None:
    """Write a float to eight bytes; arguments and errors as for `write_i32`."""
    _write(_F64, memory, ptr, value)
