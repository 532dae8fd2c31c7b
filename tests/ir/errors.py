"""Errors: raised, asserted, of a doubtful local, of a callee."""

import math


def asserted(n: int) -> int:
    assert n > 0, "too small"
    return n
# ir: func asserted(n: int64) -> int64
# ir: b0:
# ir:   %0: bool = gt n, 0
# ir:   branch %0, b2, b1
# ir: b1:
# ir:   raise AssertionError: too small
# ir: b2:
# ir:   jump b3
# ir: b3:
# ir:   return n


def raised(n: int) -> None:
    if n:
        raise ValueError("set")
# ir: func raised(n: int64) -> None
# ir: b0:
# ir:   %0: bool = ne n, 0
# ir:   branch %0, b1, b2
# ir: b1:
# ir:   raise ValueError: set
# ir: b2:
# ir:   jump b3
# ir: b3:
# ir:   return


def doubtful(n: int) -> int:
    if n > 0:
        x = n
    return x
# ir: func doubtful(n: int64) -> int64
# ir:   slot x: int64
# ir:   slot x.bound: bool
# ir: b0:
# ir:   x.bound = false
# ir:   %0: bool = gt n, 0
# ir:   branch %0, b1, b2
# ir: b1:
# ir:   x = n
# ir:   x.bound = true
# ir:   jump b3
# ir: b2:
# ir:   jump b3
# ir: b3:
# ir:   %1: bool = not x.bound
# ir:   branch %1, b4 unlikely, b5
# ir: b4:
# ir:   raise UnboundLocalError: cannot access local variable 'x' where it is not associated with a value
# ir: b5:
# ir:   return x


def called(n: int) -> int:
    raised(n)
    return asserted(n=n) + asserted(1)
# ir: func called(n: int64) -> int64
# ir: b0:
# ir:   call raised(n)
# ir:   %0: int64 = call asserted(n)
# ir:   %1: int64 = call asserted(1)
# ir:   %2: int64 = add_checked %0, %1
# ir:   return %2


def library(x: float) -> float:
    return math.sin(x) + math.sqrt(x)
# ir: func library(x: float) -> float
# ir: b0:
# ir:   %0: float = call mathematics.sin(x)
# ir:   %1: float = call mathematics.sqrt(x)
# ir:   %2: float = add %0, %1
# ir:   return %2


def caught(n: int) -> int:
    try:
        n = 10 + n
    except OverflowError:
        return -1
    return n
# ir: func caught(n: int64) -> int64
# ir: b0:
# ir:   jump b1
# ir: b1: on error b3
# ir:   %0: int64 = add_checked 10, n
# ir:   n = %0
# ir:   jump b2
# ir: b2:
# ir:   jump b6
# ir: b3:
# ir:   %1: int32 = catch
# ir:   %2: bool = match %1, OverflowError
# ir:   branch %2, b4, b5
# ir: b4:
# ir:   return -1
# ir: b5:
# ir:   reraise %1
# ir: b6:
# ir:   return n


def on_the_way_out(n: int) -> int:
    while n > 0:
        try:
            if n == 5:
                return n
            n = n + 1
        finally:
            n = n // 2
    return 0
# ir: func on_the_way_out(n: int64) -> int64
# ir: b0:
# ir:   jump b1
# ir: b1:
# ir:   %0: bool = gt n, 0
# ir:   branch %0, b2, b11
# ir: b2:
# ir:   jump b3
# ir: b3: on error b9
# ir:   %1: bool = eq n, 5
# ir:   branch %1, b4, b6
# ir: b4: on error b9
# ir:   %2: int64 = n
# ir:   jump b5
# ir: b5:
# ir:   %3: int64 = call integers.floor_divide_checked(n, 2)
# ir:   n = %3
# ir:   return %2
# ir: b6: on error b9
# ir:   jump b7
# ir: b7: on error b9
# ir:   %4: int64 = add_checked n, 1
# ir:   n = %4
# ir:   jump b8
# ir: b8:
# ir:   %5: int64 = call integers.floor_divide_checked(n, 2)
# ir:   n = %5
# ir:   jump b10
# ir: b9:
# ir:   %6: int32 = catch
# ir:   %7: int64 = call integers.floor_divide_checked(n, 2)
# ir:   n = %7
# ir:   reraise %6
# ir: b10:
# ir:   jump b1
# ir: b11:
# ir:   jump b12
# ir: b12:
# ir:   return 0
