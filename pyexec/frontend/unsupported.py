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
    ast.AsyncFor: ("'async for'" + _NOT_YET, "loop over range(...)"),
    ast.With: ("'with'" + _NOT_YET, "manage resources in the calling code"),
    ast.AsyncWith: ("'async with'" + _NOT_YET, "manage resources in the calling code"),
    ast.Match: ("'match'" + _NOT_YET, "write if, elif and else"),
    ast.TryStar: ("'try' with 'except*'" + _NOT_YET, "catch the exception in the caller"),
    ast.Import: ("an import inside a function" + _NOT_YET, "import at the top of the file"),
    ast.ImportFrom: ("an import inside a function" + _NOT_YET, "import at the top of the file"),
    ast.Global: (
        "a function cannot change global variables",
        "pass the value as a parameter and return the new one",
    ),
    # Expressions
    ast.Lambda: ("a lambda" + _NOT_YET, "define a function beside this one"),
    ast.Await: ("'await'" + _NOT_YET, "write a plain function"),
    ast.Yield: ("'yield'" + _NOT_YET, "return a result"),
    ast.YieldFrom: ("'yield from'" + _NOT_YET, "return a result"),
    ast.Slice: ("a slice" + _NOT_YET, "use scalar variables"),
    ast.Starred: ("'*' unpacking" + _NOT_YET, "name each value"),
}

# Builtin functions and classes, by name: the way out of each.
_BUILTINS: Final[dict[str, str]] = {
    "print": "return the value, and print it in the calling code",
    "input": "read the input in the calling code, and pass it as a parameter",
    "open": "read and write files in the calling code",
    "len": "pass the length as a parameter",
    "sum": "add in a loop: `total = total + x`",
    "any": "write a loop that returns True early",
    "all": "write a loop that returns False early",
    "sorted": "sort in the calling code",
    "reversed": "count down: `range(n - 1, -1, -1)`",
    "enumerate": "count in a loop: `for i in range(n):`",
    "zip": "count in a loop: `for i in range(n):`",
    "map": "call the function in a loop",
    "filter": "test each value in a loop",
    "iter": "count in a loop: `for i in range(n):`",
    "next": "count in a loop: `for i in range(n):`",
    "range": "use it in a loop: `for i in range(n):`",
    "isinstance": "types are known at compile time: leave the test out",
    "issubclass": "types are known at compile time: leave the test out",
    "type": "types are known at compile time: leave it out",
    "callable": "types are known at compile time: leave the test out",
    "hash": "compute a number from the value yourself",
    "id": "numbers have no identity in compiled code: compare with ==",
    "eval": "write the expression itself",
    "exec": "write the statements themselves",
    "str": "format the result in the calling code",
    "repr": "format the result in the calling code",
    "format": "format the result in the calling code",
    "ord": "pass the character's code as an int",
    "chr": "return the character's code as an int",
    "hex": "format the result in the calling code",
    "oct": "format the result in the calling code",
    "bin": "format the result in the calling code",
    "bytes": "use integers",
    "bytearray": "use integers",
    "list": "use scalar variables",
    "tuple": "give each value a name of its own",
    "dict": "use if and elif, or scalar variables",
    "set": "compare with each element",
    "frozenset": "compare with each element",
    "object": "use numbers",
    "super": "move the function out of the class",
    "getattr": "use the attribute itself: `x.real`",
    "setattr": "use a variable",
    "globals": "name what is meant",
    "locals": "name what is meant",
    "slice": "use scalar variables",
    "staticmethod": "define the function beside this one",
    "classmethod": "define the function beside this one",
    "property": "define a function beside this one",
}

_COMPARISONS: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Is: ("'is'" + _NOT_YET, "compare numbers with =="),
    ast.IsNot: ("'is not'" + _NOT_YET, "compare numbers with !="),
    ast.In: ("'in'" + _NOT_YET, "compare with each value: `x == 1 or x == 2`"),
    ast.NotIn: ("'not in'" + _NOT_YET, "compare with each value: `x != 1 and x != 2`"),
}

_CONSTANTS: Final[dict[type, tuple[str, str]]] = {
    str: ("a string" + _NOT_YET, "format text in the calling code"),
    bytes: ("a bytes object" + _NOT_YET, "use integers"),
    type(...): ("'...' is not a number", "write the value that is meant"),
}


def describe(node: ast.AST) -> tuple[str, str | None]:
    """What is wrong with a node outside of the language, and what to do."""
    if isinstance(node, ast.Constant):
        return _CONSTANTS[type(node.value)]
    return _CONSTRUCTS[type(node)]


def describe_comparison(operator: ast.cmpop) -> tuple[str, str]:
    return _COMPARISONS[type(operator)]


def describe_call(name: str, target: object) -> tuple[str, str]:
    """What is wrong with a call of something that is no function of the user's.

    `name` is how the call writes it; `target` is what that stands for.
    """
    own = getattr(target, "__name__", "")
    if own in _BUILTINS and getattr(builtins, own, None) is target:
        return f"{name}(){_NOT_YET}", _BUILTINS[own]
    if isinstance(target, type) and issubclass(target, BaseException):
        return f"'{name}' is an exception, which can only be raised", f"write `raise {name}(...)`"
    if isinstance(target, type):
        return f"creating a '{name}'{_NOT_YET}", "pass its fields as parameters"
    return (
        f"calling '{name}'{_NOT_YET}, since it has no Python source",
        "call it in the calling code, and pass its result as a parameter",
    )


def constructs() -> frozenset[type[ast.AST]]:
    """Every kind of node that has a description."""
    return frozenset(_CONSTRUCTS)
