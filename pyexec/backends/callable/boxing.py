"""LLVM text: a Python object to a machine value, and back.

`unbox` gives the instructions that read the object `%object.N` into a value, in
the wrapper of a function.  They go on in a block of their own making, or leave for
the block `convert` where the object is not of the exact type or its value does not
fit.  `box` gives those that return a value as a Python object.

    lines, value = unbox(INT, 0, layout)      # value == "%whole.0"
    lines = box(FLOAT, "%result", layout)     # ..., "ret ptr %boxed"

In the texts, N is the argument's number, and what stands in angle brackets depends
on the layout of objects; `fill` puts it in.
"""

from __future__ import annotations

import re
from typing import Final

from ...types import Kind, Type
from .layout import LARGEST, SMALLEST, Digits, FunctionField, ObjectLayout

BOUND: Final = 1 << 62  # beside an argument count: all parameters are given, in order

# For a branch that nearly always goes to its first label.
LIKELY: Final = '!prof !{!"branch_weights", i32 2000, i32 1}'


def fill(text: str, layout: ObjectLayout) -> str:
    """Put what depends on the layout into a text of this package."""
    fields = {
        "type": layout.type_offset,
        "value": layout.header,
        "imaginary": layout.header + 8,
        "digits": layout.header + 8,
        "second digit": layout.header + 12,
        "items": layout.tuple_items,
        "list items": layout.header + 8,
        "base": layout.bytes_items,
        "extent": layout.bytes_items + 8,
        "vectorcall": layout.field(FunctionField.VECTORCALL),
        "binder": layout.field(FunctionField.BINDER),
        "converter": layout.field(FunctionField.CONVERTER),
        "definition": layout.field(FunctionField.DEFINITION),
        "bound": BOUND,
        "likely": LIKELY,
        "minus smallest": -SMALLEST,
        "small count": LARGEST - SMALLEST + 1,
        "small size": layout.small_int_size,
        "references": layout.header - 16,
    }
    text = text.replace("<count reference>\n", _COUNT_REFERENCE if layout.counts_small else "")
    return re.sub("<([a-z ]+)>", lambda match: str(fields[match[1]]), text)


def unbox(t: Type, number: int, layout: ObjectLayout) -> tuple[str, str]:
    """The instructions that read `%object.N` as a `t`, and the name of the value.

    A memory's value are two, its base and its extent.
    """
    if t.kind is Kind.BOOL:
        text, value = _UNBOX_BOOL, "%true.N"
    elif t.kind is Kind.MEMORY:
        text, value = _UNBOX_MEMORY, "%base.N, i64 %extent.N"
    elif t.is_float:
        text, value = _UNBOX_FLOAT, "%double.N"
        if t.bits == 32:
            text, value = text + _NARROW_FLOAT, "%single.N"
    elif t.is_complex:
        text, value = _UNBOX_COMPLEX, "%pair.N"
        if t.bits == 64:
            text, value = text + _NARROW_COMPLEX, "%narrow.N"
    else:
        text, value = _unbox_integer(t, layout)
    return fill(text, layout).replace(".N", f".{number}"), value.replace(".N", f".{number}")


def _unbox_integer(t: Type, layout: ObjectLayout) -> tuple[str, str]:
    text = _UNBOX_INT.replace("<compact>", _COMPACT[layout.digits])
    if t.bits == 64:
        if t.signed:
            return text, "%whole.N"
        text = text.replace("  br label %joined.N\n", _CHECK_NATURAL)
        return text.replace("pyexec_wide", "pyexec_wide_unsigned"), "%whole.N"
    extend = "sext" if t.signed else "zext"
    narrow = _NARROW_INT.replace("<bits>", str(t.bits)).replace("<extend>", extend)
    return text + narrow, "%narrow.N"


def box(t: Type, value: str, layout: ObjectLayout) -> str:
    """The instructions that return `value`, of type `t`, as an object."""
    return fill(_box_text(t, layout), layout).replace("VALUE", value)


def _box_text(t: Type, layout: ObjectLayout) -> str:
    match t.kind:
        case Kind.NONE:
            return _BOX_NONE
        case Kind.BOOL:
            return _BOX_BOOL
        case Kind.FLOAT:
            if t.bits == 64:
                return _BOX_FLOAT
            return _WIDEN_FLOAT + _BOX_FLOAT.replace("VALUE", "%double")
        case Kind.COMPLEX:
            return _BOX_COMPLEX if t.bits == 128 else _BOX_COMPLEX64
        case _:
            if t.bits == 64 and not t.signed:
                return _BOX_UNSIGNED
            text = _BOX_INT if layout.small_int_size else _BOX_ANY_INT
            if t.bits == 64:
                return text
            extend = "sext" if t.signed else "zext"
            return f"  %long = {extend} i{t.bits} VALUE to i64\n" + text.replace("VALUE", "%long")


# One reference more to an object that exists once, where such objects are not immortal.
_COUNT_REFERENCE: Final = """\
  %count.at = getelementptr i8, ptr %boxed, i64 <references>
  %count.old = load i64, ptr %count.at
  %count.new = add i64 %count.old, 1
  store i64 %count.new, ptr %count.at
"""

