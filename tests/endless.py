"""Functions that never end, or use much of something, each in its own way; and many of them."""

from __future__ import annotations

import linecache
from typing import Any

import pyexec

# How many rounds a loop makes: with 8 bytes of stack a round, none would be left.
ROUNDS = 1_000_000


def direct(n: int) -> int:
    return direct(n + 1) + 1


def tail(n: int) -> int:
    return tail(n + 1)


def to(n: int) -> int:
    return fro(n) + 1


def fro(n: int) -> int:
    return to(n) + 2


def tail_to(n: int) -> int:
    return tail_fro(n + 1)


def tail_fro(n: int) -> int:
    return tail_to(n + 1)


def twice(n: int) -> int:
    return twice(n + 1) + twice(n + 2)


def from_a_loop(n: int) -> int:
    total: int = 0
    for i in range(3):
        total += from_a_loop(n + i)
    return total


def for_nothing(n: int) -> None:
    for_nothing(n + 1)


def of_floats(n: int) -> float:
    return of_floats(n + 1) * 0.5


def called(n: int) -> int:
    """Recurses in what it calls, not itself."""
    return direct(n)


ENDLESS = {
    "direct": direct,
    "tail": tail,
    "mutual": to,
    "mutual tail": tail_to,
    "twice": twice,
    "from a loop": from_a_loop,
    "for nothing": for_nothing,
    "of floats": of_floats,
    "called": called,
}


def helper(a: int, b: float, c: complex) -> float:
    low: float = min(b, 3.0)
    return low + c.real if a > 2 else b


def rounds(n: int) -> int:
    """A loop with locals, choices, calls and complex numbers inside."""
    total: int = 0
    for i in range(n):
        half: int = i // 2 if i % 3 else -i
        z: complex = complex(half, i) * 1j
        low, high = min(half, i), max(half, i)
        while high - low > 500_000:
            middle: int = (low + high) // 2
            low, high = low + 1, middle
        inside = 0 <= half <= i or not i
        quotient, rest = divmod(i, 7)
        total += rest if inside else quotient
        total += int(helper(i % 5, float(low), z)) % 3
    return total


@pyexec.aot(opt=0)
def fact(n: int) -> int:
    return 1 if n < 2 else n * fact(n - 1)


def compile_number(number: int) -> None:
    """Compile, call and forget a function that no other number has."""
    text = (
        "def f(n: int) -> int:\n"
        f"    total: int = {number} + n * n // {number + 2}\n"
        "    return total if n else -total\n"
    )
    path = f"<function {number}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space: dict[str, Any] = {}
    exec(compile(text, path, "exec"), space)
    assert pyexec.aot(space["f"])(1) == number
    del linecache.cache[path]
