"""Calls of what is not compiled: builtins, functions of C, classes."""

# raises: UnsupportedError

import copy
import heapq
import os
import random
import time
from collections import ChainMap
from functools import reduce


def input_(n: int) -> int:
    return int(input())  # error: input() cannot be compiled yet @ 'input'


def type_(n: int) -> bool:
    return type(n) == int  # error: type() cannot be compiled yet @ 'type'


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
    return ChainMap(n)  # error: creating a 'ChainMap' cannot be compiled yet @ 'ChainMap'


def hash_(n: int) -> int:
    return hash([n])  # error: the hash of list[int] cannot be compiled yet @ 'hash([n])'


def method_of_the_library(n: int) -> int:
    return random.randint(1, n)  # error: calling 'random.randint' cannot be compiled yet @ 'random.randint'


def deep(rows: list[list[int]]) -> list[list[int]]:
    return copy.deepcopy(rows)  # error: calling 'copy.deepcopy' cannot be compiled yet @ 'copy.deepcopy'
    # help: copy each level by name: `xs[:]`, `[row[:] for row in rows]`, `dict(d)`


def of_a_library_in_python(n: int) -> int:
    return sum(heapq.merge([n], [2]))  # error: calling 'heapq.merge' cannot be compiled yet @ 'heapq.merge'
    # help: use heappush, heappop and sorted


def copied_iterator(n: int) -> int:
    return next(copy.copy(iter([n])))  # error: copy.copy() of a Iterator[int] cannot be compiled yet @ 'copy.copy(iter([n]))'
    # help: copy a list, a dict or a set
