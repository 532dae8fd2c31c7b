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

from ...record import field, record
from .binary import (
    Reader,
    Section,
    SectionId,
    Space,
    Undecodable,
    join,
    rewrite,
    sections,
    sized,
    unsigned,
    vector,
)
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
            return Reader(payloads.get(identity, NOTHING))

        self.types = read_types(reader(SectionId.TYPE))
        self.functions = read_type_indexes(reader(SectionId.FUNCTION))
        self.globals = read_globals(reader(SectionId.GLOBAL))
        self.bodies = read_bodies(reader(SectionId.CODE))
        self.has_data = payloads.get(SectionId.DATA, NOTHING) != NOTHING

    def reached(self, exports: Sequence[ExportItem]) -> _Used:
        """What the exported functions and memory need."""
        used = _Used(memory=self.has_data or any(e.kind == ExportKind.MEMORY for e in exports))
        waiting = [export.index for export in exports if export.kind == ExportKind.FUNCTION]

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
    for export in read_exports(parts):
        if export.kind == ExportKind.FUNCTION and export.name in functions:
            kept.append(export)
        elif export.kind == ExportKind.GLOBAL and export.name in globals:
            kept.append(ExportItem(globals[export.name], export.kind, export.index))
        elif export.kind == ExportKind.MEMORY and memory is not None:
            kept.append(ExportItem(memory, export.kind, export.index))
    try:
        return join(_without_unused(parts, kept))
    except Undecodable:
        # More than this pass knows, so that nothing can be proven unused.
        return join(_replaced(parts, {SectionId.EXPORT: vector(e.encode() for e in kept)}))


def exported_names(module: bytes) -> list[str]:
    """The names of all that a module exports."""
    return [e.name for e in read_exports(sections(module))]


def _without_unused(parts: Sequence[Section], exports: Sequence[ExportItem]) -> list[Section]:
    contents = _Contents(parts)
    used = contents.reached(exports)
    payloads = contents.sections(used)
    if not used.memory:
        payloads[SectionId.MEMORY] = NOTHING
    numbers: Mapping[int, Mapping[int, int]] = {
        ExportKind.FUNCTION: _renumbered(used.functions),
        ExportKind.MEMORY: {0: 0},
        ExportKind.GLOBAL: _renumbered(used.globals),
    }
    payloads[SectionId.EXPORT] = vector(
        ExportItem(export.name, export.kind, numbers[export.kind][export.index]).encode()
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
        elif payload != NOTHING:
            result.append(Section(part.identity, payload))
    return result


def _renumbered(indexes: Iterable[int]) -> dict[int, int]:
    """Old index to new index, when only these stay."""
    return {old: new for new, old in enumerate(sorted(indexes))}
