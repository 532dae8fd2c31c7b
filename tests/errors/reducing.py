# raises: TypeCheckError
"""Calls of functools.reduce."""

from functools import reduce


def another_type(values: list[int]) -> float:
    return reduce(lambda a, b: a / b, values)  # error: reduce() goes on from int, and its function gives float @ 'lambda a, b: a / b'
    # help: give a start of the type of the result: `reduce(f, values, start)`


def without_values(n: int) -> int:
    return reduce(max)  # error: reduce() takes a function, an iterable and a start @ 'reduce(max)'
    # help: write `reduce(f, values)` or `reduce(f, values, start)`


def no_function(values: list[int]) -> int:
    return reduce(3, values)  # error: reduce() calls what it is given first, and this is no function @ '3'
    # help: write `reduce(f, values)`


def none_alone(values: list[int]) -> bool:
    return reduce(lambda a, b: b if a is None else a, values, None) == 1  # error: None alone does not say what reduce() goes on from @ 'None'
    # help: give its type to a variable: `start: int | None = None`


def of_one(values: list[int]) -> int:
    return reduce(lambda a: a, values)  # error: this lambda takes 1 arguments, and gets 2 @ 'lambda a: a'
    # help: write one with 2
