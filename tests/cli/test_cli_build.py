"""`pyexec build`: what is written, that it works, what is told, and every wrong use."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from commands import KERNELS, SECONDS, environment, finished, invoke, process, write

MAIN = """\
#include "kernels.h"
#include <stdio.h>

int main(void) {
    printf("%d %d %d\\n", (int) power(2, 10), (int) gcd(12, 18), (int) total(4));
    power(10, 100);
    puts(kernels_error());
    return 0;
}
"""

USE = """\
import { power, gcd } from './math.mjs';
console.log(power(2, 10), gcd(12, 18));
"""

# A few rows of the table: names with sizes, then stages with times.
SIZE = r" +\d[\d.]* (bytes|KB|MB)\n"
TIME = r" +\d[\d.]* m?s\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "kernels.py", KERNELS)
    return tmp_path


def run(*command: str, folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=True
    )
    return done.stdout


def test_a_library_of_every_annotated_public_function(folder: Path) -> None:
    answer = invoke("build", "kernels.py", folder=folder)
    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = r"built power, gcd, total of kernels\.py\n"
    lines += "".join(
        rf"  {name}{SIZE}" for name in (r"kernels\.o", r"kernels\.so", r"kernels\.h", r"lib.*\.a")
    )
    lines += "".join(
        rf"  {stage}{TIME}"
        for stage in ("import", "start", "check", "passes", "LLVM", "link", "in all")
    )
    assert re.fullmatch(lines, answer.stdout), answer.stdout
    write(folder, "main.c", MAIN)
    run("gcc", "main.c", "-L.", "-lkernels", "-o", "main", folder=folder)
    printed = run("./main", folder=folder)
    assert printed.splitlines()[0] == "1024 6 6"
    assert printed.splitlines()[1].startswith("OverflowError: ")


def test_a_web_module_of_some_functions(folder: Path) -> None:
    answer = invoke(
        "build", "kernels.py:power,gcd", "--to", "wasm", "-o", "site/math.wasm", folder=folder
    )
    assert answer.exit_code == 0
    assert sorted(path.name for path in (folder / "site").iterdir()) == [
        "math.d.mts", "math.d.ts", "math.html", "math.js", "math.mjs", "math.wasm",
    ]  # fmt: skip
    write(folder / "site", "use.mjs", USE)
    assert run("node", "use.mjs", folder=folder / "site") == "1024 6\n"


def test_a_web_module_without_a_page_and_small(folder: Path) -> None:
    words = ["kernels.py:gcd", "--to", "wasm", "--no-html", "--optimize", "size", "-o", "small"]
    assert invoke("build", *words, folder=folder).exit_code == 0
    assert not (folder / "small.html").exists()
    assert invoke("build", "kernels.py:gcd", "--to", "wasm", folder=folder).exit_code == 0
    sizes = [(folder / name).stat().st_size for name in ("small.wasm", "kernels.wasm")]
    assert sizes[0] < sizes[1]


def test_an_object_file_alone(folder: Path) -> None:
    assert invoke("build", "kernels.py", "--to", "obj", folder=folder).exit_code == 0
    assert [path.name for path in folder.iterdir() if path.name != "kernels.py"] == ["kernels.o"]
    symbols = run("nm", "kernels.o", folder=folder)
    for name in ("power", "gcd", "total", "kernels_error"):
        assert re.search(rf" T {name}$", symbols, re.MULTILINE), name


def test_for_another_platform_and_processor(folder: Path) -> None:
    words = ["--target", "aarch64-linux", "--cpu", "neoverse-n1", "--to", "obj", "-o", "arm.obj"]
    assert invoke("build", "kernels.py", *words, folder=folder).exit_code == 0
    assert (folder / "arm.obj").read_bytes()[18:20] == b"\xb7\x00"  # EM_AARCH64
    words = ["--target", "x86_64-windows", "-o", "windows/kernels.dll"]
    assert invoke("build", "kernels.py", *words, folder=folder).exit_code == 0
    assert (folder / "windows/kernels.dll").read_bytes()[:2] == b"MZ"


@pytest.mark.parametrize(
    ("output", "kind", "written"),
    [
        ("out/", "lib", "out/kernels.so"),
        ("there", "lib", "there/kernels.so"),
        ("deep/er/fast", "lib", "deep/er/fast.so"),
        ("fast.so", "lib", "fast.so"),
        ("fast.v1", "lib", "fast.v1.so"),
        ("fast", "obj", "fast.o"),
        ("fast.o", "obj", "fast.o"),
        ("there", "obj", "there/kernels.o"),
        ("fast", "wasm", "fast.wasm"),
        ("fast.wasm", "wasm", "fast.wasm"),
    ],
)
def test_where_it_goes(output: str, kind: str, written: str, folder: Path) -> None:
    (folder / "there").mkdir()
    answer = invoke("build", "kernels.py:gcd", "--to", kind, "-o", output, folder=folder)
    assert answer.exit_code == 0
    assert (folder / written).is_file()


def test_a_folder_of_the_files_name_is_no_obstacle(folder: Path) -> None:
    (folder / "kernels").mkdir()
    assert invoke("build", "kernels.py", folder=folder).exit_code == 0
    assert (folder / "kernels.so").is_file()


def test_another_name_from_outside(folder: Path) -> None:
    words = ["kernels.py:gcd", "--export-name", "divisor"]
    assert invoke("build", *words, folder=folder).exit_code == 0
    assert "int64_t divisor(int64_t a, int64_t b);" in (folder / "kernels.h").read_text()


def test_a_function_named_twice_is_built_once(folder: Path) -> None:
    write(folder, "twice.py", "def f(n: int) -> int:\n    return n\n\ng = f\n")
    answer = invoke("build", "twice.py:f,g", folder=folder)
    assert answer.stdout.startswith("built f of twice.py\n")


WRONG_USE = [
    (["--target", "vax"], 2, "there is no target 'vax'", "the targets are x86_64-linux,"),
    (["--target", "wasm32"], 2, "wasm32", ""),
    (["--cpu", "z80"], 2, "there is no processor 'z80' for", "cpu is one of"),
    (["--to", "wasm", "--cpu", "native"], 2, "--cpu is no option of --to wasm", "--to lib"),
    (["--to", "wasm", "--target", "x"], 2, "--target is no option of --to wasm", "--to obj"),
    (
        ["--to", "exe", "--export-name", "f"],
        2,
        "--export-name is no option of --to exe",
        "--to lib",
    ),
    (["--no-html"], 2, "--html is no option of --to lib", "it is one of --to wasm"),
    (["--backend", "nuitka"], 2, "--backend is no option of --to lib", "one of --to exe"),
    (["--optimize", "size"], 2, "--optimize size is for --to wasm alone", "one of 0, 1, 2, 3"),
    (["--export-name", "f"], 2, "--export-name names one function, and 3", "FILE.py:FUNC"),
    (["--to", "exe"], 2, "a program is made of one function", "one of power, gcd, total"),
    (["-o", ""], 2, "--output is empty", "name a file"),
    (["-o", "-x"], 2, "the base name '-x' cannot be the name of a file", "letters"),
    (["-o", "kernels.py/x"], 4, "cannot be written to the folder kernels.py", "choose a folder"),
    (["-o", "taken", "--to", "obj"], 4, "taken.o cannot be written: there is a folder", "another"),
]


@pytest.mark.parametrize(("words", "code", "message", "help"), WRONG_USE)
def test_wrong_use(words: list[str], code: int, message: str, help: str, folder: Path) -> None:
    (folder / "taken.o").mkdir()
    before = sorted(folder.rglob("*"))
    answer = invoke("build", "kernels.py", *words, folder=folder)
    assert (answer.exit_code, answer.stdout) == (code, "")
    assert answer.stderr.startswith("error: ")
    assert message in answer.stderr
    assert help in answer.stderr.partition("\nhelp: ")[2]
    assert sorted(folder.rglob("*")) == before


def test_a_name_that_c_cannot_have(folder: Path) -> None:
    answer = invoke("build", "kernels.py:gcd", "--export-name", "printf", folder=folder)
    assert answer.exit_code == 2
    assert "'printf' cannot be the name of a C function" in answer.stderr
    assert "--export-name kernels_printf" in answer.stderr


def test_all_errors_of_all_functions(folder: Path) -> None:
    text = "def f(n: int) -> int:\n    return a\n\n\ndef g(n: int) -> int:\n    return b\n"
    write(folder, "wrong.py", text)
    answer = invoke("build", "wrong.py", folder=folder)
    assert answer.exit_code == 1
    assert re.findall(r"^wrong\.py:\d+:\d+", answer.stderr, re.MULTILINE) == [
        "wrong.py:2:12", "wrong.py:6:12",
    ]  # fmt: skip
    assert [path.name for path in folder.iterdir()].count("wrong.o") == 0


def test_options_of_decorators(folder: Path) -> None:
    assert invoke("build", "kernels.py:total", folder=folder).exit_code == 0
    answer = invoke("build", "kernels.py:total", "--no-infer", folder=folder)
    assert answer.exit_code == 1
    assert "or compile with --infer" in answer.stderr
    text = '@pyexec.aot(overflow="wrap")\ndef f(n: int) -> int:\n    return n * n\n'
    write(
        folder, "mixed.py", "import pyexec\n\n" + text + "\n\ndef g(n: int) -> int:\n    return n\n"
    )
    answer = invoke("build", "mixed.py", folder=folder)
    assert answer.exit_code == 2
    assert "the decorators of the functions differ in overflow=" in answer.stderr
    assert invoke("build", "mixed.py", "--overflow", "raise", folder=folder).exit_code == 0


def test_nothing_to_build(folder: Path) -> None:
    write(folder, "none.py", "def f(x):\n    return x\n\n\ndef _g(n: int) -> int:\n    return n\n")
    answer = invoke("build", "none.py", folder=folder)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("error: none.py has no annotated public function\nhelp: ")
    assert "the file has f" in answer.stderr


def test_functions_from_elsewhere_are_built_only_by_name(folder: Path) -> None:
    text = "from kernels import gcd\n\ndef both(a: int) -> int:\n    return gcd(a, 12)\n"
    write(folder, "user.py", text)
    assert invoke("build", "user.py", folder=folder).stdout.startswith("built both of")
    assert invoke("build", "user.py:gcd", folder=folder).stdout.startswith("built gcd of")


def test_without_a_linker(folder: Path) -> None:
    """The tool that is missing has its own exit code, in a process that cannot see it."""
    hidden = "import importlib.util as u\nfind = u.find_spec\n"
    hidden += "u.find_spec = lambda name, *rest: None if name == 'ziglang' else find(name, *rest)\n"
    write(folder, "hidden.py", hidden + KERNELS)
    done = process("build", "hidden.py", folder=folder)
    assert done.returncode == 3
    assert done.stderr.startswith("error: linking needs the package ziglang, which is not")
    assert "help: pip install ziglang" in done.stderr


GREETER = """\
def greet(name: str, times: int = 1) -> str:
    return f'Hello, {name}!' * times


