"""Containers that change while a loop goes over them: as in CPython, or an error as there."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def appended_to(n: int) -> int:
    values = [1, 2]
    for value in values:
        if len(values) < n:
            values.append(value + 1)
    return digits(values)
# run: appended_to(2) == 12
# run: appended_to(7) == 1223344


def removed_from(n: int) -> int:
    values = [1, 2, 2, 3, n]
    for value in values:
        if value == 2:
            values.remove(value)
    return digits(values)
# run: removed_from(4) == 1234


def emptied(n: int) -> int:
    values = [1, 2, n]
    count = 0
    for _ in values:
        values.clear()
        count += 1
    return count
# run: emptied(3) == 1


def shortened(n: int) -> int:
    values = list(range(n))
    total = 0
    for value in values:
        total = total * 10 + value
        values.pop()
    return total
# run: shortened(6) == 12


def shortened_reversed(n: int) -> int:
    values = list(range(n))
    total = 0
    for value in reversed(values):
        total = total * 10 + value
        if len(values) > 2:
            values.pop()
            values.pop()
    return total
# run: shortened_reversed(6) == 5


def shifted(n: int) -> int:
    values = [1, 2, 3]
    total = 0
    for value in values:
        if value == 1:
            values.insert(0, n)
        total = total * 10 + value
        if total > 100000:
            break
    return total
# run: shifted(9) == 111111


def items_replaced(n: int) -> int:
    values = [1, 2, 3]
    total = 0
    for i, value in enumerate(values):
        values[-1] = n
        total = total * 10 + value + i
    return total
# run: items_replaced(5) == 137


def zipped_with_itself(n: int) -> int:
    values = [1, 2]
    total = 0
    for a, b in zip(values, values):
        if len(values) < n:
            values.append(a + b)
        total += a * b
    return total
# run: zipped_with_itself(4) == 25


def dict_grown(n: int) -> int:
    table = {1: 1, 2: 2}
    total = 0
    for key in table:
        total += key
        if n > 0:
            table[key + 10] = 1
    return total
# run: dict_grown(0) == 3
# run: dict_grown(1) raises RuntimeError: dictionary changed size during iteration


def dict_shrunk(n: int) -> int:
    table = {1: 1, 2: 2, 3: 3}
    total = 0
    for key, value in table.items():
        total += value
        if key == n:
            del table[key]
    return total
# run: dict_shrunk(9) == 6
# run: dict_shrunk(1) raises RuntimeError: dictionary changed size during iteration
# run: dict_shrunk(3) raises RuntimeError: dictionary changed size during iteration


def dict_values_shrunk(n: int) -> int:
    table = {1: 1, 2: 2}
    for value in table.values():
        table.pop(n, 0)
    return len(table)
# run: dict_values_shrunk(5) == 2
# run: dict_values_shrunk(1) raises RuntimeError: dictionary changed size during iteration


def dict_value_set(n: int) -> int:
    table = {1: 1, 2: 2}
    for key in table:
        table[key] = n
    return sum(table.values())
# run: dict_value_set(5) == 10


def dict_same_size(n: int) -> int:
    table = {1: 1, 2: 2}
    for key in table:
        del table[key]
        table[key] = n
        break
    return digits(list(table))
# run: dict_same_size(3) == 21


def dict_over_copy(n: int) -> int:
    table = {i: i for i in range(n)}
    for key in list(table):
        if key % 2:
            del table[key]
    return sum(table)
# run: dict_over_copy(10) == 20


def break_after_change(n: int) -> int:
    table = {1: 1}
    for key in table:
        table[n] = 2
        break
    return len(table)
# run: break_after_change(5) == 2


def set_grown(n: int) -> int:
    values = {1}
    for value in values:
        values.add(n)
    return len(values)
# run: set_grown(1) == 1
# run: set_grown(2) raises RuntimeError: Set changed size during iteration


def set_shrunk(n: int) -> int:
    values = {1, 2, 3}
    for value in values:
        values.discard(n)
    return len(values)
# run: set_shrunk(9) == 3
# run: set_shrunk(2) raises RuntimeError: Set changed size during iteration


def set_over_copy(n: int) -> int:
    values = set(range(n))
    for value in values.copy():
        if value % 3 == 0:
            values.remove(value)
    return sum(values)
# run: set_over_copy(10) == 27


def changed_in_comprehension(n: int) -> int:
    values = [1, 2, 3]
    popped = [values.pop() for _ in values]
    return digits(popped) * 100 + digits(values) + n
# run: changed_in_comprehension(0) == 3201


def changed_by_call(n: int) -> int:
    table = {1: [1]}

    def change() -> None:
        table[n] = [2]

    for key in table:
        change()
    return len(table)
# run: changed_by_call(1) == 1
# run: changed_by_call(2) raises RuntimeError: dictionary changed size during iteration


def changed_in_key(n: int) -> int:
    values = [3, 1, 2]

    def key(x: int) -> int:
        values.append(n)
        return x

    values.sort(key=key)
    return digits(values)
# run: changed_in_key(1) raises ValueError: list modified during sort


def name_rebound(n: int) -> int:
    values = [1, 2, 3]
    total = 0
    for value in values:
        values = [n]
        total += value
    return total
# run: name_rebound(0) == 6


def names_grown(table: dict[str, int]) -> None:
    for name in table:
        table[name + "!"] = 0
# run: names_grown({}) == None
# run: names_grown({"a": 1}) raises RuntimeError: dictionary changed size during iteration


def letters_appended(words: list[str]) -> None:
    for word in words:
        if len(word) < 3:
            words.append(word + "x")
# run: letters_appended(["a", "bb"]) == None


def drop_negative(values: list[int]) -> None:
    for value in values:
        if value < 0:
            values.remove(value)
# run: drop_negative([1, -1, -2, 3]) == None
