"""The types of the language: one row each, from which everything else follows.

    INT.minimum == -(2**63)
    by_name("uint8").maximum == 255
    promote(INT32, UINT8) is INT32

`int` and `int64` have the same bits; `int` is checked, `int64` wraps around.
`float`, `bool` and `complex` are other names of `float64`, `bool_` and
`complex128`.  What a type is called in C, LLVM, NumPy or JavaScript is derived
in the backend that needs it, from `kind` and `bits`.  `object_types` has the types of
what lives in the heap: lists, texts, functions.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from .record import record


class Kind(Enum):
    """What sort of number a type holds."""

    NONE = "none"
    BOOL = "bool"
    SIGNED = "signed"
    UNSIGNED = "unsigned"
    FLOAT = "float"
    COMPLEX = "complex"
    MEMORY = "memory"
    OBJECT = "object"  # a reference to a block in the heap


@record
class Type:
    """A type.  `bits` is the width of the whole value, or of its place in a container.

    There is one object for each type: types are compared by identity.
    """

    name: str
    kind: Kind
    bits: int
    checked: bool = False  # a result that does not fit raises OverflowError

    def __str__(self) -> str:
        return self.name

    @property
    def is_integer(self) -> bool:
        """True for `int` and the eight fixed widths, not for `bool`."""
        return self.kind in (Kind.SIGNED, Kind.UNSIGNED)

    @property
    def is_fixed(self) -> bool:
        """True for the eight integer types that wrap around."""
        return self.is_integer and not self.checked

    @property
    def signed(self) -> bool:
        return self.kind is Kind.SIGNED

    @property
    def is_object(self) -> bool:
        """True for what is a reference to the heap, which is counted."""
        return self.kind is Kind.OBJECT

    @property
    def is_float(self) -> bool:
        return self.kind is Kind.FLOAT

    @property
    def is_complex(self) -> bool:
        return self.kind is Kind.COMPLEX

    @property
    def minimum(self) -> int:
        """The least value of an integer type."""
        return -(1 << (self.bits - 1)) if self.kind is Kind.SIGNED else 0

    @property
    def maximum(self) -> int:
        """The greatest value of an integer type or of `bool`."""
        if self.kind is Kind.BOOL:
            return 1
        return (1 << (self.bits - 1 if self.kind is Kind.SIGNED else self.bits)) - 1

    def holds(self, value: int) -> bool:
        """Whether an integer type can represent `value`."""
        return self.minimum <= value <= self.maximum

    def wrap(self, value: int) -> int:
        """`value` modulo 2**bits, in the range of this integer type."""
        value &= (1 << self.bits) - 1
        return value - (1 << self.bits) if self.signed and value > self.maximum else value

    @property
    def part(self) -> Type:
        """The type of a complex number's real and imaginary part."""
        return FLOAT32 if self.bits == 64 else FLOAT


NONE: Final = Type("None", Kind.NONE, 0)
BOOL: Final = Type("bool", Kind.BOOL, 8)
INT: Final = Type("int", Kind.SIGNED, 64, checked=True)
INT8: Final = Type("int8", Kind.SIGNED, 8)
INT16: Final = Type("int16", Kind.SIGNED, 16)
INT32: Final = Type("int32", Kind.SIGNED, 32)
INT64: Final = Type("int64", Kind.SIGNED, 64)
UINT8: Final = Type("uint8", Kind.UNSIGNED, 8)
UINT16: Final = Type("uint16", Kind.UNSIGNED, 16)
UINT32: Final = Type("uint32", Kind.UNSIGNED, 32)
UINT64: Final = Type("uint64", Kind.UNSIGNED, 64)
FLOAT32: Final = Type("float32", Kind.FLOAT, 32)
FLOAT: Final = Type("float", Kind.FLOAT, 64)
COMPLEX64: Final = Type("complex64", Kind.COMPLEX, 64)
COMPLEX: Final = Type("complex", Kind.COMPLEX, 128)

# Where the runtime's loads and stores count their addresses from; no type of the users'.
MEMORY: Final = Type("Memory", Kind.MEMORY, 0)

ALL: Final = (
    NONE, BOOL, INT, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64,
    FLOAT32, FLOAT, COMPLEX64, COMPLEX,
)  # fmt: skip
SCALARS: Final = ALL[1:]
FIXED: Final = tuple(t for t in ALL if t.is_fixed)

_BY_NAME: Final = {t.name: t for t in ALL} | {
    "float64": FLOAT,
    "bool_": BOOL,
    "complex128": COMPLEX,
    "Memory": MEMORY,
}


def by_name(name: str) -> Type:
    """The type that a name in source code stands for; `KeyError` if there is none."""
    return _BY_NAME[name]


def names() -> tuple[str, ...]:
    """Every name of a type that users can write."""
    return tuple(name for name, t in _BY_NAME.items() if t is not MEMORY)


# What an empty list holds, before anything tells: it fits into every type.  Where nothing
# ever tells, it has the room of a number.
NOTHING: Final = Type("nothing", Kind.SIGNED, 64)


def machine(t: Type) -> Type:
    """The type without its checking: what the IR and the backends see of it."""
    return INT64 if t in (INT, NOTHING) else t


def promote(a: Type, b: Type) -> Type | None:
    """The common type of two operands, or None where a cast must decide.

    NumPy 2's promotion (NEP 50) with two exceptions: `int` absorbs every
    fixed-width integer, and a mix that NumPy would turn into a float (`uint64`
    with a signed type) has no common type.
    """
    if a is b:
        return a
    if Kind.NONE in (a.kind, b.kind):
        return None
    if a.kind is Kind.BOOL:
        return b
    if b.kind is Kind.BOOL:
        return a
    if a.is_complex or b.is_complex:
        return _promote_complex(a, b)
    if a.is_float or b.is_float:
        return FLOAT if 64 in (_float_bits(a), _float_bits(b)) else FLOAT32
    return _promote_integers(a, b)


def _promote_integers(a: Type, b: Type) -> Type | None:
    if INT in (a, b):
        return INT
    if a.kind is b.kind:
        return a if a.bits >= b.bits else b
    signed, unsigned = (a, b) if a.signed else (b, a)
    if signed.bits > unsigned.bits:
        return signed
    return next((t for t in FIXED if t.signed and t.bits > unsigned.bits), None)


def _float_bits(t: Type) -> int:
    """How wide a float is needed beside a float: 32 for what float32 holds exactly."""
    if t.is_integer:
        return 32 if t.bits <= 16 else 64
    return t.bits


def _promote_complex(a: Type, b: Type) -> Type:
    bits = [t.part.bits if t.is_complex else _float_bits(t) for t in (a, b)]
    return COMPLEX if 64 in bits else COMPLEX64
