"""Floats and complex numbers from text, as Python's `float(text)` and `complex(text)` read them.

    read_float(memory, start, end, place)     # of " 1_000.5e-3 ": True, and 1.0005 at `place`

The text is ASCII, and of any length; `float_rounding` finds the float that is nearest to it.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .characters import (
    CLOSING,
    LETTER_A,
    LETTER_E,
    LETTER_J,
    MINUS,
    OPENING,
    PLUS,
    POINT,
    SMALL,
    UNDERSCORE,
    character,
    digit,
    drop_spaces,
    skip_spaces,
    spells,
)
from .float_rounding import KEPT, ROOM, nearest_float, nearest_to_text
from .primitives import Address, Memory, from_bits, read_f64, write_f64

# Bytes at `place` that the functions use; the result is in the first 8 or 16 of them.
ROOM_OF_FLOAT = 8 + ROOM
ROOM_OF_COMPLEX = 8 + ROOM_OF_FLOAT

# An exponent that no number of digits makes up for, and that ten times fits in 64 bits.
FAR = 1 << 58

INFINITY = float("inf")
NAN = float("nan")


def read_float(memory: Memory, start: Address, end: Address, place: Address) -> bool:
    """Read a text that is a float, and write it to `place`; False if it is none."""
    start = skip_spaces(memory, start, end)
    end = drop_spaces(memory, start, end)
    return start < end and scan_float(memory, start, end, place) == end


def read_complex(memory: Memory, start: Address, end: Address, place: Address) -> bool:
    """Read a text that is a complex number, and write it to `place`; False if it is none.

        place  [real: f64][imaginary: f64]

    It is a float, or one with "j" behind it, or a float and a float with a sign and "j";
    of the imaginary one, the sign or nothing at all stands for 1.
    """
    start = skip_spaces(memory, start, end)
    end = drop_spaces(memory, start, end)
    if character(memory, start, end) == OPENING:
        end -= 1
        if character(memory, end, end + 1) != CLOSING:
            return False
        start = skip_spaces(memory, start + 1, end)
        end = drop_spaces(memory, start, end)
    write_f64(memory, place, 0.0)
    stop = scan_float(memory, start, end, place)
    has_real = stop != start
    if has_real and stop == end:
        write_f64(memory, place + 8, 0.0)
        return True
    sign = character(memory, stop, end)
    if has_real and sign | SMALL == LETTER_J:
        write_f64(memory, place + 8, read_f64(memory, place))
        write_f64(memory, place, 0.0)
    else:
        if has_real and sign != PLUS and sign != MINUS:
            return False
        stop = scan_imaginary(memory, stop, end, place + 8)
    return stop + 1 == end and character(memory, stop, end) | SMALL == LETTER_J


def scan_imaginary(memory: Memory, start: Address, end: Address, place: Address) -> Address:
    """Read what stands before "j", and write it to `place`; where it ends."""
    stop = scan_float(memory, start, end, place)
    if stop != start:
        return stop
    sign = character(memory, start, end)
    write_f64(memory, place, -1.0 if sign == MINUS else 1.0)
    return start + 1 if sign == MINUS or sign == PLUS else start


def scan_float(memory: Memory, start: Address, end: Address, place: Address) -> Address:
    """Read the float that a text begins with, and write it to `place`.

    Returns:
        Where it ends: at `start` if the text begins with none, and nothing is written.
    """
    sign = character(memory, start, end)
    at = start
    if sign == MINUS or sign == PLUS:
        at += 1
    if character(memory, at, end) >= LETTER_A - SMALL:
        stop = scan_word(memory, at, end, place)
    else:
        stop = scan_number(memory, at, end, place)
    if stop == at:
        return start
    if sign == MINUS:
        write_f64(memory, place, -read_f64(memory, place))
    return stop


def scan_word(memory: Memory, start: Address, end: Address, place: Address) -> Address:
    """Read the words of what is no number: "inf", "infinity" and "nan"."""
    if spells(memory, start, end, 0x6E616E):  # "nan", its first letter lowest
        write_f64(memory, place, NAN)
        return start + 3
    if not spells(memory, start, end, 0x666E69):  # "inf"
        return start
    write_f64(memory, place, INFINITY)
    return start + 8 if spells(memory, start + 3, end, 0x7974696E69) else start + 3  # "inity"


def scan_number(memory: Memory, start: Address, end: Address, place: Address) -> Address:
    """Read digits, with a point or without, and an exponent if there is one."""
    digits: uint64 = 0  # the first of them, from the first that is not 0
    kept: int64 = 0  # how many those are
    more = False  # whether the others are not all 0
    exponent: int64 = 0
    any_digit = False
    point = False
    at = start
    while True:
        value = digit(memory, at, end)
        if value < 10:
            any_digit = True
            if kept < KEPT:
                digits = digits * 10 + value
                kept += int64(digits != 0)
                exponent -= int64(point)
            else:
                more = more or value != 0
                exponent += int64(not point)
        elif not point and character(memory, at, end) == POINT:
            point = True
        elif not joins_digits(memory, start, at, end):
            break
        at += 1
    if not any_digit:
        return start
    stop = at
    if character(memory, at, end) | SMALL == LETTER_E:
        stop = end_of_exponent(memory, at, end)
    if stop != at:
        exponent += exponent_value(memory, at + 1, stop)
    pattern = nearest_float(memory, place, digits, exponent)
    if more and nearest_float(memory, place, digits + 1, exponent) != pattern:
        pattern = nearest_to_text(memory, place, pattern, start, at, exponent)
    write_f64(memory, place, from_bits(pattern))
    return stop


def joins_digits(memory: Memory, start: Address, at: Address, end: Address) -> bool:
    """Whether there is an underscore with a digit on either side."""
    if character(memory, at, end) != UNDERSCORE or at == start:
        return False
    return digit(memory, at - 1, end) < 10 and digit(memory, at + 1, end) < 10


def end_of_exponent(memory: Memory, letter: Address, end: Address) -> Address:
    """Where the exponent ends that begins with the letter "e": there, if no digit follows."""
    at = letter + 1
    sign = character(memory, at, end)
    if sign == MINUS or sign == PLUS:
        at += 1
    start = at
    while digit(memory, at, end) < 10 or joins_digits(memory, start, at, end):
        at += 1
    return letter if at == start else at


def exponent_value(memory: Memory, start: Address, end: Address) -> int64:
    """The value of an exponent, less only where it is beyond all bounds."""
    sign = character(memory, start, end)
    result: int64 = 0
    at = start
    while at < end:
        value = digit(memory, at, end)
        if value < 10 and result < FAR:
            result = result * 10 + int64(value)
        at += 1
    return -result if sign == MINUS else result
