"""How this CPython lays out its objects, found out by looking at some.

    layout = object_layout()
    layout.header            # 16: bytes before an object's own fields
    layout.digits            # Digits.TAG

A CPython object as of 3.11 to 3.14, on 64 bits:

    0            8         16
    ┌────────────┬─────────┬──────────────────────────────────────────
    │ references │ type    │ float:   double
    │            │         │ complex: double real, double imaginary
    │            │         │ tuple:   i64 size, [i64 hash from 3.14 on], items
    │            │         │ bytes:   i64 size, i64 hash, bytes and one more that is 0
    │            │         │ int:     word, u32 digits of 30 bits, lowest first
    │            │         │ list:    i64 size, pointer to the items
    │            │         │ str:     i64 length, i64 hash, u32 state, ... characters
    └────────────┴─────────┴──────────────────────────────────────────

The word of an int is, up to 3.11 (`Digits.SIZE`), the number of digits, negative
for a negative int; from 3.12 on (`Digits.TAG`), the number of digits times 8,
plus 0 for a positive int, 1 for zero, 2 for a negative one (and 4 where the
object is immortal, from 3.14 on).

What is found is compared with the known; where it differs, `Digits.OPAQUE` and
the other fields say that the functions of the Python API must be used.
"""

from __future__ import annotations

import ctypes
import sys
from enum import Enum, IntEnum
from functools import cache
from typing import Final

from ...errors import ToolError
from ...record import value

SMALLEST: Final = -5  # the ints from here to LARGEST exist once, side by side
LARGEST: Final = 256

_WORD: Final = 8
_DIGIT_BITS: Final = 30


class Digits(Enum):
    """How the digits of an int are counted."""

    SIZE = "size"
    TAG = "tag"
    OPAQUE = "opaque"


class FunctionField(IntEnum):
    """The fields of our function objects, in words behind the header."""

    VECTORCALL = 0  # the address of the machine code that CPython calls
    BINDER = 1  # gives arguments in order, as a tuple
    CONVERTER = 2  # gives exact values of the right types, as a tuple
    CODE = 3  # keeps the machine code in memory
    DEFINITION = 4
    DICT = 5
    WEAK_LIST = 6


@value
class TextLayout:
    """The fields of a text, in bytes from its beginning, and of its state, in bits.

    `ascii` and `compact` are where the characters of a text begin that is ASCII or not;
    `kind_shift` is where in the state their width stands, behind which come a bit for a
    text whose characters follow in the same object, and one for ASCII.
    """

    length: int
    state: int
    kind_shift: int
    ascii: int
    compact: int


@value
class ObjectLayout:
    """What generated code may know of objects.  `key` names it, for caches."""

    header: int
    digits: Digits
    tuple_items: int  # bytes before a tuple's first item
    bytes_items: int  # bytes before the first byte of a bytes object
    small_int_size: int  # bytes from one small int to the next, 0 if they are scattered
    counts_small: bool  # whether None, True and the small ints count references
    text: TextLayout | None  # None where it is not known

    @property
    def type_offset(self) -> int:
        return self.header - _WORD

    def field(self, field: FunctionField) -> int:
        """The offset of a field of our function objects, in bytes."""
        return self.header + _WORD * field

    @property
    def key(self) -> str:
        """A text that differs where generated code must differ."""
        counts = "counted" if self.counts_small else "immortal"
        return (
            f"header {self.header}, {self.digits.value}, tuple {self.tuple_items}, "
            f"bytes {self.bytes_items}, small {self.small_int_size}, {counts}, {self.text}"
        )


@cache
def object_layout() -> ObjectLayout:
    """The layout of this process's objects.

    Raises:
        ToolError: on another Python than CPython of 64 bits.
    """
    header = object.__basicsize__
    known = sys.implementation.name == "cpython" and sys.maxsize == 2**63 - 1
    if not known or _word(id(1), header - _WORD) != id(int):
        raise ToolError("in-process functions need a 64-bit CPython")
    return ObjectLayout(
        header=header,
        digits=_digits(header),
        tuple_items=tuple.__basicsize__,
        bytes_items=bytes.__basicsize__ - 1,
        small_int_size=_small_int_size(),
        counts_small=sys.version_info < (3, 12),
        text=_text_layout(header),
    )


def small_ints() -> int:
    """The address of the int 0, between its neighbours."""
    return id(0)


def _word(address: int, offset: int) -> int:
    return ctypes.c_int64.from_address(address + offset).value


_SAMPLES: Final = (
    0, 1, -1, 6, -6, 256, 2**30 - 1, 1 - 2**30, 2**30, -(2**30), 2**59 + 12345, 1 - 2**60,
)  # fmt: skip


def _digits(header: int) -> Digits:
    if header != 2 * _WORD:  # free-threaded and debugging builds
        return Digits.OPAQUE
    form = Digits.TAG if sys.version_info >= (3, 12) else Digits.SIZE
    if sys.version_info >= (3, 15):
        return Digits.OPAQUE
    return form if all(_reads(form, value, header) for value in _SAMPLES) else Digits.OPAQUE


def _reads(form: Digits, value: int, header: int) -> bool:
    """Whether reading an int in place, as generated code does, gives its value."""
    word = _word(id(value), header)
    if form is Digits.TAG:
        count, sign = word >> 3, 1 - (word & 3)
    else:
        count, sign = abs(word), (word > 0) - (word < 0)
    magnitude = 0
    for index in range(count):
        digit = ctypes.c_uint32.from_address(id(value) + header + _WORD + 4 * index).value
        magnitude |= digit << (_DIGIT_BITS * index)
    return count <= 2 and sign * magnitude == value


def _small_int_size() -> int:
    # Computed at run time: equal constants of one module may be one object.
    size = id(int("1")) - id(int("0"))
    start = id(int("0"))
    values = range(SMALLEST, LARGEST + 1)
    return size if all(id(int(str(v))) == start + size * v for v in values) else 0


# One of each width, ASCII or not; not from the source, where they may have been copied.
_TEXTS: Final = ("abc", "\xe9\xff", "\u20ac\u0100", "\U0001f600b", "")


def _text_layout(header: int) -> TextLayout | None:
    """The layout of texts, where reading them in place gives the samples."""
    if header != 2 * _WORD:
        return None
    ascii = "".__sizeof__() - 1
    compact = str.__basicsize__ - _WORD
    for shift in (2, 8, 16):
        layout = TextLayout(header, header + 2 * _WORD, shift, ascii, compact)
        if all(_reads_text(layout, text) for text in _TEXTS):
            return layout
    return None


def _reads_text(layout: TextLayout, text: str) -> bool:
    """Whether reading a text in place, as generated code does, gives its characters."""
    state = ctypes.c_uint32.from_address(id(text) + layout.state).value >> layout.kind_shift
    width, is_compact, is_ascii = state & 7, state >> 3 & 1, state >> 4 & 1
    if width not in _CHARACTERS or not is_compact or _word(id(text), layout.length) != len(text):
        return False
    start = id(text) + (layout.ascii if is_ascii else layout.compact)
    characters = (_CHARACTERS[width] * len(text)).from_address(start)
    return [ord(character) for character in text] == list(characters)


_CHARACTERS: Final = {1: ctypes.c_uint8, 2: ctypes.c_uint16, 4: ctypes.c_uint32}
