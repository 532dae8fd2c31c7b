"""The command `pyexec`: its subcommands by name, each imported only when it is used.

    pyexec --help                  # imports no subcommand
    pyexec build kernels.py        # imports pyexec/cli/build.py

A subcommand is a row of `COMMANDS` and a module of its name here, whose `command` is a
`click.Command`.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from .. import __version__
from ..errors import OptionError, PyExecError
from . import INTERRUPTED, OutputClosed
from .failures import report, report_usage

# Every subcommand and its line in the list of them.
COMMANDS: Final = {
    "build": "Build a library, a program or a web module.",
    "run": "Compile a function, call it, and print what it returns.",
    "check": "Show every error of every function.",
    "explain": "Show what functions become on their way to machine code.",
    "doctor": "Show what works, and how to get what is missing.",
    "cache": "Show or clear the cache of compiled code.",
    "completion": "Print the script by which a shell completes.",
}


class LazyGroup(click.Group):
    """A group whose subcommands are modules, and whose errors have exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __package__).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            close = difflib.get_close_matches(name, COMMANDS, 1)
            hint = f"did you mean {close[0]!r}? " if close else ""
            raise OptionError(
                f"there is no command {name!r}",
                help=f"{hint}the commands are {', '.join(COMMANDS)}",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, text in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        commands = [
            CompletionItem(name, help=text)
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; an error of ours becomes its message and exit code."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        with _reported(ctx):
            return super().invoke(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _reported(ctx):
            return super().parse_args(ctx, args)


@contextmanager
def _reported(ctx: click.Context) -> Iterator[None]:
    """Turn what ends a command early into a message and an exit code."""
    try:
        yield
    except PyExecError as error:
        ctx.exit(report(error))
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        ctx.exit(report_usage(error))
    except BrokenPipeError as error:
        raise OutputClosed from error
    except KeyboardInterrupt:
        click.echo("\npyexec: interrupted", err=True)
        ctx.exit(INTERRUPTED)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def group() -> None:
    """Compile typed Python functions: to libraries, programs and web modules, or to run them.

    \b
    Examples:
      pyexec check kernels.py                      every error of every function
      pyexec run kernels.py power 2 10             compile, call, print the result
      pyexec build kernels.py --to lib             a C library of the file's functions
      pyexec build kernels.py:power --to wasm      a web module of one

    \b
    Exit codes:
      0  all went well
      1  the user's program has errors, or raised an exception
      2  the command line is wrong
      3  a tool that is needed is missing or failed
      4  a file cannot be written
    """
