"""Recursion without end in a C program: an error of the thread, whatever its stack."""

from __future__ import annotations

from pathlib import Path

import pytest
from clib_bodies import build, depth, run_c, sh

PROGRAM = """
#define _GNU_SOURCE
#include "depth.h"
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <ucontext.h>

/* How deep recursion comes before it is an error; -1 if it ends otherwise. */
static int64_t deepest(void) {
    int64_t low = 0, high = (int64_t) 1 << 40;
    if (depth(high) != 0) return -1;
    const char *error = depth_error();
    if (!error || strcmp(error, "RecursionError: maximum recursion depth exceeded")) return -1;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (depth(middle) == middle && !depth_error()) low = middle;
        else { high = middle; depth_error(); }
    }
    return low;
}

static void *in_thread(void *unused) { (void) unused; return (void *) deepest(); }

/* The same with most of the stack in use. */
static void *in_full_thread(void *used) {
    volatile char *room = __builtin_alloca((size_t) used);
    room[0] = 1;
    return (void *) deepest();
}

static int64_t run(size_t stack, void *(*function)(void *), size_t used) {
    pthread_attr_t attributes;
    pthread_t thread;
    void *result;
    pthread_attr_init(&attributes);
    if (pthread_attr_setstacksize(&attributes, stack)) abort();
    if (pthread_create(&thread, &attributes, function, (void *) used)) abort();
    pthread_join(thread, &result);
    return (int64_t) result;
}

static ucontext_t caller, coroutine;
static int64_t coroutine_deepest;
static void in_coroutine(void) { coroutine_deepest = deepest(); }

int main(void) {
    printf("main %ld\\n", (long) deepest());
    for (size_t kilobytes = 32; kilobytes <= 8192; kilobytes *= 2)
        printf("%zu %ld\\n", kilobytes, (long) run(kilobytes << 10, in_thread, 0));
    printf("full %ld\\n", (long) run(128 << 10, in_full_thread, 90 << 10));
    printf("brim %ld\\n", (long) run(128 << 10, in_full_thread, 116 << 10));
    getcontext(&coroutine);
    coroutine.uc_stack.ss_size = 256 << 10;
    coroutine.uc_stack.ss_sp = malloc(coroutine.uc_stack.ss_size);
    coroutine.uc_link = &caller;
    makecontext(&coroutine, in_coroutine, 0);
    swapcontext(&caller, &coroutine);
    printf("coroutine %ld\\n", (long) coroutine_deepest);
    printf("main %ld\\n", (long) deepest());
    return 0;
}
"""


@pytest.mark.parametrize("link", [("-L.", "-ldepth"), ("./depth.so",)], ids=["a", "so"])
def test_every_stack_is_used_and_none_overrun(tmp_path: Path, link: tuple[str, ...]) -> None:
    build(tmp_path, depth(), base="depth")
    printed = run_c(tmp_path, PROGRAM, *link, "-pthread")
    lines = [line.split() for line in printed.splitlines()]
    results = {name: int(number) for name, number in lines}
    assert results["main"] >= 20_000
    # A call takes at least its 64 bytes and at most twice as many.
    for kilobytes in (64, 128, 256, 512, 1024, 2048, 4096, 8192):
        usable = (kilobytes - 32) * 1024
        assert usable / 128 <= results[str(kilobytes)] <= kilobytes * 1024 / 64
    assert 0 < results["full"] < results["128"]
    assert results["brim"] == 0
    assert 400 <= results["coroutine"] <= 1024
    assert lines[0][1] == lines[-1][1]


def test_a_static_program_has_a_small_budget(tmp_path: Path) -> None:
    build(tmp_path, depth(), base="depth")
    printed = run_c(
        tmp_path,
        '#include "depth.h"\n#include <stdio.h>\nint main(void) {\n'
        'printf("%d\\n", (int) depth(400)); depth(1 << 30); puts(depth_error()); return 0; }\n',
        *("-L.", "-ldepth", "-static"),
    )
    assert printed == "400\nRecursionError: maximum recursion depth exceeded\n"


def test_a_stack_without_a_bound(tmp_path: Path) -> None:
    build(tmp_path, depth(), base="depth")
    source = '#include "depth.h"\n#include <stdio.h>\n'
    source += "int main(void) { depth(INT64_MAX); puts(depth_error()); return 0; }\n"
    printed = run_c(tmp_path, source, "-L.", "-ldepth")
    assert printed == "RecursionError: maximum recursion depth exceeded\n"
    assert sh(tmp_path, "sh", "-c", "ulimit -s unlimited && ./main") == printed
    assert sh(tmp_path, "sh", "-c", "ulimit -s 128 && ./main") == printed
