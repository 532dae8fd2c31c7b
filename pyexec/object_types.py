"""The types of what lives in the heap, each made once: a value is a reference to a block.

    list_of(INT) is list_of(INT)
    str(dict_of(STR, list_of(INT))) == "dict[str, list[int]]"
    optional_of(STR).base is STR

Like all types they are compared by identity.  What the blocks look like is drawn in
`rt/layout.py` and in the modules of `rt/objects/`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from .record import record
from .types import NONE, NOTHING, Kind, Type, by_name


@record
class Object(Type):
    """A type whose values are references: addresses of blocks, which count them.

    What an object is made of stands behind the fields that all types have.
    """


@record
class ListType(Object):
    """A list, or a `deque`, which has room in front of its elements."""

    element: Type = NONE
    form: str = ""  # DEQUE of one


@record
class TupleType(Object):
    """A tuple of fixed length: `tuple[int, str]`."""

    elements: tuple[Type, ...] = ()


@record
class SequenceType(Object):
    """A tuple of any length: `tuple[int, ...]`."""

    element: Type = NONE


@record
class DictType(Object):
    """A dict, or what is one but for the keys that are missing in it."""

    key: Type = NONE
    value: Type = NONE
    form: str = ""  # COUNTER, or what a defaultdict calls for a missing key, as it is written


@record
class SetType(Object):
    element: Type = NONE
    frozen: bool = False


@record
class OptionalType(Object):
    """`base | None`: the null reference is None.  A number is in a block of its own."""

    base: Type = NONE


@record
class CallableType(Object):
    """A function as a value: a block with its number and what it captured."""

    parameters: tuple[Type, ...] = ()
    result: Type = NONE


@record
class IteratorType(Object):
    """What gives one value after the other: a generator's block, see `frontend/suspending`."""

    element: Type = NONE


@record
class CellType(Object):
    """A variable that a nested function shares: a block that holds its value."""

    content: Type = NONE


STR: Final = Object("str", Kind.OBJECT, 64)
RANGE: Final = Object("range", Kind.OBJECT, 64)

# An exception that was caught, which is its text.
EXCEPTION: Final = Object("exception", Kind.OBJECT, 64)


# The forms of lists and dicts that are more than these.
DEQUE: Final = "deque"
COUNTER: Final = "Counter"


def list_of(element: Type, form: str = "") -> ListType:
    """`list[element]`, or of another form."""
    return _list_of(element, form)


@cache
def _list_of(element: Type, form: str) -> ListType:
    return ListType(f"{form or 'list'}[{element}]", Kind.OBJECT, 64, element=element, form=form)


@cache
def tuple_of(*elements: Type) -> TupleType:
    """`tuple[first, second, ...]`."""
    inner = ", ".join(map(str, elements)) or "()"
    return TupleType(f"tuple[{inner}]", Kind.OBJECT, 64, elements=elements)


@cache
def sequence_of(element: Type) -> SequenceType:
    """`tuple[element, ...]`."""
    return SequenceType(f"tuple[{element}, ...]", Kind.OBJECT, 64, element=element)


def dict_of(key: Type, value: Type, form: str = "") -> DictType:
    """`dict[key, value]`, or of another form."""
    return _dict_of(key, value, form)


@cache
def _dict_of(key: Type, value: Type, form: str) -> DictType:
    name = f"dict[{key}, {value}]"
    if form == COUNTER:
        name = f"Counter[{key}]"
    elif form:  # a type's name goes with the type of the values
        name = f"default{name}" if form.isidentifier() else f"default{name[:-1]}, {form}]"
    return DictType(name, Kind.OBJECT, 64, key=key, value=value, form=form)


def plain(t: Type) -> Type:
    """A dict or list in the place of what is one, but for a missing key or the left end."""
    match t:
        case DictType(form=str(form)) if form:
            return dict_of(t.key, t.value)
        case ListType(form=str(form)) if form:
            return list_of(t.element)
    return t


def formed(t: Type, like: Type) -> Type:
    """A list or dict in the form of another one."""
    if isinstance(t, DictType) and isinstance(like, DictType) and t.form != like.form:
        return dict_of(t.key, t.value, like.form)
    if isinstance(t, ListType) and isinstance(like, ListType) and t.form != like.form:
        return list_of(t.element, like.form)
    return t


