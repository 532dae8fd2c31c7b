"""One value of a program: read from a word, kept, passed to the function, printed.

    runtime(signature)               # what of `rt/` that takes
    reading(UINT8)                   # the call that reads a text, and what it gives
    kept(UINT8, 7, "%place")         # the lines that keep a default
    loaded(UINT8, "%place", "%a")    # the lines that load a value again, as %a
    written(FLOAT, "%value")         # the lines that write a result, up to %written

Everything is LLVM's text.  A value is kept in 16 bytes: an integer in 64 bits, a float as a
double, a complex number as two, a bool as one byte, an object as the address of its block.
"""

from __future__ import annotations

from typing import Final

from ...interface import Constant, Signature
from ...ir.nodes import Const
from ...object_types import STR, ListType, OptionalType
from ...rt.float_reading import ROOM_OF_COMPLEX
from ...types import COMPLEX, FLOAT, INT64, Kind, Type
from .. import reservation
from ..llvm.text import body_symbol, llvm_constant, llvm_type

# Of `rt/`, what makes a list, and what adds to it.
NEW_LIST: Final = "arrivals.new_list"
ADD: Final = "gathering.add"

# Bytes that reading a number uses, which is more than the text of one takes.
ROOM: Final = ROOM_OF_COMPLEX

_READERS: Final = {
    Kind.BOOL: "command_line.read_truth",
    Kind.SIGNED: "integer_reading.read_integer",
    Kind.UNSIGNED: "integer_reading.read_integer",
    Kind.FLOAT: "float_reading.read_float",
    Kind.COMPLEX: "float_reading.read_complex",
    Kind.OBJECT: "utf8.decoded",
}
_WRITERS: Final = {
    Kind.SIGNED: "integer_text.write_signed",
    Kind.UNSIGNED: "integer_text.write_unsigned",
    Kind.FLOAT: "float_text.write_float",
    Kind.COMPLEX: "float_text.write_complex",
}


def runtime(signature: Signature) -> list[str]:
    """The functions of `rt/` that reading and printing the values of a function takes."""
    names = [_READERS[read_as(p.type).kind] for p in signature.parameters]
    if any(element_of(p.type) for p in signature.parameters):
        names += [NEW_LIST, ADD]
    if signature.result.kind in _WRITERS:
        names.append(_WRITERS[signature.result.kind])
    if signature.has_objects:
        names.append(reservation.PREPARE)
    return list(dict.fromkeys(names))


def element_of(t: Type) -> Type | None:
    """What a list from the command line holds; None for a type that is no list."""
    if isinstance(t, OptionalType):
        t = t.base
    return t.element if isinstance(t, ListType) else None


def read_as(t: Type) -> Type:
    """The type that each word for a parameter is read as."""
    element = element_of(t)
    if element is not None:
        return element
    return t.base if isinstance(t, OptionalType) else t


def reading(t: Type) -> str:
    """The call that reads `%text` up to `%end` into `%room`.

    It gives an i64 for an integer: 0, or 1 for a text that is none, or 2 for one that is
    out of range; for a `str` the address of its block, 0 where there is no room; for the
    others an i1, whether the text is one.
    """
    if t is STR:
        name = f'@"{body_symbol(_READERS[t.kind])}"'
        return f"call i64 {name}(ptr %heap, i64 %text.near, i64 %end.near)"
    name = f'@"{body_symbol(_READERS[t.kind])}"'
    arguments = "ptr %memory, i64 %text, i64 %end, i64 %room.address"
    if not t.is_integer:
        return f"call i1 {name}({arguments})"
    return f"call i64 {name}({arguments}, i64 {t.bits}, i1 {str(t.signed).lower()})"


def kept(t: Type, value: Constant, place: str) -> list[str]:
    """Keep a constant."""
    assert value is not None
    match t.kind:
        case Kind.BOOL:
            return [f"store i8 {int(bool(value))}, ptr {place}, align 8"]
        case Kind.FLOAT:
            constant = llvm_constant(Const(float(value.real), FLOAT))
            return [f"store double {constant}, ptr {place}, align 8"]
        case Kind.COMPLEX:
            constant = llvm_constant(Const(complex(value), COMPLEX))
            return [f"store {llvm_type(COMPLEX)} {constant}, ptr {place}, align 8"]
    return [f"store i64 {INT64.wrap(int(value.real))}, ptr {place}, align 8"]


def loaded(t: Type, place: str, name: str) -> list[str]:
    """Load a value that is kept, and give it the type of the function's parameter."""
    match t.kind:
        case Kind.BOOL:
            return [
                f"{name}.kept = load i8, ptr {place}, align 8",
                f"{name} = trunc i8 {name}.kept to i1",
            ]
        case Kind.FLOAT:
            return _loaded_part(t, place, name)
        case Kind.COMPLEX:
            own = llvm_type(t)
            part = llvm_type(t.part)
            return [
                f"{name}.place = getelementptr i8, ptr {place}, i64 8",
                *_loaded_part(t.part, place, f"{name}.real"),
                *_loaded_part(t.part, f"{name}.place", f"{name}.imag"),
                f"{name}.half = insertvalue {own} poison, {part} {name}.real, 0",
                f"{name} = insertvalue {own} {name}.half, {part} {name}.imag, 1",
            ]
    kept_as = f"{name}.kept" if t.bits < 64 else name
    lines = [f"{kept_as} = load i64, ptr {place}, align 8"]
    if t.bits < 64:
        lines.append(f"{name} = trunc i64 {kept_as} to {llvm_type(t)}")
    return lines


def placed(t: Type, name: str) -> list[str]:
    """Put the value that stands in `%room` as it is kept there as a list's element has it."""
    narrow = (t.is_float and t.bits == 32) or (t.is_complex and t.bits == 64)
    if not narrow:
        return []
    return [*loaded(t, "%room", name), f"store {llvm_type(t)} {name}, ptr %room, align 8"]


def _loaded_part(t: Type, place: str, name: str) -> list[str]:
    """A float; one of 32 bits is rounded here, and infinite where it is too large."""
    if t.bits == 64:
        return [f"{name} = load double, ptr {place}, align 8"]
    return [
        f"{name}.wide = load double, ptr {place}, align 8",
        f"{name} = fptrunc double {name}.wide to float",
    ]


def written(t: Type, value: str) -> list[str]:
    """Write a number that is no bool to `%room.address`; `%written` is the address behind it."""
    match t.kind:
        case Kind.FLOAT:
            lines, numbers = _widened(t, value)
        case Kind.COMPLEX:
            own = llvm_type(t)
            real, real_name = _widened(t.part, "%value.real")
            imag, imag_name = _widened(t.part, "%value.imag")
            lines = [
                f"%value.real = extractvalue {own} {value}, 0",
                f"%value.imag = extractvalue {own} {value}, 1",
                *real,
                *imag,
            ]
            numbers = f"{real_name}, {imag_name}"
        case _:
            word = "sext" if t.signed else "zext"
            lines, numbers = [], f"i64 {value}"
            if t.bits < 64:
                lines = [f"%value.wide = {word} {llvm_type(t)} {value} to i64"]
                numbers = "i64 %value.wide"
    name = f'@"{body_symbol(_WRITERS[t.kind])}"'
    call = f"%written = call i64 {name}(ptr %memory, i64 %room.address, {numbers})"
    return [*lines, call]


def _widened(t: Type, value: str) -> tuple[list[str], str]:
    """A float as a double: the lines, and the argument of a call."""
    if t.bits == 64:
        return [], f"double {value}"
    return [f"{value}.wide = fpext float {value} to double"], f"double {value}.wide"
