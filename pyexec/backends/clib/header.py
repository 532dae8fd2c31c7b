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

Texts and containers are pointers with lengths, and structures of the library's own
(`structures`); above each function stands what its caller owns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...interface import Parameter, Signature
from ...types import BOOL, COMPLEX, COMPLEX64, Kind, Type
from .names import check_type_names, error_function, free_function, identifier, parameter_names
from .structures import (
    base_of,
    element_of,
    gives_memory,
    inner_types,
    is_run,
    layout,
    name_of,
    owned,
)

_ERROR_COMMENT = """\
What went wrong in this thread since it last asked, such as
"ZeroDivisionError: division by zero", or NULL if nothing did.

A call that fails returns 0 and sets the error; a call that succeeds leaves it as
it is, as with dlerror().  Asking clears it, so keep the answer:

    const char *error = {function}();
    if (error != NULL) {{ ... }}

The text lives until the next call in this thread that fails, or asks."""

_FREE_COMMENT = """\
Give back what a result's `data` points to, once; NULL is fine.

It may be called in any thread, and what it is given back stays valid until then.
An address that is no such result changes nothing but the error."""

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
    signatures: Sequence[Signature],
    names: Sequence[str],
    base: str,
    needs_libm: bool = False,
    changes: Sequence[Sequence[bool]] | None = None,
) -> str:
    """The text of a library's header.

    Args:
        signatures: the functions.
        names: their names in C, as `check_export_name` allows them.
        base: the library's base name.
        needs_libm: whether a program that links the object or the static archive
            has to link the mathematical functions of the C library too.
        changes: of each function's parameters, whether their elements are changed.
    """
    changes = changes or [(False,) * len(s.parameters) for s in signatures]
    guard = f"{identifier(base).upper()}_H"
    own = [t for s in signatures for t in (*(p.type for p in s.parameters), s.result)]
    types = list(dict.fromkeys(inner for t in own for inner in _declared(t)))
    check_type_names(names, [c_type(t, base) for t in types], base)
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
        *_structures(signatures, base),
        _QUIET if quiet else "",
        '#ifdef __cplusplus\nextern "C" {\n#endif\n',
        *(
            _function(s, own_changes, name, base)
            for s, own_changes, name in zip(signatures, changes, names, strict=True)
        ),
        _comment(_ERROR_COMMENT.format(function=error).splitlines())
        + f"const char *{error}(void);\n",
        _free_function(base) if gives_memory(signatures) else "",
        "#ifdef __cplusplus\n}\n#endif\n",
        _QUIET_END if quiet else "",
        "#endif\n",
    ]
    return "\n".join(part for part in parts if part)


def c_type(t: Type, base: str) -> str:
    """The C name of a type in the header of a library."""
    if t.kind is Kind.NONE:
        return "void"
    if t.is_object:
        return f"{identifier(base)}_{name_of(t)}"
    if t.kind is Kind.BOOL:
        return "bool"
    if t.is_complex:
        return f"{identifier(base)}_{t.name}" + ("128" if t is COMPLEX else "")
    if t.is_float:
        return "double" if t.bits == 64 else "float"
    return f"{'' if t.signed else 'u'}int{t.bits}_t"


def _declared(t: Type) -> list[Type]:
    """The types that a header needs for one, itself the last."""
    inner = [found for part in inner_types(t) for found in _declared(part)]
    optional = t.is_object and not is_run(t) and base_of(t) is not t
    return [*inner, *([BOOL] if optional else []), t]


def _includes(types: Iterable[Type]) -> list[str]:
    lines = []
    if any(t.is_object for t in types):
        lines.append("#include <stddef.h>\n")
    if any(t.is_integer for t in types):
        lines.append("#include <stdint.h>\n")
    if any(t.kind is Kind.BOOL for t in types):
        lines.append("#ifndef __cplusplus\n#include <stdbool.h>\n#endif\n")
    if any(t.is_complex for t in types):
        lines.append("#if defined(__cplusplus) && !defined(_MSC_VER)\n#include <complex>\n#endif\n")
    return lines


