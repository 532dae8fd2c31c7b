from pyexec import aot

@aot
def max_value(a: int, b: int) -> int:
    if a > b:
        return a
    else:
        return b

max_value(3, 4)  # 4
max_value(4, 3)  # 4

@aot
def sign(x: int) -> int:
    if x > 0:
        return 1
    elif x < 0:
        return -1
    else:
        return 0

(sign(9), sign(-9), sign(0))  # (1, -1, 0)

@aot
def sum_to_n(n: int) -> int:
    total: int = 0
    i: int = 1
    while i <= n:
        total = total + i
        i = i + 1
    return total

sum_to_n(100)  # 5050

@aot
def count_to_ten() -> int:
    total: int = 0
    for i in range(10):  # 0 to 9
        total = total + i
    return total

count_to_ten()  # 45

@aot
def sum_range(start: int, end: int) -> int:
    total: int = 0
    for i in range(start, end):
        total = total + i
    return total

sum_range(-3, 6)  # 9

@aot
def sum_evens(n: int) -> int:
    total: int = 0
    for i in range(0, n, 2):  # Step by 2
        total = total + i
    return total

sum_evens(11)  # 30

@aot
def abs_value(x: int) -> int:
    return x if x >= 0 else -x

abs_value(-12)  # 12

@aot
def swap_demo(a: int, b: int) -> int:
    temp: int = a
    a = b
    b = temp
    return a + b

swap_demo(3, 4)  # 7
