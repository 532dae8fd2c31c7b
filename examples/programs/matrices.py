"""Determinants, inverses and linear systems on nested lists."""

from typing import List

Matrix = List[List[float]]


def shape(matrix: Matrix) -> tuple[int, int]:
    """Return the numbers of rows and columns.

    >>> shape([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    (2, 3)
    """
    columns = len(matrix[0]) if matrix else 0
    if any(len(row) != columns for row in matrix):
        raise ValueError("rows differ in length")
    return len(matrix), columns


def identity(n: int) -> Matrix:
    """Return the identity matrix of a size.

    >>> identity(2)
    [[1.0, 0.0], [0.0, 1.0]]
    """
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]


def transpose(matrix: Matrix) -> Matrix:
    """Swap rows and columns.

    >>> transpose([[1.0, 2.0], [3.0, 4.0]])
    [[1.0, 3.0], [2.0, 4.0]]
    """
    return [list(column) for column in zip(*matrix)]


def multiply(a: Matrix, b: Matrix) -> Matrix:
    """Return the product of two matrices.

    >>> multiply([[1.0, 2.0]], [[3.0], [4.0]])
    [[11.0]]
    """
    rows, inner = shape(a)
    inner_b, columns = shape(b)
    if inner != inner_b:
        raise ValueError(f"cannot multiply {rows}x{inner} by {inner_b}x{columns}")
    result = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            for k in range(inner):
                result[i][j] += a[i][k] * b[k][j]
    return result


def minor(matrix: Matrix, row: int, column: int) -> Matrix:
    """Leave out a row and a column.

    >>> minor([[1.0, 2.0], [3.0, 4.0]], 0, 1)
    [[3.0]]
    """
    return [line[:column] + line[column + 1 :] for i, line in enumerate(matrix) if i != row]


def determinant_by_minors(matrix: Matrix) -> float:
    """Expand along the first row.

    >>> determinant_by_minors([[1.0, 2.0], [3.0, 4.0]])
    -2.0
    """
    if len(matrix) == 1:
        return matrix[0][0]
    total = 0.0
    sign = 1
    for column, value in enumerate(matrix[0]):
        total += sign * value * determinant_by_minors(minor(matrix, 0, column))
        sign = -sign
    return total


def determinant(matrix: Matrix) -> float:
    """Return the determinant by elimination with pivoting.

    >>> determinant([[2.0, 0.0], [0.0, 3.0]])
    6.0
    """
    n, columns = shape(matrix)
    if n != columns:
        raise ValueError("only square matrices have determinants")
    work = [row[:] for row in matrix]
    result = 1.0
    for column in range(n):
        pivot = max(range(column, n), key=lambda row: abs(work[row][column]))
        if work[pivot][column] == 0:
            return 0.0
        if pivot != column:
            work[pivot], work[column] = work[column], work[pivot]
            result = -result
        result *= work[column][column]
        for row in range(column + 1, n):
            factor = work[row][column] / work[column][column]
            for k in range(column, n):
                work[row][k] -= factor * work[column][k]
    return result


def inverse(matrix: Matrix) -> Matrix:
    """Return the inverse by the method of Gauss and Jordan.

    >>> inverse([[2.0, 0.0], [0.0, 4.0]])
    [[0.5, 0.0], [0.0, 0.25]]
    """
    n = len(matrix)
    work = [row + unit for row, unit in zip(matrix, identity(n))]
    for column in range(n):
        pivot = max(range(column, n), key=lambda row: abs(work[row][column]))
        if abs(work[pivot][column]) < 1e-12:
            raise ArithmeticError(f"singular in column {column}")
        work[column], work[pivot] = work[pivot], work[column]
        divisor = work[column][column]
        work[column] = [value / divisor for value in work[column]]
        for row in range(n):
            if row != column and work[row][column] != 0:
                factor = work[row][column]
                work[row] = [v - factor * p for v, p in zip(work[row], work[column])]
    return [row[n:] for row in work]


def solve(matrix: Matrix, right: List[float]) -> List[float]:
    """Solve a system of linear equations.

    >>> solve([[1.0, 1.0], [1.0, -1.0]], [3.0, 1.0])
    [2.0, 1.0]
    """
    return [row[0] for row in multiply(inverse(matrix), [[value] for value in right])]


def show(title: str, matrix: Matrix) -> None:
    """Print a matrix, its numbers with three digits; no number is shown as -0.000."""
    print(f"{title}:")
    for row in matrix:
        print("  [" + " ".join(f"{value + 0.0:8.3f}" for value in row) + "]")


def main() -> None:
    """Print a few results, and what goes wrong."""
    a = [[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]]
    hilbert = [[1 / (i + j + 1) for j in range(4)] for i in range(4)]
    show("a", a)
    show("inverse of a", inverse(a))
    show("a transposed times a", multiply(transpose(a), a))
    print(f"determinants: {determinant(a):.6f} {determinant_by_minors(a):.6f}")
    print(f"of the Hilbert matrix: {determinant(hilbert):.6e}")
    print("solution:", [round(x, 6) for x in solve(a, [1.0, 2.0, 3.0])])
    product = multiply(hilbert, inverse(hilbert))
    deviation = max(
        abs(p - e) for row, unit in zip(product, identity(4)) for p, e in zip(row, unit)
    )
    print("H times its inverse is the identity:", deviation < 1e-9)
    try:
        inverse([[1.0, 2.0], [2.0, 4.0]])
    except ArithmeticError as error:
        print("inverse:", error)
    for wrong in [[[1.0, 2.0]], [[1.0], [2.0, 3.0]]]:
        try:
            print(determinant(wrong))
        except ValueError as error:
            print("determinant:", error)
    try:
        multiply([[1.0, 2.0]], [[1.0, 2.0]])
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()
