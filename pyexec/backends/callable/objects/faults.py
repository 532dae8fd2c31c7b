"""LLVM text of how it is told where in an argument a wrong value stands: a part of `ways`.

Each container on the way out of a failure adds a step to a list, which is made where the
first one is needed; `exact.place_error` reads it.
"""

from __future__ import annotations

from typing import Final

FAULTS: Final = """
; Where a wrong value stands: at an index; for a negative one, the key of entry -1 - index;
; with a key, the value there.  What failed has set the exception, which stays.
define void @pyexec_object_step(ptr %crossing, i64 %index, ptr %key) {
  %class = alloca ptr
  %value = alloca ptr
  %trace = alloca ptr
  call void @PyErr_Fetch(ptr %class, ptr %value, ptr %trace)
  %path.at = getelementptr i8, ptr %crossing, i64 <path>
  %path.was = load ptr, ptr %path.at
  %new = icmp eq ptr %path.was, null
  br i1 %new, label %make, label %have
make:
  %made = call ptr @PyList_New(i64 0)
  store ptr %made, ptr %path.at
  br label %have
have:
  %path = phi ptr [ %path.was, %0 ], [ %made, %make ]
  %by.index = icmp eq ptr %key, null
  br i1 %by.index, label %number, label %pair
number:
  %position = call ptr @PyLong_FromLongLong(i64 %index)
  br label %add
pair:
  %list = call ptr @PyList_New(i64 0)
  %no.list = icmp eq ptr %list, null
  br i1 %no.list, label %restore, label %fill
fill:
  %filled = call i32 @PyList_Append(ptr %list, ptr %key)
  br label %add
add:
  %step = phi ptr [ %position, %number ], [ %list, %fill ]
  %no.path = icmp eq ptr %path, null
  %no.step = icmp eq ptr %step, null
  %lost = or i1 %no.path, %no.step
  br i1 %lost, label %drop, label %append
append:
  %added = call i32 @PyList_Append(ptr %path, ptr %step)
  br label %drop
drop:
  call void @Py_DecRef(ptr %step)
  br label %restore
restore:
  call void @PyErr_Clear()
  %class.was = load ptr, ptr %class
  %value.was = load ptr, ptr %value
  %trace.was = load ptr, ptr %trace
  call void @PyErr_Restore(ptr %class.was, ptr %value.was, ptr %trace.was)
  ret void
}

; The error about an argument, by its number: of its own if a value was wrong, else as it is.
define void @pyexec_object_misplaced(ptr %crossing, ptr %self, i64 %index) {
  %arguments = alloca [4 x ptr]
  %class = alloca ptr
  %value = alloca ptr
  %trace = alloca ptr
  call void @PyErr_Fetch(ptr %class, ptr %value, ptr %trace)
  call void @PyErr_NormalizeException(ptr %class, ptr %value, ptr %trace)
  %path.at = getelementptr i8, ptr %crossing, i64 <path>
  %path.was = load ptr, ptr %path.at
  %empty = icmp eq ptr %path.was, null
  %path = select i1 %empty, ptr @_Py_NoneStruct, ptr %path.was
  %number = call ptr @PyLong_FromLongLong(i64 %index)
  %failed = icmp eq ptr %number, null
  br i1 %failed, label %end, label %ask
ask:
  %error = load ptr, ptr %value
  store ptr %error, ptr %arguments
  %second = getelementptr ptr, ptr %arguments, i64 1
  store ptr %self, ptr %second
  %third = getelementptr ptr, ptr %arguments, i64 2
  store ptr %number, ptr %third
  %fourth = getelementptr ptr, ptr %arguments, i64 3
  store ptr %path, ptr %fourth
  %placed = call ptr @PyObject_Vectorcall(
      ptr @pyexec_object_place_error, ptr %arguments, i64 4, ptr null)
  call void @Py_DecRef(ptr %number)
  %raised = icmp eq ptr %placed, null
  br i1 %raised, label %end, label %other
other:
  call void @Py_DecRef(ptr %placed)
  %class.own = load ptr, ptr %class
  %trace.own = load ptr, ptr %trace
  call void @PyErr_Restore(ptr %class.own, ptr %error, ptr %trace.own)
  ret void
end:
  %class.was = load ptr, ptr %class
  %value.was = load ptr, ptr %value
  %trace.was = load ptr, ptr %trace
  call void @Py_DecRef(ptr %class.was)
  call void @Py_DecRef(ptr %value.was)
  call void @Py_DecRef(ptr %trace.was)
  ret void
}
"""
