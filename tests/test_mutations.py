"""No program makes PyExec fail with an error that is not its own: programs, mutated at random.

A mutation changes one node of a program's syntax tree for another one that Python's own
compiler takes.  What comes of it is compiled, or refused by a `CompileError`; anything
else, such as a KeyError of the checker or a complaint of LLVM's, is a fault in PyExec.
Programs of numbers stand here; `mutations.py` changes those of containers and texts.
"""

from __future__ import annotations

import ast
import linecache
import random
import warnings
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import mutations
import pytest

import pyexec
from pyexec.driver import frontend
from pyexec.errors import CompileError
from pyexec.frontend.unit import Options

PROGRAMS = '''
import math
from pyexec import *

LIMIT = 100
RATIO = 0.5

def helper(a: int, b: float = 2.0, *, c: bool = True) -> float:
    return a * b if c else -b

def shortest(n: int32, m: uint8) -> int32:
    total: int32 = 0
    for i in range(1, n, 2):
        if i % 3 == 0 or not m:
            continue
        total += i << 1
    else:
        total -= int32(m)
    return total

def numbers(x: float, z: complex) -> complex:
    """Complex numbers."""
    a, b = divmod(x, 3.0)
    low = min(a, b, x)
    z = z * low + 1j - abs(z)
    return z.conjugate() ** 2 if z.imag > 0 else complex(low, a)

def loops(n: int) -> int:
    best: int = 0
    while n > 1:
        k: int = n // 2 if n % 2 == 0 else 3 * n + 1
        best, n = max(best, k), k
        if best > LIMIT * 10**3 and 0 < k <= LIMIT:
            break
        assert n != 7, "seven"
    return round(math.sqrt(best)) + helper(n, c=False).is_integer()

def recursive(n: int) -> int:
    if n < 2:
        return n
    if n > 90:
        raise ValueError("too large")
    return recursive(n - 1) + recursive(n - 2)
'''

FRAGMENTS = [
    "0", "1", "-1", "True", "None", "1.5", "2j", "10**30", "'text'", "b''", "...", "n", "x", "z",
    "n + 1", "-x", "not n", "n < x", "n < 1 < 2", "n is None", "n in (1, 2)", "(n, 1)", "[n]",
    "{n}", "{}", "n[0]", "n[1:2]", "n.real", "z.imag", "n.foo", "n()", "math", "math.pi", "int",
    "math.sqrt(x)", "math.frexp(x)", "helper(1)", "helper(n, x, c=n)", "helper()", "helper(*n)",
    "recursive(n)", "divmod(n, 2)", "max(n, x)", "max(n)", "pow(n, 2, 3)", "round(x, n)", "abs(z)",
    "int(x)", "int8(300)", "uint8(n)", "float32(x)", "complex64(z)", "bool_(n)", "range(3)",
    "lambda: n", "f'{n}'", "[i for i in n]", "(i for i in n)", "print(n)", "len(n)", "undefined",
    "n if x else z", "n and x", "n or n", "n @ n", "n ** -1", "n ** x", "2 ** 64", "1 << 200",
    "1 // 0", "(y := n)", "LIMIT", "RATIO", "ValueError", "ValueError('x')", "math.nan", "1e400",
    "0x" + "f" * 5000,
]  # fmt: skip

STATEMENTS = [
    "pass", "break", "continue", "return", "return n", "return None", "return 1, 2", "raise",
    "raise ValueError", "raise KeyError('x')", "raise n", "n = 1", "n: int = 1", "n: uint8 = 1",
    "m = n", "m: float", "m: list = 1", "n += 1", "n /= 2", "n @= 2", "n.x = 1", "n[0] = 1",
    "n, m = 1, 2", "n, *m = 1, 2", "(n, m), k = n", "n = m = 1", "del n", "global LIMIT",
    "import os",
    "x", "1", "'text'", "assert n", "assert n, x", "try:\n pass\nfinally:\n pass",
    "with n:\n pass",
    "for i in n:\n pass", "for n in range(n):\n n = 2", "for i in range(1, 2, n):\n pass",
    "for i, j in range(2):\n pass", "while n:\n n -= 1", "while True:\n pass", "if n:\n return n",
    "def inner(): pass", "class C: pass", "match n:\n case 1: pass", "helper(1)", "print(n)",
    "for i in range(uint64(n)):\n pass", "i: int8 = 0\nfor i in range(n):\n pass",
]  # fmt: skip

