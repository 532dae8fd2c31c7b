"""The code blocks of the Markdown pages, each of which is run or has a reason not to be.

    blocks = read_blocks(page)            # [Block(line=27, language="python", ...), ...]
    with Reader(folder) as reader:
        for block in blocks:
            reader.run(block)

What a page may hold, and what of it is checked, is written for its authors in
`docs/writing.md`.  A block in a language that is unknown here fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

import prompt
import pytest
from markdown_it import MarkdownIt

# Seconds that a block may take; programs made by Nuitka take a minute or two.
LIMIT = 120
SLOW_LIMIT = 900

_MARKER = re.compile(r"<!-- (?:(slow)|(not run|stage|file|shows): (\S.*?)) -->\s*$")
_NAMED = re.compile(r"(?:# |// |<!-- )([\w./-]+\.\w+)(?: -->)?\n")
_PRINTED = re.compile(r"(?:print|console\.log)\(.*\);?\s+(?:#|//) (.*)$")
_TIME = re.compile(r"\s*\b\d+(?:\.\d+)? (?:ns|us|ms|s)\b")
_DIRECTIVES = ("{toctree}", "{eval-rst}")
_WRITTEN = ("c", "cpp", "h", "html", "js", "json", "toml", "ts")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page.

    `marker` and `subject` are what the comment above it says (`not run`, the reason);
    `name` is the file that its first line names; `output` is the text block below it.
    """

    page: Path
    line: int
    language: str
    text: str
    marker: str = ""
    subject: str = ""
    name: str = ""
    output: str | None = None

    @property
    def runs(self) -> bool:
        return self.marker not in {"not run", "stage"}

    def stated(self) -> str:
        """What the block prints: the text block below it, or the comments behind `print`."""
        if self.output is not None:
            return self.output
        found = (_PRINTED.search(line) for line in self.text.splitlines())
        return "\n".join(match[1] for match in found if match)

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def read_blocks(page: Path) -> list[Block]:
    """The blocks of a page in order, a text block joined to the Python block above it."""
    found: list[Block] = []
    comment = ""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type in {"fence", "code_block"} and token.info not in _DIRECTIVES:
            assert token.map is not None
            marked = _MARKER.match(comment)
            slow, marker, subject = marked.groups() if marked else (None, None, None)
            named = _NAMED.match(token.content)
            line = token.map[0] + (2 if token.type == "fence" else 1)
            found.append(
                Block(
                    page, line, token.info or "no language", token.content,
                    slow or marker or "", subject or "", named[1] if named else "",
                )
            )  # fmt: skip
        comment = token.content if token.type == "html_block" else ""
    return _with_output(found)


