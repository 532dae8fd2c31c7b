"""`and`, `or`, `not`, conditional expressions: short circuits, and the operands' values."""


def loud(n: int) -> bool:
    if n < 0:
        raise RuntimeError("evaluated")
    return n > 0


def conjunction(a: int, b: int) -> bool:
    return loud(a) and loud(b)
# run: conjunction(1, 1) == True
# run: conjunction(0, -1) == False
# run: conjunction(1, -1) raises RuntimeError: evaluated


def disjunction(a: int, b: int) -> bool:
    return loud(a) or loud(b)
# run: disjunction(1, -1) == True
# run: disjunction(0, 0) == False
# run: disjunction(0, -1) raises RuntimeError


def and_value(a: int, b: int) -> int:
    return a and b
# run: and_value(3, 5) == 5
# run: and_value(0, 5) == 0
# run: and_value(3, 0) == 0


def or_value(a: float, b: float) -> float:
    return a or b
# run: or_value(0.0, 2.5) == 2.5
# run: or_value(-0.0, -0.0) == -0.0
# run: or_value(nan, 1.0) == nan
# run: or_value(1.5, 2.5) == 1.5


def or_complex(a: complex, b: complex) -> complex:
    return a or b
# run: or_complex(0j, 1j) == 1j
# run: or_complex(2j, 1j) == 2j


def three(a: int, b: int, c: int) -> int:
    return a and b or c
# run: three(1, 2, 3) == 2
# run: three(1, 0, 3) == 3
# run: three(0, 2, 3) == 3


def literal(a: int) -> int:
    return a or 7
# run: literal(0) == 7
# run: literal(-1) == -1


def negation(a: int, x: float) -> bool:
    return not a and not x
# run: negation(0, 0.0) == True
# run: negation(0, nan) == False
# run: negation(5, 0.0) == False


def conditional(a: int) -> int:
    return a if a >= 0 else -a
# run: conditional(5) == 5
# run: conditional(-5) == 5
# run: conditional(-9223372036854775808) raises OverflowError  # not Python: int has 64 bits


def lazy(a: int, b: int) -> int:
    return a // b if b else -1
# run: lazy(7, 2) == 3
# run: lazy(7, 0) == -1


def nested(n: int) -> int:
    return 1 if n > 0 else -1 if n < 0 else 0
# run: nested(5) == 1
# run: nested(-5) == -1
# run: nested(0) == 0


def widened(flag: bool, n: int, x: float) -> float:
    return x if flag else float(n)
# run: widened(True, 3, 0.5) == 0.5
# run: widened(False, 3, 0.5) == 3.0


def mixed_condition(a: int, x: float, b: bool) -> int:
    if a and x or b:
        return 1
    elif not (a or x):
        return 2
    else:
        return 3
# run: mixed_condition(1, 1.0, False) == 1
# run: mixed_condition(0, 0.0, True) == 1
# run: mixed_condition(0, 0.0, False) == 2
# run: mixed_condition(1, 0.0, False) == 3


def side_effects(n: int) -> int:
    count: int = 0
    i: int = 0
    while i < n and (count < 10 or i % 2 == 0):
        count += i if i % 3 else 1
        i += 1
    return count * 100 + i
# run: side_effects(4) == 504
# run: side_effects(100) == 1507
