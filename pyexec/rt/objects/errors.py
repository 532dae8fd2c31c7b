"""The message of an error that is on its way, where it is computed.

    set_message("7 is not in list")     # by who raises
    take_message()                      # by who catches: the text, then there is none

The heap's state has the text in its field `MESSAGE`, 0 while there is none.
"""

from __future__ import annotations

from ..heap import put as put_word
from ..heap import state
from ..layout import HEAP, MESSAGE
from ..primitives import memory, never_inline, put, take


@never_inline
def set_message(message: str) -> None:
    """Leave a message for whoever ends the error; there is no other one."""
    put(str, HEAP + MESSAGE, message)


@never_inline
def take_message() -> str | None:
    """The message that was left; None where the error has a constant one."""
    if state(memory, MESSAGE) == 0:
        return None
    message = take(str, HEAP + MESSAGE)
    put_word(memory, HEAP + MESSAGE, 0)
    return message


def text_of(constant: str | None, message: str | None) -> str:
    """What `str(error)` is: its computed message, else its constant one, else nothing."""
    if message is not None:
        return message
    if constant is not None:
        return constant
    return ""
