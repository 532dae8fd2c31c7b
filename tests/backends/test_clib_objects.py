"""Texts and containers at the boundary of C libraries: from C, from C++, from threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from clib_bodies import run_c, sh
from test_clib_header import compile_header

import pyexec
from pyexec import complex64, float32, int8, int16, int32, uint8
from pyexec.backends import zig
from pyexec.backends.c_abi import Convention, returned_structure
from pyexec.backends.clib.structures import layout, name_of
from pyexec.driver import write_library
from pyexec.errors import OptionError
from pyexec.object_types import STR, list_of, optional_of, tuple_of
from pyexec.options import CodeOptions
from pyexec.types import (
    BOOL,
    COMPLEX,
    COMPLEX64,
    FLOAT,
    FLOAT32,
    INT,
    INT8,
    INT16,
    INT32,
    Type,
)

Functions = Sequence[Callable[..., object]]


def total(xs: list[float]) -> float:
    """The sum."""
    result = 0.0
    for x in xs:
        result += x
    return result


def scale(xs: list[float], ys: list[float], by: float) -> bool:
    """Multiply the first by a number; whether both are one list."""
    for i in range(len(xs)):
        xs[i] *= by
    return xs is ys


def halves(xs: list[int], stop: int) -> list[int]:
    """The halves of even numbers, in place up to the first odd one."""
    for i in range(len(xs)):
        if xs[i] % 2:
            raise ValueError(f"{xs[i]} is odd")
        xs[i] //= 2
    return xs[:stop]


def repeated(text: str, n: int) -> str:
    """Concatenated with itself."""
    return text * n


def words(text: str) -> list[str]:
    """Words of a text."""
    return text.split()


def joined(names: list[str], more: tuple[str, ...], mark: str | None) -> str:
    """All texts in one."""
    return (", " if mark is None else mark).join([*names, *more])


def surrogates(n: int) -> tuple[str, list[int], str]:
    """The last of these texts cannot be UTF-8."""
    return "first", [n], chr(0xD800) * n


def range_of(xs: tuple[int16, ...]) -> tuple[int16, int16] | None:
    """Least and greatest."""
    if len(xs) == 0:
        return None
    return min(xs), max(xs)


def depth(xs: list[int], n: int) -> int:
    """Recursion, and the length of a list."""
    return len(xs) if n == 0 else depth(xs, n - 1)


def told(name: str, n: int) -> int:
    """Something is printed before an error, too."""
    print("for", name)
    return 1 // n


FUNCTIONS: Functions = [
    total,
    scale,
    halves,
    repeated,
    words,
    joined,
    surrogates,
    range_of,
    depth,
    told,
]


def library(folder: Path, functions: Functions, base: str = "own") -> dict[str, Path]:
    return write_library(functions, base, folder, CodeOptions(infer=True, cpu="baseline"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("library")
    library(place, FUNCTIONS)
    return place


HEAD = """\
#include "own.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
static void show(void) { const char *error = own_error(); puts(error ? error : "fine"); }
int main(void) {
"""


def printed(folder: Path, lines: str, name: str) -> list[str]:
    source = f"{HEAD}{lines}\nreturn 0;\n}}\n"
    return run_c(folder, source, "-L.", "-lown", "-pthread", name=name).splitlines()


def test_elements_are_changed_up_to_the_error(folder: Path) -> None:
    lines = """
    int64_t xs[] = {8, 6, 3, 2};
    own_int64_array got = halves(xs, 4, 2);
    printf("%p %zu %d %d %d %d\\n", (void *) got.data, got.length,
           (int) xs[0], (int) xs[1], (int) xs[2], (int) xs[3]);
    show(); show();
    got = halves(xs, 2, 1);
    printf("%p %zu %d\\n", (void *) got.data, got.length, (int) xs[1]); show();
    """
    assert printed(folder, lines, "halves") == [
        "(nil) 0 4 3 3 2", "ValueError: 3 is odd", "fine", "(nil) 0 3", "ValueError: 3 is odd"
    ]  # fmt: skip


def test_one_array_twice_is_one_list(folder: Path) -> None:
    lines = """
    double xs[] = {1, 2, 4, 8};
    printf("%d", scale(xs, 4, xs, 4, 0.5));
    printf("%d", scale(xs, 4, xs, 3, 2));
    printf("%d", scale(xs, 2, xs + 2, 2, 3));
    printf(" %g %g %g\\n", xs[0], xs[1], xs[3]);
    """
    assert printed(folder, lines, "scale") == ["100 3 6 8"]


def test_texts(folder: Path) -> None:
    lines = r"""
    own_text made = repeated("gr\xc3\xb6\0\xe2\x82\xac", 8, 2);
    printf("%zu %d %d\n", made.length, memcmp(made.data, "gr\xc3\xb6\0\xe2\x82\xac""gr", 10),
           made.data[made.length]);
    own_free(made.data);
    made = repeated(NULL, 0, 3); printf("%zu %d\n", made.length, made.data[0]); own_free(made.data);
    made = repeated("a\xf0\x9f\x98", 4, 1); printf("%d ", made.data == NULL); show();
    own_text_array parts = words(" one  two\tthree ", 16);
    for (size_t i = 0; i < parts.length; i++) printf("[%s]", parts.data[i].data);
    own_free(parts.data);
    own_text names[] = {{"a", 1}, {"bc", 2}}, bad[] = {{"a", 1}, {"\xed\xa0\x80", 3}};
    made = joined(names, 2, names, 1, NULL, 0); printf(" %s", made.data); own_free(made.data);
    made = joined(names, 2, names, 0, "", 0); printf(" %s\n", made.data); own_free(made.data);
    made = joined(names, 2, bad, 2, NULL, 0); printf("%d ", made.data == NULL); show();
    own_tuple_text_int64_array_text three = surrogates(2);
    printf("%d %zu %d ", three.item0.data == NULL, three.item1.length, three.item2.data == NULL);
    show();
    three = surrogates(0); printf("%s %d ", three.item0.data, (int) three.item1.data[0]);
    own_free(three.item0.data); own_free(three.item1.data); own_free(three.item2.data); show();
    """
    assert printed(folder, lines, "texts") == [
        "16 0 0",
        "0 0",
        "1 UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 1-3: "
        "unexpected end of data",
        "[one][two][three] a, bc, a abc",
        "1 UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: "
        "invalid continuation byte",
        "1 0 1 UnicodeEncodeError: 'utf-8' codec can't encode characters in position 0-1: "
        "surrogates not allowed",
        "first 0 fine",
    ]


def test_what_is_freed_wrongly_changes_nothing(folder: Path) -> None:
    wrong = "ValueError: what was freed is no result of this library, or was freed before"
    lines = r"""
    double own = 1;
    own_free(NULL); show();
    own_free(&own); show();
    own_text made = repeated("abc", 3, 5), other = repeated("xyz", 3, 1);
    own_free(made.data + 1); show();
    own_free(made.data + 8); show();
    own_free(made.data); show();
    own_free(made.data); show();
    printf("%s\n", other.data); own_free(other.data); show();
    int64_t odd = 1;
    own_int64_array none = halves(&odd, 1, 1);
    const char *error = own_error(); own_free(error);
    printf("%s %zu\n", error, none.length); show();
    """
    assert printed(folder, lines, "wrong") == [
        *("fine", wrong, wrong, wrong, "fine", wrong),
        *("xyz", "fine", "ValueError: 1 is odd 0", wrong),
    ]


def test_a_length_that_no_list_has_is_an_error(folder: Path) -> None:
    lines = """
    double x = 1;
    printf("%g ", total(&x, (size_t) 1 << 32)); show();
    own_text made = repeated("a", (size_t) -1, 1); printf("%d ", made.data == NULL); show();
    own_optional_tuple_int16_int16 found = range_of(NULL, (size_t) -1);
    printf("%d ", found.present); show();
    """
    assert printed(folder, lines, "lengths") == ["0 MemoryError", "1 MemoryError", "0 MemoryError"]


def test_structures_in_structures_and_recursion(folder: Path) -> None:
    lines = """
    int16_t xs[] = {3, -7, 300};
    own_optional_tuple_int16_int16 found = range_of(xs, 3);
    printf("%d %d %d\\n", found.present, found.value.item0, found.value.item1);
    found = range_of(xs, 0); printf("%d\\n", found.present);
    int64_t ys[5] = {0};
    printf("%d ", (int) depth(ys, 5, 100)); show();
    printf("%d ", (int) depth(ys, 5, 1 << 30)); show();
    """
    assert printed(folder, lines, "shapes") == [
        "1 -7 300", "0", "5 fine", "0 RecursionError: maximum recursion depth exceeded"
    ]  # fmt: skip


def test_results_stay_whatever_other_threads_do(folder: Path) -> None:
    source = r"""
#include "own.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>
static void *work(void *number) {
  char letter[2] = {(char) ('a' + *(int *) number), 0};
  long bad = 0;
  own_text kept[16] = {{0}};
  for (int i = 0; i < 4000; i++) {
    own_text *slot = &kept[i % 16];
    for (size_t j = 0; j < slot->length; j++) bad += slot->data[j] != letter[0];
    own_free(slot->data);
    *slot = repeated(letter, 1, (i * 37) % 3000);
  }
  for (int i = 0; i < 16; i++) own_free(kept[i].data);
  if (own_error()) bad++;
  return (void *) bad;
}
int main(void) {
  pthread_t threads[4];
  int numbers[4] = {0, 1, 2, 3};
  long bad = 0;
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work, &numbers[i]);
  for (int i = 0; i < 4; i++) {
    void *found;
    pthread_join(threads[i], &found);
    bad += (long) found;
  }
  printf("%ld\n", bad);
  return 0;
}
"""
    assert run_c(folder, source, "-L.", "-lown", "-pthread", name="threads") == "0\n"


def test_what_is_printed_comes_in_its_turn(folder: Path) -> None:
    lines = r"""
    printf("one "); told("two\xc3\xa4", 5, 1); printf("three "); told("", 0, 0); show();
    """
    assert printed(folder, lines, "told") == [
        *("one for twoä", "three for ", "ZeroDivisionError: integer division or modulo by zero")
    ]


def test_from_cpp(folder: Path) -> None:
    source = """