@cache
def set_of(element: Type) -> SetType:
    """`set[element]`."""
    return SetType(f"set[{element}]", Kind.OBJECT, 64, element=element, frozen=False)


@cache
def frozenset_of(element: Type) -> SetType:
    """`frozenset[element]`."""
    return SetType(f"frozenset[{element}]", Kind.OBJECT, 64, element=element, frozen=True)


@cache
def optional_of(base: Type) -> Type:
    """`base | None`; of an optional type, itself."""
    if isinstance(base, OptionalType) or base is NONE:
        return base
    return OptionalType(f"{base} | None", Kind.OBJECT, 64, base=base)


@cache
def callable_of(parameters: tuple[Type, ...], result: Type) -> CallableType:
    """`Callable[[parameters], result]`."""
    inner = ", ".join(map(str, parameters))
    name = f"Callable[[{inner}], {result}]"
    return CallableType(name, Kind.OBJECT, 64, parameters=parameters, result=result)


@cache
def iterator_of(element: Type) -> IteratorType:
    """`Iterator[element]`."""
    return IteratorType(f"Iterator[{element}]", Kind.OBJECT, 64, element=element)


@cache
def cell_of(content: Type) -> CellType:
    """What a variable is when nested functions share it."""
    return CellType(f"cell[{content}]", Kind.OBJECT, 64, content=content)


# Bytes of a place in a block of values side by side: of a tuple, an optional number, a cell.
PLACE: Final = 8


def places_of(t: Type) -> int:
    """The places that a value takes in such a block."""
    return 2 if t.bits == 128 else 1


def parts(t: Type) -> tuple[Type, ...]:
    """The types that a type is made of: a dict's key and value, a tuple's elements."""
    match t:
        case ListType() | SequenceType() | SetType() | IteratorType():
            return (t.element,)
        case TupleType():
            return t.elements
        case DictType():
            return (t.key, t.value)
        case OptionalType():
            return (t.base,)
        case CellType():
            return (t.content,)
        case CallableType():
            return (*t.parameters, t.result)
    return ()


def is_common(t: Type) -> bool:
    """Whether a type means the same in every program: it has no function of one in it, of
    which the program alone knows what it refers to, and nothing that is not known yet."""
    if type(t) not in _COMMON or t is NOTHING:
        return False
    return all(map(is_common, parts(t)))


def is_mutable(t: Type) -> bool:
    """Whether the objects of a type can be changed; a function value by what it captured."""
    if isinstance(t, SetType):
        return not t.frozen
    return isinstance(t, ListType | DictType | CellType | CallableType | IteratorType)


def has_mutable(t: Type) -> bool:
    """Whether what can be reached from an object of a type can be changed."""
    return is_mutable(t) or any(map(has_mutable, parts(t)))


_COMMON: Final = (
    Type,
    Object,
    ListType,
    TupleType,
    SequenceType,
    DictType,
    SetType,
    OptionalType,
    CellType,
)

# What a type is as plain data: its name, or its kind and what it is made of.
Facts = str | tuple[Any, ...]


def type_facts(t: Type) -> Facts:
    """A type as plain data, for `type_of_facts`."""
    if t in (STR, RANGE, EXCEPTION) or not isinstance(t, Object):
        return t.name
    kind = type(t).__name__
    if isinstance(t, SetType) and t.frozen:
        kind = "frozenset"
    return (kind, *map(type_facts, parts(t)))


def type_of_facts(facts: Facts) -> Type:
    """The type that `type_facts` has told."""
    if isinstance(facts, str):
        return _PLAIN[facts] if facts in _PLAIN else by_name(facts)
    kind, *inner = facts
    return _MADE[kind](*map(type_of_facts, inner))


_PLAIN: Final = {t.name: t for t in (STR, RANGE, EXCEPTION)}

_MADE: Final[dict[str, Callable[..., Type]]] = {
    "ListType": list_of,
    "TupleType": tuple_of,
    "SequenceType": sequence_of,
    "DictType": dict_of,
    "SetType": set_of,
    "frozenset": frozenset_of,
    "OptionalType": optional_of,
    "CellType": cell_of,
    "IteratorType": iterator_of,
    "CallableType": lambda *inner: callable_of(inner[:-1], inner[-1]),
}
