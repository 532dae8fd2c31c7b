"""What the code of a function under Numba depends on, as text to be hashed.

    dependencies(function, knows)     # the same text, the same code

Numba compiles what names stand for into the code: constants of any module, arrays, other
functions.  The text holds the source of the function and of each that it calls, and every
such value.  Where one is of a kind that cannot be told by a text, there is no text, and
the function is not cached.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy
from numba.core.dispatcher import Dispatcher

from ...errors import CompileError
from ...frontend.fingerprint import names_read
from ...frontend.names import MISSING, Names
from ...frontend.source import find_source, plain_function

# Packages whose functions and classes are known by their names, and by the versions.
_KNOWN = ("builtins", "cmath", "math", "numba", "numpy", "operator", "pyexec", "random")

Knows = Callable[[FunctionType], bool]


class Untold(Exception):
    """A value that no text stands for; the message says which."""


def dependencies(function: FunctionType, knows: Knows) -> str:
    """The text for a function.  `knows` says whether Numba has its own meaning of a function.

    Raises:
        Untold: if the function depends on something that a text cannot tell.
        SourceError: if the function's source is not to be had.
    """
    collector = _Collector(knows)
    collector.function(function)
    return "\n".join(collector.lines)


class _Collector:
    def __init__(self, knows: Knows) -> None:
        self.knows = knows
        self.lines: list[str] = []
        self.seen: set[FunctionType] = set()

    def function(self, function: FunctionType) -> None:
        if function in self.seen:
            return
        self.seen.add(function)
        source = find_source(function)
        names = Names(function, decorated=bool(source.node.decorator_list))
        self.lines.append(f"def {function.__module__}.{function.__qualname__}")
        self.lines.append(source.text())
        for path in sorted(names_read(source)):
            value = names.lookup(path[0])
            for attribute in path[1:]:
                if not isinstance(value, ModuleType):
                    break
                value = getattr(value, attribute, MISSING)
            if value is not MISSING and value is not function:
                self.lines.append(f"{'.'.join(path)} = {self.text('.'.join(path), value)}")

    def text(self, name: str, value: Any) -> str:
        """What stands for a value."""
        if value is None or isinstance(value, bool | int | float | complex | str | bytes):
            return f"{type(value).__qualname__} {value!r}"
        if isinstance(value, ModuleType):
            return f"module {value.__name__}"
        if isinstance(value, tuple):
            parts = [self.text(name, part) for part in value]
            fields = getattr(value, "_fields", "")
            return f"{type(value).__qualname__}{fields} ({', '.join(parts)})"
        if isinstance(value, numpy.ndarray) and not value.dtype.hasobject:
            digest = hashlib.blake2b(numpy.ascontiguousarray(value).tobytes()).hexdigest()
            return f"array {value.dtype.descr} {value.shape} {value.strides} {digest}"
        if isinstance(value, numpy.generic):
            return f"{value.dtype} {value!r}"
        if isinstance(value, type):
            return self.class_text(name, value)
        return self.function_text(name, value)

    def class_text(self, name: str, value: type) -> str:
        if _is_known(value):
            return f"class {value.__module__}.{value.__qualname__}"
        if issubclass(value, enum.Enum):
            members = {
                key: self.text(key, member.value) for key, member in value.__members__.items()
            }
            return f"enum {value.__qualname__} {members}"
        fields = getattr(value, "_fields", None)
        if issubclass(value, tuple) and fields is not None:
            return f"namedtuple {value.__qualname__} {fields}"
        raise Untold(f"'{name}' is the class {value.__qualname__!r}")

    def function_text(self, name: str, value: Any) -> str:
        if isinstance(value, BuiltinFunctionType | numpy.ufunc) or _is_known(value):
            return f"function {getattr(value, '__module__', '')}.{value.__name__}"
        if isinstance(value, FunctionType) and self.knows(value):
            raise Untold(f"'{name}' has a meaning that was given to Numba elsewhere")
        try:
            function = plain_function(value)
        except CompileError:
            raise Untold(f"'{name}' is of type {type(value).__qualname__!r}") from None
        self.function(function)
        options = value.targetoptions if isinstance(value, Dispatcher) else {}
        return f"function {function.__qualname__} {sorted(options.items())}"


def _is_known(value: Any) -> bool:
    home = getattr(value, "__module__", None) or ""
    return home.partition(".")[0] in _KNOWN and hasattr(value, "__name__")
