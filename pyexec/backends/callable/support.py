"""The code behind all wrappers, `slow_ways`: made and loaded once for a process.

It depends on the layout of objects and the processor's kind alone, and can be kept
on disk:

    if not support.is_installed():
        support.install(bytes_from_the_cache or support.compile_object())

Where nobody installs it, it is compiled when a wrapper is first loaded.
"""

from __future__ import annotations

from typing import Final

from .layout import object_layout
from .loader import Code, load

_installed: Final[list[Code]] = []  # at most one


def is_installed() -> bool:
    """Whether this process has the code."""
    return bool(_installed)


def install(content: bytes) -> None:
    """Load the code from what `compile_object` gave in a process with the same layout.

    Raises:
        ToolError: if it cannot be loaded.
    """
    if not _installed:
        _installed.append(load(content))


def compile_object() -> bytes:
    """The code as an object file.

    Raises:
        ToolError: if LLVM is missing.
    """
    from ..llvm.library import Module
    from ..llvm.targets import platform
    from .slow_ways import slow_ways_text

    with Module.parse(slow_ways_text(object_layout())) as module:
        # Time matters more here than code that runs seldom.
        return module.emit_object(platform().machine(opt=0))


def address_of(name: str) -> int:
    """The address of a function of `slow_ways`; `KeyError` for another name."""
    if not _installed:
        install(compile_object())
    return _installed[0].address(name)
