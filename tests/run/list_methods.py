"""Every method of list, and what they raise."""

# options: infer=True
# numba: no


def digits(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number * 10 + value
    return number


def append(n: int) -> int:
    values = [1]
    values.append(n)
    return digits(values)
# run: append(5) == 15


def extend(n: int) -> int:
    values = [n]
    values.extend([2, 3])
    values.extend(range(4, 6))
    values.extend((6, 7))
    values.extend(x * 2 for x in [1, 4])
    return digits(values)
# run: extend(1) == 123456728


def insert(index: int) -> int:
    values = [1, 2, 3]
    values.insert(index, 9)
    return digits(values)
# run: insert(0) == 9123
# run: insert(1) == 1923
# run: insert(-1) == 1293
# run: insert(3) == 1239
# run: insert(100) == 1239
# run: insert(-100) == 9123


def pop(index: int) -> int:
    values = [1, 2, 3]
    popped = values.pop(index)
    return popped * 1000 + digits(values)
# run: pop(0) == 1023
# run: pop(-1) == 3012
# run: pop(1) == 2013
# run: pop(3) raises IndexError: pop index out of range
# run: pop(-4) raises IndexError: pop index out of range


def pop_last(n: int) -> int:
    values = list(range(n))
    total = 0
    while True:
        total = total * 10 + values.pop()
        if total > 10**9:
            return total
# run: pop_last(11) == 1098765432
# run: pop_last(3) raises IndexError: pop from empty list
# run: pop_last(0) raises IndexError: pop from empty list


def remove(value: int) -> int:
    values = [1, 2, 1, 3]
    values.remove(value)
    return digits(values)
# run: remove(1) == 213
# run: remove(3) == 121
# run: remove(4) raises ValueError: list.remove(x): x not in list


def clear(n: int) -> int:
    values = [n] * n
    values.clear()
    values.append(7)
    return digits(values)
# run: clear(0) == 7
# run: clear(5) == 7


def index(value: int) -> int:
    return [5, 6, 7, 6].index(value)
# run: index(6) == 1
# run: index(5) == 0
# run: index(8) raises ValueError: 8 is not in list


def index_from(value: int, start: int, stop: int) -> int:
    return [5, 6, 7, 6].index(value, start, stop)
# run: index_from(6, 2, 4) == 3
# run: index_from(6, -1, 100) == 3
# run: index_from(6, 2, 3) raises ValueError: 6 is not in list
# run: index_from(7, -3, -1) == 2


def index_start(value: int, start: int) -> int:
    return [5, 6, 7, 6].index(value, start)
# run: index_start(6, 2) == 3
# run: index_start(5, 1) raises ValueError: 5 is not in list


def count(value: int) -> int:
    return [1, 2, 1, 1].count(value)
# run: count(1) == 3
# run: count(9) == 0


def reverse(n: int) -> int:
    values = list(range(1, n + 1))
    values.reverse()
    return digits(values)
# run: reverse(0) == 0
# run: reverse(1) == 1
# run: reverse(4) == 4321
# run: reverse(5) == 54321


def copy(n: int) -> int:
    values = [1, 2]
    other = values.copy()
    other.append(n)
    return digits(values) * 1000 + digits(other)
# run: copy(3) == 12123


def sort(n: int) -> int:
    values = [(i * 7) % 10 for i in range(n)]
    values.sort()
    return digits(values)
# run: sort(0) == 0
# run: sort(1) == 0
# run: sort(9) == 12456789


def sort_reverse(n: int) -> int:
    values = [(i * 3) % 10 for i in range(n)]
    values.sort(reverse=True)
    return digits(values)
# run: sort_reverse(6) == 965320


def sort_key(n: int) -> int:
    values = [(i * 7) % 10 for i in range(n)]
    values.sort(key=lambda x: abs(x - 5))
    return digits(values)
# run: sort_key(9) == 546782190


def sort_stable(n: int) -> int:
    values = list(range(n))
    values.sort(key=lambda x: x % 3, reverse=True)
    return digits(values)
# run: sort_stable(9) == 258147036


def sort_many(n: int) -> int:
    seed = 12345
    values = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2**31
        values.append(seed % 1000)
    values.sort()
    for i in range(1, n):
        if values[i - 1] > values[i]:
            return -1
    return sum(i * v for i, v in enumerate(values))
# run: sort_many(10) == 29914
# run: sort_many(1000) == 330483955


def sort_floats(x: float) -> float:
    values = [x, 2.5, -1.0, 0.0, 7.25]
    values.sort()
    return values[0] * 1000.0 + values[2]
# run: sort_floats(1.0) == -999.0
# run: sort_floats(-5.0) == -5000.0


def sort_words(words: list[str]) -> list[str]:
    words.sort()
    return words
# run: sort_words(["pear", "Apple", "fig", "", "apple", "\xe9", "z"]) == ['', 'Apple', 'apple', 'fig', 'pear', 'z', 'é']


def sort_by_length(words: list[str]) -> None:
    words.sort(key=len)
# run: sort_by_length(["ccc", "a", "bb", "d", ""]) == None


def sort_pairs(pairs: list[tuple[int, str]]) -> None:
    pairs.sort()
# run: sort_pairs([(2, "a"), (1, "z"), (2, "A"), (1, "b")]) == None


def sort_downward(values: list[float]) -> None:
    values.sort(reverse=True)
# run: sort_downward([1.5, -2.0, 1e300, 0.0]) == None


def append_all(values: list[str], other: list[str]) -> None:
    values.extend(other)
# run: append_all(["a"], ["b", "c"]) == None
# run: append_all([], []) == None


def put_in(values: list[int], index: int, value: int) -> list[int]:
    values.insert(index, value)
    return values
# run: put_in([], 0, 1) == [1]
# run: put_in([1, 2], 1, 9) == [1, 9, 2]
# run: put_in([1, 2], -5, 9) == [9, 1, 2]


def drop(values: list[str], value: str) -> None:
    values.remove(value)
# run: drop(["a", "b", "a"], "a") == None
# run: drop(["a"], "c") raises ValueError: list.remove(x): x not in list


def take(values: list[list[int]], index: int) -> list[int]:
    return values.pop(index)
# run: take([[1], [2, 3]], 0) == [1]
# run: take([[1], [2, 3]], -1) == [2, 3]
# run: take([], -1) raises IndexError: pop from empty list


def where(words: list[str], word: str) -> int:
    return words.index(word)
# run: where(["x", "y"], "y") == 1
# run: where(["x", "y"], "z") raises ValueError: 'z' is not in list


def how_often(values: list[list[int]], value: list[int]) -> int:
    return values.count(value)
# run: how_often([[1], [], [1]], [1]) == 2


def turned(values: list[float]) -> list[float]:
    values.reverse()
    return values
# run: turned([1.0, 2.0, 3.0]) == [3.0, 2.0, 1.0]
# run: turned([]) == []


def emptied(values: list[str]) -> int:
    values.clear()
    return len(values)
# run: emptied(["a", "b"]) == 0


def copied(values: list[int]) -> list[int]:
    result = values.copy()
    result.append(0)
    return result
# run: copied([1, 2]) == [1, 2, 0]


def insertion_sort(values: list[int]) -> list[int]:
    result = []
    for value in values:
        place = 0
        while place < len(result) and result[place] <= value:
            place += 1
        result.insert(place, value)
    return result
# run: insertion_sort([3, 1, 2, 3, -1]) == [-1, 1, 2, 3, 3]
# run: insertion_sort([]) == []
