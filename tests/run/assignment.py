"""Assignment: annotated, plain, augmented, to several targets, to tuples."""


def swap(a: int, b: int) -> int:
    a, b = b, a
    return a * 100 + b
# run: swap(1, 2) == 201


def rotate(a: int, b: int, c: int) -> int:
    a, b, c = c, a, b
    return a * 100 + b * 10 + c
# run: rotate(1, 2, 3) == 312


def fibonacci(n: int) -> int:
    a: int = 0
    b: int = 1
    for _ in range(n):
        a, b = b, a + b
    return a
# run: fibonacci(10) == 55
# run: fibonacci(91) == 4660046610375530309
# run: fibonacci(92) raises OverflowError  # not Python: int has 64 bits


def chain(n: int) -> int:
    a = b = n + 1
    a = a + 1
    return a * 10 + b
# run: chain(1) == 32


def chain_of_tuples(x: int, y: int) -> int:
    a, b = c, d = y, x
    return a * 1000 + b * 100 + c * 10 + d
# run: chain_of_tuples(1, 2) == 2121


def repeated_target(n: int) -> int:
    a, a = n, n + 1
    return a
# run: repeated_target(5) == 6


def declared_first(n: int) -> int:
    result: int
    if n > 0:
        result = n
    else:
        result = -n
    return result
# run: declared_first(-4) == 4


def plain(a: int, b: float) -> float:
    s = a + b
    d = s - b
    t = d
    return t * s
# run: plain(2, 0.5) == 5.0


def parameters_change(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a
# run: parameters_change(48, 36) == 12
# run: parameters_change(-48, 36) == 12


def shadow(abs_value: int) -> int:
    max = abs_value + 1
    return max
# run: shadow(4) == 5


def augmented_float(x: float, n: int) -> float:
    x += n
    x /= 2
    x -= 0.5
    x *= x
    x //= 1
    x %= 7
    return x
# run: augmented_float(10.5, 4) == 3.0


def docstring(n: int) -> int:
    """Says what it does."""
    "and a string that does nothing"
    n
    ...
    return n
# run: docstring(3) == 3


def evaluated(a: int, b: int) -> int:
    a // b
    return a
# run: evaluated(1, 2) == 1
# run: evaluated(1, 0) raises ZeroDivisionError


def divmod_swap(a: int, b: int) -> int:
    a, b = divmod(a, b)
    return a * 100 + b
# run: divmod_swap(47, 10) == 407


def order(a: int, b: int) -> int:
    x, y = a // b, b // a
    return x * 10 + y
# run: order(6, 3) == 20
# run: order(0, 3) raises ZeroDivisionError
