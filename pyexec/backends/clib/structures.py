"""What Python's objects are in C: the structures of a library, and where their members stand.

    layout(STR).size == 16                  # of { const char *data; size_t length; }
    layout(tuple_of(INT8, FLOAT)).members   # (Member("item0", INT8, 0), Member("item1", FLOAT, 8))
    name_of(tuple_of(INT8, FLOAT)) == "tuple_int8_float64"

    Python                             C
    str                                NAME_text            data, length
    list[T], tuple[T, ...]             NAME_TYPE_array      data, length
    tuple[T, S]                        NAME_tuple_TYPE_TYPE item0, item1
    T | None, where T has no pointer   NAME_optional_TYPE   present, value

None of the types with a pointer is the null pointer.  Which types there are is decided in
`frontend/boundary.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ...interface import Signature
from ...object_types import STR, ListType, OptionalType, SequenceType, TupleType
from ...record import value
from ...types import BOOL, UINT64, Kind, Type
from ..c_abi import Piece

# The bytes of a pointer and its length.
_RUN: Final = 16


@value
class Member:
    """A member of a structure."""

    name: str
    type: Type
    at: int  # bytes from the structure's beginning


@value
class Layout:
    """How a value lies in C's memory."""

    size: int
    alignment: int
    pieces: tuple[Piece, ...]
    members: tuple[Member, ...] = ()  # of a structure without a pointer of its own


def base_of(t: Type) -> Type:
    """A type without its None."""
    return t.base if isinstance(t, OptionalType) else t


def is_run(t: Type) -> bool:
    """Whether a type is a pointer and a length in C."""
    return base_of(t) is STR or isinstance(base_of(t), ListType | SequenceType)


def element_of(t: Type) -> Type | None:
    """What stands side by side in a value of a type; None for a text."""
    base = base_of(t)
    return base.element if isinstance(base, ListType | SequenceType) else None


def size_of(t: Type) -> int:
    """The bytes of an element."""
    return _RUN if t is STR else t.bits // 8


@cache
def layout(t: Type) -> Layout:
    """How the values of a type lie in memory, by the rules that all of our platforms share."""
    if is_run(t):
        return Layout(_RUN, 8, (Piece(0, 8, False), Piece(8, 8, False)))
    if isinstance(t, OptionalType):
        return _side_by_side(("present", BOOL), ("value", t.base))
    if isinstance(t, TupleType):
        return _side_by_side(*((f"item{i}", element) for i, element in enumerate(t.elements)))
    size, is_float = t.bits // 8, t.is_float
    if t.is_complex:
        half = size // 2
        return Layout(size, half, (Piece(0, half, True), Piece(half, half, True)))
    return Layout(size, size, (Piece(0, size, is_float),))


def _side_by_side(*named: tuple[str, Type]) -> Layout:
    members: list[Member] = []
    pieces: list[Piece] = []
    at, alignment = 0, 1
    for name, t in named:
        inner = layout(t)
        at += -at % inner.alignment
        members.append(Member(name, t, at))
        pieces += [Piece(at + p.at, p.bytes, p.is_float) for p in inner.pieces]
        at += inner.size
        alignment = max(alignment, inner.alignment)
    return Layout(at + -at % alignment, alignment, tuple(pieces), tuple(members))


def name_of(t: Type) -> str:
    """A type's part of C's names."""
    if t is STR:
        return "text"
    element = element_of(t)
    if element is not None:
        return f"{name_of(element)}_array"
    if is_run(t):
        return name_of(base_of(t))
    if isinstance(t, OptionalType):
        return f"optional_{name_of(t.base)}"
    if isinstance(t, TupleType):
        return "_".join(["tuple", *map(name_of, t.elements)])
    kind = {Kind.SIGNED: "int", Kind.UNSIGNED: "uint", Kind.FLOAT: "float", Kind.COMPLEX: "complex"}
    return "bool" if t is BOOL else f"{kind[t.kind]}{t.bits}"


def inner_types(t: Type) -> tuple[Type, ...]:
    """The types that C must know before a structure."""
    element = element_of(t)
    if element is not None:
        return (element,)
    return tuple(member.type for member in layout(t).members)


def owned(t: Type, at: int = 0) -> tuple[int, ...]:
    """Where in a value of a type pointers stand that a caller has to give back."""
    if is_run(t):
        return (at,)
    return tuple(place for m in layout(t).members for place in owned(m.type, at + m.at))


def gives_memory(signatures: Iterable[Signature]) -> bool:
    """Whether a function gives what a caller has to give back."""
    return any(s.result.is_object and owned(s.result) for s in signatures)


def crossing(t: Type) -> tuple[Type, ...]:
    """The numbers that a parameter of a type is in C; pointers are numbers here."""
    if not t.is_object:
        return (t,)
    return (UINT64, UINT64) if is_run(t) else (UINT64,)
