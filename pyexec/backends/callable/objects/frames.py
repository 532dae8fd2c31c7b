"""LLVM text around what is specific to a type of objects: records, looked up and noted.

frame_of_arriving(conversions, t, body, words)     # the function `arriving` of a type
frame_of_leaving(conversions, t, body, words)
"""

from __future__ import annotations

from typing import Final

from ....object_types import RANGE, STR, OptionalType, SequenceType, TupleType
from ....types import Type
from .conversions import Conversions, filled
from .ways import KEEP

# What `ways` knows to convert.
WAYS: Final[dict[Type, str]] = {STR: "text", RANGE: "range"}


def frame_of_arriving(conversions: Conversions, t: Type, body: str, words: dict[str, str]) -> str:
    """A function around a body, which goes from `fresh` to `made`, where it has `%block`, or
    to `failed`."""
    shares = not isinstance(t, TupleType | SequenceType | OptionalType) and t not in (STR, RANGE)
    text = _ARRIVING.replace("<look>\n", _LOOK if shares else _NO_LOOK).replace("<body>\n", body)
    text = text.replace("<hold>\n", "" if t in WAYS else _HOLD)
    text = text.replace("<let go>\n", "" if t in WAYS else _LET_GO)
    common = {
        "<references>\n": _REFERENCES if conversions.layout.header == 16 else _NO_REFERENCES,
        "<own kind>": conversions.kind(t),
        "<name>": conversions.type_name(t),
        "<release>\n": conversions.release(t, "%block"),
        "<keep>": str(KEEP),
    }
    return filled(text, words | common)


_ARRIVING: Final = """
define internal { i64, i1 } NAME(ptr %heap, ptr %crossing, ptr %object, i1 %alone) {
<look>
fresh:
<hold>
<body>
made:
  %keep.at = getelementptr i8, ptr %crossing, i64 <keep>
  %keep = load i64, ptr %keep.at
  %kept = icmp ne i64 %keep, 0
  %either = or i1 %kept, %shared
  br i1 %either, label %note, label %done
note:
  %noted = call i1 @pyexec_object_note(
      ptr %heap, ptr %crossing, ptr %object, i64 %block, ptr <own kind>, i64 %keep)
  br i1 %noted, label %done, label %unnoted
unnoted:
<release>
  br label %failed
done:
<let go>
  %result = insertvalue { i64, i1 } { i64 0, i1 true }, i64 %block, 0
  ret { i64, i1 } %result
failed:
<let go>
  ret { i64, i1 } zeroinitializer
}
"""

# Python code that runs while an object is read may take it from where it stands.
_HOLD: Final = """\
  call void @Py_IncRef(ptr %object)
"""
_LET_GO: Final = """\
  call void @Py_DecRef(ptr %object)
"""

# An object that is mutable is one block, wherever it stands.  One with a single reference
# stands in one place only.
_LOOK: Final = """\
<references>
  %apart = or i1 %alone, %single
  %shared = xor i1 %apart, true
  br i1 %apart, label %fresh, label %look
look:
  %found = call i64 @pyexec_object_find(ptr %heap, ptr %crossing, ptr %object, ptr <own kind>)
  %new = icmp eq i64 %found, 0
  br i1 %new, label %fresh, label %old
old:
  %old.result = insertvalue { i64, i1 } { i64 0, i1 true }, i64 %found, 0
  ret { i64, i1 } %old.result
"""

_REFERENCES: Final = """\
  %references = load i32, ptr %object
  %single = icmp eq i32 %references, 1
"""

_NO_REFERENCES: Final = """\
  %single = or i1 false, false
"""

_NO_LOOK: Final = """\
  %shared = or i1 false, false
  br label %fresh
"""


def frame_of_leaving(conversions: Conversions, t: Type, body: str, words: dict[str, str]) -> str:
    """The two functions around a body, which goes to `made`, where it has `%object`, or to
    `failed`, or to `drop` where that has to be given up."""
    common = {"<body>\n": body, "<own kind>": conversions.kind(t)}
    return filled(filled(_LEAVING, common), words)


_LEAVING: Final = """
define internal ptr NAME(ptr %heap, ptr %crossing, i64 %block) {
  %data = getelementptr i8, ptr %heap, i64 %block
  %references.at = getelementptr i8, ptr %data, i64 -8
  %references = load i32, ptr %references.at
  %alone = icmp eq i32 %references, 1
  br i1 %alone, label %fresh, label %look
fresh:
  %fresh.object = tail call ptr NAME.new(ptr %heap, ptr %crossing, i64 %block)
  ret ptr %fresh.object
look:
  %known = call ptr @pyexec_object_known(ptr %heap, ptr %crossing, i64 %block)
  %new = icmp eq ptr %known, null
  br i1 %new, label %make, label %old
old:
  call void @Py_IncRef(ptr %known)
  ret ptr %known
make:
  %object = call ptr NAME.new(ptr %heap, ptr %crossing, i64 %block)
  %failed = icmp eq ptr %object, null
  br i1 %failed, label %end, label %note
note:
  %noted = call i1 @pyexec_object_note(
      ptr %heap, ptr %crossing, ptr %object, i64 %block, ptr <own kind>, i64 0)
  br i1 %noted, label %end, label %drop
drop:
  call void @Py_DecRef(ptr %object)
  ret ptr null
end:
  ret ptr %object
}

define internal ptr NAME.new(ptr %heap, ptr %crossing, i64 %block) {
  %data = getelementptr i8, ptr %heap, i64 %block
<body>
made:
  ret ptr %object
drop:
  call void @Py_DecRef(ptr %object)
  br label %failed
failed:
  ret ptr null
}
"""
