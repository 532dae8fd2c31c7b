"""Programs that Nuitka really builds: a few that show everything, and those of the documentation.

The documented ones take a minute each: they are marked `slow`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTED = sorted(ROOT.glob("tests/documented/programs/*.py"))

pytestmark = pytest.mark.skipif(
    not Path(sysconfig.get_path("include"), "Python.h").is_file(),
    reason="Python's C headers are not installed",
)


@pytest.fixture
def environment(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nuitka's cache is one for all builds; what it leaves behind would be in a folder of ours."""
    (tmp_path / "temporary").mkdir()
    cache = tmp_path_factory.getbasetemp().parent / "nuitka"
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "NUITKA_CACHE_DIR": str(cache),
        "TMPDIR": str(tmp_path / "temporary"),
    }


def build(script: Path, folder: Path, environment: dict[str, str]) -> None:
    """Run a script that builds programs into a folder."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, str(script)], cwd=folder, env=environment, check=True, timeout=900
    )
    assert not list(Path(environment["TMPDIR"]).iterdir())


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program where nothing of Python is to be found."""
    return subprocess.run(
        [str(program), *words], env={"PATH": "/nowhere", "HOME": "/nowhere"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


SCRIPT = '''
import enum, json, sys
from dataclasses import dataclass
from pyexec import aot, aot_compile, uint8
import helping

print("top level", file=sys.stderr)


class Level(enum.Enum):
    LOW = 1


@dataclass
class Report:
    """What is printed."""

    numbers: list
    level: Level = Level.LOW

    def __str__(self): return f"{self.numbers} {self.level} {TABLE}"


TABLE = {}
for key in range(2):
    TABLE[key] = json.dumps([key])


@aot
def square(n: int) -> int:
    return n * n


def report(
    name: str, *numbers: int, shift: uint8 = 0, ratio: float = 1.0, deep: bool = False
) -> Report:
    """Report on numbers."""
    if name == "leave":
        sys.exit(7)
    if name == "none":
        return None
    if name == "helping":
        return helping.answer()
    if name == "fail":
        try:
            helping.fail()
        except KeyError as error:
            raise ValueError("no help") from error
    return Report([square(n) + uint8(shift) / ratio for n in numbers])


if __name__ == "__main__":
    aot_compile(report, "out/report")
'''


HELPING = """
import wave


def answer():
    return wave.length()


def fail():
    raise KeyError("helping")
"""


FAILURE = """\
Traceback (most recent call last):
  File "{script}", line {line}, in report
    helping.fail()
  File "{helping}", line 10, in fail
    raise KeyError("helping")
KeyError: 'helping'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "{script}", line {after}, in report
    raise ValueError("no help") from error
ValueError: no help
"""


def test_everything_in_one_program(tmp_path: Path, environment: dict[str, str]) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    (tmp_path / "helping.py").write_text(HELPING)
    (tmp_path / "imp.py").write_text("raise ImportError('not that one')\n")
    (tmp_path / "wave.py").write_text("def length(): return 42\n")
    build(script, tmp_path / "here", environment)
    program = tmp_path / "here" / "out" / "report"
    assert [p.name for p in (tmp_path / "here").rglob("*")] == ["out", "report"]

    done = run(program, "x", "3", "-4", "--shift=255")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[264.0, 271.0] Level.LOW {0: '[0]', 1: '[1]'}\n"
    assert run(program, "x", str(10**20)).stdout.startswith(f"[{float(10**40)!r}]")
    assert run(program, "helping").stdout == "42\n"

    done = run(program, "none")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run(program, "leave").returncode == 7
    done = run(program, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: report [-h]")
    assert "Report on numbers." in done.stdout
    done = run(program, "x", "--shift", "256")
    assert (done.returncode, done.stdout) == (2, "")
    error = "report: error: argument --shift: 256 is out of range for uint8 (0 to 255)"
    assert done.stderr.splitlines()[-1] == error

    done = run(program, "x", "1", "--ratio=0")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "Traceback (most recent call last):"
    line = SCRIPT.splitlines().index(
        "    return Report([square(n) + uint8(shift) / ratio for n in numbers])"
    )
    assert f'  File "{script}", line {line + 1}, in report' in done.stderr.splitlines()
    assert done.stderr.splitlines()[-1] == "ZeroDivisionError: float division by zero"

    done = run(program, "fail")
    assert done.stderr == FAILURE.format(
        script=script,
        helping=tmp_path / "helping.py",
        line=SCRIPT.splitlines().index("            helping.fail()") + 1,
        after=SCRIPT.splitlines().index("            helping.fail()") + 3,
    )


def transcript(script: Path) -> list[tuple[str, str]]:
    """The commands at the end of a documented script, and what each prints."""
    found: list[tuple[str, str]] = []
    for line in script.read_text().splitlines():
        if line.startswith("# $ "):
            found.append((line[4:], ""))
        elif line.startswith("# ") and found:
            command, output = found.pop()
            found.append((command, f"{output}{line[2:]}\n"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("script", DOCUMENTED, ids=lambda path: path.stem)
def test_documented(script: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    build(script, tmp_path / "here", environment)
    commands = transcript(script)
    assert commands
    for command, output in commands:
        done = subprocess.run(
            ["sh", "-c", f"{command} 2>&1"], cwd=tmp_path / "here", capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.stdout.rstrip("\n") == output.rstrip("\n"), command


OTHERS = """
import click
import numpy as np
from pyexec import aot_compile

EYE = np.eye(2)


def norm(*numbers: float) -> str:
    return f"{np.linalg.norm(np.array(numbers)):.1f} {EYE.sum()} {click.unstyle('x')}"


aot_compile(norm, "norm")
"""


@pytest.mark.slow
def test_packages_of_others(tmp_path: Path, environment: dict[str, str]) -> None:
    script = tmp_path / "script.py"
    script.write_text(OTHERS)
    build(script, tmp_path / "here", environment)
    done = run(tmp_path / "here" / "norm", "3", "-4")
    assert (done.stdout, done.stderr) == ("5.0 2.0 x\n", "")


@pytest.mark.slow
def test_without_a_compiler(tmp_path: Path, environment: dict[str, str]) -> None:
    """Neither a C compiler nor what comes with one: zig's is taken."""
    lean = tmp_path / "lean"
    lean.mkdir()
    for name in ("bash", "cat", "env", "grep", "ldconfig", "ldd", "sed", "sh", "uname"):
        found = next((p for p in (Path("/usr/bin"), Path("/sbin")) if (p / name).exists()), None)
        if found is not None:
            (lean / name).symlink_to(found / name)
    script = tmp_path / "script.py"
    script.write_text(
        "import math\nfrom pyexec import aot_compile\n"
        "def root(n: float) -> float: return math.sqrt(n)\naot_compile(root, 'root')\n"
    )
    build(script, tmp_path / "here", {**environment, "PATH": str(lean)})
    assert run(tmp_path / "here" / "root", "2").stdout == "1.4142135623730951\n"
