"""Counters: what a `Counter` has that a dict does not.

counts = dicts.empty(str, int)
add(counts, "a", 1)
most_common(counts) == [("a", 1)]
"""

from __future__ import annotations

from typing import Final

from ..primitives import K, always_inline
from .counting import HIGHEST
from .dicts import copied, get, items_of, length, set_item
from .list_slices import between
from .sorting import sort_by_keys


@always_inline
def add(self: dict[K, int], key: K, more: int) -> None:
    """Count a key so many times."""
    set_item(self, key, get(self, key, 0) + more)


def add_all(self: dict[K, int], other: dict[K, int], sign: int) -> None:
    """Add the counts of another counter, or take them away."""
    for key, count in items_of(other):
        add(self, key, count * sign)


def most_common(self: dict[K, int], n: int | None = None) -> list[tuple[K, int]]:
    """The keys with their counts, the greatest first; of equal ones, that which came first."""
    found = items_of(self)
    sort_by_keys(found, [count for _, count in found], True)
    if n is None:
        return found
    return between(found, 0, n if n > 0 else 0)


def elements(self: dict[K, int]) -> list[K]:
    """Each key as often as it was counted."""
    made: list[K] = []
    for key, count in self.items():
        made.extend([key] * count)
    return made


def total(self: dict[K, int]) -> int:
    """The sum of all counts."""
    found: int = 0
    for count in self.values():
        found += count
    return found


# Operators, whose results have no counts that are not positive


def positive(self: dict[K, int]) -> dict[K, int]:
    """The keys whose counts are above zero."""
    return {key: count for key, count in self.items() if count > 0}


def plus(a: dict[K, int], b: dict[K, int]) -> dict[K, int]:
    """`a + b`."""
    made = copied(a)
    add_all(made, b, 1)
    return positive(made)


def minus(a: dict[K, int], b: dict[K, int]) -> dict[K, int]:
    """`a - b`."""
    made = copied(a)
    add_all(made, b, -1)
    return positive(made)


def common(a: dict[K, int], b: dict[K, int]) -> dict[K, int]:
    """`a & b`: the smaller counts."""
    made = {key: min(count, get(b, key, 0)) for key, count in a.items()}
    return positive(made)


def either(a: dict[K, int], b: dict[K, int]) -> dict[K, int]:
    """`a | b`: the greater counts."""
    made = copied(a)
    for key, count in b.items():
        if count > get(made, key, 0):
            set_item(made, key, count)
    return positive(made)


def equal(a: dict[K, int], b: dict[K, int]) -> bool:
    """`a == b`: what is missing has a count of zero."""
    for key, count in a.items():
        if get(b, key, 0) != count:
            return False
    for key, count in b.items():
        if get(a, key, 0) != count:
            return False
    return True


def repr_of(self: dict[K, int]) -> str:
    """`repr(self)`."""
    if length(self) == 0:
        return "Counter()"
    pairs = [repr(key) + ": " + repr(count) for key, count in most_common(self, HIGHEST)]
    return "Counter({" + ", ".join(pairs) + "})"


METHODS: Final = {
    "most_common": most_common,
    "elements": elements,
    "total": total,
}
