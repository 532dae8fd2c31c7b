"""What is passed to the entry points in the place of a function, and a few that are right."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any


def square(n: int) -> int:
    return n * n


def Square(n: int) -> int:  # noqa: N802 - differs in case from the one above
    return n * n * n


def größe(länge: int) -> int:
    größe: int = länge + 1
    return größe


async def coroutine(n: int) -> int:
    return n


def generator(n: int) -> Iterator[int]:
    yield n


async def asynchronous_generator(n: int) -> AsyncIterator[int]:
    yield n


def wrapped_by(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*arguments: Any, **keywords: Any) -> Any:
        return function(*arguments, **keywords)

    return inner


class Shape:
    def method(self, n: int) -> int:
        return n

    @staticmethod
    def static(n: int) -> int:
        return n

    @classmethod
    def of_class(cls, n: int) -> int:
        return n

    @property
    def size(self) -> int:
        return 1

    def __call__(self, n: int) -> int:
        return n


# Each with the message of its error, and the way out.
WRONG: dict[str, tuple[object, str, str]] = {
    "lambda": (lambda n: n, "a lambda cannot be compiled", "write it with `def`"),
    "bound method": (Shape().method, "'method' is a bound method", "outside of the class"),
    "method": (Shape.method, "a method cannot be compiled yet", "move it out of the class"),
    "class method": (Shape.of_class, "'of_class' is a bound method", "outside of the class"),
    "classmethod": (Shape.__dict__["of_class"], "is a classmethod object", "outside of the class"),
    "staticmethod": (Shape.__dict__["static"], "is a staticmethod object", "below @staticmethod"),
    "property": (Shape.__dict__["size"], "is a property", "outside of the class"),
    "callable object": (Shape(), "an object of type 'Shape' is not a function", "`def`"),
    "builtin": (len, "'len' is a builtin, which has no Python source", "of your own"),
    "bound builtin": ("a".upper, "'upper' is a builtin", "of your own"),
    "method of a builtin class": (str.upper, "'upper' is a builtin", "of your own"),
    "slot of a builtin class": (int.__add__, "'__add__' is a builtin", "of your own"),
    "class": (Shape, "'Shape' is a class", "pass one of them"),
    "type": (int, "'int' is a class", "pass one of them"),
    "coroutine": (coroutine, "'coroutine' is a coroutine", "plain `def`"),
    "generator": (generator, "'generator' is a generator, which cannot", "return a result"),
    "asynchronous generator": (asynchronous_generator, "is an asynchronous generator", "`def`"),
    "partial": (functools.partial(square, 1), "this is a functools.partial object", "write a"),
    "cached": (functools.cache(square), "'square' is wrapped by another decorator", "directly"),
    "wrapped": (wrapped_by(square), "'square' is wrapped by another decorator", "directly"),
    "int": (3, "an object of type 'int' is not a function", "`def`"),
    "None": (None, "an object of type 'NoneType' is not a function", "`def`"),
    "str": ("square", "an object of type 'str' is not a function", "`def`"),
    "list": ([square], "an object of type 'list' is not a function", "`def`"),
    "module": (functools, "an object of type 'module' is not a function", "`def`"),
}
