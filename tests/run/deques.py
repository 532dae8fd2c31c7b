# options: infer=True
import collections
from collections import deque

from pyexec import float32, int16


def breadth_first(graph: dict[int, list[int]], start: int) -> list[int]:
    seen = {start}
    queue = deque([start])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        for other in graph[node]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return order
# run: breadth_first({1: [2, 3], 2: [4], 3: [4], 4: [1]}, 1) == [1, 2, 3, 4]
# run: breadth_first({1: [2]}, 1) raises KeyError: 2


def both_ends(n: int) -> str:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
        queue.appendleft(-i)
    left, right = queue.popleft(), queue.pop()
    return f"{left} {right} {queue} {len(queue)}"
# run: both_ends(3) == "-2 2 deque([-1, 0, 0, 1]) 4"
# run: both_ends(1) == "0 0 deque([]) 0"
# run: both_ends(0) raises IndexError: pop from an empty deque


def of_texts(words: list[str]) -> list[str]:
    queue = collections.deque(words)
    queue.appendleft("first")
    queue.append("last" + words[0])
    queue.popleft()
    return list(queue)
# run: of_texts(["a", "b"]) == ["a", "b", "lasta"]


def empty_pop_left(n: int) -> int:
    queue: deque[int] = deque(maxlen=n)
    return queue.popleft()
# run: empty_pop_left(3) raises IndexError: pop from an empty deque
# run: empty_pop_left(-1) raises ValueError: maxlen must be non-negative


def window(values: list[int], size: int) -> list[int]:
    last = deque(maxlen=size)
    sums = []
    for value in values:
        last.append(value)
        sums.append(sum(last))
    return sums
# run: window([1, 2, 3, 4], 2) == [1, 3, 5, 7]
# run: window([1, 2], 0) == [0, 0]


def at_most(words: list[str], size: int) -> str:
    kept = deque(words, size)
    kept.appendleft("x" + words[0])
    kept.extend(["p", "q"])
    return f"{kept} {kept.maxlen}"
# run: at_most(["a", "b", "c"], 3) == "deque(['b', 'p', 'q'], maxlen=3) 3"
# run: at_most(["a"], 5) == "deque(['xa', 'a', 'p', 'q'], maxlen=5) 5"


def without_most(n: int) -> bool:
    return deque([n]).maxlen is None
# run: without_most(1) == True


def turned(values: list[int], steps: int) -> list[int]:
    queue = deque(values)
    queue.rotate(steps)
    return list(queue)
# run: turned([1, 2, 3, 4, 5], 2) == [4, 5, 1, 2, 3]
# run: turned([1, 2, 3, 4, 5], -1) == [2, 3, 4, 5, 1]
# run: turned([1, 2, 3, 4, 5], 14) == [2, 3, 4, 5, 1]
# run: turned([1], 3) == [1]
# run: turned([], 3) == []


def by_index(values: list[int], index: int) -> int:
    queue = deque(values)
    queue.appendleft(7)
    queue[0] += 1
    queue[index] = queue[index] * 10
    return queue[index] + queue[-1] + queue[0]
# run: by_index([1, 2, 3], 1) == 21
# run: by_index([1, 2, 3], -1) == 68
# run: by_index([1], 2) raises IndexError: deque index out of range


def set_outside(index: int) -> None:
    deque([1])[index] = 2
# run: set_outside(1) raises IndexError: deque index out of range
# run: set_outside(-1) == None


def delete_outside(index: int) -> list[int]:
    queue = deque([1, 2, 3])
    del queue[index]
    return list(queue)
# run: delete_outside(1) == [1, 3]
# run: delete_outside(-3) == [2, 3]
# run: delete_outside(3) raises IndexError: deque index out of range


def inserted(index: int) -> list[str]:
    queue = deque(["a", "b", "c"])
    queue.insert(index, "x")
    return list(queue)
# run: inserted(0) == ["x", "a", "b", "c"]
# run: inserted(1) == ["a", "x", "b", "c"]
# run: inserted(-1) == ["a", "b", "x", "c"]
# run: inserted(9) == ["a", "b", "c", "x"]


def inserted_in_full(n: int) -> int:
    queue = deque([1, 2], 2)
    queue.insert(0, n)
    return len(queue)
# run: inserted_in_full(1) raises IndexError: deque already at its maximum size


def found(values: list[int], value: int) -> list[int]:
    queue = deque(values)
    queue.extendleft([8, 9])
    place = queue.index(value)
    queue.remove(value)
    queue.reverse()
    return [place, queue.count(8), int(value in queue), *queue]
# run: found([1, 2, 1], 1) == [2, 1, 1, 1, 2, 8, 9]
# run: found([1, 2, 1], 2) == [3, 1, 0, 1, 1, 8, 9]
# run: found([1], 5) raises ValueError: 5 is not in deque


def removed(words: list[str], word: str) -> list[str]:
    queue = deque(words)
    queue.remove(word)
    return sorted(queue)
# run: removed(["b", "a", "c"], "a") == ["b", "c"]
# run: removed(["b"], "a") raises ValueError: 'a' is not in deque


