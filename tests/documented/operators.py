from pyexec import aot

@aot
def math_ops(a: int, b: int) -> int:
    add = a + b
    sub = a - b
    mul = a * b
    div = a / b  # Integer division
    mod = a % b
    fdiv = a // b  # Floor division
    pow = a ** b  # Power
    return add

math_ops(7, 2)  # 9
math_ops(7, 0)  # raises ZeroDivisionError
math_ops(7, -1)  # raises ValueError

@aot
def compare(a: int, b: int) -> bool:
    eq = a == b
    ne = a != b
    lt = a < b
    le = a <= b
    gt = a > b
    ge = a >= b
    return eq

compare(3, 3)  # True
compare(3, 4)  # False

@aot
def unary(x: int) -> int:
    neg = -x
    pos = +x
    return neg

unary(5)  # -5
unary(-2 ** 63)  # raises OverflowError
