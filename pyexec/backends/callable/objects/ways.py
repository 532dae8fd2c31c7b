"""LLVM text of what all conversions of objects share; one process has this code once.

    text = bodies + object_ways_text(layout)       # of BODIES in `rt/`

    pyexec_object_note, ..._find, ..._known    records of `rt/crossing.py`: object and block
    pyexec_object_turn, ..._finish             between arguments and results; the end of a call
    pyexec_object_update, ..._after_error      change the objects whose blocks have changed
    pyexec_object_items, ..._tuple, ..._dict, ..._elements, ..._plain
                                        an exact built-in object for what is given
    pyexec_object_exact                        an exact number for what is given
    pyexec_object_text_in, ..._text_out        texts; and the same of ranges
    pyexec_object_step, ..._misplaced          where in an argument a wrong value stands

A function that fails has set Python's exception, and gives null, -1 for a block, or false.
`%crossing` is the caller's:

    0                   STATE      +8
    ┌───────────────────┬──────────┬────────────────────────────────┐
    │ of rt/crossing.py │ path:    │ keep: 0 for a parameter that   │
    │                   │ ptr or 0 │ needs no records, NOTED or     │
    │                   │          │ UPDATED                        │
    └───────────────────┴──────────┴────────────────────────────────┘
"""

from __future__ import annotations

from typing import Final

from ....rt.crossing import BLOCK, CHANGED, COUNT, KIND, OBJECT, RECORD, RECORDS, STATE
from ...llvm.text import body_symbol
from ..boxing import fill
from ..layout import ObjectLayout
from .faults import FAULTS
from .texts import BODIES as TEXT_BODIES
from .texts import text_ways

# Of `rt/`, what the text calls.
BODIES: Final = (
    "crossing.note", "crossing.find", "crossing.turn", "crossing.close",
    "arrivals.new_list", "arrivals.new_array", "arrivals.new_pack", "arrivals.new_text",
    *TEXT_BODIES,
)  # fmt: skip

PATH: Final = STATE
KEEP: Final = STATE + 8
CROSSING_BYTES: Final = STATE + 16

# What `keep` may be: whether a parameter's objects are noted, and changed after the call.
NOTED: Final = 1
UPDATED: Final = 2


def object_ways_text(layout: ObjectLayout) -> str:
    """The LLVM text of these functions, to be appended to that of the bodies."""
    text = _RECORDS + _BLOCKS + _PLAIN + FAULTS + text_ways(layout)
    for name in BODIES:
        text = text.replace(f"<{name}>", f'@"{body_symbol(name)}"')
    fields = {
        "path": PATH, "count": COUNT, "records": RECORDS,
        "object": OBJECT, "block": BLOCK, "kind": KIND,
        "changed": CHANGED, "record": RECORD,
    }  # fmt: skip
    for name, number in fields.items():
        text = text.replace(f"<{name}>", str(number))
    return fill(text, layout)


