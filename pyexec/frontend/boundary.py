"""What callers outside of Python can hand over: numbers, so far.

    refuse_objects(users, "a C library")    # raises for `def f(names: list[str]) -> int:`

Compiled functions give each other lists, texts and the like; a caller in C or JavaScript and
a command line have nothing to make them of.  Functions of this process are not checked here.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import CompileError, Diagnostic, UnsupportedError
from .unit import UserFunction, merge_errors


def refuse_objects(users: Sequence[UserFunction], surface: str) -> None:
    """Refuse functions whose parameters or result are no numbers.

    Args:
        users: the functions that are called from outside.
        surface: what is made of them, such as "a C library".

    Raises:
        UnsupportedError: with every such parameter and result.
    """
    errors: list[CompileError] = []
    for user in users:
        source = user.checker.source
        arguments = source.node.args
        nodes = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for node, parameter in zip(nodes, user.signature.parameters, strict=True):
            if parameter.type.is_object:
                message = f"{surface} cannot take {parameter.type} as a parameter yet"
                help = "take numbers, and make it of them inside; aot() takes it from Python"
                span = source.span(node.annotation or node)
                errors.append(UnsupportedError([Diagnostic(message, span, help)]))
        result = user.signature.result
        if result.is_object:
            message = f"{surface} cannot give {result} as a result yet"
            help = "return a number; aot() gives it to Python"
            span = source.span(source.node.returns or source.node)
            errors.append(UnsupportedError([Diagnostic(message, span, help)]))
    if errors:
        raise merge_errors(errors)
