"""What generated code refers to outside itself, and how LLVM declares it.

    text + declarations(text)

Each name is one of `symbols`, which finds its address when the code is loaded.
"""

from __future__ import annotations

import re
from typing import Final

_DECLARATIONS: Final = {
    "PyBool_Type": "external global i8",
    "PyDict_Type": "external global i8",
    "PyFrozenSet_Type": "external global i8",
    "PyList_Type": "external global i8",
    "PyRange_Type": "external global i8",
    "PySet_Type": "external global i8",
    "PyTuple_Type": "external global i8",
    "PyUnicode_Type": "external global i8",
    "PyComplex_Type": "external global i8",
    "PyFloat_Type": "external global i8",
    "PyLong_Type": "external global i8",
    "_Py_NoneStruct": "external global i8",
    "_Py_TrueStruct": "external global i8",
    "_Py_FalseStruct": "external global i8",
    "pyexec_owner": "external global i8",
    "pyexec_small_ints": "external global i8",
    "pyexec_stack_key": "external global i8",
    "pyexec_measure_stack": "ptr ()",
    "pyexec_bind": "ptr (ptr, ptr, i64, ptr)",
    "pyexec_convert": "ptr (ptr, ptr, i64)",
    "pyexec_raise": "ptr (i32, ptr)",
    "pyexec_trace": "void (ptr, i32)",
    "pyexec_traceback_of": "external global i8",
    "pyexec_raise_from_c": "void (i32, ptr)",
    "pyexec_stack_limit": "ptr ()",
    "pyexec_heap": "external global i8",
    "pyexec_heap_make": "ptr ()",
    "pyexec_heap_take": "ptr ()",
    "pyexec_heap_give": "void (ptr)",
    "pyexec_heap_raise": "ptr (i32, ptr, ptr)",
    "pyexec_heap_raise_from_c": "void (i32, ptr, ptr)",
    "pyexec_heap_key": "external global i8",
    "pyexec_heap_say": "external global i8",
    "pyexec_heap_said_all": "external global i8",
    "pyexec_heap_drain": "void (ptr)",
    "pyexec_heap_said": "i1 ()",
    "pyexec_heap_answer": "ptr (ptr)",
    "pyexec_heap_said_from_c": "void ()",
    "pyexec_wide": "{ i64, i1 } (ptr)",
    "pyexec_wide_unsigned": "{ i64, i1 } (ptr)",
    "pyexec_whole": "{ double, i1 } (ptr)",
    "pyexec_object_exact_value": "external global i8",
    "pyexec_object_refill_object": "external global i8",
    "pyexec_object_place_error": "external global i8",
    "pyexec_object_note": "i1 (ptr, ptr, ptr, i64, ptr, i64)",
    "pyexec_object_find": "i64 (ptr, ptr, ptr, ptr)",
    "pyexec_object_known": "ptr (ptr, ptr, i64)",
    "pyexec_object_turn": "void (ptr, ptr)",
    "pyexec_object_update": "i1 (ptr, ptr)",
    "pyexec_object_update_after_error": "void (ptr, ptr)",
    "pyexec_object_finish": "void (ptr, ptr)",
    "pyexec_object_new_list": "i64 (ptr, i64, i64)",
    "pyexec_object_new_array": "i64 (ptr, i64, i64)",
    "pyexec_object_new_pack": "i64 (ptr, i64)",
    "pyexec_object_items": "ptr (ptr, ptr, i64)",
    "pyexec_object_tuple": "ptr (ptr, i64, ptr, i64)",
    "pyexec_object_dict": "ptr (ptr, ptr, i64)",
    "pyexec_object_elements": "ptr (ptr, ptr, i64)",
    "pyexec_object_exact": "ptr (ptr, ptr, i64)",
    "pyexec_object_refill": "i1 (ptr, ptr)",
    "pyexec_object_step": "void (ptr, i64, ptr)",
    "pyexec_object_misplaced": "void (ptr, ptr, i64)",
    "pyexec_object_text_in": "i64 (ptr, ptr, ptr, i64)",
    "pyexec_object_text_out": "ptr (ptr, i64)",
    "pyexec_object_range_in": "i64 (ptr, ptr, ptr, i64)",
    "pyexec_object_range_out": "ptr (ptr, i64)",
    "PyThread_tss_get": "ptr (ptr)",
    "PyLong_AsLongLongAndOverflow": "i64 (ptr, ptr)",
    "PyLong_AsUnsignedLongLong": "i64 (ptr)",
    "PyLong_FromLongLong": "ptr (i64)",
    "PyLong_FromUnsignedLongLong": "ptr (i64)",
    "PyFloat_FromDouble": "ptr (double)",
    "PyComplex_FromDoubles": "ptr (double, double)",
    "PyType_IsSubtype": "i32 (ptr, ptr)",
    "PyErr_Occurred": "ptr ()",
    "PyErr_Clear": "void ()",
    "PyErr_ExceptionMatches": "i32 (ptr)",
    "PyErr_SetObject": "void (ptr, ptr)",
    "PyErr_SetNone": "void (ptr)",
    "PyErr_WriteUnraisable": "void (ptr)",
    "PyErr_NoMemory": "ptr ()",
    "PyUnicode_DecodeUTF8": "ptr (ptr, i64, ptr)",
    "PyUnicode_FromKindAndData": "ptr (i32, ptr, i64)",
    "PyObject_Vectorcall": "ptr (ptr, ptr, i64, ptr)",
    "PyErr_Fetch": "void (ptr, ptr, ptr)",
    "PyErr_Restore": "void (ptr, ptr, ptr)",
    "PyErr_NormalizeException": "void (ptr, ptr, ptr)",
    "PyList_New": "ptr (i64)",
    "PyList_Append": "i32 (ptr, ptr)",
    "PySequence_List": "ptr (ptr)",
    "PyTuple_New": "ptr (i64)",
    "PyTuple_Pack": "ptr (i64, ...)",
    "PyTuple_Size": "i64 (ptr)",
    "PyDict_New": "ptr ()",
    "PyDict_Size": "i64 (ptr)",
    "PyDict_Next": "i32 (ptr, ptr, ptr, ptr)",
    "PyDict_SetItem": "i32 (ptr, ptr, ptr)",
    "PySet_New": "ptr (ptr)",
    "PyFrozenSet_New": "ptr (ptr)",
    "PySet_Add": "i32 (ptr, ptr)",
    "PyUnicode_GetLength": "i64 (ptr)",
    "PyUnicode_AsUCS4": "ptr (ptr, ptr, i64, i32)",
    "PyObject_GetAttrString": "ptr (ptr, ptr)",
    "Py_IncRef": "void (ptr)",
    "Py_DecRef": "void (ptr)",
    "PyEval_SaveThread": "ptr ()",
    "PyEval_RestoreThread": "void (ptr)",
    "PyGILState_GetThisThreadState": "ptr ()",
    "PyGILState_Ensure": "i32 ()",
    "PyGILState_Release": "void (i32)",
}

# Their callers keep all registers but those of the result: a call that is rarely
# made costs the way around it nothing.
_PRESERVING: Final = ("pyexec_wide", "pyexec_wide_unsigned", "pyexec_whole")


def declarations(text: str) -> str:
    """The declarations of what LLVM text mentions and does not define."""
    mentioned = set(re.findall(r"@(\w+)", text))
    defined = set(re.findall(r"^define [^@]*@(\w+)", text, re.MULTILINE))
    return "".join(_declaration(name) for name in sorted(mentioned - defined))


def _declaration(name: str) -> str:
    if name.startswith("PyExc_"):  # a variable that holds the class
        return f"@{name} = external global ptr\n"
    form = _DECLARATIONS.get(name)
    if form is None:
        return ""
    if form.startswith("external"):
        return f"@{name} = {form}\n"
    result, parameters = form[: form.index("(")], form[form.index("(") :]
    convention = "preserve_mostcc " if name in _PRESERVING else ""
    # Called through an address in memory, without a stub between.
    return f"declare {convention}{result}@{name}{parameters} nonlazybind\n"
