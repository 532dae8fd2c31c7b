"""The part of a file's top level that some names need, in its place; the rest is blank.

    part = Slice([text])
    part.follow({"greet"})
    part.unbound         # names that nothing at the top level gives a meaning to
    part.text("")        # the file with blank lines for what is not needed

A statement stays on its line, so a traceback of the program names the line that the user
wrote.  A statement is kept where it binds a name that is needed, or changes what the
name stands for (`TABLE["x"] = 1`, `TABLE.append(1)`, `@TABLE.register`); what it reads is
needed then as well.  Of `if`, `for` and their like only the statements in them that are
needed are kept, the body of a `try` or `with` as a whole.  What stands under
`if __name__ == "__main__"` is not executed, except that functions, classes and imports
are found there.
"""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..record import record, value
from .statements import (
    Compound,
    Definition,
    Facts,
    blocks,
    effects_of,
    facts_of,
    handlers,
    header_of,
)

_TRYING: Final = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)
_FLOW: Final = (ast.Break, ast.Continue, ast.Raise, ast.Assert)
# What is taken from below `if __name__ == "__main__"`.
_FOUND_IN_GUARD: Final = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
)  # fmt: skip
# A comment that says how a file is encoded: the text that is kept is written in UTF-8.
_COOKIE: Final = re.compile(r"[ \t\f]*#.*?coding[:=]")
_RELATIVE: Final = re.compile(rb"from[\s\\]*\.[\s\\.\w]*?[\s\\.]import\b")


@value
class Text:
    """A source text and its syntax tree."""

    path: str
    lines: tuple[str, ...]
    module: ast.Module


@record
class _Part:
    """What is kept or left out as a whole: a statement, or the head of a compound one."""

    text: Text
    node: ast.stmt
    facts: Facts
    parents: tuple[_Part, ...]
    in_guard: bool
    with_parent: bool  # kept wherever its parent is

    @property
    def parent_is_kept(self) -> bool:
        return not self.parents or self.parents[-1].kept

    kept: bool = False


