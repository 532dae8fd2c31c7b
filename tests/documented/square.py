from pyexec import wasm

def square(x: int) -> int:
    return x * x

files = wasm(square, "square.wasm")
# Creates:
# square.wasm - WebAssembly binary
# square.js - JavaScript wrapper
# square.html - Demo page
