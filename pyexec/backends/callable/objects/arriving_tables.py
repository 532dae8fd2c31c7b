"""LLVM text of how dicts and sets become blocks: parts of `arriving`."""

from __future__ import annotations

from typing import Final

from ....interface import Required
from ....object_types import DictType, SetType
from ....types import NONE
from ...llvm.text import llvm_type
from .conversions import DICTS, SETS, Conversions
from .frames import frame_of_arriving


def arriving_dict(conversions: Conversions, t: DictType) -> str:
    """The function that makes a block of a dict."""
    room = Required(f"{DICTS}.with_room", (t.key, t.value))
    put = Required(f"{DICTS}.set_item", (t.key, t.value))
    entry = f"i64 %block, {llvm_type(t.key)} %key, {llvm_type(t.value)} %value"
    release_both = conversions.release(t.key, "%key") + conversions.release(t.value, "%value")
    return frame_of_arriving(conversions, t, _DICT, {
        "<allocate>\n": conversions.call(room, "i64 %count", t, "block"),
        "<key pair>": f"{{ {llvm_type(t.key)}, i1 }}",
        "<value pair>": f"{{ {llvm_type(t.value)}, i1 }}",
        "<arriving key>": conversions.arriving(t.key),
        "<arriving value>": conversions.arriving(t.value),
        "<put>\n": conversions.call(put, entry, NONE, "put").replace("%full", "%unput"),
        "<release both>\n": release_both,
        "<release key>\n": conversions.release(t.key, "%key"),
    })  # fmt: skip


# Key and value are kept alive: Python code that runs meanwhile may take them from the dict.
_DICT: Final = """\
  %position = alloca i64
  %key.slot = alloca ptr
  %value.slot = alloca ptr
  store i64 0, ptr %position
  %items = call ptr @pyexec_object_dict(ptr %object, <name>)
  %refused = icmp eq ptr %items, null
  br i1 %refused, label %failed, label %allocate
allocate:
  %count = call i64 @PyDict_Size(ptr %items)
<allocate>
  br label %allocated
allocated:
  br label %next
next:
  %index = phi i64 [ 0, %allocated ], [ %index.next, %written ]
  %more = call i32 @PyDict_Next(ptr %items, ptr %position, ptr %key.slot, ptr %value.slot)
  %any = icmp ne i32 %more, 0
  br i1 %any, label %read, label %finished
read:
  %key.object = load ptr, ptr %key.slot
  %value.object = load ptr, ptr %value.slot
  call void @Py_IncRef(ptr %key.object)
  call void @Py_IncRef(ptr %value.object)
  %key.pair = call <key pair> <arriving key>(ptr %heap, ptr %crossing, ptr %key.object, i1 false)
  %key = extractvalue <key pair> %key.pair, 0
  %key.fine = extractvalue <key pair> %key.pair, 1
  br i1 %key.fine, label %read.value, label %wrong.key, <likely>
read.value:
  %value.pair = call <value pair> <arriving value>(
      ptr %heap, ptr %crossing, ptr %value.object, i1 false)
  %value = extractvalue <value pair> %value.pair, 0
  %value.fine = extractvalue <value pair> %value.pair, 1
  br i1 %value.fine, label %write, label %wrong.value, <likely>
write:
<put>
  br label %written
written:
<release both>
  call void @Py_DecRef(ptr %value.object)
  call void @Py_DecRef(ptr %key.object)
  %index.next = add i64 %index, 1
  br label %next
finished:
  call void @Py_DecRef(ptr %items)
  br label %made
unput:
  %no.memory.put = call ptr @PyErr_NoMemory()
<release both>
  br label %wrong
wrong.value:
  call void @pyexec_object_step(ptr %crossing, i64 0, ptr %key.object)
<release key>
  br label %wrong
wrong.key:
  %before.key = xor i64 %index, -1
  call void @pyexec_object_step(ptr %crossing, i64 %before.key, ptr null)
  br label %wrong
wrong:
  call void @Py_DecRef(ptr %value.object)
  call void @Py_DecRef(ptr %key.object)
<release>
  br label %drop
full:
  %no.memory = call ptr @PyErr_NoMemory()
  br label %drop
drop:
  call void @Py_DecRef(ptr %items)
  br label %failed
"""


def arriving_set(conversions: Conversions, t: SetType) -> str:
    """The function that makes a block of a set."""
    element = t.element
    room, add = Required(f"{SETS}.with_room", (element,)), Required(f"{SETS}.add", (element,))
    entry = f"i64 %block, {llvm_type(element)} %element"
    return frame_of_arriving(conversions, t, _SET, {
        "<allocate>\n": conversions.call(room, "i64 %count", t, "block"),
        "<pair>": f"{{ {llvm_type(element)}, i1 }}",
        "<arriving>": conversions.arriving(element),
        "<put>\n": conversions.call(add, entry, NONE, "put").replace("%full", "%unput"),
        "<release element>\n": conversions.release(element, "%element"),
    })  # fmt: skip


# The list of its elements is nobody else's.
_SET: Final = """\
  %items = call ptr @pyexec_object_elements(ptr %object, <name>)
  %refused = icmp eq ptr %items, null
  br i1 %refused, label %failed, label %allocate
allocate:
  %count.at = getelementptr i8, ptr %items, i64 <value>
  %count = load i64, ptr %count.at
<allocate>
  br label %allocated
allocated:
  %pointer.at = getelementptr i8, ptr %items, i64 <list items>
  %first = load ptr, ptr %pointer.at
  br label %next
next:
  %index = phi i64 [ 0, %allocated ], [ %index.next, %written ]
  %more = icmp ult i64 %index, %count
  br i1 %more, label %read, label %finished
read:
  %place = getelementptr ptr, ptr %first, i64 %index
  %item = load ptr, ptr %place
  %pair = call <pair> <arriving>(ptr %heap, ptr %crossing, ptr %item, i1 false)
  %element = extractvalue <pair> %pair, 0
  %fine = extractvalue <pair> %pair, 1
  br i1 %fine, label %write, label %wrong, <likely>
write:
<put>
  br label %written
written:
<release element>
  %index.next = add i64 %index, 1
  br label %next
finished:
  call void @Py_DecRef(ptr %items)
  br label %made
unput:
  %no.memory.put = call ptr @PyErr_NoMemory()
<release element>
  br label %undo
wrong:
  %before = xor i64 %index, -1
  call void @pyexec_object_step(ptr %crossing, i64 %before, ptr null)
  br label %undo
undo:
<release>
  br label %drop
full:
  %no.memory = call ptr @PyErr_NoMemory()
  br label %drop
drop:
  call void @Py_DecRef(ptr %items)
  br label %failed
"""
