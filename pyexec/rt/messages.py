"""The computed message of an error: a text that the heap refers to until it is read.

    forget(memory)      # once the error has ended: in an exception of the host, or caught

What raises puts the text there (`layout.MESSAGE`); every backend reads it where an error
leaves compiled code.
"""

from __future__ import annotations

from .heap import put_state, state
from .layout import MESSAGE
from .primitives import Memory
from .references import drop_leaf


def forget(memory: Memory) -> None:
    """Give up the reference to the text of the latest error, if there is one."""
    text = state(memory, MESSAGE)
    put_state(memory, MESSAGE, 0)
    if text != 0:
        drop_leaf(memory, text)
