"""Programs of containers and texts, mutated at random: PyExec compiles each, or says why not.

    python tests/mutations.py --seconds 600 --seed 1        # as long as one likes
    python tests/mutations.py --show 17                     # the mutant of a seed

The functions of `tests/run/` and `examples/programs/` are changed in one to three places: a
token or a subtree is deleted, doubled, exchanged for another one of the same or another
function, or the text is cut off.  What Python itself takes goes through the frontend, whose
verifier looks at the IR.  A `CompileError` with advice in it is a good answer, and so is a
program; everything else is a fault of PyExec: another exception, or more than `PATIENCE`
seconds.
"""

from __future__ import annotations

import argparse
import ast
import copy
import io
import linecache
import random
import signal
import sys
import tokenize
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from types import FunctionType
from typing import Any, Final

from fragments import ANNOTATIONS, EXPRESSIONS, STATEMENTS, TARGETS, TOKENS

from pyexec.driver import frontend
from pyexec.errors import CompileError
from pyexec.frontend.unit import Options

TESTS: Final = Path(__file__).parent
FILES: Final = [
    *sorted((TESTS / "run").glob("*.py")),
    *sorted((TESTS.parent / "examples" / "programs").glob("*.py")),
]
LARGEST: Final = 40  # nodes of a subtree that is put into a function
SHORT: Final = frozenset("xyabcefi")  # names in the fragments
PATIENCE: Final = 20  # of processor time
REFUSED, COMPILED, INVALID = "refused", "compiled", "no Python"


@cache
def modules() -> tuple[tuple[Path, tuple[tuple[ast.stmt, str], ...]], ...]:
    """The files' statements with their texts, without comments."""
    return tuple(
        (path, tuple((node, ast.unparse(node)) for node in ast.parse(path.read_text()).body))
        for path in FILES
    )


@cache
def pieces() -> tuple[ast.AST, ...]:
    """Subtrees of all the functions, which are put into others."""
    statements = [node for _, body in modules() for node, _ in body]
    return tuple(
        node
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.expr | ast.stmt) and sum(1 for _ in ast.walk(node)) < LARGEST
    )


class _Mutation(ast.NodeTransformer):
    """Changes the node of a function that is the `left`th of those that can be changed."""

    def __init__(self, function: ast.FunctionDef, chance: random.Random, gentle: bool) -> None:
        self.chance = chance
        self.gentle = gentle
        inside = list(ast.walk(function))
        self.own = [n for n in inside if isinstance(n, ast.expr | ast.stmt) and n is not function]
        self.left = chance.randrange(max(len(self.own), 1))

    def visit(self, node: ast.AST) -> Any:
        changeable = ast.expr | ast.stmt | ast.operator | ast.cmpop | ast.unaryop
        if isinstance(node, changeable) and not isinstance(node, ast.FunctionDef):
            self.left -= 1
            if self.left == -1:
                return self.other(node)
        return self.generic_visit(node)

    def other(self, node: ast.AST) -> Any:
        """Something that stands in the place of a node."""
        match node:
            case ast.expr():
                return self.other_expression(node)
            case ast.stmt():
                return self.other_statement(node)
        base: Any = next(c for c in (ast.operator, ast.cmpop, ast.unaryop) if isinstance(node, c))
        return self.chance.choice(base.__subclasses__())()

    def other_expression(self, node: ast.expr) -> ast.expr:
        chance = self.chance
        kept = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
        if isinstance(node, ast.Name) and chance.random() < 0.7:
            names = sorted({n.id for n in self.own if isinstance(n, ast.Name)})
            return ast.Name(chance.choice(names), node.ctx)
        if kept:
            return ast.parse(chance.choice(TARGETS), mode="eval").body
        if isinstance(node, ast.Constant) and chance.random() < 0.5:
            return ast.Constant(other_constant(node.value, chance))
        if self.gentle or chance.random() < 0.2:
            found = self.piece(self.own, type(node) if chance.random() < 0.5 else ast.expr)
            return node if found is None else found
        return self.piece(pieces(), ast.expr) if chance.random() < 0.4 else expression(chance)

    def other_statement(self, node: ast.stmt) -> Any:
        chance = self.chance
        kind = chance.randrange(5)
        if kind == 0:
            return ast.Pass()
        if kind == 1:
            return [node, copy.deepcopy(node)]
        if kind == 2:
            return [self.piece(self.own, ast.stmt) or node, node]
        if kind == 3 and isinstance(node, ast.AnnAssign) and node.value is not None:
            return ast.Assign([node.target], node.value)
        if self.gentle:
            return [node, self.piece(self.own, ast.stmt) or node]
        if kind == 3:
            return [self.piece(pieces(), ast.stmt), node]
        return [*ast.parse(chance.choice(STATEMENTS)).body, node]

    def piece(self, nodes: Sequence[ast.AST], kind: type[ast.AST]) -> Any:
        """A copy of one of the nodes, or None where none is of the kind."""
        for _ in range(100):
            found = self.chance.choice(nodes)
            if isinstance(found, kind):
                return copy.deepcopy(found)
        return None


