"""What the subcommands have in common: the argument FILE.py[:FUNC,...], the compiler's options.

@click.command()
@click.argument("file", shell_complete=complete_functions)
@language_options
def command(file: str, infer: bool | None, ...) -> None: ...
"""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from ..options import OVERFLOW

Command = TypeVar("Command", bound=Callable[..., Any])


def complete_functions(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """What a shell offers for FILE.py[:FUNC,...]: files, and after a colon their functions."""
    path, colon, typed = incomplete.rpartition(":")
    if not colon:
        return [CompletionItem(incomplete, type="file")]
    first, comma, last = typed.rpartition(",")
    taken = first.split(",")
    return [
        CompletionItem(f"{path}:{first}{comma}{name}")
        for name in defined_functions(path)
        if name.startswith(last) and name not in taken
    ]


def defined_functions(path: str) -> list[str]:
    """The functions that a file defines at its top level, read and not imported."""
    try:
        with tokenize.open(path) as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def language_options(command: Command) -> Command:
    """The options that say what a program means; None where the decorators are to say it."""
    for option in (
        click.option(
            "--fastmath/--no-fastmath",
            default=None,
            help="Whether float arithmetic may be reassociated: faster, less exact.",
        ),
        click.option(
            "--overflow",
            type=click.Choice(OVERFLOW),
            help="What an int beyond 64 bits does: an OverflowError, or wrap around.",
        ),
        click.option(
            "--infer/--no-infer",
            default=None,
            help="Whether locals made of literals take their types from these.",
        ),
    ):
        command = option(command)
    return command


def given(infer: bool | None, overflow: str | None, fastmath: bool | None) -> dict[str, Any]:
    """The language options that the command line has."""
    options = {"infer": infer, "overflow": overflow, "fastmath": fastmath}
    return {name: value for name, value in options.items() if value is not None}
