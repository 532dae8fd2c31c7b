"""Reads the annotations of a function that Numba compiles: parameters, result, locals.

    found = read_annotations(function)
    found.parameters            # {"c": COMPLEX, "max_iter": INT}
    found.numbers_only          # whether every parameter is a number

Numba takes types from the values of a call and looks at no annotation.  Where one names
a scalar type, `rewrite` makes the value of that type, as every backend does.  Other
annotations (`np.ndarray`) say nothing here.
"""

from __future__ import annotations

import ast
from types import FunctionType, ModuleType

from ...errors import SourceError
from ...frontend.annotations import type_of_object
from ...frontend.names import MISSING, Names
from ...frontend.source import find_source
from ...record import value
from ...types import NONE, Type


@value
class Annotations:
    """The scalar types that a function names, by parameter and local."""

    parameters: dict[str, Type]
    result: Type | None
    locals: dict[str, Type]
    numbers_only: bool  # each parameter is annotated with a scalar type


def read_annotations(function: FunctionType) -> Annotations:
    """The annotations of a function; those of locals need its source."""
    names = Names(function)
    count = function.__code__.co_argcount + function.__code__.co_kwonlyargcount
    parameters: dict[str, Type] = {}
    result: Type | None = None
    for name, annotation in function.__annotations__.items():
        t = _scalar(names, annotation)
        if name == "return":
            result = t
        elif t is not None:
            parameters[name] = t
    numbers_only = all(name in parameters for name in function.__code__.co_varnames[:count])
    return Annotations(parameters, result, _locals(function, names), numbers_only)


def _locals(function: FunctionType, names: Names) -> dict[str, Type]:
    try:
        source = find_source(function)
    except SourceError:
        return {}
    found: dict[str, Type] = {}
    work: list[ast.AST] = [*source.node.body]
    while work:
        node = work.pop(0)
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue  # a scope of its own
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            t = _scalar(names, node.annotation)
            if t is not None:
                found.setdefault(node.target.id, t)
        work += ast.iter_child_nodes(node)
    return found


def _scalar(names: Names, annotation: object) -> Type | None:
    """The scalar type that an annotation stands for, written as an object, text or syntax."""
    if isinstance(annotation, str):
        try:
            annotation = ast.parse(annotation, mode="eval").body
        except (SyntaxError, ValueError):
            return None
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return _scalar(names, annotation.value)
    if isinstance(annotation, ast.expr):
        annotation = _object(names, annotation)
    t = type_of_object(annotation)
    return None if t is None or t is NONE or t.is_object else t


def _object(names: Names, node: ast.expr) -> object:
    """What a dotted name stands for, or `MISSING`."""
    if isinstance(node, ast.Name):
        return names.lookup(node.id)
    if isinstance(node, ast.Attribute):
        owner = _object(names, node.value)
        return getattr(owner, node.attr, MISSING) if isinstance(owner, ModuleType) else MISSING
    return MISSING
