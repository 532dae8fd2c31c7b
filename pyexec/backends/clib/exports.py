"""The C entry points of a library, as LLVM text to be appended to its function bodies.

Takes the bodies' entries, their names in C and the errors they can end with; gives
a function of exact C ABI for each, and `BASE_error()`.

    entry_points([entry], ["multiply"], [RaisedError("OverflowError", "…")], "multiply", target)

    define i64 @multiply(i64 %p0, i64 %p1) {
      call the body; on an error code, keep it in @clib.error and return 0
    }
    define ptr @multiply_error() { message of the code kept, which is cleared, or null }
    define void @multiply_free(ptr) { gives back what a caller owns, where there is such }

Error number n is `errors[n - 1]`.  It stays until `BASE_error()` reads it, and a
later error takes its place, as with C's `dlerror()`: a call that succeeds costs one
comparison and touches no memory, and a chain of calls can be checked once at its end.
A message that is computed is a string in the heap, which @clib.text refers to (`heap`).

Functions with texts and containers have entry points of another form (`crossing`).

The messages are one constant, found by offsets rather than by pointers, which a
shared library would have to relocate when it is loaded:

    @clib.offsets    [ 0 | 27 | ... ]
    @clib.messages   ValueError: math domain error\\0ZeroDivisionError: ...\\0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from ...interface import Callee, Entry, RaisedError, Required
from ..c_abi import Convention, convention, receive, returned, zero
from ..llvm.targets import Target
from ..llvm.text import llvm_type
from . import crossing, heap, needs, stack
from .names import error_function, free_function
from .structures import gives_memory

_ERROR: Final = "@clib.error"
_MESSAGE: Final = "@clib.text"


def entry_points(
    entries: Sequence[Entry],
    names: Sequence[str],
    errors: Sequence[RaisedError],
    base: str,
    target: Target,
    callees: Mapping[Required, Callee] | None = None,
    prints: bool = False,
) -> str:
    """The LLVM text of the C functions of a library.

    Args:
        entries: the functions; their bodies are in the text that this one is appended to.
        names: their names in C, checked by `names.check_export_name`.
        errors: what the error codes mean, from code 1.
        base: the library's base name.
        target: the platform, which must be one that has C libraries.
        callees: what `needs.required` asks for.
        prints: whether something is printed.

    Raises:
        OptionError: for a target without C libraries.
    """
    calling = convention(target)
    uses_heap = any(needs.takes_heap(entry) for entry in entries)
    computed = uses_heap and any(error.message is None for error in errors)
    own = {heap.NO_HEAP: uses_heap or any(e.signature.has_objects for e in entries)}
    frees = gives_memory([entry.signature for entry in entries])
    own[heap.FOREIGN] = frees
    errors = (*errors, *(error for error, there in own.items() if there))
    fails = any(own.values()) or any(entry.raises for entry in entries)
    recursive = any(entry.recursive for entry in entries)
    # At a fixed place of the thread's block, the variable costs the least code, and
    # glibc sets space aside for some hundreds of such libraries to be loaded at run
    # time (musl for none).  A recursive library, whose block is larger, does without.
    model = "(initialexec)" if target.object_format == "elf" and not recursive else ""
    parts = []
    if fails:
        parts.append(f"{_ERROR} = internal thread_local{model} global i32 0\n")
    if uses_heap:
        parts.append(heap.text(target))
    if computed:
        parts.append(f"{_MESSAGE} = internal thread_local{model} global ptr null\n")
        parts.append(heap.describe(errors))
    if prints:
        parts.append(heap.printing())
    no_room = errors.index(heap.NO_HEAP) + 1 if own[heap.NO_HEAP] else 0
    codes = crossing.Codes(no_room, computed, prints)
    with_objects = partial(
        crossing.object_entry_point,
        calling=calling,
        codes=codes,
        callees=callees or {},
        report=partial(_failed, give_zero=[]),
    )
    parts += [
        with_objects(entry, name)
        if entry.signature.has_objects
        else _entry_point(entry, name, calling, codes)
        for entry, name in zip(entries, names, strict=True)
    ]
    if frees:
        back = (callees or {})[needs.GIVE_BACK].symbol
        lines = _failed("foreign", str(errors.index(heap.FOREIGN) + 1), ["ret void"])
        parts.append(heap.free(free_function(base), back, lines))
    parts.append(_error_function(error_function(base), errors if fails else (), target, computed))
    if recursive:
        parts.append(stack.limit_function(target))
    return "\n".join(parts)


def _entry_point(entry: Entry, name: str, calling: Convention, codes: crossing.Codes) -> str:
    """The function of one entry, which takes and gives numbers."""
    received = receive([p.type for p in entry.signature.parameters], calling)
    value = entry.signature.result
    result = returned(value, calling)
    parameters = list(received.parameters)
    if result.in_memory:
        parameters.insert(0, f"ptr sret({llvm_type(value)}) align 8 %result")
    lines = result.prologue + received.lines
    arguments = list(received.arguments)
    give_zero = result.lines(zero(value))
    given_back: list[str] = []
    with_heap = needs.takes_heap(entry)
    described = codes.computed and with_heap and entry.raises
    if entry.uses_heap and not with_heap:
        lines.append(f"%heap = {crossing.NO_ADDRESS}")
        arguments.insert(0, "ptr %heap")
    if with_heap:
        lines += _take_heap(codes.no_room, _renamed(give_zero, "missing"))
        arguments.insert(0, "ptr %heap")
        given_back = ["call void @clib.give_heap()"]
        if codes.prints:
            given_back.insert(0, "call void @clib.print(ptr %heap)")
    if entry.recursive:
        lines.append(f"%limit = call ptr {stack.LIMIT}()")
        arguments.insert(0, "ptr %limit")
    # The body belongs into its entry point; a recursive one would be there twice.
    inlining = "" if entry.recursive else " alwaysinline"
    call = f'@"{entry.symbol}"({", ".join(arguments)}){inlining}'
    own = llvm_type(value)
    code = "%raised" if described else "%code"
    if described:
        given_back.insert(0, f"%code = call i32 @clib.describe(ptr %heap, i32 {code})")
    if not entry.raises:
        lines += [f"call void {call}"] if own == "void" else [f"%value = call {own} {call}"]
        lines += [*given_back, *result.lines("%value")]
    elif own == "void":
        lines += [f"{code} = call i32 {call}", *given_back, *_check(), "done:", "ret void"]
        lines += _failed("fail", "%code", ["ret void"])
    else:
        pair = f"{{ {own}, i32 }}"
        lines += [
            f"%pair = call {pair} {call}",
            f"{code} = extractvalue {pair} %pair, 1",
            *given_back,
            *_check(),
            "done:",
            f"%value = extractvalue {pair} %pair, 0",
            *result.lines("%value"),
            *_failed("fail", "%code", _renamed(give_zero, "zero")),
        ]
    body = "\n".join(line if line.endswith(":") else f"  {line}" for line in lines)
    head = f"define {result.type} @{name}({', '.join(parameters)}) nounwind"
    return f"{head} {{\n{body}\n}}\n"


def _take_heap(code: int, give_zero: list[str]) -> list[str]:
    return [
        "%heap = call ptr @clib.take_heap()",
        "%full = icmp eq ptr %heap, null",
        "br i1 %full, label %missing, label %ready",
        *_failed("missing", str(code), give_zero),
        "ready:",
    ]


def _check() -> list[str]:
    return [
        "%failed = icmp ne i32 %code, 0",
        "br i1 %failed, label %fail, label %done",
    ]


def _failed(label: str, code: str, give_zero: list[str]) -> list[str]:
    return [
        f"{label}:",
        f"%slot.{label} = call ptr @llvm.threadlocal.address.p0(ptr {_ERROR})",
        f"store i32 {code}, ptr %slot.{label}, align 4",
        *give_zero,
    ]


def _renamed(lines: list[str], suffix: str) -> list[str]:
    """The lines of another return, whose names must differ from the first one's."""
    return [line.replace("%carried", f"%carried.{suffix}") for line in lines]


