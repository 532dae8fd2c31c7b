"""How C passes and returns the scalar types on each platform, and returns structures.

Takes the types of a C function's parameters and result, gives the pieces of LLVM
text that stand between C's registers and the values of `interface.Entry`.  LLVM
knows the registers, but not C's rules for small integers and for `_Complex`; those
rules are here, one table for each calling convention.

    receive([COMPLEX], SYSV).parameters == ["double %p0.0", "double %p0.1"]
    returned(UINT8, SYSV).type == "zeroext i8"
    returned_structure([Piece(0, 1, False), Piece(8, 8, True)], 16, SYSV) == "{ i64, double }"

A complex value crosses through a stack slot, in whatever pieces its convention
wants; LLVM's SROA turns the slot into register moves, or into nothing.

    { part, part } slot:   [ real | imaginary ]
    carriers at offsets:   double at 0, double at 8      or   <2 x float> at 0
                           float at 0, float at 4        or   i64 at 0, and so on

Sources: System V ABI AMD64 1.0, 3.2.3; Procedure Call Standard for the Arm 64-bit
Architecture 2023Q3, 6.8.2, and Apple's variant of it; RISC-V psABI 1.0, 2.2; x64
calling convention of Windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from ..errors import OptionError
from ..types import Kind, Type
from .llvm.targets import Target
from .llvm.text import llvm_type


class Convention(Enum):
    """A platform's C calling convention."""

    SYSV = "x86-64, System V"
    AAPCS = "AArch64"
    DARWIN = "AArch64, Apple"
    RISCV = "RISC-V, lp64d"
    WINDOWS = "x86-64, Windows"


# Floating-point argument registers; the conventions that are not here take a
# complex number as a unit, so that LLVM counts for them.
_FLOAT_REGISTERS: Final = {Convention.SYSV: 8, Convention.RISCV: 8}


def convention(target: Target) -> Convention:
    """The C calling convention of a target.

    Raises:
        OptionError: for a target that has no C library, such as WebAssembly.
    """
    machine = target.triple.partition("-")[0]
    if machine == "x86_64":
        return Convention.WINDOWS if target.object_format == "coff" else Convention.SYSV
    if machine in ("aarch64", "arm64") and target.object_format in ("elf", "macho"):
        return Convention.AAPCS if target.object_format == "elf" else Convention.DARWIN
    if machine == "riscv64":
        return Convention.RISCV
    raise OptionError(
        f"no C library can be made for the target {target.name!r}",
        help="choose a target of Linux, macOS or Windows, or make a web module with wasm()",
    )


def zero(t: Type) -> str:
    """The zero of a type as an LLVM constant."""
    return "zeroinitializer" if t.is_complex else "0.0" if t.is_float else "0"


class Received(NamedTuple):
    """The parameters of a C function, and how they become a body's arguments."""

    parameters: list[str]  # of the C function
    lines: list[str]  # instructions at its start
    arguments: list[str]  # for the call of the body


class Returned(NamedTuple):
    """The result of a C function: its LLVM type with attributes, and how it is given."""

    type: str
    value: Type
    carrier: str | None = None  # what a complex result travels as, if not as itself
    in_memory: bool = False  # through a pointer in a first parameter, `%result`

    def lines(self, value: str) -> list[str]:
        """The instructions that return `value`, a name or a constant."""
        own = llvm_type(self.value)
        if own == "void":
            return ["ret void"]
        if self.in_memory:
            return [f"store {own} {value}, ptr %result, align 8", "ret void"]
        if self.carrier is None:
            return [f"ret {own} {value}"]
        return [
            f"store {own} {value}, ptr %crossing, align 8",
            f"%carried = load {self.carrier}, ptr %crossing, align 8",
            f"ret {self.carrier} %carried",
        ]

    @property
    def prologue(self) -> list[str]:
        """The instructions that a function with this result starts with."""
        if self.carrier is None:
            return []
        return [f"%crossing = alloca {llvm_type(self.value)}, align 8"]


def receive(types: Sequence[Type], convention: Convention) -> Received:
    """Take parameters of these types, `%p0` and so on, as C passes them.

    Small integers come without `signext` or `zeroext`, which would allow LLVM to
    rely on their upper bits: the conventions differ on who clears those, compilers
    do not all abide, and clearing them here costs an instruction at most.
    """
    received = Received([], [], [])
    registers = _FLOAT_REGISTERS.get(convention, 0)
    for index, t in enumerate(types):
        name = f"%p{index}"
        if not t.is_complex:
            registers -= t.is_float and registers > 0
            received.parameters.append(f"{llvm_type(t)} {name}")
            received.arguments.append(f"{llvm_type(t)} {name}")
            continue
        carriers, used = _carriers(t, convention, registers)
        registers -= used
        _receive_complex(received, t, name, carriers)
    return received


