"""The heap of a C library: values, errors with computed messages, threads, every platform."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from heap_programs import program
from test_program_heap import CALLS, NAMES

from pyexec.backends.clib import heap
from pyexec.backends.clib.build import write_library
from pyexec.backends.clib.exports import entry_points
from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.driver import assemble, optimized


def build(folder: Path, *names: str, platform: str | None = None, level: int = 3) -> Path:
    """A library `lib` of functions; the shared one's path."""
    target = targets.platform() if platform is None else targets.by_name(platform)
    front = program(*names, messages=heap.MESSAGES)
    lowered = lower(front.program, NATIVE)
    machine = target.machine(level)
    own = [f"lib_{name}" for name in names]
    ends = entry_points(front.entries, own, lowered.errors, "lib", target)
    text = assemble(machine, lowered.text, ends)
    with optimized(text, machine, level, straight=False) as (module, _):
        content = module.emit_object(machine)
    return write_library(content, front.entries, own, "lib", folder, target)["library"]


def run_c(folder: Path, source: str, *link: str) -> str:
    """What a program in C prints."""
    (folder / "main.c").write_text(source)
    command = ["gcc", "-std=c11", "main.c", *link, "-o", "main"]
    subprocess.run(command, cwd=folder, check=True, timeout=60)
    done = subprocess.run(
        ["./main"], cwd=folder, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


HEAD = """\
#include "lib.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const char *error;
"""


def printed(folder: Path, lines: Sequence[str], *link: str) -> list[str]:
    source = HEAD + "".join(f"  {line}\n" for line in lines) + "  return 0;\n}\n"
    return run_c(folder, source, *(link or ("-L.", "-llib"))).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("library")
    build(place, *NAMES)
    return place


def test_values(folder: Path) -> None:
    calls = [f"lib_{name}({', '.join(map(str, given))})" for name, given, _ in CALLS]
    lines = [f'printf("%" PRId64 "\\n", (int64_t) {call});' for call in calls]
    assert printed(folder, [*lines, 'puts(lib_error() ? lib_error() : "fine");']) == [
        *(str(int(expected)) for _, _, expected in CALLS),
        "fine",
    ]


SHOW = 'error = lib_error(); puts(error ? error : "fine");'


def test_errors(folder: Path) -> None:
    calls = {
        "lib_complain(1, 0xE4)": "ValueError: äåæ",
        "lib_complain(2, 0x20AC)": "ValueError: €₭₮",
        "lib_complain(4, 0x1F600)": "ValueError: 😀😁😂",
        "lib_complain(1, 0)": "ValueError: \\0\x01\x02",
        "lib_complain(2, 0xDBFF)": "ValueError: \\udbff\\udc00\\udc01",
        "lib_complain(2, 0x7FF)": "ValueError: ߿ࠀࠁ",
        "lib_complain(2, 0xFFFD)": "ValueError: \ufffd\ufffe\uffff",
        "lib_complain(4, 0xFFFF)": "ValueError: \uffff\U00010000\U00010001",
        "lib_miss('1')": "KeyError: 123",
        "lib_failing(0)": "ZeroDivisionError: integer division or modulo by zero",
        "lib_nested(-1)": "ValueError: too deep",
        "lib_either(1)": "ValueError: abc",
        "lib_either(0)": "ValueError: constant",
        "lib_plain(1)": "fine",
    }
    lines = [f"{call}; {SHOW}" for call in calls]
    assert printed(folder, lines) == list(calls.values())


def test_a_later_error_takes_the_place_of_an_earlier(folder: Path) -> None:
    lines = ["lib_either(1); lib_either(0);", SHOW, "lib_either(0); lib_either(1);", SHOW, SHOW]
    assert printed(folder, lines) == ["ValueError: constant", "ValueError: abc", "fine"]


def test_nothing_stays(folder: Path) -> None:
    """Blocks that are given back are taken again: their addresses show it."""
    lines = [
        "int64_t first = lib_keep(24); lib_drop(first);",
        "for (int i = 0; i < 100000; i++) { lib_complain(1, 97); lib_miss('1'); lib_failing(0); }",
        "lib_either(1); error = lib_error();",
        "int64_t second = lib_keep(24); lib_drop(second);",
        'printf("%d\\n", second - first < 4096 && first - second < 4096);',
    ]
    assert printed(folder, lines) == ["1"]


@pytest.mark.parametrize("link", [("-L.", "-llib"), ("./lib.so",), ("lib.o",)])
def test_every_way_to_link(folder: Path, link: tuple[str, ...]) -> None:
    lines = ['printf("%" PRId64 "\\n", lib_chain(1000));', "lib_complain(1, 97);", SHOW]
    assert printed(folder, lines, *link) == ["500500", "ValueError: abc"]


THREADS = """\
#include "lib.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static void *run(void *number) {
  long own = (long) number;
  for (int i = 0; i < 2000; i++) {
    if (lib_chain(i) != (int64_t) i * (i + 1) / 2) return (void *) 1;
    lib_complain(1, 'a' + own);
    const char *error = lib_error();
    if (!error || strncmp(error, "ValueError: ", 12) || error[12] != 'a' + own) return (void *) 2;
    if (lib_plain(i) != i + 1 || lib_error()) return (void *) 3;
  }
  return NULL;
}

int main(void) {
  pthread_t threads[8];
  for (long i = 0; i < 8; i++) pthread_create(&threads[i], NULL, run, (void *) i);
  for (int i = 0; i < 8; i++) {
    void *failed;
    pthread_join(threads[i], &failed);
    printf("%ld", (long) failed);
  }
}
"""


def test_threads(folder: Path) -> None:
    assert run_c(folder, THREADS, "-L.", "-llib", "-pthread") == "00000000"


LIMITED = """\
#include "lib.h"
#include <sys/resource.h>
#include <inttypes.h>
#include <stdio.h>

int main(int count, char **words) {
  struct rlimit limit = {%d << 20, %d << 20};
  setrlimit(RLIMIT_AS, &limit);
  printf("%%" PRId64 " ", lib_chain(1000));
  const char *error = lib_error();
  puts(error ? error : "fine");
  printf("%%" PRId64 " %%d\\n", lib_plain(1), lib_error() != NULL);
}
"""


@pytest.mark.parametrize(("megabytes", "first"), [(200, "500500 fine"), (3, "0 MemoryError")])
def test_little_memory(folder: Path, megabytes: int, first: str) -> None:
    source = LIMITED % (megabytes, megabytes)
    assert run_c(folder, source, "lib.o").splitlines() == [first, "2 0"]


@pytest.mark.parametrize("platform", [name for name in targets.TARGETS if name != "wasm32"])
def test_every_platform(tmp_path: Path, platform: str) -> None:
    assert build(tmp_path, "chain", "complain", platform=platform).stat().st_size > 0


def test_a_library_without_heap_has_nothing_of_it(tmp_path: Path) -> None:
    plain = build(tmp_path / "plain", "plain")
    assert b"mmap" not in plain.read_bytes()
    assert b"mmap" in build(tmp_path / "chain", "chain").read_bytes()


def test_size(tmp_path: Path) -> None:
    assert build(tmp_path, "chain").stat().st_size < 8192
