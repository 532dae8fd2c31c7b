"""The float nearest to a decimal, half to even: `digits * 10**exponent`, and any text.

    nearest_float(memory, place, 15, -1)     # the bits of 1.5

The product of the digits with the power of ten, in 128 bits, tells the float wherever the
digits have 64 bits: Daniel Lemire, "Number parsing at a gigabyte per second" (2021); that it
never fails to: Noble Mushtak and Daniel Lemire, "Fast number parsing without fallback" (2023).
Where a text has more digits, it lies between two such decimals.  If they are nearest to
different floats, all its digits are compared with those of the number halfway between.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .characters import digit
from .decimals import last_place, mantissa
from .decimals import power_of_five as exact_power_of_five
from .integer_text import count_digits
from .powers import binary_exponent, power_of_five
from .primitives import (
    Address,
    Memory,
    address,
    clz,
    from_bits,
    multiply_high,
    quotient,
    read_u32,
    read_u64,
    shift_left,
    shift_right,
    write_u32,
)

# Digits of a text that `nearest_float` is given at first: as many as 64 bits surely hold.
KEPT = 19

# Bytes at `place` that the functions use: the 86 limbs of the longest halfway number.
ROOM = 344

INFINITE = 0x7FF0000000000000  # the bits of infinity

LIMB = 1000000000  # a limb is nine decimal digits, in 32 bits


def nearest_float(memory: Memory, place: Address, digits: uint64, exponent: int64) -> uint64:
    """The bits of the float nearest to digits * 10**exponent."""
    if digits == 0 or exponent < -342:
        return 0
    if exponent > 308:
        return INFINITE
    power_of_five(memory, place, exponent)
    # Below 5**-27 the rounded power is as good; from there on a tie would look like less.
    low = read_u64(memory, place + 8) + uint64(exponent < 0 and exponent >= -27)
    factor = read_u64(memory, place)
    shift = int64(clz(digits))
    digits = shift_left(digits, uint64(shift))
    high = multiply_high(digits, factor)
    rest = digits * factor
    # The lower half of the power counts only where it can carry over.
    if high & 0x1FF == 0x1FF:
        carried = multiply_high(digits, low)
        rest += carried
        high += uint64(rest < carried)
    # The mantissa with one bit more, that of a half.
    top = shift_right(high, 63)
    doubled = shift_right(high, top + 9)
    raised = binary_exponent(exponent) + int64(top) - shift + 1086
    if raised <= 0:
        if raised < -62:
            return 0
        # A subnormal: its lower bits are worth too little.
        doubled = shift_right(doubled, uint64(1 - raised))
        return shift_right(doubled + (doubled & 1), 1)
    if rest <= 1 and exponent >= -4 and exponent <= 23 and doubled & 3 == 1:
        if shift_left(doubled, top + 9) == high:
            doubled -= 1  # a tie, and the lower one is even
    pattern = shift_right(doubled + (doubled & 1), 1)
    # Its leading bit adds to the exponent's, and so does rounding up to a power of two.
    pattern += shift_left(uint64(raised - 1), 52)
    return min(pattern, INFINITE)


def nearest_to_text(
    memory: Memory, place: Address, pattern: uint64, start: Address, end: Address, exponent: int64
) -> uint64:
    """The bits of the float nearest to a text with more digits than 64 bits hold.

    Args:
        memory, place: room for what is computed.
        pattern: the bits of the float below the text, nearest to its first 19 digits.
        start, end: digits, of which the first 19 count 10**exponent.
        exponent: that power of ten.
    """
    below = from_bits(pattern)
    twos = last_place(below) - 1
    count = write_product(memory, place, 2 * mantissa(below) + 1, twos)
    # The number halfway to the next float is that product, or 10**twos times it.
    before = KEPT + exponent
    if twos < 0:
        before -= twos
    order = compare_digits(memory, place, count, start, end, before)
    if order == 0:
        return pattern + (pattern & 1)
    return pattern + uint64(order > 0)


def write_product(memory: Memory, place: Address, factor: uint64, twos: int64) -> int64:
    """Write factor * 2**twos, or factor * 5**-twos where twos < 0; how many limbs it has.

        place  [limb: u32][limb: u32]...     the last one, which is not 0, counts most

    The factor is below 10**18.
    """
    high = quotient(factor, uint64(LIMB))
    write_u32(memory, place, factor - high * LIMB)
    write_u32(memory, place + 4, high)
    count: int64 = 1 + int64(high != 0)
    while twos > 0:
        step = twos if twos < 29 else int64(29)
        count = multiply(memory, place, count, shift_left(uint64(1), uint64(step)))
        twos -= step
    while twos < 0:
        step = -twos if twos > -12 else int64(12)
        count = multiply(memory, place, count, exact_power_of_five(step))
        twos += step
    return count


def multiply(memory: Memory, place: Address, count: int64, factor: uint64) -> int64:
    """Multiply limbs by a factor below 10**9; how many there are then."""
    carried: uint64 = 0
    at = place
    end = place + address(4 * count)
    while at < end:
        product = uint64(read_u32(memory, at)) * factor + carried
        carried = quotient(product, uint64(LIMB))
        write_u32(memory, at, product - carried * LIMB)
        at += 4
    if carried == 0:
        return count
    write_u32(memory, end, carried)
    return count + 1


def compare_digits(
    memory: Memory, place: Address, count: int64, start: Address, end: Address, before: int64
) -> int64:
    """-1, 0 or 1, as a text is less than, equal to or greater than limbs.

    `before` says how many digits the text has before its point, from the first that is
    not 0 on; its own point is not looked at.
    """
    at = place + address(4 * (count - 1))
    limb = uint64(read_u32(memory, at))
    length = 9 * (count - 1) + count_digits(limb)
    if before != length:
        return -1 if before < length else 1
    unit = power_of_ten(count_digits(limb) - 1)
    begun = False
    while start < end:
        value = digit(memory, start, end)
        start += 1
        begun = begun or (value > 0 and value < 10)
        if begun and value < 10:
            expected = quotient(limb, unit)
            if value != expected:
                return -1 if value < expected else 1
            limb -= expected * unit
            unit = quotient(unit, uint64(10))
            if unit == 0:
                unit = LIMB // 10
                if at > place:
                    at -= 4
                    limb = uint64(read_u32(memory, at))
    while limb == 0 and at > place:
        at -= 4
        limb = uint64(read_u32(memory, at))
    return 0 if limb == 0 else -1


def power_of_ten(exponent: int64) -> uint64:
    """10**exponent, which must have 64 bits."""
    return shift_left(exact_power_of_five(exponent), uint64(exponent))
