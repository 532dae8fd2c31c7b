"""Numbers in the room that a format spec gives them: sign, prefix, groups of digits, fill.

    laid_out("1234.5", 4, PLUS, 0, fields, 10, 3) == "+001,234.5"     # of "010," and a sign

A number comes as a text without sign and prefix, of which the first characters, `whole` of
them, are the digits that groups are made of.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import Address, address, adopt
from .format_specs import (
    BLANK,
    BLANK_SIGN,
    CENTRE,
    COMMA,
    COMMA_GROUPS,
    INSIDE,
    MINUS,
    PLUS,
    PLUS_SIGN,
    RIGHT,
    UNDERSCORE,
    ZERO,
    align_of,
    fill_of,
    groups_of,
    sign_of,
)
from .padding import padded, write_run
from .text_blocks import (
    CHARACTERS,
    characters,
    code_at,
    copy_characters,
    length_of,
    new_text,
    wider,
    width_for,
    width_of,
    write_code,
)


def sign_for(negative: bool, fields: int64) -> uint32:
    """The sign that a number is written with; 0 if with none."""
    if negative:
        return MINUS
    asked = sign_of(fields)
    if asked == PLUS_SIGN:
        return PLUS
    return BLANK if asked == BLANK_SIGN else 0


def laid_out(
    body: str, whole: int64, sign: uint32, prefix: uint32, fields: int64, width: int64, size: int64
) -> str:
    """A number as a spec wants it.

    Args:
        body: the number, without sign and prefix.
        whole: how many digits it begins with.
        sign: a character, or 0.
        prefix: the character that stands behind a zero at the beginning, as x does, or 0.
        fields, width: of the spec.
        size: of groups of digits, where there are groups.
    """
    rest = length_of(body) - whole
    before = int64(sign != 0) + 2 * int64(prefix != 0)
    fill = fill_of(fields)
    align = align_of(fields)
    if groups_of(fields) == 0:
        size = 0
    least: int64 = 0
    if fill == ZERO and align == INSIDE:
        least = width - before - rest
    digits = grouped_length(whole, least, size)
    missing = width - before - digits - rest
    missing = missing if missing > 0 else int64(0)
    left = missing_before(missing, align)
    wide = width_of(body)
    if missing > 0:
        wide = wider(wide, width_for(fill))
    made = new_text(before + digits + rest + missing, wide)
    to = made + CHARACTERS
    to = write_run(to, wide, fill, left)
    if sign != 0:
        to = write_run(to, wide, sign, 1)
    if prefix != 0:
        to = write_run(write_run(to, wide, ZERO, 1), wide, prefix, 1)
    if align == INSIDE:
        to = write_run(to, wide, fill, missing)
        left = missing
    separator: uint32 = COMMA if groups_of(fields) == COMMA_GROUPS else UNDERSCORE
    to = write_grouped(to, wide, body, whole, digits, size, separator)
    start = characters(body) + address(whole) * width_of(body)
    to = copy_characters(to, wide, start, width_of(body), rest)
    write_run(to, wide, fill, missing - left)
    return adopt(str, made)


def missing_before(missing: int64, align: int64) -> int64:
    """How much of the fill stands before everything else."""
    if align == RIGHT:
        return missing
    return missing >> 1 if align == CENTRE else 0


def grouped_length(count: int64, least: int64, size: int64) -> int64:
    """How many characters digits take, in groups if `size` is not 0, with zeroes before them.

    There are so many zeroes that these are `least` characters, or one more where the first
    of them would be a separator.
    """
    if count == 0:
        return 0
    if size == 0:
        return count if count > least else least
    length: int64 = 0
    while True:
        more = count if count > least else least
        more = more if more > 1 else int64(1)
        more = more if more < size else size
        length += more
        count -= more
        least -= more
        if count <= 0 and least <= 0:
            return length
        length += 1
        least -= 1


def write_grouped(
    to: Address,
    wide: Address,
    body: str,
    left: int64,
    length: int64,
    size: int64,
    separator: uint32,
) -> Address:
    """Write the digits that a text begins with, the last one first; the address behind them."""
    end = to + address(length) * wide
    at = end
    written: int64 = 0
    while at > to:
        at -= wide
        if size != 0 and written == size:
            write_code(at, wide, separator)
            written = 0
            continue
        digit: uint32 = ZERO
        if left > 0:
            left -= 1
            digit = code_at(body, left)
        write_code(at, wide, digit)
        written += 1
    return end


def aligned(text: str, fields: int64, width: int64) -> str:
    """A text in the room that a spec gives it."""
    missing = width - length_of(text)
    if missing <= 0:
        return text
    left = missing_before(missing, align_of(fields))
    return padded(text, left, missing - left, fill_of(fields))
