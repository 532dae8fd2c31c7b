"""Function bodies in LLVM text, by the conventions of `interface.Entry`, and their building.

library = build(tmp_path, multiply(), base="multiply")
run_c(tmp_path, '#include "multiply.h" ...', "-L.", "-lmultiply")
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyexec.backends.clib import build as building
from pyexec.backends.clib.exports import entry_points
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.library import Module
from pyexec.interface import Entry, Parameter, RaisedError, Signature
from pyexec.types import INT, INT32, Type

ERRORS = (
    RaisedError("OverflowError", "integer result does not fit into 64 bits"),
    RaisedError("ZeroDivisionError", "integer division or modulo by zero"),
    RaisedError("RecursionError", "maximum recursion depth exceeded"),
    RaisedError("AssertionError", ""),
)

LLVM_NAMES = {
    "bool": "i1", "int": "i64", "int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64",
    "uint8": "i8", "uint16": "i16", "uint32": "i32", "uint64": "i64", "float32": "float",
    "float": "double", "complex64": "{ float, float }", "complex": "{ double, double }",
}  # fmt: skip


@dataclass(frozen=True)
class Body:
    """A function body and what it looks like from outside."""

    text: str
    entry: Entry


def signature(
    name: str, parameters: dict[str, Type], result: Type, doc: str | None = None
) -> Signature:
    return Signature(name, tuple(Parameter(n, t) for n, t in parameters.items()), result, doc)


def multiply(doc: str | None = "Multiply two numbers.") -> Body:
    """`x * y` of checked ints: code 1 where it does not fit."""
    text = """
declare { i64, i1 } @llvm.smul.with.overflow.i64(i64, i64)
define internal { i64, i32 } @"body.multiply"(i64 %x, i64 %y) {
  %both = call { i64, i1 } @llvm.smul.with.overflow.i64(i64 %x, i64 %y)
  %value = extractvalue { i64, i1 } %both, 0
  %over = extractvalue { i64, i1 } %both, 1
  br i1 %over, label %bad, label %good
bad:
  ret { i64, i32 } { i64 0, i32 1 }
good:
  %pair = insertvalue { i64, i32 } { i64 0, i32 0 }, i64 %value, 0
  ret { i64, i32 } %pair
}
"""
    own = signature("multiply", {"x": INT, "y": INT}, INT, doc)
    return Body(text, Entry(own, "body.multiply", raises=True, recursive=False))


def failing(name: str, result: Type) -> Body:
    """`name(code)`: ends with the error code that it is given, or with a zero."""
    own = LLVM_NAMES.get(result.name)
    if own is None:
        text = f"define internal i32 @body.{name}(i32 %code) {{\n  ret i32 %code\n}}\n"
    else:
        pair = f"{{ {own}, i32 }}"
        text = f"""
define internal {pair} @body.{name}(i32 %code) {{
  %pair = insertvalue {pair} zeroinitializer, i32 %code, 1
  ret {pair} %pair
}}
"""
    own_signature = signature(name, {"code": INT32}, result)
    return Body(text, Entry(own_signature, f"body.{name}", raises=True, recursive=False))


def depth() -> Body:
    """`depth(n)`: n calls of itself, each with 64 bytes of its own; RecursionError is code 3."""
    text = """
define internal { i64, i32 } @body.depth(ptr %limit, i64 %n) noinline {
  %room = alloca [64 x i8], align 16
  %deep = icmp ult ptr %room, %limit
  br i1 %deep, label %bad, label %fine
bad:
  ret { i64, i32 } { i64 0, i32 3 }
fine:
  store volatile i8 1, ptr %room
  %last = icmp sle i64 %n, 0
  br i1 %last, label %end, label %more
end:
  ret { i64, i32 } zeroinitializer
more:
  %less = sub i64 %n, 1
  %inner = call { i64, i32 } @body.depth(ptr %limit, i64 %less)
  %code = extractvalue { i64, i32 } %inner, 1
  %failed = icmp ne i32 %code, 0
  br i1 %failed, label %pass, label %count
pass:
  ret { i64, i32 } %inner
count:
  store volatile i8 2, ptr %room
  %value = extractvalue { i64, i32 } %inner, 0
  %next = add i64 %value, 1
  %pair = insertvalue { i64, i32 } zeroinitializer, i64 %next, 0
  ret { i64, i32 } %pair
}
"""
    own = signature("depth", {"n": INT}, INT)
    return Body(text, Entry(own, "body.depth", raises=True, recursive=True))


def build(
    folder: Path,
    *bodies: Body,
    base: str,
    target: targets.Target | None = None,
    names: list[str] | None = None,
    level: int = 3,
    errors: Sequence[RaisedError] = ERRORS,
) -> dict[str, Path]:
    """Compile the bodies, write the library to a folder."""
    target = target or targets.platform()
    names = names or [body.entry.signature.name for body in bodies]
    entries = [body.entry for body in bodies]
    machine = target.machine()
    text = f'target triple = "{machine.triple}"\ntarget datalayout = "{machine.data_layout}"\n'
    text += "".join(body.text for body in bodies)
    text += entry_points(entries, names, errors, base, target)
    with Module.parse(text) as module:
        module.verify()
        module.optimize(machine, level)
        content = module.emit_object(machine)
    return building.write_library(content, entries, names, base, folder, target)


def sh(folder: Path, *command: str) -> str:
    """Run a command in a folder; it must succeed; what it printed."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.returncode}\n{done.stderr}"
    return done.stdout


def run_c(folder: Path, source: str, *link: str, compiler: str = "gcc", name: str = "main") -> str:
    """Compile a C program against the header in the folder, run it; what it printed."""
    suffix = "cpp" if compiler == "g++" else "c"
    (folder / f"{name}.{suffix}").write_text(source)
    sh(folder, compiler, f"{name}.{suffix}", *link, "-o", name)
    return sh(folder, f"./{name}")
