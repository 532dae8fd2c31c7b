"""The static library: an archive of one object, with the index that linkers look into.

Takes the object and the symbols it defines, gives the bytes of `libBASE.a`, in GNU's
form for ELF and COFF and in BSD's for Mach-O.  The same input gives the same bytes:
times and owners are 0.  No archiver is run for it, which would take as long as
compiling.

    archive("multiply.o", object_bytes, ["multiply", "multiply_error"], "elf")

GNU                                       BSD
    !<arch>\\n                                 !<arch>\\n
    header "/"                                header "#1/12"
      count u32, big-endian                     "__.SYMDEF", 0 0 0
      member's offset u32, one a symbol         8 * count u32, little-endian
      names, each with a 0                      name's offset, member's offset, one a symbol
    header "//"      (for a long name)          length of names u32
      the name, "/\\n"                           names, each with a 0
    header "multiply.o/" or "/0"              header "#1/length"
      object                                    "multiply.o", 0 up to a multiple of 8
                                                object
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

_MAGIC: Final = b"!<arch>\n"
_HEADER_SIZE: Final = 60
_INDEX_NAME: Final = b"__.SYMDEF\0\0\0"  # padded so that what follows is at a multiple of 8
_GNU_NAME: Final = 15  # a longer name stands in the member "//"


def archive(member: str, content: bytes, symbols: Sequence[str], object_format: str) -> bytes:
    """A static library.

    Args:
        member: the file name of the object.
        content: the object.
        symbols: the names that it defines for other objects, as C spells them.
        object_format: 'elf', 'coff' or 'macho'.
    """
    make = _bsd if object_format == "macho" else _gnu
    return make(member.encode("utf-8", "surrogateescape"), content, symbols)


def _gnu(member: bytes, content: bytes, symbols: Sequence[str]) -> bytes:
    names = b"".join(name.encode() + b"\0" for name in symbols)
    index_size = 4 + 4 * len(symbols) + len(names)
    if len(member) <= _GNU_NAME:
        long_names, title = b"", member + b"/"
    else:
        long_names, title = _member(b"//", member + b"/\n"), b"/0"
    start = len(_MAGIC) + _HEADER_SIZE + _even(index_size) + len(long_names)
    index = struct.pack(f">I{len(symbols)}I", len(symbols), *[start] * len(symbols)) + names
    return _MAGIC + _member(b"/", index) + long_names + _member(title, content)


def _bsd(member: bytes, content: bytes, symbols: Sequence[str]) -> bytes:
    """Apple's linker wants members at multiples of 8, hence the padded names."""
    texts = [b"_" + name.encode() + b"\0" for name in symbols]
    names = b"".join(texts)
    names += bytes(-(8 * len(symbols) + len(names)) % 8)
    index_size = len(_INDEX_NAME) + 8 + 8 * len(symbols) + len(names)
    start = len(_MAGIC) + _HEADER_SIZE + index_size
    index = struct.pack("<I", 8 * len(symbols))
    offset = 0
    for text in texts:
        index += struct.pack("<2I", offset, start)
        offset += len(text)
    index += struct.pack("<I", len(names)) + names
    title = member + bytes(1 + -(start + _HEADER_SIZE + len(member) + 1) % 8)
    padded = content + bytes(-len(content) % 8)
    return _MAGIC + _bsd_member(_INDEX_NAME, index) + _bsd_member(title, padded)


def _bsd_member(name: bytes, content: bytes) -> bytes:
    return _member(b"#1/%d" % len(name), name + content)


def _member(name: bytes, content: bytes) -> bytes:
    """A member: name 16, time 12, owner 6, group 6, mode 8 (octal), size 10, end mark 2."""
    fields = b"%-16s%-12d%-6d%-6d%-8s%-10d`\n" % (name, 0, 0, 0, b"100644", len(content))
    return fields + content + b"\n" * (len(content) % 2)


def _even(size: int) -> int:
    return size + size % 2
