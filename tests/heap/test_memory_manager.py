"""What `MemoryManager` adds to the heap's functions: texts, the array of bytes, `check`."""

from __future__ import annotations

import copy
import gc
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable

import pytest

from pyexec.errors import DamagedHeapError
from pyexec.memory import MemoryManager, read_i64, write_i32, write_i64
from pyexec.rt import layout
from pyexec.wasm_memory import MAX_MEMORY, PAGE_SIZE, WasmMemoryManager

TEXTS = [
    "",
    "a",
    "\0",
    "a\0b\0",
    "Zoë",
    "日本語",
    "😀",
    "\U0010ffff",
    "e\u0301",
    "x" * 5000,
    "\ufffe",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts(text: str) -> None:
    mm = MemoryManager()
    pointer = mm.alloc_string(text)
    assert mm.read_string(pointer) == text
    content = text.encode()
    assert mm.block_size(pointer) == len(content) + 5
    stored = mm.memory[pointer : pointer + len(content) + 5].tobytes()
    assert stored == len(content).to_bytes(4, "little") + content + b"\0"
    mm.check()


def test_what_is_no_text() -> None:
    mm = MemoryManager()
    with pytest.raises(UnicodeEncodeError):
        mm.alloc_string("a\ud800b")
    assert mm.get_usage()[0] == 0
    pointer = mm.alloc_string("abc")
    for wrong in (b"\xff", b"\xc3", b"\xed\xa0\x80"):
        mm.memory[pointer + 4 : pointer + 4 + len(wrong)] = bytearray(wrong)
        with pytest.raises(UnicodeDecodeError):
            mm.read_string(pointer)


@pytest.mark.parametrize("length", [4, 2**20, 2**31, 2**32 - 1])
def test_a_string_whose_length_was_written_over(length: int) -> None:
    mm = MemoryManager()
    pointer = mm.alloc_string("abc")
    mm.memory[pointer : pointer + 4] = bytearray(length.to_bytes(4, "little"))
    with pytest.raises(ValueError, match="length"):
        mm.read_string(pointer)
    with pytest.raises(DamagedHeapError, match="a string"):
        mm.check()


def damage(mm: MemoryManager) -> dict[str, Callable[[], None]]:
    """Ways to damage a heap, by what `check` says of it."""
    small, large = mm.alloc(64), mm.alloc(5000)
    gone = mm.alloc(64)
    items, table, spare = mm.alloc_list(4), mm.alloc_dict(4), mm.alloc_list(4)
    mm.list_append(items, 1)
    mm.dict_set(table, 1, 2)
    freed = mm.alloc(5000)
    mm.alloc(5000)
    mm.free(freed, 5000)
    mm.free(gone, 64)
    entries = read_i64(mm.memory, table + 8)
    run = freed - layout.LARGE_DATA
    return {
        "the heap's own fields": lambda: write_i64(mm.memory, layout.HEAP + layout.MARK, 0),
        "a run of free grains": lambda: write_i64(mm.memory, run + layout.LENGTH, 9),
        "the lists of free runs": lambda: write_i64(mm.memory, run + layout.PREVIOUS, 8),
        "a large block": lambda: write_i64(mm.memory, large - 16, 4000),
        "a slab or a small block's header": lambda: write_i32(mm.memory, small - 4, 77 << 16),
        "the lists of free blocks": lambda: write_i64(mm.memory, gone, gone),
        "the count of the bytes in use": lambda: write_i64(mm.memory, layout.HEAP + layout.USED, 1),
        "a list": lambda: write_i32(mm.memory, items, 5),
        "a dict": lambda: write_i64(mm.memory, entries, 3),
        "the owners of elements": lambda: write_i64(mm.memory, spare + 4, 0),
    }


@pytest.mark.parametrize("fault", damage(MemoryManager()))
def test_what_check_finds(fault: str) -> None:
    mm = MemoryManager()
    ways = damage(mm)
    mm.check()
    ways[fault]()
    with pytest.raises(DamagedHeapError) as caught:
        mm.check()
    assert str(caught.value).splitlines()[0] == f"the heap is damaged: {fault}"
    mm.reset()
    mm.check()


def test_large_blocks_begin_with_a_line_of_the_cache() -> None:
    mm = MemoryManager()
    for size in (2049, 5000, 1024 - 64 + 2048, 1024 - 63 + 2048, 70_000):
        pointer = mm.alloc(size)
        assert pointer % 64 == 0
        mm.memory[pointer : pointer + size] = 255
        mm.check()


def test_the_array_is_the_heap() -> None:
    mm = MemoryManager(4096)
    memory = mm.memory
    assert mm.memory is memory
    assert memory.flags.writeable and memory.flags.c_contiguous
    pointer = mm.alloc(8)
    write_i64(memory, pointer, 42)
    del mm
    gc.collect()
    assert read_i64(memory, pointer) == 42  # the bytes live as long as the array


def test_growth_keeps_what_is_there() -> None:
    wmm = WasmMemoryManager(2)
    pointer = wmm.alloc_string("kept")
    old = wmm.memory
    assert wmm.grow_memory(0) and wmm.grow_memory(3)
    assert len(old) == 2 * PAGE_SIZE and len(wmm.memory) == 5 * PAGE_SIZE
    assert wmm.read_string(pointer) == "kept"
    assert wmm.alloc(2 * PAGE_SIZE) != 0
    assert wmm.get_usage()[1] == 4 * PAGE_SIZE
    wmm.check()


def test_the_most_pages() -> None:
    wmm = WasmMemoryManager(2)
    assert wmm.max_pages == 65536
    assert not wmm.grow_memory(65535)
    wide = WasmMemoryManager(2, memory64=True)
    assert wide.max_pages * PAGE_SIZE == MAX_MEMORY
    assert wide.grow_memory(wide.max_pages - 2)
    pointer = wide.alloc(6 * 1024**3)
    assert pointer != 0
    write_i64(wide.memory, pointer + 6 * 1024**3 - 8, 42)
    wide.free(pointer, 6 * 1024**3)
    wide.check()
    assert not wide.grow_memory(1)


def test_managers_are_not_copied() -> None:
    mm = MemoryManager()
    for attempt in (lambda: pickle.dumps(mm), lambda: copy.copy(mm), lambda: copy.deepcopy(mm)):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            attempt()


def test_the_import_is_light() -> None:
    program = (
        "import sys, pyexec.memory, pyexec.wasm_memory\n"
        "print({'numpy', 'numba', 'llvmlite', 'ctypes.util'} & sys.modules.keys())"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("added", "deleted", "message"),
    [
        (True, False, "dictionary changed size during iteration"),
        (False, True, "dictionary changed size during iteration"),
        (True, True, "dictionary keys changed during iteration"),
    ],
)
def test_a_dict_whose_keys_change_while_it_is_iterated(
    added: bool, deleted: bool, message: str
) -> None:
    """As Python's own does, which is asked first."""
    mm, plain = MemoryManager(), {0: 0, 1: 1}
    pointer = mm.alloc_dict()
    for key in plain:
        mm.dict_set(pointer, key, key)

    def change_plain(n: int) -> None:
        if deleted:
            del plain[n - 1]
        if added:
            plain[n] = n

    def change(n: int) -> None:
        if deleted:
            mm.dict_delete(pointer, n - 1)
        if added:
            mm.dict_set(pointer, n, n)

    def iterate(items: Iterable[tuple[int, int]], change: Callable[[int], None]) -> None:
        for n, _ in zip(range(2, 10_000), items, strict=False):
            change(n)

    for items, way in ((plain.items(), change_plain), (mm.dict_items(pointer), change)):
        with pytest.raises(RuntimeError, match=message):
            iterate(items, way)


def test_values_of_a_dict_may_change_while_it_is_iterated() -> None:
    mm = MemoryManager()
    pointer = mm.alloc_dict()
    for key in range(5):
        mm.dict_set(pointer, key, key)
    for key, value in mm.dict_items(pointer):
        mm.dict_set(pointer, key, value * 2)
    assert list(mm.dict_items(pointer)) == [(key, key * 2) for key in range(5)]
