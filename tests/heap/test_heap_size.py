"""What a heap adds to a WebAssembly module: an allocator of 2 KB, or nothing at all."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType

import pytest
from heaps import web_module
from runtime_modules import as_runtime

from pyexec.backends.wasm.binary import SectionId, sections
from pyexec.backends.wasm.link import link
from pyexec.driver import runtime, web_object
from pyexec.frontend.unit import Options
from pyexec.options import CodeOptions, Optimize
from pyexec.rt import audit, bytes, dicts, heap, lists, references
from pyexec.types import UINT32

as_runtime(Path(__file__).with_name("heap_bodies.py"))

MOST = 2048


def size(*names: str, small: bool) -> int:
    """The bytes of a module with functions of `heap_bodies`."""
    return len(web_module(tuple(f"heap_bodies.{name}" for name in names), small).content)


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("make", ["make", "make_one"])
def test_the_allocator_is_small(make: str, small: bool) -> None:
    with_heap = size("start", make, "give_up", small=small)
    without = size("nothing", "alike", "add", small=small)
    assert with_heap - without <= MOST


@pytest.mark.parametrize("small", [False, True])
def test_no_allocation_no_allocator(small: bool) -> None:
    module = web_module(("heap_bodies.add",), small).content
    assert len(module) < 60
    assert SectionId.MEMORY in {section.identity for section in sections(module)}  # as asked for


def backwards(text: str) -> str:
    return text[::-1]


def total(values: list[int]) -> int:
    return sum(values)


@pytest.mark.parametrize("optimize", [2, "size"])
@pytest.mark.parametrize(("function", "beyond"), [(backwards, 1024), (total, 1024)])
def test_what_texts_and_lists_add_is_small(
    function: FunctionType, beyond: int, optimize: Optimize
) -> None:
    """All that a module holds: the allocator, the function, and what its callers need."""
    made = web_object([function], optimize, CodeOptions())
    assert len(link(made.content, made.exports)) <= MOST + beyond


def test_nothing_in_it_raises() -> None:
    """A number that is an `int` by accident would be checked, and have 64 bits."""
    names = [
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (audit, bytes, dicts, heap, lists, references)
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    ]
    program = runtime(names, Options(infer=True, math_library=False, address=UINT32))
    assert [f.name for f in program.functions.values() if f.raises] == []
