"""TypeScript's declarations of a module: `NAME.d.ts` and `NAME.d.mts`.

    export interface LoadedSquare {
      square(x: bigint): bigint;
      square(x: number | bigint): number | bigint;
      readonly raw: WebAssembly.Exports;
    }
    export function loadSquare(source?: Source): Promise<Readonly<LoadedSquare>>;

An integer of 64 bits goes in as a number or a bigint.  It comes out as a bigint where
bigints went in, and otherwise as a number where that is exact.  Arguments that are not
changed are readonly, and so are results that Python's code cannot change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...crossing.needs import changed_parameters
from ...interface import Parameter, Signature
from ...object_types import (
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
)
from ...types import NONE, Kind, Type
from . import runtime
from .exports import Export, is_wide
from .javascript import Surface
from .methods import required_count

_SOURCE: Final = """\
/** Where a module comes from; without one, from the file beside the script. */
type Source =
  | string
  | URL
  | Response
  | Promise<Response>
  | BufferSource
  | WebAssembly.Module;
"""

_ARRAYS: Final = """\
/** Arrays whose numbers a list is made of, where they fit. */
type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;
type BigIntArray = BigInt64Array | BigUint64Array;
"""


def classic(surface: Surface) -> str:
    """`NAME.d.ts`: what the classic script and CommonJS module gives."""
    loader = _loader(surface)
    return (
        f"{_common(surface)}"
        f"export {loader}\n"
        "declare global {\n"
        f"  /** The same, where `{surface.stem}.js` is a classic script. */\n"
        f"  {loader}"
        "}\n"
    )


def es_module(surface: Surface) -> str:
    """`NAME.d.mts`: what the ES module exports."""
    # A name that starts with `$` is free, even for a function called `delete`.
    names = [export.name for export in surface.exports]
    functions = "".join(
        f"declare const ${name}: {surface.interface}['{name}'];\nexport {{ ${name} as {name} }};\n"
        for name in names
    )
    return f"{_common(surface)}export {_loader(surface)}\n{functions}"


def _loader(surface: Surface) -> str:
    return f"function {surface.loader}(source?: Source): Promise<Readonly<{surface.interface}>>;\n"


def _common(surface: Surface) -> str:
    """The error class and the interface of what the loader gives."""
    # Without an export list, every declaration here would count as exported.
    parts = [f"{_SOURCE}export {{}};\n"]
    if surface.error_names:
        names = " | ".join(f"'{name}'" for name in surface.error_names)
        parts.append(
            "/** What a compiled function raised: `name` is that of Python's class. */\n"
            f"export class PythonError extends Error {{\n  readonly name: {names};\n}}\n"
        )
    members = "".join(_member(export) for export in surface.exports)
    if all(export.name != "raw" for export in surface.exports):
        members += (
            "  /** What the WebAssembly instance exports, as it is. */\n"
            "  readonly raw: WebAssembly.Exports;\n"
        )
    if "NumberArray" in members:
        parts.append(_ARRAYS)
    parts.append(f"export interface {surface.interface} {{\n{members}}}\n")
    return "\n".join(parts) + "\n"


def _member(export: Export) -> str:
    """One function: its documentation, and a line for each way of calling it."""
    signature = export.signature
    lines = _documentation(signature)
    # `new` and `constructor` would say something else to TypeScript.
    name = f"'{export.name}'" if export.name in ("new", "constructor") else export.name
    changed = changed_parameters(signature, export.entry.changes)
    if is_wide(signature.result) and any(is_wide(p.type) for p in signature.parameters):
        lines.append(f"{name}({_parameters(signature, changed, wide='bigint')}): bigint;")
    parameters = _parameters(signature, changed, wide="number | bigint")
    result = "void" if signature.result is NONE else given(signature.result)
    lines.append(f"{name}({parameters}): {result};")
    return "".join(f"  {line}\n" for line in lines)


def _documentation(signature: Signature) -> list[str]:
    text = f"{signature}\n\n{signature.doc.strip()}" if signature.doc else str(signature)
    lines = text.replace("*/", "* /").splitlines()
    return ["/**", *(f" * {line.strip()}".rstrip() for line in lines), " */"]


def _parameters(signature: Signature, changed: Sequence[Parameter], wide: str) -> str:
    """The parameter list, with `wide` as the type of 64-bit integers.

    Where that is `bigint` alone, one of these is required: a call that gives none has
    a number as its result.
    """
    required = required_count(signature)
    if wide == "bigint":
        positions = [i for i, p in enumerate(signature.parameters, 1) if is_wide(p.type)]
        required = max(required, positions[0])
    return ", ".join(
        _parameter(p, position > required, wide, p in changed)
        for position, p in enumerate(signature.parameters, 1)
    )


def _parameter(p: Parameter, optional: bool, wide: str, changes: bool) -> str:
    name = p.name + "$" if p.name in runtime.RESERVED else p.name
    written = wide if is_wide(p.type) else taken(p.type, changes)
    if optional:
        return f"{name}?: {written}"
    # TypeScript has no optional parameter before a required one.
    unsure = p.has_default and not (wide == "bigint" and is_wide(p.type))
    return f"{name}: {written} | undefined" if unsure else f"{name}: {written}"


_WIDE: Final = "number | bigint"


def taken(t: Type, changes: bool) -> str:
    """TypeScript's type of an argument, which has to be one that can be changed or not."""

    def inner(part: Type) -> str:
        return taken(part, changes)

    readonly = "" if changes else "readonly "
    view = "" if changes else "Readonly"
    match t:
        case ListType(element=element):
            rows = [f"{readonly}{_in_row(inner(element))}[]", *_typed_arrays(element)]
            return " | ".join(rows)
        case SequenceType(element=element):
            return " | ".join([f"readonly {_in_row(inner(element))}[]", *_typed_arrays(element)])
        case TupleType(elements=elements):
            return f"readonly [{', '.join(map(inner, elements))}]"
        case DictType(key=key, value=value):
            found = f"{view}Map<{inner(key)}, {inner(value)}>"
            record = f"Record<string, {inner(value)}>"
            record = record if changes else f"Readonly<{record}>"
            return f"{found} | {record}" if key is STR else found
        case SetType(element=element):
            return f"{'Readonly' if t.frozen else view}Set<{inner(element)}>"
        case OptionalType(base=base):
            return f"{inner(base)} | null | undefined"
    if t is RANGE:
        return f"{{ start?: {_WIDE}; stop: {_WIDE}; step?: {_WIDE} }}"
    return "number | readonly [number, number]" if t.is_complex else _plain(t)