def other_constant(value: object, chance: random.Random) -> Any:
    """Something else of the same type, most of the time."""
    match value:
        case bool():
            return not value
        case int():
            return chance.choice([0, 1, 2, 7, value + 1, value * 10, 2**31, 2**63 - 1, 2**63])
        case float():
            return chance.choice([0.0, 0.5, value * 2, 1e308, 1])
        case str():
            return chance.choice(["", "a", "é😀", value * 2, "%d", "{}", "{:>5}", value[:-1]])
    return chance.choice([0, "", None, 1.5, True])


def expression(chance: random.Random) -> ast.expr:
    return ast.parse(chance.choice(EXPRESSIONS), mode="eval").body


def renamed(tree: ast.AST, names: list[str], chance: random.Random) -> None:
    """Let new names be those of the function, most of the time."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Name)
            and names
            and node.id in SHORT - set(names)
            and chance.random() < 0.8
        ):
            node.id = chance.choice(names)


def mutated_tree(function: ast.FunctionDef, chance: random.Random) -> str:
    """The text of a function with one to three nodes changed."""
    tree = copy.deepcopy(function)
    names = sorted({n.id for n in ast.walk(function) if isinstance(n, ast.Name)})
    gentle = chance.random() < 0.6
    for _ in range(chance.randint(1, 3)):
        tree = _Mutation(tree, chance, gentle).visit(tree)
    if chance.random() < 0.2:
        tree = _WithoutAnnotations().visit(tree)
    if not gentle:
        renamed(tree, names, chance)
        change_signature(tree, chance)
    return ast.unparse(ast.fix_missing_locations(tree))


class _WithoutAnnotations(ast.NodeTransformer):
    """Locals and nested functions whose types have to be inferred."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        return node if node.value is None else ast.Assign([node.target], node.value)


def change_signature(function: ast.FunctionDef, chance: random.Random) -> None:
    """Give a function other annotations and defaults, now and then."""
    for argument in function.args.args:
        if chance.random() < 0.1:
            argument.annotation = ast.parse(chance.choice(ANNOTATIONS), mode="eval").body
    if chance.random() < 0.1:
        function.returns = ast.parse(chance.choice(ANNOTATIONS), mode="eval").body
    if chance.random() < 0.1 and function.args.args:
        function.args.defaults = [expression(chance)]


