"""The rows of the report, and how they print.

    Row("aot of add", 0.0051, "s", goal=0.008)         # a figure by itself
    Row("gcd", 0.0121, "s", 0.0118, "gcc -O3", 1.05)   # against another: the ratio counts

A goal that is not reached is told as missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .matrix import aligned


@dataclass(frozen=True)
class Row:
    """One measurement.  With `other`, `goal` is for the ratio, else for the figure."""

    name: str
    figure: float
    unit: str  # 's' (seconds), 'bytes', or '' for a ratio alone
    other: float | None = None
    other_name: str = ""
    goal: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.other is None else self.figure / self.other

    @property
    def missed(self) -> bool:
        """Whether there is a goal and it is not reached, to the digits that are shown."""
        reached = self.figure if self.ratio is None else round(self.ratio, 2)
        return self.goal is not None and reached > self.goal

    def cells(self) -> list[str]:
        ratio, goal = "", ""
        if self.ratio is not None:
            ratio = f"{self.ratio:.2f}"
        if self.goal is not None:
            value = f"{self.goal:.2f}" if self.ratio is not None else self.written(self.goal)
            goal = f"{value}, missed" if self.missed else value
        other = "" if self.other is None else f"{self.written(self.other)} {self.other_name}"
        return [self.name, self.written(self.figure), other, ratio, goal]

    def written(self, value: float) -> str:
        """A value with a unit that suits its size."""
        if not self.unit:
            return ""
        if self.unit == "bytes":
            return f"{value:.0f} bytes"
        for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
            if value >= size:
                return f"{value / size:.3g} {unit}"
        return f"{value / 1e-9:.3g} ns"


HEADER = ["", "PyExec", "beside", "ratio", "goal"]


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table, its columns aligned."""
    return aligned([HEADER, *(row.cells() for row in rows)])
