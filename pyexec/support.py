"""The machine code that all wrappers share, brought in from the disk cache.

    install_support()    # before a function's own code is loaded

Without it in the cache, it is compiled and kept there.
"""

from __future__ import annotations

from . import cache
from .backends.callable import support
from .backends.callable.layout import object_layout
from .backends.llvm.host import description


def install_support() -> None:
    """Bring in the code that all wrappers share, from the cache if it is there."""
    if support.is_installed():
        return
    key = cache.cache_key("support", description(), object_layout().key)
    found = cache.load(key)
    if found is None:
        found = None, support.compile_object()
        cache.store(key, *found)
    support.install(found[1])
