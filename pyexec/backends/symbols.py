"""Which symbols an object file gives to the linker, and which it asks for.

Takes the bytes of an object as LLVM writes it (64-bit, little-endian: ELF, COFF or
Mach-O), gives the names as C spells them.  The archive's index is made of the
defined ones; the others tell which system libraries a shared library needs.

    table = read(object_bytes, "elf")
    table.defined     ("distance", "distance_error")
    table.undefined   ("sqrt",)

Only global symbols count.  A weak reference is one that may stay unresolved.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_LOCAL: Final = 0  # ELF's STB_LOCAL
_WEAK: Final = 2  # ELF's STB_WEAK
_SYMBOL_TABLE: Final = 2  # ELF's SHT_SYMTAB
_EXTERNAL: Final = 2  # COFF's IMAGE_SYM_CLASS_EXTERNAL
_WEAK_EXTERNAL: Final = 105  # COFF's IMAGE_SYM_CLASS_WEAK_EXTERNAL
_LC_SYMTAB: Final = 2  # Mach-O's load command of the symbol table
_N_STAB, _N_TYPE, _N_EXT, _N_WEAK_REF = 0xE0, 0x0E, 0x01, 0x40  # bits of Mach-O's nlist


class Symbols(NamedTuple):
    """The global symbols of an object file, each in the order of its table."""

    defined: tuple[str, ...]
    undefined: tuple[str, ...]
    weak: tuple[str, ...]  # references that may stay unresolved


def read(content: bytes, object_format: str) -> Symbols:
    """The symbols of an object file.

    Args:
        content: the whole file.
        object_format: 'elf', 'coff' or 'macho'.

    Raises:
        ValueError: if the content is not an object file of that format.
    """
    readers = {"elf": _read_elf, "coff": _read_coff, "macho": _read_macho}
    groups: dict[str, list[str]] = {"defined": [], "undefined": [], "weak": []}
    try:
        for name, group in readers[object_format](content):
            groups[group].append(name)
    except (struct.error, IndexError) as error:
        raise ValueError(f"this is not a whole {object_format} object file") from error
    return Symbols(*(tuple(groups[group]) for group in ("defined", "undefined", "weak")))


def _name(content: bytes, start: int) -> str:
    return content[start : content.index(b"\0", start)].decode()


def _read_elf(content: bytes) -> Iterator[tuple[str, str]]:
    """ELF64: sections of type SHT_SYMTAB, entries of 24 bytes, names by offset.

    name u32 | info u8 (binding in the upper half) | other u8 | section u16 | value | size
    """
    if content[:6] != b"\x7fELF\x02\x01":
        raise ValueError("this is not a 64-bit little-endian ELF file")
    (sections,) = struct.unpack_from("<Q", content, 40)
    size, count = struct.unpack_from("<2H", content, 58)
    headers = [struct.unpack_from("<2I4Q2I2Q", content, sections + i * size) for i in range(count)]
    for header in headers:
        if header[1] != _SYMBOL_TABLE:
            continue
        start, length, strings = header[4], header[5], headers[header[6]][4]
        for offset in range(start + 24, start + length, 24):
            name, info, _, section = struct.unpack_from("<I2BH", content, offset)
            binding = info >> 4
            if binding != _LOCAL:
                group = "defined" if section else "weak" if binding == _WEAK else "undefined"
                yield _name(content, strings + name), group


def _read_coff(content: bytes) -> Iterator[tuple[str, str]]:
    """COFF: one table, entries of 18 bytes, long names in the string table behind it.

    name 8 (or 0 u32, offset u32) | value u32 | section i16 | type u16 | class u8 | more u8
    """
    start, count = struct.unpack_from("<2I", content, 8)
    strings = start + count * 18
    index = 0
    while index < count:
        raw, value, section, _, kind, more = struct.unpack_from(
            "<8sIhH2B", content, start + index * 18
        )
        index += 1 + more
        if raw[:4] == b"\0\0\0\0":
            name = _name(content, strings + int.from_bytes(raw[4:], "little"))
        else:
            name = raw.rstrip(b"\0").decode()
        if kind == _EXTERNAL:
            yield name, "defined" if section or value else "undefined"
        elif kind == _WEAK_EXTERNAL:
            yield name, "weak"


def _read_macho(content: bytes) -> Iterator[tuple[str, str]]:
    """Mach-O: the load command LC_SYMTAB, entries of 16 bytes; C's names begin with '_'.

    name u32 | type u8 | section u8 | description u16 | value u64
    """
    if content[:4] != b"\xcf\xfa\xed\xfe":
        raise ValueError("this is not a 64-bit little-endian Mach-O file")
    (commands,) = struct.unpack_from("<I", content, 16)
    offset = 32
    for _ in range(commands):
        command, size = struct.unpack_from("<2I", content, offset)
        if command == _LC_SYMTAB:
            start, count, strings, _ = struct.unpack_from("<4I", content, offset + 8)
            for place in range(start, start + count * 16, 16):
                name, kind, _, description = struct.unpack_from("<I2BH", content, place)
                if kind & _N_STAB or not kind & _N_EXT:
                    continue
                group = "undefined" if description & _N_WEAK_REF == 0 else "weak"
                if kind & _N_TYPE:
                    group = "defined"
                yield _name(content, strings + name).removeprefix("_"), group
        offset += size
