"""What is printed and not yet written: for a native program its bytes, and their end.

    at = taken(memory, False)       # [bytes: u64][UTF-8 ...], or 0 where there is no room
    ...                             # the program writes them
    done(memory, at)

    dropped(memory)                 # in its place, where Python reads the text itself

The text is the one that the heap's field `OUTPUT` refers to (`rt/objects/output.py`).
"""

from __future__ import annotations

from ..scalars import uint8
from .heap import allocate, put_state, release, state
from .heap import put as put_word
from .layout import OUTPUT, RAW
from .primitives import Address, Memory, address, read_u8, read_u32
from .references import drop_leaf
from .utf8 import encode

BYTES = 8  # where they begin


def taken(memory: Memory, returns: bool) -> Address:
    """A block with the bytes of what is printed, which is none from there on.

    With `returns`, a line's end is two characters, as on Windows.
    """
    text = state(memory, OUTPUT)
    # A character of one byte, such as "é" or a line's end, may become two.
    widest = address(read_u8(memory, text + 4)) + 1
    block = allocate(memory, BYTES + widest * address(read_u32(memory, text)), uint8(RAW))
    if block != 0:
        start = block + BYTES
        put_word(memory, block, encode(memory, start, text, returns) - start)
        put_state(memory, OUTPUT, 0)
        drop_leaf(memory, text)
    return block


def dropped(memory: Memory) -> None:
    """Give up what is printed, which the host has read where it stands."""
    text = state(memory, OUTPUT)
    put_state(memory, OUTPUT, 0)
    drop_leaf(memory, text)


def done(memory: Memory, block: Address) -> None:
    """Give up such a block."""
    release(memory, block)
