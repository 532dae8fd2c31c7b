"""WebAssembly's text format of a finished module: what `wasm` writes, for people to read.

    contents = decode(module)
    contents.functions[0].instructions      # (Instruction("local.get", (0,)), ...)
    wat = write(contents, {0: Names("add", ("a", "b"))})
    wat.functions[0].instructions           # ('local.get $a', 'local.get $b', 'i64.add')

The text is the module: an assembler makes the same instructions of it again.  It is
written plainly, an instruction a line, since that is what code is measured by.

Source: WebAssembly Core Specification 2.0, chapters 5 and 6.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ...record import value
from .binary import OPERANDS, PREFIXED, Reader, Section, SectionId, Undecodable, sections
from .items import (
    NOTHING,
    ExportItem,
    ExportKind,
    read_bodies,
    read_exports,
    read_globals,
    read_type_indexes,
    read_types,
)
from .mnemonics import mnemonic

_INDENT: Final = "  "
_TYPES: Final = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x7B: "v128"}
_EMPTY_BLOCK: Final = -64
_OPENING: Final = frozenset({"block", "loop", "if"})

# What identifiers are made of, besides letters and digits.
_SIGNS: Final = frozenset("!#$%&'*+-./:<=>?@\\^_`|~")


@value
class Instruction:
    """An instruction by its name in the text format, and the operands as they are encoded."""

    name: str
    operands: tuple[int | float | tuple[int, ...], ...] = ()


@value
class FunctionType:
    parameters: tuple[str, ...]
    results: tuple[str, ...]


@value
class Function:
    """A function of a module; the `end` of its body is its last instruction."""

    type: FunctionType
    locals: tuple[str, ...]  # the types of those that are not parameters
    instructions: tuple[Instruction, ...]


@value
class Contents:
    """What a module consists of."""

    types: tuple[FunctionType, ...]
    functions: tuple[Function, ...]
    globals: tuple[tuple[str, bool, Instruction], ...]  # type, whether mutable, initial value
    memories: tuple[tuple[int, ...], ...]  # pages: the first number of them, and the limit
    data: tuple[tuple[Instruction, bytes], ...]  # where each segment goes, and its bytes
    exports: tuple[ExportItem, ...]


@value
class Names:
    """What the text calls a function and its parameters; those without a name have numbers."""

    function: str
    parameters: tuple[str, ...] = ()


@value
class FunctionText:
    """A function's lines: the head, a line for each instruction, and what closes it."""

    head: tuple[str, ...]
    instructions: tuple[str, ...]
    foot: str


@value
class Wat:
    """A module's lines, in the order of the text."""

    head: tuple[str, ...]
    functions: tuple[FunctionText, ...]
    foot: tuple[str, ...]

    def __str__(self) -> str:
        inner = [line for f in self.functions for line in (*f.head, *f.instructions, f.foot)]
        return "\n".join([*self.head, *inner, *self.foot, ""])


def decode(module: bytes) -> Contents:
    """The contents of a module.

    Raises:
        Undecodable: for a module with what PyExec's own do not have: imports, tables, a
            start function, vectors.
    """
    parts = [part for part in sections(module) if part.identity != SectionId.CUSTOM]
    payloads = {part.identity: part.payload for part in parts}
    if not payloads.keys() <= set(SectionId):
        raise Undecodable("a section that PyExec does not write")

    def reader(identity: int) -> Reader:
        return Reader(payloads.get(identity, NOTHING))

    types = tuple(map(_function_type, read_types(reader(SectionId.TYPE))))
    indexes = read_type_indexes(reader(SectionId.FUNCTION))
    bodies = read_bodies(reader(SectionId.CODE))
    return Contents(
        types,
        tuple(
            Function(types[index], _locals(Reader(head)), tuple(_instructions(Reader(code))))
            for index, (head, code) in zip(indexes, bodies, strict=True)
        ),
        tuple(map(_global, read_globals(reader(SectionId.GLOBAL)))),
        tuple(_memories(reader(SectionId.MEMORY))),
        tuple(_data(reader(SectionId.DATA))),
        tuple(_exports(parts)),
    )


def _exports(parts: Sequence[Section]) -> Iterator[ExportItem]:
    for export in read_exports(parts):
        if export.kind == ExportKind.TABLE:
            raise Undecodable("an exported table")
        yield export


def _function_type(encoding: bytes) -> FunctionType:
    reader = Reader(encoding[1:])
    return FunctionType(_value_types(reader.run()), _value_types(reader.run()))


def _value_types(encoding: bytes) -> tuple[str, ...]:
    if not set(encoding) <= _TYPES.keys():
        raise Undecodable("a type of references")
    return tuple(_TYPES[byte] for byte in encoding)


