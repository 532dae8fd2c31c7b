"""Random operations on a heap beside a model of it, with `check()` after every one.

The model is a dict of the live blocks with their contents, which Python's own lists and
dicts hold.  PYEXEC_STEPS=20000 makes it a long run; in CI it takes some seconds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pyexec.memory import MemoryManager, read_i32, read_i64
from pyexec.rt import layout
from pyexec.wasm_memory import WasmMemoryManager

STEPS = int(os.environ.get("PYEXEC_STEPS", "150"))

INT64 = st.integers(-(2**63), 2**63 - 1)
SIZES = st.one_of(st.integers(0, 300), st.integers(0, 2100), st.integers(2000, 20_000))


@dataclass
class Block:
    """What a live block has to hold."""

    kind: str
    content: Any  # bytes, str, list or dict
    size: int = 0  # of a plain block; of an element of a list
    counted: bool = False  # whether what it holds are pointers
    text_keys: bool = False
    own: int = 0  # references that the test has
    held: int = 0  # references that containers have

    @property
    def count(self) -> int:
        return self.own + self.held


@dataclass
class Model:
    """The live blocks by their pointers."""

    blocks: dict[int, Block] = field(default_factory=dict)

    def add(self, pointer: int, block: Block) -> None:
        assert pointer not in self.blocks
        assert pointer % 8 == 0 and pointer > layout.HEAP
        self.blocks[pointer] = block

    def references(self, block: Block) -> list[int]:
        """What a container refers to."""
        found: list[int] = []
        if block.kind == "dict":
            found += block.content if block.text_keys else []
            found += block.content.values() if block.counted else []
        elif block.kind == "list" and block.counted:
            found += block.content
        return [pointer for pointer in found if pointer]

    def hold(self, pointer: int) -> None:
        if pointer:
            self.blocks[pointer].held += 1

    def let_go(self, pointer: int) -> None:
        """A container's reference goes."""
        if pointer:
            self.blocks[pointer].held -= 1
            if self.blocks[pointer].count == 0:
                self.remove(pointer)

    def remove(self, pointer: int) -> None:
        """A block goes, and all that it alone refers to."""
        waiting = [pointer]
        while waiting:
            block = self.blocks.pop(waiting.pop())
            for other in self.references(block):
                if other in self.blocks:
                    self.blocks[other].held -= 1
                    if self.blocks[other].count <= 0:
                        waiting.append(other)


