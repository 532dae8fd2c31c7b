"""What an annotation means: `int`, `pyexec.int32`, `"float"`, `None`, `numpy.float64`.

    type_of_object(int) is INT
    type_of_object(list) is None

Annotations are resolved by what their names stand for, so `import pyexec as px` and
aliases of types work.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from .. import scalars
from ..errors import CompileError, UnsupportedError
from ..object_types import (
    COUNTER,
    DEQUE,
    RANGE,
    STR,
    OptionalType,
    callable_of,
    dict_of,
    frozenset_of,
    iterator_of,
    list_of,
    optional_of,
    sequence_of,
    set_of,
    tuple_of,
)
from ..record import record
from ..types import BOOL, COMPLEX, FLOAT, INT, MEMORY, NONE, Type, by_name
from .names import MISSING

if TYPE_CHECKING:
    from .expressions import ExpressionChecker


@cache
def _known() -> dict[object, Type]:
    known: dict[object, Type] = {
        int: INT, float: FLOAT, bool: BOOL, complex: COMPLEX, str: STR, range: RANGE
    }  # fmt: skip
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
    if found is None and hasattr(value, "__args__"):
        return _alias_type(value)
    return found


def _alias_type(value: object) -> Type | None:
    """The type of an alias such as `Grid = list[list[int]]`, which is an object by now."""
    arguments: tuple[object, ...] = value.__args__  # type: ignore[attr-defined]
    kind = _origin(value) or type(value).__name__
    if kind == "Callable" and arguments:
        inner = [type_of_object(a) for a in arguments]
        if None in inner:
            return None
        known = [t for t in inner if t is not None]
        return callable_of(tuple(known[:-1]), known[-1])
    if kind == "tuple" and len(arguments) == 2 and arguments[1] is ...:
        element = type_of_object(arguments[0])
        return None if element is None else sequence_of(element)
    members = [type_of_object(argument) for argument in arguments]
    known = [t for t in members if t is not None]
    if len(known) != len(members):
        return None
    return union(known) if kind in ("Union", "UnionType") else compose(kind, known)


def _numpy_type(name: str) -> Type | None:
    """NumPy's scalar types have the names of PyExec's."""
    name = {"bool": "bool_", "longlong": "int64", "ulonglong": "uint64"}.get(name, name)
    return by_name(name) if name in scalars.NAMES else None


def resolve_annotation(checker: ExpressionChecker, node: ast.expr) -> Type:
    """The type that an annotation in the source names.

    Raises:
        CompileError: where it names none that compiled code has.
    """
    return _Annotation(checker, node).type(node)


@record
class _Annotation:
    """An annotation of a function that is being checked."""

    checker: ExpressionChecker
    written: ast.expr  # the whole, at which errors point

    def type(self, node: ast.expr) -> Type:
        match node:
            case ast.Constant(None):
                return NONE
            case ast.Constant(str() as text):
                return self.type(self.parsed(text))
            case ast.BinOp(left, ast.BitOr(), right):
                return self.union([self.type(left), self.type(right)], node)
            case ast.Subscript(base, inner):
                arguments = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                return self.made_of(self.resolved(base), arguments, node)
        return self.of_object(self.resolved(node), node)

    def parsed(self, text: str) -> ast.expr:
        try:
            node = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError):  # the latter for a NUL
            raise self.checker.fail(
                f"the annotation {text!r} is no type",
                self.written,
                "write a type, such as int or float",
            ) from None
        for child in ast.walk(node):
            ast.copy_location(child, self.written)
        return node

    def resolved(self, node: ast.expr) -> object:
        """What a name in an annotation stands for, which is not read from locals."""
        outer = self.checker.local_names
        self.checker.local_names = frozenset()
        try:
            return self.checker.resolve(node)
        finally:
            self.checker.local_names = outer

    def of_object(self, value: object, node: ast.expr) -> Type:
        found = (
            self.checker.bindings.get(getattr(value, "__name__", ""))
            if _is_variable(value)
            else None
        )
        if found is None and self.checker.unit.in_runtime(self.checker):
            found = self.runtime_type(value)
        if found is None and isinstance(value, str):  # `Matrix: TypeAlias = "list[Row]"`
            return self.type(self.parsed(value))
        if found is None and value is not MISSING:
            found = type_of_object(value)
        if found is None:
            raise self.unknown(node, value)
        return found

    def runtime_type(self, value: object) -> Type | None:
        from ..rt.primitives import Address, Memory

        if value is Memory:
            return MEMORY
        return self.checker.options.address if value is Address else None

    def made_of(self, base: object, arguments: list[ast.expr], node: ast.expr) -> Type:
        """`list[int]` and its like, from what stands before and between the brackets."""
        kind = _origin(base)
        if kind == "Callable" and len(arguments) == 2 and isinstance(arguments[0], ast.List):
            taken = tuple(self.type(t) for t in arguments[0].elts)
            return callable_of(taken, self.type(arguments[1]))
        if kind == "tuple" and len(arguments) == 2 and _is_ellipsis(arguments[1]):
            return sequence_of(self.type(arguments[0]))
        if kind == "tuple" and len(arguments) == 1 and _is_empty(arguments[0]):
            return tuple_of()
        if kind == "Annotated" and arguments:
            return self.type(arguments[0])
        made = None if kind is None else compose(kind, [self.type(t) for t in arguments])
        if made is None and kind == "Union":
            return self.union([self.type(t) for t in arguments], node)
        if made is None:
            raise self.unknown(node, base)
        return made

    def union(self, members: list[Type], node: ast.expr) -> Type:
        joined = union(members)
        if joined is None:
            raise self.checker.fail(
                f"a value of one of several types, {ast.unparse(node)}, cannot be compiled yet",
                self.written,
                "choose one of them; `T | None` is possible",
                UnsupportedError,
            )
        return joined

    def unknown(self, node: ast.expr, value: object) -> CompileError:
        kind = _origin(value)
        if kind in CONTAINERS:
            return self.checker.fail(
                f"'{ast.unparse(node)}' does not tell what is in it",
                self.written,
                f"write the types of its elements: `{CONTAINERS[kind]}`",
            )
        return self.checker.fail(
            f"the type '{ast.unparse(node)}' cannot be compiled yet",
            self.written,
            "use int, float, bool, complex, str, list[T], dict[K, V], set[T], tuple[...], "
            "T | None, or a type of PyExec such as int32",
        )


# The containers, each with how an annotation writes it.
CONTAINERS: Final = {
    "list": "list[int]", "set": "set[int]", "frozenset": "frozenset[int]",
    "dict": "dict[str, int]", "tuple": "tuple[int, ...]", "Callable": "Callable[[int], int]",
    "Iterator": "Iterator[int]",
}  # fmt: skip

# What stands for a list or dict that is only read; by the names of `collections.abc`.
ALIKE: Final = {
    "Sequence": "list", "MutableSequence": "list", "Iterable": "list", "Collection": "list",
    "Generator": "Iterator", "Mapping": "dict", "MutableMapping": "dict", "AbstractSet": "set",
    "Set": "set", "MutableSet": "set", "List": "list", "Dict": "dict", "Tuple": "tuple",
    "FrozenSet": "frozenset",
}  # fmt: skip


def _origin(value: object) -> str | None:
    """The name of what stands before the brackets: `list` for list and typing.List."""
    origin = getattr(value, "__origin__", value)
    name = getattr(origin, "__name__", None) or getattr(value, "_name", None)
    module = getattr(origin, "__module__", "")
    if module == "collections":
        return name if name in ("defaultdict", "Counter", "deque") else None
    if module not in ("builtins", "typing", "collections.abc", "typing_extensions", "types"):
        return None
    if module == "builtins":
        return name
    return ALIKE.get(name, name) if isinstance(name, str) else None


def origin(checker: ExpressionChecker, node: ast.expr) -> str | None:
    """The name of what stands before the brackets of an annotation."""
    outer = checker.local_names
    checker.local_names = frozenset()
    try:
        found = checker.resolve(node)
    finally:
        checker.local_names = outer
    named = getattr(found, "__origin__", found)
    return getattr(named, "__name__", None)


def compose(kind: str, inner: list[Type]) -> Type | None:
    """The type of a container of a kind, or None where there is none."""
    if kind == "tuple":
        return tuple_of(*inner)
    if kind == "Optional" and len(inner) == 1:
        return optional_of(inner[0])
    if kind == "Final" and len(inner) == 1:
        return inner[0]
    if kind == "defaultdict" and len(inner) == 2:
        from .forms import default_form

        form = default_form(inner[1])
        return None if form is None else dict_of(inner[0], inner[1], form)
    if kind == "deque" and len(inner) == 1:
        return list_of(inner[0], DEQUE)
    if kind == "Counter" and len(inner) == 1:
        return dict_of(inner[0], INT, COUNTER)
    if kind == "dict" and len(inner) == 2:
        return dict_of(inner[0], inner[1])
    if kind == "Iterator" and inner:
        return iterator_of(inner[0])  # a generator takes and returns nothing here
    makers: dict[str, Callable[[Type], Type]] = {
        "list": list_of, "set": set_of, "frozenset": frozenset_of
    }  # fmt: skip
    return makers[kind](inner[0]) if kind in makers and len(inner) == 1 else None


def union(members: list[Type]) -> Type | None:
    """The type of a value that is of one of these types, or None where there is none."""
    distinct = list(dict.fromkeys(m.base if isinstance(m, OptionalType) else m for m in members))
    optional = any(isinstance(m, OptionalType) for m in members) or NONE in distinct
    rest = [m for m in distinct if m is not NONE]
    if len(rest) != 1:
        return None
    return optional_of(rest[0]) if optional else rest[0]


def _is_variable(value: object) -> bool:
    return type(value).__name__ == "TypeVar"


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Tuple) and not node.elts
