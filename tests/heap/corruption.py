"""Writes garbage over heaps and then calls every method: a process of its own, see the tests.

    python corruption.py 0 500     # the seeds from 0 to 499

Anything may be raised or given, as long as each call ends, and soon: no crash, no endless
loop.  `reset()` then makes a heap that is whole.
"""

from __future__ import annotations

import random
import struct
import sys
import time
from typing import Final

from pyexec.memory import MemoryManager
from pyexec.rt import layout

SECONDS: Final = 2.0  # for one call

# What a damaged heap may answer with.
ERRORS: Final = (ValueError, IndexError, KeyError, OverflowError, MemoryError)

ONE_POINTER: Final = (
    "block_size", "incref", "decref", "decref_list_auto", "decref_dict", "refcount",
    "read_string", "list_length", "dict_length",
)  # fmt: skip


def filled(mm: MemoryManager, source: random.Random) -> list[int]:
    """Objects of all kinds that refer to each other; their pointers."""
    pointers = [mm.alloc(source.randrange(3000)) for _ in range(10)]
    pointers += [mm.alloc_string("text" * source.randrange(200)) for _ in range(5)]
    pointers += [mm.alloc_array(source.randrange(100)) for _ in range(3)]
    pointers = [pointer for pointer in pointers if pointer]
    for _ in range(6):
        items, table = mm.alloc_list(2, 8, True), mm.alloc_dict(4, False, True)
        words = mm.alloc_dict(2, True, True)
        for key in range(source.randrange(12)):
            mm.list_append(items, source.choice(pointers))
            mm.dict_set(table, key, source.choice(pointers))
            mm.dict_set(words, mm.alloc_string(str(key)), source.choice(pointers))
        pointers += [items, table, words]
    return pointers


def garble(mm: MemoryManager, source: random.Random, pointers: list[int]) -> None:
    """Write over parts of the heap: its state, its table, blocks, or all of it."""
    memory = mm.memory
    state = range(layout.HEAP, layout.HEAP + layout.STATE, 8)
    objects = range(layout.HEAP, layout.HEAP + 40_000, 4)
    for _ in range(source.choice((1, 2, 5, 50, 1000))):
        at = source.choice((source.choice(state), source.choice(objects), 0))
        if at == 0:
            at = source.choice(pointers) + source.randrange(-8, 24)
        value = source.choice(
            (
                source.choice(pointers),
                source.choice(pointers) - 8,
                source.choice(state),
                source.choice(objects),
                source.randrange(256) * 0x0101010101010101,
                source.getrandbits(source.randrange(64)),
                2**64 - 1 - source.getrandbits(source.randrange(64)),
            )
        )
        content = struct.pack("<Q", value)[: source.choice((1, 2, 4, 8))]
        memory[at : at + len(content)] = bytearray(content)
    if source.random() < 0.05:
        start = layout.HEAP + source.randrange(2) * layout.STATE
        memory[start:] = bytearray(source.randbytes(len(memory) - start))


def attempt(name: str, mm: MemoryManager, *arguments: object) -> None:
    """Call a method, whatever it does."""
    start = time.perf_counter()
    try:
        result = getattr(mm, name)(*arguments)
        if name in ("list_items", "dict_items"):
            for _ in zip(range(100), result, strict=False):
                pass
    except (*ERRORS, RuntimeError):  # which a DamagedHeapError is
        pass
    taken = time.perf_counter() - start
    assert taken < SECONDS, f"{name}{arguments} took {taken:.1f} s"


def call_everything(mm: MemoryManager, source: random.Random, pointers: list[int]) -> None:
    """Every method, in any order, with pointers and numbers that were right before."""
    calls: list[tuple[object, ...]] = [("check",), ("get_usage",)]
    for size in (1, 64, 3000, 100_000):
        calls += [("alloc", size), ("alloc_string", "x" * size), ("alloc_array", size)]
        calls += [("alloc_list", size), ("alloc_dict", size)]
    for pointer in source.sample(pointers, 12):
        other, index = source.choice(pointers), source.randrange(-4, 12)
        calls += [(name, pointer) for name in (*ONE_POINTER, "list_items", "dict_items")]
        calls += [(name, pointer, index) for name in ("list_get", "list_delete", "free")]
        calls += [(name, pointer, index, other) for name in ("list_set", "list_insert")]
        calls += [("list_append", pointer, other)]
        for key in (index, other):
            calls += [(name, pointer, key) for name in ("dict_get", "dict_delete", "dict_contains")]
            calls += [("dict_set", pointer, key, other)]
    source.shuffle(calls)
    for name, *arguments in calls:
        attempt(str(name), mm, *arguments)


def main(first: int, last: int) -> None:
    mm = MemoryManager(size=200 * 1024)
    for seed in range(first, last):
        print(seed, flush=True)  # the last one that is printed has crashed
        source = random.Random(seed)
        pointers = filled(mm, source)
        mm.check()
        garble(mm, source, pointers)
        call_everything(mm, source, pointers)
        mm.reset()
        mm.check()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
