"""Expressions that are Python but not in the language yet, each in words of its own."""

# raises: UnsupportedError

import math

names = ["a", "b"]
name = "a"


def square(n: int) -> int:
    return n * n


def list_(n: int) -> int:
    x = [1, n]  # error: a list cannot be compiled yet @ '[1, n]'
    return n


def string(n: int) -> int:
    x = "a"  # error: a string cannot be compiled yet @ '"a"'
    return n


def bytes_(n: int) -> int:
    x = b"a"  # error: a bytes object cannot be compiled yet @ 'b"a"'
    return n


def ellipsis(n: int) -> int:
    x = ...  # error: '...' is not a number @ '...'
    return n


def formatted(n: int) -> int:
    x = f"a{n}"  # error: an f-string cannot be compiled yet @ 'f"a{n}"'
    return n


def dictionary(n: int) -> int:
    x = {1: n}  # error: a dict cannot be compiled yet @ '{1: n}'
    return n


def set_(n: int) -> int:
    x = {1, n}  # error: a set cannot be compiled yet @ '{1, n}'
    return n


def list_comprehension(n: int) -> int:
    x = [i for i in range(n)]  # error: a list comprehension cannot be compiled yet @ '[i for i in range(n)]'
    return n


def set_comprehension(n: int) -> int:
    x = {i for i in range(n)}  # error: a set comprehension cannot be compiled yet @ '{i for i in range(n)}'
    return n


def dict_comprehension(n: int) -> int:
    x = {i: i for i in range(n)}  # error: a dict comprehension cannot be compiled yet @ '{i: i for i in range(n)}'
    return n


def generator_expression(n: int) -> int:
    return max(i for i in range(n))  # error: a generator expression cannot be compiled yet @ '(i for i in range(n))'


def walrus(n: int) -> int:
    if (m := n + 1) > 2:  # error: ':=' cannot be compiled yet @ 'm := n + 1'
        return m
    return n


def lambda_(n: int) -> int:
    g = lambda x: x  # error: a lambda cannot be compiled yet @ 'lambda x: x'
    return n


def index(n: int) -> int:
    return n[0]  # error: indexing cannot be compiled yet @ 'n[0]'


def slice_(n: int) -> int:
    return n[0:1]  # error: indexing cannot be compiled yet @ 'n[0:1]'


def is_(n: int) -> bool:
    return n is None  # error: 'is' cannot be compiled yet @ 'n is None'


def is_not(n: int) -> bool:
    return n is not None  # error: 'is not' cannot be compiled yet @ 'n is not None'


def in_(n: int) -> bool:
    return n in (1, 2)  # error: 'in' cannot be compiled yet @ 'n in (1, 2)'
    # help: compare with each value: `x == 1 or x == 2`


def not_in(n: int) -> bool:
    return n not in [1, 2]  # error: 'not in' cannot be compiled yet @ 'n not in [1, 2]'


def chained_is(n: int) -> bool:
    return 0 < n is True  # error: 'is' cannot be compiled yet @ '0 < n is True'


def starred_argument(n: int) -> int:
    return max(*[1, 2])  # error: '*' unpacking cannot be compiled yet @ '*[1, 2]'


def starred_element(n: int) -> int:
    a, b = *[n], n  # error: '*' unpacking cannot be compiled yet @ '*[n]'
    return a


def double_starred_argument(n: int) -> int:
    return square(**{"n": n})  # error: '**' in a call cannot be compiled yet @ '{"n": n}'


def tuple_returned(n: int) -> int:
    return n, n  # error: a tuple can only be unpacked @ 'n, n'


def tuple_kept(n: int) -> int:
    a = n, n  # error: a tuple can only be unpacked @ 'n, n'
    return n


def tuple_kept_twice(n: int) -> int:
    a = b = n, n  # error: a tuple can only be unpacked @ 'n, n'
    return n


def divmod_kept(n: int) -> int:
    a = divmod(n, 2)  # error: a tuple can only be unpacked @ 'divmod(n, 2)'
    return n


def divmod_returned(n: int) -> int:
    return divmod(n, 2)  # error: a tuple can only be unpacked @ 'divmod(n, 2)'


def tuple_tested(n: int) -> int:
    if (n, n):  # error: a tuple can only be unpacked @ '(n, n)'
        return 1
    return 0


def tuple_compared(n: int) -> bool:
    return (n, 1) == (1, n)  # error: a tuple can only be unpacked @ '(n, 1)'


def tuple_nested(n: int) -> int:
    a, b = (n, n), n  # error: a tuple can only be unpacked @ '(n, n)'
    return b


def function_as_value(n: int) -> int:
    f = square  # error: 'square' is a function, which cannot be used as a value yet @ 'square'
    return n


def builtin_as_value(n: int) -> int:
    return math.sqrt  # error: 'math.sqrt' is a function, which cannot be used as a value yet @ 'math.sqrt'


def type_as_value(n: int) -> int:
    return int  # error: 'int' is a class, which compiled code cannot use yet @ 'int'


def global_list(n: int) -> int:
    return names  # error: 'names' is a list, which compiled code cannot use yet @ 'names'


def global_string(n: int) -> int:
    return name  # error: 'name' is a str, which compiled code cannot use yet @ 'name'


def unknown_method(n: int) -> int:
    return n.to_bytes(8)  # error: int has no method 'to_bytes' that can be compiled @ 'n.to_bytes(8)'


def bit_length_of_float(x: float) -> int:
    return x.bit_length()  # error: float has no method 'bit_length' that can be compiled @ 'x.bit_length()'


def string_method(n: int) -> int:
    return "abc".find("a")  # error: a string cannot be compiled yet @ '"abc"'


def int_of_string(n: int) -> int:
    return int("3")  # error: text cannot be converted to a number in compiled code yet @ '"3"'


def key(n: int) -> int:
    return max(n, 2, key=abs)  # error: 'key=' cannot be compiled yet @ 'key=abs'


def hypot_of_many(n: int) -> float:
    return math.hypot(n, n, n, n)  # error: math.hypot takes at most three coordinates in compiled code @ 'math.hypot(n, n, n, n)'