def given(t: Type) -> str:
    """TypeScript's type of a result."""
    match t:
        case ListType(element=element):
            return f"{_in_row(given(element))}[]"
        case SequenceType(element=element):
            return f"readonly {_in_row(given(element))}[]"
        case TupleType(elements=elements):
            return f"readonly [{', '.join(map(given, elements))}]"
        case DictType(key=key, value=value):
            return f"Map<{given(key)}, {given(value)}>"
        case SetType(element=element):
            return f"{'Readonly' if t.frozen else ''}Set<{given(element)}>"
        case OptionalType(base=base):
            return f"{given(base)} | null"
    if t is RANGE:
        return f"{{ readonly start: {_WIDE}; readonly stop: {_WIDE}; readonly step: {_WIDE} }}"
    return "[number, number]" if t.is_complex else _plain(t)


def _in_row(written: str) -> str:
    """A type in front of `[]`."""
    return written if written.isidentifier() else f"({written})"


def _typed_arrays(element: Type) -> list[str]:
    """The typed arrays that a list of numbers can be made of."""
    if element.is_object or element.is_complex or element.kind is Kind.BOOL:
        return []
    return ["NumberArray"] if element.is_float else ["NumberArray", "BigIntArray"]


def _plain(t: Type) -> str:
    if t is STR:
        return "string"
    if t.kind is Kind.BOOL:
        return "boolean"
    return _WIDE if is_wide(t) else "number"
