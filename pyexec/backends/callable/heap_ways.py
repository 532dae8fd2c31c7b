"""LLVM text of what wrappers do with the heaps of this process.

    text = bodies + heap_ways_text()       # of heap.prepare and messages.forget in `rt/`

    pyexec_heap_prepare    an empty heap of fresh memory
    pyexec_heap_take       a heap that no other call uses, for one that lets other threads run
    pyexec_heap_give       that heap, back for the next such call
    pyexec_heap_raise      an error code to Python's exception, where the message may stand
                           in the heap, as a text that is freed
    pyexec_heap_drain      what the heap has of printed text to Python's `print`
    pyexec_heap_said       False, with an exception, if printing has failed during the call
    pyexec_heap_answer     the answer of a call that prints, or null if that has failed

Heaps that are idle form a list: the first eight bytes of each, which lie below what the heap
uses, hold the base of the next.  Whoever changes the list holds `@pyexec.lock` for those few
instructions; a call from C may come without Python's own lock.
"""

from __future__ import annotations

from typing import Final

from ...rt.layout import HEAP, MESSAGE, OUTPUT
from ..llvm.text import body_symbol

# Of `rt/`, what the text calls.
BODIES: Final = ("heap.prepare", "messages.forget", "printed.dropped")


def heap_ways_text() -> str:
    """The LLVM text of these functions, to be appended to that of the bodies."""
    text = _TEXT + _PRINTING
    text = text.replace("<message>", str(HEAP + MESSAGE)).replace("<output>", str(HEAP + OUTPUT))
    for name in BODIES:
        text = text.replace(f"<{name}>", f'@"{body_symbol(name)}"')
    return text


# What the wrapper of a function that prints adds to its module, for the operation `drain`.
DRAIN: Final = """
define internal i64 @program.drain(ptr %heap, i64 %now) alwaysinline {
  call void @pyexec_heap_drain(ptr %heap)
  ret i64 %now
}
"""

_TEXT: Final = """
@pyexec.idle = internal global ptr null
@pyexec.lock = internal global i32 0

define void @pyexec_heap_prepare(ptr %heap, i64 %end) {
  call void <heap.prepare>(ptr %heap, i64 %end)
  ret void
}

define internal void @lock() alwaysinline {
  br label %try
try:
  %old = atomicrmw xchg ptr @pyexec.lock, i32 1 acquire
  %busy = icmp ne i32 %old, 0
  br i1 %busy, label %try, label %done
done:
  ret void
}

define internal void @unlock() alwaysinline {
  store atomic i32 0, ptr @pyexec.lock release, align 4
  ret void
}

define ptr @pyexec_heap_take() {
  call void @lock()
  %first = load ptr, ptr @pyexec.idle
  %none = icmp eq ptr %first, null
  br i1 %none, label %make, label %take
take:
  %next = load ptr, ptr %first
  store ptr %next, ptr @pyexec.idle
  call void @unlock()
  ret ptr %first
make:
  call void @unlock()
  %made = call ptr @pyexec_heap_make()
  ret ptr %made
}

define void @pyexec_heap_give(ptr %heap) {
  call void @lock()
  %next = load ptr, ptr @pyexec.idle
  store ptr %next, ptr %heap
  store ptr %heap, ptr @pyexec.idle
  call void @unlock()
  ret void
}

define internal ptr @text.object(ptr %heap, i64 %text) {
  %size.at = getelementptr i8, ptr %heap, i64 %text
  %size = load i32, ptr %size.at
  %size.wide = zext i32 %size to i64
  %width.at = getelementptr i8, ptr %size.at, i64 4
  %width = load i8, ptr %width.at
  %width.wide = zext i8 %width to i32
  %characters = getelementptr i8, ptr %size.at, i64 8
  %object = call ptr @PyUnicode_FromKindAndData(i32 %width.wide, ptr %characters, i64 %size.wide)
  ret ptr %object
}

; A row of the module's table has the length -1 where the message is in the heap.  Without a
; heap, there was no room for one.
define ptr @pyexec_heap_raise(i32 %code, ptr %errors, ptr %heap) {
  %missing = icmp eq ptr %heap, null
  br i1 %missing, label %full, label %look
full:
  %no.memory = tail call ptr @PyErr_NoMemory()
  ret ptr %no.memory
look:
  %before = sub i32 %code, 1
  %index = zext i32 %before to i64
  %row = getelementptr { ptr, ptr, i64 }, ptr %errors, i64 %index
  %length.at = getelementptr i8, ptr %row, i64 16
  %length = load i64, ptr %length.at
  %constant = icmp ne i64 %length, -1
  br i1 %constant, label %plain, label %computed
plain:
  %null = tail call ptr @pyexec_raise(i32 %code, ptr %errors)
  ret ptr %null
computed:
  %variable = load ptr, ptr %row
  %class = load ptr, ptr %variable
  %text.at = getelementptr i8, ptr %heap, i64 <message>
  %text = load i64, ptr %text.at
  %message = call ptr @text.object(ptr %heap, i64 %text)
  call void <messages.forget>(ptr %heap)
  %failed = icmp eq ptr %message, null
  br i1 %failed, label %end, label %made
made:
  %of.key = load ptr, ptr @PyExc_KeyError
  %is.key = call i32 @PyType_IsSubtype(ptr %class, ptr %of.key)
  %about.key = icmp ne i32 %is.key, 0
  br i1 %about.key, label %find, label %set
find:
  %slot = alloca ptr
  store ptr %message, ptr %slot
  %key = call ptr @PyObject_Vectorcall(ptr @pyexec_heap_key, ptr %slot, i64 1, ptr null)
  call void @Py_DecRef(ptr %message)
  %lost = icmp eq ptr %key, null
  br i1 %lost, label %end, label %set
set:
  ; In a tuple: a key that is a tuple itself would be taken for all the arguments.
  %argument = phi ptr [ %message, %made ], [ %key, %find ]
  %arguments = call ptr (i64, ...) @PyTuple_Pack(i64 1, ptr %argument)
  call void @Py_DecRef(ptr %argument)
  %unpacked = icmp eq ptr %arguments, null
  br i1 %unpacked, label %end, label %raise
raise:
  call void @PyErr_SetObject(ptr %class, ptr %arguments)
  call void @Py_DecRef(ptr %arguments)
  br label %end
end:
  ret ptr null
}

; For C callers; see `pyexec_raise_from_c`.
define void @pyexec_heap_raise_from_c(i32 %code, ptr %errors, ptr %heap) {
  %state = call ptr @PyGILState_GetThisThreadState()
  %foreign = icmp eq ptr %state, null
  %lock = call i32 @PyGILState_Ensure()
  %null = call ptr @pyexec_heap_raise(i32 %code, ptr %errors, ptr %heap)
  br i1 %foreign, label %report, label %end
report:
  call void @PyErr_WriteUnraisable(ptr null)
  br label %end
end:
  call void @PyGILState_Release(i32 %lock)
  ret void
}
"""

