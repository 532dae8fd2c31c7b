"""The slow ways of all wrappers: machine code that a process needs once.

Wrappers hold only what a usual call executes; for everything else they jump here.
Generating this code takes as long as a small function does, so that it is not made
again for each of them.  It depends on the layout of objects alone, and can be kept
on disk:

    if not support.is_installed():
        support.install(bytes_from_the_cache or support.compile_object())

Where nobody installs it, it is compiled when a wrapper is first loaded.
"""

from __future__ import annotations

from typing import Final

from .boxing import fill
from .externals import declarations
from .layout import Digits, ObjectLayout, object_layout
from .loader import Code, load

NAMES: Final = (
    "pyexec_bind",
    "pyexec_convert",
    "pyexec_raise",
    "pyexec_raise_from_c",
    "pyexec_stack_limit",
    "pyexec_wide",
    "pyexec_wide_unsigned",
    "pyexec_whole",
)

_installed: Final[list[Code]] = []  # at most one


def is_installed() -> bool:
    """Whether this process has the code."""
    return bool(_installed)


def install(content: bytes) -> None:
    """Load the code from what `compile_object` gave in a process with the same layout.

    Raises:
        ToolError: if it cannot be loaded.
    """
    if not _installed:
        _installed.append(load(content))


def compile_object() -> bytes:
    """The code as an object file.

    Raises:
        ToolError: if LLVM is missing.
    """
    from ..llvm.library import Module
    from ..llvm.targets import platform

    with Module.parse(support_text(object_layout())) as module:
        # Time matters more here than code that runs seldom.
        return module.emit_object(platform().machine(opt=0))


def address_of(name: str) -> int:
    """The address of one of the functions `NAMES`."""
    if not _installed:
        install(compile_object())
    return _installed[0].address(name)


def support_text(layout: ObjectLayout) -> str:
    """The LLVM text of the functions `NAMES`."""
    text = _WIDE.replace("<two digits>", _TWO_DIGITS[layout.digits]) + _TEXT
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

_TEXT: Final = """
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

; An int for a float.  The processor rounds half to even, as int's own conversion does.
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
  ret { double, i1 } zeroinitializer
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
define internal ptr @again(ptr %self, ptr %callable, ptr %arguments, i64 %count, ptr %keywords) {
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
