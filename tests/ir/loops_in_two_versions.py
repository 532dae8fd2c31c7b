"""The same loops as in loops.py, in two versions: the first ones have no checks.

Behind them, a comprehension that writes its elements in place, and a key that is looked up once.
"""

# stage: versions


def scale(xs: list[float], factor: float) -> None:
    for i in range(len(xs)):
        xs[i] = xs[i] * factor
# ir: func scale(xs: uint64, factor: float) -> None
# ir:   slot i: int64
# ir:   slot bound.1: int64
# ir:   slot storage.2: uint64
# ir:   slot proven.3: bool
# ir:   slot index: int64
# ir:   slot index.2: int64
# ir: b0:
# ir:   %0: int64 = call objects.lists.length[float](xs)
# ir:   bound.1 = %0
# ir:   storage.2 = 0:uint64
# ir:   proven.3 = false
# ir:   %1: bool = lt 0, bound.1
# ir:   branch %1, b1, b5
# ir: b1:
# ir:   %2: int64 = sub bound.1, 1
# ir:   %3: float = convert %2 to float
# ir:   %4: float = fabs %3
# ir:   %5: float = add 0.0, %4
# ir:   %6: bool = lt %5, 2.305843009213694e+18
# ir:   branch %6, b2, b5
# ir: b2:
# ir:   %7: uint64 = convert 0 to uint64
# ir:   %8: int64 = call objects.lists.length[float](xs)
# ir:   %9: uint64 = convert %8 to uint64
# ir:   %10: bool = lt %7, %9
# ir:   branch %10, b3, b5
# ir: b3:
# ir:   %11: int64 = sub bound.1, 1
# ir:   %12: uint64 = convert %11 to uint64
# ir:   %13: int64 = call objects.lists.length[float](xs)
# ir:   %14: uint64 = convert %13 to uint64
# ir:   %15: bool = lt %12, %14
# ir:   branch %15, b4, b5
# ir: b4:
# ir:   %16: uint64 = call objects.lists.storage[float](xs)
# ir:   storage.2 = %16
# ir:   proven.3 = true
# ir:   jump b6
# ir: b5:
# ir:   jump b6
# ir: b6:
# ir:   branch proven.3, b7, b13
# ir: b7:
# ir:   %17: int64 = bound.1
# ir:   index = 0
# ir:   jump b8
# ir: b8:
# ir:   %18: bool = lt index, %17
# ir:   branch %18, b9, b11
# ir: b9:
# ir:   %19: int64 = index
# ir:   i = %19
# ir:   %20: uint64 = convert i to uint64
# ir:   %21: uint64 = mul %20, 8:uint64
# ir:   %22: uint64 = add storage.2, %21
# ir:   %23: uint64 = convert i to uint64
# ir:   %24: uint64 = mul %23, 8:uint64
# ir:   %25: uint64 = add storage.2, %24
# ir:   %26: float = load heap[%25]
# ir:   %27: float = mul %26, factor
# ir:   store heap[%22], %27: float
# ir:   jump b10
# ir: b10:
# ir:   %28: int64 = add index, 1
# ir:   index = %28
# ir:   jump b8
# ir: b11:
# ir:   jump b12
# ir: b12:
# ir:   jump b19
# ir: b13:
# ir:   %29: int64 = bound.1
# ir:   index.2 = 0
# ir:   jump b14
# ir: b14:
# ir:   %30: bool = lt index.2, %29
# ir:   branch %30, b15, b17
# ir: b15:
# ir:   %31: int64 = index.2
# ir:   i = %31
# ir:   %32: float = call objects.lists.item[float](xs, i)
# ir:   %33: float = mul %32, factor
# ir:   call objects.lists.set_item[float](xs, i, %33)
# ir:   jump b16
# ir: b16:
# ir:   %34: int64 = add index.2, 1
# ir:   index.2 = %34
# ir:   jump b14
# ir: b17:
# ir:   jump b18
# ir: b18:
# ir:   jump b19
# ir: b19:
# ir:   return


def total(start: int, n: int) -> int:
    for i in range(n):
        start += i * 3
    return start