def cleared(words: list[str]) -> list[str]:
    queue = deque(words)
    queue.popleft()
    queue.clear()
    queue.append("z")
    return [*queue]
# run: cleared(["a" * 30, "b" * 30]) == ["z"]


def gone_through(values: list[int]) -> list[int]:
    queue = deque(values)
    queue.popleft()
    doubled = [x * 2 for x in queue]
    numbered = [i * x for i, x in enumerate(queue)]
    return doubled + numbered + list(reversed(queue)) + [max(queue), sum(queue)]
# run: gone_through([1, 2, 3]) == [4, 6, 0, 3, 3, 2, 3, 5]


def changed_meanwhile(n: int) -> int:
    queue = deque(range(n))
    for x in queue:
        if x == 1:
            queue.append(queue.popleft())
    return len(queue)
# run: changed_meanwhile(3) raises RuntimeError: deque mutated during iteration
# run: changed_meanwhile(1) == 1


def set_meanwhile(n: int) -> int:
    queue = deque(range(n))
    for x in queue:
        queue[0] = x
    return queue[0]
# run: set_meanwhile(3) == 2


def compared(n: int) -> list[bool]:
    a, b = deque([n, 2]), deque([1, n])
    return [a == b, a != b, a < b, a == deque([n, 2]), bool(a), not deque([n])]
# run: compared(1) == [False, True, False, True, True, False]


def shared(n: int) -> int:
    a = deque([n])
    b = a
    c = a.copy()
    b.append(2)
    a += [3, 4]
    c.append(9)
    return len(a) * 100 + len(b) * 10 + len(c)
# run: shared(1) == 442


def pairs(grid: list[list[int]]) -> int:
    queue = deque([(0, 0, 0)])
    seen = {(0, 0)}
    while queue:
        row, column, distance = queue.popleft()
        if row == len(grid) - 1 and column == len(grid[0]) - 1:
            return distance
        for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            r, c = row + down, column + right
            inside = 0 <= r < len(grid) and 0 <= c < len(grid[0])
            if inside and grid[r][c] == 0 and (r, c) not in seen:
                seen.add((r, c))
                queue.append((r, c, distance + 1))
    return -1
# run: pairs([[0, 1, 0], [0, 0, 0], [1, 1, 0]]) == 4
# run: pairs([[0, 1], [1, 0]]) == -1


def what_it_is(n: int) -> list[bool]:
    queue = deque([n])
    return [isinstance(queue, deque), isinstance(queue, list)]
# run: what_it_is(1) == [True, False]


def kept_in_others(words: list[str]) -> int:
    queues = [deque([word]) for word in words]
    by_name = {word: deque(word) for word in words}
    queues[0].append("more")
    by_name[words[0]].popleft()
    return len(queues[0]) * 100 + sum(len(q) for q in by_name.values())
# run: kept_in_others(["abc", "de"]) == 204


def long_queue(n: int) -> int:
    queue = deque(range(n))
    total = 0
    for i in range(n * 3):
        queue.append(i)
        total += queue.popleft()
    for i in range(n * 3):
        queue.appendleft(i)
        total += queue.pop()
    for _ in range(n):
        queue.extendleft([1, 2])
        queue.append(queue.popleft() + queue.popleft())
    return total * 1000 + len(queue)
# run: long_queue(100) == 69700200


def handed_on(n: int) -> int:
    def drain(queue: deque[int]) -> int:
        count = 0
        while queue and queue[0] < n:
            queue.popleft()
            count += 1
        return count

    queue = deque([1, 2, 3])
    return drain(queue) * 10 + len(queue)
# run: handed_on(3) == 21


def maybe_a_queue(n: int) -> int:
    queue: deque[int] | None = None
    if n > 1:
        queue = deque([n])
    return 0 if queue is None else queue.pop()
# run: maybe_a_queue(3) == 3
# run: maybe_a_queue(0) == 0


def used_at_once(values: list[str]) -> list[str]:
    first = deque(values).popleft()
    many = len(deque(values * 9, 2))
    return [first, str(deque(values, 2)), str(many), *deque(values, 1).copy()]
# run: used_at_once(["a", "b", "c"]) == ["a", "deque(['b', 'c'], maxlen=2)", "2", "c"]
# run: used_at_once(["a"] * 40) == ["a", "deque(['a', 'a'], maxlen=2)", "2", "a"]


def small_elements(n: int) -> int:
    halves = deque([float32(1.5)])
    halves.appendleft(float32(2.5))
    shorts = deque([int16(1), int16(2), int16(3)])
    shorts.popleft()
    flags = deque([n > 1, n > 2])
    flags.appendleft(True)
    return len(halves) * 100 + len(shorts) * 10 + len(flags)
# run: small_elements(1) == 223


def unpacked_at_once(n: int) -> list[int]:
    *most, last = deque([1, 2, n], 2)
    first, second = deque([n, 3, 4], 2)
    return [*most, last, first, second]
# run: unpacked_at_once(5) == [2, 5, 3, 4]
