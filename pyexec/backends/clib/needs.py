"""What the entry points of a C library call of `rt/`, by the types of what crosses over.

required(signature)      # Required("objects.utf8_texts.decoded", ()), ...
"""

from __future__ import annotations

from typing import Final

from ...interface import RELEASE, Entry, Required, Signature
from ...object_types import STR, ListType
from ...types import Type
from .structures import base_of, element_of, is_run, layout, owned

DECODED: Final = Required("objects.utf8_texts.decoded", ())
TAKEN_LIST: Final = Required("objects.lent_texts.taken_list", ())
TAKEN_TUPLE: Final = Required("objects.lent_texts.taken_tuple", ())
TAKEN_NUMBERS: Final = Required("lending.taken_tuple", ())
GIVEN_TEXT: Final = Required("objects.lent_texts.given_text", ())
GIVEN_SIZE: Final = Required("lending.given_size", ())
GIVEN_LIST: Final = Required("objects.lent_texts.given_list", ())
GIVEN_TUPLE: Final = Required("objects.lent_texts.given_tuple", ())
GIVEN_NUMBERS: Final = Required("lending.given_list", ())
GIVEN_COPY: Final = Required("lending.given_copy", ())
GIVE_BACK: Final = Required("lending.give_back", ())


def required(signature: Signature) -> tuple[Required, ...]:
    """The functions of `rt/` that the entry point of a function calls."""
    found: list[Required] = []
    for parameter in signature.parameters:
        if in_heap(parameter.type):
            found += [arriving(base_of(parameter.type)), Required(RELEASE, (parameter.type,))]
    result = signature.result
    if result.is_object:
        found.append(Required(RELEASE, (result,)))
        found += leaving(result)
        if owned(result):
            found.append(GIVE_BACK)
    return tuple(dict.fromkeys(found))


def in_heap(t: Type) -> bool:
    """Whether an argument of a type is copied into the heap."""
    return is_run(t) and not is_lent(t)


def is_lent(t: Type) -> bool:
    """Whether an argument of a type stays where the caller has it."""
    element = element_of(t)
    return isinstance(base_of(t), ListType) and element is not None and not element.is_object


def takes_heap(entry: Entry) -> bool:
    """Whether a call needs the library's heap."""
    signature = entry.signature
    crossed = signature.result.is_object or any(in_heap(p.type) for p in signature.parameters)
    return crossed or (entry.uses_heap and entry.stateful)


def arriving(t: Type) -> Required:
    """What makes an object of a pointer and a length."""
    if t is STR:
        return DECODED
    if element_of(t) is not STR:
        return TAKEN_NUMBERS
    return TAKEN_LIST if isinstance(t, ListType) else TAKEN_TUPLE


def leaving(t: Type) -> list[Required]:
    """What makes a caller's blocks of an object."""
    if t.is_object and not is_run(t):
        return [needed for member in layout(t).members for needed in leaving(member.type)]
    if not t.is_object:
        return []
    base = base_of(t)
    if base is STR:
        return [GIVEN_TEXT, GIVEN_SIZE]
    texts, is_list = element_of(t) is STR, isinstance(base, ListType)
    if texts:
        return [GIVEN_LIST if is_list else GIVEN_TUPLE]
    return [GIVEN_NUMBERS if is_list else GIVEN_COPY]