def _locals(reader: Reader) -> tuple[str, ...]:
    found: list[str] = []
    for _ in range(reader.unsigned()):
        count = reader.unsigned()
        found += _value_types(reader.take(1)) * count
    return tuple(found)


def _global(encoding: bytes) -> tuple[str, bool, Instruction]:
    (t,) = _value_types(encoding[:1])
    return t, encoding[1] == 1, next(_instructions(Reader(encoding[2:])))


def _memories(reader: Reader) -> Iterator[tuple[int, ...]]:
    for _ in range(reader.unsigned()):
        has_limit = reader.byte()
        if has_limit > 1:
            raise Undecodable("a memory that is shared, or has addresses of 64 bits")
        yield tuple(reader.unsigned() for _ in range(1 + has_limit))


def _data(reader: Reader) -> Iterator[tuple[Instruction, bytes]]:
    for _ in range(reader.unsigned()):
        if reader.unsigned():
            raise Undecodable("data that is not put in place by itself")
        place = _instruction(reader)
        _instruction(reader)  # the end of the expression
        yield place, reader.run()


def _instructions(reader: Reader) -> Iterator[Instruction]:
    while not reader.done:
        yield _instruction(reader)


def _instruction(reader: Reader) -> Instruction:
    opcode = reader.byte()
    if opcode in PREFIXED:
        number = reader.unsigned()
        name, letters = mnemonic(opcode, number), PREFIXED[opcode].get(number)
    else:
        name, letters = mnemonic(opcode), OPERANDS.get(opcode)
    if letters is None:
        raise Undecodable(f"the instruction {opcode:#x}")
    return Instruction(name, tuple(_operand(letter, name, reader) for letter in letters))


def _operand(letter: str, name: str, reader: Reader) -> int | float | tuple[int, ...]:
    """An operand of the kind that `binary` has the letter for."""
    match letter:
        case "4" | "8":
            # Its bits, since two numbers that are not one another may print alike.
            return int.from_bytes(reader.take(int(letter)), "little")
        case "b":
            return reader.signed()
        case "l" if name.endswith(".const"):
            return reader.signed()
        case "m":
            return reader.unsigned(), reader.unsigned()
        case "v":
            return tuple(reader.unsigned() for _ in range(reader.unsigned() + 1))
        case "s":
            return tuple(reader.run())
        case "l" | "F" | "G" | "T" | "M":
            return reader.unsigned()
    raise Undecodable(f"an operand of {name}")


def write(contents: Contents, names: Mapping[int, Names]) -> Wat:
    """The text of a module.

    Args:
        contents: what `decode` made of it.
        names: names of functions, by their index.
    """
    writer = _Writer(contents, names)
    functions = tuple(writer.function(index) for index in range(len(contents.functions)))
    head = ["(module", *writer.types(), *writer.memories(), *writer.globals()]
    return Wat(tuple(head), functions, (*writer.data(), *writer.exports(), ")"))


