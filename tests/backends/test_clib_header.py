"""The header: accepted without a word by strict compilers, and nothing can break out of it."""

from __future__ import annotations

import keyword
import re
from pathlib import Path

import pytest
from clib_bodies import sh, signature

from pyexec import types
from pyexec.backends.c_names import LIBRARY, MATHEMATICS, TYPES
from pyexec.backends.clib.header import header
from pyexec.backends.clib.names import (
    check_base_name,
    check_export_name,
    error_function,
    parameter_names,
)
from pyexec.errors import OptionError
from pyexec.types import COMPLEX, INT, Type

STRICT = [
    ("gcc", "c", "-std=c99"),
    ("gcc", "c", "-std=c17"),
    ("gcc", "c", "-std=gnu17"),
    ("g++", "cpp", "-std=c++11"),
    ("g++", "cpp", "-std=c++20"),
]

NASTY = [
    "ends */ the comment",
    "*/*/ **// /*/ /* /**/",
    "trigraph ??/\nat the end ???/",
    "backslash \\\nand another \\",
    "control \x00\x07\x0c\x1b \u202e\u2066 hidden \ud800 lone",
    "first\n\n    indented\n      more\n    ",
    "% format %s {braces} \"quotes\" 'too' größer ≤ 日本",
    "",
    "   \n  ",
    '#include <nothing>\n#endif\n__DATE__ _Pragma("x")',
]


def compile_header(folder: Path, text: str, base: str = "nasty") -> None:
    """Include a header twice, last of all headers and first, with warnings as errors."""
    (folder / f"{base}.h").write_text(text, encoding="utf-8")
    include = f'#include "{base}.h"\n'
    common = "#include <errno.h>\n#include <math.h>\n#include <stdio.h>\n#include <stdlib.h>\n"
    common += "#include <string.h>\n#include <time.h>\n#include <unistd.h>\n#include <complex.h>\n"
    for compiler, suffix, standard in STRICT:
        system = common.replace("<complex.h>", "<complex>") if suffix == "cpp" else common
        for number, source in enumerate((include * 2 + system, system + include)):
            name = f"use{number}.{suffix}"
            (folder / name).write_text(source + "int main(void) { return 0; }\n")
            sh(
                folder, compiler, standard, "-pedantic", "-Wall", "-Wextra", "-Werror",
                "-Wundef", "-fsyntax-only", name,
            )  # fmt: skip


def test_every_type_at_once(tmp_path: Path) -> None:
    own = [
        signature(f"of_{t.name}", {"x": t, "y": INT}, t, f"Of {t}.")
        for t in types.ALL
        if t is not types.NONE
    ]
    own.append(signature("nothing", {}, types.NONE))
    compile_header(tmp_path, header(own, [s.name for s in own], "nasty", needs_libm=True))


def test_the_exact_types() -> None:
    text = header([signature("f", {"a": INT, "b": types.UINT8}, types.FLOAT)], ["f"], "lib")
    assert "\ndouble f(int64_t a, uint8_t b);\n" in text
    assert "\n#ifndef LIB_H\n#define LIB_H\n" in text
    assert "\nconst char *lib_error(void);\n" in text
    assert "stdbool" not in text and "complex" not in text and "-lm" not in text
    assert "-lm" in header([], [], "lib", needs_libm=True)


def test_docstrings_stay_comments(tmp_path: Path) -> None:
    names = [f"f{index}" for index in range(len(NASTY))]
    own = [signature(name, {}, INT, doc) for name, doc in zip(names, NASTY, strict=True)]
    text = header(own, names, "nasty")
    compile_header(tmp_path, text)
    preprocessed = sh(tmp_path, "gcc", "-std=c99", "-E", "-P", "nasty.h").splitlines()
    expected = [f"int64_t {name}(void);" for name in names]
    assert preprocessed[-len(NASTY) - 1 :] == [*expected, "const char *nasty_error(void);"]
    assert text.count("*/") == text.count("/*")


def test_a_docstring_keeps_its_shape() -> None:
    text = header(
        [signature("f", {}, INT, "First.\n\n    Second:\n        third\n    ")], ["f"], "b"
    )
    assert "/*\n * First.\n *\n * Second:\n *     third\n */\nint64_t f(void);" in text


