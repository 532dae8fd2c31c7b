"""Native functions as C sees them: `address` and `ctypes`."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from callable_bodies import DEPTH, depth, identity, native, native_add

from pyexec import types
from pyexec.errors import OptionError
from pyexec.types import BOOL, COMPLEX, COMPLEX64, FLOAT, FLOAT32, INT, NONE, Type

CALLER = r"""
#include <complex.h>
#include <pthread.h>
#include <stdint.h>

int64_t call_add(int64_t (*add)(int64_t, int64_t), int64_t a, int64_t b) { return add(a, b); }

typedef struct { int64_t (*depth)(int64_t); int64_t n, result; } Job;
static void *run(void *job) { Job *j = job; j->result = j->depth(j->n); return 0; }

/* In a thread that Python has never seen. */
int64_t call_in_thread(int64_t (*depth)(int64_t), int64_t n, size_t stack) {
    Job job = { depth, n, -1 };
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack);
    if (pthread_create(&thread, &attributes, run, &job)) return -2;
    pthread_join(thread, 0);
    return job.result;
}

int complex_double(double complex (*f)(double complex)) { return f(1.5 - 2.5*I) == 1.5 - 2.5*I; }
int complex_float(float complex (*f)(float complex)) { return f(1.5f - 2.5f*I) == 1.5f - 2.5f*I; }
"""


@pytest.fixture(scope="session")
def caller(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    """C code that calls what it is given; the GIL is released meanwhile."""
    folder = tmp_path_factory.mktemp("caller")
    (folder / "caller.c").write_text(CALLER)
    subprocess.run(
        ["gcc", "-O1", "-shared", "-fPIC", "-pthread", "caller.c", "-o", "caller.so"],
        cwd=folder,
        check=True,
    )
    library = ctypes.CDLL(str(Path(folder) / "caller.so"))
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    library.call_add.argtypes, library.call_add.restype = (pointer, number, number), number
    library.call_in_thread.argtypes = (pointer, number, ctypes.c_size_t)
    library.call_in_thread.restype = number
    library.complex_double.argtypes = library.complex_float.argtypes = (pointer,)
    return library


def test_c_code_calls_the_address(caller: ctypes.CDLL) -> None:
    f = native_add()
    assert isinstance(f.address, int) and f.address == f.address
    assert caller.call_add(f.address, 20, 22) == 42
    assert f(20, 22) == 42


@pytest.mark.parametrize("t", [INT, *types.FIXED, FLOAT, FLOAT32, BOOL], ids=str)
def test_ctypes_passes_every_type(t: Type) -> None:
    pointer = identity(t).ctypes
    numbers: list[Any] = [True, False] if t is BOOL else [0.5, -1.5]
    if t.is_integer:
        numbers = [t.minimum, t.maximum, 0, 1]
    for number in numbers:
        assert pointer(number) == number
    assert len(pointer.argtypes) == 1 and ctypes.sizeof(pointer.restype) * 8 == max(8, t.bits)


def test_ctypes_has_no_complex_numbers_but_c_has(caller: ctypes.CDLL) -> None:
    wide, narrow = identity(COMPLEX), identity(COMPLEX64)
    with pytest.raises(OptionError, match="ctypes has no type for complex"):
        wide.ctypes  # noqa: B018 - it is the attribute that raises
    assert caller.complex_double(wide.address) == 1
    assert caller.complex_float(narrow.address) == 1


def test_none_and_its_errors() -> None:
    def f() -> None:
        return None

    body = "define internal i32 @f() {\n  ret i32 CODE\n}\n"
    fine = native(f, (), NONE, body.replace("CODE", "0"), raises=True)
    assert fine.ctypes() is None
    with pytest.raises(AssertionError):
        native(f, (), NONE, body.replace("CODE", "4"), raises=True).ctypes()


def test_ctypes_raises_the_exception_and_keeps_the_function() -> None:
    pointer = native_add().ctypes
    for _ in range(100):
        assert pointer(2**62, 5) == 2**62 + 5
        with pytest.raises(OverflowError, match=r"^integer result does not fit into 64 bits$"):
            pointer(2**62, 2**62)


def test_recursion_from_c() -> None:
    f = native(depth, (INT,), INT, DEPTH, raises=True, recursive=True)
    with pytest.raises(RecursionError):
        f.ctypes(10**9)
    assert f.ctypes(1000) == 500500


def test_a_thread_that_python_does_not_know(
    caller: ctypes.CDLL, monkeypatch: pytest.MonkeyPatch
) -> None:
    unraisable: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: unraisable.append(what.exc_value))
    f = native(depth, (INT,), INT, DEPTH, raises=True, recursive=True)
    for size in (64 << 10, 1 << 20, 64 << 10):
        assert caller.call_in_thread(f.address, 100, size) == 5050
        assert not unraisable
        assert caller.call_in_thread(f.address, 10**9, size) == 0
        assert isinstance(unraisable.pop(), RecursionError)
    assert threading.active_count() >= 1
