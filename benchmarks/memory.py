"""The heap beside other allocators: in compiled code, from Python, and how tightly it packs."""

from __future__ import annotations

import ctypes
import mmap
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Final

from pyexec.backends.clib.link import link
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.backends.symbols import read
from pyexec.driver import assemble, optimized, runtime
from pyexec.frontend.unit import Options
from pyexec.memory import MemoryManager

from .c import FLAGS, build
from .fragmentation import PATTERNS, overhead
from .measure import Run, medians, printed_seconds
from .table import Row

CHURN: Final = Path(__file__).with_name("churn.c")

# The loops.
_NAMES: Final = ("pairs", "window")

_PAIRS: Final = 1_000_000
_CALLS: Final = 200_000
_HEAP: Final = 1 << 20

# The others: the functions that allocate and free, and the linker's flags.
_OTHERS: Final = {
    "glibc malloc": ("malloc", "free", ()),
    "mimalloc": ("mi_malloc", "mi_free", ("-lmimalloc",)),
    "CPython's objects": ("PyObject_Malloc", "PyObject_Free", ()),
}

# The goals of the ratios.
_GOALS: Final = {"glibc malloc": 0.35, "mimalloc": 0.6}

# The loops of churn.c around the heap's functions, which LLVM inlines.
_LOOPS: Final = """
define void @start(ptr %memory, i64 %end) {
  call void @"py.heap.initialise"(ptr %memory, i64 %end)
  ret void
}

define void @pairs(ptr %memory, ptr %slots, i64 %count) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %block = call i64 @"py.heap.allocate"(ptr %memory, i64 64, i8 1)
  call void @"py.heap.release"(ptr %memory, i64 %block)
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %count
  br i1 %more, label %loop, label %done
done:
  ret void
}

define void @window(ptr %memory, ptr %slots, i64 %count) {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %filled ]
  %product = mul i64 %i, 167
  %index = and i64 %product, 255
  %slot = getelementptr i64, ptr %slots, i64 %index
  %old = load i64, ptr %slot
  %live = icmp ne i64 %old, 0
  br i1 %live, label %release, label %filled
release:
  call void @"py.heap.release"(ptr %memory, i64 %old)
  br label %filled
filled:
  %block = call i64 @"py.heap.allocate"(ptr %memory, i64 64, i8 1)
  store i64 %block, ptr %slot
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %count
  br i1 %more, label %loop, label %done
done:
  ret void
}
"""

_FIRST: Final = """
import sys, time
start = time.process_time()
{statement}
print(time.process_time() - start)
"""


def measure(rounds: int) -> list[Row]:
    """Rows of the heap in compiled code, of its methods, and of its fragmentation."""
    with tempfile.TemporaryDirectory() as name:
        rows = in_compiled_code(Path(name), rounds)
    return rows + from_python(rounds) + first_in_a_process(rounds) + fragmentation()


def in_compiled_code(folder: Path, rounds: int) -> list[Row]:
    """64 bytes allocated and freed, beside every allocator that is there."""
    heap, kept = compiled(folder)
    contenders: dict[str, dict[str, Callable[[int], object]]] = {"PyExec": heap}
    for number, (name, (allocate, release, flags)) in enumerate(_OTHERS.items()):
        other = churn(folder / f"churn{number}.so", allocate, release, flags)
        if other is not None:
            contenders[name] = other
    rows = []
    for title, loop in (("a pair at a time", "pairs"), ("256 blocks live", "window")):
        runs = {name: time_of_loop(loops[loop]) for name, loops in contenders.items()}
        times = medians(runs, rounds)
        rows += [
            Row(
                f"alloc + free of 64 bytes, {title}",
                times["PyExec"],
                "s",
                times[name],
                name,
                _GOALS.get(name),
            )
            for name in times
            if name != "PyExec"
        ]
    kept.close()
    return rows


