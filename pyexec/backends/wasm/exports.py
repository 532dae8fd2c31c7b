"""LLVM's text for what a module exports, around the bodies that the lowering made.

    exports = plan([Entry(signature, "add.body", raises=True, recursive=False)], ["add"])
    text(exports)     # define i64 @"raw$add"(i64 %p0, i64 %p1) ... @"number$add" ...

A function `add(a: int, b: int) -> int` is exported twice:

    add       (i64, i64) -> i64     for every host
    add$n     (f64, f64) -> f64     for JavaScript's plain numbers; the exact result is
                                    in the global $exact besides

The second one, the Number shim, spares JavaScript the BigInts, which cost ten times
the call.  It is there for a function with a 64-bit integer in its signature, and no object,
which costs more.

What goes in and out in WebAssembly's types: 64-bit integers as i64, `bool` and smaller
integers as i32, a complex number as two floats, an object as the address of its block.  A
smaller result is normalised: it has the value that its type gives it.

A body that raises calls `pyexec_raise`, which records the code in the global $error and
traps.  LLVM is told that this call only reads memory, and, where nothing is written, not
even that: functions which may raise stay pure in its eyes and repeated calls of them merge.
That would be a lie beside the definition; so the definition is another object (`RAISE`),
which only the linker sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ...errors import OptionError
from ...interface import Callee, Entry, Required, Signature
from ...record import changed, value
from ...types import Kind, Type
from ..llvm.text import body_symbol, llvm_type
from . import crossings

# No Python name has a `$`, so these meet no user's function.
ERROR: Final = "$error"  # i32: the code of the error that made a call trap, 0 for none
EXACT: Final = "$exact"  # i64: the latest result of a Number shim, all bits of it
STACK: Final = "$stack"  # i32: the stack pointer, to be set back after a trap
FORGET: Final = "$forget"  # drops the text of an error's message, once that is read
PRINTED: Final = "$printed"  # drops the text that was printed, once that is read
SHIM_SUFFIX: Final = "$n"

# The memory, where there is a heap in it.
MEMORY: Final = "memory"

NO_CALLEES: Final[Mapping[Required, Callee]] = {}

_DECLARE_RAISE: Final = (
    "declare void @pyexec_raise(i32) cold memory(read) noinline noreturn nounwind\n"
)

RAISE: Final = f"""\
@"{ERROR}" = addrspace(1) global i32 0

declare void @llvm.trap()

