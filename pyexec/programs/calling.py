"""The function that a native program runs: it calls the user's, and prints what that gives.

    called(shout, signature, line)

is, for `def shout(text: str, times: int | None = None, *, mark: str = "!") -> list[str]`,

    def program(a0: str, a1: int, a2: str | None, given1: bool) -> None:
        print(function(a0, a1 if given1 else None, mark='!' if a2 is None else a2))

So what a command line does not give and how a result is printed is left to the compiler.
Numbers are read and printed without it (`backends/program/values.py`): a function that takes
and gives numbers alone needs no such function, and its program no heap.
"""

from __future__ import annotations

import ast
import types
from typing import Final

from .. import scalars
from ..errors import CompileError, Diagnostic
from ..frontend.source import Source, find_source, plain_function
from ..interface import Parameter, Signature
from ..object_types import STR, OptionalType, SequenceType, list_of
from ..record import value
from ..types import NONE, Type
from .arguments import CommandLine

# The function's file, which no error is to name.
PATH: Final = "<program>"


@value
class Called:
    """A function that calls another, its source, and what a command line has to tell it."""

    function: types.FunctionType
    source: Source
    given: tuple[int, ...]  # arguments whose being there follows as a flag, behind all values


def called(target: object, signature: Signature, line: CommandLine) -> Called | None:
    """The function that a program runs; None where that is the user's own."""
    if not signature.has_objects:
        return None
    pairs = list(zip(signature.parameters, line.arguments, strict=True))
    given = tuple(i for i, (p, _) in enumerate(pairs) if _may_be_none(p))
    names = [f"a{i}: {_plain(p)}" for i, p in enumerate(signature.parameters)]
    names += [f"given{i}: bool" for i in given]
    words = [_argument(i, p) for i, p in enumerate(signature.parameters)]
    call = f"function({', '.join(words)})"
    result = signature.result
    kept = result if not result.is_object else NONE
    body = f"return {call}"
    if isinstance(result, OptionalType):
        body = f"result = {call}\n    if result is not None:\n        print(result)"
    elif result.is_object:
        body = f"print({call})"
    elif result is NONE:
        body = call
    text = f"def program({', '.join(names)}) -> {kept}:\n    {body}\n"
    return Called(_defined(text, target, signature), _source(text), given)


def _plain(parameter: Parameter) -> str:
    """What a command line gives for a parameter: the name of a type."""
    t = parameter.type
    if isinstance(t, SequenceType):
        t = list_of(t.element)
    elif isinstance(t, OptionalType):
        t = t.base
    return f"{t} | None" if parameter.has_default and t.is_object else str(t)


def _may_be_none(parameter: Parameter) -> bool:
    """Whether a parameter is a number, or None where a command line gives none."""
    t = parameter.type
    return (
        isinstance(t, OptionalType)
        and not t.base.is_object
        and parameter.has_default
        and parameter.default is None
    )


def _argument(number: int, parameter: Parameter) -> str:
    """What the user's function is called with."""
    name = f"a{number}"
    if _may_be_none(parameter):
        name = f"{name} if given{number} else None"
    elif isinstance(parameter.default, str):
        default = repr(parameter.default) if is_text(parameter.type) else parameter.default
        name = f"{default} if {name} is None else {name}"
    if parameter.variadic:
        return f"*{name}"
    return f"{parameter.name}={name}" if parameter.keyword_only else name


def _source(text: str) -> Source:
    module = ast.parse(text)
    (node,) = module.body
    assert isinstance(node, ast.FunctionDef)
    return Source(PATH, tuple(text.splitlines(keepends=True)), node, module)


def _defined(text: str, target: object, signature: Signature) -> types.FunctionType:
    """The function as an object, whose numbers have the defaults of the user's."""
    names: dict[str, object] = {name: getattr(scalars, name) for name in scalars.NAMES}
    names["function"] = target
    exec(compile(text, PATH, "exec", dont_inherit=True), names)
    function = names["program"]
    assert isinstance(function, types.FunctionType)
    function.__kwdefaults__ = {
        f"a{i}": p.default
        for i, p in enumerate(signature.parameters)
        if not isinstance(p.default, str | None)
    }
    return function


def is_text(t: Type) -> bool:
    """Whether a word is taken as it is."""
    return t is STR or (isinstance(t, OptionalType) and t.base is STR)


def blamed(error: CompileError, target: object) -> CompileError:
    """An error in that function as one of the user's: the result, which cannot be printed."""
    if all(d.span is None or d.span.path != PATH for d in error.diagnostics):
        return error
    source = find_source(plain_function(target))
    span = source.span(source.node.returns or source.node)
    return type(error)([
        d if d.span is None or d.span.path != PATH
        else Diagnostic(f"a native program cannot print the result: {d.message}", span, d.help)
        for d in error.diagnostics
    ])  # fmt: skip
