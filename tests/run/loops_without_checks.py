"""Loops whose checks are settled ahead of them: the same answers and errors in every round."""

# options: infer=True
# numba: no


def dot(a: list[int], b: list[int]) -> int:
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total
# run: dot([], [1]) == 0
# run: dot([1, 2, 3], [4, 5, 6, 7]) == 32
# run: dot([1, 2, 3], [4, 5]) raises IndexError
# run: dot([2**62, 2], [2, -1]) raises OverflowError  # not Python: int has 64 bits
# run: dot([2**62, -2**62], [1, 1]) == 0
# run: dot([2**62, 2**62], [1, 1]) raises OverflowError  # not Python: int has 64 bits
# run: dot([2**62, -2**62 + 5, 2**62], [1, 1, 1]) == 2**62 + 5
# run: dot([-2**63, 1], [1, 2**63 - 1]) == -1
# run: dot([-2**63, 1], [-1, 1]) raises OverflowError  # not Python: int has 64 bits


def long_dot(n: int, place: int, value: int) -> int:
    a = [i % 7 - 3 for i in range(n)]
    b = [i % 5 for i in range(n)]
    if 0 <= place < n:
        a[place] = value
    total = 0
    for i in range(n):
        total += a[i] * b[i]
    return total
# run: long_dot(5000, 0, 5) == -20
# run: long_dot(5000, 4999, 2**62) raises OverflowError  # not Python: int has 64 bits
# run: long_dot(5000, 4998, 2**61) == 6917529027641081845
# run: long_dot(3000, 1024, 2**60) == 4611686018427387897
# run: long_dot(3000, 1023, -(2**61)) == -6917529027641081861
# run: long_dot(1023, 2000, 1) == -3
# run: long_dot(1024, 2000, 1) == -9
# run: long_dot(1025, 2000, 1) == -13


def near_the_end(start: int, n: int) -> int:
    total = start
    for i in range(n):
        total += i
    return total
# run: near_the_end(2**63 - 1, 1) == 2**63 - 1
# run: near_the_end(2**63 - 1, 2) raises OverflowError  # not Python: int has 64 bits
# run: near_the_end(2**63 - 4, 3) == 2**63 - 1
# run: near_the_end(2**63 - 4, 4) raises OverflowError  # not Python: int has 64 bits
# run: near_the_end(-2**63, 4) == -2**63 + 6


def shifted(xs: list[int], by: int) -> int:
    total = 0
    for i in range(len(xs)):
        total = total * 2 + xs[i + by]
    return total
# run: shifted([1, 2, 3], 0) == 11
# run: shifted([1, 2, 3], -1) == 3 * 4 + 1 * 2 + 2
# run: shifted([1, 2, 3], -3) == 11
# run: shifted([1, 2, 3], -4) raises IndexError
# run: shifted([1, 2, 3], 1) raises IndexError
# run: shifted([], 7) == 0
# run: shifted([1], 2**63 - 1) raises IndexError
# run: shifted([1, 2], 2**63 - 1) raises IndexError


def pairs(xs: list[int]) -> list[int]:
    made = [0] * len(xs)
    for i in range(1, len(xs)):
        made[i] = made[i - 1] + xs[i] - xs[i - 1]
        made[i - 1] += 1
    return made
# run: pairs([]) == []
# run: pairs([5]) == [0]
# run: pairs([1, 4, 9, 16]) == [1, 4, 9, 15]


def backwards(xs: list[int], n: int) -> list[int]:
    made = [0] * n
    for i in range(n):
        made[n - 1 - i] = xs[i]
    return made
# run: backwards([1, 2, 3], 3) == [3, 2, 1]
# run: backwards([1, 2, 3], 2) == [2, 1]
# run: backwards([1, 2, 3], 4) raises IndexError
# run: backwards([], 0) == []


def down(xs: list[int], start: int, stop: int) -> int:
    total = 0
    for i in range(start, stop, -1):
        total = 10 * total + xs[i]
    return total
# run: down([1, 2, 3], 2, -1) == 321
# run: down([1, 2, 3], 2, -3) == 32132
# run: down([1, 2, 3], 3, -1) raises IndexError
# run: down([1, 2, 3], 0, 5) == 0
# run: down([1, 2, 3], -1, -4) == 321


def strided(xs: list[int], start: int, stop: int, step: int) -> int:
    total = 0
    for i in range(start, stop, step):
        xs[i] += 1
        total = total * 10 + xs[i]
    return total
# run: strided([0, 1, 2, 3, 4], 0, 5, 2) == 135
# run: strided([0, 1, 2, 3, 4], 1, 6, 3) == 25
# run: strided([0, 1, 2, 3, 4], 4, -1, -2) == 531
# run: strided([0, 1, 2, 3, 4], 0, 5, 0) raises ValueError: range() arg 3 must not be zero
# run: strided([0, 1, 2, 3, 4], 0, 5, 2**63 - 1) == 1
# run: strided([0, 1, 2, 3, 4], 0, 2**63 - 1, 2**62) raises IndexError
# run: strided([0, 1, 2, 3, 4], 1, 6, 2) raises IndexError


def through_an_alias(n: int) -> list[int]:
    xs = [i for i in range(n)]
    ys = xs
    for i in range(n):
        ys[i] = xs[n - 1 - i] * 2
    return xs
# run: through_an_alias(5) == [8, 6, 4, 12, 16]


