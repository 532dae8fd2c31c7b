"""Wrong arguments of the entry points: an error of ours with a way out, nothing half written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from wrong_functions import WRONG, Square, größe, square

import pyexec
from pyexec.backends import zig
from pyexec.errors import CompileError, OptionError, OutputError, PyExecError, ToolError

ROOT = Path(__file__).parents[1]

ENTRY_POINTS: dict[str, Callable[[Any], object]] = {
    "aot": pyexec.aot,
    "compile_llvm": lambda function: pyexec.compile_llvm(function, "wrong"),
    "wasm": lambda function: pyexec.wasm(function, "wrong.wasm"),
    "wasm_multi": lambda function: pyexec.wasm_multi([square, function], "wrong.wasm"),
}


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def contents(folder: str = ".") -> set[str]:
    """Every file and folder below a folder, hidden ones too."""
    return {str(path.relative_to(folder)) for path in Path(folder).rglob("*")}


@pytest.mark.parametrize("entry", ENTRY_POINTS)
@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_function(entry: str, wrong: str) -> None:
    target, message, way_out = WRONG[wrong]
    with pytest.raises(CompileError) as caught:
        ENTRY_POINTS[entry](target)
    assert message in caught.value.message
    assert caught.value.help is not None
    assert way_out in caught.value.help
    assert contents() == set()


AOT_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"inferr": True}, "there is no option 'inferr'\nhelp: did you mean 'infer'?"),
    ({"speed": True}, "there is no option 'speed'\nhelp: the options are infer, overflow"),
    ({"infer": 1}, "infer is 1\nhelp: infer is True or False"),
    ({"fastmath": None}, "fastmath is None\nhelp: fastmath is True or False"),
    ({"nogil": "yes"}, "nogil is 'yes'\nhelp: nogil is True or False"),
    ({"overflow": "trap"}, "overflow is 'trap'\nhelp: overflow is one of 'raise', 'wrap'"),
    ({"overflow": []}, "overflow is []"),
    ({"opt": 4}, "opt is 4\nhelp: opt is one of 0, 1, 2, 3"),
    ({"opt": 2.0}, "opt is 2.0"),
    ({"opt": True}, "opt is True"),
    ({"opt": "3"}, "opt is '3'"),
    ({"cpu": 3}, 'cpu is 3\nhelp: cpu is a name such as "native"'),
    ({"cpu": "i386"}, "there is no processor 'i386' for "),
]


@pytest.mark.parametrize(("options", "message"), AOT_OPTIONS)
def test_options_of_aot(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        pyexec.aot(**options)(square)
    assert message in str(caught.value)
    assert "help: " in str(caught.value)


LIBRARY_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"nogil": True}, "nogil is an option of aot alone"),
    ({"optimize": 2}, "there is no option 'optimize'"),
    ({"target": "vax"}, "there is no target 'vax'\nhelp: the targets are x86_64-linux"),
    ({"target": 3}, "there is no target 3"),
    ({"target": "wasm32"}, "no C library can be made for the target 'wasm32'"),
    ({"cpu": "native", "target": "aarch64-macos"}, "does not fit the target aarch64-macos"),
    ({"export_name": ""}, "'' cannot be the name of a C function"),
    ({"export_name": 3}, "export_name is 3"),
    ({"export_name": "int"}, "it is a keyword of C or C++"),
    ({"export_name": "two words"}, 'export_name="two_words"'),
    ({"export_name": "größe"}, "C compilers agree on the letters of ASCII only"),
    ({"output_dir": None}, "output_dir is None\nhelp: output_dir is a str or a pathlib.Path"),
    ({"output_dir": b"bytes"}, "output_dir is b'bytes'"),
    ({"output_dir": "~/out"}, "help: write os.path.expanduser('~/out')"),
]


@pytest.mark.parametrize(("options", "message"), LIBRARY_OPTIONS)
def test_options_of_a_library(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        pyexec.compile_llvm(square, "square", **options)
    assert message in str(caught.value)
    assert contents() == set()


@pytest.mark.parametrize("base", ["", ".", "..", "a/b", "a.so", "nul", "a\0b", "-o", "日", 3, None])
def test_base_names_of_a_library(base: Any) -> None:
    with pytest.raises(OptionError, match=r"the base name .*\nhelp: "):
        pyexec.compile_llvm(square, base)
    assert contents() == set()


MODULE_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"optimize": 4}, "optimize is 4\nhelp: optimize is one of 0, 1, 2, 3, 'size'"),
    ({"optimize": 2.0}, "optimize is 2.0"),
    ({"optimize": True}, "optimize is True"),
    ({"generate_html": 1}, "generate_html is 1"),
    ({"nogil": False}, "nogil is an option of aot alone"),
    ({"cpu": "native"}, "cpu is no option of a WebAssembly module\nhelp: use optimize="),
    ({"opt": 3}, "opt is no option of a WebAssembly module\nhelp: use optimize="),
    ({"infer": 2}, "infer is 2"),
    ({"target": "wasm64"}, "there is no option 'target'"),
    ({"export_name": 3}, "export_name is 3"),
    ({"export_name": ""}, "'' cannot be the name of an exported function"),
    ({"export_name": "größe"}, 'export_name="gr_e"'),
    ({"export_name": "a-b"}, 'export_name="a_b"'),
    ({"export_name": "2nd"}, 'export_name="f_2nd"'),
    ({"export_name": 'a"b'}, 'export_name="a_b"'),
    ({"export_name": "then"}, "takes an object with such a function for a promise"),
]


@pytest.mark.parametrize(("options", "message"), MODULE_OPTIONS)
def test_options_of_a_module(options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError) as caught:
        pyexec.wasm(square, "square.wasm", **options)
    assert message in str(caught.value)
    assert contents() == set()


@pytest.mark.parametrize("output", [3, None, b"square.wasm", "~/square.wasm", ".wasm", "a\0b"])
def test_names_of_a_module(output: Any) -> None:
    with pytest.raises(OptionError, match=r"output.*\nhelp: "):
        pyexec.wasm(square, output)
    assert contents() == set()


@pytest.mark.parametrize("wrong", [[], (), square, "square", 3, None])
def test_no_list_of_functions(wrong: Any) -> None:
    with pytest.raises(OptionError, match=r"wasm_multi (takes a list|needs at least one)"):
        pyexec.wasm_multi(wrong, "wrong.wasm")


def test_names_in_one_module() -> None:
    with pytest.raises(OptionError, match="cannot both be exported as 'square'\nhelp: rename"):
        pyexec.wasm_multi([square, square], "wrong.wasm")
    with pytest.raises(OptionError, match="'square' and 'Square' differ in nothing but case"):
        pyexec.wasm_multi([square, Square], "wrong.wasm")
    assert contents() == set()


def test_letters_beyond_ascii() -> None:
    """They are fine inside of Python; outside they need another name."""
    assert pyexec.aot(größe)(länge=2) == 3
    with pytest.raises(OptionError, match='export_name="gr_e"'):
        pyexec.wasm(größe, "size.wasm")
    with pytest.raises(OptionError, match='export_name="gr_e"'):
        pyexec.compile_llvm(größe, "size")
    assert contents() == set()
    pyexec.wasm(größe, "size.wasm", export_name="size")
    pyexec.compile_llvm(größe, "size", export_name="size")
    assert {"size.wasm", "size.js", "size.so", "size.h"} <= contents()


WRITERS: dict[str, Callable[[str], dict[str, Path]]] = {
    "compile_llvm": lambda folder: pyexec.compile_llvm(square, "square", folder),
    "wasm": lambda folder: pyexec.wasm(square, f"{folder}/square.wasm"),
    "wasm_multi": lambda folder: pyexec.wasm_multi([square], f"{folder}/square.wasm"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_missing_folder_is_made(writer: str) -> None:
    files = WRITERS[writer]("new/folder")
    assert all(path.is_file() and path.parent == Path("new/folder") for path in files.values())


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("folder", ["file", "file/below", "/proc/none", "n" * 300])
def test_a_folder_that_cannot_be(writer: str, folder: str) -> None:
    Path("file").touch()
    with pytest.raises(OutputError, match=r"cannot be written to the folder .*\nhelp: "):
        WRITERS[writer](folder)
    assert contents() == {"file"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_that_is_read_only(writer: str) -> None:
    Path("closed").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="Permission denied\nhelp: "):
        WRITERS[writer]("closed")
    assert contents() == {"closed"}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_in_the_place_of_a_file(writer: str) -> None:
    for name in ("square.h", "square.d.ts"):
        Path("out", name).mkdir(parents=True)
    with pytest.raises(OutputError, match="there is a folder of this name\nhelp: "):
        WRITERS[writer]("out")
    assert contents("out") == {"square.h", "square.d.ts"}


@pytest.mark.parametrize("output", [".", "", "..", "there", "there.wasm"])
def test_an_output_that_is_a_folder(output: str) -> None:
    Path("there").mkdir()
    Path("there.wasm").mkdir()
    with pytest.raises(OutputError, match="is a folder, not the name of a file\nhelp: "):
        pyexec.wasm(square, output)
    assert contents() == {"there", "there.wasm"}


@pytest.mark.parametrize("writer", WRITERS)
def test_files_of_before_stay_where_the_compilation_fails(
    writer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = WRITERS[writer]("out")
    before = {path: path.read_bytes() for path in files.values()}

    def fail(arguments: list[str], task: str) -> str:
        raise ToolError(f"could not {task}")

    monkeypatch.setattr(zig, "run", fail)
    with pytest.raises(ToolError, match="could not link"):
        WRITERS[writer]("out")
    assert {path: path.read_bytes() for path in files.values()} == before
    assert contents("out") == {path.name for path in before}


def run_without(missing: str, call: str, *flags: str, cache: str = "cache") -> str:
    """The last lines of a program's traceback, in a Python where a package is missing."""
    Path("program.py").write_text(
        f"import sys\nsys.modules[{missing!r}] = None\nimport pyexec\n"
        f"def f(n: int) -> int:\n    return n\n{call}\n"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYEXEC_CACHE_DIR": cache}
    command = [sys.executable, *flags, "program.py"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.stderr


CALLS = ["pyexec.compile_llvm(f, 'f', 'out')", "pyexec.wasm(f, 'out/f.wasm')"]


@pytest.mark.parametrize("call", CALLS)
def test_a_missing_linker(call: str) -> None:
    text = run_without("ziglang", call)
    assert "ToolError: linking needs the package ziglang, which is not installed" in text
    assert "help: pip install ziglang" in text
    assert not Path("out").exists()


@pytest.mark.parametrize("call", [*CALLS, "pyexec.aot(f)"])
@pytest.mark.parametrize("flags", [(), ("-S",)], ids=["hidden", "not installed"])
def test_missing_llvm(call: str, flags: tuple[str, ...]) -> None:
    text = run_without("llvmlite", call, *flags)
    assert "ToolError: ahead-of-time compilation needs llvmlite, which is not installed" in text
    assert "help: pip install llvmlite" in text
    assert not Path("out").exists()


def test_a_linker_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "zig"
    broken.write_bytes(b"no program")
    broken.chmod(0o755)
    monkeypatch.setattr(zig, "find", lambda: broken)
    with pytest.raises(ToolError, match=r"could not link .*\nhelp: reinstall"):
        pyexec.wasm(square, "out/square.wasm")
    assert contents() == {"zig"}


@pytest.mark.parametrize("writer", WRITERS)
def test_no_place_for_files_on_the_way(writer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/proc/none")
    if writer == "compile_llvm":  # makes them beside its output
        assert WRITERS[writer]("out")["library"].is_file()
        return
    with pytest.raises(OutputError, match="no folder for files on the way"):
        WRITERS[writer]("out")
    assert contents() == set()


def test_every_error_is_one_of_ours() -> None:
    for kind in (CompileError, OptionError, OutputError, ToolError):
        assert issubclass(kind, PyExecError)
