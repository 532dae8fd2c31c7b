"""LLVM's texts as lines with their places: the IR, and assembly for any target.

    llvm_parts(generated.optimized, users)
    assembly_parts(generated.assembly(), generated.table, symbols, users)

What is for the linker and the debugger alone is left out: declarations, attributes,
metadata; sections, alignment, unwinding tables.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ..backends.llvm.locations import Chain, chains, unquoted
from ..record import field, record
from .lines import Line, Part, Users

_DEFINITION: Final = re.compile(r'define .*?@(?:"([^"]*)"|([-\w.$]+))\(')
_LOCATION: Final = re.compile(r"!dbg !(\d+)")
# `, !dbg !7`, `, !prof !0`, `#0` for a group of attributes, and what only linkers ask for.
_ATTACHMENT: Final = re.compile(r",? ![\w.]+ !\d+| #\d+(?= [{!]|$|,)| local_unnamed_addr")
# LLVM begins the comment of a block in column 50.
_PADDING: Final = re.compile(r" {2,};")

_LOC: Final = re.compile(r"\t\.loc\s+\d+ (\d+)")
_LABEL: Final = re.compile(r'("[^"]*"|[\w.$@]+):')
_REFERENCE: Final = re.compile(r"[\w.$@]+")
_DATA: Final = re.compile(
    r"\t\.(byte|short|long|quad|zero|ascii|asciz|octa|h?word|xword|dword|half|2byte|4byte|8byte)\b"
)
# Sections whose content is not the program's.
_APART: Final = re.compile(r"debug|DWARF|\.note|\.comment|\.custom_section|eh_frame|drectve")

# The prefix of the functions' names in LLVM.
_BODY: Final = "py."


def definition(line: str) -> str:
    """The symbol that a line of LLVM IR begins to define; empty for another line."""
    match = _DEFINITION.match(line)
    return "" if match is None else unquoted(match[1] or match[2])


def function_name(symbol: str) -> str:
    """The name in the program of a function of LLVM's."""
    return symbol.removeprefix("raw$").removeprefix(_BODY)


def llvm_parts(text: str, users: Users) -> tuple[Part, ...]:
    """The function definitions and constants of a module."""
    found = chains(text)
    parts: list[Part] = []
    constants: list[Line] = []
    name, lines = "", list[Line]()
    unfinished: list[str] = []  # of an instruction whose location stands on its last line
    for line in text.split("\n"):
        symbol = definition(line)
        if symbol:
            name = function_name(symbol)
            lines = [Line(_plain(line), users.start(name))]
        elif line == "}":
            lines.append(Line(line))
            parts.append(Part(name, tuple(lines), name not in users))
            lines = []
        elif line.startswith("@"):
            constants.append(Line(_plain(line)))
        elif lines and line.startswith("  "):
            unfinished.append(line)
            if not line.startswith("    ") and not line.endswith("["):
                match = _LOCATION.search(line)
                places = users.places(found[match[1]] if match else (), name)
                lines += [Line(_plain(each), places, True) for each in unfinished]
                unfinished = []
        elif lines:
            lines.append(Line(_plain(line)))
    if constants:
        parts.append(Part("", tuple(constants)))
    return tuple(parts)


def _plain(line: str) -> str:
    return _PADDING.sub("  ;", _ATTACHMENT.sub("", line))


@record
class _Block:
    """A label of assembly, and what stands below it."""

    label: str
    is_code: bool
    lines: list[tuple[str, int | None]] = field(factory=list)  # with the `.loc` before each

    @property
    def references(self) -> set[str]:
        return {word for text, _ in self.lines for word in _REFERENCE.findall(text)}


def assembly_parts(
    text: str, table: Sequence[Chain], symbols: Collection[str], users: Users
) -> tuple[Part, ...]:
    """The functions of assembly, and the constants that they use.

    Args:
        text: assembly, with `.loc` lines that count in the table.
        table: the chain of each number.
        symbols: the functions that are defined in it.
        users: the user's functions.
    """
    functions = {mark + symbol: symbol for symbol in symbols for mark in ("", "_")}
    blocks = list(_blocks(text))
    wanted = _reached(blocks, functions)
    grouped: dict[str, list[Line]] = {}
    name = ""
    for block in blocks:
        if block.is_code and block.label in functions:
            name = function_name(functions[block.label])
        group = grouped.setdefault(name if block.is_code else "", [])
        if block.label in wanted:
            is_start = block.label in functions
            label = block.label if re.fullmatch(_REFERENCE, block.label) else f'"{block.label}"'
            group.append(Line(f"{label}:", users.start(name) if is_start else ()))
        elif not block.is_code:
            continue
        for line, index in block.lines:
            places = users.places(table[index or 0], name) if block.is_code else ()
            group.append(Line(line, places, block.is_code))
    rest = grouped.pop("", [])
    parts = [Part(name, tuple(lines), name not in users) for name, lines in grouped.items()]
    return (*parts, Part("", tuple(rest))) if rest else tuple(parts)


def _blocks(text: str) -> Iterator[_Block]:
    """The labels of assembly, with the instructions or data below each."""
    is_code, is_apart = True, False
    index: int | None = None
    block = _Block("", True)
    for line in text.split("\n"):
        label = _LABEL.match(line)
        location = _LOC.match(line)
        if location is not None:
            index = int(location[1])
        elif line.startswith(("\t.section", "\t.text", "\t.data", "\t.bss", "\t.literal")):
            is_apart = _APART.search(line) is not None
            is_code = "text" in line
        elif is_apart:
            continue
        elif label is not None:
            yield block
            block = _Block(label[1].strip('"'), is_code)
        elif line.startswith("\t") and not line.startswith("\t."):
            block.lines.append((_columns(line), index))
        elif not block.is_code and _DATA.match(line):
            block.lines.append((_columns(line), None))
    yield block


def _columns(line: str) -> str:
    """An instruction, its operands in a column of their own."""
    word, _, operands = line.strip().partition("\t")
    return f"\t{word:7} {operands}".rstrip()


def _reached(blocks: Sequence[_Block], functions: Collection[str]) -> set[str]:
    """The labels of functions, and those that code or reached data refers to."""
    by_label = {block.label: block for block in blocks}
    wanted = {label for label in functions if label in by_label}
    work = [block for block in blocks if block.is_code]
    while work:
        for word in work.pop().references & by_label.keys() - wanted:
            wanted.add(word)
            if not by_label[word].is_code:
                work.append(by_label[word])
    return wanted
