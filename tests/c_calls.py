"""Calls from C: a program that calls a library's functions and prints what can be seen.

    program(calls)                                  # the text of main.c
    answer_of(line, printed, entry, arguments, ...)  # what a call has answered, as Python sees it

An answer is a line on standard error; what a call itself prints is on standard output, up to
the next MARK.  Values are words, one behind the other; what stands side by side is
between brackets:

    i-3 f0x1.8p+1 b1 c0x0p+0,0x1p+0 s6162 N [ i1 i2 ] error ValueError: a message

Behind the answer come the arguments that the function may have changed, and the bytes that
are still in live blocks of the library's heap when all results were given back.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from answers import Answer, Number, Raised, Seen, Value

from pyexec.backends.clib.header import c_type
from pyexec.backends.clib.structures import base_of, element_of, is_run, layout
from pyexec.interface import Entry
from pyexec.object_types import STR, ListType, OptionalType, SequenceType, TupleType
from pyexec.rt.layout import HEAP, USED
from pyexec.types import Kind, Type

# What stands behind the output of each call.
MARK = "\x1e"

_HEAD = """\
#include "run.h"
#include <complex.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define show(...) fprintf(stderr, __VA_ARGS__)

extern uint64_t run_used(void);

static int failed(void) {
  const char *error = run_error();
  if (error != NULL) show("error %s", error);
  return error != NULL;
}

static void text(const char *data, size_t length) {
  show("s");
  for (size_t i = 0; i < length; i++) show("%02x", (unsigned char) data[i]);
  show(data[length] ? "!" : " ");
}

static void end(void) {
  int again = run_error() != NULL;  // which gives up the text of the error before
  putchar(0x1e);
  show("| %d %" PRIu64 "\\n", again, run_used());
}

