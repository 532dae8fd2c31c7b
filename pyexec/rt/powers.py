"""Powers of five, rounded down to 128 bits: what decimal and binary floats differ by.

    power_of_five(memory, place, 3)      # 125 = 0xFA << 120, its leading bits
    read_u64(memory, place)              # 0xFA00000000000000
    read_u64(memory, place + 8)          # 0

A table of all the powers that floats need would take 10 KB.  Here four of them are kept
in 192 bits, and the others follow from the next lower one by at most twelve products with
powers that are exact in 64 bits.  What those cut off never reaches the upper 128 bits: a
test compares each of the 667 powers with the exact one.
"""

from __future__ import annotations

from ..scalars import int64, uint64
from .decimals import POWER_27
from .decimals import power_of_five as exact_power_of_five
from .primitives import (
    Address,
    Memory,
    clz,
    multiply_high,
    shift_left,
    shift_right,
    write_u64,
)

LEAST = -351  # the least exponent of `power_of_five`; the greatest is 324


def power_of_five(memory: Memory, place: Address, exponent: int64) -> None:
    """Write the leading 128 bits of 5**exponent, truncated, the first of them set.

        place  [high: u64][low: u64]

    5**exponent is high:low * 2**(binary_exponent(exponent) - 127), and less than a unit
    in the last of the bits more.
    """
    # 5**start in three words; below 0 rounded down, 5**0 exactly.
    start: int64 = 0
    high: uint64 = 0x8000000000000000
    middle: uint64 = 0
    low: uint64 = 0
    if exponent < -189:
        start = LEAST
        high = 0x8049A4AC0C5811AE
        middle = 0x205B896D777D6278
        low = 0xAC261E9F5141430B
    elif exponent < -27:
        start = -189
        high = 0x8E938662882AF53E
        middle = 0x547EB47B7282EE9C
        low = 0x41B0230E1421487D
    elif exponent < 0:
        start = -27
        high = 0x9E74D1B791E07E48
        middle = 0x775EA264CF55347D
        low = 0xCA49F1C05120C9C7
    left = exponent - start
    while left > 0:
        factor: uint64 = POWER_27
        if left < 27:
            factor = exact_power_of_five(left)
        left -= 27
        factor = shift_left(factor, clz(factor))
        # high:middle:low * factor, of which the lowest word is needed for one bit alone.
        word_0 = low * factor
        carried = multiply_high(low, factor)
        word_1 = middle * factor + carried
        carried = multiply_high(middle, factor) + uint64(word_1 < carried)
        word_2 = high * factor + carried
        word_3 = multiply_high(high, factor) + uint64(word_2 < carried)
        high, middle, low = word_3, word_2, word_1
        if high < 0x8000000000000000:
            high = shift_left(high, 1) | shift_right(middle, 63)
            middle = shift_left(middle, 1) | shift_right(low, 63)
            low = shift_left(low, 1) | shift_right(word_0, 63)
    write_u64(memory, place, high)
    write_u64(memory, place + 8, middle)


def binary_exponent(exponent: int64) -> int64:
    """The power of two that the leading bit of 10**exponent is worth, for |exponent| < 1233.

    floor(exponent * log2(10)), as Giulietti gives it in "The Schubfach way to render
    doubles" (2020).
    """
    return shift_right(exponent * 1741647, 19)
