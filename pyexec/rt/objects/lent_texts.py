"""Texts and containers of texts as callers in C have them, in UTF-8, and the way back.

    taken_list(start, 3, base)      # a list of three texts that a caller has
    given_text(text)                # a block of the caller's, with a NUL behind the text
    given_texts(list_, base)        # one block with all texts of a list

An array of texts is one of these; `base` is where the heap lies in the process:

    text     [data: an address of the process, u64][length in bytes: u64]
    block    [text][text] ... [bytes, NUL][bytes, NUL] ...
"""

from __future__ import annotations

from ...scalars import uint32, uint64
from ..lending import new_given
from ..lists import LENGTH
from ..primitives import (
    Address,
    address,
    borrow,
    memory,
    pointer,
    read_u32,
    read_u64,
    write_u8,
    write_u64,
)
from . import tuples
from .list_blocks import new_list, push
from .list_blocks import place as place_in_list
from .tuples import place as place_in_tuple
from .utf8_texts import decoded, encode, encoded_size

DATA, SIZE = 0, 8
ROW = 16


def taken_list(start: Address, count: uint64, base: uint64) -> list[str]:
    """A list of the texts of an array.

    Raises:
        UnicodeDecodeError: if one of them is not UTF-8.
        MemoryError: if there is no room for it.
    """
    made: list[str] = new_list(str, count)
    left = count
    while left != 0:
        text = decoded(
            address(read_u64(memory, start + DATA) - base), read_u64(memory, start + SIZE)
        )
        push(made, text)
        start += ROW
        left -= 1
    return made


def taken_tuple(start: Address, count: uint64, base: uint64) -> tuple[str, ...]:
    """The same as a tuple."""
    return tuples.of_list(taken_list(start, count, base))


def given_text(text: str) -> Address:
    """A block with a text and a NUL, for a caller.

    Raises:
        UnicodeEncodeError: if it has a surrogate.
        MemoryError: if there is no room for it.
    """
    at = new_given(memory, encoded_size(text) + 1)
    if at == 0:
        raise MemoryError
    write_u8(memory, encode(text, at), 0)
    return at


def given_list(texts: list[str], base: uint64) -> Address:
    """A block with an array and its texts, for a caller; the same errors."""
    return given_texts(place_in_list(texts, 0), read_u32(memory, pointer(texts) + LENGTH), base)


def given_tuple(texts: tuple[str, ...], base: uint64) -> Address:
    """The same of a tuple."""
    return given_texts(place_in_tuple(texts, 0), read_u32(memory, pointer(texts) + LENGTH), base)


def given_texts(start: Address, length: uint32, base: uint64) -> Address:
    """The same of references side by side."""
    count = address(length)
    size = count * ROW
    index: Address = 0
    while index < count:
        size += encoded_size(borrow(str, start + index * 8)) + 1
        index += 1
    at = new_given(memory, size)
    if at == 0:
        raise MemoryError
    to = at + count * ROW
    index = 0
    while index < count:
        end = encode(borrow(str, start + index * 8), to)
        write_u8(memory, end, 0)
        write_u64(memory, at + index * ROW + DATA, uint64(to) + base)
        write_u64(memory, at + index * ROW + SIZE, uint64(end - to))
        to = end + 1
        index += 1
    return at
