"""The arguments of a program as `rt/command_line.py` reads them: a table of spellings.

    table = Table(line)
    table.content        # bytes, to be a constant of the program
    table.rows           # how many spellings there are

Each row is four numbers of 32 bits, [start][length][kind][argument]; the spellings follow.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from ...programs.arguments import HELP, Argument, CommandLine
from ...rt.command_line import (
    HELP_OPTION,
    OPTION,
    PLACE,
    REPEATED,
    REQUIRED,
    SIZE_OF_ROW,
    SWITCH_OFF,
    SWITCH_ON,
)

_ROW: Final = struct.Struct("<4I")


class Table:
    """The spellings of a command line, and where each of them stands."""

    def __init__(self, line: CommandLine) -> None:
        found = list(_spellings(line))
        self.rows = len(found)
        start = self.rows * SIZE_OF_ROW
        head, texts = b"", b""
        for spelling, kind, argument in found:
            text = spelling.encode()
            head += _ROW.pack(start + len(texts), len(text), kind, argument)
            texts += text
        self.content = head + texts


def _spellings(line: CommandLine) -> Iterator[tuple[str, int, int]]:
    """Each spelling with its kind and its argument's number; an argument's own comes first."""
    for number, argument in enumerate(line.arguments):
        required = REQUIRED if argument.required else 0
        repeated = REPEATED if argument.repeated else 0
        yield argument.spelling, _kind(argument) + required + repeated, number
        if argument.is_flag:
            yield argument.negation, SWITCH_OFF, number
    for spelling in HELP:
        yield spelling, HELP_OPTION, 0


def _kind(argument: Argument) -> int:
    if not argument.is_option:
        return PLACE
    return SWITCH_ON if argument.is_flag else OPTION
