"""The modules heapq and bisect, on lists of numbers, texts and tuples."""

import heapq
from bisect import bisect, bisect_left, bisect_right, insort
from heapq import heappop, heappush, nlargest, nsmallest

# options: infer=True
# numba: no


def dijkstra(graph: dict[str, list[tuple[str, int]]], start: str) -> dict[str, int]:
    distances = {start: 0}
    heap = [(0, start)]
    while heap:
        d, node = heappop(heap)
        if d > distances[node]:
            continue
        for other, cost in graph.get(node, []):
            if other not in distances or d + cost < distances[other]:
                distances[other] = d + cost
                heappush(heap, (d + cost, other))
    return distances
# run: dijkstra({"a": [("b", 7), ("c", 3)], "c": [("b", 1), ("d", 8)], "b": [("d", 2)]}, "a") == {'a': 0, 'b': 4, 'c': 3, 'd': 6}


def heaps(values: list[int]) -> list[list[int]]:
    steps = []
    heap = values[:]
    heapq.heapify(heap)
    steps.append(heap[:])
    other = []
    for v in values:
        heapq.heappush(other, v)
    steps.append(other[:])
    steps.append([heapq.heappushpop(heap, 4), heapq.heapreplace(heap, 5), heapq.heappop(heap)])
    steps.append(heap)
    steps.append(nlargest(3, values) + nsmallest(2, values) + nlargest(-1, values))
    return steps
# run: heaps([5, 3, 8, 1, 9, 2, 7, 1]) == [[1, 1, 2, 3, 9, 8, 7, 5], [1, 1, 2, 3, 9, 8, 7, 5], [1, 1, 2], [3, 4, 5, 5, 9, 8, 7], [9, 8, 7, 1, 1]]
# run: heaps([1]) == [[1], [1], [1, 4, 5], [], [1, 1]]
# run: heaps([]) raises IndexError: index out of range


def sorted_by_heap(words: list[str]) -> list[str]:
    heap = []
    for w in words:
        heappush(heap, (len(w), w))
    return [heappop(heap)[1] for _ in range(len(words))]
# run: sorted_by_heap(["ccc", "a", "bb", "aa", ""]) == ['', 'a', 'aa', 'bb', 'ccc']


def longest(words: list[str]) -> list[str]:
    return nlargest(2, words, key=len) + nsmallest(2, words, key=lambda w: w[::-1])
# run: longest(["ccc", "a", "bb", "aa", "dddd"]) == ['dddd', 'ccc', 'a', 'aa']


def places(values: list[int], x: int) -> list[int]:
    kept = [1, 5, 9]
    insort(kept, x)
    insort(kept, 5)
    return [bisect(values, x), bisect_left(values, x), bisect_right(values, x), bisect_left(values, x, 1), bisect_left(values, x, 1, 2), bisect_left((1, 2, 3), x), *kept]
# run: places([1, 3, 3, 5], 3) == [3, 1, 3, 1, 1, 2, 1, 3, 5, 5, 9]
# run: places([1, 3, 3, 5], 0) == [0, 0, 0, 1, 1, 0, 0, 1, 5, 5, 9]
# run: places([], 3) raises IndexError: list index out of range


def bad_low(values: list[int]) -> int:
    return bisect(values, 1, -2)
# run: bad_low([1]) raises ValueError: lo must be non-negative


def rising(values: list[int]) -> int:
    tails = []
    for v in values:
        i = bisect_left(tails, v)
        if i == len(tails):
            tails.append(v)
        else:
            tails[i] = v
    return len(tails)
# run: rising([10, 9, 2, 5, 3, 7, 101, 18]) == 4
