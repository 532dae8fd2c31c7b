"""Functions that were defined within a function, with the variables they share with it.

    def make(step):
        def advance(n): return n + step
        return advance

For `make(3)` a program is given, and calls,

    def __pyexec_scope_1__():
        step = 3
        def advance(n): return n + step
        return advance

Functions that share variables (two that call each other, one that counts what the other
did) go into one such scope.  Decorators have done their work and are left out, defaults
are given by value, and annotations, which a program does not look at, not at all.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Callable
from typing import Final, TypeGuard

from ..errors import Diagnostic, SourceError, UnsupportedError
from ..frontend.source import Source, find_source
from ..record import field, record
from .statements import facts_of
from .values import Binding, literal_of

_EMPTY: Final = object()

# What binds a name to an object in the program; raises if there is no way.
Bind = Callable[[str, object], Binding]


@record
class Scope:
    """The text of functions that share variables, and what that text needs."""

    result: str  # the name of the function that the scope is for
    lines: list[str] = field(factory=list)
    needed: set[str] = field(factory=set)
    modules: set[str] = field(factory=set)

    def text(self, name: str, target: str) -> str:
        """The scope as a function of that name, whose result is bound to `target`."""
        inner = "".join(f"    {line}\n" for part in self.lines for line in part.splitlines())
        return f"def {name}():\n{inner}    return {self.result}\n{target} = {name}()\n"


def scope_of(function: types.FunctionType, bind: Bind) -> Scope:
    """The scope that makes a function again.

    Args:
        function: a function of the user's, with or without variables of enclosing ones.
        bind: gives the statement for any other object.

    Raises:
        CompileError: if a variable's value cannot be given to a program.
    """
    scope = Scope(function.__name__)
    _Collector(scope, bind).collect(function)
    return scope


class _Collector:
    def __init__(self, scope: Scope, bind: Bind) -> None:
        self.scope = scope
        self.bind = bind
        self.cells: dict[str, types.CellType] = {}
        self.functions: list[types.FunctionType] = []

    def collect(self, function: types.FunctionType) -> None:
        self._gather(function)
        for name, cell in self.cells.items():
            content = _content(cell)
            if content is _EMPTY or any(
                content is f and f.__name__ == name for f in self.functions
            ):
                continue
            self._note(self.bind(name, content))
        for inner in self.functions:
            self._define(inner)

    def _gather(self, function: types.FunctionType) -> None:
        """The functions that are reached through variables, and those variables."""
        self.functions.append(function)
        names = function.__code__.co_freevars
        for name, cell in zip(names, function.__closure__ or (), strict=True):
            if self.cells.setdefault(name, cell) is not cell:
                raise UnsupportedError(
                    [
                        Diagnostic(
                            f"'{name}' stands for two variables of enclosing functions",
                            None,
                            f"rename one of them, or pass it as a parameter of "
                            f"'{function.__name__}'",
                        )
                    ]
                )
            content = _content(cell)
            if _is_inner(content, function) and content not in self.functions:
                self._gather(content)

    def _define(self, function: types.FunctionType) -> None:
        source = find_source(function)
        node = _bare(source, function, self._default)
        self.scope.lines.append(ast.unparse(node))
        self.scope.needed |= facts_of(_within(node, list(self.cells))).reads

    def _note(self, found: Binding) -> None:
        self.scope.lines.append(found.statement)
        self.scope.modules |= found.modules
        self.scope.needed |= found.names

    def _default(self, found: object) -> ast.expr:
        """The expression of a default: a literal, or a name that is bound before."""
        text = literal_of(found)
        if text is None:
            text = f"__pyexec_default_{len(self.scope.lines)}__"
            self._note(self.bind(text, found))
        return ast.parse(text, mode="eval").body


def _content(cell: types.CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:  # assigned only after the function was defined, or never
        return _EMPTY


def _is_inner(content: object, function: types.FunctionType) -> TypeGuard[types.FunctionType]:
    """Whether a variable's value is a function that was defined beside another one."""
    return (
        isinstance(content, types.FunctionType)
        and content.__globals__ is function.__globals__
        and "<locals>" in content.__qualname__
    )


def _bare(
    source: Source, function: types.FunctionType, default: Callable[[object], ast.expr]
) -> ast.FunctionDef:
    """A definition without decorators and annotations, its defaults by value."""
    node = ast.parse(ast.unparse(source.node)).body[0]
    assert isinstance(node, ast.FunctionDef)
    node.decorator_list = []
    node.returns = None
    arguments = node.args
    starred = [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred):
        argument.annotation = None
    arguments.defaults = [default(value) for value in function.__defaults__ or ()]
    keyword = function.__kwdefaults__ or {}
    arguments.kw_defaults = [
        default(keyword[a.arg]) if a.arg in keyword else None for a in arguments.kwonlyargs
    ]
    return node


def _within(node: ast.FunctionDef, names: list[str]) -> ast.FunctionDef:
    """A definition within a function that has these variables."""
    cells = [ast.arg(name) for name in names]
    parameters = ast.arguments([], cells, None, [], [], None, [])
    outer = ast.FunctionDef("_", parameters, [node], [], lineno=1, col_offset=0)
    return ast.fix_missing_locations(outer)


def no_way(name: str, found: object) -> SourceError:
    """That an object has no way into a program."""
    what = "its definition is not to be found"
    if not isinstance(found, type | types.FunctionType):
        what = f"a value of type '{type(found).__name__}' has no text that makes it again"
    return SourceError(
        [
            Diagnostic(
                f"'{name}' cannot be put into the program: {what}",
                None,
                "define it at the top level of the file, or within the function",
            )
        ]
    )
