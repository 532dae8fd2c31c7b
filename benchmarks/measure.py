"""How times are taken: rounds in which every contender has its turn, then medians.

    medians({"pyexec": run_a, "gcc": run_b}, rounds=9)   # {"pyexec": 0.0121, "gcc": 0.0118}

A shared machine is sometimes slow; turn by turn, that hits all contenders alike, and
processor time, which all runs give, leaves out what others do meanwhile.
"""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from resource import RUSAGE_CHILDREN, RUSAGE_SELF
from statistics import median

Run = Callable[[], float]

# Seconds of a run from which on it has two rounds.
_LONG = 0.15


def medians(contenders: Mapping[str, Run], rounds: int) -> dict[str, float]:
    """The median of what each contender's run gives, over alternating rounds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        names = list(contenders)
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            times[name].append(contenders[name]())
    return {name: median(taken) for name, taken in times.items()}


def side_by_side(contenders: Mapping[str, Run], rounds: int) -> dict[str, float]:
    """`medians`, with fewer rounds for who takes very long.

    A first round, which does not count, tells who does; there a run compiles, too.
    """
    first = {name: run() for name, run in contenders.items()}
    left = {name: 2 if first[name] > _LONG else rounds for name in contenders}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds):
        names = [name for name in contenders if number < left[name]]
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            times[name].append(contenders[name]())
    return {name: median(taken) for name, taken in times.items()}


class Server:
    """Another process that runs kernels, as `server.py` does."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.seconds = 0.0  # what the last call took

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    def kernel(self, name: str) -> ServedKernel:
        return ServedKernel(self, name)

    def call(self, name: str, size: int) -> float:
        """A kernel's result."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{name} {size}\n")
        self.process.stdin.flush()
        answer, seconds = self.process.stdout.readline().split()
        self.seconds = float(seconds)
        return float(answer)


class ServedKernel:
    """A kernel in another process; `seconds` is what its last call took there."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name

    def __call__(self, size: int) -> float:
        return self.server.call(self.name, size)

    @property
    def seconds(self) -> float:
        return self.server.seconds


def run_of(kernel: Callable[[int], object], size: int) -> Run:
    """A run that gives the seconds of processor time of a kernel, wherever it runs."""

    def run() -> float:
        start = time.process_time()
        kernel(size)
        spent = time.process_time() - start
        return kernel.seconds if isinstance(kernel, ServedKernel) else spent

    return run


def processor_time(action: Callable[[], object]) -> Run:
    """A run that gives the seconds of processor time of an action in this process."""

    def run() -> float:
        start = time.process_time()
        action()
        return time.process_time() - start

    return run


def total_time(action: Callable[[], object], times: int = 1) -> Run:
    """A run that gives the seconds of processor time of an action and of its processes.

    Done several `times` in a row, as in a program that does nothing else, the mean counts.
    """

    def spent() -> float:
        usages = (resource.getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    def run() -> float:
        start = spent()
        for _ in range(times):
            action()
        return (spent() - start) / times

    return run


def process(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Run:
    """A run that gives the seconds of processor time of a command, from start to end."""
    settings = _settings(variables)
    return total_time(
        lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=settings)
    )


def printed_seconds(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Run:
    """A run that gives the seconds that a command prints on its last line."""
    settings = _settings(variables)

    def run() -> float:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=settings)
        return float(done.stdout.split()[-1])

    return run


def _settings(variables: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of a measured process, which may keep its compiled modules as usual."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **(variables or {})}
