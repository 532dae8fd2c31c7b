"""A table of ratios: a row for each kernel, a column for each contender, means below.

    Matrix("kernel", ("PyExec", "Numba"), {"dot": {"PyExec": 1.1, "Numba": 1.3}}, {"dot": 1.3})

What is missing stays empty.  A goal is for the first column; one that is not reached is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MEAN = "geometric mean"


@dataclass(frozen=True)
class Matrix:
    """Ratios by kernel and contender."""

    corner: str
    columns: tuple[str, ...]
    ratios: Mapping[str, Mapping[str, float]]
    goals: Mapping[str, float] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)  # what stands in a last column

    def means(self) -> dict[str, float]:
        """Of the columns that have a ratio for every kernel, the geometric mean."""
        return {
            column: mean(row[column] for row in self.ratios.values())
            for column in self.columns
            if all(column in row for row in self.ratios.values())
        }

    def lines(self) -> list[list[str]]:
        """The cells of the whole table."""
        header = [self.corner, *self.columns]
        rows = [*self.ratios.items(), (MEAN, self.means())]
        result = [[*header, *(["goal"] if self.goals else []), *(["C"] if self.notes else [])]]
        for name, row in rows:
            cells = [name, *(written(row.get(column)) for column in self.columns)]
            if self.goals:
                cells.append(self.goal(name, row.get(self.columns[0])))
            if self.notes:
                cells.append(self.notes.get(name, ""))
            result.append(cells)
        return result

    def goal(self, name: str, reached: float | None) -> str:
        goal = self.goals.get(name)
        if goal is None:
            return ""
        missed = reached is not None and round(reached, 2) > goal
        return f"{goal:.2f}, missed" if missed else f"{goal:.2f}"

    def markdown(self) -> str:
        return aligned(self.lines())


def mean(values: Iterable[float]) -> float:
    """The geometric mean."""
    logarithms = [math.log(value) for value in values]
    return math.exp(sum(logarithms) / len(logarithms))


def written(ratio: float | None) -> str:
    if ratio is None:
        return ""
    return f"{ratio:.2f}" if ratio < 9.95 else f"{ratio:.0f}"


def aligned(lines: list[list[str]]) -> str:
    """Cells as a table of Markdown, its columns aligned."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([rows[0], rule, *rows[1:]])
