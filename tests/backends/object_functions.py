"""Functions that take and give objects of every type, for the tests of JavaScript's side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyexec import float32, int8, int32, uint8, uint64


def backwards(text: str = "abc") -> str:
    """A text from its end."""
    return text[::-1]


def length(text: str) -> int:
    return len(text)


def total(values: list[int]) -> int:
    return sum(values)


def same_texts(values: list[str]) -> list[str]:
    return list(values)


def copied(values: list[int]) -> list[int]:
    return list(values)


def copied_floats(values: list[float]) -> list[float]:
    return list(values)


def copied_singles(values: list[float32]) -> list[float32]:
    return list(values)


def copied_bytes(values: list[uint8]) -> list[uint8]:
    return list(values)


def copied_wide(values: list[uint64]) -> list[uint64]:
    return list(values)


def copied_flags(values: list[bool]) -> list[bool]:
    return list(values)


def copied_complexes(values: list[complex]) -> list[complex]:
    return list(values)


def copied_optional(values: list[int | None]) -> list[int | None]:
    return list(values)


def fixed(parts: tuple[int8, str, list[float]]) -> tuple[int8, str, list[float]]:
    number, text, values = parts
    return number, text, list(values)


def same(values: list[list[int]]) -> list[list[int]]:
    return values


def twice(row: list[int], other: list[int]) -> tuple[list[int], list[int]]:
    row.append(len(other))
    return row, other


def scaled(values: list[float], by: float) -> None:
    for i in range(len(values)):
        values[i] = values[i] * by


def filled(values: list[int], value: int) -> None:
    for i in range(len(values)):
        values[i] = value


def longer(values: list[int], value: int) -> None:
    values.append(value)


def counted(words: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def renamed(names: dict[str, int], old: str, new: str) -> int:
    value = names.pop(old)
    names[new] = value
    return value


def moved(points: dict[tuple[int, int], str], key: tuple[int, int]) -> dict[tuple[int, int], str]:
    points[key] = "moved"
    return points


def grouped(numbers: dict[int, list[int]], number: int) -> None:
    numbers.setdefault(number % 3, []).append(number)


def distinct(values: set[int], more: list[int]) -> int:
    for value in more:
        values.add(value)
    return len(values)


def frozen(values: frozenset[str]) -> frozenset[str]:
    return values | frozenset(["more"])


def found(text: str | None = None, at: int | None = 3) -> str | None:
    if text is None or at is None:
        return None
    return text[at:]


def steps(numbers: range) -> range:
    return numbers[::2]


def all_of(*, numbers: tuple[int32, ...], scale: uint64 = 2) -> tuple[uint64, ...]:
    return tuple([uint64(number) * scale for number in numbers])


def fails(values: list[int]) -> int:
    values.append(1)
    values[0] = 7
    raise KeyError("key " + str(len(values)))


def prints(words: list[str]) -> None:
    for word in words:
        print(word, len(word))


def printed(forget: str) -> str:
    """The module has functions of its own by such names."""
    print(forget)
    return forget


def endless(values: list[int]) -> int:
    values.append(1)
    return endless(values) + 1


FUNCTIONS: list[Callable[..., Any]] = [
    backwards, length, total, same_texts, copied, copied_floats, copied_singles, copied_bytes,
    copied_wide, copied_flags, copied_complexes, copied_optional, fixed, same, twice, scaled,
    filled, longer, counted, renamed, moved, grouped, distinct, frozen, found, steps, all_of,
    fails, prints, printed, endless,
]  # fmt: skip
