"""Capital and small letters: `upper`, `lower`, `title` and the like, as Unicode has them.

    upper("straße") == "STRASSE"
    lower("ΟΔΟΣ") == "οδος"        # the sigma at a word's end
    casefold("Straße") == "strasse"

An ASCII text is changed byte by byte.  Of any other, the characters are written first, four
bytes each: one may become three, and the result may be wider or narrower.
"""

from __future__ import annotations

from ...scalars import int64, uint8, uint32, uint64
from ..heap import release
from ..layout import RAW
from ..primitives import (
    Address,
    address,
    adopt,
    always_inline,
    memory,
    never_inline,
    read_u8,
    write_u8,
    write_u32,
)
from .blocks import new_block
from .properties import (
    entry,
    fold_of,
    is_capital,
    is_cased,
    is_ignored,
    is_lower,
    is_small,
    is_upper,
    last_up_to,
    lower_of,
    title_of,
    upper_of,
)
from .text_blocks import (
    CHARACTERS,
    characters,
    code_at,
    is_ascii,
    length_of,
    new_text,
    text_of,
    width_of,
)
from .unicode_tables import FOLD_EXPANSIONS, TITLE_EXPANSIONS, UPPER_EXPANSIONS

SMALL = 32  # set in an ASCII letter that is small

DOTTED_I, DOT_ABOVE = 0x130, 0x307
SIGMA, SMALL_SIGMA, FINAL_SIGMA = 0x3A3, 0x3C3, 0x3C2


def upper(self: str) -> str:
    """In capital letters."""
    if is_ascii_text(self):
        return upper_ascii(self)
    made = room_for(self)
    to = made
    at: int64 = 0
    while at < length_of(self):
        to = put_upper(to, code_at(self, at))
        at += 1
    return text_of_codes(made, to)


def lower(self: str) -> str:
    """In small letters."""
    if is_ascii_text(self):
        return lower_ascii(self)
    made = room_for(self)
    to = made
    at: int64 = 0
    while at < length_of(self):
        to = put_lower(to, self, at)
        at += 1
    return text_of_codes(made, to)


def casefold(self: str) -> str:
    """For comparisons without regard to case."""
    if is_ascii_text(self):
        return lower_ascii(self)
    made = room_for(self)
    to = made
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        place = expansion_of(FOLD_EXPANSIONS, code)
        to = put_expansion(to, FOLD_EXPANSIONS, place) if place >= 0 else put(to, fold_of(code))
        at += 1
    return text_of_codes(made, to)


def swapcase(self: str) -> str:
    """Capital letters small, and small ones capital."""
    made = room_for(self)
    to = made
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        if is_upper(code):
            to = put_lower(to, self, at)
        elif is_lower(code):
            to = put_upper(to, code)
        else:
            to = put(to, code)
        at += 1
    return text_of_codes(made, to)


def capitalize(self: str) -> str:
    """The first character as a title has it, the others in small letters."""
    made = room_for(self)
    to = made
    at: int64 = 0
    while at < length_of(self):
        to = put_lower(to, self, at) if at > 0 else put_title(to, code_at(self, at))
        at += 1
    return text_of_codes(made, to)


def title(self: str) -> str:
    """The first letter of each word as a title has it, the others in small letters."""
    made = room_for(self)
    to = made
    inside = False
    at: int64 = 0
    while at < length_of(self):
        code = code_at(self, at)
        to = put_lower(to, self, at) if inside else put_title(to, code)
        inside = is_cased(code)
        at += 1
    return text_of_codes(made, to)


# ASCII


@always_inline
def is_ascii_text(text: str) -> bool:
    """Whether all characters are below U+0080."""
    return width_of(text) == 1 and is_ascii(characters(text), length_of(text))


@always_inline
def switched(text: str, first: uint64) -> str:
    """An ASCII text whose letters of the case that begins at a code are in the other case."""
    made = new_text(length_of(text), 1)
    at, to = characters(text), made + CHARACTERS
    end = at + address(length_of(text))
    while at < end:
        letter = read_u8(memory, at)
        write_u8(memory, to, letter ^ SMALL if uint8(letter - first) < 26 else letter)
        at += 1
        to += 1
    return adopt(str, made)


def upper_ascii(text: str) -> str:
    """An ASCII text in capital letters."""
    return switched(text, 97)


def lower_ascii(text: str) -> str:
    """An ASCII text in small letters."""
    return switched(text, 65)


# All of Unicode


def room_for(text: str) -> Address:
    """A block for three codes for each character: more there cannot become of it."""
    return new_block(address(12 * length_of(text)), RAW)


def text_of_codes(start: Address, end: Address) -> str:
    """The text of codes in a block, which is freed."""
    made = text_of(start, 4, int64((end - start) // 4))
    release(memory, start)
    return made


@always_inline
def put(to: Address, code: uint32) -> Address:
    """Write a code; the address behind it."""
    write_u32(memory, to, code)
    return to + 4


def put_upper(to: Address, code: uint32) -> Address:
    """Write what a character is in capital letters."""
    if code < 128:
        return put(to, code ^ SMALL if is_small(code) else code)
    place = expansion_of(UPPER_EXPANSIONS, code)
    if place >= 0:
        return put_expansion(to, UPPER_EXPANSIONS, place)
    return put(to, upper_of(code))


def put_title(to: Address, code: uint32) -> Address:
    """Write what a character is at the beginning of a title's word."""
    if code < 128:
        return put(to, code ^ SMALL if is_small(code) else code)
    place = expansion_of(TITLE_EXPANSIONS, code)
    if place >= 0:
        return put_expansion(to, TITLE_EXPANSIONS, place)
    return put(to, title_of(code))


def put_lower(to: Address, text: str, at: int64) -> Address:
    """Write what the character at a position is in small letters."""
    code = code_at(text, at)
    if code < 128:
        return put(to, code ^ SMALL if is_capital(code) else code)
    if code == SIGMA:
        return put(to, FINAL_SIGMA if ends_word(text, at) else SMALL_SIGMA)
    if code == DOTTED_I:
        return put(put(to, 105), DOT_ABOVE)
    return put(to, lower_of(code))


def ends_word(text: str, at: int64) -> bool:
    """Whether a sigma has letters with case before it, and none behind."""
    before = at - 1
    while before >= 0 and is_ignored(code_at(text, before)):
        before -= 1
    if before < 0 or not is_cased(code_at(text, before)):
        return False
    behind = at + 1
    while behind < length_of(text) and is_ignored(code_at(text, behind)):
        behind += 1
    return behind == length_of(text) or not is_cased(code_at(text, behind))


# Characters that become several: in a table, each followed by them, 0 for one that is not.


@always_inline
def expansion_of(table: str, code: uint32) -> int64:
    """The place of a character in such a table; -1 if it becomes one character."""
    place = last_up_to(table, code, 4)
    return place if place >= 0 and entry(table, place) == code & 0xFFFF else int64(-1)


@never_inline
def put_expansion(to: Address, table: str, place: int64) -> Address:
    """Write what a character becomes."""
    to = put(to, uint32(entry(table, place + 1)))
    to = put(to, uint32(entry(table, place + 2)))
    third = uint32(entry(table, place + 3))
    return put(to, third) if third != 0 else to
