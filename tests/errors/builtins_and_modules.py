"""Calls of what is not compiled: builtins, functions of C, classes."""

# raises: UnsupportedError

import os
import random
import time
from collections import deque


def print_(n: int) -> int:
    print(n)  # error: print() cannot be compiled yet @ 'print'
    # help: return the value, and print it in the calling code
    return n


def print_in_expression(n: int) -> int:
    return n + print(n)  # error: print() cannot be compiled yet @ 'print'


def input_(n: int) -> int:
    return int(input())  # error: input() cannot be compiled yet @ 'input'


def len_(n: int) -> int:
    return len(n)  # error: len() cannot be compiled yet @ 'len'


def sum_(n: int) -> int:
    return sum(range(n))  # error: sum() cannot be compiled yet @ 'sum'


def sum_of_list(n: int) -> int:
    return sum([1, 2])  # error: sum() cannot be compiled yet @ 'sum'


def any_(n: int) -> bool:
    return any([n])  # error: any() cannot be compiled yet @ 'any'


def sorted_(n: int) -> int:
    return sorted(n)  # error: sorted() cannot be compiled yet @ 'sorted'


def str_(n: int) -> int:
    return str(n)  # error: str() cannot be compiled yet @ 'str'


def list_(n: int) -> int:
    return list(n)  # error: list() cannot be compiled yet @ 'list'


def isinstance_(n: int) -> bool:
    return isinstance(n, int)  # error: isinstance() cannot be compiled yet @ 'isinstance'


def type_(n: int) -> bool:
    return type(n) == int  # error: type() cannot be compiled yet @ 'type'


def range_(n: int) -> int:
    return range(n)  # error: range() cannot be compiled yet @ 'range'


def eval_(n: int) -> int:
    return eval("n")  # error: eval() cannot be compiled yet @ 'eval'


def open_(n: int) -> int:
    return open("file")  # error: open() cannot be compiled yet @ 'open'


def exception(n: int) -> int:
    return ValueError("bad")  # error: 'ValueError' is an exception, which can only be raised @ 'ValueError'
    # help: write `raise ValueError(...)`


def module_function(n: int) -> int:
    return os.getpid()  # error: calling 'os.getpid' cannot be compiled yet, since it has no Python source @ 'os.getpid'


def clock(n: int) -> float:
    return time.perf_counter()  # error: calling 'time.perf_counter' cannot be compiled yet, since it has no Python source @ 'time.perf_counter'


def bound_method(n: int) -> float:
    return random.random()  # error: calling 'random.random' cannot be compiled yet, since it has no Python source @ 'random.random'


def class_(n: int) -> int:
    return deque(n)  # error: creating a 'deque' cannot be compiled yet @ 'deque'
