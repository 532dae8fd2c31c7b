"""LLVM text of how numbers cross over: read in place, boxed, compared.

A number of the usual sort is read where it is; `pyexec_object_exact` makes one of others, and
so what is not at hand is asked of Python.
"""

from __future__ import annotations

from typing import Final

from ....types import NONE, Type
from ...llvm.text import llvm_type
from ..boxing import box, unbox
from .conversions import Conversions, filled


def arriving_number(conversions: Conversions, t: Type) -> str:
    """The function that makes a value of an object."""
    near, value = unbox(t, 0, conversions.layout)
    far, far_value = unbox(t, 1, conversions.layout)
    words = {
        "<pair>": f"{{ {llvm_type(t)}, i1 }}",
        "<number>": llvm_type(t),
        "<read>\n": near,
        "<value>": value,
        "<read again>\n": far,
        "<value again>": far_value,
        "<name>": conversions.type_name(t),
    }
    return filled(_ARRIVING, words)


_ARRIVING: Final = """
define internal <pair> NAME(ptr %heap, ptr %crossing, ptr %object.0, i1 %alone) alwaysinline {
<read>
  %result.half = insertvalue <pair> poison, <number> <value>, 0
  %result = insertvalue <pair> %result.half, i1 true, 1
  ret <pair> %result
convert:
  %slow = call <pair> NAME.slow(ptr %object.0)
  ret <pair> %slow
}

define internal <pair> NAME.slow(ptr %object) noinline cold {
  %object.1 = call ptr @pyexec_object_exact(ptr %object, <name>)
  %refused = icmp eq ptr %object.1, null
  br i1 %refused, label %failed, label %again
again:
<read again>
  call void @Py_DecRef(ptr %object.1)
  %result.half = insertvalue <pair> poison, <number> <value again>, 0
  %result = insertvalue <pair> %result.half, i1 true, 1
  ret <pair> %result
convert:
  call void @Py_DecRef(ptr %object.1)
  br label %failed
failed:
  ret <pair> zeroinitializer
}
"""


def leaving_number(conversions: Conversions, t: Type) -> str:
    """The function that makes an object of a value; None has no value."""
    taken = "" if t is NONE else f", {llvm_type(t)} %value"
    return filled(_LEAVING, {"<taken>": taken, "<box>\n": box(t, "%value", conversions.layout)})


_LEAVING: Final = """
define internal ptr NAME(ptr %heap, ptr %crossing<taken>) alwaysinline {
<box>
}
"""


def same_number(conversions: Conversions, t: Type) -> str:
    """The function that tells whether a value is what an object became."""
    lines, value = unbox(t, 0, conversions.layout)
    words = {
        "<number>": llvm_type(t),
        "<pair>": f"{{ {llvm_type(t)}, i1 }}",
        "<read>\n": lines,
        "<read value>": value,
        "<arriving>": conversions.arriving(t),
        "<compare near>\n": _compare(t, "near", value),
        "<compare far>\n": _compare(t, "far", "%far"),
    }
    return filled(_SAME, words)


def _compare(t: Type, name: str, value: str) -> str:
    """The instructions that return whether two numbers have the same bits."""
    if t.is_complex:
        part = llvm_type(t.part)
        whole = llvm_type(t)
        lines = ""
        for index, word in enumerate(("real", "imaginary")):
            for side, operand in (("own", "%value"), ("other", value)):
                at = f"%{name}.{word}.{side}"
                lines += f"  {at} = extractvalue {whole} {operand}, {index}\n"
                lines += f"  {at}.bits = bitcast {part} {at} to i{t.part.bits}\n"
            bits = f"%{name}.{word}.own.bits, %{name}.{word}.other.bits"
            lines += f"  %{name}.{word} = icmp eq i{t.part.bits} {bits}\n"
        lines += f"  %{name}.same = and i1 %{name}.real, %{name}.imaginary\n"
    elif t.is_float:
        lines = (
            f"  %{name}.own = bitcast {llvm_type(t)} %value to i{t.bits}\n"
            f"  %{name}.other = bitcast {llvm_type(t)} {value} to i{t.bits}\n"
            f"  %{name}.same = icmp eq i{t.bits} %{name}.own, %{name}.other\n"
        )
    else:
        lines = f"  %{name}.same = icmp eq {llvm_type(t)} %value, {value}\n"
    return lines + f"  ret i1 %{name}.same\n"


_SAME: Final = """
define internal i1 NAME(ptr %heap, ptr %crossing, <number> %value, ptr %object.0) alwaysinline {
<read>
<compare near>
convert:
  %slow = call i1 NAME.slow(ptr %heap, ptr %crossing, <number> %value, ptr %object.0)
  ret i1 %slow
}

define internal i1 NAME.slow(ptr %heap, ptr %crossing, <number> %value, ptr %object) noinline cold {
  %pair = call <pair> <arriving>(ptr %heap, ptr %crossing, ptr %object, i1 false)
  %fine = extractvalue <pair> %pair, 1
  br i1 %fine, label %compare, label %other
compare:
  %far = extractvalue <pair> %pair, 0
<compare far>
other:
  call void @PyErr_Clear()
  ret i1 false
}
"""