# Is there at most one digit, and what is the sign, as a factor?
_COMPACT: Final = {
    Digits.SIZE: """\
  %above.N = add i64 %word.N, 1
  %compact.N = icmp ult i64 %above.N, 3
  %sign.N = add i64 %word.N, 0""",
    Digits.TAG: """\
  %compact.N = icmp ult i64 %word.N, 16
  %code.N = and i64 %word.N, 3
  %sign.N = sub i64 1, %code.N""",
    Digits.OPAQUE: """\
  %compact.N = icmp ne i64 %word.N, %word.N
  %sign.N = add i64 %word.N, 0""",
}

# The first digit is read even where there is none, in zero: memory that the object
# owns all the same, as blocks of memory come in units of 16 bytes.
_UNBOX_INT: Final = """\
  %type.at.N = getelementptr i8, ptr %object.N, i64 <type>
  %type.N = load ptr, ptr %type.at.N
  %exact.N = icmp eq ptr %type.N, @PyLong_Type
  br i1 %exact.N, label %int.N, label %convert, <likely>
int.N:
  %word.at.N = getelementptr i8, ptr %object.N, i64 <value>
  %word.N = load i64, ptr %word.at.N
<compact>
  br i1 %compact.N, label %small.N, label %wide.N, <likely>
small.N:
  %digit.at.N = getelementptr i8, ptr %object.N, i64 <digits>
  %digit.N = load i32, ptr %digit.at.N
  %magnitude.N = zext i32 %digit.N to i64
  %near.N = mul i64 %magnitude.N, %sign.N
  br label %joined.N
wide.N:
  %asked.N = call preserve_mostcc { i64, i1 } @pyexec_wide(ptr %object.N)
  %far.N = extractvalue { i64, i1 } %asked.N, 0
  %fits.N = extractvalue { i64, i1 } %asked.N, 1
  br i1 %fits.N, label %joined.N, label %convert, <likely>
joined.N:
  %whole.N = phi i64 [ %near.N, %small.N ], [ %far.N, %wide.N ]
"""

_CHECK_NATURAL: Final = """\
  %natural.N = icmp sge i64 %near.N, 0
  br i1 %natural.N, label %joined.N, label %convert, <likely>
"""

_NARROW_INT: Final = """\
  %narrow.N = trunc i64 %whole.N to i<bits>
  %back.N = <extend> i<bits> %narrow.N to i64
  %same.N = icmp eq i64 %back.N, %whole.N
  br i1 %same.N, label %fit.N, label %convert, <likely>
fit.N:
"""

_UNBOX_FLOAT: Final = """\
  %type.at.N = getelementptr i8, ptr %object.N, i64 <type>
  %type.N = load ptr, ptr %type.at.N
  %exact.N = icmp eq ptr %type.N, @PyFloat_Type
  br i1 %exact.N, label %float.N, label %other.N, <likely>
float.N:
  %value.at.N = getelementptr i8, ptr %object.N, i64 <value>
  %near.N = load double, ptr %value.at.N
  br label %joined.N
other.N:
  %asked.N = call preserve_mostcc { double, i1 } @pyexec_whole(ptr %object.N)
  %far.N = extractvalue { double, i1 } %asked.N, 0
  %fits.N = extractvalue { double, i1 } %asked.N, 1
  br i1 %fits.N, label %joined.N, label %convert, <likely>
joined.N:
  %double.N = phi double [ %near.N, %float.N ], [ %far.N, %other.N ]
"""

# A number less itself is zero where it is finite, NaN where it is not.  What is finite
# as a double and not as a float is out of range.
_NARROW_FLOAT: Final = """\
  %single.N = fptrunc double %double.N to float
  %nothing.N = fsub float %single.N, %single.N
  %finite.N = fcmp oeq float %nothing.N, 0.0
  %nothing.double.N = fsub double %double.N, %double.N
  %endless.N = fcmp uno double %nothing.double.N, 0.0
  %same.N = or i1 %finite.N, %endless.N
  br i1 %same.N, label %fit.N, label %convert, <likely>
fit.N:
"""

_UNBOX_BOOL: Final = """\
  %true.N = icmp eq ptr %object.N, @_Py_TrueStruct
  %false.N = icmp eq ptr %object.N, @_Py_FalseStruct
  %either.N = or i1 %true.N, %false.N
  br i1 %either.N, label %bool.N, label %convert, <likely>
bool.N:
"""

