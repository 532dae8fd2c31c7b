"""Instances of WebAssembly modules under wasmtime, with Python's values.

instance = Instance(module_bytes, entries, errors)
instance.call("total", [1, 2])      # 3; raises what the function raises
instance.printed()                  # what was printed meanwhile
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

import wasmtime

from ..backends.wasm.crossings import export_name
from ..backends.wasm.exports import ERROR, FORGET, MEMORY, PRINTED
from ..interface import Entry, RaisedError, Required, key_of
from ..ir.heap import text_at
from ..rt.layout import HEAP, MESSAGE, OUTPUT, USED
from ..types import Kind, Type
from .hosts import call_with


class Instance:
    """A module that runs: a host of `crossing.call`.

    After an overflow of the engine's stack, which may leave a heap half changed, it begins
    anew.
    """

    def __init__(
        self, module: bytes, entries: Sequence[Entry], errors: Sequence[RaisedError]
    ) -> None:
        self.entries = {entry.signature.name: entry for entry in entries}
        self.errors = errors
        self._engine = wasmtime.Engine()
        self._module = wasmtime.Module(self._engine, module)
        self._begin()

    def _begin(self) -> None:
        self.store = wasmtime.Store(self._engine)
        instance = wasmtime.Instance(self.store, self._module, [])
        self.exports = instance.exports(self.store)
        self.lost = False

    def call(self, name: str, *values: Any) -> Any:
        """What a function answers to exact numbers and objects."""
        entry = self.entries[name]
        if self.lost:
            self._begin()
        return call_with(self, entry, lambda *given: self._run(entry, name, given), values)

    def _run(self, entry: Entry, name: str, values: Sequence[Any]) -> Any:
        types = [p.type for p in entry.signature.parameters]
        raw = [n for t, value in zip(types, values, strict=True) for n in _to_raw(t, value)]
        return _from_raw(entry.signature.result, self._call(name, *raw))

    def _call(self, name: str, *raw: int | float) -> Any:
        function = self.exports[name]
        assert isinstance(function, wasmtime.Func)
        try:
            return function(self.store, *raw)
        except wasmtime.Trap as trap:
            raise self._error(trap) from None

    def _error(self, trap: wasmtime.Trap) -> BaseException:
        """The exception that a trap stands for, by what the module has recorded."""
        if trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
            self.lost = MEMORY in self.exports
            return RecursionError("maximum recursion depth exceeded")
        recorded = self.exports[ERROR]
        assert isinstance(recorded, wasmtime.Global)
        code = recorded.value(self.store)
        assert code > 0, f"a trap without an error: {trap}"
        recorded.set_value(self.store, wasmtime.Val.i32(0))
        error = self.errors[code - 1]
        kind: type[BaseException] = getattr(builtins, error.exception)
        if error.message is not None:
            return kind(error.message) if error.message else kind()
        text = self._text(MESSAGE)
        self._call(FORGET)
        return kind(key_of(text) if issubclass(kind, KeyError) else text)

    # What it does for what crosses over

    def read(self, at: int, size: int) -> bytes:
        return bytes(self._memory.read(self.store, at, at + size))

    def write(self, at: int, content: bytes) -> None:
        self._memory.write(self.store, content, at)

    def run(self, function: str | Required, *arguments: int) -> int:
        given = [n - (1 << 32) if n >> 31 else n for n in arguments]
        result = self._call(export_name(function), *given)
        return 0 if result is None else int(result) % (1 << 32)

    def printed(self) -> str:
        """What was printed since this was asked last."""
        if PRINTED not in self.exports or self.lost or not self._word(OUTPUT):
            return ""
        text = self._text(OUTPUT)
        self._call(PRINTED)
        return text

    @property
    def used(self) -> int:
        """The bytes in live blocks."""
        return 0 if self.lost or MEMORY not in self.exports else self._word(USED)

    @property
    def _memory(self) -> wasmtime.Memory:
        found = self.exports[MEMORY]
        assert isinstance(found, wasmtime.Memory)
        return found

    def _word(self, field: int) -> int:
        return int.from_bytes(self.read(HEAP + field, 8), "little")

    def _text(self, field: int) -> str:
        """The text that a field of the heap refers to."""
        return text_at(bytearray(self._memory.read(self.store)), self._word(field))


def _to_raw(t: Type, value: Any) -> list[int | float]:
    """A value as WebAssembly takes it: with a sign, a complex one in two parts."""
    if t.is_complex:
        number = complex(value)
        return [number.real, number.imag]
    if t.is_float:
        return [float(value.real)]
    bits = 32 if t.is_object else max(t.bits, 32)
    whole = int(value.real)
    return [whole - (1 << bits) if whole >> (bits - 1) == 1 else whole]


def _from_raw(t: Type, value: Any) -> Any:
    match t.kind:
        case Kind.NONE:
            return None
        case Kind.BOOL:
            return bool(value)
        case Kind.COMPLEX:
            return complex(*value)
        case Kind.OBJECT:
            return int(value) % (1 << 32)
        case Kind.UNSIGNED:
            return int(value) % (1 << max(t.bits, 32))
    return value
