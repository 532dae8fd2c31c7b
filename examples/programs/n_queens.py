"""The n queens problem: count and draw the boards on which no queen attacks another.

Three sets hold what is attacked: columns, falling diagonals and rising diagonals.
"""


def solutions(n: int) -> list[list[int]]:
    """Return every solution as the column of the queen in each row.

    >>> solutions(4)
    [[1, 3, 0, 2], [2, 0, 3, 1]]
    """
    found: list[list[int]] = []
    columns: set[int] = set()
    falling: set[int] = set()
    rising: set[int] = set()
    placed: list[int] = []

    def place(row: int) -> None:
        if row == n:
            found.append(placed.copy())
            return
        for column in range(n):
            if column in columns or row - column in falling or row + column in rising:
                continue
            columns.add(column)
            falling.add(row - column)
            rising.add(row + column)
            placed.append(column)
            place(row + 1)
            placed.pop()
            columns.remove(column)
            falling.remove(row - column)
            rising.discard(row + column)

    place(0)
    return found


def is_solution(board: list[int]) -> bool:
    """Check a board without the sets of the search.

    >>> is_solution([1, 3, 0, 2])
    True
    >>> is_solution([0, 1, 2, 3])
    False
    """
    for row, column in enumerate(board):
        for other in range(row):
            if board[other] == column or abs(board[other] - column) == row - other:
                return False
    return True


def rotate(board: list[int]) -> list[int]:
    """Turn a board by 90 degrees.

    >>> rotate([1, 3, 0, 2])
    [1, 3, 0, 2]
    >>> rotate([0, 1, 2])
    [2, 1, 0]
    """
    n = len(board)
    result = [0] * n
    for row, column in enumerate(board):
        result[column] = n - 1 - row
    return result


def mirror(board: list[int]) -> list[int]:
    """Mirror a board at its vertical axis.

    >>> mirror([1, 3, 0, 2])
    [2, 0, 3, 1]
    """
    return [len(board) - 1 - column for column in board]


def symmetric_boards(board: list[int]) -> set[tuple[int, ...]]:
    """Return the board in all its rotations and reflections.

    >>> sorted(symmetric_boards([1, 3, 0, 2]))
    [(1, 3, 0, 2), (2, 0, 3, 1)]
    """
    variants = set()
    current = board
    for _ in range(4):
        variants.add(tuple(current))
        variants.add(tuple(mirror(current)))
        current = rotate(current)
    return variants


def fundamental(boards: list[list[int]]) -> list[list[int]]:
    """Keep one board of each class under symmetry.

    >>> fundamental(solutions(4))
    [[1, 3, 0, 2]]
    """
    seen: set[tuple[int, ...]] = set()
    kept = []
    for board in boards:
        if tuple(board) not in seen:
            seen |= symmetric_boards(board)
            kept.append(board)
    return kept


def draw(board: list[int]) -> str:
    """Draw a board with one character a square.

    >>> print(draw([1, 0]))
    . Q
    Q .
    """
    lines = []
    for column in board:
        line = ["."] * len(board)
        line[column] = "Q"
        lines.append(" ".join(line))
    return "\n".join(lines)


def main() -> None:
    """Print counts, and a board of each class of the smaller sizes."""
    for n in range(1, 9):
        boards = solutions(n)
        assert all(is_solution(board) for board in boards)
        print(f"{n} queens: {len(boards):>2} solutions, {len(fundamental(boards))} fundamental")
    for board in fundamental(solutions(6)):
        print()
        print(draw(board))


if __name__ == "__main__":
    main()
