"""Code blocks of the Markdown pages, and what they say that they print.

    blocks(text)         # [Block("python", "native.py", "# native.py\\nimport ...")]
    block.expected()     # ["1024", "-125"], from `print(power(2, 10))  # 1024`

A block that is to be run opens with a comment that names its file.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"(?:#|//) (\S+\.\w+)\n")
_PRINTED = re.compile(r"(?:print|console\.log)\(.*\);?\s+(?:#|//) (.*)$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that its first line names, its text."""

    language: str
    name: str
    text: str

    def expected(self) -> list[str]:
        """What the comments say is printed; in a shell, the lines that are comments."""
        if self.language == "sh":
            return [line[2:] for line in self.text.splitlines() if line.startswith("# ")]
        found = (_PRINTED.search(line) for line in self.text.splitlines())
        return [match[1] for match in found if match]

    def run(self, folder: Path) -> list[str]:
        """Write the block to its file in a folder and run it there; the lines printed."""
        if self.name:
            (folder / self.name).write_text(self.text)
        match self.language:
            case "python":
                return run([sys.executable, self.name], folder)
            case "js":
                return run([program("node"), self.name], folder)
            case "sh":
                program("gcc")
                return run(["sh", "-e", "-c", self.text], folder)
            case _:
                return []


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found = []
    for language, content in _FENCED.findall(text):
        named = _NAMED.match(content)
        found.append(Block(language, named[1] if named else "", content))
    return found


def run(command: list[str], folder: Path) -> list[str]:
    """The lines that a command prints; it must succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}{done.stderr}"
    return done.stdout.splitlines()


def program(name: str) -> str:
    """The path of a program that the tests need."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"the tests need {name}: `python3 start.py test` installs it on Debian")
    return found
