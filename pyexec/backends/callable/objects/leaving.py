"""LLVM text of how values become objects: `leaving` of each type.

An object that came in as an argument goes out as itself, and a block that stands in two
places goes out as one object.  A block with a single reference stands in one place only,
and did not come in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ....interface import Required
from ....object_types import (
    PLACE,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    places_of,
)
from ....types import INT, NONE, Type
from ...llvm.text import llvm_type
from ..boxing import box
from .conversions import (
    DICTS,
    SETS,
    Conversions,
    bytes_of,
    filled,
    is_optional_number,
    load,
)
from .frames import WAYS, frame_of_leaving
from .numbers import leaving_number


def leaving(conversions: Conversions, t: Type) -> str:
    """The function that makes an object of a value."""
    if not t.is_object:
        return leaving_number(conversions, t)
    if t in WAYS:
        return frame_of_leaving(conversions, t, _PLAIN, {"<ways>": WAYS[t]})
    return _MAKERS[type(t)](conversions, t)


_PLAIN: Final = """\
  %object = call ptr @pyexec_object_<ways>_out(ptr %heap, i64 %block)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %made
"""


def _list(conversions: Conversions, t: ListType) -> str:
    return _row(conversions, t, t.element, _LIST)


def _sequence(conversions: Conversions, t: SequenceType) -> str:
    return _row(conversions, t, t.element, _SEQUENCE)


def _row(conversions: Conversions, t: Type, element: Type, head: str) -> str:
    """A list, or a tuple of any length."""
    return frame_of_leaving(conversions, t, head + _ELEMENTS, {
        "<number>": llvm_type(element),
        "<size>": str(bytes_of(element)),
        "<leaving>": conversions.leaving(element),
        "<load>\n": load(element, "element", "%from"),
    })  # fmt: skip


_LIST: Final = """\
  %length.short = load i32, ptr %data
  %length = zext i32 %length.short to i64
  %object = call ptr @PyList_New(i64 %length)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %begin
begin:
  %storage.at = getelementptr i8, ptr %data, i64 8
  %storage = load i64, ptr %storage.at
  %from.first = getelementptr i8, ptr %heap, i64 %storage
  %items.at = getelementptr i8, ptr %object, i64 <list items>
  %items = load ptr, ptr %items.at
"""

_SEQUENCE: Final = """\
  %length.short = load i32, ptr %data
  %length = zext i32 %length.short to i64
  %object = call ptr @PyTuple_New(i64 %length)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %begin
begin:
  %from.first = getelementptr i8, ptr %data, i64 8
  %items = getelementptr i8, ptr %object, i64 <items>
"""

_ELEMENTS: Final = """\
  br label %next
next:
  %index = phi i64 [ 0, %begin ], [ %index.next, %write ]
  %from = phi ptr [ %from.first, %begin ], [ %from.next, %write ]
  %more = icmp ult i64 %index, %length
  br i1 %more, label %read, label %made, <likely>
read:
<load>
  %item = call ptr <leaving>(ptr %heap, ptr %crossing, <number> %element)
  %item.lost = icmp eq ptr %item, null
  br i1 %item.lost, label %drop, label %write
write:
  %place = getelementptr ptr, ptr %items, i64 %index
  store ptr %item, ptr %place
  %index.next = add i64 %index, 1
  %from.next = getelementptr i8, ptr %from, i64 <size>
  br label %next
"""


def _tuple(conversions: Conversions, t: TupleType) -> str:
    parts, at = [], 0
    for index, element in enumerate(t.elements):
        parts.append(filled(_TUPLE_PART, {
            "<index>": str(index),
            "<at>": str(at),
            "<number>": llvm_type(element),
            "<leaving>": conversions.leaving(element),
            "<load>\n": load(element, f"element.{index}", f"%from.{index}"),
        }))  # fmt: skip
        at += PLACE * places_of(element)
    body = _TUPLE_HEAD + "".join(parts) + "  br label %made\n"
    return frame_of_leaving(conversions, t, body, {"<count>": str(len(t.elements))})


_TUPLE_HEAD: Final = """\
  %object = call ptr @PyTuple_New(i64 <count>)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %begin
begin:
  %items = getelementptr i8, ptr %object, i64 <items>
"""

_TUPLE_PART: Final = """\
  %from.<index> = getelementptr i8, ptr %data, i64 <at>
<load>
  %item.<index> = call ptr <leaving>(ptr %heap, ptr %crossing, <number> %element.<index>)
  %lost.<index> = icmp eq ptr %item.<index>, null
  br i1 %lost.<index>, label %drop, label %write.<index>
write.<index>:
  %place.<index> = getelementptr ptr, ptr %items, i64 <index>
  store ptr %item.<index>, ptr %place.<index>
"""


def walk(conversions: Conversions, module: str, types: tuple[Type, ...], turn: str) -> str:
    """A loop over the entries of a dict or set, from `begin` to `finished`.

    `turn` goes on at `next.entry`, with `%entry.next`.
    """
    following = Required(f"{module}.next_entry", types)
    advance = conversions.call(following, "i64 %block, i64 %from", INT, "entry")
    return filled(_WALK, {"<advance>\n": advance, "<turn>\n": turn})


_WALK: Final = """\
begin:
  br label %next.entry
next.entry:
  %from = phi i64 [ 0, %begin ], [ %entry.next, %turned ]
