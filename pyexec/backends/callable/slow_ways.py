"""LLVM text of the slow ways: what wrappers do when a call is not of the usual kind.

Wrappers hold only what a usual call executes, and jump here for everything else:

    pyexec_unbound                 a function that is not compiled yet
    pyexec_bind, pyexec_convert    keywords, other types; then call again
    pyexec_wide, ..._unsigned      an exact int of more than one digit
    pyexec_whole                   another number than an exact float
    pyexec_raise, ..._from_c       an error code to Python's exception
    pyexec_trace                   the lines that it came from
    pyexec_stack_limit             how far the calling thread may recurse

One process has this code once, see support.py: to generate it takes LLVM as long as
a function of its own.
"""

from __future__ import annotations

from typing import Final

from .boxing import fill
from .externals import declarations
from .layout import Digits, ObjectLayout


def slow_ways_text(layout: ObjectLayout) -> str:
    """The LLVM text of a module with these functions."""
    text = _WIDE.replace("<two digits>", _TWO_DIGITS[layout.digits]) + _OTHERS
    text = fill(text, layout)
    return text + declarations(text)


# Are there at most two digits, are there two, and what is the sign, as a factor?
_TWO_DIGITS: Final = {
    Digits.SIZE: """\
  %above = add i64 %word, 2
  %few = icmp ult i64 %above, 5
  %half.word = ashr i64 %word, 1
  %above.one = add i64 %word, 1
  %two = icmp ugt i64 %above.one, 2
  %sign = select i1 %two, i64 %half.word, i64 %word""",
    Digits.TAG: """\
  %few = icmp ult i64 %word, 24
  %two = icmp ugt i64 %word, 15
  %code = and i64 %word, 3
  %sign = sub i64 1, %code""",
    Digits.OPAQUE: """\
  %few = icmp ne i64 %word, %word
  %two = icmp ne i64 %word, %word
  %sign = add i64 %word, 0""",
}

_WIDE: Final = """
define preserve_mostcc { i64, i1 } @pyexec_wide(ptr %object) {
  %overflow = alloca i32
  %word.at = getelementptr i8, ptr %object, i64 <value>
  %word = load i64, ptr %word.at
<two digits>
  br i1 %few, label %digits, label %ask
digits:
  %low.at = getelementptr i8, ptr %object, i64 <digits>
  %high.at = getelementptr i8, ptr %object, i64 <second digit>
  %low = load i32, ptr %low.at
  %high = load i32, ptr %high.at
  %low.wide = zext i32 %low to i64
  %high.there = select i1 %two, i32 %high, i32 0
  %high.wide = zext i32 %high.there to i64
  %high.moved = shl i64 %high.wide, 30
  %magnitude = or i64 %high.moved, %low.wide
  %value = mul i64 %magnitude, %sign
  %read = insertvalue { i64, i1 } { i64 0, i1 true }, i64 %value, 0
  ret { i64, i1 } %read
ask:
  %asked = call i64 @PyLong_AsLongLongAndOverflow(ptr %object, ptr %overflow)
  %overflowed = load i32, ptr %overflow
  %fits = icmp eq i32 %overflowed, 0
  %half = insertvalue { i64, i1 } poison, i64 %asked, 0
  %whole = insertvalue { i64, i1 } %half, i1 %fits, 1
  ret { i64, i1 } %whole
}
"""