def square(n: int) -> int:
    return n * n
"""


def test_a_native_program(folder: Path) -> None:
    write(folder, "greeter.py", GREETER)
    answer = invoke("build", "greeter.py:square", "--to", "exe", folder=folder)
    assert answer.exit_code == 0, answer.stderr
    assert answer.stdout.startswith("built square of greeter.py: native code, by LLVM\n")
    assert re.search(rf"\n  greeter{SIZE}  import{TIME}", answer.stdout)
    assert run("./greeter", "12", folder=folder) == "144\n"
    assert (folder / "greeter").stat().st_size < 100_000
    answer = invoke("run", "greeter.py", "square", "x", folder=folder)
    done = subprocess.run(
        ["./greeter", "x"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == answer.exit_code == 2
    assert done.stderr == answer.stderr.replace("pyexec run greeter.py square", "greeter")


def test_a_native_program_for_another_platform(folder: Path) -> None:
    words = ["--to", "exe", "--target", "aarch64-linux", "-o", "arm"]
    assert invoke("build", "kernels.py:gcd", *words, folder=folder).exit_code == 0
    assert (folder / "arm").read_bytes()[18:20] == b"\xb7\x00"  # EM_AARCH64


@pytest.mark.parametrize("words", [["--backend", "llvm"], ["--cpu", "native"]])
def test_no_program_by_nuitka_where_it_is_not_wanted(words: list[str], folder: Path) -> None:
    write(folder, "reader.py", "def read(name: str) -> str:\n    return open(name).read()\n")
    answer = invoke("build", "reader.py:read", "--to", "exe", *words, folder=folder)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("reader.py:2:")
    assert not (folder / "reader").exists()


@pytest.mark.parametrize("words", [["--target", "aarch64-linux"], ["--overflow", "wrap"]])
def test_options_that_nuitka_does_not_have(words: list[str], folder: Path) -> None:
    given = ["--to", "exe", "--backend", "nuitka", *words]
    answer = invoke("build", "kernels.py:gcd", *given, folder=folder)
    assert answer.exit_code == 2
    assert f"{words[0]}" in answer.stderr
    assert "is no option of --backend nuitka" in answer.stderr


@pytest.mark.slow
def test_a_program_with_python_inside(folder: Path) -> None:
    write(folder, "greeter.py", GREETER)
    words = ["build", "greeter.py:greet", "--to", "exe"]
    done = finished(words, folder, environment(), seconds=900)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("greeter.py:1:")
    assert "note: so it is no program of native code, but one by Nuitka\n" in done.stderr
    assert done.stdout.startswith("built greet of greeter.py: Python inside, by Nuitka\n")
    printed = run("./greeter", "Alice", "--times", "2", folder=folder)
    assert printed == "Hello, Alice!Hello, Alice!\n"
