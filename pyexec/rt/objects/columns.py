"""The columns of a table that is a list of rows: `zip(*rows)`.

rows = [[1, 2], [3, 4]]
shortest(rows) == 2
column(rows, 0) == (1, 3)
"""

from __future__ import annotations

from ..primitives import T
from .tuples import of_list


def shortest(rows: list[list[T]]) -> int:
    """How many columns all rows have; none where there are no rows."""
    if len(rows) == 0:
        return 0
    least = len(rows[0])
    for row in rows:
        if len(row) < least:
            least = len(row)
    return least


def column(rows: list[list[T]], index: int) -> tuple[T, ...]:
    """What all rows have at an index."""
    return of_list([row[index] for row in rows])