def mutated_text(text: str, chance: random.Random) -> str:
    """A text with one to three tokens changed, or without its end."""
    if chance.random() < 0.1:
        return text[: chance.randrange(len(text))]
    found = list(tokenize.generate_tokens(io.StringIO(text).readline))
    spots = [t for t in found if t.string.strip() and t.type != tokenize.INDENT]
    lines = text.splitlines(keepends=True)
    changes = sorted(chance.sample(spots, min(chance.randint(1, 3), len(spots))), key=_start)
    for spot in reversed(changes):
        (row, column), (last, end) = spot.start, spot.end
        if row != last:
            continue
        other = chance.choice(spots).string
        new = chance.choice(["", f"{spot.string} {spot.string}", other, chance.choice(TOKENS)])
        lines[row - 1] = lines[row - 1][:column] + new + lines[row - 1][end:]
    return "".join(lines)


def _start(token: tokenize.TokenInfo) -> tuple[int, int]:
    return token.start


@dataclass(frozen=True)
class Mutant:
    """A module with one function changed."""

    path: Path
    text: str
    name: str  # of the function
    changed: str  # its text


def mutant(seed: int) -> Mutant:
    """The mutant of a seed."""
    return mutant_by(random.Random(seed))


def mutant_by(chance: random.Random) -> Mutant:
    """What comes of a row of chances."""
    path, body = chance.choice(modules())
    chosen, text = chance.choice([(n, t) for n, t in body if isinstance(n, ast.FunctionDef)])
    assert isinstance(chosen, ast.FunctionDef)
    try:
        new = mutated_tree(chosen, chance) if chance.random() < 0.7 else mutated_text(text, chance)
    except (ValueError, tokenize.TokenError):
        new = text  # what was made of it has no text
    parts = [new if node is chosen else text for node, text in body]
    return Mutant(path, "\n\n".join(parts) + "\n", chosen.name, new)


def compiled_by_python(made: Mutant, label: object = "") -> FunctionType | None:
    """The function of a mutant, or none where Python itself refuses it."""
    text, place = made.text, f"<mutant {label} of {made.path.name}>"
    linecache.cache[place] = (len(text), None, text.splitlines(keepends=True), place)
    space: dict[str, Any] = {"__name__": "mutant"}
    try:
        with warnings.catch_warnings(action="ignore"):
            exec(compile(text, place, "exec"), space)
    except Exception:
        return None
    found = space.get(made.name)
    return found if isinstance(found, FunctionType) else None


class TooSlow(Exception):
    """PyExec has taken longer than anyone would wait."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Interrupt what takes more of the processor's time."""

    def ring(number: int, frame: object) -> None:
        raise TooSlow(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def through_frontend(function: FunctionType) -> object:
    return frontend([function], Options(infer=True))


def outcome(seed: int, go: Callable[[FunctionType], object] = through_frontend) -> str:
    """What becomes of a mutant.

    Raises:
        Exception: what PyExec should not raise.
    """
    function = compiled_by_python(mutant(seed), seed)
    return INVALID if function is None else outcome_of(function, go)


def outcome_of(
    function: FunctionType, go: Callable[[FunctionType], object] = through_frontend
) -> str:
    """What becomes of a function that Python takes.

    Raises:
        Exception: what PyExec should not raise.
    """
    try:
        with patience(PATIENCE):
            go(function)
    except CompileError as error:
        if not all(d.help and d.span and d.message for d in error.diagnostics):
            raise ValueError(f"an error without advice or place: {error}") from error
        return REFUSED
    return COMPILED


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int)
    options = parser.parse_args()
    if options.show is not None:
        print(mutant(options.show).changed)
        return 0
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    seed, end = options.seed, monotonic() + options.seconds
    while monotonic() < end:
        try:
            counts[outcome(seed)] += 1
        except Exception as error:
            counts["faults"] += 1
            lines = traceback.format_exception(error)
            place = "".join(lines[-2:])
            if place not in seen:
                seen.add(place)
                print(f"--- seed {seed}\n{mutant(seed).changed}\n{''.join(lines[-5:])}", flush=True)
        seed += 1
    print(f"seeds {options.seed} to {seed - 1}: {dict(counts)}")
    return int(counts["faults"] > 0)


if __name__ == "__main__":
    sys.exit(main())
