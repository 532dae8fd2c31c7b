"""The types of a module's objects as the emitted JavaScript makes them, each once.

    made = Converters([signature])
    made.lines()          # const $str = textOf($memory, raw['$drop str']); ...
    made.name(STR)        # '$str'

What they are made by is in `object_runtime`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ...crossing.needs import maker, needs, release
from ...crossing.places import entry_of, pack_places
from ...interface import Required, Signature
from ...object_types import (
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    list_of,
)
from ...rt import dicts, layout, lists
from ...types import INT, Kind, Type
from .crossings import export_name

# What the pieces of `object_runtime` have in angle brackets.
PLACES: Final = {
    "list bytes": lists.LIST_BYTES,
    "elements": lists.ELEMENTS,
    "element size": lists.ELEMENT_SIZE,
    "items": lists.ITEMS,
    "entries": dicts.ENTRIES,
    "capacity": dicts.CAPACITY,
    "filled": dicts.FILLED,
    "output": layout.HEAP + layout.OUTPUT,
    "message": layout.HEAP + layout.MESSAGE,
    "raw": layout.RAW,
    "string": layout.STRING,
    "array": layout.ARRAY,
    "list": layout.LIST,
    "storage": layout.STORAGE,
    "tuple": layout.TUPLE,
}


class Converters:
    """The types that some functions need, in the order in which they are made."""

    def __init__(self, signatures: Iterable[Signature]) -> None:
        self._names: dict[Type, str] = {}
        self._lines: list[str] = []
        self._exported = {
            export_name(need) for signature in signatures for need in needs(signature)
        }
        for signature in signatures:
            for t in (*(p.type for p in signature.parameters), signature.result):
                if t.is_object:
                    self.name(t)

    def lines(self) -> list[str]:
        """The statements that make them."""
        return self._lines

    def name(self, t: Type) -> str:
        """The constant that a type is, made now if it was not before."""
        if t not in self._names:
            made = self._object(t) if t.is_object else _number(self, t)
            name = "$" + re.sub(r"\W+", "_", str(t).replace("...", "rest")).strip("_")
            while name in self._names.values():
                name += "_"
            self._names[t] = name
            self._lines.append(f"const {name} = {made};")
        return self._names[t]

    def _object(self, t: Type) -> str:
        drop = self._export(release(t))
        match t:
            case ListType():
                return f"listOf($memory, {self.name(t.element)}, {drop})"
            case SequenceType():
                return f"sequenceOf($memory, {self.name(t.element)}, {drop})"
            case TupleType():
                places = pack_places(t.elements)
                parts = [
                    f"[{place}, {self.name(part)}]"
                    for place, part in zip(places, t.elements, strict=False)
                ]
                return f"tupleOf($memory, {places[-1]}, [{', '.join(parts)}], {drop})"
            case OptionalType(base=base) if base.is_object:
                return f"optionalOf($memory, {self.name(base)})"
            case OptionalType(base=base):
                bytes = pack_places((base,))[-1]
                box = f"boxOf($memory, {self.name(base)}, {bytes}, {drop})"
                return f"optionalOf($memory, {box})"
            case DictType() | SetType():
                return self._table(t, drop)
        number = f"{self.name(INT)}, " if t is RANGE else ""
        return f"{'textOf' if t is STR else 'rangeOf'}($memory, {number}{drop})"

    def _table(self, t: DictType | SetType, drop: str) -> str:
        row = entry_of(t)
        make = self._export(maker(t))
        if isinstance(t, DictType):
            columns = f"{self.name(list_of(t.key))}, {self.name(list_of(t.value))}"
            named = "true" if t.key is STR else "false"
            return f"mapOf($memory, {columns}, {row.stride}, {row.value}, {drop}, {make}, {named})"
        frozen = "true" if t.frozen else "false"
        return (
            f"setOf($memory, {self.name(list_of(t.element))}, {row.stride}, {drop}, {make}, "
            f"{frozen})"
        )

    def _export(self, function: Required) -> str:
        """A function of the module; one that is not called here is not there."""
        name = export_name(function)
        return f"raw['{name}']" if name in self._exported else "undefined"


def _number(converters: Converters, t: Type) -> str:
    if t.is_complex:
        return f"complexNumber($memory, {converters.name(t.part)})"
    if t.is_float:
        return f"{'floatNumber' if t.bits == 64 else 'singleNumber'}($memory)"
    if t.kind is Kind.BOOL:
        return "truthValue($memory)"
    kind = "Int" if t.signed else "Uint"
    if t.bits == 64:
        check = "int64" if t.signed else "uint64"
        return f"wideNumber($memory, '{kind}', (value, name) => {check}(value, name))"
    return f"smallNumber($memory, '{kind}{t.bits}', {t.minimum}, {t.maximum})"
