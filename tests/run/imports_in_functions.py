# An import within a function binds its names there, and in the functions within it.
def hypotenuse(a: float, b: float) -> float:
    import math

    return math.sqrt(a * a + b * b)
# run: hypotenuse(3.0, 4.0) == 5.0


def circle(r: float) -> float:
    """The docstring comes first."""
    from math import pi as half_turn, sqrt

    return half_turn * sqrt(r)
# run: circle(4.0) == 6.283185307179586


def smallest(values: list[int], count: int) -> list[int]:
    import heapq as heaps
    from bisect import insort

    heap = list(values)
    heaps.heapify(heap)
    found: list[int] = []
    for _ in range(count):
        insort(found, heaps.heappop(heap))
    return found
# run: smallest([5, 1, 4, 2], 3) == [1, 2, 4]
# run: smallest([], 1) raises IndexError


def within(n: int) -> int:
    from math import isqrt

    def is_square(x: int) -> bool:
        return isqrt(x) ** 2 == x

    return sum(isqrt(x) for x in range(n) if is_square(x))
# run: within(20) == 10


def shadowed(n: int) -> int:
    from math import gcd

    def own(gcd: int) -> int:
        return gcd + 1

    return own(gcd(n, 12))
# run: shadowed(18) == 7


def dotted(n: int) -> int:
    import os.path
    import collections.abc as shapes

    values: shapes.Sequence[int] = [n, n]
    return len(values)
# run: dotted(3) == 2
