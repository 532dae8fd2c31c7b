"""A shared library that is nothing but its name, to link against.

Takes an ELF object and a name such as `libm.so.6`, gives the bytes of an ELF shared
library for the same machine.  Linked against it, a library asks the loader for the
real one, though that may be on another machine with another processor.

    0    ELF header
    64   .dynamic   SONAME -> 1, end
    96   .dynsym    the empty first entry
    120  .dynstr    0, the name, 0
    ...  section headers: none, .dynstr, .dynsym, .dynamic
"""

from __future__ import annotations

import struct
from typing import Final

_DYNAMIC, _DYNSYM, _DYNSTR = 64, 96, 120
_SHARED: Final = 3  # e_type ET_DYN
_DT_SONAME: Final = 14
_SHT_STRTAB, _SHT_DYNAMIC, _SHT_DYNSYM = 3, 6, 11
_SHF_ALLOC: Final = 2


def stub(content: bytes, soname: str) -> bytes:
    """The bytes of an empty shared library.

    Args:
        content: an ELF64 object, of whose machine and ABI the library will be.
        soname: the name that the loader will look for.
    """
    machine = struct.unpack_from("<H", content, 18)[0]
    flags = struct.unpack_from("<I", content, 48)[0]
    names = b"\0" + soname.encode() + b"\0"
    names += bytes(-len(names) % 8)
    sections = _DYNSTR + len(names)
    header = struct.pack(
        "<16s2HI3QI6H",
        content[:16], _SHARED, machine, 1, 0, 0, sections, flags, 64, 0, 0, 64, 4, 1,
    )  # fmt: skip
    dynamic = struct.pack("<4Q", _DT_SONAME, 1, 0, 0)
    headers = (
        (0, 0, 0, 0, 0, 0),
        (_SHT_STRTAB, _DYNSTR, len(names), 0, 0, 0),
        (_SHT_DYNSYM, _DYNSYM, 24, 1, 1, 24),
        (_SHT_DYNAMIC, _DYNAMIC, len(dynamic), 1, 0, 16),
    )
    table = b"".join(
        struct.pack("<2I4Q2I2Q", 0, kind, _SHF_ALLOC, start, start, size, link, info, 8, entry)
        for kind, start, size, link, info, entry in headers
    )
    return header + dynamic + bytes(24) + names + table
