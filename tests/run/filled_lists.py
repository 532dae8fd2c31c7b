"""Comprehensions over ranges: their lists get room for all elements at once."""

# options: infer=True
# numba: no

from pyexec import float32, int16, uint8


def squares(start: int, stop: int) -> list[int]:
    return [i * i for i in range(start, stop)]
# run: squares(0, 5) == [0, 1, 4, 9, 16]
# run: squares(-3, 3) == [9, 4, 1, 0, 1, 4]
# run: squares(3, 3) == []
# run: squares(5, -5) == []
# run: squares(9223372036854775807, -9223372036854775808) == []
# run: squares(3037000499, 3037000501) raises OverflowError  # not Python: int has 64 bits
# run: squares(-9223372036854775808, 9223372036854775807) raises OverflowError  # not Python: int has 64 bits


def differences(start: int, stop: int) -> list[int]:
    return [i - start for i in range(start, stop)]
# run: differences(9223372036854775800, 9223372036854775807) == [0, 1, 2, 3, 4, 5, 6]
# run: differences(-9223372036854775808, -9223372036854775804) == [0, 1, 2, 3]


def too_many(n: int) -> list[int]:
    return [100 // (i - 3) for i in range(n)]
# run: too_many(3) == [-34, -50, -100]
# run: too_many(9223372036854775807) raises ZeroDivisionError: integer division or modulo by zero


def of_every_type(n: int) -> tuple[int, int, int, int, int, int]:
    flags = [i % 3 == 1 for i in range(n)]
    bytes = [uint8(i * 100 & 255) for i in range(n)]
    shorts = [int16(-i) for i in range(n)]
    floats = [0.5 * i for i in range(n)]
    singles = [float32(i) / float32(4.0) for i in range(n)]
    numbers = [complex(i, -i) for i in range(n)]
    total = sum(x.imag for x in numbers)
    return (
        sum(flags),
        sum([int(x) for x in bytes]),
        sum([int(x) for x in shorts]),
        int(sum(floats) * 4),
        int(sum([float(x) for x in singles]) * 8),
        int(total),
    )
# run: of_every_type(0) == (0, 0, 0, 0, 0, 0)
# run: of_every_type(11) == (4, 1404, -55, 110, 110, -55)


def changed_later(n: int) -> list[int]:
    values = [i for i in range(n)]
    values.append(-1)
    values += [7, 8]
    values.insert(0, 9)
    return values
# run: changed_later(0) == [9, -1, 7, 8]
# run: changed_later(3) == [9, 0, 1, 2, -1, 7, 8]


def caught(values: list[int], n: int) -> tuple[list[int], list[int]]:
    """What the elements did before one of them raised stays done."""
    found = [0]
    try:
        found = [values.pop() for _ in range(n)]
    except IndexError:
        found.append(1)
    return found, values
# run: caught([1, 2, 3], 2) == ([3, 2], [1])
# run: caught([1, 2, 3], 4) == ([0, 1], [])


def of_its_own_name(n: int) -> list[int]:
    n = 2 * n
    n_list = [n for n in range(n)]
    n_list = [x + len(n_list) for x in range(len(n_list))]
    return n_list
# run: of_its_own_name(2) == [4, 5, 6, 7]


def inside_of_each_other(n: int, m: int) -> list[list[float]]:
    return [[float(i * m + j) for j in range(i, m)] for i in range(n)]
# run: inside_of_each_other(3, 2) == [[0.0, 1.0], [3.0], []]


def counted_inside(n: int) -> list[int]:
    return [sum([j for j in range(i)]) + sum(1 for j in range(i) if j % 2) for i in range(n)]
# run: counted_inside(5) == [0, 0, 2, 4, 8]


def looked_up(xs: list[int], n: int) -> list[int]:
    return [xs[i] + xs[-i - 1] for i in range(n)]
# run: looked_up([1, 2, 3], 3) == [4, 4, 4]
# run: looked_up([1, 2, 3], 4) raises IndexError: list index out of range
# run: looked_up([9223372036854775807, 1], 2) raises OverflowError  # not Python: int has 64 bits


def stepped(n: int) -> list[int]:
    return [i for i in range(0, n, 3)] + [i for i in range(n, 0, -2)]
# run: stepped(7) == [0, 3, 6, 7, 5, 3, 1]


def joined(n: int) -> list[int]:
    return [*[i for i in range(n)], *(i * 10 for i in range(n)), n]
# run: joined(3) == [0, 1, 2, 0, 10, 20, 3]
