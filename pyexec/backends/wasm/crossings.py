"""What a module exports for the objects that cross over, beside its functions.

    export_name(BLOCK) == "$block"                          # (size: i32, kind: i32) -> i32
    export_name(release(list_of(INT))) == "$drop list[int]"        # (address: i32)
    export_name(maker(set_of(INT))) == "$make set[int]"     # (list: i32) -> i32

All of these take and give addresses in the memory; 0 is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...crossing.needs import needs
from ...interface import RELEASE, Callee, Required, Signature
from ...object_types import dict_of, set_of
from ..llvm.text import body_symbol

BLOCK_EXPORT = "$block"


def export_name(function: str | Required) -> str:
    """The name that a function of `rt/` is exported by."""
    if isinstance(function, str):
        return BLOCK_EXPORT
    if function.target == RELEASE:
        return f"$drop {function.types[0]}"
    key, *value = function.types
    return f"$make {dict_of(key, value[0]) if value else set_of(key)}"


def export_names(signatures: Iterable[Signature]) -> tuple[str, ...]:
    """Those that hosts need for some functions."""
    found = {export_name(need): None for signature in signatures for need in needs(signature)}
    return tuple(found)


def text(signatures: Iterable[Signature], callees: Mapping[Required, Callee]) -> str:
    """LLVM's text of these exports."""
    found = dict.fromkeys(need for signature in signatures for need in needs(signature))
    return "".join(_define(need, callees) for need in found)


def _define(need: str | Required, callees: Mapping[Required, Callee]) -> str:
    name = export_name(need)
    head = f'@"raw${name}"'
    tail = f'nounwind "wasm-export-name"="{name}"'
    if isinstance(need, str):
        return (
            f"define i32 {head}(i32 %size, i32 %kind) {tail} {{\n"
            "  %short = trunc i32 %kind to i8\n"
            f'  %at = call i32 @"{body_symbol(need)}"(i32 %size, i8 %short)\n'
            "  ret i32 %at\n}\n"
        )
    result = "void" if need.target == RELEASE else "i32"
    numbers = range(1 if need.target == RELEASE else len(need.types))
    arguments = ", ".join(f"i32 %p{number}" for number in numbers)
    call = f'call {result} @"{callees[need].symbol}"({arguments})'
    body = f"{call}\n  ret void" if result == "void" else f"%made = {call}\n  ret i32 %made"
    return f"define {result} {head}({arguments}) {tail} {{\n  {body}\n}}\n"
