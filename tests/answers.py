"""What calls answer, and when two answers are the same.

    same([1, 2.0], [1, 2.0]) and not same([1, 2.0], [1, 2])
    alike([a, a], [b, b]) and not alike([a, a], [b, c])       # a, b, c: equal lists

Containers are compared deeply, each value with its type, dicts in their order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Number = bool | int | float | complex
Value = Any  # a number, a text, None, or a container of them
Answer = Any  # a value, or Raised


@dataclass(frozen=True)
class Raised:
    """An answer that is an exception; a message of None stands for any."""

    exception: str
    message: str | None = None


@dataclass(frozen=True)
class Seen:
    """All that a call can be seen to do, as far as a backend lets it be seen."""

    answer: Answer
    arguments: tuple[Value, ...] | None = None  # what became of them
    printed: str | None = None
    identities: bool = True  # whether it shows what is one object


def outcome(call: Callable[[], Answer]) -> Answer:
    """What a call answers: its value or its exception."""
    try:
        return call()
    except Exception as error:
        return Raised(type(error).__name__, str(error))


def same(a: Answer, b: Answer) -> bool:
    """Whether two answers agree in value, type and exception; NaN is NaN, 0.0 is not -0.0."""
    return _agree(a, b, None)


def alike(a: Answer, b: Answer) -> bool:
    """The same, and what is one object in either is one object in the other."""
    return _agree(a, b, {})


# From the identity of a container of either side to that of its partner.
Partners = dict[int, int]


def _agree(a: Answer, b: Answer, partners: Partners | None) -> bool:
    if isinstance(a, Raised) and isinstance(b, Raised):
        anything = a.message is None or b.message is None
        return a.exception == b.exception and (anything or a.message == b.message)
    if type(a) is not type(b):
        return False
    match a:
        case list() | dict() | set():
            return _paired(a, b, partners) and _agree_inside(a, b, partners)
        case tuple() | frozenset():
            return _agree_inside(a, b, partners)
        case complex():
            return same(a.real, b.real) and same(a.imag, b.imag)
        case float() if math.isnan(a) or math.isnan(b):
            return math.isnan(a) and math.isnan(b)
        case float():
            return a == b and math.copysign(1.0, a) == math.copysign(1.0, b)
    return bool(a == b)


def _paired(a: object, b: object, partners: Partners | None) -> bool:
    """Whether neither of two containers has another partner yet."""
    if partners is None:
        return True
    return partners.setdefault(id(a), id(b)) == id(b) and partners.setdefault(id(b), id(a)) == id(a)


def _agree_inside(a: Any, b: Any, partners: Partners | None) -> bool:
    match a:
        case dict():
            first, second = list(a.items()), list(b.items())
        case set() | frozenset():
            first, second = sorted(a, key=repr), sorted(b, key=repr)
        case _:
            first, second = a, b
    return _agree_each(first, second, partners)


def _agree_each(a: Sequence[Answer], b: Sequence[Answer], partners: Partners | None) -> bool:
    return len(a) == len(b) and all(_agree(x, y, partners) for x, y in zip(a, b, strict=True))
