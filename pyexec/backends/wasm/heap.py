"""The heap of a module: where it begins, and what stands there when the module is made.

    linked = ...                       # by LLD, with the flags of `FLAGS`
    module = with_heap(linked)         # a heap without memory, which asks for some

Memory, in pages of 64 KiB:

    0               HEAP            HEAP + STATE                 FIRST, a whole page
    ┌───────────────┬───────────────┬─────────────┬───────────────┬─────────────────
    │ stack, down   │ the heap's    │ constants   │ its table     │ grains, as many
    │ from the end  │ state         │             │               │ as were asked for
    └───────────────┴───────────────┴─────────────┴───────────────┴─────────────────
                                                  ^ __heap_base

So the constants may be as long as they like.  The first state needs no code: it is 44 bytes of
data, and says that the heap has no grains yet.  The first allocation grows the memory.  The
table has room for 4 GiB: these are addresses that the host need not fill with memory before
something is written there, and the code that moves a table takes more than it is worth.
"""

from __future__ import annotations

import struct
from typing import Final

from ...rt.layout import FIRST, GRAIN, HEAP, MAGIC, MARK, ROOM, STATE, TABLE
from .binary import Reader, Section, SectionId, join, sections, signed, sized, unsigned
from .items import NOTHING, read_exports, read_globals

# LLD's name of the address behind all constants.
BASE: Final = "__heap_base"

FLAGS: Final = (
    "--stack-first",
    f"--global-base={HEAP + STATE}",
    f"--export={BASE}",
    "-z",
    f"stack-size={HEAP}",
)

_PAGE: Final = 65536

# A byte for each grain of 4 GiB.
_ROOM: Final = (1 << 32) // GRAIN

_I32_CONST: Final = b"\x41"
_END: Final = b"\x0b"


def with_heap(module: bytes) -> bytes:
    """A linked module with a heap that is empty and has no memory yet."""
    payloads = {part.identity: part.payload for part in sections(module)}
    base = _base(payloads[SectionId.GLOBAL], module)
    pages = -(-(base + _ROOM) // _PAGE)
    data = Reader(payloads.get(SectionId.DATA, NOTHING))
    count = unsigned(data.unsigned() + 1)
    segments = count + _segment(HEAP, _state(base, pages * _PAGE)) + data.data[data.at :]
    payloads[SectionId.MEMORY] = b"\x01\x00" + unsigned(pages)
    if SectionId.DATA_COUNT in payloads:
        payloads[SectionId.DATA_COUNT] = count
    payloads.pop(SectionId.DATA, None)  # which stands behind all others
    payloads.pop(SectionId.CUSTOM, None)
    parts = [Section(identity, payload) for identity, payload in payloads.items()]
    return join([*parts, Section(SectionId.DATA, segments)])


def _base(globals_payload: bytes, module: bytes) -> int:
    """The address behind all constants: LLD gives it as an exported global."""
    exported = {export.name: export.index for export in read_exports(sections(module))}
    reader = Reader(read_globals(Reader(globals_payload))[exported[BASE]])
    reader.take(3)  # type, mutability, i32.const
    return reader.signed()


def _state(table: int, first: int) -> bytes:
    """The heap's fields, as far as they are not 0."""
    fields = {MARK: MAGIC, TABLE: table, FIRST: first, ROOM: first - table}
    state = bytearray(STATE)
    for at, value in fields.items():
        struct.pack_into("<Q", state, at, value)
    return bytes(state).rstrip(b"\0")


def _segment(at: int, content: bytes) -> bytes:
    """Data that stands in the memory from an address on."""
    return b"\0" + _I32_CONST + signed(at) + _END + sized(content)