_OTHERS: Final = """
; An int that is negative or beyond 2**64 - 1 does not fit.
define preserve_mostcc { i64, i1 } @pyexec_wide_unsigned(ptr %object) {
  %value = call i64 @PyLong_AsUnsignedLongLong(ptr %object)
  %error = call ptr @PyErr_Occurred()
  %fine = icmp eq ptr %error, null
  br i1 %fine, label %done, label %overflow
done:
  %read = insertvalue { i64, i1 } { i64 0, i1 true }, i64 %value, 0
  ret { i64, i1 } %read
overflow:
  call void @PyErr_Clear()
  ret { i64, i1 } zeroinitializer
}

; An int for a float, or an object of a subclass of float, such as numpy.float64.
; The processor rounds half to even, as int's own conversion does.
define preserve_mostcc { double, i1 } @pyexec_whole(ptr %object) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyLong_Type
  br i1 %exact, label %int, label %other
int:
  %asked = call preserve_mostcc { i64, i1 } @pyexec_wide(ptr %object)
  %value = extractvalue { i64, i1 } %asked, 0
  %fits = extractvalue { i64, i1 } %asked, 1
  %double = sitofp i64 %value to double
  %half = insertvalue { double, i1 } poison, double %double, 0
  %whole = insertvalue { double, i1 } %half, i1 %fits, 1
  ret { double, i1 } %whole
other:
  %derived = call i32 @PyType_IsSubtype(ptr %type, ptr @PyFloat_Type)
  %related = icmp ne i32 %derived, 0
  br i1 %related, label %float, label %neither
float:
  %value.at = getelementptr i8, ptr %object, i64 <value>
  %own = load double, ptr %value.at
  %own.whole = insertvalue { double, i1 } { double 0.0, i1 true }, double %own, 0
  ret { double, i1 } %own.whole
neither:
  ret { double, i1 } zeroinitializer
}

; A function without machine code of its own: its binder compiles it and does the call.
define ptr @pyexec_unbound(ptr %self, ptr %arguments, i64 %count, ptr %keywords) {
  %binder.at = getelementptr i8, ptr %self, i64 <binder>
  %binder = load ptr, ptr %binder.at
  %result = call ptr @call(ptr %binder, ptr %arguments, i64 %count, ptr %keywords)
  ret ptr %result
}

; Keywords, or a wrong count: the binder gives all arguments in order.
define ptr @pyexec_bind(ptr %self, ptr %arguments, i64 %count, ptr %keywords) {
  %binder.at = getelementptr i8, ptr %self, i64 <binder>
  %binder = load ptr, ptr %binder.at
  %result = tail call ptr @again(ptr %self, ptr %binder, ptr %arguments, i64 %count, ptr %keywords)
  ret ptr %result
}

; Other types: the converter gives exact values of the right ones.
define ptr @pyexec_convert(ptr %self, ptr %arguments, i64 %count) {
  %converter.at = getelementptr i8, ptr %self, i64 <converter>
  %converter = load ptr, ptr %converter.at
  %result = tail call ptr @again(ptr %self, ptr %converter, ptr %arguments, i64 %count, ptr null)
  ret ptr %result
}

; The callable may be replaced in the function object while it runs.
define internal ptr @call(ptr %callable, ptr %arguments, i64 %count, ptr %keywords) {
  call void @Py_IncRef(ptr %callable)
  %result = call ptr @PyObject_Vectorcall(ptr %callable, ptr %arguments, i64 %count, ptr %keywords)
  call void @Py_DecRef(ptr %callable)
  ret ptr %result
}

; The call again, with what the binder or the converter gives.
define internal ptr @again(ptr %self, ptr %callable, ptr %arguments, i64 %count, ptr %keywords) {
  %tuple = call ptr @call(ptr %callable, ptr %arguments, i64 %count, ptr %keywords)
  %failed = icmp eq ptr %tuple, null
  br i1 %failed, label %end, label %call
call:
  %size = call i64 @PyTuple_Size(ptr %tuple)
  %bound = or i64 %size, <bound>
  %items = getelementptr i8, ptr %tuple, i64 <items>
  %vectorcall.at = getelementptr i8, ptr %self, i64 <vectorcall>
  %vectorcall = load ptr, ptr %vectorcall.at
  %result = call ptr %vectorcall(ptr %self, ptr %items, i64 %bound, ptr null)
  call void @Py_DecRef(ptr %tuple)
  ret ptr %result
end:
  ret ptr null
}

; An error code, and the module's table: class, message, the message's length.
define ptr @pyexec_raise(i32 %code, ptr %errors) {
  %before = sub i32 %code, 1
  %index = zext i32 %before to i64
  %row = getelementptr { ptr, ptr, i64 }, ptr %errors, i64 %index
  %variable = load ptr, ptr %row
  %class = load ptr, ptr %variable
  %length.at = getelementptr i8, ptr %row, i64 16
  %length = load i64, ptr %length.at
  %plain = icmp eq i64 %length, 0
  br i1 %plain, label %bare, label %worded
bare:
  call void @PyErr_SetNone(ptr %class)
  ret ptr null
worded:
  %characters.at = getelementptr i8, ptr %row, i64 8
  %characters = load ptr, ptr %characters.at
  %message = call ptr @PyUnicode_DecodeUTF8(ptr %characters, i64 %length, ptr @surrogatepass)
  %failed = icmp eq ptr %message, null
  br i1 %failed, label %end, label %set
set:
  call void @PyErr_SetObject(ptr %class, ptr %message)
  call void @Py_DecRef(ptr %message)
  br label %end
end:
  ret ptr null
}
@surrogatepass = private unnamed_addr constant [14 x i8] c"surrogatepass\\00"

; Let the exception that is set have a traceback, by the number of its place.  Where there is
; no room for one it has none; an interrupt takes its place.
define void @pyexec_trace(ptr %self, i32 %site) {
  %class = alloca ptr
  %value = alloca ptr
  %trace = alloca ptr
  %arguments = alloca [2 x ptr]
  call void @PyErr_Fetch(ptr %class, ptr %value, ptr %trace)
  call void @PyErr_NormalizeException(ptr %class, ptr %value, ptr %trace)
  %definition.at = getelementptr i8, ptr %self, i64 <definition>
  %definition = load ptr, ptr %definition.at
  store ptr %definition, ptr %arguments
  %site.wide = zext i32 %site to i64
  %number = call ptr @PyLong_FromLongLong(i64 %site.wide)
  %full = icmp eq ptr %number, null
  br i1 %full, label %failed, label %ask
ask:
  %second = getelementptr ptr, ptr %arguments, i64 1
  store ptr %number, ptr %second
  %made = call ptr @PyObject_Vectorcall(ptr @pyexec_traceback_of, ptr %arguments, i64 2, ptr null)
  call void @Py_DecRef(ptr %number)
  %lost = icmp eq ptr %made, null
  br i1 %lost, label %failed, label %have
have:
  %none = icmp eq ptr %made, @_Py_NoneStruct
  br i1 %none, label %drop, label %exchange
drop:
  call void @Py_DecRef(ptr %made)
  br label %restore
exchange:
  %trace.old = load ptr, ptr %trace
  call void @Py_DecRef(ptr %trace.old)
  store ptr %made, ptr %trace
  br label %restore
failed:
  %usual = load ptr, ptr @PyExc_Exception
  %usually = call i32 @PyErr_ExceptionMatches(ptr %usual)
  %other = icmp eq i32 %usually, 0
  br i1 %other, label %replace, label %forget
forget:
  call void @PyErr_Clear()
  br label %restore
replace:
  %class.lost = load ptr, ptr %class
  %value.lost = load ptr, ptr %value
  %trace.lost = load ptr, ptr %trace
  call void @Py_DecRef(ptr %class.lost)
  call void @Py_DecRef(ptr %value.lost)
  call void @Py_DecRef(ptr %trace.lost)
  ret void
restore:
  %class.was = load ptr, ptr %class
  %value.was = load ptr, ptr %value
  %trace.was = load ptr, ptr %trace
  call void @PyErr_Restore(ptr %class.was, ptr %value.was, ptr %trace.was)
  ret void
}

; For C callers.  A thread that Python does not know has no place for an exception,
; so there it goes to sys.unraisablehook, as from any C callback.
define void @pyexec_raise_from_c(i32 %code, ptr %errors) {
  %state = call ptr @PyGILState_GetThisThreadState()
  %foreign = icmp eq ptr %state, null
  %lock = call i32 @PyGILState_Ensure()
  %null = call ptr @pyexec_raise(i32 %code, ptr %errors)
  br i1 %foreign, label %report, label %end
report:
  call void @PyErr_WriteUnraisable(ptr null)
  br label %end
end:
  call void @PyGILState_Release(i32 %lock)
  ret void
}

; Kept for each thread, see stack.py.
define ptr @pyexec_stack_limit() {
  %limit = call ptr @PyThread_tss_get(ptr @pyexec_stack_key)
  %known = icmp ne ptr %limit, null
  br i1 %known, label %done, label %measure
done:
  ret ptr %limit
measure:
  %measured = call ptr @pyexec_measure_stack()
  ret ptr %measured
}
"""
