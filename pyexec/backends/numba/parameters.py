"""Parameters as Numba's dispatcher takes them: by their order, defaults from the last one on.

without_keyword_only(f)     # def f(a, *, b=1) as def f(a, b=1)
"""

from __future__ import annotations

from types import FunctionType

from ...frontend.source import source_error


def without_keyword_only(function: FunctionType) -> FunctionType:
    """A function with its keyword-only parameters behind the others.

    Raises:
        SourceError: if one without a default would stand behind one with a default.
    """
    code = function.__code__
    count = code.co_kwonlyargcount
    if not count:
        return function
    keyword = function.__kwdefaults__ or {}
    names = code.co_varnames[code.co_argcount : code.co_argcount + count]
    defaults = function.__defaults__ or ()
    first = next((i for i, name in enumerate(names) if name in keyword), count)
    behind = names[0 if defaults else first :]
    if any(name not in keyword for name in behind):
        raise source_error(
            function,
            f"jit cannot take the keyword-only parameters of '{function.__name__}': "
            "one without a default stands behind one with a default",
            "give it a default, or put it before the others",
        )
    plain = FunctionType(
        code.replace(co_argcount=code.co_argcount + count, co_kwonlyargcount=0),
        function.__globals__,
        function.__name__,
        (*defaults, *(keyword[name] for name in names[first:])) or None,
        function.__closure__,
    )
    for name in ("__qualname__", "__module__", "__doc__", "__annotations__"):
        setattr(plain, name, getattr(function, name))
    return plain
