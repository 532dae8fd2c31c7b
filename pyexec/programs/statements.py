"""What a statement at the top level of a file binds, reads and changes.

    facts = facts_of(ast.parse("TABLE['a'] = scale * 2").body[0])
    facts.binds       # frozenset()
    facts.reads       # frozenset({"TABLE", "scale"})
    facts.changes     # frozenset({"TABLE"})

CPython's own symbol tables say which names are global, so a local variable that is
called like something at the top level does not bring that along.
"""

from __future__ import annotations

import ast
import functools
import symtable
from collections.abc import Iterator
from typing import Final

from ..record import value

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Compound = (
    ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.TryStar
    | ast.Match
)  # fmt: skip

# Methods by which a module fills its tables and sets up its objects at the top level.
_CHANGING: Final = (
    "add", "append", "clear", "discard", "extend", "insert", "pop", "register", "remove",
    "reverse", "set", "sort", "update",
)  # fmt: skip


@value
class Facts:
    """Names of the module that a statement has to do with.

    Attributes:
        binds: what it gives a meaning to.
        reads: what it reads, and what the functions in it will when they are called.
        changes: whose items or attributes it sets or deletes.
        touches: whose methods it calls to change them, or decorates with.
        makers: the decorators, base classes and metaclasses that make what it defines.
    """

    binds: frozenset[str]
    reads: frozenset[str]
    changes: frozenset[str] = frozenset()
    touches: frozenset[str] = frozenset()
    makers: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=4096)
def facts_of(node: ast.stmt) -> Facts:
    """The facts of a statement, with all that is within it."""
    table = symtable.symtable(ast.unparse(node), "<statement>", "exec")
    binds: set[str] = set()
    reads: set[str] = set(_quoted(node))
    for symbol in table.get_symbols():
        bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
        if bound and not isinstance(node, ast.Delete):
            binds.add(symbol.get_name())
        if symbol.is_referenced():
            reads.add(symbol.get_name())
    for child in table.get_children():
        _inner(child, reads)
    changes, touches = frozenset(_changed(node)), frozenset(_touched(node))
    return Facts(frozenset(binds), frozenset(reads), changes, touches, frozenset(_makers(node)))


def _inner(table: symtable.SymbolTable, reads: set[str]) -> None:
    """Add the global names of an inner scope; what it assigns as `global` has to be there too."""
    for symbol in table.get_symbols():
        in_class = table.get_type() == "class" and symbol.is_referenced()
        if symbol.is_global() or (in_class and not symbol.is_free()):
            reads.add(symbol.get_name())
    for child in table.get_children():
        _inner(child, reads)


def _quoted(node: ast.AST) -> Iterator[str]:
    """Names in annotations that are written in quotes."""
    for inner in ast.walk(node):
        for annotation in (getattr(inner, "annotation", None), getattr(inner, "returns", None)):
            if not isinstance(annotation, ast.expr):
                continue
            for part in ast.walk(annotation):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield from _names_in(part.value)


def _names_in(text: str) -> Iterator[str]:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError):  # the latter for a NUL
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id


def _changed(node: ast.stmt) -> Iterator[str]:
    """The names at the root of what a statement assigns to or deletes."""
    match node:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            places = list(targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            places = [target]
        case _:
            return
    while places:
        place = places.pop()
        if isinstance(place, ast.Tuple | ast.List):
            places += place.elts
        elif isinstance(place, ast.Attribute | ast.Subscript):
            yield from _root(place)


def _touched(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=method))):
            if method.startswith(_CHANGING):
                yield from _root(owner)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            # `@area.register`, `@commands.command()`: the decorator's owner gets to know it.
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(called, ast.Attribute):
                    yield from _root(called)


def _makers(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, Definition):
        for decorator in node.decorator_list:
            yield from _root(decorator)
    if isinstance(node, ast.ClassDef):
        for base in (*node.bases, *(k.value for k in node.keywords if k.arg == "metaclass")):
            yield from _root(base)


def _root(node: ast.expr) -> Iterator[str]:
    """The name that an expression of attributes, items and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


@functools.lru_cache(maxsize=4096)
def effects_of(node: Definition) -> frozenset[str]:
    """The globals that a function changes when it is called, or a class when one derives from it.

    A decorator that enters functions in a table is such a function.
    """
    names: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.stmt):
            names.update(_changed(inner), _touched(inner))
        if isinstance(inner, ast.Global):
            names.update(inner.names)
    return frozenset(names & facts_of(node).reads)


def blocks(node: ast.stmt) -> list[list[ast.stmt]]:
    """The lists of statements directly within a compound statement; handlers are not in it."""
    if isinstance(node, ast.Match):
        return [case.body for case in node.cases]
    found: list[list[ast.stmt]] = [getattr(node, name, []) for name in ("body", "orelse")]
    return [*found, getattr(node, "finalbody", [])]


def handlers(node: ast.stmt) -> list[ast.ExceptHandler]:
    """The `except` clauses of a `try` statement."""
    return list(getattr(node, "handlers", []))


def header_of(node: Compound) -> ast.stmt:
    """A compound statement with nothing in its blocks: what its head alone binds and reads."""
    fields = dict(ast.iter_fields(node))
    for name in ("body", "orelse", "finalbody"):
        if fields.get(name):
            fields[name] = [ast.Pass()]
    if isinstance(node, ast.Try | ast.TryStar):
        fields["handlers"] = [
            ast.ExceptHandler(h.type, h.name, [ast.Pass()]) for h in node.handlers
        ]
    if isinstance(node, ast.Match):
        fields["cases"] = [ast.match_case(c.pattern, c.guard, [ast.Pass()]) for c in node.cases]
    return ast.copy_location(type(node)(**fields), node)
