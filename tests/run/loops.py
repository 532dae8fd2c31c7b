"""`while` and `for` with all their parts."""


def count_down(n: int) -> int:
    steps: int = 0
    while n > 0:
        n = n // 2
        steps += 1
    return steps
# run: count_down(1000) == 10
# run: count_down(0) == 0


def while_else(n: int, stop: int) -> int:
    i: int = 0
    while i < n:
        if i == stop:
            break
        i += 1
    else:
        return -1
    return i
# run: while_else(10, 4) == 4
# run: while_else(10, 40) == -1
# run: while_else(0, 0) == -1


def for_else(n: int) -> int:
    for i in range(2, n):
        if n % i == 0:
            result: int = i
            break
    else:
        result = 0
    return result
# run: for_else(91) == 7
# run: for_else(97) == 0
# run: for_else(2) == 0


def skip(n: int) -> int:
    total: int = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        if i > 10:
            break
        total += i
    return total
# run: skip(100) == 37
# run: skip(5) == 7
# run: skip(-5) == 0


def while_continue(n: int) -> int:
    total: int = 0
    while n:
        n -= 1
        if n & 1:
            continue
        total += n
    return total
# run: while_continue(7) == 12


def endless(n: int) -> int:
    while True:
        n += 7
        if n % 5 == 0:
            return n
# run: endless(1) == 15


def nested(n: int) -> int:
    total: int = 0
    for i in range(n):
        for j in range(i, n):
            if j - i > 3:
                break
            if (i + j) % 2:
                continue
            total += i * j
        else:
            total += 1000
    return total
# run: nested(3) == 3005
# run: nested(8) == 4225


def stepped(start: int, stop: int, step: int) -> int:
    total: int = 0
    for i in range(start, stop, step):
        total = total * 10 + i
    return total
# run: stepped(1, 9, 3) == 147
# run: stepped(9, 0, -3) == 963
# run: stepped(0, 9, -1) == 0
# run: stepped(9, 0, 1) == 0
# run: stepped(1, 5, 100) == 1
# run: stepped(5, 1, -100) == 5
# run: stepped(1, 9, 0) raises ValueError: range() arg 3 must not be zero


def extremes(start: int, stop: int, step: int) -> int:
    count: int = 0
    for _ in range(start, stop, step):
        count += 1
    return count
# run: extremes(9223372036854775800, 9223372036854775807, 1) == 7
# run: extremes(9223372036854775800, 9223372036854775807, 4) == 2
# run: extremes(9223372036854775800, 9223372036854775807, 9223372036854775807) == 1
# run: extremes(-9223372036854775808, 9223372036854775807, 9223372036854775807) == 3
# run: extremes(9223372036854775807, -9223372036854775808, -9223372036854775808) == 2
# run: extremes(-9223372036854775801, -9223372036854775808, -1) == 7
# run: extremes(-9223372036854775808, 9223372036854775807, 4611686018427387904) == 4


def up_by_three(n: int) -> int:
    total: int = 0
    for i in range(n, 9223372036854775807, 3):
        total += 1
    return total
# run: up_by_three(9223372036854775797) == 4


def down_by_two(n: int) -> int:
    total: int = 0
    for i in range(n, -9223372036854775807, -2):
        total += 1
    return total
# run: down_by_two(-9223372036854775800) == 4


def of_bool(b: bool) -> int:
    total: int = 5
    for _ in range(b):
        total += 1
    return total
# run: of_bool(True) == 6
# run: of_bool(False) == 5


def last_value(n: int) -> int:
    i: int = -1
    for i in range(n):
        pass
    return i
# run: last_value(5) == 4
# run: last_value(0) == -1


def assigned_inside(n: int) -> int:
    total: int = 0
    for i in range(n):
        total = total * 10 + i
        i = i * 100
        total += i // 100
    return total
# run: assigned_inside(4) == 246


def bounds_once(n: int) -> int:
    total: int = 0
    for i in range(n):
        n = 0
        total += i
    return total + n
# run: bounds_once(5) == 10


def float_counter(x: float) -> int:
    rounds: int = 0
    while x < 1.0:
        x += 0.1
        rounds += 1
    return rounds
# run: float_counter(0.0) == 11
# run: float_counter(nan) == 0


def million(n: int) -> int:
    total: int = 0
    for i in range(n):
        part: int = i % 7
        total += part
    return total
# run: million(20000) == 59997


def dead_code(n: int) -> int:
    return n
    n = n + 1
    return n // 0
# run: dead_code(3) == 3


def collatz(n: int) -> int:
    steps: int = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
# run: collatz(27) == 111


def fizz(n: int) -> int:
    score: int = 0
    for i in range(1, n + 1):
        if i % 15 == 0:
            score += 100
        elif i % 3 == 0:
            score += 10
        elif i % 5 == 0:
            score += 1
        else:
            pass
    return score
# run: fizz(30) == 284
