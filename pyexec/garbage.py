"""No search for cycles of garbage while a program is compiled, or its code is loaded.

    with left_alone():
        frontend(...)

A compilation makes some hundred thousand objects, few of which are garbage before it ends:
CPython's collector would go through all of them again and again, for a third of the time.
What is counted is freed as ever.
"""

from __future__ import annotations

import gc
from _thread import allocate_lock
from collections.abc import Iterator
from contextlib import contextmanager


class _Pause:
    """How many threads compile; the first and the last one switch the collector."""

    def __init__(self) -> None:
        self.lock = allocate_lock()
        self.inside = 0
        self.was_on = False


_pause = _Pause()


@contextmanager
def left_alone() -> Iterator[None]:
    """Have no collections of the cyclic collector in the block."""
    with _pause.lock:
        if not _pause.inside:
            _pause.was_on = gc.isenabled()
            gc.disable()
        _pause.inside += 1
    try:
        yield
    finally:
        with _pause.lock:
            _pause.inside -= 1
            if _pause.was_on and not _pause.inside:
                gc.enable()
