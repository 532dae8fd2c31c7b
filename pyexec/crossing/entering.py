"""Blocks for Python's objects.  Each function gives a reference that is its caller's.

What is half made when something does not fit is given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..ir.texts import text_block
from ..object_types import DictType, ListType, SequenceType, SetType, TupleType, list_of
from ..rt.layout import ARRAY, HEADER, LIST, RAW, STORAGE, STRING, TUPLE
from ..rt.lists import CAPACITY, ELEMENT_SIZE, ITEMS, LENGTH, LIST_BYTES
from ..types import INT64, UINT32, UINT64, Type
from .needs import maker
from .places import bytes_of, pack_places, packed

if TYPE_CHECKING:
    from .call import Call


def text(call: Call, value: str) -> int:
    """A `str`."""
    content = text_block(value)[HEADER:]
    at = call.block(len(content), STRING)
    call.host.write(at, content)
    return at


def range_block(call: Call, value: range) -> int:
    """A `range`."""
    content = b"".join(packed(INT64, n) for n in (value.start, value.stop, value.step))
    at = call.block(len(content), RAW)
    call.host.write(at, content)
    return at


def boxed(call: Call, t: Type, value: Any) -> int:
    """A number that may be None."""
    content = packed(t, call.enter(t, value))
    at = call.block(pack_places((t,))[-1], TUPLE)
    call.host.write(at, content)
    return at


# How an error names a part: by its index, or by how many parts stand before it.
Step = Callable[[int], int | list[object]]


def _index(number: int) -> int:
    return number


def _unindexed(number: int) -> int:
    return -1 - number


def row(call: Call, t: ListType, values: Sequence[Any], step: Step = _index) -> int:
    """A `list[T]`."""
    size = bytes_of(t.element)
    at = call.block(LIST_BYTES, LIST)
    call.host.write(at, bytes(ELEMENT_SIZE) + packed(UINT64, size))
    with _undone(call, t, at):
        if values:
            storage = call.block(len(values) * size, STORAGE)
            call.host.write(at + CAPACITY, packed(UINT32, len(values)) + packed(UINT64, storage))
            _write_elements(call, at, storage, t.element, values, step)
    return at


def sequence(call: Call, t: SequenceType, values: Sequence[Any]) -> int:
    """A `tuple[T, ...]`."""
    at = call.block(ITEMS + len(values) * bytes_of(t.element), ARRAY)
    call.host.write(at, packed(UINT64, 0))
    with _undone(call, t, at):
        _write_elements(call, at, at + ITEMS, t.element, values, _index)
    return at


def _write_elements(
    call: Call, at: int, start: int, element: Type, values: Iterable[Any], step: Step
) -> None:
    """Write elements side by side, and how many they are to the block at `at`."""
    content: list[bytes] = []
    try:
        for number, value in enumerate(values):
            content.append(packed(element, call.step(step(number), element, value)))
    finally:
        call.host.write(start, b"".join(content))
        call.host.write(at + LENGTH, packed(UINT32, len(content)))


def tuple_block(call: Call, t: TupleType, values: Sequence[Any]) -> int:
    """A `tuple[A, B]`."""
    places = pack_places(t.elements)
    at = call.block(places[-1], TUPLE)
    call.host.write(at, bytes(places[-1]))
    with _undone(call, t, at):
        for index, (part, value) in enumerate(zip(t.elements, values, strict=True)):
            raw = call.step(index, part, value)
            call.host.write(at + places[index], packed(part, raw))
    return at


def table(call: Call, t: DictType | SetType, values: Any) -> int:
    """A dict or set, which the program makes of lists."""
    columns: list[tuple[ListType, Sequence[Any], Step]]
    keys = list(values)
    if isinstance(t, DictType):
        held = list(values.values())
        columns = [
            (list_of(t.key), keys, _unindexed),
            (list_of(t.value), held, lambda number: [keys[number]]),
        ]
    else:
        columns = [(list_of(t.element), keys, _unindexed)]
    made: list[tuple[Type, int]] = []
    try:
        for kind, column, step in columns:
            made.append((kind, row(call, kind, column, step)))
        return call.host.run(maker(t), *(at for _, at in made))
    finally:
        for done, at in made:
            call.release(done, at)


@contextmanager
def _undone(call: Call, t: Type, at: int) -> Iterator[None]:
    """Give up a block that cannot be finished."""
    try:
        yield
    except BaseException:
        call.release(t, at)
        raise
