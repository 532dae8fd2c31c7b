"""Scripts give the same on every heap: results, exceptions, and the bytes of the memory."""

from __future__ import annotations

from functools import cache

import pytest
from heaps import MAKERS, Heap
from scripts import PAGES, SCRIPTS, SHORT, Script


def done(script: Script, kind: str, pages: int) -> Heap:
    """A heap after a script, which has to leave it empty."""
    heap = MAKERS[kind](pages)
    script(heap)
    heap.check()
    assert heap.call("used") == 0
    assert 0 < heap.value("total") <= heap.end
    return heap


@cache
def reference(name: str, pages: int) -> Heap:
    """The heap that the others are compared with."""
    return done((SCRIPTS | SHORT)[name], "web manager", pages)


def compare(name: str, script: Script, kind: str, pages: int) -> None:
    expected, found = reference(name, pages), done(script, kind, pages)
    for right, given in zip(expected.log, found.log, strict=False):
        assert given == right
    assert len(found.log) == len(expected.log)
    assert found.end == expected.end
    assert found.image() == expected.image()


@pytest.mark.parametrize("kind", ["manager", "native", "wasm"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str, kind: str) -> None:
    if name == "growth" and not MAKERS[kind].grows:
        pytest.skip("this heap has a fixed size")
    compare(name, SCRIPTS[name], kind, PAGES)


@pytest.mark.parametrize("name", SHORT)
def test_the_interpreter(name: str) -> None:
    compare(name, SHORT[name], "interpreter", 2)


@pytest.mark.parametrize("first", [2, 65536])
def test_all_that_wasm32_can_address(first: int) -> None:
    """A memory of 4 GiB, at once and grown: blocks up to its end, and none beyond."""
    heaps = [MAKERS[kind](first) for kind in ("web manager", "wasm")]
    for heap in heaps:
        heap.grow(65536 - first)
        large = heap.value("alloc", 2**31)
        rest = [heap.value("alloc", 2**size) for size in range(30, 24, -1)]
        assert large > 0 and rest[0] > 0
        assert heap.value("alloc", 2**31) == 0
        while heap.value("alloc", 1 << 24):
            pass
        last = 0
        while pointer := heap.value("alloc", 2047):
            last = max(pointer, last)
        assert 2**32 - 65536 - 16384 < last < 2**32 - 65536 - 2040
        heap.check()
        heap.call("free", large, 2**31)
        heap.check()
        assert heap.value("alloc", 2**31) == large
    assert heaps[0].log == heaps[1].log
    assert heaps[0].read(65536, 1 << 20) == heaps[1].read(65536, 1 << 20)
