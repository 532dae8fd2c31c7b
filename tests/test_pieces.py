"""The runtime's pieces: compiled once, kept, linked by symbol, and right in every error."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import piece_bodies as bodies
import pytest

import pyexec
from pyexec import cache
from pyexec.backends.callable import process_heap
from pyexec.frontend.generics import runtime_object
from pyexec.rt.apart import CLOSE, SHARED

TESTS = Path(__file__).parent

SCRIPT = """
import pyexec, piece_bodies as bodies
words = pyexec.aot(bodies.words)
framed = pyexec.aot(bodies.framed)
print(words("b a b"), framed(2.5, 1234))
"""
ANSWER = "{'b': 2, 'a': 1} <2.500| 1234|1,234>\n"


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with all that the script needs."""
    folder = tmp_path_factory.mktemp("pieces") / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYEXEC_CACHE_DIR", str(folder))
        assert run() == ANSWER
        assert len(pieces(folder)) > 3
    return folder


@pytest.fixture
def filled_cache(made_once: Path, empty_cache: Path) -> Path:
    """A copy of that cache."""
    copytree(made_once, empty_cache)
    return empty_cache


def started(script: str = SCRIPT) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True
    )


def run(script: str = SCRIPT) -> str:
    """What a new process prints, which has no pieces yet but those of the cache."""
    process = started(script)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


def pieces(folder: Path) -> list[Path]:
    """The entries of the cache that are pieces."""
    found = []
    for path in sorted(folder.rglob("*")):
        kept = cache.load(path.parent.name + path.name) if path.is_file() else None
        if kept is not None and kept[0] is not None and isinstance(kept[0][0], dict):
            found.append(path)
    return found


def test_the_table_names_functions_of_the_runtime() -> None:
    shared = [name for names in SHARED.values() for name in names]
    assert len(set(shared)) == len(shared)
    for name in {*shared, *CLOSE} - {"counting.destroy[str]"}:
        inline = getattr(runtime_object(name), "__pyexec_inline__", "auto")
        assert inline != "always", f"{name} is inlined in any case"
    assert not CLOSE & set(shared)


def test_functions_share_pieces(filled_cache: Path) -> None:
    before = pieces(filled_cache)
    script = "import pyexec, piece_bodies as b\nprint(pyexec.aot(b.longest)('a ccc bb'))"
    assert run(script) == "ccc\n"
    assert pieces(filled_cache) == before


def test_from_the_cache_no_llvm_is_needed(filled_cache: Path) -> None:
    loaded = "\nprint('llvm' in open('/proc/self/maps').read())"
    assert run(SCRIPT + loaded) == f"{ANSWER}False\n"
    other = "import pyexec, piece_bodies as b\nprint(pyexec.aot(b.longest)('a'))"
    assert run(other + loaded) == "a\nTrue\n"


def test_a_piece_that_is_gone_is_compiled_anew(filled_cache: Path) -> None:
    for path in (every := pieces(filled_cache)):
        path.unlink()
    assert run() == ANSWER
    assert pieces(filled_cache) == every


def test_one_piece_that_is_gone(filled_cache: Path) -> None:
    """Each by itself, those that other pieces need among them."""
    every = pieces(filled_cache)
    for path in Random(1).sample(every, 3):
        path.unlink()
        assert run() == ANSWER
        assert pieces(filled_cache) == every


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pieces(seed: int, filled_cache: Path) -> None:
    random = Random(seed)
    every = pieces(filled_cache)
    for path in random.sample(every, 1 + seed % len(every)):
        content = bytearray(path.read_bytes())
        content[random.randrange(len(content))] ^= random.randint(1, 255)
        path.write_bytes(content[: random.randint(0, len(content))] if seed % 2 else content)
    assert run() == ANSWER
    assert pieces(filled_cache) == every


