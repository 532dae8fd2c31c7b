"""LLVM text of how texts and ranges cross over: parts of `ways`.

CPython's characters have the width of ours, so that a text is copied as it is (PEP 393).
Where its layout is not known, they come through the API, four bytes each.

    pyexec_object_text_in(heap, object, name, length) -> i64       the block of a text
    pyexec_object_text_out(heap, block) -> ptr                     a text
    pyexec_object_range_in, pyexec_object_range_out                       the same of ranges
"""

from __future__ import annotations

from typing import Final

from ..layout import ObjectLayout, TextLayout

# Of `rt/`, what the text calls.
BODIES: Final = ("bytes.copy_upwards", "heap.release", "objects.text_blocks.narrowed")


def text_ways(layout: ObjectLayout) -> str:
    """The LLVM text of these functions."""
    text = _TEXTS.replace("<of known layout>", _COPIED if layout.text else _UNKNOWN)
    if layout.text is not None:
        text = _with_fields(text, layout.text)
    return text + _RANGES


def _with_fields(text: str, layout: TextLayout) -> str:
    fields = {
        "length": layout.length,
        "state": layout.state,
        "kind shift": layout.kind_shift,
        "compact shift": layout.kind_shift + 3,
        "ascii shift": layout.kind_shift + 4,
        "ascii": layout.ascii,
        "compact": layout.compact,
    }
    for name, number in fields.items():
        text = text.replace(f"<text {name}>", str(number))
    return text


_COPIED: Final = """\
  %state.at = getelementptr i8, ptr %object, i64 <text state>
  %state = load i32, ptr %state.at
  %compact = lshr i32 %state, <text compact shift>
  %is.compact = trunc i32 %compact to i1
  br i1 %is.compact, label %known, label %unknown, <likely>
known:
  %ascii = lshr i32 %state, <text ascii shift>
  %is.ascii = trunc i32 %ascii to i1
  %distance = select i1 %is.ascii, i64 <text ascii>, i64 <text compact>
  %characters = getelementptr i8, ptr %object, i64 %distance
  %kind.there = lshr i32 %state, <text kind shift>
  %kind = and i32 %kind.there, 7
  %width = zext i32 %kind to i64
  %length.at = getelementptr i8, ptr %object, i64 <text length>
  %length = load i64, ptr %length.at
  %made = call i64 <arrivals.new_text>(ptr %heap, i64 %length, i64 %width)
  %block = call i64 @room(i64 %made)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %failed, label %copy
copy:
  %from = call i64 @near(ptr %heap, ptr %characters)
  %to = add i64 %block, 8
  %bytes = mul i64 %length, %width
  call void <bytes.copy_upwards>(ptr %heap, i64 %to, i64 %from, i64 %bytes)
  ret i64 %block
"""

_UNKNOWN: Final = """\
  br label %unknown
"""

_TEXTS: Final = """
define i64 @pyexec_object_text_in(ptr %heap, ptr %object, ptr %type.name, i64 %name.length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyUnicode_Type
  br i1 %exact, label %text, label %other, <likely>
text:
<of known layout>
unknown:
  %count = call i64 @PyUnicode_GetLength(ptr %object)
  %wide.made = call i64 <arrivals.new_text>(ptr %heap, i64 %count, i64 4)
  %wide = call i64 @room(i64 %wide.made)
  %wide.full = icmp eq i64 %wide, -1
  br i1 %wide.full, label %failed, label %convert
convert:
  %wide.at = getelementptr i8, ptr %heap, i64 %wide
  %buffer = getelementptr i8, ptr %wide.at, i64 8
  %written = call ptr @PyUnicode_AsUCS4(ptr %object, ptr %buffer, i64 %count, i32 0)
  %lost = icmp eq ptr %written, null
  br i1 %lost, label %drop, label %narrow
narrow:
  %narrowed = call { i64, i32 } <objects.text_blocks.narrowed>(ptr %heap, i64 %wide)
  %narrow.block = extractvalue { i64, i32 } %narrowed, 0
  %code = extractvalue { i64, i32 } %narrowed, 1
  %fine = icmp eq i32 %code, 0
  br i1 %fine, label %done, label %narrow.full
done:
  ret i64 %narrow.block
narrow.full:
  %no.memory = call i64 @room(i64 0)
  br label %drop
drop:
  call void <heap.release>(ptr %heap, i64 %wide)
  br label %failed
other:
  %own = call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %name.length)
  %refused = icmp eq ptr %own, null
  br i1 %refused, label %failed, label %again
again:
  %own.block = call i64 @pyexec_object_text_in(
      ptr %heap, ptr %own, ptr %type.name, i64 %name.length)
  call void @Py_DecRef(ptr %own)
  ret i64 %own.block
failed:
  ret i64 -1
}

define ptr @pyexec_object_text_out(ptr %heap, i64 %block) {
  %at = getelementptr i8, ptr %heap, i64 %block
  %length.short = load i32, ptr %at
  %length = zext i32 %length.short to i64
  %width.at = getelementptr i8, ptr %at, i64 4
  %width = load i8, ptr %width.at
  %kind = zext i8 %width to i32
  %characters = getelementptr i8, ptr %at, i64 8
  %text = tail call ptr @PyUnicode_FromKindAndData(i32 %kind, ptr %characters, i64 %length)
  ret ptr %text
}
"""

