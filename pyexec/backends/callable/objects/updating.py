"""LLVM text of how objects take over what has changed in their blocks: `updating`, `same`.

An object that holds what its block holds is left alone.  Else it is filled anew, with the
objects that came in where their blocks are still there.
"""

from __future__ import annotations

from typing import Final

from ....interface import Required
from ....object_types import DictType, ListType, OptionalType, SetType
from ....types import Type
from ...llvm.text import llvm_type
from .conversions import DICTS, SETS, Conversions, bytes_of, filled, load
from .leaving import walk
from .numbers import same_number

# Comparing


def same(conversions: Conversions, t: Type) -> str:
    """The function that tells whether a value is what an object became."""
    if t.is_object:
        return _SAME_OBJECT if isinstance(t, OptionalType) else _SAME_BLOCK
    return same_number(conversions, t)


_SAME_BLOCK: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, i64 %block, ptr %object) alwaysinline {
  %known = call ptr @pyexec_object_known(ptr %heap, ptr %crossing, i64 %block)
  %equal = icmp eq ptr %known, %object
  ret i1 %equal
}
"""

_SAME_OBJECT: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, i64 %value, ptr %object) alwaysinline {
  %none = icmp eq i64 %value, 0
  br i1 %none, label %null, label %some
null:
  %is.none = icmp eq ptr %object, @_Py_NoneStruct
  ret i1 %is.none
some:
  %known = call ptr @pyexec_object_known(ptr %heap, ptr %crossing, i64 %value)
  %equal = icmp eq ptr %known, %object
  ret i1 %equal
}
"""

# Changing


def updating(conversions: Conversions, t: Type) -> str:
    """The function that changes an object so that it holds what its block holds."""
    match t:
        case ListType():
            return _list(conversions, t)
        case DictType():
            return _dict(conversions, t)
        case SetType():
            return _set(conversions, t)
    raise AssertionError(f"{t} cannot be changed")


def _list(conversions: Conversions, t: ListType) -> str:
    element = t.element
    return filled(_LIST, {
        "<number>": llvm_type(element),
        "<size>": str(bytes_of(element)),
        "<same>": conversions.same(element),
        "<leaving>": conversions.leaving(element),
        "<load old>\n": load(element, "old", "%old.at"),
        "<load new>\n": load(element, "new", "%new.at"),
    })  # fmt: skip


# Where a function has got another sequence than a list, it has worked on a list of its own.
# Python code that runs while the new elements are made may change the list that is read.
_LIST: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, ptr %object, i64 %block) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %derived = call i32 @PyType_IsSubtype(ptr %type, ptr @PyList_Type)
  %is.list = icmp ne i32 %derived, 0
  br i1 %is.list, label %list, label %unchanged
list:
  %data = getelementptr i8, ptr %heap, i64 %block
  %length.short = load i32, ptr %data
  %length = zext i32 %length.short to i64
  %storage.at = getelementptr i8, ptr %data, i64 8
  %storage = load i64, ptr %storage.at
  %elements = getelementptr i8, ptr %heap, i64 %storage
  %size.at = getelementptr i8, ptr %object, i64 <value>
  %pointer.at = getelementptr i8, ptr %object, i64 <list items>
  br label %compare
compare:
  %index = phi i64 [ 0, %list ], [ %index.next, %equal ]
  %size = load i64, ptr %size.at
  %beyond = icmp uge i64 %index, %length
  br i1 %beyond, label %end, label %inside
inside:
  %short = icmp uge i64 %index, %size
  br i1 %short, label %changed, label %look
look:
  %old.distance = mul i64 %index, <size>
  %old.at = getelementptr i8, ptr %elements, i64 %old.distance
<load old>
  %pointer = load ptr, ptr %pointer.at
  %place = getelementptr ptr, ptr %pointer, i64 %index
  %item = load ptr, ptr %place
  %is.same = call i1 <same>(ptr %heap, ptr %crossing, <number> %old, ptr %item)
  br i1 %is.same, label %equal, label %changed
