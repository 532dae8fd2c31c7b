"""Write addresses into machine code: the relocations of x86-64 and AArch64.

    form = form_of(Machine.X86_64, kind=4)       # R_X86_64_PLT32
    form.target                                  # Target.FUNCTION
    form.write(code, at, place, address)

`place` is the address at which the bytes `code[at:]` will stand, `address` is
what they shall reach, addend included.  A kind that is not in the tables is
refused: code that is relocated by a guess would crash the process.

Sources of the encodings: System V ABI, AMD64 supplement, table 4.9; ELF for
the Arm 64-bit Architecture, tables "Static data" to "GOT-relative".
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from ...errors import ToolError
from ...record import value
from .elf import Machine

Writer = Callable[[bytearray, int, int, int], None]

_PAGE: Final = 4096


class Target(Enum):
    """What the bytes of a relocation have to reach."""

    SYMBOL = "the symbol itself"
    FUNCTION = "the symbol, or a stub that jumps there"
    SLOT = "a word that holds the symbol's address"


@value
class Form:
    """One kind of relocation: what it reaches, and how that is written."""

    target: Target
    write: Writer


def form_of(machine: Machine, kind: int) -> Form:
    """The form of a relocation's number.

    Raises:
        ToolError: for a kind that this module does not know.
    """
    try:
        return _FORMS[machine][kind]
    except KeyError:
        raise ToolError(
            f"the machine code has a relocation of the unsupported type {kind} "
            f"({machine.name}), a fault in PyExec"
        ) from None


def stub(machine: Machine, address: int) -> bytes:
    """16 bytes of code that jump to any address, for calls that reach only near ones."""
    return _STUBS[machine] + address.to_bytes(8, "little")


STUB_SIZE: Final = 16

# Each jumps to the address that stands behind it: `jmp *2(%rip)`, and
# `ldr x16, .+8; br x16`.
_STUBS: Final = {
    Machine.X86_64: bytes.fromhex("ff2502000000 6690"),
    Machine.AARCH64: bytes.fromhex("50000058 00021fd6"),
}


def _range_fault(distance: int) -> ToolError:
    return ToolError(
        f"a reference in machine code reaches {distance:+#x} bytes, too far for its form"
    )


def _absolute64(code: bytearray, at: int, place: int, address: int) -> None:
    code[at : at + 8] = (address & (1 << 64) - 1).to_bytes(8, "little")


def _relative64(code: bytearray, at: int, place: int, address: int) -> None:
    _absolute64(code, at, place, address - place)


def _relative32(code: bytearray, at: int, place: int, address: int) -> None:
    distance = address - place
    if not -(1 << 31) <= distance < 1 << 31:
        raise _range_fault(distance)
    code[at : at + 4] = distance.to_bytes(4, "little", signed=True)


def _set_field(code: bytearray, at: int, value: int, width: int, shift: int) -> None:
    """Put the low `width` bits of `value` into an instruction, `shift` bits up."""
    mask = (1 << width) - 1
    word = int.from_bytes(code[at : at + 4], "little")
    word = word & ~(mask << shift) | (value & mask) << shift
    code[at : at + 4] = word.to_bytes(4, "little")


def _branch(width: int, shift: int) -> Writer:
    """A jump whose distance counts in words, in a field of `width` bits."""

    def write(code: bytearray, at: int, place: int, address: int) -> None:
        distance = address - place
        if distance % 4 or not -(1 << (width + 1)) <= distance < 1 << (width + 1):
            raise _range_fault(distance)
        _set_field(code, at, distance >> 2, width, shift)

    return write


def _page_distance(code: bytearray, at: int, place: int, address: int) -> None:
    """`adrp`: the distance from page to page, its low two bits apart from the rest."""
    pages = address // _PAGE - place // _PAGE
    if not -(1 << 20) <= pages < 1 << 20:
        raise _range_fault(address - place)
    _set_field(code, at, pages, 2, 29)
    _set_field(code, at, pages >> 2, 19, 5)


def _near_distance(code: bytearray, at: int, place: int, address: int) -> None:
    """`adr`: the distance in bytes, its low two bits apart from the rest."""
    distance = address - place
    if not -(1 << 20) <= distance < 1 << 20:
        raise _range_fault(distance)
    _set_field(code, at, distance, 2, 29)
    _set_field(code, at, distance >> 2, 19, 5)


def _page_offset(scale: int) -> Writer:
    """The low 12 bits of an address, in units of `1 << scale` bytes."""

    def write(code: bytearray, at: int, place: int, address: int) -> None:
        offset = address % _PAGE
        if offset % (1 << scale):
            raise ToolError(f"machine code refers to a word at the unaligned address {address:#x}")
        _set_field(code, at, offset >> scale, 12 - scale, 10)

    return write


_FORMS: Final[dict[Machine, dict[int, Form]]] = {
    Machine.X86_64: {
        1: Form(Target.SYMBOL, _absolute64),  # R_X86_64_64
        2: Form(Target.SYMBOL, _relative32),  # PC32
        4: Form(Target.FUNCTION, _relative32),  # PLT32
        9: Form(Target.SLOT, _relative32),  # GOTPCREL
        24: Form(Target.SYMBOL, _relative64),  # PC64
        41: Form(Target.SLOT, _relative32),  # GOTPCRELX
        42: Form(Target.SLOT, _relative32),  # REX_GOTPCRELX
    },
    Machine.AARCH64: {
        257: Form(Target.SYMBOL, _absolute64),  # R_AARCH64_ABS64
        260: Form(Target.SYMBOL, _relative64),  # PREL64
        261: Form(Target.SYMBOL, _relative32),  # PREL32
        274: Form(Target.SYMBOL, _near_distance),  # ADR_PREL_LO21
        275: Form(Target.SYMBOL, _page_distance),  # ADR_PREL_PG_HI21
        277: Form(Target.SYMBOL, _page_offset(0)),  # ADD_ABS_LO12_NC
        278: Form(Target.SYMBOL, _page_offset(0)),  # LDST8_ABS_LO12_NC
        279: Form(Target.SYMBOL, _branch(14, 5)),  # TSTBR14
        280: Form(Target.SYMBOL, _branch(19, 5)),  # CONDBR19
        282: Form(Target.FUNCTION, _branch(26, 0)),  # JUMP26
        283: Form(Target.FUNCTION, _branch(26, 0)),  # CALL26
        284: Form(Target.SYMBOL, _page_offset(1)),  # LDST16_ABS_LO12_NC
        285: Form(Target.SYMBOL, _page_offset(2)),  # LDST32_ABS_LO12_NC
        286: Form(Target.SYMBOL, _page_offset(3)),  # LDST64_ABS_LO12_NC
        299: Form(Target.SYMBOL, _page_offset(4)),  # LDST128_ABS_LO12_NC
        311: Form(Target.SLOT, _page_distance),  # ADR_GOT_PAGE
        312: Form(Target.SLOT, _page_offset(3)),  # LD64_GOT_LO12_NC
    },
}
