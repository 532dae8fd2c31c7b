"""The native wrapper: CPython's vectorcall around a compiled body, as LLVM text.

Takes the entries of a module, whose bodies stand in the same LLVM text, and gives
the text to append to them.

    text = bodies + vectorcall_text([Entry(signature, "add", raises=True, ...)], errors)
    ...
    code = load(object_bytes)
    code.address(vectorcall_symbol(entry))     # for function.bind

For `add(a: int, b: int) -> int` that is, where each read or check that fails
leaves for one of the slow ways (see boxing.py), which come back with a tuple of
exact values:

    define ptr @"add.call"(ptr %self, ptr %arguments, i64 %flags, ptr %keywords) {
      %count = number of positional arguments
      keywords or %count != 2          -> @pyexec.bind
      %value.0 = unbox the first       -> @pyexec.convert
      %value.1 = unbox the second      -> @pyexec.convert
      %pair = call { i64, i32 } @add(i64 %value.0, i64 %value.1)
      an error code                    -> @pyexec.raise
      ret box the value
    }
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Final

from ...interface import Callee, Constant, Entry, Parameter, RaisedError, Required, joined
from ...ir.nodes import Const
from ...types import FLOAT32, Kind, Type
from ..llvm.sites import Sites
from ..llvm.text import llvm_bytes, llvm_constant, llvm_name, llvm_type
from .boxing import BOUND, LIKELY, box, unbox
from .externals import declarations
from .heap_ways import DRAIN
from .layout import ObjectLayout, object_layout
from .objects.call import ANSWER, ObjectCall

ERRORS: Final = "@pyexec.errors"

# PY_VECTORCALL_ARGUMENTS_OFFSET and our own mark beside it are no part of the count.
_COUNT_MASK: Final = BOUND - 1


def vectorcall_symbol(entry: Entry) -> str:
    """The symbol of an entry's vectorcall function."""
    return f"{entry.symbol}.call"


def vectorcall_text(
    entries: Sequence[Entry],
    errors: Sequence[RaisedError],
    *,
    nogil: bool = False,
    layout: ObjectLayout | None = None,
    callees: Mapping[Required, Callee] | None = None,
    sites: Sites | None = None,
    prints: bool = False,
    together: Sequence[Sequence[Entry]] = (),
) -> str:
    """The LLVM text of the vectorcall functions of a module's entries.

    Args:
        entries: the functions; their bodies are in the text this one is appended to.
        errors: what the error codes mean, from code 1.
        nogil: let other Python threads run while a body runs.
        layout: how objects are laid out; this process's, if None.
        callees: what wrappers with objects call of the program, see `objects.call.required`.
        sites: the places of errors, where the codes tell them.
        prints: whether the bodies print.
        together: entries without arguments but a memory, whose results are given as a tuple
            by a further function, that of the entry that `joined` makes of them.
    """
    layout = layout or object_layout()
    computed = has_computed(errors)
    parts = [
        _Wrapper(entry, layout, nogil, computed, callees or {}, sites, prints).text()
        for entry in entries
    ]
    parts += [_tuple_text(entries, layout) for entries in together]
    if prints:
        parts.append(DRAIN)
    if any(entry.raises for entry in entries):
        parts.append(error_table(errors))
    text = "\n".join(parts)
    return f"{text}\n{declarations(text)}"


def _tuple_text(entries: Sequence[Entry], layout: ObjectLayout) -> str:
    """The vectorcall function that gives the results of several as a tuple."""
    parameters = "ptr %self, ptr %arguments, i64 %flags, ptr %keywords"
    lines = ["begin:", f"%tuple = call ptr @PyTuple_New(i64 {len(entries)})"]
    lines += ["%full = icmp eq ptr %tuple, null", "br i1 %full, label %end, label %part.0"]
    for number, entry in enumerate(entries):
        following = f"part.{number + 1}" if number + 1 < len(entries) else "end"
        lines += [
            f"part.{number}:",
            f"%made.{number} = call ptr @{llvm_name(vectorcall_symbol(entry))}({parameters})",
            f"%at.{number} = getelementptr i8, ptr %tuple, i64 {layout.tuple_items + 8 * number}",
            f"store ptr %made.{number}, ptr %at.{number}",
            f"%failed.{number} = icmp eq ptr %made.{number}, null",
            f"br i1 %failed.{number}, label %drop, label %{following}",
        ]
    lines += ["drop:", "call void @Py_DecRef(ptr %tuple)", "br label %end", "end:"]
    last = f"%part.{len(entries) - 1}"
    lines += [f"%given = phi ptr [ %tuple, {last} ], [ null, %drop ], [ null, %begin ]"]
    body = "\n".join(lines)
    name = f"@{llvm_name(vectorcall_symbol(joined(entries)))}"
    return f"define ptr {name}({parameters}) {{\n{body}\nret ptr %given\n}}\n"


