"""What is Python but not in the language yet: each construct in words of its own.

    describe(ast.parse("with f: pass").body[0])
    == ("'with' cannot be compiled yet", "manage resources in the calling code")

A construct that the checker learns loses its row here.
"""

from __future__ import annotations

import ast
import builtins
from typing import Final

_NOT_YET: Final = " cannot be compiled yet"

_CONSTRUCTS: Final[dict[type[ast.AST], tuple[str, str | None]]] = {
    # Statements
    ast.AsyncFunctionDef: ("a coroutine" + _NOT_YET, "write a plain function"),
    ast.ClassDef: ("a class" + _NOT_YET, "pass its fields as parameters"),
    ast.AsyncFor: ("'async for'" + _NOT_YET, "write a plain `for`"),
    ast.With: ("'with'" + _NOT_YET, "manage resources in the calling code"),
    ast.AsyncWith: ("'async with'" + _NOT_YET, "manage resources in the calling code"),
    ast.TryStar: ("'try' with 'except*'" + _NOT_YET, "catch the exception in the caller"),
    ast.Global: (
        "a function cannot change global variables",
        "pass the value as a parameter and return the new one",
    ),
    # Expressions
    ast.Await: ("'await'" + _NOT_YET, "write a plain function"),
    ast.Yield: ("a 'yield' that gives a value back" + _NOT_YET, "write it as a statement"),
    ast.YieldFrom: ("a 'yield from' that gives a value back" + _NOT_YET, "write a statement"),
    ast.Slice: ("a slice among others" + _NOT_YET, "write one slice: `x[i:j]`"),
    ast.Starred: ("'*' unpacking" + _NOT_YET, "name each value"),
}

# Builtin functions and classes, by name: the way out of each.
_BUILTINS: Final[dict[str, str]] = {
    "input": "read the input in the calling code, and pass it as a parameter",
    "open": "read and write files in the calling code",
    "issubclass": "types are known at compile time: leave the test out",
    "type": "types are known at compile time: leave it out",
    "callable": "types are known at compile time: leave the test out",
    "id": "compare with `is`, or with ==",
    "eval": "write the expression itself",
    "exec": "write the statements themselves",
    "bytes": "use a list of integers",
    "bytearray": "use a list of integers",
    "object": "use numbers, texts or containers",
    "super": "move the function out of the class",
    "getattr": "use the attribute itself: `x.real`",
    "setattr": "use a variable",
    "globals": "name what is meant",
    "locals": "name what is meant",
    "slice": "write it between the brackets: `x[i:j]`",
    "staticmethod": "define the function beside this one",
    "classmethod": "define the function beside this one",
    "property": "define a function beside this one",
}

# The standard library's classes and functions that have no source, by module and name or by
# module alone: the way out of each.
_LIBRARY: Final[dict[str, str]] = {
    "collections.OrderedDict": "use a dict, which keeps the order",
    "copy": "copy each level by name: `xs[:]`, `[row[:] for row in rows]`, `dict(d)`",
    "heapq": "use heappush, heappop and sorted",
    "itertools": "write the loops themselves, or a generator",
    "functools.lru_cache": "keep results in a dict that is passed along",
    "functools.cache": "keep results in a dict that is passed along",
    "functools": "write a loop, or a function within the function",
    "operator": "write the operator, or a `lambda`",
    "random": "make the numbers in the calling code, and pass them as parameters",
    "time": "measure in the calling code",
}


def _library_row(target: object) -> str | None:
    """The way out for something of the standard library."""
    module = (getattr(target, "__module__", "") or "").removeprefix("_")
    owner = getattr(target, "__self__", None)
    if not module and owner is not None:
        module = type(owner).__module__.removeprefix("_")
    name = f"{module}.{getattr(target, '__name__', '')}"
    return _LIBRARY.get(name) or _LIBRARY.get(module)


def is_known(target: object) -> bool:
    """Whether there is a way out for something of the standard library."""
    return _library_row(target) is not None


_CONSTANTS: Final[dict[type, tuple[str, str]]] = {
    bytes: ("a bytes object" + _NOT_YET, "use a list of integers"),
    type(...): ("'...' is not a number", "write the value that is meant"),
}


def describe(node: ast.AST) -> tuple[str, str | None]:
    """What is wrong with a node outside of the language, and what to do."""
    if isinstance(node, ast.Constant):
        return _CONSTANTS[type(node.value)]
    return _CONSTRUCTS[type(node)]


def describe_call(name: str, target: object) -> tuple[str, str]:
    """What is wrong with a call of something that is no function of the user's.

    `name` is how the call writes it; `target` is what that stands for.
    """
    own = getattr(target, "__name__", "")
    if own in _BUILTINS and getattr(builtins, own, None) is target:
        return f"{name}(){_NOT_YET}", _BUILTINS[own]
    if isinstance(target, type) and issubclass(target, BaseException):
        return f"'{name}' is an exception, which can only be raised", f"write `raise {name}(...)`"
    row = _library_row(target)
    if isinstance(target, type):
        return f"creating a '{name}'{_NOT_YET}", row or "pass its fields as parameters"
    reason = ", since it has no Python source"
    return (
        f"calling '{name}'{_NOT_YET}{'' if hasattr(target, '__code__') else reason}",
        row or "call it in the calling code, and pass its result as a parameter",
    )


def constructs() -> frozenset[type[ast.AST]]:
    """Every kind of node that has a description."""
    return frozenset(_CONSTRUCTS)
