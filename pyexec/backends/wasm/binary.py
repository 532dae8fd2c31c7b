"""WebAssembly's binary format, as far as a pass over finished modules needs it.

    for section in sections(module):        # Section(identity=1, payload=b"...")
        ...
    reader = Reader(payload)
    reader.unsigned(), reader.take(4)       # read on from where it stands
    rewrite(body, visit)                    # each index in a function body, by its space

A module is a magic number and a row of sections, an integer is LEB128, seven bits to
a byte with the lowest first:

    [00 61 73 6d][01 00 00 00] { [id: 1 byte][size: LEB128][payload ...] } ...

Source: WebAssembly Core Specification 2.0, chapter 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum, IntEnum
from typing import Final

from ...record import value

HEADER: Final = b"\0asm\1\0\0\0"


class SectionId(IntEnum):
    """The sections that a pass looks into; modules may have others."""

    CUSTOM = 0
    TYPE = 1
    FUNCTION = 3
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    CODE = 10
    DATA = 11
    DATA_COUNT = 12


class Space(Enum):
    """What an index counts.  `MEMORY` stands for any use of a memory, whatever its index."""

    TYPE = "type"
    FUNCTION = "function"
    GLOBAL = "global"
    MEMORY = "memory"


class Undecodable(ValueError):
    """The module holds something that this reader does not know."""


@value
class Section:
    """One section of a module; `identity` is the number that the format gives its kind."""

    identity: int
    payload: bytes

    def encode(self) -> bytes:
        return bytes([self.identity]) + sized(self.payload)


class Reader:
    """A place in a run of bytes, from which it reads on."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    @property
    def done(self) -> bool:
        return self.at >= len(self.data)

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        self.at += count
        if self.at > len(self.data):
            raise Undecodable("the module ends too early")
        return self.data[self.at - count : self.at]

    def unsigned(self) -> int:
        result = shift = 0
        while True:
            byte = self.byte()
            result |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return result

    def signed(self) -> int:
        start = self.at
        result = self.unsigned()
        bits = 7 * (self.at - start)
        return result - (1 << bits) if result >> (bits - 1) else result

    def run(self) -> bytes:
        """Bytes that follow their own length: a name, a function body."""
        return self.take(self.unsigned())


def unsigned(value: int) -> bytes:
    """The shortest LEB128 of a number from 0."""
    result = bytearray()
    while value > 0x7F:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)


def signed(value: int) -> bytes:
    """The shortest LEB128 of a number of either sign."""
    result = bytearray()
    while not -0x40 <= value < 0x40:
        result.append(value & 0x7F | 0x80)
        value >>= 7
    result.append(value & 0x7F)
    return bytes(result)


def sized(content: bytes) -> bytes:
    """Bytes behind their own length."""
    return unsigned(len(content)) + content


def vector(items: Iterable[bytes]) -> bytes:
    """Encoded items behind their number."""
    encoded = list(items)
    return unsigned(len(encoded)) + b"".join(encoded)


def sections(module: bytes) -> list[Section]:
    """The sections of a module, in their order.

    Raises:
        Undecodable: for bytes that are no module of version 1.
    """
    reader = Reader(module)
    if module[:8] != HEADER:
        raise Undecodable("these bytes are no WebAssembly module")
    reader.take(8)
    found = []
    while not reader.done:
        identity = reader.byte()
        found.append(Section(identity, reader.run()))
    return found


def join(parts: Iterable[Section]) -> bytes:
    """The module of these sections."""
    return HEADER + b"".join(section.encode() for section in parts)


