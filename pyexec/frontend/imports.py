"""Imports within a function: what they bind is found when the function is compiled.

    def area(r: float) -> float:
        from math import pi
        return pi * r * r

    imported(node, function)     # {"pi": 3.141592653589793}

Such a name is bound once, before everything that reads it; then it stands for the same
thing wherever the function has it, as a name of the module does.
"""

from __future__ import annotations

import ast
import importlib
import types as python_types

Import = ast.Import | ast.ImportFrom


def imported(node: ast.FunctionDef, function: python_types.FunctionType) -> dict[str, object]:
    """What the names stand for that the imports of a function bind."""
    found: dict[str, object] = {}
    for statement in node.body:
        if isinstance(statement, Import) and fault(statement, node, function) is None:
            found.update(bound(statement, function))
    return found


def fault(
    statement: Import, node: ast.FunctionDef, function: python_types.FunctionType
) -> tuple[str, str] | None:
    """Why an import cannot be compiled, and what to do; None where it can."""
    if statement not in node.body:
        return (
            "an import in a block of a function cannot be compiled yet",
            "import at the top of the function, or of the file",
        )
    try:
        names = bound(statement, function)
    except (ImportError, AttributeError) as error:
        return f"this import fails: {error}", "import what is there when the function is compiled"
    for child in ast.walk(node):
        if isinstance(child, ast.Name) and child.id in names:
            if not isinstance(child.ctx, ast.Load):
                return f"'{child.id}' is imported and assigned", "use another name for one of them"
            if child.lineno < statement.lineno:
                return f"'{child.id}' is read before it is imported", "import it first"
        elif isinstance(child, ast.Nonlocal | ast.Global) and names.keys() & set(child.names):
            return "an import that binds an outer name cannot be compiled yet", "use another name"
    return None


def bound(statement: Import, function: python_types.FunctionType) -> dict[str, object]:
    """The names that an import binds, with what they stand for.

    Raises:
        ImportError: if there is no such module, or nothing of that name in it.
    """
    found: dict[str, object] = {}
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            module = importlib.import_module(alias.name)
            whole = importlib.import_module(alias.name.partition(".")[0])
            found[alias.asname or whole.__name__] = module if alias.asname else whole
        return found
    package = function.__globals__.get("__package__")
    module = importlib.import_module("." * statement.level + (statement.module or ""), package)
    for alias in statement.names:
        name = alias.name
        if not hasattr(module, name):
            if not hasattr(module, "__path__"):
                raise ImportError(f"cannot import name {name!r} from {module.__name__!r}")
            importlib.import_module(f"{module.__name__}.{name}")  # a module of the package
        found[alias.asname or name] = getattr(module, name)
    return found