class Slice:
    """What is kept of one or more texts that share one namespace."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)
        self.parts: list[_Part] = []
        self.needed: set[str] = set()
        self._left_out: set[int] = set()
        for text in self.texts:
            self._add(text, text.module.body, (), in_guard=False, with_parent=False)
        # Names that are more than what an import gave them.
        self._own: set[str] = set()
        self._definitions: dict[str, Definition] = {}
        for part in self.parts:
            if not isinstance(part.node, ast.Import | ast.ImportFrom):
                self._own |= part.facts.binds
            if isinstance(part.node, Definition):
                self._definitions[part.node.name] = part.node

    def _add(
        self,
        text: Text,
        body: list[ast.stmt],
        parents: tuple[_Part, ...],
        in_guard: bool,
        with_parent: bool,
    ) -> None:
        """Add the parts of a block, which are kept `with_parent` where the parent is kept."""
        for node in body:
            if _awaits(node):
                self.leave_out(node)
            if not isinstance(node, Compound):
                flow = with_parent or isinstance(node, _FLOW)
                facts = facts_of(node)
                self.parts.append(_Part(text, node, facts, parents, in_guard, flow))
                continue
            continued = isinstance(node, ast.If) and _written(text, node).startswith(b"elif")
            facts = facts_of(header_of(node))
            part = _Part(text, node, facts, parents, in_guard, with_parent or continued)
            self.parts.append(part)
            guarded = in_guard or is_main_guard(node)
            for index, block in enumerate(blocks(node)):
                # What may raise decides what else is executed: the body of `try` and `with`.
                whole = with_parent or (index == 0 and isinstance(node, _TRYING))
                self._add(text, block, (*parents, part), guarded, whole)
            for handler in handlers(node):
                self._add(text, handler.body, (*parents, part), guarded, with_parent=True)

    def part_of(self, node: ast.AST) -> ast.stmt | None:
        """The kept-or-left statement that is or holds a definition; None within a function."""
        for part in self.parts:
            if part.node is node or _holds(part.node, node):
                return part.node
        return None

    def keep(self, node: ast.stmt) -> None:
        """Keep a statement."""
        for part in self.parts:
            if part.node is node and not part.kept:
                self._keep(part)

    def leave_out(self, node: ast.stmt) -> None:
        """Never keep a statement."""
        self._left_out.add(id(node))

    def leave_out_others(self, name: str, node: ast.stmt) -> None:
        """Never keep a statement that binds a name, except for one."""
        for part in self.parts:
            if name in part.facts.binds and part.node is not node:
                self.leave_out(part.node)

    def functions(self) -> Iterator[tuple[Text, ast.FunctionDef]]:
        """The functions that are defined, and the texts that they stand in."""
        for part in self.parts:
            if isinstance(part.node, ast.FunctionDef):
                yield part.text, part.node

    def follow(self, names: Iterable[str]) -> None:
        """Keep all that some names need."""
        self.needed.update(names)
        changed = True
        while changed:
            changed = False
            for part in self.parts:
                if not part.kept and self._is_needed(part):
                    self._keep(part)
                    changed = True

    def _keep(self, part: _Part) -> None:
        part.kept = True
        self.needed |= part.facts.reads
        for parent in part.parents:
            if not parent.kept:
                self._keep(parent)

    def _is_needed(self, part: _Part) -> bool:
        # Under the guard that is so for `elif` alone, without which the text would be wrong.
        follows = part.with_parent and (not part.in_guard or isinstance(part.node, ast.If))
        if follows and part.parents and part.parent_is_kept:
            return True
        if id(part.node) in self._left_out:
            return False
        if part.in_guard and not isinstance(part.node, _FOUND_IN_GUARD):
            return False
        if _is_future(part.node):
            return True
        facts, own = part.facts, self.needed & self._own
        if facts.binds & self.needed or facts.changes & self.needed or facts.touches & own:
            return True
        return any(self._effects(name, set()) & own for name in facts.makers)

    def _effects(self, name: str, seen: set[str]) -> set[str]:
        """The globals that a decorator or base class changes, itself or through functions."""
        node = self._definitions.get(name)
        if node is None or name in seen:
            return set()
        seen.add(name)
        found = set(effects_of(node))
        if isinstance(node, ast.ClassDef) and any(
            isinstance(n, ast.FunctionDef) and n.name == "__init_subclass__" for n in node.body
        ):
            found.add(name)
        for other in facts_of(node).reads:
            found |= self._effects(other, seen)
        return found

    @property
    def unbound(self) -> set[str]:
        """What is needed, but bound by no statement that is kept."""
        bound = {name for part in self.parts if part.kept for name in part.facts.binds}
        return self.needed - bound

    def star_imports(self) -> Iterator[ast.ImportFrom]:
        """The statements `from x import *`, the last one first."""
        for part in reversed(self.parts):
            if isinstance(part.node, ast.ImportFrom) and part.node.names[0].name == "*":
                yield part.node

    def imports(self) -> Iterator[tuple[Text, ast.Import | ast.ImportFrom]]:
        """The import statements that are kept, also those within functions."""
        for part in self.parts:
            if part.kept and not isinstance(part.node, Compound):
                for node in ast.walk(part.node):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        yield part.text, node

    def text(self, package: str) -> str:
        """The texts, one after the other, with blank lines for what is left out.

        Args:
            package: the package that relative imports are relative to; they become absolute.
        """
        edits: dict[int, list[_Edit]] = {id(text): [] for text in self.texts}
        futures: list[str] = []  # of several texts: they have to come first
        for part in self.parts:
            is_future = _is_future(part.node) and len(self.texts) > 1
            if is_future:
                futures.append(f"{ast.unparse(part.node)}\n")
            if is_future or (not part.kept and part.parent_is_kept):
                edits[id(part.text)].append(_erasure(part))
            elif part.kept and not isinstance(part.node, Compound):
                edits[id(part.text)] += _absolute_imports(part, package)
        return "".join(futures + [_edited(text, edits[id(text)]) for text in self.texts])


def is_main_guard(node: ast.stmt) -> bool:
    """Whether a statement is `if __name__ == "__main__"`, whichever way round."""
    match node:
        case ast.If(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right])):
            sides = (left, right)
        case _:
            return False
    return any(isinstance(s, ast.Name) and s.id == "__name__" for s in sides) and any(
        isinstance(s, ast.Constant) and s.value == "__main__" for s in sides
    )


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _awaits(node: ast.AST) -> bool:
    """Whether a notebook's cell awaits at its top level, which a module cannot."""
    if isinstance(node, Definition | ast.Lambda):
        return False
    kinds = ast.Await | ast.AsyncFor | ast.AsyncWith
    return isinstance(node, kinds) or any(map(_awaits, ast.iter_child_nodes(node)))


