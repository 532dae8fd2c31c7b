"""Native programs and libraries under Valgrind: no byte is read that nobody wrote.

Its memory checker sees reads and writes outside of what is mapped, and decisions that depend
on what was never written.  The package `valgrind` of Debian has it.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import container_scripts
import pytest
from expectations import DataFile, Expectation
from machines import MACHINES
from test_containers import SCRIPTS
from test_native_program_heap import build

pytestmark = pytest.mark.skipif(shutil.which("valgrind") is None, reason="needs Valgrind")

FAULT = 99  # the exit code where Valgrind finds something


def checked(path: Path, *words: object) -> tuple[int, str, str]:
    """What a program answers under Valgrind."""
    command = ["valgrind", "-q", f"--error-exitcode={FAULT}", str(path), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode != FAULT, done.stderr
    return done.returncode, done.stdout, done.stderr


def test_it_finds_something(tmp_path: Path) -> None:
    (tmp_path / "main.c").write_text(
        "#include <stdlib.h>\nint main(void) { int *p = malloc(4); return *p ? 1 : 2; }\n"
    )
    command = ["gcc", "-O0", "main.c", "-o", "main"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    with pytest.raises(AssertionError, match="uninitialised"):
        checked(tmp_path / "main")


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("chain", (20_000,), (0, "200010000\n", "")),
        ("large", (1_000_000,), (0, "7\n", "")),
        ("nested", (20,), (0, "210\n", "")),
        ("text", (3,), (0, f"{ord('s')}\n", "")),
        ("complain", (4, 0x1F600), (1, "", "ValueError: 😀😁😂\n")),
        ("miss", (ord("1"),), (1, "", "KeyError: 123\n")),
    ],
)
def test_programs(
    name: str, given: tuple[int, ...], expected: tuple[int, str, str], tmp_path: Path
) -> None:
    assert checked(build(tmp_path, name, count=len(given)), *given) == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_containers_of_a_library(name: str, tmp_path: Path) -> None:
    """What the scripts do to containers at random; the answers are compared elsewhere too."""
    script = SCRIPTS[name]
    calls = [(seed, 60) for seed in range(5)]
    expected = [Expectation(0, f"{name}{given}", name, script(*given)) for given in calls]
    path = Path(container_scripts.__file__)
    data = DataFile(path, container_scripts, {name: script}, expected, {"infer": True})
    answers = MACHINES["c"](data, expected, tmp_path)
    assert [getattr(a, "answer", a) for a in answers] == [e.answer for e in expected]
    main = tmp_path / "main"
    alone = subprocess.run([main], capture_output=True, text=True, check=True, timeout=60)
    assert checked(main) == (0, alone.stdout, alone.stderr)
