"""Types, names and constants in LLVM's textual form.

    llvm_type(INT32) == "i32"
    llvm_constant(Const(0.5, FLOAT)) == "0x3FE0000000000000"

The lowering and the entry points of every backend write LLVM's text with these.
"""

from __future__ import annotations

import struct

from ...ir.nodes import Const
from ...types import Kind, Type


def llvm_type(t: Type) -> str:
    """LLVM's name of a type."""
    match t.kind:
        case Kind.NONE:
            return "void"
        case Kind.BOOL:
            return "i1"
        case Kind.MEMORY:
            return "ptr"
        case Kind.FLOAT:
            return "double" if t.bits == 64 else "float"
        case Kind.COMPLEX:
            part = llvm_type(t.part)
            return f"{{ {part}, {part} }}"
        case _:
            return f"i{t.bits}"


def llvm_name(name: str) -> str:
    """A name of the program as LLVM quotes it."""
    return _quoted(name.encode())


def llvm_bytes(content: bytes) -> str:
    """A constant array of bytes."""
    return f"c{_quoted(content)}"


def _quoted(content: bytes) -> str:
    escaped = (chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:02X}" for b in content)
    return f'"{"".join(escaped)}"'


def body_symbol(name: str) -> str:
    """The symbol of a function of the program; exports have their plain names beside it."""
    return "py." + name


def llvm_constant(constant: Const) -> str:
    t, value = constant.type, constant.value
    match t.kind:
        case Kind.BOOL:
            return "true" if value else "false"
        case Kind.FLOAT:
            return _float_text(float(value.real))
        case Kind.COMPLEX:
            number, part = complex(value), llvm_type(t.part)
            re, im = _float_text(number.real), _float_text(number.imag)
            return f"{{ {part} {re}, {part} {im} }}"
        case _:
            return str(value)


def _float_text(value: float) -> str:
    # LLVM writes a `float` as the double of the same value.
    return "0x" + struct.pack(">d", value).hex().upper()