class Heaps(RuleBasedStateMachine):
    """A heap of a fixed size."""

    def __init__(self) -> None:
        super().__init__()
        self.mm = self.make()
        self.model = Model()

    def make(self) -> MemoryManager:
        return MemoryManager(150 * 1024)

    def pick(self, data: st.DataObject, allowed: Callable[[Block], bool]) -> int | None:
        """A live block of a sort; None where there is none."""
        pointers = [p for p, block in self.model.blocks.items() if allowed(block)]
        return data.draw(st.sampled_from(pointers)) if pointers else None

    def reference(self, data: st.DataObject) -> int:
        """A pointer for a container, or none."""
        return data.draw(st.sampled_from([0, *self.model.blocks]))

    # Allocation

    @rule(size=SIZES, byte=st.integers(0, 255))
    def alloc(self, size: int, byte: int) -> None:
        if pointer := self.mm.alloc(size):
            content = bytes([byte]) * size
            self.mm.memory[pointer : pointer + size] = bytearray(content)
            self.model.add(pointer, Block("raw", content, size))

    @rule(text=st.one_of(st.text(max_size=20), st.text(min_size=200, max_size=900)))
    def alloc_string(self, text: str) -> None:
        try:
            encoded = text.encode()
        except UnicodeEncodeError:
            with pytest.raises(UnicodeEncodeError):
                self.mm.alloc_string(text)
            return
        if pointer := self.mm.alloc_string(text):
            self.model.add(pointer, Block("string", text, len(encoded) + 5))

    @rule(length=st.integers(0, 600), size=st.sampled_from([1, 3, 8]))
    def alloc_array(self, length: int, size: int) -> None:
        if pointer := self.mm.alloc_array(length, size):
            content = length.to_bytes(4, "little") * 2 + bytes(length * size)
            self.model.add(pointer, Block("raw", content, len(content)))

    @rule(capacity=st.integers(0, 40), size=st.sampled_from([1, 2, 4, 8]), counted=st.booleans())
    def alloc_list(self, capacity: int, size: int, counted: bool) -> None:
        size = 8 if counted else size
        if pointer := self.mm.alloc_list(capacity, size, counted):
            self.model.add(pointer, Block("list", [], size, counted))

    @rule(capacity=st.integers(0, 40), text_keys=st.booleans(), counted=st.booleans())
    def alloc_dict(self, capacity: int, text_keys: bool, counted: bool) -> None:
        if pointer := self.mm.alloc_dict(capacity, text_keys, counted):
            self.model.add(pointer, Block("dict", {}, 0, counted, text_keys))

    # References

    @precondition(lambda self: self.model.blocks)
    @rule(data=st.data())
    def incref(self, data: st.DataObject) -> None:
        pointer = data.draw(st.sampled_from([*self.model.blocks]))
        self.mm.incref(pointer)
        self.model.blocks[pointer].own += 1

    @precondition(lambda self: self.model.blocks)
    @rule(data=st.data())
    def decref(self, data: st.DataObject) -> None:
        # Of what a container refers to, the test gives back only what it took.
        pointer = self.pick(data, lambda block: block.own > 0 or block.held == 0)
        if pointer is None:
            return
        block = self.model.blocks[pointer]
        self.mm.decref(pointer)
        block.own = max(block.own - 1, 0)
        if block.count == 0:
            self.model.remove(pointer)

    @precondition(lambda self: self.model.blocks)
    @rule(data=st.data())
    def free(self, data: st.DataObject) -> None:
        pointer = self.pick(data, lambda b: b.held == 0 and b.kind in ("raw", "string"))
        if pointer is not None:
            size = self.model.blocks[pointer].size
            for wrong in (size + 1, size - 1):
                with pytest.raises(ValueError, match="size"):
                    self.mm.free(pointer, wrong)
            self.mm.free(pointer, size)
            self.model.remove(pointer)

    # Lists

    def element(self, data: st.DataObject, block: Block) -> int:
        """A value that a list can hold."""
        if block.counted:
            return self.reference(data)
        bits = 8 * block.size - 1
        return data.draw(st.integers(-(1 << bits), (1 << bits) - 1))

    @rule(data=st.data(), at=st.one_of(st.none(), st.integers(-12, 12)))
    def list_add(self, data: st.DataObject, at: int | None) -> None:
        pointer = self.pick(data, lambda block: block.kind == "list")
        if pointer is None:
            return
        block = self.model.blocks[pointer]
        value = self.element(data, block)
        try:
            if at is None:
                self.mm.list_append(pointer, value)
            else:
                self.mm.list_insert(pointer, at, value)
        except MemoryError:
            return
        block.content.insert(len(block.content) if at is None else at, value)
        if block.counted:
            self.model.hold(value)

    @rule(data=st.data(), index=st.integers(-12, 12), delete=st.booleans())
    def list_change(self, data: st.DataObject, index: int, delete: bool) -> None:
        pointer = self.pick(data, lambda block: block.kind == "list")
        if pointer is None:
            return
        block = self.model.blocks[pointer]
        value = self.element(data, block)
        given = [index] if delete else [index, value]
        call: Callable[..., None] = self.mm.list_delete if delete else self.mm.list_set
        if not -len(block.content) <= index < len(block.content):
            with pytest.raises(IndexError):
                call(pointer, *given)
            return
        call(pointer, *given)
        old = block.content[index]
        if delete:
            del block.content[index]
        else:
            block.content[index] = value
        if block.counted:
            if not delete:
                self.model.hold(value)
            self.model.let_go(old)

    # Dicts

    def key(self, data: st.DataObject, table: Block) -> int | None:
        """A key for a dict: a string's pointer, or an integer of which some are frequent."""
        if table.text_keys:
            return self.pick(data, lambda block: block.kind == "string")
        return data.draw(st.one_of(st.integers(-5, 30), INT64))

    def same(self, table: Block, key: int) -> int | None:
        """The key of a dict that is equal to a key."""
        if not table.text_keys:
            return key if key in table.content else None
        text = self.model.blocks[key].content
        return next((k for k in table.content if self.model.blocks[k].content == text), None)

    @rule(data=st.data())
    def dict_set(self, data: st.DataObject) -> None:
        pointer = self.pick(data, lambda block: block.kind == "dict")
        block = self.model.blocks[pointer] if pointer else None
        key = self.key(data, block) if block else None
        if pointer is None or block is None or key is None:
            return
        value = self.reference(data) if block.counted else data.draw(INT64)
        present = self.same(block, key)
        try:
            self.mm.dict_set(pointer, key, value)
        except MemoryError:
            assert present is None
            return
        old = block.content.get(present, 0)
        block.content[key if present is None else present] = value
        if present is None and block.text_keys:
            self.model.hold(key)
        if block.counted:
            self.model.hold(value)
            self.model.let_go(old)

    @rule(data=st.data())
    def dict_delete(self, data: st.DataObject) -> None:
        pointer = self.pick(data, lambda block: block.kind == "dict")
        block = self.model.blocks[pointer] if pointer else None
        key = self.key(data, block) if block else None
        if pointer is None or block is None or key is None:
            return
        present = self.same(block, key)
        assert self.mm.dict_contains(pointer, key) == (present is not None)
        if present is None:
            with pytest.raises(KeyError):
                self.mm.dict_delete(pointer, key)
            return
        self.mm.dict_delete(pointer, key)
        old = block.content.pop(present)
        if block.text_keys:
            self.model.let_go(present)
        if block.counted:
            self.model.let_go(old)

    # The whole

    @rule(chance=st.integers(0, 30))
    def reset(self, chance: int) -> None:
        if chance == 0:
            self.mm.reset()
            self.model.blocks.clear()

    @invariant()
    def the_heap_is_sound(self) -> None:
        self.mm.check()
        used, total = self.mm.get_usage()
        assert 0 <= used <= total
        if not self.model.blocks:
            assert used == 0

    @invariant()
    def every_block_is_as_the_model_has_it(self) -> None:
        ends = 0
        for pointer, block in sorted(self.model.blocks.items()):
            assert pointer - layout.HEADER >= ends, "blocks overlap"
            ends = pointer + self.mm.block_size(pointer)
            assert self.mm.refcount(pointer) == block.count
            self.compare(pointer, block)

    def compare(self, pointer: int, block: Block) -> None:
        match block.kind:
            case "raw":
                assert self.mm.memory[pointer : pointer + block.size].tobytes() == block.content
            case "string":
                assert self.mm.read_string(pointer) == block.content
            case "list":
                assert list(self.mm.list_items(pointer)) == block.content
                assert read_i32(self.mm.memory, pointer) == len(block.content)
            case "dict":
                assert list(self.mm.dict_items(pointer)) == list(block.content.items())
                assert self.mm.dict_length(pointer) == len(block.content)
                for key, value in block.content.items():
                    assert self.mm.dict_get(pointer, key) == value

    def teardown(self) -> None:
        """All that is left can be freed, and then nothing is in use."""
        while self.model.blocks:
            pointer = next((p for p, b in self.model.blocks.items() if not b.held), None)
            if pointer is None:
                return  # nothing but circles
            block = self.model.blocks[pointer]
            self.mm.decref(pointer)
            block.own = max(block.own - 1, 0)
            if block.count == 0:
                self.model.remove(pointer)
        self.mm.check()
        assert self.mm.get_usage()[0] == 0


class GrowingHeaps(Heaps):
    """A heap of WebAssembly, which starts with next to nothing."""

    mm: WasmMemoryManager

    def make(self) -> MemoryManager:
        return WasmMemoryManager(2)

    @initialize(pages=st.integers(0, 3))
    def start(self, pages: int) -> None:
        assert self.mm.grow_memory(pages)

    @rule(pages=st.integers(0, 4))
    def grow(self, pages: int) -> None:
        before = len(self.mm.memory)
        if before < 64 * 65536:
            assert self.mm.grow_memory(pages)
            assert len(self.mm.memory) == before + pages * 65536

    @rule()
    def grow_too_far(self) -> None:
        before = len(self.mm.memory)
        assert not self.mm.grow_memory(65536)
        assert len(self.mm.memory) == before


@pytest.mark.parametrize("machine", [Heaps, GrowingHeaps])
def test_states(machine: type[Heaps]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(STEPS // 2, 30),
            stateful_step_count=min(STEPS, 300),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_elements_are_where_the_documentation_says() -> None:
    mm = MemoryManager()
    pointer = mm.alloc_array(10)
    assert read_i64(mm.memory, pointer + 8 + 9 * 8) == 0
    assert mm.block_size(pointer) == 88
