"""Read an ELF relocatable object: its sections, symbols and relocations.

LLVM writes code for this process as such an object, on every platform alike.

    elf = read_object(content)
    elf.machine                      # Machine.X86_64
    [section.name for section in elf.sections if section.allocated]

The fields are those of the System V ABI, 64 bits, little endian:

    file header   16s identification, u16 type, u16 machine, ... u64 section table
    section       u32 name, u32 type, u64 flags, address, offset, size,
                  u32 link, info, u64 alignment, entry size
    symbol        u32 name, u8 kind and binding, u8 visibility, u16 section, u64 value, size
    relocation    u64 offset, u64 symbol << 32 | type, i64 addend
"""

from __future__ import annotations

import struct
from enum import IntEnum
from typing import Final

from ...errors import ToolError
from ...record import value

_MAGIC: Final = b"\x7fELF\x02\x01\x01"  # 64 bits, little endian, version 1
_RELOCATABLE: Final = 1

_SYMBOL_TABLE: Final = 2
_RELOCATIONS: Final = 4
_NO_BITS: Final = 8  # takes memory, but no place in the file
_IMPLICIT_RELOCATIONS: Final = 9

# The small code model reaches no further; so much is damage.
_LARGEST_SECTION: Final = 1 << 31

_CONSTRUCTORS: Final = (".ctors", ".dtors", ".init_array", ".fini_array")

_WRITE: Final = 1
_ALLOCATE: Final = 2
_EXECUTE: Final = 4
_THREAD_LOCAL: Final = 0x400

UNDEFINED: Final = 0
ABSOLUTE: Final = 0xFFF1
_COMMON: Final = 0xFFF2

_LOCAL: Final = 0
_INDIRECT_FUNCTION: Final = 10


class Machine(IntEnum):
    """The processors whose relocations are known, by their number in ELF."""

    X86_64 = 62
    AARCH64 = 183


@value
class Section:
    """A section, with its content (zeros where the file has none)."""

    name: str
    allocated: bool  # takes memory when the program runs
    writable: bool
    executable: bool
    alignment: int
    content: bytes


@value
class Symbol:
    """A name for a place: `value` bytes into section number `section`."""

    name: str
    section: int  # or UNDEFINED, or ABSOLUTE
    value: int
    is_local: bool


# A place that holds an address still unknown: (section, offset in it, kind, symbol, addend).
# There are hundreds in an object, and nothing is made and taken apart as fast as a tuple.
Relocation = tuple[int, int, int, int, int]


@value
class ElfObject:
    """What `read_object` gives; numbers of sections and symbols index these tuples."""

    machine: Machine
    sections: tuple[Section, ...]
    symbols: tuple[Symbol, ...]
    relocations: tuple[Relocation, ...]


@value
class _Header:
    """A row of the section table as it stands in the file."""

    name: int
    kind: int
    flags: int
    offset: int
    size: int
    link: int
    info: int
    alignment: int


def read_object(content: bytes) -> ElfObject:
    """Read the bytes of an ELF relocatable object.

    Raises:
        ToolError: for another kind of file, a damaged one, or one that needs what
            in-process code does not have (thread-local data, constructors).
    """
    if content[:7] != _MAGIC:
        raise _fault("it is not a 64-bit little-endian ELF file")
    try:
        return _read(content)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise _fault(f"it is damaged ({error})") from error


def _fault(reason: str) -> ToolError:
    return ToolError(
        f"the machine code cannot be loaded: {reason}",
        help="empty PyExec's cache, so that it is compiled again",
    )


def _read(content: bytes) -> ElfObject:
    kind, machine = struct.unpack_from("<HH", content, 16)
    (table,) = struct.unpack_from("<Q", content, 40)
    count, names_at = struct.unpack_from("<HH", content, 60)
    if kind != _RELOCATABLE:
        raise _fault(f"it is an ELF file of type {kind}, not a relocatable object")
    if machine not in tuple(Machine):
        raise _fault(f"it is for ELF machine {machine}, for which there is no loader")
    headers = [_read_header(content, table + 64 * index) for index in range(count)]
    names = _bytes_of(content, headers[names_at])
    sections = tuple(_read_section(content, header, names) for header in headers)
    symbols: tuple[Symbol, ...] = ()
    relocations: list[Relocation] = []
    for header in headers:
        if header.kind == _SYMBOL_TABLE:
            strings = _bytes_of(content, headers[header.link])
            symbols = _read_symbols(_bytes_of(content, header), strings, len(sections))
        elif header.kind == _RELOCATIONS and sections[header.info].allocated:
            relocations += _read_relocations(_bytes_of(content, header), header.info)
    rooms = [len(section.content) - 4 for section in sections]
    known = len(symbols)
    for section, offset, _, symbol, _ in relocations:
        if offset > rooms[section] or symbol >= known:
            raise _fault("a relocation points outside")
    return ElfObject(Machine(machine), sections, symbols, tuple(relocations))


def _read_header(content: bytes, at: int) -> _Header:
    row = struct.unpack_from("<IIQQQQIIQQ", content, at)
    name, kind, flags, _, offset, size, link, info, alignment, _ = row
    return _Header(name, kind, flags, offset, size, link, info, alignment)


def _bytes_of(content: bytes, header: _Header) -> bytes:
    if header.size > _LARGEST_SECTION:
        raise _fault(f"a section has {header.size} bytes")
    if header.kind == _NO_BITS:
        return bytes(header.size)
    if header.offset + header.size > len(content):
        raise _fault("a section reaches past the end of the file")
    return content[header.offset : header.offset + header.size]


def _read_section(content: bytes, header: _Header, names: bytes) -> Section:
    name = _text(names, header.name)
    if header.flags & _THREAD_LOCAL:
        raise _fault(f"its section {name} holds thread-local data")
    if name.startswith(_CONSTRUCTORS):
        raise _fault(f"its section {name} holds functions to run when it is loaded")
    if header.flags & _ALLOCATE and header.kind == _IMPLICIT_RELOCATIONS:
        raise _fault(f"its section {name} holds relocations of an unsupported form")
    # Unwinding tables serve C++ exceptions, which never pass through this code.
    allocated = bool(header.flags & _ALLOCATE) and name != ".eh_frame"
    return Section(
        name=name,
        allocated=allocated,
        writable=bool(header.flags & _WRITE),
        executable=bool(header.flags & _EXECUTE),
        alignment=max(1, header.alignment),
        content=_bytes_of(content, header) if allocated else b"",
    )


def _read_symbols(table: bytes, strings: bytes, section_count: int) -> tuple[Symbol, ...]:
    symbols = []
    for name_at, info, _, section, offset, _ in struct.iter_unpack("<IBBHQQ", table):
        name = _text(strings, name_at)
        if info & 15 == _INDIRECT_FUNCTION:
            raise _fault(f"its symbol {name!r} is an indirect function")
        if section == _COMMON or section_count <= section != ABSOLUTE:
            raise _fault(f"its symbol {name!r} stands in no section")
        symbols.append(Symbol(name, section, offset, info >> 4 == _LOCAL))
    return tuple(symbols)


def _read_relocations(table: bytes, section: int) -> list[Relocation]:
    return [
        (section, offset, info & 0xFFFFFFFF, info >> 32, addend)
        for offset, info, addend in struct.iter_unpack("<QQq", table)
    ]


def _text(strings: bytes, at: int) -> str:
    return strings[at : strings.index(0, at)].decode()
