"""LLVM text: Python objects to machine values and back, and ways out of a wrapper.

Every function is internal and named `pyexec.*`.  An unboxing function answers
`{ value, i1 }`, where the bit says that the object is of a type that it reads;
a boxing function gives a new reference, or null with Python's error set.

A name in angle brackets depends on the layout of objects; `runtime` fills it in:

    <type>, <value>, <digits>, ...   offsets in bytes, see layout.py
    <likely>                         weights for a branch that goes to the first label
    <count small %x>                 one reference more to an object that exists once
"""

from __future__ import annotations

from typing import Final

from .layout import Digits

COMPACT: Final = {
    # The word is -1, 0 or 1: also the sign, as a factor.
    Digits.SIZE: """\
  %above = add i64 %word, 1
  %compact = icmp ult i64 %above, 3
  %sign = add i64 %word, 0""",
    # At most one digit.  Zero has sign 0.
    Digits.TAG: """\
  %compact = icmp ult i64 %word, 16
  %code = and i64 %word, 3
  %sign = sub i64 1, %code""",
    Digits.OPAQUE: """\
  %compact = or i1 false, false
  %sign = add i64 0, 0""",
}

TWO_DIGITS: Final = {
    Digits.SIZE: """\
  %above = add i64 %word, 2
  %two = icmp ult i64 %above, 5
  %sign = ashr i64 %word, 1""",
    Digits.TAG: """\
  %two = icmp ult i64 %word, 24
  %code = and i64 %word, 3
  %sign = sub i64 1, %code""",
    Digits.OPAQUE: """\
  %two = or i1 false, false
  %sign = add i64 0, 0""",
}

BOX_ANY_INT: Final = """
define internal ptr @pyexec.box.int(i64 %value) alwaysinline {
  %object = call ptr @PyLong_FromLongLong(i64 %value)
  ret ptr %object
}
"""

# A digit is read even where there is none, in zero: memory that the object owns
# all the same, as blocks of memory come in units of 16 bytes.
_UNBOX_INT: Final = """
define internal { i64, i1 } @pyexec.unbox.int(ptr %object) alwaysinline {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyLong_Type
  br i1 %exact, label %int, label %other, <likely>
int:
  %word.at = getelementptr i8, ptr %object, i64 <value>
  %word = load i64, ptr %word.at
<compact>
  br i1 %compact, label %small, label %wide, <likely>
small:
  %digit.at = getelementptr i8, ptr %object, i64 <digits>
  %digit = load i32, ptr %digit.at
  %magnitude = zext i32 %digit to i64
  %value = mul i64 %magnitude, %sign
  %read = insertvalue { i64, i1 } { i64 poison, i1 true }, i64 %value, 0
  ret { i64, i1 } %read
wide:
  %asked = call { i64, i1 } @pyexec.unbox.wide(ptr %object, i64 %word)
  ret { i64, i1 } %asked
other:
  ret { i64, i1 } zeroinitializer
}
"""

_UNBOX_WIDE: Final = """
define internal { i64, i1 } @pyexec.unbox.wide(ptr %object, i64 %word) noinline {
<two digits>
  br i1 %two, label %digits, label %more
digits:
  %low.at = getelementptr i8, ptr %object, i64 <digits>
  %high.at = getelementptr i8, ptr %object, i64 <second digit>
  %low = load i32, ptr %low.at
  %high = load i32, ptr %high.at
  %low.wide = zext i32 %low to i64
  %high.wide = zext i32 %high to i64
  %high.moved = shl i64 %high.wide, 30
  %magnitude = or i64 %high.moved, %low.wide
  %value = mul i64 %magnitude, %sign
  %read = insertvalue { i64, i1 } { i64 poison, i1 true }, i64 %value, 0
  ret { i64, i1 } %read
more:
  %overflow = alloca i32
  %asked = call i64 @PyLong_AsLongLongAndOverflow(ptr %object, ptr %overflow)
  %overflowed = load i32, ptr %overflow
  %fits = icmp eq i32 %overflowed, 0
  %half = insertvalue { i64, i1 } poison, i64 %asked, 0
  %whole = insertvalue { i64, i1 } %half, i1 %fits, 1
  ret { i64, i1 } %whole
}
"""

