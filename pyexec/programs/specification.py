"""The command line that a function's parameters ask for.

    def greet(name: str, times: int = 1) -> str: ...

    command_line(greet, "greet")     # greet [-h] [--times TIMES] NAME

A parameter without a default is given by position, one with a default as an option;
the annotations say how words become values.  What has no meaning on a command line is
an error at the parameter, when the program is built.
"""

from __future__ import annotations

import ast
import builtins
import types
import typing
from collections.abc import Iterator
from typing import Final

from ..errors import CompileError, Diagnostic, SourceError, TypeCheckError
from ..frontend.annotations import type_of_object
from ..frontend.source import Source, class_of, find_source, plain_function
from ..frontend.unit import merge_errors
from ..record import value
from ..types import NONE
from .arguments import HELP, Argument, CommandLine
from .usage import help_text, usage

_TYPES: Final = (
    "write int, float, str, bool, complex, a type of PyExec such as int32, "
    "Optional or a list of these"
)


@value
class _Parameter:
    """A parameter in the function's source, and what is known about it."""

    node: ast.arg
    passing: str
    starred: bool
    has_default: bool
    default: object

    @property
    def name(self) -> str:
        return self.node.arg


def command_line(target: object, program: str) -> CommandLine:
    """The command line of a program that calls a function.

    Args:
        target: a Python function, or one that an entry point of PyExec has wrapped.
        program: the program's name, as its messages begin.

    Raises:
        CompileError: with every parameter that a command line cannot give.
    """
    function = behind_decorators(target)
    source = find_source(function)
    parameters = list(_parameters(function, source))
    arguments: list[Argument] = []
    errors: list[CompileError] = []
    for parameter in parameters:
        try:
            argument = _argument(function, source, parameter)
            _check_spelling(source, parameter, argument, arguments)
            arguments.append(argument)
        except CompileError as error:
            errors.append(error)
    if errors:
        raise merge_errors(errors)
    defaults = {p.name: p.default for p in parameters if p.has_default}
    doc = ast.get_docstring(source.node) or ""
    return CommandLine(
        program,
        tuple(arguments),
        usage(program, arguments),
        help_text(program, arguments, doc, defaults),
    )


def behind_decorators(target: object) -> types.FunctionType:
    """The function in the source, behind the decorators of PyExec and of others.

    Raises:
        SourceError: if there is no function that can be found.
    """
    try:
        return plain_function(target)
    except SourceError:
        inner = getattr(target, "__wrapped__", None)
        if inner is None:
            raise
        return behind_decorators(inner)


def _parameters(function: types.FunctionType, source: Source) -> Iterator[_Parameter]:
    nodes = source.node.args
    if nodes.kwarg is not None:
        raise _fail(
            source,
            nodes.kwarg,
            f"'**{nodes.kwarg.arg}' cannot be given on a command line",
            "name each option as a parameter",
        )
    positional = [*nodes.posonlyargs, *nodes.args]
    defaults = function.__defaults__ or ()
    first = len(positional) - len(defaults)
    for index, node in enumerate(positional):
        default = defaults[index - first] if index >= first else None
        yield _Parameter(node, "positional", False, index >= first, default)
    if nodes.vararg is not None:
        yield _Parameter(nodes.vararg, "starred", True, False, None)
    keyword = function.__kwdefaults__ or {}
    for node in nodes.kwonlyargs:
        known = node.arg in keyword
        yield _Parameter(node, "keyword", False, known, keyword.get(node.arg))


def _argument(function: types.FunctionType, source: Source, parameter: _Parameter) -> Argument:
    if class_of(function) and parameter.name in ("self", "cls"):
        raise _fail(
            source,
            parameter.node,
            "a method cannot be a program",
            "write a function that makes the object and calls its method",
        )
    name, repeated = _type(function, source, parameter)
    repeated = repeated or parameter.starred
    option = parameter.has_default or parameter.passing == "keyword"
    words = parameter.name.strip("_") or parameter.name
    spelling = "--" + words.replace("_", "-") if option else words.upper()
    required = not parameter.has_default and (option or not repeated)
    return Argument(parameter.name, name, spelling, required, repeated, parameter.passing)


def _check_spelling(
    source: Source, parameter: _Parameter, argument: Argument, before: list[Argument]
) -> None:
    """That no two arguments are meant by the same word."""
    if not argument.is_option:
        if argument.repeated and any(a.repeated and not a.is_option for a in before):
            raise _fail(
                source,
                parameter.node,
                "only one parameter can take any number of values by position",
                "give one of them a default: it becomes an option that may be repeated",
            )
        return
    taken = {*HELP, *(s for a in before if a.is_option for s in _spellings(a))}
    for spelling in _spellings(argument):
        if spelling in taken:
            raise _fail(
                source,
                parameter.node,
                f"the option {spelling} would have two meanings",
                "rename the parameter",
            )


def _spellings(option: Argument) -> tuple[str, ...]:
    return (option.spelling, option.negation) if option.is_flag else (option.spelling,)


def _type(function: types.FunctionType, source: Source, parameter: _Parameter) -> tuple[str, bool]:
    """The name of the type that a word becomes, and whether it is a list's."""
    if parameter.node.annotation is None:
        return "str", False
    annotation = _value(function, source, parameter)
    found = _without_none(annotation)
    repeated = False
    if typing.get_origin(found) is list and not parameter.starred:
        repeated, (found,) = True, typing.get_args(found)
    name = "str" if found is str else _scalar(found)
    if name is None:
        written = ast.unparse(parameter.node.annotation)
        raise _fail(
            source,
            parameter.node.annotation,
            f"'{written}' cannot be read from a command line",
            _TYPES,
        )
    return name, repeated


def _scalar(annotation: object) -> str | None:
    found = type_of_object(annotation)
    if found is None or found is NONE or found.is_object:
        return None
    return found.name


def _without_none(annotation: object) -> object:
    """What an annotation names besides None, aliases of types resolved."""
    while hasattr(annotation, "__value__"):  # `type Name = ...`
        annotation = annotation.__value__
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        others = [a for a in typing.get_args(annotation) if a is not type(None)]
        if len(others) == 1:
            return _without_none(others[0])
    return annotation


def _value(function: types.FunctionType, source: Source, parameter: _Parameter) -> object:
    """What a parameter's annotation stands for; one in quotes is evaluated."""
    node = parameter.node.annotation
    assert node is not None
    annotation: object = function.__annotations__.get(parameter.name)
    if not isinstance(annotation, str):
        return annotation
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    names: dict[str, object] = {**vars(builtins), **function.__globals__}
    try:
        names.update((name, cell.cell_contents) for name, cell in cells)
        tree = ast.parse(annotation.strip(), mode="eval").body
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):  # quoted twice
            annotation = tree.value
        found: object = eval(annotation.strip(), names)
        return found
    except (NameError, AttributeError, TypeError, SyntaxError, ValueError) as error:
        raise _fail(
            source,
            node,
            f"the annotation '{annotation}' does not stand for a type here",
            "name a type that the module has when it runs, not only while types are checked",
        ) from error


def _fail(source: Source, node: ast.AST, message: str, advice: str) -> CompileError:
    return TypeCheckError([Diagnostic(message, source.span(node), advice)])
