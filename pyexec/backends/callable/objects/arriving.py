"""LLVM text of how objects become values: `arriving` of each type.

A number is read in place where it is of the usual sort; `pyexec_object_exact` makes one of others.
A container is made element by element; where one fails, what is made of it is released.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

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
from ....types import Type
from ...llvm.text import llvm_type
from .arriving_tables import arriving_dict, arriving_set
from .conversions import (
    Conversions,
    bytes_of,
    filled,
    is_optional_number,
    size_of_pack,
    store,
)
from .frames import WAYS, frame_of_arriving
from .numbers import arriving_number


def arriving(conversions: Conversions, t: Type) -> str:
    """The function that makes a value of an object."""
    if not t.is_object:
        return arriving_number(conversions, t)
    if t in WAYS:
        return frame_of_arriving(conversions, t, _PLAIN, {"<ways>": WAYS[t]})
    return _MAKERS[type(t)](conversions, t)


_PLAIN: Final = """\
  %block = call i64 @pyexec_object_<ways>_in(ptr %heap, ptr %object, <name>)
  %refused = icmp eq i64 %block, -1
  br i1 %refused, label %failed, label %made
"""


def _list(conversions: Conversions, t: ListType) -> str:
    return _row(conversions, t, t.element, _LIST)


def _sequence(conversions: Conversions, t: SequenceType) -> str:
    return _row(conversions, t, t.element, _SEQUENCE)


def _row(conversions: Conversions, t: Type, element: Type, head: str) -> str:
    """A list, or a tuple of any length."""
    return frame_of_arriving(conversions, t, head + _ELEMENTS, {
        "<pair>": f"{{ {llvm_type(element)}, i1 }}",
        "<size>": str(bytes_of(element)),
        "<arriving>": conversions.arriving(element),
        "<store>\n": store(element, "element", "%to"),
    })  # fmt: skip


_LIST: Final = """\
  %items = call ptr @pyexec_object_items(ptr %object, <name>)
  %refused = icmp eq ptr %items, null
  br i1 %refused, label %failed, label %allocate
allocate:
  %count.at = getelementptr i8, ptr %items, i64 <value>
  %count = load i64, ptr %count.at
  %block = call i64 @pyexec_object_new_list(ptr %heap, i64 %count, i64 <size>)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %drop, label %begin
begin:
  %data = getelementptr i8, ptr %heap, i64 %block
  %storage.at = getelementptr i8, ptr %data, i64 8
  %storage = load i64, ptr %storage.at
  %to.first = getelementptr i8, ptr %heap, i64 %storage
"""

_SEQUENCE: Final = """\
  %items = call ptr @pyexec_object_tuple(ptr %object, i64 -1, <name>)
  %refused = icmp eq ptr %items, null
  br i1 %refused, label %failed, label %allocate
allocate:
  %count.at = getelementptr i8, ptr %items, i64 <value>
  %count = load i64, ptr %count.at
  %block = call i64 @pyexec_object_new_array(ptr %heap, i64 %count, i64 <size>)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %drop, label %begin
begin:
  %data = getelementptr i8, ptr %heap, i64 %block
  %to.first = getelementptr i8, ptr %data, i64 8
"""

# Python code that runs meanwhile may change a list: all is read again for each element.
_ELEMENTS: Final = """\
  %type.at = getelementptr i8, ptr %items, i64 <type>
  %type = load ptr, ptr %type.at
  %is.list = icmp eq ptr %type, @PyList_Type
  %pointer.at = getelementptr i8, ptr %items, i64 <list items>
  %side.by.side = getelementptr i8, ptr %items, i64 <items>
  br label %next
next:
  %index = phi i64 [ 0, %begin ], [ %index.next, %write ]
  %to = phi ptr [ %to.first, %begin ], [ %to.next, %write ]
  %count.now = load i64, ptr %count.at
  %wanted = icmp ult i64 %index, %count
  %there = icmp ult i64 %index, %count.now
  %more = and i1 %wanted, %there
  br i1 %more, label %read, label %finished, <likely>
read:
  %pointer = load ptr, ptr %pointer.at
  %first = select i1 %is.list, ptr %pointer, ptr %side.by.side
  %place = getelementptr ptr, ptr %first, i64 %index
  %item = load ptr, ptr %place
  %pair = call <pair> <arriving>(ptr %heap, ptr %crossing, ptr %item, i1 false)
  %element = extractvalue <pair> %pair, 0
  %fine = extractvalue <pair> %pair, 1
  br i1 %fine, label %write, label %wrong, <likely>
write:
<store>
  %index.next = add i64 %index, 1
  %to.next = getelementptr i8, ptr %to, i64 <size>
  br label %next
finished:
  call void @Py_DecRef(ptr %items)
  %length = trunc i64 %index to i32
  store i32 %length, ptr %data
  br label %made
wrong:
  call void @pyexec_object_step(ptr %crossing, i64 %index, ptr null)
  %length.so.far = trunc i64 %index to i32
  store i32 %length.so.far, ptr %data