def _receive_complex(received: Received, t: Type, name: str, carriers: tuple[str, ...]) -> None:
    own = llvm_type(t)
    slot = f"{name}.slot"
    if carriers[0].startswith("ptr"):
        received.parameters.append(f"{carriers[0]} {slot}")
    else:
        received.lines.append(f"{slot} = alloca {own}, align 8")
        offset = 0
        for number, carrier in enumerate(carriers):
            piece = f"{name}.{number}"
            plain = carrier.removesuffix(" alignstack(8)")
            place = f"{name}.place{number}"
            received.parameters.append(f"{carrier} {piece}")
            received.lines.append(f"{place} = getelementptr i8, ptr {slot}, i64 {offset}")
            received.lines.append(f"store {plain} {piece}, ptr {place}, align 4")
            offset += t.bits // 8 // len(carriers)
    received.lines.append(f"{name} = load {own}, ptr {slot}, align 8")
    received.arguments.append(f"{own} {name}")


def _carriers(t: Type, convention: Convention, registers: int) -> tuple[tuple[str, ...], int]:
    """The LLVM types that a complex parameter travels as, and how many registers it takes.

    A complex number is passed as the C structure of its parts would be; one that
    does not fit into the float registers left goes elsewhere as a whole, and leaves
    them to the parameters behind it.
    """
    part = llvm_type(t.part)
    wide = t.bits == 128
    match convention:
        case Convention.SYSV:
            pieces = (part, part) if wide else ("<2 x float>",)
            if registers >= len(pieces):
                return pieces, len(pieces)
            return (f"ptr byval({llvm_type(t)}) align 8",), 0
        case Convention.AAPCS:
            return (f"[2 x {part}] alignstack(8)",), 0
        case Convention.DARWIN:
            return (f"[2 x {part}]",), 0
        case Convention.RISCV:
            if registers >= 2:
                return (part, part), 2
            return ("[2 x i64]" if wide else "i64",), 0
        case Convention.WINDOWS:
            return ("ptr" if wide else "i64",), 0


def returned(t: Type, convention: Convention) -> Returned:
    """Give a result of type `t` as C returns it."""
    own = llvm_type(t)
    if t.is_complex:
        if convention is Convention.WINDOWS and t.bits == 128:
            return Returned("void", t, in_memory=True)
        carriers = {Convention.SYSV: "<2 x float>", Convention.WINDOWS: "i64"}
        carrier = carriers.get(convention) if t.bits == 64 else None
        return Returned(carrier or own, t, carrier)
    if t.kind is Kind.BOOL:
        return Returned("zeroext i1", t)
    if t.is_integer and t.bits <= 32:
        # RISC-V keeps every 32-bit integer sign-extended, the unsigned ones too.
        signed = t.signed or (convention is Convention.RISCV and t.bits == 32)
        return Returned(f"{'signext' if signed else 'zeroext'} {own}", t)
    return Returned(own, t)


# Structures


class Piece(NamedTuple):
    """A number or pointer in a structure."""

    at: int  # bytes from its beginning
    bytes: int
    is_float: bool


def returned_structure(pieces: Sequence[Piece], size: int, convention: Convention) -> str | None:
    """The LLVM type that a structure is returned as; None for one that goes through memory.

    That type is loaded from where the structure stands, which has room for 16 bytes.

    Args:
        pieces: what the structure is made of, in order.
        size: its bytes.
    """
    match convention:
        case Convention.WINDOWS:
            return f"i{8 * size}" if size in (1, 2, 4, 8) else None
        case Convention.AAPCS | Convention.DARWIN if _is_homogeneous(pieces):
            return f"[{len(pieces)} x {_piece_type(pieces[0])}]"
        case Convention.RISCV if size <= 16 and (fields := _riscv_fields(pieces)):
            return fields
        case Convention.SYSV if size <= 16:
            return _eightbytes(pieces, size)
    if size > 16:
        return None
    return "i64" if size <= 8 else "[2 x i64]"


def _piece_type(piece: Piece) -> str:
    if piece.is_float:
        return "double" if piece.bytes == 8 else "float"
    return f"i{8 * piece.bytes}"


def _is_homogeneous(pieces: Sequence[Piece]) -> bool:
    """Whether a structure is one to four floats of one type: they travel in as many registers."""
    kinds = {(piece.bytes, piece.is_float) for piece in pieces}
    return len(pieces) <= 4 and len(kinds) == 1 and pieces[0].is_float


def _riscv_fields(pieces: Sequence[Piece]) -> str | None:
    """One or two floats, or a float and an integer, travel in a register each."""
    floats = sum(piece.is_float for piece in pieces)
    if len(pieces) > 2 or floats == 0:
        return None
    types = [_piece_type(piece) for piece in pieces]
    return types[0] if len(types) == 1 else f"{{ {', '.join(types)} }}"


def _eightbytes(pieces: Sequence[Piece], size: int) -> str:
    """Each eight bytes travel in a float register if there are floats alone in them."""
    types = [
        "double" if all(p.is_float for p in pieces if start <= p.at < start + 8) else "i64"
        for start in range(0, size, 8)
    ]
    return types[0] if len(types) == 1 else f"{{ {', '.join(types)} }}"
