"""One call of a function with objects: what came in, as which blocks, and what goes then.

call = Call(host, entry)
try:
    raw = call.arguments(([1, 2], "a"))     # addresses where objects are
    result = run(*raw)
    call.update()                           # changes the caller's objects
    return call.result(result)
finally:
    call.close()                            # no block stays behind
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from ..backends.callable.objects.exact import OutOfRange, WrongType, exact_value, place_error
from ..interface import Entry, Required
from ..object_types import (
    RANGE,
    STR,
    DictType,
    ListType,
    OptionalType,
    SequenceType,
    SetType,
    TupleType,
    is_mutable,
    parts,
)
from ..record import record
from ..rt.layout import HEADER
from ..types import Type
from . import entering, leaving, updating
from .needs import BLOCK, changed_parameters, keeps, order, release
from .places import number, packed


class Host(Protocol):
    """A program with a heap, and what it lets its host do."""

    def read(self, at: int, size: int) -> bytes:
        """Bytes of its memory."""

    def write(self, at: int, content: bytes) -> None:
        """Change bytes of its memory."""

    def run(self, function: str | Required, *arguments: int) -> int:
        """Call one of `needs.needs`; it raises MemoryError where there is no room."""

    @property
    def lost(self) -> bool:
        """Whether the memory is no more what it was, since something broke off amid a change."""


@record
class Known:
    """An object that came in, with the block that it became, which counts this."""

    object: Any
    type: Type
    block: int
    changes: bool


class Call:
    """The objects of a call, and the blocks that stand for them."""

    def __init__(self, host: Host, entry: Entry) -> None:
        self.host = host
        self.entry = entry
        self.keeps = keeps(entry.signature, entry.changes)
        self.changes = False  # whether what comes in now may be changed
        self.known: dict[tuple[int, Type], Known] = {}
        self.objects: dict[int, Any] = {}  # by their blocks
        self.owned: list[tuple[Type, int]] = []  # references that this call has to give up
        self.path: list[int | list[object]] = []  # to a wrong value, from inside out

    def arguments(self, values: Sequence[Any]) -> list[Any]:
        """What the body takes for these values: numbers, and addresses of blocks.

        Raises:
            TypeError: if one is of the wrong sort.
            OverflowError: if a number does not fit.
            MemoryError: if there is no room.
        """
        signature = self.entry.signature
        raw = list(values)
        changed = changed_parameters(signature, self.entry.changes)
        for index in order(signature, self.entry.changes):
            parameter = signature.parameters[index]
            if parameter.type.is_object:
                self.changes = parameter in changed
                try:
                    raw[index] = self.own(parameter.type, self.enter(parameter.type, values[index]))
                except (WrongType, OutOfRange) as error:
                    raise place_error(error, self.entry, index, self.path) from None
        return raw

    def own(self, t: Type, block: int) -> int:
        """Note that this call has to give up a reference."""
        if block:
            self.owned.append((t, block))
        return block

    def result(self, raw: Any) -> Any:
        """The result as Python's value."""
        t = self.entry.signature.result
        return self.leave(t, self.own(t, raw)) if t.is_object else raw

    def update(self) -> None:
        """Let the caller's objects hold what their blocks hold."""
        if self.host.lost:
            return
        for known in [*self.known.values()]:
            if known.changes and is_mutable(known.type):
                updating.UPDATES[type(known.type)](self, known.object, known.type, known.block)

    def close(self) -> None:
        """Give up all blocks."""
        if not self.host.lost:
            for t, block in reversed(self.owned):
                self.release(t, block)

    # In

    def enter(self, t: Type, value: Any) -> Any:
        """What stands for a value in memory: a number, or a reference that is the caller's."""
        if isinstance(t, OptionalType):
            if value is None:
                return 0
            if t.base.is_object:
                return self.enter(t.base, value)
            return entering.boxed(self, t.base, value)
        known = self.known.get((id(value), t)) if is_mutable(t) else None
        if known is not None:
            self.hold(known.block)
            return known.block
        exact = exact_value(value, str(t))
        if not t.is_object:
            return exact
        block = _PLAIN_IN[t](self, exact) if t in _PLAIN_IN else _WAYS_IN[type(t)](self, t, exact)
        if parts(t) and (self.keeps or is_mutable(t)):
            self.known[id(value), t] = Known(value, t, block, self.changes)
            self.objects[block] = value
            self.hold(block)
            self.own(t, block)
        return block

    def step(self, index: int | list[object], t: Type, value: Any) -> Any:
        """The same of a part of something, which an error names."""
        try:
            return self.enter(t, value)
        except (WrongType, OutOfRange):
            self.path.append(index)
            raise

    def block(self, size: int, kind: int) -> int:
        """A fresh block with one reference."""
        found = self.host.run(BLOCK, size, kind) if size < 1 << 32 else 0
        if not found:
            raise MemoryError
        return found

    def hold(self, block: int) -> None:
        """Count a reference more."""
        count = int.from_bytes(self.host.read(block - HEADER, 4), "little")
        self.host.write(block - HEADER, (count + 1).to_bytes(4, "little"))

    def release(self, t: Type, block: int) -> None:
        """Give up a reference."""
        self.host.run(release(t), block)

    # Out

    def leave(self, t: Type, raw: Any) -> Any:
        """The value that a number is, or that a block holds."""
        if not t.is_object:
            return raw
        if isinstance(t, OptionalType):
            if raw == 0:
                return None
            return self.leave(t.base, raw) if t.base.is_object else self.value(t.base, raw)
        if t in _PLAIN_OUT:
            return _PLAIN_OUT[t](self, raw)
        if raw not in self.objects:
            self.objects[raw] = _WAYS_OUT[type(t)](self, t, raw)
        return self.objects[raw]

    def value(self, t: Type, at: int) -> Any:
        """The value that stands at an address."""
        return self.leave(t, number(t, self.host.read(at, t.bits // 8)))

    def is_same(self, t: Type, raw: Any, old: Any) -> bool:
        """Whether what stands in memory is what an object of the caller's became."""
        if isinstance(t, OptionalType):
            if raw == 0 or old is None:
                return raw == 0 and old is None
            raw, t = (raw, t.base) if t.base.is_object else (self.value(t.base, raw), t.base)
        if parts(t):
            return raw in self.objects and self.objects[raw] is old
        try:
            exact = exact_value(old, str(t))
        except (WrongType, OutOfRange):
            return False
        return exact == self.leave(t, raw) if t.is_object else packed(t, exact) == packed(t, raw)


_PLAIN_IN: Final[dict[Type, Callable[[Any, Any], int]]] = {
    STR: entering.text,
    RANGE: entering.range_block,
}
_WAYS_IN: Final[dict[type[Type], Callable[[Any, Any, Any], int]]] = {
    ListType: entering.row,
    SequenceType: entering.sequence,
    TupleType: entering.tuple_block,
    DictType: entering.table,
    SetType: entering.table,
}
_PLAIN_OUT: Final[dict[Type, Callable[[Any, int], Any]]] = {
    STR: leaving.text,
    RANGE: leaving.range_of,
}
_WAYS_OUT: Final[dict[type[Type], Callable[[Any, Any, int], Any]]] = {
    ListType: leaving.row,
    SequenceType: leaving.sequence,
    TupleType: leaving.tuple_of,
    DictType: leaving.dict_of,
    SetType: leaving.set_of,
}
