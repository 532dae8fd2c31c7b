"""The WebAssembly module in its text format, each instruction with its place.

    parts = web_parts(module, exports, generated, front, users)
    "\\n".join(line.text for part in parts for line in part.lines)     # WAT

The text is made from the module itself, which knows of no source.  LLVM's assembly of
the same code does: the functions of both are matched by their instructions, of which
each then takes the place that its twin has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..backends.llvm.locations import Chain
from ..backends.wasm.exports import Export
from ..backends.wasm.items import ExportKind
from ..backends.wasm.link import support_assembly
from ..backends.wasm.wat import Contents, Names, decode, write
from ..ir.nodes import Function as ProgramFunction
from ..record import field, record
from .generated import Generated
from .lines import Line, Part, Users
from .readers import function_name

_SYMBOL: Final = re.compile(r'(?!\.L)("[^"]*"|[^\s:"]+):$')
_LOC: Final = re.compile(r"\t\.loc\s+\d+ (\d+)")
_END: Final = re.compile(r"^end_\w+")
_SELECT: Final = re.compile(r"\w+\.select")

_STRUCTURE: Final = frozenset({"block", "loop", "if", "else", "end"})
_PUSHES: Final = frozenset(
    {"local.get", "global.get", "i32.const", "i64.const", "f32.const", "f64.const"}
)


@record
class _Twin:
    """A function in LLVM's assembly: its instructions' names, and a place number of each."""

    symbol: str
    names: list[str] = field(factory=list)
    numbers: list[int] = field(factory=list)

    @property
    def exported(self) -> str | None:
        """The symbol of a function that is exported."""
        return self.symbol if self.symbol.startswith("raw$") else None


def web_parts(
    module: bytes,
    exported: Sequence[Export],
    generated: Generated,
    functions: dict[str, ProgramFunction],
    users: Users,
) -> tuple[Part, ...]:
    """The text of a module, in parts.

    Args:
        module: the finished module.
        exported: what it exports.
        generated: LLVM's side of it.
        functions: those of the program, by name, for their parameters' names.
        users: the user's functions.
    """
    contents = decode(module)
    twins = _twins(generated.assembly()) + _twins(support_assembly())
    matched = _matched(contents, twins)
    parameters = {export.name: _raw_parameters(export) for export in exported}
    names = {}
    for index, twin in matched.items():
        name = function_name(twin.symbol)
        own = parameters.get(name) if twin.symbol.startswith("raw$") else None
        if own is None and name in functions:
            own = tuple(parameter.name for parameter in functions[name].parameters)
        names[index] = Names(twin.symbol.removeprefix("raw$"), own or ())
    text = write(contents, names)
    parts = [Part("", tuple(map(Line, text.head)))]
    for index, lines in enumerate(text.functions):
        twin = matched[index]
        name = function_name(twin.symbol)
        body = list(_body(lines.instructions, twin, generated.table, users))
        head = [Line(line, users.start(name)) for line in lines.head]
        parts.append(Part(name, (*head, *body, Line(lines.foot)), name not in users))
    return (*parts, Part("", tuple(map(Line, text.foot))))


def _body(
    lines: Sequence[str], twin: _Twin, table: Sequence[Chain], users: Users
) -> Iterator[Line]:
    """The instructions of a function with their places.

    Operands that are pushed without a location belong to the next instruction that has
    one.  `block`, `end` and their like are no code, and have no place.
    """
    name = function_name(twin.symbol)
    waiting: list[str] = []
    for line, word, number in zip(lines, twin.names, twin.numbers, strict=False):
        chain = table[number] if name in users else ()
        if word in _STRUCTURE:
            yield from (Line(each, users.start(name), True) for each in waiting)
            waiting = []
            yield Line(line)
        elif word in _PUSHES and not any(position.line for position in chain):
            waiting.append(line)
        else:
            places = users.places(chain, name) if name in users else ()
            yield from (Line(each, places, True) for each in (*waiting, line))
            waiting = []
    yield from (Line(each, users.start(name), True) for each in waiting)


def _raw_parameters(export: Export) -> tuple[str, ...]:
    """The names of an export's parameters, a complex number being two."""
    names: list[str] = []
    for p in export.signature.parameters:
        names += (f"{p.name}.real", f"{p.name}.imag") if p.type.is_complex else (p.name,)
    return tuple(names)


def _twins(assembly: str) -> list[_Twin]:
    """The functions of LLVM's assembly for WebAssembly."""
    found: list[_Twin] = []
    number, symbol, is_open = 0, "", False
    for line in assembly.split("\n"):
        label, location = _SYMBOL.match(line), _LOC.match(line)
        if location is not None:
            number = int(location[1])
        elif label is not None and not is_open:
            symbol = label[1].strip('"')
        elif line.startswith("\t.functype") and symbol:
            # One stands below the label of each function, and one for each on top.
            found.append(_Twin(symbol))
            is_open, symbol = True, ""
        elif is_open and line.startswith("\t") and not line.startswith("\t."):
            word = line.split()[0]
            is_open = word != "end_function"
            name = _END.sub("end", _SELECT.sub("select", word))
            found[-1].names.append(name)
            found[-1].numbers.append(number)
    return found


def _matched(contents: Contents, twins: list[_Twin]) -> dict[int, _Twin]:
    """For each function of a module, the one of the assembly that it was assembled from."""
    exported = {e.index: e.name for e in contents.exports if e.kind == ExportKind.FUNCTION}
    result = {}
    waiting = list(twins)
    for index, function in enumerate(contents.functions):
        names = [instruction.name for instruction in function.instructions]
        symbol = f"raw${exported[index]}" if index in exported else None
        twin = next((t for t in waiting if t.names == names and t.exported == symbol), None)
        assert twin is not None, f"function {index} is in no assembly of LLVM's"
        waiting.remove(twin)
        result[index] = twin
    return result
