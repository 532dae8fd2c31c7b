"""The heaps of this process: values, errors, threads, forks, and that nothing stays."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import Any

import pytest
from heap_machines import c_entry_points, in_process
from test_program_heap import CALLS, NAMES, RAISING

from pyexec.backends.callable import process_heap
from pyexec.backends.callable.function import Function
from pyexec.rt.layout import HEADER


@pytest.fixture(scope="module", params=[False, True], ids=["gil", "nogil"])
def functions(request: pytest.FixtureRequest) -> dict[str, Function]:
    return in_process(*NAMES, nogil=request.param)


@pytest.mark.parametrize(("name", "arguments", "expected"), CALLS)
def test_values(
    functions: dict[str, Function], name: str, arguments: tuple[int, ...], expected: Any
) -> None:
    if name == "counted":  # constant data is the module's, and stays as it is left
        assert functions[name](0) == 1 << 30
    assert functions[name](*arguments) == expected
    if name == "counted":
        functions[name](-arguments[0])
    assert process_heap.used() == 0


@pytest.mark.parametrize(("name", "arguments", "expected"), RAISING)
def test_errors(
    functions: dict[str, Function], name: str, arguments: tuple[int, ...], expected: Exception
) -> None:
    for _ in range(3):
        with pytest.raises(type(expected)) as raised:
            functions[name](*arguments)
        assert raised.value.args == expected.args
        assert process_heap.used() == 0


def test_what_stays_is_counted() -> None:
    functions = in_process("keep", "drop")
    pointers = [functions["keep"](size) for size in (1, 100, 5000)]
    assert process_heap.used() == 5101 + 3 * HEADER
    for pointer in pointers:
        functions["drop"](pointer)
    assert process_heap.used() == 0


def test_no_room() -> None:
    functions = in_process("keep", "chain")
    assert functions["keep"](1 << 60) == 0
    assert functions["chain"](10) == 55


def test_all_functions_share_the_heap() -> None:
    pointer = in_process("keep")["keep"](100)
    in_process("drop")["drop"](pointer)
    assert process_heap.used() == 0


# Threads


def in_threads(count: int, run: Any) -> None:
    errors: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            run(number)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.parametrize("nogil", [False, True])
def test_threads(nogil: bool) -> None:
    functions = in_process("chain", "complain", "failing", nogil=nogil)

    def run(number: int) -> None:
        for index in range(300):
            assert functions["chain"](index) == index * (index + 1) // 2
            with pytest.raises(ValueError, match=chr(97 + number)):
                functions["complain"](1, 97 + number)
            with pytest.raises(ZeroDivisionError):
                functions["failing"](0)

    in_threads(8, run)
    assert process_heap.used() == 0


def test_both_kinds_of_calls_at_once() -> None:
    holding, free = in_process("chain")["chain"], in_process("chain", nogil=True)["chain"]

    def run(number: int) -> None:
        function = free if number % 2 else holding
        for _ in range(30):
            assert function(20_000) == 200_010_000

    in_threads(6, run)
    assert process_heap.used() == 0


def test_a_heap_serves_call_after_call() -> None:
    chain = in_process("chain", nogil=True)["chain"]
    chain(1)
    before = len(process_heap._bases)
    for _ in range(100):
        chain(10)
    assert len(process_heap._bases) == before


# C


@pytest.mark.parametrize("holds_lock", [False, True])
def test_called_from_c(holds_lock: bool) -> None:
    functions = c_entry_points("chain", "complain", "large", "apart", holds_lock=holds_lock)
    assert functions["chain"](100) == 5050
    assert functions["large"](100_000) == 7
    assert functions["apart"]() is True
    assert process_heap.used() == 0


def test_errors_in_c() -> None:
    functions = c_entry_points("complain", "failing", "miss", holds_lock=True)
    with pytest.raises(ValueError, match="abc"):
        functions["complain"](1, 97)
    with pytest.raises(ZeroDivisionError):
        functions["failing"](0)
    with pytest.raises(KeyError) as raised:
        functions["miss"](ord("1"))
    assert raised.value.args == (123,)
    assert process_heap.used() == 0


def test_threads_in_c() -> None:
    chain = c_entry_points("chain")["chain"]

    def run(number: int) -> None:
        for _ in range(30):
            assert chain(10_000) == 50_005_000

    in_threads(4, run)
    assert process_heap.used() == 0


# Processes


def test_after_a_fork_each_has_its_own() -> None:
    functions = in_process("keep", "drop", "chain")
    pointer = functions["keep"](64)
    child = os.fork()
    if child == 0:
        functions["drop"](pointer)
        right = process_heap.used() == 0 and functions["chain"](1000) == 500500
        os._exit(0 if right else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert process_heap.used() == 64 + HEADER
    functions["drop"](pointer)


LITTLE_MEMORY = """
import resource
resource.setrlimit(resource.RLIMIT_AS, ({limit} << 20, {limit} << 20))
from heap_machines import in_process
f = in_process("chain", "keep", nogil={nogil})
print(f["chain"](1000), f["keep"](1 << 40))
"""


@pytest.mark.parametrize("nogil", [False, True])
def test_a_process_with_little_memory(nogil: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_MEMORY.format(limit=1500, nogil=nogil)],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout == "500500 0\n", done.stderr