# ir: func total(start: int64, n: int64) -> int64
# ir:   slot i: int64
# ir:   slot bound.1: int64
# ir:   slot proven.2: bool
# ir:   slot index: int64
# ir:   slot index.2: int64
# ir: b0:
# ir:   bound.1 = n
# ir:   proven.2 = false
# ir:   %0: bool = lt 0, bound.1
# ir:   branch %0, b1, b4
# ir: b1:
# ir:   %1: int64 = sub bound.1, 1
# ir:   %2: float = convert %1 to float
# ir:   %3: float = fabs %2
# ir:   %4: float = add 0.0, %3
# ir:   %5: float = mul %4, 3.0
# ir:   %6: bool = lt %5, 2.305843009213694e+18
# ir:   branch %6, b2, b4
# ir: b2:
# ir:   %7: float = convert start to float
# ir:   %8: float = fabs %7
# ir:   %9: int64 = sub bound.1, 1
# ir:   %10: float = convert %9 to float
# ir:   %11: float = fabs %10
# ir:   %12: float = add 0.0, %11
# ir:   %13: float = add %12, 1.0
# ir:   %14: int64 = sub bound.1, 1
# ir:   %15: float = convert %14 to float
# ir:   %16: float = fabs %15
# ir:   %17: float = add 0.0, %16
# ir:   %18: float = mul %17, 3.0
# ir:   %19: float = mul %13, %18
# ir:   %20: float = add %8, %19
# ir:   %21: int64 = sub bound.1, 1
# ir:   %22: float = convert %21 to float
# ir:   %23: float = fabs %22
# ir:   %24: float = add 0.0, %23
# ir:   %25: float = mul %24, 3.0
# ir:   %26: float = add %20, %25
# ir:   %27: bool = lt %26, 2.305843009213694e+18
# ir:   branch %27, b3, b4
# ir: b3:
# ir:   proven.2 = true
# ir:   jump b5
# ir: b4:
# ir:   jump b5
# ir: b5:
# ir:   branch proven.2, b6, b12
# ir: b6:
# ir:   %28: int64 = bound.1
# ir:   index = 0
# ir:   jump b7
# ir: b7:
# ir:   %29: bool = lt index, %28
# ir:   branch %29, b8, b10
# ir: b8:
# ir:   %30: int64 = index
# ir:   i = %30
# ir:   %31: int64 = mul i, 3
# ir:   %32: int64 = add start, %31
# ir:   start = %32
# ir:   jump b9
# ir: b9:
# ir:   %33: int64 = add index, 1
# ir:   index = %33
# ir:   jump b7
# ir: b10:
# ir:   jump b11
# ir: b11:
# ir:   jump b18
# ir: b12:
# ir:   %34: int64 = bound.1
# ir:   index.2 = 0
# ir:   jump b13
# ir: b13:
# ir:   %35: bool = lt index.2, %34
# ir:   branch %35, b14, b16
# ir: b14:
# ir:   %36: int64 = index.2
# ir:   i = %36
# ir:   %37: int64 = mul_checked i, 3
# ir:   %38: int64 = add_checked start, %37
# ir:   start = %38
# ir:   jump b15
# ir: b15:
# ir:   %39: int64 = add index.2, 1
# ir:   index.2 = %39
# ir:   jump b13
# ir: b16:
# ir:   jump b17
# ir: b17:
# ir:   jump b18
# ir: b18:
# ir:   return start


def dot(a: list[int], b: list[int]) -> int:
    result: int = 0
    for i in range(len(a)):
        result += a[i] * b[i]
    return result
