"""The linkers and the archiver in the PyPI package `ziglang`: find the program, run it.

    run(["wasm-ld", "--no-entry", "in.o", "-o", "out.wasm"], task="link the module")
    run(["ld.lld", "-shared", "in.o", "-o", "out.so"], task="link the library")
    run(["ar", "rcs", "out.a", "in.o"], task="make the archive")

    with scratch() as folder:               # for what a linker reads and writes
        ...

One binary holds LLD for ELF, COFF, Mach-O and WebAssembly, so nobody needs a C
compiler, and a file can be made for another platform than the one at hand.  The
binary is spawned directly: through `python -m ziglang` a link takes 41 ms, so 15.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from ..errors import OutputError, ToolError

_SCRATCH_PLACE: Final = "." if sys.platform == "win32" else "/tmp"


@cache
def find() -> Path:
    """The zig binary of the installed `ziglang`, which is not imported for it.

    Raises:
        ToolError: if `ziglang` is not installed or has lost its binary.
    """
    spec = importlib.util.find_spec("ziglang")
    if spec is None or spec.origin is None:
        raise ToolError(
            "linking needs the package ziglang, which is not installed",
            help="pip install ziglang",
        )
    program = Path(spec.origin).with_name("zig.exe" if sys.platform == "win32" else "zig")
    if not program.is_file():
        raise ToolError(
            f"the installed ziglang has no program {program}",
            help="reinstall it: pip install --force-reinstall ziglang",
        )
    return program


def run(arguments: Sequence[str], task: str) -> str:
    """Run zig and wait for it; what it prints is the answer, warnings included.

    Args:
        arguments: the words after `zig`.
        task: what this run is for, an infinitive that continues "could not".

    Raises:
        ToolError: if zig is missing, cannot start, or ends with another code than 0;
            what it printed is then a note below the message.
    """
    program = str(find())
    try:
        code, output = _spawn([program, *arguments])
    except OSError as error:
        raise ToolError(
            f"could not {task}: {program} does not start",
            help="reinstall it: pip install --force-reinstall ziglang",
        ) from error
    if code == 0:
        return output
    failure = ToolError(f"could not {task}: {arguments[0]} failed (exit code {code})")
    failure.add_note(f"{arguments[0]} printed:\n{output.strip() or '(nothing)'}")
    raise failure


@contextmanager
def scratch() -> Iterator[Path]:
    """A new folder that only this user can enter, for files on the way; removed at the end.

    It is what `tempfile.TemporaryDirectory` gives, without that module's 3 ms of import.

    Raises:
        OutputError: if no folder can be made there; the message names the place.
    """
    place = next(
        (os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), ""
    )
    folder = Path(place or _SCRATCH_PLACE) / f"pyexec-{os.urandom(8).hex()}"
    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise OutputError(
            f"no folder for files on the way can be made: {error}",
            help="set TMPDIR to a folder that can be written to",
        ) from error
    try:
        yield folder
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _spawn(command: list[str]) -> tuple[int, str]:
    """Run a command to its end: its exit code, and all it printed.

    Where it can, this avoids `subprocess`, whose import takes a good 5 ms of a cold
    process: as much as a third of a link.
    """
    if not hasattr(os, "posix_spawn"):
        import subprocess

        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8", "replace")
    reader, writer = os.pipe()
    try:
        actions = (
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, writer, 1),
            (os.POSIX_SPAWN_DUP2, writer, 2),
        )
        child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    except OSError:
        os.close(reader)
        raise
    finally:
        # Only the child may hold the writing end, or reading would never end.
        os.close(writer)
    try:
        with os.fdopen(reader, "rb") as stream:
            output = stream.read()
    finally:
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output.decode("utf-8", "replace")
