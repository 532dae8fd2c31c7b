"""`**` of floats: the C library's pow with Python's errors, refused in WebAssembly for now."""


# wasm: no
def power(a: float, b: float) -> float:
    return a ** b
# run: power(2.0, 0.5) == 1.4142135623730951
# run: power(2.0, 1023.0) == 8.98846567431158e+307
# run: power(2.0, 1024.0) raises OverflowError
# run: power(-2.0, 3.0) == -8.0
# run: power(-2.0, -1074.0) == 5e-324
# run: power(0.0, 0.0) == 1.0
# run: power(0.0, -1.0) raises ZeroDivisionError
# run: power(-0.0, -3.0) raises ZeroDivisionError
# run: power(0.0, -inf) == inf
# run: power(-0.0, 3.0) == -0.0
# run: power(nan, 0.0) == 1.0
# run: power(1.0, nan) == 1.0
# run: power(nan, 1.0) == nan
# run: power(inf, -1.0) == 0.0
# run: power(-inf, 3.0) == -inf
# run: power(-inf, 0.5) == inf
# run: power(-1.0, inf) == 1.0
# run: power(0.5, inf) == 0.0
# run: power(-8.0, 0.5) raises ValueError  # not Python: a result of type float is promised


# wasm: no
def roots(x: float, n: int) -> float:
    return x ** 0.5 + x ** n + n ** x + pow(x, 2)
# run: roots(4.0, 3) == 163.0
# run: roots(2.25, 2) as Python
