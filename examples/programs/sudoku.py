"""Sudoku by backtracking, with sets of candidates; the cell with the fewest goes first."""

Grid = list[list[int]]

EASY = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""
HARD = """
8........
..36.....
.7..9.2..
.5...7...
....457..
...1...3.
..1....68
..85...1.
.9....4..
"""


def parse(picture: str) -> Grid:
    """Read a drawing, in which a point is an empty cell.

    >>> parse(EASY)[0]
    [5, 3, 0, 0, 7, 0, 0, 0, 0]
    """
    rows = [[0 if char == "." else int(char) for char in line] for line in picture.split()]
    if len(rows) != 9:
        raise ValueError(f"a grid has 9 rows, not {len(rows)}")
    for number, row in enumerate(rows, start=1):
        if len(row) != 9:
            raise ValueError(f"row {number} has {len(row)} cells")
    return rows


def show(grid: Grid) -> str:
    """Draw a grid with lines between the boxes."""
    lines = []
    for i, row in enumerate(grid):
        if i in (3, 6):
            lines.append("------+-------+------")
        cells = ["." if digit == 0 else str(digit) for digit in row]
        lines.append(" | ".join(" ".join(cells[j : j + 3]) for j in range(0, 9, 3)))
    return "\n".join(lines)


def units(row: int, column: int) -> list[list[tuple[int, int]]]:
    """Return the row, the column and the box of a cell.

    >>> [unit[0] for unit in units(4, 7)]
    [(4, 0), (0, 7), (3, 6)]
    """
    top, left = row // 3 * 3, column // 3 * 3
    return [
        [(row, j) for j in range(9)],
        [(i, column) for i in range(9)],
        [(top + i, left + j) for i in range(3) for j in range(3)],
    ]


def candidates(grid: Grid, row: int, column: int) -> set[int]:
    """Return the digits that fit into an empty cell.

    >>> sorted(candidates(parse(EASY), 0, 2))
    [1, 2, 4]
    """
    used = {grid[i][j] for unit in units(row, column) for i, j in unit}
    return set(range(1, 10)) - used


def conflicts(grid: Grid) -> list[tuple[int, int]]:
    """Return the cells whose digit occurs again in their row, column or box."""
    found = []
    for row in range(9):
        for column in range(9):
            digit = grid[row][column]
            if digit and any(
                sum(grid[i][j] == digit for i, j in unit) > 1 for unit in units(row, column)
            ):
                found.append((row, column))
    return found


def hardest_cell(grid: Grid) -> tuple[int, int, set[int]] | None:
    """Return the empty cell with the fewest candidates and those, or None if none is empty."""
    best = None
    fewest = 10
    for row in range(9):
        for column in range(9):
            if grid[row][column] == 0:
                options = candidates(grid, row, column)
                if len(options) < fewest:
                    best, fewest = (row, column, options), len(options)
    return best


def solve(grid: Grid) -> tuple[bool, int]:
    """Fill a grid in place; return whether that is possible, and the number of tries.

    >>> solve(parse(EASY))
    (True, 51)
    """
    tries = 0

    def fill() -> bool:
        nonlocal tries
        cell = hardest_cell(grid)
        if cell is None:
            return True
        row, column, options = cell
        for digit in sorted(options):
            tries += 1
            grid[row][column] = digit
            if fill():
                return True
        grid[row][column] = 0
        return False

    return fill(), tries


def count_solutions(grid: Grid, limit: int = 2) -> int:
    """Count solutions, up to a limit."""
    cell = hardest_cell(grid)
    if cell is None:
        return 1
    row, column, options = cell
    total = 0
    for digit in options:
        grid[row][column] = digit
        total += count_solutions(grid, limit - total)
        if total >= limit:
            break
    grid[row][column] = 0
    return total


def main() -> None:
    """Solve two puzzles, and reject three."""
    for name, picture in {"easy": EASY, "hard": HARD}.items():
        grid = parse(picture)
        given = sum(digit > 0 for row in grid for digit in row)
        print(f"{name}: {given} digits given, {count_solutions(grid)} solution")
        solved, tries = solve(grid)
        print(f"solved: {solved}, after {tries} tries, conflicts: {conflicts(grid)}")
        print(show(grid))
    grid = parse(EASY)
    grid[0][2] = 5
    print("conflicts:", conflicts(grid), "solved:", solve(grid)[0])
    empty = [[0] * 9 for _ in range(9)]
    print("solutions of an empty grid, up to 5:", count_solutions(empty, 5))
    for wrong in ["1", EASY.replace("53..7....", "53..7..."), EASY.replace("5", "x")]:
        try:
            parse(wrong)
        except ValueError as error:
            print("error:", error)


if __name__ == "__main__":
    main()