def error_table(errors: Sequence[RaisedError]) -> str:
    """For each error code from 1 on: its class, its message and the message's length.

    The support code builds the exception from such a row.  A message that is computed has
    the length -1.
    """
    lines, rows = [], []
    for index, error in enumerate(errors):
        if error.message is None:
            name, length = "null", -1
        else:
            content = error.message.encode("utf-8", "surrogatepass")
            name, length = f"@pyexec.message.{index}", len(content)
            array = f"[{length} x i8] {llvm_bytes(content)}"
            lines.append(f"{name} = private unnamed_addr constant {array}\n")
        row = f"ptr @PyExc_{error.exception}, ptr {name}, i64 {length}"
        rows.append(f"{{ ptr, ptr, i64 }} {{ {row} }}")
    table = f"[{len(rows)} x {{ ptr, ptr, i64 }}] [ {', '.join(rows)} ]"
    return f"{''.join(lines)}{ERRORS} = internal constant {table}\n"


def has_computed(errors: Sequence[RaisedError]) -> bool:
    """Whether the message of an error may stand in the heap."""
    return any(error.message is None for error in errors)


class _Wrapper:
    """The text of one vectorcall function, written from top to bottom."""

    def __init__(
        self,
        entry: Entry,
        layout: ObjectLayout,
        nogil: bool,
        computed: bool,
        callees: Mapping[Required, Callee],
        sites: Sites | None,
        prints: bool,
    ) -> None:
        self._entry = entry
        self._sites = sites
        self._prints = prints
        self._computed = computed and entry.uses_heap
        self._own_heap = nogil and entry.needs_heap  # as long as the call lasts
        self._parameters = entry.signature.parameters
        self._layout = layout
        self._nogil = nogil
        self._body = f"@{llvm_name(entry.symbol)}"
        self._pointer = f"@{llvm_name(entry.symbol + '.pointer')}"  # to the body
        self._lines: list[str] = []
        self._values: list[str] = []  # of the arguments read so far
        self._objects = (
            ObjectCall(entry, layout, callees, self._heap) if entry.signature.has_objects else None
        )

    def text(self) -> str:
        self._check_shape()
        for index, parameter in enumerate(self._parameters):
            self._read_argument(index, parameter)
        self._label("argument", len(self._parameters))
        self._call_body()
        self._slow_ways()
        name = f"@{llvm_name(vectorcall_symbol(self._entry))}"
        parameters = "ptr %self, ptr %arguments, i64 %flags, ptr %keywords"
        body = "\n".join(self._lines)
        text = f"define ptr {name}({parameters}) {{\n{body}\n}}\n"
        if self._objects is not None:
            text += self._objects.conversions.text()
        return (
            f"{self._pointer} = internal global ptr {self._body}\n{text}" if self._nogil else text
        )

    def _emit(self, *lines: str) -> None:
        self._lines += [line if line.endswith(":") else f"  {line}" for line in lines]

    def _label(self, name: str, index: int | None = None) -> None:
        self._lines.append(f"{name}:" if index is None else f"{name}.{index}:")

    def _check_shape(self) -> None:
        """Are the arguments given by position, as many as are needed and no more?"""
        if self._objects is not None:
            self._emit(*self._objects.opening())
        total = len(self._parameters)
        positional = sum(not p.keyword_only for p in self._parameters)
        required = total
        while required and _default_of(self._parameters[required - 1]) is not None:
            required -= 1
        plain = required <= positional  # the keyword-only ones all have defaults
        self._emit(
            f"%count = and i64 %flags, {_COUNT_MASK}",
            "%unnamed = icmp eq ptr %keywords, null",
        )
        if plain:
            self._emit(
                f"%above = sub i64 %count, {required}",
                f"%enough = icmp ule i64 %above, {positional - required}",
            )
        else:
            self._emit("%enough = or i1 false, false")
        if positional < total:
            # Only the binder may give keyword-only arguments by position.
            self._emit(
                f"%bound = icmp eq i64 %flags, {BOUND | total}",
                "%shaped = or i1 %enough, %bound",
                "%fits = and i1 %unnamed, %shaped",
            )
        else:
            self._emit("%fits = and i1 %unnamed, %enough")
        self._emit(f"br i1 %fits, label %argument.0, label %bind, {LIKELY}")

    def _read_argument(self, index: int, parameter: Parameter) -> None:
        """From block `argument.N` to the next; the value's name is appended to `_values`."""
        self._label("argument", index)
        default = _default_of(parameter)
        if default is not None:
            self._emit(
                f"%present.{index} = icmp ugt i64 %count, {index}",
                f"br i1 %present.{index}, label %present.at.{index}, label %have.{index}, {LIKELY}",
            )
            self._label("present.at", index)
        self._emit(
            f"%at.{index} = getelementptr ptr, ptr %arguments, i64 {index}",
            f"%object.{index} = load ptr, ptr %at.{index}",
        )
        if parameter.type.is_object:  # which arrives once the numbers are read
            value, type = f"%object.{index}", "ptr"
        else:
            lines, value = unbox(parameter.type, index, self._layout)
            type = llvm_type(parameter.type)
            self._lines.append(lines.rstrip("\n"))
        self._emit(f"br label %read.{index}")
        self._label("read", index)
        self._values.append(value)
        if default is not None:
            self._emit(f"br label %have.{index}")
            self._label("have", index)
            self._emit(
                f"%given.{index} = phi {type} "
                f"[ {default}, %argument.{index} ], [ {value}, %read.{index} ]"
            )
            self._values[index] = f"%given.{index}"
        self._emit(f"br label %argument.{index + 1}")

    def _call_body(self) -> None:
        entry, result = self._entry, self._entry.signature.result
        if entry.needs_heap:
            self._take_heap()
        arguments = [
            f"{llvm_type(p.type)} {value}"
            for p, value in zip(self._parameters, self._arrive(), strict=True)
        ]
        if entry.uses_heap:
            arguments.insert(0, f"ptr {self._heap}")
        if entry.recursive:
            self._emit("%limit = call ptr @pyexec_stack_limit()")
            arguments.insert(0, "ptr %limit")
        type = llvm_type(result)
        returned = type
        if entry.raises:
            returned = "i32" if type == "void" else f"{{ {type}, i32 }}"
        target = self._unlock()
        name = "" if returned == "void" else "%returned = "
        self._emit(f"{name}call {returned} {target}({', '.join(arguments)})")
        if self._nogil:
            self._emit("call void @PyEval_RestoreThread(ptr %thread)")
        if self._objects is not None:
            self._emit(*self._objects.after_body())
        value = "%returned"
        if entry.raises:
            value = self._check_code(type, returned)
        if self._objects is None:
            self._give_heap()
            self._end_printing()
            self._lines.append(box(result, value, self._layout).rstrip("\n"))
        else:
            self._emit(*self._objects.leaving(type, value), *self._objects.undo(entry.raises))
            self._give_heap()
            self._answer(ANSWER)

    def _arrive(self) -> list[str]:
        """The values of the arguments; those of objects are their blocks."""
        if self._objects is None:
            return self._values
        self._emit(*self._objects.arriving(self._values))
        return [
            f"%block.{index}" if parameter.type.is_object else self._values[index]
            for index, parameter in enumerate(self._parameters)
        ]

    @property
    def _heap(self) -> str:
        return "%heap" if self._own_heap else "@pyexec_heap"

    def _take_heap(self) -> None:
        """Have a heap for the call."""
        if self._own_heap:
            self._emit(
                "%heap = call ptr @pyexec_heap_take()",
                "%there = icmp ne ptr %heap, null",
                f"br i1 %there, label %taken, label %full, {LIKELY}",
            )
            self._label("full")
            self._emit(
                "%no.memory = tail call ptr @pyexec_heap_raise(i32 0, ptr null, ptr null)",
                "ret ptr %no.memory",
            )
            self._label("taken")

    def _give_heap(self) -> None:
        if self._own_heap:
            self._emit("call void @pyexec_heap_give(ptr %heap)")

    def _end_printing(self) -> None:
        """Leave where printing has failed."""
        if self._prints:
            self._emit(
                "%said = call i1 @pyexec_heap_said()",
                f"br i1 %said, label %box, label %unsaid, {LIKELY}",
            )
            self._label("unsaid")
            self._emit("ret ptr null")
            self._label("box")

    def _answer(self, answer: str) -> None:
        """End with an object, or with null and an exception."""
        if self._prints:
            name = f"{answer}.said"
            self._emit(f"{name} = call ptr @pyexec_heap_answer(ptr {answer})")
            answer = name
        self._emit(f"ret ptr {answer}")

    def _unlock(self) -> str:
        """Release the GIL where that is asked for; gives what to call for the body.

        A body without side effects could be moved by LLVM to where the GIL is held
        again; not when it is called through a variable that LLVM knows nothing of.
        """
        if not self._nogil:
            return self._body
        self._emit(
            "%thread = call ptr @PyEval_SaveThread()",
            f"%body = load volatile ptr, ptr {self._pointer}",
        )
        return "%body"

    def _check_code(self, type: str, returned: str) -> str:
        """Leave where the body answers with an error code; gives its value."""
        if type == "void":
            self._emit("%code = add i32 %returned, 0")
        else:
            self._emit(f"%code = extractvalue {returned} %returned, 1")
        self._emit(
            "%fine = icmp eq i32 %code, 0",
            f"br i1 %fine, label %done, label %raise, {LIKELY}",
        )
        self._label("raise")
        kind = "%code"
        if self._sites is not None:
            kind = "%kind"
            self._emit(
                f"%kind = and i32 %code, {self._sites.mask}",
                f"%site = lshr i32 %code, {self._sites.shift}",
            )
        if self._computed:
            arguments = f"i32 {kind}, ptr {ERRORS}, ptr {self._heap}"
            self._emit(f"%null = call ptr @pyexec_heap_raise({arguments})")
        else:
            self._emit(f"%null = call ptr @pyexec_raise(i32 {kind}, ptr {ERRORS})")
        if self._sites is not None:
            self._emit("call void @pyexec_trace(ptr %self, i32 %site)")
        if self._objects is None:
            self._give_heap()
            self._answer("%null")
        else:
            self._emit(*self._objects.after_error())
        self._label("done")
        if type != "void":
            self._emit(f"%result = extractvalue {returned} %returned, 0")
        return "%result"

    def _slow_ways(self) -> None:
        self._label("bind")
        self._emit(
            "%from.bind = tail call ptr @pyexec_bind"
            "(ptr %self, ptr %arguments, i64 %flags, ptr %keywords)",
            "ret ptr %from.bind",
        )
        if not self._parameters:
            return
        self._label("convert")
        self._emit(
            "%from.convert = tail call ptr @pyexec_convert(ptr %self, ptr %arguments, i64 %count)",
            "ret ptr %from.convert",
        )


def _default_of(parameter: Parameter) -> str | None:
    """A parameter's default as an LLVM constant.

    None where there is none, or one that needs a conversion or is out of range: the
    slow way then does what is right.
    """
    if not parameter.has_default:
        return None
    if parameter.type.is_object:
        return "@_Py_NoneStruct" if parameter.default is None else None
    return _constant(parameter.number, parameter.type)


def _constant(value: Constant, t: Type) -> str | None:
    if (t.kind is Kind.BOOL) != isinstance(value, bool) or value is None:
        return None
    if t.is_integer and not (isinstance(value, int) and t.holds(value)):
        return None
    if t.is_float and isinstance(value, complex):
        return None
    part = t.part if t.is_complex else t
    try:
        number = value + 0j if t.is_complex else value
        if part is FLOAT32:
            real, imaginary = struct.unpack("<2f", struct.pack("<2f", number.real, number.imag))
            number = complex(real, imaginary) if t.is_complex else real
        return llvm_constant(Const(number, t))
    except OverflowError:
        return None
