"""Names that a program needs and whose objects are there, but not a statement for them.

    binding("LIMIT", 5)                # Binding("LIMIT = 5")
    binding("np", numpy)               # Binding("import numpy as np")
    binding("root", math.sqrt)         # Binding("from math import sqrt as root")
    binding("TABLE", numpy.eye(2))     # Binding("TABLE = ...loads(...)", {"numpy", ...})

So it is with what was typed at a prompt, assigned under `if __name__ == "__main__"`, or
is a variable of an enclosing function.
"""

from __future__ import annotations

import io
import math
import pickle
import sys
import types
from typing import Any, Final

from ..record import value

_LONGEST: Final = 1 << 22  # bytes of a pickle that a program is given


@value
class Binding:
    """A statement that binds a name, and what it takes without naming it."""

    statement: str
    modules: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # of the program's own module


def binding(name: str, found: object, own: str) -> Binding | None:
    """The statement that gives a name its object; None where there is none.

    Args:
        name: the name to bind.
        found: the object.
        own: the module that the program is made of; nothing is imported from there.
    """
    if isinstance(found, types.ModuleType):
        known = sys.modules.get(found.__name__) is found
        return Binding(f"import {found.__name__} as {name}") if known else None
    importable = _import_of(name, found, own)
    if importable is not None:
        return importable
    literal = literal_of(found)
    if literal is not None:
        return Binding(f"{name} = {literal}")
    return _pickled(name, found, own)


def _import_of(name: str, found: object, own: str) -> Binding | None:
    """An import, where the object is an attribute of a module that is imported by its name."""
    module_name = getattr(found, "__module__", None)
    attribute = getattr(found, "__qualname__", None) or getattr(found, "__name__", None)
    if not isinstance(module_name, str) or not isinstance(attribute, str):
        return None
    if module_name in (own, "__main__") or "." in attribute:
        return None
    if module_name.startswith("pyexec."):
        module_name = "pyexec"  # a program has nothing else of it
    module = sys.modules.get(module_name)
    if module is None or getattr(module, attribute, None) is not found:
        return None
    return Binding(f"from {module_name} import {attribute} as {name}")


def literal_of(found: object) -> str | None:
    """The source text of a value of Python's own plain types; None for any other."""
    try:
        return _literal(found)
    except RecursionError:  # a list that holds itself
        return None


def _literal(found: Any) -> str | None:
    kind = type(found)
    if found is None or found is ... or kind in (bool, str, bytes):
        return repr(found)
    if kind is int:
        return hex(found)  # in decimal, CPython refuses more than some thousand digits
    if kind is float:
        return _float(found)
    if kind is complex:
        return f"complex({_float(found.real)}, {_float(found.imag)})"
    if kind is dict:
        items = [(_literal(key), _literal(item)) for key, item in found.items()]
        if any(key is None or item is None for key, item in items):
            return None
        return "{" + ", ".join(f"{key}: {item}" for key, item in items) + "}"
    if kind in (list, tuple, set) and (found or kind is not set):
        parts = [_literal(part) for part in found]
        if any(part is None for part in parts):
            return None
        inner = ", ".join(str(part) for part in parts)
        if kind is tuple:
            return f"({inner},)" if parts else "()"
        return f"[{inner}]" if kind is list else "{" + inner + "}"
    return None


def _float(number: float) -> str:
    if math.isnan(number):
        return "(1e999 - 1e999)"
    return repr(number).replace("inf", "1e999")


# What `pickle` and the `__reduce__` of a class raise where there is no way.
_NO_PICKLE: Final = (
    pickle.PickleError, TypeError, AttributeError, ValueError, RuntimeError, ImportError, OSError,
)  # fmt: skip


class _Loader(pickle.Unpickler):
    """Loads a pickle, and notes the classes and functions that it imports for it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self.imported: list[tuple[str, str]] = []

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        self.imported.append((module_name, global_name))
        return super().find_class(module_name, global_name)


def _pickled(name: str, found: object, own: str) -> Binding | None:
    try:
        data = pickle.dumps(found, protocol=4)
        loader = _Loader(data)
        again = loader.load()
    except _NO_PICKLE:
        return None
    if type(again) is not type(found) or len(data) > _LONGEST:
        return None
    mine = [n.partition(".")[0] for m, n in loader.imported if m in (own, "__main__")]
    modules = [m for m, _ in loader.imported if m not in (own, "__main__")]
    if mine and own != "__main__":
        return None  # in the program its classes are those of `__main__`
    statement = f"{name} = __import__('pickle').loads({data!r})"
    return Binding(statement, frozenset(modules), frozenset(mine))
