"""Which characters are whitespace, and which end a line.

    is_space(0x3000), ends_line(0x2028)

They are few, and have been the same for many years of Unicode; so there is no table.
"""

from __future__ import annotations

from ...scalars import uint32, uint64
from ..primitives import always_inline, never_inline, shift_right

# The bits of the blank, and of 9 to 13 and 28 to 31.
ASCII_SPACES = 0x1F0003E00

LINE_FEED, CARRIAGE_RETURN, TAB = 10, 13, 9


@always_inline
def is_space(code: uint32) -> bool:
    """Whether `str.isspace` and `str.split` take a character for whitespace."""
    if code <= 32:
        return shift_right(uint64(ASCII_SPACES), uint64(code)) & 1 != 0
    return code > 127 and is_wide_space(code)


@never_inline
def is_wide_space(code: uint32) -> bool:
    """The same for what is not ASCII: next line, blanks and separators."""
    if code < 0x1680:
        return code == 0x85 or code == 0xA0
    if code < 0x202F:
        return code == 0x1680 or uint32(code - 0x2000) < 11 or uint32(code - 0x2028) < 2
    return code == 0x202F or code == 0x205F or code == 0x3000


@always_inline
def ends_line(code: uint32) -> bool:
    """Whether `str.splitlines` ends a line at a character."""
    if code < 128:
        return uint32(code - 10) < 4 or uint32(code - 28) < 3
    return code == 0x85 or code == 0x2028 or code == 0x2029
