"""Pickles compiled functions by their source, so that they travel to other processes.

    pickle.loads(pickle.dumps(function))    # compiled anew there, or found in the cache

What travels is the text of the function and of the functions that it calls, and the
constants that they refer to: the receiving process need not have the file.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import types as python_types
from typing import Any

from .errors import CompileError
from .frontend.fingerprint import names_read
from .frontend.names import MISSING, Names, constant
from .frontend.source import find_source, plain_function
from .options import CodeOptions, code_options

_Global = tuple[str, Any]  # how to make it, and from what


def reduce(function: python_types.FunctionType, options: CodeOptions) -> tuple[Any, ...]:
    """What `__reduce__` answers for a compiled function."""
    sources: dict[str, str] = {}
    names: dict[str, _Global] = {}
    _collect(function, sources, names)
    return restore, (function.__name__, function.__module__, sources, names, vars(options))


def _collect(
    function: python_types.FunctionType, sources: dict[str, str], names: dict[str, _Global]
) -> None:
    """Gather the definitions that a function needs, and what their other names stand for."""
    source = find_source(function)
    node = ast.parse(ast.unparse(source.node)).body[0]
    assert isinstance(node, ast.FunctionDef)
    node.decorator_list = []
    sources[function.__name__] = ast.unparse(node)
    scope = Names(function)
    for name in sorted({path[0] for path in names_read(source)}):
        value = scope.lookup(name)
        if name in sources or name in names or value is MISSING:
            continue
        if value is getattr(builtins, name, MISSING):
            continue
        _collect_name(name, value, sources, names)


def _collect_name(
    name: str, value: object, sources: dict[str, str], names: dict[str, _Global]
) -> None:
    known, number = constant(value)
    if known or isinstance(value, str):
        names[name] = ("constant", value if isinstance(value, str) else number)
        return
    if isinstance(value, python_types.ModuleType):
        names[name] = ("module", value.__name__)
        return
    if isinstance(value, type | python_types.BuiltinFunctionType):
        names[name] = ("attribute", (value.__module__, value.__qualname__))
        return
    try:
        callee = plain_function(value)
    except CompileError:
        return  # nothing that compiled code uses, or it would not have been compiled
    if callee.__name__ == name:
        _collect(callee, sources, names)


def restore(
    name: str,
    module: str,
    sources: dict[str, str],
    names: dict[str, _Global],
    options: dict[str, Any],
) -> object:
    """The compiled function, from what `reduce` gathered."""
    from .inprocess import compile_function

    text = "\n\n".join(sources.values()) + "\n"
    path = f"<pyexec pickle {hash((text, repr(names))) & 0xFFFFFFFF:08x}>"
    linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    space: dict[str, Any] = {"__name__": module, "__builtins__": builtins}
    for key, (kind, content) in names.items():
        space[key] = _remake(kind, content)
    exec(compile(text, path, "exec"), space)
    return compile_function(space[name], code_options(options))


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
