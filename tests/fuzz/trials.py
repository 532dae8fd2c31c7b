"""Random programs on every backend: what does not do as CPython does.

    finds = trial(programs, ["interpreter", "opt 0"], folder)     # [] if all agree

One file, one compilation and one process serve a batch of programs; where a backend cannot
take the batch, each program is tried by itself.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import FunctionType
from typing import Any, Final

import not_yet
from answers import Answer, Raised, Seen
from checked_python import Unmatched, callable_of, checked_module
from expectations import DataFile, Expectation, load
from faults import faults_of
from grids import callables_of, native_front
from machines import MACHINES
from random_programs import HEAD, RandomProgram
from watching import watched

from pyexec.backends.callable import process_heap
from pyexec.driver import Front, faults
from pyexec.frontend.unit import Options

OPTIONS: Final = {"infer": True}
BROKEN: Final = (
    "TypeError",
    "AttributeError",
    "NameError",
    "SyntaxError",
    "MemoryError",
    "RecursionError",
)


@dataclass(frozen=True)
class Find:
    """A program that a backend does not do right."""

    program: RandomProgram
    machine: str
    fault: str


@dataclass(frozen=True)
class Batch:
    """Programs in a file, and what they are to answer."""

    programs: tuple[RandomProgram, ...]
    data: DataFile
    expected: tuple[Expectation, ...]
    oracle: tuple[Answer, ...]

    def of(self, number: int) -> list[int]:
        """The places of a program's calls."""
        return [i for i, e in enumerate(self.expected) if e.function == f"main_{number}"]


def batch_of(programs: Sequence[RandomProgram], folder: Path, prints: bool = False) -> Batch:
    """The file of some programs, and CPython's answers."""
    path = folder / "batch.py"
    texts = [program.numbered(number) for number, program in enumerate(programs)]
    path.write_text("\n\n".join([HEAD, *texts]))
    module = load(path)
    names = [f"main_{number}" for number in range(len(programs))]
    functions = {name: vars(module)[name] for name in names}
    data = DataFile(path, module, functions, [], OPTIONS)
    python = checked_module(path)
    models = {n: callable_of(python, n, dict(f.__annotations__)) for n, f in functions.items()}
    calls = [(f"main_{n}", call) for n, p in enumerate(programs) for call in p.calls(n)]
    printed = "" if prints else None
    asked = [Expectation(0, call, name, None, prints=printed) for name, call in calls]
    answers = [_with_unknown_messages(data, e, models) for e in asked]
    expected = [_expecting(e, a) for e, a in zip(asked, answers, strict=True)]
    return Batch(tuple(programs), data, tuple(expected), tuple(answers))


def _with_unknown_messages(
    data: DataFile, e: Expectation, models: dict[str, Callable[..., Any]]
) -> Answer:
    """What CPython answers; the message of an error of ours is not known."""
    unmatched: list[bool] = []

    def call(*given: Any) -> Any:
        try:
            return models[e.function](*given)
        except Unmatched:
            unmatched.append(True)
            raise

    found = watched(data, e, {e.function: call})
    seen = found if isinstance(found, Seen) else Seen(found)
    if isinstance(seen.answer, Raised):
        assert seen.answer.exception not in BROKEN or seen.answer.message in ALLOWED, seen
        if unmatched or seen.answer.exception == "OverflowError":
            seen = replace(seen, answer=replace(seen.answer, message=None))
    return seen if isinstance(found, Seen) else seen.answer


ALLOWED: Final[tuple[str | None, ...]] = (
    "ord() expected a character, but string of length 0 found",
)


def _expecting(e: Expectation, answer: Answer) -> Expectation:
    seen = answer if isinstance(answer, Seen) else Seen(answer)
    return replace(e, answer=seen.answer, prints=seen.printed)


# What a program is refused for that Python would raise, or not even reach.
DESIGNED: Final = ("does not fit in", "slice step cannot be zero")


def refusals(program: RandomProgram, folder: Path) -> list[str]:
    """What the checker says against a program, by design or not."""
    path = folder / "program.py"
    path.write_text(f"{HEAD}\n\n{program.numbered(0)}")
    found = faults([load(path).main_0], Options(infer=True))
    return [diagnostic.message for diagnostic in found]


@lru_cache(maxsize=1)
def _front(functions: tuple[FunctionType, ...]) -> Front:
    """What all levels have in common."""
    return native_front(functions, Options(infer=True, streams=True))


def at_level(level: int) -> Callable[[DataFile, Sequence[Expectation], Path], list[Answer]]:
    """Native functions of this process, all in one module, at a level of optimisation."""

    def run(data: DataFile, expected: Sequence[Expectation], folder: Path) -> list[Answer]:
        functions = tuple(data.functions.values())
        front = _front(functions)
        compiled = dict(zip(data.functions, callables_of(front, functions, level), strict=True))
        answers: list[Answer] = []
        for e in expected:
            before = process_heap.used()
            answer = watched(data, e, compiled)
            left = process_heap.used() - before
            answers.append(Raised("Leak", f"{left} bytes stay in the heap") if left else answer)
        return answers

    return run


RUNNERS: Final = {
    "interpreter": MACHINES["interpreter"],
    **{f"opt {level}": at_level(level) for level in range(4)},
    "aot": MACHINES["aot"],
    "c": MACHINES["c"],
    "wasm": MACHINES["wasm"],
    "node": MACHINES["node"],
}


def trial(batch: Batch, machine: str, folder: Path) -> list[Find]:
    """What a machine does wrong."""
    chosen = _taken(batch, machine)
    if not chosen:
        return []
    finds = _tried(batch, machine, chosen, folder / "all")
    if finds is not None:
        return finds
    found: list[Find] = []
    for number in chosen:
        alone = _tried(batch, machine, [number], folder / f"alone{number}")
        assert alone is not None
        found += alone
    return found


def _taken(batch: Batch, machine: str) -> list[int]:
    """The programs whose boundary is one that the machine has."""
    everything = range(len(batch.programs))
    surface = not_yet.SURFACES.get(machine)
    if surface is None:
        return list(everything)
    refused = not_yet.refused_at(batch.data.functions, Options(infer=True), surface)
    return [number for number in everything if f"main_{number}" not in refused]


def _tried(batch: Batch, machine: str, numbers: Sequence[int], folder: Path) -> list[Find] | None:
    """What is wrong with some of the programs; None if it is not known with which."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"main_{number}" for number in numbers]
    places = [i for number in numbers for i in batch.of(number)]
    data = replace(batch.data, functions={name: batch.data.functions[name] for name in names})
    expected = [batch.expected[i] for i in places]
    try:
        answers = RUNNERS[machine](data, expected, folder)
    except Exception:
        if len(numbers) > 1:
            return None
        return [Find(batch.programs[numbers[0]], machine, traceback.format_exc())]
    finds = []
    for place, e, answer in zip(places, expected, answers, strict=True):
        number = int(e.function.removeprefix("main_"))
        faults = list(faults_of(e, answer, batch.oracle[place]))
        if faults:
            finds.append(Find(batch.programs[number], machine, "\n".join(faults)))
    return finds
