"""Which functions of `rt/` a host calls for the objects of a signature.

needs(signature)                # for `driver.frontend`
maker(dict_of(STR, INT))        # what makes such a dict of a list of keys and one of values
crosses(callable_of((), INT))   # False: a host has nothing like it
"""

from __future__ import annotations

from collections.abc import Iterator

from ..interface import RELEASE, Parameter, Required, Signature
from ..object_types import (
    DictType,
    OptionalType,
    SetType,
    has_mutable,
    list_of,
    parts,
)
from ..types import Type

# Gives the address of a block of so many bytes and of a kind, with one reference; or 0.
BLOCK = "arrivals.block"


def inner(t: Type) -> Iterator[Type]:
    """A type, and all that it is made of."""
    yield t
    for part in parts(t):
        yield from inner(part)


def release(t: Type) -> Required:
    """What gives up a reference to an object of a type."""
    if isinstance(t, OptionalType) and t.base.is_object:
        t = t.base
    return Required(RELEASE, (t,))


def maker(t: Type) -> Required:
    """What makes a dict of a list of keys and one of values, or a set of a list."""
    assert isinstance(t, DictType | SetType)
    module = "dicts.of_lists" if isinstance(t, DictType) else "sets.of_list"
    return Required(f"objects.{module}", parts(t))


def needs(signature: Signature) -> tuple[str | Required, ...]:
    """What a host calls for a function, each once."""
    found: dict[str | Required, None] = {}
    if signature.result.is_object:
        found[release(signature.result)] = None
    for parameter in signature.parameters:
        if parameter.type.is_object:
            found |= dict.fromkeys([BLOCK, release(parameter.type)])
            for t in inner(parameter.type):
                found |= dict.fromkeys(_to_make(t))
    return tuple(found)


def _to_make(t: Type) -> list[Required]:
    """What makes an object of a type, and gives up one that is half made."""
    match t:
        case DictType() | SetType():
            lists = [release(list_of(part)) for part in parts(t)]
            return [maker(t), *lists, release(t)]
        case _ if parts(t):
            return [release(t)]
    return []


def keeps(signature: Signature, changes: tuple[bool, ...]) -> bool:
    """Whether it can be seen which objects came in: some may be changed, or given back."""
    own = [t for p in signature.parameters for t in inner(p.type) if parts(t)]
    if any(has_mutable(p.type) for p in changed_parameters(signature, changes)):
        return True
    return any(t in own for t in inner(signature.result))


def changed_parameters(signature: Signature, changes: tuple[bool, ...]) -> list[Parameter]:
    """Those parameters that lead to something that the function may change."""
    told = changes or (True,) * len(signature.parameters)
    return [
        p for p, may in zip(signature.parameters, told, strict=True) if may and has_mutable(p.type)
    ]


def order(signature: Signature, changes: tuple[bool, ...]) -> list[int]:
    """The parameters by number, those first whose objects may be changed.

    So what is reached from them and from others is known to change.
    """
    changed = changed_parameters(signature, changes)
    numbers = range(len(signature.parameters))
    return sorted(numbers, key=lambda i: signature.parameters[i] not in changed)
