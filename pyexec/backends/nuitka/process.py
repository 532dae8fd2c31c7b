"""Runs Nuitka to its end, tells its stages, and stops it with all that it started.

run(["--mode=onefile", "main.py"], folder, environment, on_stage=print)
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ...errors import ToolError

# What Nuitka prints when a stage begins, and what the stage is called.
STAGES: Final = {
    "Starting Python compilation": "reading the modules",
    "Generating source code for C backend": "writing C",
    "Running C compilation via Scons": "compiling C",
    "Backend C linking": "linking",
    "Creating single file": "compressing",
    "Onefile C compiler": "packing into one file",
}

# Lines of the log that an error shows.
_SHOWN: Final = 25


def run(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    on_stage: Callable[[str], None],
) -> None:
    """Run Nuitka in a folder.

    Args:
        arguments: the words after `nuitka`.
        folder: the working directory.
        environment: the environment variables, all of them.
        on_stage: called with the name of each stage when it begins.

    Raises:
        ToolError: if Nuitka cannot be started, or fails; the message has the lines of its
            log that matter.
    """
    # -P: no module of Python's is looked for among the files that are compiled.
    command = [sys.executable, "-P", "-m", "nuitka", *arguments]
    try:
        # A group of its own: what Nuitka starts is stopped with it.
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            errors="replace", start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ToolError(
            f"Nuitka cannot be started with {sys.executable!r}",
            help="call aot_compile from an ordinary Python interpreter",
        ) from error
    log: deque[str] = deque(maxlen=400)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            log.append(line.rstrip())
            for begins, stage in STAGES.items():
                if begins in line:
                    on_stage(stage)
        code = process.wait()
    finally:
        _stop(process)
    if code != 0:
        raise ToolError(
            f"Nuitka could not build the program (exit code {code}); its log has:\n"
            + "\n".join(f"    {line}" for line in _relevant(log)),
            help="what it names can often be left out of the program, or imported differently",
        )


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end this process as an exception does, so that nothing is left behind.

    It would end at once otherwise, and Nuitka, which is in a group of its own, would go on.
    Where the program has a handler for that signal, it stays in place.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def leave(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(process: subprocess.Popen[str]) -> None:
    """End Nuitka, and the compilers that it runs, if it has not ended."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _relevant(log: Sequence[str]) -> list[str]:
    """The lines of a log from its first error on, or the last ones."""
    lines = [line for line in log if line.strip()]
    for index, line in enumerate(lines):
        if "FATAL" in line or "error:" in line:
            return lines[index : index + _SHOWN]
    return lines[-_SHOWN:]
