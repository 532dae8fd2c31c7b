"""Arguments of calls: too many, too few, of wrong names and types."""

# raises: TypeCheckError

import math

from pyexec import uint8, uint64


def area(width: int, height: int = 1) -> int:
    return width * height


def strict(width: int, /, *, height: int = 1) -> int:
    return width * height


def byte(n: uint8) -> int:
    return n


def too_few() -> int:
    return area()  # error: area() needs an argument for 'width' @ 'area()'


def too_many(n: int) -> int:
    return area(1, n, 3)  # error: area() takes 2 positional arguments, not 3 @ 'area(1, n, 3)'
    # help: its parameters are width: int, height: int


def unknown_keyword(n: int) -> int:
    return area(n, depth=3)  # error: area() has no parameter 'depth' that can be named @ 'depth=3'


def twice(n: int) -> int:
    return area(n, width=3)  # error: area() gets 'width' twice @ 'width=3'


def wrong_type(x: float) -> int:
    return area(x)  # error: 'width' is int, but the value is float @ 'x'


def wrong_type_of_keyword(x: float) -> int:
    return area(1, height=x)  # error: 'height' is int, but the value is float @ 'x'


def literal_does_not_fit() -> int:
    return byte(256)  # error: 256 does not fit in uint8 @ '256'


def name_of_positional(n: int) -> int:
    return strict(width=n)  # error: strict() has no parameter 'width' that can be named @ 'width=n'


def position_of_keyword(n: int) -> int:
    return strict(n, 2)  # error: strict() takes 1 positional argument, not 2 @ 'strict(n, 2)'


def itself(n: int) -> int:
    return itself(n, 2)  # error: itself() takes 1 positional argument, not 2 @ 'itself(n, 2)'


def abs_of_nothing() -> int:
    return abs()  # error: abs() needs 1 argument @ 'abs()'


def abs_of_two(n: int) -> int:
    return abs(n, 2)  # error: abs() takes at most 1 argument, not 2 @ 'abs(n, 2)'
    # help: write `abs(x)`


def abs_by_name(n: int) -> int:
    return abs(x=n, y=2)  # error: abs() has no argument 'y' to take here @ 'y=2'


def minimum_of_one(n: int) -> int:
    return min(n)  # error: int cannot be iterated over @ 'n'


def pow_of_floats(x: float) -> int:
    return pow(x, 2, 3)  # error: an integer is needed, not float @ 'x'
    # help: write `int(...)` around it to convert it


def pow_of_complex(z: complex) -> int:
    return pow(2, z, 3)  # error: an integer is needed, not complex @ 'z'


def round_to_float(x: float) -> float:
    return round(x, 1.5)  # error: an integer is needed, not float @ '1.5'


def int_of_two(n: int) -> int:
    return int(n, 2)  # error: 'text' is str, but the value is int @ 'n'


def int_of_complex(z: complex) -> int:
    return int(z)  # error: a complex number cannot become int @ 'int(z)'


def complex_of_complex(z: complex) -> complex:
    return complex(z, z)  # error: the two parts of a complex number have to be real @ 'complex(z, z)'


def square_root_of_two_numbers(x: float) -> float:
    return math.sqrt(x, 2)  # error: math.sqrt() takes at most 1 argument, not 2 @ 'math.sqrt(x, 2)'


def square_root_of_complex(z: complex) -> float:
    return math.sqrt(z)  # error: a real number is needed, not a complex one @ 'z'


def gcd_of_floats(x: float) -> int:
    return math.gcd(x, 3)  # error: an integer is needed, not float @ 'x'


def factorial_of_float(x: float) -> int:
    return math.factorial(x)  # error: an integer is needed, not float @ 'x'


def argument_of_method(n: int) -> int:
    return n.bit_length(3)  # error: bit_length() takes no arguments @ 'n.bit_length(3)'


def unpacked_to_three(n: int) -> int:
    a, b, c = divmod(n, 2)  # error: 2 values cannot be unpacked to 3 names @ 'a, b, c'
    return a


def unpacked_number(n: int) -> int:
    a, b = n  # error: one int cannot be unpacked to 2 names @ 'n'
    return a


def swapped_with_one(a: int, b: int) -> int:
    a, b = b, a, b  # error: 3 values cannot be unpacked to 2 names @ 'a, b'
    return a


def range_of_nothing(n: int) -> int:
    for i in range():  # error: range() takes one to three arguments, and no keywords @ 'range()'
        pass
    return n


def range_of_four(n: int) -> int:
    for i in range(1, 2, 3, 4):  # error: range() takes one to three arguments, and no keywords @ 'range(1, 2, 3, 4)'
        pass
    return n


def range_by_name(n: int) -> int:
    for i in range(stop=n):  # error: range() takes one to three arguments, and no keywords @ 'range(stop=n)'
        pass
    return n


def range_of_float(x: float) -> int:
    for i in range(x):  # error: range() takes integers, not float @ 'x'
        pass
    return 0


def range_of_float_literal(n: int) -> int:
    for i in range(1.5):  # error: range() takes integers, not float @ '1.5'
        pass
    return n


def range_by_zero(n: int) -> int:
    for i in range(1, n, 0):  # error: range() arg 3 must not be zero @ '0'
        pass
    return n


def range_too_far(n: int) -> int:
    for i in range(10**20):  # error: 100000000000000000000 does not fit in int @ '10**20'
        pass
    return n


def range_of_two(n: int) -> int:
    for i, j in range(n):  # error: one int cannot be unpacked to 2 names @ 'i, j'
        pass
    return n


def range_of_mixed(n: uint64) -> int:
    i: uint8 = 0
    for i in range(0, n):  # error: the loop variable is uint8, but the value is uint64 @ 'n'
        pass
    return n