# Printing runs Python code, for which the lock is taken if the call has given it up.
_PRINTING: Final = """
define void @pyexec_heap_drain(ptr %heap) noinline {
  %text.at = getelementptr i8, ptr %heap, i64 <output>
  %text = load i64, ptr %text.at
  %nothing = icmp eq i64 %text, 0
  br i1 %nothing, label %end, label %make
make:
  %lock = call i32 @PyGILState_Ensure()
  %slot = alloca ptr
  %object = call ptr @text.object(ptr %heap, i64 %text)
  call void <printed.dropped>(ptr %heap)
  store ptr %object, ptr %slot
  %full = icmp eq ptr %object, null
  br i1 %full, label %lost, label %say
say:
  %none = call ptr @PyObject_Vectorcall(ptr @pyexec_heap_say, ptr %slot, i64 1, ptr null)
  call void @Py_DecRef(ptr %object)
  call void @Py_DecRef(ptr %none)
  %failed = icmp eq ptr %none, null
  br i1 %failed, label %lost, label %unlock
lost:
  call void @PyErr_WriteUnraisable(ptr null)
  br label %unlock
unlock:
  call void @PyGILState_Release(i32 %lock)
  br label %end
end:
  ret void
}

; An exception that is set already is kept, or given up for that of printing, which came first.
define i1 @pyexec_heap_said() {
  %class.at = alloca ptr
  %value.at = alloca ptr
  %trace.at = alloca ptr
  call void @PyErr_Fetch(ptr %class.at, ptr %value.at, ptr %trace.at)
  %class = load ptr, ptr %class.at
  %value = load ptr, ptr %value.at
  %trace = load ptr, ptr %trace.at
  %none = call ptr @PyObject_Vectorcall(ptr @pyexec_heap_said_all, ptr null, i64 0, ptr null)
  %failed = icmp eq ptr %none, null
  call void @Py_DecRef(ptr %none)
  br i1 %failed, label %drop, label %restore
drop:
  call void @Py_DecRef(ptr %class)
  call void @Py_DecRef(ptr %value)
  call void @Py_DecRef(ptr %trace)
  ret i1 false
restore:
  call void @PyErr_Restore(ptr %class, ptr %value, ptr %trace)
  ret i1 true
}

define ptr @pyexec_heap_answer(ptr %answer) {
  %fine = call i1 @pyexec_heap_said()
  br i1 %fine, label %give, label %drop
give:
  ret ptr %answer
drop:
  call void @Py_DecRef(ptr %answer)
  ret ptr null
}

; For C callers; see `pyexec_raise_from_c`.
define void @pyexec_heap_said_from_c() {
  %state = call ptr @PyGILState_GetThisThreadState()
  %foreign = icmp eq ptr %state, null
  %lock = call i32 @PyGILState_Ensure()
  %fine = call i1 @pyexec_heap_said()
  %quiet = xor i1 %foreign, true
  %done = or i1 %fine, %quiet
  br i1 %done, label %end, label %report
report:
  call void @PyErr_WriteUnraisable(ptr null)
  br label %end
end:
  call void @PyGILState_Release(i32 %lock)
  ret void
}
"""
