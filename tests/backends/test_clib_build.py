"""The files of a C library, used as their documentation says: with gcc, by hand and by dlopen."""

from __future__ import annotations

import ctypes
import os
import stat
import threading
from pathlib import Path

import pytest
from clib_bodies import ERRORS as MEANINGS
from clib_bodies import build, multiply, run_c, sh

from pyexec.backends.clib import link
from pyexec.errors import OptionError, OutputError, ToolError

MAIN = """
#include "multiply.h"
#include <stdio.h>
int main() {
    int64_t result = multiply(6, 7);
    printf("Result: %ld\\n", result);
    return 0;
}
"""

ERRORS = """
#include "multiply.h"
#include <stdio.h>
static const char *show(void) {
    const char *error = multiply_error();
    return error ? error : "none";
}
int main(void) {
    puts(show());
    printf("%d\\n", (int) multiply((int64_t) 1 << 40, (int64_t) 1 << 40));
    printf("%d\\n", (int) multiply(2, 3));
    puts(show());
    puts(show());
    return 0;
}
"""
ERRORS_PRINTED = "none\n0\n6\nOverflowError: integer result does not fit into 64 bits\nnone\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("multiply")
    build(folder, multiply(), base="multiply", errors=MEANINGS[:1])
    return folder


def test_the_documented_command_links_and_runs(folder: Path) -> None:
    assert run_c(folder, MAIN, "-L.", "-lmultiply") == "Result: 42\n"


@pytest.mark.parametrize(
    "link",
    [
        ("multiply.o",),
        ("./multiply.so",),
        ("-L.", "-l:multiply.so", "-Wl,-rpath,$ORIGIN"),
        ("-L.", "-lmultiply", "-static"),
        ("-no-pie", "multiply.o"),
        ("-static-pie", "-fPIE", "multiply.o"),
    ],
    ids=" ".join,
)
def test_every_way_to_link(folder: Path, link: tuple[str, ...]) -> None:
    assert run_c(folder, ERRORS, *link) == ERRORS_PRINTED


def test_paths_that_are_returned(folder: Path) -> None:
    files = build(folder, multiply(), base="multiply", errors=MEANINGS[:1])
    assert files == {
        "object": folder / "multiply.o",
        "library": folder / "multiply.so",
        "header": folder / "multiply.h",
        "static": folder / "libmultiply.a",
    }
    assert all(path.is_file() for path in files.values())


def test_dlopen_and_the_error_of_each_thread(folder: Path) -> None:
    library = ctypes.CDLL(str(folder / "multiply.so"))
    library.multiply.argtypes = [ctypes.c_int64, ctypes.c_int64]
    library.multiply.restype = ctypes.c_int64
    library.multiply_error.restype = ctypes.c_char_p
    assert library.multiply(-6, 7) == -42
    assert library.multiply(2**62, 2) == 0
    seen: list[bytes | None] = []

    def other() -> None:
        seen.append(library.multiply_error())
        library.multiply(2**62, 4)
        seen.append(library.multiply_error())

    for _ in range(3):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    message = b"OverflowError: integer result does not fit into 64 bits"
    assert seen == [None, message] * 3
    assert library.multiply_error() == message
    assert library.multiply_error() is None


def test_small_and_sound(folder: Path) -> None:
    library = folder / "multiply.so"
    assert library.stat().st_size <= 1536
    assert library.stat().st_mode & stat.S_IXUSR
    segments = sh(folder, "readelf", "-lW", "multiply.so").splitlines()
    (stack,) = [line for line in segments if "GNU_STACK" in line]
    assert "RW " in stack and "E" not in stack.split("GNU_STACK")[1]
    loads = [line.split("0x")[-2:] for line in segments if " LOAD " in line]
    assert loads and not any("RWE" in " ".join(load) for load in loads)
    dynamic = sh(folder, "readelf", "-dW", "multiply.so")
    assert "TEXTREL" not in dynamic and "NEEDED" not in dynamic


def test_nothing_but_the_interface_is_exported(folder: Path) -> None:
    printed = sh(folder, "nm", "-D", "--defined-only", "multiply.so")
    assert [line.split()[-1] for line in printed.splitlines()] == ["multiply", "multiply_error"]


def test_the_archive_is_one_that_binutils_read(folder: Path) -> None:
    assert sh(folder, "ar", "t", "libmultiply.a") == "multiply.o\n"
    assert "multiply in multiply.o" in sh(folder, "nm", "-s", "libmultiply.a")
    sh(folder, "ar", "x", "libmultiply.a", "--output", str(folder / ".."))
    assert (folder / "../multiply.o").read_bytes() == (folder / "multiply.o").read_bytes()


def test_the_same_input_gives_the_same_files(tmp_path: Path) -> None:
    first = build(tmp_path / "a", multiply(), base="multiply")
    second = build(tmp_path / "b", multiply(), base="multiply")
    for key, path in first.items():
        assert path.read_bytes() == second[key].read_bytes(), key


def test_stripping_does_no_harm(tmp_path: Path) -> None:
    build(tmp_path, multiply(), base="multiply")
    sh(tmp_path, "strip", "multiply.so")
    assert run_c(tmp_path, ERRORS, "./multiply.so") == ERRORS_PRINTED


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    files = build(tmp_path / "deep" / "er", multiply(), base="multiply")
    assert files["library"].is_file()


@pytest.mark.parametrize("folder", ["file", "file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written to the folder"):
        build(tmp_path / folder, multiply(), base="multiply")
    assert os.listdir(tmp_path) == ["file"]


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "multiply.h").mkdir()
    with pytest.raises(OutputError, match=r"multiply\.h cannot be written"):
        build(tmp_path, multiply(), base="multiply")
    assert os.listdir(tmp_path) == ["multiply.h"]


def test_a_linker_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "multiply.so").write_text("of before")
    monkeypatch.setattr(link, "_LAYOUT", "SECTIONS { nonsense")
    with pytest.raises(ToolError, match="could not link the shared library"):
        build(tmp_path / "new" / "folder", multiply(), base="multiply")
    with pytest.raises(ToolError):
        build(tmp_path, multiply(), base="multiply")
    assert os.listdir(tmp_path) == ["multiply.so"]
    assert (tmp_path / "multiply.so").read_text() == "of before"


def test_bad_names_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        build(tmp_path, multiply(), base="a/b")
    with pytest.raises(OptionError):
        build(tmp_path, multiply(), base="multiply", names=["pow"])
    assert os.listdir(tmp_path) == []


def test_any_file_name_works_as_a_base(tmp_path: Path) -> None:
    base = "Größe und-Maß v1.2 which is a long name"
    build(tmp_path, multiply(), base=base)
    source = f"""
#include "{base}.h"
int main(void) {{ return multiply(6, 7) != 42 || Gr_e_und_Ma_v1_2_which_is_a_long_name_error(); }}
"""
    run_c(tmp_path, source, "-L.", f"-l{base}")
    assert sh(tmp_path, "ar", "t", f"lib{base}.a") == f"{base}.o\n"