OPERATORS = (ast.operator, ast.cmpop, ast.unaryop)
CHANGEABLE = (ast.expr, ast.stmt, *OPERATORS)
FIXED = (ast.FunctionDef, ast.Import, ast.ImportFrom)


class _Mutation(ast.NodeTransformer):
    """Changes the node that is the `chosen`th of those that can be changed."""

    def __init__(self, chance: random.Random, chosen: int) -> None:
        self.chance = chance
        self.left = chosen

    def visit(self, node: ast.AST) -> Any:
        node = self.generic_visit(node)
        if not isinstance(node, CHANGEABLE) or isinstance(node, FIXED):
            return node
        self.left -= 1
        return self.other(node) if self.left == -1 else node

    def other(self, node: ast.AST) -> Any:
        """Something that can stand in the place of a node."""
        if isinstance(node, ast.expr):
            return ast.parse(self.chance.choice(FRAGMENTS), mode="eval").body
        if isinstance(node, ast.stmt):
            return ast.parse(self.chance.choice(STATEMENTS)).body
        (kind,) = (kind for kind in OPERATORS if isinstance(node, kind))
        return self.chance.choice(kind.__subclasses__())()


def mutant(seed: int) -> str:
    """The text of the programs with one to three changes."""
    chance = random.Random(seed)
    tree = ast.parse(PROGRAMS)
    for _ in range(chance.randint(1, 3)):
        tree = _Mutation(chance, chance.randrange(250)).visit(tree)
    try:
        return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    except ValueError:  # an integer of too many digits
        return PROGRAMS


def functions(text: str, seed: int) -> list[Any]:
    """The functions of a text, or none where Python itself refuses it."""
    path = f"<mutant {seed}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space: dict[str, Any] = {"__name__": "mutant"}
    try:
        with warnings.catch_warnings(action="ignore"):
            exec(compile(text, path, "exec"), space)
    except Exception:
        return []
    names = ("shortest", "numbers", "loops", "recursive")
    return [space[name] for name in names if name in space]


def outcome(compile_one: Callable[[], object], text: str) -> str:
    try:
        compile_one()
    except CompileError as error:
        advice = [diagnostic.help for diagnostic in error.diagnostics]
    except Exception as error:
        error.add_note(text)
        raise
    else:
        return "compiled"
    assert all(advice), text
    return "refused"


@pytest.mark.parametrize("start", range(0, 600, 60))
def test_the_frontend(start: int) -> None:
    counts = {"refused": 0, "compiled": 0}
    for seed in range(start, start + 60):
        text = mutant(seed)
        for function in functions(text, seed):
            for options in (Options(), Options(infer=True, wrap=True)):
                counts[outcome(partial(frontend, [function], options), text)] += 1
    assert min(counts.values()) > 20


@pytest.mark.parametrize("start", range(1000, 1040, 10))
def test_every_stage(start: int, tmp_path: Path) -> None:
    for seed in range(start, start + 10):
        text = mutant(seed)
        for function in functions(text, seed):
            outcome(partial(pyexec.aot(infer=True), function), text)
            outcome(partial(pyexec.wasm, function, tmp_path / "m.wasm", infer=True), text)


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_the_frontend_with_containers_and_texts(start: int) -> None:
    found = Counter(mutations.outcome(seed) for seed in range(start, start + 50))
    assert min(found[mutations.REFUSED], found[mutations.COMPILED]) > 3


def test_every_stage_with_containers_and_texts() -> None:
    for seed in range(2000, 2006):
        mutations.outcome(seed, pyexec.aot(infer=True))