equal:
  %index.next = add i64 %index, 1
  br label %compare
end:
  %exact = icmp eq i64 %size, %length
  br i1 %exact, label %unchanged, label %changed
unchanged:
  ret i1 true
changed:
  %contents = call ptr @PyList_New(i64 %length)
  %full = icmp eq ptr %contents, null
  br i1 %full, label %failed, label %begin
begin:
  %contents.at = getelementptr i8, ptr %contents, i64 <list items>
  %contents.items = load ptr, ptr %contents.at
  br label %next
next:
  %number = phi i64 [ 0, %begin ], [ %number.next, %write ]
  %more = icmp ult i64 %number, %length
  br i1 %more, label %make, label %refill
make:
  %new.distance = mul i64 %number, <size>
  %new.at = getelementptr i8, ptr %elements, i64 %new.distance
<load new>
  %size.now = load i64, ptr %size.at
  %there = icmp ult i64 %number, %size.now
  br i1 %there, label %try, label %box
try:
  %pointer.now = load ptr, ptr %pointer.at
  %place.now = getelementptr ptr, ptr %pointer.now, i64 %number
  %old.item = load ptr, ptr %place.now
  call void @Py_IncRef(ptr %old.item)
  %still = call i1 <same>(ptr %heap, ptr %crossing, <number> %new, ptr %old.item)
  br i1 %still, label %write, label %drop
drop:
  call void @Py_DecRef(ptr %old.item)
  br label %box
box:
  %made = call ptr <leaving>(ptr %heap, ptr %crossing, <number> %new)
  %lost = icmp eq ptr %made, null
  br i1 %lost, label %give.up, label %write
write:
  %new.item = phi ptr [ %old.item, %try ], [ %made, %box ]
  %to = getelementptr ptr, ptr %contents.items, i64 %number
  store ptr %new.item, ptr %to
  %number.next = add i64 %number, 1
  br label %next
refill:
  %fine = call i1 @pyexec_object_refill(ptr %object, ptr %contents)
  ret i1 %fine
give.up:
  call void @Py_DecRef(ptr %contents)
  br label %failed
failed:
  ret i1 false
}
"""


def _dict(conversions: Conversions, t: DictType) -> str:
    types = (t.key, t.value)
    key, value = Required(f"{DICTS}.key_at", types), Required(f"{DICTS}.value_at", types)
    turn = filled(_DICT_TURN, {
        "<key>\n": conversions.call(key, "i64 %block, i64 %entry", t.key, "key"),
        "<value>\n": conversions.call(value, "i64 %block, i64 %entry", t.value, "value"),
        "<key number>": llvm_type(t.key),
        "<value number>": llvm_type(t.value),
        "<same key>": conversions.same(t.key),
        "<same value>": conversions.same(t.value),
        "<release key>\n": conversions.release(t.key, "%key"),
        "<release value>\n": conversions.release(t.value, "%value"),
    })  # fmt: skip
    making = conversions.making(t)
    return filled(_DICT, {"<walk>\n": walk(conversions, DICTS, types, turn), "<new>": making})


_DICT: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, ptr %object, i64 %block) {
  %position = alloca i64
  %key.slot = alloca ptr
  %value.slot = alloca ptr
  store i64 0, ptr %position
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %derived = call i32 @PyType_IsSubtype(ptr %type, ptr @PyDict_Type)
  %is.dict = icmp ne i32 %derived, 0
  br i1 %is.dict, label %begin, label %unchanged
<walk>
finished:
  %rest = call i32 @PyDict_Next(ptr %object, ptr %position, ptr %key.slot, ptr %value.slot)
  %any = icmp ne i32 %rest, 0
  br i1 %any, label %changed, label %unchanged
unchanged:
  ret i1 true
full:
  %no.memory = call ptr @PyErr_NoMemory()
  ret i1 false
changed:
  %contents = call ptr <new>(ptr %heap, ptr %crossing, i64 %block)
  %fine = call i1 @pyexec_object_refill(ptr %object, ptr %contents)
  ret i1 %fine
}
"""

