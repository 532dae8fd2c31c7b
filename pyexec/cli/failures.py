"""Every error as a message on stderr and an exit code that scripts can rely on.

    code = report(OptionError("there is no function 'pow'", help="did you mean 'power'?"))

    error: there is no function 'pow'
    help: did you mean 'power'?                          # and the exit code 2

The message comes first; what another tool printed, or a traceback of the user's code,
is a note below it.
"""

from __future__ import annotations

import os
from typing import Final

import click

from ..errors import CompileError, Diagnostic, OptionError, OutputError, PyExecError, ToolError
from ..record import changed

# Exit codes by what went wrong.
PROGRAM: Final = 1
USAGE: Final = 2
TOOL: Final = 3
OUTPUT: Final = 4

_CODES: Final = {CompileError: PROGRAM, OptionError: USAGE, ToolError: TOOL, OutputError: OUTPUT}


def report(error: PyExecError) -> int:
    """Show an error on stderr, without a traceback of PyExec's code; the exit code."""
    click.echo(written(error), err=True)
    return next(code for kind, code in _CODES.items() if isinstance(error, kind))


def written(error: PyExecError) -> str:
    """The whole message of an error: what is wrong, its notes, the way out."""
    if isinstance(error, CompileError):
        parts = [diagnostic_text(diagnostic) for diagnostic in error.diagnostics]
    else:
        parts = [str(Diagnostic(error.message))]
    parts += getattr(error, "__notes__", [])
    if not isinstance(error, CompileError) and error.help:
        parts.append(f"help: {error.help}")
    return "\n".join(parts)


def diagnostic_text(diagnostic: Diagnostic) -> str:
    """A fault as a command shows it: paths as the user would type them, options too."""
    span, help = diagnostic.span, diagnostic.help
    if span is not None:
        span = changed(span, path=shown_path(span.path))
    if help is not None:
        help = help.replace("infer=True", "--infer")
    return str(Diagnostic(diagnostic.message, span, help))


def shown_path(path: str) -> str:
    """A path relative to the current folder where it lies in it, else as it is."""
    folder = os.getcwd()
    return os.path.relpath(path, folder) if path.startswith(folder + os.sep) else path
