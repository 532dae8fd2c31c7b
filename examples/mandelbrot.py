"""A numeric kernel on complex numbers, beside the same function in CPython.

python examples/mandelbrot.py
"""

import time

from pyexec import aot


def steps_to_escape(c: complex, limit: int) -> int:
    """How many rounds of z*z + c stay within a distance of 2; `limit` if all do."""
    z: complex = 0j
    for i in range(limit):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return i
        z = z * z + c
    return limit


@aot
def points_inside(size: int, limit: int) -> int:
    """How many points of a grid over the whole set never escape."""
    count: int = 0
    for row in range(size):
        for column in range(size):
            c = complex(3.0 * column / size - 2.0, 2.0 * row / size - 1.0)
            if steps_to_escape(c, limit) == limit:
                count += 1
    return count


escape = aot(steps_to_escape)


def picture(columns: int, rows: int) -> str:
    shades = " .:-=+*#%@"
    lines = []
    for row in range(rows):
        points = (
            complex(3 * column / columns - 2.2, 2.4 * row / rows - 1.2) for column in range(columns)
        )
        lines.append("".join(shades[escape(c, 50) * 9 // 50] for c in points).rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    print(picture(72, 24))
    times = []
    for function in (points_inside, points_inside.__wrapped__):
        start = time.perf_counter()
        inside = function(100, 200)
        times.append(time.perf_counter() - start)
    print(f"{inside} points inside; {times[1] / times[0]:.0f} times as fast as CPython")
