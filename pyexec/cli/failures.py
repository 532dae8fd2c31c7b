"""Every error as a message on stderr and an exit code that scripts can rely on.

    code = report(OptionError("there is no function 'pow'", help="did you mean 'power'?"))

    error: there is no function 'pow'
    help: did you mean 'power'?                          # and the exit code 2

The message comes first; what another tool printed, or a traceback of the user's code,
is a note below it.
"""

from __future__ import annotations

import os
import re
from typing import Final

import click

from ..errors import CompileError, Diagnostic, OptionError, OutputError, PyExecError, ToolError
from ..record import changed

# Exit codes by what went wrong.
PROGRAM: Final = 1
USAGE: Final = 2
TOOL: Final = 3
OUTPUT: Final = 4

# Keywords of the functions, and the options that stand for them.
_OPTIONS: Final = {
    "infer": "--infer",
    "fastmath": "--fastmath",
    "overflow": "--overflow",
    "optimize": "--optimize",
    "export_name": "--export-name",
    "base_name": "-o",
    "target": "--target",
    "cpu": "--cpu",
    "backend": "--backend",
}
_KEYWORD: Final = re.compile(rf"\b(?P<name>{'|'.join(_OPTIONS)})=(?P<value>\"[^\"]*\"|\w+)")

_COLOURS: Final = {"error:": "red", "note:": "blue", "help:": "green"}
_LABEL: Final = re.compile(r"^(\S.*?:\d+:\d+: )?(error:|note:|help:)", re.MULTILINE)

_CODES: Final = {CompileError: PROGRAM, OptionError: USAGE, ToolError: TOOL, OutputError: OUTPUT}


def report(error: PyExecError) -> int:
    """Show an error on stderr, without a traceback of PyExec's code; the exit code."""
    click.echo(coloured(written(error)), err=True)
    return next(code for kind, code in _CODES.items() if isinstance(error, kind))


def report_usage(error: click.UsageError) -> int:
    """Show what is wrong with a command line, below how it is to be; the exit code."""
    usage = error.ctx.get_usage() + "\n" if error.ctx is not None else ""
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx is not None else "pyexec"
    text = f"error: {message[:1].lower()}{message[1:]}\nhelp: `{path} --help` shows all of it"
    click.echo(usage + coloured(text), err=True)
    return USAGE


def written(error: PyExecError) -> str:
    """The whole message of an error: what is wrong, its notes, the way out."""
    if isinstance(error, CompileError):
        parts = [diagnostic_text(diagnostic) for diagnostic in error.diagnostics]
    else:
        parts = [str(Diagnostic(error.message))]
    parts += getattr(error, "__notes__", [])
    if not isinstance(error, CompileError) and error.help:
        parts.append(f"help: {spelled(error.help)}")
    return "\n".join(parts)


def diagnostic_text(diagnostic: Diagnostic) -> str:
    """A fault as a command shows it: paths as the user would type them, options too."""
    span, help = diagnostic.span, diagnostic.help
    if span is not None:
        span = changed(span, path=shown_path(span.path))
    return str(Diagnostic(diagnostic.message, span, help and spelled(help)))


def spelled(help: str) -> str:
    """An advice about the functions of PyExec as one about the options of the command."""
    return _KEYWORD.sub(_as_option, help)


def _as_option(match: re.Match[str]) -> str:
    option = _OPTIONS[match["name"]]
    return option if match["value"] == "True" else f"{option} {match['value'].strip(chr(34))}"


def coloured(text: str) -> str:
    """A message with the words that say what it is in colour, where a terminal shows it."""
    return _LABEL.sub(_coloured_label, text)


def _coloured_label(match: re.Match[str]) -> str:
    return (match[1] or "") + click.style(match[2], fg=_COLOURS[match[2]], bold=True)


def shown_path(path: str) -> str:
    """A path relative to the current folder where it lies in it, else as it is."""
    folder = os.getcwd()
    return os.path.relpath(path, folder) if path.startswith(folder + os.sep) else path
