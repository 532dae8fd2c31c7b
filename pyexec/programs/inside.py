"""What `import pyexec` gives inside a program that Nuitka built.

The types are those of PyExec.  `jit`, `aot` and `compile` give the function itself: the
program has been compiled as a whole.  The rest raises an error when it is called.  This
file is `pyexec/__init__.py` in the program, beside the modules that it imports.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyexec.errors import (
    CompileError,
    OptionError,
    OutputError,
    PyExecError,
    SourceError,
    ToolError,
    TypeCheckError,
    UnsupportedError,
)
from pyexec.scalars import (
    bool_,
    complex64,
    complex128,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
)

__all__ = [
    "CompileError",
    "OptionError",
    "OutputError",
    "PyExecError",
    "SourceError",
    "ToolError",
    "TypeCheckError",
    "UnsupportedError",
    "aot",
    "bool_",
    "compile",
    "complex64",
    "complex128",
    "float32",
    "float64",
    "int8",
    "int16",
    "int32",
    "int64",
    "jit",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
]


def aot(func: Callable[..., Any] | None = None, /, **_: Any) -> Any:
    """The function itself."""
    return (lambda function: function) if func is None else func


jit = compile = aot


def __getattr__(name: str) -> Any:
    """Whatever else PyExec has can be imported, but not called."""
    if name.startswith("__"):
        raise AttributeError(f"module 'pyexec' has no attribute {name!r}")

    def refuse(*_: Any, **__: Any) -> Any:
        raise ToolError(
            f"pyexec.{name} is not there in a program that was built from a function",
            help="call it before the program is built",
        )

    return refuse
