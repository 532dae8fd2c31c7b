from pyexec import wasm

def fib_wasm(n: int) -> int:
    if n <= 1:
        return n
    a: int = 0
    b: int = 1
    for i in range(2, n + 1):
        temp: int = a + b
        a = b
        b = temp
    return b

files = wasm(fib_wasm, "fib.wasm")

# Use in JavaScript:
# const fib = await loadFib();
# fib.fib_wasm(10);  // 55
