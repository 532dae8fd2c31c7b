"""Texts: Python's `str`, its operators and the table of its methods.

    slice(concatenate("ab", "cd"), 0, 4, -1)

`text_blocks` draws what a text is in memory.  The methods are in modules of their own, by
what they do: `searching`, `splitting`, `stripping`, `replacing`, `padding`, `cases` and
`predicates`.
"""

from __future__ import annotations

from typing import Final

from ...scalars import int64, uint8, uint32, uint64
from ..bytes import compare as compare_bytes
from ..bytes import copy_upwards, fill
from ..heap import class_of, room_of, word
from ..layout import HEADER
from ..primitives import (
    Address,
    address,
    adopt,
    always_inline,
    memory,
    never_inline,
    pointer,
    quotient,
    read_i32,
    read_u16,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    unlikely,
    write_i32,
    write_u8,
    write_u32,
    write_u64,
)
from . import cases, padding, predicates, replacing, searching, splitting, stripping
from .searching import code_of, find_code
from .text_blocks import (
    CHARACTERS,
    FAR,
    MOST,
    character,
    characters,
    clamped,
    copy_characters,
    length_of,
    narrowest,
    new_text,
    part,
    read_code,
    wider,
    width_for,
    width_of,
    write_code,
)

METHODS: Final = {
    "capitalize": cases.capitalize,
    "casefold": cases.casefold,
    "center": padding.center,
    "count": searching.count,
    "endswith": searching.endswith,
    "expandtabs": padding.expandtabs,
    "find": searching.find,
    "index": searching.index,
    "isalnum": predicates.isalnum,
    "isalpha": predicates.isalpha,
    "isascii": predicates.isascii,
    "isdecimal": predicates.isdecimal,
    "isdigit": predicates.isdigit,
    "isidentifier": predicates.isidentifier,
    "islower": predicates.islower,
    "isnumeric": predicates.isnumeric,
    "isprintable": predicates.isprintable,
    "isspace": predicates.isspace,
    "istitle": predicates.istitle,
    "isupper": predicates.isupper,
    "join": splitting.join,
    "ljust": padding.ljust,
    "lower": cases.lower,
    "lstrip": stripping.lstrip,
    "partition": splitting.partition,
    "removeprefix": stripping.removeprefix,
    "removesuffix": stripping.removesuffix,
    "replace": replacing.replace,
    "rfind": searching.rfind,
    "rindex": searching.rindex,
    "rjust": padding.rjust,
    "rpartition": splitting.rpartition,
    "rsplit": splitting.rsplit,
    "rstrip": stripping.rstrip,
    "split": splitting.split,
    "splitlines": splitting.splitlines,
    "startswith": searching.startswith,
    "strip": stripping.strip,
    "swapcase": cases.swapcase,
    "title": cases.title,
    "upper": cases.upper,
    "zfill": padding.zfill,
}


@always_inline
def length(self: str) -> int:
    """`len(self)`."""
    return length_of(self)


@always_inline
def unchecked(self: str, index: int64) -> str:
    """`self[index]` in a loop that knows the index to be one."""
    width = width_of(self)
    return character(read_code(characters(self) + address(index) * width, width))


@always_inline
def renewed(old: str, self: str, index: int64) -> str:
    """`unchecked(self, index)`, in the block of the text before it if nobody else has that.

    For the variable of a loop, which is to be given the result; at first it has no text.
    """
    width = width_of(self)
    code = read_code(characters(self) + address(index) * width, width)
    at = pointer(old)
    if at != 0 and read_i32(memory, at - HEADER) == 1 and length_of(old) == 1:
        # The smallest block has room for any character.
        write_u64(memory, at, 1 | shift_left(uint64(width_for(code)), 32))
        write_u64(memory, at + CHARACTERS, uint64(code))
        write_i32(memory, at - HEADER, 2)  # the result's reference
        return adopt(str, at)
    return character(code)


@always_inline
def code(self: str, index: int) -> uint32:
    """`ord(self[index])`, without the text between.

    Raises:
        IndexError: if the text has no such character.
    """
    at: int64 = index
    if at < 0:
        at += length_of(self)
    if unlikely(uint64(at) >= uint64(length_of(self))):
        raise IndexError("string index out of range")
    width = width_of(self)
    return read_code(characters(self) + address(at) * width, width)


@always_inline
def unchecked_code(self: str, index: int64) -> uint32:
    """`ord(self[index])` in a loop that knows the index to be one."""
    width = width_of(self)
    return read_code(characters(self) + address(index) * width, width)


@always_inline
def item(self: str, index: int) -> str:
    """`self[index]`.

    Raises:
        IndexError: if the text has no such character.
    """
    return character(code(self, index))


