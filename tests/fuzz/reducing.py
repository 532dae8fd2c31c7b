"""Making a program that fails smaller: what it does not need goes, statement by statement.

    smallest(program, fails, seconds=60)      # `fails(program)` stays true

After the statements the expressions: each is replaced by a part of it, as long as the types
still fit (otherwise the compiler refuses the program, which is another fault).
"""

from __future__ import annotations

import ast
import copy
import time
from collections.abc import Callable, Iterator

from random_programs import RandomProgram

_BLOCKS = ("body", "orelse", "finalbody", "handlers")


def smallest(
    program: RandomProgram, fails: Callable[[RandomProgram], bool], seconds: float
) -> RandomProgram:
    """The smallest program found in a time that fails too."""
    end = time.monotonic() + seconds
    again = True
    while again:
        again = False
        for candidate in _smaller(program):
            if time.monotonic() > end:
                return program
            if len(candidate.source) + len(str(candidate.arguments)) >= len(program.source) + len(
                str(program.arguments)
            ):
                continue
            if fails(candidate):
                program, again = candidate, True
                break
    return program


def _smaller(program: RandomProgram) -> Iterator[RandomProgram]:
    """Programs with something less, the largest parts first."""
    if len(program.arguments) > 1:
        for given in program.arguments:
            yield RandomProgram(program.source, (given,))
    tree = ast.parse(program.source)
    for change in (_without_statements, _unwrapped, _simpler_expressions):
        for source in change(tree):
            yield RandomProgram(source, program.arguments)


def _blocks(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int]]:
    """Every statement, as the place where it stands; the longest first."""
    found = [
        (node, name, number)
        for node in ast.walk(tree)
        for name in _BLOCKS
        if isinstance(getattr(node, name, None), list)
        for number in range(len(getattr(node, name)))
    ]
    found.sort(key=lambda place: -len(ast.unparse(getattr(place[0], place[1])[place[2]])))
    yield from found


def _edited(tree: ast.Module, edit: Callable[[], None], undo: Callable[[], None]) -> str | None:
    edit()
    try:
        text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
        ast.parse(text)
    except (SyntaxError, ValueError, IndexError):
        return None
    finally:
        undo()
    return text


def _without_statements(tree: ast.Module) -> Iterator[str]:
    yield from _with_block(tree, lambda statement: [])


def _unwrapped(tree: ast.Module) -> Iterator[str]:
    """What is in a statement in its place."""
    for name in ("body", "orelse", "finalbody"):
        yield from _with_block(
            tree,
            lambda s, name=name: [] if isinstance(s, ast.FunctionDef) else getattr(s, name, []),  # type: ignore[misc]
        )


def _with_block(tree: ast.Module, instead: Callable[[ast.stmt], list[ast.stmt]]) -> Iterator[str]:
    for node, name, number in list(_blocks(tree)):
        whole = getattr(node, name)
        new = [*whole[:number], *instead(whole[number]), *whole[number + 1 :]]
        if not new and name == "body":
            new = [ast.Pass()]
        if len(new) == 1 and isinstance(new[0], ast.Pass) and isinstance(whole[0], ast.Pass):
            continue
        text = _edited(
            tree,
            lambda node=node, name=name, new=new: setattr(node, name, new),  # type: ignore[misc]
            lambda node=node, name=name, whole=whole: setattr(node, name, whole),  # type: ignore[misc]
        )
        if text is not None:
            yield text


def _simpler_expressions(tree: ast.Module) -> Iterator[str]:
    """An expression's part, or a short literal, in its place."""
    for parent in list(ast.walk(tree)):
        for name, value in list(ast.iter_fields(parent)):
            values = value if isinstance(value, list) else [value]
            for number, old in enumerate(values):
                if isinstance(old, ast.expr) and not isinstance(old, ast.Constant | ast.Name):
                    yield from _replaced(tree, parent, name, number, old)


def _replaced(
    tree: ast.Module, parent: ast.AST, name: str, number: int, old: ast.expr
) -> Iterator[str]:
    parts = [n for n in ast.walk(old) if isinstance(n, ast.expr) and n is not old]
    literals = [ast.Constant(v) for v in (0, 1, "a", 1.0, True)]
    value = getattr(parent, name)
    for new in [*literals, *parts[:12]]:
        if isinstance(value, list):
            text = _edited(
                tree,
                lambda new=new: value.__setitem__(number, new),  # type: ignore[misc]
                lambda: value.__setitem__(number, old),
            )
        else:
            text = _edited(
                tree,
                lambda new=new: setattr(parent, name, new),  # type: ignore[misc]
                lambda: setattr(parent, name, old),
            )
        if text is not None:
            yield text
