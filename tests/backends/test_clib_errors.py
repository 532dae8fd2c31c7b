"""What C sees of an exception: a zero, and the text of the thread's last error."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from clib_bodies import Body, build, failing, multiply, run_c, signature

from pyexec import types
from pyexec.backends.clib.header import c_type
from pyexec.interface import Entry, RaisedError

MEANINGS = [
    RaisedError("ValueError", 'with "quotes", a \\ and 100 % of {it}'),
    RaisedError("AssertionError", ""),
    RaisedError("KeyError", "größer ≤ 日本 \U0001f40d"),
    RaisedError("RuntimeError", "two\nlines\tand a tab"),
    RaisedError("ValueError", "a NUL \0 inside"),
    RaisedError("ArithmeticError", "a lone surrogate \udc80"),
]

TEXTS = [
    'ValueError: with "quotes", a \\ and 100 % of {it}',
    "AssertionError",
    "KeyError: 'größer ≤ 日本 \U0001f40d'",
    "RuntimeError: two\nlines\tand a tab",
    "ValueError: a NUL \\0 inside",
    "ArithmeticError: a lone surrogate \\udc80",
]


@pytest.mark.parametrize("level", [0, 3])
def test_the_text_of_every_error(tmp_path: Path, level: int) -> None:
    files = build(tmp_path, failing("f", types.INT), base="f", errors=MEANINGS, level=level)
    library = ctypes.CDLL(str(files["library"]))
    library.f_error.restype = ctypes.c_char_p
    for code, text in enumerate(TEXTS, start=1):
        assert library.f(code) == 0
        assert library.f_error() == text.encode()
        assert library.f_error() is None


def test_so_many_messages_that_their_offsets_need_32_bits(tmp_path: Path) -> None:
    many = [RaisedError("ValueError", f"{n} {'x' * 1000}") for n in range(100)]
    files = build(tmp_path, failing("f", types.INT), base="f", errors=many)
    library = ctypes.CDLL(str(files["library"]))
    library.f_error.restype = ctypes.c_char_p
    for code in (1, 65, 66, 100):
        library.f(code)
        assert library.f_error() == str(many[code - 1]).encode()


@pytest.mark.parametrize("compiler", ["gcc", "g++"])
def test_the_zero_of_every_type(tmp_path: Path, compiler: str) -> None:
    names = {t: f"fail_{t.name}".replace("None", "none") for t in types.ALL}
    build(tmp_path, *(failing(name, t) for t, name in names.items()), base="zero", errors=MEANINGS)
    lines = []
    for t, name in names.items():
        if t is types.NONE:
            lines.append(f"{name}(1);")
        else:
            lines.append(
                f"{{ {c_type(t, 'zero')} x = {name}(1); failed += !is_zero(&x, sizeof x); }}"
            )
        lines.append("failed += zero_error() == NULL || zero_error() != NULL;")
        lines.append(f"{name}(0); failed += zero_error() != NULL;")
    source = f"""
#include "zero.h"
#include <stdio.h>
#include <string.h>
static int is_zero(const void *value, size_t size) {{
    static const char zeros[16] = {{0}};
    return memcmp(value, zeros, size) == 0;
}}
int main(void) {{ int failed = 0; {chr(10).join(lines)} printf("%d\\n", failed); return 0; }}
"""
    assert run_c(tmp_path, source, "-L.", "-lzero", compiler=compiler) == "0\n"


def test_a_later_error_takes_the_place_of_an_earlier(tmp_path: Path) -> None:
    files = build(tmp_path, failing("f", types.NONE), base="f", errors=MEANINGS)
    library = ctypes.CDLL(str(files["library"]))
    library.f_error.restype = ctypes.c_char_p
    library.f(1)
    library.f(2)
    library.f(0)
    assert library.f_error() == b"AssertionError"


def test_functions_of_one_library_share_the_error(tmp_path: Path) -> None:
    files = build(tmp_path, multiply(), failing("f", types.INT), base="both")
    library = ctypes.CDLL(str(files["library"]))
    library.both_error.restype = ctypes.c_char_p
    library.f(2)
    assert library.multiply(2, 3) == 6
    assert library.both_error() == b"ZeroDivisionError: integer division or modulo by zero"


THREADS = """
#include "f.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>
static const char *const texts[] = {"ValueError: one", "KeyError: 'two'", "TypeError: three"};
static void *work(void *number) {
    long mine = (long) number, wrong = 0;
    for (int i = 0; i < 200000; i++) {
        wrong += f_error() != NULL;
        f((int32_t) mine + 1);
        const char *error = f_error();
        wrong += error == NULL || strcmp(error, texts[mine]) != 0;
    }
    return (void *) wrong;
}
int main(void) {
    pthread_t threads[6];
    long wrong = 0;
    for (long i = 0; i < 6; i++) pthread_create(&threads[i], NULL, work, (void *) (i % 3));
    for (int i = 0; i < 6; i++) {
        void *result;
        pthread_join(threads[i], &result);
        wrong += (long) result;
    }
    printf("%ld\\n", wrong);
    return 0;
}
"""


@pytest.mark.parametrize("link", [("-L.", "-lf"), ("./f.so",)], ids=["a", "so"])
def test_threads_do_not_see_one_anothers_errors(tmp_path: Path, link: tuple[str, ...]) -> None:
    meanings = [RaisedError("ValueError", "one"), RaisedError("KeyError", "two")]
    meanings.append(RaisedError("TypeError", "three"))
    build(tmp_path, failing("f", types.INT), base="f", errors=meanings)
    assert run_c(tmp_path, THREADS, *link, "-pthread") == "0\n"


def test_a_library_that_cannot_fail_has_the_function_too(tmp_path: Path) -> None:
    text = "define internal i64 @body.one() {\n  ret i64 1\n}\n"
    one = Body(text, Entry(signature("one", {}, types.INT), "body.one", False, False))
    files = build(tmp_path, one, base="one")
    library = ctypes.CDLL(str(files["library"]))
    library.one_error.restype = ctypes.c_char_p
    assert library.one() == 1
    assert library.one_error() is None
    assert files["library"].stat().st_size <= 1200
    assert files["object"].stat().st_size <= 700
