"""The files of a library or module, written together or not at all.

    with staged([Path("out/square.wasm"), Path("out/square.js")]) as staging:
        (staging / "square.wasm").write_bytes(module)
        (staging / "square.js").write_text(script)
    # now both are in `out`, which was made if it was not there

Everything is made in a hidden folder inside the output folder, and moved into place
when the last file is complete; a failure leaves the files of before as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import OutputError


@contextmanager
def staged(files: Sequence[Path]) -> Iterator[Path]:
    """A folder to make files in, which are then moved to their places.

    Args:
        files: where the files shall be, all in one folder; each is made in the staging
            folder under its own name.

    Raises:
        OutputError: in place of any `OSError`, and where a folder has a file's name.
    """
    folder = files[0].parent
    if "\0" in str(files[0]):
        raise OutputError(
            f"the path {str(files[0])!r} has a NUL character in it",
            help="no file can have such a name: leave the character out",
        )
    try:
        with _made(folder), _staging(folder) as staging:
            yield staging
            _move(staging, files)
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(
            f"{files[0].name} cannot be written to the folder {folder}: {error.strerror or error}",
            help="choose a folder that you can write to",
        ) from error


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder; where something fails, leave none that was not there."""
    made: list[Path] = []
    try:
        missing = [path for path in (folder, *folder.parents) if not os.path.exists(path)]
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
        yield
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A hidden folder on the file system of the output, gone in the end."""
    staging = folder / f".pyexec.{os.getpid()}.{os.urandom(4).hex()}"
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
        if os.path.isdir(path):
            raise OutputError(
                f"{path} cannot be written: there is a folder of this name",
                help="choose another name, or another folder",
            )
    for path in files:
        os.replace(staging / path.name, path)
