"""Conway's Game of Life: on a grid with borders joined, and on an endless plane."""

Cell = tuple[int, int]

GLIDER = """
.O.
..O
OOO
"""
PULSAR_PART = """
..OOO...OOO..
.............
O....O.O....O
O....O.O....O
O....O.O....O
..OOO...OOO..
"""


def parse(picture: str) -> list[list[bool]]:
    """Read a drawing.

    >>> parse("O.\\n.O")
    [[True, False], [False, True]]
    """
    rows = [[char == "O" for char in line] for line in picture.split()]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("the rows of a picture must have one length")
    return rows


def place(grid: list[list[bool]], pattern: list[list[bool]], top: int, left: int) -> None:
    """Copy a pattern into a grid, which it may leave on one side and enter on the other."""
    for i, row in enumerate(pattern):
        for j, alive in enumerate(row):
            if alive:
                grid[(top + i) % len(grid)][(left + j) % len(grid[0])] = True


def neighbours(grid: list[list[bool]], row: int, column: int) -> int:
    """Count the living neighbours of a cell.

    >>> neighbours(parse("...\\n.OO\\n..."), 0, 1)
    2
    """
    height, width = len(grid), len(grid[0])
    return sum(
        grid[(row + i) % height][(column + j) % width]
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
        if (i, j) != (0, 0)
    )


def step(grid: list[list[bool]]) -> list[list[bool]]:
    """Return the next generation.

    >>> show(step(parse(".....\\n..O..\\n..O..\\n..O..\\n.....")))
    '.....\\n.....\\n.OOO.\\n.....\\n.....'
    """
    result = []
    for i, row in enumerate(grid):
        line = []
        for j, alive in enumerate(row):
            count = neighbours(grid, i, j)
            line.append(count == 3 or (alive and count == 2))
        result.append(line)
    return result


def show(grid: list[list[bool]]) -> str:
    """Draw a grid.

    >>> show([[True, False], [False, True]])
    'O.\\n.O'
    """
    return "\n".join("".join("O" if alive else "." for alive in row) for row in grid)


def population(grid: list[list[bool]]) -> int:
    """Count the living cells."""
    return sum(map(sum, grid))


def period(grid: list[list[bool]], limit: int) -> int | None:
    """Return after how many generations a grid comes back, or None within a limit.

    >>> period(parse("....\\n.OO.\\n.OO.\\n...."), 5)
    1
    """
    first = [row[:] for row in grid]
    for generation in range(1, limit + 1):
        grid = step(grid)
        if grid == first:
            return generation
    return None


def step_plane(cells: set[Cell]) -> set[Cell]:
    """Return the next generation on the endless plane, as the set of the living cells.

    >>> sorted(step_plane({(0, 0), (0, 1), (0, 2)}))
    [(-1, 1), (0, 1), (1, 1)]
    """
    counts: dict[Cell, int] = {}
    for x, y in cells:
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                if i != 0 or j != 0:
                    counts[x + i, y + j] = counts.get((x + i, y + j), 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in cells)}


def bounds(cells: set[Cell]) -> tuple[int, int, int, int]:
    """Return the least and the greatest coordinates: top, left, bottom, right."""
    rows = [row for row, _ in cells]
    columns = [column for _, column in cells]
    return min(rows), min(columns), max(rows), max(columns)


def main() -> None:
    """Print a glider on its way, a pulsar, and an explosion on the plane."""
    grid = [[False] * 8 for _ in range(6)]
    place(grid, parse(GLIDER), 0, 0)
    for generation in range(0, 9, 4):
        print(f"generation {generation}: {population(grid)} alive")
        print(show(grid))
        for _ in range(4):
            grid = step(grid)
    print("the glider is back after", period(grid, 100), "generations")

    field = [[False] * 17 for _ in range(17)]
    part = parse(PULSAR_PART)
    place(field, part, 2, 2)
    place(field, part[::-1], 9, 2)
    print("the pulsar has period", period(field, 10), "and", population(field), "cells")
    print(show(step(field)[1:9]))

    cells = {(0, 1), (0, 2), (1, 0), (1, 1), (2, 1)}
    sizes = []
    for _ in range(30):
        sizes.append(len(cells))
        cells = step_plane(cells)
    print("the pentomino grows:", *sizes)
    print("and fills", bounds(cells))
    try:
        parse("OO\nO")
    except ValueError as error:
        print("error:", error)


if __name__ == "__main__":
    main()