def test_a_piece_in_the_place_of_another(filled_cache: Path) -> None:
    every = pieces(filled_cache)
    contents = [path.read_bytes() for path in every]
    for path, content in zip(every, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    assert run() == ANSWER
    assert pieces(filled_cache) == every


def test_processes_at_once(empty_cache: Path) -> None:
    processes = [started() for _ in range(4)]
    for process in processes:
        assert process.communicate(timeout=240)[0] == ANSWER
    assert run() == ANSWER


def test_a_cache_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYEXEC_CACHE_DIR", "/proc/none")
    assert run() == ANSWER


def test_options_that_change_the_runtime_have_pieces_of_their_own(empty_cache: Path) -> None:
    template = "import pyexec, piece_bodies as b\nprint(pyexec.aot(b.words, {})('a b a'))"
    assert run(template.format("")) == "{'a': 2, 'b': 1}\n"
    first = set(pieces(empty_cache))
    for option in ("opt=0", "fastmath=True", "nogil=True"):
        assert run(template.format(option)) == "{'a': 2, 'b': 1}\n"
        assert set(pieces(empty_cache)) == first
    for times, option in enumerate(('overflow="wrap"', 'cpu="baseline"'), 2):
        assert run(template.format(option)) == "{'a': 2, 'b': 1}\n"
        assert len(pieces(empty_cache)) == times * len(first)


CALLS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (bodies.words, ("a b a",)),
    (bodies.framed, (-1.0005, -7)),
    (bodies.number, ("12",)),
    (bodies.number, ("zwölf",)),
    (bodies.number, ("9" * 30,)),
    (bodies.place, (["a", "b"], "b")),
    (bodies.place, (["a", "b"], "c")),
    (bodies.popped, ({"a": 1}, "a")),
    (bodies.popped, ({"a": 1}, "it's")),
    (bodies.character, (-1,)),
    (bodies.character, (1 << 40,)),
    (bodies.code, ("ab",)),
    (bodies.joined, (["a", "b"], "ä")),
    (bodies.divided, ("abcabc", 2)),
    (bodies.divided, ("abcabc", 1)),
    (bodies.divided, ("abcabc", 0)),
    (bodies.what_failed, ("a", {}, [65])),
    (bodies.what_failed, ("a", {"a": 1}, [65])),
    (bodies.what_failed, ("1", {"1": 1}, [65])),
    (bodies.what_failed, ("1", {"1": 1}, [-5])),
    (bodies.what_failed, ("1", {"1": 1}, [1 << 40])),
    (bodies.what_failed, ("1", {"1": 1}, [])),
    (bodies.what_failed, ("1", {"1": 1}, [65, 7])),
    (bodies.passed_on, ("1", "a")),
    (bodies.passed_on, ("x", "a")),
    (bodies.passed_on, ("x", "c")),
    (bodies.through_calls, ("q",)),
]


def outcome(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """The result, or the error with its message and the lines that it came by."""
    try:
        return ("result", function(*[_copy(a) for a in arguments]))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [(f.name, f.lineno) for f in frames if f.filename == bodies.__file__]
        return (type(error), error.args, lines)


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else value


@pytest.mark.parametrize(
    ("function", "arguments"), CALLS, ids=lambda v: getattr(v, "__name__", None)
)
@pytest.mark.parametrize("nogil", [False, True])
def test_errors_of_pieces(
    function: Callable[..., Any], arguments: tuple[Any, ...], nogil: bool
) -> None:
    compiled = pyexec.aot(infer=True, nogil=nogil)(function)
    expected = outcome(function, arguments)
    if arguments == ("9" * 30,):  # CPython has integers of any length
        assert outcome(compiled, arguments)[0] is OverflowError
    else:
        assert outcome(compiled, arguments) == expected
    assert process_heap.used() == 0


def test_printing(capsys: pytest.CaptureFixture[str]) -> None:
    pyexec.aot(bodies.printed)("ab c")
    assert capsys.readouterr().out == "AB 2\nC 1\n"
    assert process_heap.used() == 0
