"""What is computed first, where it can be seen: the value that is stored, then where to."""

# numba: no


def value_before_index(n: int) -> int:
    x: list[int] = []
    x[n % len(x)] = x.pop()
    return 0
# run: value_before_index(1) raises IndexError: pop from empty list


def value_before_owner(n: int) -> int:
    rows: list[list[int]] = [[1], [2]]
    rows[len(rows) - 1][0] = rows.pop()[0] + n
    return rows[0][0]
# run: value_before_owner(5) == 7


def value_before_bounds(n: int) -> int:
    x: list[int] = [1, 2, n]
    x[: len(x)] = [x.pop()]
    return len(x) * 100 + x[0]
# run: value_before_bounds(3) == 103


def value_before_key(n: int) -> int:
    table: dict[str, str] = {"a": "b"}
    table[table.pop("a")] = str(len(table) + n) + "x"
    return len(table["b"]) + len(table)
# run: value_before_key(9) == 4


def value_before_name(n: int) -> int:
    x: list[int] = [1, 2]
    x[(n := 1)] = n
    return x[1]
# run: value_before_name(7) == 7


def value_changes_place(n: int) -> int:
    place: int = 0
    x: list[int] = [0, 0]

    def moved() -> int:
        nonlocal place
        place = 1
        return n

    x[place] = moved()
    return x[0] * 10 + x[1]
# run: value_changes_place(5) == 5
