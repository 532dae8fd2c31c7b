"""Runs of bytes in WebAssembly, which has instructions to fill and to copy them.

    body_text("bytes.fill")      # define internal void @"py.bytes.fill"(i32 %start, ...) ...

What these functions mean stands in `rt/bytes.py`, as it does for every other target.
There LLVM sees a loop over addresses that are integers, and makes a loop of it.
"""

from __future__ import annotations

from typing import Final

from .text import body_symbol, llvm_name

FILL: Final = "void @llvm.memset.p0.i32(ptr, i8, i32, i1)"
COPY: Final = "void @llvm.memmove.p0.p0.i32(ptr, ptr, i32, i1)"

_FILL: Final = (
    "i32 %start, i32 %length, i8 %byte",
    """\
  %to = inttoptr i32 %start to ptr
  call void @llvm.memset.p0.i32(ptr %to, i8 %byte, i32 %length, i1 false)
""",
)

# It copies as if by way of another place, whichever end a loop would have to begin at.
_COPY: Final = (
    "i32 %to, i32 %start, i32 %length",
    """\
  %target = inttoptr i32 %to to ptr
  %source = inttoptr i32 %start to ptr
  call void @llvm.memmove.p0.p0.i32(ptr %target, ptr %source, i32 %length, i1 false)
""",
)

_BODIES: Final = {
    "bytes.fill": (FILL, *_FILL),
    "bytes.copy": (COPY, *_COPY),
    "bytes.copy_upwards": (COPY, *_COPY),
    "bytes.copy_downwards": (COPY, *_COPY),
}


def declaration(name: str) -> str | None:
    """What the body of a function of `rt/` declares; None where there is no such body."""
    known = _BODIES.get(name)
    return None if known is None else known[0]


def body_text(name: str) -> str:
    """The function as LLVM's text."""
    _, parameters, lines = _BODIES[name]
    head = f"define internal void @{llvm_name(body_symbol(name))}({parameters})"
    return f"{head} alwaysinline nounwind memory(readwrite) {{\n{lines}  ret void\n}}\n"
