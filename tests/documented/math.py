from pyexec import wasm_multi

def add(a: int, b: int) -> int:
    return a + b

def subtract(a: int, b: int) -> int:
    return a - b

def multiply(a: int, b: int) -> int:
    return a * b

def divide(a: int, b: int) -> int:
    return a // b

files = wasm_multi([add, subtract, multiply, divide], "math.wasm")
