"""Rows of text in columns, with sizes and times as people read them.

aligned([("power.o", "1.2 KB"), ("libpower.a", "1.4 KB")])

power.o     1.2 KB
libpower.a  1.4 KB
"""

from __future__ import annotations

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows as lines whose columns stand below one another.

    Args:
        rows: the cells, as many in each row.
        right: the columns whose cells are moved to the right.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def size_text(size: int) -> str:
    """A number of bytes, in units of 1,000."""
    if size < 1000:
        return f"{size} bytes"
    power = 1 if size < 999_500 else 2 if size < 999_500_000 else 3
    return f"{size / 1000**power:.1f} {('KB', 'MB', 'GB')[power - 1]}"


def time_text(seconds: float) -> str:
    """A time, in milliseconds below a second."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
