"""The source of a program: a function and what it uses of its module.

    made = bundle(greet)
    made.text        # the function, helpers, constants and imports, each on its own line
    made.entry       # "greet"
    made.modules     # modules that the text needs without naming them

Statements are taken from the file by `slicing`.  What has no statement there - because it
was typed at a prompt, or is a variable of an enclosing function - comes in by its value.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import os
import sys
import types
from contextlib import suppress
from typing import Final, TypeGuard

from ..errors import CompileError, Diagnostic, UnsupportedError
from ..frontend.depth import deeply
from ..frontend.source import Source, find_source, parse, plain_function
from ..record import value
from .scopes import no_way, scope_of
from .slicing import Slice, Text, absolute_name
from .specification import behind_decorators
from .values import Binding, binding

_MISSING: Final = object()
# What every module has; in a program they are those of its main module.
_OF_EVERY_MODULE: Final = frozenset(
    ("__builtins__", "__doc__", "__file__", "__loader__", "__name__", "__package__", "__spec__")
)
# The names of what was typed into IPython and into the prompt of Python 3.13.
_CELLS: Final = ("<ipython-input-", "<python-input-")
_ENTRY: Final = "__pyexec_function__"


@value
class Bundle:
    """The source of a program's main module.

    Attributes:
        text: defines all that the function needs; it runs nothing else.
        entry: the expression that stands for the function behind that text.
        modules: the modules that are needed besides those that the text imports.
        stem: the name of the file that the function comes from, without its extension.
        path: that file, whose lines are those of the text.
    """

    text: str
    entry: str
    modules: frozenset[str]
    stem: str
    path: str


@deeply
def bundle(target: object) -> Bundle:
    """The source of a program that calls a function.

    Raises:
        CompileError: if the function's source is not to be had, or a value that it uses
            cannot be put into a program.
    """
    return _Bundler(target, behind_decorators(target)).bundle()


class _Bundler:
    """Gathers what a function needs: from the texts, and where nothing is there, by value."""

    def __init__(self, target: object, function: types.FunctionType) -> None:
        self.target = target
        self.function = function
        self.source = find_source(function)
        self.slice = Slice(_texts(self.source))
        self.head: list[str] = []  # what stands before the statements of the texts
        self.tail: list[str] = []  # and behind them
        self.modules: set[str] = set()
        self.resolved: set[str] = set()
        self.scopes = 0

    def bundle(self) -> Bundle:
        self._leave_out_old_cells()
        statement = self.slice.part_of(self.source.node)
        entry = self.function.__qualname__
        if statement is None:
            entry = _ENTRY
            self._add_function(entry, self.function)
        else:
            self._keep_definition(statement)
        self._resolve()
        self._check_imports()
        stem = os.path.splitext(os.path.basename(self.source.path))[0]
        path = self.source.path
        if os.path.exists(path):
            path = os.path.abspath(path)
        return Bundle(self._text(), entry, frozenset(self.modules), stem, path)

    def _keep_definition(self, statement: ast.stmt) -> None:
        """Keep the definition of the function itself, not one of its name that came later."""
        self.slice.keep(statement)
        name = self.function.__name__
        if statement is self.source.node and not self._is_function(self._value_of(name)):
            self.slice.leave_out_others(name, statement)

    def _is_function(self, found: object) -> bool:
        """Whether an object is the function, maybe with decorators around it."""
        try:
            return found is self.target or behind_decorators(found) is self.function
        except CompileError:
            return False

    def _leave_out_old_cells(self) -> None:
        """A cell that was run again in another version has defined its functions anew."""
        if len(self.slice.texts) == 1:
            return
        for text, node in self.slice.functions():
            found = self._value_of(node.name)
            if isinstance(found, types.FunctionType) and found.__code__.co_filename != text.path:
                self.slice.leave_out(node)

    def _resolve(self) -> None:
        """Follow all names, until each has a statement or a value, or is nobody's."""
        while True:
            self.slice.follow(())
            open_names = sorted(self.slice.unbound - self.resolved)
            if not open_names:
                return
            for name in open_names:
                self.resolved.add(name)
                found = self._value_of(name)
                if found is not _MISSING and not self._from_star(name, found):
                    self._add_value(name, found)

    def _check_imports(self) -> None:
        """That nothing is imported which has no place in a program."""
        for text, node in self.slice.imports():
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names if isinstance(node, ast.Import)]
            for name in names:
                advice = ""
                if name.startswith("pyexec."):
                    advice = "what goes into a program are the names of `pyexec` itself"
                elif name.partition(".")[0] == "numba":
                    advice = "use `@pyexec.jit`, which leaves the function as it is in a program"
                if advice:
                    place = Source(text.path, text.lines, self.source.node, text.module)
                    message = f"'{name}' cannot be put into a program"
                    raise UnsupportedError([Diagnostic(message, place.span(node), advice)])

    def _value_of(self, name: str) -> object:
        """What a global name stands for, where it is not Python's own."""
        if name in _OF_EVERY_MODULE:
            return _MISSING
        found = self.function.__globals__.get(name, _MISSING)
        return _MISSING if found is vars(builtins).get(name, _MISSING) else found

    def _from_star(self, name: str, found: object) -> bool:
        """Keep the `from ... import *` that a name comes from, if it comes from one."""
        for node in self.slice.star_imports():
            module = sys.modules.get(absolute_name(node, self._package()))
            if module is not None and getattr(module, name, _MISSING) is found:
                self.slice.keep(node)
                return True
        return False

    def _add_value(self, name: str, found: object) -> None:
        """Bind a name by the value that it has now."""
        alias = self._alias(name, found)
        if alias is None and self._is_own_function(found):
            self._add_function(name, found)
            return
        made = alias or self._binding(name, found)
        self.modules |= made.modules
        self.slice.follow(made.names)
        (self.tail if made.names else self.head).append(made.statement)

    def _add_function(self, name: str, function: types.FunctionType) -> None:
        """A function that has no statement at the top level."""
        made = scope_of(function, self._binding_in_scope)
        self.scopes += 1
        self.tail.append(made.text(f"__pyexec_scope_{self.scopes}__", name))
        self.modules |= made.modules
        self.slice.follow(made.needed)

    def _is_own_function(self, found: object) -> TypeGuard[types.FunctionType]:
        return isinstance(found, types.FunctionType) and found.__globals__ is self._globals()

    def _alias(self, name: str, found: object) -> Binding | None:
        """A function or class that has another name at the top level."""
        own = getattr(found, "__qualname__", name)
        if own == name or self._globals().get(own, _MISSING) is not found:
            return None
        return Binding(f"{name} = {own}", names=frozenset([own]))

    def _binding_in_scope(self, name: str, found: object) -> Binding:
        if self._globals().get(name, _MISSING) is found and getattr(found, "__name__", "") == name:
            return Binding("pass", names=frozenset([name]))  # it is found without a variable
        return self._alias(name, found) or self._binding(name, found)

    def _binding(self, name: str, found: object) -> Binding:
        with suppress(CompileError):
            found = plain_function(found)  # instead of what an entry point made of it
        made = binding(name, found, self.function.__module__ or "")
        if made is None:
            raise no_way(name, found)
        return made

    def _globals(self) -> dict[str, object]:
        namespace: dict[str, object] = self.function.__globals__
        return namespace

    def _package(self) -> str:
        return str(self._globals().get("__package__") or "")

    def _text(self) -> str:
        """The bindings by value around the statements, which stay on their lines if they can."""
        text = self.slice.text(self._package())
        lines = [f"{line}\n" for line in text.split("\n")]
        first = _first_line(text) - 1
        head = [f"{statement}\n" for statement in self.head]
        room = 0
        while room < min(first, len(head)) and not lines[first - 1 - room].strip():
            room += 1
        lines[first - room : first] = head
        return "".join([*lines, *self.tail])


def _first_line(text: str) -> int:
    """The line of the first statement that others may come before; the end if there is none."""
    for node in ast.parse(text).body:
        if not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            lines: list[int] = [d.lineno for d in getattr(node, "decorator_list", [])]
            return min([node.lineno, *lines])
    return text.count("\n") + 1


def _texts(source: Source) -> list[Text]:
    """The function's file; where that is a cell, all the cells of its notebook."""
    own = Text(source.path, source.lines, source.module)
    if not source.path.startswith(_CELLS) and "ipykernel_" not in source.path:
        return [own]
    texts: list[Text] = []
    for path in list(linecache.cache):
        if path == source.path:
            texts.append(own)
        elif path.startswith(_CELLS) or "ipykernel_" in path:
            lines = tuple(linecache.getlines(path))
            module = parse(lines)
            if module is not None:
                texts.append(Text(path, lines, module))
    return texts
