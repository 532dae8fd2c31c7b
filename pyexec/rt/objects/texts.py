"""Numbers as texts, and characters by their codes: `str`, `hex`, `bin`, `oct`, `chr`, `ord`.

    str_of_int(-42) == "-42"
    hex_of(255) == "0xff"
    ord_of("ä") == 228

`quoting` has `repr` and `ascii` of texts, `number_reading` the way back.
"""

from __future__ import annotations

from ...scalars import int64, uint8, uint32, uint64
from ..float_text import MOST_CHARACTERS, MOST_CHARACTERS_COMPLEX, write_complex, write_float
from ..integer_text import count_digits, write_digits
from ..primitives import (
    Address,
    address,
    adopt,
    always_inline,
    clz,
    memory,
    quotient,
    shift_right,
    write_u8,
    write_u32,
)
from .searching import code_of
from .text_blocks import CHARACTERS, character, length_of, new_text

MINUS, ZERO, LETTER_A = 45, 48, 97
LETTER_B, LETTER_O, LETTER_X = 98, 111, 120
SMALL = 32

LARGEST_CODE = 0x10FFFF


def str_of_int(value: int) -> str:
    """`str(value)`."""
    if value >= 0:
        return str_of_unsigned(uint64(value))
    magnitude = uint64(-int64(value))
    count = count_digits(magnitude)
    made = new_text(count + 1, 1)
    write_u8(memory, made + CHARACTERS, MINUS)
    write_digits(memory, made + CHARACTERS + 1 + address(count), magnitude, count)
    return adopt(str, made)


def str_of_unsigned(value: uint64) -> str:
    """`str(value)` of an integer without a sign."""
    count = count_digits(value)
    made = new_text(count, 1)
    write_digits(memory, made + CHARACTERS + address(count), value, count)
    return adopt(str, made)


def str_of_bool(value: bool) -> str:
    """`str(value)`."""
    return "True" if value else "False"


def str_of_float(value: float) -> str:
    """`str(value)`, which `repr` is too."""
    made = new_text(MOST_CHARACTERS, 1)
    return shortened(made, write_float(memory, made + CHARACTERS, value))


def str_of_complex(value: complex) -> str:
    """`str(value)`, which `repr` is too."""
    made = new_text(MOST_CHARACTERS_COMPLEX, 1)
    return shortened(made, write_complex(memory, made + CHARACTERS, value.real, value.imag))


@always_inline
def shortened(made: Address, end: Address) -> str:
    """The text of a block whose characters end at an address."""
    write_u32(memory, made, uint32(end - made - CHARACTERS))
    return adopt(str, made)


def hex_of(number: int) -> str:
    """`hex(number)`."""
    return prefixed(number, LETTER_X)


def oct_of(number: int) -> str:
    """`oct(number)`."""
    return prefixed(number, LETTER_O)


def bin_of(number: int) -> str:
    """`bin(number)`."""
    return prefixed(number, LETTER_B)


def prefixed(number: int64, letter: uint32) -> str:
    """An integer in a base, behind a zero and the base's letter."""
    magnitude = uint64(-number) if number < 0 else uint64(number)
    bits = bits_of_digit(letter)
    count = count_binary(magnitude, bits)
    made = new_text(count + 2 + int64(number < 0), 1)
    at = made + CHARACTERS
    if number < 0:
        write_u8(memory, at, MINUS)
        at += 1
    write_u8(memory, at, ZERO)
    write_u8(memory, at + 1, letter)
    write_binary(at + 2 + address(count), magnitude, count, bits, False)
    return adopt(str, made)


def digits_of(value: uint64, bits: int64, capital: bool) -> str:
    """An integer in a base that is a power of two."""
    count = count_binary(value, bits)
    made = new_text(count, 1)
    write_binary(made + CHARACTERS + address(count), value, count, bits, capital)
    return adopt(str, made)


@always_inline
def bits_of_digit(letter: uint32) -> int64:
    """How many bits a digit has of the base that b, o, x or X stands for."""
    if letter == LETTER_B:
        return 1
    return 3 if letter == LETTER_O else 4


def count_binary(value: uint64, bits: int64) -> int64:
    """How many digits of so many bits a number has; 0 has one."""
    used = 64 - int64(clz(value | 1))
    return quotient(used + bits - 1, bits)


def write_binary(end: Address, value: uint64, count: int64, bits: int64, capital: bool) -> None:
    """Write the digits of a number, the last one before `end`."""
    letters: uint8 = LETTER_A - SMALL - 10 if capital else LETTER_A - 10
    mask = (uint64(1) << uint64(bits)) - 1
    while count > 0:
        end -= 1
        digit = uint8(value & mask)
        write_u8(memory, end, digit + (ZERO if digit < 10 else letters))
        value = shift_right(value, uint64(bits))
        count -= 1


def ord_of(c: str) -> int:
    """The code of a text's only character.

    Raises:
        TypeError: if it has more, or none.
    """
    if length_of(c) != 1:
        raise TypeError(
            "ord() expected a character, but string of length "
            + str_of_int(length_of(c))
            + " found"
        )
    return int64(code_of(c))


def chr_of(i: int) -> str:
    """The text of the character with a code.

    Raises:
        ValueError, OverflowError: if there is none, the latter if 32 bits do not hold it.
    """
    return character(checked_code(i))


def checked_code(i: int) -> uint32:
    """A number that is the code of a character; the errors are those of `chr_of`."""
    if i < -0x80000000 or i > 0x7FFFFFFF:
        raise OverflowError("Python int too large to convert to C int")
    if i < 0 or i > LARGEST_CODE:
        raise ValueError("chr() arg not in range(0x110000)")
    return uint32(i)
