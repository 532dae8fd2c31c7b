"""What a finished module does not need goes: memory, stack pointer, exports, types.

    trim(linked, functions=["add"], globals={"$error": "$error", "__stack_pointer": "$stack"})

LLD emits and exports a memory and a stack pointer whatever its flags, which makes the
65 bytes of an `add` that needs 41.  This pass keeps the exported functions that it is
asked for, what they reach, and nothing more.  An exported global stays only if one of
those functions uses it: the stack pointer of a module that keeps nothing in memory, or
the error code of one that cannot raise, has nothing to say.

A memory stays if an instruction touches it, a data segment fills it or its export is
asked for.  A module with a section that PyExec's own do not have (imports, tables, a
start function) keeps all its functions, types and globals; so does one with an
instruction that `binary` does not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Final

from ...record import field, record, value
from .binary import (
    Reader,
    Section,
    SectionId,
    Space,
    Undecodable,
    instruction,
    join,
    rewrite,
    sections,
    sized,
    unsigned,
    vector,
)

_FUNCTION_TYPE: Final = 0x60
_END: Final = 0x0B
_NOTHING: Final = b"\0"  # the payload of a section without items


class _Kind(IntEnum):
    """What an export is."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3


@value
class _Export:
    name: str
    kind: int
    index: int

    def encode(self) -> bytes:
        return sized(self.name.encode()) + bytes([self.kind]) + unsigned(self.index)


@record
class _Used:
    """What stays: old indexes in each space, and whether the memory does."""

    types: set[int] = field(factory=set)
    functions: set[int] = field(factory=set)
    globals: set[int] = field(factory=set)
    memory: bool = False


class _Contents:
    """The items of the sections that are looked into."""

    def __init__(self, parts: Sequence[Section]) -> None:
        payloads = {part.identity: part.payload for part in parts}
        if not payloads.keys() <= set(SectionId):
            raise Undecodable("a section that may refer to functions and globals")

        def reader(identity: int) -> Reader:
            return Reader(payloads.get(identity, _NOTHING))

        self.types = _types(reader(SectionId.TYPE))
        self.functions = _type_indexes(reader(SectionId.FUNCTION))
        self.globals = _globals(reader(SectionId.GLOBAL))
        self.bodies = _bodies(reader(SectionId.CODE))
        self.has_data = payloads.get(SectionId.DATA, _NOTHING) != _NOTHING

    def reached(self, exports: Sequence[_Export]) -> _Used:
        """What the exported functions and memory need."""
        used = _Used(memory=self.has_data or any(e.kind == _Kind.MEMORY for e in exports))
        waiting = [export.index for export in exports if export.kind == _Kind.FUNCTION]

        def visit(space: Space, index: int) -> int:
            if space is Space.FUNCTION:
                waiting.append(index)
            elif space is Space.GLOBAL:
                used.globals.add(index)
            elif space is Space.TYPE:
                used.types.add(index)
            else:
                used.memory = True
            return index

        while waiting:
            function = waiting.pop()
            if function not in used.functions:
                used.functions.add(function)
                used.types.add(self.functions[function])
                rewrite(self.bodies[function][1], visit)
        return used

    def sections(self, used: _Used) -> dict[int, bytes]:
        """The payloads of the sections that hold the items used, counted anew."""
        types = _renumbered(used.types)
        numbers = {
            Space.TYPE: types,
            Space.FUNCTION: _renumbered(used.functions),
            Space.GLOBAL: _renumbered(used.globals),
        }

        def visit(space: Space, index: int) -> int:
            return index if space is Space.MEMORY else numbers[space][index]

        functions = sorted(used.functions)
        bodies = [self.bodies[function] for function in functions]
        return {
            SectionId.TYPE: vector(self.types[index] for index in sorted(used.types)),
            SectionId.FUNCTION: vector(unsigned(types[self.functions[f]]) for f in functions),
            SectionId.GLOBAL: vector(self.globals[index] for index in sorted(used.globals)),
            SectionId.CODE: vector(sized(head + rewrite(code, visit)) for head, code in bodies),
        }


