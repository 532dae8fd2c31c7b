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
from .quoting import repr_str
from .strings import concatenate


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


def put_back(message: str | None) -> None:
    """Leave a message that was taken, if there was one, and no other."""
    take_message()
    if message is not None:
        set_message(message)


def text_of(constant: str | None, message: str | None) -> str:
    """What `str(error)` is: its computed message, else its constant one, else nothing."""
    if message is not None:
        return message
    if constant is not None:
        return constant
    return ""


def repr_of(name: str, text: str, message: str | None) -> str:
    """What `repr(error)` is: its class, and in brackets its text, if it has one.

    `message` is None where the text is constant: then an empty one means that there is none.
    The text of a KeyError is the `repr` of its key.
    """
    opened = concatenate(name, "(")
    if text == "" and message is None:
        return concatenate(opened, ")")
    inner = text if name == "KeyError" else repr_str(text)
    return concatenate(concatenate(opened, inner), ")")
