"""Expressions that are Python but not in the language yet, each in words of its own."""

# raises: UnsupportedError

import math

names = ["a", "b"]
name = "a"


def square(n: int) -> int:
    return n * n


def bytes_(n: int) -> int:
    x = b"a"  # error: a bytes object cannot be compiled yet @ 'b"a"'
    return n


def ellipsis(n: int) -> int:
    x = ...  # error: '...' is not a number @ '...'
    return n


def starred_argument(n: int) -> int:
    return max(*[1, 2])  # error: '*' before what may have any number of values cannot be compiled here @ '*[1, 2]'


def double_starred_argument(n: int) -> int:
    return square(**{"n": n})  # error: '**' in a call cannot be compiled yet @ '{"n": n}'


def builtin_as_value(n: int) -> int:
    return math.sqrt  # error: 'math.sqrt' is a function, which cannot be used as a value yet @ 'math.sqrt'


def type_as_value(n: int) -> int:
    return int  # error: 'int' is a class, which compiled code cannot use yet @ 'int'


def unknown_method(n: int) -> int:
    return n.to_bytes(8)  # error: int has no method 'to_bytes' that can be compiled @ 'n.to_bytes(8)'


def bit_length_of_float(x: float) -> int:
    return x.bit_length()  # error: float has no method 'bit_length' that can be compiled @ 'x.bit_length()'


def hypot_of_many(n: int) -> float:
    return math.hypot(n, n, n, n)  # error: math.hypot takes at most three coordinates in compiled code @ 'math.hypot(n, n, n, n)'