def rows(n: int, wide: int) -> list[list[int]]:
    a = [[i * j for j in range(wide)] for i in range(n)]
    for i in range(n):
        for j in range(n):
            a[i][j] += a[n - 1 - i][j] * 2
    return a
# run: rows(3, 3) == [[0, 4, 8], [0, 3, 6], [0, 10, 20]]
# run: rows(2, 1) raises IndexError
# run: rows(0, 5) == []


def one_row_twice(n: int) -> list[list[int]]:
    row = [1] * n
    a = [row, row]
    for j in range(n):
        a[0][j] += a[1][n - 1 - j]
    return a
# run: one_row_twice(3) == [[2, 2, 3], [2, 2, 3]]


def columns(a: list[list[int]], n: int) -> int:
    total = 0
    for i in range(n):
        total += a[i][0] * a[0][i]
    return total
# run: columns([[1, 2], [3, 4]], 2) == 7
# run: columns([[1, 2], [3]], 2) == 7
# run: columns([[1, 2], []], 2) raises IndexError
# run: columns([[1, 2]], 2) raises IndexError
# run: columns([], 0) == 0


def product(n: int) -> float:
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    b = [[float(i - j) for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    return c[n - 1][0] + c[0][n - 1]
# run: product(1) == 0.0
# run: product(4) == 28.0


def remainders(n: int, m: int, start: int) -> int:
    s = start
    for i in range(n):
        s = (s + i * i) % m
    return s
# run: remainders(100, 7, 0) == 328350 % 7
# run: remainders(100, -7, 0) == -6
# run: remainders(100, 7, -5) == 328345 % 7
# run: remainders(100, 0, 0) raises ZeroDivisionError
# run: remainders(0, 0, 3) == 3
# run: remainders(3, 2**62, 2**62 - 1) == 4
# run: remainders(3, 2**63 - 1, 2**63 - 1) == 5
# run: remainders(3, 2**63 - 1, 2**63 - 2) == 4


def quotients(n: int, start: int, by: int) -> int:
    total = 0
    for i in range(start, n):
        total += i // 3 + i % 3 + (i + by) // 7
    return total
# run: quotients(20, 0, 0) == 95
# run: quotients(10, -10, 5) == 14
# run: quotients(3, 2, 2**63 - 1) raises OverflowError  # not Python: int has 64 bits


def divided(n: int, start: int) -> float:
    total = 0.0
    for i in range(n):
        total += 1.0 / (i + start)
    return total
# run: divided(4, 1) == 1.0 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4
# run: divided(4, -1) raises ZeroDivisionError
# run: divided(4, -5) == -1.0 / 5 - 1.0 / 4 - 1.0 / 3 - 1.0 / 2
# run: divided(0, 0) == 0.0
# run: divided(3, 2**63 - 2) raises OverflowError  # not Python: int has 64 bits


def caught(xs: list[int], n: int) -> list[int]:
    done = -1
    try:
        for i in range(n):
            xs[i] += 1
            done = i
    except IndexError:
        xs.append(done)
    return xs
# run: caught([1, 2, 3], 3) == [2, 3, 4]
# run: caught([1, 2, 3], 5) == [2, 3, 4, 2]


def after_it(n: int) -> int:
    i = 7
    total = 0
    for i in range(n):
        total += i
    return 100 * total + i
# run: after_it(0) == 7
# run: after_it(5) == 1004


def leaving(xs: list[int], wanted: int) -> int:
    total = 0
    for i in range(len(xs)):
        if xs[i] == wanted:
            return total
        if xs[i] < 0:
            break
        if xs[i] == 1:
            continue
        total += xs[i]
    return -total
# run: leaving([3, 1, 4, 1, 5], 5) == 7
# run: leaving([3, 1, 4, -1, 5], 5) == -7
# run: leaving([], 5) == 0
# run: leaving([2**62, 2**62, 9], 9) raises OverflowError  # not Python: int has 64 bits
# run: leaving([2**62, 9, 2**62], 9) == 2**62


def grows_meanwhile(n: int) -> list[int]:
    xs = [1]
    for i in range(n):
        xs.append(xs[i] + 1)
    return xs
# run: grows_meanwhile(3) == [1, 2, 3, 4]


def nothing_times_much(xs: list[int], big: int) -> int:
    total = 0
    for i in range(len(xs)):
        total += (xs[i] + big) * 0
    return total
# run: nothing_times_much([1], 2**63 - 1) raises OverflowError  # not Python: int has 64 bits
# run: nothing_times_much([1], 2**63 - 2) == 0


def counted(flags: list[bool], n: int) -> int:
    count = 0
    last = 0
    for i in range(n):
        here = i * 2 - n
        if flags[i]:
            count += 1
            last = here
    return count * 1000 + last
# run: counted([True, False, True, True], 4) == 3002
# run: counted([True], 2) raises IndexError
# run: counted([False], 1) == 0


def narrow(xs: list[int], n: int) -> int:
    low = 2**62
    for i in range(n):
        square = xs[i] * xs[i]
        if square < low:
            low = square
    return low
# run: narrow([5, -3, 4], 3) == 9
# run: narrow([2**31, 2**32], 2) raises OverflowError  # not Python: int has 64 bits
# run: narrow([2**31, 1], 1) == 2**62


def sums(xs: list[float], n: int) -> float:
    total = 0.0
    for i in range(n):
        total += xs[i] / (i * (i + 1) // 2 + 1)
    return total
# run: sums([1.0, 2.0, 4.0], 3) == 1.0 + 1.0 + 1.0
# run: sums([1e308, 1e308], 2) == 1.5e308
