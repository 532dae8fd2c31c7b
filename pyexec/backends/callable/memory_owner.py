"""Python objects that own memory on which native methods work.

    class Counters(MemoryOwner):
        __slots__ = ()

        def __init__(self) -> None:
            attach(self, bytearray(64))

An instance refers from its first field, where machine code finds it, to a bytes object
that tells where the memory is:

    instance  0         header            mapping   0     header   +16
              ┌─────────┬─────────┐                 ┌─────────────┬──────┬────────┬──────┐
              │ header  │ mapping ├────────────────▶│ header of   │ base │ extent │ dict │
              └─────────┴─────────┘                 │ bytes       │ u64  │ u64    │      │
                                                    └─────────────┴──────┴────────┴──────┘

Base, extent and what keeps the memory alive are one object, so other threads see the old
memory or the new one, and never a mixture.  Python code has no way to the field.
"""

from __future__ import annotations

import struct
from types import MemberDescriptorType
from typing import Any, ClassVar, Final, NoReturn


class MemoryOwner:
    """The base of classes whose native methods work on memory of an instance."""

    __slots__ = ("_mapping",)

    # How addresses are counted: "uint64", or "uint32" in a memory that ends at 4 GiB.
    address_type: ClassVar[str] = "uint64"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} cannot be pickled or copied: its memory is this object's own"
        )


# The field has no name any more: only this module reaches it.
_field: Final[MemberDescriptorType] = MemoryOwner.__dict__["_mapping"]
delattr(MemoryOwner, _field.__name__)


class _Mapping(bytes):
    """Base and extent of a memory as two words; `keeper` keeps it alive."""

    keeper: object
    extent: int


def attach(owner: MemoryOwner, buffer: Any, extent: int | None = None) -> None:
    """Let native methods of `owner` work on a buffer, in place of any that it had before.

    The buffer lives, and cannot be resized, as long as it is attached.

    Args:
        buffer: an object of contiguous, writable bytes: a bytearray, an mmap, an array.
        extent: how many of its first bytes there are to be; all of them, if None.

    Raises:
        TypeError: if the buffer cannot be written, or is not contiguous.
        ValueError: if it has less than `extent` bytes.
    """
    import ctypes

    with memoryview(buffer) as view:
        length = view.nbytes
        if extent is None:
            extent = length
        if not 0 <= extent <= length:
            raise ValueError(f"an extent of {extent} bytes in a buffer of {length}")
        if view.readonly or not view.c_contiguous:
            raise TypeError("the memory must be writable and contiguous")
        keeper = ctypes.c_char.from_buffer(view.cast("B")) if length else None
    base = 0 if keeper is None else ctypes.addressof(keeper)
    mapping = _Mapping(struct.pack("=QQ", base, extent))
    mapping.keeper, mapping.extent = keeper, extent
    _field.__set__(owner, mapping)


def detach(owner: MemoryOwner) -> None:
    """Take the memory from an owner; its native methods raise ValueError from then on."""
    if extent(owner) is not None:
        _field.__delete__(owner)


def extent(owner: MemoryOwner) -> int | None:
    """The bytes of memory that an owner has; None where none is attached."""
    try:
        mapping: _Mapping = _field.__get__(owner)
    except AttributeError:
        return None
    return mapping.extent