# Where an rt function takes an address, one outside of the heap is counted from its base.
_RECORDS: Final = """
define internal i64 @near(ptr %heap, ptr %at) alwaysinline {
  %base = ptrtoint ptr %heap to i64
  %far = ptrtoint ptr %at to i64
  %distance = sub i64 %far, %base
  ret i64 %distance
}

define i1 @pyexec_object_note(
      ptr %heap, ptr %crossing, ptr %object, i64 %block, ptr %kind, i64 %keep) {
  %state = call i64 @near(ptr %heap, ptr %crossing)
  %key = ptrtoint ptr %object to i64
  %kind.number = ptrtoint ptr %kind to i64
  %changed.bit = lshr i64 %keep, 1
  %noted = call i1 <crossing.note>(
      ptr %heap, i64 %state, i64 %key, i64 %block, i64 %kind.number, i64 %changed.bit)
  br i1 %noted, label %done, label %full
done:
  call void @Py_IncRef(ptr %object)
  ret i1 true
full:
  %null = call ptr @PyErr_NoMemory()
  ret i1 false
}

; The block that stands for an object already, with a reference more; 0 if there is none.
define i64 @pyexec_object_find(ptr %heap, ptr %crossing, ptr %object, ptr %kind) {
  %state = call i64 @near(ptr %heap, ptr %crossing)
  %key = ptrtoint ptr %object to i64
  %record = call i64 <crossing.find>(ptr %heap, i64 %state, i64 %key)
  %missing = icmp eq i64 %record, 0
  br i1 %missing, label %none, label %compare
compare:
  %record.at = getelementptr i8, ptr %heap, i64 %record
  %kind.at = getelementptr i8, ptr %record.at, i64 <kind>
  %its.kind = load ptr, ptr %kind.at
  %same = icmp eq ptr %its.kind, %kind
  br i1 %same, label %found, label %none
found:
  %block.at = getelementptr i8, ptr %record.at, i64 <block>
  %block = load i64, ptr %block.at
  %data = getelementptr i8, ptr %heap, i64 %block
  %references.at = getelementptr i8, ptr %data, i64 -8
  %references = load i32, ptr %references.at
  %more = add i32 %references, 1
  store i32 %more, ptr %references.at
  ret i64 %block
none:
  ret i64 0
}

; The object that stands for a block already, which is borrowed; null if there is none.
define ptr @pyexec_object_known(ptr %heap, ptr %crossing, i64 %block) {
  %state = call i64 @near(ptr %heap, ptr %crossing)
  %record = call i64 <crossing.find>(ptr %heap, i64 %state, i64 %block)
  %missing = icmp eq i64 %record, 0
  br i1 %missing, label %none, label %found
found:
  %record.at = getelementptr i8, ptr %heap, i64 %record
  %object.at = getelementptr i8, ptr %record.at, i64 <object>
  %object = load ptr, ptr %object.at
  ret ptr %object
none:
  ret ptr null
}

define void @pyexec_object_turn(ptr %heap, ptr %crossing) {
  %state = call i64 @near(ptr %heap, ptr %crossing)
  call void <crossing.turn>(ptr %heap, i64 %state)
  ret void
}

define internal ptr @record_at(ptr %heap, ptr %crossing, i64 %index) alwaysinline {
  %records.at = getelementptr i8, ptr %crossing, i64 <records>
  %records = load i64, ptr %records.at
  %distance = mul i64 %index, <record>
  %record = add i64 %records, %distance
  %at = getelementptr i8, ptr %heap, i64 %record
  ret ptr %at
}

; What is changed after a call stands in records that were there before it.
define i1 @pyexec_object_update(ptr %heap, ptr %crossing) {
  %count.at = getelementptr i8, ptr %crossing, i64 <count>
  %count = load i64, ptr %count.at
  br label %next
next:
  %index = phi i64 [ 0, %0 ], [ %index.next, %after ]
  %more = icmp ult i64 %index, %count
  br i1 %more, label %look, label %done
look:
  %record = call ptr @record_at(ptr %heap, ptr %crossing, i64 %index)
  %changed.at = getelementptr i8, ptr %record, i64 <changed>
  %changed = load i64, ptr %changed.at
  %kind.at = getelementptr i8, ptr %record, i64 <kind>
  %kind = load ptr, ptr %kind.at
  %update = load ptr, ptr %kind
  %mutable = icmp ne ptr %update, null
  %may = icmp ne i64 %changed, 0
  %both = and i1 %mutable, %may
  br i1 %both, label %change, label %after
change:
  %object.at = getelementptr i8, ptr %record, i64 <object>
  %object = load ptr, ptr %object.at
  %block.at = getelementptr i8, ptr %record, i64 <block>
  %block = load i64, ptr %block.at
  %fine = call i1 %update(ptr %heap, ptr %crossing, ptr %object, i64 %block)
  br i1 %fine, label %after, label %failed
after:
  %index.next = add i64 %index, 1
  br label %next
done:
  ret i1 true
failed:
  ret i1 false
}

; The error that is set stays, whatever happens meanwhile.
define void @pyexec_object_update_after_error(ptr %heap, ptr %crossing) {
  %class = alloca ptr
  %value = alloca ptr
  %trace = alloca ptr
  call void @PyErr_Fetch(ptr %class, ptr %value, ptr %trace)
  %fine = call i1 @pyexec_object_update(ptr %heap, ptr %crossing)
  br i1 %fine, label %restore, label %forget
forget:
  call void @PyErr_Clear()
  br label %restore
restore:
  %class.was = load ptr, ptr %class
  %value.was = load ptr, ptr %value
  %trace.was = load ptr, ptr %trace
  call void @PyErr_Restore(ptr %class.was, ptr %value.was, ptr %trace.was)
  ret void
}

; The records give up what they refer to.
define void @pyexec_object_finish(ptr %heap, ptr %crossing) {
  %count.at = getelementptr i8, ptr %crossing, i64 <count>
  %count = load i64, ptr %count.at
  br label %next
next:
  %index = phi i64 [ 0, %0 ], [ %index.next, %give ]
  %more = icmp ult i64 %index, %count
  br i1 %more, label %give, label %close
give:
  %record = call ptr @record_at(ptr %heap, ptr %crossing, i64 %index)
  %object.at = getelementptr i8, ptr %record, i64 <object>
  %object = load ptr, ptr %object.at
  %block.at = getelementptr i8, ptr %record, i64 <block>
  %block = load i64, ptr %block.at
  %kind.at = getelementptr i8, ptr %record, i64 <kind>
  %kind = load ptr, ptr %kind.at
  %release.at = getelementptr i8, ptr %kind, i64 8
  %release = load ptr, ptr %release.at
  call void %release(ptr %heap, i64 %block)
  call void @Py_DecRef(ptr %object)
  %index.next = add i64 %index, 1
  br label %next
close:
  %state = call i64 @near(ptr %heap, ptr %crossing)
  call void <crossing.close>(ptr %heap, i64 %state)
  %path.at = getelementptr i8, ptr %crossing, i64 <path>
  %path = load ptr, ptr %path.at
  call void @Py_DecRef(ptr %path)
  ret void
}
"""

