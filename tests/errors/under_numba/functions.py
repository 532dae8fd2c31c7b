"""Functions that Numba cannot compile; behind the line the message and what is underlined."""

import numpy as np
import pyexec
from pyexec import uint8

TABLE = {"a": 1}


class _Thing:
    pass


def _plain(n):
    return n


def undefined(n):
    return absent(n)  # error: name 'absent' is not defined [absent]


def dictionary(n):
    return TABLE["a"]  # error: 'TABLE' is a dict, which code under jit cannot read [TABLE]


def thing(n):
    return _Thing()  # error: '_Thing' is a class, which code under jit cannot make objects of [_Thing]


def builtin(n):
    return eval("n")  # error: 'eval' is a builtin that code under jit cannot call [eval]


def unknown_attribute(n):
    return 1 + n.foo  # error: int64 has no attribute 'foo' that Numba knows [n.foo]


def unknown_member(n):
    return np.linalg.absent(n)  # error: module 'numpy.linalg' has no attribute 'absent' [np.linalg.absent]


def mixed_operator(n):
    return 2 * (n + "a")  # error: '+' does not work on int64 and str in code under jit [n + "a"]


def through_a_plain_function(n):
    return _plain(n) + _plain("a")  # error: '+' does not work on int64 and str in code under jit [_plain(n) + _plain("a")]


def two_types(n):
    if n > 0:
        x = 1
    else:
        x = "a"
    y = 1 if n > 3 else x  # error: 'x' is int in one place and str in another [x]
    return y


def subscript(n):
    return n[0]  # error: '[...]' does not work on int64 and int in code under jit [n[0]]


def call_of_a_number(n):
    return n(1)  # error: a value of type int64 cannot be called [n(1)]


def arguments_of_numpy(n):
    return np.interp("a")  # error: interp() does not take str in code under jit [np.interp("a")]


def empty_dict(n):
    return {}  # error: nothing tells the type of what this list, dict or set will hold [return {}]


def mixed_loop(n=(1, 0.5)):
    s = 0.0
    for x in n:  # error: a loop cannot run over Tuple(int64, float64) [for x in n]
        s += x
    return s


def endless(n):
    return endless(n)  # error: the type of this recursion cannot be found: no path ends without a further call [endless(n)]


def global_variable(n):
    global TABLE
    TABLE = n  # error: a global variable cannot be changed in code under jit [TABLE = n]


def an_import(n):
    import math  # error: an import cannot stand in the function in code under jit [import math]

    return math.sin(n)


def a_file(n):
    with open("x") as file:  # error: 'with' cannot be compiled by Numba [with open("x") as file]
        return n


def format_spec(n):
    return f"{n:d}"  # error: a format behind ':' in an f-string cannot be compiled by Numba [f"{n:d}"]


def too_large(n: int) -> int:
    x: uint8 = 300  # error: 300 does not fit in uint8 [x: uint8 = 300]
    return x


def bad_result(n: int) -> int:
    return n + 0.5  # error: the function returns int, but the value is float [return n + 0.5]


def bad_shift(n: int) -> int:
    return 1 + (n << 1.5)  # error: << does not work on int and float [n << 1.5]


def argument(n={1: 2}):  # error: argument 'n' of argument() is a dict, which code under jit cannot read [n]
    return n


def object_argument(n=_Thing()):  # error: argument 'n' of object_argument() is a _Thing, which code under jit cannot use [n]
    return n


def other(n):  # error: Numba cannot compile 'other' [def other(n)]
    return sorted(n)


def numbers_and_text(n: int) -> int:
    s = "ab" + str(n)
    return 1 + (s - n)  # error: '-' does not work on str and int64 in code under jit [s - n]


def numbers_and_arrays(n: int) -> float:
    a = np.zeros(n)
    return 2 * abs(a)[0]  # error: abs() does not work on a 1-dimensional array of float64 in code under jit [abs(a)]


def negative_text(n: int) -> int:
    s = str(n)
    return -s  # error: '-' does not work on str in code under jit [-s]


def ordered_complex(n: int) -> bool:
    z = n * 1j
    return 1 < z  # error: '<' does not work on complex numbers [1 < z]