# ir: func dot(a: uint64, b: uint64) -> int64
# ir:   slot result: int64
# ir:   slot i: int64
# ir:   slot start.10: int64
# ir:   slot stop.11: int64
# ir:   slot block.12: int64
# ir:   slot end.13: int64
# ir:   slot bound.14: int64
# ir:   slot bound.15: int64
# ir:   slot storage.16: uint64
# ir:   slot magnitude.17: float
# ir:   slot mask.18: uint64
# ir:   slot storage.19: uint64
# ir:   slot magnitude.20: float
# ir:   slot mask.21: uint64
# ir:   slot proven.22: bool
# ir:   slot old.23: int64
# ir:   slot index: int64
# ir:   slot rounds: uint64
# ir:   slot choice: int64
# ir:   slot index.2: int64
# ir:   slot choice.2: bool
# ir:   slot index.3: int64
# ir: b0:
# ir:   result = 0
# ir:   start.10 = 0
# ir:   %0: int64 = call objects.lists.length[int](a)
# ir:   stop.11 = %0
# ir:   %1: int64 = start.10
# ir:   %2: int64 = stop.11
# ir:   index = %1
# ir:   %3: bool = lt %1, %2
# ir:   branch %3, b1, b34
# ir: b1:
# ir:   %4: uint64 = convert %1 to uint64
# ir:   %5: uint64 = convert %2 to uint64
# ir:   %6: uint64 = sub %5, %4
# ir:   %7: uint64 = sub %6, 1:uint64
# ir:   %8: uint64 = convert 1024 to uint64
# ir:   %9: uint64 = div %7, %8
# ir:   %10: uint64 = add %9, 1:uint64
# ir:   rounds = %10
# ir:   jump b2
# ir: b2:
# ir:   jump b3
# ir: b3:
# ir:   %11: int64 = index
# ir:   block.12 = %11
# ir:   %12: int64 = sub stop.11, block.12
# ir:   %13: bool = gt %12, 1024
# ir:   branch %13, b4, b5
# ir: b4:
# ir:   %14: int64 = add block.12, 1024
# ir:   choice = %14
# ir:   jump b6
# ir: b5:
# ir:   choice = stop.11
# ir:   jump b6
# ir: b6:
# ir:   end.13 = choice
# ir:   bound.14 = block.12
# ir:   bound.15 = end.13
# ir:   storage.16 = 0:uint64
# ir:   storage.19 = 0:uint64
# ir:   proven.22 = false
# ir:   %15: bool = lt bound.14, bound.15
# ir:   branch %15, b7, b23
# ir: b7:
# ir:   %16: float = convert bound.14 to float
# ir:   %17: float = fabs %16
# ir:   %18: int64 = sub bound.15, 1
# ir:   %19: float = convert %18 to float
# ir:   %20: float = fabs %19
# ir:   %21: float = add %17, %20
# ir:   %22: bool = lt %21, 2.305843009213694e+18
# ir:   branch %22, b8, b23
# ir: b8:
# ir:   %23: uint64 = convert bound.14 to uint64
# ir:   %24: int64 = call objects.lists.length[int](a)
# ir:   %25: uint64 = convert %24 to uint64
# ir:   %26: bool = lt %23, %25
# ir:   branch %26, b9, b23
# ir: b9:
# ir:   %27: int64 = sub bound.15, 1
# ir:   %28: uint64 = convert %27 to uint64
# ir:   %29: int64 = call objects.lists.length[int](a)
# ir:   %30: uint64 = convert %29 to uint64
# ir:   %31: bool = lt %28, %30
# ir:   branch %31, b10, b23
# ir: b10:
# ir:   %32: uint64 = convert bound.14 to uint64
# ir:   %33: int64 = call objects.lists.length[int](b)
# ir:   %34: uint64 = convert %33 to uint64
# ir:   %35: bool = lt %32, %34
# ir:   branch %35, b11, b23
# ir: b11:
# ir:   %36: int64 = sub bound.15, 1
# ir:   %37: uint64 = convert %36 to uint64
# ir:   %38: int64 = call objects.lists.length[int](b)
# ir:   %39: uint64 = convert %38 to uint64
# ir:   %40: bool = lt %37, %39
# ir:   branch %40, b12, b23
# ir: b12:
# ir:   %41: uint64 = call objects.lists.storage[int](a)
# ir:   storage.16 = %41
# ir:   %42: uint64 = call objects.lists.storage[int](b)
# ir:   storage.19 = %42
# ir:   old.23 = result
# ir:   mask.18 = 0:uint64
# ir:   mask.21 = 0:uint64
# ir:   %43: int64 = bound.14
# ir:   %44: int64 = bound.15
# ir:   index.2 = %43
# ir:   jump b13
# ir: b13:
# ir:   %45: bool = lt index.2, %44
# ir:   branch %45, b14, b16
# ir: b14:
# ir:   %46: int64 = index.2
# ir:   i = %46
# ir:   %47: uint64 = convert i to uint64
# ir:   %48: uint64 = mul %47, 8:uint64
# ir:   %49: uint64 = add storage.16, %48
# ir:   %50: int64 = load heap[%49]
# ir:   %51: uint64 = convert i to uint64
# ir:   %52: uint64 = mul %51, 8:uint64
# ir:   %53: uint64 = add storage.16, %52
# ir:   %54: int64 = load heap[%53]
# ir:   %55: int64 = shr %54, 63
# ir:   %56: int64 = xor %50, %55
# ir:   %57: uint64 = convert %56 to uint64
# ir:   %58: uint64 = or mask.18, %57
# ir:   mask.18 = %58
# ir:   %59: uint64 = convert i to uint64
# ir:   %60: uint64 = mul %59, 8:uint64
# ir:   %61: uint64 = add storage.19, %60
# ir:   %62: int64 = load heap[%61]
# ir:   %63: uint64 = convert i to uint64
# ir:   %64: uint64 = mul %63, 8:uint64
# ir:   %65: uint64 = add storage.19, %64
# ir:   %66: int64 = load heap[%65]
# ir:   %67: int64 = shr %66, 63
# ir:   %68: int64 = xor %62, %67
# ir:   %69: uint64 = convert %68 to uint64
# ir:   %70: uint64 = or mask.21, %69
# ir:   mask.21 = %70
# ir:   %71: uint64 = convert i to uint64
# ir:   %72: uint64 = mul %71, 8:uint64
# ir:   %73: uint64 = add storage.16, %72
# ir:   %74: int64 = load heap[%73]
# ir:   %75: uint64 = convert i to uint64
# ir:   %76: uint64 = mul %75, 8:uint64
# ir:   %77: uint64 = add storage.19, %76
# ir:   %78: int64 = load heap[%77]
# ir:   %79: int64 = mul %74, %78
# ir:   %80: int64 = add result, %79
# ir:   result = %80
# ir:   jump b15
# ir: b15:
# ir:   %81: int64 = add index.2, 1
# ir:   index.2 = %81
# ir:   jump b13
# ir: b16:
# ir:   jump b17
# ir: b17:
# ir:   %82: float = convert mask.18 to float
# ir:   %83: float = add %82, 1.0
# ir:   magnitude.17 = %83
# ir:   %84: float = convert mask.21 to float
# ir:   %85: float = add %84, 1.0
# ir:   magnitude.20 = %85
# ir:   %86: float = mul magnitude.17, magnitude.20
# ir:   %87: bool = lt %86, 2.305843009213694e+18
# ir:   choice.2 = %87
# ir:   branch %87, b18, b19
# ir: b18:
# ir:   %88: float = convert old.23 to float
# ir:   %89: float = fabs %88
# ir:   %90: float = convert bound.14 to float
# ir:   %91: float = fabs %90
# ir:   %92: int64 = sub bound.15, 1
# ir:   %93: float = convert %92 to float
# ir:   %94: float = fabs %93
# ir:   %95: float = add %91, %94
# ir:   %96: float = add %95, 1.0
# ir:   %97: float = mul magnitude.17, magnitude.20
# ir:   %98: float = mul %96, %97
# ir:   %99: float = add %89, %98
# ir:   %100: float = mul magnitude.17, magnitude.20
# ir:   %101: float = add %99, %100
# ir:   %102: bool = lt %101, 2.305843009213694e+18
# ir:   choice.2 = %102
# ir:   jump b19
# ir: b19:
# ir:   proven.22 = choice.2
# ir:   branch proven.22, b21, b20
# ir: b20:
# ir:   result = old.23
# ir:   jump b22
# ir: b21:
# ir:   jump b22
# ir: b22:
# ir:   jump b24
# ir: b23:
# ir:   jump b24
# ir: b24:
# ir:   branch proven.22, b25, b26
# ir: b25:
# ir:   jump b32
# ir: b26:
# ir:   %103: int64 = bound.14
# ir:   %104: int64 = bound.15
# ir:   index.3 = %103
# ir:   jump b27
# ir: b27:
# ir:   %105: bool = lt index.3, %104
# ir:   branch %105, b28, b30
# ir: b28:
# ir:   %106: int64 = index.3
# ir:   i = %106
# ir:   %107: int64 = call objects.lists.item[int](a, i)
# ir:   %108: int64 = call objects.lists.item[int](b, i)
# ir:   %109: int64 = mul_checked %107, %108
# ir:   %110: int64 = add_checked result, %109
# ir:   result = %110
# ir:   jump b29
# ir: b29:
# ir:   %111: int64 = add index.3, 1
# ir:   index.3 = %111
# ir:   jump b27
# ir: b30:
# ir:   jump b31
# ir: b31:
# ir:   jump b32
# ir: b32:
# ir:   jump b33
# ir: b33:
# ir:   %112: int64 = add index, 1024
# ir:   index = %112
# ir:   %113: uint64 = sub rounds, 1:uint64
# ir:   rounds = %113
# ir:   %114: bool = ne %113, 0:uint64
# ir:   branch %114, b3, b34
# ir: b34:
# ir:   jump b35
# ir: b35:
# ir:   return result