def slice(self: str, start: int | None, stop: int | None, step: int | None) -> str:
    """`self[start:stop:step]`.

    Raises:
        ValueError: if the step is 0.
    """
    stride: int64 = 1 if step is None else step
    if stride == 0:
        raise ValueError("slice step cannot be zero")
    if stride > 0:
        return forwards(self, 0 if start is None else start, FAR if stop is None else stop, stride)
    last: int64 = -1 if stop is None else before_last(stop, length_of(self))
    return backwards(self, FAR if start is None else start, last, stride)


@always_inline
def before_last(stop: int64, length: int64) -> int64:
    """The position that a slice backwards stops before; -1 is the one before the first."""
    if stop < 0:
        stop += length
        return stop if stop > -1 else int64(-1)
    return stop if stop < length else length - 1


def between(self: str, start: int, stop: int) -> str:
    """`self[start:stop]`."""
    size = length_of(self)
    return part(self, clamped(start, size), clamped(stop, size))


def forwards(self: str, start: int64, stop: int64, step: int64) -> str:
    """`self[start:stop:step]` with a step above 0."""
    size = length_of(self)
    start = clamped(start, size)
    stop = clamped(stop, size)
    if step == 1:
        return part(self, start, stop)
    if stop <= start:
        return ""
    return stepped(self, start, step, quotient(stop - start - 1, step) + 1)


def backwards(self: str, start: int64, stop: int64, step: int64) -> str:
    """A slice with a step below 0, which stops before `stop`, a position or -1."""
    size = length_of(self)
    if start < 0:
        start += size
    elif start >= size:
        start = size - 1
    if start <= stop:
        return ""
    # -step does not fit where it is the least of all integers; one less is as far.
    far = step if step > -FAR else -FAR
    return stepped(self, start, far, quotient(start - stop - 1, -far) + 1)


def turned(self: str) -> str:
    """`self[::-1]`."""
    width = width_of(self)
    first = characters(self)
    at = first + address(length_of(self)) * width
    made = new_text(length_of(self), width)
    to = made + CHARACTERS
    while at != first:
        at -= width
        write_code(to, width, read_code(at, width))
        to += width
    return adopt(str, made)


def stepped(self: str, start: int64, step: int64, count: int64) -> str:
    """So many characters from a position on, each `step` from the one before."""
    if count == 1:
        step = 0
    width = width_of(self)
    at = characters(self) + address(start) * width
    stride = address(step) * width  # below 0 it wraps around
    narrow = narrowest(at, width, count, step)
    made = new_text(count, narrow)
    to = made + CHARACTERS
    while count > 0:
        write_code(to, narrow, read_code(at, width))
        to += narrow
        at += stride
        count -= 1
    return adopt(str, made)


def concatenate(a: str, b: str) -> str:
    """`a + b`."""
    before, behind = length_of(a), length_of(b)
    if before == 0:
        return b
    if behind == 0:
        return a
    width = wider(width_of(a), width_of(b))
    made = new_text(before + behind, width)
    to = copy_characters(made + CHARACTERS, width, characters(a), width_of(a), before)
    copy_characters(to, width, characters(b), width_of(b), behind)
    return adopt(str, made)


@always_inline
def append_in_place(self: str, other: str) -> str:
    """`self + other`, made of the block of `self` where nobody else has it, and there is room.

    For `self += other` of a local variable, which is to be given the result: a text that
    is built in a loop is copied seldom then.
    """
    at = pointer(self)
    width = width_of(self)
    if read_i32(memory, at - HEADER) == 1 and width_of(other) <= width:
        before = length_of(self)
        behind = length_of(other)
        end = CHARACTERS + address(before + behind) * width
        if end <= room(at) and before + behind <= MOST:
            start = characters(other)
            copy_characters(
                at + end - address(behind) * width, width, start, width_of(other), behind
            )
            write_u32(memory, at, uint32(before + behind))
            return self
    return extended(self, other)


@always_inline
def append_code(self: str, code: uint32) -> str:
    """`append_in_place(self, chr(code))`, without the text between."""
    at = pointer(self)
    if read_i32(memory, at - HEADER) == 1 and width_of(self) == 1 and code < 0x100:
        before = read_u32(memory, at)
        if has_room_behind(at, CHARACTERS + address(before)) and before != MOST:
            write_u8(memory, at + CHARACTERS + address(before), code)
            write_u32(memory, at, before + 1)
            return self
    return extended_by_code(self, code)


@always_inline
def has_room_behind(at: Address, used: Address) -> bool:
    """Whether a byte more has room behind those that are used in a text's block.

    What a small block has room for is a multiple of sixteen; where that begins anew, the
    answer may be no although there is room.
    """
    size = address(read_u16(memory, at - 2))
    return used & 15 != 0 if size != 0 else used < word(memory, at - HEADER - 8)


@never_inline
def extended_by_code(self: str, code: uint32) -> str:
    """The same where the text is wide or another's, or may have no room."""
    at, before, width = pointer(self), length_of(self), width_of(self)
    if before == 0:
        return character(code)
    if read_i32(memory, at - HEADER) == 1 and width_for(code) <= width:
        end = CHARACTERS + address(before) * width
        if end + width <= room(at) and before < MOST:
            write_code(at + end, width, code)
            write_u32(memory, at, uint32(before + 1))
            return self
    return extended(self, character(code))


