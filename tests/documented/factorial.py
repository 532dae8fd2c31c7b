from pyexec import aot

@aot
def factorial(n: int) -> int:
    result: int = 1  # Type annotation required
    i: int = 1  # Type annotation required
    while i <= n:
        result = result * i
        i = i + 1
    return result

factorial(20)  # 2432902008176640000
factorial(21)  # raises OverflowError
