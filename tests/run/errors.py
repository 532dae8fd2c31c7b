"""Exceptions: raised, asserted, of unbound locals."""

MESSAGE = "from a constant"


def asserted(n: int) -> int:
    assert n > 0
    assert n < 10, "too large"
    return n
# run: asserted(5) == 5
# run: asserted(0) raises AssertionError
# run: asserted(10) raises AssertionError: too large


def raised(n: int) -> int:
    if n == 1:
        raise ValueError("one")
    if n == 2:
        raise TypeError
    if n == 3:
        raise ArithmeticError()
    if n == 4:
        raise IndexError("four: with a colon, 100 % \"quoted\" and \\ é")
    if n == 5:
        raise RuntimeError(MESSAGE)
    if n == 6:
        raise NotImplementedError("six")
    if n == 7:
        raise OverflowError("seven")
    if n == 8:
        raise ZeroDivisionError("eight")
    return n
# run: raised(0) == 0
# run: raised(1) raises ValueError: one
# run: raised(2) raises TypeError
# run: raised(3) raises ArithmeticError
# run: raised(4) raises IndexError: four: with a colon, 100 % "quoted" and \ é
# run: raised(5) raises RuntimeError: from a constant
# run: raised(6) raises NotImplementedError: six
# run: raised(7) raises OverflowError: seven
# run: raised(8) raises ZeroDivisionError: eight


def unbound(n: int) -> int:
    if n > 0:
        x = n
    return x
# run: unbound(3) == 3
# run: unbound(-3) raises UnboundLocalError


def unbound_loop(n: int) -> int:
    for i in range(n):
        last = i
    return last + i
# run: unbound_loop(3) == 4
# run: unbound_loop(0) raises UnboundLocalError


def unbound_augmented(n: int) -> int:
    total: int
    for i in range(n):
        if i == 0 and n > 2:
            total = 10
        total += i
    return total
# run: unbound_augmented(3) == 13
# run: unbound_augmented(2) raises UnboundLocalError


def unbound_while(n: int) -> int:
    while n > 10:
        found: int = n
        n -= 10
        if n == 5:
            break
    else:
        found = -1
    return found
# run: unbound_while(25) == 15
# run: unbound_while(20) == -1


def unbound_break(n: int) -> int:
    while True:
        if n > 3:
            break
        value: int = n
        n += 1
    return value
# run: unbound_break(1) == 3
# run: unbound_break(4) raises UnboundLocalError


def unbound_never(n: int) -> int:
    if n:
        raise ValueError("set")
    else:
        y: int = 4
    return y
# run: unbound_never(0) == 4
# run: unbound_never(1) raises ValueError


def unbound_condition(n: int) -> bool:
    if n == 1:
        z = n > 0
    return n > 5 or z
# run: unbound_condition(7) == True
# run: unbound_condition(1) == True
# run: unbound_condition(2) raises UnboundLocalError


def through(n: int) -> int:
    return asserted(n) + raised(n)
# run: through(-1) raises AssertionError
# run: through(1) raises ValueError


def first_error(a: int, b: int) -> int:
    return a // b + raised(a)
# run: first_error(1, 0) raises ZeroDivisionError
# run: first_error(1, 1) raises ValueError
