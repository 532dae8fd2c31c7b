"""Generic functions of the runtime: what their type variables stand for in a call.

    function = generic("objects.lists.append")     # (self: list[T], value: T) -> None
    bindings = {}
    unify(function.parameters[0].type, list_of(INT), bindings)
    function.instance(bindings, UINT64).name == "objects.lists.append[int]"

A pattern is a type with type variables in it.  An instance is named after its function and
what the variables stand for, in the order in which the signature mentions them.
"""

from __future__ import annotations

import ast
import inspect
import types as python_types
from collections.abc import Callable
from functools import cache
from typing import Final

from .. import rt
from ..interface import Constant
from ..object_types import (
    RANGE,
    STR,
    CallableType,
    CellType,
    DictType,
    IteratorType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    callable_of,
    cell_of,
    dict_of,
    frozenset_of,
    iterator_of,
    list_of,
    optional_of,
    parts,
    plain,
    sequence_of,
    set_of,
    tuple_of,
)
from ..record import record, value
from ..types import MEMORY, NONE, NOTHING, UINT64, Kind, Type, by_name


@record
class TypeVariable(Type):
    """`T` in a pattern."""


# How the target counts the bytes of its memory.
ADDRESS: Final = TypeVariable("Address", Kind.UNSIGNED, 64)

_VARIABLES: Final = {name: TypeVariable(name, Kind.NONE, 0) for name in ("T", "S", "K", "V")}

Bindings = dict[Type, Type]


def transform(t: Type, change: dict[Type, Type]) -> Type:
    """A type with types in it replaced by others."""
    if t in change:
        return change[t]
    inner = parts(t)
    if not inner:
        return t
    return rebuild(t, tuple(transform(part, change) for part in inner))


def rebuild(t: Type, inner: tuple[Type, ...]) -> Type:
    """The type of the same kind that is made of other types."""
    match t:
        case ListType():
            return list_of(inner[0], t.form)
        case SequenceType():
            return sequence_of(*inner)
        case SetType():
            return frozenset_of(*inner) if t.frozen else set_of(*inner)
        case TupleType():
            return tuple_of(*inner)
        case DictType():
            return dict_of(inner[0], inner[1], t.form)
        case OptionalType():
            return optional_of(*inner)
        case IteratorType():
            return iterator_of(*inner)
        case CellType():
            return cell_of(*inner)
        case CallableType():
            return callable_of(inner[:-1], inner[-1])
    raise AssertionError(f"{t} is made of nothing")


def same_shape(a: Type, b: Type) -> bool:
    """Whether two types are of one kind, and made of as many types."""
    if type(a) is not type(b) or len(parts(a)) != len(parts(b)):
        return False
    if plain(a) is not a or plain(b) is not b:
        return getattr(a, "form", "") == getattr(b, "form", "")
    return not isinstance(a, SetType) or not isinstance(b, SetType) or a.frozen == b.frozen


def unify(pattern: Type, t: Type, bindings: Bindings) -> bool:
    """Bind the variables of a pattern so that it becomes `t`; whether that can be.

    A variable that is bound already stays so: whether a value fits is for others to say.
    """
    if isinstance(pattern, TypeVariable):
        if pattern is not ADDRESS and bindings.get(pattern, NOTHING) is NOTHING:
            bindings[pattern] = t
        return True
    if isinstance(pattern, OptionalType):
        if t is NONE:
            return True
        return unify(pattern.base, t.base if isinstance(t, OptionalType) else t, bindings)
    if not parts(pattern):
        return True
    if plain(pattern) is pattern:
        t = plain(t)  # which functions of lists and dicts take
    if not same_shape(pattern, t) and not (isinstance(pattern, SetType) and isinstance(t, SetType)):
        return False
    # All of them are bound, also behind one that does not fit.
    fits = [unify(a, b, bindings) for a, b in zip(parts(pattern), parts(t), strict=True)]
    return all(fits)


def holds_nothing(t: Type) -> bool:
    """Whether a type has an element type in it that nothing tells yet."""
    return t is NOTHING or any(holds_nothing(part) for part in parts(t))


@value
class GenericParameter:
    """A parameter of a function of the runtime."""

    name: str
    type: Type  # a pattern
    erased: bool = False  # `type[T]`: it takes a type, and is not there at run time
    default: Constant | str = None
    has_default: bool = False


