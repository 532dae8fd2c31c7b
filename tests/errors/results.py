"""What a function returns against what it says it returns."""

# raises: TypeCheckError

import math

from pyexec import int8, int32, uint8


def float_for_int(n: int) -> int:
    return math.sqrt(n)  # error: the function returns int, but the value is float @ 'math.sqrt(n)'


def true_division(n: int) -> int:
    return n / 2  # error: the function returns int, but the value is float @ 'n / 2'


def complex_for_float(z: complex) -> float:
    return z  # error: the function returns float, but the value is complex @ 'z'


def int_for_bool(n: int) -> bool:
    return n  # error: the function returns bool, but the value is int @ 'n'


def narrow(n: int32) -> int8:
    return n  # error: the function returns int8, but the value is int32 @ 'n'


def product_of_float(n: uint8) -> uint8:
    return n * 1.5  # error: the function returns uint8, but the value is float @ 'n * 1.5'


def literal(n: int) -> uint8:
    return -1  # error: -1 does not fit in uint8 @ '-1'


def one_of_two_literals(n: int) -> uint8:
    return 300 if n else 3  # error: 300 does not fit in uint8 @ '300'


def none_for_int(n: int) -> int:
    return None  # error: 'none_for_int' has to return a value of type int @ 'return None'


def nothing_for_int(n: int) -> int:
    return  # error: 'nothing_for_int' has to return a value of type int @ 'return'


def value_for_none(n: int) -> None:
    return n  # error: 'value_for_none' is annotated to return None @ 'n'


def no_return(n: int) -> int:  # error: 'no_return' can end without a return @ 'no_return'
    n += 1


def not_on_every_path(n: int) -> int:  # error: 'not_on_every_path' can end without a return @ 'not_on_every_path'
    # help: return a value of type int on every path
    if n:
        return 1


def not_after_the_loop(n: int) -> int:  # error: 'not_after_the_loop' can end without a return @ 'not_after_the_loop'
    while n > 0:
        return n


def enormous(n: int) -> int:
    return 10**1000  # error: an integer of 3322 bits does not fit in int @ '10**1000'
