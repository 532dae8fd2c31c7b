"""All the files of a C library, written together or not at all.

Takes the object that LLVM made, the functions in it and a base name; gives the paths.

    write_library(object_bytes, [entry], ["multiply"], "multiply", "out", target)
    # {'object':  out/multiply.o,  'library': out/multiply.so,
    #  'header':  out/multiply.h,  'static':  out/libmultiply.a}
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ...interface import Entry
from ..llvm.targets import Target
from ..output import staged
from ..symbols import read
from .archive import archive
from .header import header
from .link import link, mathematics
from .names import check_base_name, check_export_name, error_function, free_function
from .structures import gives_memory


def write_library(
    object_bytes: bytes,
    entries: Sequence[Entry],
    names: Sequence[str],
    base: str,
    output_dir: str | os.PathLike[str],
    target: Target,
) -> dict[str, Path]:
    """Write the object, the shared and the static library, and the header.

    Args:
        object_bytes: the object file, from LLVM text with `exports.entry_points` in it.
        entries: the functions.
        names: their names in C.
        base: the base name of the files.
        output_dir: the folder for them, which is made if it is not there.
        target: the platform that the object is for.

    Returns:
        The paths by 'object', 'library', 'header' and 'static'; for Windows also
        'import', the library that a program links which uses the DLL.

    Raises:
        OptionError: if a name cannot be used; the help shows one that can.
        OutputError: if the folder cannot be made or a file cannot be written.
        ToolError: if the linker is missing or fails.
    """
    check_base_name(base)
    for name in names:
        check_export_name(name, base)
    folder = Path(output_dir)
    files = {
        "object": folder / f"{base}.o",
        "library": folder / f"{base}{target.library_suffix}",
        "header": folder / f"{base}.h",
        "static": folder / f"lib{base}.a",
    }
    if target.object_format == "coff":
        files["import"] = folder / f"{base}.lib"
    symbols = read(object_bytes, target.object_format)
    text = header(
        [entry.signature for entry in entries],
        names,
        base,
        needs_libm=target.object_format == "elf" and bool(mathematics(symbols)),
        changes=[entry.changes or (False,) * len(entry.signature.parameters) for entry in entries],
    )
    library = archive(files["object"].name, object_bytes, symbols.defined, target.object_format)
    exports = [*names, error_function(base)]
    if gives_memory(entry.signature for entry in entries):
        exports.append(free_function(base))
    with staged(list(files.values())) as staging:
        source = staging / files["object"].name
        source.write_bytes(object_bytes)
        (staging / files["static"].name).write_bytes(library)
        (staging / files["header"].name).write_text(text, encoding="utf-8", newline="\n")
        link(source, symbols, exports, target, staging / files["library"].name)
    return files
