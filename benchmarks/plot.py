"""A plot of ratios as an SVG file: a row for each kernel, a mark for each contender.

write(Path("benchmarks.svg"), matrix)
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from .matrix import MEAN, Matrix

_COLOURS: Final = (
    "#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#7f7f7f", "#17becf",
)  # fmt: skip
_LEFT, _WIDE, _ROW, _TOP, _MARGIN = 140, 640, 22, 60, 24
_LOW, _HIGH = 0.05, 500.0


def write(path: Path, matrix: Matrix) -> None:
    """Draw the ratios on a logarithmic axis; 1 is C."""
    path.write_text(drawn(matrix))


def drawn(matrix: Matrix) -> str:
    rows = [*matrix.ratios.items(), (MEAN, matrix.means())]
    bottom = _TOP + _ROW * len(rows)
    width, height = _LEFT + _WIDE + _MARGIN, bottom + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
        *legend(matrix.columns),
    ]
    for ratio in (0.1, 1.0, 10.0, 100.0):
        x = place(ratio)
        stroke = "#444" if ratio == 1.0 else "#ddd"
        parts.append(f'<path d="M{x:.1f} {_TOP - 8}V{bottom}" stroke="{stroke}"/>')
        label = "as fast as C" if ratio == 1.0 else f"{ratio:g}"
        parts.append(f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{label}</text>')
    for number, (name, row) in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        parts.append(f'<text x="{_LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{name}</text>')
        for colour, column in zip(_COLOURS, matrix.columns, strict=False):
            if column in row:
                parts.append(mark(place(row[column]), y, colour, column == matrix.columns[0]))
    return "\n".join([*parts, "</svg>", ""])


def place(ratio: float) -> float:
    """Where a ratio stands on the axis."""
    within = min(max(ratio, _LOW), _HIGH)
    return _LEFT + _WIDE * math.log(within / _LOW) / math.log(_HIGH / _LOW)


def mark(x: float, y: float, colour: str, main: bool) -> str:
    radius = 6 if main else 4
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}" fill-opacity="0.85"/>'


def legend(columns: tuple[str, ...]) -> list[str]:
    step = (_LEFT + _WIDE - 20) / max(len(columns), 1)
    parts = []
    for number, (colour, column) in enumerate(zip(_COLOURS, columns, strict=False)):
        x = 20 + step * number
        parts.append(mark(x, 24, colour, number == 0))
        parts.append(f'<text x="{x + 10:.1f}" y="28">{column}</text>')
    return parts
