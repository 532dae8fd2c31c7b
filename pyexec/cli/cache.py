"""`pyexec cache`: where compiled code is kept, how much of it there is, and its removal.

pyexec cache info
pyexec cache clear
"""

from __future__ import annotations

import os

import click

from .. import cache
from .table import aligned, size_text


@click.group()
def command() -> None:
    """Show or clear the cache of compiled code.

    In-process code, of `pyexec.aot` and `pyexec run`, is kept in a folder of the user's,
    or in the one that PYEXEC_CACHE_DIR names.

    \b
    Examples:
      pyexec cache info
      pyexec cache clear
    """


@command.command()
def info() -> None:
    """Show the folder, the number of entries and their size.

    \b
    Example:
      pyexec cache info
    """
    count, size = contents()
    rows = [("folder", cache.folder()), ("entries", str(count)), ("size", size_text(size))]
    click.echo(aligned(rows))


@command.command()
def clear() -> None:
    """Delete the entries, and nothing else that lies in the folder.

    \b
    Example:
      pyexec cache clear
    """
    count, size = cache.clear()
    entries = "1 entry" if count == 1 else f"{count} entries"
    click.echo(f"deleted {entries}, {size_text(size)}, in {cache.folder()}")


def contents() -> tuple[int, int]:
    """The number of entries, and their size in bytes."""
    paths = cache.entries()
    return len(paths), sum(os.path.getsize(path) for path in paths)