# From 2**63 on an int is beyond `unbox.int`.
_UNBOX_UNSIGNED: Final = """
define internal { i64, i1 } @pyexec.unbox.unsigned(ptr %object) alwaysinline {
  %signed = call { i64, i1 } @pyexec.unbox.int(ptr %object)
  %value = extractvalue { i64, i1 } %signed, 0
  %read = extractvalue { i64, i1 } %signed, 1
  %natural = icmp sge i64 %value, 0
  %fits = and i1 %read, %natural
  br i1 %fits, label %done, label %ask, <likely>
done:
  %half = insertvalue { i64, i1 } { i64 poison, i1 true }, i64 %value, 0
  ret { i64, i1 } %half
ask:
  %asked = call { i64, i1 } @pyexec.unbox.large(ptr %object)
  ret { i64, i1 } %asked
}
"""

_UNBOX_LARGE: Final = """
define internal { i64, i1 } @pyexec.unbox.large(ptr %object) noinline cold {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyLong_Type
  br i1 %exact, label %int, label %other
int:
  %value = call i64 @PyLong_AsUnsignedLongLong(ptr %object)
  %error = call ptr @PyErr_Occurred()
  %fine = icmp eq ptr %error, null
  br i1 %fine, label %done, label %overflow
done:
  %read = insertvalue { i64, i1 } { i64 poison, i1 true }, i64 %value, 0
  ret { i64, i1 } %read
overflow:
  call void @PyErr_Clear()
  br label %other
other:
  ret { i64, i1 } zeroinitializer
}
"""

# The processor rounds a large int half to even, as int's own conversion does.
_UNBOX_FLOAT: Final = """
define internal { double, i1 } @pyexec.unbox.float(ptr %object) alwaysinline {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyFloat_Type
  br i1 %exact, label %float, label %other, <likely>
float:
  %value.at = getelementptr i8, ptr %object, i64 <value>
  %value = load double, ptr %value.at
  %read = insertvalue { double, i1 } { double poison, i1 true }, double %value, 0
  ret { double, i1 } %read
other:
  %asked = call { double, i1 } @pyexec.unbox.whole(ptr %object)
  ret { double, i1 } %asked
}
"""

_UNBOX_WHOLE: Final = """
define internal { double, i1 } @pyexec.unbox.whole(ptr %object) noinline {
  %int = call { i64, i1 } @pyexec.unbox.int(ptr %object)
  %value = extractvalue { i64, i1 } %int, 0
  %read = extractvalue { i64, i1 } %int, 1
  %double = sitofp i64 %value to double
  %half = insertvalue { double, i1 } poison, double %double, 0
  %whole = insertvalue { double, i1 } %half, i1 %read, 1
  ret { double, i1 } %whole
}
"""

# Finite as a double and infinite as a float: out of range.
_UNBOX_FLOAT32: Final = """
define internal { float, i1 } @pyexec.unbox.single(ptr %object) alwaysinline {
  %wide = call { double, i1 } @pyexec.unbox.float(ptr %object)
  %value = extractvalue { double, i1 } %wide, 0
  %read = extractvalue { double, i1 } %wide, 1
  %narrow = fptrunc double %value to float
  %fits = call i1 @pyexec.same.infinity(double %value, float %narrow)
  %both = and i1 %read, %fits
  %half = insertvalue { float, i1 } poison, float %narrow, 0
  %whole = insertvalue { float, i1 } %half, i1 %both, 1
  ret { float, i1 } %whole
}
"""

# A difference from itself is zero where a number is finite, NaN where it is not.
_SAME_INFINITY: Final = """
define internal i1 @pyexec.same.infinity(double %wide, float %narrow) alwaysinline {
  %difference = fsub float %narrow, %narrow
  %finite = fcmp oeq float %difference, 0.0
  %wide.difference = fsub double %wide, %wide
  %endless = fcmp uno double %wide.difference, 0.0
  %fits = or i1 %finite, %endless
  ret i1 %fits
}
"""

_UNBOX_BOOL: Final = """
define internal { i1, i1 } @pyexec.unbox.bool(ptr %object) alwaysinline {
  %true = icmp eq ptr %object, @_Py_TrueStruct
  %false = icmp eq ptr %object, @_Py_FalseStruct
  %either = or i1 %true, %false
  %half = insertvalue { i1, i1 } poison, i1 %true, 0
  %whole = insertvalue { i1, i1 } %half, i1 %either, 1
  ret { i1, i1 } %whole
}
"""

