r"""Texts from bytes of UTF-8, and the way back, with CPython's errors.

text = decoded(start, 5)              # of five bytes
size = encoded_size(text)             # how many bytes it becomes
end = encode(text, to)                # writes them

decoded of b"a\xff" raises UnicodeDecodeError:
    'utf-8' codec can't decode byte 0xff in position 1: invalid start byte
encoded_size("a\ud800") raises UnicodeEncodeError:
    'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
"""

from __future__ import annotations

from ...scalars import int64, uint32, uint64
from ..primitives import (
    Address,
    address,
    adopt,
    memory,
    never_inline,
    read_u8,
)
from ..utf8_strict import bytes_of, code_of, is_surrogate, needed, put_code, sound
from .text_blocks import (
    CHARACTERS,
    MOST,
    characters,
    code_at,
    copy_bytes,
    is_ascii,
    length_of,
    new_text,
    width_for,
    width_of,
    write_code,
)
from .texts import digits_of, str_of_int

HEXADECIMAL = 4  # bits of a digit


def decoded(start: Address, size: uint64) -> str:
    """The text of bytes.

    Raises:
        UnicodeDecodeError: if they are not UTF-8.
        MemoryError: if there is no room for it.
    """
    if size > MOST:
        raise MemoryError
    if is_ascii(start, int64(size)):
        made = new_text(int64(size), 1)
        copy_bytes(made + CHARACTERS, start, address(size))
        return adopt(str, made)
    return decoded_wide(start, address(size))


@never_inline
def decoded_wide(start: Address, size: Address) -> str:
    """The same of bytes some of which are not ASCII."""
    count: int64 = 0
    every: uint32 = 0
    at: Address = 0
    while at < size:
        bytes = needed(read_u8(memory, start + at))
        if bytes == 0 or sound(memory, start + at, size - at, bytes) != bytes:
            refuse_bytes(start, size, at)
        every = every | code_of(memory, start + at, bytes)
        count += 1
        at += bytes
    width = width_for(every)
    made = new_text(count, width)
    to = made + CHARACTERS
    at = 0
    while at < size:
        bytes = needed(read_u8(memory, start + at))
        write_code(to, width, code_of(memory, start + at, bytes))
        to += width
        at += bytes
    return adopt(str, made)


@never_inline
def refuse_bytes(start: Address, size: Address, at: Address) -> None:
    """Raise the error of what is no character at a position."""
    bytes = needed(read_u8(memory, start + at))
    found: Address = 1
    reason = "invalid start byte"
    if bytes != 0:
        found = sound(memory, start + at, size - at, bytes)
        reason = "invalid continuation byte"
        if found == size - at:
            reason = "unexpected end of data"
    place = str_of_int(int64(at))
    if found == 1:
        byte = digits_of(uint64(read_u8(memory, start + at)), HEXADECIMAL, False)
        what = "byte 0x" + byte + " in position " + place
    else:
        what = "bytes in position " + place + "-" + str_of_int(int64(at + found - 1))
    raise UnicodeDecodeError("'utf-8' codec can't decode " + what + ": " + reason)  # type: ignore[call-arg]


def encoded_size(text: str) -> Address:
    """How many bytes a text becomes.

    Raises:
        UnicodeEncodeError: for a surrogate, which UTF-8 does not have.
    """
    count = length_of(text)
    if width_of(text) == 1 and is_ascii(characters(text), count):
        return address(count)
    size: Address = 0
    at: int64 = 0
    while at < count:
        code = code_at(text, at)
        if is_surrogate(code):
            refuse_surrogates(text, at)
        size += bytes_of(code)
        at += 1
    return size


@never_inline
def refuse_surrogates(text: str, first: int64) -> None:
    """Raise the error of the surrogates at a position."""
    last = first
    while last + 1 < length_of(text) and is_surrogate(code_at(text, last + 1)):
        last += 1
    place = str_of_int(first)
    if last == first:
        shown = digits_of(uint64(code_at(text, first)), HEXADECIMAL, False)
        what = "character '\\u" + shown + "' in position " + place
    else:
        what = "characters in position " + place + "-" + str_of_int(last)
    raise UnicodeEncodeError("'utf-8' codec can't encode " + what + ": surrogates not allowed")  # type: ignore[call-arg]


def encode(text: str, to: Address) -> Address:
    """Write a text that has no surrogates; the address behind it."""
    count = length_of(text)
    if width_of(text) == 1 and is_ascii(characters(text), count):
        copy_bytes(to, characters(text), address(count))
        return to + address(count)
    at: int64 = 0
    while at < count:
        to = put_code(memory, to, code_at(text, at))
        at += 1
    return to
