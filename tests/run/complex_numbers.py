"""`complex`: CPython's arithmetic, part for part."""


def add(a: complex, b: complex) -> complex:
    return a + b
# run: add(1 + 2j, 3 - 5j) == 4 - 3j
# run: add(complex(-0.0, -0.0), complex(-0.0, 0.0)) == complex(-0.0, 0.0)


def subtract(a: complex, b: complex) -> complex:
    return a - b
# run: subtract(1 + 2j, 3 - 5j) == -2 + 7j


def multiply(a: complex, b: complex) -> complex:
    return a * b
# run: multiply(1 + 2j, 3 - 5j) == 13 + 1j
# run: multiply(complex(inf, 1), 1j) == complex(nan, inf)
# run: multiply(complex(0.1, 0.2), complex(0.3, 0.4)) == complex(-0.05000000000000002, 0.1)


def divide(a: complex, b: complex) -> complex:
    return a / b
# run: divide(1 + 2j, 3 - 4j) == -0.2 + 0.4j
# run: divide(1 + 2j, 4 - 3j) == complex(-0.08, 0.44)
# run: divide(1 + 2j, 0j) raises ZeroDivisionError
# run: divide(1e300 + 1e300j, 1e300 + 1e300j) == 1 + 0j
# run: divide(1 + 1j, complex(nan, 1)) == complex(nan, nan)
# run: divide(1 + 1j, complex(inf, 1)) == complex(0.0, 0.0)


def negate(a: complex) -> complex:
    return -a
# run: negate(complex(0.0, -1.5)) == complex(-0.0, 1.5)


def with_int(a: complex, n: int) -> complex:
    return a * n + n - n / a
# run: with_int(1 + 2j, 3) == complex(5.4, 7.2)


def with_float(a: complex, x: float) -> complex:
    return x - a * 0.5
# run: with_float(1 + 2j, 3.0) == complex(2.5, -1.0)


def literal(x: float) -> complex:
    return x + 2j
# run: literal(1.5) == 1.5 + 2j


def parts(a: complex) -> float:
    return a.real * 10.0 + a.imag
# run: parts(1 + 2j) == 12.0


def conjugate(a: complex) -> complex:
    return a.conjugate()
# run: conjugate(1 + 2j) == 1 - 2j
# run: conjugate(complex(1, 0.0)) == complex(1, -0.0)


def modulus(a: complex) -> float:
    return abs(a)
# run: modulus(3 + 4j) == 5.0
# run: modulus(complex(-inf, nan)) == inf
# run: modulus(complex(nan, 1)) == nan
# run: modulus(1e200 + 1e200j) == 1.414213562373095e+200
# run: modulus(complex(1.7e308, 1.7e308)) raises OverflowError
# run: modulus(complex(5e-324, 0)) == 5e-324


def make(re: float, im: float) -> complex:
    return complex(re, im)
# run: make(-0.0, nan) == complex(-0.0, nan)


def make_of_ints(a: int, b: int) -> complex:
    return complex(a, b) + complex(a) + complex()
# run: make_of_ints(2, 3) == 4 + 3j


def truth(a: complex) -> bool:
    return bool(a) and not not a
# run: truth(0j) == False
# run: truth(complex(-0.0, 0.0)) == False
# run: truth(complex(0, nan)) == True


# wasm: no
def power(a: complex, b: complex) -> complex:
    return a ** b
# run: power(1 + 2j, 2 + 0j) == -3 + 4j
# run: power(1 + 2j, 3 + 0j) == -11 - 2j
# run: power(1 + 2j, -1 + 0j) == 0.2 - 0.4j
# run: power(1 + 2j, 0j) == 1 + 0j
# run: power(0j, 0j) == 1 + 0j
# run: power(0j, 2 + 0j) == 0j
# run: power(0j, -1 + 0j) raises ZeroDivisionError
# run: power(0j, 1j) raises ZeroDivisionError
# run: power(0j, 0.5 + 0j) == 0j
# run: power(1e200 + 0j, 2 + 0j) raises OverflowError
# run: power(4 + 0j, 0.5 + 0j) == 2 + 0j


def escape(re: float, im: float, most: int) -> int:
    c: complex = complex(re, im)
    z: complex = 0j
    for i in range(most):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return most
# run: escape(0.0, 0.0, 50) == 50
# run: escape(1.0, 1.0, 50) == 2
# run: escape(-0.75, 0.1, 50) == 33
