"""The functions of the user's module: one by name, or those that a command takes by default.

function_named(module, "power")      # OptionError if there is none, with what is close
public_functions(module)             # annotated, defined in the file, no leading underscore
"""

from __future__ import annotations

import difflib
from types import FunctionType, ModuleType
from typing import Final

from ..errors import OptionError, SourceError
from ..frontend.source import plain_function
from .failures import shown_path

# Bits of `code.co_flags`, as the `inspect` module names them.
_VARARGS: Final = 0x4
_VARKEYWORDS: Final = 0x8


def own_functions(module: ModuleType) -> dict[str, FunctionType]:
    """The functions that the module's file defines at its top level, by name."""
    found: dict[str, FunctionType] = {}
    for value in list(vars(module).values()):
        try:
            function = plain_function(value)
        except SourceError:
            continue
        if function.__code__.co_filename == module.__file__:
            found.setdefault(function.__name__, function)
    return found


def public_functions(module: ModuleType) -> list[FunctionType]:
    """The annotated public functions that the module's file defines.

    Raises:
        OptionError: if there is none.
    """
    own = own_functions(module)
    public = {name: f for name, f in own.items() if not name.startswith("_")}
    annotated = [function for function in public.values() if is_annotated(function)]
    if not annotated:
        help = "annotate the parameters and the result: `def f(n: int) -> int:`"
        if public:
            help += f"; without annotations are {', '.join(public)}"
        raise OptionError(
            f"{shown_path(str(module.__file__))} has no annotated public function", help=help
        )
    return annotated


def function_named(module: ModuleType, name: str) -> FunctionType:
    """The function of the user's by this name, which the file may also have imported.

    Raises:
        OptionError: if there is none.
        SourceError: if it is one that cannot be compiled, such as a coroutine.
    """
    found = value_named(module, name)
    try:
        return plain_function(found)
    except SourceError as error:
        if error.diagnostics[0].span is not None:
            raise
        raise OptionError(error.message, help=error.help) from error


def value_named(module: ModuleType, name: str) -> object:
    """What a name stands for in a module, with an error that knows the functions there are.

    Raises:
        OptionError: if it stands for nothing.
    """
    if name in vars(module):
        return vars(module)[name]
    known = list(own_functions(module))
    close = difflib.get_close_matches(name, known, 1)
    help = f"did you mean {close[0]!r}? " if close else ""
    help += f"the functions are {', '.join(known)}" if known else "the file defines none"
    file = shown_path(str(module.__file__))
    raise OptionError(f"there is no function {name!r} in {file}", help=help)


def is_annotated(function: FunctionType) -> bool:
    """Whether all parameters of a function and its result are annotated."""
    code = function.__code__
    stars = bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + stars]
    return {*names, "return"} <= function.__annotations__.keys()
