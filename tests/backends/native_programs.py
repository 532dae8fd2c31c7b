"""Runs programs: what they print, and how they end."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60  # after which a program is taken to hang


@dataclass(frozen=True)
class Ended:
    """What a program has printed, and its exit code."""

    code: int
    out: str
    error: str


def run(program: Path, *words: object) -> Ended:
    """Run a program with words on its command line."""
    given = [word if isinstance(word, bytes) else str(word) for word in words]
    done = subprocess.run([program, *given], capture_output=True, timeout=SECONDS, check=False)
    return Ended(
        done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "surrogateescape")
    )


def shell(command: str) -> Ended:
    """Run a line of the shell, in which a program is started in some unusual way."""
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)
