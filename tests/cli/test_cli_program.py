"""The user's file: found, imported, or an error that says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import KERNELS, ROOT, invoke, write

from pyexec.cli.program import imported, place
from pyexec.errors import CompileError, OptionError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "kernels.py", KERNELS)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("kernel.py", "there is no file kernel.py", "did you mean kernels.py?"),
        ("kernels", "there is no file kernels", "did you mean kernels.py?"),
        ("nothing.py", "there is no file nothing.py", "current folder"),
        ("no/kernels.py", "there is no file no/kernels.py", "there is no folder no either"),
        (".", ". is a folder, not a file", "name a file in it: *.py"),
        ("/", "/ is a folder, not a file", "name a file in it: /*.py"),
        ("/dev/null", "/dev/null is a device or a pipe", "name a Python file"),
        ("x" * 300 + ".py", "there is no file xxx", "current folder"),
        ("kernels.py:", "no function is named in kernels.py:", "write kernels.py:FUNCTION"),
        ("kernels.py:f,", "no function is named in kernels.py:f,", "with commas"),
        ("kernels.py:2f", "'2f' is not a function's name", "write kernels.py:FUNCTION"),
        ("kernels.py:powr", "there is no function 'powr' in kernels.py", "did you mean 'power'?"),
        ("kernels.py:pyexec", "an object of type 'module' is not a function", "pass a function"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check", "run"])
def test_what_is_not_there(command: str, text: str, message: str, help: str, folder: Path) -> None:
    if command == "check" and text in (".", "/"):
        pytest.skip("a folder can be checked")
    answer = invoke(command, text, folder=folder)
    assert answer.exit_code == 2
    assert answer.stderr.startswith(f"error: {message}")
    assert "\nhelp: " in answer.stderr
    assert help in answer.stderr
    assert answer.stdout == ""


def test_names_are_taken_once_and_a_colon_may_be_in_a_file_name(folder: Path) -> None:
    path = str(folder / "kernels.py")
    assert place(f"{path}:gcd,power,gcd") == (Path(path), ["gcd", "power"])
    odd = write(folder, "a:b.py", "")
    assert place(str(odd)) == (odd, [])


IMPORTS = [
    ("def f(:\n", "wrong.py:1:7: error: SyntaxError: invalid syntax", "this is what Python 3."),
    ("if x:\nf()\n", "wrong.py:2:1: error: IndentationError: expected an indented block", ""),
    (
        "\n\nraise ValueError('no')\n",
        "wrong.py:3:1: error: importing wrong.py raised ValueError: no\n"
        "    raise ValueError('no')\n    ^^^^^^^^^^^^^^^^^^^^^^",
        'help: put what is not to run at import below `if __name__ == "__main__":`',
    ),
    (
        "import no_such_module\n",
        "wrong.py:1:1: error: importing wrong.py raised ModuleNotFoundError",
        "help: install 'no_such_module' for ",
    ),
    (
        "import sys\nsys.exit(3)\n",
        "wrong.py:2:1: error: importing wrong.py raised SystemExit(3), which ends the program",
        "below `if __name__",
    ),
    ("x = " + "(" * 5000 + ")" * 5000, "wrong.py:1:", "this is what Python 3."),
    ("x = " + "-" * 100_000 + "1", "wrong.py:1:1: error: wrong.py nests more deeply", ""),
    ("import sys\nsys.path.clear()\n1 / 0\n", "wrong.py:3:1: error: importing wrong.py raised", ""),
    ("from . import x\n", "wrong.py:1:1: error: importing wrong.py raised ImportError", ""),
]


@pytest.mark.parametrize(("text", "message", "help"), IMPORTS)
@pytest.mark.parametrize("command", ["build", "check", "run"])
def test_what_cannot_be_imported(
    command: str, text: str, message: str, help: str, tmp_path: Path
) -> None:
    write(tmp_path, "wrong.py", text)
    answer = invoke(command, "wrong.py", *(["f"] if command == "run" else []), folder=tmp_path)
    assert answer.exit_code == 1
    assert answer.output.startswith(message)
    assert help in answer.output


def test_the_traceback_of_an_import_begins_in_the_users_file(tmp_path: Path) -> None:
    write(tmp_path, "wrong.py", "import other\n")
    write(tmp_path, "other.py", "def f():\n    return 1 // 0\nf()\n")
    answer = invoke("build", "wrong.py", folder=tmp_path)
    assert answer.exit_code == 1
    head, _, trace = answer.stderr.partition("Traceback (most recent call last):\n")
    assert head.startswith("wrong.py:1:1: error: importing wrong.py raised ZeroDivisionError")
    lines = [line.strip() for line in trace.splitlines() if line.startswith("  File")]
    assert [line.rpartition("/")[2] for line in lines] == [
        'wrong.py", line 1, in <module>',
        'other.py", line 3, in <module>',
        'other.py", line 2, in f',
    ]
    assert trace.splitlines()[-1] == "ZeroDivisionError: integer division or modulo by zero"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"def f():\n    return '\xe9'\n", b"x\0y"])
def test_what_is_not_python_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "binary.py").write_bytes(content)
    answer = invoke("check", "binary.py", folder=tmp_path)
    assert answer.exit_code == 1
    assert "error: " in answer.stdout
    assert "Traceback" not in answer.output


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.machinery import SourceFileLoader

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "kernels.py", KERNELS)
    monkeypatch.setattr(SourceFileLoader, "get_data", refuse)
    answer = invoke("check", "kernels.py", folder=tmp_path)
    assert answer.exit_code == 2
    assert "kernels.py cannot be read: Permission denied" in answer.stderr


def test_a_file_in_a_package(tmp_path: Path) -> None:
    write(tmp_path, "shapes/__init__.py", "SIDES = 4\n")
    write(tmp_path, "shapes/flat/__init__.py", "")
    write(tmp_path, "shapes/flat/base.py", "def double(n: int) -> int:\n    return 2 * n\n")
    text = "from .. import SIDES\nfrom .base import double\n\n"
    text += "def around(n: int) -> int:\n    return double(n) * SIDES\n"
    write(tmp_path, "shapes/flat/square.py", text)
    answer = invoke("run", "shapes/flat/square.py", "around", "5", folder=tmp_path)
    assert (answer.exit_code, answer.stdout) == (0, "40\n")
    assert not [name for name in sys.modules if name.startswith("shapes")]


@pytest.mark.parametrize("name", ["types.py", "numbers.py", "math.py", "pyexec.py", "click.py"])
def test_a_file_named_like_a_module_that_others_need(name: str, tmp_path: Path) -> None:
    before = sys.modules.get(name.removesuffix(".py"))
    write(tmp_path, name, "def one(n: int) -> int:\n    return n + 1\n")
    answer = invoke("run", name, "one", "5", folder=tmp_path)
    assert (answer.exit_code, answer.stdout) == (0, "6\n")
    assert sys.modules.get(name.removesuffix(".py")) is before


def test_files_of_one_name_and_their_modules_are_kept_apart(tmp_path: Path) -> None:
    for place_, value in (("a", "1"), ("b", "2.0")):
        write(tmp_path, f"{place_}/part.py", f"VALUE = {value}\n")
        text = "import part\n\ndef f() -> float:\n    return part.VALUE\n"
        write(tmp_path, f"{place_}/whole.py", text)
    for place_, value in (("a", "1.0"), ("b", "2.0")):
        answer = invoke("run", f"{place_}/whole.py", "f", folder=tmp_path)
        assert (answer.exit_code, answer.stdout) == (0, f"{value}\n")


def test_the_module_is_as_a_module_is(tmp_path: Path) -> None:
    path = write(tmp_path, "self.py", "import sys\nNAME = __name__\nARGV = sys.argv\n")
    paths, words = [*sys.path], [*sys.argv]
    with imported(path, ["a", "b"]) as module:
        assert (module.NAME, module.__file__) == ("self", str(path))
        assert [str(path), "a", "b"] == module.ARGV
        assert sys.modules["self"] is module
        assert str(tmp_path) in sys.path
    assert (sys.path, sys.argv) == (paths, words)
    assert "self" not in sys.modules
    assert not (tmp_path / "__pycache__").exists()


HIDING = (
    "asyncio", "copy", "ctypes", "dataclasses", "decimal", "hashlib", "inspect", "json", "pickle",
    "platform", "shutil", "signal", "struct", "subprocess", "tempfile", "threading", "uuid",
)  # fmt: skip


@pytest.mark.parametrize("backend", ["aot", "jit", "wasm", "interpreter"])
def test_files_that_are_named_like_modules_of_pythons(tmp_path: Path, backend: str) -> None:
    for name in HIDING:
        write(tmp_path, f"{name}.py", f"raise ImportError('the user's {name}')\n")
    write(tmp_path, "imp.py", "def third():\n    return 3\n")
    write(tmp_path, "own.py", "import imp\nTHREE: int = imp.third()\n")
    text = "import own\nTHREE = own.THREE\n\ndef f(n: int) -> int:\n    return n * THREE\n"
    write(tmp_path, "main.py", text)
    command = [sys.executable, "-m", "pyexec", "run", "main.py", "f", "4", "--backend", backend]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "12\n", "")


def test_a_module_that_hides_one_of_pythons_is_hidden_itself_afterwards(tmp_path: Path) -> None:
    write(tmp_path, "wave.py", "LENGTH = 3\n")
    path = write(tmp_path, "main.py", "import wave\nLENGTH = wave.LENGTH\n")
    with imported(path) as module:
        import wave

        assert module.LENGTH == 3
        assert hasattr(wave, "Wave_read")


def test_a_main_file_is_not_run_as_the_program(tmp_path: Path) -> None:
    path = write(tmp_path, "__main__.py", "if __name__ == '__main__':\n    raise SystemExit\n")
    with imported(path) as module:
        assert module.__name__ == "main"


WRONG = "import pyexec\n\n@pyexec.aot\ndef f(n: int) -> int:\n    x = 0\n    return x\n"


def test_decorators_compile_nothing_until_their_functions_are_used(tmp_path: Path) -> None:
    path = write(tmp_path, "wrong.py", WRONG)
    with imported(path) as module:
        assert module.f.__name__ == "f"
        assert module.f.py_func is module.f.__wrapped__
        with pytest.raises(CompileError, match="needs a type annotation"):
            module.f(1)


def test_the_error_of_a_function_that_is_used_at_import(tmp_path: Path) -> None:
    write(tmp_path, "calls.py", WRONG + "\nf(3)\n")
    answer = invoke("build", "calls.py", folder=tmp_path)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("calls.py:5:5: error: local variable 'x' needs a type")


def test_decorated_functions_work_while_the_file_is_imported(tmp_path: Path) -> None:
    text = KERNELS + "\nassert power(2, 10) == 1024 and total(4) == 6\n"
    text += "assert power.inspect_ir().startswith('func power')\n"
    path = write(tmp_path, "used.py", text)
    with imported(path) as module:
        assert module.power(3) == 9
        assert module.power.__doc__ == "base to the power of exp."


def test_what_a_file_prints_does_not_mix_with_the_answer(tmp_path: Path) -> None:
    write(tmp_path, "noisy.py", "print('noise')\n" + KERNELS)
    answer = invoke("check", "noisy.py", "--format", "json", folder=tmp_path)
    assert answer.stdout.startswith("{")
    assert answer.stderr == "noise\n"


def test_place_of_a_missing_file_is_an_option_error() -> None:
    with pytest.raises(OptionError, match="there is no file"):
        place("/nowhere/kernels.py:f")
