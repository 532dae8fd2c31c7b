"""Counts of references to blocks, and what goes when a count does.

    hold(memory, pointer)      # one reference more
    drop(memory, pointer)      # one less; the last one frees the block

A fresh block has the count 0 and belongs to whoever allocated it; `drop` frees a block
whose count is 1 or less.  A container that goes drops what it refers to.  That takes no
recursion: a block that waits to be freed has, where its count was, the way to the next
one that waits, in units of eight bytes.
"""

from __future__ import annotations

from ..scalars import uint8, uint32
from .dicts import ENTRIES, VALUE, entry_at, filled, is_gone
from .heap import is_live, reach_last, release, state, word
from .layout import DICT, GRAINS, HEADER, LIST, REFERENCES, TEXT_KEYS
from .lists import ELEMENTS, length_of
from .primitives import (
    Address,
    Memory,
    address,
    always_inline,
    guarded,
    never_inline,
    read_i32,
    read_u8,
    read_u32,
    shift_left,
    shift_right,
    write_i32,
    write_u8,
    write_u32,
)

GOING = 128  # a flag: the block waits to be freed


@always_inline
def kind_of(memory: Memory, pointer: Address) -> uint8:
    """What a block holds."""
    return read_u8(memory, pointer - HEADER + 4)


@always_inline
def flags_of(memory: Memory, pointer: Address) -> uint8:
    """A block's flags."""
    return read_u8(memory, pointer - HEADER + 5)


@always_inline
def hold(memory: Memory, pointer: Address) -> None:
    """Count one reference more."""
    write_i32(memory, pointer - HEADER, read_i32(memory, pointer - HEADER) + 1)


@always_inline
def drop(memory: Memory, pointer: Address) -> None:
    """Count one reference less; free the block where that was the last."""
    count = read_i32(memory, pointer - HEADER)
    if count > 1:
        write_i32(memory, pointer - HEADER, count - 1)
    elif kind_of(memory, pointer) == LIST or kind_of(memory, pointer) == DICT:
        free_container(memory, pointer)
    else:
        release(memory, pointer)


@always_inline
def drop_leaf(memory: Memory, pointer: Address) -> None:
    """`drop` of a block that refers to no other, such as a string."""
    count = read_i32(memory, pointer - HEADER)
    if count > 1:
        write_i32(memory, pointer - HEADER, count - 1)
    else:
        release(memory, pointer)


@never_inline
def free_container(memory: Memory, pointer: Address) -> None:
    """Free a list or dict, and all that goes with it."""
    reach_last(memory)
    left = shift_left(state(memory, GRAINS), 6)  # more blocks than there can be
    waiting = let_go(memory, pointer, 0)
    while waiting != 0 and (not guarded() or left != 0):
        left -= 1
        block = waiting
        waiting = shift_left(address(read_u32(memory, block - HEADER)), 3)
        kind = kind_of(memory, block)
        if kind == LIST:
            waiting = empty_list(memory, block, waiting)
        elif kind == DICT:
            waiting = empty_dict(memory, block, waiting)
        release(memory, block)


def let_go(memory: Memory, pointer: Address, waiting: Address) -> Address:
    """Drop a reference; a block that goes is put in front of those that wait."""
    if pointer == 0 or (guarded() and not is_live(memory, pointer)):
        return waiting  # no element, or the user has written over the container
    flags = flags_of(memory, pointer)
    if flags & GOING != 0:
        return waiting
    count = read_i32(memory, pointer - HEADER)
    if count > 1:
        write_i32(memory, pointer - HEADER, count - 1)
        return waiting
    write_u8(memory, pointer - HEADER + 5, flags | GOING)
    write_u32(memory, pointer - HEADER, uint32(shift_right(waiting, 3)))
    return pointer


def empty_list(memory: Memory, items: Address, waiting: Address) -> Address:
    """Drop what a list refers to and free its elements' block; what waits then."""
    elements = word(memory, items + ELEMENTS)
    if flags_of(memory, items) & REFERENCES != 0:
        index = length_of(memory, items)
        while index != 0:
            index -= 1
            waiting = let_go(memory, word(memory, elements + shift_left(index, 3)), waiting)
    if elements != 0:
        release(memory, elements)
    return waiting


def empty_dict(memory: Memory, table: Address, waiting: Address) -> Address:
    """Drop what a dict refers to and free its entries' block; what waits then."""
    flags = flags_of(memory, table)
    if flags & (REFERENCES | TEXT_KEYS) != 0:
        entry = filled(memory, table)
        while entry != 0:
            entry -= 1
            if not is_gone(memory, table, entry):
                at = entry_at(memory, table, entry)
                if flags & TEXT_KEYS != 0:
                    waiting = let_go(memory, word(memory, at), waiting)
                if flags & REFERENCES != 0:
                    waiting = let_go(memory, word(memory, at + VALUE), waiting)
    release(memory, word(memory, table + ENTRIES))
    return waiting