def test_parameters_with_any_name(tmp_path: Path) -> None:
    names = [
        "int", "int_", "class_", "int64_t", "bool", "errno", "NULL", "I", "linux", "größe",
        "gr_e", "日本", "p11", "_private", "__dunder__", "_Upper", "stdin", "small", "x__y",
        "template", "and_", "nasty_complex128", "printf", "max",
    ]  # fmt: skip
    own: dict[str, Type] = dict.fromkeys(names, INT)
    own["z"] = COMPLEX
    text = header([signature("f", own, INT)], ["f"], "nasty")
    compile_header(tmp_path, text)
    (prototype,) = re.findall(r"int64_t f\((.*)\);", text)
    chosen = [parameter.split()[-1] for parameter in prototype.split(", ")]
    assert len(set(chosen)) == len(own)
    assert not any(name.startswith("_") or "__" in name for name in chosen)


def test_good_parameter_names_stay() -> None:
    assert parameter_names(["x", "y1", "min_val", "n"]) == ["x", "y1", "min_val", "n"]
    assert parameter_names(["int", "int_"]) == ["int_2", "int_"]


GOOD = ["multiply", "is_prime", "fib", "add", "f", "distance", "collatz", "dot3", "Clamp", "lerp"]


@pytest.mark.parametrize("name", GOOD)
def test_good_names(name: str) -> None:
    check_export_name(name, "anything")
    check_base_name(name)


BAD = [
    "int", "double", "class", "template", "restrict", "bool", "xor", "main", "printf", "abs",
    "pow", "exit", "malloc", "powf", "sinl", "read", "write", "index", "time", "gamma", "y0",
    "größe", "日本", "_start", "__init__", "_x", "a__b", "2d", "a b", "", "errno", "size_t",
    "primes_error", "linux", "INT64_MAX", "UINT_FAST16_MAX", "SIZE_MAX",
    "float_t", "uint", "f;", "round", "log", "remove",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_names_show_the_way_out(name: str) -> None:
    with pytest.raises(OptionError, match="cannot be the name of a C function") as caught:
        check_export_name(name, "primes")
    (suggested,) = re.findall(r'export_name="(.*)"', str(caught.value))
    check_export_name(suggested, "primes")


def test_python_keywords_that_c_lacks_do_not_matter() -> None:
    assert not {"lambda", "yield", "def"} & set(LIBRARY | MATHEMATICS | TYPES)
    assert keyword.iskeyword("lambda")


def test_names_of_the_c_library_are_known(tmp_path: Path) -> None:
    """What gcc itself says of a function of that name, without any header."""
    candidates = ["step", "hash", "mean", "norm", "scale", "rotate", "mix", "blend", "total"]
    candidates += ["median", "factorial", "gcd", "lcm", "fibonacci", "is_even", "square", "cube"]
    for name in candidates:
        check_export_name(name, "own")
    lines = [f"long long {name}(long long a, double b);" for name in candidates]
    (tmp_path / "names.c").write_text("\n".join(lines) + "\n")
    sh(tmp_path, "gcc", "-Wall", "-Werror", "-fsyntax-only", "names.c")


@pytest.mark.parametrize(
    ("base", "help_text"),
    [
        ("out/multiply", 'output_dir="out"'),
        ("/abs", 'output_dir="/"'),
        ("a\\b", 'output_dir="a"'),
        ("", "choose letters"),
        ("..", "choose letters"),
        ("end.", "choose letters"),
        (" lead", "choose letters"),
        ("a:b", "choose letters"),
        ("nul", "nul_lib"),
        ("COM1", "COM1_lib"),
        ("multiply.so", 'base_name="multiply"'),
        ("multiply.H", 'base_name="multiply"'),
        ("日本", "at least one"),
        ("argp", "argp_lib"),
        ("new\nline", "choose letters"),
    ],
)
def test_bad_base_names(base: str, help_text: str) -> None:
    with pytest.raises(OptionError) as caught:
        check_base_name(base)
    assert help_text in str(caught.value)


@pytest.mark.parametrize(
    ("base", "function"),
    [("my-lib", "my_lib_error"), ("3d", "lib3d_error"), ("a__b", "a_b_error"), ("_x_", "x_error")],
)
def test_the_error_function_of_a_base_name(base: str, function: str) -> None:
    check_base_name(base)
    assert error_function(base) == function
