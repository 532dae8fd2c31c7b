"""The kernels: integer and float loops that compile as they stand, and run in CPython.

Each takes the size of the work and gives a number that depends on all of it.  The same
programs stand in `kernels.c`.
"""

from __future__ import annotations

import math


def add(a: int, b: int) -> int:
    return a + b


def multiply(x: int, y: int) -> int:
    return x * y


def scale(value: float, factor: float = 2.0) -> float:
    return value * factor


def total_of_ints(values: list[int]) -> int:
    return sum(values)


def total_of_floats(values: list[float]) -> float:
    total: float = 0.0
    for value in values:
        total += value
    return total


def length_of(text: str) -> int:
    return len(text)


def same_text(text: str) -> str:
    return text


def same_list(values: list[int]) -> list[int]:
    return values[:]


def fib(n: int) -> int:
    if n <= 1:
        return n
    return fib(n - 1) + fib(n - 2)


def fibonacci(rounds: int) -> int:
    total: int = 0
    for r in range(rounds):
        a = r & 7
        b: int = 1
        for _ in range(80 + (r & 1)):
            a, b = b, a + b
        total = (total >> 1) ^ a
    return total


def primes(limit: int) -> int:
    count: int = 0
    for n in range(2, limit):
        prime: bool = True
        i: int = 2
        while i * i <= n:
            if n % i == 0:
                prime = False
                break
            i += 1
        if prime:
            count += 1
    return count


def sum_of_squares(count: int) -> int:
    total: int = 0
    for i in range(count):
        total = (total + i * i) % 1_000_003
    return total


def gcd(limit: int) -> int:
    total: int = 0
    for i in range(1, limit):
        for j in range(1, limit):
            a = i
            b = j
            while b != 0:
                a, b = b, a % b
            total += a
    return total


def collatz(limit: int) -> int:
    longest: int = 0
    for start in range(1, limit):
        n = start
        steps: int = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def mandelbrot(size: int) -> int:
    total: int = 0
    for row in range(size):
        for column in range(size):
            c_re = 3.0 * column / size - 2.0
            c_im = 2.0 * row / size - 1.0
            re: float = 0.0
            im: float = 0.0
            steps: int = 0
            while steps < 100 and re * re + im * im <= 4.0:
                re, im = re * re - im * im + c_re, 2.0 * re * im + c_im
                steps += 1
            total += steps
    return total


def n_body(steps: int) -> float:
    """A sun and two planets in the plane; the sum of coordinates at the end."""
    x0: float = 0.0
    y0: float = 0.0
    vx0: float = 0.0
    vy0: float = 0.0
    x1: float = 4.8
    y1: float = -1.2
    vx1: float = 0.6
    vy1: float = 2.8
    x2: float = 8.3
    y2: float = 4.1
    vx2: float = -1.0
    vy2: float = 1.8
    m0: float = 39.5
    m1: float = 0.04
    m2: float = 0.01
    dt: float = 0.001
    for _ in range(steps):
        dx = x0 - x1
        dy = y0 - y1
        square = dx * dx + dy * dy
        pull = dt / (square * math.sqrt(square))
        vx0 -= dx * m1 * pull
        vy0 -= dy * m1 * pull
        vx1 += dx * m0 * pull
        vy1 += dy * m0 * pull
        dx = x0 - x2
        dy = y0 - y2
        square = dx * dx + dy * dy
        pull = dt / (square * math.sqrt(square))
        vx0 -= dx * m2 * pull
        vy0 -= dy * m2 * pull
        vx2 += dx * m0 * pull
        vy2 += dy * m0 * pull
        dx = x1 - x2
        dy = y1 - y2
        square = dx * dx + dy * dy
        pull = dt / (square * math.sqrt(square))
        vx1 -= dx * m2 * pull
        vy1 -= dy * m2 * pull
        vx2 += dx * m1 * pull
        vy2 += dy * m1 * pull
        x0 += dt * vx0
        y0 += dt * vy0
        x1 += dt * vx1
        y1 += dt * vy1
        x2 += dt * vx2
        y2 += dt * vy2
    return x0 + y0 + x1 + y1 + x2 + y2
