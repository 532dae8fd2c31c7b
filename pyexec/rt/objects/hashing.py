"""Hashes of keys: 32 bits, of which tables use the upper ones.

    hash_integer(7)
    combined(hash_integer(1), hash_text("a"))     # of (1, "a")

Only keys of one type meet in a table, so that 1 and 1.0 need not agree; but -0.0 is 0.0.
A NaN is equal to none, and may have any hash.
"""

from __future__ import annotations

from typing import Final

from ...scalars import uint32, uint64
from ..primitives import T, always_inline, bits, shift_left, shift_right
from .strings import hash as hash_of_text

# The golden ratio's fraction of 2**64, odd: each bit changes all upper ones of the product.
_MIX = 0x9E37_79B9_7F4A_7C15


@always_inline
def hash_integer(value: T) -> uint32:
    """The hash of an integer of any type, or of a truth value."""
    return uint32(shift_right(uint64(value) * uint64(_MIX), 32))


@always_inline
def hash_float(value: T) -> uint32:
    """The hash of a float of either width."""
    return hash_integer(bits(float(value) + 0.0))  # -0.0 + 0.0 is 0.0


@always_inline
def hash_complex(value: T) -> uint32:
    """The hash of a complex number of either width."""
    return combined(hash_float(value.real), hash_float(value.imag))


@always_inline
def hash_str(value: str) -> uint32:
    """The hash of a text."""
    return uint32(hash_of_text(value))


@always_inline
def combined(left: uint32, right: uint32) -> uint32:
    """The hash of a pair, from those of its parts; a longer tuple is combined one by one."""
    return hash_integer(shift_left(uint64(left), 32) | uint64(right))


# By what a type is; tuples, optional values and sets are made of others.
HASHES: Final = {
    "integer": hash_integer,
    "float": hash_float,
    "complex": hash_complex,
    "str": hash_str,
}


def hash_of_int(value: int) -> int:
    """Python's `hash` of an integer: the remainder by a prime, with the sign; never -1."""
    prime = 2305843009213693951
    if value >= 0:
        return value % prime
    rest = -(value + 1) % prime + 1
    if rest == prime:
        return 0
    return -2 if rest == 1 else -rest
