"""Which parameters a function may change, as `frontend/changes.py` finds it.

What is changed for the caller is shown by running each function on CPython: an argument that
differs afterwards has to be among those that were found.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from pyexec.frontend.changes import KEEPING_LENGTH, MAKING, READING, Change
from pyexec.frontend.generics import runtime_object
from pyexec.frontend.unit import Options, Unit


def element(rows: list[list[int]], other: list[int]) -> None:
    row = rows[0]
    row.append(len(other))


def put_inside(rows: list[list[int]], other: list[int]) -> None:
    rows.append(other)
    rows[-1].append(1)


def put_without_change(rows: list[list[int]], other: list[int]) -> None:
    rows.append(other)


def through_a_call(rows: list[list[int]], other: list[int]) -> None:
    put_inside(rows, other)


def through_a_tuple(rows: list[list[int]], other: list[int]) -> None:
    both = (rows, [other])
    _, second = both
    second[0].sort()


def through_a_copy(rows: list[list[int]], other: list[int]) -> None:
    copied = rows[:]
    copied.append(other)
    copied[0].clear()


def copies(rows: list[list[int]], other: list[int]) -> None:
    own = other[:]
    own.append(len(rows))


def captured(rows: list[list[int]], other: list[int]) -> None:
    chosen: list[int] = []

    def choose() -> None:
        nonlocal chosen
        chosen = other

    choose()
    chosen.append(len(rows))


def kept_function(rows: list[list[int]], other: list[int]) -> int:
    take: Callable[[int], int] = lambda index: other.pop(index) + 1  # noqa: E731
    return take(0) + len(rows)


def chosen(rows: list[list[int]], other: list[int]) -> None:
    one = rows[0] if len(other) > 100 else other
    one += [3]


def swept(rows: list[list[int]], other: list[int]) -> None:
    try:
        while True:
            for row in rows:
                row.remove(other[0])
    except ValueError:
        rows[0].append(4)


def reads(rows: list[list[int]], other: list[int]) -> int:
    total = sum(other) + max(len(row) for row in rows)
    for row in rows:
        total += sum(sorted(row)) + other.count(total)
    return total


def exchanged(rows: list[list[int]], other: list[int]) -> None:
    rows[0], rows[1] = rows[1], rows[0]
    other[0], other[-1] = other[-1], other[0]
    other[1] += 4


def sorted_in_a_call(rows: list[list[int]], other: list[int]) -> None:
    in_order(other)
    in_order(rows[0])
    other.reverse()


def in_order(values: list[int]) -> None:
    values.sort(key=lambda value: -value)


CHANGES: dict[Callable[..., Any], tuple[bool, bool]] = {
    element: (True, False),
    put_inside: (True, True),
    put_without_change: (True, False),
    through_a_call: (True, True),
    # The elements of a tuple, and what stands in a copy and in its original, are one class.
    through_a_tuple: (True, True),
    through_a_copy: (True, True),
    copies: (False, False),
    captured: (False, True),
    kept_function: (False, True),
    chosen: (True, True),
    swept: (True, False),
    reads: (False, False),
    exchanged: (True, True),
    sorted_in_a_call: (True, True),
}

LENGTHS: dict[Callable[..., Any], tuple[bool, bool]] = {
    **dict.fromkeys(CHANGES, (True, True)),
    element: (True, False),
    put_without_change: (True, False),
    copies: (False, False),
    captured: (False, True),
    kept_function: (False, True),
    swept: (True, False),
    reads: (False, False),
    exchanged: (False, False),
    sorted_in_a_call: (False, False),
}


def found(function: Callable[..., Any]) -> tuple[Change | None, ...]:
    unit = Unit(Options(infer=True))
    user = unit.add(function)
    unit.check()
    return unit.changes[user.name]


@pytest.mark.parametrize("function", CHANGES)
def test_what_may_change_is_found(function: Callable[..., Any]) -> None:
    assert tuple(change is not None for change in found(function)) == CHANGES[function]
    arguments = ([[1, 2], [5]], [2, 1, 3])
    before = deepcopy(arguments)
    function(*arguments)
    for old, new, changed in zip(before, arguments, CHANGES[function], strict=True):
        assert changed or old == new


@pytest.mark.parametrize("function", CHANGES)
def test_what_may_change_in_length_is_found(function: Callable[..., Any]) -> None:
    lengths = tuple(change is not None and change.length for change in found(function))
    assert lengths == LENGTHS[function]
    arguments: tuple[Any, ...] = ([[1, 2], [5]], [2, 1, 3])
    before = deepcopy(arguments)
    function(*arguments)
    for old, new, may in zip(before, arguments, lengths, strict=True):
        assert may or lengths_of(old) == lengths_of(new)


def lengths_of(value: list[Any]) -> list[int]:
    """The lengths of a list and of the lists in it, whatever their order is."""
    return [len(value), *sorted(len(row) for row in value if isinstance(row, list))]


def test_what_leaves_its_operands_alone_is_there() -> None:
    for target in MAKING | READING | KEEPING_LENGTH:
        assert callable(runtime_object(target)), target
