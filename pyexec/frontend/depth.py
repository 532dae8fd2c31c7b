"""Room for programs that nest deeply: a sum of a thousand terms, 500 times `elif`.

    @deeply
    def check(tree): ...

The stages of the frontend call themselves for what is nested, several frames a level,
so such a program exceeds CPython's limit of 1,000 frames.  It is tried as usual first,
which costs nothing; where that fails, once more under a higher limit.  Frames of
Python functions lie on the heap, so the limit may be far above the usual one.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from ..errors import Diagnostic, UnsupportedError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# CPython itself refuses source that nests more than 3,000 levels; a level takes at most
# eight frames.
_LIMIT: Final = 25_000


def deeply(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Let a function, which can be called anew after it failed, recurse as deep as needed.

    The function raises `UnsupportedError` where even the higher limit is not enough.
    """

    @wraps(function)
    def call(*arguments: Parameters.args, **keywords: Parameters.kwargs) -> Result:
        with _room:
            try:
                return function(*arguments, **keywords)
            except RecursionError:
                _room.widen()
            try:
                return function(*arguments, **keywords)
            except RecursionError:
                raise UnsupportedError([_TOO_DEEP]) from None

    return call


_TOO_DEEP: Final = Diagnostic(
    "the program nests too deeply to be compiled",
    None,
    "split its deepest expression or block into several",
)


class _Room:
    """The recursion limit, which is that of all threads.

    Once one thread has raised it, all that are inside may recurse beyond the usual limit,
    and CPython ends the process where it is lowered below a thread.  So the last to leave
    lowers it.
    """

    def __init__(self) -> None:
        self.lock = allocate_lock()
        self.inside = 0
        self.usual = 0  # where it has been raised

    def __enter__(self) -> None:
        with self.lock:
            self.inside += 1

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.inside -= 1
            if self.usual and not self.inside:
                sys.setrecursionlimit(self.usual)
                self.usual = 0

    def widen(self) -> None:
        """Raise the limit."""
        with self.lock:
            if not self.usual:
                self.usual = sys.getrecursionlimit()
                sys.setrecursionlimit(max(self.usual, _LIMIT))


_room: Final = _Room()
