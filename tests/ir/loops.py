"""Loops over lists as they are built, with a check for each access and operation."""


def scale(xs: list[float], factor: float) -> None:
    for i in range(len(xs)):
        xs[i] = xs[i] * factor
# ir: func scale(xs: uint64, factor: float) -> None
# ir:   slot i: int64
# ir:   slot index: int64
# ir: b0:
# ir:   %0: int64 = call objects.lists.length[float](xs)
# ir:   index = 0
# ir:   jump b1
# ir: b1:
# ir:   %1: bool = lt index, %0
# ir:   branch %1, b2, b4
# ir: b2:
# ir:   %2: int64 = index
# ir:   i = %2
# ir:   %3: float = call objects.lists.item[float](xs, i)
# ir:   %4: float = mul %3, factor
# ir:   call objects.lists.set_item[float](xs, i, %4)
# ir:   jump b3
# ir: b3:
# ir:   %5: int64 = add index, 1
# ir:   index = %5
# ir:   jump b1
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   return


def total(start: int, n: int) -> int:
    for i in range(n):
        start += i * 3
    return start
# ir: func total(start: int64, n: int64) -> int64
# ir:   slot i: int64
# ir:   slot index: int64
# ir: b0:
# ir:   %0: int64 = n
# ir:   index = 0
# ir:   jump b1
# ir: b1:
# ir:   %1: bool = lt index, %0
# ir:   branch %1, b2, b4
# ir: b2:
# ir:   %2: int64 = index
# ir:   i = %2
# ir:   %3: int64 = mul_checked i, 3
# ir:   %4: int64 = add_checked start, %3
# ir:   start = %4
# ir:   jump b3
# ir: b3:
# ir:   %5: int64 = add index, 1
# ir:   index = %5
# ir:   jump b1
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   return start


def dot(a: list[int], b: list[int]) -> int:
    result: int = 0
    for i in range(len(a)):
        result += a[i] * b[i]
    return result
# ir: func dot(a: uint64, b: uint64) -> int64
# ir:   slot result: int64
# ir:   slot i: int64
# ir:   slot index: int64
# ir: b0:
# ir:   result = 0
# ir:   %0: int64 = call objects.lists.length[int](a)
# ir:   index = 0
# ir:   jump b1
# ir: b1:
# ir:   %1: bool = lt index, %0
# ir:   branch %1, b2, b4
# ir: b2:
# ir:   %2: int64 = index
# ir:   i = %2
# ir:   %3: int64 = call objects.lists.item[int](a, i)
# ir:   %4: int64 = call objects.lists.item[int](b, i)
# ir:   %5: int64 = mul_checked %3, %4
# ir:   %6: int64 = add_checked result, %5
# ir:   result = %6
# ir:   jump b3
# ir: b3:
# ir:   %7: int64 = add index, 1
# ir:   index = %7
# ir:   jump b1
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   return result