# What follows each opcode, a letter for each immediate operand:
#   b block type      l number without meaning here   v labels of br_table
#   s value types     m alignment and offset          1 2 4 8 x that many bytes (x: 16)
#   F G T             index of a function, a global, a type
#   M                 index of a memory
_PLAIN: Final = (0x00, 0x01, 0x05, 0x0B, 0x0F, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5))
OPERANDS: Final = {
    **dict.fromkeys(_PLAIN, ""),
    **dict.fromkeys((0x02, 0x03, 0x04), "b"),  # block, loop, if
    **dict.fromkeys((0x0C, 0x0D), "l"),  # br, br_if
    0x0E: "v",
    **dict.fromkeys((0x10, 0x12), "F"),  # call, return_call
    **dict.fromkeys((0x11, 0x13), "Tl"),  # call_indirect, return_call_indirect
    0x1C: "s",
    **dict.fromkeys((0x20, 0x21, 0x22), "l"),  # local.get, .set, .tee
    **dict.fromkeys((0x23, 0x24), "G"),  # global.get, .set
    **dict.fromkeys((0x25, 0x26), "l"),  # table.get, .set
    **dict.fromkeys(range(0x28, 0x3F), "m"),  # loads and stores
    **dict.fromkeys((0x3F, 0x40), "M"),  # memory.size, .grow
    **dict.fromkeys((0x41, 0x42), "l"),  # i32.const, i64.const
    0x43: "4",
    0x44: "8",
    0xD0: "l",  # ref.null
    0xD2: "F",  # ref.func
}
PREFIXED: Final = {
    0xFC: {
        **dict.fromkeys(range(8), ""),  # saturating truncations
        8: "lM",  # memory.init
        9: "l",
        10: "MM",  # memory.copy
        11: "M",  # memory.fill
        **dict.fromkeys((12, 14), "ll"),
        **dict.fromkeys((13, 15, 16, 17), "l"),
    },
    0xFD: {  # 128-bit vectors
        **dict.fromkeys(range(12), "m"),
        **dict.fromkeys((12, 13), "x"),  # v128.const, i8x16.shuffle
        **dict.fromkeys((*range(14, 21), *range(35, 84), *range(94, 276)), ""),
        **dict.fromkeys(range(21, 35), "1"),  # extract and replace a lane
        **dict.fromkeys(range(84, 92), "m1"),  # load and store a lane
        **dict.fromkeys((92, 93), "m"),
    },
}
_SPACES: Final = {"F": Space.FUNCTION, "G": Space.GLOBAL, "T": Space.TYPE, "M": Space.MEMORY}
_WIDTHS: Final = {"1": 1, "4": 4, "8": 8, "x": 16}
_ALIGNMENT_HAS_MEMORY_INDEX: Final = 0x40

Visit = Callable[[Space, int], int]


def rewrite(expression: bytes, visit: Visit) -> bytes:
    """Instructions with each index replaced by what `visit(space, index)` answers.

    Raises:
        Undecodable: for an instruction that is not in the tables above.
    """
    reader = Reader(expression)
    result = bytearray()
    while not reader.done:
        instruction(reader, result, visit)
    return bytes(result)


def instruction(reader: Reader, result: bytearray, visit: Visit) -> int:
    """Copy one instruction, its indexes replaced; the answer is its (first) opcode."""
    start = reader.at
    opcode = reader.byte()
    operands = OPERANDS.get(opcode)
    if opcode in PREFIXED:
        operands = PREFIXED[opcode].get(reader.unsigned())
    if operands is None:
        raise Undecodable(f"unknown instruction {reader.data[start : reader.at].hex()}")
    result += reader.data[start : reader.at]
    for operand in operands:
        _operand(operand, reader, result, visit)
    return opcode


def _operand(operand: str, reader: Reader, result: bytearray, visit: Visit) -> None:
    space = _SPACES.get(operand)
    if space is not None:
        result += unsigned(visit(space, reader.unsigned()))
        return
    if operand == "b":
        # A type index from 0, or negative for a single value type or none.
        block = reader.signed()
        result += signed(visit(Space.TYPE, block) if block >= 0 else block)
        return
    start = reader.at
    if operand in _WIDTHS:
        reader.take(_WIDTHS[operand])
    elif operand == "l":
        reader.unsigned()
    elif operand == "v":
        for _ in range(reader.unsigned() + 1):
            reader.unsigned()
    elif operand == "s":
        reader.run()
    else:
        _memory_argument(reader)
        visit(Space.MEMORY, 0)
    result += reader.data[start : reader.at]


def _memory_argument(reader: Reader) -> None:
    if reader.unsigned() & _ALIGNMENT_HAS_MEMORY_INDEX:
        reader.unsigned()
    reader.unsigned()
