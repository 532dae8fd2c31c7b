"""With infer=True a local takes its type from all its values."""

# options: infer=True


def literals(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total
# run: literals(5) == 10


def grows_to_float(n: int) -> float:
    x = 0
    for i in range(n):
        x = x + 0.5
    return x
# run: grows_to_float(3) == 1.5
# run: grows_to_float(0) == 0.0  # not Python: x is a float throughout


def grows_to_complex(x: float) -> complex:
    z = 1
    z = z * x
    z = z * 1j
    return z
# run: grows_to_complex(2.0) == 2j


def flags(n: int) -> bool:
    found = False
    for i in range(2, n):
        if n % i == 0:
            found = True
    return found
# run: flags(9) == True
# run: flags(7) == False


def later(n: int) -> float:
    a = 1
    b = a
    while n > 0:
        b = a
        a = a / 2
        n -= 1
    return b
# run: later(3) == 0.25


def chosen(n: int) -> float:
    x = 1 if n > 0 else 0.5
    return x
# run: chosen(0) == 0.5


def pair(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
# run: pair(10) == 55