@record
class Generic:
    """A function of `rt/objects/`, by the types that it works on."""

    target: str  # such as `objects.lists.append`
    parameters: tuple[GenericParameter, ...]
    result: Type
    variables: tuple[Type, ...]  # in the order in which the signature has them

    def instance(self, bindings: Bindings, address: Type) -> Instance:
        """The function for types that its variables are bound to."""
        bound = tuple(bindings.get(variable, NOTHING) for variable in self.variables)
        name = f"{self.target}[{', '.join(map(str, bound))}]" if bound else self.target
        change = {**bindings, ADDRESS: address}
        made = Instance(
            name,
            self,
            dict(zip(self.variables, bound, strict=True)),
            tuple(transform(p.type, change) for p in self.parameters if not p.erased),
            transform(self.result, change),
        )
        return _instances.setdefault((name, address), made)


@record
class Instance:
    """A generic function with its variables bound; one object for each."""

    name: str  # in the program
    generic: Generic
    bindings: Bindings
    parameters: tuple[Type, ...]
    result: Type


_instances: Final[dict[tuple[str, Type], Instance]] = {}


def known_instance(name: str, address: Type = UINT64) -> Instance | None:
    """The instance that a name in a program stands for, if it is one of these."""
    return _instances.get((name, address))


def runtime_object(target: str) -> python_types.FunctionType:
    """The Python function behind `combinatorics.gcd` or `objects.lists.append`."""
    import importlib

    module, _, name = target.rpartition(".")
    found: python_types.FunctionType = getattr(
        importlib.import_module(f"{rt.__name__}.{module}"), name
    )
    return found


def target_of(function: python_types.FunctionType) -> str:
    """The name by which a function of `rt/` is asked for."""
    return f"{function.__module__.removeprefix(rt.__name__ + '.')}.{function.__name__}"


@cache
def generic(target: str) -> Generic:
    """The function of the runtime behind a name such as `objects.lists.append`."""
    function = runtime_object(target)
    defaults = {
        name: parameter.default
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is not parameter.empty
    }
    parameters = []
    for name, text in function.__annotations__.items():
        if name == "return":
            continue
        node = ast.parse(text, mode="eval").body
        erased = isinstance(node, ast.Subscript) and ast.unparse(node.value) == "type"
        if erased:
            assert isinstance(node, ast.Subscript)
            node = node.slice
        parameters.append(
            GenericParameter(name, _pattern(node), erased, defaults.get(name), name in defaults)
        )
    result = _pattern(ast.parse(function.__annotations__["return"], mode="eval").body)
    found: dict[Type, None] = {}
    for t in (*(p.type for p in parameters), result):
        _find_variables(t, found)
    return Generic(target, tuple(parameters), result, tuple(found))


def _find_variables(t: Type, found: dict[Type, None]) -> None:
    if isinstance(t, TypeVariable) and t is not ADDRESS:
        found[t] = None
    for part in parts(t):
        _find_variables(part, found)


def _pattern(node: ast.expr) -> Type:
    """What an annotation in `rt/objects/` means."""
    match node:
        case ast.Name(name):
            return _named(name)
        case ast.Constant(None):
            return NONE
        case ast.BinOp(left, ast.BitOr(), ast.Constant(None)):
            return optional_of(_pattern(left))
        case ast.Subscript(ast.Name("tuple"), ast.Tuple([element, ast.Constant(x)])) if x is ...:
            return sequence_of(_pattern(element))
        case ast.Subscript(ast.Name("tuple"), ast.Tuple(elements)):
            return tuple_of(*map(_pattern, elements))
        case ast.Subscript(ast.Name("Callable"), ast.Tuple([ast.List(taken), result])):
            return callable_of(tuple(map(_pattern, taken)), _pattern(result))
        case ast.Subscript(ast.Name(name), ast.Tuple([key, element])) if name == "dict":
            return dict_of(_pattern(key), _pattern(element))
        case ast.Subscript(ast.Name(name), element):
            make: dict[str, Callable[[Type], Type]] = {
                "list": list_of, "set": set_of, "frozenset": frozenset_of, "Cell": cell_of
            }  # fmt: skip
            return make[name](_pattern(element))
    raise AssertionError(f"{ast.unparse(node)} is no type of the runtime")


def _named(name: str) -> Type:
    if name in _VARIABLES:
        return _VARIABLES[name]
    special = {"Address": ADDRESS, "Memory": MEMORY, "str": STR, "range": RANGE}
    return special.get(name) or by_name(name)
