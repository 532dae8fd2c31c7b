"""Misuse of a heap is an exception and changes nothing; garbage written over it does no harm."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy
import pytest

from pyexec import memory as access
from pyexec.errors import OptionError
from pyexec.memory import MemoryManager, read_i64, write_i32
from pyexec.rt import dicts, layout
from pyexec.wasm_memory import WasmMemoryManager

# Heaps for the corruption test; PYEXEC_CORRUPTIONS=100000 takes a few minutes.
CORRUPTIONS = int(os.environ.get("PYEXEC_CORRUPTIONS", "3000"))


@pytest.fixture
def mm() -> MemoryManager:
    return MemoryManager(256 * 1024)


def refused(mm: MemoryManager, error: type[Exception], match: str, call: str, *given: Any) -> None:
    """A call raises, and no byte is changed."""
    before = mm.memory.copy()
    with pytest.raises(error, match=match):
        getattr(mm, call)(*given)
    assert numpy.array_equal(mm.memory, before)
    mm.check()


@pytest.mark.parametrize("size", [0, 16, 2048, 2049, 50_000])
def test_double_free(mm: MemoryManager, size: int) -> None:
    pointer = mm.alloc(size)
    mm.free(pointer, size)
    match = "freed already" if size <= 2048 else "not a pointer"
    refused(mm, ValueError, match, "free", pointer, size)
    refused(mm, ValueError, match, "decref", pointer)
    refused(mm, ValueError, match, "incref", pointer)
    refused(mm, ValueError, match, "read_string", pointer)


@pytest.mark.parametrize("size", [16, 100, 2048, 2049, 50_000])
def test_interior_and_foreign_pointers(mm: MemoryManager, size: int) -> None:
    pointer = mm.alloc(size)
    near = [pointer + by for by in (*range(-24, 0), *range(1, 17), size - 8, size - 1)]
    far = [0, 1, -1, -8, -pointer, 8, layout.HEAP, layout.HEAP + layout.STATE, len(mm.memory)]
    absurd = [pointer + (1 << 32), pointer + (1 << 48), 2**63 - 1, -(2**63), pointer - (1 << 32)]
    for wrong in {*near, *far, *absurd} - {pointer}:
        refused(mm, ValueError, "pointer|freed", "free", wrong, size)
        refused(mm, ValueError, "pointer|freed", "decref", wrong)
    refused(mm, OverflowError, "must fit int", "free", 2**64 + pointer, size)
    mm.free(pointer, size)


@pytest.mark.parametrize("size", [0, 1, 40, 2047, 2048, 2049, 5000])
def test_wrong_size(mm: MemoryManager, size: int) -> None:
    pointer = mm.alloc(size)
    for wrong in {size - 1, size + 1, -size, 2 * size, size + (1 << 16), size + (1 << 32)} - {size}:
        refused(mm, ValueError, "size", "free", pointer, wrong)
    mm.free(pointer, size)


def test_pointers_of_another_manager(mm: MemoryManager) -> None:
    other = MemoryManager(256 * 1024)
    for pointer in (other.alloc(300), other.alloc(30_000), other.alloc_list(), other.alloc_dict()):
        for call in ("decref", "incref", "refcount", "list_length", "dict_length", "read_string"):
            refused(mm, ValueError, "pointer", call, pointer)
    other.check()


def test_the_wrong_kind(mm: MemoryManager) -> None:
    block, text = mm.alloc(40), mm.alloc_string("text")
    items, table = mm.alloc_list(4), mm.alloc_dict(4)
    for pointer in (block, text, table):
        refused(mm, ValueError, "not a list", "list_append", pointer, 1)
        refused(mm, ValueError, "not a list", "decref_list_auto", pointer)
    for pointer in (block, text, items):
        refused(mm, ValueError, "not a dict", "dict_set", pointer, 1, 1)
        refused(mm, ValueError, "not a dict", "decref_dict", pointer)
    for pointer in (block, items, table):
        refused(mm, ValueError, "not a string", "read_string", pointer)
    refused(mm, ValueError, "use decref", "free", items, 24)
    refused(mm, ValueError, "use decref", "free", table, 24)


@pytest.mark.parametrize("field", [8])
def test_the_elements_of_a_container_are_its_own(mm: MemoryManager, field: int) -> None:
    for pointer in (mm.alloc_list(4), mm.alloc_dict(4)):
        elements = read_i64(mm.memory, pointer + field)
        for call in ("decref", "incref", "block_size"):
            refused(mm, ValueError, "belongs to a list or dict", call, elements)
        refused(mm, ValueError, "belongs to a list or dict", "free", elements, 32)
        mm.decref(pointer)
    assert mm.get_usage()[0] == 0


def test_references_that_are_none(mm: MemoryManager) -> None:
    items, table = mm.alloc_list(4, 8, True), mm.alloc_dict(4, False, True)
    words = mm.alloc_dict(4, True)
    block = mm.alloc(16)
    for wrong in (block + 8, 5, -1, 1 << 40):
        refused(mm, ValueError, "pointer", "list_append", items, wrong)
        refused(mm, ValueError, "pointer", "list_insert", items, 0, wrong)
        refused(mm, ValueError, "pointer", "dict_set", table, 1, wrong)
        refused(mm, ValueError, "pointer", "dict_set", words, wrong, 1)
    refused(mm, ValueError, "not a string", "dict_set", words, block, 1)


@pytest.mark.parametrize("size", [-1, -8, -(2**63)])
def test_negative_sizes(mm: MemoryManager, size: int) -> None:
    for call, *given in (
        ("alloc", size), ("alloc_array", size), ("alloc_array", 8, size), ("alloc_list", size),
        ("alloc_list", 8, size), ("alloc_dict", size),
    ):  # fmt: skip
        refused(mm, ValueError, "has|negative|element", str(call), *given)


@pytest.mark.parametrize("power", [20, 31, 32, 47, 48, 61, 62])
@pytest.mark.parametrize("near", [-17, -1, 0, 1, 16])
def test_absurd_sizes(mm: MemoryManager, power: int, near: int) -> None:
    """No product or sum wraps around: there is no room, or the size is refused."""
    size = (1 << power) + near
    for call, *given in (
        ("alloc", size), ("alloc_array", size, 1), ("alloc_array", size, 8),
        ("alloc_array", size, size), ("alloc_list", size), ("alloc_dict", size),
    ):  # fmt: skip
        with suppress(ValueError):
            assert getattr(mm, str(call))(*given) == 0
        assert mm.get_usage()[0] == 0
        mm.check()


def test_numbers_beyond_64_bits(mm: MemoryManager) -> None:
    items = mm.alloc_list(4)
    refused(mm, OverflowError, "must fit int", "alloc", 2**63)
    refused(mm, OverflowError, "must fit int", "list_append", items, 2**63)
    refused(mm, OverflowError, "must fit int", "read_string", 2**70)
    with pytest.raises(TypeError):
        mm.alloc("64")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        mm.alloc(64.0)  # type: ignore[arg-type]


def test_counts_of_references_do_not_overflow(mm: MemoryManager) -> None:
    pointer = mm.alloc(16)
    write_i32(mm.memory, pointer - 8, 2**31 - 1)
    refused(mm, OverflowError, "references", "incref", pointer)
    write_i32(mm.memory, pointer - 8, -5)
    mm.decref(pointer)
    assert mm.get_usage()[0] == 0


def test_use_after_reset(mm: MemoryManager) -> None:
    pointers = [mm.alloc(40), mm.alloc(5000), mm.alloc_string("text"), mm.alloc_list(4)]
    mm.reset()
    assert mm.get_usage()[0] == 0
    for pointer in pointers:
        for call in ("incref", "decref", "read_string", "list_length", "block_size"):
            refused(mm, ValueError, "pointer", call, pointer)
    assert mm.alloc(40) == pointers[0]


NUMBERS: list[tuple[str, int, str, list[float]]] = [
    ("i32", 4, "<i", [0, 1, -1, 2**31 - 1, -(2**31)]),
    ("i64", 8, "<q", [0, 1, -1, 2**63 - 1, -(2**63)]),
    ("f32", 4, "<f", [0.0, -0.0, 1.5, float("inf")]),
    ("f64", 8, "<d", [0.0, -0.0, 0.1, float("-inf")]),
]


@pytest.mark.parametrize(("name", "size", "form", "values"), NUMBERS)
def test_numbers_at_every_alignment_and_edge(
    name: str, size: int, form: str, values: list[float]
) -> None:
    memory = MemoryManager(1024).memory
    read: Callable[..., float] = getattr(access, f"read_{name}")
    write: Callable[..., None] = getattr(access, f"write_{name}")
    last = len(memory) - size
    for at in (*range(17), *range(last - 16, last + 1)):
        for value in values:
            write(memory, at, value)
            assert memory[at : at + size].tobytes() == struct.pack(form, value)
            assert struct.pack(form, read(memory, at)) == struct.pack(form, value)
    before = memory.copy()
    for at in (*range(last + 1, last + 20), -1, -size, -len(memory), 2**63, -(2**63), 2**70):
        with pytest.raises(IndexError):
            read(memory, at)
        with pytest.raises(IndexError):
            write(memory, at, values[1])
    assert numpy.array_equal(memory, before)


def test_numbers_that_do_not_fit() -> None:
    memory = MemoryManager(1024).memory
    memory[8:16] = 0xAB
    for write, bits in ((access.write_i32, 31), (access.write_i64, 63)):
        for value in (2**bits, -(2**bits) - 1):
            with pytest.raises(OverflowError, match="does not fit"):
                write(memory, 8, value)
        with pytest.raises(TypeError, match="no such number"):
            write(memory, 8, 1.0)  # type: ignore[arg-type]
    for too_large in (1e39, 10**400):
        with pytest.raises(OverflowError, match="does not fit"):
            access.write_f32(memory, 8, too_large)
    with pytest.raises(TypeError, match="no such number"):
        access.write_f64(memory, 8, "1.0")  # type: ignore[arg-type]
    assert memory[8:16].tobytes() == b"\xab" * 8


@pytest.mark.parametrize("wrong", ["8", 8.0, None])
def test_what_is_no_position_and_no_text(wrong: Any, mm: MemoryManager) -> None:
    for read in (access.read_i32, access.read_i64, access.read_f32, access.read_f64):
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            read(mm.memory, wrong)
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        access.write_i32(mm.memory, wrong, 1)
    with pytest.raises(TypeError, match="must be int, not "):
        mm.read_string(wrong)
    for text in (5, b"text", None):
        with pytest.raises(TypeError, match=f"'s' must be str, not {type(text).__name__}"):
            mm.alloc_string(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [0, -1, 1023, 2.5, True, "1", None, 2**62, 2**64])
def test_a_manager_of_no_size(size: Any) -> None:
    with pytest.raises(OptionError):
        MemoryManager(size)


@pytest.mark.parametrize("pages", [1, 0, -1, 65537, 2.5, None])
def test_a_web_manager_of_no_size(pages: Any) -> None:
    with pytest.raises(OptionError):
        WasmMemoryManager(pages)


@pytest.mark.parametrize("pages", [-1, 1.5, True, None])
def test_growth_by_no_number(pages: Any) -> None:
    wmm = WasmMemoryManager(2)
    with pytest.raises(OptionError):
        wmm.grow_memory(pages)
    assert wmm.pages == 2


def test_a_list_that_is_freed_within_itself(mm: MemoryManager) -> None:
    """Circles are freed once, by the reference that goes last."""
    a, b = mm.alloc_list(1, 8, True), mm.alloc_list(1, 8, True)
    mm.list_append(a, b)
    mm.list_append(b, a)
    mm.list_append(a, a)
    mm.decref(a)
    mm.decref(a)
    mm.check()
    assert mm.get_usage()[0] == 0


def test_deep_nesting_needs_no_stack() -> None:
    mm = MemoryManager(64 * 1024 * 1024)
    pointer = mm.alloc_list(1, 8, True)
    for _ in range(200_000):
        outer = mm.alloc_list(1, 8, True)
        mm.list_append(outer, pointer)
        pointer = outer
    mm.check()
    mm.decref(pointer)
    assert mm.get_usage()[0] == 0
    mm.check()


def test_threads_share_a_heap() -> None:
    """Each call is a whole: no other thread sees or makes half of one."""
    mm = MemoryManager(4 * 1024 * 1024)
    shared = mm.alloc_list(0, 8, True)
    interval = sys.getswitchinterval()
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(2000):
                size = (number * 37 + step * 11) % 5000
                pointer = mm.alloc(size)
                mm.list_append(shared, pointer)
                mm.list_delete(shared, -1)
                text = mm.alloc_string(f"{number} {step}")
                assert mm.read_string(text) == f"{number} {step}"
                mm.decref(text)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    sys.setswitchinterval(1e-6)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not failures
    mm.decref(shared)
    assert mm.get_usage()[0] == 0
    mm.check()


# Garbage


def put(mm: MemoryManager, at: int, value: int) -> None:
    mm.memory[at : at + 8] = bytearray(struct.pack("<Q", value))


def test_an_index_without_an_empty_slot(mm: MemoryManager) -> None:
    """A search in it ends."""
    table = mm.alloc_dict(4)
    mm.dict_set(table, 1, 2)
    index = read_i64(mm.memory, table + 8) + 4 * (dicts.ENTRY + dicts.HASH)
    for slot in range(16):
        write_i32(mm.memory, index + 4 * slot, 1)
    assert not mm.dict_contains(table, 12345)
    mm.dict_set(table, 12345, 1)


def test_a_circle_of_free_runs(mm: MemoryManager) -> None:
    """Even where there seem to be grains without end."""
    kept = [mm.alloc(5000) for _ in range(4)]
    mm.free(kept[0], 5000)
    while mm.alloc(6000):
        pass
    put(mm, kept[0] - 16, kept[0] - 16)
    assert mm.alloc(6000) == 0
    put(mm, layout.HEAP + layout.GRAINS, 2**50)
    with pytest.raises(IndexError):
        mm.alloc(6000)


def test_a_circle_of_free_blocks(mm: MemoryManager) -> None:
    pointer = mm.alloc(64)
    mm.alloc(64)
    mm.free(pointer, 64)
    put(mm, pointer, pointer)
    put(mm, layout.HEAP + layout.GRAINS, 2**50)
    with pytest.raises(IndexError):
        mm.alloc(2**30)


def test_garbage_all_over() -> None:
    """Thousands of damaged heaps, in another process, as it could crash or hang."""
    script = Path(__file__).with_name("corruption.py")
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", str(script), "0", str(CORRUPTIONS)],
        env={**os.environ, "PYTHONPATH": str(script.parents[2])},
        capture_output=True,
        text=True,
        timeout=60 + CORRUPTIONS / 50,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-20:] + done.stderr
    assert done.stdout.split()[-1] == str(CORRUPTIONS - 1)
