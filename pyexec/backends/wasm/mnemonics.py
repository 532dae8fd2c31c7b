"""The names of WebAssembly's instructions by their opcodes.

    mnemonic(0x7C) == "i64.add"
    mnemonic(0xFC, 7) == "i64.trunc_sat_f64_u"

The numeric instructions stand in rows of one shape, which are written as such.
Source: WebAssembly Core Specification 2.0, chapter 5.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .binary import Undecodable


def _row(start: int, prefix: str, names: str) -> dict[int, str]:
    """Consecutive opcodes: `_row(0x45, "i32", "eqz eq")` is i32.eqz, i32.eq."""
    return dict(enumerate((f"{prefix}.{name}" for name in names.split()), start))


def _rows(rows: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    return {opcode: name for row in rows for opcode, name in _row(*row).items()}


_COMPARE: Final = "eqz eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u"
_COMPARE_FLOATS: Final = "eq ne lt gt le ge"
_INTEGERS: Final = (
    "clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr"
)
_FLOATS: Final = "abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign"

_PLAIN: Final = {
    0x00: "unreachable", 0x01: "nop", 0x02: "block", 0x03: "loop", 0x04: "if", 0x05: "else",
    0x0B: "end", 0x0C: "br", 0x0D: "br_if", 0x0E: "br_table", 0x0F: "return", 0x10: "call",
    0x1A: "drop", 0x1B: "select", 0x1C: "select",
    **_rows((
        (0x20, "local", "get set tee"),
        (0x23, "global", "get set"),
        (0x28, "i32", "load"), (0x29, "i64", "load"), (0x2A, "f32", "load"), (0x2B, "f64", "load"),
        (0x2C, "i32", "load8_s load8_u load16_s load16_u"),
        (0x30, "i64", "load8_s load8_u load16_s load16_u load32_s load32_u"),
        (0x36, "i32", "store"), (0x37, "i64", "store"), (0x38, "f32", "store"),
        (0x39, "f64", "store"),
        (0x3A, "i32", "store8 store16"), (0x3C, "i64", "store8 store16 store32"),
        (0x3F, "memory", "size grow"),
        (0x41, "i32", "const"), (0x42, "i64", "const"), (0x43, "f32", "const"),
        (0x44, "f64", "const"),
        (0x45, "i32", _COMPARE), (0x50, "i64", _COMPARE),
        (0x5B, "f32", _COMPARE_FLOATS), (0x61, "f64", _COMPARE_FLOATS),
        (0x67, "i32", _INTEGERS), (0x79, "i64", _INTEGERS),
        (0x8B, "f32", _FLOATS), (0x99, "f64", _FLOATS),
        (0xA7, "i32", "wrap_i64 trunc_f32_s trunc_f32_u trunc_f64_s trunc_f64_u"),
        (0xAC, "i64", "extend_i32_s extend_i32_u trunc_f32_s trunc_f32_u trunc_f64_s trunc_f64_u"),
        (0xB2, "f32", "convert_i32_s convert_i32_u convert_i64_s convert_i64_u demote_f64"),
        (0xB7, "f64", "convert_i32_s convert_i32_u convert_i64_s convert_i64_u promote_f32"),
        (0xBC, "i32", "reinterpret_f32"), (0xBD, "i64", "reinterpret_f64"),
        (0xBE, "f32", "reinterpret_i32"), (0xBF, "f64", "reinterpret_i64"),
        (0xC0, "i32", "extend8_s extend16_s"), (0xC2, "i64", "extend8_s extend16_s extend32_s"),
    )),
}  # fmt: skip
_PREFIXED: Final = {
    0xFC: _rows((
        (0, "i32", "trunc_sat_f32_s trunc_sat_f32_u trunc_sat_f64_s trunc_sat_f64_u"),
        (4, "i64", "trunc_sat_f32_s trunc_sat_f32_u trunc_sat_f64_s trunc_sat_f64_u"),
        (10, "memory", "copy fill"),
    )),
}  # fmt: skip


def mnemonic(opcode: int, number: int | None = None) -> str:
    """The name of an instruction; `number` follows an opcode that is a prefix.

    Raises:
        Undecodable: for one that PyExec's modules do not have.
    """
    names = _PLAIN if number is None else _PREFIXED.get(opcode, {})
    name = names.get(opcode if number is None else number)
    if name is None:
        written = f"{opcode:#04x}" if number is None else f"{opcode:#04x} {number}"
        raise Undecodable(f"the instruction {written}, which PyExec does not write")
    return name
