"""The decimal digits of floats, exactly rounded: what `'.20f'` and `'.3e'` write.

    fixed_digits(memory, place, 2.675, 2)          # 2.67, the float being a little less
    significant_digits(memory, place, 2.675, 2)    # 2.7
    shortest_digits(memory, place, 0.1)            # 1, with no digits before the point

Each leaves the digits of a float that is finite and not negative in memory:

    place   [count: i64]    of the digits; behind them all are 0
            [point: i64]    how many of them are before the point; 0.001 has -2
            [limbs ...]     used on the way
            [digits: u8 ...]

A float is m * 2**e.  Where 10**places * m has 128 bits, a shift and a look at the bits shifted
out give the rounded digits.  Else all digits are computed: those of m * 2**e or, below 1, of
m * 5**-e, which is 10**-e times the float.  A number halfway goes to the even digit.
"""

from __future__ import annotations

from ..scalars import int64, uint8, uint64
from .decimals import last_place, mantissa
from .float_rounding import ROOM, power_of_ten, write_product
from .float_text import shortest
from .integer_text import count_digits, write_digits
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    bits,
    multiply_high,
    read_i64,
    read_u8,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    write_i64,
    write_u8,
)

COUNT, POINT, LIMBS = 0, 8, 16
DIGITS = LIMBS + ROOM + 8

# Bytes at `place` that the functions use: the digits of 86 limbs.
ROOM_OF_DIGITS = DIGITS + 9 * 86 + 2

ZERO, FIVE = 48, 53

MOST_PLACES = 19  # 10**places has 64 bits

NONE = 0xFFFFFFFFFFFFFFFF


def fixed_digits(memory: Memory, place: Address, x: float, places: int64) -> None:
    """Write the digits of a float, rounded to so many behind the point."""
    units: uint64 = NONE
    if places <= MOST_PLACES:
        units = rounded_units(x, places)
    if units != NONE:
        write_units(memory, place, units, places)
        return
    exact_digits(memory, place, x)
    round_digits(memory, place, read_i64(memory, place + POINT) + places)


def significant_digits(memory: Memory, place: Address, x: float, count: int64) -> None:
    """Write the first so many digits of a float, 1 at least, rounded."""
    if x == 0.0:
        write_units(memory, place, 0, 0)
        return
    if count < 17:
        # At most one less than the exponent of ten, from the highest bit's.
        places = count - 1 - shift_right(top_place(x) * 1233, 12)
        if places >= 0 and places <= MOST_PLACES:
            units = rounded_units(x, places)
            if units != NONE and count_digits(units) > count and places > 0:
                places -= 1
                units = rounded_units(x, places)
            if units != NONE and count_digits(units) == count:
                write_units(memory, place, units, places)
                return
    exact_digits(memory, place, x)
    round_digits(memory, place, count)


def shortest_digits(memory: Memory, place: Address, x: float) -> None:
    """Write the digits that `repr` shows."""
    if x == 0.0:
        write_units(memory, place, 0, 0)
        return
    shortest(memory, place, x)
    write_units(memory, place, read_u64(memory, place), -read_i64(memory, place + 8))


def drop_zeroes(memory: Memory, place: Address) -> None:
    """Leave out the zeroes that the digits end with."""
    count = read_i64(memory, place + COUNT)
    while count > 0 and digit_at(memory, place, count - 1) == ZERO:
        count -= 1
    write_i64(memory, place + COUNT, count)


@always_inline
def digit_at(memory: Memory, place: Address, index: int64) -> uint8:
    """A digit as a character; before the first and behind the last there are zeroes."""
    if uint64(index) >= read_u64(memory, place + COUNT):
        return ZERO
    return read_u8(memory, place + DIGITS + address(index))


def top_place(x: float) -> int64:
    """The power of two that the highest bit of a float above 0 is worth, if it is normal."""
    return int64(shift_right(bits(x), 52)) - 1023


def rounded_units(x: float, places: int64) -> uint64:
    """x * 10**places, rounded; NONE where that takes more than 128 bits or gives more than 63."""
    factor = mantissa(x)
    power = power_of_ten(places)
    low = factor * power
    high = multiply_high(factor, power)
    shift = -last_place(x)
    if shift <= 0 or shift > 116:
        return NONE
    if shift < 64:
        if shift_right(high, uint64(shift - 1)) != 0:
            return NONE
        units = shift_right(low, uint64(shift)) | shift_left(high, uint64(64 - shift))
        rest = shift_left(low, uint64(64 - shift))
    elif shift == 64:
        units, rest = high, low
    else:
        units = shift_right(high, uint64(shift - 64))
        # What is shifted out of the lower word only says whether there is more than half.
        rest = shift_left(high, uint64(128 - shift)) | uint64(low != 0)
    half: uint64 = 0x8000000000000000
    if units > half:
        return NONE
    return units + uint64(rest > half or (rest == half and units & 1 == 1))


def write_units(memory: Memory, place: Address, units: uint64, places: int64) -> None:
    """Write the digits of units / 10**places."""
    count = count_digits(units)
    write_digits(memory, place + DIGITS + address(count), units, count)
    write_i64(memory, place + COUNT, count)
    write_i64(memory, place + POINT, count - places)


def exact_digits(memory: Memory, place: Address, x: float) -> None:
    """Write all digits of a float."""
    twos = last_place(x)
    limbs = place + LIMBS
    left = write_product(memory, limbs, mantissa(x), twos)
    at = limbs + address(4 * (left - 1))
    # The first limb has as many digits as it has, each other one nine.
    to = place + DIGITS
    size = count_digits(uint64(read_u32(memory, at)))
    count: int64 = 0
    while left > 0:
        to += address(size)
        count += size
        write_digits(memory, to, uint64(read_u32(memory, at)), size)
        size = 9
        at -= 4
        left -= 1
    write_i64(memory, place + COUNT, count)
    write_i64(memory, place + POINT, count + (twos if twos < 0 else int64(0)))


def round_digits(memory: Memory, place: Address, keep: int64) -> None:
    """Round digits to the first `keep` of them; where none are left the number is 0."""
    count = read_i64(memory, place + COUNT)
    if keep >= count:
        return
    up = rounds_up(memory, place, keep, count)
    if keep <= 0 and not up:
        write_i64(memory, place + COUNT, 0)
        write_i64(memory, place + POINT, 1)
        return
    write_i64(memory, place + COUNT, keep)
    if not up:
        return
    at = place + DIGITS + address(keep)
    while at > place + DIGITS:
        at -= 1
        digit = read_u8(memory, at)
        if digit < ZERO + 9:
            write_u8(memory, at, digit + 1)
            return
        write_u8(memory, at, ZERO)
    # All were nines, or there were none: a one stands before the first of them now.
    write_u8(memory, at, ZERO + 1)
    if keep == 0:
        write_i64(memory, place + COUNT, 1)
    write_i64(memory, place + POINT, read_i64(memory, place + POINT) + 1)


def rounds_up(memory: Memory, place: Address, keep: int64, count: int64) -> bool:
    """Whether what is behind the first `keep` of so many digits is worth a unit."""
    if keep < 0:
        return False
    digits = place + DIGITS
    first = read_u8(memory, digits + address(keep))
    if first != FIVE:
        return first > FIVE
    behind = keep + 1
    while behind < count:
        if read_u8(memory, digits + address(behind)) != ZERO:
            return True
        behind += 1
    return keep > 0 and read_u8(memory, digits + address(keep - 1)) & 1 == 1
