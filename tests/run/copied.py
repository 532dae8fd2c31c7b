# options: infer=True
import copy
from collections import Counter, deque

# copy.copy.


def of_list(rows: list[list[int]]) -> list[list[int]]:
    other = copy.copy(rows)
    other.append([9])
    other[0].append(8)
    return rows + other
# run: of_list([[1]]) == [[1, 8], [1, 8], [9]]


def of_dict_and_set(n: int) -> list[int]:
    numbers = {n: 1}
    other = copy.copy(numbers)
    other[n + 1] = 2
    members = {n}
    more = copy.copy(members)
    more.add(n + 1)
    return [len(numbers), len(other), len(members), len(more)]
# run: of_dict_and_set(1) == [1, 2, 1, 2]


def of_collections(text: str) -> int:
    counts = Counter(text)
    other = copy.copy(counts)
    other["a"] += 1
    queue = copy.copy(deque(text, 2))
    queue.append("z")
    return counts["a"] * 100 + other["a"] * 10 + len(queue)
# run: of_collections("aab") == 232


def of_what_cannot_change(n: int) -> str:
    return f"{copy.copy(n)} {copy.copy('a')} {copy.copy((n, 'b'))} {copy.copy(1.5)}"
# run: of_what_cannot_change(3) == "3 a (3, 'b') 1.5"
