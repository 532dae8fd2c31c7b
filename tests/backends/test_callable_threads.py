"""Native functions and threads: the GIL released, stacks of every size, the end of a process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from callable_bodies import DEPTH, SPIN, depth, native, native_add, spin

from pyexec.backends.callable import stack
from pyexec.types import INT


def in_threads(count: int, run: Callable[[int], None], stack_size: int = 0) -> None:
    """Run in threads at once; an error in one of them is raised here."""
    errors: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            run(number)
        except (Exception, pytest.fail.Exception) as error:
            errors.append(error)

    old = threading.stack_size(stack_size)
    try:
        threads = [threading.Thread(target=guarded, args=(n,)) for n in range(count)]
        for thread in threads:
            thread.start()
    finally:
        threading.stack_size(old)
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_many_threads_call_one_function() -> None:
    f = native_add()

    def run(number: int) -> None:
        for i in range(20_000):
            assert f(i, number) == i + number
            if i % 500 == 0:
                assert f(i, b=number) == i + number
                with pytest.raises(TypeError):
                    f("1", number)

    in_threads(8, run)


def test_functions_come_and_go_in_many_threads() -> None:
    def run(number: int) -> None:
        for i in range(15):
            f = native_add()
            assert f(i, b=number) == i + number

    in_threads(4, run)


SPINS = 400_000_000  # some tenths of a second


@pytest.mark.parametrize("nogil", [False, True])
def test_nogil_lets_other_threads_run(nogil: bool) -> None:
    f = native(spin, (INT,), INT, SPIN, nogil=nogil)
    f(1)
    progress: list[float] = []
    done = threading.Event()

    def watch(_: int) -> None:
        while not done.is_set():
            progress.append(time.perf_counter())
            time.sleep(0.001)

    watcher = threading.Thread(target=watch, args=(0,))
    watcher.start()
    start = time.perf_counter()
    assert f(SPINS) == SPINS
    end = time.perf_counter()
    done.set()
    watcher.join()
    # Without the GIL the watcher cannot have run inside; at the edges it may have.
    inside = sum(start + 0.01 < moment < end - 0.01 for moment in progress)
    assert inside > 3 if nogil else inside <= 1


def recursive(nogil: bool = False) -> Callable[[int], int]:
    return native(depth, (INT,), INT, DEPTH, raises=True, recursive=True, nogil=nogil)


def deepest(f: Callable[[int], int]) -> int:
    """The deepest recursion that succeeds in this thread."""
    low, high = 0, 1 << 22
    while low + 1 < high:
        middle = (low + high) // 2
        try:
            assert f(middle) == middle * (middle + 1) // 2
            low = middle
        except RecursionError:
            high = middle
    return low


@pytest.mark.parametrize("nogil", [False, True])
def test_recursion_in_the_main_thread_ends_with_an_error(nogil: bool) -> None:
    f = recursive(nogil)
    with pytest.raises(RecursionError, match=r"^maximum recursion depth exceeded$"):
        f(10**9)
    allowed, _ = resource.getrlimit(resource.RLIMIT_STACK)
    if allowed == 8 << 20:  # nearly all of it is used: some 30 bytes a level
        assert deepest(f) > 0.9 * allowed / 64


@pytest.mark.parametrize("nogil", [False, True])
@pytest.mark.parametrize("size", [64 << 10, 128 << 10, 1 << 20, 16 << 20])
def test_recursion_in_threads_uses_their_own_stack(size: int, nogil: bool) -> None:
    f = recursive(nogil)
    levels: list[int] = []

    def run(number: int) -> None:
        with pytest.raises(RecursionError):
            f(10**9)
        assert f(100) == 5050
        levels.append(deepest(f))

    in_threads(3, run, size)
    assert min(levels) > size / 4 / 64
    assert max(levels) < size / 16


def test_a_small_stack_after_a_large_one_in_the_same_place() -> None:
    f = recursive()

    def run(number: int) -> None:
        with pytest.raises(RecursionError):
            f(10**9)

    for size in (64 << 20, 64 << 10, 64 << 20, 128 << 10, 64 << 10) * 4:
        in_threads(1, run, size)


def test_the_limit_lies_in_the_stack() -> None:
    limits: list[int] = []
    in_threads(1, lambda _: limits.append(stack.limit()), 1 << 20)
    for address in (*limits, stack.limit()):
        lines = Path("/proc/self/maps").read_text().splitlines()
        below = [line for line in lines if int(line.split("-")[0], 16) <= address]
        assert below  # the main thread's stack grows down to the limit as it is used
    assert stack.limit() != stack.NO_STACK


def run_python(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    here = str(Path(__file__).parent)
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {here!r})\n{script}", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


RECURSE = """
import resource
from callable_bodies import DEPTH, depth, native
from pyexec.types import INT
f = native(depth, (INT,), INT, DEPTH, raises=True, recursive=True)
try:
    f(10**10)
except RecursionError as error:
    print(error)
for n in (10_000, 1_000_000):
    try:
        print(f(n) == n * (n + 1) // 2)
    except RecursionError:
        print("deep")
"""


@pytest.mark.parametrize(
    ("limit", "last"), [("256", "deep"), ("1024", "deep"), ("8192", "deep"), ("262144", "True")]
)
def test_the_stack_limit_of_the_shell_counts(limit: str, last: str) -> None:
    """In kilobytes, as `ulimit -s` takes it."""
    here = str(Path(__file__).parent)
    script = f"import sys; sys.path.insert(0, {here!r})\n{RECURSE}"
    result = subprocess.run(
        ["sh", "-c", f'ulimit -s {limit}; exec "$0" -c "$1"', sys.executable, script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = result.stdout.split("\n")
    assert result.returncode == 0, result.stderr
    assert lines[0] == "maximum recursion depth exceeded" and lines[2] == last


def test_daemon_threads_that_run_code_at_the_end_do_no_harm() -> None:
    script = """
import threading, time
from callable_bodies import SPIN, native, spin
from pyexec.types import INT
f = native(spin, (INT,), INT, SPIN, nogil=True)
f(1)
for _ in range(4):
    threading.Thread(target=lambda: [f(30_000_000) for _ in range(1000)], daemon=True).start()
time.sleep(0.05)
print("end")
"""
    for _ in range(3):
        result = run_python(script)
        assert (result.returncode, result.stdout, result.stderr) == (0, "end\n", "")


def test_functions_work_after_a_fork() -> None:
    f, g = recursive(), native_add()
    f(10), g(1, b=2)

    def run(_: int) -> None:
        child = os.fork()
        if child == 0:
            try:
                f(10**9)
            except RecursionError:
                os._exit(g(20, b=22))
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 42

    run(0)
    in_threads(1, run, 256 << 10)


def test_calls_at_the_very_end_of_the_process() -> None:
    script = """
import atexit
from callable_bodies import native_add
f = native_add()
f(1, 2)
class Late:
    def __init__(self, f): self.f = f
    def __del__(self): print(self.f(20, 22))
late = Late(f)
atexit.register(lambda: print(f(1, b=2)))
"""
    result = run_python(script)
    assert (result.returncode, result.stdout, result.stderr) == (0, "3\n42\n", "")
