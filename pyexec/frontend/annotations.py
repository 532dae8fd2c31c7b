"""What an annotation means: `int`, `pyexec.int32`, `"float"`, `None`, `numpy.float64`.

    type_of_object(int) is INT
    type_of_object(list) is None

Annotations are resolved by what their names stand for, so `import pyexec as px` and
aliases of types work.
"""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

from .. import scalars
from ..types import BOOL, COMPLEX, FLOAT, INT, MEMORY, NONE, Type, by_name
from .names import MISSING

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


@cache
def _known() -> dict[object, Type]:
    known: dict[object, Type] = {int: INT, float: FLOAT, bool: BOOL, complex: COMPLEX}
    known[None] = known[type(None)] = NONE
    for name in scalars.NAMES:
        known[getattr(scalars, name)] = by_name(name)
    return known


def type_of_object(value: object) -> Type | None:
    """The type that an object stands for as an annotation or a conversion."""
    try:
        found = _known().get(value)
    except TypeError:  # not hashable
        return None
    if found is None and isinstance(value, type) and value.__module__ == "numpy":
        return _numpy_type(value.__name__)
    return found


def _numpy_type(name: str) -> Type | None:
    """NumPy's scalar types have the names of PyExec's."""
    name = {"bool": "bool_", "longlong": "int64", "ulonglong": "uint64"}.get(name, name)
    return by_name(name) if name in scalars.NAMES else None


def resolve_annotation(checker: ExpressionChecker, node: ast.expr) -> Type:
    """The type that an annotation in the source names.

    Raises:
        CompileError: where it names none that compiled code has.
    """
    from ..rt.primitives import Address, Memory, T

    written = node
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        try:
            node = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):  # the latter for a NUL
            raise checker.fail(
                f"the annotation {text!r} is no type",
                written,
                "write a type, such as int or float",
            ) from None
        ast.copy_location(node, written)
        for child in ast.walk(node):
            ast.copy_location(child, written)
    if isinstance(node, ast.Constant) and node.value is None:
        return NONE
    outer = checker.local_names
    checker.local_names = frozenset()  # annotations are not read from locals
    try:
        value = checker.resolve(node)
    finally:
        checker.local_names = outer
    if value is T and checker.binding is not None:
        return checker.binding
    if checker.unit.in_runtime(checker):
        if value is Memory:
            return MEMORY
        if value is Address:
            return checker.options.address
    found = type_of_object(value) if value is not MISSING else None
    if found is None:
        raise checker.fail(
            f"the type '{ast.unparse(node)}' cannot be compiled yet",
            written,
            "use int, float, bool, complex, or a type of PyExec such as int32",
        )
    return found
