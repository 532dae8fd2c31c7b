"""PyExec compiles typed Python to native code, C libraries and WebAssembly.

    import pyexec

    @pyexec.aot
    def power(base: int, exp: int) -> int: ...

Importing it loads neither LLVM nor NumPy nor Numba: an entry point brings in what it
needs when it is first used.
"""

from __future__ import annotations

from .scalars import (
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

# What type checkers take for True; `typing` itself takes longer to import than all this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api import aot, aot_compile, compile_llvm, wasm, wasm_multi
    from .errors import (
        CompileError,
        OptionError,
        OutputError,
        PyExecError,
        SourceError,
        ToolError,
        TypeCheckError,
        UnsupportedError,
    )
    from .just_in_time import compile, jit

__version__ = "0.2.0"

_HOMES = {
    **dict.fromkeys(("aot", "aot_compile", "compile_llvm", "wasm", "wasm_multi"), "api"),
    **dict.fromkeys(("compile", "jit"), "just_in_time"),
    **dict.fromkeys(
        (
            "CompileError",
            "OptionError",
            "OutputError",
            "PyExecError",
            "SourceError",
            "ToolError",
            "TypeCheckError",
            "UnsupportedError",
        ),
        "errors",
    ),
}

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
    "aot_compile",
    "bool_",
    "compile",
    "compile_llvm",
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
    "wasm",
    "wasm_multi",
]


if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name):
        """Import an entry point or an error class when it is first asked for."""
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module 'pyexec' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