#include "own.h"
#include <iostream>
#include <memory>
#include <string>
#include <vector>
struct Free { void operator()(const void *data) const { own_free(data); } };
int main() {
  std::vector<double> xs{1.5, 2.5};
  own_text made = repeated("ab", 2, 3);
  std::unique_ptr<const char, Free> keeper(made.data);
  std::cout << total(xs.data(), xs.size()) << " " << std::string(made.data, made.length) << "\\n";
}
"""
    assert run_c(folder, source, "-L.", "-lown", compiler="g++", name="plus") == "4 ababab\n"


def test_the_header_is_strict(folder: Path, tmp_path: Path) -> None:
    compile_header(tmp_path, (folder / "own.h").read_text(), "own")


def test_a_function_cannot_have_a_types_name(tmp_path: Path) -> None:
    def own_text(n: int) -> str:
        return str(n)

    with pytest.raises(OptionError, match="a type of the library has it"):
        library(tmp_path, [own_text])
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OptionError, match="frees the library's results"):
        pyexec.compile_llvm(own_text, "own", str(tmp_path), export_name="own_free")


# What is not needed is not there


def test_reading_lists_needs_no_heap(tmp_path: Path) -> None:
    files = library(tmp_path, [total, scale, depth])
    undefined = sh(tmp_path, "nm", "-D", "--undefined-only", files["library"].name)
    assert "mmap" not in undefined and "sched_yield" not in undefined
    assert "own_free" not in files["header"].read_text()
    only = library(tmp_path, [total], "only")
    assert only["library"].stat().st_size < 4096
    assert library(tmp_path, [halves], "halves")["library"].stat().st_size < 16384


# Structures by value

SHAPES: dict[Type, tuple[str | None, str | None, str | None, str | None]] = {
    # What clang 20 returns each as, but for the width of integers, which are in a register of
    # 64 bits anyway: x86-64 System V, AArch64 and Apple's, RISC-V, Windows; None: in memory.
    STR: ("{ i64, i64 }", "[2 x i64]", "[2 x i64]", None),
    optional_of(INT): ("{ i64, i64 }", "[2 x i64]", "[2 x i64]", None),
    optional_of(FLOAT): ("{ i64, double }", "[2 x i64]", "{ i8, double }", None),
    optional_of(FLOAT32): ("i64", "i64", "{ i8, float }", "i64"),
    optional_of(INT8): ("i64", "i64", "i64", "i16"),
    optional_of(COMPLEX64): ("{ i64, double }", "[2 x i64]", "[2 x i64]", None),
    optional_of(COMPLEX): (None, None, None, None),
    tuple_of(FLOAT, FLOAT): ("{ double, double }", "[2 x double]", "{ double, double }", None),
    tuple_of(FLOAT, FLOAT, FLOAT): (None, "[3 x double]", None, None),
    tuple_of(COMPLEX, COMPLEX): (None, "[4 x double]", None, None),
    tuple_of(*[FLOAT] * 5): (None, None, None, None),
    tuple_of(FLOAT32): ("double", "[1 x float]", "float", "i32"),
    tuple_of(*[FLOAT32] * 3): ("{ double, double }", "[3 x float]", "[2 x i64]", None),
    tuple_of(COMPLEX64, FLOAT32): ("{ double, double }", "[3 x float]", "[2 x i64]", None),
    tuple_of(FLOAT, INT32): ("{ double, i64 }", "[2 x i64]", "{ double, i32 }", None),
    tuple_of(INT, FLOAT): ("{ i64, double }", "[2 x i64]", "{ i64, double }", None),
    tuple_of(INT8, INT16): ("i64", "i64", "i64", "i32"),
    tuple_of(FLOAT32, FLOAT32, INT32): ("{ double, i64 }", "[2 x i64]", "[2 x i64]", None),
    tuple_of(BOOL, BOOL, BOOL): ("i64", "i64", "i64", None),
    tuple_of(INT, STR): (None, None, None, None),
    tuple_of(INT8, list_of(INT)): (None, None, None, None),
}

_FAMILIES = (
    (Convention.SYSV,),
    (Convention.AAPCS, Convention.DARWIN),
    (Convention.RISCV,),
    (Convention.WINDOWS,),
)


@pytest.mark.parametrize("t", SHAPES, ids=name_of)
def test_structures_travel_as_clang_has_it(t: Type) -> None:
    known = layout(t)
    for family, expected in zip(_FAMILIES, SHAPES[t], strict=True):
        for convention in family:
            assert returned_structure(known.pieces, known.size, convention) == expected


def floats(x: float32) -> tuple[float32, float32, float32]:
    return x, x + float32(1), x + float32(2)


def mixed(x: int8, y: float) -> tuple[int8, float]:
    return x, y


def late(x: float, y: int32) -> tuple[float, int32]:
    return x, y


def packed(x: float32, y: int32) -> tuple[float32, float32, int32]:
    return x, -x, y


def small(x: int8, y: int16, z: uint8) -> tuple[int8, int16, uint8, bool]:
    return x, y, z, x > 0


def large(x: float, z: complex) -> tuple[float, complex, float]:
    return x, z, -x


def some(x: float) -> float | None:
    return x if x > 0 else None


def some_complex(z: complex64) -> complex64 | None:
    return z if z.real > 0 else None


def flags(x: int) -> tuple[bool, int8 | None, bool]:
    return x > 0, int8(x) if x > 1 else None, x > 2


Mixed = tuple[bool, int8, complex64, float32, int16]


def parts_of(x: Mixed, y: tuple[float, float] | None) -> tuple[float, complex, bool, int]:
    if y is None:
        return 0.0, x[2], x[0], x[1] + x[4]
    return y[0] - y[1], x[2], not x[0], x[1] - x[4]


BY_VALUE: Functions = [
    floats,
    mixed,
    late,
    packed,
    small,
    large,
    some,
    some_complex,
    flags,
    parts_of,
]

CHECKS = """
  own_tuple_float32_float32_float32 f = floats(0.5f);
  check(f.item0 == 0.5f && f.item1 == 1.5f && f.item2 == 2.5f);
  own_tuple_int8_float64 m = mixed(-3, 0.25); check(m.item0 == -3 && m.item1 == 0.25);
  own_tuple_float64_int32 l = late(1.5, -7); check(l.item0 == 1.5 && l.item1 == -7);
  own_tuple_float32_float32_int32 p = packed(2.5f, 9);
  check(p.item0 == 2.5f && p.item1 == -2.5f && p.item2 == 9);
  own_tuple_int8_int16_uint8_bool s = small(-1, -300, 255);
  check(s.item0 == -1 && s.item1 == -300 && s.item2 == 255 && !s.item3);
  own_tuple_float64_complex128_float64 g = large(4, 3);
  check(g.item0 == 4 && g.item1 == own_complex128(3) && g.item2 == -4);
  own_optional_float64 o = some(2.5); check(o.present && o.value == 2.5);
  o = some(-1); check(!o.present);
  own_optional_complex64 z = some_complex(2); check(z.present && z.value == own_complex64(2));
  z = some_complex(-2); check(!z.present);
  own_tuple_bool_optional_int8_bool b = flags(2);
  check(b.item0 && b.item1.present && b.item1.value == 2 && !b.item2);
  own_tuple_bool_int8_complex64_float32_int16 x;
  memset(&x, 0, sizeof x);
  x.item0 = true; x.item1 = -2; x.item2 = 3; x.item3 = 0.5f; x.item4 = 300;
  own_tuple_float64_float64 y = {5, 1.5};
  own_tuple_float64_complex128_bool_int64 q = parts_of(&x, NULL);
  check(q.item0 == 0 && q.item1 == own_complex128(3) && q.item2 && q.item3 == 298);
  q = parts_of(&x, &y); check(q.item0 == 3.5 && !q.item2 && q.item3 == -302);
  b = flags(1); check(b.item0 && !b.item1.present && !b.item2);
