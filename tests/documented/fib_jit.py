import pyexec


@pyexec.jit
def fib_jit(n: int) -> int:
    if n <= 1:
        return n
    return fib_jit(n - 1) + fib_jit(n - 2)


print(fib_jit(10))  # 55