# Structures


def _structures(signatures: Sequence[Signature], base: str) -> list[str]:
    """The definitions of the structures that are named in prototypes, each once."""
    named: dict[str, Type] = {}
    for s in signatures:
        for t in (*(_pointed_to(p.type) for p in s.parameters), s.result):
            for inner in _declared(t) if t is not None else ():
                if inner.is_object:
                    named.setdefault(c_type(inner, base), inner)
    return [_structure(t, name, base) for name, t in named.items()]


def _pointed_to(t: Type) -> Type | None:
    """What the pointer that a parameter is in C leads to, if it is one."""
    if t.is_object and not is_run(t):
        return base_of(t)
    return element_of(t)


def _structure(t: Type, name: str, base: str) -> str:
    if is_run(t):
        element = element_of(t)
        data = "const char" if element is None else c_type(element, base)
        comment = _comment(_RUN_COMMENT[element is None])
        members = [f"{data} *data", "size_t length"]
    else:
        comment = ""
        members = [f"{c_type(m.type, base)} {m.name}" for m in layout(t).members]
    inner = "".join(f"    {member};\n" for member in members)
    return f"{comment}typedef struct {{\n{inner}}} {name};\n"


# By whether it is a text.
_RUN_COMMENT = {
    True: ["A text in UTF-8: `length` bytes, and a NUL behind those of a result."],
    False: ["`length` elements."],
}


def _free_function(base: str) -> str:
    comment = _comment(_FREE_COMMENT.splitlines())
    return f"{comment}void {free_function(base)}(const void *data);\n"


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


def _function(signature: Signature, changes: Sequence[bool], name: str, base: str) -> str:
    pieces: list[tuple[str, str]] = []
    for p, changed in zip(signature.parameters, changes, strict=True):
        pieces += _parameter(p, changed, base)
    types = [c for c, _ in pieces]
    taken = {*(c.strip(" *") for c in types), c_type(signature.result, base)}
    names = parameter_names([n for _, n in pieces], taken)
    both = zip(types, names, strict=True)
    inner = ", ".join(f"{c}{n}" if c.endswith("*") else f"{c} {n}" for c, n in both) or "void"
    lines = _doc_lines(signature.doc or "")
    ownership = _ownership(signature, changes, base)
    lines += ["", *ownership] if lines and ownership else ownership
    comment = _comment(lines) if lines else ""
    return f"{comment}{c_type(signature.result, base)} {name}({inner});\n"


def _parameter(p: Parameter, changed: bool, base: str) -> list[tuple[str, str]]:
    """The types and names of what a parameter is in C."""
    if not p.type.is_object:
        return [(c_type(p.type, base), p.name)]
    pointed_to = _pointed_to(p.type)
    data = "char" if pointed_to is None else c_type(pointed_to, base)
    constant = "" if changed else "const "
    pointer = (f"{constant}{data} *", p.name)
    return [pointer, ("size_t", f"{p.name}_length")] if is_run(p.type) else [pointer]


def _ownership(signature: Signature, changes: Sequence[bool], base: str) -> list[str]:
    """What a caller has to know of the memory that crosses over."""
    changed = [p.name for p, c in zip(signature.parameters, changes, strict=True) if c]
    lines = [f"Elements are changed: {', '.join(changed)}."] if changed else []
    lines += [
        f"{p.name} may be NULL, which is None."
        for p in signature.parameters
        if p.type.is_object and base_of(p.type) is not p.type
    ]
    result = signature.result
    if not result.is_object:
        return lines
    places = owned(result)
    if is_run(result):
        lines.append(f"The caller owns the result's data: {free_function(base)}(result.data).")
        if base_of(result) is not result:
            lines.append("It is NULL for None.")
    elif places:
        lines.append(f"The caller owns each `data` in the result: {free_function(base)}(data).")
    return lines


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
