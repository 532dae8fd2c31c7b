"""The format-spec mini language: what `">+10,.2f"` asks for, as three numbers.

    fields, width, precision = parse(">+10,.2f", "float", RIGHT, 0)
    align_of(fields) == RIGHT, width == 10, precision == 2, kind_of(fields) == ord("f")

Width and precision are -1 where they are not given.  The fields are one number:

    51        30     29       28        26      24     21      0
    ┌─────────┬──────┬────────┬─────────┬───────┬──────┬───────┐
    │ kind,   │ z    │ #      │ , or _  │ sign  │ align│ fill, │
    │ its code│      │        │         │       │      │ a code│
    └─────────┴──────┴────────┴─────────┴───────┴──────┴───────┘

`parse` calls nothing but Python unless a spec has digits beyond ASCII, so that the compiler
itself can call it, for a spec that is constant.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..primitives import always_inline
from .properties import decimal_value, is_decimal

# Alignments; INSIDE puts the fill between a number's sign and its digits.
LEFT, RIGHT, CENTRE, INSIDE = 1, 2, 3, 4
# What a sign asks for; a minus sign asks for what is done without.
PLUS_SIGN, BLANK_SIGN, MINUS_SIGN = 1, 2, 3
COMMA_GROUPS, UNDERSCORE_GROUPS = 1, 2

FILL_BITS = 0x1FFFFF
ALIGN, SIGN, GROUPS, ALTERNATE, POSITIVE_ZERO, KIND = 21, 24, 26, 28, 29, 30

BLANK, HASH, PLUS, COMMA, MINUS, POINT, ZERO = 32, 35, 43, 44, 45, 46, 48
LESS, EQUALS, GREATER, CARET, UNDERSCORE = 60, 61, 62, 94, 95
LETTER_D, LETTER_S, LETTER_Z = 100, 115, 122

# A width or precision from here on does not fit what CPython has for it.
TOO_LARGE = 922337203685477580


@always_inline
def fill_of(fields: int64) -> uint32:
    """The character to fill with."""
    return uint32(fields & FILL_BITS)


@always_inline
def align_of(fields: int64) -> int64:
    """LEFT, RIGHT, CENTRE or INSIDE."""
    return fields >> ALIGN & 7


@always_inline
def sign_of(fields: int64) -> int64:
    """PLUS_SIGN, BLANK_SIGN or MINUS_SIGN; 0 where none is given."""
    return fields >> SIGN & 3


@always_inline
def groups_of(fields: int64) -> int64:
    """COMMA_GROUPS or UNDERSCORE_GROUPS, or 0."""
    return fields >> GROUPS & 3


@always_inline
def is_alternate(fields: int64) -> bool:
    """Whether there is a `#`."""
    return fields >> ALTERNATE & 1 != 0


@always_inline
def is_zero_positive(fields: int64) -> bool:
    """Whether there is a `z`: a number that is rounded to -0 loses its sign."""
    return fields >> POSITIVE_ZERO & 1 != 0


@always_inline
def kind_of(fields: int64) -> uint32:
    """The code of the type's letter; 0 where there is none."""
    return uint32(fields >> KIND)


def align_named(code: int64) -> int64:
    """The alignment that a character asks for; 0 if it asks for none."""
    if code == LESS:
        return LEFT
    if code == GREATER:
        return RIGHT
    if code == CARET:
        return CENTRE
    return INSIDE if code == EQUALS else 0


def sign_named(code: int64) -> int64:
    """What a character asks for as a sign; 0 if it is none."""
    if code == PLUS:
        return PLUS_SIGN
    if code == MINUS:
        return MINUS_SIGN
    return BLANK_SIGN if code == BLANK else 0


