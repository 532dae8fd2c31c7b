"""TypeScript's declarations of a module: `NAME.d.ts` and `NAME.d.mts`.

    export interface LoadedSquare {
      square(x: bigint): bigint;
      square(x: number | bigint): number | bigint;
      readonly raw: WebAssembly.Exports;
    }
    export function loadSquare(source?: Source): Promise<Readonly<LoadedSquare>>;

An integer of 64 bits goes in as a number or a bigint.  It comes out as a bigint where
bigints went in, and otherwise as a number where that is exact.
"""

from __future__ import annotations

from typing import Final

from ...interface import Parameter, Signature
from ...types import Kind, Type
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
    parts.append(f"export interface {surface.interface} {{\n{members}}}\n")
    return "\n".join(parts) + "\n"


def _member(export: Export) -> str:
    """One function: its documentation, and a line for each way of calling it."""
    signature = export.signature
    lines = _documentation(signature)
    # `new` and `constructor` would say something else to TypeScript.
    name = f"'{export.name}'" if export.name in ("new", "constructor") else export.name
    if is_wide(signature.result) and any(is_wide(p.type) for p in signature.parameters):
        lines.append(f"{name}({_parameters(signature, wide='bigint')}): bigint;")
    parameters = _parameters(signature, wide="number | bigint")
    lines.append(f"{name}({parameters}): {_result(signature)};")
    return "".join(f"  {line}\n" for line in lines)


def _documentation(signature: Signature) -> list[str]:
    text = f"{signature}\n\n{signature.doc.strip()}" if signature.doc else str(signature)
    lines = text.replace("*/", "* /").splitlines()
    return ["/**", *(f" * {line.strip()}".rstrip() for line in lines), " */"]


def _parameters(signature: Signature, wide: str) -> str:
    """The parameter list, with `wide` as the type of 64-bit integers.

    Where that is `bigint` alone, one of these is required: a call that gives none has
    a number as its result.
    """
    required = required_count(signature)
    if wide == "bigint":
        positions = [i for i, p in enumerate(signature.parameters, 1) if is_wide(p.type)]
        required = max(required, positions[0])
    return ", ".join(
        _parameter(p, position > required, wide, signature)
        for position, p in enumerate(signature.parameters, 1)
    )


def _parameter(p: Parameter, optional: bool, wide: str, signature: Signature) -> str:
    name = p.name + "$" if p.name in runtime.RESERVED else p.name
    written = wide if is_wide(p.type) else _argument(p.type)
    if optional:
        return f"{name}?: {written}"
    # TypeScript has no optional parameter before a required one.
    unsure = p.has_default and not (wide == "bigint" and is_wide(p.type))
    return f"{name}: {written} | undefined" if unsure else f"{name}: {written}"


def _argument(t: Type) -> str:
    if t.kind is Kind.BOOL:
        return "boolean"
    return "number | readonly [number, number]" if t.is_complex else "number"


def _result(signature: Signature) -> str:
    t = signature.result
    if t.kind is Kind.NONE:
        return "void"
    if t.kind is Kind.BOOL:
        return "boolean"
    if t.is_complex:
        return "[number, number]"
    return "number | bigint" if is_wide(t) else "number"