_UNBOX_COMPLEX: Final = """
define internal { { double, double }, i1 } @pyexec.unbox.complex(ptr %object) alwaysinline {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyComplex_Type
  br i1 %exact, label %complex, label %other, <likely>
complex:
  %real.at = getelementptr i8, ptr %object, i64 <value>
  %imaginary.at = getelementptr i8, ptr %object, i64 <imaginary>
  %real = load double, ptr %real.at
  %imaginary = load double, ptr %imaginary.at
  %half = insertvalue { { double, double }, i1 } { { double, double } poison, i1 true }, double %real, 0, 0
  %whole = insertvalue { { double, double }, i1 } %half, double %imaginary, 0, 1
  ret { { double, double }, i1 } %whole
other:
  ret { { double, double }, i1 } zeroinitializer
}
"""

_UNBOX_COMPLEX64: Final = """
define internal { { float, float }, i1 } @pyexec.unbox.pair(ptr %object) alwaysinline {
  %wide = call { { double, double }, i1 } @pyexec.unbox.complex(ptr %object)
  %real = extractvalue { { double, double }, i1 } %wide, 0, 0
  %imaginary = extractvalue { { double, double }, i1 } %wide, 0, 1
  %read = extractvalue { { double, double }, i1 } %wide, 1
  %real.narrow = fptrunc double %real to float
  %imaginary.narrow = fptrunc double %imaginary to float
  %real.fits = call i1 @pyexec.same.infinity(double %real, float %real.narrow)
  %imaginary.fits = call i1 @pyexec.same.infinity(double %imaginary, float %imaginary.narrow)
  %fit = and i1 %real.fits, %imaginary.fits
  %both = and i1 %read, %fit
  %start = insertvalue { { float, float }, i1 } poison, float %real.narrow, 0, 0
  %half = insertvalue { { float, float }, i1 } %start, float %imaginary.narrow, 0, 1
  %whole = insertvalue { { float, float }, i1 } %half, i1 %both, 1
  ret { { float, float }, i1 } %whole
}
"""

_BOX_INT: Final = """
define internal ptr @pyexec.box.int(i64 %value) alwaysinline {
  %index = add i64 %value, <minus smallest>
  %small = icmp ult i64 %index, <small count>
  br i1 %small, label %shared, label %new
shared:
  %offset = mul i64 %value, <small size>
  %object = getelementptr i8, ptr @pyexec_small_ints, i64 %offset
  <count small %object>
  ret ptr %object
new:
  %made = tail call ptr @PyLong_FromLongLong(i64 %value)
  ret ptr %made
}
"""

_BOX_UNSIGNED: Final = """
define internal ptr @pyexec.box.unsigned(i64 %value) alwaysinline {
  %object = tail call ptr @PyLong_FromUnsignedLongLong(i64 %value)
  ret ptr %object
}
"""

_BOX_FLOAT: Final = """
define internal ptr @pyexec.box.float(double %value) alwaysinline {
  %object = tail call ptr @PyFloat_FromDouble(double %value)
  ret ptr %object
}
"""

_BOX_BOOL: Final = """
define internal ptr @pyexec.box.bool(i1 %value) alwaysinline {
  %object = select i1 %value, ptr @_Py_TrueStruct, ptr @_Py_FalseStruct
  <count small %object>
  ret ptr %object
}
"""

_BOX_NONE: Final = """
define internal ptr @pyexec.box.none() alwaysinline {
  %object = getelementptr i8, ptr @_Py_NoneStruct, i64 0
  <count small %object>
  ret ptr %object
}
"""

_BOX_COMPLEX: Final = """
define internal ptr @pyexec.box.complex({ double, double } %value) alwaysinline {
  %real = extractvalue { double, double } %value, 0
  %imaginary = extractvalue { double, double } %value, 1
  %object = tail call ptr @PyComplex_FromDoubles(double %real, double %imaginary)
  ret ptr %object
}
"""

# Keywords, defaults, a wrong count: the binder gives all arguments in order.
_BIND: Final = """
define internal ptr @pyexec.bind(ptr %self, ptr %arguments, i64 %count, ptr %keywords) noinline cold {
  %binder.at = getelementptr i8, ptr %self, i64 <binder>
  %binder = load ptr, ptr %binder.at
  %result = tail call ptr @pyexec.again(ptr %self, ptr %binder, ptr %arguments, i64 %count, ptr %keywords)
  ret ptr %result
}
"""