def _with_output(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else block
        if (
            (block.language, above.language) == ("text", "python")
            and block.marker in {"", "slow"}
            and above.output is None
        ):
            joined[-1] = replace(above, output=block.text)
        else:
            joined.append(block)
    return joined


class Reader:
    """Does what a page says, block by block, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.errors = folder.parent / f"{folder.name}.stderr"
        self.programs = _programs(folder)
        self.python: subprocess.Popen[str] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.python is not None:
            self.python.kill()
            self.python.communicate()

    def run(self, block: Block) -> None:
        """Run a block, and compare what it prints with what the page says."""
        limit = SLOW_LIMIT if block.marker == "slow" else LIMIT
        if not block.runs:
            return
        if block.marker == "shows":
            shown = (self.folder / block.subject).read_text(encoding="utf-8")
            compare(block, shown, block.text)
        elif block.language == "python":
            printed = self._module(block, limit) if block.name else self._prompt(block, limit)
            compare(block, printed, block.stated())
        elif block.language == "console":
            self._console(block, limit)
        elif block.language in _WRITTEN:
            self._write(block)
            if block.language == "js" and block.stated():
                printed = self._command(block, [program("node"), block.name], limit)
                compare(block, printed, block.stated())
        else:
            pytest.fail(f"{block}: it is not known how to run {block.language}")

    def _write(self, block: Block) -> None:
        name = block.subject if block.marker == "file" else block.name
        assert name, f"{block}: the first line does not name a file"
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _module(self, block: Block, limit: int) -> str:
        self._write(block)
        return self._command(block, [sys.executable, block.name], limit)

    def _prompt(self, block: Block, limit: int) -> str:
        """Run a block in the page's one namespace; what it prints."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(limit, process.kill)
        timer.start()
        process.stdin.write(json.dumps([block.line, block.text]) + "\n")
        process.stdin.flush()
        printed = ""
        while not printed.endswith(prompt.END + "\n"):
            more = process.stdout.readline()
            if not more:
                process.wait()
                pytest.fail(f"{block} failed:\n{printed}{self.errors.read_text()}")
            printed += more
        timer.cancel()
        return printed.removesuffix(prompt.END + "\n")

    def _started(self) -> subprocess.Popen[str]:
        if self.python is None:
            with self.errors.open("w") as errors:
                self.python = subprocess.Popen(
                    [sys.executable, prompt.__file__], cwd=self.folder, env=self.programs,
                    text=True, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                    stderr=errors,
                )  # fmt: skip
        return self.python

    def _console(self, block: Block, limit: int) -> None:
        """Run a transcript in one shell, and compare each command's output."""
        commands = _transcript(block)
        mark = "\0end of command\0"
        script = "".join(
            f"{command}\ncode=$?; printf '%b %d\\n' '{_escaped(mark)}' $code; (exit $code)\n"
            for command, _ in commands
        )
        shell = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.programs, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit, check=False,
        )  # fmt: skip
        printed = shell.stdout.decode()
        for command, stated in commands:
            output, found, printed = printed.partition(mark)
            assert found, f"{block}: `{command}` ended the shell:\n{output}"
            code, _, printed = printed.partition("\n")
            assert output or not int(code), f"{block}: `{command}` ends with exit code{code}"
            compare(block, output, stated, f": {command}")

    def _command(self, block: Block, command: list[str], limit: int) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.programs, capture_output=True, text=True,
            encoding="utf-8", timeout=limit, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block} failed:\n{done.stdout}{done.stderr}"
        return done.stdout


def _programs(folder: Path) -> dict[str, str]:
    """The environment in which `python` and `pyexec` are those that are tested."""
    place = folder.parent / f"{folder.name}-programs"
    place.mkdir()
    run_it = "import sys; sys.argv[0] = 'pyexec'; from pyexec.cli import main; sys.exit(main())"
    for name, arguments in {"python": "", "python3": "", "pyexec": f' -c "{run_it}"'}.items():
        path = place / name
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}"{arguments} "$@"\n')
        path.chmod(0o755)
    root = str(Path(__file__).parent.parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(place), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")])),
        "COLUMNS": "80",
    }


def _transcript(block: Block) -> list[tuple[str, str]]:
    """The commands of a shell transcript, each with the output below it."""
    found: list[tuple[str, str]] = []
    continued = False
    for line in block.text.splitlines():
        if continued:
            found[-1] = (f"{found[-1][0]}\n{line}", "")
        elif line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            assert found, f"{block}: a transcript begins with `$ command`"
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
        continued = line.endswith("\\") and (continued or line.startswith("$ "))
    return found


def _escaped(text: str) -> str:
    return text.replace("\0", "\\0000")


def compare(block: Block, printed: str, stated: str, what: str = "") -> None:
    """Fail where the page does not say what is printed; `...` in it stands for anything."""
    expected, found = _plain(stated), _plain(printed)
    pattern = ".*".join(map(re.escape, expected.split("...")))
    if not re.fullmatch(pattern, found, re.DOTALL):
        pytest.fail(f"{block}{what}: the page says\n{expected}\nwhere this is printed:\n{found}")


def _plain(text: str) -> str:
    """Text without what differs from run to run, times, and from editor to editor, line ends."""
    return "\n".join(_TIME.sub(" (time)", line).rstrip() for line in text.strip("\n").split("\n"))


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
