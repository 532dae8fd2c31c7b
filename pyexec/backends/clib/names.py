"""Which names C, its library and a file system leave free.

Takes the names of Python functions and parameters and of a library, says what they
are in C, or why they cannot be used.

    check_export_name("is_prime", "primes")       # fine
    check_export_name("pow", "powers")            # OptionError: ... export_name="powers_pow"
    parameter_names(["x", "int", "größe"], ...)   # ["x", "int_", "gr_e"]
    identifier("my-lib.v2")                       # "my_lib_v2"

A parameter's name is only a note for the reader, and is changed where it must be; a
function's name is what callers write, and is never changed behind their back.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from ...errors import OptionError
from ..c_names import FOREIGN_MACROS, KEYWORDS, LIBRARY, MACROS, MATHEMATICS, TYPES

_IDENTIFIER: Final = r"[A-Za-z][A-Za-z0-9_]*"

# What Windows cannot have in a file name, of which Linux and macOS forbid a part, and a
# hyphen in front, which makes an option of it for every tool.
_NOT_IN_FILE_NAMES: Final = r'^-|[\x00-\x1f\x7f<>:"/\\|?*]'
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))]
)
_SUFFIXES: Final = (".o", ".obj", ".so", ".dll", ".dylib", ".h", ".a", ".lib")

_NOT_FOR_PARAMETERS: Final = (KEYWORDS, TYPES, MACROS, FOREIGN_MACROS)


def identifier(base: str) -> str:
    """The C identifier that stands for a base name: in `BASE_error` and in the guard.

    Every character that C lacks becomes an underscore, and no two of them follow one
    another, because C++ keeps such names for itself.

    Raises:
        OptionError: if nothing of the base name is left.
    """
    name = re.sub(r"[^A-Za-z0-9]+", "_", base).strip("_")
    if not name:
        raise OptionError(
            f"the base name {base!r} has no letter or digit that a C identifier could have",
            help="choose a base name with at least one of A-Z, a-z, 0-9",
        )
    return f"lib{name}" if name[0].isdigit() else name


def error_function(base: str) -> str:
    """The C name of the function that tells the last error of a library."""
    return f"{identifier(base)}_error"


def free_function(base: str) -> str:
    """The C name of the function that takes back what a library has given."""
    return f"{identifier(base)}_free"


def check_base_name(base: str) -> None:
    """Make sure that a base name can begin the names of files and of C identifiers.

    Raises:
        OptionError: if it cannot; the help shows the way out.
    """
    if not isinstance(base, str):
        raise OptionError(
            f"the base name must be a str, not {type(base).__name__}",
            help='write it as text, such as "multiply"',
        )
    if "/" in base or "\\" in base:
        folder, name = re.split(r"[/\\](?=[^/\\]*$)", base)
        raise OptionError(
            f"the base name {base!r} has a folder in it",
            help=f'write base_name="{name or "name"}", output_dir="{folder or "/"}"',
        )
    if not base or base.strip(" .") != base or re.search(_NOT_IN_FILE_NAMES, base):
        raise OptionError(
            f"the base name {base!r} cannot be the name of a file",
            help="choose letters, digits, '_' and '-', such as \"multiply\"",
        )
    if base.partition(".")[0].lower() in _DEVICES:
        raise OptionError(
            f"the base name {base!r} is a device on Windows, not a file",
            help=f'add something to it, such as "{base}_lib"',
        )
    for suffix in _SUFFIXES:
        if base.lower().endswith(suffix):
            raise OptionError(
                f"the base name {base!r} ends in {suffix!r}, which PyExec adds itself",
                help=f'write base_name="{base[: -len(suffix)]}"',
            )
    for own in (error_function(base), free_function(base)):
        if own in LIBRARY:
            raise OptionError(
                f"the base name {base!r} asks for a function {own!r}, which the C library has",
                help=f'choose another base name, such as "{base}_lib"',
            )


def check_export_name(name: str, base: str) -> None:
    """Make sure that a C function can have this name.

    Args:
        name: the function's name, from Python or from `export_name=`.
        base: the base name of the library.

    Raises:
        OptionError: if it cannot; the help shows a name that can.
    """
    fault = _fault(name, base)
    if fault:
        raise OptionError(
            f"{name!r} cannot be the name of a C function: {fault}",
            help=f'give the function another name in C: export_name="{_way_out(name, base)}"',
        )


def check_type_names(names: Sequence[str], types: Sequence[str], base: str) -> None:
    """Make sure that no function has the name of a type of the library.

    Args:
        names: the functions' names in C.
        types: the names of the types in the library's header.
        base: the base name of the library.

    Raises:
        OptionError: if one has.
    """
    for name in names:
        if name in types:
            raise OptionError(
                f"{name!r} cannot be the name of a C function: a type of the library has it",
                help=f'give the function another name in C: export_name="{name}_value"',
            )


def _fault(name: str, base: str) -> str | None:
    if not name.isascii():
        return "C compilers agree on the letters of ASCII only"
    if name.startswith("_") or "__" in name:
        return "C and C++ keep names with a leading or a double underscore for themselves"
    if not re.fullmatch(_IDENTIFIER, name):
        return "it is not an identifier"
    if name in KEYWORDS:
        return "it is a keyword of C or C++"
    if name in LIBRARY or name in MATHEMATICS:
        return "the C library has a function or variable of this name"
    if name in TYPES or name in MACROS:
        return "a header of C has a type or macro of this name"
    if name == error_function(base):
        return "it is the function that tells the library's last error"
    if name == free_function(base):
        return "it is the function that frees the library's results"
    return None


def _way_out(name: str, base: str) -> str:
    """A name made from a refused one that is not refused."""
    stem = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "function"
    owner = identifier(base)
    candidates = (stem, f"{owner}_{stem}", f"{stem}_value", f"{stem}_function")
    return next(candidate for candidate in candidates if not _fault(candidate, base))


def parameter_names(names: Sequence[str], taken: Container[str] = ()) -> list[str]:
    """The names of a C prototype's parameters, each different from the others.

    Args:
        names: the names in Python.
        taken: names that the header uses otherwise.
    """
    chosen: list[str] = []
    for index, name in enumerate(names):
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or f"p{index}"
        if plain[0].isdigit():
            plain = f"p{plain}"
        if plain in taken or any(plain in kept for kept in _NOT_FOR_PARAMETERS):
            plain += "_"
        unique, number = plain, 2
        while unique in chosen or (unique != name and unique in names):
            unique, number = f"{plain.rstrip('_')}_{number}", number + 1
        chosen.append(unique)
    return chosen
