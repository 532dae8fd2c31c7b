"""The executable file of a program, written as a whole or not at all.

write_program(object_bytes, Path("fib"), target)     # the path of the program
"""

from __future__ import annotations

from pathlib import Path

from ...errors import OutputError
from ..llvm.targets import Target
from ..output import staged
from ..symbols import read
from .link import link
from .system import System


def program_path(output: Path, system: System) -> Path:
    """Where the program will be: on Windows, with ".exe" behind its name.

    Raises:
        OutputError: if it cannot be there, since a folder is.
    """
    path = output
    if path.suffix.lower() != system.suffix and system.suffix:
        path = path.with_name(path.name + system.suffix)
    if not path.name or path.is_dir():
        raise OutputError(
            f"{path} cannot be written: there is a folder of this name",
            help="choose another name, or another folder",
        )
    return path


def write_program(object_bytes: bytes, output: Path, target: Target) -> Path:
    """Link a program, and put it into place; everybody may read and run it.

    Args:
        object_bytes: the object, from LLVM text with `entry.entry_point` and the platform's.
        output: where the program shall be; its folder is made if it is not there.
        target: the platform that the object is for.

    Raises:
        OutputError: if the file cannot be written; what was there before stays.
        ToolError: if the linker is missing or fails.
    """
    with staged([output]) as staging:
        # In a folder of its own, the object cannot have the program's name.
        work = staging / "link"
        work.mkdir()
        source = work / "program.o"
        source.write_bytes(object_bytes)
        made = staging / output.name
        link(source, read(object_bytes, target.object_format), target, made)
        made.chmod(0o755)
    return output
