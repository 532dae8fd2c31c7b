"""What a program prints: a text that grows in the heap until its host takes it.

    write("one line\\n")

The heap's state has the text in its field `OUTPUT`, 0 while there is none.  Whoever calls a
compiled function writes that where its world prints to, when the function has returned or
raised, and owns the reference from there on.
"""

from __future__ import annotations

from ..heap import state
from ..layout import HEAP, OUTPUT
from ..primitives import memory, never_inline, put, take
from .strings import append_in_place


@never_inline
def write(text: str) -> None:
    """Print a text behind what is printed already."""
    if state(memory, OUTPUT) == 0:
        put(str, HEAP + OUTPUT, text)
    else:
        before = take(str, HEAP + OUTPUT)
        put(str, HEAP + OUTPUT, append_in_place(before, text))
