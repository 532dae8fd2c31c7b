"""`pyexec completion`: the script by which a shell completes commands, files and functions.

    eval "$(pyexec completion bash)"
    pyexec check kernels.py:po<Tab>          # kernels.py:power

The scripts are click's.  They run `pyexec` with `_PYEXEC_COMPLETE` set, which answers
with what fits; a file is read for it, and never imported.
"""

from __future__ import annotations

import os
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

# What click takes from the command's name.
VARIABLE: Final = "_PYEXEC_COMPLETE"


class ColonBash(BashComplete):
    """Completion in bash, which takes `kernels.py:power` for three words.

    It hands over the three, and replaces the last of them by what it is given.
    """

    def get_completion_args(self) -> tuple[list[str], str]:
        position = int(os.environ["COMP_CWORD"])
        words = [""]
        found = split_arg_string(os.environ["COMP_WORDS"])[: position + 1]
        for word in [*found, *[""] * (position + 1 - len(found))]:
            if word == ":" or words[-1].endswith(":"):
                words[-1] += word
            else:
                words.append(word)
        return words[2:-1], words[-1]

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.type},{item.value.rpartition(':')[2]}"


def register() -> None:
    """Let click complete in bash with `ColonBash`."""
    add_completion_class(ColonBash, "bash")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes a shell complete pyexec's commands, files and functions.

    \b
    Examples:
      eval "$(pyexec completion bash)"           in ~/.bashrc, for bash 4.4 or later
      eval "$(pyexec completion zsh)"            in ~/.zshrc
      pyexec completion fish | source            in ~/.config/fish/config.fish
    """
    from .group import group

    register()
    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(group, {}, "pyexec", VARIABLE).source())
