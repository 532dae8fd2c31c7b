"""What a native method costs from Python, in nanoseconds: `python -m benchmarks.methods`.

The loop around the call is taken off.  Beside them stand methods of CPython's own types,
which have as many arguments and do next to nothing.
"""

from __future__ import annotations

import time
import timeit

from pyexec.kernel import MemoryOwner, attach, method

from .measure import Run, medians

_CALLS = 500_000
_SIZE = 1 << 16


class Heap(MemoryOwner):
    """A heap with as many of its methods as are measured here."""

    __slots__ = ()

    def __init__(self) -> None:
        attach(self, bytearray(_SIZE))
        self.initialise(_SIZE)

    @method("guarded.initialise")
    def initialise(self, end: int) -> None: ...

    @method("guarded.used")
    def used(self) -> int:
        """Reads a word."""

    @method("bytes.fill")
    def fill(self, start: int, length: int, byte: int) -> None:
        """Writes a word, where the length is 8."""

    @method("guarded.alloc")
    def alloc(self, size: int) -> int: ...

    @method("guarded.free")
    def free(self, pointer: int, size: int) -> None: ...

    @method("guarded.incref")
    def incref(self, pointer: int) -> None: ...

    @method("guarded.decref")
    def decref(self, pointer: int) -> None: ...


STATEMENTS = {
    "loop": "pass",
    "[].count(1), of CPython": "words.count(1)",
    "b''.find(b'', 0, 0), of CPython": "text.find(text, 0, 0)",
    "read a word": "heap.used()",
    "write a word": "heap.fill(65000, 8, 1)",
    "alloc and free of 64 bytes": "heap.free(heap.alloc(64), 64)",
    "incref and decref": "heap.incref(block); heap.decref(block)",
}


def main() -> None:
    """Measure each statement in turn, and print the medians."""
    heap = Heap()
    block = heap.alloc(64)
    heap.incref(block)
    names = {"heap": heap, "block": block, "words": [], "text": b""}
    runs = {name: timed(statement, names) for name, statement in STATEMENTS.items()}
    times = medians(runs, 9)
    for name, seconds in times.items():
        if name != "loop":
            print(f"{(seconds - times['loop']) * 1e9:7.1f} ns  {name}")


def timed(statement: str, names: dict[str, object]) -> Run:
    """A run that gives the seconds of processor time of one statement."""
    timer = timeit.Timer(statement, globals=names, timer=time.process_time)
    return lambda: timer.timeit(_CALLS) / _CALLS


if __name__ == "__main__":
    main()