_DICT_TURN: Final = """\
  %there = call i32 @PyDict_Next(ptr %object, ptr %position, ptr %key.slot, ptr %value.slot)
  %short = icmp eq i32 %there, 0
  br i1 %short, label %changed, label %look
look:
  %key.object = load ptr, ptr %key.slot
  %value.object = load ptr, ptr %value.slot
<key>
<release key>
<value>
<release value>
  call void @Py_IncRef(ptr %key.object)
  call void @Py_IncRef(ptr %value.object)
  %key.same = call i1 <same key>(ptr %heap, ptr %crossing, <key number> %key, ptr %key.object)
  %value.same = call i1 <same value>(
      ptr %heap, ptr %crossing, <value number> %value, ptr %value.object)
  call void @Py_DecRef(ptr %value.object)
  call void @Py_DecRef(ptr %key.object)
  %both = and i1 %key.same, %value.same
  br i1 %both, label %turned, label %changed
"""


def _set(conversions: Conversions, t: SetType) -> str:
    key = Required(f"{SETS}.key_at", (t.element,))
    turn = filled(_SET_TURN, {
        "<key>\n": conversions.call(key, "i64 %block, i64 %entry", t.element, "key"),
        "<number>": llvm_type(t.element),
        "<same>": conversions.same(t.element),
        "<release key>\n": conversions.release(t.element, "%key"),
    })  # fmt: skip
    walked = walk(conversions, SETS, (t.element,), turn)
    return filled(_SET, {"<walk>\n": walked, "<new>": conversions.making(t)})


# A set that was not changed has its elements in the order in which they came in.
_SET: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, ptr %object, i64 %block) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %derived = call i32 @PyType_IsSubtype(ptr %type, ptr @PySet_Type)
  %is.set = icmp ne i32 %derived, 0
  br i1 %is.set, label %list, label %other
other:
  ret i1 true
list:
  %items = call ptr @PySequence_List(ptr %object)
  %lost = icmp eq ptr %items, null
  br i1 %lost, label %failed, label %start
start:
  %size.at = getelementptr i8, ptr %items, i64 <value>
  %size = load i64, ptr %size.at
  %pointer.at = getelementptr i8, ptr %items, i64 <list items>
  %first = load ptr, ptr %pointer.at
  %count.slot = alloca i64
  store i64 0, ptr %count.slot
  br label %begin
<walk>
finished:
  %count = load i64, ptr %count.slot
  %exact = icmp eq i64 %count, %size
  br i1 %exact, label %unchanged, label %changed
unchanged:
  call void @Py_DecRef(ptr %items)
  ret i1 true
full:
  call void @Py_DecRef(ptr %items)
  %no.memory = call ptr @PyErr_NoMemory()
  ret i1 false
changed:
  call void @Py_DecRef(ptr %items)
  %contents = call ptr <new>(ptr %heap, ptr %crossing, i64 %block)
  %fine = call i1 @pyexec_object_refill(ptr %object, ptr %contents)
  ret i1 %fine
failed:
  ret i1 false
}
"""

_SET_TURN: Final = """\
  %index = load i64, ptr %count.slot
  %short = icmp uge i64 %index, %size
  br i1 %short, label %changed, label %look
look:
  %place = getelementptr ptr, ptr %first, i64 %index
  %item = load ptr, ptr %place
<key>
<release key>
  %is.same = call i1 <same>(ptr %heap, ptr %crossing, <number> %key, ptr %item)
  %index.next = add i64 %index, 1
  store i64 %index.next, ptr %count.slot
  br i1 %is.same, label %turned, label %changed
"""
