"""Source lines through LLVM: written as debug locations, read back from what LLVM made.

    locations = Locations()
    lowered = lower(program, NATIVE, lowering=locations.lowering)
    text = lowered.text + locations.text()
    ...                                          # parsed, optimised, printed again
    chains(module.text())["12"]     # of the instructions that end with `!dbg !12`:
                   # (Position("square", "demo.py", 3), Position("area", "demo.py", 9))

LLVM carries a location with each instruction.  Where it inlines a call, the location
becomes a chain: the line in the callee, then the line of the call.  `flatten` gives each
chain a number and puts that in the place of the line, so that the `.loc` lines of the
assembly, which have no chains, tell all of it.

Only what explains code asks for locations; compiled code carries none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ...errors import Span
from ...ir.nodes import Block, Function, Instruction
from ...record import value
from .lower import Lowering
from .module import LoweredModule
from .text import body_symbol, llvm_name

# The text of the lowering uses !0 itself.
_FIRST: Final = 1

# LLVM does not take an empty name.
_NO_FILE: Final = "<none>"

_DEFINITION: Final = re.compile(r'define .*?@"([^"]+)"\(')
_NODE: Final = re.compile(r"^!(\d+) = (?:distinct )?!(\w+)\((.*)\)$")
_FIELD: Final = re.compile(r'(\w+): ("[^"]*"|[^,]+)')


@value
class Position:
    """A line of a source file, in a function of the program."""

    function: str
    path: str
    line: int  # 0 where LLVM has joined code of several lines


# The line, then those of the calls through which it was inlined, innermost first.
Chain = tuple[Position, ...]


class Locations:
    """LLVM's debug metadata for a module, which grows while its functions are lowered."""

    def __init__(self) -> None:
        self._nodes: list[str] = []
        self._numbers: dict[str, str] = {}
        self._unit = self._node(
            f"distinct !DICompileUnit(language: DW_LANG_Python, file: {self._file(_NO_FILE)}, "
            "isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly)"
        )
        self._flags = self._node('!{i32 2, !"Debug Info Version", i32 3}')
        self._type = self._node("!DISubroutineType(types: !{})")

    def lowering(self, module: LoweredModule, function: Function) -> Lowering:
        """What lowers a function with its locations."""
        return _LocatedLowering(module, function, self)

    def subprogram(self, function: Function, symbol: str) -> str:
        """The metadata of a function of LLVM's that is made of one of the program."""
        path, line = (function.span.path, function.span.line) if function.span else (_NO_FILE, 0)
        return self._node(
            f"distinct !DISubprogram(name: {llvm_name(function.name)}, "
            f"linkageName: {llvm_name(symbol)}, file: {self._file(path)}, line: {line}, "
            f"type: {self._type}, unit: {self._unit}, spFlags: DISPFlagDefinition)"
        )

    def location(self, span: Span | None, subprogram: str) -> str:
        """The metadata of an instruction of a function."""
        line = span.line if span else 0
        return self._node(f"!DILocation(line: {line}, scope: {subprogram})")

    def located(self, text: str, functions: Mapping[str, Function]) -> str:
        """Entry points in LLVM's text, each given to the function that it is for.

        They stand on no line, so that what is inlined into them has its own line alone.

        Args:
            text: the definitions of the entry points.
            functions: by the symbol of an entry point, the function.
        """
        lines, attachment = [], ""
        for line in text.split("\n"):
            match = _DEFINITION.match(line)
            if match is not None and match[1] not in functions:  # of the heap, for JavaScript
                attachment = ""
                lines.append(line)
            elif match is not None:
                subprogram = self.subprogram(functions[match[1]], match[1])
                attachment = f", !dbg {self.location(None, subprogram)}"
                lines.append(f"{line.removesuffix('{')}!dbg {subprogram} {{")
            else:
                lines.append(line + attachment if line.startswith("  ") else line)
        return "\n".join(lines)

    def text(self) -> str:
        """All the metadata, to be appended to the text of the functions."""
        numbered = [f"!{number} = {node}" for number, node in enumerate(self._nodes, _FIRST)]
        heads = [f"!llvm.dbg.cu = !{{{self._unit}}}", f"!llvm.module.flags = !{{{self._flags}}}"]
        return "\n".join([*heads, *numbered, ""])

    def _file(self, path: str) -> str:
        return self._node(f'!DIFile(filename: {llvm_name(path)}, directory: "")')

    def _node(self, text: str) -> str:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = f"!{_FIRST + len(self._nodes)}"
            self._nodes.append(text)
        return number


