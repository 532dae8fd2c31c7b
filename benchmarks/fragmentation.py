"""How much memory the heap needs for what is live: standard patterns of allocation.

    overhead(PATTERNS["a queue"])     # (bytes of the least heap that does, most bytes live)

A pattern is a sequence of sizes to be allocated and of earlier numbers to be freed, always
the same.  Live bytes are those that were asked for, without headers and rounding.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Final

from pyexec.memory import MemoryManager

# A size >= 0 to allocate; -1 - n to free what was allocated as the n-th.
Pattern = Callable[[], Iterator[int]]

_COUNT: Final = 30_000
_LIVE: Final = 2_000


def replaced(size: Callable[[random.Random], int]) -> Pattern:
    """A number of live blocks, of which any is freed for a new one."""

    def pattern() -> Iterator[int]:
        source = random.Random(1)
        live: list[int] = []
        for number in range(_COUNT):
            if len(live) == _LIVE:
                index = source.randrange(_LIVE)
                live[index], live[-1] = live[-1], live[index]
                yield -1 - live.pop()
            yield size(source)
            live.append(number)

    return pattern


def small(source: random.Random) -> int:
    return source.randint(16, 256)


def by_power_law(source: random.Random) -> int:
    """Most blocks are small, most bytes in large ones; up to 64 KiB."""
    return min(int(16 / (1 - source.random()) ** 0.9), 65536)


def sawtooth() -> Iterator[int]:
    """All is freed, again and again, for blocks of another size."""
    number = 0
    for size in (24, 3000, 100, 700, 10_000, 48, 2000, 300):
        count = 600_000 // size
        yield from (size for _ in range(count))
        yield from (-1 - n for n in range(number, number + count))
        number += count


def queue() -> Iterator[int]:
    """First in, first out."""
    source = random.Random(2)
    for number in range(_COUNT):
        if number >= _LIVE:
            yield -1 - (number - _LIVE)
        yield source.randint(1, 2000)


def stack() -> Iterator[int]:
    """Last in, first out, to a depth that rises and falls."""
    source = random.Random(3)
    live: list[int] = []
    for number in range(_COUNT):
        depth = _LIVE if number // 3000 % 2 == 0 else 200
        while len(live) > depth:
            yield -1 - live.pop()
        if len(live) == depth:
            yield -1 - live.pop()
        yield source.randint(1, 2000)
        live.append(number)


def generations() -> Iterator[int]:
    """Nine in ten die young, the others stay till the end."""
    source = random.Random(4)
    young: list[int] = []
    for number in range(_COUNT // 2):
        yield source.randint(16, 1000)
        if source.random() < 0.9:
            young.append(number)
        if len(young) == 500:
            yield from (-1 - n for n in young)
            young.clear()


PATTERNS: Final[dict[str, Pattern]] = {
    "small blocks, replaced at random": replaced(small),
    "sizes by a power law, replaced at random": replaced(by_power_law),
    "a sawtooth of eight sizes": sawtooth,
    "a queue of sizes up to 2000": queue,
    "a stack of sizes up to 2000": stack,
    "generations": generations,
}


def overhead(pattern: Pattern) -> tuple[int, int]:
    """The size of the least heap that has room for a pattern, and its most live bytes."""
    steps = list(pattern())
    live = most_live(steps)
    low, high = live // 1024, 4 * live // 1024
    while low + 1 < high:
        middle = (low + high) // 2
        if has_room(steps, middle * 1024):
            high = middle
        else:
            low = middle
    return high * 1024, live


def most_live(steps: list[int]) -> int:
    """The most bytes that are live at a time."""
    sizes: list[int] = []
    live = most = 0
    for step in steps:
        if step >= 0:
            sizes.append(step)
            live += step
            most = max(most, live)
        else:
            live -= sizes[-1 - step]
    return most


def has_room(steps: list[int], size: int) -> bool:
    """Whether a heap of a size has room for every step."""
    mm = MemoryManager(size)
    blocks: list[tuple[int, int]] = []
    for step in steps:
        if step < 0:
            mm.free(*blocks[-1 - step])
            continue
        pointer = mm.alloc(step)
        if pointer == 0:
            return False
        blocks.append((pointer, step))
    return True
