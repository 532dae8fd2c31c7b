"""Random programs for as long as one likes: `python -m tests.fuzz --minutes N`.

Each round draws programs, runs them on CPython and on the machines, and shrinks what fails
to a small function with its `# run:` lines, which goes to `--finds` and to the screen.  The
report at the end says how much was run, and what the programs were made of.
"""

from __future__ import annotations

import argparse
import ast
import multiprocessing
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "fuzz")]

from finding import alone, expectation, kind, round_of, shrunk  # noqa: E402
from random_programs import RandomProgram  # noqa: E402
from trials import DESIGNED, RUNNERS, Find, batch_of, refusals, trial  # noqa: E402

# The machines of a round, in turn.
TURNS = (
    ("opt 0", "opt 3", "interpreter"), ("opt 0", "opt 1", "c"), ("opt 0", "wasm", "node"),
    ("opt 2", "opt 3"), ("opt 0", "interpreter", "wasm"), ("aot", "opt 0"),
)  # fmt: skip


class Report:
    """What was run."""

    def __init__(self) -> None:
        self.programs = 0
        self.refused = 0  # for a constant that does not fit, mostly
        self.calls: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.constructs: Counter[str] = Counter()
        self.finds: list[Find] = []
        self.begin = time.monotonic()

    def note(self, programs: Sequence[RandomProgram]) -> None:
        self.programs += len(programs)
        for program in programs:
            self.constructs.update(set(constructs(program.source)))

    def text(self) -> str:
        minutes = (time.monotonic() - self.begin) / 60
        lines = [
            f"{self.programs} programs in {minutes:.1f} minutes, {len(self.finds)} finds;"
            f" {self.refused} others were refused"
        ]
        lines.append("calls: " + _listed(self.calls))
        lines.append("answers: " + _listed(self.answers))
        lines.append("programs with: " + _listed(self.constructs))
        return "\n".join(lines)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def constructs(source: str) -> list[str]:
    """What a program is made of: statements, operators, functions and methods."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)):
                found.append(f".{name}")
            case ast.Call(func=ast.Name(id=name)):
                found.append("(call)" if name[-1].isdigit() or name[-1] == "_" else f"{name}()")
            case ast.stmt() | ast.operator() | ast.cmpop() | ast.expr():
                found.append(type(node).__name__)
    return found


def play(number: int, machines: Sequence[str], prints: bool, line: Connection) -> None:
    """A round in this process, which says on the line what it is about to do, and has done."""
    programs, finds, answers = [], [], Counter[str]()
    refused = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for program in round_of(number, prints):
            line.send(("try", number, "the oracle", [program]))
            try:
                found = batch_of([program], folder, prints).oracle
                against = refusals(program, folder)
            except Exception:
                finds.append(Find(program, "the oracle", traceback.format_exc()))
                continue
            if against:
                refused += 1
                if not any(words in message for message in against for words in DESIGNED):
                    finds.append(Find(program, "the checker", "\n".join(against)))
                continue
            programs.append(program)
            for answer in found:
                plain = getattr(answer, "answer", answer)
                answers[getattr(plain, "exception", "a value")] += 1
        line.send(("drawn", programs, refused, answers))
        batch = batch_of(programs, folder, prints)
        for machine in machines:
            line.send(("try", number, machine, programs))
            finds += trial(batch, machine, folder / machine)
            line.send(("ran", machine, len(batch.expected)))
    line.send(("finds", number, finds))


def shrink_in_turn(finds: Sequence[Find], seconds: float, prints: bool, line: Connection) -> None:
    """Make finds small, each of which may end the process."""
    for find in finds:
        with tempfile.TemporaryDirectory() as folder:
            line.send(("shrunk", shrunk(find, Path(folder), seconds, prints)))


class Worker:
    """A process of its own for what may end it, or hang."""

    def __init__(self, work: Callable[..., None], *given: object) -> None:
        context = multiprocessing.get_context("fork")
        self.line, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=work, args=(*given, theirs))
        self.process.start()
        theirs.close()

    def events(self) -> Iterator[tuple[Any, ...]]:
        """What it says; at last `("end", how)`, where `how` is 0 if all went well."""
        try:
            while self.line.poll(300):
                yield self.line.recv()
            self.process.kill()
        except EOFError:
            pass
        self.process.join()
        yield ("end", self.process.exitcode)


def rounds(
    first: int, end: float, machines: Sequence[str] | None, prints: bool, line: Connection
) -> None:
    """Some rounds, before the process has taken too much memory."""
    for number in range(first, first + 12):
        if time.monotonic() > end:
            return
        play(number, machines or TURNS[number % len(TURNS)], prints, line)


def ended(programs: Sequence[RandomProgram], machine: str, prints: bool) -> list[Find]:
    """Which of some programs end the process."""
    finds = []
    for program in programs:
        with tempfile.TemporaryDirectory() as folder:
            worker = Worker(_alone, program, machine, Path(folder), prints)
            *_, (_, how) = worker.events()
            if how:
                finds.append(Find(program, machine, f"the process was ended by signal {-how}"))
    return finds


def _alone(
    program: RandomProgram, machine: str, folder: Path, prints: bool, line: Connection
) -> None:
    alone(program, machine, folder, prints)


class Session:
    """All rounds, and what becomes of what they find."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.report = Report()
        self.number = options.seed
        self.known = set[str]()
        self.end = time.monotonic() + 60 * options.minutes

    def run(self) -> None:
        options = self.options
        while time.monotonic() < self.end:
            worker = Worker(rounds, self.number, self.end, options.machines, options.prints)
            self.number += 1  # unless more is heard of it
            trying: tuple[str, list[RandomProgram]] = ("the oracle", [])
            for event in worker.events():
                match event:
                    case ("try", number, machine, programs):
                        self.number, trying = number + 1, (machine, programs)
                    case ("drawn", programs, refused, answers):
                        self.report.note(programs)
                        self.report.refused += refused
                        self.report.answers.update(answers)
                    case ("ran", machine, calls):
                        self.report.calls[machine] += calls
                    case ("finds", number, finds):
                        self.take(finds, number)
                        print(f"seed {number}: {self.report.programs} programs", flush=True)
                    case ("end", how) if how:
                        machine, programs = trying
                        self.take(ended(programs, machine, options.prints), self.number - 1)

    def take(self, finds: Sequence[Find], number: int) -> None:
        """Shrink the first of each sort, and tell of all."""
        self.report.finds += finds
        for find in finds:
            text = described(self.smaller(find), number, self.options.prints)
            print(text, flush=True)
            if self.options.finds is not None:
                with self.options.finds.open("a") as file:
                    file.write(text + "\n")

    def smaller(self, find: Find) -> Find:
        if kind(find) in self.known or "the " in find.machine or not self.options.shrink:
            return find
        self.known.add(kind(find))
        given = ([find], self.options.shrink, self.options.prints)
        for event in Worker(shrink_in_turn, *given).events():
            if event[0] == "shrunk":
                find = event[1]
        return find


def main(given: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--machines", nargs="*", choices=list(RUNNERS), help="these in each round")
    parser.add_argument("--shrink", type=float, default=60.0, help="seconds for each sort of find")
    parser.add_argument("--prints", action="store_true", help="programs that print, too")
    parser.add_argument("--finds", type=Path, help="a file that finds are written to")
    session = Session(parser.parse_args(given))
    session.run()
    print(session.report.text())
    return 1 if session.report.finds else 0


def described(find: Find, number: int, prints: bool) -> str:
    """A find as it is printed."""
    if "the " in find.machine:
        shown = f"{find.program.source}\n# {find.program.arguments}"
    else:
        with tempfile.TemporaryDirectory() as folder:
            shown = expectation(find, Path(folder), prints)
    fault = find.fault[-1500:].replace("\n", "\n# ")
    return f"\n# {find.machine}, seed {number}\n{shown}\n# {fault}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
