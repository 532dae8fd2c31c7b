"""Functions with texts and containers under many threads, in a forked process, for long.

Each call is compared with the Python function's; afterwards the heap holds what it did
before, and Python's objects have the references that they had.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

import pyexec
from pyexec.backends.callable import process_heap

Counting = Callable[[list[int], str], dict[str, list[int]]]

THREADS = 8
CALLS = 300


def count(xs: list[int], text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for word in text.split():
        found.setdefault(word, []).append(len(word))
    for x in xs:
        if x < 0:
            raise ValueError(f"bad {x}")
        found.setdefault(str(x % 7), []).append(x)
    xs.append(1)
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["locked", "nogil"])
def compiled(request: pytest.FixtureRequest) -> Counting:
    return pyexec.aot(nogil=request.param)(count)


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads change places as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def answer(function: Counting, number: int) -> tuple[object, list[int]]:
    """What a call answers or raises, and what its argument became."""
    xs = [*range(number % 50), *([-1] if number % 10 == 0 else [])]
    text = " ".join(f"w{k % 5}" for k in range(number % 30))
    try:
        return function(xs, text), xs
    except ValueError as error:
        return str(error), xs


@pytest.mark.usefixtures("hurried")
def test_threads_do_not_disturb_one_another(compiled: Counting) -> None:
    wrong: list[int] = []

    def work(first: int) -> None:
        numbers = range(first, first + CALLS)
        wrong.extend(n for n in numbers if answer(compiled, n) != answer(count, n))

    before = process_heap.used()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert process_heap.used() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_has_a_heap_of_its_own(compiled: Counting) -> None:
    assert answer(compiled, 25) == answer(count, 25)
    child = os.fork()
    if child == 0:
        agree = all(answer(compiled, n) == answer(count, n) for n in range(CALLS))
        os._exit(0 if agree else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert answer(compiled, 26) == answer(count, 26)


def test_references_stay_as_they_were(compiled: Counting) -> None:
    number, text = 10**9, "hello world " * 20
    watched: tuple[object, ...] = (number, text, ValueError)

    def call(times: int) -> None:
        for _ in range(times):
            compiled([number, 5, 7], text)
            with pytest.raises(ValueError, match="bad -1"):
                compiled([number, -1], text)
            with pytest.raises(TypeError):
                compiled("no list", text)  # type: ignore[arg-type]

    call(50)
    gc.collect()
    references, blocks = [sys.getrefcount(x) for x in watched], sys.getallocatedblocks()
    call(1000)
    gc.collect()
    assert [sys.getrefcount(x) for x in watched] == references
    assert sys.getallocatedblocks() - blocks < 500