_BLOCKS: Final = """
define internal i64 @room(i64 %block) alwaysinline {
  %full = icmp eq i64 %block, 0
  br i1 %full, label %error, label %done
error:
  %null = call ptr @PyErr_NoMemory()
  ret i64 -1
done:
  ret i64 %block
}

define i64 @pyexec_object_new_list(ptr %heap, i64 %count, i64 %size) {
  %made = call i64 <arrivals.new_list>(ptr %heap, i64 %count, i64 %size)
  %block = call i64 @room(i64 %made)
  ret i64 %block
}

define i64 @pyexec_object_new_array(ptr %heap, i64 %count, i64 %size) {
  %made = call i64 <arrivals.new_array>(ptr %heap, i64 %count, i64 %size)
  %block = call i64 @room(i64 %made)
  ret i64 %block
}

define i64 @pyexec_object_new_pack(ptr %heap, i64 %size) {
  %made = call i64 <arrivals.new_pack>(ptr %heap, i64 %size)
  %block = call i64 @room(i64 %made)
  ret i64 %block
}
"""

# Each gives a new reference.
_PLAIN: Final = """
; A list or tuple: that which is given, or one of its elements.
define ptr @pyexec_object_items(ptr %object, ptr %type.name, i64 %length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %is.list = icmp eq ptr %type, @PyList_Type
  %is.tuple = icmp eq ptr %type, @PyTuple_Type
  %exact = or i1 %is.list, %is.tuple
  br i1 %exact, label %itself, label %ask, <likely>
itself:
  call void @Py_IncRef(ptr %object)
  ret ptr %object
ask:
  %made = tail call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %length)
  ret ptr %made
}

; A tuple of `size` elements, or of any number of them for -1.
define ptr @pyexec_object_tuple(ptr %object, i64 %size, ptr %type.name, i64 %length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %is.tuple = icmp eq ptr %type, @PyTuple_Type
  br i1 %is.tuple, label %measure, label %ask, <likely>
measure:
  %size.at = getelementptr i8, ptr %object, i64 <value>
  %its.size = load i64, ptr %size.at
  %equal = icmp eq i64 %its.size, %size
  %any = icmp eq i64 %size, -1
  %fits = or i1 %equal, %any
  br i1 %fits, label %itself, label %ask, <likely>
itself:
  call void @Py_IncRef(ptr %object)
  ret ptr %object
ask:
  %made = tail call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %length)
  ret ptr %made
}

define ptr @pyexec_object_dict(ptr %object, ptr %type.name, i64 %length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %is.dict = icmp eq ptr %type, @PyDict_Type
  br i1 %is.dict, label %itself, label %ask, <likely>
itself:
  call void @Py_IncRef(ptr %object)
  ret ptr %object
ask:
  %made = tail call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %length)
  ret ptr %made
}

; The elements of a set, as a list.
define ptr @pyexec_object_elements(ptr %object, ptr %type.name, i64 %length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %is.set = icmp eq ptr %type, @PySet_Type
  %is.frozen = icmp eq ptr %type, @PyFrozenSet_Type
  %exact = or i1 %is.set, %is.frozen
  br i1 %exact, label %itself, label %ask, <likely>
itself:
  %own = tail call ptr @PySequence_List(ptr %object)
  ret ptr %own
ask:
  %made = call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %length)
  %failed = icmp eq ptr %made, null
  br i1 %failed, label %end, label %list
list:
  %elements = call ptr @PySequence_List(ptr %made)
  call void @Py_DecRef(ptr %made)
  br label %end
end:
  %result = phi ptr [ null, %ask ], [ %elements, %list ]
  ret ptr %result
}

; An object of exactly the type of Python's that a type of ours, given by its name, stands for.
define ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %length) {
  %arguments = alloca [2 x ptr]
  %name = call ptr @PyUnicode_DecodeUTF8(ptr %type.name, i64 %length, ptr null)
  %failed = icmp eq ptr %name, null
  br i1 %failed, label %end, label %ask
ask:
  call void @Py_IncRef(ptr %object)
  store ptr %object, ptr %arguments
  %second = getelementptr ptr, ptr %arguments, i64 1
  store ptr %name, ptr %second
  %made = call ptr @PyObject_Vectorcall(
      ptr @pyexec_object_exact_value, ptr %arguments, i64 2, ptr null)
  call void @Py_DecRef(ptr %name)
  call void @Py_DecRef(ptr %object)
  br label %end
end:
  %result = phi ptr [ null, %0 ], [ %made, %ask ]
  ret ptr %result
}

; Put what another object of its sort holds, whose reference is given up, into an object.
define i1 @pyexec_object_refill(ptr %object, ptr %contents) {
  %arguments = alloca [2 x ptr]
  %missing = icmp eq ptr %contents, null
  br i1 %missing, label %failed, label %ask
ask:
  store ptr %object, ptr %arguments
  %second = getelementptr ptr, ptr %arguments, i64 1
  store ptr %contents, ptr %second
  %done = call ptr @PyObject_Vectorcall(
      ptr @pyexec_object_refill_object, ptr %arguments, i64 2, ptr null)
  call void @Py_DecRef(ptr %contents)
  call void @Py_DecRef(ptr %done)
  %fine = icmp ne ptr %done, null
  ret i1 %fine
failed:
  ret i1 false
}
"""
