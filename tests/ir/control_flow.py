"""Statements and choices become blocks, branches and slots."""


def choice(a: int) -> int:
    return a if a > 0 else 0
# ir: func choice(a: int64) -> int64
# ir:   slot choice: int64
# ir: b0:
# ir:   %0: bool = gt a, 0
# ir:   branch %0, b1, b2
# ir: b1:
# ir:   choice = a
# ir:   jump b3
# ir: b2:
# ir:   choice = 0
# ir:   jump b3
# ir: b3:
# ir:   return choice


def either(a: int, b: int) -> int:
    return a or b
# ir: func either(a: int64, b: int64) -> int64
# ir:   slot choice: int64
# ir: b0:
# ir:   choice = a
# ir:   %0: bool = ne a, 0
# ir:   branch %0, b2, b1
# ir: b1:
# ir:   choice = b
# ir:   jump b2
# ir: b2:
# ir:   return choice


def condition(a: int, b: int) -> int:
    if a and not b or b == 3:
        return 1
    return 2
# ir: func condition(a: int64, b: int64) -> int64
# ir: b0:
# ir:   %0: bool = ne a, 0
# ir:   branch %0, b1, b2
# ir: b1:
# ir:   %1: bool = ne b, 0
# ir:   branch %1, b2, b3
# ir: b2:
# ir:   %2: bool = eq b, 3
# ir:   branch %2, b3, b4
# ir: b3:
# ir:   return 1
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   return 2


def chained(a: int, b: int, c: int) -> bool:
    return a < b + 1 < c
# ir: func chained(a: int64, b: int64, c: int64) -> bool
# ir:   slot choice: bool
# ir: b0:
# ir:   %0: int64 = add_checked b, 1
# ir:   %1: bool = lt a, %0
# ir:   choice = %1
# ir:   branch %1, b1, b2
# ir: b1:
# ir:   %2: bool = lt %0, c
# ir:   choice = %2
# ir:   jump b2
# ir: b2:
# ir:   return choice


def while_else(n: int) -> int:
    while n > 0:
        n -= 2
        if n == 5:
            break
    else:
        return 0
    return n
# ir: func while_else(n: int64) -> int64
# ir: b0:
# ir:   jump b1
# ir: b1:
# ir:   %0: bool = gt n, 0
# ir:   branch %0, b2, b6
# ir: b2:
# ir:   %1: int64 = sub_checked n, 2
# ir:   n = %1
# ir:   %2: bool = eq n, 5
# ir:   branch %2, b3, b4
# ir: b3:
# ir:   jump b7
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   jump b1
# ir: b6:
# ir:   return 0
# ir: b7:
# ir:   return n


def counted(n: int) -> int:
    total: int = 0
    for i in range(n):
        if i == 3:
            continue
        total += i
    return total
# ir: func counted(n: int64) -> int64
# ir:   slot total: int64
# ir:   slot i: int64
# ir:   slot index: int64
# ir: b0:
# ir:   total = 0
# ir:   %0: int64 = n
# ir:   index = 0
# ir:   jump b1
# ir: b1:
# ir:   %1: bool = lt index, %0
# ir:   branch %1, b2, b7
# ir: b2:
# ir:   %2: int64 = index
# ir:   i = %2
# ir:   %3: bool = eq i, 3
# ir:   branch %3, b3, b4
# ir: b3:
# ir:   jump b6
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   %4: int64 = add_checked total, i
# ir:   total = %4
# ir:   jump b6
# ir: b6:
# ir:   %5: int64 = add index, 1
# ir:   index = %5
# ir:   jump b1
# ir: b7:
# ir:   jump b8
# ir: b8:
# ir:   return total


def stepped(start: int, stop: int, step: int) -> int:
    last: int = 0
    for i in range(start, stop, step):
        last = i
    return last
# ir: func stepped(start: int64, stop: int64, step: int64) -> int64
# ir:   slot last: int64
# ir:   slot i: int64
# ir:   slot index: int64
# ir:   slot rounds: uint64
# ir: b0:
# ir:   last = 0
# ir:   %0: int64 = start
# ir:   %1: int64 = stop
# ir:   %2: int64 = step
# ir:   index = %0
# ir:   %3: bool = eq %2, 0
# ir:   branch %3, b1 unlikely, b2
# ir: b1:
# ir:   raise ValueError: range() arg 3 must not be zero
# ir: b2:
# ir:   %4: bool = gt %2, 0
# ir:   branch %4, b3, b5
# ir: b3:
# ir:   %5: bool = lt %0, %1
# ir:   branch %5, b4, b10
# ir: b4:
# ir:   %6: uint64 = convert %0 to uint64
# ir:   %7: uint64 = convert %1 to uint64
# ir:   %8: uint64 = sub %7, %6
# ir:   %9: uint64 = sub %8, 1:uint64
# ir:   %10: uint64 = convert %2 to uint64
# ir:   %11: uint64 = div %9, %10
# ir:   %12: uint64 = add %11, 1:uint64
# ir:   rounds = %12
# ir:   jump b7
# ir: b5:
# ir:   %13: bool = lt %1, %0
# ir:   branch %13, b6, b10
# ir: b6:
# ir:   %14: uint64 = convert %1 to uint64
# ir:   %15: uint64 = convert %0 to uint64
# ir:   %16: int64 = sub 0, %2
# ir:   %17: uint64 = sub %15, %14
# ir:   %18: uint64 = sub %17, 1:uint64
# ir:   %19: uint64 = convert %16 to uint64
# ir:   %20: uint64 = div %18, %19
# ir:   %21: uint64 = add %20, 1:uint64
# ir:   rounds = %21
# ir:   jump b7
# ir: b7:
# ir:   jump b8
# ir: b8:
# ir:   %22: int64 = index
# ir:   i = %22
# ir:   last = i
# ir:   jump b9
# ir: b9:
# ir:   %23: int64 = add index, %2
# ir:   index = %23
# ir:   %24: uint64 = sub rounds, 1:uint64
# ir:   rounds = %24
# ir:   %25: bool = ne %24, 0:uint64
# ir:   branch %25, b8, b10
# ir: b10:
# ir:   jump b11
# ir: b11:
# ir:   return last


def swap(a: int, b: int) -> int:
    a, b = b, a
    return a - b
# ir: func swap(a: int64, b: int64) -> int64
# ir: b0:
# ir:   %0: int64 = b
# ir:   %1: int64 = a
# ir:   a = %0
# ir:   b = %1
# ir:   %2: int64 = sub_checked a, b
# ir:   return %2


def unreached(n: int) -> int:
    return n
    n = 0
    return n
# ir: func unreached(n: int64) -> int64
# ir: b0:
# ir:   return n
