"""Builds what stands in memory: constant texts, packed values, and what an address leads to.

A number stands in memory as it is, a bool as a byte, a complex number as its two parts, a
reference in eight bytes, of which an address of 32 bits takes the lower half.

    Pack((1, names))      %0 = call objects.blocks.new_block(16, TUPLE)
                          store heap[%0], 1
                          store heap[%0 + 8], names
"""

from __future__ import annotations

from ..ir.nodes import HEAP, Call, Const, Load, Operand, Static, Store
from ..object_types import CellType
from ..rt.layout import STRING, TUPLE
from ..types import BOOL, MEMORY, NONE, UINT8, UINT64, Type
from .counting import PLACE, places_of
from .references import ReferenceBuilder
from .tree import Adopt, Fetch, Pack, Part, Pointer, Put, SetPart, Take, Text

# The count of what is never freed.
EVERLASTING = 1 << 30


class StorageBuilder(ReferenceBuilder):
    """Builds accesses to memory, and what makes blocks."""

    # Single values in memory

    def load(self, memory: Operand, at: Operand, t: Type) -> Operand:
        """What stands at an address, as a value of a type; no reference is counted."""
        if t.is_complex:
            real = self.load(memory, at, t.part)
            imaginary = self.load(memory, self.beyond(at, t.part.bits // 8), t.part)
            return self.compute("complex", t, real, imaginary)
        if t is BOOL:
            return self.compute("ne", BOOL, self.load(memory, at, UINT8), Const(0, UINT8))
        result = self.temporary(self.machine(t))
        self.emit(Load(result, (memory, at), self.span))
        return result

    def write(self, memory: Operand, at: Operand, value: Operand, t: Type) -> None:
        """Put a value where an address leads to; its reference goes with it."""
        if t.is_complex:
            for index, part in enumerate(("real", "imag")):
                number = self.compute(part, t.part, value)
                self.write(memory, self.beyond(at, index * t.part.bits // 8), number, t.part)
            return
        if t is BOOL:
            value = self.compute("convert", UINT8, value)
        elif t.is_object and value.type is not UINT64:
            value = self.compute("convert", UINT64, value)
        self.emit(Store((memory, at, value), self.span))

    def beyond(self, at: Operand, distance: int) -> Operand:
        if distance == 0:
            return at
        return self.compute("add", at.type, at, Const(distance, at.type))

    # What an address leads to

    def build_Fetch(self, node: Fetch) -> Operand:
        memory, address = self.evaluate_all((node.memory, node.address))
        value = self.load(memory, address, node.type)
        if not node.type.is_object:
            return value
        if not isinstance(node, Take):
            self.count("retain", value, node.type)
        return self.fresh(value, node.type)

    def build_Put(self, node: Put) -> Operand:
        memory, address = self.evaluate_all((node.memory, node.address))
        if self.has_sequences:
            address = self.keep(address)
        self.write(memory, address, self.own(node.value), node.value.type)
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
        if self.has_sequences:
            values = [self.keep(value) for value in values]
        size = PLACE * sum(places_of(element.type) for element in node.elements)
        block = self.new_block(size)
        at = 0
        for element, value in zip(node.elements, values, strict=True):
            self.write(HEAP, self.beyond(block, at), self.give(value), element.type)
            at += PLACE * places_of(element.type)
        return self.fresh(block, node.type)

    def new_block(self, size: int) -> Operand:
        self.risk()
        result = self.temporary(self.checked.address)
        operands = (Const(size, self.checked.address), Const(TUPLE, UINT8))
        self.emit(Call("objects.blocks.new_block", result, operands, self.span))
        return result

    def build_Part(self, node: Part) -> Operand:
        owner = self.evaluate(node.owner)
        value = self.load(HEAP, self.beyond(owner, PLACE * node.index), node.type)
        if node.type.is_object and isinstance(node.owner.type, CellType):
            return self.retained(value, node.type, may_be_null=True)  # it may change any time
        return value

    def build_SetPart(self, node: SetPart) -> Operand:
        owner = self.evaluate(node.owner)
        value = self.own(node.value)
        at = self.beyond(owner, PLACE * node.index)
        t = node.value.type
        before = self.load(HEAP, at, t) if t.is_object else None
        self.write(HEAP, at, value, t)
        if before is not None:
            self.count("release", before, t, may_be_null=True)
        return Const(False, BOOL)  # never read: the checker refuses a value of None


def text_block(value: str) -> bytes:
    """A constant text with its header, as `rt/objects/strings.py` draws it."""
    highest = max(map(ord, value), default=0)
    width = 1 if highest < 0x100 else 2 if highest < 0x10000 else 4
    characters = b"".join(ord(character).to_bytes(width, "little") for character in value)
    data = len(value).to_bytes(4, "little") + bytes([width, 0, 0, 0]) + characters
    size = len(data) if len(data) <= LARGEST_SMALL else 0
    header = EVERLASTING.to_bytes(4, "little") + bytes([STRING, 0]) + size.to_bytes(2, "little")
    return header + data
