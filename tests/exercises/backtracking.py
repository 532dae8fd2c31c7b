"""Try, and take back."""

from __future__ import annotations


def permutations(nums: list[int]) -> list[list[int]]:
    """
    >>> permutations([1, 2, 3])
    [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
    """
    result: list[list[int]] = []
    if len(nums) <= 1:
        return [nums.copy()]
    for i in range(len(nums)):
        rest = nums[:i] + nums[i + 1 :]
        for p in permutations(rest):
            result.append([nums[i], *p])
    return result


def combinations(n: int, k: int) -> list[list[int]]:
    """
    >>> combinations(4, 2)
    [[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]]
    """
    result: list[list[int]] = []

    def extend(start: int, current: list[int]) -> None:
        if len(current) == k:
            result.append(current[:])
            return
        for i in range(start, n + 1):
            current.append(i)
            extend(i + 1, current)
            current.pop()

    extend(1, [])
    return result


def power_set(items: list[str]) -> list[list[str]]:
    """
    >>> power_set(["a", "b"])
    [[], ['a'], ['b'], ['a', 'b']]
    """
    subsets: list[list[str]] = [[]]
    for item in items:
        subsets += [subset + [item] for subset in subsets]
    return subsets


def generate_parentheses(n: int) -> list[str]:
    """
    >>> generate_parentheses(3)
    ['((()))', '(()())', '(())()', '()(())', '()()()']
    """
    result: list[str] = []

    def backtrack(partial: str, open_count: int, close_count: int) -> None:
        if len(partial) == 2 * n:
            result.append(partial)
            return
        if open_count < n:
            backtrack(partial + "(", open_count + 1, close_count)
        if close_count < open_count:
            backtrack(partial + ")", open_count, close_count + 1)

    backtrack("", 0, 0)
    return result


def letter_combinations(digits: str) -> list[str]:
    """
    >>> letter_combinations("23")
    ['ad', 'ae', 'af', 'bd', 'be', 'bf', 'cd', 'ce', 'cf']
    >>> letter_combinations("")
    []
    """
    keys = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl"}
    if not digits:
        return []
    result = [""]
    for digit in digits:
        result = [prefix + letter for prefix in result for letter in keys[digit]]
    return result


def word_search(board: list[list[str]], word: str) -> bool:
    """
    >>> word_search([["A", "B", "C"], ["S", "F", "C"], ["A", "D", "E"]], "ABCCED")
    True
    >>> word_search([["A", "B"], ["C", "D"]], "ABA")
    False
    """
    rows, cols = len(board), len(board[0])

    def exists(r: int, c: int, k: int, used: set[tuple[int, int]]) -> bool:
        if k == len(word):
            return True
        if not (0 <= r < rows and 0 <= c < cols):
            return False
        if (r, c) in used or board[r][c] != word[k]:
            return False
        used.add((r, c))
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            if exists(r + dr, c + dc, k + 1, used):
                return True
        used.remove((r, c))
        return False

    return any(exists(r, c, 0, set()) for r in range(rows) for c in range(cols))


def sum_of_subsets(nums: list[int], max_sum: int) -> list[list[int]]:
    """
    >>> sum_of_subsets([3, 34, 4, 12, 5, 2], 9)
    [[3, 4, 2], [4, 5]]
    """
    result: list[list[int]] = []
    path: list[int] = []

    def search(index: int, remaining: int) -> None:
        if remaining == 0:
            result.append([*path])
        if remaining <= 0:
            return
        for i in range(index, len(nums)):
            path.append(nums[i])
            search(i + 1, remaining - nums[i])
            path.pop()

    search(0, max_sum)
    return result


def knight_tour(n: int) -> list[list[int]]:
    """
    >>> knight_tour(1)
    [[1]]
    >>> knight_tour(2)
    Traceback (most recent call last):
    ValueError: Open Knight Tour cannot be performed on a board of size 2
    """
    board = [[0] * n for _ in range(n)]
    moves = [(1, 2), (-1, 2), (1, -2), (-1, -2), (2, 1), (-2, 1), (2, -1), (-2, -1)]

    def solve(y: int, x: int, step: int) -> bool:
        board[y][x] = step
        if step == n * n:
            return True
        for dy, dx in moves:
            v, w = y + dy, x + dx
            if 0 <= v < n and 0 <= w < n and board[v][w] == 0 and solve(v, w, step + 1):
                return True
        board[y][x] = 0
        return False

    for i in range(n):
        for j in range(n):
            if solve(i, j, 1):
                return board
    msg = f"Open Knight Tour cannot be performed on a board of size {n}"
    raise ValueError(msg)


def rat_in_maze(maze: list[list[int]]) -> list[list[int]] | None:
    """
    >>> rat_in_maze([[0, 1], [0, 0]])
    [[1, 0], [1, 1]]
    >>> rat_in_maze([[0, 1], [1, 0]])
    """
    size = len(maze)
    solution = [[0 for _ in range(size)] for _ in range(size)]

    def run(i: int, j: int) -> bool:
        if i == j == size - 1:
            solution[i][j] = 1
            return True
        if i < size and j < size and not maze[i][j]:
            solution[i][j] = 1
            if run(i + 1, j) or run(i, j + 1):
                return True
            solution[i][j] = 0
        return False

    return solution if run(0, 0) else None


def minimax(depth: int, index: int, is_max: bool, scores: list[int], height: float) -> int:
    """
    >>> minimax(0, 0, True, [3, 5, 2, 9, 12, 5, 23, 23], 3.0)
    12
    >>> minimax(-1, 0, True, [1], 1.0)
    Traceback (most recent call last):
    ValueError: Depth cannot be less than 0
    """
    if depth < 0:
        raise ValueError("Depth cannot be less than 0")
    if len(scores) == 0:
        raise ValueError("Scores cannot be empty")
    if depth == height:
        return scores[index]
    if is_max:
        return max(
            minimax(depth + 1, index * 2, False, scores, height),
            minimax(depth + 1, index * 2 + 1, False, scores, height),
        )
    return min(
        minimax(depth + 1, index * 2, True, scores, height),
        minimax(depth + 1, index * 2 + 1, True, scores, height),
    )


def hanoi(height: int, source: str = "A", target: str = "C", spare: str = "B") -> list[str]:
    """
    >>> hanoi(2)
    ['A->B', 'A->C', 'B->C']
    """
    if height < 1:
        return []
    return [
        *hanoi(height - 1, source, spare, target),
        f"{source}->{target}",
        *hanoi(height - 1, spare, target, source),
    ]


def colouring(graph: list[list[int]], colours: int) -> list[int]:
    """
    >>> colouring([[0, 1, 1], [1, 0, 1], [1, 1, 0]], 3)
    [0, 1, 2]
    >>> colouring([[0, 1, 1], [1, 0, 1], [1, 1, 0]], 2)
    []
    """
    chosen = [-1] * len(graph)

    def valid(neighbours: list[int], colour: int) -> bool:
        return not any(
            neighbour == 1 and chosen[i] == colour for i, neighbour in enumerate(neighbours)
        )

    def colour_from(index: int) -> bool:
        if index == len(graph):
            return True
        for colour in range(colours):
            if valid(graph[index], colour):
                chosen[index] = colour
                if colour_from(index + 1):
                    return True
                chosen[index] = -1
        return False

    return chosen if colour_from(0) else []
