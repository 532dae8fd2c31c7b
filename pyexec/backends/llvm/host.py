"""What in-process code depends on besides the program, told without loading LLVM.

    description()    # the LLVM installed, this processor's model and features

It is a part of the disk cache's keys.
"""

from __future__ import annotations

import os
import sys
from functools import cache

from .library import installation


@cache
def description() -> str:
    """Text that differs where the machine code may differ.

    The processor is described by the operating system's own words, since asking LLVM
    means loading it, which takes longer than to load a function from the cache.
    """
    return f"{installation()} {sys.platform} {_processor()}"


def _processor() -> str:
    """The first processor's paragraph in /proc/cpuinfo, less what changes from boot to boot."""
    if not os.path.exists("/proc/cpuinfo"):
        import platform

        return f"{platform.machine()} {platform.processor()}"
    telling = ("model name", "cpu family", "model", "stepping", "flags", "Features", "CPU part")
    facts = []
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            name, _, value = line.partition(":")
            if name.strip() in telling:
                facts.append(value.strip())
            if not line.strip():
                break
    return "\n".join(facts)
