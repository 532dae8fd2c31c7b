"""The heap of a native program: values, errors with computed messages, every platform."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from heap_programs import program

from pyexec.backends.llvm import targets
from pyexec.backends.llvm.lower import lower
from pyexec.backends.llvm.module import NATIVE
from pyexec.backends.program import build as building
from pyexec.backends.program import entry as ends
from pyexec.backends.program.system import system_of
from pyexec.driver import assemble, optimized
from pyexec.interface import Parameter, Signature
from pyexec.programs.specification import command_line
from pyexec.types import INT


def one(number: int) -> int:
    """What the functions look like from outside."""
    return number


def two(first: int, second: int) -> int:
    return first + second


def build(folder: Path, name: str, count: int = 1, platform: str | None = None) -> Path:
    """The program of a function of so many parameters."""
    target = targets.platform() if platform is None else targets.by_name(platform)
    system = system_of(target)
    function = (one, two)[count - 1]
    outside = Signature(name, tuple(Parameter(f"p{n}", INT) for n in range(count)), INT)
    front = program(name, messages=ends.MESSAGES, needs=ends.runtime(outside))
    (made,) = front.entries
    path = building.program_path(folder / name, system)
    lowered = lower(front.program, NATIVE)
    machine = target.machine(2)
    line = command_line(function, name)
    text = assemble(
        machine,
        lowered.text,
        ends.entry_point(made, line, lowered.errors, system),
        system.text(target, made.recursive, made.uses_heap),
    )
    with optimized(text, machine, 2, straight=False) as (module, _):
        content = module.emit_object(machine)
    return building.write_program(content, path, target)


def run(path: Path, *words: object) -> tuple[int, str, str]:
    done = subprocess.run(
        [path, *map(str, words)], capture_output=True, text=True, check=False, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


def test_values(tmp_path: Path) -> None:
    assert run(build(tmp_path, "chain"), 100_000) == (0, "5000050000\n", "")
    assert run(build(tmp_path, "large"), 100_000_000) == (0, "7\n", "")
    assert run(build(tmp_path, "nested"), 20) == (0, "210\n", "")
    assert run(build(tmp_path, "text"), 3) == (0, f"{ord('s')}\n", "")


def test_errors(tmp_path: Path) -> None:
    assert run(build(tmp_path, "failing"), 0) == (
        1, "", "ZeroDivisionError: integer division or modulo by zero\n",
    )  # fmt: skip
    complain = build(tmp_path, "complain", count=2)
    assert run(complain, 2, 0x20AC) == (1, "", "ValueError: €₭₮\n")
    assert run(complain, 4, 0x1F600) == (1, "", "ValueError: 😀😁😂\n")
    assert run(build(tmp_path, "miss"), ord("1")) == (1, "", "KeyError: 123\n")


@pytest.mark.parametrize("platform", [name for name in targets.TARGETS if name != "wasm32"])
def test_every_platform(tmp_path: Path, platform: str) -> None:
    assert build(tmp_path, "complain", count=2, platform=platform).stat().st_size > 0


def test_a_program_without_heap_has_nothing_of_it(tmp_path: Path) -> None:
    assert build(tmp_path, "plain").stat().st_size < build(tmp_path, "chain").stat().st_size - 1000


@pytest.mark.parametrize("megabytes", [4, 40])
def test_little_memory(tmp_path: Path, megabytes: int) -> None:
    path = build(tmp_path, "large")
    command = f"ulimit -v {megabytes << 10}; {path} {20 << 20}"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == {4: "-1\n", 40: "7\n"}[megabytes], done.stderr