def _error_function(
    name: str, errors: Sequence[RaisedError], target: Target, computed: bool
) -> str:
    """`BASE_error`; a library that cannot fail has it too, so that callers need not know."""
    if not errors:
        return f"define ptr @{name}() nounwind {{\n  ret ptr null\n}}\n"
    texts = [_c_string(_shown(error)) for error in errors]
    starts = [sum(map(len, texts[:index])) for index in range(len(texts))]
    size, count = sum(map(len, texts)), len(texts)
    width = "i16" if size < 1 << 16 else "i32"
    offsets = ", ".join(f"{width} {start}" for start in starts)
    characters = "".join(map(_escaped, b"".join(texts)))
    # Sections whose parts are merged cannot lie in one with code.
    place = ', section ".rodata"' if target.object_format == "elf" else ""
    return f"""\
@clib.offsets = private unnamed_addr constant [{count} x {width}] [{offsets}]{place}
@clib.messages = private unnamed_addr constant [{size} x i8] c"{characters}"{place}, align 1

define ptr @{name}() nounwind minsize optsize {{
  %slot = call ptr @llvm.threadlocal.address.p0(ptr {_ERROR})
  %code = load i32, ptr %slot, align 4
  store i32 0, ptr %slot, align 4
  %none = icmp eq i32 %code, 0
  br i1 %none, label %fine, label %failed
fine:{_FORGET if computed else ""}
  ret ptr null
failed:{_COMPUTED if computed else ""}
  %number = zext i32 %code to i64
  %index = sub i64 %number, 1
  %place = getelementptr [{count} x {width}], ptr @clib.offsets, i64 0, i64 %index
  %start = load {width}, ptr %place
  %offset = zext {width} %start to i64
  %message = getelementptr i8, ptr @clib.messages, i64 %offset
  ret ptr %message
}}
"""


# Who asks again has done with the text that was given before.
_FORGET: Final = """
  call void @clib.forget()"""

_COMPUTED: Final = f"""
  %text.there = icmp slt i32 %code, 0
  br i1 %text.there, label %computed, label %constant
computed:
  %text.slot = call ptr @llvm.threadlocal.address.p0(ptr {_MESSAGE})
  %text = load ptr, ptr %text.slot, align 8
  ret ptr %text
constant:"""


def _shown(error: RaisedError) -> str:
    """The text of an error; a KeyError's message is a key, which is quoted."""
    if error.exception == "KeyError" and error.message:
        return f"KeyError: {error.message!r}"
    return str(error)


def _c_string(text: str) -> bytes:
    """UTF-8 with its end mark; a NUL inside would end it early, and is written out."""
    return text.replace("\0", "\\0").encode("utf-8", "backslashreplace") + b"\0"


def _escaped(byte: int) -> str:
    """One byte of an LLVM string constant."""
    return chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:02X}"
