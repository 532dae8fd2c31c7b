"""Keeps what Numba has compiled in PyExec's cache on disk.

    dispatcher._cache = DiskCache(text)     # text() is what `dependencies` gives

Numba's own cache takes a function for unchanged as long as its file is, though what its
names stand for is compiled into the code, from other files too.  Here an entry is found
for exactly what it was made from: source, constants, options, versions, processor.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numba
import numpy
from numba.core import config
from numba.core.caching import NullCache
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from ... import cache
from ...errors import OptionError
from ...options import JitOptions

# Settings of Numba's that change the code it makes.
_SETTINGS = ("OPT", "BOUNDSCHECK", "DEBUGINFO_DEFAULT", "LOOP_VECTORIZE", "SLP_VECTORIZE")


class DiskCache(NullCache):
    """What Numba asks for code before it compiles, and gives code to afterwards."""

    def __init__(self, text: Callable[[], str | None]) -> None:
        self.text = text

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The code for a signature, or None."""
        target_context.refresh()
        key = self.key(sig, target_context.codegen())
        found = None if key is None else cache.load(key)
        if found is None:
            return None
        return CompileResult._rebuild(target_context, *pickle.loads(found[1]))

    def save_overload(self, sig: Any, cres: Any) -> None:
        """Keep the code for a signature, unless it holds addresses of this process."""
        if cres.lifted or cres.library.has_dynamic_globals:
            return
        key = self.key(sig, cres.codegen)
        if key is not None:
            cache.store(key, None, dumps(cres._reduce()))

    def key(self, sig: Any, codegen: Any) -> str | None:
        types = str(sig)
        if " at 0x" in types:  # the type of a function, which is told by its address alone
            return None
        text = self.text()
        if text is None:
            return None
        settings = [str(getattr(config, name, None)) for name in _SETTINGS]
        versions = (numba.__version__, numpy.__version__)
        return cache.cache_key(
            "numba", types, text, str(codegen.magic_tuple()), *versions, *settings
        )


def may_be_cached(function: FunctionType, options: JitOptions) -> bool:
    """Whether a function has a file, and there is a place for what is made of it.

    Raises:
        OptionError: if it cannot, though it is to be cached.
    """
    path = function.__code__.co_filename
    if not os.path.isfile(path):
        reason = f"it was defined in {path}, which is no file"
    elif not cache.is_writable():
        reason = f"the folder {cache.folder()} cannot be written to"
    else:
        return True
    if options.cache:
        raise cannot_cache(function, reason)
    return False


def cannot_cache(function: FunctionType, reason: str) -> OptionError:
    """The error of a function that is to be cached."""
    return OptionError(
        f"cache is True, but '{function.__name__}' cannot be cached: {reason}",
        help="leave cache out: a function is cached wherever that is possible",
    )