# Other types: the converter gives exact values of the right ones.
_CONVERT: Final = """
define internal ptr @pyexec.convert(ptr %self, ptr %arguments, i64 %count) noinline cold {
  %converter.at = getelementptr i8, ptr %self, i64 <converter>
  %converter = load ptr, ptr %converter.at
  %result = tail call ptr @pyexec.again(ptr %self, ptr %converter, ptr %arguments, i64 %count, ptr null)
  ret ptr %result
}
"""

# The callable may be replaced in the function object while it runs.
_AGAIN: Final = """
define internal ptr @pyexec.again(ptr %self, ptr %callable, ptr %arguments, i64 %count, ptr %keywords) noinline cold {
  call void @Py_IncRef(ptr %callable)
  %tuple = call ptr @PyObject_Vectorcall(ptr %callable, ptr %arguments, i64 %count, ptr %keywords)
  call void @Py_DecRef(ptr %callable)
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
"""

_RAISE: Final = """
define internal ptr @pyexec.raise(i32 %code) noinline cold {
  %before = sub i32 %code, 1
  %index = zext i32 %before to i64
  %row = getelementptr [<errors> x { ptr, ptr, i64 }], ptr @pyexec.errors, i64 0, i64 %index
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
  %message = call ptr @PyUnicode_DecodeUTF8(ptr %characters, i64 %length, ptr @pyexec.lone.surrogates)
  %failed = icmp eq ptr %message, null
  br i1 %failed, label %end, label %set
set:
  call void @PyErr_SetObject(ptr %class, ptr %message)
  call void @Py_DecRef(ptr %message)
  br label %end
end:
  ret ptr null
}
@pyexec.lone.surrogates = private unnamed_addr constant [14 x i8] c"surrogatepass\\00"
"""

# For C callers.  A thread that Python does not know has no place for an exception,
# so there it goes to `sys.unraisablehook`, as from any C callback.
_RAISE_FROM_C: Final = """
define internal void @pyexec.raise.c(i32 %code) noinline cold {
  %state = call ptr @PyGILState_GetThisThreadState()
  %foreign = icmp eq ptr %state, null
  %lock = call i32 @PyGILState_Ensure()
  %null = call ptr @pyexec.raise(i32 %code)
  br i1 %foreign, label %report, label %end
report:
  call void @PyErr_WriteUnraisable(ptr null)
  br label %end
end:
  call void @PyGILState_Release(i32 %lock)
  ret void
}
"""

_STACK_LIMIT: Final = """
define internal ptr @pyexec.stack.limit() alwaysinline {
  %limit = call ptr @PyThread_tss_get(ptr @pyexec_stack_key)
  %known = icmp ne ptr %limit, null
  br i1 %known, label %done, label %measure, <likely>
done:
  ret ptr %limit
measure:
  %measured = call ptr @pyexec_measure_stack()
  ret ptr %measured
}
"""

TEXTS: Final = {
    "unbox.int": _UNBOX_INT,
    "unbox.wide": _UNBOX_WIDE,
    "unbox.unsigned": _UNBOX_UNSIGNED,
    "unbox.large": _UNBOX_LARGE,
    "unbox.float": _UNBOX_FLOAT,
    "unbox.whole": _UNBOX_WHOLE,
    "unbox.single": _UNBOX_FLOAT32,
    "same.infinity": _SAME_INFINITY,
    "unbox.bool": _UNBOX_BOOL,
    "unbox.complex": _UNBOX_COMPLEX,
    "unbox.pair": _UNBOX_COMPLEX64,
    "box.int": _BOX_INT,
    "box.unsigned": _BOX_UNSIGNED,
    "box.float": _BOX_FLOAT,
    "box.bool": _BOX_BOOL,
    "box.none": _BOX_NONE,
    "box.complex": _BOX_COMPLEX,
    "bind": _BIND,
    "convert": _CONVERT,
    "again": _AGAIN,
    "raise": _RAISE,
    "raise.c": _RAISE_FROM_C,
    "stack.limit": _STACK_LIMIT,
}
