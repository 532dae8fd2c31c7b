"""Containers in containers, several levels deep, read, changed, compared and shown."""

# options: infer=True
# numba: no


def grid(n: int) -> int:
    rows = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            rows[i][j] = i * n + j
    return sum(rows[i][n - 1 - i] for i in range(n))
# run: grid(4) == 30
# run: grid(0) == 0


def deep_lists(n: int) -> int:
    cube = [[[i + j + k for k in range(n)] for j in range(n)] for i in range(n)]
    cube[0][0][0] += 100
    cube[-1][-1].append(5)
    return sum(sum(sum(line) for line in plane) for plane in cube)
# run: deep_lists(3) == 186


def inferred_by_append(n: int) -> int:
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(j)
        rows.append(row)
    return sum(len(row) * sum(row) for row in rows)
# run: inferred_by_append(5) == 35


def graph(n: int) -> int:
    edges = {}
    for a, b in [(0, 1), (1, 2), (2, 0), (2, 3)]:
        edges.setdefault(a, []).append(b)
        edges.setdefault(b, []).append(a)
    seen = {n}
    queue = [n]
    order = 0
    while queue:
        node = queue.pop(0)
        order = order * 10 + node
        for neighbour in edges[node]:
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order
# run: graph(1) == 1023
# run: graph(3) == 3210
# run: graph(9) raises KeyError: 9


def dict_of_dicts(n: int) -> int:
    table = {"a": {"x": 1}, "b": {"y": 2}}
    table["a"]["z"] = n
    table["c"] = {}
    return sum(len(inner) * 10 + sum(inner.values()) for inner in table.values())
# run: dict_of_dicts(5) == 38


def dict_of_sets(n: int) -> int:
    groups: dict[int, set[int]] = {}
    for i in range(n):
        groups.setdefault(i % 3, set()).add(i % 4)
    return sum((key + 1) * len(members) for key, members in groups.items())
# run: dict_of_sets(20) == 24


def list_of_tuples(n: int) -> int:
    points = [(i, (i * i, [i])) for i in range(n)]
    points[0][1][1].append(50)
    return sum(a + b + sum(c) for a, (b, c) in points)
# run: list_of_tuples(4) == 76


def compared(n: int) -> int:
    a = [[1, 2], [3, n]]
    b = [[1, 2], [3, 4]]
    return (a == b) + 10 * (a < b) + 100 * ([3, 4] in a) + 1000 * a.count([1, 2])
# run: compared(4) == 1101
# run: compared(3) == 1010


def memo(n: int) -> int:
    known: dict[tuple[int, int], int] = {}

    def paths(row: int, column: int) -> int:
        if row == 0 or column == 0:
            return 1
        if (row, column) not in known:
            known[row, column] = paths(row - 1, column) + paths(row, column - 1)
        return known[(row, column)]

    return paths(n, n)
# run: memo(10) == 184756


def released_parts(n: int) -> int:
    total = 0
    for i in range(n):
        rows = [[j] * 3 for j in range(10)]
        table = {i: rows, i + 1: [[7]]}
        rows[2] = table[i + 1][0]
        del rows[0]
        total += len(table[i]) + rows[1][0]
    return total
# run: released_parts(100) == 1600


def triangle(n: int) -> list[list[int]]:
    rows = [[1]]
    for _ in range(n - 1):
        row = rows[-1]
        rows.append([1] + [a + b for a, b in zip(row, row[1:])] + [1])
    return rows
# run: triangle(5) == [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]]
# run: triangle(1) == [[1]]