class _LocatedLowering(Lowering):
    """Lowers a function, and puts its location on every line."""

    def __init__(self, module: LoweredModule, function: Function, locations: Locations) -> None:
        super().__init__(module, function)
        self._locations = locations
        self._subprogram = locations.subprogram(function, body_symbol(function.name))

    def run(self) -> str:
        return super().run().replace(" {\n", f" !dbg {self._subprogram} {{\n", 1)

    def write_body(self) -> None:
        super().write_body()
        self._locate(0, self.function.span)

    def instruction(self, node: Instruction) -> None:
        start = len(self.lines)
        super().instruction(node)
        self._locate(start, node.span)

    def terminator(self, block: Block) -> None:
        start = len(self.lines)
        super().terminator(block)
        assert block.terminator is not None
        self._locate(start, block.terminator.span)

    def _locate(self, start: int, span: Span | None) -> None:
        """Put a location on the lines from `start` on that have none."""
        attachment = f", !dbg {self._locations.location(span, self._subprogram)}"
        for index in range(start, len(self.lines)):
            line = self.lines[index]
            if not line.endswith(":") and ", !dbg " not in line:
                self.lines[index] = line + attachment


def chains(text: str) -> dict[str, Chain]:
    """The chain of each location in a module's text, by the number of its metadata.

    The instruction `ret i64 %x, !dbg !12` has the chain of "12".
    """
    nodes = _nodes(text)
    return {n: _chain(n, nodes) for n, (kind, _) in nodes.items() if kind == "DILocation"}


def flatten(text: str) -> tuple[str, tuple[Chain, ...]]:
    """A module whose locations have, for a line, a number in the table of their chains.

    Args:
        text: a module with locations, as LLVM prints it.

    Returns:
        The module's text, and the table.  Number 0 is no location.
    """
    nodes, found = _nodes(text), chains(text)
    table: dict[Chain, int] = {(): 0}
    lines = []
    for line in text.split("\n"):
        number = line[1 : line.find(" ")] if line.startswith("!") else ""
        if number in found:
            index = table.setdefault(found[number], len(table))
            scope = _outermost_scope(number, nodes)
            lines.append(f"!{number} = !DILocation(line: {index}, scope: !{scope})")
        else:
            lines.append(line)
    return "\n".join(lines), tuple(table)


# A metadata node's kind and fields, by its number.
_Nodes = dict[str, tuple[str, dict[str, str]]]


def _nodes(text: str) -> _Nodes:
    found: _Nodes = {}
    for line in text.split("\n"):
        if line.startswith("!"):
            match = _NODE.match(line)
            if match is not None:
                fields = {name: held.strip('"!') for name, held in _FIELD.findall(match[3])}
                found[match[1]] = match[2], fields
    return found


def _chain(number: str, nodes: _Nodes) -> Chain:
    positions = []
    while number:
        _, fields = nodes[number]
        _, function = nodes[_subprogram(fields["scope"], nodes)]
        path = nodes[function["file"]][1]["filename"]
        positions.append(Position(unquoted(function["name"]), unquoted(path), int(fields["line"])))
        number = fields.get("inlinedAt", "")
    return tuple(positions)


def _outermost_scope(number: str, nodes: _Nodes) -> str:
    fields = nodes[number][1]
    while "inlinedAt" in fields:
        fields = nodes[fields["inlinedAt"]][1]
    return _subprogram(fields["scope"], nodes)


def _subprogram(scope: str, nodes: _Nodes) -> str:
    """The function that a scope, which may be a block in it, lies in."""
    kind, fields = nodes[scope]
    return scope if kind == "DISubprogram" else _subprogram(fields["scope"], nodes)


def unquoted(text: str) -> str:
    """Text whose special bytes LLVM has written in hexadecimal."""
    raw = re.sub(rb"\\([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())
    return raw.decode("utf-8", "replace")
