"""What is done to a heap, the same on every one; each ends with no live block.

    heap = MAKERS["native"](PAGES)
    SCRIPTS["lists"](heap)
    heap.log               # every call with its arguments and what it gave or raised

An argument is a pointer that the heap gave earlier, so that logs agree only while the heaps
hand out the same addresses.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

from answers import Raised
from heaps import Heap

from pyexec.rt import layout

PAGES: Final = 5

# On both sides of every class's border, and of the border to large blocks.
SIZES: Final = (0, 1, 8, 15, 16, 17, 100, 128, 129, 160, 161, 255, 256, 257, 1000, 2047, 2048,
                2049, 4096, 5000)  # fmt: skip

LEAST, MOST = -(2**63), 2**63 - 1


def string(heap: Heap, text: str) -> int:
    """A new string on the heap."""
    content = text.encode()
    pointer = heap.value("new_string", len(content))
    if pointer:
        heap.write(pointer + 4, content)
    return pointer


def blocks(heap: Heap) -> None:
    """Blocks of every class, freed in another order than they were allocated in."""
    for _ in range(2):
        live = [(heap.value("alloc", size), size) for size in SIZES for _ in range(3)]
        for index, (pointer, size) in enumerate(live):
            heap.write(pointer, bytes([index]) * size)
            assert heap.value("block_size", pointer) == size
        heap.check()
        for index, (pointer, size) in enumerate(live):
            assert heap.read(pointer, size) == bytes([index]) * size
        for pointer, size in [*live[::2], *live[1::2][::-1]]:
            heap.call("free", pointer, size)
        heap.check()


def large(heap: Heap) -> None:
    """Large blocks that are split, freed between live ones, and joined again."""
    live = [heap.value("alloc", 3000 * (1 + index % 4)) for index in range(20)]
    for index in (3, 5, 4, 0, 19, 18, 17, 10):
        heap.call("free", live[index], 3000 * (1 + index % 4))
        heap.check()
    again = heap.value("alloc", 3 * 3000 * 4)
    heap.call("free", again, 3 * 3000 * 4)
    for index in set(range(20)) - {3, 5, 4, 0, 19, 18, 17, 10}:
        heap.call("free", live[index], 3000 * (1 + index % 4))
    heap.check()


def exhaustion(heap: Heap) -> None:
    """Until there is no room: with small blocks, then with one that takes all."""
    live = []
    while pointer := heap.value("alloc", 500):
        live.append(pointer)
    assert heap.value("alloc", 5000) == 0
    while pointer := heap.value("alloc", 1):
        heap.call("incref", pointer)
        heap.call("decref", pointer)
        if heap.value("used") % 3 == 0:
            break
    heap.check()
    for pointer in live[::3] + live[1::3] + live[2::3]:
        heap.call("free", pointer, 500)
    whole = (heap.pages - 1) * 65536
    while not (pointer := heap.value("alloc", whole)):
        whole -= 1024
    heap.check()
    heap.call("free", pointer, whole)


def references(heap: Heap) -> None:
    """Counts of references, and what goes with the last one."""
    for make, arguments in (("alloc", (40,)), ("alloc", (4000,)), ("new_list", (3,))):
        pointer = heap.value(make, *arguments)
        assert heap.value("count", pointer) == 0
        for count in (1, 2, 3):
            heap.call("incref", pointer)
            assert heap.value("count", pointer) == count
        for _ in range(3):
            heap.call("decref", pointer)
        assert isinstance(heap.call("count", pointer), Raised)
    pointer = heap.value("alloc", 40)
    assert heap.value("audit", heap.end) == 0
    heap.call("decref", pointer)


def strings(heap: Heap) -> None:
    """Strings of every length around the borders of classes."""
    for length in (0, 1, 10, 11, 12, 123, 124, 2043, 2044, 5000):
        pointer = string(heap, "ä" * (length // 2) + "a" * (length % 2))
        assert heap.value("text_length", pointer) == length
        heap.call("incref", pointer)
        heap.call("decref", pointer)


def arrays(heap: Heap) -> None:
    """Arrays are zero, also where something stood before."""
    for length, size in ((0, 8), (1, 1), (10, 8), (3, 100), (1000, 8)):
        pointer = heap.value("new_array", length, size)
        assert heap.read(pointer + 8, length * size) == bytes(length * size)
        heap.write(pointer + 8, b"\xff" * (length * size))
        heap.call("decref", pointer)
        pointer = heap.value("new_array", length, size)
        assert heap.read(pointer + 8, length * size) == bytes(length * size)
        heap.call("free", pointer, 8 + length * size)


def lists(heap: Heap) -> None:
    """Lists of every size of element: all operations, every index, values out of range."""
    for size in (1, 2, 4, 8):
        pointer = heap.value("new_list", 2, size, False)
        high = (1 << (8 * size - 1)) - 1
        for value in (0, 1, -1, high, -high - 1, high // 3):
            heap.call("list_append", pointer, value)
        for value in (high + 1, -high - 2):
            if LEAST <= value <= MOST:
                assert isinstance(heap.call("list_append", pointer, value), Raised)
        for index in (0, 3, 100, -1, -2, -100, MOST, LEAST):
            heap.call("list_insert", pointer, index, index & 63)
        length = heap.value("list_length", pointer)
        assert length == 14
        for index in (*range(-length - 1, length + 1), MOST, LEAST):
            heap.call("list_get", pointer, index)
            heap.call("list_set", pointer, index, 7)
        for index in (0, -1, 5, length, 3, 0, -3, -20):
            heap.call("list_delete", pointer, index)
        heap.check()
        heap.call("decref_list", pointer)


def long_list(heap: Heap) -> None:
    """A list whose elements move from small blocks to large ones."""
    pointer = heap.value("new_list")
    for value in range(3000):
        heap.call("list_append", pointer, value * value)
    heap.check()
    assert heap.value("list_get", pointer, 2999) == 2999 * 2999
    heap.call("decref", pointer)


def dicts(heap: Heap) -> None:
    """Dicts of integers: growth, deletion, the order of what is left."""
    for capacity in (0, 1, 16):
        pointer = heap.value("new_dict", capacity, False, False)
        keys = [0, -1, 1, LEAST, MOST, *(k * 0x1_0000_0001 for k in range(40))]
        for key in keys:
            heap.call("dict_set", pointer, key, key ^ 5)
        for key in keys[::3]:
            heap.call("dict_delete", pointer, key)
            assert heap.call("dict_contains", pointer, key) is False
            heap.call("dict_delete", pointer, key)
        heap.check()
        for key in keys[::6]:
            heap.call("dict_set", pointer, key, 1)
        heap.call("dict_length", pointer)
        entry = heap.value("dict_next", pointer, 0)
        while entry >= 0:
            heap.call("dict_key", pointer, entry)
            heap.call("dict_value", pointer, entry)
            entry = heap.value("dict_next", pointer, entry + 1)
        for entry in (-1, 0, 1000, 2**32, MOST):
            heap.call("dict_key", pointer, entry)
            heap.call("dict_next", pointer, entry)
        heap.call("dict_get", pointer, 123)
        heap.check()
        heap.call("decref_dict", pointer)


def text_keys(heap: Heap) -> None:
    """Dicts whose keys are strings, found by their text and counted."""
    pointer = heap.value("new_dict", 2, True, True)
    words = [string(heap, word) for word in ("", "a", "b", "ab", "ba", "longer than eight", "ä")]
    values = [heap.value("alloc", 10) for _ in words]
    for word, value in zip(words, values, strict=True):
        heap.call("dict_set", pointer, word, value)
        heap.call("dict_set", pointer, word, value)
    other = string(heap, "longer than eight")
    assert heap.value("dict_get", pointer, other) in values
    heap.call("dict_delete", pointer, other)
    heap.call("dict_set", pointer, other, 0)
    heap.call("dict_get", pointer, words[0] + 8)
    heap.check()
    heap.call("decref", pointer)


def nested(heap: Heap) -> None:
    """Lists of lists, with no element at all in some places, freed by their last reference."""
    inner = heap.value("new_list", 0, 8, True)
    outer = heap.value("new_list", 0, 8, True)
    table = heap.value("new_dict", 4, False, True)
    for container in (inner, 0, inner, table, 0):
        heap.call("list_append", outer, container)
    heap.call("dict_set", table, 1, inner)
    heap.call("dict_set", table, 2, 0)
    heap.call("list_append", inner, 0)
    heap.call("list_append", inner, heap.value("alloc", 20))
    heap.call("list_set", outer, 0, 0)
    heap.call("list_delete", outer, 2)
    heap.call("list_append", outer, inner + 8)
    heap.check()
    assert heap.value("count", inner) == 1
    heap.call("decref", outer)


def deep(heap: Heap) -> None:
    """A list of a list of a list ... freed at once."""
    pointer = heap.value("new_list", 1, 8, True)
    for _ in range(1000):
        outer = heap.value("new_list", 1, 8, True)
        heap.call("list_append", outer, pointer)
        pointer = outer
    heap.check()
    heap.call("decref", pointer)


def misuse(heap: Heap) -> None:
    """Every call that is to be refused, on a heap that has something of each kind."""
    live = [
        heap.value("alloc", 40),
        heap.value("alloc", 4000),
        string(heap, "text"),
        heap.value("new_array", 3, 8),
        heap.value("new_list", 4),
        heap.value("new_dict"),
    ]
    freed = heap.value("alloc", 40)
    heap.call("free", freed, 40)
    before = heap.image()
    for pointer in (*live[:2], *live[4:], freed):
        for near in (*range(-9, 0), *range(1, 25), 1 << 32, -(1 << 32), 1 << 48, LEAST):
            for name in ("count", "incref", "decref", "text_length", "list_length"):
                assert isinstance(heap.call(name, pointer + near), Raised)
    for pointer in (0, 1, -1, 8, layout.HEAP, heap.end - 8, heap.end, heap.end + 8, LEAST, MOST):
        assert isinstance(heap.call("decref", pointer), Raised)
        assert isinstance(heap.call("free", pointer, 40), Raised)
    for pointer in live:
        for size in (-1, 41, 39, 3999, 4001, 4, LEAST, MOST, (1 << 32) + 40):
            assert isinstance(heap.call("free", pointer, size), Raised)
        for name in ("list_append", "list_delete", "dict_delete", "dict_contains"):
            heap.call(name, pointer, *([1, 2] if name == "dict_set" else [1000]))
    refused(heap)
    heap.call("list_delete", live[4], 0)
    assert heap.image()[: layout.STATE] == before[: layout.STATE]
    heap.check()
    for pointer in live:
        heap.call("decref", pointer)


def refused(heap: Heap) -> None:
    """Sizes and capacities that are negative, absurd, or wrap around when multiplied."""
    for size in (-1, LEAST):
        assert isinstance(heap.call("alloc", size), Raised)
        assert isinstance(heap.call("new_string", size), Raised)
        assert isinstance(heap.call("new_array", size, 8), Raised)
        assert isinstance(heap.call("new_array", 8, size), Raised)
        assert isinstance(heap.call("new_list", size, 8, False), Raised)
        assert isinstance(heap.call("new_dict", size, False, False), Raised)
    for power in (20, 28, 29, 30, 31, 32, 33, 47, 48, 62):
        for near in (-1040, -17, -16, -5, -1, 0, 1, 16, 64):
            size = (1 << power) + near
            assert heap.call("alloc", size) == 0
            for name in ("new_string", "new_list", "new_dict"):
                given = [size] if name == "new_string" else [size, 8, False]
                given = [size, False, False] if name == "new_dict" else given
                result = heap.call(name, *given)
                assert result == 0 or isinstance(result, Raised)
            for elements in (1, 8, size):
                result = heap.call("new_array", size, elements)
                assert result == 0 or isinstance(result, Raised)
    for size in (0, 3, 16, -8, MOST, LEAST):
        assert isinstance(heap.call("new_list", 4, size, False), Raised)
    assert isinstance(heap.call("new_list", 4, 4, True), Raised)


def full_containers(heap: Heap) -> None:
    """A list and a dict that cannot grow: MemoryError, and they are as they were."""
    items = heap.value("new_list", 4, 8, False)
    table = heap.value("new_dict", 4, False, False)
    rest = []
    size = 30000
    while size:
        while pointer := heap.value("alloc", size):
            rest.append((pointer, size))
        size //= 2
    count = 0
    while not isinstance(heap.call("list_append", items, count), Raised):
        count += 1
    assert heap.value("list_length", items) == count
    count = 0
    while not isinstance(heap.call("dict_set", table, count, count), Raised):
        count += 1
    assert heap.value("dict_length", table) == count
    heap.call("list_insert", items, 0, 5)
    heap.check()
    for pointer, size in rest:
        heap.call("free", pointer, size)
    heap.call("list_append", items, 5)
    heap.call("dict_set", table, -1, 5)
    heap.call("decref", items)
    heap.call("decref", table)


def growth(heap: Heap) -> None:
    """Memory is added again and again, so that the table has to move."""
    live: list[tuple[int, int]] = []
    for number in range(12):
        allocated = [(heap.value("alloc", size), size) for size in (60000, 700, 64)]
        live += [(pointer, size) for pointer, size in allocated if pointer]
        heap.grow(1 + number % 3)
        heap.check()
        if number % 3 == 2:
            pointer, size = live.pop(len(live) // 2)
            heap.call("free", pointer, size)
    heap.check()
    for pointer, size in live:
        heap.call("free", pointer, size)


class Mixed:
    """Random calls, most of them allowed, with the same seed on every heap."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed

    def __call__(self, heap: Heap) -> None:
        source = random.Random(self.seed)
        live: list[tuple[str, int, int]] = []
        for number in range(self.count):
            if source.random() < (0.55 if number % 600 < 300 else 0.4) or not live:
                kind = source.choice(("alloc", "alloc", "string", "list", "dict"))
                self.make(heap, source, kind, live)
            else:
                index = source.randrange(len(live))
                if source.random() < 0.5:
                    self.change(heap, source, *live[index])
                else:
                    live[index], live[-1] = live[-1], live[index]
                    self.drop(heap, *live.pop())
        heap.check()
        for item in live:
            self.drop(heap, *item)

    def make(
        self, heap: Heap, source: random.Random, kind: str, live: list[tuple[str, int, int]]
    ) -> None:
        size = source.choice(
            (source.randrange(64), source.randrange(2100), 4 * source.randrange(1500))
        )
        if kind == "alloc":
            pointer = heap.value("alloc", size)
        elif kind == "string":
            pointer = string(heap, chr(97 + size % 26) * size)
        elif kind == "list":
            pointer = heap.value("new_list", size % 40, 8, size % 2 == 1)
        else:
            pointer = heap.value("new_dict", size % 40, False, size % 2 == 1)
        if pointer:
            live.append((kind, pointer, size))

    def change(self, heap: Heap, source: random.Random, kind: str, pointer: int, size: int) -> None:
        value = source.randrange(-100, 100)
        if size % 2:  # of references
            value = heap.value("alloc", 16)
        if kind == "list":
            name = source.choice(("list_append", "list_insert", "list_set"))
            given = [value] if name == "list_append" else [source.randrange(-9, 9), value]
            done = heap.call(name, pointer, *given)
        elif kind == "dict":
            done = heap.call("dict_set", pointer, source.randrange(50), value)
            heap.call("dict_delete", pointer, source.randrange(50))
        else:
            done = Raised("", "")
            heap.call("incref", pointer)
            heap.call("decref", pointer if heap.value("count", pointer) > 1 else pointer + 1)
        if size % 2 and value and isinstance(done, Raised):
            heap.call("free", value, 16)

    def drop(self, heap: Heap, kind: str, pointer: int, size: int) -> None:
        if kind == "alloc":
            heap.call("free", pointer, size)
        else:
            while heap.call("count", pointer) not in (0, 1):
                heap.call("decref", pointer)
            heap.call("decref", pointer)


Script = Callable[[Heap], None]

_WRITTEN: Final = (
    blocks, large, exhaustion, references, strings, arrays, lists, long_list, dicts, text_keys,
    nested, deep, misuse, full_containers, growth,
)  # fmt: skip

SCRIPTS: Final[dict[str, Script]] = {
    **{script.__name__: script for script in _WRITTEN},
    **{f"mixed {seed}": Mixed(3000, seed) for seed in range(4)},
}

# What the interpreter, which is a few thousand times slower, does in a second or two.
SHORT: Final[dict[str, Script]] = {
    "references": references,
    "strings": strings,
    "arrays": arrays,
    "lists": lists,
    "dicts": dicts,
    "text_keys": text_keys,
    "nested": nested,
    "mixed": Mixed(150, 0),
}