define void @pyexec_raise(i32 %code) {{
  store i32 %code, ptr addrspace(1) @"{ERROR}"
  call void @llvm.trap()
  unreachable
}}
"""


@value
class Export:
    """A function that the module exports as `name`."""

    entry: Entry
    name: str
    has_shim: bool

    @property
    def signature(self) -> Signature:
        """The function's signature, under the name that it is exported by."""
        return changed(self.entry.signature, name=self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """What the module exports for this function."""
        return (self.name, self.name + SHIM_SUFFIX) if self.has_shim else (self.name,)


def plan(
    entries: Sequence[Entry], names: Sequence[str], number_shims: bool = True
) -> tuple[Export, ...]:
    """What is exported for each entry, under the name at its place in `names`.

    Args:
        entries: the functions.
        names: identifiers in ASCII, different from each other in more than case.
        number_shims: whether functions with 64-bit integers get a second export, for
            calls from JavaScript.

    Raises:
        OptionError: where a name cannot be used.
    """
    _check_names(names)
    if MEMORY in names and any(entry.needs_heap for entry in entries):
        raise OptionError(
            f"a function cannot be exported as {MEMORY!r}, as the module's memory is",
            help='give it another name, or export_name="remember" in `wasm`',
        )
    return tuple(
        Export(entry, name, number_shims and _wants_shim(entry))
        for entry, name in zip(entries, names, strict=True)
    )


def _check_names(names: Sequence[str]) -> None:
    taken: dict[str, str] = {}
    for name in names:
        if not (name.isidentifier() and name.isascii()):
            plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "function"
            way_out = plain if plain.isidentifier() else f"f_{plain}"
            raise OptionError(
                f"{name!r} cannot be the name of an exported function, since not every host "
                "can write it",
                help=f'use A-Z, a-z, 0-9 and _ alone: export_name="{way_out}" in `wasm`',
            )
        other = taken.get(name.lower())
        if other is not None:
            same = f"two functions cannot both be exported as {name!r}"
            alike = f"the functions {other!r} and {name!r} differ in nothing but case"
            raise OptionError(same if other == name else alike, help="rename one of them")
        taken[name.lower()] = name


def is_wide(t: Type) -> bool:
    """Whether a type is a 64-bit integer, which JavaScript's numbers do not hold exactly."""
    return t.is_integer and t.bits == 64


def _wants_shim(entry: Entry) -> bool:
    """Whether a 64-bit integer goes in or out, and no object."""
    signature = entry.signature
    wide = is_wide(signature.result) or any(is_wide(p.type) for p in signature.parameters)
    return wide and not signature.has_objects


def text(
    exports: Sequence[Export],
    forget: str | None = None,
    prints: str | None = None,
    callees: Mapping[Required, Callee] = NO_CALLEES,
) -> str:
    """LLVM's text that, behind that of the bodies, makes the module's exports.

    It declares `pyexec_raise`, which the bodies call.

    Args:
        exports: the functions.
        forget: what drops an error's computed message, of a program that has such errors.
        prints: what drops the text that was printed, of a program that prints.
        callees: what is needed for objects, of `crossing.needs`.
    """
    parts = [_DECLARE_RAISE]
    if any(export.has_shim and is_wide(export.signature.result) for export in exports):
        parts.append(f'@"{EXACT}" = addrspace(1) global i64 0\n')
    for export in exports:
        parts.append(_define(export, shim=False))
        if export.has_shim:
            parts.append(_define(export, shim=True))
    for name, function in ((FORGET, forget), (PRINTED, prints)):
        if function is not None:
            parts.append(
                f'define void @"raw${name}"() nounwind "wasm-export-name"="{name}" {{\n'
                f'  call void @"{body_symbol(function)}"()\n  ret void\n}}\n'
            )
    parts.append(crossings.text([export.signature for export in exports], callees))
    return "\n".join(parts)


def _define(export: Export, shim: bool) -> str:
    """The function that takes and gives raw values, or the Number shim."""
    signature = export.signature
    declared: list[str] = []
    lines: list[str] = []
    arguments = []
    for position, parameter in enumerate(signature.parameters):
        raw_types, code, value = _unwrap(parameter.type, f"%p{position}", shim)
        declared += raw_types
        lines += code
        arguments.append(f"{_body_type(parameter.type)} {value}")
    result = signature.result
    call = f'call {_body_type(result)} @"{export.entry.symbol}"({", ".join(arguments)})'
    lines.append(call if result.kind is Kind.NONE else f"%value = {call}")
    lines += _wrap(result, shim)
    prefix, suffix = ("number$", SHIM_SUFFIX) if shim else ("raw$", "")
    body = "".join(f"  {line}\n" for line in lines)
    return (
        f'define {_raw_type(result, shim)} @"{prefix}{export.name}"({", ".join(declared)}) '
        f'nounwind "wasm-export-name"="{export.name}{suffix}" {{\n{body}}}\n'
    )


def _raw_type(t: Type, shim: bool) -> str:
    """The LLVM type of a result where it leaves the module."""
    if shim and is_wide(t):
        return "double"
    return "i32" if _is_narrow(t) else _body_type(t)


def _body_type(t: Type) -> str:
    """The LLVM type of a value in the bodies, where an object is an address."""
    return "i32" if t.is_object else llvm_type(t)


def _is_narrow(t: Type) -> bool:
    """Whether a value has fewer bits than WebAssembly's smallest type."""
    return t.kind is Kind.BOOL or (t.is_integer and t.bits < 32)


def _unwrap(t: Type, name: str, shim: bool) -> tuple[list[str], list[str], str]:
    """A parameter from outside: its declarations, the code that converts it, its value."""
    body = llvm_type(t)
    if t.is_complex:
        part = llvm_type(t.part)
        code = [
            f"{name}.half = insertvalue {body} poison, {part} {name}.real, 0",
            f"{name}.whole = insertvalue {body} {name}.half, {part} {name}.imag, 1",
        ]
        return [f"{part} {name}.real", f"{part} {name}.imag"], code, f"{name}.whole"
    if shim and is_wide(t):
        # `freeze` makes a number that is out of range an arbitrary value, as it would
        # otherwise be undefined behaviour; the emitted JavaScript lets none through.
        conversion = "fptosi" if t.signed else "fptoui"
        code = [
            f"{name}.cut = {conversion} double {name} to i64",
            f"{name}.i = freeze i64 {name}.cut",
        ]
        return [f"double {name}"], code, f"{name}.i"
    if t.is_object:
        return [f"i32 {name}"], [], name
    if t.kind is Kind.BOOL:
        return [f"i32 {name}"], [f"{name}.i = icmp ne i32 {name}, 0"], f"{name}.i"
    if _is_narrow(t):
        return [f"i32 {name}"], [f"{name}.i = trunc i32 {name} to {body}"], f"{name}.i"
    return [f"{body} {name}"], [], name


def _wrap(t: Type, shim: bool) -> list[str]:
    """The code that turns `%value` into what leaves the module, and returns it."""
    body = llvm_type(t)
    if t.kind is Kind.NONE:
        return ["ret void"]
    if shim and is_wide(t):
        conversion = "sitofp" if t.signed else "uitofp"
        return [
            f'store i64 %value, ptr addrspace(1) @"{EXACT}"',
            f"%number = {conversion} i64 %value to double",
            "ret double %number",
        ]
    if t.is_object:
        return ["ret i32 %value"]
    if _is_narrow(t):
        extension = "sext" if t.signed else "zext"
        return [f"%wide = {extension} {body} %value to i32", "ret i32 %wide"]
    return [f"ret {body} %value"]