"""


@pytest.mark.parametrize("compiler", ["gcc", "g++"])
def test_structures_by_value(tmp_path: Path, compiler: str) -> None:
    library(tmp_path, BY_VALUE)
    checks = CHECKS
    if compiler == "gcc":
        checks = checks.replace("own_complex128(3)", "3").replace("own_complex64(2)", "2")
    source = f"""
#include "own.h"
#include <stdio.h>
#include <string.h>
static int bad = 0;
#define check(holds) if (!(holds)) {{ bad++; puts(#holds); }}
int main() {{ {checks} printf("%d\\n", bad); return 0; }}
"""
    assert run_c(tmp_path, source, "-L.", "-lown", compiler=compiler) == "0\n"


@pytest.mark.parametrize(
    "platform", ["aarch64-linux", "riscv64-linux", "x86_64-windows", "aarch64-macos"]
)
def test_other_platforms(tmp_path: Path, platform: str) -> None:
    options = CodeOptions(infer=True, cpu="baseline")
    files = write_library([*FUNCTIONS, *BY_VALUE], "own", tmp_path, options, platform=platform)
    table = zig.run(["ar", "t", str(files["static"])], task="list").split()
    assert table == ["own.o"]
    assert b"own_free" in files["library"].read_bytes()


def test_nothing_is_read_behind_what_a_caller_has(folder: Path) -> None:
    """What is given ends where a page ends behind which nothing may be read."""
    source = """
#define _GNU_SOURCE
#include "own.h"
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
int main(void) {
  char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *end = pages + 4096;
  mprotect(end, 4096, PROT_NONE);
  for (size_t n = 0; n < 70; n++) {
    memset(end - n, 'x', n);
    if (n > 9) memcpy(end - 4, n % 2 ? "\\xf0\\x9f\\x98\\x80" : "abc\\xe4", 4);
    own_free(repeated(end - n, n, 2).data);
    own_free(words(end - n, n).data);
    double *xs = (double *) end - n;
    total(xs, n);
    scale(xs, n, xs, n, 2);
    int16_t *ys = (int16_t *) end - n;
    range_of(ys, n);
  }
  const char *error = own_error();
  puts(error ? error : "fine");
  return 0;
}
"""
    assert run_c(folder, source, "-L.", "-lown", name="pages") == (
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe4 in position 67: "
        "unexpected end of data\n"
    )
