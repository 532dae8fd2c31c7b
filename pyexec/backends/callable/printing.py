"""What compiled code prints, through Python's `print`; what that raises waits for the call's end.

    say("one line\\n")     # on whatever sys.stdout is now
    said()                 # raises what say() met in this thread, BrokenPipeError for one

Compiled code has no way back from the middle of a call but its own errors; so from the first
failure on, a call prints nothing more, and raises that failure when it has ended.
"""

from __future__ import annotations

from _thread import get_ident
from typing import Final

_failures: Final[dict[int, BaseException]] = {}  # by thread


def say(text: str) -> None:
    """Print a text, if nothing has failed before."""
    if get_ident() in _failures:
        return
    try:
        print(text, end="")
    except BaseException as failure:  # noqa: BLE001 - raised by `said`
        _failures[get_ident()] = failure


def said() -> None:
    """Raise what printing has met in this thread since the last time."""
    if _failures:
        failure = _failures.pop(get_ident(), None)
        if failure is not None:
            raise failure
