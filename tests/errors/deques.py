"""What cannot be done with a deque."""

# options: infer=True

from collections import deque
from heapq import heappush


def sliced(n: int) -> int:
    queue = deque([n])
    return len(queue[1:])  # error: sequence index must be integer, not 'slice' @ '1:'


def added(n: int) -> int:
    return len(deque([n]) + deque([n]))  # error: + on a deque[int] cannot be compiled yet @ 'deque([n]) + deque([n])'


def sorted_in_place(n: int) -> int:
    queue = deque([n])
    queue.sort()  # error: deque[int] has no method 'sort' that can be compiled @ 'queue.sort()'
    return queue[0]


def returned(n: int) -> list[int]:
    return deque([n])  # error: the function returns list[int], but the value is deque[int] @ 'deque([n])'


def as_heap(n: int) -> int:
    heap = deque([n])
    heappush(heap, 1)  # error: heappush() takes a list, not deque[int] @ 'heap'
    return heap[0]


def of_a_number(n: int) -> int:
    return len(deque(n))  # error: int cannot be iterated over @ 'n'


def as_key(n: int) -> int:
    return len({deque([n])})  # error: unhashable type: 'deque' @ '{deque([n])}'