_RANGES: Final = """
@start = private unnamed_addr constant [6 x i8] c"start\\00"
@stop = private unnamed_addr constant [5 x i8] c"stop\\00"
@step = private unnamed_addr constant [5 x i8] c"step\\00"

; A number of a range, and whether it fits.
define internal { i64, i1 } @bound(ptr %range, ptr %name) {
  %overflow = alloca i32
  %object = call ptr @PyObject_GetAttrString(ptr %range, ptr %name)
  %missing = icmp eq ptr %object, null
  br i1 %missing, label %failed, label %read
read:
  %number = call i64 @PyLong_AsLongLongAndOverflow(ptr %object, ptr %overflow)
  call void @Py_DecRef(ptr %object)
  %far = load i32, ptr %overflow
  %fits = icmp eq i32 %far, 0
  %half = insertvalue { i64, i1 } poison, i64 %number, 0
  %whole = insertvalue { i64, i1 } %half, i1 %fits, 1
  ret { i64, i1 } %whole
failed:
  call void @PyErr_Clear()
  ret { i64, i1 } zeroinitializer
}

define i64 @pyexec_object_range_in(ptr %heap, ptr %object, ptr %type.name, i64 %name.length) {
  %type.at = getelementptr i8, ptr %object, i64 <type>
  %type = load ptr, ptr %type.at
  %exact = icmp eq ptr %type, @PyRange_Type
  br i1 %exact, label %range, label %other
range:
  %start = call { i64, i1 } @bound(ptr %object, ptr @start)
  %stop = call { i64, i1 } @bound(ptr %object, ptr @stop)
  %step = call { i64, i1 } @bound(ptr %object, ptr @step)
  %start.fits = extractvalue { i64, i1 } %start, 1
  %stop.fits = extractvalue { i64, i1 } %stop, 1
  %step.fits = extractvalue { i64, i1 } %step, 1
  %two.fit = and i1 %start.fits, %stop.fits
  %fit = and i1 %two.fit, %step.fits
  br i1 %fit, label %make, label %other
make:
  %block = call i64 @pyexec_object_new_pack(ptr %heap, i64 24)
  %full = icmp eq i64 %block, -1
  br i1 %full, label %failed, label %write
write:
  %at = getelementptr i8, ptr %heap, i64 %block
  %stop.at = getelementptr i8, ptr %at, i64 8
  %step.at = getelementptr i8, ptr %at, i64 16
  %start.value = extractvalue { i64, i1 } %start, 0
  %stop.value = extractvalue { i64, i1 } %stop, 0
  %step.value = extractvalue { i64, i1 } %step, 0
  store i64 %start.value, ptr %at
  store i64 %stop.value, ptr %stop.at
  store i64 %step.value, ptr %step.at
  ret i64 %block
other:
  %refused = call ptr @pyexec_object_exact(ptr %object, ptr %type.name, i64 %name.length)
  call void @Py_DecRef(ptr %refused)
  br label %failed
failed:
  ret i64 -1
}

define ptr @pyexec_object_range_out(ptr %heap, i64 %block) {
  %arguments = alloca [3 x ptr]
  br label %next
next:
  %index = phi i64 [ 0, %0 ], [ %index.next, %kept ]
  %more = icmp ult i64 %index, 3
  br i1 %more, label %make, label %call
make:
  %distance = mul i64 %index, 8
  %from = add i64 %block, %distance
  %number.at = getelementptr i8, ptr %heap, i64 %from
  %number = load i64, ptr %number.at
  %object = call ptr @PyLong_FromLongLong(i64 %number)
  %place = getelementptr ptr, ptr %arguments, i64 %index
  store ptr %object, ptr %place
  %failed = icmp eq ptr %object, null
  br i1 %failed, label %drop, label %kept
kept:
  %index.next = add i64 %index, 1
  br label %next
call:
  %made = call ptr @PyObject_Vectorcall(ptr @PyRange_Type, ptr %arguments, i64 3, ptr null)
  br label %drop
drop:
  %result = phi ptr [ null, %make ], [ %made, %call ]
  br label %give
give:
  %left = phi i64 [ %index, %drop ], [ %left.next, %release ]
  %any = icmp ugt i64 %left, 0
  br i1 %any, label %release, label %end
release:
  %left.next = sub i64 %left, 1
  %place.last = getelementptr ptr, ptr %arguments, i64 %left.next
  %last = load ptr, ptr %place.last
  call void @Py_DecRef(ptr %last)
  br label %give
end:
  ret ptr %result
}
"""