def compiled(folder: Path) -> tuple[dict[str, Callable[[int], object]], mmap.mmap]:
    """The loops around the heap's own functions, and the memory that they use."""
    names = ("heap.initialise", "heap.allocate", "heap.release")
    program = runtime(names, Options(infer=True))
    machine = targets.host().machine(3)
    text = assemble(machine, lower(program, NATIVE).text, _LOOPS)
    with optimized(text, machine, 3, straight=False) as (module, _):
        content = module.emit_object(machine)
    source, output = folder / "heap.o", folder / "heap.so"
    source.write_bytes(content)
    exports = ["start", *_NAMES]
    link(source, read(content, "elf"), exports, targets.platform(), output)
    library = ctypes.CDLL(str(output))
    buffer = mmap.mmap(-1, _HEAP)
    base = ctypes.c_void_p(ctypes.addressof(view := ctypes.c_char.from_buffer(buffer)))
    slots = (ctypes.c_int64 * 256)()
    library.start(base, ctypes.c_int64(_HEAP))
    del view
    for name in _NAMES:
        library[name].argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
    return {name: partial(library[name], base, slots) for name in _NAMES}, buffer


def churn(
    path: Path, allocate: str, release: str, flags: tuple[str, ...]
) -> dict[str, Callable[[int], object]] | None:
    """The loops in C around an allocator, where gcc and the allocator are there."""
    if shutil.which("gcc") is None:
        return None
    names = (f"-DALLOCATE={allocate}", f"-DRELEASE={release}", "-fno-builtin")
    try:
        build(["gcc", *FLAGS, *names, str(CHURN), "-o", str(path), *flags])
    except subprocess.CalledProcessError:  # no such library
        return None
    library = ctypes.PyDLL(str(path))  # CPython's allocator is to be called with its lock held
    for name in _NAMES:
        library[name].argtypes = [ctypes.c_int64]
    return {name: library[name] for name in _NAMES}


def time_of_loop(loop: Callable[[int], object]) -> Run:
    """A run that gives the seconds of one round of a loop."""

    def run() -> float:
        start = time.process_time()
        loop(_PAIRS)
        return (time.process_time() - start) / _PAIRS

    return run


def from_python(rounds: int) -> list[Row]:
    """What the methods cost, without the loop around them."""
    mm = MemoryManager()
    pointer = mm.alloc(64)
    mm.incref(pointer)
    alloc, free, incref, decref, usage = mm.alloc, mm.free, mm.incref, mm.decref, mm.get_usage

    def pair() -> None:
        for _ in repeat(None, _CALLS):
            free(alloc(64), 64)

    def counted() -> None:
        for _ in repeat(None, _CALLS):
            incref(pointer)
            decref(pointer)

    def asked() -> None:
        for _ in repeat(None, _CALLS):
            usage()

    actions: Mapping[str, tuple[Callable[[], None], float]] = {
        "mm.alloc(64) + mm.free, from Python": (pair, 70e-9),
        "mm.incref + mm.decref, from Python": (counted, 70e-9),
        "mm.get_usage, from Python": (asked, 50e-9),
    }
    times = medians({name: time_of_calls(action) for name, (action, _) in actions.items()}, rounds)
    return [Row(name, times[name], "s", goal=goal) for name, (_, goal) in actions.items()]


def time_of_calls(action: Callable[[], None]) -> Run:
    """A run that gives the seconds of one of an action's calls, less those of its loop."""

    def run() -> float:
        start = time.process_time()
        action()
        middle = time.process_time()
        for _ in repeat(None, _CALLS):
            pass
        return (2 * middle - start - time.process_time()) / _CALLS

    return run


def first_in_a_process(rounds: int) -> list[Row]:
    """A new process's first manager, with the code in the cache, and the import before that."""
    MemoryManager()  # now it is in the cache
    imported = "import pyexec.memory"
    made = _FIRST.format(statement="pyexec.memory.MemoryManager()")
    command = [sys.executable, "-c", _FIRST.format(statement=imported)]
    times = medians(
        {
            "import": printed_seconds(command),
            "manager": printed_seconds([sys.executable, "-c", f"{imported}\n{made}"]),
        },
        rounds,
    )
    return [
        Row("import pyexec.memory", times["import"], "s"),
        Row("MemoryManager(), first in a process", times["manager"], "s", goal=5e-3),
    ]


def fragmentation() -> list[Row]:
    """The least heap that a pattern finds room in, over the most bytes that it has live."""
    rows = []
    for name, pattern in PATTERNS.items():
        least, live = overhead(pattern)
        rows.append(Row(f"heap for {name}", least, "bytes", live, "live"))
    return rows