int main(void) {
"""

# Of the library itself, for the test: the bytes in live blocks.
USED_FUNCTION = f"""
define i64 @run_used() {{
  %heap = load ptr, ptr @clib.heap
  %none = icmp eq ptr %heap, null
  br i1 %none, label %empty, label %there
there:
  %at = getelementptr i8, ptr %heap, i64 {HEAP + USED}
  %used = load i64, ptr %at
  ret i64 %used
empty:
  ret i64 0
}}
"""
NO_HEAP = "\ndefine i64 @run_used() {\n  ret i64 0\n}\n"


def program(calls: Sequence[tuple[Entry, str, Sequence[Value]]]) -> str:
    """The text of a program that makes calls: of an entry, by a name in C, with arguments."""
    lines = [line for call in calls for line in _call(*call)]
    return _HEAD + "\n".join(lines) + "\n  return 0;\n}\n"


def _call(entry: Entry, name: str, arguments: Sequence[Value]) -> Iterator[str]:
    """The lines of a call, which print one line."""
    signature = entry.signature
    yield "  {"
    given: list[str] = []
    arrays: dict[tuple[int, Type], str] = {}
    for index, (p, value) in enumerate(zip(signature.parameters, arguments, strict=True)):
        if not p.type.is_object:
            given.append(c_number(p.type, value))
        elif value is None:
            given.append("NULL, 0" if is_run(p.type) else "NULL")
        elif base_of(p.type) is STR:
            given.append(c_text(value))
        elif isinstance(base_of(p.type), TupleType):
            given.append(_structure(base_of(p.type), value))
        else:
            array = arrays.setdefault((id(value), base_of(p.type)), f"a{index}")
            if array == f"a{index}":
                yield f"    {_array(p.type, array, value)}"
            given.append(f"{array}, {len(value)}")
    call, result = f"{name}({', '.join(given)})", signature.result
    if result.kind is Kind.NONE:
        yield f'    {call}; if (!failed()) show("N ");'
    else:
        yield f"    {c_type(result, 'run')} v = {call};"
        yield f"    if (!failed()) {{ {_shown(result, 'v')} }}"
        yield from (f"    {line}" for line in _freed(result, "v"))
    for index in _changed(entry):
        value, t = arguments[index], signature.parameters[index].type
        if value is not None:
            array = arrays[id(value), base_of(t)]
            yield f"    {_row(t, array, str(len(value)))}"
    yield "    end();"
    yield "  }"


def _changed(entry: Entry) -> list[int]:
    return [i for i, changed in enumerate(entry.changes) if changed]


def _array(t: Type, name: str, value: Sequence[Value]) -> str:
    """The definition of an array, which has one element more than it needs."""
    element = element_of(t)
    assert element is not None
    if element is STR:
        items = [f"{{{c_text(text)}}}" for text in value]
        return f"run_text {name}[] = {{{', '.join([*items, '{NULL, 0}'])}}};"
    items = [c_number(element, number) for number in value]
    return f"{c_type(element, 'run')} {name}[] = {{{', '.join([*items, '0'])}}};"


def _structure(t: Type, value: Sequence[Number]) -> str:
    """A pointer to a structure of numbers."""
    members = zip(layout(t).members, value, strict=True)
    inner = ", ".join(c_number(member.type, number) for member, number in members)
    return f"&({c_type(t, 'run')}) {{{inner}}}"


def _shown(t: Type, value: str) -> str:
    """Statements that print a value."""
    if t is STR:
        return f"text({value}.data, {value}.length);"
    if isinstance(t, OptionalType):
        there = f"{value}.data" if is_run(t) else f"{value}.present"
        inner = value if is_run(t) else f"{value}.value"
        return f'if ({there}) {{ {_shown(t.base, inner)} }} else show("N ");'
    if isinstance(t, TupleType):
        members = " ".join(_shown(m.type, f"{value}.{m.name}") for m in layout(t).members)
        return f'show("[ "); {members} show("] ");'
    if is_run(t):
        return _row(t, f"{value}.data", f"{value}.length")
    match t.kind:
        case Kind.COMPLEX:
            return f'show("c%a,%a ", (double) creal({value}), (double) cimag({value}));'
        case Kind.FLOAT:
            return f'show("f%a ", (double) {value});'
        case Kind.BOOL:
            return f'show("b%d ", {value});'
        case Kind.UNSIGNED:
            return f'show("i%" PRIu64 " ", (uint64_t) {value});'
    return f'show("i%" PRId64 " ", (int64_t) {value});'


def _row(t: Type, data: str, length: str) -> str:
    element = element_of(t)
    assert element is not None
    each = _shown(element, f"{data}[i]")
    return f'show("[ "); for (size_t i = 0; i < {length}; i++) {{ {each} }} show("] ");'


def _freed(t: Type, value: str) -> Iterator[str]:
    if not t.is_object:
        return
    if is_run(t):
        yield f"run_free({value}.data);"
    for member in layout(t).members:
        yield from _freed(member.type, f"{value}.{member.name}")


def c_text(text: str) -> str:
    """A text as two expressions of C: the bytes and how many."""
    content = text.encode()
    escaped = "".join(map("\\{:03o}".format, content))
    return f'"{escaped}", {len(content)}'


def c_number(t: Type, value: Number) -> str:
    """A number as an expression of C."""
    if t.is_complex:
        number = complex(value)
        maker = "CMPLXF" if t.bits == 64 else "CMPLX"
        return f"{maker}({c_number(t.part, number.real)}, {c_number(t.part, number.imag)})"
    if t.is_float:
        real = float(value.real)
        sign = "-" if math.copysign(1.0, real) < 0 else ""
        if math.isinf(real) or math.isnan(real):
            return sign + ("INFINITY" if math.isinf(real) else "NAN")
        return real.hex()
    whole = int(value.real)
    if whole == -(2**63):
        return "INT64_MIN"
    return f"{whole}{'u' if t.kind is Kind.UNSIGNED else ''}ll"


def answer_of(
    line: str, printed: str, entry: Entry, arguments: Sequence[Value], written: Sequence[int]
) -> Answer:
    """What a line of the program says of a call, of whose arguments these were written."""
    shown, _, rest = line.rpartition("| ")
    again, used = rest.split()
    assert again == "0", f"{entry.signature.name} leaves an error behind: {line}"
    assert used == "0", f"{entry.signature.name} leaves {used} bytes: {line}"
    words = shown.split(" ")
    answer: Answer
    if words[0] == "error":
        error, rows = _split_error(shown, len(_lists(entry, arguments)))
        name, _, message = error.partition(": ")
        answer, words = Raised(name, message), rows.split(" ")
    else:
        answer = _value(entry.signature.result, words)
    if not entry.signature.has_objects:
        return Seen(answer, printed=printed)
    after = list(arguments)
    known: dict[int, Value] = {}
    for index in _lists(entry, arguments):
        read = _value(entry.signature.parameters[index].type, words)
        # Elements that are as they were may have had another type.
        after[index] = known.setdefault(
            id(arguments[index]), arguments[index] if read == arguments[index] else read
        )
    return Seen(answer, tuple(after[index] for index in written), printed, identities=False)


def _lists(entry: Entry, arguments: Sequence[Value]) -> list[int]:
    return [index for index in _changed(entry) if arguments[index] is not None]


def _split_error(shown: str, rows: int) -> tuple[str, str]:
    """An error's text, and so many lists behind it."""
    at = len(shown)
    for _ in range(rows):
        at = shown.rindex("[ ", 0, at)
    return shown[len("error ") : at], shown[at:]


def _value(t: Type, words: list[str]) -> Any:
    """The value that the first of the words is, which are taken away."""
    word = words.pop(0)
    if word == "N":
        return None
    if isinstance(t, OptionalType):
        words.insert(0, word)
        return _value(t.base, words)
    if isinstance(t, ListType | SequenceType | TupleType):
        elements: list[Any] = []
        while words[0] != "]":
            element = t.elements[len(elements)] if isinstance(t, TupleType) else t.element
            elements.append(_value(element, words))
        words.pop(0)
        return elements if isinstance(t, ListType) else tuple(elements)
    match word[0]:
        case "s":
            return bytes.fromhex(word[1:]).decode()
        case "b":
            return word == "b1"
        case "i":
            return int(word[1:])
        case "f":
            return float.fromhex(word[1:].replace("-nan", "nan"))
    real, imag = (float.fromhex(part.replace("-nan", "nan")) for part in word[1:].split(","))
    return complex(real, imag)