def parse(spec: str, owner: str, align: int64, kind: int64) -> tuple[int, int, int]:
    """What a spec asks for: fields, width, precision.

    Args:
        spec: what stands behind the colon.
        owner: the name of the type of the value, for errors.
        align, kind: what there is where the spec says nothing.

    Raises:
        ValueError: if it is no spec.
    """
    natural = align
    fill: int64 = BLANK
    at: int64 = 0
    filled = False
    aligned = True
    if len(spec) >= 2 and align_named(ord(spec[1])) != 0:
        fill = ord(spec[0])
        align = align_named(ord(spec[1]))
        at = 2
        filled = True
    elif len(spec) >= 1 and align_named(ord(spec[0])) != 0:
        align = align_named(ord(spec[0]))
        at = 1
    else:
        aligned = False
    flags: int64 = 0
    if at < len(spec) and sign_named(ord(spec[at])) != 0:
        flags = sign_named(ord(spec[at])) << SIGN
        at += 1
    if at < len(spec) and ord(spec[at]) == LETTER_Z:
        flags = flags | 1 << POSITIVE_ZERO
        at += 1
    if at < len(spec) and ord(spec[at]) == HASH:
        flags = flags | 1 << ALTERNATE
        at += 1
    if at < len(spec) and ord(spec[at]) == ZERO and not filled:
        fill = ZERO
        if not aligned and natural == RIGHT:
            align = INSIDE
        at += 1
    flags = flags | fill | align << ALIGN
    return parse_numbers(spec, owner, at, flags, kind)


def parse_numbers(
    spec: str, owner: str, at: int64, fields: int64, kind: int64
) -> tuple[int, int, int]:
    """The rest of a spec from a position on: width, groups, precision and kind."""
    width: int64 = -1
    stop = end_of_digits(spec, at)
    if stop > at:
        width = number_at(spec, at, stop)
    at = stop
    groups: int64 = 0
    if at < len(spec) and ord(spec[at]) == COMMA:
        groups = COMMA_GROUPS
        at += 1
    if at < len(spec) and ord(spec[at]) == UNDERSCORE:
        if groups != 0:
            raise ValueError("Cannot specify both ',' and '_'.")
        groups = UNDERSCORE_GROUPS
        at += 1
    if at < len(spec) and ord(spec[at]) == COMMA and groups == UNDERSCORE_GROUPS:
        raise ValueError("Cannot specify both ',' and '_'.")
    precision: int64 = -1
    if at < len(spec) and ord(spec[at]) == POINT:
        at += 1
        stop = end_of_digits(spec, at)
        if stop == at:
            raise ValueError("Format specifier missing precision")
        precision = number_at(spec, at, stop)
        at = stop
    if len(spec) - at > 1:
        raise ValueError(
            "Invalid format specifier '" + spec + "' for object of type '" + owner + "'"
        )
    if at < len(spec):
        kind = ord(spec[at])
    if groups != 0:
        check_groups(groups, kind)
    return fields | groups << GROUPS | kind << KIND, width, precision


def end_of_digits(spec: str, at: int64) -> int64:
    """Where digits end that begin at a position, if any do."""
    while at < len(spec) and is_decimal(uint32(ord(spec[at]))):
        at += 1
    return at


def number_at(spec: str, at: int64, stop: int64) -> int64:
    """The number that digits are."""
    number: int64 = 0
    while at < stop:
        digit = decimal_value(uint32(ord(spec[at])))
        # The largest of all is 2**63 - 1.
        if number > TOO_LARGE or (number == TOO_LARGE and digit > 7):
            raise ValueError("Too many decimal digits in format string")
        number = number * 10 + digit
        at += 1
    return number


def check_groups(groups: int64, kind: int64) -> None:
    """Refuse groups of digits where there are none, or none of that sort."""
    letter = uint32(kind)
    if letter == 0 or is_decimal_kind(letter):
        return
    if is_binary_kind(letter) and groups == UNDERSCORE_GROUPS:
        return
    separator = "," if groups == COMMA_GROUPS else "_"
    raise ValueError("Cannot specify '" + separator + "' with " + shown(letter) + ".")


@always_inline
def is_decimal_kind(letter: uint32) -> bool:
    """Whether a letter stands for decimal digits: d or one of those of floats, but not n."""
    return letter == LETTER_D or is_float_kind(letter)


@always_inline
def is_float_kind(letter: uint32) -> bool:
    """Whether a letter is one of eEfFgG%."""
    return letter == 37 or uint32((letter | 32) - 101) < 3


@always_inline
def is_binary_kind(letter: uint32) -> bool:
    """Whether a letter is one of boxX."""
    return letter == 98 or letter == 111 or letter | 32 == 120


def shown(letter: uint32) -> str:
    """A character in quotes, as errors have it: by its code if it is not ASCII."""
    if letter > 32 and letter < 128:
        return "'" + chr(letter) + "'"
    return "'\\x" + hex(letter)[2:] + "'"
