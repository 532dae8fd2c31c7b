"""`pyexec run`: arguments, backends, results and errors."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from commands import COMMAND, KERNELS, SECONDS, environment, invoke, process, write

from pyexec.cli.runners import RUNNERS

NUMBERS = '''\
from pyexec import complex64, float32, int8, uint32, uint64


def third(x: float32) -> float32:
    """A third."""
    return x / 3


def turned(z: complex64, by: complex = 1j) -> complex:
    return z * by


def all_bits(a: uint64 = 18446744073709551615) -> uint64:
    return a


def half_bits(a: uint32 = 4294967295) -> uint32:
    return a


def tiny(a: int8) -> int8:
    return a


def both(a: bool, b: bool = False) -> bool:
    return a and not b


def divided(a: int, b: int = 0) -> int:
    return a // b


def deep(n: int) -> int:
    if n < 0:
        return 0
    return deep(n + 1) + 1


def nothing(n: int) -> None:
    return None


def constant() -> float:
    return -0.0


def large(n: int) -> int:
    return n * n


def named(n: int, *, backend: int = 3) -> int:
    return n * backend
'''

COMPILED = ["aot", "interpreter", "wasm"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "kernels.py", KERNELS)
    write(tmp_path, "numbers.py", NUMBERS)
    return tmp_path


RESULTS = [
    ("third 1", "0.3333333432674408"),
    ("third -inf", "-inf"),
    ("third nan", "nan"),
    ("turned 1.5-2j", "(2+1.5j)"),
    ("turned 1.5-2j --by -1", "(-1.5+2j)"),
    ("all_bits", "18446744073709551615"),
    ("all_bits --a 9007199254740993", "9007199254740993"),
    ("half_bits", "4294967295"),
    ("tiny -128", "-128"),
    ("both yes", "True"),
    ("both on --b", "False"),
    ("divided -7 --b 2", "-4"),
    ("divided -7 --b=2", "-4"),
    ("nothing 3", ""),
    ("constant", "-0.0"),
    ("large -3", "9"),
]


@pytest.mark.parametrize(("words", "printed"), RESULTS)
@pytest.mark.parametrize("backend", COMPILED)
def test_results(backend: str, words: str, printed: str, folder: Path) -> None:
    answer = invoke("run", "numbers.py", *words.split(), "--backend", backend, folder=folder)
    assert answer.stderr == ""
    assert (answer.exit_code, answer.stdout) == (0, printed + "\n" if printed else "")


ERRORS = [
    ("divided 1", "return a // b", "ZeroDivisionError: integer division or modulo by zero"),
    ("large 9223372036854775807", "return n * n", "OverflowError: "),
    ("deep 1", "return deep(n + 1) + 1", "RecursionError: "),
]


@pytest.mark.parametrize(("words", "line", "last"), ERRORS)
@pytest.mark.parametrize("backend", COMPILED)
def test_errors_of_the_function(
    backend: str, words: str, line: str, last: str, folder: Path
) -> None:
    answer = invoke("run", "numbers.py", *words.split(), "--backend", backend, folder=folder)
    assert (answer.exit_code, answer.stdout) == (1, "")
    lines = answer.stderr.splitlines()
    name = words.partition(" ")[0]
    place, shown = "", []
    if backend == "aot":
        number = NUMBERS.splitlines().index(f"    {line}") + 1
        place, shown = f" line {number},", [f"    {line}"]
    assert lines[:-1] == [
        "Traceback (most recent call last):",
        f'  File "{folder / "numbers.py"}",{place} in {name}',
        *shown,
    ]
    assert lines[-1].startswith(last)


def test_by_numba(folder: Path) -> None:
    """The answers are those of the other backends; one process, since Numba takes its time."""
    for words, printed in RESULTS:
        answer = invoke("run", "numbers.py", *words.split(), "--backend", "jit", folder=folder)
        assert answer.stderr == "", words
        assert answer.stdout == (printed + "\n" if printed else ""), words
    for words, _, last in ERRORS:
        answer = invoke("run", "numbers.py", *words.split(), "--backend", "jit", folder=folder)
        assert answer.exit_code == 1
        assert answer.stderr.splitlines()[-1].startswith(last), words


def test_a_function_under_jit_runs_by_numba(tmp_path: Path) -> None:
    text = "import numpy\nimport pyexec\n\n@pyexec.jit\ndef half(n: int) -> float:\n"
    write(tmp_path, "arrays.py", text + "    return numpy.arange(n).sum() / 2\n")
    answer = invoke("run", "arrays.py", "half", "5", folder=tmp_path)
    assert (answer.exit_code, answer.stdout) == (0, "5.0\n")
    answer = invoke("run", "arrays.py", "half", "5", "--backend", "aot", folder=tmp_path)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("arrays.py:6:12: error: ")


def test_integers_may_wrap(folder: Path) -> None:
    for backend in COMPILED:
        words = ["large", "9223372036854775807", "--overflow", "wrap", "--backend", backend]
        assert invoke("run", "numbers.py", *words, folder=folder).stdout == "1\n"


def test_an_int_beyond_64_bits(folder: Path) -> None:
    bounds = "int (-9223372036854775808 to 9223372036854775807)"
    for backend in COMPILED:
        for word in ("9223372036854775808", "-9223372036854775809"):
            words = ["large", word, "--backend", backend]
            answer = invoke("run", "numbers.py", *words, folder=folder)
            assert (answer.exit_code, answer.stdout) == (2, "")
            _, _, message = answer.stderr.splitlines()[-1].partition("large: error: ")
            assert message == f"argument N: {word} is out of range for {bounds}"


@pytest.fixture
def no_wasmtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if wasmtime were not installed."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "wasmtime" else find(name)
    )


@pytest.mark.usefixtures("no_wasmtime")
def test_under_node(folder: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("there is no node")
    for words, printed in RESULTS:
        given = [*words.split(), "--backend", "wasm"]
        answer = invoke("run", "numbers.py", *given, folder=folder)
        assert answer.stdout == (printed + "\n" if printed else ""), words
    for words, _, last in ERRORS:
        given = [*words.split(), "--backend", "wasm"]
        answer = invoke("run", "numbers.py", *given, folder=folder)
        assert answer.stderr.splitlines()[-1].startswith(last), words


@pytest.mark.usefixtures("no_wasmtime")
def test_nothing_runs_webassembly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    answer = invoke("run", "numbers.py", "constant", "--backend", "wasm", folder=folder)
    assert answer.exit_code == 3
    assert answer.stderr.startswith("error: running WebAssembly needs wasmtime or Node")
    assert "help: pip install wasmtime" in answer.stderr


@pytest.mark.usefixtures("no_wasmtime")
def test_node_fails(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = write(tmp_path, "node", "#!/bin/sh\necho too old >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(broken))
    answer = invoke("run", "numbers.py", "constant", "--backend", "wasm", folder=folder)
    assert answer.exit_code == 3
    assert answer.stderr.startswith("error: node failed (exit code 3)\ntoo old\nhelp: ")


def test_options_of_ours_stand_anywhere(folder: Path) -> None:
    for words in (
        ["--backend", "interpreter", "kernels.py", "power", "2", "--exp", "3"],
        ["kernels.py", "--backend=interpreter", "power", "2", "--exp", "3"],
        ["kernels.py", "power", "--exp", "3", "--backend", "interpreter", "2"],
        ["kernels.py:power", "2", "--exp=3"],
    ):
        answer = invoke("run", *words, folder=folder)
        assert (answer.exit_code, answer.stdout) == (0, "8\n"), words


def test_an_option_of_the_function_is_its_own(folder: Path) -> None:
    words = ["--backend", "interpreter", "numbers.py", "named", "5", "--backend", "7"]
    assert invoke("run", *words, folder=folder).stdout == "35\n"


def test_behind_two_hyphens_all_words_are_the_functions(folder: Path) -> None:
    answer = invoke("run", "kernels.py", "power", "--", "--backend", folder=folder)
    assert answer.exit_code == 2
    assert "argument BASE: '--backend' is not an int" in answer.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["power"], "the following arguments are required: BASE"),
        (["power", "x"], "argument BASE: 'x' is not an int"),
        (["power", "1", "2"], "unrecognized argument: 2"),
        (["power", "1", "--base", "2"], "unrecognized argument: --base"),
    ],
)
def test_wrong_arguments(words: list[str], message: str, folder: Path) -> None:
    answer = invoke("run", "kernels.py", *words, folder=folder)
    assert (answer.exit_code, answer.stdout) == (2, "")
    usage, error = answer.stderr.splitlines()
    assert usage == "usage: pyexec run kernels.py power [-h] [--exp EXP] BASE"
    assert error == f"pyexec run kernels.py power: error: {message}"


def test_help_of_the_function_and_of_the_command(folder: Path) -> None:
    answer = invoke("run", "kernels.py", "power", "--help", folder=folder)
    assert answer.exit_code == 0
    assert "base to the power of exp." in answer.stdout
    assert "--exp EXP" in answer.stdout
    for words in (["--help"], ["kernels.py", "--help"]):
        assert "Backends:" in invoke("run", *words, folder=folder).stdout


def test_no_function_and_several(folder: Path) -> None:
    answer = invoke("run", "kernels.py", folder=folder)
    assert answer.exit_code == 2
    assert "error: no function is named\n" in answer.stderr
    assert "the functions are power, gcd, total, _helper, plain" in answer.stderr
    answer = invoke("run", "kernels.py:power,gcd", "1", folder=folder)
    assert answer.exit_code == 2
    assert "run calls one function" in answer.stderr


def test_a_wrong_option_behind_the_function(folder: Path) -> None:
    answer = invoke("run", "kernels.py", "power", "2", "--backend", "gpu", folder=folder)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("Usage: pyexec run [OPTIONS] FILE.py FUNC [ARGS]...\n")
    assert "invalid value for '--backend': 'gpu' is not one of" in answer.stderr


def test_a_function_that_cannot_be_compiled(folder: Path) -> None:
    for backend in COMPILED:
        answer = invoke("run", "--backend", backend, "kernels.py", "plain", "1", folder=folder)
        assert answer.exit_code == 1
        assert "parameter 'x' needs a type annotation" in answer.stderr
    answer = invoke("run", "kernels.py", "total", "4", "--no-infer", folder=folder)
    assert answer.exit_code == 1
    assert "compile with --infer" in answer.stderr
    assert invoke("run", "kernels.py", "total", "4", folder=folder).stdout == "6\n"


def test_a_file_sees_its_words_and_may_print(tmp_path: Path) -> None:
    text = "import sys\nprint(sys.argv[1:])\ndef f(n: int) -> int:\n    return n\n"
    write(tmp_path, "words.py", text)
    done = process("run", "words.py", "f", "3", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "['3']\n3\n")


@pytest.mark.parametrize("backend", COMPILED)
def test_an_endless_loop_can_be_interrupted(backend: str, tmp_path: Path) -> None:
    text = "print('ready', flush=True)\ndef f(n: int) -> int:\n"
    write(tmp_path, "endless.py", text + "    while n == n:\n        n ^= 1\n    return n\n")
    command = [*COMMAND, "run", "endless.py", "f", "1", "--backend", backend]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(2)
        running.send_signal(signal.SIGINT)
        assert running.wait(SECONDS) == -signal.SIGINT


def test_every_backend_is_tested() -> None:
    assert {*COMPILED, "jit"} == {*RUNNERS}
