"""Builds what stands in memory: constant texts, packed values, and what an address leads to.

A number stands in memory as it is, a bool as a byte, a complex number as its two parts, a
reference in eight bytes, of which an address of 32 bits takes the lower half.

    Pack((1, names))      %0 = call objects.blocks.new_block(16, TUPLE)
                          store heap[%0], 1
                          store heap[%0 + 8], names
"""

from __future__ import annotations

from ..errors import Span
from ..ir.nodes import HEAP, Call, Const, Load, Operand, Static, Store
from ..ir.texts import text_block
from ..object_types import PLACE, CellType, TupleType, optional_of, places_of
from ..rt.layout import TUPLE
from ..types import BOOL, UINT8, UINT64, Type
from .references import ReferenceBuilder
from .tree import Adopt, Fetch, Pack, Part, Pointer, Put, Received, SetPart, Take, Text

# A memory and an address in it.
Place = tuple[Operand, Operand]


class StorageBuilder(ReferenceBuilder):
    """Builds accesses to memory, and what makes blocks."""

    # Single values in memory

    def load(self, place: Place, t: Type, span: Span | None) -> Operand:
        """What stands at a place, as a value of a type; no reference is counted."""
        if t.is_complex:
            real = self.load(place, t.part, span)
            imaginary = self.load(self.beyond(place, t.part.bits // 8), t.part, span)
            return self.compute("complex", t, real, imaginary)
        if t is BOOL:
            return self.compute("ne", BOOL, self.load(place, UINT8, span), Const(0, UINT8))
        result = self.temporary(self.machine(t))
        self.emit(Load(result, place, span))
        return result

    def write(self, place: Place, value: Operand, t: Type, span: Span | None) -> None:
        """Put a value at a place; its reference goes with it."""
        if t.is_complex:
            for index, part in enumerate(("real", "imag")):
                number = self.compute(part, t.part, value)
                self.write(self.beyond(place, index * t.part.bits // 8), number, t.part, span)
            return
        if t is BOOL:
            value = self.compute("convert", UINT8, value)
        elif t.is_object and value.type is not UINT64:
            value = self.compute("convert", UINT64, value)
        self.emit(Store((*place, value), span))

    def beyond(self, place: Place, distance: int) -> Place:
        if distance == 0:
            return place
        memory, at = place
        return memory, self.compute("add", at.type, at, Const(distance, at.type))

    # What an address leads to

    def build_Fetch(self, node: Fetch) -> Operand:
        memory, address = self.evaluate_all((node.memory, node.address))
        value = self.load((memory, address), node.type, node.span)
        if not node.type.is_object:
            return value
        if not isinstance(node, Take):
            self.count("retain", value, node.type)
        return self.fresh(value, node.type)

    build_Take = build_Fetch  # noqa: N815

    def build_Put(self, node: Put) -> Operand:
        memory, address = self.evaluate_all((node.memory, node.address))
        if self.has_sequences:
            address = self.keep(address)
        self.write((memory, address), self.own(node.value), node.value.type, node.span)
        return Const(False, BOOL)  # never read: the checker refuses a value of None

    def build_Pointer(self, node: Pointer) -> Operand:
        return self.evaluate(node.operand)

    def build_Adopt(self, node: Adopt) -> Operand:
        value = self.evaluate(node.address)
        return self.fresh(self.compute("move", value.type, value), node.type)

    # Blocks

    def build_Text(self, node: Text) -> Operand:
        return self.static_text(node.value)

    def static_text(self, value: str) -> Operand:
        result = self.temporary(self.checked.address)
        self.emit(Static(result, (HEAP,), text_block(value), self.span))
        return result

    def build_Pack(self, node: Pack) -> Operand:
        values = [self.secure(element) for element in node.elements]
        size = PLACE * sum(places_of(element.type) for element in node.elements)
        block = self.new_block(size)
        at = 0
        for element, value in zip(node.elements, values, strict=True):
            place = self.beyond((HEAP, block), at)
            self.write(place, self.give(value), element.type, node.span)
            at += PLACE * places_of(element.type)
        return self.fresh(block, node.type)

    def new_block(self, size: int) -> Operand:
        self.risk()
        result = self.temporary(self.checked.address)
        operands = (Const(size, self.checked.address), Const(TUPLE, UINT8))
        self.emit(Call("objects.blocks.new_block", result, operands, self.span))
        return result

    def build_Part(self, node: Part) -> Operand:
        place = self.beyond((HEAP, self.evaluate(node.owner)), PLACE * _place_of(node))
        value = self.load(place, node.type, node.span)
        if node.type.is_object and isinstance(node.owner.type, CellType):
            # It may be given another value any time, and may have none yet.
            return self.retained(value, optional_of(node.type))
        return value

    def build_Received(self, node: Received) -> Operand:
        place = self.beyond((HEAP, self.evaluate(node.owner)), PLACE * node.index)
        value = self.load(place, node.type, node.span)
        if not node.type.is_object:
            return value
        return self.fresh(self.compute("move", value.type, value), node.type)

    def build_SetPart(self, node: SetPart) -> Operand:
        owner = self.evaluate(node.owner)
        if self.has_sequences:
            owner = self.protect(owner, node.owner.type)
        value = self.own(node.value)
        place = self.beyond((HEAP, owner), PLACE * node.index)
        t = node.value.type
        before = self.load(place, t, node.span) if t.is_object else None
        self.write(place, value, t, node.span)
        if before is not None:
            self.count("release", before, t, may_be_null=True)
        return Const(False, BOOL)  # never read: the checker refuses a value of None


def _place_of(node: Part) -> int:
    """The place that a part begins at, counted from 0."""
    t = node.owner.type
    if isinstance(t, TupleType):
        return sum(places_of(element) for element in t.elements[: node.index])
    return node.index
