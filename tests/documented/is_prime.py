from pyexec import aot

@aot
def is_prime(n: int) -> bool:
    if n < 2:
        return False
    if n == 2:
        return True
    if n % 2 == 0:
        return False

    i: int = 3
    while i * i <= n:
        if n % i == 0:
            return False
        i = i + 2

    return True

# Usage
print(is_prime(17))  # True
print(is_prime(18))  # False
