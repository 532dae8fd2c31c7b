"""The function object: it looks and lives as a Python function does."""

from __future__ import annotations

import copy
import gc
import inspect
import os
import pickle
import pydoc
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest
from callable_bodies import ADD, ERRORS, Compiled, add, as_function, entry, native, native_add

from pyexec.backends.callable.addresses import address_of
from pyexec.backends.callable.function import (
    Function,
    Native,
    bind,
    compilation_of,
    is_bound,
    make_function,
)
from pyexec.backends.callable.loader import load
from pyexec.backends.callable.wrapper import vectorcall_text
from pyexec.errors import ToolError
from pyexec.types import INT

exported: Any = native_add()
exported.__qualname__, exported.__module__ = "exported", __name__


def test_it_looks_like_its_python_function() -> None:
    f = native_add()
    assert (f.__name__, f.__qualname__, f.__doc__, f.__module__) == (
        "add", "add", "Add two numbers.", add.__module__,
    )  # fmt: skip
    assert f.__wrapped__ is add
    assert f.__annotations__ == add.__annotations__
    assert f.__defaults__ is None and f.__kwdefaults__ is None
    assert inspect.signature(f) == inspect.signature(add)
    assert str(f.signature) == "add(a: int, b: int) -> int"
    assert repr(f) == "<pyexec function add(a: int, b: int) -> int>"
    assert inspect.unwrap(f) is add and inspect.getsource(f) == inspect.getsource(add)
    assert callable(f) and inspect.isroutine(f) and f.__call__(3, 4) == 7


def test_help_shows_signature_and_docstring() -> None:
    text = pydoc.plain(pydoc.render_doc(native_add()))
    assert "add(a: 'int', b: 'int') -> 'int'" in text and "Add two numbers." in text


def test_attributes_can_be_set_and_internals_cannot_be_reached() -> None:
    f: Any = native_add()
    f.note = "mine"
    assert f.note == "mine" and f.__dict__["note"] == "mine"
    f.__name__ = "other"
    assert f.__name__ == "other"
    for name in ("BINDER", "CONVERTER", "CODE", "DEFINITION"):
        assert not hasattr(f, name)
    for name in ("__defaults__", "__vectorcalloffset__", "address"):
        with pytest.raises(AttributeError):
            setattr(f, name, 1)


def test_it_has_an_identity() -> None:
    f, g = native_add(), native_add()
    assert f == f and f != g and len({f, g, f}) == 2
    assert copy.copy(f) is f and copy.deepcopy([f])[0] is f


def test_it_binds_to_instances_as_functions_do() -> None:
    class Number(int):
        plus = native_add()

    assert inspect.ismethod(Number(3).plus)
    assert Number.plus(3, 4) == 7
    assert Number(3).plus(4) == 7


def test_it_cannot_be_made_or_derived_by_hand() -> None:
    with pytest.raises(TypeError):
        Function()
    with pytest.raises(TypeError):
        type("Derived", (Function,), {})


def test_pickling_asks_the_compilation() -> None:
    assert pickle.loads(pickle.dumps(exported)) is exported


def test_stage_views_ask_the_compilation() -> None:
    f = native_add()
    assert f.inspect_ir() == "the IR" and f.inspect_asm() == "the assembly"
    assert f.inspect_llvm() == ADD
    assert isinstance(compilation_of(f), Compiled)


def test_it_compiles_at_the_first_call_and_once() -> None:
    f = native_add()
    compilation: Any = compilation_of(f)
    assert not is_bound(f) and compilation.times == 0
    assert f(1, b=2) == 3 and f(1, 2) == 3 and f(b=1, a=2) == 3
    assert is_bound(f) and compilation.times == 1


def test_a_failed_compilation_is_the_caller_s_error_and_can_be_tried_again() -> None:
    class Failing(Compiled):
        def compile(self) -> Native:
            self.times += 1
            if self.times == 1:
                raise ToolError("no compiler")
            return super().compile()

    what = entry(add, (INT, INT), INT, raises=True)
    f = make_function(as_function(add), what.signature, Failing(what, ADD))
    with pytest.raises(ToolError, match="no compiler"):
        f(1, 2)
    assert f(1, 2) == 3


