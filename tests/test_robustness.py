"""What must hold however long, deep, often or from wherever compiled code is used."""

from __future__ import annotations

import concurrent.futures
import ctypes
import functools
import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import endless
import pytest
import wasmtime
from endless import ENDLESS, ROUNDS, compile_number, fact, rounds

import pyexec

ROOT = Path(__file__).parents[1]
TESTS = Path(__file__).parent


def run_python(program: str, folder: Path, *, seconds: int = 120) -> str:
    """What a program prints.  It is a process of its own: a crash of it fails the test alone."""
    path = folder / "program.py"
    path.write_text(program)
    places = os.pathsep.join([str(ROOT), str(TESTS), *sys.path])
    environment = os.environ | {"PYTHONPATH": places}
    done = subprocess.run(
        [sys.executable, str(path)],
        env=environment, capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


# Stack


@functools.cache
def all_rounds() -> int:
    """What CPython makes of the loop."""
    return rounds(ROUNDS)


SMALL_STACK = """
import threading
def in_a_small_thread(call):
    results = []
    threading.stack_size({kilobytes} << 10)
    thread = threading.Thread(target=lambda: results.append(call()))
    thread.start()
    thread.join()
    return results[0]
"""


@pytest.mark.parametrize("opt", [0, 3])
def test_a_loop_uses_no_growing_stack(opt: int, tmp_path: Path) -> None:
    program = SMALL_STACK.format(kilobytes=256) + (
        "import pyexec, endless\n"
        f"function = pyexec.aot(opt={opt})(endless.rounds)\n"
        f"print(in_a_small_thread(lambda: function({ROUNDS})))\n"
    )
    assert int(run_python(program, tmp_path)) == all_rounds()


@pytest.mark.parametrize("optimize", [0, 3])
def test_a_loop_in_webassembly_uses_no_growing_stack(
    optimize: Literal[0, 3], tmp_path: Path
) -> None:
    files = pyexec.wasm(rounds, tmp_path / "rounds.wasm", optimize=optimize)
    assert module_of(files["wasm"])["rounds"](ROUNDS) == all_rounds()


def module_of(path: Path) -> dict[str, Callable[..., Any]]:
    """The functions of a module, in wasmtime."""
    store = wasmtime.Store()
    module = wasmtime.Module.from_file(store.engine, str(path))
    exports = wasmtime.Instance(store, module, []).exports(store)
    return {
        name: functools.partial(export, store)
        for name, export in exports.items()
        if isinstance(export, wasmtime.Func)
    }


MESSAGE = "maximum recursion depth exceeded"


@pytest.mark.parametrize("kilobytes", [0, 64, 256])
@pytest.mark.parametrize("opt", [0, 3])
def test_endless_recursion(kilobytes: int, opt: int, tmp_path: Path) -> None:
    """In the main thread and in small ones; the process lives, and can do it again."""
    program = SMALL_STACK.format(kilobytes=kilobytes or 256) + (
        "import pyexec, endless\n"
        "def outcome(function):\n"
        "    try:\n        return function(0)\n"
        "    except RecursionError as error:\n        return str(error)\n"
        "for name, python_function in endless.ENDLESS.items():\n"
        f"    function = pyexec.aot(opt={opt})(python_function)\n"
        "    for _ in range(3):\n"
        "        call = lambda: outcome(function)\n"
        f"        print(name, in_a_small_thread(call) if {kilobytes} else call(), sep=': ')\n"
        "assert endless.fact(20) == 2432902008176640000\n"
    )
    lines = run_python(program, tmp_path).splitlines()
    assert lines == [f"{name}: {MESSAGE}" for name in ENDLESS for _ in range(3)]


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_recursion_in_c(name: str, tmp_path: Path) -> None:
    function = ENDLESS[name]
    result = "long" if name != "of floats" else "double"
    call = f"{function.__name__}(0)"
    assign = f"{call}, 0" if name == "for nothing" else call
    pyexec.compile_llvm(function, "endless", tmp_path)
    (tmp_path / "main.c").write_text(f"""
#include "endless.h"
#include <pthread.h>
#include <stdio.h>
static void *once(void *unused) {{
    (void) unused;
    {result} value = ({assign});
    const char *error = endless_error();
    printf("%d %s\\n", value == 0, error ? error : "none");
    return NULL;
}}
int main(void) {{
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 << 10);
    once(NULL);
    pthread_create(&thread, &attributes, once, NULL);
    pthread_join(thread, NULL);
    once(NULL);
    return 0;
}}
""")
    command = ["gcc", "main.c", "-L.", "-lendless", "-pthread", "-o", "main"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    done = subprocess.run(
        ["./main"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == f"1 RecursionError: {MESSAGE}\n" * 3


@pytest.fixture(scope="module")
def endless_module(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("endless")
    return pyexec.wasm_multi([*ENDLESS.values(), fact.__wrapped__], folder / "endless.wasm")


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_recursion_in_wasmtime(name: str, endless_module: dict[str, Path]) -> None:
    """A trap; a function that only calls itself last may be made a loop, which fuel ends."""
    configuration = wasmtime.Config()
    configuration.consume_fuel = True
    store = wasmtime.Store(wasmtime.Engine(configuration))
    store.set_fuel(2_000_000_000)
    module = wasmtime.Module.from_file(store.engine, str(endless_module["wasm"]))
    exports: Any = wasmtime.Instance(store, module, []).exports(store)
    with pytest.raises(wasmtime.Trap) as caught:
        exports[ENDLESS[name].__name__](store, 0)
    assert caught.value.trap_code in (
        wasmtime.TrapCode.STACK_OVERFLOW,
        wasmtime.TrapCode.UNREACHABLE,
    )
    store.set_fuel(2_000_000_000)
    assert exports["fact"](store, 20) == 2432902008176640000


def test_endless_recursion_in_node(endless_module: dict[str, Path], tmp_path: Path) -> None:
    names = [function.__name__ for function in ENDLESS.values()]
    script = tmp_path / "endless.cjs"
    script.write_text(f"""
const {{ loadEndless }} = require({str(endless_module["js"])!r});
loadEndless().then((module) => {{
  for (const name of {names!r}) {{
    for (let i = 0; i < 3; i++) {{
      try {{ console.log(name, module[name](0)); }}
      catch (error) {{ console.log(name, error.name, error.message); }}
    }}
  }}
  console.log(module.fact(20));
}});
""")
    done = subprocess.run(
        ["node", str(script)], capture_output=True, text=True, timeout=120, check=True
    )
    lines = [f"{name} RecursionError {MESSAGE}" for name in names for _ in range(3)]
    assert done.stdout.splitlines() == [*lines, "2432902008176640000n"]


# Memory


def resident_bytes() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_compilations_leave_no_memory(tmp_path: Path) -> None:
    """Neither Python objects nor code stay behind.

    LLVM's own 1.6 KB do, which the C interface of llvmlite allocates for each pipeline of
    passes and has no function to free: 16 MB for 10,000 compilations.
    """
    program = (
        "from test_robustness import *\n"
        "for number in range(300):\n    compile_number(number)\n"
        "before, maps = resident_bytes(), len(Path('/proc/self/maps').read_text().split('\\n'))\n"
        "for number in range(300, 800):\n    compile_number(number)\n"
        "print((resident_bytes() - before) // 500,"
        " len(Path('/proc/self/maps').read_text().split('\\n')) - maps)\n"
    )
    left, maps = map(int, run_python(program, tmp_path, seconds=300).split())
    assert left < 5_000
    assert maps < 50


# Threads


def test_threads_compile_and_call_at_once() -> None:
    def compile_and_call(number: int) -> list[int]:
        function = pyexec.aot(nogil=bool(number % 2))(endless.rounds)
        compile_number(1000 + number)
        return [function(100), fact(10 + number % 8)]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        found = list(pool.map(compile_and_call, range(40)))
    assert found == [[rounds(100), fact.__wrapped__(10 + n % 8)] for n in range(40)]


def test_many_threads_make_one_first_call() -> None:
    barrier = threading.Barrier(8)

    @pyexec.aot
    def even(n: int) -> bool:
        return n == 0 or odd(n - 1)

    @pyexec.aot
    def odd(n: int) -> bool:
        return n != 0 and even(n - 1)

    def call(number: int) -> bool:
        barrier.wait()
        return even(number)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [n % 2 == 0 for n in range(8)]


# `getrusage` would also count what the process had before it became this program.
UNBOUNDED = """
from pathlib import Path
from pyexec import aot
@aot
def endless(n: int) -> int:
    return endless(n + 1) + 1
try:
    endless(1)
except RecursionError:
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    print("caught", peak < 400_000)
"""


def test_a_stack_without_a_bound_is_not_used_up(tmp_path: Path) -> None:
    script = tmp_path / "unbounded.py"
    script.write_text(UNBOUNDED)
    done = subprocess.run(
        ["sh", "-c", 'ulimit -s unlimited && exec "$0" "$1"', sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "ulimit" in done.stderr:
        pytest.skip("this process may not lift its stack's limit")
    assert (done.stdout, done.stderr) == ("caught True\n", "")


# The C function pointer


def test_a_c_callback_that_recurses_without_end() -> None:
    function = pyexec.aot(endless.direct)
    prototype = ctypes.PYFUNCTYPE(ctypes.c_int64, ctypes.c_int64)
    with pytest.raises(RecursionError, match=MESSAGE):
        prototype(function.address)(0)
