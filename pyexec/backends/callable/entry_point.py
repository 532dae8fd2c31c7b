"""The C entry point of a compiled body: LLVM text of a function with C's own ABI.

    text = bodies + entry_point_text([entry], errors, platform())
    ...
    code = load(object_bytes)
    code.address(entry_point_symbol(entry))     # for C code and ctypes

For `add(a: int, b: int) -> int` this is `int64_t add(int64_t, int64_t)`.  Where the
body answers with an error code, the function sets Python's exception and returns 0;
it may be called with or without the GIL, and from any thread; so a body that uses the heap
has one to itself for the call.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...interface import Entry, RaisedError
from ..c_abi import Convention, convention, receive, returned, zero
from ..llvm.targets import Target
from ..llvm.text import llvm_name, llvm_type
from .boxing import LIKELY
from .externals import declarations
from .heap_ways import DRAIN
from .wrapper import ERRORS, error_table, has_computed


def entry_point_symbol(entry: Entry) -> str:
    """The symbol of an entry's C function."""
    return f"{entry.symbol}.c"


def entry_point_text(
    entries: Sequence[Entry],
    errors: Sequence[RaisedError],
    target: Target,
    prints: bool = False,
) -> str:
    """The LLVM text of the C functions of a module's entries.

    Args:
        entries: the functions; their bodies are in the text this one is appended to.
        errors: what the error codes mean, from code 1.
        target: the platform, which decides how C passes arguments.
        prints: whether the bodies print.
    """
    calling = convention(target)
    computed = has_computed(errors)
    parts = [_entry_point(entry, calling, computed, prints) for entry in entries]
    if prints:
        parts.append(DRAIN)
    if any(entry.raises for entry in entries):
        parts.append(error_table(errors))
    text = "\n".join(parts)
    return f"{text}\n{declarations(text)}"


def _entry_point(entry: Entry, calling: Convention, computed: bool, prints: bool) -> str:
    received = receive([p.type for p in entry.signature.parameters], calling)
    value = entry.signature.result
    result = returned(value, calling)
    parameters, arguments = list(received.parameters), list(received.arguments)
    if result.in_memory:
        parameters.insert(0, f"ptr sret({llvm_type(value)}) align 8 %result")
    lines = result.prologue + received.lines
    give_heap = []
    if entry.uses_heap:
        lines += _take_heap(result.lines(zero(value)))
        give_heap = ["call void @pyexec_heap_give(ptr %heap)"]
        if prints:
            give_heap.append("call void @pyexec_heap_said_from_c()")
        arguments.insert(0, "ptr %heap")
    if entry.recursive:
        lines.append("%limit = call ptr @pyexec_stack_limit()")
        arguments.insert(0, "ptr %limit")
    call = f"@{llvm_name(entry.symbol)}({', '.join(arguments)})"
    own = llvm_type(value)
    if not entry.raises:
        lines.append(f"call void {call}" if own == "void" else f"%value = call {own} {call}")
        lines += [*give_heap, *result.lines("%value")]
    else:
        pair = "i32" if own == "void" else f"{{ {own}, i32 }}"
        lines.append(f"%returned = call {pair} {call}")
        fail = f"call void @pyexec_raise_from_c(i32 %code, ptr {ERRORS})"
        if computed and entry.uses_heap:
            fail = f"call void @pyexec_heap_raise_from_c(i32 %code, ptr {ERRORS}, ptr %heap)"
        lines += _result_or_error(
            pair,
            [*give_heap, *result.lines("%value")],
            [fail, *give_heap, *result.lines(zero(value))],
        )
    body = "\n".join(line if line.endswith(":") else f"  {line}" for line in lines)
    head = f"define {result.type} @{llvm_name(entry_point_symbol(entry))}"
    return f"{head}({', '.join(parameters)}) {{\n{body}\n}}\n"


def _take_heap(give_zero: list[str]) -> list[str]:
    return [
        "%heap = call ptr @pyexec_heap_take()",
        "%there = icmp ne ptr %heap, null",
        f"br i1 %there, label %taken, label %full, {LIKELY}",
        "full:",
        "call void @pyexec_heap_raise_from_c(i32 0, ptr null, ptr null)",
        *(line.replace("%carried", "%carried.full") for line in give_zero),
        "taken:",
    ]


def _result_or_error(pair: str, give_value: list[str], give_zero: list[str]) -> list[str]:
    plain = pair == "i32"
    return [
        "%code = add i32 %returned, 0" if plain else f"%code = extractvalue {pair} %returned, 1",
        "%fine = icmp eq i32 %code, 0",
        f"br i1 %fine, label %done, label %fail, {LIKELY}",
        "done:",
        *([] if plain else [f"%value = extractvalue {pair} %returned, 0"]),
        *give_value,
        "fail:",
        # What stands in both blocks must not have one name.
        *(line.replace("%carried", "%carried.zero") for line in give_zero),
    ]
