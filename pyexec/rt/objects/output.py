"""What a program prints: a text that grows in the heap until its host takes it.

    write("one line\n")

The heap's state has the text in its field `OUTPUT`, 0 while there is none.  Whoever calls a
compiled function writes that where its world prints to, when the function has returned or
raised, and owns the reference from there on.  A program that runs by itself writes what has
gathered each time that it is much, and at once to a terminal.
"""

from __future__ import annotations

from ...scalars import int64, uint32
from ..heap import state
from ..layout import HEAP, OUTPUT
from ..primitives import drain, memory, never_inline, put, shift_right, streams, take
from .strings import append_in_place
from .text_blocks import code_at, length_of, width_of
from .texts import str_of_int


@never_inline
def write(text: str) -> None:
    """Print a text behind what is printed already.

    Raises:
        UnicodeEncodeError: where it is written at once, if UTF-8 has nothing for it.
    """
    if streams():
        check_characters(text)
    if state(memory, OUTPUT) == 0:
        put(str, HEAP + OUTPUT, text)
    else:
        before = take(str, HEAP + OUTPUT)
        put(str, HEAP + OUTPUT, append_in_place(before, text))
    if streams():
        drain(memory, 0)


@never_inline
def flush(now: bool) -> None:
    """Let what is printed be written, if so, where a program does that by itself."""
    if streams() and now:
        drain(memory, 1)


def check_characters(text: str) -> None:
    """Refuse halves of surrogate pairs, but for those that stand for a byte (PEP 383).

    Raises:
        UnicodeEncodeError: with the first of them.
    """
    if width_of(text) == 1:
        return
    index: int64 = 0
    while index < length_of(text):
        code = code_at(text, index)
        if shift_right(code, 11) == 27 and shift_right(code, 7) != 0x1B9:
            # In Python one has five arguments, of which this is the text.
            raise UnicodeEncodeError(unencodable(code, index))  # type: ignore[call-arg]
        index += 1


@never_inline
def unencodable(code: uint32, index: int64) -> str:
    """What is said of a character that UTF-8 has nothing for."""
    character = "'\\u" + hex(code)[2:] + "'"
    where = " in position " + str_of_int(index) + ": surrogates not allowed"
    return "'utf-8' codec can't encode character " + character + where