def halves(n: int) -> list[float]:
    return [0.5 * i for i in range(n)]
# ir: func halves(n: int64) -> uint64
# ir:   slot filled.1: uint64
# ir:   slot i.2: int64
# ir:   slot start.1: int64
# ir:   slot stop.2: int64
# ir:   slot room.3: uint64
# ir:   slot index: int64
# ir:   slot index.2: int64
# ir:   slot result: uint64
# ir: b0: on error b15
# ir:   filled.1 = 0:uint64
# ir:   %1: uint64 = call objects.lists.with_room[float](0)
# ir:   %2: uint64 = filled.1
# ir:   filled.1 = %1
# ir:   call counting.release_any[list[int]](heap, %2)
# ir:   start.1 = 0
# ir:   %3: int64 = n
# ir:   stop.2 = %3
# ir:   %4: uint64 = call objects.lists.prepared[float](filled.1, start.1, stop.2)
# ir:   room.3 = %4
# ir:   %5: bool = ne room.3, 0:uint64
# ir:   branch %5, b1, b7
# ir: b1:
# ir:   %6: int64 = start.1
# ir:   %7: int64 = stop.2
# ir:   index = %6
# ir:   jump b2
# ir: b2:
# ir:   %8: bool = lt index, %7
# ir:   branch %8, b3, b5
# ir: b3:
# ir:   %9: int64 = index
# ir:   i.2 = %9
# ir:   %10: uint64 = convert i.2 to uint64
# ir:   %11: uint64 = convert start.1 to uint64
# ir:   %12: uint64 = sub %10, %11
# ir:   %13: uint64 = mul %12, 8:uint64
# ir:   %14: uint64 = add room.3, %13
# ir:   %15: float = convert i.2 to float
# ir:   %16: float = mul 0.5, %15
# ir:   store heap[%14], %16: float
# ir:   jump b4
# ir: b4:
# ir:   %17: int64 = add index, 1
# ir:   index = %17
# ir:   jump b2
# ir: b5:
# ir:   jump b6
# ir: b6: on error b15
# ir:   call objects.lists.completed[float](filled.1, start.1, stop.2)
# ir:   jump b13
# ir: b7:
# ir:   %18: int64 = start.1
# ir:   %19: int64 = stop.2
# ir:   index.2 = %18
# ir:   jump b8
# ir: b8:
# ir:   %20: bool = lt index.2, %19
# ir:   branch %20, b9, b11
# ir: b9: on error b15
# ir:   %21: int64 = index.2
# ir:   i.2 = %21
# ir:   %22: float = convert i.2 to float
# ir:   %23: float = mul 0.5, %22
# ir:   call objects.lists.append[float](filled.1, %23)
# ir:   jump b10
# ir: b10:
# ir:   %24: int64 = add index.2, 1
# ir:   index.2 = %24
# ir:   jump b8
# ir: b11:
# ir:   jump b12
# ir: b12:
# ir:   jump b13
# ir: b13:
# ir:   %25: uint64 = filled.1
# ir:   filled.1 = 0:uint64
# ir:   result = %25
# ir:   jump b14
# ir: b14:
# ir:   call counting.release_any[list[int]](heap, filled.1)
# ir:   return result
# ir: b15:
# ir:   %0: int32 = catch
# ir:   call counting.drop[list[int]](heap, filled.1)
# ir:   reraise %0


def count(counts: dict[int, int], key: int) -> None:
    counts[key] = counts.get(key, 0) + 1
# ir: func count(counts: uint64, key: int64) -> None
# ir:   slot entry.1: uint64
# ir: b0:
# ir:   %0: uint64 = call objects.dicts.place[int, int](counts, key)
# ir:   entry.1 = %0
# ir:   %1: bool = ne entry.1, 0:uint64
# ir:   branch %1, b1, b2
# ir: b1:
# ir:   %2: int64 = load heap[entry.1]
# ir:   %3: int64 = add_checked %2, 1
# ir:   store heap[entry.1], %3: int64
# ir:   jump b3
# ir: b2:
# ir:   %4: int64 = call objects.dicts.get[int, int](counts, key, 0)
# ir:   %5: int64 = add_checked %4, 1
# ir:   call objects.dicts.set_item[int, int](counts, key, %5)
# ir:   jump b3
# ir: b3:
# ir:   return
