"""Calls in this process: what they answer, what becomes of their arguments, what they print.

watched(data, expectation, {"append": compiled}) == Seen(None, ([1, 2], 2), None)
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from answers import Answer, Seen, Value, outcome
from expectations import DataFile, Expectation


def watched(
    data: DataFile,
    e: Expectation,
    functions: Mapping[str, Callable[..., Value]],
    printed: Callable[[], str] | None = None,
) -> Answer:
    """What can be seen of a call of one of the functions.

    `printed` tells what it has printed, where that does not go to standard output.
    """
    kept: list[tuple[Value, ...]] = []

    def keep(*positional: Value, **keywords: Value) -> Value:
        kept.append((*positional, *keywords.values()))
        return functions[e.function](*positional, **keywords)

    def call() -> Answer:
        return data.evaluate(e, {**functions, e.function: keep})

    if printed is not None:
        answer, text = outcome(call), printed()
        arguments = kept[-1] if data.takes_objects(e.function) else None
        return Seen(answer, arguments, text)
    if e.prints is None:
        answer = outcome(call)
        return Seen(answer, kept[-1]) if data.takes_objects(e.function) else answer
    with tempfile.TemporaryFile() as file:
        with standard_output_in(file):
            answer = outcome(call)
        file.seek(0)
        return Seen(answer, kept[-1], file.read().decode())


@contextmanager
def standard_output_in(file: BinaryIO) -> Iterator[None]:
    """Collect what goes to standard output, through Python or past it."""
    sys.stdout.flush()
    python, kept = sys.stdout, os.dup(1)
    os.dup2(file.fileno(), 1)
    try:
        with open(1, "w", encoding="utf-8", newline="\n", closefd=False) as sys.stdout:
            yield
    finally:
        sys.stdout = python
        os.dup2(kept, 1)
        os.close(kept)