def transposed(matrix: list[list[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*matrix)]
# run: transposed([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]) == [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]


def set_cell(grid: list[list[str]], row: int, column: int, mark: str) -> None:
    grid[row][column] = mark
# run: set_cell([[".", "."], [".", "."]], 0, 1, "x") == None
# run: set_cell([["."]], 1, 0, "x") raises IndexError: list index out of range
# run: set_cell([["."]], 0, -2, "x") raises IndexError: list assignment index out of range


def anagrams(words: list[str]) -> dict[str, list[str]]:
    groups = {}
    for word in words:
        key = "".join(sorted(word))
        if key not in groups:
            groups[key] = []
        groups[key].append(word)
    return groups
# run: anagrams(["tea", "eat", "tan", "ate"]) == {'aet': ['tea', 'eat', 'ate'], 'ant': ['tan']}


def people(rows: list[tuple[str, int, list[str]]]) -> dict[str, tuple[int, int]]:
    return {name: (age, len(tags)) for name, age, tags in rows}
# run: people([("Ann", 30, ["a", "b"]), ("Bob", 25, [])]) == {'Ann': (30, 2), 'Bob': (25, 0)}


def scores(table: dict[str, dict[str, float]]) -> dict[str, float]:
    return {name: sum(marks.values()) / len(marks) for name, marks in table.items() if marks}
# run: scores({"Ann": {"x": 1.0, "y": 2.0}, "Bob": {}}) == {'Ann': 1.5}


def layers(data: dict[str, list[dict[int, set[str]]]]) -> int:
    return sum(len(words) for tables in data.values() for table in tables for words in table.values())
# run: layers({"a": [{1: {"x", "y"}}, {}], "b": []}) == 2


def tuples_of_tuples(points: tuple[tuple[int, int], ...]) -> list[int]:
    return [x * y for x, y in points]
# run: tuples_of_tuples(((1, 2), (3, 4))) == [2, 12]


def path(graph: dict[str, list[str]], start: str, end: str) -> list[str]:
    paths = [[start]]
    while paths:
        current = paths.pop(0)
        if current[-1] == end:
            return current
        for node in graph.get(current[-1], []):
            if node not in current:
                paths.append(current + [node])
    return []
# run: path({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a", "d") == ['a', 'b', 'd']
# run: path({"a": ["b"]}, "b", "a") == []


def rotated(matrix: list[list[int]]) -> None:
    matrix[:] = [list(row) for row in zip(*matrix[::-1])]
# run: rotated([[1, 2], [3, 4]]) == None


def shown(n: int) -> str:
    return str([{"a": (n, [n])}, {}]) + str({(n, "b"): {1.5: [None]}})
# run: shown(2) == "[{'a': (2, [2])}, {}]{(2, 'b'): {1.5: [None]}}"


def spiral(matrix: list[list[int]]) -> list[int]:
    result = []
    rows = [row[:] for row in matrix]
    while rows:
        result += rows.pop(0)
        rows = [list(column) for column in zip(*rows)][::-1]
    return result
# run: spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]) == [1, 2, 3, 6, 9, 8, 7, 4, 5]
# run: spiral([]) == []


def unique_rows(rows: list[list[int]]) -> int:
    return len({tuple(row) for row in rows})
# run: unique_rows([[1, 2], [2, 1], [1, 2]]) == 2


def optional_inside(rows: list[list[float | None]]) -> list[int]:
    return [sum(1 for value in row if value is None) for row in rows]
# run: optional_inside([[None, 1.0], [2.0], []]) == [1, 0, 0]


def order(a: list[list[float]], b: list[list[float]]) -> list[bool]:
    return [a < b, a <= b, a == b, a > b, a >= b]
# run: order([[1.0]], [[nan]]) == [False, False, False, False, False]
# run: order([[1.0]], [[1.0]]) == [False, True, True, False, True]
# run: order([[nan]], [[1.0], []]) == [False, False, False, False, False]
# run: order([], [[nan]]) == [True, True, False, False, False]


def order_of_pairs(a: tuple[str, float], b: tuple[str, float]) -> list[bool]:
    return [a < b, a <= b, a == b, a > b, a >= b]
# run: order_of_pairs(("x", 1.0), ("x", nan)) == [False, False, False, False, False]
# run: order_of_pairs(("x", 1.0), ("y", nan)) == [True, True, False, False, False]
# run: order_of_pairs(("x", 1.0), ("x", 1.0)) == [False, True, True, False, True]


def squares_in_rows(n: int) -> list[list[int]]:
    return [[i, i * i] for i in range(n)]
# run: squares_in_rows(2) == [[0, 0], [1, 1]]


def of_a_list_that_nobody_keeps(n: int) -> int:
    return squares_in_rows(n)[-1][-1]
# run: of_a_list_that_nobody_keeps(5) == 16
# run: of_a_list_that_nobody_keeps(0) raises IndexError: list index out of range


def deeper_of_a_list_that_nobody_keeps(n: int) -> int:
    return [squares_in_rows(n), squares_in_rows(n + 1)][1][-1][-1] + len([squares_in_rows(n)][0][0])
# run: deeper_of_a_list_that_nobody_keeps(4) == 18


def in_a_loop_of_lists_that_nobody_keeps(n: int) -> int:
    total = 0
    for i in range(n):
        total += squares_in_rows(n)[i][1]
        squares_in_rows(n)[i][0] = total
    return total
# run: in_a_loop_of_lists_that_nobody_keeps(5) == 30
