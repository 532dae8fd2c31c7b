"""The types of what lives in the heap, each made once: a value is a reference to a block.

    list_of(INT) is list_of(INT)
    str(dict_of(STR, list_of(INT))) == "dict[str, list[int]]"
    optional_of(STR).base is STR

Like all types they are compared by identity.  What the blocks look like is drawn in
`rt/layout.py` and in the modules of `rt/objects/`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from .record import record
from .types import NONE, Kind, Type


@record
class Object(Type):
    """A type whose values are references: addresses of blocks, which count them.

    What an object is made of stands behind the fields that all types have.
    """


@record
class ListType(Object):
    element: Type = NONE


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
    key: Type = NONE
    value: Type = NONE


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
class CellType(Object):
    """A variable that a nested function shares: a block that holds its value."""

    content: Type = NONE


STR: Final = Object("str", Kind.OBJECT, 64)
RANGE: Final = Object("range", Kind.OBJECT, 64)

# An exception that was caught, which is its text.
EXCEPTION: Final = Object("exception", Kind.OBJECT, 64)


@cache
def list_of(element: Type) -> ListType:
    """`list[element]`."""
    return ListType(f"list[{element}]", Kind.OBJECT, 64, element=element)


@cache
def tuple_of(*elements: Type) -> TupleType:
    """`tuple[first, second, ...]`."""
    inner = ", ".join(map(str, elements)) or "()"
    return TupleType(f"tuple[{inner}]", Kind.OBJECT, 64, elements=elements)


@cache
def sequence_of(element: Type) -> SequenceType:
    """`tuple[element, ...]`."""
    return SequenceType(f"tuple[{element}, ...]", Kind.OBJECT, 64, element=element)


@cache
def dict_of(key: Type, value: Type) -> DictType:
    """`dict[key, value]`."""
    return DictType(f"dict[{key}, {value}]", Kind.OBJECT, 64, key=key, value=value)


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
def cell_of(content: Type) -> CellType:
    """What a variable is when nested functions share it."""
    return CellType(f"cell[{content}]", Kind.OBJECT, 64, content=content)


def parts(t: Type) -> tuple[Type, ...]:
    """The types that a type is made of: a dict's key and value, a tuple's elements."""
    match t:
        case ListType() | SequenceType() | SetType():
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
