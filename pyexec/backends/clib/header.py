"""The C header of a library: valid C99 and C++11, exact types, docstrings as comments.

Takes the signatures and the C names of the functions, gives the text of `BASE.h`.

    header([signature], ["multiply"], "multiply")

    #ifndef MULTIPLY_H
    #define MULTIPLY_H
    #include <stdint.h>
    ...
    /* Multiply two numbers. */
    int64_t multiply(int64_t x, int64_t y);

C and C++ have no common name for a complex type, so the header makes one of the
library's own: `double _Complex` in C, `std::complex<double>` in C++, which all
compilers of Linux and macOS pass alike, and a plain structure for Microsoft's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...interface import Signature
from ...types import COMPLEX, COMPLEX64, Kind, Type
from .names import error_function, identifier, parameter_names

_ERROR_COMMENT = """\
What went wrong in this thread since it last asked, such as
"ZeroDivisionError: division by zero", or NULL if nothing did.

A call that fails returns 0 and sets the error; a call that succeeds leaves it as
it is, as with dlerror().  Asking clears it, so keep the answer:

    const char *error = {function}();
    if (error != NULL) {{ ... }}

The text lives as long as the library is loaded."""

# Clang warns that C has no std::complex, which C has by another name.
_QUIET = """\
#if defined(__cplusplus) && defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
#endif
"""
_QUIET_END = """\
#if defined(__cplusplus) && defined(__clang__)
#pragma clang diagnostic pop
#endif
"""


def header(
    signatures: Sequence[Signature], names: Sequence[str], base: str, needs_libm: bool = False
) -> str:
    """The text of a library's header.

    Args:
        signatures: the functions.
        names: their names in C, as `check_export_name` allows them.
        base: the library's base name.
        needs_libm: whether a program that links the object or the static archive
            has to link the mathematical functions of the C library too.
    """
    guard = f"{identifier(base).upper()}_H"
    types = {t for s in signatures for t in (s.result, *(p.type for p in s.parameters))}
    quiet = any(s.result.is_complex for s in signatures)
    opening = [f"{base}.h: functions compiled from Python by PyExec"]
    if needs_libm:
        opening += [
            "",
            f"A program that links lib{base}.a or {base}.o must also link -lm;",
            "the shared library finds the mathematical functions by itself.",
        ]
    error = error_function(base)
    parts = [
        _comment(opening),
        f"#ifndef {guard}\n#define {guard}\n",
        *_includes(types),
        *(_complex_type(t, base) for t in (COMPLEX64, COMPLEX) if t in types),
        _QUIET if quiet else "",
        '#ifdef __cplusplus\nextern "C" {\n#endif\n',
        *(_function(s, name, base) for s, name in zip(signatures, names, strict=True)),
        _comment(_ERROR_COMMENT.format(function=error).splitlines())
        + f"const char *{error}(void);\n",
        "#ifdef __cplusplus\n}\n#endif\n",
        _QUIET_END if quiet else "",
        "#endif\n",
    ]
    return "\n".join(part for part in parts if part)


def c_type(t: Type, base: str) -> str:
    """The C name of a type in the header of a library."""
    if t.kind is Kind.NONE:
        return "void"
    if t.kind is Kind.BOOL:
        return "bool"
    if t.is_complex:
        return f"{identifier(base)}_{t.name}" + ("128" if t is COMPLEX else "")
    if t.is_float:
        return "double" if t.bits == 64 else "float"
    return f"{'' if t.signed else 'u'}int{t.bits}_t"


def _includes(types: Iterable[Type]) -> list[str]:
    lines = []
    if any(t.is_integer for t in types):
        lines.append("#include <stdint.h>\n")
    if any(t.kind is Kind.BOOL for t in types):
        lines.append("#ifndef __cplusplus\n#include <stdbool.h>\n#endif\n")
    if any(t.is_complex for t in types):
        lines.append("#if defined(__cplusplus) && !defined(_MSC_VER)\n#include <complex>\n#endif\n")
    return lines


def _complex_type(t: Type, base: str) -> str:
    part = c_type(t.part, base)
    name = c_type(t, base)
    return (
        "#if defined(_MSC_VER)\n"
        f"typedef struct {{ {part} real, imag; }} {name};\n"
        "#elif defined(__cplusplus)\n"
        f"typedef std::complex<{part}> {name};\n"
        "#else\n"
        f"typedef {part} _Complex {name};\n"
        "#endif\n"
    )


def _function(signature: Signature, name: str, base: str) -> str:
    types = [c_type(p.type, base) for p in signature.parameters]
    taken = {*types, c_type(signature.result, base)}
    names = parameter_names([p.name for p in signature.parameters], taken)
    inner = ", ".join(f"{t} {n}" for t, n in zip(types, names, strict=True)) or "void"
    comment = _comment(_doc_lines(signature.doc)) if signature.doc else ""
    return f"{comment}{c_type(signature.result, base)} {name}({inner});\n"


def _doc_lines(doc: str) -> list[str]:
    """The lines of a docstring without their common indentation, as `inspect.cleandoc`."""
    lines = doc.expandtabs().splitlines()
    rest = [line for line in lines[1:] if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    lines = [line.strip() if i == 0 else line[margin:].rstrip() for i, line in enumerate(lines)]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def _comment(lines: Sequence[str]) -> str:
    """A block comment of these lines, which nothing in them can end or disturb."""
    safe = [_harmless(line) for line in lines]
    if not safe:
        return ""
    if len(safe) == 1:
        return f"/* {safe[0]} */\n"
    return "\n".join(["/*", *(f" * {line}".rstrip() for line in safe), " */\n"])


def _harmless(line: str) -> str:
    """A line for a comment: no comment marks, trigraphs, joined lines or hidden characters.

    What is not printable would be a control character or change the direction of the
    text; a backslash or its trigraph at the end would join the line with the next.
    """
    line = "".join(c if c.isprintable() else " " for c in line)
    line = line.replace("*/", "* /").replace("/*", "/ *")
    while "??" in line:
        line = line.replace("??", "? ?")
    line = line.rstrip()
    return f"{line} ." if line.endswith("\\") else line