# A method's first argument: is it of the class whose method this is, and has it memory?
# See memory_owner.py.
_UNBOX_MEMORY: Final = """\
  %type.at.N = getelementptr i8, ptr %object.N, i64 <type>
  %type.N = load ptr, ptr %type.at.N
  %exact.N = icmp eq ptr %type.N, @pyexec_owner
  br i1 %exact.N, label %owner.N, label %other.N, <likely>
other.N:
  %related.N = call i32 @PyType_IsSubtype(ptr %type.N, ptr @pyexec_owner)
  %derived.N = icmp ne i32 %related.N, 0
  br i1 %derived.N, label %owner.N, label %convert
owner.N:
  %mapping.at.N = getelementptr i8, ptr %object.N, i64 <value>
  %mapping.N = load ptr, ptr %mapping.at.N
  %attached.N = icmp ne ptr %mapping.N, null
  br i1 %attached.N, label %memory.N, label %convert, <likely>
memory.N:
  %base.at.N = getelementptr i8, ptr %mapping.N, i64 <base>
  %base.N = load ptr, ptr %base.at.N
  %extent.at.N = getelementptr i8, ptr %mapping.N, i64 <extent>
  %extent.N = load i64, ptr %extent.at.N
"""

_UNBOX_COMPLEX: Final = """\
  %type.at.N = getelementptr i8, ptr %object.N, i64 <type>
  %type.N = load ptr, ptr %type.at.N
  %exact.N = icmp eq ptr %type.N, @PyComplex_Type
  br i1 %exact.N, label %complex.N, label %convert, <likely>
complex.N:
  %real.at.N = getelementptr i8, ptr %object.N, i64 <value>
  %imaginary.at.N = getelementptr i8, ptr %object.N, i64 <imaginary>
  %real.N = load double, ptr %real.at.N
  %imaginary.N = load double, ptr %imaginary.at.N
  %half.N = insertvalue { double, double } poison, double %real.N, 0
  %pair.N = insertvalue { double, double } %half.N, double %imaginary.N, 1
"""

_NARROW_COMPLEX: Final = """\
  %real.single.N = fptrunc double %real.N to float
  %imaginary.single.N = fptrunc double %imaginary.N to float
  %real.nothing.N = fsub float %real.single.N, %real.single.N
  %imaginary.nothing.N = fsub float %imaginary.single.N, %imaginary.single.N
  %real.finite.N = fcmp oeq float %real.nothing.N, 0.0
  %imaginary.finite.N = fcmp oeq float %imaginary.nothing.N, 0.0
  %real.double.N = fsub double %real.N, %real.N
  %imaginary.double.N = fsub double %imaginary.N, %imaginary.N
  %real.endless.N = fcmp uno double %real.double.N, 0.0
  %imaginary.endless.N = fcmp uno double %imaginary.double.N, 0.0
  %real.same.N = or i1 %real.finite.N, %real.endless.N
  %imaginary.same.N = or i1 %imaginary.finite.N, %imaginary.endless.N
  %same.N = and i1 %real.same.N, %imaginary.same.N
  br i1 %same.N, label %fit.N, label %convert, <likely>
fit.N:
  %narrow.half.N = insertvalue { float, float } poison, float %real.single.N, 0
  %narrow.N = insertvalue { float, float } %narrow.half.N, float %imaginary.single.N, 1
"""

_BOX_INT: Final = """\
  %index = add i64 VALUE, <minus smallest>
  %small = icmp ult i64 %index, <small count>
  br i1 %small, label %shared, label %new
shared:
  %offset = mul i64 VALUE, <small size>
  %boxed = getelementptr i8, ptr @pyexec_small_ints, i64 %offset
<count reference>
  ret ptr %boxed
new:
  %made = tail call ptr @PyLong_FromLongLong(i64 VALUE)
  ret ptr %made
"""

_BOX_ANY_INT: Final = """\
  %boxed = tail call ptr @PyLong_FromLongLong(i64 VALUE)
  ret ptr %boxed
"""

_BOX_UNSIGNED: Final = """\
  %boxed = tail call ptr @PyLong_FromUnsignedLongLong(i64 VALUE)
  ret ptr %boxed
"""

_WIDEN_FLOAT: Final = """\
  %double = fpext float VALUE to double
"""

_BOX_FLOAT: Final = """\
  %boxed = tail call ptr @PyFloat_FromDouble(double VALUE)
  ret ptr %boxed
"""

_BOX_BOOL: Final = """\
  %boxed = select i1 VALUE, ptr @_Py_TrueStruct, ptr @_Py_FalseStruct
<count reference>
  ret ptr %boxed
"""

_BOX_NONE: Final = """\
  %boxed = getelementptr i8, ptr @_Py_NoneStruct, i64 0
<count reference>
  ret ptr %boxed
"""

_BOX_COMPLEX: Final = """\
  %real = extractvalue { double, double } VALUE, 0
  %imaginary = extractvalue { double, double } VALUE, 1
  %boxed = tail call ptr @PyComplex_FromDoubles(double %real, double %imaginary)
  ret ptr %boxed
"""

_BOX_COMPLEX64: Final = """\
  %real.single = extractvalue { float, float } VALUE, 0
  %imaginary.single = extractvalue { float, float } VALUE, 1
  %real = fpext float %real.single to double
  %imaginary = fpext float %imaginary.single to double
  %boxed = tail call ptr @PyComplex_FromDoubles(double %real, double %imaginary)
  ret ptr %boxed
"""
