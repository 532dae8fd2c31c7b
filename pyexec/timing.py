"""How long each stage of a compilation takes, for whoever asks.

    with watched() as times:
        compile_llvm(power, "power")
    times                       # {"check": 0.004, "passes": 0.006, "LLVM": 0.021, "link": 0.012}

A stage that runs several times, or for several functions, adds up.  While nobody
watches, a stage costs one comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

_watching: list[dict[str, float]] = []


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """The seconds of each stage that ends before the block does, by its name, in order."""
    times: dict[str, float] = {}
    _watching.append(times)
    try:
        yield times
    finally:
        _watching.remove(times)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Say that the block is a stage; one that fails counts too."""
    if not _watching:
        yield
        return
    start = perf_counter()
    try:
        yield
    finally:
        taken = perf_counter() - start
        for times in _watching:
            times[name] = times.get(name, 0.0) + taken
