"""Rounds of random programs, and what is made of a program that fails.

round_of(7)                             # the programs of a seed, the same each time
shrunk(find, folder, seconds=60)        # a smaller program that fails in the same way
expectation(find)                       # its text, as a file of `tests/run` has it
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final

from answers import Raised, Seen
from hypothesis import HealthCheck, Phase, given, seed, settings
from random_programs import RandomProgram, programs
from reducing import smallest
from trials import Find, batch_of, refusals, trial

# Fewer than Hypothesis begins to vary its own examples at: they would be much the same.
ROUND: Final = 10


def round_of(number: int, prints: bool = False) -> list[RandomProgram]:
    """The programs of a seed, each once, without the one that is trivial."""
    found: dict[RandomProgram, None] = {}

    @seed(number)
    @settings(
        max_examples=ROUND, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(programs(prints))
    def draw(program: RandomProgram) -> None:
        found[program] = None

    draw()
    return list(found)[1:]


def shrunk(find: Find, folder: Path, seconds: float, prints: bool = False) -> Find:
    """A program that fails in the same way, as small as it becomes in a time."""
    latest, tries = find, 0

    def fails(program: RandomProgram) -> bool:
        nonlocal latest, tries
        tries += 1
        place = folder / str(tries)
        place.mkdir(parents=True)
        for found in alone(program, find.machine, place, prints):
            if kind(found) == kind(find):
                latest = found
                return True
        return False

    smallest(find.program, fails, seconds)
    return latest


def alone(program: RandomProgram, machine: str, folder: Path, prints: bool) -> list[Find]:
    """What a machine does wrong with one program; nothing if Python cannot run it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # of what shrinking makes
            batch = batch_of([program], folder, prints)
        if machine != "the checker" and refusals(program, folder):
            return []
    except Exception:
        return []
    return trial(batch, machine, folder)


def kind(find: Find) -> str:
    """What sort of fault it is: shrinking is not to wander to another."""
    if "Traceback" in find.fault:
        lines = find.fault.strip().splitlines()
        named = [line.split("error: ")[-1] for line in lines if "error: " in line]
        return "".join(c for c in (named or lines)[-1 if not named else 0] if not c.isdigit())[:60]
    for word in ("Leak", " leaves ", " prints ", "one object", "ended by signal"):
        if word in find.fault:
            return word
    return "answer"


def expectation(find: Find, folder: Path, prints: bool = False) -> str:
    """A program with its calls, as they stand in a file of `tests/run`."""
    folder.mkdir(parents=True, exist_ok=True)
    batch = batch_of([find.program], folder, prints)
    lines = [find.program.numbered(0)]
    for e, found in zip(batch.expected, batch.oracle, strict=True):
        seen = found if isinstance(found, Seen) else Seen(found)
        if isinstance(seen.answer, Raised):
            message = f": {seen.answer.message}" if seen.answer.message else ""
            text = f"{e.call} raises {seen.answer.exception}{message}"
        else:
            text = f"{e.call} == {seen.answer!r}"
        lines.append(f"# run: {text}" + (f" prints {seen.printed!r}" if seen.printed else ""))
    return "\n".join(lines)
