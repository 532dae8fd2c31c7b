"""What LLVM expects of a C library even where nothing calls it: copying and filling memory.

    support({"memset"})     # the LLVM text that defines it

LLVM puts calls of these in the place of loops and of large assignments.  A program without a
C library has its own, of which only those are linked that an object asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_ATTRIBUTES: Final = 'nounwind minsize optsize "no-builtins"'

# One loop for each: LLVM may unroll it, but not replace it by a call of itself.
_COPY: Final = """\
define ptr @{name}(ptr %to, ptr %from, i64 %size) {attributes} {{
entry:
  %target = ptrtoint ptr %to to i64
  %source = ptrtoint ptr %from to i64
  %distance = sub i64 %target, %source
  %upwards = icmp uge i64 %distance, %size
  br label %more
more:
  %done = phi i64 [ 0, %entry ], [ %next, %one ]
  %over = icmp eq i64 %done, %size
  br i1 %over, label %end, label %one
one:
  %next = add i64 %done, 1
  %mirrored = sub i64 %size, %next
  %offset = select i1 %upwards, i64 %done, i64 %mirrored
  %from.place = getelementptr i8, ptr %from, i64 %offset
  %byte = load i8, ptr %from.place, align 1
  %to.place = getelementptr i8, ptr %to, i64 %offset
  store i8 %byte, ptr %to.place, align 1
  br label %more
end:
  ret ptr %to
}}
"""

_FILL: Final = """\
define ptr @{name}(ptr %to, i32 %value, i64 %size) {attributes} {{
entry:
  %byte = trunc i32 %value to i8
  br label %more
more:
  %done = phi i64 [ 0, %entry ], [ %next, %one ]
  %over = icmp eq i64 %done, %size
  br i1 %over, label %end, label %one
one:
  %next = add i64 %done, 1
  %place = getelementptr i8, ptr %to, i64 %done
  store i8 %byte, ptr %place, align 1
  br label %more
end:
  ret ptr %to
}}
"""

_COMPARE: Final = """\
define i32 @{name}(ptr %a, ptr %b, i64 %size) {attributes} {{
entry:
  br label %more
more:
  %done = phi i64 [ 0, %entry ], [ %next, %one ]
  %over = icmp eq i64 %done, %size
  br i1 %over, label %same, label %one
one:
  %next = add i64 %done, 1
  %a.place = getelementptr i8, ptr %a, i64 %done
  %b.place = getelementptr i8, ptr %b, i64 %done
  %a.byte = load i8, ptr %a.place, align 1
  %b.byte = load i8, ptr %b.place, align 1
  %equal = icmp eq i8 %a.byte, %b.byte
  br i1 %equal, label %more, label %other
other:
  %a.wide = zext i8 %a.byte to i32
  %b.wide = zext i8 %b.byte to i32
  %order = sub i32 %a.wide, %b.wide
  ret i32 %order
same:
  ret i32 0
}}
"""

_LENGTH: Final = """\
define i64 @{name}(ptr %text) {attributes} {{
entry:
  br label %more
more:
  %length = phi i64 [ 0, %entry ], [ %next, %more ]
  %place = getelementptr i8, ptr %text, i64 %length
  %byte = load i8, ptr %place, align 1
  %over = icmp eq i8 %byte, 0
  %next = add i64 %length, 1
  br i1 %over, label %end, label %more
end:
  ret i64 %length
}}
"""

SUPPORT: Final = {
    "memcpy": _COPY,
    "memmove": _COPY,
    "memset": _FILL,
    "memcmp": _COMPARE,
    "bcmp": _COMPARE,
    "strlen": _LENGTH,
}


def support(names: Iterable[str]) -> str:
    """The LLVM text that defines some of `SUPPORT`."""
    return "\n".join(SUPPORT[name].format(name=name, attributes=_ATTRIBUTES) for name in names)
