"""The LLVM text that the wrappers of one module share: as much of it as they use.

Takes the layout of objects and the errors of the module; gives the definitions
from `boxing` that were asked for, what those need in turn, and declarations of
the Python API.

    runtime = Runtime(object_layout(), errors)
    runtime.use("unbox.int")          # '@pyexec.unbox.int'
    runtime.text()                    # its definition and the declarations it needs
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ...interface import RaisedError
from .boxing import BOX_ANY_INT, COMPACT, TEXTS, TWO_DIGITS
from .layout import LARGEST, SMALLEST, ObjectLayout

BOUND: Final = 1 << 62  # beside an argument count: all parameters are given, in order

LIKELY: Final = '!prof !{!"branch_weights", i32 2000, i32 1}'

_DECLARATIONS: Final = {
    "PyBool_Type": "external global i8",
    "PyComplex_Type": "external global i8",
    "PyFloat_Type": "external global i8",
    "PyLong_Type": "external global i8",
    "_Py_NoneStruct": "external global i8",
    "_Py_TrueStruct": "external global i8",
    "_Py_FalseStruct": "external global i8",
    "pyexec_small_ints": "external global i8",
    "pyexec_stack_key": "external global i8",
    "pyexec_measure_stack": "ptr ()",
    "PyThread_tss_get": "ptr (ptr)",
    "PyLong_AsLongLongAndOverflow": "i64 (ptr, ptr)",
    "PyLong_AsUnsignedLongLong": "i64 (ptr)",
    "PyLong_FromLongLong": "ptr (i64)",
    "PyLong_FromUnsignedLongLong": "ptr (i64)",
    "PyFloat_FromDouble": "ptr (double)",
    "PyComplex_FromDoubles": "ptr (double, double)",
    "PyErr_Occurred": "ptr ()",
    "PyErr_Clear": "void ()",
    "PyErr_SetObject": "void (ptr, ptr)",
    "PyErr_SetNone": "void (ptr)",
    "PyErr_WriteUnraisable": "void (ptr)",
    "PyUnicode_DecodeUTF8": "ptr (ptr, i64, ptr)",
    "PyObject_Vectorcall": "ptr (ptr, ptr, i64, ptr)",
    "PyTuple_Size": "i64 (ptr)",
    "Py_IncRef": "void (ptr)",
    "Py_DecRef": "void (ptr)",
    "PyEval_SaveThread": "ptr ()",
    "PyEval_RestoreThread": "void (ptr)",
    "PyGILState_GetThisThreadState": "ptr ()",
    "PyGILState_Ensure": "i32 ()",
    "PyGILState_Release": "void (i32)",
}

# The fields of a function object, in words behind the header: see function.py.
VECTORCALL_WORD: Final = 0
BINDER_WORD: Final = 1
CONVERTER_WORD: Final = 2


class Runtime:
    """The functions that wrappers share, as far as they are used."""

    def __init__(self, layout: ObjectLayout, errors: Sequence[RaisedError]) -> None:
        self._layout = layout
        self._errors = errors
        self._used: dict[str, str] = {}
        self._externals: set[str] = set()

    def use(self, name: str) -> str:
        """Ask for a function of this module; gives its LLVM name."""
        if name not in self._used:
            self._used[name] = ""
            self._used[name] = self._define(name)
        return f"@pyexec.{name}"

    def call(self, name: str) -> str:
        """Ask for a function or variable of the Python API; gives its LLVM name."""
        self._externals.add(name)
        return f"@{name}"

    def text(self) -> str:
        """The definitions and declarations of all that was asked for."""
        definitions = list(self._used.values())
        return "\n".join(definitions + [_declaration(name) for name in sorted(self._externals)])

    def _define(self, name: str) -> str:
        text = TEXTS[name]
        if name == "unbox.int":
            text = text.replace("<compact>", COMPACT[self._layout.digits])
        elif name == "unbox.wide":
            text = text.replace("<two digits>", TWO_DIGITS[self._layout.digits])
        elif name == "box.int" and not self._layout.small_int_size:
            text = BOX_ANY_INT
        elif name == "raise":
            text = self._error_table() + text
        return self._fill(text)

    def _fill(self, text: str) -> str:
        """Put in what depends on the layout, and ask for what the text mentions."""
        layout = self._layout
        fields = {
            "type": layout.type_offset,
            "value": layout.header,
            "imaginary": layout.header + 8,
            "digits": layout.header + 8,
            "second digit": layout.header + 12,
            "items": layout.tuple_items,
            "vectorcall": layout.header + 8 * VECTORCALL_WORD,
            "binder": layout.header + 8 * BINDER_WORD,
            "converter": layout.header + 8 * CONVERTER_WORD,
            "bound": BOUND,
            "likely": LIKELY,
            "minus smallest": -SMALLEST,
            "small count": LARGEST - SMALLEST + 1,
            "small size": layout.small_int_size,
            "errors": len(self._errors),
        }
        text = re.sub("<count small (%[a-z]+)>", self._count_reference, text)
        text = re.sub("<([a-z ]+)>", lambda match: str(fields[match[1]]), text)
        for mentioned in re.findall(r"@pyexec\.([a-z.]+)\(", text):
            self.use(mentioned)
        for mentioned in re.findall(r"@(\w+)", text):
            if mentioned in _DECLARATIONS:
                self.call(mentioned)
        return text

    def _count_reference(self, match: re.Match[str]) -> str:
        """One reference more for an object that exists once; nothing where it is immortal."""
        if not self._layout.counts_small:
            return ""
        if self._layout.header != 16:
            return f"call void @Py_IncRef(ptr {match[1]})"
        return (
            f"%count = load i64, ptr {match[1]}\n"
            f"  %more = add i64 %count, 1\n"
            f"  store i64 %more, ptr {match[1]}"
        )

    def _error_table(self) -> str:
        """For each error code from 1 on: its class, its message and the message's length."""
        lines, rows = [], []
        for index, error in enumerate(self._errors):
            content = error.message.encode("utf-8", "surrogatepass")
            escaped = "".join(f"\\{byte:02X}" for byte in content)
            name = f"@pyexec.message.{index}"
            lines.append(
                f"{name} = private unnamed_addr constant [{len(content)} x i8] c\"{escaped}\""
            )  # fmt: skip
            variable = f"PyExc_{error.exception}"
            self._externals.add(variable)
            rows.append(f"{{ ptr, ptr, i64 }} {{ ptr @{variable}, ptr {name}, i64 {len(content)} }}")
        table = f"[{len(rows)} x {{ ptr, ptr, i64 }}] [ {', '.join(rows)} ]"
        return "\n".join(lines) + f"\n@pyexec.errors = internal constant {table}\n"


def _declaration(name: str) -> str:
    # Errors' classes are variables that hold the class.
    form = _DECLARATIONS.get(name, "external global ptr")
    if form.startswith("external"):
        return f"@{name} = {form}"
    result, _, parameters = form.partition(" ")
    # Called through an address in memory, without a stub between.
    return f"declare {result} @{name}{parameters} nonlazybind"
