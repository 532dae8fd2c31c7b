from pyexec import wasm

def fibonacci(n: int) -> int:
    if n <= 1:
        return n
    a: int = 0
    b: int = 1
    for i in range(2, n + 1):
        temp: int = a + b
        a = b
        b = temp
    return b

files = wasm(fibonacci, "fib.wasm", optimize=3)
