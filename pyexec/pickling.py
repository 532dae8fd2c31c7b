"""Pickles compiled functions by their source, so that they travel to other processes.

    pickle.loads(pickle.dumps(function))    # compiled anew there, or found in the cache

What travels is the text of the function and of the functions that it calls, each with
what its names stand for: the receiving process need not have the files.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import types as python_types
from typing import Any

from .errors import CompileError
from .frontend.depth import deeply
from .frontend.fingerprint import names_read
from .frontend.names import MISSING, Names, constant
from .frontend.source import find_source, plain_function
from .options import CodeOptions, code_options
from .record import value

_Meaning = tuple[str, Any]  # of a name: how to make the object, and from what


@value
class Definition:
    """A function as it travels."""

    name: str
    module: str
    text: str  # without decorators and defaults
    defaults: tuple[object, ...] | None
    keyword_defaults: dict[str, object] | None
    names: dict[str, _Meaning]


def reduce(function: python_types.FunctionType, options: CodeOptions) -> tuple[Any, ...]:
    """What `__reduce__` answers for a compiled function."""
    collector = _Collector()
    collector.place(function)
    return restore, (tuple(vars(d) for d in collector.definitions), vars(options))


class _Collector:
    """Gathers the definition of a function and of those that it calls."""

    def __init__(self) -> None:
        self.places: dict[python_types.FunctionType, int] = {}
        self.definitions: list[Definition] = []

    @deeply
    def place(self, function: python_types.FunctionType) -> int:
        """The place of a function's definition, which is added if it is not there."""
        if function in self.places:
            return self.places[function]
        place = self.places[function] = len(self.definitions)
        source = find_source(function)
        scope = Names(function, decorated=bool(source.node.decorator_list))
        names: dict[str, _Meaning] = {}
        self.definitions.append(
            Definition(
                function.__name__,
                function.__module__,
                _bare(source.node),
                function.__defaults__,
                function.__kwdefaults__,
                names,
            )
        )
        for name in sorted({path[0] for path in names_read(source)}):
            meaning = self.meaning(scope.lookup(name))
            if meaning is not None:
                names[name] = meaning
        return place

    def meaning(self, found: object) -> _Meaning | None:
        """What the other process makes a name's object from; None for what it has itself."""
        known, number = constant(found)
        if known or isinstance(found, str):
            return "constant", found if isinstance(found, str) else number
        if isinstance(found, python_types.ModuleType):
            return "module", found.__name__
        if isinstance(found, type | python_types.BuiltinFunctionType):
            return "attribute", (found.__module__, found.__qualname__)
        if found is MISSING:
            return None
        try:
            return "function", self.place(plain_function(found))
        except CompileError:
            return None  # nothing that compiled code uses, or it would not have been compiled


def _bare(node: ast.FunctionDef) -> str:
    """The text of a definition without what is evaluated around it: decorators, defaults."""
    copy = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(copy, ast.FunctionDef)
    copy.decorator_list = []
    copy.args.defaults = []
    copy.args.kw_defaults = [None] * len(copy.args.kwonlyargs)
    return ast.unparse(copy) + "\n"


def restore(definitions: tuple[dict[str, Any], ...], options: dict[str, Any]) -> object:
    """The compiled function, from what `reduce` gathered."""
    from .inprocess import compile_function

    functions = [_defined(Definition(**fields)) for fields in definitions]
    for function, fields in zip(functions, definitions, strict=True):
        for name, (kind, content) in fields["names"].items():
            if kind == "function":
                function.__globals__[name] = functions[content]
    return compile_function(functions[0], code_options(options))


def _defined(definition: Definition) -> python_types.FunctionType:
    """A function in a namespace of its own, which lacks the functions that it calls."""
    text = definition.text
    path = f"<pickled {definition.name} {hash(text) & 0xFFFFFFFF:08x}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space: dict[str, Any] = {"__name__": definition.module, "__builtins__": builtins}
    for name, (kind, content) in definition.names.items():
        if kind != "function":
            space[name] = _remake(kind, content)
    exec(compile(text, path, "exec"), space)
    function: python_types.FunctionType = space[definition.name]
    function.__defaults__ = definition.defaults
    function.__kwdefaults__ = definition.keyword_defaults
    return function


def _remake(kind: str, content: Any) -> object:
    if kind == "constant":
        return content
    __import__(content if kind == "module" else content[0])
    if kind == "module":
        return sys.modules[content]
    found: object = sys.modules[content[0]]
    for part in content[1].split("."):
        found = getattr(found, part)
    return found
