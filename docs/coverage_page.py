"""The page `coverage.md`, what is covered and what is refused: `python docs/coverage_page.py`.

Everything on it comes from the compiler's own tables: the `check_X` methods of the checker,
`unsupported.py`, the rows of the builtins, of the methods of each type, of `math`.  Only how a
kind of node is spelt stands here.  A test holds that the page is up to date.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FunctionType

from pyexec import scalars
from pyexec.frontend import calls, check, library, mathematics, object_methods, unsupported
from pyexec.frontend.annotations import ALIKE, CONTAINERS, type_of_object
from pyexec.frontend.arithmetic import BINARY_SYMBOLS
from pyexec.frontend.methods import NUMBER_METHODS

# The version of Python whose builtins and methods the page lists.
VERSION = (3, 11)

PAGE = Path(__file__).with_name("coverage.md")

# How each kind of statement and expression is spelt.
SPELT: dict[type[ast.AST], str] = {
    ast.FunctionDef: "def f(x): ...", ast.AsyncFunctionDef: "async def f(): ...",
    ast.ClassDef: "class C: ...", ast.Return: "return x", ast.Delete: "del x, y[i]",
    ast.Assign: "x = y = 1", ast.AugAssign: "x += 1", ast.AnnAssign: "x: int = 1",
    ast.For: "for x in y: ...", ast.AsyncFor: "async for x in y: ...",
    ast.While: "while x: ...", ast.If: "if x: ...", ast.With: "with x: ...",
    ast.AsyncWith: "async with x: ...", ast.Match: "match x: ...", ast.Raise: "raise x",
    ast.Try: "try: ...", ast.TryStar: "try: ... except* E: ...", ast.Assert: "assert x",
    ast.Import: "import x", ast.ImportFrom: "from x import y", ast.Global: "global x",
    ast.Nonlocal: "nonlocal x", ast.Expr: "f(x)", ast.Pass: "pass",
    ast.Break: "break", ast.Continue: "continue",
    ast.BoolOp: "x and y, x or y", ast.NamedExpr: "(x := y)", ast.BinOp: "x + y",
    ast.UnaryOp: "-x, not x", ast.Lambda: "lambda x: x", ast.IfExp: "x if y else z",
    ast.Dict: "{x: y}", ast.Set: "{x, y}", ast.ListComp: "[x for x in y]",
    ast.SetComp: "{x for x in y}", ast.DictComp: "{x: y for x in z}",
    ast.GeneratorExp: "(x for x in y)", ast.Await: "await x", ast.Yield: "y = yield x",
    ast.YieldFrom: "y = yield from x", ast.Compare: "x < y <= z, x in y, x is y",
    ast.Call: "f(x, *y, z=1)", ast.FormattedValue: 'f"{x:>5}"', ast.JoinedStr: 'f"{x}"',
    ast.Constant: '1, 2.5, "a", None', ast.Attribute: "x.real", ast.Subscript: "x[i], x[i:j]",
    ast.Starred: "x = *y, z", ast.Name: "x", ast.List: "[x, *y]", ast.Tuple: "(x, *y)",
    ast.Slice: "x[i:j, k]",
}  # fmt: skip

# A kind of node that the checker takes with the node around it.
_WITHIN: dict[type[ast.AST], type[ast.AST]] = {ast.FormattedValue: ast.JoinedStr}

# Whether `yield` is taken as a statement of its own.
_YIELDS = hasattr(check.FunctionChecker, "check_yield")

_TYPES: dict[str, type] = {
    "lists": list, "tuples": tuple, "dicts": dict, "sets": set, "strings": str, "ranges": range,
}  # fmt: skip


def kinds(base: type[ast.AST]) -> list[type[ast.AST]]:
    """Every kind of statement or of expression that Python has."""
    found = [k for k in base.__subclasses__() if k.__module__ == "ast" or k.__module__ == "_ast"]
    return [k for k in found if not issubclass(k, ast.Constant) or k is ast.Constant]


def is_checked(kind: type[ast.AST]) -> bool:
    """Whether the checker has a method for a kind of node."""
    kind = _WITHIN.get(kind, kind)
    return hasattr(check.FunctionChecker, f"check_{kind.__name__}")


def page() -> str:
    """The whole page."""
    return (
        "\n".join([*_head(), *_types(), *_nodes(), *_operators(), *_calls(), *_methods(), *_rest()])
        + "\n"
    )


def _head() -> Iterator[str]:
    yield "# What is covered, and what is refused"
    yield ""
    yield (
        "This page is made from the compiler's own tables (`python docs/coverage_page.py`), for "
        f"what Python {VERSION[0]}.{VERSION[1]} has. "
        "[What can be compiled](language.md) says what the constructs mean, and how types are "
        "found."
    )


def _types() -> Iterator[str]:
    yield from ("", "## Types", "")
    plain = [n for n, v in sorted(vars(builtins).items()) if type_of_object(v) and n != "None"]
    yield _listed([*plain, *sorted(scalars.NAMES), *CONTAINERS.values(), "T | None"])
    yield ""
    yield (
        "Of `typing` and `collections.abc`, for a list, dict, set or tuple that is only read, too: "
        + _listed(name for name, kind in ALIKE.items() if kind != "Iterator")
    )


def _nodes() -> Iterator[str]:
    for title, base in (("Statements", ast.stmt), ("Expressions", ast.expr)):
        known = [k for k in kinds(base) if k in SPELT]
        yield from ("", f"## {title}", "")
        alone = ["yield x", "yield from x"] if base is ast.stmt and _YIELDS else []
        yield _listed([*(SPELT[k] for k in known if is_checked(k)), *alone])
        yield from _refused(
            (_code(SPELT[k]), *unsupported.describe(k())) for k in known if not is_checked(k)
        )


def _operators() -> Iterator[str]:
    yield from ("", "## Operators", "")
    yield _listed(symbol for symbol in BINARY_SYMBOLS.values() if symbol != "@")
    yield ""
    yield "Comparisons, `and`, `or`, `not`, `in` and `is` of all types that have them."


def _calls() -> Iterator[str]:
    handled = calls.handled()
    names = {name: value for name, value in vars(builtins).items() if not name.startswith("_")}
    functions = {
        name: value
        for name, value in sorted(names.items())
        if callable(value) and not _is_exception(value) and value.__module__ == "builtins"
    }
    covered = [n for n, v in functions.items() if v in handled or _is_conversion(v)]
    yield from ("", "## Builtins", "")
    yield _listed([*covered, *(f"{n}()" for n in sorted(scalars.NAMES))])
    yield from _refused(
        (_code(f"{name}()"), *unsupported.describe_call(name, value))
        for name, value in functions.items()
        if name not in covered
    )
    yield from ("", "Exceptions that can be raised and caught:", "")
    yield _listed(n for n, v in names.items() if _is_exception(v) and check.is_raisable(v))
    yield from ("", "Exceptions that cannot:", "")
    yield _listed(n for n, v in names.items() if _is_exception(v) and not check.is_raisable(v))
    yield from ("", "## The module `math`", "")
    constants = [n for n, v in vars(math).items() if isinstance(v, float)]
    known = [n for n, v in vars(math).items() if callable(v) and v in mathematics.FUNCTIONS]
    yield _listed([*constants, *known])
    left = [
        n for n, v in vars(math).items()
        if callable(v) and not n.startswith("_") and v not in mathematics.FUNCTIONS
    ]  # fmt: skip
    if left:
        yield from ("", f"Refused: {_codes(left)}.")


def _methods() -> Iterator[str]:
    yield from ("", "## Methods", "", "| of | covered | refused |", "|---|---|---|")
    yield f"| numbers | {_codes(NUMBER_METHODS)} | all others |"
    for module, kind in _TYPES.items():
        own = [n for n in dir(kind) if not n.startswith("_") and callable(getattr(kind, n))]
        special = [n for m, n in object_methods.special() if m == module]
        handled = calls.handled()
        covered = [
            n for n in own
            if n in object_methods.methods(module) or n in special or getattr(kind, n) in handled
        ]  # fmt: skip
        left = [n for n in own if n not in covered]
        yield f"| `{kind.__name__}` | {_codes(covered)} | {_codes(left) or 'none'} |"
    yield from ("", "`frozenset` has those of `set` that change nothing.")


def _rest() -> Iterator[str]:
    yield from ("", "## Modules", "")
    yield (
        f"Besides those of `math`, functions of the standard library: {_codes(_library())}. "
        "What another module has in Python's own source, with "
        "annotations, is compiled along like a function of yours; what has none is refused:"
    )
    yield from _refused(
        (_code(f"{module}.{name}()"), *unsupported.describe_call(f"{module}.{name}", found))
        for module, name in _EXAMPLES
        for found in [getattr(importlib.import_module(module), name)]
    )


def _library() -> list[str]:
    return [f"{f.__module__.removeprefix('_')}.{f.__name__}" for f in _functions()]


def _functions() -> list[FunctionType]:
    found: list[FunctionType] = list(library.FUNCTIONS)  # type: ignore[arg-type]
    return found


# Functions and classes of the standard library that programs use often.
_EXAMPLES = (
    ("collections", "ChainMap"),
    ("itertools", "accumulate"),
    ("itertools", "product"),
    ("functools", "lru_cache"),
    ("copy", "deepcopy"),
    ("random", "random"),
    ("time", "time"),
)


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _is_conversion(value: object) -> bool:
    t = type_of_object(value)
    return t is not None and not t.is_object


def _listed(texts: Iterable[str]) -> str:
    return _codes(texts) + "."


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(map(_code, texts))


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


def _refused(rows: Iterable[tuple[str, str, str | None]]) -> Iterator[str]:
    """A table of what is refused, with what is said of it and the way out."""
    yield from ("", "| refused | the message | instead |", "|---|---|---|")
    for name, message, help in rows:
        yield f"| {name} | {message} | {help or ''} |".replace("  |", " |")


if __name__ == "__main__":
    PAGE.write_text(page())
    sys.exit()