def test_bound_beforehand_it_does_not_compile_and_keeps_its_first_code() -> None:
    f, g = native_add(), native_add()
    compilation: Any = compilation_of(g)
    code = compilation.compile()
    bind(f, code)
    bind(f, compilation.compile())
    assert f(1, 2) == 3 and f(1, b=2) == 3
    f_compilation: Any = compilation_of(f)
    assert f_compilation.times == 0
    kept = weakref.ref(f)
    del f
    assert kept() is None


def test_many_threads_call_it_first_at_once() -> None:
    f = native_add()
    compilation: Any = compilation_of(f)
    start = threading.Barrier(8)
    results: list[int] = []

    def run() -> None:
        start.wait()
        results.append(f(20, b=22))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [42] * 8 and compilation.times == 1


def test_it_goes_with_its_last_reference() -> None:
    gc.disable()
    try:
        for positional, named in (((1, 2), {}), ((1,), {"b": 5}), ((True,), {"b": 5})):
            f = native_add()
            f(*positional, **named)
            gone = weakref.ref(f)
            del f
            assert gone() is None
    finally:
        gc.enable()


def test_a_function_that_was_never_called_is_collected() -> None:
    f = native_add()
    gone = weakref.ref(f)
    del f
    gc.collect()
    assert gone() is None


def in_a_cycle() -> weakref.ref[Function]:
    """A function that refers to itself, as a recursive one inside another function does."""

    def recursive(n: int) -> int:
        return int(compiled(n))

    body = "define internal i64 @recursive(i64 %n) {\n  ret i64 %n\n}\n"
    compiled: Any = native(recursive, (INT,), INT, body)
    compiled.itself = compiled
    assert compiled(3) == 3
    assert compiled(n=3) == 3
    return weakref.ref(compiled)


def test_cycles_are_collected() -> None:
    gone = in_a_cycle()
    gc.collect()
    assert gone() is None


def test_a_destructor_in_a_dead_cycle_may_still_call_it() -> None:
    answers = []

    class Owner:
        def __init__(self) -> None:
            f: Any = native_add()
            f.owner = self
            f(1, 2)
            self.f = f

        def __del__(self) -> None:
            answers.append(self.f(20, b=22) + self.f(1, 1))

    Owner()
    gc.collect()
    assert answers == [44]


def mapped_code_pages() -> int:
    """How many stretches of this process's memory can be executed and have no file."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    return sum(1 for line in lines if line.split()[1] == "r-xp" and len(line.split()) == 5)


def resident_kilobytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def test_ten_thousand_functions_leave_nothing_behind() -> None:
    what = entry(add, (INT, INT), INT, raises=True)
    compilation = Compiled(what, ADD)
    content = compilation.object_bytes(ADD + vectorcall_text([what], ERRORS))

    def live() -> None:
        code = load(content, address_of)
        f = make_function(as_function(add), what.signature, compilation)
        bind(f, Native(code, code.address("add.call")))
        assert f(1, 2) == 3 and f(1, b=2) == 3

    for _ in range(500):
        live()
    pages, memory = mapped_code_pages(), resident_kilobytes()
    for _ in range(10_000):
        live()
    assert mapped_code_pages() <= pages + 2
    assert resident_kilobytes() - memory < 1000


def protection_at(address: int) -> str:
    """What may be done with the memory at an address, as `/proc` writes it."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        bounds, protection = line.split()[:2]
        low, high = (int(end, 16) for end in bounds.split("-"))
        if low <= address < high:
            return protection
    return "none"


def test_code_can_be_executed_and_not_written() -> None:
    compilation: Any = compilation_of(native_add())
    code = compilation.compile()
    for address in (code.address, address_of("pyexec_bind")):
        assert protection_at(address) == "r-xp"


def test_importing_needs_neither_llvmlite_nor_numpy() -> None:
    script = (
        "import sys, pyexec.backends.callable.function\n"
        "print(sorted({'llvmlite', 'numpy', 'numba'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "[]"
