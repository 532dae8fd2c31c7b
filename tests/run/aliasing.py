"""Identity: two names of one object, shared parts, arguments that are one object, `is`."""

# options: infer=True
# numba: no


def two_names(n: int) -> int:
    a = [1, 2]
    b = a
    b.append(n)
    return len(a) * 10 + a[-1]
# run: two_names(5) == 35


def is_same(n: int) -> int:
    a = [n]
    b = a
    c = [n]
    return (a is b) + 10 * (a is c) + 100 * (a == c) + 1000 * (a is not c)
# run: is_same(1) == 1101


def shared_row(n: int) -> int:
    row = [0, 0]
    grid = [row, row]
    grid[0][1] = n
    return grid[1][1] * 10 + row[1]
# run: shared_row(4) == 44


def repeated_row(n: int) -> int:
    grid = [[0] * 3] * 3
    grid[0][0] = n
    return sum(row[0] for row in grid) + (grid[0] is grid[2]) * 100
# run: repeated_row(2) == 106


def separate_rows(n: int) -> int:
    grid = [[0] * 3 for _ in range(3)]
    grid[0][0] = n
    return sum(row[0] for row in grid) + (grid[0] is grid[2]) * 100
# run: separate_rows(2) == 2


def shallow_copy(n: int) -> int:
    rows = [[1], [2]]
    copy = rows[:]
    copy[0].append(n)
    copy.append([9])
    return len(rows) * 10 + len(rows[0])
# run: shallow_copy(3) == 22


def passed_on(n: int) -> int:
    def change(values: list[int]) -> None:
        values[0] = n
        values = [100]
        values[0] += 1

    values = [1]
    change(values)
    return values[0]
# run: passed_on(7) == 7


def augmented_is_in_place(n: int) -> int:
    a = [1]
    b = a
    a += [n]
    c = a
    a = a + [3]
    return len(a) * 100 + len(b) * 10 + len(c)
# run: augmented_is_in_place(2) == 322


def tuple_of_list(n: int) -> int:
    values = [1]
    pair = (values, n)
    pair[0].append(n)
    return len(values)
# run: tuple_of_list(2) == 2


def dict_of_list(n: int) -> int:
    values = [1]
    table = {"a": values, "b": values}
    table["a"].append(n)
    return len(table["b"]) * 10 + len(values)
# run: dict_of_list(2) == 22


def augmented_item(n: int) -> int:
    values = [1]
    table = {"a": values}
    table["a"] += [n]
    return len(values)
# run: augmented_item(5) == 2


def set_alias(n: int) -> int:
    a = {1, 2}
    b = a
    b |= {n}
    c = a
    a = a | {100}
    return len(a) * 100 + len(b) * 10 + len(c)
# run: set_alias(3) == 433


def old_value_lives(n: int) -> int:
    rows = [[1, 2], [3]]
    kept = rows[0]
    rows[0] = [n]
    rows.clear()
    return sum(kept)
# run: old_value_lives(5) == 3


def item_replaces_itself(n: int) -> int:
    rows = [[1, n]]
    rows[0] = rows[0]
    rows[0] = rows[0][:1]
    return len(rows[0])
# run: item_replaces_itself(2) == 1


def returned_again(n: int) -> int:
    def same(values: list[int]) -> list[int]:
        return values

    a = [n]
    b = same(a)
    b.append(2)
    return len(a) + 10 * (a is b)
# run: returned_again(1) == 12


def popped_lives(n: int) -> int:
    rows = [[n, 2], [3, 4]]
    last = rows.pop()
    rows.pop()
    return sum(last) + len(rows)
# run: popped_lives(1) == 7


def removed_in_loop(n: int) -> int:
    rows = [[1], [2], [n]]
    total = 0
    for row in rows:
        rows[0] = [50]
        total += row[0]
    return total
# run: removed_in_loop(3) == 6


def text_is_a_value(n: int) -> int:
    a = "x" * n
    b = a
    a += "y"
    return len(a) * 10 + len(b)
# run: text_is_a_value(2) == 32


def is_none(n: int) -> int:
    value = None if n == 0 else [n]
    return (value is None) + 10 * (value is not None)
# run: is_none(0) == 1
# run: is_none(1) == 10


def double_all(values: list[int]) -> None:
    for i in range(len(values)):
        values[i] *= 2
# run: double_all([1, 2, 3]) == None
# run: double_all([]) == None


def local_change_alone(values: list[int]) -> int:
    values = values + [1]
    values[0] = 100
    return len(values)
# run: local_change_alone([5]) == 2


def same_argument(a: list[int], b: list[int]) -> bool:
    a.append(1)
    return a is b
# run: same_argument([5], [5]) == False
# run: same_argument(*[[5]] * 2) == True


def shared_inside(rows: list[list[int]]) -> None:
    rows[0].append(7)
# run: shared_inside([[0], [0]]) == None
# run: shared_inside([[0]] * 3) == None


def adds_parameter(rows: list[list[int]], row: list[int]) -> None:
    rows.append(row)
    row.append(1)
# run: adds_parameter([], [5]) == None


def one_of_them(a: list[int], b: list[int], first: bool) -> list[int]:
    return a if first else b
# run: one_of_them([1], [2], True) == [1]
# run: one_of_them([1], [2], False) == [2]


def swap_rows(rows: list[list[int]]) -> None:
    rows[0], rows[1] = rows[1], rows[0]
# run: swap_rows([[1], [2]]) == None


def shared_result(n: int) -> list[list[int]]:
    row = [n]
    return [row, row, [n]]
# run: shared_result(1) == [[1], [1], [1]]


def nested_dict_change(table: dict[str, list[int]], key: str) -> None:
    table[key].append(len(table))
    table["new"] = [0]
# run: nested_dict_change({"a": [1]}, "a") == None
# run: nested_dict_change({"a": [1]}, "b") raises KeyError: 'b'


def empties(values: list[str], table: dict[str, int], seen: set[int]) -> None:
    values.clear()
    table.clear()
    seen.clear()
# run: empties(["a"], {"a": 1}, {1}) == None


def replaces_texts(words: list[str]) -> None:
    for i, word in enumerate(words):
        words[i] = word.upper()
# run: replaces_texts(["a", "→"]) == None


def unchanged(values: list[int], table: dict[str, int]) -> int:
    return values[0] + table["a"]
# run: unchanged([1], {"a": 2}) == 3
