"""The command `pyexec`, also as `python -m pyexec`.

    main()                         # what the installed script calls
    pyexec check demo.py           # pyexec/cli/check.py, and no other command's module

The modules, in the order of the way through:

    group        the command itself: the list of subcommands, each imported when it is used
    failures     every error as a message and an exit code
    options      what the subcommands have in common
    program      the user's file: found, and imported for as long as it is in use
    deferred     decorators of the file that compile nothing while it is imported
    functions    its functions: by name, or those taken by default
    definitions  every `def` of it, and what becomes of that in a check
    runners      the backends of `pyexec run`; webassembly is one of them
    examination  what `pyexec doctor` looks at
    table        rows in columns
    NAME         the subcommand NAME; its `command` is what `group` looks for

Start-up is most of the time of a short command, so nothing here imports more than
`click` before a subcommand is known.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

# What a shell reports for a program that Ctrl-C, or a reader that closed its pipe, ended.
INTERRUPTED = 130
PIPE_CLOSED = 141

# For an output that takes nothing more, as for a file that cannot be written.
NOT_WRITTEN = 4
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class OutputClosed(Exception):
    """Nobody reads the standard output any more."""


def main() -> None:
    """Carry out the command line of this process, and end it with the exit code."""
    try:
        try:
            from .group import group

            if "_PYEXEC_COMPLETE" in os.environ:
                from .completion import register

                register()
            group.main(prog_name="pyexec")
        finally:
            if sys.stdout is not None:  # which it is where the caller has closed it
                sys.stdout.flush()
    except (BrokenPipeError, OutputClosed):
        _discard_output()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            raise
        sys.stderr.write(f"error: the output cannot be written: {error.strerror}\n")
        _discard_output()
        sys.exit(NOT_WRITTEN)
    except KeyboardInterrupt:  # before the command has begun
        sys.exit(INTERRUPTED)


def _discard_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter's end stays silent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