<release>
  br label %drop
drop:
  call void @Py_DecRef(ptr %items)
  br label %failed
"""


def _tuple(conversions: Conversions, t: TupleType) -> str:
    size = size_of_pack(t.elements)
    parts, at = [], 0
    for index, element in enumerate(t.elements):
        parts.append(filled(_TUPLE_PART, {
            "<index>": str(index),
            "<next>": str(index + 1),
            "<at>": str(at),
            "<pair>": f"{{ {llvm_type(element)}, i1 }}",
            "<arriving>": conversions.arriving(element),
            "<store>\n": store(element, f"element.{index}", f"%to.{index}"),
        }))  # fmt: skip
        at += PLACE * places_of(element)
    # With no elements, nothing can be wrong in one.
    position = ", ".join(f"[ {index}, %element.at.{index} ]" for index in range(len(t.elements)))
    wrong = _TUPLE_WRONG.replace("<positions>", position) if parts else ""
    body = _TUPLE_HEAD + "".join(parts) + _TUPLE_END + wrong + _DROP
    count = len(t.elements)
    return frame_of_arriving(conversions, t, body, {"<size>": str(size), "<count>": str(count)})


_TUPLE_HEAD: Final = """\
  %items = call ptr @pyexec_object_tuple(ptr %object, i64 <count>, <name>)
  %refused = icmp eq ptr %items, null
  br i1 %refused, label %failed, label %allocate
allocate:
  %block = call i64 @pyexec_object_new_pack(ptr %heap, i64 <size>)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %drop, label %begin
begin:
  %data = getelementptr i8, ptr %heap, i64 %block
  %first = getelementptr i8, ptr %items, i64 <items>
  br label %element.at.0
"""

_TUPLE_PART: Final = """\
element.at.<index>:
  %place.<index> = getelementptr ptr, ptr %first, i64 <index>
  %item.<index> = load ptr, ptr %place.<index>
  %pair.<index> = call <pair> <arriving>(ptr %heap, ptr %crossing, ptr %item.<index>, i1 false)
  %element.<index> = extractvalue <pair> %pair.<index>, 0
  %fine.<index> = extractvalue <pair> %pair.<index>, 1
  br i1 %fine.<index>, label %write.<index>, label %wrong, <likely>
write.<index>:
  %to.<index> = getelementptr i8, ptr %data, i64 <at>
<store>
  br label %element.at.<next>
"""

_TUPLE_END: Final = """\
element.at.<count>:
  call void @Py_DecRef(ptr %items)
  br label %made
"""

_TUPLE_WRONG: Final = """\
wrong:
  %position = phi i64 <positions>
  call void @pyexec_object_step(ptr %crossing, i64 %position, ptr null)
<release>
  br label %drop
"""

_DROP: Final = """\
drop:
  call void @Py_DecRef(ptr %items)
  br label %failed
"""


def _optional(conversions: Conversions, t: OptionalType) -> str:
    base = t.base
    if not is_optional_number(t):
        arriving = conversions.arriving(base)
        return _OPTIONAL_OBJECT.replace("<arriving>", arriving)
    return frame_of_arriving(conversions, t, _OPTIONAL_NUMBER, {
        "<pair>": f"{{ {llvm_type(base)}, i1 }}",
        "<arriving>": conversions.arriving(base),
        "<size>": str(size_of_pack((base,))),
        "<store>\n": store(base, "number", "%data"),
    })  # fmt: skip


_OPTIONAL_OBJECT: Final = """
define internal { i64, i1 } NAME(ptr %heap, ptr %crossing, ptr %object, i1 %alone) {
  %none = icmp eq ptr %object, @_Py_NoneStruct
  br i1 %none, label %null, label %some
null:
  ret { i64, i1 } { i64 0, i1 true }
some:
  %pair = tail call { i64, i1 } <arriving>(ptr %heap, ptr %crossing, ptr %object, i1 %alone)
  ret { i64, i1 } %pair
}
"""

_OPTIONAL_NUMBER: Final = """\
  %none = icmp eq ptr %object, @_Py_NoneStruct
  br i1 %none, label %null, label %read
null:
<let go>
  ret { i64, i1 } { i64 0, i1 true }
read:
  %pair = call <pair> <arriving>(ptr %heap, ptr %crossing, ptr %object, i1 %alone)
  %number = extractvalue <pair> %pair, 0
  %fine = extractvalue <pair> %pair, 1
  br i1 %fine, label %allocate, label %failed
allocate:
  %block = call i64 @pyexec_object_new_pack(ptr %heap, i64 <size>)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %failed, label %write
write:
  %data = getelementptr i8, ptr %heap, i64 %block
<store>
  br label %made
"""


_MAKERS: Final[dict[type[Type], Callable[[Conversions, Any], str]]] = {
    ListType: _list,
    SequenceType: _sequence,
    TupleType: _tuple,
    DictType: arriving_dict,
    SetType: arriving_set,
    OptionalType: _optional,
}
