"""Generators of the module and within functions, numbers alone: what stops, goes on, ends, fails."""

from typing import Iterator

# options: infer=True
# numba: no


def countdown(n: int) -> Iterator[int]:
    while n > 0:
        yield n
        n -= 1


def summed(n: int) -> int:
    return sum(countdown(n))
# run: summed(5) == 15
# run: summed(0) == 0


def alternating(n: int) -> int:
    a, b = countdown(n), countdown(n * 2)
    total = 0
    for x in a:
        total = total * 10 + x
        total = total * 10 + next(b, 0)
    return total
# run: alternating(3) == 362514


def divided(n: int) -> Iterator[float]:
    for i in range(3, -1, -1):
        yield n / i


def failing(n: int) -> float:
    total = 0.0
    it = divided(n)
    try:
        for x in it:
            total += x
    except ZeroDivisionError:
        total += 1000
    return total + next(it, 0.5)
# run: failing(6) == 1011.5


def failing_out(n: int) -> float:
    return sum(divided(n))
# run: failing_out(6) raises ZeroDivisionError: division by zero


def stops(n: int) -> int:
    it = countdown(n)
    return next(it) * 10 + next(it)
# run: stops(2) == 21
# run: stops(1) raises StopIteration


def mixed(n: int) -> int:
    it = iter(range(n))
    odd = (x for x in it if x % 2)
    return next(odd) * 100 + next(it) * 10 + next(odd)
# run: mixed(10) == 123
# run: mixed(3) raises StopIteration


def first_over(n: int) -> int:
    return next((x for x in range(n) if x * x > n), -1)
# run: first_over(30) == 6
# run: first_over(1) == -1


def collatz(n: int) -> Iterator[int]:
    yield n
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        yield n


def longest(n: int) -> int:
    return max(sum(1 for _ in collatz(i)) for i in range(1, n))
# run: longest(30) == 112


def closes(n: int) -> int:
    log = [0]
    def gen():
        try:
            for i in range(n):
                yield i
        finally:
            log[0] += 100
    for x in gen():
        log[0] += x
        if x == 2:
            break
    return log[0]
# run: closes(2) == 101
# run: closes(9) == 103


def grid(n: int) -> int:
    def cells():
        for i in range(n):
            for j in range(i):
                if (i + j) % 3 == 0:
                    continue
                yield i, j
    return sum(i * 10 + j for i, j in cells())
# run: grid(6) == 372