def trim(
    module: bytes,
    functions: Collection[str],
    globals: Mapping[str, str],
    memory: str | None = None,
) -> bytes:
    """The module with nothing in it that the named exports do not need.

    Args:
        module: a module without imports, tables or a start function, or any other.
        functions: the exported functions to keep.
        globals: exported globals to keep if a function uses them, and their new names.
        memory: the name to export the memory under, or None to keep it private.
    """
    parts = [part for part in sections(module) if part.identity != SectionId.CUSTOM]
    kept = []
    for export in _exports(parts):
        if export.kind == _Kind.FUNCTION and export.name in functions:
            kept.append(export)
        elif export.kind == _Kind.GLOBAL and export.name in globals:
            kept.append(_Export(globals[export.name], export.kind, export.index))
        elif export.kind == _Kind.MEMORY and memory is not None:
            kept.append(_Export(memory, export.kind, export.index))
    try:
        return join(_without_unused(parts, kept))
    except Undecodable:
        # More than this pass knows, so that nothing can be proven unused.
        return join(_replaced(parts, {SectionId.EXPORT: vector(e.encode() for e in kept)}))


def exported_globals(module: bytes) -> list[str]:
    """The names of the globals that a module exports."""
    return [e.name for e in _exports(sections(module)) if e.kind == _Kind.GLOBAL]


def _without_unused(parts: Sequence[Section], exports: Sequence[_Export]) -> list[Section]:
    contents = _Contents(parts)
    used = contents.reached(exports)
    payloads = contents.sections(used)
    if not used.memory:
        payloads[SectionId.MEMORY] = _NOTHING
    numbers: Mapping[int, Mapping[int, int]] = {
        _Kind.FUNCTION: _renumbered(used.functions),
        _Kind.MEMORY: {0: 0},
        _Kind.GLOBAL: _renumbered(used.globals),
    }
    payloads[SectionId.EXPORT] = vector(
        _Export(export.name, export.kind, numbers[export.kind][export.index]).encode()
        for export in exports
        if export.index in numbers[export.kind]
    )
    return _replaced(parts, payloads)


def _replaced(parts: Iterable[Section], payloads: Mapping[int, bytes]) -> list[Section]:
    """The sections with new payloads, and without those that have no item left."""
    result = []
    for part in parts:
        payload = payloads.get(part.identity)
        if payload is None:
            result.append(part)
        elif payload != _NOTHING:
            result.append(Section(part.identity, payload))
    return result


def _renumbered(indexes: Iterable[int]) -> dict[int, int]:
    """Old index to new index, when only these stay."""
    return {old: new for new, old in enumerate(sorted(indexes))}


def _exports(parts: Iterable[Section]) -> list[_Export]:
    payload = next((p.payload for p in parts if p.identity == SectionId.EXPORT), _NOTHING)
    reader = Reader(payload)
    return [
        _Export(reader.run().decode(), reader.byte(), reader.unsigned())
        for _ in range(reader.unsigned())
    ]


def _types(reader: Reader) -> list[bytes]:
    """Each function type as its encoding."""
    types = []
    for _ in range(reader.unsigned()):
        start = reader.at
        if reader.byte() != _FUNCTION_TYPE:
            raise Undecodable("a type that is not a function's")
        reader.run()  # parameters, one byte each
        reader.run()  # results
        types.append(reader.data[start : reader.at])
    return types


def _type_indexes(reader: Reader) -> list[int]:
    return [reader.unsigned() for _ in range(reader.unsigned())]


def _globals(reader: Reader) -> list[bytes]:
    """Each global as its encoding: type, mutability, initial value.

    Without imports an initial value cannot refer to a function or a global.
    """
    found = []
    for _ in range(reader.unsigned()):
        start = reader.at
        reader.take(2)
        while instruction(reader, bytearray(), _no_index) != _END:
            pass
        found.append(reader.data[start : reader.at])
    return found


def _no_index(space: Space, index: int) -> int:
    raise Undecodable(f"an initial value that refers to a {space.value}")


def _bodies(reader: Reader) -> list[tuple[bytes, bytes]]:
    """Each function's declaration of locals, and its instructions."""
    bodies = []
    for _ in range(reader.unsigned()):
        body = Reader(reader.run())
        for _ in range(body.unsigned()):
            body.unsigned()  # how many locals
            body.byte()  # of which type
        bodies.append((body.data[: body.at], body.data[body.at :]))
    return bodies
