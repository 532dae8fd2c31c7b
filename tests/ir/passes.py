"""After all passes: operators inlined, recursion unfolded once, effects found."""

# stage: passes


def remainder(a: int, b: int) -> int:
    return a % b
# ir: func remainder(a: int64, b: int64) -> int64, raises
# ir:   slot modulo_signed.result: int64
# ir:   slot modulo_signed.result.2: int64
# ir: b0:
# ir:   %1: int64 = a
# ir:   %2: int64 = b
# ir:   %3: int64 = add %2, 1
# ir:   %4: uint64 = convert %3 to uint64
# ir:   %5: bool = le %4, 1:uint64
# ir:   branch %5, b1 unlikely, b4
# ir: b1:
# ir:   %6: bool = eq %2, 0
# ir:   branch %6, b2, b3
# ir: b2:
# ir:   raise ZeroDivisionError: integer modulo by zero
# ir: b3:
# ir:   %7: int64 = xor %1, %1
# ir:   modulo_signed.result.2 = %7
# ir:   jump b8
# ir: b4:
# ir:   %8: int64 = rem %1, %2
# ir:   modulo_signed.result = %8
# ir:   %9: int64 = xor modulo_signed.result, %2
# ir:   %10: bool = lt %9, 0
# ir:   branch %10, b5 unlikely, b7
# ir: b5:
# ir:   %11: bool = ne modulo_signed.result, 0
# ir:   branch %11, b6, b7
# ir: b6:
# ir:   %12: int64 = add modulo_signed.result, %2
# ir:   modulo_signed.result = %12
# ir:   jump b7
# ir: b7:
# ir:   modulo_signed.result.2 = modulo_signed.result
# ir:   jump b8
# ir: b8:
# ir:   %0: int64 = modulo_signed.result.2
# ir:   return %0


def twice(n: int) -> int:
    return n if n < 2 else twice(n - 1) + twice(n - 2)
# ir: func twice(n: int64) -> int64, raises, recursive
# ir:   slot choice: int64
# ir:   slot twice.choice: int64
# ir: b0:
# ir:   %0: bool = lt n, 2
# ir:   branch %0, b1, b2
# ir: b1:
# ir:   choice = n
# ir:   jump b13
# ir: b2:
# ir:   %1: int64 = sub_checked n, 1
# ir:   jump b3
# ir: b3:
# ir:   %6: bool = lt %1, 2
# ir:   branch %6, b4, b5
# ir: b4:
# ir:   twice.choice = %1
# ir:   jump b6
# ir: b5:
# ir:   %7: int64 = sub_checked %1, 1
# ir:   %8: int64 = call twice(%7)
# ir:   %9: int64 = sub_checked %1, 2
# ir:   %10: int64 = call twice(%9)
# ir:   %11: int64 = add_checked %8, %10
# ir:   twice.choice = %11
# ir:   jump b6
# ir: b6:
# ir:   %2: int64 = twice.choice
# ir:   jump b7
# ir: b7:
# ir:   %3: int64 = sub_checked n, 2
# ir:   jump b8
# ir: b8:
# ir:   %12: bool = lt %3, 2
# ir:   branch %12, b9, b10
# ir: b9:
# ir:   twice.choice = %3
# ir:   jump b11
# ir: b10:
# ir:   %13: int64 = sub_checked %3, 1
# ir:   %14: int64 = call twice(%13)
# ir:   %15: int64 = sub_checked %3, 2
# ir:   %16: int64 = call twice(%15)
# ir:   %17: int64 = add_checked %14, %16
# ir:   twice.choice = %17
# ir:   jump b11
# ir: b11:
# ir:   %4: int64 = twice.choice
# ir:   jump b12
# ir: b12:
# ir:   %5: int64 = add_checked %2, %4
# ir:   choice = %5
# ir:   jump b13
# ir: b13:
# ir:   return choice


def pure(x: float, y: float) -> float:
    return x * y + 1.0
# ir: func pure(x: float, y: float) -> float
# ir: b0:
# ir:   %0: float = mul x, y
# ir:   %1: float = add %0, 1.0
# ir:   return %1