@always_inline
def room(at: Address) -> Address:
    """How many bytes a text can take in its block."""
    size = address(read_u16(memory, at - 2))
    if size == 0:
        return word(memory, at - HEADER - 8)
    return room_of(class_of(size))


@never_inline
def extended(self: str, other: str) -> str:
    """`self + other` in a new block: with spare room, if `self` is being built."""
    if length_of(other) == 0:
        return self
    before, behind = length_of(self), length_of(other)
    width = wider(width_of(self), width_of(other))
    total = before + behind
    spare = total
    if read_i32(memory, pointer(self) - HEADER) == 1 and total < MOST // 2:
        spare += shift_right(total, 1)
    made = new_text(spare, width)
    write_u32(memory, made, uint32(total))
    to = copy_characters(made + CHARACTERS, width, characters(self), width_of(self), before)
    copy_characters(to, width, characters(other), width_of(other), behind)
    return adopt(str, made)


def repeat(self: str, times: int) -> str:
    """`self * times`.

    Raises:
        OverflowError, MemoryError: if it is too long.
    """
    count: int64 = times
    size = length_of(self)
    if count <= 0 or size == 0:
        return ""
    if count == 1:
        return self
    if count > quotient(int64(FAR), size):
        raise OverflowError("repeated string is too long")
    width = width_of(self)
    made = new_text(size * count, width)
    start = made + CHARACTERS
    one = address(size) * width
    whole = one * address(count)
    if one == 1:
        fill(memory, start, whole, uint8(read_code(characters(self), 1)))
        return adopt(str, made)
    copy_upwards(memory, start, characters(self), one)
    while one < whole:
        more = one if one <= whole - one else whole - one
        copy_upwards(memory, start + one, start, more)
        one += more
    return adopt(str, made)


def contains(self: str, value: str) -> bool:
    """`value in self`."""
    return searching.find(self, value) >= 0


def has_code(self: str, code: uint32) -> bool:
    """`chr(code) in self`."""
    width = width_of(self)
    return find_code(characters(self), width, length_of(self), code) >= 0


@always_inline
def has_only(self: str, code: uint32) -> bool:
    """`self == chr(code)`."""
    return length_of(self) == 1 and code_of(self) == code


@always_inline
def is_code_of(code: uint32, text: str) -> bool:
    """`chr(code) == text`."""
    return has_only(text, code)


@always_inline
def equal(a: str, b: str) -> bool:
    """`a == b`."""
    if pointer(a) == pointer(b):
        return True
    # Length and width together.
    if read_u64(memory, pointer(a)) != read_u64(memory, pointer(b)):
        return False
    return same_bytes(characters(a), characters(b), address(length_of(a)) * width_of(a))


def same_bytes(a: Address, b: Address, size: Address) -> bool:
    """Whether the bytes of two texts are equal, both from their beginnings on."""
    while size >= 8:
        if read_u64(memory, a) != read_u64(memory, b):
            return False
        a += 8
        b += 8
        size -= 8
    return size == 0 or shift_left(read_u64(memory, a) ^ read_u64(memory, b), beyond(size)) == 0


@always_inline
def beyond(size: Address) -> uint64:
    """How many bits of eight bytes lie behind the first `size` of them, which are some."""
    return 64 - 8 * uint64(size)


def less(a: str, b: str) -> bool:
    """`a < b`."""
    return compare(a, b) < 0


def compare(a: str, b: str) -> int64:
    """Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`."""
    shorter = min(length_of(a), length_of(b))
    width, other = width_of(a), width_of(b)
    at, beside = characters(a), characters(b)
    if width == 1 and other == 1:
        order = compare_bytes(memory, at, beside, address(shorter))
        if order != 0:
            return int64(order)
    else:
        left = shorter
        while left > 0:
            left_code, right_code = read_code(at, width), read_code(beside, other)
            if left_code != right_code:
                return -1 if left_code < right_code else 1
            at += width
            beside += other
            left -= 1
    return length_of(a) - length_of(b)


def hash(self: str) -> int64:
    """A number that is equal for equal texts: multiplied and folded, eight bytes at a time."""
    state = read_u64(memory, pointer(self))
    at = characters(self)
    size = address(length_of(self)) * width_of(self)
    while size >= 8:
        state = mixed(state ^ read_u64(memory, at))
        at += 8
        size -= 8
    if size > 0:
        # The bytes behind the text are whatever they are.
        state = mixed(state ^ shift_left(read_u64(memory, at), beyond(size)))
    return int64(mixed(state))


@always_inline
def mixed(state: uint64) -> uint64:
    """Each bit of the result hangs on many of `state`; the factor is 2**64 / golden ratio."""
    state = state * uint64(0x9E3779B97F4A7C15)
    return state ^ shift_right(state, 32)