def _holds(owner: ast.stmt, node: ast.AST) -> bool:
    """Whether a class holds a definition, not within a function."""
    return isinstance(owner, ast.ClassDef) and any(
        inner is node or _holds(inner, node) for inner in owner.body
    )


# The text


@value
class _Edit:
    """A range of a text, in bytes from its beginning, and what takes its place."""

    start: int
    end: int
    text: bytes


def _edited(text: Text, edits: list[_Edit]) -> str:
    lines = [
        line.replace("coding", "format") if index < 2 and _COOKIE.match(line) else line
        for index, line in enumerate(text.lines)
    ]
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    whole = "".join(lines).encode()
    pieces: list[bytes] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += (whole[place : edit.start], edit.text)
        place = edit.end
    pieces.append(whole[place:])
    return b"".join(pieces).decode()


def _offset(text: Text, line: int, column: int) -> int:
    return _line_starts(text.lines)[line - 1] + column


@functools.lru_cache(maxsize=8)
def _line_starts(lines: tuple[str, ...]) -> list[int]:
    return list(itertools.accumulate((len(line.encode()) for line in lines), initial=0))


def _start(text: Text, node: ast.stmt) -> tuple[int, int]:
    """Line and column where a statement begins, its decorators included."""
    line = node.lineno
    if isinstance(node, Definition) and node.decorator_list:
        line = min(d.lineno for d in node.decorator_list)
        while not text.lines[line - 1].lstrip().startswith("@"):
            line -= 1
    return line, node.col_offset


def _written(text: Text, node: ast.stmt) -> bytes:
    """The first line of a statement, from where it begins."""
    return text.lines[node.lineno - 1].encode()[node.col_offset :]


def _erasure(part: _Part) -> _Edit:
    """Leaves a statement out: its lines stay, empty."""
    text, node = part.text, part.node
    line, column = _start(text, node)
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    before = text.lines[line - 1].encode()[:column].strip()
    after = text.lines[node.end_lineno - 1].encode()[node.end_col_offset :].strip()
    continues = bool(after) and not after.startswith(b"#")
    alone = not part.parents and not before and not continues
    lines = (b"\\\n" if continues else b"\n") * (node.end_lineno - line)
    return _Edit(
        _offset(text, line, column),
        _offset(text, node.end_lineno, node.end_col_offset),
        lines if alone else b"pass" + lines,
    )


def _absolute_imports(part: _Part, package: str) -> Iterator[_Edit]:
    """Relative imports become absolute: a program's main module is in no package."""
    for node in ast.walk(part.node):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        start = _offset(part.text, node.lineno, node.col_offset)
        written = "".join(part.text.lines).encode()[start:]
        matched = _RELATIVE.match(written)
        if matched is not None:
            name = absolute_name(node, package)
            yield _Edit(start, start + matched.end(), b"from " + name.encode() + b" import")


def absolute_name(node: ast.ImportFrom, package: str) -> str:
    """The absolute name of the module that a `from` statement imports from."""
    if not node.level:
        return node.module or ""
    parents = package.split(".")
    return ".".join(
        [*parents[: len(parents) - node.level + 1], *([node.module] if node.module else [])]
    )
