"""Tables of numbers."""


def transpose(matrix: list[list[int]]) -> list[list[int]]:
    """
    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    return [list(row) for row in zip(*matrix)]


def multiply(a: list[list[int]], b: list[list[int]]) -> list[list[int]]:
    """
    >>> multiply([[1, 2], [3, 4]], [[5, 5], [7, 5]])
    [[19, 15], [43, 35]]
    """
    if len(a[0]) != len(b):
        raise ValueError("matrices do not fit")
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


def power(matrix: list[list[int]], n: int) -> list[list[int]]:
    """
    >>> power([[1, 1], [1, 0]], 10)
    [[89, 55], [55, 34]]
    """
    size = len(matrix)
    result = [[int(i == j) for j in range(size)] for i in range(size)]
    while n > 0:
        if n % 2 == 1:
            result = multiply(result, matrix)
        matrix = multiply(matrix, matrix)
        n //= 2
    return result


def determinant(matrix: list[list[int]]) -> int:
    """
    >>> determinant([[1, 2, 3], [4, 5, 6], [7, 8, 10]])
    -3
    """
    if len(matrix) == 1:
        return matrix[0][0]
    det = 0
    for x in range(len(matrix)):
        minor = [row[:x] + row[x + 1 :] for row in matrix[1:]]
        det += matrix[0][x] * (-1) ** x * determinant(minor)
    return det


def spiral(a: list[list[int]]) -> list[int]:
    """
    >>> spiral([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
    [1, 2, 3, 4, 8, 12, 11, 10, 9, 5, 6, 7]
    """
    result: list[int] = []
    top, left = 0, 0
    bottom, right = len(a) - 1, len(a[0]) - 1
    while top <= bottom and left <= right:
        for j in range(left, right + 1):
            result.append(a[top][j])
        for i in range(top + 1, bottom + 1):
            result.append(a[i][right])
        if top < bottom and left < right:
            for j in range(right - 1, left - 1, -1):
                result.append(a[bottom][j])
            for i in range(bottom - 1, top, -1):
                result.append(a[i][left])
        top, left, bottom, right = top + 1, left + 1, bottom - 1, right - 1
    return result


def rotate_90(matrix: list[list[int]]) -> list[list[int]]:
    """
    >>> rotate_90([[1, 2], [3, 4]])
    [[3, 1], [4, 2]]
    """
    return [list(row) for row in zip(*reversed(matrix))]


def pascal_triangle(num_rows: int) -> list[list[int]]:
    """
    >>> pascal_triangle(4)
    [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]
    >>> pascal_triangle(-5)
    Traceback (most recent call last):
    ValueError: The input value of 'num_rows' should be greater than or equal to 0
    """
    if not isinstance(num_rows, int):
        raise TypeError("The input value of 'num_rows' should be 'int'")
    if num_rows == 0:
        return []
    elif num_rows < 0:
        raise ValueError(
            "The input value of 'num_rows' should be greater than or equal to 0"
        )
    triangle: list[list[int]] = []
    for i in range(num_rows):
        row = [-1] * (i + 1)
        row[0], row[-1] = 1, 1
        for j in range(1, i):
            row[j] = triangle[i - 1][j - 1] + triangle[i - 1][j]
        triangle.append(row)
    return triangle


def is_magic(square: list[list[int]]) -> bool:
    """
    >>> is_magic([[2, 7, 6], [9, 5, 1], [4, 3, 8]])
    True
    >>> is_magic([[1, 2], [3, 4]])
    False
    """
    n = len(square)
    sums = {sum(row) for row in square}
    sums |= {sum(col) for col in zip(*square)}
    sums.add(sum(square[i][i] for i in range(n)))
    sums.add(sum(square[i][n - 1 - i] for i in range(n)))
    return len(sums) == 1


def count_islands(grid: list[list[int]]) -> int:
    """
    >>> count_islands([[1, 1, 0], [0, 0, 0], [1, 0, 1]])
    3
    """
    rows, cols = len(grid), len(grid[0])
    seen = [[False] * cols for _ in range(rows)]

    def explore(i: int, j: int) -> None:
        if not (0 <= i < rows and 0 <= j < cols) or seen[i][j] or not grid[i][j]:
            return
        seen[i][j] = True
        for di, dj in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            explore(i + di, j + dj)

    count = 0
    for i in range(rows):
        for j in range(cols):
            if grid[i][j] and not seen[i][j]:
                count += 1
                explore(i, j)
    return count


def cramer(equation1: list[float], equation2: list[float]) -> tuple[float, float]:
    """
    >>> cramer([2.0, 3.0, 0.0], [5.0, 1.0, 13.0])
    (3.0, -2.0)
    >>> cramer([1.0, 2.0], [1.0, 2.0, 3.0])
    Traceback (most recent call last):
    ValueError: Please enter a valid equation.
    """
    if not len(equation1) == len(equation2) == 3:
        raise ValueError("Please enter a valid equation.")
    a1, b1, c1 = equation1
    a2, b2, c2 = equation2
    det = a1 * b2 - a2 * b1
    det_x = c1 * b2 - c2 * b1
    det_y = a1 * c2 - a2 * c1
    if det == 0:
        raise ValueError("Infinite solutions. (Consistent system)")
    return (det_x / det, det_y / det)


def search_sorted(matrix: list[list[int]], value: int) -> list[int]:
    """
    >>> search_sorted([[2, 5, 7], [4, 8, 13], [9, 11, 15]], 11)
    [2, 1]
    >>> search_sorted([[2]], 3)
    [-1, -1]
    """
    i, j = len(matrix) - 1, 0
    while i >= 0 and j < len(matrix[0]):
        if matrix[i][j] == value:
            return [i, j]
        if matrix[i][j] > value:
            i -= 1
        else:
            j += 1
    return [-1, -1]


def show(matrix: list[list[float]]) -> str:
    """
    >>> print(show([[1.0, -2.5], [10.25, 0.0]]))
     1.00 -2.50
    10.25  0.00
    """
    return "\n".join(" ".join(f"{v:5.2f}" for v in row) for row in matrix)