<advance>
  %ended = icmp slt i64 %entry, 0
  br i1 %ended, label %finished, label %turn
turn:
  %entry.next = add i64 %entry, 1
<turn>
  br label %turned
turned:
  br label %next.entry
"""


def _dict(conversions: Conversions, t: DictType) -> str:
    types = (t.key, t.value)
    key, value = Required(f"{DICTS}.key_at", types), Required(f"{DICTS}.value_at", types)
    turn = filled(_DICT_TURN, {
        "<key>\n": conversions.call(key, "i64 %block, i64 %entry", t.key, "key"),
        "<value>\n": conversions.call(value, "i64 %block, i64 %entry", t.value, "value"),
        "<key number>": llvm_type(t.key),
        "<value number>": llvm_type(t.value),
        "<leaving key>": conversions.leaving(t.key),
        "<leaving value>": conversions.leaving(t.value),
        "<release key>\n": conversions.release(t.key, "%key"),
        "<release value>\n": conversions.release(t.value, "%value"),
    })  # fmt: skip
    return frame_of_leaving(
        conversions, t, _DICT + walk(conversions, DICTS, types, turn) + _FINISHED, {}
    )


_DICT: Final = """\
  %object = call ptr @PyDict_New()
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %begin
"""

# The dict keeps key and value, so that theirs is not one reference too many.
_DICT_TURN: Final = """\
<key>
<release key>
  %key.object = call ptr <leaving key>(ptr %heap, ptr %crossing, <key number> %key)
  %key.lost = icmp eq ptr %key.object, null
  br i1 %key.lost, label %drop, label %read.value
read.value:
<value>
<release value>
  %value.object = call ptr <leaving value>(ptr %heap, ptr %crossing, <value number> %value)
  %value.lost = icmp eq ptr %value.object, null
  br i1 %value.lost, label %drop.key, label %set
set:
  %failure = call i32 @PyDict_SetItem(ptr %object, ptr %key.object, ptr %value.object)
  call void @Py_DecRef(ptr %value.object)
  call void @Py_DecRef(ptr %key.object)
  %unset = icmp ne i32 %failure, 0
  br i1 %unset, label %drop, label %turned
drop.key:
  call void @Py_DecRef(ptr %key.object)
  br label %drop
"""

# A block that raises: for want of memory.
_FINISHED: Final = """\
finished:
  br label %made
full:
  %no.memory = call ptr @PyErr_NoMemory()
  br label %drop
"""


def _set(conversions: Conversions, t: SetType) -> str:
    key = Required(f"{SETS}.key_at", (t.element,))
    turn = filled(_SET_TURN, {
        "<key>\n": conversions.call(key, "i64 %block, i64 %entry", t.element, "key"),
        "<number>": llvm_type(t.element),
        "<leaving>": conversions.leaving(t.element),
        "<release key>\n": conversions.release(t.element, "%key"),
    })  # fmt: skip
    body = _SET + walk(conversions, SETS, (t.element,), turn) + _FINISHED
    return frame_of_leaving(
        conversions, t, body, {"<new>": "PyFrozenSet_New" if t.frozen else "PySet_New"}
    )


_SET: Final = """\
  %object = call ptr @<new>(ptr null)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %begin
"""

_SET_TURN: Final = """\
<key>
<release key>
  %item = call ptr <leaving>(ptr %heap, ptr %crossing, <number> %key)
  %item.lost = icmp eq ptr %item, null
  br i1 %item.lost, label %drop, label %add
add:
  %failure = call i32 @PySet_Add(ptr %object, ptr %item)
  call void @Py_DecRef(ptr %item)
  %unset = icmp ne i32 %failure, 0
  br i1 %unset, label %drop, label %turned
"""


def _optional(conversions: Conversions, t: OptionalType) -> str:
    none = box(NONE, "", conversions.layout)
    leaving = conversions.leaving(t.base)
    if not is_optional_number(t):
        return filled(_OPTIONAL_OBJECT, {"<none>\n": none, "<leaving>": leaving})
    words = {
        "<load>\n": load(t.base, "number", "%data"),
        "<number>": llvm_type(t.base),
        "<leaving>": leaving,
    }
    inner = frame_of_leaving(conversions, t, _OPTIONAL_NUMBER, words).replace("NAME", "NAME.some")
    outer = filled(_OPTIONAL_OBJECT, {"<none>\n": none, "<leaving>": "NAME.some"})
    return inner + outer


_OPTIONAL_OBJECT: Final = """
define internal ptr NAME(ptr %heap, ptr %crossing, i64 %value) {
  %is.none = icmp eq i64 %value, 0
  br i1 %is.none, label %null, label %some
null:
<none>
some:
  %object = tail call ptr <leaving>(ptr %heap, ptr %crossing, i64 %value)
  ret ptr %object
}
"""

_OPTIONAL_NUMBER: Final = """\
<load>
  %object = call ptr <leaving>(ptr %heap, ptr %crossing, <number> %number)
  %lost = icmp eq ptr %object, null
  br i1 %lost, label %failed, label %made
"""

_MAKERS: Final[dict[type[Type], Callable[[Conversions, Any], str]]] = {
    ListType: _list,
    SequenceType: _sequence,
    TupleType: _tuple,
    DictType: _dict,
    SetType: _set,
    OptionalType: _optional,
}
