"""The functions of the user's module: one by name, or those that a command takes by default.

function_named(module, "power")      # OptionError if there is none, with what is close
public_functions(module)             # annotated, defined in the file, no leading underscore
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from types import FunctionType, ModuleType
from typing import Any, Final

from ..errors import OptionError, SourceError
from ..frontend.source import plain_function
from .deferred import LANGUAGE, Deferred
from .failures import shown_path

# Bits of `code.co_flags`, as the `inspect` module names them.
_VARARGS: Final = 0x4
_VARKEYWORDS: Final = 0x8


def own_functions(module: ModuleType) -> dict[str, object]:
    """The functions that the module's file defines at its top level, by name, as they are bound."""
    found: dict[str, object] = {}
    for value in list(vars(module).values()):
        function = _plain_or_none(value)
        if function is not None and function.__code__.co_filename == module.__file__:
            found.setdefault(function.__name__, value)
    return found


def public_functions(module: ModuleType) -> list[FunctionType]:
    """The annotated public functions that the module's file defines, but Numba's.

    Raises:
        OptionError: if there is none.
    """
    own = own_functions(module)
    public = {name: plain_function(f) for name, f in own.items() if not name.startswith("_")}
    annotated = [f for name, f in public.items() if is_annotated(f) and not for_numba(own[name])]
    if not annotated:
        help = "annotate the parameters and the result: `def f(n: int) -> int:`"
        if public:
            help += f"; the file has {', '.join(public)}, without annotations or under @jit"
        file = shown_path(str(module.__file__))
        raise OptionError(f"{file} has no annotated public function", help=help)
    return annotated


def for_numba(target: object) -> bool:
    """Whether a function is under `@jit`, PyExec's or Numba's, which take more of Python."""
    if isinstance(target, Deferred):
        return target.decorator == "jit"
    return hasattr(target, "py_func")


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


def language_of(target: object, given: Mapping[str, Any]) -> dict[str, Any]:
    """The options by which a function is compiled: those given, else its decorator's."""
    own = target.language if isinstance(target, Deferred) else {}
    return {name: given.get(name, own.get(name, usual)) for name, usual in LANGUAGE.items()}


def common_language(
    module: ModuleType, functions: Sequence[FunctionType], given: Mapping[str, Any]
) -> dict[str, Any]:
    """The options by which several functions are compiled together.

    Raises:
        OptionError: if their decorators contradict one another, and nothing is given.
    """
    wanted = set(functions)
    bound = [value for value in vars(module).values() if _plain_or_none(value) in wanted]
    languages = [language_of(value, given) for value in bound]
    for name in ("overflow", "fastmath"):
        if len({language[name] for language in languages}) > 1:
            raise OptionError(
                f"the decorators of the functions differ in {name}=",
                help="give the option for all of them, or take them one by one",
            )
    # What compiles without inference means the same with it.
    return {**languages[0], "infer": any(language["infer"] for language in languages)}


def _plain_or_none(value: object) -> FunctionType | None:
    try:
        return plain_function(value)
    except SourceError:
        return None


def is_annotated(function: FunctionType) -> bool:
    """Whether all parameters of a function and its result are annotated."""
    code = function.__code__
    stars = bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + stars]
    return {*names, "return"} <= function.__annotations__.keys()
