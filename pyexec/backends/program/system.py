"""What a platform gives to a program: where it starts, how it writes, what a line's end is.

system = system_of(target)
system.text(target, recursive, uses_heap)     # the LLVM text of the platform's part
system.line_end                    # "\\r\\n" on Windows, as Python's print has it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ...errors import OptionError
from ...record import value
from ..llvm.targets import TARGETS, Target
from . import linux, macos, windows


@value
class System:
    """One row for each operating system."""

    text: Callable[[Target, bool, bool], str]
    line_end: str
    suffix: str  # of a program's name
    failures: Mapping[int, str]  # what Python prints for a failure of writing, by its number


_FAILURES: Final = {
    5: "OSError: [Errno 5] Input/output error",
    9: "OSError: [Errno 9] Bad file descriptor",
    27: "OSError: [Errno 27] File too large",
    28: "OSError: [Errno 28] No space left on device",
}
_BLOCKING: Final = "write could not complete without blocking"

_LINUX: Final = System(
    linux.text,
    "\n",
    "",
    {
        **_FAILURES,
        11: f"BlockingIOError: [Errno 11] {_BLOCKING}",
        122: "OSError: [Errno 122] Disk quota exceeded",
    },
)
_MACOS: Final = System(
    lambda target, recursive, uses_heap: macos.text(recursive, uses_heap),
    "\n",
    "",
    {
        **_FAILURES,
        35: f"BlockingIOError: [Errno 35] {_BLOCKING}",
        69: "OSError: [Errno 69] Disc quota exceeded",
    },
)
_WINDOWS: Final = System(
    lambda target, recursive, uses_heap: windows.text(recursive, uses_heap),
    "\r\n",
    ".exe",
    _FAILURES,
)

_SYSTEMS: Final = {"linux": _LINUX, "macos": _MACOS, "windows": _WINDOWS}


def system_of(target: Target) -> System:
    """The row of a target.

    Raises:
        OptionError: for a target that has no programs.
    """
    system = _SYSTEMS.get(target.name.partition("-")[2])
    if system is None:
        others = [name for name in TARGETS if name.partition("-")[2] in _SYSTEMS]
        raise OptionError(
            f"{target.name} is no platform for a program",
            help=f"the targets are {', '.join(others)}; pyexec.wasm makes a WebAssembly module",
        )
    return system
