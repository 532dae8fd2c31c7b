"""Floats as decimal text, as Python's `repr` writes them: the shortest that reads back.

    write_float(memory, place, 0.1 + 0.2)    # "0.30000000000000004" from `place` on

The digits come by Raffaello Giulietti's algorithm, "The Schubfach way to render doubles"
(2020): of all decimals that lie in the interval of reals which round to the float, those
with the fewest digits, and of these the one nearest to the float.  Each function gives the
address behind what it writes.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .decimals import last_place, mantissa
from .integer_text import MINUS, ZERO, count_digits, write_digits, write_unsigned
from .powers import binary_exponent, power_of_five
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    bits,
    copysign,
    fabs,
    multiply_high,
    quotient,
    read_i64,
    read_u64,
    shift_left,
    shift_right,
    write_i64,
    write_u8,
    write_u64,
)

# Characters of a float at most, "-2.2250738585072014e-308", and so of two and their signs.
# That much room must be at `place`, which is also used for what is computed on the way.
MOST_CHARACTERS = 24
MOST_CHARACTERS_COMPLEX = 2 * MOST_CHARACTERS + 4

INFINITY = float("inf")
PLUS, POINT, LETTER_E, LETTER_J, OPENING, CLOSING = 43, 46, 101, 106, 40, 41


def write_float(memory: Memory, place: Address, x: float) -> Address:
    """Write a float as `repr` does."""
    return write_part(memory, place, x, True)


def write_complex(memory: Memory, place: Address, real: float, imag: float) -> Address:
    """Write a complex number as `repr` does: "(1-2j)", and without a real part "2j"."""
    if bits(real) == 0:
        place = write_part(memory, place, imag, False)
        write_u8(memory, place, LETTER_J)
        return place + 1
    write_u8(memory, place, OPENING)
    place = write_part(memory, place + 1, real, False)
    # A NaN shows no minus sign, whatever its bits.
    if imag != imag or copysign(1.0, imag) > 0.0:
        write_u8(memory, place, PLUS)
        place += 1
    place = write_part(memory, place, imag, False)
    write_u8(memory, place, LETTER_J)
    write_u8(memory, place + 1, CLOSING)
    return place + 2


def write_part(memory: Memory, place: Address, x: float, point: bool) -> Address:
    """Write a float, a whole number with ".0" only where `point` is set."""
    if x != x:
        return write_word(memory, place, 0x6E616E)  # "nan", the first character lowest
    if copysign(1.0, x) < 0.0:
        write_u8(memory, place, MINUS)
        place += 1
    x = fabs(x)
    if x == INFINITY:
        return write_word(memory, place, 0x666E69)  # "inf"
    digits: uint64 = 0
    exponent: int64 = 0
    if x != 0.0:
        shortest(memory, place, x)
        digits = read_u64(memory, place)
        exponent = read_i64(memory, place + 8)
    count = count_digits(digits)
    before = count + exponent  # digits before the point
    if before <= -4 or before > 16:
        return write_scientific(memory, place, digits, count, before - 1)
    return write_positional(memory, place, digits, count, before, point)


@always_inline
def write_word(memory: Memory, place: Address, letters: int64) -> Address:
    """Write three letters."""
    write_u8(memory, place, letters)
    write_u8(memory, place + 1, shift_right(letters, 8))
    write_u8(memory, place + 2, shift_right(letters, 16))
    return place + 3


def write_positional(
    memory: Memory, place: Address, digits: uint64, count: int64, before: int64, point: bool
) -> Address:
    """Write digits with the point in its place."""
    if before <= 0:
        # 0.0012: zeros, then the digits, all of them a fraction.
        end = place + 2 + address(count - before)
        digits = write_digits(memory, end, digits, count - before)
        write_digits(memory, place + 1, digits, 1)
        write_u8(memory, place + 1, POINT)
        return end
    if before < count:
        end = place + 1 + address(count)
        digits = write_digits(memory, end, digits, count - before)
        write_u8(memory, place + address(before), POINT)
        write_digits(memory, place + address(before), digits, before)
        return end
    write_digits(memory, place + address(count), digits, count)
    place += address(count)
    zeros = before - count
    while zeros > 0:
        write_u8(memory, place, ZERO)
        place += 1
        zeros -= 1
    if point:
        write_u8(memory, place, POINT)
        write_u8(memory, place + 1, ZERO)
        place += 2
    return place


def write_scientific(
    memory: Memory, place: Address, digits: uint64, count: int64, exponent: int64
) -> Address:
    """Write one digit, the point, the others and the power of ten of the first."""
    end = place + 1
    if count > 1:
        end += address(count)
        digits = write_digits(memory, end, digits, count - 1)
        write_u8(memory, place + 1, POINT)
    write_digits(memory, place + 1, digits, 1)
    write_u8(memory, end, LETTER_E)
    sign: int64 = PLUS
    if exponent < 0:
        sign = MINUS
        exponent = -exponent
    write_u8(memory, end + 1, sign)
    end += 2
    if exponent < 10:
        write_u8(memory, end, ZERO)
        end += 1
    return write_unsigned(memory, end, uint64(exponent))


def shortest(memory: Memory, place: Address, x: float) -> None:
    """Write the shortest decimal that rounds to a float above 0, and not infinite.

        place  [digits: u64][exponent: i64]     digits * 10**exponent, digits % 10 != 0

    The float is c * 2**q.  With unit = 10**k, the largest power of ten that is no wider
    than the interval, lower, middle and upper are the interval's ends and the float in
    quarters of that unit, rounded to odd, so that comparisons with whole quarters hold.
    """
    c = mantissa(x)
    q = last_place(x)
    # Below a power of two, floats lie closer together.
    closer = c == 0x10000000000000 and q > -1074
    k = shift_right(q * 1262611 - int64(closer) * 524031, 22)
    power_of_five(memory, place, -k)
    high = read_u64(memory, place)
    low = read_u64(memory, place + 8)
    # The product with the power is to be rounded up, which is exact where the power is.
    if k > 0 or k < -55:
        low += 1
        high += uint64(low == 0)
    shift = uint64(q + binary_exponent(-k) + 1)
    odd = c & 1
    middle = round_to_odd(high, low, shift_left(4 * c, shift))
    lower = round_to_odd(high, low, shift_left(4 * c - 2 + uint64(closer), shift)) + odd
    upper = round_to_odd(high, low, shift_left(4 * c + 2, shift)) - odd
    digits = shift_right(middle, 2)
    # A multiple of ten units is shorter; at most one of them is in the interval.
    tens = quotient(digits, uint64(10))
    if 40 * tens >= lower or 40 * tens + 40 <= upper:
        digits = tens + uint64(40 * tens < lower)
        k += 1
        while remainder_of_ten(digits) == 0:
            digits = quotient(digits, uint64(10))
            k += 1
    else:
        below = 4 * digits >= lower
        above = 4 * digits + 4 <= upper
        halfway = 4 * digits + 2
        up = middle > halfway or (middle == halfway and digits & 1 == 1)
        if below != above:
            up = above
        digits += uint64(up)
    write_u64(memory, place, digits)
    write_i64(memory, place + 8, k)


@always_inline
def round_to_odd(high: uint64, low: uint64, factor: uint64) -> uint64:
    """The upper third of the product of 128 and 64 bits; its last bit is set if more follows."""
    carried = multiply_high(low, factor)
    middle = high * factor + carried
    upper = multiply_high(high, factor) + uint64(middle < carried)
    return upper | uint64(middle > 1)


@always_inline
def remainder_of_ten(n: uint64) -> uint64:
    return n - 10 * quotient(n, uint64(10))
