"""Values on their way to JavaScript and back, as JSON, with what is one object in both.

    Encoder().value(list_of(INT), [1, 2])      # {"id": 0, "row": [1, 2]}
    Decoder().value(STR, "text")               # "text"

The same encoding in JavaScript is `SCRIPT`: `decode` and `encode`.
"""

from __future__ import annotations

import struct
from typing import Any, Final

from ..object_types import (
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
)
from ..types import INT, NONE, Kind, Type

SCRIPT: Final = """\
const known = [];
const ids = new Map();
const bits = (v) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, v);
  return view.getBigUint64(0).toString();
};
const decode = (v) => {
  if (v === null || typeof v !== 'object') return v;
  if ('big' in v) return BigInt(v.big);
  if ('float' in v) return Number(v.float);
  if ('pair' in v) return v.pair.map(decode);
  if ('range' in v) {
    const [start, stop, step] = v.range.map(decode);
    return { start, stop, step };
  }
  if (v.id in known) return known[v.id];
  const made = 'row' in v ? v.row.map(decode)
    : 'map' in v ? new Map(v.map.map((entry) => entry.map(decode))) : new Set(v.set.map(decode));
  ids.set(made, v.id);
  known[v.id] = made;
  return made;
};
const encode = (v) => {
  if (v === undefined) return null;
  if (typeof v === 'bigint') return { big: v.toString() };
  if (typeof v === 'number') return { bits: bits(v) };
  if (v === null || typeof v !== 'object') return v;
  if ('stop' in v) return { range: [v.start, v.stop, v.step].map(encode) };
  if (!ids.has(v)) ids.set(v, ids.size + known.length);
  const id = ids.get(v);
  if (Array.isArray(v)) return { id, row: v.map(encode) };
  if (v instanceof Map) return { id, map: [...v].map((entry) => entry.map(encode)) };
  return { id, set: [...v].map(encode) };
};
"""


class Encoder:
    """From Python to JSON: an object that comes a second time has its number."""

    def __init__(self) -> None:
        self._ids: dict[int, int] = {}
        self._alive: list[object] = []

    def value(self, t: Type, value: Any) -> object:
        if isinstance(t, OptionalType):
            return None if value is None else self.value(t.base, value)
        if t is STR:
            return value
        if t is RANGE:
            return {"range": [self.value(INT, n) for n in (value.start, value.stop, value.step)]}
        if t.is_object:
            self._alive.append(value)
            number = self._ids.setdefault(id(value), len(self._ids))
            return {"id": number} | self._contents(t, value)
        if t.is_complex:
            pair = complex(value)
            return {"pair": [self.value(t.part, pair.real), self.value(t.part, pair.imag)]}
        if t.kind is Kind.BOOL:
            return bool(value)
        if t.is_float:
            real = float(value.real)
            # JSON has no infinities; Number() reads these words, and every digit of the rest.
            names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
            return {"float": names.get(str(real), repr(real))}
        whole = int(value.real)
        return whole if abs(whole) < 2**53 else {"big": str(whole)}

    def _contents(self, t: Type, value: Any) -> dict[str, object]:
        match t:
            case ListType(element=element) | SequenceType(element=element):
                return {"row": [self.value(element, part) for part in value]}
            case TupleType(elements=elements):
                pairs = zip(elements, value, strict=True)
                return {"row": [self.value(part, inner) for part, inner in pairs]}
            case DictType(key=key, value=held):
                pairs = value.items()
                return {"map": [[self.value(key, k), self.value(held, v)] for k, v in pairs]}
            case SetType(element=element):
                return {"set": [self.value(element, part) for part in value]}
        raise AssertionError(t)


class Decoder:
    """From JSON to Python, by the type that it should have."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Type], Any] = {}

    def value(self, t: Type, value: Any) -> Any:
        if isinstance(t, OptionalType):
            return None if value is None else self.value(t.base, value)
        if t is NONE or t is STR or t.kind is Kind.BOOL:
            expected = type(None) if t is NONE else str if t is STR else bool
            assert isinstance(value, expected), f"{value!r} is no {t}"
            return value
        if t is RANGE:
            return range(*(self.value(INT, part) for part in value["range"]))
        if t.is_object:
            known = value["id"], t
            if known not in self._known:
                self._known[known] = self._contents(t, value)
            return self._known[known]
        if t.is_complex:
            real, imaginary = (self.value(t.part, part) for part in value["row"])
            return complex(real, imaginary)
        if "big" in value:
            assert t.is_integer
            return int(value["big"])
        (number,) = struct.unpack("<d", int(value["bits"]).to_bytes(8, "little"))
        return number if t.is_float else int(number)

    def _contents(self, t: Type, value: Any) -> Any:
        match t:
            case ListType(element=element):
                return [self.value(element, part) for part in value["row"]]
            case SequenceType(element=element):
                return tuple(self.value(element, part) for part in value["row"])
            case TupleType(elements=elements):
                pairs = zip(elements, value["row"], strict=True)
                return tuple(self.value(part, inner) for part, inner in pairs)
            case DictType(key=key, value=held):
                return {self.value(key, k): self.value(held, v) for k, v in value["map"]}
            case SetType(element=element):
                found = [self.value(element, part) for part in value["set"]]
                return frozenset(found) if t.frozen else set(found)
        raise AssertionError(t)
