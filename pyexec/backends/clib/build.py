"""All the files of a C library, written together or not at all.

Takes the object that LLVM made, the functions in it and a base name; gives the paths.

    write_library(object_bytes, [entry], ["multiply"], "multiply", "out", target)
    # {'object':  out/multiply.o,  'library': out/multiply.so,
    #  'header':  out/multiply.h,  'static':  out/libmultiply.a}

Everything is made in a hidden folder inside the output folder, and moved into place
when the last file is complete; a failure leaves the files of before as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ...errors import OutputError
from ...interface import Entry
from ..llvm.targets import Target
from .archive import archive
from .header import header
from .link import link, mathematics
from .names import check_base_name, check_export_name, error_function
from .symbols import read


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
    )
    library = archive(files["object"].name, object_bytes, symbols.defined, target.object_format)
    exports = [*names, error_function(base)]
    with _output_folder(folder), _staging_folder(folder, base) as staging:
        source = staging / files["object"].name
        source.write_bytes(object_bytes)
        (staging / files["static"].name).write_bytes(library)
        (staging / files["header"].name).write_text(text, encoding="utf-8", newline="\n")
        link(source, symbols, exports, target, staging / files["library"].name)
        _move(staging, list(files.values()))
    return files


@contextmanager
def _output_folder(folder: Path) -> Iterator[None]:
    """Make the output folder; where something fails, leave none that was not there.

    Raises:
        OutputError: in place of any `OSError`.
    """
    made: list[Path] = []
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
        yield
    except BaseException as error:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()
        if isinstance(error, OSError) and not isinstance(error, OutputError):
            raise OutputError(
                f"the library cannot be written to the folder {folder}: {error.strerror or error}",
                help="choose a folder that you can write to: output_dir=...",
            ) from error
        raise


@contextmanager
def _staging_folder(folder: Path, base: str) -> Iterator[Path]:
    """A hidden folder on the file system of the output, gone in the end."""
    staging = folder / f".{base}.{os.getpid()}.{os.urandom(4).hex()}"
    staging.mkdir()
    try:
        yield staging
    finally:
        _remove(staging)


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            _remove(path)
        else:
            path.unlink()
    folder.rmdir()


def _move(staging: Path, files: Sequence[Path]) -> None:
    """Put the finished files into place; nothing is moved where one of them cannot be."""
    for path in files:
        if path.is_dir():
            raise OutputError(
                f"{path} cannot be written: there is a folder of this name",
                help="choose another base name, or another folder with output_dir=",
            )
    for path in files:
        os.replace(staging / path.name, path)