class _Writer:
    """Writes the fields of one module."""

    def __init__(self, contents: Contents, names: Mapping[int, Names]) -> None:
        self._contents = contents
        self._names = names
        self._globals = {
            export.index: f"${identifier(export.name.removeprefix('$'))}"
            for export in contents.exports
            if export.kind == ExportKind.GLOBAL
        }

    def types(self) -> list[str]:
        """The types, where an assembler would not number them so by itself."""
        implied: dict[FunctionType, None] = {}
        for function in self._contents.functions:
            implied[function.type] = None
        if tuple(implied) == self._contents.types:
            return []
        return [f"{_INDENT}(type (func{_signature(t)}))" for t in self._contents.types]

    def memories(self) -> list[str]:
        return [f"{_INDENT}(memory {' '.join(map(str, m))})" for m in self._contents.memories]

    def globals(self) -> list[str]:
        lines = []
        for index, (t, is_mutable, initial) in enumerate(self._contents.globals):
            name = f"{self._globals[index]} " if index in self._globals else ""
            kind = f"(mut {t})" if is_mutable else t
            lines.append(f"{_INDENT}(global {name}{kind} ({self._text(initial, [], ())}))")
        return lines

    def data(self) -> list[str]:
        return [
            f'{_INDENT}(data ({self._text(place, [], ())}) "{_escaped(content)}")'
            for place, content in self._contents.data
        ]

    def exports(self) -> list[str]:
        lines = []
        for export in self._contents.exports:
            item = f"memory {export.index}"
            if export.kind == ExportKind.FUNCTION:
                item = f"func {self._function(export.index)}"
            elif export.kind == ExportKind.GLOBAL:
                item = f"global {self._globals[export.index]}"
            lines.append(f'{_INDENT}(export "{_escaped(export.name.encode())}" ({item}))')
        return lines

    def function(self, index: int) -> FunctionText:
        function = self._contents.functions[index]
        names = self._names[index].parameters if index in self._names else ()
        if len(names) != len(function.type.parameters):
            names = ()
        parameters = tuple(f"${identifier(name)}" for name in names)
        head = f"{_INDENT}(func {self._function(index)}{_signature(function.type, parameters)}"
        lines = [head]
        if function.locals:
            lines.append(f"{_INDENT * 2}(local {' '.join(function.locals)})")
        labels: list[str] = []
        body = []
        for instruction in function.instructions[:-1]:
            depth = len(labels) - (instruction.name in ("end", "else"))
            text = self._text(instruction, labels, parameters)
            body.append(_INDENT * (2 + depth) + text)
        return FunctionText(tuple(lines), tuple(body), f"{_INDENT})")

    def _function(self, index: int) -> str:
        if index in self._names:
            return f"${identifier(self._names[index].function)}"
        return f"$function{index}"

    def _text(self, instruction: Instruction, labels: list[str], parameters: Sequence[str]) -> str:
        """An instruction's text; `labels` are those of the open blocks, the innermost last."""
        name, operands = instruction.name, instruction.operands
        if name in _OPENING:
            labels.append(f"${name}{sum(label.startswith(f'${name}') for label in labels) + 1}")
            return f"{name} {labels[-1]}{self._block_type(operands[0])}"
        if name == "end":
            labels.pop()
        words = [name]
        for operand in operands:
            words += self._operand(name, operand, labels, parameters)
        return " ".join(words)

    def _block_type(self, operand: object) -> str:
        assert isinstance(operand, int)
        if operand == _EMPTY_BLOCK:
            return ""
        if operand < 0:
            return f" (result {_TYPES[operand & 0x7F]})"
        return _signature(self._contents.types[operand])

    def _operand(
        self, name: str, operand: object, labels: Sequence[str], parameters: Sequence[str]
    ) -> list[str]:
        if isinstance(operand, tuple):
            if name == "br_table":
                return [_label(depth, labels) for depth in operand]
            if name == "select":
                return [f"(result {' '.join(_TYPES[byte] for byte in operand)})"]
            return _memory_argument(name, *operand)
        assert isinstance(operand, int)
        if name.startswith("br"):
            return [_label(operand, labels)]
        if name.startswith("local."):
            return [parameters[operand] if operand < len(parameters) else str(operand)]
        if name.startswith("global."):
            return [self._globals.get(operand, str(operand))]
        if name == "call":
            return [self._function(operand)]
        if name.startswith("memory."):
            return []  # there is one memory alone
        if name in ("f32.const", "f64.const"):
            return [_float_text(operand, 32 if name == "f32.const" else 64)]
        return [str(operand)]


def _signature(t: FunctionType, parameters: Sequence[str] = ()) -> str:
    text = ""
    if parameters:
        pairs = zip(parameters, t.parameters, strict=True)
        text += "".join(f" (param {name} {kind})" for name, kind in pairs)
    elif t.parameters:
        text += f" (param {' '.join(t.parameters)})"
    if t.results:
        text += f" (result {' '.join(t.results)})"
    return text


def _label(depth: int, labels: Sequence[str]) -> str:
    """The block that a branch leaves or repeats; the function itself has no label."""
    return labels[-1 - depth] if depth < len(labels) else str(depth)


def _memory_argument(name: str, alignment: int, offset: int) -> list[str]:
    digits = "".join(c for c in name.partition(".")[2] if c.isdigit())
    bits = int(digits) if digits else int(name[1:3])
    words = [f"offset={offset}"] if offset else []
    return words if 8 << alignment == bits else [*words, f"align={1 << alignment}"]


def _float_text(bits: int, width: int) -> str:
    code, fraction = ("<f", 23) if width == 32 else ("<d", 52)
    (number,) = struct.unpack(code, bits.to_bytes(width // 8, "little"))
    sign = "-" if bits >> (width - 1) else ""
    if number != number:
        return f"{sign}nan:{bits & ((1 << fraction) - 1):#x}"
    return repr(number)


def identifier(name: str) -> str:
    """A name as the text format can write it after a `$`."""
    written = name.replace("[", "<").replace("]", ">")
    return "".join(
        c if c.isascii() and (c.isalnum() or c in _SIGNS) else f"\\{ord(c):x}" for c in written
    )


def _escaped(content: bytes) -> str:
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:02x}"
        for byte in content
    )
